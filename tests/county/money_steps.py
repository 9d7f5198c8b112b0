"""What the county settled about its money: the sums it laid down, and which payment belongs to which decision."""

from collections.abc import Iterator

from powerctl.areas.finance.identity import expenditure_identity
from tests.county.spending_rows import Payment, subject
from tests.county.spending_year import payments

_PAPER = "云泽财〔2024〕36号"
_CHECKED = "云泽财监〔2026〕9号"
_SUMS = (
    ("finance.deputy_limit", "20000"),
    ("finance.team_limit", "1000000"),
    ("finance.county_large_sum", "1000000"),
    ("finance.non_productive_limit", "10000"),
    ("finance.purchase_small", "20000"),
    ("finance.purchase_open_tender", "2000000"),
    ("finance.tender_public_fen", "2000000"),
    ("finance.tender_works", "4000000"),
    ("finance.tender_goods", "2000000"),
    ("finance.tender_services", "1000000"),
)
"""The county's own amounts, in yuan: powerctl comes with none."""


def money_steps() -> Iterator[str]:
    """The command lines: limits, then the pairs that a clerk linked or ruled out."""
    for name, yuan in _SUMS:
        yield f"limit set {name} {yuan} --from 2025-01-01 --cites {_PAPER}"
    system, drains = planted("U002", "to link"), planted("U003", "ruled out")
    agenda = f"U002/{subject('U002', '会计核算系统升级').month}/{subject('U002', '会计核算系统升级').number}"
    yield f'match link "{key(system)}" {agenda} --reason 金额和内容一致，登记时漏写会议 --document {_CHECKED}'
    covers = subject("U003", "市政井盖更换")
    yield (
        f'match rule-out "{key(drains)}" U003/{covers.month}/{covers.number}'
        f" --reason 金额相同，不是同一件事 --document {_CHECKED}"
    )


def planted(unit: str, tag: str) -> Payment:
    """The one payment of a unit in which something is planted."""
    return next(one for one in payments(unit) if one.tag == tag)


def key(one: Payment) -> str:
    """What powerctl knows a payment by."""
    named = expenditure_identity(one.number, one.voucher, one.paid, one.payee, one.fen)
    return f"{one.unit}/{named}#1"
