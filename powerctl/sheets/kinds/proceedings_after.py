"""Sheets of 会议办理 that follow a meeting: resolutions, records beside it, copies, budget, closing."""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.sheets.kinds.meeting_columns import (
    day,
    flag,
    meeting,
    note,
    sequence,
    term,
    text,
    topic,
    unit,
    whole,
)
from powerctl.terms import BudgetStage, ResolutionState

_BOOK = "proceedings"
_BY_NEIGHBOURS = (Reading("编号", "sequence"), Reading("单位", "unit"))

RESOLUTIONS = SheetKind(
    name="resolutions",
    title="决议",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        meeting(),
        topic(),
        whole("position", "决议顺序", "决议序号|第几项决议", "这个议题的第几项决议；不填的按本表先后。", "1"),
        Column(
            "text",
            "决议内容",
            likely=either("决议|决议事项|议定内容"),
            required=True,
            note="一项决议一行，照纪要写。",
            example="调整部门预算，按程序报批",
            width=34,
        ),
        text("implementing_written", "承办单位", "承办部门|责任单位|落实单位", "由谁落实。", "预算股", 18),
        day("due_on", "完成期限", "办理时限|完成时限|落实期限", "应当完成的那一天。", "2026-04-30"),
        term("state", "落实状态", ResolutionState, "落实情况|办理状态|进展状态", "从列表中选。", "落实中"),
        day("done_on", "完成日期", "完成时间|办结日期", "完成的那一天；没有完成的留空。"),
        day("evaluated_on", "事后评估日期", "评估日期|后评估日期", "做事后评估的那一天。"),
        text("evaluation", "事后评估情况", "评估情况|后评估情况", "评估的结论。", "", 28),
        Column(
            "implementing_unit",
            "承办单位（已登记的单位）",
            note="承办单位是哪个已登记的单位，导出时写入；新增的留空，按承办单位的名称查找。",
            in_template=False,
            width=20,
        ),
    ),
    name_field="meeting",
    telling=("text", "due_on"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""决议 (R-ZJ-03)."""

PROGRESS = SheetKind(
    name="resolution_progress",
    title="决议落实情况",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        meeting(),
        topic(),
        text("resolution", "决议", "决议顺序|决议序号", "第几项决议；只有一项的可以不填。", "1", 12),
        day("reported_on", "报告日期", "报告时间|填报日期", "报告落实情况的那一天。", "2026-04-02"),
        Column(
            "text",
            "落实情况",
            likely=either("落实进展|办理情况|进展情况"),
            required=True,
            note="做到哪一步了；一次报告一行。",
            example="预算调整方案已报批",
            width=34,
        ),
        text("evidence", "佐证材料", "证明材料|印证材料", "材料的名称或文号。", "青财〔2026〕15号", 22),
    ),
    name_field="meeting",
    telling=("reported_on", "text"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""决议落实情况: a report on a day."""

PARALLEL_RECORDS = SheetKind(
    name="parallel_records",
    title="同步记录",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        meeting(),
        text("recorder_written", "记录人", "同步记录人|纪检记录人", "纪委做记录的人，写姓名。", "赵某", 12),
        day("recorded_on", "记录日期", "记录时间", "记录的那一天。", "2026-03-05"),
        whole("present", "实到人数", "记录的实到人数|到会人数", "同步记录写的实到人数。", "7"),
        whole("topics", "议题数", "记录的议题数|议题个数", "同步记录写的议题数。", "3"),
        flag(
            "head_spoke_last",
            "“一把手”是否末位表态",
            "一把手是否末位表态|是否末位表态",
            "“一把手”最后表态的填“是”。",
            "是",
        ),
        text(
            "differences",
            "与纪要不一致之处",
            "不一致之处|与会议记录不一致之处",
            "与会议记录、纪要比对后填写；一致的写“一致”。",
            "一致",
            26,
        ),
        text("text", "记录内容", "同步记录内容|记录摘要", "需要留存的记录，可以不填。", "", 34),
    ),
    name_field="meeting",
    telling=("head_spoke_last", "differences"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""同步记录 by the discipline committee (MTG028)."""

INSPECTIONS = SheetKind(
    name="meeting_inspections",
    title="会议督查",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        Column(
            "meeting",
            "会议编号",
            likely=either("会议文号|所属会议|会次|会议序号"),
            note="督查的是哪次会议；不针对一次会议的留空，写单位名称。",
            example="2026-05",
            width=14,
        ),
        day("inspected_on", "督查日期", "督查时间|督查会议日期", "督查的那一天。", "2026-03-05"),
        text("inspector_written", "督查人", "督查人员|督查人姓名", "做督查的人，写姓名。", "赵某", 14),
        whole("topics", "督查议题数", "督查的议题数|督查议题个数", "督查了几个议题。", "3"),
        text("result", "督查情况", "督查结果|督查意见", "看到的情况和处理。", "程序规范", 34),
        flag("is_regular", "是否符合程序", "程序是否规范|是否合规", "符合议事程序的填“是”。", "是"),
    ),
    name_field="inspected_on",
    telling=("result", "inspector_written"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""会议督查 (R-ZJ-06)."""

COPIES = SheetKind(
    name="minutes_copies",
    title="纪要份本",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        meeting(),
        Column(
            "number",
            "份号",
            likely=either("纪要份号|份数编号"),
            value=ValueKind.WHOLE,
            required=True,
            note="纪要上印的份号，一份一行。",
            example="1",
            width=8,
        ),
        text("recipient_written", "领取人", "领取人姓名|收件人|签收人", "发给谁，写姓名。", "李某", 14),
        day("handed_on", "发出日期", "发放日期|领取日期", "发出的那一天。", "2026-03-05"),
        day("recalled_on", "收回日期", "清退日期|交回日期", "收回的那一天；还没有收回的留空。", "2026-03-05"),
        note(),
    ),
    name_field="meeting",
    telling=("number",),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""纪要份本: numbered copies handed out and taken back (MTG026, MTG027)."""

BUDGET_STEPS = SheetKind(
    name="budget_steps",
    title="年度预算环节",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        Column(
            "year",
            "年度",
            likely=either("预算年度|年份"),
            value=ValueKind.WHOLE,
            required=True,
            note="哪一年的预算，写四位数。",
            example="2026",
            width=10,
        ),
        Column(
            "stage",
            "环节",
            likely=either("预算环节|环节名称"),
            value=ValueKind.TERM,
            required=True,
            choices=tuple(stage.value for stage in BudgetStage),
            note="一个环节一行，从列表中选。",
            example="党委会研究",
            width=16,
        ),
        day("done_on", "完成日期", "完成时间|办理日期", "这个环节完成的那一天。", "2026-01-15"),
        text("document", "文号", "文件|材料|依据文件", "文件的文号或名称。", "青党纪要〔2026〕1号", 22),
    ),
    name_field="stage",
    telling=("year",),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""年度预算环节 (MTG032)."""

CLOSINGS = SheetKind(
    name="meeting_closings",
    title="会议办结",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        meeting(),
        day("reported_up_on", "结果上报日期", "上报日期|上报时间", "会议结果上报的那一天。", "2026-03-06"),
        text(
            "closed_at",
            "办结时间",
            "办结日期|会议办结时间",
            "哪一天几时办结，如 2026-03-06 17:30；没有办结的留空。办结后改动要写理由，只能用命令。",
            "2026-03-06 17:30",
            20,
        ),
    ),
    name_field="meeting",
    telling=("closed_at",),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""会议办结: read last, since a closed meeting takes in nothing new."""

AFTER_KINDS = (
    RESOLUTIONS,
    PROGRESS,
    PARALLEL_RECORDS,
    INSPECTIONS,
    COPIES,
    BUDGET_STEPS,
    CLOSINGS,
)
