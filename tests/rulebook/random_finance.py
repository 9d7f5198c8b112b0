"""Money, signatures, trades and works of the small random county."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from powerctl.terms import (
    ApproverRole,
    CountersignParty,
    ExpenditureKind,
    ExpenditureState,
    FundSource,
    Gate,
    InspectionSubject,
    PurchaseObject,
    Recurrence,
    SignDecision,
    SignerRole,
    SpendingScope,
    TransactionKind,
    TransactionMethod,
    UndertakingKind,
)

FINANCE_TABLES = (
    "approval_limit", "ladder_step", "project", "project_gate", "trading_venue", "public_transaction",
    "undertaking", "expenditure", "sign_off", "countersign_sheet", "countersignature", "fund_account",
    "finance_report", "inspection",
)  # fmt: skip
MEANT_EMPTY = {("ladder_step", "unit_id")}
"""Where an empty value says something: such a step is the county's."""
MONEY = (
    ("finance.deputy_limit", "500000"),
    ("finance.team_limit", "2000000"),
    ("finance.county_large_sum", "5000000"),
    ("finance.non_productive_limit", "300000"),
    ("finance.purchase_small", "400000"),
    ("finance.purchase_open_tender", "1000000"),
    ("finance.tender_works", "3000000"),
    ("finance.tender_goods", "2000000"),
    ("finance.tender_services", "1000000"),
    ("finance.tender_public_fen", "1000000"),
)

_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]
_MAYBE = (True, True, False, None)
_SUMS = (300000, 450000, 500000, 500001, 900000, 2000000, 6000000, -100, None)
_DAYS = (date(2025, 9, 1), date(2025, 9, 2), date(2025, 9, 5), date(2025, 12, 30), date(2026, 1, 5), None)
_NARROW = (SpendingScope.PURCHASE, SpendingScope.NON_PRODUCTIVE)
_FROM = (date(2019, 1, 1), date(2019, 1, 1), date(2025, 9, 3), None)
_ENDS = (None, None, None, date(2025, 12, 31))
_WORDS = ("写明", "写明", " ", None)


def finance_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Rows about the units, people, meetings and publications that are there already."""
    found: _Rows = {name: [] for name in FINANCE_TABLES}
    unit = [one["id"] for one in rows["unit"]]
    items = [one["id"] for one in rows["agenda_item"]]
    found["publication"] = list(rows.get("publication", ()))
    _who_may(pick, found, unit)
    _works(pick, found, unit, items)
    _trades(pick, found, unit, items)
    _payments(pick, found, unit, items)
    _papers(pick, found, unit)
    return found


def _add(found: _Rows, table: str, row: dict[str, Any]) -> None:
    found[table].append({"id": len(found[table]) + 1, **row})


def _one_of(pick: _Pick, numbers: list[Any]) -> Any:
    return pick((*numbers, None)) if numbers else None


def _decided(pick: _Pick, items: list[Any]) -> dict[str, Any]:
    return {"agenda_item_id": _one_of(pick, items), "decision_written": pick(("党委会决定", " ", None, None))}


def _who_may(pick: _Pick, found: _Rows, unit: list[int]) -> None:
    for _ in range(pick((0, 1, 2, 3))):
        row = {
            "unit_id": pick(unit[:2]), "role": pick((ApproverRole.DEPUTY, ApproverRole.DEPUTY, ApproverRole.HEAD, None)),
            "post_id": pick((None, None, 1, 2)), "scope": pick((SpendingScope.ALL, SpendingScope.ALL, *_NARROW, None)),
            "amount_fen": pick((400000, 600000, None)), "is_unlimited": pick((False, None, None, True)),
            "valid_from": pick(_FROM), "valid_to": pick(_ENDS), "filing_number": pick(("备1", "备1", " ", None)),
            "filed_on": pick((date(2018, 1, 1), date(2025, 9, 4), None)),
        }  # fmt: skip
        _add(found, "approval_limit", {**row, "post_written": f"职{len(found['approval_limit'])}"})
    for owner in (None, 1):
        roles = pick(
            (
                (),
                (SignerRole.DEPUTY, SignerRole.DISCIPLINE, SignerRole.HEAD),
                (SignerRole.DEPUTY, SignerRole.SUPERVISORS),
            )
        )
        for position, role in enumerate(roles, 1):
            row = {
                "unit_id": owner, "position": position, "role": role, "valid_from": pick((*_FROM[:2], *_FROM)),
                "above_fen": pick((None, None, None, 400000)), "is_for_own": pick((False, False, None, True)), "valid_to": None,
            }  # fmt: skip
            _add(found, "ladder_step", row)


def _works(pick: _Pick, found: _Rows, unit: list[int], items: list[Any]) -> None:
    for n in range(1, pick((0, 1, 2)) + 1):
        row = {
            "unit_id": pick(unit), "number": f"项{n}", "name": f"项目{n}", "investment_fen": pick((2000000, 4000000, None)),
            "public_fen": pick((900000, 1000000, 4000000, None)), "approved_on": pick(_DAYS), "started_on": pick(_DAYS),
            **_decided(pick, items),
        }  # fmt: skip
        _add(found, "project", row)
        for gate in Gate:
            if pick((True, True, True, False)):
                row = {"project_id": n, "gate": gate, "signed_on": pick((date(2025, 1, 1), *_DAYS)), "signer_written": pick(_WORDS), "is_agreed": pick((True, *_MAYBE))}  # fmt: skip
                _add(found, "project_gate", row)


def _trades(pick: _Pick, found: _Rows, unit: list[int], items: list[Any]) -> None:
    for n in range(1, pick((0, 1, 2)) + 1):
        row = {"name": f"中心{n}", "kind": pick((*TransactionKind, TransactionKind.WORKS, None)), "valid_from": pick(_FROM), "valid_to": pick(_ENDS)}  # fmt: skip
        _add(found, "trading_venue", row)
    venues = [one["id"] for one in found["trading_venue"]]
    projects = [one["id"] for one in found["project"]]
    for n in range(1, pick((0, 1, 2, 4)) + 1):
        row = {
            "unit_id": pick(unit), "number": f"易{n}", "name": f"交易{n}", "kind": pick((*TransactionKind, None)),
            "bought": pick((*PurchaseObject, None)), "is_bulk": pick(_MAYBE), "project_id": _one_of(pick, projects),
            "project_written": pick(_WORDS), "method": pick((TransactionMethod.OPEN_TENDER, TransactionMethod.SINGLE_SOURCE, TransactionMethod.INQUIRY, None)),
            "method_reason": pick(_WORDS), "venue_id": _one_of(pick, venues), "venue_written": pick(_WORDS),
            "is_in_venue": pick(_MAYBE), "budget_fen": pick((300000, 5000000, None)), "price_fen": pick((300000, 4000000, None)),
            "planned_by_written": pick(_WORDS), "decider_id": pick((1, 2, 3, None)), "decided_on": pick(_DAYS),
            "buyer_id": pick((1, 2, 3, None)), "evaluated_on": pick(_DAYS), "candidates_from": pick(_DAYS), "candidates_to": pick(_DAYS),
            "single_source_from": pick(_DAYS), "single_source_to": pick(_DAYS), "won_on": pick(_DAYS), "result_posted_on": pick(_DAYS),
            "contract_on": pick(_DAYS), "contract_posted_on": pick(_DAYS), **_decided(pick, items),
        }  # fmt: skip
        _add(found, "public_transaction", row)
    for n in range(1, pick((0, 1, 2)) + 1):
        row = {"unit_id": pick(unit), "number": f"事{n}", "name": f"事项{n}", "kind": pick((*UndertakingKind, None)), **_decided(pick, items)}  # fmt: skip
        _add(found, "undertaking", row)


def _payments(pick: _Pick, found: _Rows, unit: list[int], items: list[Any]) -> None:
    for n in range(1, pick((1, 2, 4, 6)) + 1):
        row = {
            "unit_id": pick(unit[:2]), "identity": f"支{n}", "ordinal": 1, "paid_on": pick((*_DAYS[:3], *_DAYS)), "amount_fen": pick(_SUMS),
            "payee_key": pick(("甲公司", "甲公司", "乙店", None)), "purpose": pick(("维修", "维修", "办公", None)), "budget_line": pick(("维修费", None)),
            "kind": pick((ExpenditureKind.REPAIR, ExpenditureKind.REPAIR, ExpenditureKind.WAGES, None)), "voucher_serial": pick((n, 3 * n, None)),
            "is_non_productive": pick(_MAYBE), "fund": pick((FundSource.SUPPORT, FundSource.BUDGET, None)),
            "recurrence": pick((Recurrence.RENT, Recurrence.ONCE, None, None)), "state": pick((*ExpenditureState, ExpenditureState.PAID, None)),
            "handler_id": pick((1, 2, 3, None)), "approver_id": pick((1, 2, 3, None)),
            "approver_role": pick((ApproverRole.DEPUTY, ApproverRole.DEPUTY, *ApproverRole, None)), "contract": pick((None, None, "合1")), **_decided(pick, items),
        }  # fmt: skip
        _add(found, "expenditure", row)
        for turn in range(1, pick((0, 1, 1, 2)) + 1):
            _signatures(pick, found, n, turn)
    for n in range(1, pick((0, 1, 2)) + 1):
        payments = [one["id"] for one in found["expenditure"]]
        sheet = {
            "unit_id": pick(unit[:2]),
            "number": f"签{n}",
            "expenditure_id": _one_of(pick, payments),
            "paid_on": pick(_DAYS),
        }
        _add(found, "countersign_sheet", sheet)
        for party in CountersignParty:
            if pick((True, True, True, False)):
                row = {
                    "sheet_id": n, "party": party, "signer_written": pick(_WORDS), "household_signer_written": pick(_WORDS),
                    "signed_on": pick((date(2025, 1, 1), date(2025, 1, 1), *_DAYS)), "is_agreed": pick((True, *_MAYBE)),
                }  # fmt: skip
                _add(found, "countersignature", row)


def _signatures(pick: _Pick, found: _Rows, payment: int, turn: int) -> None:
    roles = (SignerRole.DEPUTY, SignerRole.DISCIPLINE, SignerRole.HEAD)
    for position, role in enumerate(roles, 1):
        if pick((True, True, True, True, False)):
            row = {
                "expenditure_id": payment, "round": turn, "position": position, "role": pick((role, role, role, role, *SignerRole, None)),
                "person_id": pick((position, position, position, 1, None)), "decision": pick((*(SignDecision.AGREED,) * 4, SignDecision.RETURNED, None)),
                "signed_on": pick((date(2025, 8, position), date(2025, 8, position), date(2025, 8, 2), date(2026, 1, 9), None)),
            }  # fmt: skip
            _add(found, "sign_off", row)


def _papers(pick: _Pick, found: _Rows, unit: list[int]) -> None:
    for n in range(1, pick((0, 1, 2)) + 1):
        row = {"unit_id": pick(unit), "year": 2025, "name": f"账户{n}", "fund": pick((*FundSource, None)), "is_in_budget": pick(_MAYBE)}  # fmt: skip
        _add(found, "fund_account", row)
        row = {
            "unit_id": pick(unit), "title": f"报告{n}", "period_from": date(2025, 7, 1), "period_to": pick((date(2025, 8, 29), date(2026, 2, 27), None)),
            "reported_on": pick((date(2026, 2, 1), date(2025, 3, 1), None)), "published_on": pick((date(2025, 9, 4), date(2026, 2, 28), date(2025, 12, 25), None)),
        }  # fmt: skip
        _add(found, "finance_report", row)
        row = {
            "unit_id": pick(unit),
            "number": f"财公{n}",
            "title": "公开",
            "finance_report_id": pick((n, None)),
            "published_on": pick(_DAYS),
        }
        _add(found, "publication", row)
        row = {
            "unit_id": pick(unit), "number": f"查{n}", "subject": pick((*InspectionSubject, InspectionSubject.BUDGET, InspectionSubject.WORKS, None)),
            "inspected_on": pick(_DAYS), "inspector_id": pick((1, 2, 3, None)),
        }  # fmt: skip
        _add(found, "inspection", row)
