"""公开公示: publications, notices, subjects, answers; 公开目录, what must be open (R-HY-13, R-ZJ-04)."""

from powerctl.sheets.kinds.appointments import unit
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, either
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, term, text, whole
from powerctl.terms import (
    Audience,
    DeadlineUnit,
    FeedbackVerdict,
    NoticeKind,
    NoticeOutcome,
    OpenInterval,
    OpenSubject,
    PublicChannel,
    PublicStage,
    SecrecyLevel,
)

_BOOK = "disclosure"
_NEIGHBOURS = (Reading("编号", "sequence"), Reading("单位", "unit"))


def _title(heading: str, likely: str, example: str) -> Column:
    return Column(
        "title", heading, likely=either(likely), required=True, note="写全称。", example=example, width=28
    )


def _notice() -> Column:
    return Column(
        "notice",
        "公示编号",
        likely=either("所属公示"),
        required=True,
        note="与“公示”表的公示编号一致。",
        example="示2026-03",
        width=14,
    )


def _place() -> Column:
    return Column(
        "position",
        "顺序",
        likely=either("件次序号"),
        required=True,
        note="本次公示内从 1 起编号。",
        example="1",
        width=8,
    )


OPEN_ITEMS = SheetKind(
    name="open_items",
    title="公开目录",
    workbook="open-items",
    columns=(
        sequence(),
        unit("全县都要公开的留空；只对一个单位的写单位"),
        text("code", "目录编号", "公开目录编号", "没有的不填。", "GK-01", 12),
        Column(
            "name",
            "公开事项",
            likely=either("公开事项名称|应公开事项"),
            required=True,
            note="要公开什么。",
            example="大额资金使用情况",
            width=26,
        ),
        term("subject", "内容类别", OpenSubject, "公开内容类别|公开类别", "从列表中选。", "大额资金"),
        term("stage", "公开阶段", PublicStage, "阶段", "从列表中选。", "结果"),
        term("channel", "公开渠道", PublicChannel, "公开方式|公开形式", "从列表中选。", "公开栏"),
        term("audience", "公开范围", Audience, "公开对象|公开层级", "从列表中选。", "本单位职工"),
        term("interval", "公开频次", OpenInterval, "公开周期|公开时间要求", "从列表中选。", "每季度"),
        whole("deadline", "公开期限", "公开时限", "形成后多少天之内公开，只写数字。", "20"),
        term("deadline_unit", "期限单位", DeadlineUnit, "时限单位", "日、工作日或月。", "工作日"),
        text(
            "above",
            "金额起点（元）",
            "金额起点|公开金额起点",
            "多少金额以上要公开；不论金额的留空。",
            "50000",
            14,
        ),
        text("content", "公开内容", "公开的内容|具体内容", "公开到什么程度。", "用途、金额、决策会议", 28),
        text("basis_text", "依据", "公开依据", "规定要公开的文件。", "县务公开办法第八条", 24),
        day("valid_from", "起日", "开始日期", "从哪一天起要公开。", "2026-01-01"),
        day("valid_to", "止日", "结束日期", "到哪一天为止；一直有效的留空。"),
        note(),
    ),
    name_field="name",
    telling=("interval", "deadline", "above"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""公开目录"""

PUBLICATIONS = SheetKind(
    name="publications",
    title="公开记录",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("公开的单位，"),
        text("number", "公开编号", "公开记录编号", "一个单位内不重复；不填的自动编。", "公2026-07", 14),
        _title("公开标题", "公开信息标题|公开名称", "二〇二六年第一季度财务收支"),
        text(
            "open_item", "公开目录", "对应公开目录|公开目录名称", "对应的公开事项，写名称或目录编号。", "", 20
        ),
        term("subject", "内容类别", OpenSubject, "公开内容类别|公开类别", "从列表中选。", "财务收支"),
        term("stage", "公开阶段", PublicStage, "阶段", "从列表中选。", "结果"),
        term("channel", "公开渠道", PublicChannel, "公开方式|公开形式", "从列表中选。", "公开栏"),
        text("place_written", "公开地点", "公开位置|网址", "公开栏的位置、网址等。", "机关一楼公开栏", 18),
        term("audience", "公开范围", Audience, "公开对象", "从列表中选。", "本单位职工"),
        day("formed_on", "信息形成日期", "形成日期", "信息形成的那一天。"),
        day("published_on", "公开日期", "公开时间|发布日期|发布时间", "公开的那一天。", "2026-04-15"),
        day("taken_down_on", "撤下日期", "撤下时间|下线日期", "撤下的那一天。"),
        day("period_from", "内容期间起日", "内容起日", "公开的内容从哪一天起。", "2026-01-01"),
        day("period_to", "内容期间止日", "内容止日", "到哪一天为止。", "2026-03-31"),
        text("amount", "涉及金额（元）", "涉及金额", "公开的内容涉及的金额。", "", 14),
        text("matter_written", "涉及事项（原文）", "涉及事项", "公开的是哪件事。", "", 24),
        text("agenda_key", "会议议程", "公开的会议议程", "写 会议编号/议题编号。", "", 18),
        text("expenditure", "支出", "公开的支出", "支出的单据编号或凭证号。", "", 18),
        text("transaction", "公共资源交易", "公开的交易", "交易的编号或名称。", "", 18),
        text("project", "工程项目", "公开的工程项目", "工程项目的编号或名称。", "", 18),
        text("appointment", "任免编号", "公开的任免事项", "任免事项的编号。", "", 14),
        text("finance_report", "财务报告", "公开的财务报告", "财务报告的名称。", "", 20),
        term("secrecy", "密级", SecrecyLevel, "涉密情况", "从列表中选。"),
        day("proposed_on", "提出日期", "提出时间", "提出公开的那一天。"),
        text("proposer_written", "提出人", "公开提出人", "写姓名。", "", 10),
        day("examined_on", "审核日期", "审核时间", "审核的那一天。"),
        text("examiner_written", "审核人", "公开审核人", "写姓名。", "", 10),
        flag("is_secrecy_checked", "是否经保密审查", "保密审查", "经过保密审查的填“是”。", "是"),
        day("approved_on", "批准日期", "批准时间", "批准公开的那一天。"),
        text("approver_written", "批准人", "公开批准人", "写姓名。", "", 10),
        text("publisher_written", "发布人", "公开发布人", "写姓名。", "", 10),
        flag("has_personal_data", "是否含个人信息", "含个人信息", "含个人信息的填“是”。", "否"),
        text("assessment_number", "影响评估编号", "个人信息影响评估编号", "做过评估的写编号。", "", 14),
        text("evidence", "佐证材料", "佐证|公开凭证", "照片、截图存放在哪里。", "", 20),
        text("document", "文号", "公开文号", "文件的文号。", "", 18),
        note(),
    ),
    name_field="title",
    telling=("published_on", "taken_down_on", "period_from"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""公开记录"""

NOTICES = SheetKind(
    name="notices",
    title="公示",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("公示的单位，"),
        text("number", "公示编号", "公示文号", "一个单位内不重复；不填的自动编。", "示2026-03", 14),
        _title("公示标题", "公示名称|公示内容", "关于拟任职干部的公示"),
        term("kind", "公示类别", NoticeKind, "公示类型|公示种类", "从列表中选。", "任前公示"),
        day("begun_on", "公示起日", "公示开始日期|公示开始时间", "公示的第一天。", "2026-03-02"),
        day("ended_on", "公示止日", "公示结束日期|公示截止日期", "公示的最后一天。", "2026-03-09"),
        term("channel", "公示渠道", PublicChannel, "公示方式|公示形式", "从列表中选。", "网站"),
        text("place_written", "公示地点", "公示位置", "公示在哪里。", "县政府网站", 18),
        flag("by_phone", "是否可电话反映", "电话反映", "可以打电话反映的填“是”。", "是"),
        flag("by_letter", "是否可来信反映", "来信反映", "可以来信反映的填“是”。", "是"),
        flag("by_visit", "是否可来访反映", "来访反映", "可以来访反映的填“是”。", "是"),
        flag("by_web", "是否可网上反映", "网上反映", "可以网上反映的填“是”。", "否"),
        flag("by_box", "是否设意见箱", "意见箱", "设了意见箱的填“是”。", "否"),
        text("office", "受理单位", "受理部门|反映受理单位", "向哪个单位反映。", "县委组织部干部监督科", 20),
        text(
            "office_phone", "受理电话", "联系电话|监督电话", "单位的电话，不写个人电话。", "0000-0000000", 16
        ),
        text("office_address", "受理地址", "通信地址|联系地址", "单位的地址。", "", 20),
        text("transaction", "公共资源交易", "公示的交易", "交易的编号或名称。", "", 18),
        text("assessment_number", "影响评估编号", "个人信息影响评估编号", "做过评估的写编号。", "", 14),
        day("concluded_on", "结论日期", "公示结论日期", "作出结论的那一天。"),
        day("taken_down_on", "撤下日期", "撤下时间|下线日期", "撤下的那一天。"),
        text("document", "文号", "公示文件文号", "文件的文号。", "", 18),
        note(),
    ),
    name_field="title",
    telling=("begun_on", "ended_on", "office"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""公示"""

NOTICE_SUBJECTS = SheetKind(
    name="notice_subjects",
    title="公示对象",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("公示的单位，"),
        _notice(),
        _place(),
        Column(
            "subject_written",
            "公示对象",
            likely=either("拟任职人员|公示人选"),
            required=True,
            note="写姓名或事项名称。",
            example="李某",
            width=14,
        ),
        text("appointment", "任免编号", "对应任免事项|任免事项", "对应的任免事项。", "任2026-01", 14),
        term("outcome", "公示结论", NoticeOutcome, "公示结果", "从列表中选。", "不影响"),
        day("outcome_on", "结论日期", "公示结论日期", "作出结论的那一天。", "2026-03-10"),
        note(),
    ),
    name_field="subject_written",
    telling=("outcome", "outcome_on"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""公示对象"""

FEEDBACK = SheetKind(
    name="feedback",
    title="公示反馈",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("公示的单位，"),
        _notice(),
        _place(),
        text("subject", "公示对象", "被反映对象|反映对象", "反映的是哪个公示对象。", "李某", 14),
        day("received_on", "收到日期", "收到时间|受理日期", "收到反映的那一天。", "2026-03-04"),
        text("channel_written", "反映方式", "反映渠道", "来信、来电、来访等。", "来信", 12),
        flag("is_named", "是否署名", "署名情况", "署名反映的填“是”。", "是"),
        text("giver_written", "反映人", "反映人姓名", "只在台账中保存，不上任何报表。", "", 12),
        text("content", "反映内容", "反映问题", "只在台账中保存，不上任何报表。", "", 28),
        day("verified_on", "核查日期", "核查时间|核实日期", "核查完的那一天。", "2026-03-08"),
        text("verifier_written", "核查人", "核查人员", "写姓名。", "", 12),
        term("verdict", "核查结论", FeedbackVerdict, "核查结果|核实结论", "从列表中选。", "不属实"),
        text("finding_text", "核查情况", "核实情况", "只在台账中保存，不上任何报表。", "", 28),
        text("finding_document", "核查报告", "核查报告文号", "核查报告的文号。", "", 18),
        term("outcome", "处理结果", NoticeOutcome, "处理意见", "从列表中选。", "不影响"),
        day("concluded_on", "办结日期", "办结时间", "办结的那一天。", "2026-03-09"),
        day("replied_on", "答复日期", "答复时间|回复日期", "答复反映人的那一天。"),
    ),
    name_field="position",
    telling=("received_on", "verdict", "giver_written"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""公示反馈"""

DISCLOSURE_KINDS = (OPEN_ITEMS, PUBLICATIONS, NOTICES, NOTICE_SUBJECTS, FEEDBACK)
