"""What a meeting decided, found from the words by which other records name it: 会议编号#第几项.

A meeting of another unit is named with its unit before it: 单位名称/会议编号#第几项. Words that name no
item of an agenda on record find nothing; what they mean cannot be told then. The keys are values that are
never empty, so that no missing value can make words mean another meeting.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from powerctl.areas.meetings.queries import AGENDA_ITEM, MEETING, TOPIC
from powerctl.areas.organization.queries import UNIT, the_day
from powerctl.terms import SCREENING_BODIES, Outcome

_OWN, _ANY = "=", "/"


@dataclass(frozen=True, slots=True)
class Decided:
    """The item that a record names: the joins that find it, and its columns, NULL where there is none."""

    joins: tuple[tuple[FromClause, ColumnElement[bool]], ...]
    item_id: ColumnElement[Any]
    number: ColumnElement[Any]
    held_on: ColumnElement[Any]
    body: ColumnElement[Any]
    outcome: ColumnElement[Any]

    @property
    def is_found(self) -> ColumnElement[bool]:
        """The words name an item on record."""
        return self.item_id.is_not(None)

    @property
    def is_passed(self) -> ColumnElement[bool]:
        """A body that decides passed it, on a day by that of the check."""
        return and_(self._decides, self.held_on <= the_day(), self.outcome == Outcome.PASSED)

    @property
    def is_not_passed(self) -> ColumnElement[bool]:
        """It was not passed, or the body only screens what others decide."""
        return or_(self.body.in_(_screening()), self.outcome != Outcome.PASSED)

    @property
    def _decides(self) -> ColumnElement[bool]:
        return and_(self.body.is_not(None), self.body.not_in(_screening()))


def decided_by(words: ColumnElement[Any], unit_id: ColumnElement[Any]) -> Decided:
    """The item of an agenda that the words of a unit's record name."""
    keys = _keys()
    own, other = keys.alias("own_decision"), keys.alias("other_decision")
    written = _plain(words)
    joins = (
        (own, own.c.key == literal(_OWN).concat(cast(unit_id, String)).concat(_ANY).concat(written)),
        (other, other.c.key == literal(_ANY).concat(written)),
    )

    def either(name: str) -> ColumnElement[Any]:
        return case((own.c.item_id.is_not(None), own.c[name]), else_=other.c[name])

    names = ("item_id", "number", "held_on", "body", "outcome")
    return Decided(joins, *(either(name) for name in names))


def item_named(words: str, unit_id: int) -> Select[Any]:
    """The items that words of a unit's record name: meeting's number, place, title of the topic."""
    keys = _keys()
    written = _plain(literal(words, String))
    return (
        select(keys.c.number, AGENDA_ITEM.c.position, TOPIC.c.title)
        .join_from(keys, AGENDA_ITEM, AGENDA_ITEM.c.id == keys.c.item_id)
        .join(TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id)
        .where(
            or_(
                keys.c.key == literal(f"{_OWN}{unit_id}{_ANY}", String).concat(written),
                keys.c.key == literal(_ANY).concat(written),
            )
        )
    )


def _keys() -> CTE:
    """Every item of every agenda by the words that name it: key, item_id, number, held_on, body, outcome."""
    facts = (
        AGENDA_ITEM.c.id.label("item_id"),
        MEETING.c.number,
        MEETING.c.held_on,
        MEETING.c.body,
        AGENDA_ITEM.c.outcome,
    )
    called = _plain(MEETING.c.number).concat("#").concat(cast(AGENDA_ITEM.c.position, String))
    source = AGENDA_ITEM.join(MEETING, MEETING.c.id == AGENDA_ITEM.c.meeting_id)
    own = select(
        literal(_OWN).concat(cast(MEETING.c.unit_id, String)).concat(_ANY).concat(called).label("key"), *facts
    ).select_from(source)
    others = [
        select(
            literal(_ANY).concat(_plain(name)).concat(_ANY).concat(called).label("key"), *facts
        ).select_from(source.join(UNIT, UNIT.c.id == MEETING.c.unit_id))
        for name in (UNIT.c.name, UNIT.c.code)
    ]
    return union_all(own, *others).cte("items_by_words")


def _plain(text: ColumnElement[Any]) -> ColumnElement[str]:
    """Without spaces, and with the plain mark: what is typed as 2026-05 ＃ 3 means 2026-05#3."""
    plain: ColumnElement[str] = func.replace(func.replace(text, "＃", "#"), " ", "", type_=String)
    return plain


def _screening() -> list[str]:
    return [body.value for body in SCREENING_BODIES]
