"""用权记录 and 授权委托: how powers are used, and by whom besides those on the list (R-FS-05).

Units keep such registers in their own words: 办件登记 of a service hall, 案件登记 of an enforcement
team, the 双公示 tables of licences and penalties. 受理 and 立案 stand for the day only where no column
says when the matter was decided.
"""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.sheets.kinds.recorded import ORDINAL, POWER_KEY

_SEQUENCE = Column(
    "sequence",
    "序号",
    seen=("序 号", "编号"),
    likely=either("No.|NO|顺序号"),
    note="只作排列用，可以不填。",
    example="1",
    width=8,
)


def _unit(note: str) -> Column:
    return Column(
        "unit",
        "单位名称",
        likely=either(
            "单位|填报单位|填表单位|所属单位|部门名称|办理单位|承办单位|实施机关|实施主体|行使主体|受理单位",
            "许可机关|处罚机关|执法机关|执法主体|办案单位|办案机关|检查单位|检查机关|决定机关|承办部门",
        ),
        note=note,
        example="青禾县财政局",
        width=20,
    )


_WHAT = (
    Column(
        "number",
        "办件编号",
        likely=either(
            "受理编号|案号|文书号|业务流水号|办件号|收件编号|收件号|流水号|案件编号|立案号|受理号|受理单号|申办流水号",
            "决定书文号|决定书编号|文书编号|文书文号|行政处罚决定书文号|处罚决定书文号|处罚决定书编号|检查编号",
            "行政许可决定文书号|许可决定书文号|许可编号|许可决定文书号|批准文号|业务编号|用权编号|记录编号|编号",
        ),
        note="办件编号、案号或者决定书文号，一个单位内不重复；有编号的按编号认，没有的按事项、日期和对象认。",
        example="青财采罚〔2026〕3号",
        width=22,
    ),
    Column(
        "power_written",
        "权力事项",
        likely=either(
            "事项名称|权力名称|职权名称|权力事项名称|办理事项|许可事项|处罚事项|检查事项|办件名称|业务名称|许可项目",
            "审批事项|执法事项|职权事项|行使权力|权责事项|用权事项|权力（事项）名称|行政许可事项|行政处罚事项|案由",
            "事项|项目名称|申办事项|业务事项|权责事项名称|确认事项|征收事项|给付事项|奖励事项|裁决事项|职权编码|事项编码",
        ),
        required=True,
        note="与权责清单的事项名称（或职权编码）写法一致，就能与清单对上。",
        example="对违反政府采购规定行为的处罚",
        width=32,
    ),
    Column(
        "exercised_on",
        "办理日期",
        likely=either(
            "办结日期|办结时间|决定日期|办理时间|处罚决定日期|许可决定日期|作出决定日期|结案日期|结案时间|决定时间",
            "检查日期|检查时间|审批日期|审批时间|用权日期|用权时间|行使日期|处罚日期|许可日期|作出行政决定日期|日期|时间",
            "受理日期|受理时间|立案日期|立案时间|申请日期|申请时间|登记日期|登记时间",
        ),
        value=ValueKind.DAY,
        note="作出决定、办结的那一天，写到日，例如 2026-03-05。",
        example="2026-03-05",
        width=14,
    ),
)

_WHO = (
    Column(
        "actor_written",
        "经办人",
        likely=either(
            "承办人|办理人|承办人员|经办人员|办案人员|执法人员|办理人员|检查人员|检查人|审批人|办案人|主办人|承办人姓名",
            "经办人姓名|用权人|行使人|主办人员|许可人员|审核人",
        ),
        note="写姓名，与“人员”表一致；几个人一起办的，主办的写在最前面，用顿号隔开。",
        example="高某",
        width=14,
    ),
    Column(
        "actor_post_written",
        "承办岗位",
        likely=either(
            "经办岗位|岗位|承办科室|承办机构|责任科室|办理科室|职务|经办人职务|承办人职务|办案科室|执法岗位|承办股室|科室",
            "岗位（职务）|行使岗位|用权岗位|办案机构|责任股室",
        ),
        note="与“职务”表的职务名称一致。",
        example="政府采购监督管理科科长",
        width=20,
    ),
    Column(
        "subject_written",
        "办理对象",
        likely=either(
            "相对人|行政相对人|行政相对人名称|当事人|申请人|被处罚人|被检查对象|检查对象|申请单位|服务对象|对象|被处罚对象",
            "被许可人|案件当事人|当事人名称|申请人名称|相对人名称|申请人姓名|当事人姓名|企业名称|被检查单位|申请人（单位）",
            "申请单位（人）|受益人|行政管理相对人|管理相对人",
        ),
        note="对谁行使：单位写全称，个人写姓名；印出时个人姓名自动遮盖。",
        example="青禾县某某商贸有限公司",
        width=24,
    ),
)

_HOW = (
    Column(
        "situation",
        "办理情况",
        likely=either(
            "情况|基本情况|案情|主要违法事实|违法事实|申请内容|许可内容|事由|案件情况|检查内容|简要案情|违法行为类型|主要内容",
            "办件内容|情况说明|事项内容|主要情况|检查情况|申请事由",
        ),
        note="为什么事、什么情况。",
        example="采购人应当公开招标而擅自采用其他方式采购",
        width=32,
    ),
    Column(
        "basis_text",
        "办理依据",
        likely=either(
            "依据|处罚依据|许可依据|法律依据|法定依据|实施依据|适用依据|执法依据|决定依据|审批依据|行使依据|用权依据|检查依据",
            "处理依据|定性依据",
        ),
        note="写明文件名称和条款。",
        example="《中华人民共和国政府采购法》第七十一条",
        width=32,
    ),
    Column(
        "process",
        "办理过程",
        likely=either(
            "过程|办理流程|办理环节|程序|经过|运行过程|办理经过|执法过程|办案过程|审批过程|履行程序|办理程序|处理过程"
        ),
        note="按先后写出走过的环节，集体研究的写明会议。",
        example="立案—调查—告知—局务会集体研究—决定",
        width=32,
    ),
    Column(
        "result",
        "办理结果",
        likely=either(
            "结果|处理结果|处罚内容|处罚结果|决定内容|审批结果|检查结果|处理情况|处理决定|结论|许可结果|办理结论|处罚种类",
            "处罚决定|案件处理结果|行政处罚内容|办结情况|决定结果",
        ),
        note="作出了什么决定。",
        example="警告，责令限期改正",
        width=24,
    ),
    Column(
        "recorder_written",
        "录入人",
        likely=either("登记人|填报人|录入人员|填表人|记录人|登记人员|记录人员|录入员"),
        note="谁录入的，写姓名，不要写科室或者“系统”。",
        example="李某",
        width=12,
    ),
    Column(
        "recorded_on",
        "录入日期",
        likely=either("录入时间|填报日期|填报时间|填表日期|记录日期|记录时间"),
        value=ValueKind.DAY,
        note="写到日，例如 2026-03-06。",
        example="2026-03-06",
        width=14,
    ),
    Column(
        "note",
        "备注",
        likely=("备 注", "说明", "其他说明"),
        note="其他需要说明的情况。",
        width=20,
    ),
)

EXERCISES = SheetKind(
    name="exercises",
    title="用权记录",
    workbook="exercises",
    columns=(
        _SEQUENCE,
        _unit("写单位全称，与“单位”表一致；全表同属一个单位时可以不填，导入时用 --unit 指明。"),
        *_WHAT,
        *_WHO,
        *_HOW,
        ORDINAL,
    ),
    name_field="power_written",
    telling=("number", "exercised_on", "result", "subject_written"),
    readings=(
        Reading("编号", "sequence", before=("number",)),
        Reading("编号", "number"),
        Reading("编号", "sequence"),
        *(
            Reading(heading, "exercised_on")
            for heading in either(
                "受理日期|受理时间|立案日期|立案时间|申请日期|申请时间|登记日期|登记时间|日期|时间"
            )
        ),
        *(
            Reading(heading, "number")
            for heading in either("受理编号|收件编号|收件号|立案号|受理号|批准文号")
        ),
        *(
            Reading(heading, "actor_post_written")
            for heading in either("科室|职务|承办机构|责任科室|承办科室")
        ),
        *(Reading(heading, "power_written") for heading in either("案由|项目名称|职权编码|事项编码")),
        *(
            Reading(heading, "situation")
            for heading in either("情况|检查内容|主要内容|情况说明|违法行为类型")
        ),
        *(Reading(heading, "unit") for heading in either("单位|承办部门|承办单位|实施主体|行使主体")),
        Reading("处理情况", "result"),
        Reading("处罚种类", "result"),
        Reading("审核人", "actor_written"),
        Reading("企业名称", "subject_written"),
        Reading("说明", "note"),
    ),
    standing_in=("number", "situation"),
    row_by_row=True,
    not_kept=either(
        "统一社会信用代码|行政相对人代码|法定代表人|法定代表人姓名|证件号码|身份证号|身份证号码|联系电话|联系方式|数据来源单位"
        "|当前状态|公示截止期|有效期自|有效期至|许可证书名称|处罚机关统一社会信用代码|许可机关统一社会信用代码"
    ),
)
"""用权记录"""

DELEGATIONS = SheetKind(
    name="delegations",
    title="授权委托",
    workbook="delegations",
    columns=(
        _SEQUENCE,
        _unit("委托出去的单位（权力在它的清单里）；全表同属一个单位时可以不填，导入时用 --unit 指明。"),
        Column(
            "power",
            "委托事项",
            likely=either(
                "权力事项|事项名称|授权事项|委托权力|委托的权力事项|授权（委托）事项|权力名称|委托权限|职权名称"
            ),
            required=True,
            note="与权责清单的事项名称（或职权编码）写法一致。",
            example="对违反政府采购规定行为的处罚",
            width=32,
        ),
        Column(
            "delegate_written",
            "受委托方",
            likely=either(
                "受委托单位|受委托人|被委托人|被授权人|受托方|受托单位|被委托单位|受委托机关|受委托组织|受权方|受托人"
            ),
            required=True,
            note="单位写全称，个人写姓名，岗位写职务名称；在“单位”“人员”“职务”表中的自动对上。",
            example="柳湾镇人民政府",
            width=24,
        ),
        Column(
            "valid_from",
            "起日",
            likely=either("委托日期|委托起始日期|开始日期|起始日期|委托时间|授权日期|生效日期|委托期限起"),
            value=ValueKind.DAY,
            note="写到日；不清楚的留空。",
            example="2026-01-01",
            width=14,
        ),
        Column(
            "valid_to",
            "止日",
            likely=either("委托截止日期|终止日期|截止日期|结束日期|到期日期|失效日期|委托期限止"),
            value=ValueKind.DAY,
            note="写到日；现在仍然有效的留空。",
            example="2026-12-31",
            width=14,
        ),
        Column(
            "document",
            "委托文号",
            likely=either(
                "委托书文号|文号|委托书编号|授权文号|依据文件|委托书|授权书|委托文件|授权文件|委托依据"
            ),
            note="委托书、授权书的文号。",
            example="青财委〔2026〕1号",
            width=20,
        ),
        Column("note", "备注", likely=("备 注", "说明"), note="其他需要说明的情况。", width=20),
        POWER_KEY,
    ),
    name_field="power",
    telling=("delegate_written",),
    readings=(
        Reading("编号", "sequence"),
        Reading("单位", "unit"),
        Reading("文号", "document"),
        Reading("依据文件", "document"),
        Reading("说明", "note"),
    ),
    row_by_row=True,
    not_kept=either("联系人|联系电话"),
)
"""授权委托"""
