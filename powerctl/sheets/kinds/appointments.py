"""干部任免: appointments with stages, vetting, exams, probation, recusals (R-HY-07, R-CC-04, R-CC-05)."""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, either
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, term, text, whole
from powerctl.terms import (
    AppointmentKind,
    AppointmentStage,
    AppointmentState,
    ExamResult,
    Nominator,
    PersonnelActionKind,
    PostRank,
    ProbationResult,
    SelectionMethod,
)

_BOOK = "appointments"
_NEIGHBOURS = (Reading("编号", "sequence"), Reading("单位", "unit"))
_AGENDA_KEY = Column(
    "agenda_key",
    "决策议程",
    likely=either("会议议程|决策会议议程"),
    note="决策的会议议程，写 会议编号/议题编号；别的单位开的会写 单位/会议编号/议题编号。",
    example="2025-01/1",
    width=18,
)


def unit(whose: str) -> Column:
    """单位名称 of a record."""
    return Column(
        "unit",
        "单位名称",
        likely=either("单位|任职单位|所在单位|填报单位|工作单位"),
        note=f"{whose}全称；全表同属一个单位时可以不填，导入时用 --unit 指明。",
        example="青禾县财政局",
        width=20,
    )


def case() -> Column:
    """任免编号 by which a sheet names its appointment."""
    return Column(
        "appointment",
        "任免编号",
        likely=either("任免事项编号|任免事项|任免文件编号"),
        note="与“任免事项”表的任免编号一致；没有编号的写姓名。",
        example="任2025-01",
        width=14,
    )


def person_of_case() -> Column:
    """姓名 of the person of the appointment."""
    return text(
        "person",
        "姓名",
        "干部姓名|拟任人选|考察对象|参考人员",
        "没有写任免编号时，按姓名找本单位的任免事项。",
        "李某",
        10,
    )


APPOINTMENTS = SheetKind(
    name="appointments",
    title="任免事项",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("拟任职务所在的单位，"),
        text(
            "number",
            "任免编号",
            "任免事项编号|任免文件编号",
            "一个单位内不重复；不填的自动编。",
            "任2025-01",
            14,
        ),
        Column(
            "person_written",
            "姓名",
            likely=either("干部姓名|拟任人选|任免人员|人选姓名"),
            note="写姓名；已登记的人员自动对应。",
            example="李某",
            width=10,
        ),
        text("gender", "性别", "", "男 或 女。", "男", 6),
        text("ethnicity", "民族", "", "写全称。", "汉族", 8),
        text("born", "出生年月", "出生日期|出生时间", "写到月。", "1985年3月", 12),
        text("education", "学历学位", "学历|文化程度|学历（学位）", "最高的学历和学位。", "大学学历", 14),
        text("political", "政治面貌", "", "照干部档案写。", "中共党员", 10),
        term("kind", "任免类别", AppointmentKind, "任免类型|任免方式|任职类别", "从列表中选。", "提拔任职"),
        text(
            "from_post_written",
            "现任职务",
            "原任职务|原职务|现职务|现任单位及职务|现任职务职级",
            "现在的职务，写明单位的照写。",
            "预算股副股长",
            22,
        ),
        text(
            "to_post_written",
            "拟任职务",
            "拟任免职务|新任职务|任命职务|拟任单位及职务|拟任职务职级|拟免职务",
            "与“职务”表一致的自动对应。",
            "预算股股长",
            22,
        ),
        term("rank", "职务层次", PostRank, "", "从列表中选；决定是否须试用。", "内设机构正职"),
        text("job_level_written", "职级", "职级名称|职务职级", "公务员职级，没有的留空。", "", 12),
        flag("is_elected", "是否选举产生", "选举产生", "职务由选举产生的填“是”。", "否"),
        flag("is_exceptional", "是否破格提拔", "破格提拔", "破格提拔的填“是”。", "否"),
        term("method", "选拔方式", SelectionMethod, "选拔任用方式|产生方式", "从列表中选。", "竞争上岗"),
        text(
            "method_reason", "采用该方式的理由", "选拔方式理由", "重点岗位没有公开竞争的，写明理由。", "", 20
        ),
        term("nominator", "提名主体", Nominator, "初始提名主体", "从列表中选。", "组织人事部门"),
        text(
            "nominator_written",
            "提名人（原文）",
            "提名人|提名单位|初始提名人",
            "提名的单位或人，照原文写。",
            "",
            16,
        ),
        day("nominated_on", "提名日期", "初始提名日期|提名时间", "初始提名的那一天。", "2024-12-02"),
        text("nomination_reason", "提名理由", "推荐理由|任免理由", "为什么提名。", "业务熟悉，群众公认", 24),
        text(
            "decision_written",
            "决策依据（原文）",
            "决策依据|决定会议|讨论决定会议|研究会议",
            "哪次会议决定的，照原文写。",
            "",
            20,
        ),
        _AGENDA_KEY,
        day(
            "decided_on", "决定日期", "讨论决定日期|研究日期|会议决定时间", "讨论决定的那一天。", "2025-01-10"
        ),
        flag("is_ballot", "是否票决", "票决", "以无记名投票决定的填“是”。", "是"),
        flag("needs_audit", "是否须任前审计", "须任前审计", "须先审计后上岗的填“是”。", "否"),
        text(
            "assessment_written", "考核结果", "年度考核结果|考核等次", "最近一次年度考核的结果。", "优秀", 14
        ),
        flag(
            "is_assessment_used", "是否运用考核结果", "运用考核结果", "任用时参考了考核结果的填“是”。", "是"
        ),
        text(
            "exam_exempt_reason",
            "免予考试的理由",
            "免试理由|免考理由",
            "免予廉政法规考试的写明理由。",
            "",
            18,
        ),
        day(
            "appointed_on",
            "任职日期",
            "任免日期|任职时间|任命日期|任免时间",
            "正式任职（或免职）的那一天。",
            "2025-01-25",
        ),
        text("document", "任免文号", "任职文号|任免文件|文号", "任免文件的文号。", "青人社任〔2025〕1号", 20),
        term("state", "任免进展", AppointmentState, "进展|办理进展", "从列表中选。", "试用中"),
        text("state_reason", "暂缓或终止的理由", "暂缓理由|终止理由", "暂缓任用或终止的写明理由。", "", 18),
        note(),
    ),
    name_field="person_written",
    telling=("to_post_written", "nominated_on", "rank"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""任免事项: one person and one post a row."""

APPOINTMENT_STEPS = SheetKind(
    name="appointment_steps",
    title="任免环节",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("拟任职务所在的单位，"),
        case(),
        person_of_case(),
        Column(
            "stage",
            "环节",
            likely=either("任免环节|环节名称|工作环节|程序"),
            required=True,
            value=term("stage", "环节", AppointmentStage, "", "").value,
            choices=tuple(one.value for one in AppointmentStage),
            note="一个环节一行，从列表中选。",
            example="讨论决定",
            width=16,
        ),
        day("begun_on", "开始日期", "开始时间", "这个环节开始的那一天。"),
        day("done_on", "完成日期", "完成时间|办结日期", "这个环节完成的那一天。", "2025-01-10"),
        text("body_written", "责任单位", "承办单位|责任部门", "由哪个单位办理。", "县委组织部", 18),
        text("signer_written", "签字人（原文）", "签字人|责任人|签字人姓名", "谁签字，写姓名。", "王某", 12),
        text("document", "材料", "佐证材料|材料名称", "材料的名称或文号。", "常委会纪要〔2025〕1号", 22),
        text("result", "结果", "办理结果|环节结果", "这个环节的结果。", "通过", 20),
        text(
            "missing_reason", "未履行的理由", "未履行理由|缺项理由", "没有履行这个环节的，写明理由。", "", 22
        ),
    ),
    name_field="stage",
    telling=("appointment", "person", "signer_written"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""任免环节: the record of the whole process."""

VETTINGS = SheetKind(
    name="vettings",
    title="任前考察",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("拟任职务所在的单位，"),
        case(),
        person_of_case(),
        day("begun_on", "开始日期", "考察开始日期|考察起日", "考察开始的那一天。", "2024-12-10"),
        day("ended_on", "完成日期", "考察完成日期|考察止日", "考察完成的那一天。", "2024-12-20"),
        text("team_written", "考察组成员", "考察组|考察人员", "写姓名，用顿号隔开。", "王某、赵某", 18),
        flag("covers_career", "是否了解工作经历", "工作经历", "了解了工作经历的填“是”。", "是"),
        flag("covers_results", "是否了解主要政绩", "主要政绩|工作实绩", "了解了主要政绩的填“是”。", "是"),
        flag("covers_law", "是否了解法制观念", "法制观念", "了解了法制观念的填“是”。", "是"),
        flag("covers_integrity", "是否了解廉洁从政", "廉洁从政", "了解了廉洁从政的填“是”。", "是"),
        flag("covers_democracy", "是否了解民主意识", "民主意识", "了解了民主意识的填“是”。", "是"),
        flag("covers_discipline", "是否了解执法执纪", "执法执纪", "了解了执法执纪的填“是”。", "是"),
        flag("asked_unit", "是否征求单位意见", "征求单位意见", "征求单位意见的填“是”。", "是"),
        flag(
            "asked_grassroots",
            "是否征求基层群众意见",
            "征求基层意见|征求群众意见",
            "征求基层群众意见的填“是”。",
            "是",
        ),
        whole("people_asked", "谈话人数", "访谈人数|个别谈话人数", "个别谈话的人数。", "24"),
        text("report_document", "考察报告", "考察材料", "报告的名称或文号。", "", 20),
        day("reviewed_on", "组织部门初审日期", "初审日期|初审时间", "组织部门初审的那一天。", "2025-01-05"),
        text("reviewer_written", "初审人", "初审人员", "写姓名。", "赵某", 10),
        text("review_result", "初审意见", "初审结果", "组织部门初审的意见。", "同意提交讨论", 18),
        note(),
    ),
    name_field="appointment",
    standing_in=("person",),
    telling=("team_written", "covers_integrity", "reviewed_on"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""任前考察"""

EXAM_ATTEMPTS = SheetKind(
    name="exam_attempts",
    title="廉政法规考试",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("拟任职务所在的单位，"),
        case(),
        person_of_case(),
        whole("attempt", "第几次考试", "考试次数|第几次|次数", "首考为 1，补考为 2；不填的按 1。", "1"),
        day("held_on", "考试日期", "考试时间", "考试的那一天。", "2025-01-15"),
        text("score", "成绩", "考试成绩|得分|分数|考试得分", "百分制，最多两位小数。", "85", 8),
        text("pass", "当次及格分", "及格分|合格分数线|及格线", "当次考试的及格分。", "60", 8),
        term("result", "考试结果", ExamResult, "结果|是否合格", "从列表中选。", "合格"),
        text(
            "examiner_written", "组织单位", "主考单位|考试组织单位", "哪个单位组织的考试。", "县纪委监委", 18
        ),
        text("document", "材料", "试卷编号|考试通知", "材料的名称或文号。", "", 18),
        note(),
    ),
    name_field="appointment",
    standing_in=("person",),
    telling=("score", "pass", "result"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""廉政法规考试: an attempt a row."""

PROBATIONS = SheetKind(
    name="probations",
    title="试用期",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("拟任职务所在的单位，"),
        case(),
        person_of_case(),
        day("begun_on", "试用起日", "试用开始日期|试用期起", "试用期的第一天。", "2025-01-25"),
        day("due_on", "试用期满日", "试用期满日期|试用期止|试用截止日期", "试用期的最后一天。", "2026-01-24"),
        day("assessed_on", "考核日期", "期满考核日期|考核时间", "期满考核的那一天。"),
        text("assessor_written", "考核单位", "考核部门", "哪个单位考核的。", "县委组织部", 18),
        term("result", "考核结果", ProbationResult, "试用期满考核结果|期满考核结果", "从列表中选。", ""),
        day("confirmed_on", "正式任职日期", "转正日期|正式任职时间", "期满正式任职的那一天。"),
        text("document", "文号", "任职文号|转正文号", "文件的文号。", "", 18),
        note(),
    ),
    name_field="appointment",
    standing_in=("person",),
    telling=("begun_on", "due_on", "confirmed_on"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""试用期"""

APPOINTMENT_RECUSALS = SheetKind(
    name="appointment_recusals",
    title="任免回避",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("拟任职务所在的单位，"),
        case(),
        person_of_case(),
        term(
            "stage", "环节", AppointmentStage, "回避环节|任免环节", "在哪个环节回避，从列表中选。", "讨论决定"
        ),
        Column(
            "person_written",
            "回避人（原文）",
            likely=either("回避人|回避人员|回避人姓名|应回避人"),
            required=True,
            note="写姓名。",
            example="赵某",
            width=12,
        ),
        text("relation_written", "回避关系", "与当事人关系|亲属关系", "与当事人的关系。", "配偶", 12),
        flag("is_recused", "是否已回避", "是否回避", "已经回避的填“是”。", "是"),
        day("recused_on", "回避日期", "回避时间", "回避的那一天。", "2025-01-10"),
        note(),
    ),
    name_field="person_written",
    telling=("relation_written", "is_recused"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""任免回避"""

PERSONNEL_ACTIONS = SheetKind(
    name="personnel_actions",
    title="人事事项",
    workbook="personnel-actions",
    columns=(
        sequence(),
        unit("办理这件事的单位，"),
        text("number", "事项编号", "人事事项编号", "一个单位内不重复；不填的自动编。", "人2025-01", 14),
        Column(
            "name",
            "事项名称",
            likely=either("人事事项|人事事项名称|事项内容"),
            required=True,
            note="录用、考核、培训、调整、奖惩、返聘、后备干部等。",
            example="招录工作人员",
            width=26,
        ),
        term("kind", "事项类别", PersonnelActionKind, "人事事项类别|事项类型", "从列表中选。", "录用"),
        text("person_written", "涉及人员", "人员姓名|涉及人员姓名", "写姓名，用顿号隔开。", "", 18),
        whole("people", "涉及人数", "人数", "涉及几个人。", "2"),
        term("method", "选拔方式", SelectionMethod, "产生方式", "从列表中选；不适用的留空。", ""),
        day("done_on", "实施日期", "办理日期|实施时间|办理时间", "实施的那一天。", "2025-05-01"),
        text(
            "decision_written",
            "决策依据（原文）",
            "决策依据|决定会议|研究会议",
            "哪次会议决定的，照原文写。",
            "",
            20,
        ),
        _AGENDA_KEY,
        text("assessment_written", "考核结果", "考核等次", "最近一次年度考核的结果。", "", 14),
        flag("is_assessment_used", "是否运用考核结果", "运用考核结果", "用于评优奖励的填“是”。"),
        text("document", "文号", "文件|依据文件", "文件的文号。", "", 18),
        note(),
    ),
    name_field="name",
    telling=("people", "person_written"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""人事事项 other than appointments (PER009)."""

APPOINTMENT_KINDS = (
    APPOINTMENTS,
    APPOINTMENT_STEPS,
    VETTINGS,
    EXAM_ATTEMPTS,
    PROBATIONS,
    APPOINTMENT_RECUSALS,
)
