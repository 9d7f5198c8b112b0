"""公共资源交易情况: tenders, purchases, land and property in a period (R-HY-05).

What was saved is reckoned over those that have both budget and price, and the page prints both sums; of what
is sold (land, property) the same difference the other way round is what was gained.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from powerctl.areas.finance.queries import TRADE, VENUE
from powerctl.reports.amounts import added, rate, total_words, yuan
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import UNRECORDED, by_value, not_on_record, with_parts
from powerctl.reports.order import Order, roster_masker
from powerctl.reports.payees import Payees
from powerctl.reports.stretch import Stretch, nothing_on_record, stretch, stretch_meta
from powerctl.terms import TransactionKind, TransactionMethod

_TITLE = "公共资源交易情况"
SOLD = (TransactionKind.LAND, TransactionKind.PROPERTY)
"""What the county sells: a price over the reserve is a gain."""
_OWN = TransactionKind.OWN_PURCHASE
_FOUR = tuple(kind for kind in TransactionKind if kind is not _OWN)
_IN = {True: "进场", False: "▲ 场外", None: UNRECORDED}
_HEADINGS = (
    "笔数",
    "预算（起始价）（元）",
    "成交（元）",
    "节约（增值）（元）",
    "基数（元）",
    "节约率（增值率）",
)
_WIDTHS = (8, 16, 16, 15, 16, 13)


def build(session: Session, order: Order) -> Report:
    """The page of a unit and those below it, or of the county. Raises Refused as `stretch`, and where no
    trade is on record."""
    period = stretch(session, order)
    rows, undated = _trades(session, period)
    if not rows and not undated:
        raise nothing_on_record(period, "公共资源交易记录", _TITLE)
    payees = Payees(
        ((row.winner_written, row.winner_kind) for row in rows),
        (name for row in rows for name in (row.decider_written, row.buyer_written)),
        roster_masker(session),
    )
    title = f"{period.where.name}{_TITLE}"
    blocks: list[Block] = [
        Title((title,)),
        *_opening(period, rows, undated),
        Heading("一、按交易类别"),
        _by("交易类别", rows, lambda row: row.kind, tuple(TransactionKind)),
        Heading("二、按交易方式"),
        _by("交易方式", rows, lambda row: row.method, tuple(TransactionMethod)),
        Heading("三、交易场所"),
        _by_venue(rows),
        Heading("四、交易明细"),
        _details(period, rows, payees),
        Sign(period.where.name, order.as_of),
    ]
    meta = stretch_meta(period, order, "trades", title, "GGZY")
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _trades(session: Session, period: Stretch) -> tuple[Sequence[Any], int]:
    """The trades of the period in order of their days, and how many have no day at all.

    A trade is of the day on which it was won; where that is not recorded, of the contract, else of the
    announcement or of the approval.
    """
    own = TRADE.c
    day = func.coalesce(own.won_on, own.contract_on, own.announced_on, own.decided_on, type_=own.won_on.type)
    here = own.unit_id.in_(period.where.unit_ids)
    rows = session.execute(
        select(TRADE, day.label("day"), VENUE.c.name.label("venue_name"))
        .select_from(TRADE.outerjoin(VENUE, VENUE.c.id == own.venue_id))
        .where(here, day.between(period.since, period.until))
        .order_by(day, own.id)
    ).all()
    undated = session.execute(select(func.count()).select_from(TRADE).where(here, day.is_(None))).scalar_one()
    return rows, undated


def _both(rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if row.budget_fen is not None and row.price_fen is not None]


def _difference(rows: Sequence[Any]) -> tuple[int, int]:
    """What was saved or gained over rows with both sums, and the base."""
    known = _both(rows)
    better = sum(
        (row.price_fen - row.budget_fen) if row.kind in SOLD else (row.budget_fen - row.price_fen)
        for row in known
    )
    return better, added(row.budget_fen for row in known)


def _opening(period: Stretch, rows: Sequence[Any], undated: int) -> Iterator[Block]:
    kinds = {str(kind): sum(row.kind is kind for row in rows) for kind in TransactionKind}
    kinds[f"类别{UNRECORDED}"] = sum(row.kind is None for row in rows)
    said = f"{period.said}，{period.where.name}公共资源交易 {with_parts(len(rows), '笔', kinds)}。"
    bought = [row for row in rows if row.kind is not None and row.kind not in SOLD]
    sold = [row for row in rows if row.kind in SOLD]
    for some, what, base_name in ((bought, "节约", "预算"), (sold, "增值", "起始价")):
        if known := _both(some):
            better, base = _difference(some)
            said += (
                f"{'采购类' if some is bought else '出让类'}交易中预算（起始价）和成交金额齐全的 "
                f"{len(known)}/{len(some)} 笔，"
                f"{base_name} {yuan(base)} 元，成交 {yuan(added(row.price_fen for row in known))} 元，"
                f"{what} {total_words(better)}，{what}率 {rate(better, base)}。"
            )
    yield Paragraph(said)
    must = [row for row in rows if row.kind in _FOUR]
    places = {
        name.removeprefix("▲ "): sum(row.is_in_venue is flag for row in must) for flag, name in _IN.items()
    }
    more = f"四类交易的进场情况：{with_parts(len(must), '笔', places)}。" if must else ""
    missing = not_on_record(
        "笔",
        {
            "交易方式": sum(row.method is None for row in rows),
            "预算": sum(row.budget_fen is None for row in rows),
            "成交金额": sum(row.price_fen is None for row in rows),
            "成交日期": sum(row.won_on is None for row in rows),
            "成交人性质": sum(bool(row.winner_written) and row.winner_kind is None for row in rows),
        },
    )
    if undated:
        missing += f"另有 {undated} 笔没有登记任何日期，不计在内。"
    yield Paragraph(
        f"{more}{missing}没有成交日期的，依次按合同签订、公告、审批日期归入期间。节约率（增值率）只按预算（起始价）"
        "和成交金额齐全的计算，基数为这些交易的预算（起始价），保留两位小数。成交人为个人的，姓名已作遮盖。"
    )


def _by(heading: str, rows: Sequence[Any], of: Callable[[Any], Any], order: Sequence[object]) -> Table:
    parts: dict[object, list[Any]] = {}
    for row in rows:
        parts.setdefault(of(row), []).append(row)
    lines = [(str(value), *_cells(parts[value])) for value in order if value in parts]
    if None in parts:
        lines.append((UNRECORDED, *_cells(parts[None])))
    lines.append(("合计", *_cells(rows)))
    return Table("", (heading, *_HEADINGS), (16, *_WIDTHS), tuple(lines))


def _cells(rows: Sequence[Any]) -> tuple[str, ...]:
    """A mixture of what is bought and what is sold has no rate of its own."""
    budget, price = added(row.budget_fen for row in rows), added(row.price_fen for row in rows)
    better, base = _difference(rows)
    mixed = len({row.kind in SOLD if row.kind else None for row in _both(rows)}) > 1
    unknown = any(row.kind is None for row in _both(rows))
    if mixed or unknown or not _both(rows):
        return str(len(rows)), yuan(budget), yuan(price), "－", "－", "－"
    return str(len(rows)), yuan(budget), yuan(price), yuan(better), yuan(base), rate(better, base)


def _place(row: Any) -> str:
    return row.venue_name or row.venue_written or "场所未登记"


def _venue(row: Any) -> str:
    """Where a trade was made, and whether that counts as the trading centre."""
    place = row.venue_name or row.venue_written
    if row.is_in_venue is None:
        return f"{place}\n是否进场未登记" if place else UNRECORDED
    return f"{place or '场所未登记'}\n{_IN[row.is_in_venue]}"


def _by_venue(rows: Sequence[Any]) -> Table:
    """Where the four kinds were traded; buying by the unit itself has no place of trade."""
    must = [row for row in rows if row.kind is not _OWN]
    places = by_value(_place(row) for row in must)
    lines = []
    for place, number in places.items():
        own = [row for row in must if _place(row) == place]
        lines.append((place, str(number), *_entered(own), yuan(added(row.price_fen for row in own))))
    lines.append(("合计", str(len(must)), *_entered(must), yuan(added(row.price_fen for row in must))))
    headings = ("交易场所", "笔数", "进场", "场外", "是否进场未登记", "成交（元）")
    return Table("", headings, (40, 10, 10, 10, 14, 16), tuple(lines))


def _entered(rows: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(sum(row.is_in_venue is flag for row in rows)) for flag in _IN)


def _details(period: Stretch, rows: Sequence[Any], payees: Payees) -> Table:
    whose = period.where.names if period.has_several_units else None
    lines = []
    for number, row in enumerate(rows, 1):
        known = _both([row]) and row.kind is not None
        better, base = _difference([row])
        method = str(row.method or payees.words(row.method_written) or UNRECORDED)
        venue = "－" if row.kind is _OWN else payees.words(_venue(row))
        lines.append(
            (
                *(str(number), _shown(row.day)),
                *((whose[row.unit_id],) if whose else ()),
                payees.words(row.name),
                "\n".join(str(part) for part in (row.kind or UNRECORDED, row.bought) if part),
                *(method, venue, yuan(row.budget_fen), yuan(row.price_fen)),
                rate(better, base) if known else "－",
                UNRECORDED if row.bidders is None else str(row.bidders),
                payees.name(row.winner_written, row.winner_kind),
                _shown(row.result_posted_on),
            )
        )
    headings = (
        *("序号", "日期"),
        *(("单位",) if whose else ()),
        *("交易名称", "类别、标的", "方式", "场所", "预算（起始价）（元）", "成交（元）"),
        *("节约率（增值率）", "竞价家数", "成交人", "结果公告"),
    )
    total = (
        *("合计", "", *(("",) if whose else ()), "", "", "", ""),
        yuan(added(row.budget_fen for row in rows)),
        yuan(added(row.price_fen for row in rows)),
        *("", "", "", ""),
    )
    widths = (5, 10, *((11,) if whose else ()), 20, 10, 10, 13, 14, 13, 9, 6, 14, 10)
    return Table("", headings, widths, (*lines, total))


def _shown(day: date | None) -> str:
    return day.isoformat() if day else UNRECORDED
