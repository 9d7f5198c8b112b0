"""退回单据统计: vouchers that were sent back, by unit, signer and reason, with their sums (R-CC-03).

A return is one act; a voucher may be sent back several times. Tables count acts and balance; the opening line
also counts vouchers, each once, with the largest sum that was sent back.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from powerctl.areas.finance.queries import EXPENDITURE, SIGN_OFF, UNPAID
from powerctl.reports.amounts import added, total_words, yuan
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import UNRECORDED, not_on_record, with_parts
from powerctl.reports.order import Order, roster_masker
from powerctl.reports.payees import Payees
from powerctl.reports.stretch import Stretch, nothing_on_record, stretch, stretch_meta
from powerctl.terms import ExpenditureState, SignDecision, SignerRole

_TITLE = "退回单据统计"
_AGAIN, _VOID, _UNPAID = "重新审签同意", "已作废", "没有支付"
_PAID_ANYWAY, _UNTOLD = "没有重新审签即支付", "后续未登记"
_AFTER = (_AGAIN, _VOID, _UNPAID, _PAID_ANYWAY, _UNTOLD)


@dataclass(frozen=True, slots=True)
class Return:
    """One act of sending back, with its voucher."""

    row: Any
    after: str

    @property
    def fen(self) -> int | None:
        """What was sent back: the sum recorded with it, else the voucher's own."""
        returned: int | None = self.row.returned_fen
        if returned is not None:
            return returned
        whole: int | None = self.row.amount_fen
        return whole

    @property
    def day(self) -> date | None:
        """When; None where it is not on record."""
        signed: date | None = self.row.signed_on
        return signed


def build(session: Session, order: Order) -> Report:
    """The page of a unit and those below it, or of the county. Raises Refused as `stretch`, and where
    nothing was signed."""
    period = stretch(session, order)
    every = _returns(session, period)
    signed = _signed(session, period)
    found = [one for one in every if period.has(one.day)]
    undated = sum(one.day is None for one in every)
    if not found and not undated and not signed:
        raise nothing_on_record(period, "审签记录", _TITLE)
    payees = Payees(
        ((one.row.payee_written, one.row.payee_kind) for one in every),
        (name for one in every for name in (one.row.handler_written, one.row.person_written)),
        roster_masker(session),
    )
    title = f"{period.where.name}{_TITLE}"
    signer = _signer(payees)
    blocks: list[Block] = [
        Title((title,)),
        *_opening(period, found, undated, signed),
        Heading("一、按单位和审签人身份"),
        _by_unit(period, found),
        Heading("二、按审签人"),
        _by(("审签人身份", "审签人"), found, signer),
        Heading("三、按退回理由"),
        _by(("退回理由",), found, lambda one: (payees.words(one.row.reason).strip() or UNRECORDED,)),
        Heading("四、退回明细"),
        _details(period, found, payees, signer),
        Sign(period.where.name, order.as_of),
    ]
    meta = stretch_meta(period, order, "returned-vouchers", title, "THDJ")
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _returns(session: Session, period: Stretch) -> list[Return]:
    """Every act of sending back of these units, with what became of the voucher after the last one."""
    own, voucher = SIGN_OFF.c, EXPENDITURE.c
    joined = SIGN_OFF.join(EXPENDITURE, voucher.id == own.expenditure_id)
    here = voucher.unit_id.in_(period.where.unit_ids)
    rows = session.execute(
        select(
            own.expenditure_id,
            *(own.round, own.role, own.person_written, own.signed_on, own.returned_fen, own.reason),
            *(voucher.unit_id, voucher.number, voucher.voucher, voucher.purpose, voucher.payee_written),
            *(
                voucher.payee_kind,
                voucher.amount_fen,
                voucher.state,
                voucher.paid_on,
                voucher.handler_written,
            ),
        )
        .select_from(joined)
        .where(here, own.decision == SignDecision.RETURNED)
        .order_by(own.signed_on, own.expenditure_id, own.round, own.position)
    ).all()
    agreed = session.execute(
        select(own.expenditure_id, func.max(own.round))
        .select_from(joined)
        .where(here, own.decision == SignDecision.AGREED)
        .group_by(own.expenditure_id)
    ).all()
    last_agreed: dict[int, int] = dict(agreed)
    last_return: dict[int, int] = {}
    for row in rows:
        last_return[row.expenditure_id] = max(row.round, last_return.get(row.expenditure_id, 0))
    return [
        Return(row, _after(row, last_agreed.get(row.expenditure_id, 0) > last_return[row.expenditure_id]))
        for row in rows
    ]


def _after(row: Any, agreed_again: bool) -> str:
    if row.state is ExpenditureState.VOID:
        return _VOID
    if agreed_again:
        return _AGAIN
    if row.paid_on is not None or row.state is ExpenditureState.PAID:
        return _PAID_ANYWAY
    return _UNPAID if row.state in UNPAID else _UNTOLD


def _signed(session: Session, period: Stretch) -> int:
    """How many vouchers of these units somebody signed in the period."""
    own = SIGN_OFF.c
    number: int = session.execute(
        select(func.count(own.expenditure_id.distinct()))
        .select_from(SIGN_OFF.join(EXPENDITURE, EXPENDITURE.c.id == own.expenditure_id))
        .where(
            EXPENDITURE.c.unit_id.in_(period.where.unit_ids),
            own.signed_on.between(period.since, period.until),
        )
    ).scalar_one()
    return number


def _opening(period: Stretch, found: Sequence[Return], undated: int, signed: int) -> Iterator[Block]:
    vouchers: dict[int, list[Return]] = {}
    for one in found:
        vouchers.setdefault(one.row.expenditure_id, []).append(one)
    largest = [
        max((one.fen for one in acts if one.fen is not None), default=None) for acts in vouchers.values()
    ]
    said = (
        f"{period.said}，{period.where.name}有审签记录的单据 {signed} 笔，退回单据 {len(vouchers)} 笔、"
        f"{total_words(added(largest))}。"
    )
    if len(found) != len(vouchers):
        said += (
            f"共退回 {len(found)} 次，其中同一单据退回两次以上的 "
            f"{sum(len(acts) > 1 for acts in vouchers.values())} 笔；按单据统计时金额取最大的一次，"
            "以下各表按次统计。"
        )
    if undated:
        said += f"另有 {undated} 次退回没有登记日期，不计在内。"
    yield Paragraph(said)
    counts = Counter(acts[0].after for acts in vouchers.values())
    if vouchers:
        ends = with_parts(len(vouchers), "笔", {after: counts[after] for after in _AFTER})
        yield Paragraph(f"退回后的单据 {ends}。")
    missing = not_on_record(
        "次",
        {
            "退回金额和单据金额": sum(one.fen is None for one in found),
            "退回理由": sum(not (one.row.reason or "").strip() for one in found),
            "审签人身份": sum(one.row.role is None for one in found),
            "审签人": sum(not one.row.person_written for one in found),
        },
    )
    yield Paragraph(
        missing + "没有登记退回金额的，按单据金额计。审签人、经办人和收款个人的姓名已作遮盖；"
        "用途和理由中出现的、台账没有登记的姓名无法识别，张贴前应再核对。"
    )


def _signer(payees: Payees) -> Callable[[Return], tuple[str, ...]]:
    return lambda one: (
        str(one.row.role or UNRECORDED),
        payees.words(one.row.person_written) or UNRECORDED,
    )


def _by_unit(period: Stretch, found: Sequence[Return]) -> Table:
    names = period.where.names
    return _by(
        ("单位", "审签人身份"), found, lambda one: (names[one.row.unit_id], str(one.row.role or UNRECORDED))
    )


def _by(headings: tuple[str, ...], found: Sequence[Return], of: Callable[[Return], tuple[str, ...]]) -> Table:
    """Acts and their sums by some values, the most frequent first, those of one first value together."""
    parts: dict[tuple[str, ...], list[Return]] = {}
    for one in found:
        parts.setdefault(of(one), []).append(one)
    roles = [str(role) for role in SignerRole]
    by_first = Counter(of(one)[0] for one in found)
    lines = sorted(
        parts.items(),
        key=lambda part: (
            -by_first[part[0][0]],
            roles.index(part[0][0]) if part[0][0] in roles else len(roles),
            part[0][0],
            -len(part[1]),
            part[0],
        ),
    )
    rows = [(*values, *_sums(acts)) for values, acts in lines]
    rows.append(("合计", *[""] * (len(headings) - 1), *_sums(found)))
    wide = 60 // len(headings)
    return Table(
        "",
        (*headings, "退回次数", "金额（元）", "金额未登记"),
        (*[wide] * len(headings), 12, 18, 10),
        tuple(rows),
    )


def _sums(acts: Sequence[Return]) -> tuple[str, str, str]:
    unknown = sum(one.fen is None for one in acts)
    return str(len(acts)), yuan(added(one.fen for one in acts)), str(unknown) if unknown else "－"


def _details(
    period: Stretch, found: Sequence[Return], payees: Payees, signer: Callable[[Return], tuple[str, ...]]
) -> Table:
    rows = []
    for number, one in enumerate(found, 1):
        row = one.row
        rows.append(
            (
                *(str(number), row.signed_on.isoformat(), period.where.names[row.unit_id]),
                payees.words(row.number or row.voucher) or "－",
                payees.words(row.purpose) or UNRECORDED,
                *(yuan(row.amount_fen), yuan(one.fen)),
                "\n".join(signer(one)),
                payees.words(row.reason).strip() or UNRECORDED,
                f"▲ {one.after}" if one.after == _PAID_ANYWAY else one.after,
            )
        )
    headings = (
        *("序号", "退回日期", "单位", "单据", "用途", "单据金额（元）", "退回金额（元）"),
        *("审签人", "退回理由", "退回之后"),
    )
    total = ("合计", "", "", "", "", "", yuan(added(one.fen for one in found)), "", "", "")
    return Table("", headings, (5, 9, 12, 12, 18, 12, 12, 17, 14, 12), (*rows, total))
