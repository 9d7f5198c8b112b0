"""Meetings as expressions for rules and reports: rosters, recusals, rounds, tallies and results.

The SQL twin of `arithmetic`: what is not recorded makes a number a span, `…_least` to `…_most`, and an
answer is NULL where both ends do not give the same. Every CTE is grouped once over its table.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
)

from powerctl.areas.organization.queries import flag, the_day
from powerctl.model import (
    AgendaItem,
    Attendance,
    CatalogueItem,
    Meeting,
    NamedBallot,
    NamedVote,
    Question,
    Recusal,
    SecretBallot,
    Statement,
    Topic,
)
from powerctl.terms import (
    HEAD_DECIDES,
    SCREENING_BODIES,
    AttendanceState,
    MajorMatter,
    MemberRole,
    TopicClass,
)

_TABLES = Meeting.metadata.tables
MEETING = _TABLES[str(Meeting.__tablename__)]
TOPIC = _TABLES[str(Topic.__tablename__)]
CATALOGUE_ITEM = _TABLES[str(CatalogueItem.__tablename__)]
ATTENDANCE = _TABLES[str(Attendance.__tablename__)]
AGENDA_ITEM = _TABLES[str(AgendaItem.__tablename__)]
QUESTION = _TABLES[str(Question.__tablename__)]
RECUSAL = _TABLES[str(Recusal.__tablename__)]
STATEMENT = _TABLES[str(Statement.__tablename__)]
NAMED_BALLOT = _TABLES[str(NamedBallot.__tablename__)]
NAMED_VOTE = _TABLES[str(NamedVote.__tablename__)]
SECRET_BALLOT = _TABLES[str(SecretBallot.__tablename__)]

NAMED, SECRET = "记名", "无记名"

Condition = ColumnElement[bool]
Number = ColumnElement[int]


@dataclass(frozen=True, slots=True)
class Span:
    """The SQL twin of `arithmetic.Count`."""

    least: Number
    most: Number


def is_held(meeting: FromClause) -> Condition:
    """Held by the day of the check, or on a day that is not recorded; a planned one is not judged."""
    return or_(meeting.c.held_on.is_(None), meeting.c.held_on <= the_day())


def may_count_votes(meeting: FromClause) -> Condition:
    """The body decides by votes, or its kind is not recorded."""
    others = [body.value for body in (*HEAD_DECIDES, *SCREENING_BODIES)]
    return or_(meeting.c.body.is_(None), meeting.c.body.not_in(others))


def may_decide(meeting: FromClause) -> Condition:
    """The body decides, by votes or by its head; one that only screens does not."""
    screening = [body.value for body in SCREENING_BODIES]
    return or_(meeting.c.body.is_(None), meeting.c.body.not_in(screening))


def is_personnel(topic: FromClause) -> Condition:
    """人事议题. The class decides where it is recorded, the matter only where it is not."""
    by_matter = and_(topic.c.topic_class.is_(None), topic.c.matter == MajorMatter.PERSONNEL)
    return func.coalesce(or_(topic.c.topic_class == TopicClass.PERSONNEL, by_matter), False)


def maybe_personnel(topic: FromClause) -> Condition:
    """No class is recorded, and the matter does not say that it is one either."""
    other = or_(topic.c.matter.is_(None), topic.c.matter != MajorMatter.PERSONNEL)
    return and_(topic.c.topic_class.is_(None), other)


def is_entitled(seat: FromClause) -> Condition:
    """An entitled member of the body."""
    return seat.c.role == MemberRole.ENTITLED


def may_be_entitled(seat: FromClause) -> Condition:
    """The same, or nothing is recorded of the role."""
    return or_(seat.c.role.is_(None), seat.c.role == MemberRole.ENTITLED)


def counts(seat: FromClause) -> Condition:
    """An entitled member who is present: a vote of this seat counts."""
    return and_(is_entitled(seat), seat.c.state == AttendanceState.PRESENT)


def may_count(seat: FromClause) -> Condition:
    """The same, as far as nothing recorded says otherwise (a seat that is not at hand included)."""
    return and_(may_be_entitled(seat), or_(seat.c.state.is_(None), seat.c.state == AttendanceState.PRESENT))


def is_away(seat: FromClause) -> Condition:
    """On leave or absent."""
    return seat.c.state.in_([AttendanceState.ON_LEAVE.value, AttendanceState.ABSENT.value])


def recusals() -> CTE:
    """By agenda item: recused_least and recused_most, entitled members only."""
    seat = ATTENDANCE.alias("recused_seat")
    return (
        select(
            RECUSAL.c.agenda_item_id,
            func.sum(flag(is_entitled(seat))).label("recused_least"),
            func.sum(flag(may_be_entitled(seat))).label("recused_most"),
        )
        .select_from(RECUSAL.outerjoin(seat, seat.c.id == RECUSAL.c.attendance_id))
        .group_by(RECUSAL.c.agenda_item_id)
        .cte("recusals")
    )


def of_kind(kind: ColumnElement[Any]) -> ColumnElement[str]:
    """What an item of a secret ballot is told apart by.

    A round of the other kind then never answers for it where its own table is not at hand.
    """
    return case((kind == SECRET, literal(f"/{SECRET}")), else_="")


def meetings_with_strays() -> CTE:
    """Meetings where a member's named vote has no ballot at hand: meeting_id."""
    vote, ballot = NAMED_VOTE.alias("stray_vote"), NAMED_BALLOT.alias("its_ballot")
    return (
        select(ATTENDANCE.c.meeting_id)
        .distinct()
        .select_from(
            # The ballot first: few votes are left to look up a seat for.
            vote.outerjoin(ballot, ballot.c.id == vote.c.ballot_id).join(
                ATTENDANCE, ATTENDANCE.c.id == vote.c.attendance_id
            )
        )
        .where(ballot.c.id.is_(None))
        .cte("strays")
    )


def base(entitled: Span, recused: Span, in_base: Number) -> Span:
    """What the majority is reckoned on; `in_base` 1, 0 or NULL (not set)."""
    smaller = func.max(entitled.least - recused.most, 0)
    stays = or_(in_base == 1, recused.most == 0)
    return Span(
        case((stays, entitled.least), else_=smaller),
        case(
            (or_(stays, in_base.is_(None)), entitled.most),
            else_=func.max(entitled.most - recused.least, 0),
        ),
    )


def is_more_than(
    part: Span, whole: Span, above: Number, below: Number, *, listed: Span | None = None
) -> Number:
    """1 where the part is more than above/below of the whole, 0 where not, NULL: cannot tell.

    `listed`: the roster that the whole is taken from; without a certain member it says nothing.
    """
    return case(
        ((listed or whole).least <= 0, null()),
        (part.least * below > above * whole.most, 1),
        (part.most * below <= above * whole.least, 0),
        else_=null(),
    )


def is_at_least(part: Span, whole: Span, above: Number, below: Number) -> Number:
    """1 where the part is above/below of the whole or more, 0 where not, NULL: cannot tell."""
    return case(
        (whole.least <= 0, null()),
        (part.least * below >= above * whole.most, 1),
        (part.most * below < above * whole.least, 0),
        else_=null(),
    )


def span(table: FromClause, name: str) -> Span:
    """The two columns of a number: `name_least` and `name_most`; nothing recorded is nought."""
    return Span(func.coalesce(table.c[f"{name}_least"], 0), func.coalesce(table.c[f"{name}_most"], 0))
