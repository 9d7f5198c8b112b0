"""What the patterns of meetings count, as Core expressions (R-XZ-08, R-XZ-09).

Only the last round that was not struck counts, and a topic on which a secret ballot was held is left out
whole: neither its votes nor what was said on it is looked at. A meeting that was marked invalid is left out.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, exists, false, func, not_, or_, select

from powerctl.areas.meetings.queries import AGENDA_ITEM as ITEM
from powerctl.areas.meetings.queries import ATTENDANCE as MEMBER
from powerctl.areas.meetings.queries import MEETING, STATEMENT, TOPIC, counts
from powerctl.areas.meetings.queries import NAMED_BALLOT as BALLOT
from powerctl.areas.meetings.queries import NAMED_VOTE as VOTE
from powerctl.areas.meetings.queries import SECRET_BALLOT as SECRET
from powerctl.areas.receipt import table_of
from powerctl.model import Unit
from powerctl.terms import Choice, Outcome, Position

_FOR, _AGAINST, _RESERVED = 1, -1, 0


def units() -> Select[Any]:
    """Number and name of every unit."""
    table = table_of(Unit)
    return select(table.c.id, table.c.name)


def looked_at(since: date | None, until: date) -> ColumnElement[bool]:
    """Meetings held in the time looked at and not marked invalid; one without a day is not among them."""
    bounds = [MEETING.c.held_on <= until]
    if since is not None:
        bounds.append(MEETING.c.held_on >= since)
    return and_(*bounds, or_(MEETING.c.invalid_reason.is_(None), MEETING.c.invalid_reason == ""))


def named_items(since: date | None, until: date) -> CTE:
    """Topics with a named round that counts: its ballot_id, and agenda_item_id, meeting_id, unit_id, body,
    outcome."""
    later = BALLOT.alias("later")
    repeated = exists().where(
        later.c.agenda_item_id == BALLOT.c.agenda_item_id,
        later.c.round > BALLOT.c.round,
        later.c.is_void == false(),
    )
    secret = exists().where(SECRET.c.agenda_item_id == ITEM.c.id)
    return (
        select(
            *(ITEM.c.id.label("agenda_item_id"), BALLOT.c.id.label("ballot_id"), ITEM.c.meeting_id),
            *(MEETING.c.unit_id, MEETING.c.body, ITEM.c.outcome),
        )
        .join_from(MEETING, ITEM, ITEM.c.meeting_id == MEETING.c.id)
        .join(BALLOT, BALLOT.c.agenda_item_id == ITEM.c.id)
        .where(looked_at(since, until), BALLOT.c.is_void == false(), not_(repeated), not_(secret))
        .cte("named_items")
    )


def votes_cast(items: CTE) -> CTE:
    """Votes of members who were there: agenda_item_id, meeting_id, unit_id, body, outcome, attendance_id, way
    (1 for, -1 against, 0 abstained), is_head."""
    return (
        select(
            *(items.c.agenda_item_id, items.c.meeting_id, items.c.unit_id, items.c.body, items.c.outcome),
            *(VOTE.c.attendance_id, _way_of_choice().label("way"), MEMBER.c.is_head),
        )
        .join_from(items, VOTE, VOTE.c.ballot_id == items.c.ballot_id)
        .join(MEMBER, MEMBER.c.id == VOTE.c.attendance_id)
        .where(
            func.coalesce(VOTE.c.is_written, false()) == false(),
            counts(MEMBER),
        )
        .cte("votes_cast")
    )


def dissent_by_meeting(votes: CTE) -> Select[Any]:
    """unit_id, body, meeting_id, votes, dissenting votes, reserved or contrary statements; by meeting."""
    spoken = (
        select(func.count())
        .select_from(STATEMENT)
        .join(ITEM, ITEM.c.id == STATEMENT.c.agenda_item_id)
        .where(
            ITEM.c.meeting_id == votes.c.meeting_id,
            STATEMENT.c.opinion.in_((Position.AGAINST, Position.DEFER, Position.AMENDED)),
            not_(exists().where(SECRET.c.agenda_item_id == ITEM.c.id)),
        )
        .correlate(votes)
        .scalar_subquery()
    )
    return select(
        *(votes.c.unit_id, votes.c.body, votes.c.meeting_id),
        *(func.count(), func.sum(case((votes.c.way == _FOR, 0), else_=1)), spoken),
    ).group_by(votes.c.unit_id, votes.c.body, votes.c.meeting_id)


def turned(votes: CTE) -> CTE:
    """Members other than the head who spoke before the head and voted: unit_id, body, attendance_id,
    changed (0/1), towards_head (0/1). One row a member and topic."""
    said, head = STATEMENT.alias("said"), MEMBER.alias("head")
    way = _way_of_opinion(said)
    head_said = (
        select(
            said.c.agenda_item_id,
            func.min(said.c.position).label("position"),
            way.label("way"),
        )
        .join_from(said, head, head.c.id == said.c.attendance_id)
        .where(head.c.is_head, way.is_not(None), _in_discussion(said))
        .group_by(said.c.agenda_item_id)
        .cte("head_said")
    )
    before = (
        select(
            said.c.agenda_item_id,
            said.c.attendance_id,
            # SQLite takes the bare columns of the row that holds the maximum.
            func.max(said.c.position).label("position"),
            way.label("way"),
            head_said.c.way.label("head_way"),
        )
        .join_from(head_said, said, said.c.agenda_item_id == head_said.c.agenda_item_id)
        .where(said.c.position < head_said.c.position, way.is_not(None), _in_discussion(said))
        .group_by(said.c.agenda_item_id, said.c.attendance_id)
        .cte("said_before")
    )
    changed = votes.c.way != before.c.way
    return (
        select(
            *(votes.c.unit_id, votes.c.body, votes.c.attendance_id),
            case((changed, 1), else_=0).label("changed"),
            case((and_(changed, votes.c.way == before.c.head_way), 1), else_=0).label("towards_head"),
        )
        .join_from(
            votes,
            before,
            and_(
                before.c.agenda_item_id == votes.c.agenda_item_id,
                before.c.attendance_id == votes.c.attendance_id,
            ),
        )
        .where(func.coalesce(votes.c.is_head, false()) == false())
        .cte("turned")
    )


def turned_by_body(votes: CTE) -> Select[Any]:
    """unit_id, body, members and topics where both are known, changed, changed towards the head."""
    rows = turned(votes)
    return select(
        *(rows.c.unit_id, rows.c.body, func.count()),
        *(func.sum(rows.c.changed), func.sum(rows.c.towards_head)),
    ).group_by(rows.c.unit_id, rows.c.body)


def head_and_majority(votes: CTE) -> Select[Any]:
    """Topics by body: unit_id, body, topics on which head, majority of the others and outcome are all known;
    those on which the head stood against that majority; those of them decided as the head wished."""
    is_head = func.coalesce(votes.c.is_head, false())
    own = func.sum(case((is_head, 1), else_=0))
    head_for = func.max(case((and_(is_head, votes.c.way == _FOR), 1), else_=0))
    others = func.sum(case((is_head, 0), else_=1))
    others_for = func.sum(case((and_(not_(is_head), votes.c.way == _FOR), 1), else_=0))
    passed = case((votes.c.outcome == Outcome.PASSED, 1), else_=0)
    per_item = (
        select(
            *(votes.c.unit_id, votes.c.body, head_for.label("head_for"), passed.label("passed")),
            case((2 * others_for > others, 1), else_=0).label("others_for"),
        )
        .where(votes.c.outcome.is_not(None), votes.c.outcome != Outcome.HEARD)
        .group_by(votes.c.agenda_item_id)
        .having(own == 1, others > 0, 2 * others_for != others)
        .cte("per_item")
    )
    apart = per_item.c.head_for != per_item.c.others_for
    return select(
        *(per_item.c.unit_id, per_item.c.body, func.count()),
        func.sum(case((apart, 1), else_=0)),
        func.sum(case((and_(apart, per_item.c.passed == per_item.c.head_for), 1), else_=0)),
    ).group_by(per_item.c.unit_id, per_item.c.body)


def motions(since: date | None, until: date) -> Select[Any]:
    """unit_id, body, topics of which it is known whether they were extempore, extempore ones, not known."""
    known = ITEM.c.is_extempore.is_not(None)
    return (
        select(
            *(MEETING.c.unit_id, MEETING.c.body, func.sum(case((known, 1), else_=0))),
            func.sum(case((ITEM.c.is_extempore, 1), else_=0)),
            func.sum(case((known, 0), else_=1)),
        )
        .join_from(MEETING, ITEM, ITEM.c.meeting_id == MEETING.c.id)
        .where(looked_at(since, until))
        .group_by(MEETING.c.unit_id, MEETING.c.body)
    )


def lengths(since: date | None, until: date) -> Select[Any]:
    """unit_id, body, begun_at, ended_at, number of topics; a row for each meeting with a topic."""
    return (
        select(
            *(MEETING.c.unit_id, MEETING.c.body, MEETING.c.begun_at, MEETING.c.ended_at),
            func.count(ITEM.c.id),
        )
        .join_from(MEETING, ITEM, ITEM.c.meeting_id == MEETING.c.id)
        .where(looked_at(since, until))
        .group_by(MEETING.c.id)
    )


def spoken_and_decided(
    since: date | None, until: date, units: Collection[int] | None
) -> tuple[Select[Any], Select[Any]]:
    """Two selects of (agenda_item_id, text) in order: reasons given, and what was decided; and before them
    in the second unit_id, body, meeting number, topic, day, whether the meeting has a secrecy level."""
    inside = [looked_at(since, until)]
    if units is not None:
        inside.append(MEETING.c.unit_id.in_(units))
    decided = (
        select(
            *(MEETING.c.unit_id, MEETING.c.body, MEETING.c.number, TOPIC.c.title, MEETING.c.held_on),
            *(MEETING.c.secrecy, ITEM.c.id, ITEM.c.decided_text),
        )
        .join_from(MEETING, ITEM, ITEM.c.meeting_id == MEETING.c.id)
        .join(TOPIC, TOPIC.c.id == ITEM.c.topic_id)
        .where(*inside, not_(exists().where(SECRET.c.agenda_item_id == ITEM.c.id)))
        .order_by(MEETING.c.held_on, ITEM.c.id)
    )
    reasons = (
        select(ITEM.c.id, STATEMENT.c.reasons)
        .join_from(MEETING, ITEM, ITEM.c.meeting_id == MEETING.c.id)
        .join(STATEMENT, STATEMENT.c.agenda_item_id == ITEM.c.id)
        .where(*inside, STATEMENT.c.reasons.is_not(None))
        .order_by(ITEM.c.id, STATEMENT.c.position)
    )
    return reasons, decided


def left_out(since: date | None, until: date) -> Select[Any]:
    """Meetings without a day, and those of the time looked at that were marked invalid."""
    invalid = and_(MEETING.c.invalid_reason.is_not(None), MEETING.c.invalid_reason != "")
    inside = [MEETING.c.held_on <= until, *([MEETING.c.held_on >= since] if since else [])]
    return select(
        func.coalesce(func.sum(case((MEETING.c.held_on.is_(None), 1), else_=0)), 0),
        func.coalesce(func.sum(case((and_(invalid, *inside), 1), else_=0)), 0),
    )


def _way_of_choice() -> ColumnElement[int]:
    return case(
        (VOTE.c.choice == Choice.FOR, _FOR), (VOTE.c.choice == Choice.AGAINST, _AGAINST), else_=_RESERVED
    )


def _way_of_opinion(said: Any) -> ColumnElement[Any]:
    """As a vote; an amended agreement is one, and who wants to wait neither agrees nor refuses."""
    return case(
        (said.c.opinion.in_((Position.FOR, Position.AMENDED)), _FOR),
        (said.c.opinion == Position.AGAINST, _AGAINST),
        (said.c.opinion == Position.DEFER, _RESERVED),
    )


def _in_discussion(said: Any) -> ColumnElement[bool]:
    return and_(
        func.coalesce(said.c.is_presentation, false()) == false(),
        func.coalesce(said.c.is_after_vote, false()) == false(),
    )


def by_person(votes: CTE) -> tuple[Select[Any], Select[Any]]:
    """By person, unit and body: votes and dissenting votes; and known turns, changed, towards the head.

    A person is who the roster's line refers to; without that, the name that stands in it.
    """
    who = (MEMBER.c.person_id, func.iif(MEMBER.c.person_id.is_(None), MEMBER.c.person_written, ""))
    rows = turned(votes)
    cast = (
        select(
            *(votes.c.unit_id, votes.c.body, *who, func.max(MEMBER.c.person_written), func.count()),
            func.sum(case((votes.c.way == _FOR, 0), else_=1)),
        )
        .join_from(votes, MEMBER, MEMBER.c.id == votes.c.attendance_id)
        .group_by(votes.c.unit_id, votes.c.body, *who)
    )
    changed = (
        select(
            *(rows.c.unit_id, rows.c.body, *who, func.count()),
            *(func.sum(rows.c.changed), func.sum(rows.c.towards_head)),
        )
        .join_from(rows, MEMBER, MEMBER.c.id == rows.c.attendance_id)
        .group_by(rows.c.unit_id, rows.c.body, *who)
    )
    return cast, changed
