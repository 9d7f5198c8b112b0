"""财务公开数据 and 财务报告: published accounts, a figure a row; what was told to whom (R-HY-06).

Published accounts stand in tables of lines by columns; `sheets/accounts/` makes rows of this kind.
"""

from powerctl.sheets.kinds.kind import Column, SheetKind, ValueKind
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, term, text, whole
from powerctl.sheets.kinds.money_columns import AGENDA_KEY, NUMBER_OF_ROW, exported, money, plain, unit
from powerctl.sheets.kinds.recorded import ORDINAL
from powerctl.terms import AccountMeasure

ACCOUNT_FIGURES = SheetKind(
    name="account_figures",
    title="财务公开数据",
    workbook="accounts",
    columns=(
        sequence(),
        unit(),
        text("sheet_title", "表名", "公开表名称", "数据出自哪张公开表。", "2025年度“三公”经费支出决算表", 30),
        whole("year", "报表年度", "公开年度", "这张表是哪一年的。", "2025"),
        exported("position", "行次", "公开表中的第几行，导出时写入。", 8, ValueKind.WHOLE),
        plain(
            "line",
            "公开项目",
            "公开科目|收支科目",
            "表中的一行，例如公务接待费。",
            "公务接待费",
            26,
            required=True,
        ),
        text("parent_line", "上级项目", "所属项目", "“其中”各行写它上面的那一项。", "", 22),
        flag("is_total", "是否合计", "合计行", "合计行填“是”，不会再加一遍。", ""),
        text("heading", "栏目", "数据栏目", "公开表中的列名，照写。", "本年决算数", 20),
        term("measure", "数据口径", AccountMeasure, "口径", "这个数是预算、决算还是别的。", "决算数"),
        whole("figure_year", "数据年度", "所属年度", "这个数是哪一年的。", "2025"),
        money("amount", "公开金额", "", "金额类的数。", "12000.00"),
        text("quantity", "数量", "", "批次、人数、辆数等整数，比上年减少的写负数；不是金额。", "", 8),
        text("quantity_unit", "数量单位", "计量单位", "个、人、辆、批次等。", "", 10),
        text("rate", "比率（%）", "增减比率", "增减幅度等百分数，写 12.34 表示 12.34%。", "", 10),
        exported("written", "数据原文", "公开表中这一格的写法，原样保留。"),
        exported("amount_unit", "原金额单位", "公开表的金额单位。", 12),
        note(),
        ORDINAL,
    ),
    name_field="line",
    telling=("measure", "figure_year", "quantity"),
    readings=NUMBER_OF_ROW,
    row_by_row=True,
    sums=("amount",),
)
"""财务公开数据"""

FINANCE_REPORTS = SheetKind(
    name="finance_reports",
    title="财务报告",
    workbook="finance-reports",
    columns=(
        sequence(),
        unit(),
        plain(
            "title",
            "报告名称",
            "财务报告名称|报告内容|报告事项|财务报告",
            "报告叫什么。",
            "2026年第一季度财务收支情况",
            30,
        ),
        Column(
            "period",
            "报告期间",
            likely=("期间", "报告期", "所属期间", "会计期间", "所属时期"),
            note="写 2026年第一季度、2026年3月、2026年上半年、2025年；起止日另写的留空。",
            example="2026年第一季度",
            width=18,
        ),
        day("period_from", "期间起日", "起始日期", "期间从哪一天起。"),
        day("period_to", "期间止日", "截止日期", "期间到哪一天止。"),
        day(
            "reported_on",
            "向班子报告日期",
            "报告日期|报告时间|向班子报告时间|汇报日期|汇报时间|班子会报告时间",
            "哪一天向领导班子报告。",
            "2026-04-10",
        ),
        text("reporter_written", "报告人", "汇报人", "写姓名。", "高某", 12),
        text(
            "meeting_written",
            "报告会议",
            "会议名称|汇报会议|班子会议",
            "在哪次会议上报告，照写。",
            "2026年第6次局长办公会",
            22,
        ),
        text(
            "agenda_item",
            "报告会议议程",
            "对应议程",
            "“会议”工作簿中的会议编号和议题编号，如 2026-06/YT-2026-015。",
            "",
            20,
        ),
        day(
            "published_on",
            "向职工公示日期",
            "公示日期|公示时间|向职工公布日期|公开日期|公开时间|职工公示时间",
            "哪一天向职工公示。",
            "2026-04-12",
        ),
        text(
            "published_at_written", "公示地点", "公开地点|公示方式|公开方式", "在哪里公示。", "机关公开栏", 16
        ),
        text("audience_written", "公示范围", "公开范围|公示对象", "公示给谁看。", "本单位职工", 16),
        text("document", "文号", "报告文号", "报告的文号。", "", 18),
        note(),
        AGENDA_KEY,
    ),
    name_field="title",
    telling=("reported_on", "published_on", "published_at_written", "meeting_written"),
    readings=NUMBER_OF_ROW,
    standing_in=("period", "reported_on", "period_from"),
    row_by_row=True,
)
"""财务报告"""
