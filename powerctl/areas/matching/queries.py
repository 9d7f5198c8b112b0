"""Whether a record has a decision on record: for every rule that asks (R-HY-04, R-HY-05, R-ZJ-03).

    decision = decision_of(EXPENDITURE)          # or a trade, project, undertaking, appointment, action
    joins=decision.joins
    passed   = decision.carried                  # its own agenda item, or one linked by a clerk
    finding  = decision.missing                  # nothing on record, or turned down
    (else)     nobody can tell                   # named and not found, no outcome recorded, a likely pair

An automatic match never passes anything: a likely pair only turns "nothing" into "cannot tell", and a pair
that a clerk ruled out turns it back. A meeting that only screens decides nothing; one whose kind is not
recorded may have. What is gathered here is gathered once per check.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, func, or_

from powerctl.areas.matching.answers import LINKED, is_carried, is_turned_down
from powerctl.areas.matching.kinds import AGENDA_ITEM, BY_TABLE, MEETING
from powerctl.areas.matching.likely import LIKELY_PAIR
from powerctl.areas.organization.queries import UNIT, is_blank
from powerctl.terms import UnitKind

CARRIED, TURNED_DOWN, NOTHING = "carried", "turned_down", "nothing"
NAMED, VAGUE, LIKELY = "named", "vague", "likely"

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """The joins, and what they tell of a record's decision."""

    joins: tuple[tuple[FromClause, Condition], ...]
    carried: Condition
    """An item of a meeting's agenda that was carried: its own, or one linked by the clerk."""
    missing: Condition
    """Nothing is recorded and nothing looks like it, or all that is recorded was not carried."""
    by_superior: Condition
    """Carried by the county, or by the unit right above. Asks the frame's own `UNIT`."""
    held_on: ColumnElement[Any]
    """The first day on which it was carried, as far as days are recorded."""
    undated: Condition
    """It was carried at a meeting without a day."""
    likely_key: ColumnElement[Any]
    """Key of an agenda item that may be the decision; NULL where none may be."""
    state: ColumnElement[str]
    """One of the words above, for the sentence, labelled `decision`."""


def decision_of(record: FromClause, *, of: FromClause | None = None) -> Decision:
    """How a record stands to the meetings: its own link, what its source says, the clerk's answers.

    `record`: one of the tables of `kinds.DECIDED`, or an alias of the table `of`. Its unit is expected to
    be joined as `UNIT` where `by_superior` is asked.
    """
    one = BY_TABLE[(record if of is None else of).name]  # type: ignore[attr-defined]
    item, meeting = AGENDA_ITEM.alias("decided_item"), MEETING.alias("decided_in")
    home = UNIT.alias("deciding_unit")

    def of_record(table: FromClause) -> Condition:
        return and_(table.c.kind == one.kind.value, table.c.record_id == record.c.id)

    own = and_(is_carried(item, meeting), home.c.id.is_not(None))
    own_down = is_turned_down(item, meeting)
    linked = LINKED.c.carried == 1
    carried = func.coalesce(or_(own, linked), False)
    without = and_(record.c.agenda_item_id.is_(None), LINKED.c.record_id.is_(None))
    unnamed = and_(without, is_blank(record.c.decision_written))
    nothing = and_(unnamed, LIKELY_PAIR.c.record_id.is_(None))
    turned_down = and_(
        ~carried,
        or_(own_down, record.c.agenda_item_id.is_(None)),
        or_(LINKED.c.turned_down == 1, LINKED.c.record_id.is_(None)),
        ~without,
    )
    first = func.min(
        func.coalesce(case((own, meeting.c.held_on)), LINKED.c.held_on),
        func.coalesce(LINKED.c.held_on, case((own, meeting.c.held_on))),
    )
    return Decision(
        joins=(
            (item, item.c.id == record.c.agenda_item_id),
            (meeting, meeting.c.id == item.c.meeting_id),
            (home, home.c.id == meeting.c.unit_id),
            (LINKED, of_record(LINKED)),
            (LIKELY_PAIR, of_record(LIKELY_PAIR)),
        ),
        carried=carried,
        missing=or_(nothing, turned_down),
        by_superior=func.coalesce(
            or_(
                LINKED.c.by_superior == 1,
                and_(own, or_(home.c.kind == UnitKind.COUNTY, home.c.id == UNIT.c.parent_id)),
            ),
            False,
        ),
        held_on=first,
        undated=func.coalesce(or_(and_(own, meeting.c.held_on.is_(None)), LINKED.c.undated == 1), False),
        likely_key=case((unnamed, LIKELY_PAIR.c.agenda_key)),
        state=case(
            (carried, CARRIED),
            (turned_down, TURNED_DOWN),
            (nothing, NOTHING),
            (unnamed, LIKELY),
            (without, NAMED),
            else_=VAGUE,
        ).label("decision"),
    )


def say_decision(state: str, likely_key: str | None = None) -> str:
    """What is on record about a decision, as a part of a sentence."""
    of_pair = f"（{likely_key}）" if likely_key else ""
    return {
        CARRIED: "有通过的集体决策",
        TURNED_DOWN: "对应的会议议程未通过",
        NOTHING: "没有登记集体决策",
        NAMED: "写明了决策依据，但没有找到对应的会议议程",
        VAGUE: "对应的会议议程没有登记结果或会议类型",
        LIKELY: "没有登记集体决策，但有金额或名称相近的会议议程"
        f"{of_pair}，应核对后关联或排除（powerctl match pairs）",
    }[state]
