"""Whether a record has a decision: certainly, certainly none, or nobody can tell (R-HY-04, R-ZJ-03)."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, case, or_

from powerctl.areas.finance.queries import AGENDA_ITEM, MEETING
from powerctl.areas.organization.queries import UNIT, is_blank
from powerctl.rulebook.question import Condition, LeftJoin
from powerctl.terms import Outcome, UnitKind

CARRIED, TURNED_DOWN, NOTHING, NAMED, VAGUE = "carried", "turned_down", "nothing", "named", "vague"


@dataclass(frozen=True, slots=True)
class Decision:
    """The joins, and what they tell of a record's decision."""

    joins: tuple[LeftJoin, ...]
    carried: Condition
    """An item of a meeting's agenda that was carried."""
    missing: Condition
    """Nothing is recorded, or the item was not carried."""
    home: FromClause
    """The unit whose meeting decided."""
    state: ColumnElement[str]
    """One of the words above, for the sentence."""

    @property
    def by_superior(self) -> Condition:
        """Carried by the county, or by the unit right above."""
        return and_(
            self.carried, or_(self.home.c.kind == UnitKind.COUNTY, self.home.c.id == UNIT.c.parent_id)
        )


def decision_of(record: FromClause) -> Decision:
    """How a record stands to the meetings: its own link, and what its source says."""
    item, meeting = AGENDA_ITEM.alias("decided_item"), MEETING.alias("decided_in")
    home = UNIT.alias("deciding_unit")
    carried = and_(item.c.outcome == Outcome.PASSED, home.c.id.is_not(None))
    turned_down = and_(item.c.outcome.is_not(None), item.c.outcome != Outcome.PASSED)
    nothing = and_(record.c.agenda_item_id.is_(None), is_blank(record.c.decision_written))
    return Decision(
        joins=(
            (item, item.c.id == record.c.agenda_item_id),
            (meeting, meeting.c.id == item.c.meeting_id),
            (home, home.c.id == meeting.c.unit_id),
        ),
        carried=carried,
        missing=or_(nothing, turned_down),
        home=home,
        state=case(
            (carried, CARRIED),
            (turned_down, TURNED_DOWN),
            (nothing, NOTHING),
            (record.c.agenda_item_id.is_(None), NAMED),
            else_=VAGUE,
        ).label("decision"),
    )


def say_decision(state: str) -> str:
    """What is on record about a decision, as a part of a sentence."""
    return {
        CARRIED: "有通过的集体决策",
        TURNED_DOWN: "对应的会议议程未通过",
        NOTHING: "没有登记集体决策",
        NAMED: "写明了决策依据，但没有找到对应的会议议程",
        VAGUE: "对应的会议议程没有登记结果",
    }[state]
