"""财务支出公开: what a unit paid in a period, for the board (R-HY-06, R-HY-13).

Every payment of the period with its sum; payees who are persons masked. Totals by budget line, kind, fund and
month are of the same rows, so that they balance to the fen.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session

from powerctl.areas.finance.queries import EXPENDITURE, UNPAID
from powerctl.errors import Refused
from powerctl.model import AccountFigure
from powerctl.reports.amounts import added, total_words, yuan
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import UNRECORDED, not_on_record, with_parts
from powerctl.reports.order import Order, roster_masker
from powerctl.reports.payees import Payees
from powerctl.reports.stretch import Stretch, nothing_on_record, stretch, stretch_meta
from powerctl.terms import ExpenditureKind, ExpenditureState, FundSource
from powerctl.terms.sums import plain

_TITLE = "财务支出公开"
_FIGURE = AccountFigure.metadata.tables[str(AccountFigure.__tablename__)]
_COLUMNS = (
    *("id", "unit_id", "paid_on", "voucher", "purpose", "budget_line", "kind", "kind_written", "fund"),
    *("payee_written", "payee_kind", "amount_fen", "state", "handler_written", "approver_written"),
)
_TOTALS = ("笔数", "支出（元）", "退款冲销（元）", "合计（元）", "金额未登记")


@dataclass(frozen=True, slots=True)
class Sum:
    """What some payments come to: how many, paid, taken back, and how many have no sum."""

    count: int
    paid: int
    back: int
    unknown: int

    @property
    def net(self) -> int:
        """Paid less what was taken back."""
        return self.paid + self.back

    @property
    def cells(self) -> tuple[str, ...]:
        """The columns of `_TOTALS`."""
        unknown = str(self.unknown) if self.unknown else "－"
        return str(self.count), yuan(self.paid), yuan(self.back), yuan(self.net), unknown


def sum_of(rows: Iterable[Any]) -> Sum:
    """The sum of rows with an `amount_fen`."""
    sums = [row.amount_fen for row in rows]
    known = [fen for fen in sums if fen is not None]
    return Sum(
        len(sums), added(f for f in known if f >= 0), added(f for f in known if f < 0), len(sums) - len(known)
    )


def build(session: Session, order: Order) -> Report:
    """The page of one unit and those below it. Raises Refused without a unit, as `stretch`, and where no
    payment is on record."""
    if order.unit is None:
        raise Refused(f"{_TITLE}按单位出具，没有指明单位", hint=f"powerctl report make {_TITLE} --unit 单位")
    period = stretch(session, order)
    rows = _paid(session, period)
    apart = _apart(session, period)
    if not rows and not apart.count:
        raise nothing_on_record(period, "支出记录", _TITLE)
    payees = Payees(
        ((row.payee_written, row.payee_kind) for row in rows),
        (name for row in rows for name in (row.handler_written, row.approver_written)),
        roster_masker(session),
    )
    title = (period.where.name, _TITLE)
    blocks: list[Block] = [
        Title(title),
        *_opening(period, rows, apart),
        Heading("一、按预算科目"),
        _by("预算科目", rows, lambda row: payees.words(row.budget_line) or None),
        Heading("二、按支出类别"),
        _by("支出类别", rows, lambda row: row.kind, tuple(ExpenditureKind)),
        Heading("三、按资金来源"),
        _by("资金来源", rows, lambda row: row.fund, tuple(FundSource)),
        Heading("四、按月份"),
        _by("月份", rows, lambda row: f"{row.paid_on:%Y-%m}", ordered=True),
        Heading("五、支出明细"),
        _details(period, rows, payees),
        *_published(session, period),
        Sign(period.where.name, order.as_of),
    ]
    meta = stretch_meta(period, order, "spending", "".join(title), "CWZC")
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _paid(session: Session, period: Stretch) -> Sequence[Any]:
    """The payments of the period in order of their days; those marked void are none."""
    own, state = EXPENDITURE.c, EXPENDITURE.c.state
    return session.execute(
        select(*(own[name] for name in _COLUMNS))
        .where(
            own.unit_id.in_(period.where.unit_ids),
            own.paid_on.between(period.since, period.until),
            or_(state.is_(None), state != ExpenditureState.VOID),
        )
        .order_by(own.paid_on, own.voucher_serial, own.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Apart:
    """Records that the page does not count: void ones of the period, without a day of payment, not paid."""

    void: int
    undated: int
    undated_fen: int
    waiting: int

    @property
    def count(self) -> int:
        """All of them."""
        return self.void + self.undated + self.waiting


def _apart(session: Session, period: Stretch) -> Apart:
    own, state = EXPENDITURE.c, EXPENDITURE.c.state
    void = state == ExpenditureState.VOID
    waiting = state.in_(UNPAID) & own.paid_on.is_(None)
    undated = own.paid_on.is_(None) & or_(state.is_(None), state == ExpenditureState.PAID)
    found = session.execute(
        select(
            func.count().filter(void & own.paid_on.between(period.since, period.until)),
            func.count().filter(undated),
            func.coalesce(func.sum(own.amount_fen).filter(undated), 0),
            func.count().filter(waiting),
        ).where(own.unit_id.in_(period.where.unit_ids))
    ).one()
    return Apart(*found)


def _opening(period: Stretch, rows: Sequence[Any], apart: Apart) -> Iterator[Block]:
    total = sum_of(rows)
    taken_back = sum(row.amount_fen is not None and row.amount_fen < 0 for row in rows)
    counted = with_parts(
        total.count,
        "笔",
        {
            "支出": total.count - taken_back - total.unknown,
            "退款冲销": taken_back,
            "金额未登记": total.unknown,
        },
    )
    said = (
        f"{period.said}，{period.where.name}支付 {counted}，合计 {total_words(total.net)}，"
        f"其中支出 {yuan(total.paid)} 元，退款冲销 {yuan(total.back)} 元。"
    )
    if contradicted := sum(row.state in UNPAID for row in rows):
        said += f"有 {contradicted} 笔登记为待支付或退回未付，但登记了支付日期，已计入。"
    yield Paragraph(said)
    left = []
    if apart.undated:
        left.append(f"没有登记支付日期 {apart.undated} 笔、{yuan(apart.undated_fen)} 元，不知是否在此期间")
    if apart.waiting:
        left.append(f"待支付和退回未付 {apart.waiting} 笔")
    if apart.void:
        left.append(f"此期间作废 {apart.void} 笔")
    missing = not_on_record(
        "笔",
        {
            "金额": total.unknown,
            "用途": sum(not row.purpose for row in rows),
            "预算科目": sum(not row.budget_line for row in rows),
            "支出类别": sum(row.kind is None for row in rows),
            "资金来源": sum(row.fund is None for row in rows),
            "收款方": sum(not row.payee_written for row in rows),
            "收款方性质": sum(row.payee_kind is None for row in rows),
        },
    )
    if left:
        missing = f"不计在内的：{'；'.join(left)}。{missing}"
    yield Paragraph(
        missing + "收款方为个人的，姓名已作遮盖；没有登记收款方性质的，收款方不公开。"
        "用途中出现的、台账没有登记的姓名无法识别，张贴前应再核对。"
    )


def _by(
    heading: str,
    rows: Sequence[Any],
    of: Callable[[Any], Any],
    order: Sequence[object] = (),
    *,
    ordered: bool = False,
) -> Table:
    """Sums by a value: in the order of a term, by the value itself, or the largest first; the total last."""
    parts: dict[object, list[Any]] = {}
    for row in rows:
        parts.setdefault(of(row), []).append(row)
    sums = {value: sum_of(part) for value, part in parts.items()}
    named = [value for value in sums if value is not None]
    if order:
        named.sort(key=list(order).index)
    elif ordered:
        named.sort(key=str)
    else:
        named.sort(key=lambda value: (-sums[value].net, str(value)))
    lines = [(str(value), *sums[value].cells) for value in named]
    if None in sums:
        lines.append((UNRECORDED, *sums[None].cells))
    lines.append(("合计", *sum_of(rows).cells))
    return Table("", (heading, *_TOTALS), (30, 10, 18, 18, 18, 10), tuple(lines))


def _details(period: Stretch, rows: Sequence[Any], payees: Payees) -> Table:
    whose = period.where.names if period.has_several_units else None
    lines = []
    for number, row in enumerate(rows, 1):
        lines.append(
            (
                *(str(number), row.paid_on.isoformat(), payees.words(row.voucher) or "－"),
                *((whose[row.unit_id],) if whose else ()),
                payees.words(row.purpose) or UNRECORDED,
                payees.words(row.budget_line) or UNRECORDED,
                str(row.kind or payees.words(row.kind_written) or UNRECORDED),
                str(row.fund or UNRECORDED),
                payees.name(row.payee_written, row.payee_kind),
                yuan(row.amount_fen),
            )
        )
    headings = (
        *("序号", "支付日期", "凭证号"),
        *(("单位",) if whose else ()),
        *("用途", "预算科目", "支出类别", "资金来源", "收款方", "金额（元）"),
    )
    widths = (5, 9, 9, *((12,) if whose else ()), 26, 12, 10, 9, 16, 12)
    lines.append(("合计", *[""] * (len(headings) - 2), yuan(sum_of(rows).net)))
    return Table("", headings, widths, tuple(lines))


def _published(session: Session, period: Stretch) -> Iterator[Block]:
    """The figures of accounts that the unit published for the years of the period, as they were written."""
    own = _FIGURE.c
    found = session.execute(
        select(_FIGURE)
        .where(own.unit_id.in_(period.where.unit_ids), own.year.between(period.since.year, period.until.year))
        .order_by(own.year, own.sheet_title, own.position, own.id)
    ).all()
    if not found:
        return
    yield Heading("六、已登记的财务公开数据")
    rows = []
    for one in found:
        if one.amount_fen is not None:
            figure = f"{yuan(one.amount_fen)} 元"
        elif one.quantity is not None:
            figure = f"{one.quantity} {one.quantity_unit or ''}".strip()
        elif one.rate_hundredths is not None:
            figure = f"{plain(one.rate_hundredths)}%"
        else:
            figure = one.written or UNRECORDED
        line = f"　其中：{one.line}" if one.parent_line else one.line
        year = one.figure_year or one.year
        rows.append(
            (one.sheet_title or "－", line, str(one.measure or one.heading or "－"), str(year), figure)
        )
    yield Table("", ("报表", "项目", "口径", "年度", "数据"), (30, 30, 14, 8, 18), tuple(rows))
