"""制度: the catalogue of a unit's institutions, with 制度检查, 汇编目录 and 领导和办事机构 beside it.

Headings of catalogues as they are published (汇编类别, 发文字号, 发文机构, 成文日期, 有效性) are known.
"""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.terms import (
    InstitutionClass,
    InstitutionReviewKind,
    InstitutionStatus,
    LeadingBodyRole,
)


def sequence() -> Column:
    """序号, which only orders the rows."""
    return Column(
        "sequence",
        "序号",
        seen=("序 号",),
        likely=either("No.|NO|顺序号|编号"),
        note="只作排列用，可以不填。",
        example="1",
        width=8,
    )


def unit(note: str = "") -> Column:
    """单位名称."""
    return Column(
        "unit",
        "单位名称",
        likely=either("单位|填报单位|填表单位|所属单位|部门名称"),
        note=note or "写单位全称，与“单位”表一致；全表同属一个单位时可以不填，导入时用 --unit 指明。",
        example="青禾县财政局",
        width=20,
    )


def day(field: str, heading: str, likely: str, note: str, example: str = "") -> Column:
    """A column of days."""
    return Column(
        field,
        heading,
        likely=either(likely),
        value=ValueKind.DAY,
        note=note,
        example=example,
        width=14,
    )


def note() -> Column:
    """备注."""
    return Column("note", "备注", likely=either("备 注|说明"), note="其他需要说明的情况。", width=20)


def _institution(note: str) -> Column:
    return Column(
        "institution",
        "制度名称",
        likely=either("制度|规章制度名称|所查制度|被检查制度"),
        required=True,
        note=note,
        example="青禾县财政局财务管理办法",
        width=36,
    )


def _number() -> Column:
    return Column(
        "number",
        "制度文号",
        likely=either("发文字号|文号"),
        note="同名的制度不止一项时填写。",
        example="青财〔2026〕8号",
        width=20,
    )


INSTITUTIONS = SheetKind(
    name="institutions",
    title="制度",
    workbook="institutions",
    columns=(
        sequence(),
        unit(),
        Column(
            "name",
            "制度名称",
            seen=("标题", "文件名称"),
            likely=either("制度|规章制度名称|制度文件名称|文件标题|规范性文件名称|办法名称"),
            required=True,
            note="一行一项，写全称。",
            example="青禾县财政局财务管理办法",
            width=36,
        ),
        Column(
            "number",
            "文号",
            seen=("发文字号",),
            likely=either("文件编号|发文文号|文件字号|制度文号|制度编号"),
            note="没有文号的留空。",
            example="青财〔2026〕8号",
            width=20,
        ),
        Column(
            "kind",
            "制度类别",
            likely=either("制度性质|制度分类"),
            value=ValueKind.TERM,
            choices=tuple(InstitutionClass),
            note="县里统一要求的是基本制度，本单位自己创新的是创新制度；不清楚的留空。",
            example="基本制度",
            width=12,
        ),
        Column(
            "topic",
            "对应清单项",
            likely=either("清单项|对应应有制度|应有制度"),
            note="这项制度对应应有制度清单的哪一项，写清单项的原文；不对应的留空。",
            example="财务管理",
            width=18,
        ),
        Column(
            "section",
            "汇编类别",
            seen=("汇编大类", "类别"),
            likely=either("大类|汇编分类|分类|栏目"),
            note="在制度汇编中归入哪一类。",
            example="财务类",
            width=14,
        ),
        Column(
            "issuer",
            "制定机关",
            seen=("发文机构",),
            likely=either("发文机关|制发机关|印发机关|发文单位|制定单位|制定部门"),
            note="以谁的名义印发。",
            example="青禾县财政局",
            width=20,
        ),
        day(
            "issued_on",
            "印发日期",
            "发文日期|发布日期|成文日期|印发时间|发文时间|发布时间",
            "写到日，例如 2026-01-01；不清楚的留空。",
            "2025-12-20",
        ),
        day(
            "valid_from",
            "施行日期",
            "生效日期|实施日期|执行日期|施行时间|实施时间|起日",
            "写到日；不清楚的留空，有关检查会回答“无法判断”。",
            "2026-01-01",
        ),
        day("valid_to", "失效日期", "废止日期|失效时间|废止时间|止日", "写到日；仍然有效的留空。"),
        Column(
            "status",
            "有效性",
            seen=("有效状态",),
            likely=either("状态|效力|时效性|效力状态|是否有效|制度状态"),
            value=ValueKind.TERM,
            choices=tuple(InstitutionStatus),
            note="从列表中选；不清楚的留空。",
            example="现行有效",
            width=12,
        ),
        Column(
            "owner_written",
            "责任部门",
            likely=either("责任单位|牵头部门|负责部门|责任科室|承办部门|主管部门|归口部门"),
            note="由哪个部门负责执行和修订。",
            example="办公室",
            width=16,
        ),
        Column(
            "replaces",
            "替代制度",
            likely=either("替代文件|废止制度|同时废止|替代的制度|原制度"),
            note="写被替代的制度的名称或文号；没有的留空。",
            width=24,
        ),
        Column(
            "governed_powers",
            "管辖权力",
            likely=either("对应权力|对应权力事项|管辖权力事项|权力事项|关联权力|规范的权力|对应职权"),
            note="写事项名称或职权编码，一行一项或用分号隔开；只管一个子项的写“名称｜子项”。",
            example="对违反政府采购规定行为的处罚",
            width=36,
        ),
        Column(
            "governed_points",
            "对应风险点",
            likely=either("对应廉政风险点|关联风险点|防控的风险点|管辖风险点|防控风险点"),
            note="写风险点名称，一行一个或用分号隔开。",
            example="选择性立案",
            width=28,
        ),
        Column(
            "summary",
            "主要内容",
            likely=either("内容摘要|制度内容|摘要|内容提要|内容"),
            note="几句话写明管什么、怎样管；制度汇编照此印出。",
            example="规定收支审批权限、报销程序和公开方式。",
            width=48,
        ),
        note(),
    ),
    name_field="name",
    telling=(
        *("number", "kind", "topic", "issuer", "issued_on", "owner_written"),
        *("replaces", "governed_powers", "governed_points"),
    ),
    readings=(
        Reading("单位", "unit"),
        Reading("制度", "name"),
        Reading("标题", "name"),
        Reading("类别", "section"),
        Reading("编号", "sequence"),
        Reading("说明", "note"),
        Reading("内容", "summary"),
        Reading("权力事项", "governed_powers"),
    ),
    row_by_row=True,
)
"""制度"""

INSTITUTION_REVIEWS = SheetKind(
    name="institution_reviews",
    title="制度检查",
    workbook="institutions",
    columns=(
        sequence(),
        unit(),
        _institution("写“制度”表中的制度名称。"),
        _number(),
        Column(
            "kind",
            "检查类型",
            likely=either("检查类别|检查方式"),
            value=ValueKind.TERM,
            choices=tuple(InstitutionReviewKind),
            note="检查制度本身要不要改的是评估修订，检查执行得怎样的是执行检查。",
            example="执行检查",
            width=12,
        ),
        day(
            "reviewed_on",
            "检查日期",
            "检查时间|复核日期|评估日期",
            "写到日；不清楚的留空，有关检查会回答“无法判断”。",
            "2026-05-20",
        ),
        Column(
            "reviewer_written",
            "检查人",
            likely=either("检查人员|检查组|复核人"),
            note="谁检查的。",
            example="财务科",
            width=14,
        ),
        Column(
            "result",
            "检查情况",
            likely=either("检查结果|发现问题|检查结论|复核结论"),
            note="查了什么，结果怎样。",
            example="抽查报销凭证 30 份，均按规定审批",
            width=36,
        ),
        Column(
            "document",
            "检查文号",
            likely=either("通报文号|检查通报文号"),
            note="检查通报或修订文件的文号；没有的留空。",
            width=20,
        ),
    ),
    name_field="institution",
    telling=("kind", "reviewed_on", "result"),
    readings=(Reading("单位", "unit"), Reading("制度", "institution"), Reading("编号", "sequence")),
    row_by_row=True,
)
"""制度检查"""

COMPENDIUM_ENTRIES = SheetKind(
    name="compendium_entries",
    title="汇编目录",
    workbook="institutions",
    columns=(
        sequence(),
        unit(),
        Column(
            "compendium",
            "汇编名称",
            likely=either("制度汇编名称|制度汇编|汇编"),
            required=True,
            note="哪一部汇编；同一部的各行写法一致。",
            example="2026年制度汇编",
            width=24,
        ),
        day(
            "compendium_issued_on",
            "汇编印发日期",
            "汇编日期|汇编时间",
            "汇编印发的那一天；不清楚的留空，分不清哪一部最新时有关检查会回答“无法判断”。",
            "2026-02-01",
        ),
        _institution("写“制度”表中的制度名称。"),
        _number(),
        Column(
            "position",
            "篇目次序",
            likely=either("顺序|次序|目录次序"),
            value=ValueKind.WHOLE,
            note="在汇编中排第几；不填的按先后。",
            example="1",
            width=10,
        ),
    ),
    name_field="institution",
    telling=("compendium", "compendium_issued_on"),
    readings=(Reading("单位", "unit"), Reading("制度", "institution"), Reading("编号", "sequence")),
    row_by_row=True,
)
"""汇编目录"""

LEADING_BODIES = SheetKind(
    name="leading_bodies",
    title="领导和办事机构",
    workbook="institutions",
    columns=(
        sequence(),
        unit(),
        Column(
            "name",
            "机构名称",
            likely=either("领导小组名称|机构|领导机构名称"),
            required=True,
            note="规范权力运行工作的领导小组、办公室。",
            example="青禾县财政局规范权力运行工作领导小组",
            width=36,
        ),
        Column(
            "role",
            "机构性质",
            likely=either("机构类型|机构类别"),
            value=ValueKind.TERM,
            choices=tuple(LeadingBodyRole),
            note="从列表中选。",
            example="领导机构",
            width=12,
        ),
        Column(
            "document",
            "成立文号",
            likely=either("成立文件|设立文号"),
            note="成立机构的文件。",
            example="青财党〔2026〕1号",
            width=20,
        ),
        day("valid_from", "起日", "成立日期|设立日期|成立时间", "写到日；不清楚的留空。", "2026-01-05"),
        day("valid_to", "止日", "撤销日期|撤销时间", "写到日；仍在的留空。"),
        note(),
    ),
    name_field="name",
    telling=("role", "document"),
    readings=(Reading("单位", "unit"), Reading("编号", "sequence"), Reading("说明", "note")),
    row_by_row=True,
)
"""领导和办事机构"""

INSTITUTION_KINDS = (INSTITUTIONS, INSTITUTION_REVIEWS, COMPENDIUM_ENTRIES, LEADING_BODIES)
"""The sheets of the workbook of institutions."""
