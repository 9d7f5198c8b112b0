"""What rules read of meetings can all be written on sheets: a well-kept county passes every rule of meetings.

Were there a column that no sheet has, the rule could only say that it cannot tell.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from powerctl.areas.intake import apply_import, plan_import
from powerctl.rulebook.catalogue import RULES
from powerctl.rulebook.run import CheckReport, run_check
from powerctl.sheets.reading import ReadWorkbook
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from tests.areas.workbooks import Rows, a_sheet, a_workbook

DAY = date(2026, 6, 30)
TOWN, COUNTY = "青禾县柳溪镇党委", "青禾县人民政府"
MEMBERS = ("高某", "李某", "王某", "赵某", "孙某")
# What was done without a meeting, or before it, is asked of payments, trades and posts.
_OF_OTHER_SHEETS = ("MTG002", "MTG003")
OF_MEETINGS = tuple(
    rule
    for rule in RULES
    if (rule.code.startswith(("MTG", "VOTE")) or rule.code in ("REG019", "REG020"))
    and rule.code not in _OF_OTHER_SHEETS
)
ORDER = {
    "unit": TOWN, "number": "YT-3", "title": "贯彻上级部署", "topic_class": "上级指示议题", "needs_opinion": "是",
}  # fmt: skip
EARLY = {"unit": TOWN, "number": "2025-04", "body": "党委会", "held_on": "2025-04-10"}
MEETING = {
    "unit": TOWN, "number": "2026-03", "name": "党委会第3次会议", "body": "党委会", "held_on": "2026-03-10",
    "begun_at": "09:00", "ended_at": "11:00", "chair_written": "高某", "recorder_written": "周某",
    "has_minutes": "是", "minutes_number": "〔2026〕3号", "minutes_format": "统一格式", "secrecy": "秘密",
    "secrecy_authority": "派生定密", "secrecy_record": "定密〔2026〕1号", "secrecy_years": "5",
    "distribution": "高某、李某", "reported_up_on": "2026-03-11",
}  # fmt: skip
PLENUM = MEETING | {
    "number": "2026-QW",
    "body": "全委会",
    "held_on": "2026-03-12",
    "reported_up_on": "2026-03-13",
}
OFFICE = MEETING | {"unit": COUNTY, "number": "2026-05", "body": "政府常务会"}
TOPIC = {
    "collected_by_written": "李某", "collected_on": "2026-02-20", "is_investigated": "是", "study_document": "报告",
    "proposer_written": "李某", "proposed_on": "2026-02-10", "screened_on": "2026-03-01", "screened_by": "书记办公会",
    "screened_result": "同意", "in_charge_written": "李某", "presenter_written": "李某", "noticed_on": "2026-03-05",
    "is_extempore": "否", "observers_written": "代表甲", "outcome": "通过", "decided_text": "同意",
    "implementing_written": "办公室", "executed_on": "2025-05-01", "begun_at": "09:00", "ended_at": "09:40",
}  # fmt: skip
ITEMS = {
    "2026-03": [
        TOPIC | {"number": "YT-1", "title": "园区规划", "matter": "重大决策", "topic_class": "事项议题",
                 "concerned_written": "孙某", "recused_written": "孙某（亲属）", "catalogue_item": "重大规划"},
        TOPIC | {"number": "YT-2", "title": "干部任用", "matter": "重要人事任免", "topic_class": "人事议题",
                 "catalogue_item": "干部任免"},
        TOPIC | {"number": "YT-3", "title": "贯彻上级部署", "topic_class": "上级指示议题", "needs_opinion": "是"},
    ],
    "2026-QW": [
        TOPIC | {"number": "YT-4", "title": "镇长人选", "matter": "重要人事任免", "topic_class": "人事议题",
                 "catalogue_item": "党政正职"},
        TOPIC | {"number": "YT-5", "title": "再议规划", "matter": "重大决策", "topic_class": "事项议题",
                 "reconsiders": "2026-03#1", "reconsider_consent": "4"},
    ],
    "2026-05": [
        TOPIC | {"number": "YT-1", "title": "城市规划", "matter": "重大决策", "topic_class": "事项议题",
                 "catalogue_item": "城市规划"},
    ],
}  # fmt: skip
CATALOGUE = [
    {"unit": TOWN, "name": "重大规划", "body": "党委会", "side": "党委", "matter": "重大决策",
     "topic_class": "事项议题", "needs_ballot": "是", "valid_from": "2025-01-01"},
    {"unit": TOWN, "name": "干部任免", "body": "党委会", "side": "党委", "matter": "重要人事任免",
     "topic_class": "人事议题", "needs_ballot": "是", "valid_from": "2025-01-01"},
    {"unit": TOWN, "name": "党政正职", "body": "全委会", "side": "党委", "matter": "重要人事任免",
     "topic_class": "人事议题", "needs_ballot": "是", "valid_from": "2025-01-01"},
    {"unit": COUNTY, "name": "城市规划", "body": "政府常务会", "side": "政府", "matter": "重大决策",
     "topic_class": "事项议题", "needs_ballot": "否", "valid_from": "2025-01-01"},
]  # fmt: skip


def _seats(unit: str, meeting: str) -> Iterator[dict[str, str]]:
    seat = {"unit": unit, "meeting": meeting, "state": "出席", "noticed_on": "2026-03-05"}
    for name in MEMBERS:
        yield seat | {"person_written": name, "role": "应到成员", "is_head": "是" if name == "高某" else "否"}
    for name, what in (("代表甲", "党代表"), ("周某", "候补委员"), ("吴某", "纪委委员")):
        yield seat | {"person_written": name, "role": "列席", "is_head": "否", "invited_as": what}


def _votes(unit: str, meeting: str, place: int, topic: dict[str, str]) -> Iterator[dict[str, str]]:
    at = {"unit": unit, "meeting": meeting, "topic": str(place), "round": "1", "is_void": "否"}
    if topic["topic_class"] == "人事议题":
        counted = dict.fromkeys(("issued", "returned", "votes_for"), "5")
        counted |= dict.fromkeys(("against", "abstain", "invalid"), "0")
        yield (
            at | counted | {"method": "无记名票决", "teller_one": "周某", "teller_two": "吴某", "bag": "3号"}
        )
        return
    for name in _speakers(topic):
        yield at | {
            "method": "举手表决",
            "voter_written": name,
            "choice": "同意",
            "is_written": "否",
            "covers": "1",
        }


def _speakers(topic: dict[str, str]) -> list[str]:
    """The head last; whoever is concerned not at all."""
    return [name for name in (*MEMBERS[1:], MEMBERS[0]) if name != topic.get("concerned_written")]


def _meetings() -> ReadWorkbook:
    seats: Rows = []
    topics: Rows = []
    said: Rows = []
    votes: Rows = []
    for held in (EARLY, MEETING, PLENUM, OFFICE):
        unit, number = held["unit"], held["number"]
        seats += _seats(unit, number)
        for place, topic in enumerate(ITEMS.get(number, ()), start=1):
            at = {"unit": unit, "meeting": number}
            topics.append(at | topic | {"position": str(place)})
            for turn, name in enumerate(_speakers(topic), start=1):
                own = {"topic": str(place), "speaker_written": name, "position": str(turn), "opinion": "同意"}
                said.append(
                    at | own | {"reasons": "依据充分", "is_presentation": "否", "is_after_vote": "否"}
                )
            votes += _votes(unit, number, place, topic)
    return a_workbook(
        "meetings",
        a_sheet("meetings", [EARLY, MEETING, PLENUM, OFFICE], "会议"),
        a_sheet("meeting_attendance", seats, "到会"),
        a_sheet("meeting_topics", topics, "议题"),
        a_sheet("meeting_statements", said, "发言"),
        a_sheet("meeting_votes", votes, "表决"),
    )


_STAGES = (
    ("起草建议稿", "2025-01-02", "2025-01-05"), ("公众参与", "2025-01-06", "2025-02-10"),
    ("专家论证", "2025-02-11", "2025-02-20"), ("风险评估", "2025-02-21", "2025-02-28"),
    ("合法性审查", "2025-03-03", "2025-03-20"), ("集体讨论决定", "2026-03-10", "2026-03-10"),
    ("事后评估", "2026-04-01", "2026-04-20"),
)  # fmt: skip


def _proceedings() -> ReadWorkbook:
    agenda = [
        ({"unit": held["unit"], "meeting": held["number"], "topic": str(place)}, topic)
        for held in (MEETING, PLENUM, OFFICE)
        for place, topic in enumerate(ITEMS[held["number"]], start=1)
    ]
    steps = [
        at | {"stage": stage, "begun_on": begun, "done_on": done, "document": "材料"}
        for at, topic in agenda
        if topic.get("matter") == "重大决策"
        for stage, begun, done in _STAGES
    ]
    talks = [at | {"person_written": "王某", "held_on": "2026-03-02"} for at, _ in agenda]
    written = [
        at | {"person_written": "高某", "given_on": "2026-03-01", "text": "请研究"} for at, _ in agenda
    ]
    recused = {"unit": TOWN, "meeting": "2026-03", "topic": "1", "person_written": "孙某", "has_left": "是"}
    asked = [at | {"text": "资金来源", "answer": "预备费", "is_clear": "是"} for at, _ in agenda]
    tasks = [
        at | {"position": "1", "text": "落实", "due_on": "2026-05-31", "state": "已完成", "done_on": "2026-05-20",
              "evaluated_on": "2026-04-20", "evaluation": "良好"}
        for at, _ in agenda
    ]  # fmt: skip
    of_meeting = [{"unit": held["unit"], "meeting": held["number"]} for held in (MEETING, PLENUM, OFFICE)]
    own = {"unit": TOWN, "meeting": "2026-03"}
    record = {"present": "5", "topics": "3", "head_spoke_last": "是", "differences": "一致"}
    copies = [
        at
        | {"number": "1", "recipient_written": "李某", "handed_on": "2026-03-13", "recalled_on": "2026-03-13"}
        for at in of_meeting
    ]
    budget = [
        {"unit": TOWN, "year": "2025", "stage": stage, "done_on": f"2024-1{at}-05"}
        for at, stage in enumerate(("班子成员提出", "党委会研究", "人代会表决"))
    ] + [{"unit": TOWN, "year": "2025", "stage": "按线分割", "done_on": "2025-01-20"}]
    sheets: dict[str, Rows] = {
        "topics": [ORDER],
        "procedure_steps": steps,
        "consultations": talks,
        "instructions": written,
        "recusals": [recused],
        "meeting_questions": asked,
        "resolutions": tasks,
        "parallel_records": [own | record, {**own, "meeting": "2025-04"} | record | {"topics": "0"}],
        "minutes_copies": copies,
        "budget_steps": budget,
        "meeting_closings": [at | {"closed_at": "2026-03-16 17:30"} for at in of_meeting],
    }
    return a_workbook("proceedings", *(a_sheet(kind, rows, kind) for kind, rows in sheets.items()))


def _others() -> Iterator[ReadWorkbook]:
    yield a_workbook(
        "organization",
        a_sheet("units", [{"name": TOWN, "kind": "乡镇"}, {"name": COUNTY, "kind": "县区"}]),
        a_sheet("people", [{"unit": unit, "name": name} for unit in (TOWN, COUNTY) for name in _EVERYBODY]),
    )
    yield a_workbook(
        "institutions",
        a_sheet(
            "institutions",
            [
                {
                    "unit": unit,
                    "name": f"{unit}议事规则",
                    "issued_on": "2025-01-01",
                    "valid_from": "2025-01-01",
                    "status": "现行有效",
                }
                for unit in (TOWN, COUNTY)
            ],
        ),
    )
    yield a_workbook("catalogues", a_sheet("catalogue_items", CATALOGUE))


_EVERYBODY = (*MEMBERS, "代表甲", "周某", "吴某")


def _checked(path: Path, *workbooks: ReadWorkbook) -> CheckReport:
    create(path)
    with transaction(path, "经办人", "test") as session:
        for workbook in workbooks:
            plan = plan_import(session, workbook, unit=None, edition=None, today=DAY)
            assert plan.problems == []
            apply_import(session, plan, now=datetime(2026, 6, 30, 9))
        return run_check(session, as_of=DAY, ran_at=datetime(2026, 6, 30, 9), rules=OF_MEETINGS, store=False)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    path = tmp_path_factory.mktemp("sheets") / "county.db"
    return _checked(path, *_others(), _meetings(), _proceedings())


@pytest.mark.parametrize("rule", OF_MEETINGS, ids=lambda rule: rule.code)
def test_a_rule_of_meetings_can_be_passed_by_what_sheets_say(report: CheckReport, rule) -> None:
    (result,) = (one for one in report.results if one.rule.code == rule.code)
    said = [one.outcome.message for one in report.outcomes if one.outcome.rule == rule.code]
    assert result.passed > 0, said


def test_only_the_meeting_that_was_not_written_down_is_left_open(report: CheckReport) -> None:
    assert {one.outcome.item for one in report.outcomes} == {"U001/2025-04"}


def test_without_the_sheets_around_meetings_their_rules_pass_nothing(tmp_path: Path) -> None:
    report = _checked(tmp_path / "county.db", *_others(), _meetings())
    around = (
        "MTG015",
        "MTG018",
        "MTG019",
        "MTG026",
        "MTG027",
        "MTG028",
        "MTG030",
        "MTG031",
        "MTG032",
        "MTG034",
    )
    around = (*around, "MTG035", "VOTE011", "VOTE012")
    passed = {result.rule.code: result.passed for result in report.results}
    assert {code: passed[code] for code in around} == dict.fromkeys(around, 0)
