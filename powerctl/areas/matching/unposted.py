"""What should have been published and was not: what must be open, against what was (R-HY-13, R-ZJ-03).

A line about single matters (large sums, trades, projects, posts, decisions) is asked for each of them; a line
with a rhythm is asked for each of its periods that is over. A matter is published by a publication or notice
about it, or by one of its subject whose period covers its day.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, exists, or_, select
from sqlmodel import Session

from powerctl.areas.matching.answers import LINK
from powerctl.areas.matching.kinds import (
    BY_KIND,
    NOTICE,
    PUBLICATION,
    TRADE,
    Decided,
    key_of,
    subject_of,
)
from powerctl.areas.matching.omission import UNPOSTED, Omission
from powerctl.areas.organization.queries import UNIT
from powerctl.limits.calendar import add_working_days
from powerctl.model import NoticeSubject, OpenItem
from powerctl.terms import DeadlineUnit, MatchDecision, MatterKind, OpenInterval, OpenSubject
from powerctl.terms.sums import yuan

_OPEN = OpenItem.metadata.tables[str(OpenItem.__tablename__)]
_SUBJECT = NoticeSubject.metadata.tables[str(NoticeSubject.__tablename__)]
_MONTHS = {
    OpenInterval.MONTHLY: 1,
    OpenInterval.QUARTERLY: 3,
    OpenInterval.HALF_YEARLY: 6,
    OpenInterval.YEARLY: 12,
}
_OF_RECORDS = {
    OpenSubject.LARGE_SUMS: MatterKind.EXPENDITURE,
    OpenSubject.TRADES: MatterKind.TRANSACTION,
    OpenSubject.PROJECTS: MatterKind.PROJECT,
    OpenSubject.PERSONNEL: MatterKind.APPOINTMENT,
}
_LINK_OF = {
    MatterKind.EXPENDITURE: "expenditure_id",
    MatterKind.TRANSACTION: "transaction_id",
    MatterKind.PROJECT: "project_id",
    MatterKind.APPOINTMENT: "appointment_id",
}
_ASK = "公开了没有？公开了的登记公开记录，没有的补公开并说明原因"
_LOOKED_BACK = 12
"""How many months of periods are looked at."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list of what must be open, for one unit."""

    item: Any
    unit_id: int
    code: str

    def due(self, day: date) -> date | None:
        """The last day for publishing what arose on a day; None: not known."""
        count, unit = self.item.deadline, self.item.deadline_unit
        if count is None or unit is None:
            return None
        if unit == DeadlineUnit.DAYS:
            return day + timedelta(days=count)
        if unit == DeadlineUnit.WORKING_DAYS:
            return add_working_days(day, count)
        later = _month(day, count)
        return min(later.replace(day=1) + timedelta(days=day.day - 1), _month(later, 1) - timedelta(days=1))


def unposted(session: Session, as_of: date) -> list[Omission]:
    """What is due and not published as of a day."""
    found: list[Omission] = []
    for line in _lines(session, as_of):
        if line.item.interval in _MONTHS:
            found += _periods(session, line, as_of)
        elif line.item.subject in _OF_RECORDS:
            found += _records(session, line, as_of)
    return found


def _lines(session: Session, as_of: date) -> list[_Line]:
    """Lines in force; one of the county holds for every unit that spends or publishes."""
    in_force = and_(_OPEN.c.valid_from <= as_of, or_(_OPEN.c.valid_to.is_(None), _OPEN.c.valid_to >= as_of))
    items = session.execute(select(_OPEN).where(in_force).order_by(_OPEN.c.id)).all()
    payments = BY_KIND[MatterKind.EXPENDITURE].table
    active = or_(
        exists().where(payments.c.unit_id == UNIT.c.id), exists().where(PUBLICATION.c.unit_id == UNIT.c.id)
    )
    every = [(row.id, row.code) for row in session.execute(select(UNIT.c.id, UNIT.c.code).where(active))]
    codes = {row.id: row.code for row in session.execute(select(UNIT.c.id, UNIT.c.code))}
    found = []
    for item in items:
        homes = every if item.unit_id is None else [(item.unit_id, codes[item.unit_id])]
        found += [_Line(item, number, code) for number, code in homes]
    return found


def _records(session: Session, line: _Line, as_of: date) -> list[Omission]:
    one = BY_KIND[_OF_RECORDS[line.item.subject]]
    day = TRADE.c.won_on if one.table is TRADE else one.done
    if one.has_amount and line.item.above_fen is None and one.kind is MatterKind.EXPENDITURE:
        return []
    query = _unpublished(one, day, line)
    found = []
    for row in session.execute(query):
        due = line.due(row.day)
        if due is not None and due >= as_of:
            continue
        amount = f" {yuan(row.amount)}" if row.amount is not None else ""
        limit = f"应在 {due} 前公开" if due else "公开期限没有登记"
        found.append(
            Omission(
                UNPOSTED,
                line.unit_id,
                row.key,
                f"{row.day} {one.kind}{amount}：{row.subject}",
                f"公开目录“{line.item.name}”{limit}，没有对应的公开记录",
                _ASK,
                due is not None,
            )
        )
    return found


def _unpublished(one: Decided, day: ColumnElement[Any], line: _Line) -> Select[Any]:
    table: Table = one.table
    link = _LINK_OF[one.kind]
    published = PUBLICATION.c.published_on.is_not(None)
    about = exists().where(PUBLICATION.c[link] == table.c.id, published)
    in_period = exists().where(
        PUBLICATION.c.unit_id == table.c.unit_id,
        PUBLICATION.c.subject == line.item.subject,
        PUBLICATION.c.period_from <= day,
        PUBLICATION.c.period_to >= day,
        published,
    )
    linked = exists().where(
        LINK.c.left_kind == one.kind,
        LINK.c.left_key == key_of(one, UNIT),
        LINK.c.right_kind.in_([MatterKind.PUBLICATION.value, MatterKind.NOTICE.value]),
        LINK.c.decision == MatchDecision.LINKED,
    )
    query = (
        select(
            key_of(one, UNIT).label("key"),
            subject_of(one).label("subject"),
            one.amount.label("amount"),
            day.label("day"),
        )
        .select_from(table.join(UNIT, UNIT.c.id == table.c.unit_id))
        .where(table.c.unit_id == line.unit_id, day >= line.item.valid_from, ~about, ~in_period, ~linked)
    )
    if one.has_amount and line.item.above_fen is not None:
        query = query.where(one.amount >= line.item.above_fen)
    if one.kind is MatterKind.TRANSACTION:
        query = query.where(
            TRADE.c.result_posted_on.is_(None), ~exists().where(NOTICE.c.transaction_id == table.c.id)
        )
    if one.kind is MatterKind.APPOINTMENT:
        query = query.where(~exists().where(_SUBJECT.c.appointment_id == table.c.id))
    return query


def _periods(session: Session, line: _Line, as_of: date) -> list[Omission]:
    months = _MONTHS[line.item.interval]
    of_line = PUBLICATION.c.open_item_id == line.item.id
    if line.item.subject is not None:
        of_line = or_(of_line, PUBLICATION.c.subject == line.item.subject)
    rows = session.execute(
        select(PUBLICATION.c.period_from, PUBLICATION.c.period_to, PUBLICATION.c.published_on).where(
            PUBLICATION.c.unit_id == line.unit_id, of_line, PUBLICATION.c.published_on.is_not(None)
        )
    ).all()
    missing: dict[bool, list[str]] = defaultdict(list)
    for begins, after in pairwise(_turns(line.item.valid_from, as_of, months)):
        ends = after - timedelta(days=1)
        due = line.due(ends)
        if ends >= as_of or (due is not None and due >= as_of):
            continue
        latest = due or as_of
        if not any(_covers(row, begins, ends, latest) for row in rows):
            missing[due is not None].append(_named(begins, months))
    return [
        Omission(
            UNPOSTED,
            line.unit_id,
            f"{line.code}/{line.item.name}",
            f"公开目录“{line.item.name}”{line.item.interval}公开一次"
            + ("" if certain else "，公开期限没有登记"),
            f"没有公开记录的期间：{'、'.join(periods)}",
            _ASK,
            certain,
        )
        for certain, periods in missing.items()
    ]


def _covers(row: Any, begins: date, ends: date, latest: date) -> bool:
    if row.period_from is not None and row.period_to is not None:
        return bool(row.period_from <= begins and row.period_to >= ends)
    return bool(begins <= row.published_on <= latest)


def _turns(first: date, as_of: date, months: int) -> list[date]:
    """First days of the periods that began since the line is in force, none older than a year."""
    start = max(first, _month(as_of, -_LOOKED_BACK))
    whole = (start.year * 12 + start.month - 1) // months * months
    turn = date(whole // 12, whole % 12 + 1, 1)
    if turn < start:
        turn = _month(turn, months)
    found = [turn]
    while found[-1] <= as_of:
        found.append(_month(found[-1], months))
    return found


def _month(day: date, count: int) -> date:
    """The first day of the month so many months later."""
    whole = day.year * 12 + day.month - 1 + count
    return date(whole // 12, whole % 12 + 1, 1)


def _named(begins: date, months: int) -> str:
    if months == 1:
        return f"{begins.year}年{begins.month}月"
    if months == 12:
        return f"{begins.year}年"
    if months == 6:
        return f"{begins.year}年{'上' if begins.month == 1 else '下'}半年"
    return f"{begins.year}年第{(begins.month + 2) // 3}季度"
