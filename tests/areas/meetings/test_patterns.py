"""Patterns in meetings: named votes only, beside the others' figures, silent where there are too few."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlmodel import Session, select

from powerctl.areas.meetings.patterns import Line, Patterns, find_patterns, minutes_between
from powerctl.areas.meetings.patterns_by_person import find_by_person, record_inquiry
from powerctl.errors import Refused
from powerctl.model import PersonInquiry
from powerctl.terms import BodyKind, Outcome, Position, SecrecyLevel
from tests.areas.meetings.sittings import ABSTAIN, AGAINST, FOR, Held, unit

DAY = date(2026, 6, 30)
ALL = (FOR,) * 5
NO, YES = Position.AGAINST, Position.FOR


def line(found: Patterns, key: str, of: str = "县财政局") -> Line:
    pattern = next(each for each in found.patterns if each.key == key)
    return next(each for each in pattern.lines if each.unit == of)


def year(db: Session, many: int, of: str = "CZJ", votes: tuple = ALL, **more: object) -> list[Held]:
    """Meetings a week apart, with one topic each that is voted on."""
    found = []
    for at in range(many):
        held = Held(db, f"{of}{at}", date(2026, 1, 5) + timedelta(weeks=at), of=of)
        held.topic(f"事项{at}", votes, **more)
        found.append(held)
    return found


def test_a_body_that_never_dissents_stands_beside_what_the_others_do(session: Session) -> None:
    """R-XZ-09"""
    unit(session, "JYJ", "县教育局")
    year(session, 10)
    year(session, 10, "JYJ", (FOR, FOR, FOR, AGAINST, ABSTAIN))
    mine = line(find_patterns(session, until=DAY), "dissent")
    assert (mine.hits, mine.of, mine.elsewhere, mine.stands_out) == (0, 10, Fraction(1), True)
    assert "记名票 50 张，其中反对、弃权 0 张（按其他机构的比例推算约 20 张）" in mine.said
    other = line(find_patterns(session, until=DAY), "dissent", "县教育局")
    assert (other.hits, other.stands_out) == (10, False)


def test_one_meeting_fewer_than_the_minimum_says_nothing(session: Session) -> None:
    year(session, 9)
    mine = line(find_patterns(session, until=DAY), "dissent")
    assert (mine.of, mine.enough, mine.stands_out) == (9, False, False)
    assert "没有其他机构可比" in mine.said


def test_discussion_is_told_beside_unanimity(session: Session) -> None:
    year(session, 10, said=[(1, Position.AMENDED), (0, YES)])
    assert "修改意见的会议 10 次" in line(find_patterns(session, until=DAY), "dissent").said


def test_a_topic_with_a_secret_ballot_is_not_looked_at_at_all(session: Session) -> None:
    year(session, 3, said=[(1, NO), (0, YES)], secret=True, reasons="同" * 80)
    found = find_patterns(session, until=DAY)
    assert [
        each.lines for each in found.patterns if each.key in ("dissent", "turned", "against-majority")
    ] == [
        (),
        (),
        (),
    ]
    assert found.compared == 0


def test_the_last_round_that_was_not_struck_counts(session: Session) -> None:
    held = Held(session, "1", DAY)
    item = held.topic("事项", (AGAINST,) * 5)
    held.vote(item, ALL, round=2)
    held.vote(item, (AGAINST,) * 5, round=3, is_void=True)
    assert line(find_patterns(session, until=DAY), "dissent").hits == 0


def test_who_turned_to_the_head_after_the_head_spoke_is_counted(session: Session) -> None:
    """R-XZ-08"""
    held = Held(session, "1", DAY)
    order = [(1, NO), (2, YES), (3, Position.DEFER), (0, YES), (4, NO)]
    held.topic("事项", (FOR, FOR, AGAINST, ABSTAIN, FOR), order)
    mine = line(find_patterns(session, until=DAY), "turned")
    # 周三 turned away from the head; 吴四 wanted to wait and abstained; 郑五 spoke after the head.
    assert (mine.hits, mine.of) == (1, 3)
    assert "表决与自己先前的发言不同 2 人次，其中转为与“一把手”一致 1 人次" in mine.said


def test_a_decision_with_the_head_against_the_majority_is_counted(session: Session) -> None:
    held = Held(session, "1", DAY)
    held.topic("甲", (FOR, AGAINST, AGAINST, AGAINST, FOR), outcome=Outcome.PASSED)
    held.topic("乙", (FOR, AGAINST, AGAINST, AGAINST, FOR), outcome=Outcome.REJECTED)
    held.topic("丙", (FOR, FOR, FOR, AGAINST, AGAINST), outcome=Outcome.PASSED)
    held.topic("丁", ALL, outcome=Outcome.PASSED)
    held.topic("戊", ALL, outcome=None)
    mine = line(find_patterns(session, until=DAY), "against-majority")
    assert (mine.hits, mine.of) == (1, 3), "a tie of the others and an unknown outcome are not compared"
    assert "多数意见不同的议题 2 个" in mine.said
    assert not mine.enough and not mine.stands_out


def test_where_the_head_decides_by_rule_the_page_says_so(session: Session) -> None:
    held = Held(session, "1", DAY, body=BodyKind.GOVERNMENT)
    held.topic("甲", (FOR, AGAINST, AGAINST, AGAINST, AGAINST))
    assert "依规由行政首长作决定" in line(find_patterns(session, until=DAY), "against-majority").said


@pytest.mark.parametrize(("ended", "hurried"), [("09:24", 1), ("09:25", 0)])
def test_many_topics_in_few_minutes(session: Session, ended: str, hurried: int) -> None:
    held = Held(session, "1", DAY, begun_at="09:00", ended_at=ended)
    for at in range(5):
        held.topic(f"事项{at}")
    Held(session, "2", DAY).topic("没有时间")
    mine = line(find_patterns(session, until=DAY), "pace")
    assert (mine.hits, mine.of) == (hurried, 1)
    assert "1 次会议起止时间不全" in mine.said


def test_times_of_day() -> None:
    assert minutes_between("23:30", "00:10") == 40
    assert minutes_between("9:00", "9:30") == 30
    for begun, ended in (
        (None, "9:30"),
        ("9:00", None),
        ("上午", "9:30"),
        ("9:00", "25:00"),
        ("9:00", "9:00"),
    ):
        assert minutes_between(begun, ended) is None


def test_the_share_of_extempore_motions_counts_only_what_is_known(session: Session) -> None:
    """R-ZJ-02"""
    unit(session, "JYJ", "县教育局")
    year(session, 20, is_extempore=True)
    year(session, 20, "JYJ", is_extempore=False)
    held = Held(session, "x", DAY)
    held.topic("不明")
    mine = line(find_patterns(session, until=DAY), "extempore")
    assert (mine.hits, mine.of, mine.elsewhere, mine.stands_out) == (20, 20, Fraction(0), True)
    assert "另有 1 个议题没有注明" in mine.said


def test_only_meetings_of_the_time_that_were_not_marked_invalid(session: Session) -> None:
    year(session, 3)
    Held(session, "a", None).topic("没有日期", ALL)
    Held(session, "b", DAY, invalid_reason="未达到人数").topic("无效", ALL)
    Held(session, "c", DAY + timedelta(1)).topic("以后", ALL)
    found = find_patterns(session, since=date(2026, 1, 6), until=DAY)
    assert line(found, "dissent").of == 2
    assert (found.no_day, found.invalid) == (1, 1)


def test_only_the_units_asked_for_are_shown_but_all_are_compared_with(session: Session) -> None:
    other = unit(session, "JYJ", "县教育局")
    year(session, 2)
    year(session, 2, "JYJ", (FOR, AGAINST, FOR, FOR, FOR))
    found = find_patterns(session, until=DAY, unit_ids=[other])
    assert [each.unit for each in found.patterns[0].lines] == ["县教育局"]
    assert found.patterns[0].lines[0].elsewhere == Fraction(0)


WORDS = "同意按照方案推进城区道路改造工程，财政部门做好资金保障，住建部门严格按程序组织招标，纪检组全程监督，按月报告进展"


def test_nearly_identical_words_under_two_days_stand_side_by_side(session: Session) -> None:
    Held(session, "1", date(2026, 3, 1)).topic("甲", reasons=None, decided_text=f"2026年3月1日，{WORDS}。")
    Held(session, "2", date(2026, 4, 1)).topic("乙", reasons=None, decided_text=f"2026年4月1日，{WORDS}！")
    Held(session, "3", date(2026, 5, 1)).topic(
        "丙", decided_text="研究年度公务员考核等次，评定优秀人员，" * 4
    )
    (alike,) = find_patterns(session, until=DAY).alike
    assert (alike.percent, alike.days, alike.one.day, alike.other.day) == (
        *(100, 2),
        *(date(2026, 3, 1), date(2026, 4, 1)),
    )
    assert WORDS in alike.one.shown and WORDS in alike.other.shown


def test_words_of_a_secret_meeting_are_not_handed_on(session: Session) -> None:
    for at in (1, 2):
        held = Held(session, str(at), date(2026, at, 1), secrecy=SecrecyLevel.LOW)
        held.topic("机密的题目", decided_text=WORDS)
    (alike,) = find_patterns(session, until=DAY).alike
    for passage in (alike.one, alike.other):
        assert passage.shown == passage.topic == "（有密级，不列文字）"


def test_by_person_needs_a_reason_that_is_kept(session: Session) -> None:
    with pytest.raises(Refused, match="须写明理由"):
        record_inquiry(session, unit_id=None, since=None, until=DAY, reason=" ", looked_on=DAY)
    record_inquiry(session, unit_id=None, since=None, until=DAY, reason="核实信访反映", looked_on=DAY)
    assert session.exec(select(PersonInquiry)).one().reason == "核实信访反映"


def test_by_person_stands_beside_the_other_members(session: Session) -> None:
    year(session, 30, votes=(FOR, FOR, AGAINST, FOR, FOR), said=[(1, NO), (0, YES)])
    lines = {each.person: each for each in find_by_person(session, until=DAY + timedelta(365))}
    third, second = lines["周三"], lines["陈二"]
    assert (third.votes, third.dissenting, third.elsewhere, third.enough) == (30, 30, Fraction(0), True)
    assert (second.dissenting, second.elsewhere) == (0, Fraction(30, 120))
    assert (second.turns, second.towards_head, third.turns) == (30, 30, 0)
