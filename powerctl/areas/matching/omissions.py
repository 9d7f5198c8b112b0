"""What is missing between payments, decisions and publications: five sorts, with both sides (R-ZJ-03).

Certain is only what is on record on both sides; what a likely pair, an unlinked name or an empty cell leaves
open is told as such. The figures of time are limits (`matching.…`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlmodel import Session

from powerctl.areas.gathered import gather
from powerctl.areas.matching.answers import AGENDA, ANSWER, LINKED
from powerctl.areas.matching.called import agenda_called, with_names
from powerctl.areas.matching.kinds import (
    AGENDA_ITEM,
    DECIDED,
    EXPENDITURE,
    TOPIC,
    key_of,
    subject_of,
)
from powerctl.areas.matching.likely import items_with_payments
from powerctl.areas.matching.omission import EARLY, SILENT, SORTS, UNDECIDED, UNEXECUTED, Omission
from powerctl.areas.matching.pairs import CERTAIN, Matter, Pair, pairs_of, undecided_matters
from powerctl.areas.matching.queries import NOTHING, TURNED_DOWN, decision_of, say_decision
from powerctl.areas.matching.unposted import unposted
from powerctl.areas.organization.queries import UNIT
from powerctl.limits.in_force import put_in_force
from powerctl.limits.stored import limit_value
from powerctl.model import Resolution
from powerctl.terms import MajorMatter, MatterKind, ResolutionState
from powerctl.terms.sums import yuan

_RESOLUTION = Resolution.metadata.tables[str(Resolution.__tablename__)]
_MONEY = (MajorMatter.LARGE_SUM, MajorMatter.PROJECT)
UNEXECUTED_MONTHS, SILENT_MONTHS = "matching.unexecuted_months", "matching.silent_months"


@dataclass(frozen=True, slots=True)
class Omissions:
    """What was found, in the order of `SORTS`, units and keys; and the pairs that are taken for certain."""

    found: tuple[Omission, ...]
    certain_pairs: tuple[Pair, ...]

    @property
    def certain(self) -> tuple[Omission, ...]:
        """Those that are missing for certain."""
        return tuple(one for one in self.found if one.is_certain)

    @property
    def open(self) -> tuple[Omission, ...]:
        """Those of which nobody can tell."""
        return tuple(one for one in self.found if not one.is_certain)


def find_omissions(session: Session, *, as_of: date, unit_ids: Iterable[int] | None = None) -> Omissions:
    """Looks for all five sorts as of a day, in some units or all. Nothing is written."""
    put_in_force(session, as_of, ())
    wanted = None if unit_ids is None else frozenset(unit_ids)
    matters = undecided_matters(session, unit_ids=wanted)
    pairs = pairs_of(session, matters)
    certain = tuple(pair for found in pairs.values() for pair in found if pair.state == CERTAIN)
    found = [
        *_undecided(matters, pairs),
        *_early(session),
        *_unexecuted(session, as_of, {pair.item.side.number for pair in certain}),
        *unposted(session, as_of),
        *_silent(session, as_of),
    ]
    chosen = [one for one in found if wanted is None or one.unit_id in wanted]
    chosen.sort(key=lambda one: (SORTS.index(one.sort), one.unit_id, one.key))
    return Omissions(tuple(with_names(session, chosen)), certain)


def _undecided(matters: list[Matter], pairs: dict[Any, list[Pair]]) -> list[Omission]:
    found = []
    for matter in matters:
        near = pairs.get((matter.kind, matter.side.number), [])
        if any(pair.state == CERTAIN for pair in near):
            continue
        amount = f" {yuan(matter.side.amount_fen)}" if matter.side.amount_fen is not None else ""
        done = f"{matter.side.day or '日期未登记'} {matter.kind}{amount}：{matter.subject}"
        missing = matter.is_certain and matter.state in (NOTHING, TURNED_DOWN)
        told = say_decision(matter.state)
        if near:
            best = near[0]
            why = "，".join(best.likeness.why)
            nearest = agenda_called(best.item.side.key, matter.side.key.partition("/")[0])
            told = f"{told}；最相近的是{nearest}“{best.item.title}”：{why}"
        asked = f"目录事项“{matter.line}”由哪次会议决定？有纪要的登记并关联，没有的说明由谁同意"
        side = matter.side
        found.append(Omission(UNDECIDED, side.unit_id, side.key, done, told, asked, missing, matter.payment))
    return found


def _early(session: Session) -> list[Omission]:
    found, filled = [], set[str]()
    for one in DECIDED:
        decision = decision_of(one.table)
        source: Any = one.table.outerjoin(UNIT, UNIT.c.id == one.table.c.unit_id)
        for target, on in decision.joins:
            source = source.outerjoin(target, on)
        query = (
            select(
                key_of(one, UNIT).label("key"),
                one.table.c.id,
                one.table.c.unit_id,
                subject_of(one).label("subject"),
                one.amount.label("amount"),
                one.done.label("done_on"),
                decision.held_on.label("held_on"),
            )
            .select_from(source)
            .where(
                or_(one.table.c.agenda_item_id.is_not(None), LINKED.c.record_id.is_not(None)),
                decision.carried,
                ~decision.undated,
                one.done < decision.held_on,
            )
        )
        gather(session, query, filled)
        for row in session.execute(query):
            amount = f" {yuan(row.amount)}" if row.amount is not None else ""
            found.append(
                Omission(
                    EARLY,
                    row.unit_id,
                    row.key,
                    f"{row.done_on} {one.kind}{amount}：{row.subject}",
                    f"{row.held_on} 会议通过，晚于执行",
                    "决策之前由谁同意执行？为什么没有先上会？",
                    True,
                    row.id if one.kind is MatterKind.EXPENDITURE else None,
                )
            )
    return found


def _unexecuted(session: Session, as_of: date, matched: set[int]) -> list[Omission]:
    months = limit_value(session, UNEXECUTED_MONTHS, as_of).value
    if months is None:
        return []
    query, like_it = _unfollowed(as_of, int(months)), items_with_payments()
    gather(session, query, set())
    gather(session, like_it, set())
    may_be = set(session.execute(like_it).scalars())
    found = []
    for row in session.execute(query):
        if row.agenda_item_id in matched:
            continue
        certain = row.agenda_item_id not in may_be
        told = "没有对应的支出、交易、项目或任免，也没有登记落实" if certain else "有金额相同的支出，没有关联"
        amount = f" {yuan(row.amount_fen)}" if row.amount_fen else ""
        found.append(
            Omission(
                UNEXECUTED,
                row.unit_id,
                row.agenda_key,
                told,
                f"{row.held_on} 会议通过{amount}：{row.title}",
                "决定的事项办了没有？办了的登记并关联，没有办的说明原因",
                certain,
            )
        )
    return found


def _unfollowed(as_of: date, months: int) -> Select[Any]:
    """Carried items on money, works or posts that no record names and no resolution reports on."""
    named = [
        select(one.table.c.agenda_item_id).where(one.table.c.agenda_item_id.is_not(None)) for one in DECIDED
    ]
    linked = select(ANSWER.c.agenda_item_id).where(ANSWER.c.linked == 1, ANSWER.c.agenda_item_id.is_not(None))
    followed = select(_RESOLUTION.c.agenda_item_id).where(
        or_(
            _RESOLUTION.c.state.in_([ResolutionState.DONE.value, ResolutionState.STOPPED.value]),
            (_RESOLUTION.c.state == ResolutionState.RUNNING) & (_RESOLUTION.c.due_on >= as_of),
        )
    )
    return (
        select(
            AGENDA.c.agenda_key,
            AGENDA.c.unit_id,
            AGENDA.c.title,
            AGENDA.c.amount_fen,
            AGENDA.c.held_on,
            AGENDA.c.agenda_item_id,
        )
        .select_from(
            AGENDA.join(AGENDA_ITEM, AGENDA_ITEM.c.id == AGENDA.c.agenda_item_id).join(
                TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id
            )
        )
        .where(
            AGENDA.c.carried == 1,
            AGENDA_ITEM.c.executed_on.is_(None),
            or_(
                AGENDA.c.amount_fen > 0,
                TOPIC.c.matter.in_([one.value for one in (*_MONEY, MajorMatter.PERSONNEL)]),
            ),
            AGENDA.c.held_on < func.date(as_of.isoformat(), f"-{months} months"),
            *(AGENDA.c.agenda_item_id.not_in(one) for one in (*named, linked, followed)),
        )
    )


def _spending_unmet(as_of: date, first: date, months: int) -> Select[Any]:
    """Units with payments in each month since that day, whose last meeting on money lies before it."""
    last = as_of.replace(day=1)
    month = func.substr(EXPENDITURE.c.paid_on, 1, 7)
    spent = (
        select(
            EXPENDITURE.c.unit_id,
            func.count(month.distinct()).label("months"),
            func.count().label("payments"),
            func.sum(EXPENDITURE.c.amount_fen).label("total"),
        )
        .where(EXPENDITURE.c.paid_on >= first, EXPENDITURE.c.paid_on < last)
        .group_by(EXPENDITURE.c.unit_id)
        .having(func.count(month.distinct()) >= months)
        .subquery("spending_units")
    )
    met = (
        select(
            AGENDA.c.unit_id,
            func.max(AGENDA.c.held_on).label("last_held"),
            func.sum(AGENDA.c.held_on.is_(None)).label("undated"),
        )
        .select_from(
            AGENDA.join(AGENDA_ITEM, AGENDA_ITEM.c.id == AGENDA.c.agenda_item_id).join(
                TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id
            )
        )
        .where(or_(AGENDA.c.amount_fen > 0, TOPIC.c.matter.in_([one.value for one in _MONEY])))
        .where(or_(AGENDA.c.held_on.is_(None), AGENDA.c.held_on <= as_of))
        .group_by(AGENDA.c.unit_id)
        .subquery("meetings_on_money")
    )
    return (
        select(UNIT.c.code, spent, met.c.last_held, met.c.undated)
        .select_from(
            spent.join(UNIT, UNIT.c.id == spent.c.unit_id).outerjoin(met, met.c.unit_id == UNIT.c.id)
        )
        .where(or_(met.c.last_held.is_(None), met.c.last_held < first))
    )


def _silent(session: Session, as_of: date) -> list[Omission]:
    """Units that spent in each of the last whole months, and whose last meeting on money lies before them."""
    limit = limit_value(session, SILENT_MONTHS, as_of).value
    if limit is None:
        return []
    months = int(limit)
    first = _months_before(as_of, months)
    query = _spending_unmet(as_of, first, months)
    gather(session, query, set())
    found = []
    for row in session.execute(query):
        known = row.last_held is not None and not row.undated
        told = f"最近一次研究资金的会议：{row.last_held}" if row.last_held else "没有登记研究资金的会议"
        found.append(
            Omission(
                SILENT,
                row.unit_id,
                f"{row.code}/研究资金的会议",
                f"{first} 以来 {months} 个月每月都有支出，共 {row.payments} 笔 {_total(row.total)}",
                told,
                "这几个月的支出由谁决定？开过会的把会议登记进来",
                known,
            )
        )
    return found


def _months_before(day: date, months: int) -> date:
    """The first day of the month so many months before."""
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


def _total(fen: int | None) -> str:
    return "金额未登记" if fen is None else yuan(fen)
