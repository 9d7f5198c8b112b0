"""Meetings, topics and votes of the small random county."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from powerctl.terms import (
    AttendanceState,
    BodyKind,
    Choice,
    MajorMatter,
    MemberRole,
    Outcome,
    Position,
    TopicClass,
)

MEETING_TABLES = (
    "catalogue_item", "topic", "meeting", "attendance", "agenda_item", "question", "recusal", "statement",
    "named_ballot", "named_vote", "secret_ballot",
)  # fmt: skip

_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]
_MAYBE = (True, False, None)
_BODIES = (BodyKind.PARTY_COMMITTEE, BodyKind.PLENUM, BodyKind.GOVERNMENT, BodyKind.SECRETARIES, None)
_OUTCOMES = (Outcome.PASSED, Outcome.PASSED, Outcome.REJECTED, Outcome.DEFERRED, None)
_PRESENT = (AttendanceState.PRESENT, AttendanceState.PRESENT)


def meetings_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Two meetings or none: rosters of three or four, one to three topics, votes of either kind."""
    unit = [one["id"] for one in rows["unit"]]
    catalogue = [
        {
            "id": n, "unit_id": pick(unit), "name": f"目录{n}", "body": pick(_BODIES), "needs_ballot": pick(_MAYBE),
            "matter": pick((*MajorMatter, None)),
        }
        for n in range(1, pick((0, 1, 2)) + 1)
    ]  # fmt: skip
    topics = [
        {
            "id": n, "unit_id": 1, "number": f"题{n}", "title": f"议题{n}",
            "catalogue_item_id": pick((*catalogue, {"id": None}))["id"],
            "topic_class": pick((TopicClass.PERSONNEL, TopicClass.AFFAIRS, None)),
            "matter": pick((MajorMatter.PERSONNEL, MajorMatter.PROJECT, None)),
            "in_charge_id": pick((1, 2, 3, None)), "concerned_written": pick(("人2、某人", "，人1", None, None)),
        }
        for n in range(1, pick((0, 1, 2, 3)) + 1)
    ]  # fmt: skip
    meetings = [
        {
            "id": n, "unit_id": 1, "number": f"会{n}", "body": pick(_BODIES),
            "entitled_count": pick((3, 4, None, None)), "present_count": pick((1, 3, None)),
            "held_on": pick((date(2024, 5, 6), date(2026, 1, 5), date(2010, 1, 4), date(2026, 9, 1), None)),
        }
        for n in range(1, (pick((1, 2)) if topics else 0) + 1)
    ]  # fmt: skip
    found: _Rows = {name: [] for name in MEETING_TABLES}
    found |= {"catalogue_item": catalogue, "topic": topics, "meeting": meetings}
    for meeting in meetings:
        _roster(pick, found, meeting)
        for topic in topics:
            if pick((True, True, False)):
                _agenda_item(pick, found, meeting, topic)
    return found


def _add(found: _Rows, table: str, row: dict[str, Any]) -> dict[str, Any]:
    row = {"id": len(found[table]) + 1, **row}
    found[table].append(row)
    return row


def _roster(pick: _Pick, found: _Rows, meeting: dict[str, Any]) -> None:
    for position in range(1, pick((0, 3, 4, 4)) + 1):
        role = pick((MemberRole.ENTITLED, MemberRole.ENTITLED, MemberRole.OBSERVER, None))
        _add(
            found,
            "attendance",
            {
                "meeting_id": meeting["id"], "position": position, "person_id": pick((1, 2, 3, position % 3 + 1, None)),
                "person_written": pick(("人1", f"人{position}", f"人{position}")), "role": role,
                "state": pick((*_PRESENT, *AttendanceState, None)), "is_head": pick(_MAYBE),
                "noticed_on": pick((date(2009, 12, 1), date(2024, 5, 5), None)),
                "invited_as": pick(("候补委员", "纪委委员", "县纪委委员、候补委员", None)),
            },
        )  # fmt: skip


def _agenda_item(pick: _Pick, found: _Rows, meeting: dict[str, Any], topic: dict[str, Any]) -> None:
    earlier = [one["id"] for one in found["agenda_item"]]
    item = _add(
        found,
        "agenda_item",
        {
            "meeting_id": meeting["id"], "topic_id": topic["id"], "position": topic["id"], "outcome": pick(_OUTCOMES),
            "counted_for": pick((1, 3, None, None)),
            "head_reason": pick((None, None, "另有考虑", " ")), "reconsiders_id": pick((*earlier, None)) if earlier else None,
            "reconsider_consent": pick((1, 2, 3, None)),
        },
    )  # fmt: skip
    seats = [one["id"] for one in found["attendance"] if one["meeting_id"] == meeting["id"]]
    about = {"agenda_item_id": item["id"]}
    for n in range(pick((0, 0, 1, 2))):
        _add(found, "question", {**about, "text": f"问{n}", "is_clear": pick((True, *_MAYBE))})
    for seat in seats:
        if pick((True, False, False, False)):
            _add(found, "recusal", {**about, "attendance_id": seat, "has_left": pick((True, *_MAYBE))})
        if pick((True, True, False)):
            said = {"attendance_id": seat, "position": seat, "opinion": pick((*Position, None))}
            _add(found, "statement", {**about, **said, "is_after_vote": pick((False, False, True))})
    if pick((True, True, False)):
        for number in range(1, pick((1, 1, 2)) + 1):
            _named(pick, found, about, number, seats)
    for number in range(1, pick((0, 0, 1, 2)) + 1):
        for candidate in pick((("",), ("甲", "乙"))):
            _secret(pick, found, {**about, "round": number, "candidate": candidate})


def _named(pick: _Pick, found: _Rows, about: dict[str, Any], number: int, seats: list[int]) -> None:
    ballot = _add(
        found,
        "named_ballot",
        {**about, "round": number, "is_void": pick((False, False, True)), "covers": pick((1, 1, 2, None))},
    )
    usual = pick((Choice.FOR, Choice.AGAINST))
    for seat in (*seats, *(seats[:1] if pick((False, False, True)) else ())):
        if pick((True, True, True, False)):
            choice, written = pick((usual, usual, *Choice)), pick((False, *_MAYBE))
            vote = {"ballot_id": ballot["id"], "attendance_id": seat, "choice": choice, "is_written": written}
            _add(found, "named_vote", vote)


def _secret(pick: _Pick, found: _Rows, key: dict[str, Any]) -> None:
    counts = [pick((0, 1, 2, 3)), pick((0, 1)), pick((0, 0, 1)), 0]
    returned = pick((sum(counts), sum(counts), 2))
    row = dict(zip(("votes_for", "against", "abstain", "invalid"), counts, strict=True))
    row = {name: pick((value, value, value, None)) for name, value in row.items()}
    row |= {"returned": pick((returned, returned, None)), "issued": pick((returned, returned, 3, None))}
    is_void = pick((False, False, True))
    # A struck round keeps no counts.
    row |= dict.fromkeys(("votes_for", "against", "abstain", "invalid")) if is_void else {}
    _add(found, "secret_ballot", {**key, **row, "is_void": is_void})


def meetings_in_order(rows: _Rows) -> _Rows:
    """One meeting of three members where everything passes, and one where the head decides."""
    found: _Rows = {name: [] for name in MEETING_TABLES}
    bodies = (BodyKind.PARTY_COMMITTEE, BodyKind.GOVERNMENT)
    for n, body in enumerate(bodies, 1):
        day = date(2024, 5, 6)
        found["meeting"].append({"id": n, "unit_id": 1, "number": f"会{n}", "body": body, "held_on": day})
        topic = {"topic_class": TopicClass.AFFAIRS, "matter": MajorMatter.PROJECT, "in_charge_id": 2}
        found["topic"].append({"id": n, "unit_id": 1, "number": f"题{n}", "title": f"议题{n}", **topic})
        item = {"id": n, "meeting_id": n, "topic_id": n, "position": 1, "outcome": Outcome.PASSED}
        found["agenda_item"].append(item)
        about = {"agenda_item_id": n}
        ballot = _add(found, "named_ballot", {**about, "round": 1, "is_void": False, "covers": 1})
        _add(found, "question", {**about, "text": "问", "is_clear": True})
        for person in (1, 2, 3, 4):
            seat = _add(
                found,
                "attendance",
                {
                    "meeting_id": n, "position": person, "person_id": min(person, 3), "person_written": f"人{person}",
                    "role": MemberRole.ENTITLED, "state": AttendanceState.PRESENT, "is_head": person == 1,
                },
            )  # fmt: skip
            if person == 4:
                _add(found, "recusal", {**about, "attendance_id": seat["id"], "has_left": True})
                continue
            said = {"attendance_id": seat["id"], "position": person, "opinion": Position.FOR}
            _add(found, "statement", {**about, **said, "is_after_vote": False})
            vote = {"attendance_id": seat["id"], "choice": Choice.FOR, "is_written": False}
            _add(found, "named_vote", {"ballot_id": ballot["id"], **vote})
    return found
