"""Meetings as units write them down: registers, catalogues, and the cells of both (real-inventories.md 1.4)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.words import meeting_lines as lines
from powerctl.sheets.words import meeting_words as words
from powerctl.terms import BodyKind, Choice, MajorMatter, NamedMethod, Outcome, Position, TopicClass
from tests.sheets.drawn import headings_of, read, sheet

# Headings of registers → the fields that they must be read as ("" for a column that is not taken in).
REGISTERS = {
    "会议情况": (
        "单位|名称|地点|时间|类型|参会人数|主持人|主持人姓名|记录人|记录人姓名|会议内容摘要|备注",
        "unit|name|place|held_written|body_written|present_written|chair_written|chair_written|recorder_written"
        "|recorder_written|topics|note",
    ),
    "三重一大决策情况": (
        "会议时间|会议文号|议题|结论|内容摘要|事项类别|涉及金额|涉及部门|涉及人员|决策依据",
        "held_written|number|topics|result_written|topics|class_written|amount|implementing_written"
        "|concerned_written|basis_text",
    ),
    "班子会议登记": (
        "日期|会议性质|议题1|议题2|议题3|议题4|议题5|议题6|议题7",
        "held_written|body_written|topic_1|topic_2|topic_3|topic_4|topic_5|topic_6|topic_7",
    ),
    "事项全过程": (
        "提交人|提交时间|拟提交事项|拟提交事项内容|议题来源|议题审批|决策时间|决策方式|决策过程描述|决策结果"
        "|纪委监督决策|决策执行人|执行时间",
        "proposer_written|proposed_written|topics|topic_detail|source_written|screened_result|held_written"
        "|method_written|process|result_written||implementing_written|executed_written",
    ),
    "村两委会议": (
        "会议日期|主持人|记录人|会议地点|应到人数|实到人数|参加人员(签名)|未到人员名单及原因|研究内容|决策过程|两委商议结果",
        "held_written|chair_written|recorder_written|place|entitled_written|present_written|present_names"
        "|leave_names|topics|process|result_written",
    ),
    "党组会议台账": (
        "序号|会议名称|会议时间|主持人|应到人数|议题|表决结果",
        "sequence|name|held_written|chair_written|entitled_written|topics|result_written",
    ),
    "听证和表决": (
        "会议时间|议题|应到|实到|请假|列席|同意(赞成)|反对(不同意)|弃权|未按|通过情况",
        "held_written|topics|entitled_written|present_written|leave_names|observer_names|for_written"
        "|against_written|abstain_written|not_pressed_written|result_written",
    ),
}
CATALOGUES = {
    "重大行政决策事项目录": "序号|事项名称|事项分类|承办 单位|承办时间|实施计划",
    "重大行政决策事项": "序号|重大行政决策事项名称|承办科室|法律政策依据|履行程序要求|计划完成时间",
    "2026年度重大行政决策事项目录": "序号|事项名称|承办单位|完成时限",
    "某局三重一大事项清单": "序号|事项名称|三重一大类别|决策机构|金额标准（万元）|是否票决|依据",
}
OTHERS = {
    "会议签到表": "序号|姓名|单位|职务|签到时间|会议名称",
    "会议室使用登记": "序号|日期|会议室|会议名称|使用科室|联系人",
    "三会一课记录": "序号|时间|地点|会议名称|参加人员|主持人|会议内容",
    "会议议定事项督办表": "序号|事项|承办单位|承办人|办理时限|办理情况",
    "述职述廉": "报告人|报告人类别|会议类别|会议时间|述职述廉方式|述职述廉内容|评议结果",
}


def _rows(headings: list[str]) -> list[list[str]]:
    def cell(heading: str, number: int) -> str:
        return f"2026-01-0{number}" if heading.endswith(("时间", "日期")) else f"{heading}{number}"

    return [[str(n) if h == "序号" else cell(h, n) for h in headings] for n in (1, 2, 3)]


@pytest.mark.parametrize("title", REGISTERS)
def test_a_register_of_meetings_is_read_in_its_own_words(title: str) -> None:
    headings, wanted = (line.split("|") for line in REGISTERS[title])
    found = read(sheet([[f"某县某局{title}"], headings, *_rows(headings)]))
    assert (found.kind, found.unsure, found.problems) == ("meeting-registers", [], [])
    assert len(found.records) == 3
    assert [field or "" for field in headings_of(found).values()] == wanted


@pytest.mark.parametrize("title", CATALOGUES)
def test_a_catalogue_of_decisions_is_known(title: str) -> None:
    headings = CATALOGUES[title].split("|")
    rows = [
        ["" if "是否" in h else cell for h, cell in zip(headings, row, strict=True)]
        for row in _rows(headings)
    ]
    found = read(sheet([[title], headings, *rows]))
    assert (found.kind, len(found.records)) == ("catalogues", 3)
    assert all(headings_of(found).values())


@pytest.mark.parametrize("title", OTHERS)
def test_a_table_about_other_meetings_is_left_alone(title: str) -> None:
    headings = OTHERS[title].split("|")
    assert read(sheet([[title], headings, *_rows(headings)])).kind is None


@pytest.mark.parametrize(
    ("text", "year", "wanted"),
    [
        ("3月5日上午9：00", 2026, (date(2026, 3, 5), "09:00", None)),
        ("2026年3月5日 14:30-16:00", None, (date(2026, 3, 5), "14:30", "16:00")),
        ("2026-03-05 09:00", 2020, (date(2026, 3, 5), "09:00", None)),
        ("2026.3.5下午三时", 2020, (date(2026, 3, 5), None, None)),
        ("3月5日下午3点半", 2026, (date(2026, 3, 5), "15:30", None)),
        ("3月5日", None, (None, None, None)),
        ("2月30日", 2026, (None, None, None)),
        ("上周", 2026, (None, None, None)),
    ],
)
def test_day_and_time_of_a_meeting(text, year, wanted) -> None:
    assert lines.day_and_time(text, year) == wanted


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 23), st.integers(0, 59))
@settings(deadline=None, max_examples=50)
def test_every_day_and_time_written_in_full_is_read_back(day: date, hour: int, minute: int) -> None:
    time = f"{hour:02d}:{minute:02d}"
    for text in (f"{day} {time}", f"{day.year}年{day.month}月{day.day}日{hour}时{minute:02d}分"):
        assert lines.day_and_time(text, 1999) == (day, time, None)
    assert lines.day_and_time(f"{day.month}月{day.day}日 {time}", day.year) == (day, time, None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("张某（党组书记、局长）、李某", [("张某", "党组书记、局长"), ("李某", "")]),
        ("请假：赵某（病假）", [("赵某", "病假")]),
        ("张某，李某；王某\n周某", [("张某", ""), ("李某", ""), ("王某", ""), ("周某", "")]),
        ("张某、李某（因公出差）等8人", [("张某", ""), ("李某", "因公出差")]),
        ("张某 李某同志", [("张某", ""), ("李某", "")]),
        ("无", []),
        ("8人", []),
    ],
)
def test_lists_of_names(text, wanted) -> None:
    assert [(named.name, named.remark) for named in lines.names(text)] == wanted


def test_counts_of_heads_and_votes() -> None:
    assert lines.heads("应到9人，实到8人", "entitled") == 9
    assert lines.heads("应到9人，实到8人", "present") == 8
    assert lines.heads("8", "present") == 8 and lines.heads_said("8", "entitled") is None
    votes = lines.votes("同意9票、反对0票、弃权1票")
    assert (votes.votes_for, votes.against, votes.abstain) == (9, 0, 1)
    assert lines.votes("同意19票，占100%，不同意0票").against == 0
    assert lines.votes("8票赞成，1票反对").against == 1
    assert not lines.votes("一致同意").is_counted


@pytest.mark.parametrize(
    ("text", "heading", "fen"),
    [
        ("12.5万元", "", 12_500_000),
        ("125,000.00元", "涉及金额（万元）", 12_500_000),
        ("12.5", "涉及金额（万元）", 12_500_000),
        ("0.01", "", 1),
        ("1.2亿元", "", 12_000_000_000),
        ("0.001", "", None),
        ("约三万", "", None),
    ],
)
def test_sums_of_money(text, heading, fen) -> None:
    assert lines.money(text, heading) == fen


def test_topics_in_one_cell() -> None:
    assert lines.topics("一、研究预算；\n二、研究人事") == ["研究预算", "研究人事"]
    assert lines.topics("会议研究：1.甲事 2.乙事") == ["甲事", "乙事"]
    assert lines.topics("研究2026年第1.2条") == ["研究2026年第1.2条"]
    assert lines.with_result("关于某项目；会议议定:原则同意") == ("关于某项目", "原则同意")
    assert lines.results("1.通过；2.暂缓", 2) == ["通过", "暂缓"]
    assert lines.results("一致通过", 2) == ["一致通过"] * 2


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("同意按提交方案、意见等执行", Outcome.PASSED),
        ("同意按讨论确定的修改方案、意见等执行", Outcome.PASSED),
        ("退回重新拟定方案、意见等再行决策", Outcome.RETURNED),
        ("终止提交方案、意见等不再执行", Outcome.REJECTED),
        ("其他情况", None),
        ("未获通过", Outcome.REJECTED),
        ("会议原则同意，由办公室落实", Outcome.PASSED),
        ("同意9票", None),
        ("暂缓研究", Outcome.DEFERRED),
        ("听取了汇报", Outcome.HEARD),
    ],
)
def test_results_of_decisions(text, outcome) -> None:
    assert words.outcome_in(text) is outcome


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("县财政局党组2026年第5次会议", BodyKind.PARTY_GROUP),
        ("县委常委会会议", BodyKind.STANDING_COMMITTEE),
        ("镇党委会", BodyKind.PARTY_COMMITTEE),
        ("县政府第3次常务会议", BodyKind.GOVERNMENT),
        ("局务会", BodyKind.OFFICE),
        ("党政联席会议", BodyKind.TOWNSHIP),
        ("书记专题会议", BodyKind.SECRETARY_TOPIC),
        ("县委十届三次全会", BodyKind.PLENUM),
        ("全县干部大会", None),
    ],
)
def test_kinds_of_bodies(text, body) -> None:
    assert words.body(text) is body


def test_words_of_votes_and_classes() -> None:
    assert words.choice("不同意") is Choice.AGAINST and words.position("赞同") is Position.FOR
    assert words.named_method("举手") is NamedMethod.HANDS
    assert words.named_method("票决") is words.named_method("无记名投票") is None
    assert words.is_secret("无记名投票") and not words.is_secret("书面投票")
    assert words.matter("大额度资金使用") is MajorMatter.LARGE_SUM
    assert words.topic_class("人事") is TopicClass.PERSONNEL


KNOWN = frozenset(("李某", "高某"))


@pytest.mark.parametrize(
    "text", ["无记名投票，同意8票，反对1票", "秘密投票，一致同意", "经无记名投票，8票赞成"]
)
def test_counts_of_a_secret_ballot_name_nobody(text) -> None:
    assert not lines.names_beside_choices(text, KNOWN)


@given(
    st.sampled_from(["李某", "高某"]),
    st.sampled_from(["同意", "反对", "弃权", "不同意", "赞成"]),
    st.sampled_from(
        [
            "{n}{c}",
            "{n}投{c}票",
            "{n}同志投了{c}票",
            "{c}：{n}",
            "{c}的有{n}",
            "{c}（{n}）",
            "同意8票，{n}{c}",
        ]
    ),
)
@settings(deadline=None, max_examples=40)
def test_any_writing_of_a_name_beside_a_choice_is_noticed(name, choice, form) -> None:
    assert lines.names_beside_choices("无记名投票，" + form.format(n=name, c=choice), KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "原定无记名票决，经与会成员同意改为举手表决",
        "未采用无记名方式",
        "以举手表决，而非无记名投票",
        "无记名票决作废，改记名",
        "无记名投票改为记名投票",
        "表决登记（记名和无记名）",
        "关于修订《无记名投票办法》的请示",
        "秘密级文件传达",
    ],
)
def test_a_mention_of_a_secret_ballot_that_was_not_taken_makes_no_ballot_secret(text: str) -> None:
    assert not words.is_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "无记名",
        "采用无记名方式",
        "由无记名票决决定",
        "按无记名投票办法表决",
        "系无记名票决，票面如下",
        "无记名票决作废票1张",
        "无记名投票取消其资格",
        "原定举手表决，改为无记名票决",
        "原定无记名票决，仍按无记名票决进行",
        "不记名投票",
        "以秘密投票方式",
        "无记名票决（不得记名）",
    ],
)
def test_a_ballot_that_was_secret_is_known_as_such_whatever_else_is_said(text: str) -> None:
    """reliability.md section 3: no leak passes because of a word beside it."""
    assert words.is_secret(text)
