"""大额资金使用情况: payments that reach the large sum, with decision and publication (R-HY-04, R-HY-13).

What counts as large is the limit of the day of payment; without one it cannot be told. Of a meeting nothing
is shown but its number and day, and not even these where it has a secrecy level.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlmodel import Session

from powerctl.areas.finance.queries import EXPENDITURE, PUBLICATION
from powerctl.areas.gathered import gather
from powerctl.areas.matching import queries as decisions
from powerctl.areas.matching.kinds import AGENDA_ITEM, MEETING
from powerctl.areas.organization.queries import UNIT
from powerctl.errors import Refused
from powerctl.limits.spans import limit_span, put_spans
from powerctl.reports.amounts import added, total_words, yuan
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import UNRECORDED, by_value, with_parts
from powerctl.reports.order import Order, roster_masker
from powerctl.reports.payees import Payees
from powerctl.reports.stretch import Stretch, nothing_on_record, stretch, stretch_meta
from powerctl.terms import ExpenditureState, OpenSubject

_TITLE = "大额资金使用情况"
LIMIT = "finance.county_large_sum"
_DECIDED, _NONE, _OPEN = "有集体决策", "没有登记集体决策", "决策待核实"
_STATES = {
    decisions.CARRIED: _DECIDED,
    decisions.NOTHING: _NONE,
    decisions.TURNED_DOWN: _NONE,
}
_SUBJECTS = (OpenSubject.LARGE_SUMS, OpenSubject.FINANCE)


def build(session: Session, order: Order) -> Report:
    """The page of a unit and those below it, or of the county. Raises Refused as `stretch`, and where the
    limit was set on no day of a payment."""
    period = stretch(session, order)
    put_spans(session, (LIMIT,))
    every, judged, unset = _measured(session, period)
    if not every:
        raise nothing_on_record(period, "支出记录", _TITLE)
    if unset == every:
        raise Refused(
            f"{period.where.name}在此期间的 {every} 笔支出当日都没有设定大额资金起点，无法判断哪些是大额资金",
            hint=f"powerctl limit set {LIMIT} 金额 --from 日期 --cites 文号",
        )
    question = _large(period)
    gather(session, question, set())
    rows = session.execute(question).all()
    payees = Payees(
        ((row.payee_written, row.payee_kind) for row in rows),
        (name for row in rows for name in (row.handler_written, row.approver_written)),
        roster_masker(session),
    )
    title = f"{period.where.name}{_TITLE}"
    blocks: list[Block] = [
        Title((title,)),
        *_opening(period, rows, (judged, unset)),
        Heading("一、按集体决策情况"),
        _by_decision(rows),
        Heading("二、大额资金明细"),
        _details(period, rows, payees),
        Sign(period.where.name, order.as_of),
    ]
    meta = stretch_meta(period, order, "large-sums", title, "DEZJ")
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _of_period(period: Stretch) -> Any:
    own = EXPENDITURE.c
    return and_(
        own.unit_id.in_(period.where.unit_ids),
        own.paid_on.between(period.since, period.until),
        or_(own.state.is_(None), own.state != ExpenditureState.VOID),
    )


def _span() -> Any:
    own = EXPENDITURE.c
    return and_(
        limit_span.c.name == LIMIT,
        limit_span.c.unit_id == own.unit_id,
        limit_span.c.first_day <= own.paid_on,
        limit_span.c.last_day >= own.paid_on,
    )


def _measured(session: Session, period: Stretch) -> tuple[int, int, int]:
    """Payments of the period; of them those without a sum on record; those without a limit on their day."""
    own, limit = EXPENDITURE.c, limit_span.c.numerator
    every, no_sum, no_limit = session.execute(
        select(
            func.count(),
            func.count().filter(own.amount_fen.is_(None), limit.is_not(None)),
            func.count().filter(limit.is_(None)),
        )
        .select_from(EXPENDITURE.outerjoin(limit_span, _span()))
        .where(_of_period(period))
    ).one()
    return every, no_sum, no_limit


def _large(period: Stretch) -> Select[Any]:
    own, posted = EXPENDITURE.c, PUBLICATION.c
    decision = decisions.decision_of(EXPENDITURE)
    item, meeting = AGENDA_ITEM.alias("own_item"), MEETING.alias("own_meeting")
    source: Any = EXPENDITURE.join(limit_span, _span()).outerjoin(UNIT, UNIT.c.id == own.unit_id)
    for table, on in (
        *decision.joins,
        (item, item.c.id == own.agenda_item_id),
        (meeting, meeting.c.id == item.c.meeting_id),
    ):
        source = source.outerjoin(table, on)
    of_period = and_(
        posted.unit_id == own.unit_id,
        posted.subject.in_(_SUBJECTS),
        posted.period_from <= own.paid_on,
        posted.period_to >= own.paid_on,
    )
    published = (
        select(func.min(posted.published_on))
        .where(posted.published_on <= period.until, or_(posted.expenditure_id == own.id, of_period))
        .scalar_subquery()
    )
    return (
        select(
            *(own.id, own.unit_id, own.paid_on, own.voucher, own.purpose, own.fund, own.payee_written),
            *(own.payee_kind, own.amount_fen, own.handler_written, own.approver_written),
            limit_span.c.numerator.label("least"),
            decision.state,
            decision.held_on.label("held_on"),
            meeting.c.number.label("meeting_number"),
            meeting.c.held_on.label("meeting_day"),
            meeting.c.secrecy.label("secrecy"),
            published.label("published_on"),
        )
        .select_from(source)
        .where(_of_period(period), own.amount_fen >= limit_span.c.numerator)
        .order_by(own.paid_on, own.id)
    )


def _state(row: Any) -> str:
    return _STATES.get(row.decision, _OPEN)


def _opening(period: Stretch, rows: Sequence[Any], apart: tuple[int, int]) -> Iterator[Block]:
    no_sum, unset = apart
    limits = by_value(yuan(row.least) for row in rows)
    states = {name: sum(_state(row) == name for row in rows) for name in (_DECIDED, _NONE, _OPEN)}
    total = added(row.amount_fen for row in rows)
    said = (
        f"{period.said}，{period.where.name}单笔达到大额资金起点的支出 "
        f"{with_parts(len(rows), '笔', states)}，"
        f"合计 {total_words(total)}。"
    )
    if limits:
        named = "、".join(f"{limit} 元（{number} 笔）" for limit, number in limits.items())
        said += f"起点按支付当日的规定：{named}。"
    if late := sum(_is_late(row) for row in rows):
        said += f"先支付、后决策的 {late} 笔，已用 ▲ 标出。"
    open_to = with_parts(
        len(rows),
        "笔",
        {
            "有公开记录": sum(row.published_on is not None for row in rows),
            "没有公开记录": sum(row.published_on is None for row in rows),
        },
    )
    yield Paragraph(f"{said}公开情况 {open_to}。")
    cannot = [
        text
        for number, text in (
            (unset, f"支付当日没有设定大额资金起点 {unset} 笔"),
            (no_sum, f"没有登记金额 {no_sum} 笔"),
        )
        if number
    ]
    lead = f"无法判断是否大额：{'；'.join(cannot)}，不计在内。" if cannot else ""
    yield Paragraph(
        lead
        + "“决策待核实”指写明了决策依据而没有找到会议议程、议程没有登记结果，或有相近的会议议程尚未核对。"
        "收款方为个人的，姓名已作遮盖；没有登记收款方性质的，收款方不公开。"
    )


def _by_decision(rows: Sequence[Any]) -> Table:
    lines = []
    for name in (_DECIDED, _NONE, _OPEN):
        own = [row for row in rows if _state(row) == name]
        posted = sum(row.published_on is not None for row in own)
        lines.append((name, str(len(own)), yuan(added(row.amount_fen for row in own)), str(posted)))
    posted = sum(row.published_on is not None for row in rows)
    lines.append(("合计", str(len(rows)), yuan(added(row.amount_fen for row in rows)), str(posted)))
    return Table("", ("集体决策", "笔数", "金额（元）", "其中有公开记录"), (40, 16, 26, 18), tuple(lines))


def _is_late(row: Any) -> bool:
    return bool(_state(row) == _DECIDED and row.held_on is not None and row.held_on > row.paid_on)


def _decided(row: Any) -> str:
    """What is said of the decision: number and day only of an own meeting without a secrecy level."""
    state = _state(row)
    if state != _DECIDED:
        return f"▲ {state}" if state == _NONE else state
    said = f"▲ {state}（支付在先）" if _is_late(row) else state
    if row.meeting_number and row.secrecy is None:
        said += f"\n{row.meeting_number}（{_shown(row.meeting_day)}）"
    return said


def _details(period: Stretch, rows: Sequence[Any], payees: Payees) -> Table:
    whose = period.where.names if period.has_several_units else None
    lines = [
        (
            *(str(number), row.paid_on.isoformat()),
            *((whose[row.unit_id],) if whose else ()),
            payees.words(row.purpose) or UNRECORDED,
            payees.name(row.payee_written, row.payee_kind),
            str(row.fund or UNRECORDED),
            *(yuan(row.amount_fen), yuan(row.least), payees.words(_decided(row)), _shown(row.published_on)),
        )
        for number, row in enumerate(rows, 1)
    ]
    headings = (
        *("序号", "支付日期"),
        *(("单位",) if whose else ()),
        *("用途", "收款方", "资金来源", "金额（元）", "大额起点（元）", "集体决策", "公开日期"),
    )
    total = yuan(added(row.amount_fen for row in rows))
    lines.append(("合计", *[""] * (len(headings) - 5), total, "", "", ""))
    widths = (5, 9, *((12,) if whose else ()), 26, 18, 9, 14, 12, 18, 9)
    return Table("", headings, widths, tuple(lines))


def _shown(day: date | None) -> str:
    return day.isoformat() if day else UNRECORDED
