"""会议办理: what comes before a meeting, hangs on it and follows it.

R-XZ-06, R-XZ-08, R-XZ-10, R-HY-03, R-ZJ-03, R-CC-01. Every sheet names its meeting by 会议编号 and its
topic as 发言 and 表决 do. A topic that was at no meeting yet is named by its number or title alone.
"""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.sheets.kinds.meeting_columns import (
    OF_TOPICS,
    day,
    flag,
    meeting,
    note,
    sequence,
    term,
    text,
    topic,
    unit,
)
from powerctl.sheets.kinds.proceedings_after import AFTER_KINDS
from powerctl.terms import DecisionStage, TopicState

_BOOK = "proceedings"
_BY_NEIGHBOURS = (Reading("编号", "sequence"), Reading("单位", "unit"))
_OF_A_TOPIC = frozenset(
    (
        *("number", "catalogue_item", "topic_class", "matter", "amount", "source_written", "needs_opinion"),
        *("proposed_on", "proposer_written", "collected_by_written", "collected_on", "is_investigated"),
        *("study_document", "screened_on", "screened_by", "screened_result", "in_charge_written"),
        "concerned_written",
    )
)


def _meeting_if_any() -> Column:
    return Column(
        "meeting",
        "会议编号",
        likely=either("会议文号|所属会议|会次|会议序号"),
        note="可以不填；填了的，议题可以写在这次会议上的顺序。",
        example="2026-05",
        width=14,
    )


def _person(field: str, heading: str, likely: str, words: str) -> Column:
    return Column(
        field,
        heading,
        likely=either(likely),
        required=True,
        note=f"{words}写姓名，与“人员”表一致，一人一行。",
        example="李某",
        width=12,
    )


TOPICS_LISTED = SheetKind(
    name="topics",
    title="议题登记",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        Column(
            "title",
            "议题名称",
            likely=either("议题|拟上会议题|议题内容|拟提交事项|征集议题"),
            required=True,
            note="一行一个议题，写全称；还没有上会的在这里登记，上了会的在“议题”表登记。",
            example="关于贯彻上级会议精神的意见",
            width=34,
        ),
        *(column for column in OF_TOPICS if column.field in _OF_A_TOPIC),
        term(
            "state",
            "议题状态",
            TopicState,
            "办理状态|议题进展",
            "从列表中选；不填的为“提出”，上了会的按宣布结果。",
            "已初审",
        ),
        note(),
    ),
    name_field="title",
    telling=("state",),
    readings=(*_BY_NEIGHBOURS, Reading("议题", "title")),
    row_by_row=True,
)
"""议题登记: topics that stand on no agenda yet, and states that no result tells."""

PROCEDURE_STEPS = SheetKind(
    name="procedure_steps",
    title="决策环节",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        _meeting_if_any(),
        topic(),
        Column(
            "stage",
            "环节",
            likely=either("决策环节|环节名称|决策程序环节"),
            value=ValueKind.TERM,
            required=True,
            choices=tuple(stage.value for stage in DecisionStage),
            note="一个环节一行，从列表中选。",
            example="合法性审查",
            width=16,
        ),
        day("begun_on", "开始日期", "开始时间|起始日期", "这个环节开始的那一天。", "2026-02-10"),
        day("done_on", "完成日期", "完成时间|办结日期", "这个环节完成的那一天。", "2026-02-24"),
        text("document", "材料", "材料名称|佐证材料|文件", "材料的名称或文号。", "审查意见书", 22),
        text("outcome", "结果", "环节结果|意见", "结果或意见。", "合法", 24),
        text(
            "missing_reason",
            "未履行的理由",
            "未履行理由|缺少理由|未开展原因",
            "没有履行的写明为什么；履行了的留空。",
            "",
            26,
        ),
    ),
    name_field="topic",
    telling=("stage", "missing_reason"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""决策环节: the seven stages of a major decision (R-HY-03)."""

CONSULTATIONS = SheetKind(
    name="consultations",
    title="个别酝酿",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        _meeting_if_any(),
        topic(),
        _person("person_written", "酝酿对象", "酝酿人员|被征求意见人|谈话对象", "会前听取了谁的意见，"),
        day("held_on", "酝酿日期", "酝酿时间|征求意见日期", "酝酿的那一天。", "2026-03-01"),
        text("note", "酝酿情况", "酝酿意见|征求意见情况|备注", "谈了什么，什么意见。", "同意上会研究", 30),
    ),
    name_field="topic",
    telling=("person_written", "held_on"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""个别酝酿 (MTG018)."""

INSTRUCTIONS = SheetKind(
    name="instructions",
    title="事先批示",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        _meeting_if_any(),
        topic(),
        _person("person_written", "批示人", "批示领导|批示人姓名", "会前谁就议题作了批示，"),
        day("given_on", "批示日期", "批示时间", "批示的那一天。", "2026-02-25"),
        text("text", "批示内容", "批示|批示意见", "照批示原文写。", "请按程序提交会议研究", 34),
    ),
    name_field="topic",
    telling=("given_on", "text"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""事先批示 (MTG015)."""

RECUSALS = SheetKind(
    name="recusals",
    title="回避",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        meeting(),
        topic(),
        Column(
            "person_written",
            "回避人",
            likely=either("回避人员|回避人姓名|姓名"),
            required=True,
            note="一人一行，写姓名，与“到会”表一致。",
            example="王某",
            width=12,
        ),
        text("reason", "回避原因", "回避理由|回避事由", "为什么回避。", "亲属在承办企业任职", 26),
        flag("has_left", "是否离场", "离场|离场情况", "讨论和表决时离开会场的填“是”。", "是"),
        Column(
            "seat",
            "到会排序",
            value=ValueKind.WHOLE,
            note="“到会”表中有几个同名的人时，写“到会”表的排序；其余留空。",
            in_template=False,
            width=10,
        ),
    ),
    name_field="meeting",
    telling=("has_left", "reason"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""回避, with who left the room (VOTE011)."""

QUESTIONS = SheetKind(
    name="meeting_questions",
    title="会上提问",
    workbook=_BOOK,
    columns=(
        sequence(),
        unit(),
        meeting(),
        topic(),
        text("asked_by_written", "提问人", "提问人姓名|质询人", "谁提出的，写姓名。", "王某", 12),
        Column(
            "text",
            "问题",
            likely=either("提问|提问内容|疑问|质询内容"),
            required=True,
            note="一个问题一行。",
            example="资金缺口怎样解决",
            width=34,
        ),
        text("answer", "答复", "答复内容|答复情况|回答", "怎样答复的；没有答复的留空。", "由预备费安排", 34),
        flag("is_clear", "是否答清", "答清|是否已答清", "提问人认为已经说清楚的填“是”。", "是"),
    ),
    name_field="meeting",
    telling=("text", "answer", "is_clear"),
    readings=_BY_NEIGHBOURS,
    row_by_row=True,
)
"""会上提问 (R-CC-01)."""

PROCEEDINGS_KINDS = (
    TOPICS_LISTED,
    PROCEDURE_STEPS,
    CONSULTATIONS,
    INSTRUCTIONS,
    RECUSALS,
    QUESTIONS,
    *AFTER_KINDS,
)
