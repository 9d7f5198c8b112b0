"""What a unit's decision catalogue covers: records that a body must decide together (R-ZJ-03, R-XZ-05).

A line covers a record where its matter is the record's, it was in force on the record's day, and the sum
reaches its threshold. A blank matter, first day or threshold may cover, and never certainly does.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from powerctl.areas.gathered import gathered
from powerctl.areas.matching.kinds import (
    ACTION,
    APPOINTMENT,
    BY_KIND,
    DECIDED,
    EXPENDITURE,
    TRADE,
    UNDERTAKING,
    Decided,
)
from powerctl.areas.organization.queries import UNIT, flag, the_day
from powerctl.model import CatalogueItem
from powerctl.terms import (
    FINANCE_UNDERTAKINGS,
    AppointmentState,
    ExpenditureState,
    MajorMatter,
    MatterKind,
    PersonnelActionKind,
    TopicClass,
    TransactionKind,
    UndertakingKind,
)

LINE = CatalogueItem.metadata.tables[str(CatalogueItem.__tablename__)]
Condition = ColumnElement[bool]

_CLASS_OF = {
    MajorMatter.DECISION: (TopicClass.AFFAIRS, TopicClass.SUPERIOR),
    MajorMatter.PERSONNEL: (TopicClass.PERSONNEL,),
    MajorMatter.PROJECT: (TopicClass.FINANCE, TopicClass.AFFAIRS),
    MajorMatter.INCIDENT: (TopicClass.AFFAIRS, TopicClass.SUPERIOR),
    MajorMatter.LARGE_SUM: (TopicClass.FINANCE,),
}
_WORKS = (TransactionKind.WORKS, TransactionKind.LAND, TransactionKind.PROPERTY)
_MAJOR_ACTIONS = (
    *(PersonnelActionKind.HIRING, PersonnelActionKind.TRANSFER, PersonnelActionKind.RESERVE),
    *(PersonnelActionKind.PUNISHMENT, PersonnelActionKind.REWARD),
)


def _lines_of(matter: MajorMatter) -> Select[Any]:
    """Lines that are, or may be, about a matter."""
    classes = [one.value for one in _CLASS_OF[matter]]
    unsaid = and_(LINE.c.matter.is_(None), or_(LINE.c.topic_class.is_(None), LINE.c.topic_class.in_(classes)))
    return select(
        LINE.c.unit_id,
        literal(matter.value, String).label("matter"),
        LINE.c.name,
        LINE.c.threshold_fen,
        LINE.c.valid_from,
        LINE.c.valid_to,
        flag(LINE.c.matter.is_not(None)).label("certain"),
    ).where(or_(LINE.c.matter == matter, unsaid))


def _lines() -> Select[Any]:
    return select(union_all(*(_lines_of(matter) for matter in MajorMatter)).subquery("every_line"))


COVER = gathered("catalogue_cover", _lines, "unit_id", "matter", unique=False)
"""Lines of the catalogues by unit and matter; `certain` 0: the line does not say its matter."""


def _floors() -> Select[Any]:
    return select(
        COVER.c.unit_id,
        COVER.c.matter,
        func.min(func.coalesce(COVER.c.threshold_fen, 0)).label("least"),
    ).group_by(COVER.c.unit_id, COVER.c.matter)


FLOOR = gathered("catalogue_floor", _floors, "unit_id", "matter")
"""By unit and matter: from which sum on a line may cover. Most payments lie below it."""


def _reached() -> Select[Any]:
    """Two searches of an index by sums; an outer join, so that SQLite goes through the floors."""
    payment = EXPENDITURE.c
    found = [
        select(payment.id.label("expenditure_id"))
        .select_from(FLOOR.outerjoin(EXPENDITURE, and_(payment.unit_id == FLOOR.c.unit_id, sums)))
        .where(FLOOR.c.matter == MajorMatter.LARGE_SUM.value, func.coalesce(payment.id, 0) > 0)
        for sums in (payment.amount_fen >= FLOOR.c.least, payment.amount_fen.is_(None))
    ]
    return select(union_all(*found).subquery("payments_reached").c.expenditure_id)


REACHED = gathered("payment_reached", _reached, "expenditure_id")
"""Payments whose sum reaches the least threshold of their unit, or is not known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of record, as one matter of the catalogue."""

    of: Decided
    matter: MajorMatter
    certain: Condition
    """The record is of this matter."""
    possible: Condition
    """The same, or it cannot be told."""
    acted: Condition
    """It was carried out by the day of the check, or that cannot be told."""


def _kind_in(column: ColumnElement[Any], kinds: tuple[Any, ...]) -> tuple[Condition, Condition]:
    certain = column.in_([one.value for one in kinds])
    return func.coalesce(certain, False), or_(column.is_(None), certain)


def _done(one: Decided) -> Condition:
    return or_(one.done.is_(None), one.done <= the_day())


def _paid() -> Condition:
    state, day = EXPENDITURE.c.state, EXPENDITURE.c.paid_on
    unpaid = (ExpenditureState.PENDING, ExpenditureState.RETURNED)
    return and_(
        func.coalesce(state != ExpenditureState.VOID, True),
        func.coalesce(day <= the_day(), state.not_in(unpaid), True),
    )


def _appointed() -> Condition:
    state, day = APPOINTMENT.c.state, APPOINTMENT.c.appointed_on
    under_way = (AppointmentState.RUNNING, AppointmentState.DEFERRED, AppointmentState.STOPPED)
    return and_(or_(state.is_(None), state.not_in(under_way)), or_(day.is_(None), day <= the_day()))


def asked() -> tuple[Asked, ...]:
    """Every kind of record with the matters that it may be of."""
    by = BY_KIND
    trade = by[MatterKind.TRANSACTION]
    undertaking = by[MatterKind.UNDERTAKING]
    buying = (TransactionKind.PROCUREMENT, TransactionKind.OWN_PURCHASE)
    found = [
        Asked(
            by[MatterKind.EXPENDITURE],
            MajorMatter.LARGE_SUM,
            true(),
            EXPENDITURE.c.id.in_(select(REACHED.c.expenditure_id)),
            _paid(),
        ),
        Asked(trade, MajorMatter.PROJECT, *_kind_in(TRADE.c.kind, _WORKS), _done(trade)),
        Asked(trade, MajorMatter.LARGE_SUM, *_kind_in(TRADE.c.kind, buying), _done(trade)),
        Asked(by[MatterKind.PROJECT], MajorMatter.PROJECT, true(), true(), _done(by[MatterKind.PROJECT])),
        Asked(by[MatterKind.APPOINTMENT], MajorMatter.PERSONNEL, true(), true(), _appointed()),
        Asked(
            by[MatterKind.PERSONNEL_ACTION],
            MajorMatter.PERSONNEL,
            *_kind_in(ACTION.c.kind, _MAJOR_ACTIONS),
            _done(by[MatterKind.PERSONNEL_ACTION]),
        ),
    ]
    for matter, kinds in (
        (MajorMatter.INCIDENT, (UndertakingKind.INCIDENT,)),
        (MajorMatter.LARGE_SUM, FINANCE_UNDERTAKINGS),
        (MajorMatter.DECISION, (UndertakingKind.OTHER,)),
    ):
        found.append(Asked(undertaking, matter, *_kind_in(UNDERTAKING.c.kind, kinds), _done(undertaking)))
    return tuple(found)


def may_be_covered(one: Asked) -> Condition:
    """For a join of `FLOOR`: the unit's catalogue has a line that may be about the record."""
    within = or_(one.of.amount.is_(None), one.of.amount >= FLOOR.c.least) if one.of.has_amount else true()
    return and_(FLOOR.c.unit_id == one.of.table.c.unit_id, FLOOR.c.matter == one.matter.value, within)


def certainly_covered(one: Asked) -> Condition:
    """A line that says its matter, its first day and its threshold covers the record."""
    line, day = COVER.alias("covering_line"), one.of.around
    reached = line.c.threshold_fen <= one.of.amount if one.of.has_amount else true()
    return exists().where(
        line.c.unit_id == one.of.table.c.unit_id,
        line.c.matter == one.matter.value,
        line.c.certain == 1,
        line.c.valid_from <= day,
        or_(line.c.valid_to.is_(None), line.c.valid_to >= day),
        reached,
    )


def possible_line(one: Asked) -> ColumnElement[Any]:
    """The name of a line that covers the record, or may; NULL where none may."""
    line, day = COVER.alias("possible_line"), one.of.around
    beyond = line.c.threshold_fen > one.of.amount if one.of.has_amount else false()
    name: ColumnElement[Any] = (
        select(func.min(line.c.name))
        .where(
            line.c.unit_id == one.of.table.c.unit_id,
            line.c.matter == one.matter.value,
            func.coalesce(line.c.valid_from <= day, True),
            func.coalesce(line.c.valid_to >= day, True),
            ~func.coalesce(beyond, False),
        )
        .scalar_subquery()
    )
    return name


def units_without_catalogue() -> Select[Any]:
    """Units that act and have no line in a catalogue: unit_id."""
    acts = or_(
        *(exists().where(one.table.c.unit_id == UNIT.c.id) for one in DECIDED),
    )
    lines = exists().where(LINE.c.unit_id == UNIT.c.id)
    return select(UNIT.c.id.label("unit_id")).where(acts, ~lines)
