"""Columns that the sheets of meetings share, and those of a topic at a meeting."""

from enum import StrEnum

from powerctl.sheets.kinds.kind import Column, ValueKind, either
from powerctl.terms import BodyKind, MajorMatter, Outcome, TopicClass

_UNKNOWN_FLAG = "不清楚的留空，空着表示不清楚，不表示“否”。"


def sequence() -> Column:
    """序号, which a template needs for its example."""
    return Column(
        "sequence",
        "序号",
        seen=("序 号", "编号"),
        likely=either("No.|NO|顺序号"),
        note="只作排列用，可以不填。",
        example="1",
        width=8,
    )


def unit() -> Column:
    """单位名称 of whose meeting it is."""
    return Column(
        "unit",
        "单位名称",
        likely=either("单位|填报单位|填表单位|所属单位|部门名称|召开单位"),
        note="写单位全称，与“单位”表一致；全表同属一个单位时可以不填，导入时用 --unit 指明。",
        example="青禾县财政局",
        width=20,
    )


def meeting() -> Column:
    """会议编号 by which a sheet names its meeting."""
    return Column(
        "meeting",
        "会议编号",
        likely=either("会议|会议文号|所属会议|会次|会议序号"),
        required=True,
        note="与“会议”表的会议编号一致。",
        example="2026-05",
        width=14,
    )


def topic() -> Column:
    """议题 by which a sheet names its topic."""
    return Column(
        "topic",
        "议题",
        likely=either("议题名称|议题顺序|议题序号|所属议题|会议议题"),
        required=True,
        note="写“议题”表的顺序、议题编号或者议题名称。",
        example="1",
        width=16,
    )


def text(field: str, heading: str, likely: str, note: str, example: str = "", width: int = 16) -> Column:
    """A column of text."""
    return Column(
        field, heading, likely=either(likely) if likely else (), note=note, example=example, width=width
    )


def term(field: str, heading: str, terms: type[StrEnum], likely: str, note: str, example: str = "") -> Column:
    """A column of one term of a list."""
    return Column(
        field,
        heading,
        likely=either(likely),
        value=ValueKind.TERM,
        choices=tuple(member.value for member in terms),
        note=note,
        example=example,
        width=14,
    )


def flag(field: str, heading: str, likely: str, note: str, example: str = "") -> Column:
    """A column of 是 and 否."""
    return Column(
        field,
        heading,
        likely=either(likely),
        value=ValueKind.YES_NO,
        note=note + _UNKNOWN_FLAG,
        example=example,
        width=12,
    )


def day(
    field: str, heading: str, likely: str, note: str, example: str = "", *, or_month: bool = False
) -> Column:
    """A column of days, perhaps one of which published tables give only the month."""
    how = (
        "写到日，例如 2026-03-05；只知道月份的可以写月份，原话记入备注。"
        if or_month
        else "写到日，例如 2026-03-05；不清楚的留空。"
    )
    return Column(
        field,
        heading,
        likely=either(likely) if likely else (),
        value=ValueKind.DAY,
        note=note + how,
        example=example,
        width=14,
        or_month=or_month,
    )


def whole(field: str, heading: str, likely: str, note: str, example: str = "") -> Column:
    """A column of whole numbers."""
    return Column(
        field,
        heading,
        likely=either(likely),
        value=ValueKind.WHOLE,
        note=note,
        example=example,
        width=10,
    )


def note() -> Column:
    """备注."""
    return Column("note", "备注", likely=either("备 注|说明|其他说明"), note="其他需要说明的情况。", width=20)


OF_TOPICS = (
    text(
        "number",
        "议题编号",
        "事项编号|议题登记号",
        "一个单位内不重复；同一议题几次上会的写同一个编号；不填的按会议编号和顺序编。",
        "YT-2026-012",
        16,
    ),
    text(
        "catalogue_item",
        "对应目录事项",
        "决策事项目录|目录事项|事项依据",
        "决策事项目录中的事项名称或编号。",
        "",
        22,
    ),
    term("topic_class", "议题类别", TopicClass, "议题分类|议题类型", "从列表中选。", "财权议题"),
    term(
        "matter",
        "四重一大类别",
        MajorMatter,
        "三重一大类别|事项类别|事项分类",
        "属于“四重一大”的填写。",
        "大额资金使用",
    ),
    text(
        "amount",
        "涉及金额（元）",
        "涉及金额|金额|金额（万元）|涉及金额（万元）",
        "写数字，也可以写“12.5万元”；列名写明万元的按万元。",
        "1250000",
        16,
    ),
    text("source_written", "议题来源", "来源|动议来源", "谁提出、经过什么程序。", "分管领导研究提出", 20),
    text("proposer_written", "提出人", "提交人|议题提出人|动议人", "写姓名。", "李某", 12),
    day("proposed_on", "提出日期", "提交时间|提出时间|动议时间|提交日期", "议题提出的那一天。", "2026-02-20"),
    text("collected_by_written", "收集人", "议题收集人", "收集议题的人，写姓名。", "周某", 12),
    day("collected_on", "收集日期", "收集时间", "议题收集的那一天。"),
    flag("is_investigated", "是否深入调研", "是否调研|调研情况", "会前做过调研的填“是”。", "是"),
    text("study_document", "调研材料", "调研报告|论证材料", "调研、论证材料的名称或编号。", "", 18),
    day("screened_on", "初审日期", "初审时间", "议题初审的那一天。", "2026-02-26"),
    term("screened_by", "初审会议", BodyKind, "初审机构", "在哪个会议上初审。", "书记办公会"),
    text("screened_result", "初审意见", "初审结果|议题审批", "初审的意见。", "同意上会", 18),
    text(
        "in_charge_written", "分管领导", "分管领导姓名|主管领导", "分管这件事的班子成员，写姓名。", "李某", 12
    ),
    text(
        "concerned_written",
        "涉及人员",
        "当事人|关系人",
        "与议题有利害关系、应当回避的人，用顿号隔开。",
        "",
        16,
    ),
    text(
        "recused_written", "回避人员", "回避|回避情况", "实际回避的人，用顿号隔开，原因写在括号里。", "", 18
    ),
    flag("needs_opinion", "是否须提出贯彻意见", "须提出贯彻意见", "上级指示需要提出贯彻意见的填“是”。"),
    day(
        "noticed_on", "告知日期", "议题告知日期|通知日期|告知时间", "哪一天把议题告知应到成员。", "2026-03-02"
    ),
    flag("is_extempore", "是否临时动议", "临时动议", "没有事先告知、会上临时提出的填“是”。", "否"),
    text(
        "presenter_written",
        "汇报人",
        "议题汇报人|介绍人|汇报单位和汇报人",
        "介绍方案的人，写姓名。",
        "李某",
        12,
    ),
    text("observers_written", "列席人员", "列席|本议题列席", "这个议题的列席人员。", "", 18),
    text("begun_at", "开始时间", "讨论开始时间", "这个议题几时开始讨论，如 09:00。", "09:00", 10),
    text("ended_at", "结束时间", "讨论结束时间", "这个议题几时讨论完。", "09:40", 10),
    term(
        "outcome",
        "宣布结果",
        Outcome,
        "结果|决策结果|表决结果|结论",
        "主持人当场宣布的结果；票数够不够由 powerctl 按“表决”表计算。",
        "通过",
    ),
    text(
        "decided_text",
        "议定事项",
        "会议议定|决定事项|决议内容|议定意见",
        "决定了什么，照纪要写。",
        "同意调整部门预算",
        34,
    ),
    text(
        "head_reason",
        "不同于多数意见的理由",
        "不采纳多数意见的理由",
        "主要负责人的决定与多数人意见不同的填写。",
        "",
        24,
    ),
    text(
        "implementing_written", "承办单位", "承办部门|执行单位|责任单位|落实单位", "由谁落实。", "预算股", 18
    ),
    day("executed_on", "开始执行日期", "执行日期|执行时间", "开始落实的那一天。"),
    text("method_written", "登记的表决方式", "", "登记簿只写了表决方式的，照写；有“表决”表的留空。", "", 16),
    whole(
        "counted_for",
        "登记的同意票",
        "同意|同意票|赞成|赞成票",
        "登记簿只有票数、没有逐人意见的填写；有“表决”表的留空。",
    ),
    whole("counted_against", "登记的反对票", "反对|反对票|不同意", "同上，反对的票数。"),
    whole("counted_abstain", "登记的弃权票", "弃权|弃权票", "同上，弃权的票数。"),
    text(
        "reconsiders",
        "复议的议题",
        "复议事项|原议题",
        "把以前决定过的再拿来研究的填写，写原会议编号和第几项，如 2026-03#2。",
        "",
        16,
    ),
    whole("reconsider_consent", "同意复议人数", "同意复议的人数", "复议的填写，几名应到成员同意复议。"),
)
"""What is written of a topic at a meeting, its name aside."""
