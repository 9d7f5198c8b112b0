"""What many rules about meetings reckon alike, gathered once per check: rosters, rounds, votes, statements.

As in `queries`, what is not recorded makes a number a span, `…_least` to `…_most`.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, literal, or_, select, union_all

from powerctl.areas.gathered import gathered
from powerctl.areas.meetings.queries import (
    ATTENDANCE,
    NAMED,
    NAMED_BALLOT,
    NAMED_VOTE,
    SECRET,
    SECRET_BALLOT,
    STATEMENT,
    Condition,
    Number,
    counts,
    is_away,
    is_entitled,
    may_be_entitled,
    may_count,
)
from powerctl.areas.meetings.queries_topics import has_opinion, may_have_opinion
from powerctl.areas.organization.queries import flag, is_blank
from powerctl.terms import AttendanceState, Choice, MemberRole, Position


def _rosters() -> Select[Any]:
    seat = ATTENDANCE
    return select(
        seat.c.meeting_id,
        func.sum(flag(is_entitled(seat))).label("entitled_least"),
        func.sum(flag(may_be_entitled(seat))).label("entitled_most"),
        func.sum(flag(counts(seat))).label("present_least"),
        func.sum(flag(may_count(seat))).label("present_most"),
        func.sum(flag(and_(is_entitled(seat), seat.c.state == AttendanceState.ON_LEAVE))).label("on_leave"),
        func.sum(flag(and_(is_entitled(seat), seat.c.state == AttendanceState.ABSENT))).label("absent"),
        func.sum(flag(seat.c.role == MemberRole.OBSERVER)).label("observers"),
        func.max(flag(and_(counts(seat), seat.c.is_head.is_(True)))).label("head_present"),
        func.sum(flag(seat.c.person_id.is_(None))).label("unlinked"),
    ).group_by(seat.c.meeting_id)


ROSTER = gathered("roster", _rosters, "meeting_id")
"""By meeting: entitled and present (spans), on_leave, absent, observers, head_present, unlinked.

`head_present` 1: an entitled head is present; `unlinked`: lines without a person.
"""


def _named_tallies() -> Select[Any]:
    seat = ATTENDANCE.alias("voter_seat")
    written = NAMED_VOTE.c.is_written
    is_for, is_against = NAMED_VOTE.c.choice == Choice.FOR, NAMED_VOTE.c.choice == Choice.AGAINST
    voter = (
        select(
            NAMED_VOTE.c.ballot_id,
            NAMED_VOTE.c.attendance_id,
            func.count().label("votes"),
            func.min(flag(is_for)).label("only_for"),
            func.max(flag(is_for)).label("any_for"),
            func.min(flag(is_against)).label("only_against"),
            func.max(flag(is_against)).label("any_against"),
            func.min(flag(NAMED_VOTE.c.choice == Choice.ABSTAIN)).label("only_abstain"),
            func.sum(flag(written.is_(False))).label("cast"),
            func.sum(flag(written.is_(None))).label("maybe_cast"),
        )
        .group_by(NAMED_VOTE.c.ballot_id, NAMED_VOTE.c.attendance_id)
        .subquery("voter")
    )

    def counted(choice: Condition, seated: Condition) -> Number:
        return func.sum(flag(and_(choice, seated)))

    def of_votes(seated: Condition, number: Any = voter.c.votes) -> Number:
        return func.sum(case((seated, number), else_=0))

    return (
        select(
            voter.c.ballot_id,
            counted(voter.c.only_for == 1, counts(seat)).label("for_least"),
            counted(voter.c.any_for == 1, may_count(seat)).label("for_most"),
            func.count().label("voters"),
            counted(voter.c.only_against == 1, counts(seat)).label("against_least"),
            counted(voter.c.any_against == 1, may_count(seat)).label("against_most"),
            counted(voter.c.only_abstain == 1, counts(seat)).label("abstain"),
            func.sum(voter.c.votes).label("votes"),
            of_votes(seat.c.role == MemberRole.OBSERVER).label("observers"),
            of_votes(seat.c.role.is_(None)).label("unplaced"),
            of_votes(seat.c.id.is_(None)).label("unlisted"),
            of_votes(is_away(seat), voter.c.cast).label("away"),
            of_votes(is_away(seat), voter.c.maybe_cast).label("maybe_away"),
            of_votes(seat.c.state.is_(None)).label("unseen"),
            func.min(seat.c.meeting_id).label("first_roster"),
            func.max(seat.c.meeting_id).label("last_roster"),
            func.sum(voter.c.cast).label("cast_least"),
            func.sum(voter.c.cast + voter.c.maybe_cast).label("cast_most"),
        )
        .select_from(voter.outerjoin(seat, seat.c.id == voter.c.attendance_id))
        .group_by(voter.c.ballot_id)
    )


NAMED_TALLY = gathered("named_tally", _named_tallies, "ballot_id")
"""By named ballot, of members (each counts once): for_… and against_… (spans), voters, abstain.

Of votes: votes, observers, unplaced (role not known), unlisted (no seat at hand), away and maybe_away,
unseen (state not known), cast_least and cast_most (not written opinions). `first_roster` and
`last_roster`: the least and the greatest meeting_id of the voters' seats.
"""


def _rounds() -> Select[Any]:
    named = select(
        literal(NAMED).label("kind"),
        NAMED_BALLOT.c.id.label("ballot_id"),
        NAMED_BALLOT.c.agenda_item_id,
        literal("", String).label("candidate"),
        NAMED_BALLOT.c.round,
    ).where(NAMED_BALLOT.c.is_void.is_(False))
    secret = select(
        literal(SECRET).label("kind"),
        SECRET_BALLOT.c.id.label("ballot_id"),
        SECRET_BALLOT.c.agenda_item_id,
        SECRET_BALLOT.c.candidate,
        SECRET_BALLOT.c.round,
    ).where(SECRET_BALLOT.c.is_void.is_(False))
    every = union_all(named, secret).subquery("every_round")
    place = func.rank().over(
        partition_by=(every.c.agenda_item_id, every.c.candidate), order_by=every.c.round.desc()
    )
    ranked = select(every, place.label("place")).subquery("ranked_rounds")
    kept = [column for column in ranked.c if column.name != "place"]
    return select(*kept).where(ranked.c.place == 1)


ROUND = gathered("counted_round", _rounds, "agenda_item_id", unique=False)
"""The round that counts: kind, ballot_id, agenda_item_id, candidate, round.

By agenda item and candidate the last one that was not struck, of either kind. A named and a secret
one with one number both stand: nobody can tell which of them counts.
"""


def _tallies() -> Select[Any]:
    valid, named, secret = ROUND, NAMED_TALLY, SECRET_BALLOT
    source = valid.outerjoin(
        named, and_(valid.c.kind == NAMED, named.c.ballot_id == valid.c.ballot_id)
    ).outerjoin(secret, and_(valid.c.kind == SECRET, secret.c.id == valid.c.ballot_id))
    lines = func.count().over(partition_by=valid.c.agenda_item_id)
    return select(
        *valid.c,
        func.coalesce(named.c.for_least, secret.c.votes_for).label("for_least"),
        func.coalesce(named.c.for_most, secret.c.votes_for).label("for_most"),
        func.coalesce(named.c.against_least, secret.c.against).label("against"),
        func.coalesce(named.c.abstain, secret.c.abstain).label("abstain"),
        func.coalesce(named.c.voters, secret.c.returned).label("voters"),
        lines.label("lines"),
    ).select_from(source)


TALLY = gathered("tally", _tallies, "agenda_item_id", unique=False)
"""The counts that stand, by agenda item and candidate.

Columns of `ROUND` and for_least, for_most (NULL: not recorded, or nobody voted), against,
abstain, voters (secret: ballots returned). `lines`: how many an agenda item has.
"""


def _balloted() -> Select[Any]:
    return select(ROUND.c.agenda_item_id, ROUND.c.kind).distinct()


BALLOTED = gathered("balloted", _balloted, "agenda_item_id", "kind")
"""Agenda items with rounds that count, once for each kind: agenda_item_id, kind."""


def _any_ballot() -> Select[Any]:
    return select(ROUND.c.agenda_item_id).distinct()


ANY_BALLOT = gathered("any_ballot", _any_ballot, "agenda_item_id")
"""Agenda items with rounds that count, once each: agenda_item_id."""


def _said() -> Select[Any]:
    return select(
        STATEMENT.c.agenda_item_id,
        func.count().label("statements"),
        func.sum(flag(STATEMENT.c.is_after_vote.is_(True))).label("after"),
    ).group_by(STATEMENT.c.agenda_item_id)


SAID = gathered("said", _said, "agenda_item_id")
"""By agenda item with statements: statements, and how many of them came after the vote."""


def _turns() -> Select[Any]:
    said, seat = STATEMENT, ATTENDANCE.alias("speaker")
    member = seat.c.role == MemberRole.ENTITLED
    any_member = or_(seat.c.role.is_(None), member)
    head, any_head = and_(seat.c.is_head.is_(True), member), and_(seat.c.is_head.is_not(False), any_member)
    other, any_other = (
        and_(seat.c.is_head.is_(False), member),
        and_(seat.c.is_head.is_not(True), any_member),
    )
    takes_turn = and_(may_have_opinion(said), or_(said.c.opinion.is_not(None), ~said.c.is_presentation))

    def at(kind: Any, who: Condition, what: Condition) -> ColumnElement[Any]:
        place: ColumnElement[Any] = kind(case((and_(who, what), said.c.position), else_=None))
        return place

    opinion, possible = has_opinion(said), may_have_opinion(said)
    return (
        select(
            said.c.agenda_item_id,
            at(func.min, head, opinion).label("head_first"),
            at(func.max, head, opinion).label("head_last"),
            at(func.min, any_head, possible).label("any_head_first"),
            at(func.max, any_head, possible).label("any_head_last"),
            at(func.min, other, opinion).label("other_first"),
            at(func.max, other, opinion).label("other_last"),
            at(func.min, any_other, takes_turn).label("any_other_first"),
            at(func.max, any_other, possible).label("any_other_last"),
            func.count().label("speakers"),
        )
        .select_from(said.outerjoin(seat, seat.c.id == said.c.attendance_id))
        .where(said.c.is_after_vote.is_(False))
        .group_by(said.c.agenda_item_id)
    )


TURNS = gathered("turns", _turns, "agenda_item_id")
"""By agenda item, of statements before the vote: where the head and the others come in the order.

`head_…` of who is recorded as the head, `any_head_…` of who may be, `other_…` of members who are
recorded as not, `any_other_…` of who may be another member. `first`/`last`: of certain opinions for the
certain ones, of possible opinions otherwise. A presentation without an opinion takes no turn before the
head. `speakers`: statements at all.
"""


def _expressed() -> Select[Any]:
    said = STATEMENT
    reasoned = ~is_blank(said.c.reasons)
    return select(
        said.c.agenda_item_id,
        said.c.attendance_id,
        func.max(flag(or_(has_opinion(said), reasoned))).label("spoke"),
        func.max(flag(has_opinion(said))).label("opined"),
        func.min(flag(and_(said.c.opinion == Position.NONE, ~reasoned))).label("silent"),
        func.max(flag(said.c.is_after_vote.is_(False))).label("before"),
    ).group_by(said.c.agenda_item_id, said.c.attendance_id)


EXPRESSED = gathered("expressed", _expressed, "agenda_item_id", "attendance_id")
"""By agenda item and seat: `spoke` (1: an opinion or reasons are recorded), `silent` (1: 未表态 and no
reasons), `opined` (1: an opinion), `before` (1: a statement before the vote)."""
