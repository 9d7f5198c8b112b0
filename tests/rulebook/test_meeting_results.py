"""What SQL says of a vote: the same as the norm said anew, and the same as the arithmetic in Python."""

from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.areas.meetings.arithmetic import (
    Count,
    Seat,
    entitled_of,
    exactly,
    majority,
    named_tally,
    present_of,
    quorum,
)
from powerctl.areas.meetings.queries import SECRET
from powerctl.limits.declared import declared
from powerctl.limits.quantity import Quantity
from powerctl.limits.values import Override, choose
from powerctl.rulebook.catalogue import find_rule
from powerctl.rulebook.rule import FINDING, PASSED
from powerctl.terms import AttendanceState, BodyKind, Choice, MemberRole, Outcome, TopicClass
from tests.rulebook.random_meetings import meetings_of
from tests.rulebook.small_county import TABLES, Rows, on_file

_SEED = st.integers(0, 10**9)
_QUICK = settings(deadline=None, max_examples=12)
_HELD = date(2024, 5, 6)
_HERE, _AWAY = AttendanceState.PRESENT, AttendanceState.ON_LEAVE
VOTE002, VOTE003, MTG010 = (find_rule(code) for code in ("VOTE002", "VOTE003", "MTG010"))


def _a_meeting(random: Random, rows: Rows, number: int) -> dict[str, Any]:
    """One meeting with everything on record; returns what the norm is stated over, as plain lists."""
    members = [
        {"here": random.random() < 0.8, "recused": random.random() < 0.15, "choice": random.choice([*Choice])}
        for _ in range(random.randint(3, 15))
    ]
    outcome = random.choice((Outcome.PASSED, Outcome.REJECTED))
    rows["meeting"].append(
        {"id": number, "unit_id": 1, "number": f"会{number}", "body": BodyKind.PARTY_GROUP, "held_on": _HELD}
    )
    rows["topic"].append(
        {"id": number, "unit_id": 1, "number": "题", "title": "题", "topic_class": TopicClass.AFFAIRS}
        | {"number": f"题{number}"}
    )
    item = {"id": number, "meeting_id": number, "topic_id": number, "position": 1, "outcome": outcome}
    rows["agenda_item"].append(item)
    voting = [one for one in members if one["here"] and not one["recused"]]
    is_secret = random.random() < 0.5
    for one in members:
        seat = len(rows["attendance"]) + 1
        one["seat"] = seat
        state = _HERE if one["here"] else _AWAY
        rows["attendance"].append(
            {"id": seat, "meeting_id": number, "position": seat, "person_written": f"人{seat}"}
            | {"role": MemberRole.ENTITLED, "state": state}
        )
        if one["recused"]:
            key = len(rows["recusal"]) + 1
            rows["recusal"].append({"id": key, "agenda_item_id": number, "attendance_id": seat})
    if is_secret:
        votes = sum(one["choice"] is Choice.FOR for one in voting)
        rows["secret_ballot"].append(
            {"id": number, "agenda_item_id": number, "round": 1, "candidate": "", "votes_for": votes}
            | {"is_void": False}
        )
    else:
        rows["named_ballot"].append(
            {"id": number, "agenda_item_id": number, "round": 1, "is_void": False, "covers": 1}
        )
        for one in voting:
            key = len(rows["named_vote"]) + 1
            rows["named_vote"].append(
                {"id": key, "ballot_id": number, "attendance_id": one["seat"], "choice": one["choice"]}
            )
    item_key = f"U1/会{number}/题{number}" + (f"/{SECRET}" if is_secret else "")
    return {"members": members, "voting": voting, "outcome": outcome, "item": item_key, "secret": is_secret}


@_QUICK
@given(_SEED, st.sampled_from(("1/2", "2/3")), st.booleans())
def test_the_rules_say_what_the_norm_says_member_by_member(seed: int, share: str, in_base: bool) -> None:
    """R-XZ-07, R-XZ-09: two thirds of all entitled present, more than the share of all entitled for it."""
    random = Random(seed)
    rows: Rows = {name: [] for name in TABLES}
    rows["unit"] = [{"id": 1, "code": "U1", "name": "单位"}]
    meetings = [_a_meeting(random, rows, number) for number in range(1, 31)]
    limits = (("vote.majority_over", share), ("vote.recused_in_base", "1" if in_base else "0"))
    with on_file(rows, limits, (VOTE002, VOTE003, MTG010)) as county:
        answers = county.answers()
    for number, held in enumerate(meetings, 1):
        members = held["members"]
        enough = Fraction(sum(one["here"] for one in members), len(members)) >= Fraction(2, 3)
        assert answers["MTG010", f"U1/会{number}"] == (PASSED if enough else FINDING)
        base = [one for one in members if in_base or not one["recused"]]
        agreed = sum(one["choice"] is Choice.FOR for one in held["voting"])
        carried = agreed > Fraction(share) * len(base)
        if not held["secret"] and not held["voting"]:
            continue
        if held["outcome"] is Outcome.PASSED:
            assert answers["VOTE002", held["item"]] == (PASSED if carried else FINDING)
            assert answers["VOTE003", held["item"]] == (PASSED if carried else FINDING)
        elif carried:
            assert answers["VOTE003", held["item"]] == FINDING
        else:
            assert answers["VOTE003", held["item"]] != FINDING


def _seats(rows: Rows, meeting_id: int) -> dict[int, Seat]:
    return {
        one["id"]: Seat(one["role"], one["state"])
        for one in rows["attendance"]
        if one["meeting_id"] == meeting_id
    }


def _share(name: str, day: date | None, overrides: tuple[Override, ...]) -> Quantity | None:
    return None if day is None else choose(declared()[name], day, overrides).quantity


def _in_favour(rows: Rows, item: dict[str, Any], found: Any, seats: dict[int, Seat]) -> Count | None:
    if found.kind == SECRET:
        (count,) = (
            one["votes_for"]
            for one in rows["secret_ballot"]
            if (one["agenda_item_id"], one["round"], one["candidate"])
            == (item["id"], found.round, found.candidate)
        )
        return None if count is None else exactly(count)
    (ballot,) = (
        one["id"]
        for one in rows["named_ballot"]
        if (one["agenda_item_id"], one["round"]) == (item["id"], found.round)
    )
    votes = [
        (one["attendance_id"], one["choice"]) for one in rows["named_vote"] if one["ballot_id"] == ballot
    ]
    return named_tally(seats, votes).in_favour if votes else None


@_QUICK
@given(_SEED, st.booleans())
def test_sql_and_python_reckon_alike_whatever_is_missing(seed: int, in_base: bool) -> None:
    """R-XZ-09: spans, rounds, bases and limits of the day."""
    random = Random(seed)
    limits = (("vote.recused_in_base", "1" if in_base else "0"),)
    overrides = (Override("vote.recused_in_base", None, limits[0][1], date(2020, 1, 1), ""),)
    rows: Rows = {name: [] for name in TABLES}
    rows["unit"] = [{"id": 1, "code": "U1", "name": "单位"}]
    rows["person"] = [{"id": n, "unit_id": 1, "name": f"人{n}", "number": ""} for n in (1, 2, 3)]
    rows |= meetings_of(random.choice, rows)
    meetings = {one["number"]: one for one in rows["meeting"]}
    topics = {one["number"]: one for one in rows["topic"]}
    with on_file(rows, limits, (VOTE003,)) as county:
        lines = county.lines(VOTE003)
    for found in lines:
        _unit, meeting_number, topic_number, *_part = found.item.split("/")
        meeting, topic = meetings[meeting_number], topics[topic_number]
        (item,) = (
            one
            for one in rows["agenda_item"]
            if (one["meeting_id"], one["topic_id"]) == (meeting["id"], topic["id"])
        )
        seats = _seats(rows, meeting["id"])
        away = [one["attendance_id"] for one in rows["recusal"] if one["agenda_item_id"] == item["id"]]
        recused = entitled_of([seats[seat] for seat in away])
        base_rule = _share("vote.recused_in_base", meeting["held_on"], overrides)
        reckoned = majority(
            entitled_of(seats.values()),
            _in_favour(rows, item, found, seats),
            _share("vote.majority_over", meeting["held_on"], ()),
            recused=recused,
            recused_in_base=None if base_rule is None else bool(base_rule.numerator),
        )
        assert {1: True, 0: False, None: None}[found.carried] is reckoned.carried, (found, reckoned)
        _check_round(rows, item, found)


def _check_round(rows: Rows, item: dict[str, Any], found: Any) -> None:
    """The round that SQL takes is the last one that is not void, of either kind."""
    named = [one for one in rows["named_ballot"] if one["agenda_item_id"] == item["id"]]
    secret = [one for one in rows["secret_ballot"] if one["agenda_item_id"] == item["id"]]
    rounds = [*(named if not found.candidate else ())]
    rounds += [one for one in secret if one["candidate"] == found.candidate]
    last = max(one["round"] for one in rounds if not one["is_void"])
    assert last == found.round


@_QUICK
@given(_SEED)
def test_sql_and_python_agree_on_the_quorum_whatever_is_missing(seed: int) -> None:
    """R-XZ-07"""
    random = Random(seed)
    rows: Rows = {name: [] for name in TABLES}
    rows["unit"] = [{"id": 1, "code": "U1", "name": "单位"}]
    rows["person"] = [{"id": n, "unit_id": 1, "name": f"人{n}", "number": ""} for n in (1, 2, 3)]
    rows |= meetings_of(random.choice, rows)
    held = {one["number"]: one for one in rows["meeting"]}
    with on_file(rows, (), (MTG010,)) as county:
        lines = county.lines(MTG010)
    for found in lines:
        meeting = held[found.item.split("/")[1]]
        seats = _seats(rows, meeting["id"]).values()
        names = {"meeting.quorum_general", "meeting.quorum_plenum"}
        if meeting["body"] is not None:
            names = {
                "meeting.quorum_plenum" if meeting["body"] is BodyKind.PLENUM else "meeting.quorum_general"
            }
        said = {
            quorum(entitled_of(seats), present_of(seats), _share(name, meeting["held_on"], ())).holds
            for name in names
        }
        if found.verdict == PASSED:
            assert said == {True}
        if said == {False} and meeting["body"] is not None:
            assert found.verdict == FINDING
