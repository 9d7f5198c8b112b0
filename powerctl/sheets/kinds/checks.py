"""监督检查: inspections, audits, personal reports (R-HY-08, R-HY-12, R-CC-07)."""

from powerctl.sheets.kinds.appointments import unit
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, either
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, term, text, whole
from powerctl.terms import AuditKind, InspectionSubject, PersonalReportKind

_BOOK = "checks"
_NEIGHBOURS = (Reading("编号", "sequence"), Reading("单位", "unit"))

INSPECTIONS = SheetKind(
    name="inspections",
    title="监督检查",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("被检查的单位，"),
        text("number", "检查编号", "检查记录编号", "一个单位内不重复；不填的自动编。", "查2025-01", 14),
        term(
            "subject",
            "检查内容",
            InspectionSubject,
            "检查事项类别|检查类别|检查项目",
            "从列表中选。",
            "预算执行",
        ),
        text("name", "检查名称", "检查活动|检查主题", "检查活动的名称。", "上半年预算执行检查", 24),
        day("inspected_on", "检查日期", "检查时间", "检查的那一天。", "2025-07-10"),
        text(
            "inspector_written",
            "检查人（原文）",
            "检查人|检查人员",
            "写姓名；已登记的人员自动对应。",
            "赵某",
            12,
        ),
        text(
            "inspecting_unit_written", "检查单位", "检查部门|实施检查单位", "哪个单位检查的。", "县财政局", 18
        ),
        text("project", "工程项目", "检查的工程项目", "检查的工程项目的编号或名称。", "", 18),
        text("expenditure", "支出", "检查的支出", "检查的支出的编号或凭证号。", "", 18),
        whole("checked", "检查事项数", "检查件数|抽查事项数", "检查了几件。", "12"),
        text("result", "检查情况", "检查结果|检查结论", "看到的情况和处理。", "符合规定", 26),
        flag("is_vetoed", "是否否决", "否决", "对超越权限的事项予以否决的填“是”。", "否"),
        text("document", "文号", "检查文号|检查通知", "文件的文号。", "", 18),
        note(),
    ),
    name_field="subject",
    telling=("inspected_on", "is_vetoed", "checked"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""监督检查"""

AUDITS = SheetKind(
    name="audits",
    title="审计",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("审计对象所在的单位，"),
        text("number", "审计编号", "审计项目编号", "一个单位内不重复；不填的自动编。", "审2024-01", 14),
        term("kind", "审计类型", AuditKind, "审计类别|审计种类", "从列表中选。", "任前审计"),
        text(
            "person_written", "审计对象（原文）", "审计对象|被审计人|被审计领导干部", "写姓名。", "李某", 12
        ),
        text("post_written", "职务", "被审计人职务|审计时职务", "审计时的职务。", "预算股副股长", 18),
        text("appointment", "任免编号", "对应任免事项|任免事项", "任前审计对应的任免事项。", "任2025-01", 14),
        text("auditor_written", "审计单位", "审计机关|实施审计单位", "哪个单位审计的。", "县审计局", 18),
        day("period_from", "审计期间起日", "审计期间起|审计时段起", "从哪一天起的事。"),
        day("period_to", "审计期间止日", "审计期间止|审计时段止", "到哪一天为止的事。"),
        day("begun_on", "开始日期", "审计开始日期|进点日期", "审计开始的那一天。"),
        day("reported_on", "审计报告日期", "报告日期|出具报告日期", "审计报告的日期。", "2024-12-30"),
        whole("problems", "发现问题数", "问题数|发现问题个数", "发现几个问题。", "3"),
        text(
            "problem",
            "问题金额（元）",
            "问题金额|问题金额（万元）|涉及问题金额",
            "写数字；列名写明万元的按万元。",
            "",
            14,
        ),
        text("conclusion", "审计结论", "审计意见|审计评价", "审计报告的结论。", "", 26),
        day("filed_on", "备案日期", "备案时间|报备日期", "备案的那一天。"),
        text("document", "文号", "审计报告文号|审计文号", "文件的文号。", "", 18),
        note(),
    ),
    name_field="person_written",
    telling=("kind", "auditor_written", "reported_on"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""审计 of leaders"""

PERSONAL_REPORTS = SheetKind(
    name="personal_reports",
    title="个人报告",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit("报告人所在的单位，"),
        text("number", "报告编号", "个人报告编号", "一个单位内不重复；不填的自动编。", "报2025-01", 14),
        term("kind", "报告类别", PersonalReportKind, "报告类型|报告种类", "从列表中选。", "年度廉政报告"),
        Column(
            "person_written",
            "报告人（原文）",
            likely=either("报告人|报告人姓名"),
            note="写姓名；报告的内容不登记。",
            example="李某",
            width=12,
        ),
        whole("year", "年度", "报告年度|年份", "年度报告写四位数的年。", "2025"),
        day("event_on", "事项发生日期", "发生日期|事项发生时间", "重大事项发生的那一天。"),
        day("reported_on", "报告日期", "报告时间|提交日期", "报告的那一天。", "2026-01-08"),
        flag("is_written", "是否书面报告", "书面报告", "书面报告的填“是”。", "是"),
        flag("is_verified", "是否核实", "核实情况", "组织上核实过的填“是”。", "是"),
        day("verified_on", "核实日期", "核实时间", "核实的那一天。", "2026-01-20"),
        flag("is_consistent", "核实是否一致", "是否一致|核实结果", "核实与报告一致的填“是”。", "是"),
        day("filed_on", "归档日期", "归档时间|存档日期", "归入廉政档案的那一天。", "2026-01-30"),
        flag("is_spot_checked", "是否抽查", "抽查", "被抽查的填“是”。", "否"),
        day("spot_checked_on", "抽查日期", "抽查时间", "抽查的那一天。"),
        note(),
    ),
    name_field="person_written",
    telling=("is_verified", "is_spot_checked", "filed_on"),
    readings=_NEIGHBOURS,
    row_by_row=True,
)
"""个人报告: days and results, no contents."""

CHECK_KINDS = (INSPECTIONS, AUDITS, PERSONAL_REPORTS)
