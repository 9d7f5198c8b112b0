"""The work of a rule grows no faster than its data: counted in SQLite's own steps, not in time.

A query plan does not show every quadratic question: `(a, b) IN (…)` may look through the whole
list for each row that is not found in it.
"""

from datetime import date

import pytest

from powerctl.rulebook.rule import Rule
from powerctl.terms import DutyArea, RiskLevel
from tests.rulebook.small_county import RULES, TABLES, Rows, on_file, sql_of

FIRST = date(2024, 1, 1)
LIMITS = (("finance.deputy_limit", "150"), ("finance.purchase_open_tender", "900"))


def _county(size: int) -> Rows:
    """A county in which everything grows with `size`, and nothing passes early."""
    numbers = range(1, size + 1)
    units = max(size // 10, 1)

    def unit(n: int) -> int:
        return n % units + 1

    rows: Rows = {name: [] for name in TABLES}
    rows["unit"] = [{"id": n, "code": f"U{n}", "name": f"单位{n}"} for n in range(1, units + 1)]
    rows["edition"] = [
        {"id": n, "unit_id": n, "name": "版", "in_force_from": FIRST} for n in range(1, units + 1)
    ]
    rows["person"] = [{"id": n, "unit_id": unit(n), "name": f"人{n}", "number": ""} for n in numbers]
    rows["post"] = [{"id": n, "unit_id": unit(n), "title": f"职{n}", "is_leadership": True} for n in numbers]
    rows["tenure"] = [
        {
            "id": n,
            "person_id": (n - 1) % size + 1,
            "post_id": (n * (1 + n // size)) % size + 1,
            "valid_from": FIRST,
        }
        for n in range(1, 2 * size + 1)
    ]
    rows["duty"] = [
        {"id": n, "unit_id": unit(n), "person_id": n, "area": DutyArea.FINANCE, "direct": True,
         "valid_from": FIRST, "valid_to": date(2025, 10, 1) if n % 2 else None}
        for n in numbers
    ]  # fmt: skip
    rows["power"] = [
        {"id": n, "unit_id": unit(n), "edition_id": unit(n), "identity": f"许可{n}", "ordinal": 1, "name": f"许可{n // 3}",
         "sub_item": "", "has_discretion": True, "deciding_post_id": n, "executing_post_id": (n + 2) % size + 1,
         "supervising_post_id": (n + 4) % size + 1}
        for n in numbers
    ]  # fmt: skip
    rows["legal_basis"] = [{"id": n, "power_id": n, "position": 1, "text": "据"} for n in numbers]
    rows["risk_point"] = [
        {"id": n, "unit_id": unit(n), "identity": f"点{n}", "ordinal": 1, "name": f"点{n}", "description": "",
         "round": "一", "level": RiskLevel.HIGH, "owner_id": n, "power_id": n if n % 2 else None}
        for n in numbers
    ]  # fmt: skip
    rows["measure"] = [{"id": n, "risk_point_id": n, "position": 1, "text": "措施"} for n in numbers if n % 3]
    # A method of the county's own, factors, assessments and reviews: what RSK005, 006 and 014 look up.
    rows["risk_method"] = [{"id": 1, "name": "法", "formula": "连乘"}]
    rows["risk_method_part"] = [
        {"id": 1, "method_id": 1, "position": 1, "factor": "金额", "weight": 2, "least": 1, "most": 5},
        {"id": 2, "method_id": 1, "position": 2, "at_least": 9, "level": RiskLevel.HIGH},
    ]
    for point in rows["risk_point"]:
        point |= {"scoring_method": "自定方法", "method_id": 1, "post_id": point["id"]}
    rows["risk_factor"] = [{"id": n, "risk_point_id": n, "factor": "金额", "score": 2} for n in numbers]
    rows["risk_assessment"] = [
        {"id": n, "risk_point_id": n, "assessed_on": FIRST, "method": "自定方法", "method_frozen": "法",
         "factors_frozen": "因素", "working": "算式"}
        for n in numbers
    ]  # fmt: skip
    rows["risk_review"] = [{"id": n, "risk_point_id": n, "reviewed_on": FIRST} for n in numbers]
    rows["institution"] = [
        {
            "id": n,
            "unit_id": unit(n),
            "name": f"制度{n}",
            "number": "",
            "valid_from": FIRST,
            "status": "现行有效",
        }
        for n in numbers
    ]
    rows["institution_link"] = [{"id": n, "institution_id": n, "power_id": n} for n in numbers if n % 2]
    rows["required_institution"] = [
        {
            "id": n,
            "unit_id": unit(n),
            "checklist": "基本制度",
            "position": n,
            "topic": f"清单项{n}",
            "valid_from": FIRST,
        }
        for n in numbers
    ]
    rows["institution_review"] = [{"id": n, "institution_id": n, "kind": "执行检查"} for n in numbers]
    rows["compendium"] = [
        {"id": n, "unit_id": n, "name": "汇编", "issued_on": FIRST} for n in range(1, units + 1)
    ]
    rows["compendium_entry"] = [
        {"id": n, "compendium_id": unit(n), "institution_id": n, "position": n} for n in numbers if n % 2
    ]
    rows["leading_body"] = [{"id": n, "unit_id": unit(n), "name": f"机构{n}"} for n in numbers]
    rows["discretion_benchmark"] = [
        {"id": n, "power_id": n, "position": 1, "grade": "一档"} for n in numbers if n % 3
    ]
    rows["delegation"] = [
        {"id": n, "power_id": n, "person_id": n, "valid_from": FIRST} for n in numbers if n % 5 == 0
    ]
    rows["exercise"] = [
        {"id": n, "unit_id": unit(n), "identity": f"办{n}", "ordinal": 1, "power_id": n % size + 1, "actor_id": n,
         "exercised_on": date(2025, 1, 1)}
        for n in numbers
    ]  # fmt: skip
    rows["leader_scope"] = [{"id": n, "post_id": n, "scope": "范围", "valid_from": FIRST} for n in numbers]
    _add_earlier_editions(rows, size, units)
    _add_money(rows, size, units)
    return rows


def _add_money(rows: Rows, size: int, units: int) -> None:
    """Payments to few payees in a row of vouchers, signed, countersigned; trades of projects; papers."""
    numbers = range(1, size + 1)

    def unit(n: int) -> int:
        return n % units + 1

    rows["approval_limit"] = [
        {
            "id": n,
            "unit_id": n,
            "role": "分管领导",
            "scope": "各类支出",
            "amount_fen": 100,
            "valid_from": FIRST,
        }
        for n in range(1, units + 1)
    ]
    rows["ladder_step"] = [
        {"id": n, "unit_id": n if n > 1 else None, "position": 1, "role": "分管领导", "valid_from": FIRST}
        for n in range(1, units + 1)
    ]
    rows["project"] = [
        {"id": n, "unit_id": unit(n), "number": f"项{n}", "name": f"项目{n}", "started_on": FIRST}
        for n in numbers
    ]
    rows["project_gate"] = [{"id": n, "project_id": n, "gate": "设计"} for n in numbers]
    rows["public_transaction"] = [
        {"id": n, "unit_id": unit(n), "number": f"易{n}", "name": f"交易{n}", "kind": "政府采购", "is_bulk": True,
         "project_id": n, "decider_id": n, "won_on": FIRST, "decided_on": FIRST}
        for n in numbers
    ]  # fmt: skip
    rows["undertaking"] = [
        {"id": n, "unit_id": unit(n), "number": f"事{n}", "name": f"事项{n}", "kind": "资产处置"}
        for n in numbers
    ]
    rows["expenditure"] = [
        {"id": n, "unit_id": unit(n), "identity": f"支{n}", "ordinal": 1, "paid_on": date(2025, 1 + n % 12, 1 + n % 28),
         "amount_fen": 60 + n % 90, "payee_key": f"店{n % 7}", "purpose": "维修", "voucher_serial": n, "fund": "农村扶持资金",
         "approver_id": n, "approver_role": "分管领导", "budget_line": f"科目{n % 5}", "kind": "物资采购"}
        for n in numbers
    ]  # fmt: skip
    rows["sign_off"] = [
        {
            "id": n,
            "expenditure_id": n,
            "round": 1,
            "position": 1,
            "role": "一把手",
            "person_id": n,
            "decision": "退回",
        }
        for n in numbers
    ]
    rows["countersign_sheet"] = [
        {"id": n, "unit_id": unit(n), "number": f"签{n}", "expenditure_id": n if n % 2 else None}
        for n in numbers
    ]
    rows["countersignature"] = [{"id": n, "sheet_id": n, "party": "发放单位"} for n in numbers]
    rows["finance_report"] = [
        {"id": n, "unit_id": unit(n), "title": f"报告{n}", "period_to": date(2025, 6, 30)} for n in numbers
    ]
    rows["inspection"] = [
        {"id": n, "unit_id": unit(n), "number": f"查{n}", "inspector_id": n, "inspected_on": FIRST}
        for n in numbers
    ]


def _add_earlier_editions(rows: Rows, size: int, units: int) -> None:
    """Every edition follows another one, whose items were all renamed without a reason."""
    rows["edition"] += [
        {"id": units + n, "unit_id": n, "name": "前版", "in_force_from": date(2020, 1, 1)}
        for n in range(1, units + 1)
    ]
    rows["power"] += [
        row | {"id": size + row["id"], "edition_id": units + row["edition_id"]} for row in rows["power"]
    ]
    rows["clean_up"] = [
        {"id": n, "unit_id": n % units + 1, "old_edition_id": units + n % units + 1, "new_edition_id": n % units + 1,
         "old_power_id": size + n, "new_power_id": n, "is_same": True, "fate": "改名"}
        for n in range(1, size + 1)
    ]  # fmt: skip


def _steps(size: int) -> dict[str, int]:
    counted = {}
    with on_file(_county(size), LIMITS) as county:
        for rule in RULES:
            steps = 0

            def count() -> int:
                nonlocal steps
                steps += 1
                return 0

            county.db.set_progress_handler(count, 50)
            county.gather(rule, set())
            county.db.execute(f"SELECT count(*) FROM ({sql_of(rule)}) WHERE verdict <> 0").fetchall()
            county.db.set_progress_handler(None, 0)
            counted[rule.code] = steps
    return counted


@pytest.fixture(scope="module")
def steps() -> tuple[dict[str, int], dict[str, int]]:
    return _steps(120), _steps(480)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_four_times_the_data_is_about_four_times_the_work(
    rule: Rule, steps: tuple[dict[str, int], dict[str, int]]
) -> None:
    small, large = steps
    assert large[rule.code] <= 6 * small[rule.code] + 50
