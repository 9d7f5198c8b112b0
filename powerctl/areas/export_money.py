"""What the sheets of money are written from: payments and signatures, trades, accounts, reports."""

from powerctl.areas.export_lookups import Lookups, Values
from powerctl.areas.export_source import UNIT, Maker, Source

_AT_UNIT = ("unit_code",)


def _agenda(values: Values, known: Lookups) -> str | None:
    return known.agenda_words.get(values["agenda_item_id"])


def _written(name: str) -> Maker:
    """The words of a source, where they are others than the term."""
    return lambda values, _known: values[f"{name}_written"] or values[name]


def _payment(link: str) -> Maker:
    return lambda values, known: known.payments.get(values[link])


_DECIDED: dict[str, Maker] = {**UNIT, "agenda_key": _agenda}
_AWAITED = {"agenda_key": "agenda_item_id"}
_BY_AGENDA = ("unit_code", "agenda_item_id")

MONEY: dict[str, Source] = {
    "trading_venues": Source("trading_venue", order=("id",)),
    "projects": Source(
        "project",
        made={**_DECIDED, "kind": _written("kind")},
        awaits=_AWAITED,
        reads=(*_BY_AGENDA, "kind", "kind_written"),
    ),
    "project_gates": Source(
        "project_gate",
        made={**UNIT, "project": lambda values, known: known.project_numbers[values["project_id"]]},
        reads=("unit_code", "project_id"),
        order=("unit_code", "project_id", "id"),
    ),
    "transactions": Source(
        "public_transaction",
        made={**_DECIDED, "method": _written("method")},
        awaits=_AWAITED,
        reads=(*_BY_AGENDA, "method", "method_written"),
    ),
    "bidders": Source(
        "bidder",
        made={
            **UNIT,
            "transaction_written": lambda values, known: known.trade_numbers[values["transaction_id"]],
        },
        reads=("unit_code", "transaction_id"),
        order=("unit_code", "transaction_id", "position"),
    ),
    "undertakings": Source("undertaking", made=_DECIDED, awaits=_AWAITED, reads=_BY_AGENDA),
    "approval_limits": Source("approval_limit", made=UNIT, reads=_AT_UNIT),
    "ladder_steps": Source(
        "ladder_step", made=UNIT, reads=_AT_UNIT, order=("unit_code", "position", "valid_from", "id")
    ),
    "expenditures": Source(
        "expenditure",
        made={**_DECIDED, "kind": _written("kind"), "reverses": _payment("reverses_id")},
        awaits={**_AWAITED, "reverses": "reverses_id"},
        reads=(*_BY_AGENDA, "kind", "kind_written", "reverses_id"),
    ),
    "sign_offs": Source(
        "sign_off",
        made={**UNIT, "expenditure_key": _payment("expenditure_id")},
        reads=("unit_code", "expenditure_id"),
        order=("unit_code", "expenditure_id", "round", "position"),
    ),
    "countersigns": Source(
        "countersign_sheet",
        made={**UNIT, "expenditure_key": _payment("expenditure_id")},
        reads=("unit_code", "expenditure_id"),
    ),
    "countersignatures": Source(
        "countersignature", made=UNIT, reads=("unit_code", "sheet_id"), order=("unit_code", "sheet_id", "id")
    ),
    "fund_accounts": Source("fund_account", made=UNIT, reads=_AT_UNIT),
    "account_figures": Source("account_figure", made=UNIT, reads=_AT_UNIT),
    "finance_reports": Source("finance_report", made=_DECIDED, awaits=_AWAITED, reads=_BY_AGENDA),
}
"""By the name of the sheet kind."""
