"""单位、人员、职务、分工: the four sheets of the organization workbook.

A row of 职务 is a post and, where 姓名 is filled, who holds it from when; a row of 分工 is one
person's charge of one or several areas. An empty 是否 is not known, an empty start day too.
"""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind
from powerctl.sheets.kinds.recorded import OF_PEOPLE, OF_POSTS, PERSON_UNIT
from powerctl.terms import DutyArea, HolderLevel, UnitKind

_UNKNOWN_FLAG = "不清楚的留空，空着表示不清楚，不表示“否”。"


def _sequence() -> Column:
    return Column(
        "sequence",
        "序号",
        seen=("序 号", "编号"),
        likely=("No.", "NO", "顺序号"),
        note="只作排列用，可以不填。",
        example="1",
        width=8,
    )


def _from(heading: str, likely: tuple[str, ...]) -> Column:
    return Column(
        "valid_from",
        heading,
        likely=likely,
        value=ValueKind.DAY,
        note="写到日，例如 2026-03-01；不清楚的留空。",
        example="2026-03-01",
        width=14,
    )


def _to(heading: str, likely: tuple[str, ...]) -> Column:
    return Column(
        "valid_to",
        heading,
        likely=likely,
        value=ValueKind.DAY,
        note="写到日；现在仍然有效的留空。",
        width=14,
    )


def _note() -> Column:
    return Column("note", "备注", likely=("备 注", "说明"), note="其他需要说明的情况。", width=24)


def _unit(note: str) -> Column:
    return Column(
        "unit",
        "单位",
        likely=(
            "单位名称",
            "所在单位",
            "工作单位",
            "所属单位",
            "任职单位",
            "部门",
            "部门名称",
            "单位（部门）",
        ),
        required=True,
        note=note,
        example="青禾县财政局",
        width=24,
    )


def _number() -> Column:
    return Column(
        "number",
        "人员编号",
        likely=("工号", "职工编号", "干部编号", "人员代码", "编号"),
        note="只在本单位有同名同姓的人时填写，用来区分；不要写身份证号。",
        width=12,
    )


UNITS = SheetKind(
    name="units",
    title="单位",
    workbook="organization",
    row_by_row=True,
    columns=(
        _sequence(),
        Column(
            "code",
            "单位代码",
            likely=("代码", "单位编码", "机构代码", "机构编码", "单位编号", "部门代码", "编号"),
            note="全县不重复，定了不再改，例如 CZJ。",
            example="CZJ",
            width=14,
        ),
        Column(
            "name",
            "单位名称",
            likely=("单位", "机构名称", "单位全称", "部门名称", "名称", "机关名称"),
            required=True,
            note="写全称，全县不重复。",
            example="青禾县财政局",
            width=30,
        ),
        Column(
            "kind",
            "单位类型",
            likely=("单位类别", "机构类型", "单位性质", "机构性质", "类型"),
            value=ValueKind.TERM,
            choices=tuple(UnitKind),
            note="从列表中选。",
            example="政府部门",
            width=14,
        ),
        Column(
            "parent",
            "上级单位",
            likely=("上级机构", "主管单位", "隶属单位", "主管部门", "上级部门", "隶属机构", "上级单位名称"),
            note="写上级单位的名称或代码；县区本级留空。",
            example="青禾县",
            width=24,
        ),
        _from("起日", ("成立日期", "设立日期", "起始日期", "生效日期")),
        _to("止日", ("撤销日期", "终止日期", "截止日期", "失效日期")),
        _note(),
    ),
    name_field="name",
    telling=("code", "kind", "parent"),
    readings=(
        Reading("单位", "name"),
        Reading("部门名称", "name"),
        Reading("名称", "name"),
        Reading("编号", "sequence"),
        Reading("编号", "code"),
        Reading("说明", "note"),
    ),
)
"""单位"""

PEOPLE = SheetKind(
    name="people",
    title="人员",
    workbook="organization",
    row_by_row=True,
    columns=(
        _sequence(),
        _unit("写单位全称或代码，与“单位”表一致。"),
        Column(
            "name",
            "姓名",
            likely=("姓 名", "人员姓名", "干部姓名", "领导姓名"),
            required=True,
            note="一行一人。",
            example="高某",
            width=14,
        ),
        _number(),
        *OF_PEOPLE,
        _note(),
    ),
    name_field="name",
    telling=("unit", "number"),
    readings=(
        Reading("部门", "unit"),
        Reading("编号", "sequence"),
        Reading("编号", "number"),
        Reading("说明", "note"),
    ),
    not_kept=(
        "性别",
        "民族",
        "出生年月",
        "籍贯",
        "入党时间",
        "参加工作时间",
        "身份证号",
        "联系电话",
        "学历学位",
    ),
)
"""人员"""

POSTS = SheetKind(
    name="posts",
    title="职务",
    workbook="organization",
    row_by_row=True,
    columns=(
        _sequence(),
        _unit("写单位全称或代码，与“单位”表一致。"),
        Column(
            "title",
            "职务名称",
            likely=(
                "职务",
                "岗位",
                "岗位名称",
                "职务（岗位）",
                "职务岗位",
                "现任职务",
                "职位",
                "职务/岗位",
                "岗位（职务）",
            ),
            required=True,
            note="一个单位内不重复；同一职务几个人担任的，每人一行。",
            example="局长",
            width=20,
        ),
        Column(
            "holder_level",
            "权力主体层级",
            likely=("主体层级", "用权主体层级"),
            value=ValueKind.TERM,
            choices=tuple(HolderLevel),
            note="从列表中选；不清楚的留空。",
            example="一把手",
            width=14,
        ),
        *(
            Column(
                field,
                heading,
                likely=likely,
                value=ValueKind.YES_NO,
                note=note + _UNKNOWN_FLAG,
                example=example,
                width=12,
            )
            for field, heading, likely, note, example in (
                (
                    "is_head",
                    "是否“一把手”",
                    ("是否一把手", "一把手", "“一把手”", "是否主要负责人", "是否党政主要负责人"),
                    "党政主要负责人；一个单位可以有两个。",
                    "是",
                ),
                ("is_leadership", "是否班子成员", ("班子成员", "是否领导班子成员", "领导班子成员"), "", "是"),
                (
                    "is_discipline_head",
                    "是否纪检负责人",
                    ("纪检负责人", "是否纪委书记", "是否纪检组长", "是否纪委书记（纪检组长）"),
                    "纪委书记、纪检组长。",
                    "否",
                ),
                ("is_key", "是否重点岗位", ("重点岗位", "是否关键岗位", "关键岗位"), "", "是"),
            )
        ),
        Column(
            "person",
            "姓名",
            likely=("姓 名", "任职人员", "任职人", "人员姓名", "担任人", "现任人员"),
            note="现任的人；空缺的留空。",
            example="高某",
            width=12,
        ),
        _number(),
        _from(
            "任职日期", ("任职时间", "任现职时间", "起日", "任职起日", "任命日期", "现任职务时间", "到任日期")
        ),
        _to("免职日期", ("免职时间", "止日", "离任日期", "任职止日", "离任时间", "卸任日期")),
        Column(
            "document",
            "任免文号",
            likely=("任职文号", "任免文件", "任职文件", "文号", "任命文号"),
            note="任命或者免职的文件。",
            example="青组干〔2026〕8号",
            width=20,
        ),
        *OF_POSTS,
    ),
    name_field="title",
    telling=(
        *("person", "holder_level", "is_head", "is_leadership", "is_discipline_head", "is_key"),
        *("valid_from", "document"),
    ),
    readings=(
        Reading("岗位", "title"),
        Reading("职务", "title"),
        Reading("部门", "unit"),
        Reading("编号", "sequence"),
        Reading("编号", "number"),
        Reading("文号", "document"),
    ),
)
"""职务, with the tenure of who holds it"""

DUTIES = SheetKind(
    name="duties",
    title="分工",
    workbook="organization",
    row_by_row=True,
    columns=(
        _sequence(),
        _unit("写单位全称或代码，与“单位”表一致。"),
        Column(
            "person",
            "姓名",
            likely=("姓 名", "分管领导", "领导姓名", "人员姓名", "班子成员", "领导"),
            required=True,
            note="与“人员”表一致。",
            example="高某",
            width=12,
        ),
        _number(),
        Column(
            "area",
            "分管领域",
            likely=(
                *("分管工作", "分管内容", "分管范围", "分工", "工作分工", "分管事项", "分管业务", "负责工作"),
                *("主管工作", "分工内容", "具体分工", "分管（联系）工作", "分管领域（工作）", "职责分工"),
            ),
            required=True,
            choices=tuple(DutyArea),
            note="从列表中选，或者照分工文件写；一个人分管几项的，每项一行，也可以用顿号隔开。",
            example="财务",
            width=24,
        ),
        Column(
            "direct",
            "是否直接分管",
            likely=("直接分管", "是否直接主管", "分管方式"),
            value=ValueKind.YES_NO,
            note="直接分管填“是”，只是联系、协助或者听取汇报填“否”。" + _UNKNOWN_FLAG,
            example="是",
            width=14,
        ),
        _from("起日", ("分工日期", "分工时间", "起始日期", "生效日期", "分管起日", "开始日期")),
        _to("止日", ("终止日期", "截止日期", "分管止日", "结束日期")),
        Column(
            "document",
            "分工文件",
            likely=("分工文号", "文号", "依据文件", "分工依据", "文件"),
            note="领导班子分工的通知。",
            example="青财党〔2026〕3号",
            width=20,
        ),
        Column(
            "meeting_written",
            "研究确定的会议",
            likely=("研究的会议", "研究确定会议", "确定分工的会议"),
            note="会议编号#第几项；别的单位的会议写“单位/会议编号#第几项”。",
            example="2026-03#2",
            width=20,
        ),
        PERSON_UNIT,
    ),
    name_field="person",
    telling=("area",),
    readings=(
        Reading("分管领导", "person"),
        Reading("领导", "person"),
        Reading("班子成员", "person"),
        Reading("部门", "unit"),
        Reading("编号", "sequence"),
        Reading("编号", "number"),
        Reading("文号", "document"),
        Reading("文件", "document"),
    ),
    not_kept=("职务", "职务名称", "岗位"),
)
"""分工"""

ORGANIZATION = (UNITS, PEOPLE, POSTS, DUTIES)
