"""Institutions, checklists, compendia, bodies and benchmarks of the small random county."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from powerctl.terms import (
    Checklist,
    InstitutionClass,
    InstitutionReviewKind,
    InstitutionStatus,
    LeadingBodyRole,
)

INSTITUTION_TABLES = (
    "institution", "institution_link", "required_institution", "institution_review",
    "compendium", "compendium_entry", "leading_body", "discretion_benchmark",
)  # fmt: skip

_PAST = (date(2020, 3, 1), date(2024, 3, 2), date(2024, 3, 3), date(2025, 3, 2), date(2025, 3, 3))
_DAYS = (None, *_PAST, *_PAST, date(2026, 6, 1))
_ENDS = (None, None, None, None, date(2025, 8, 31), date(2026, 5, 1))
_STATUS = (*InstitutionStatus, InstitutionStatus.IN_FORCE, InstitutionStatus.IN_FORCE, None)
_TOPICS = ("财务管理", "末位表态", "八小时以外行为规范", "考勤", "群众听证")
_NAMES = ("机关财务管理办法", "采购办法", "末位表态规定", "机关考勤办法", "听证办法", "廉洁守则", "值班规定")

INSTITUTION_OPTIONS: dict[str, Sequence[Any]] = {
    "status": _STATUS,
    "topic": (*_TOPICS, None),
    "owner_written": ("办公室", None),
    "reviewed_on": _DAYS,
    "issued_on": _DAYS,
    "role": (*LeadingBodyRole, None),
    "grade": ("一档", ""),
    "range_written": ("警告", None),
}
"""What a value near a county in order may be instead."""

_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]


def not_to_be_emptied(table: str, column: str) -> bool:
    """A link's power or risk point: one of the two is always there, by the table's own constraint."""
    return table == "institution_link" and column in ("power_id", "risk_point_id")


def institutions_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Rows of the tables of this part, for the units, powers and points of a county."""
    unit = [one["id"] for one in rows["unit"]]
    count = pick((0, 2, 4, 6))
    institutions = [_institution(pick, n, unit) for n in range(1, count + 1)]
    numbers = range(1, count + 1)
    for measure in rows["measure"]:
        measure["institution_id"] = pick((*numbers, None)) if count else None
        measure["institution_written"] = pick(("财务制度", None))
    compendia = [
        {"id": n, "unit_id": pick(unit), "name": f"汇编{n}", "issued_on": pick(_DAYS)}
        for n in range(1, pick((0, 1, 2, 3)) + 1)
    ]
    return {
        "institution": institutions,
        "institution_link": [
            {"id": n, "institution_id": pick(numbers), **_governed(pick, rows)}
            for n in range(1, (pick((0, 2, 4)) if count else 0) + 1)
        ],
        "required_institution": [
            {"id": n, "unit_id": pick((*unit, None)), "checklist": pick(tuple(Checklist)), "position": n,
             "topic": pick(_TOPICS), "valid_from": pick(_DAYS), "valid_to": pick(_ENDS), "document": pick(("文", None))}
            for n in range(1, pick((0, 1, 3, 6)) + 1)
        ],
        "institution_review": [
            {"id": n, "institution_id": pick(numbers), "kind": pick((*InstitutionReviewKind, None)), "reviewed_on": pick(_DAYS)}
            for n in range(1, (pick((0, 2, 5)) if count else 0) + 1)
        ],
        "compendium": compendia,
        "compendium_entry": [
            {"id": 10 * one["id"] + n, "compendium_id": one["id"], "institution_id": n, "position": n}
            for one in compendia
            for n in numbers
            if pick((True, True, False))
        ],
        "leading_body": [
            {"id": n, "unit_id": pick(unit), "name": f"机构{n}", "role": pick((*LeadingBodyRole, None)),
             "valid_from": pick(_DAYS), "valid_to": pick(_ENDS)}
            for n in range(1, pick((0, 1, 3)) + 1)
        ],
        "discretion_benchmark": [
            {"id": n, "power_id": pick(rows["power"])["id"], "position": n, "grade": pick(("一档", "一档", "")),
             "circumstance": pick(("初次", "初次", None)), "range_written": pick(("警告", "警告", None)),
             "valid_from": pick(_DAYS), "valid_to": pick(_ENDS)}
            for n in range(1, pick((0, 2, 4)) + 1)
        ],
    }  # fmt: skip


def _institution(pick: _Pick, n: int, unit: list[int]) -> dict[str, Any]:
    return {
        "id": n, "unit_id": pick(unit), "name": pick(_NAMES), "number": f"{n}号", "kind": pick((*InstitutionClass, None)),
        "topic": pick((*_TOPICS, None, None)), "owner_written": pick(("办公室", None)), "status": pick(_STATUS),
        "valid_from": pick(_DAYS), "valid_to": pick(_ENDS),
    }  # fmt: skip


def _governed(pick: _Pick, rows: _Rows) -> dict[str, Any]:
    points = rows["risk_point"]
    if points and pick((True, False)):
        return {"power_id": None, "risk_point_id": pick(points)["id"]}
    return {"power_id": pick(rows["power"])["id"], "risk_point_id": None}


def orderly_institutions() -> _Rows:
    """Units 1 and 2 with what they must have: institutions, a compendium, bodies, benchmarks."""
    first = date(2025, 9, 1)
    lasting = {"valid_from": first, "valid_to": None}
    names = ("财务管理办法", "末位表态规定", "考勤办法")
    institutions = [
        {"id": 10 * unit + n, "unit_id": unit, "name": name, "number": "", "topic": None, "owner_written": "办公室",
         "status": InstitutionStatus.IN_FORCE, **lasting}
        for unit in (1, 2)
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    institutions[0] |= {"id": 1, "valid_from": date(2020, 1, 1)}
    institutions[1] |= {"id": 2, "topic": "听证", "name": "规定"}
    rows: _Rows = {
        "institution": institutions,
        "institution_link": [
            {"id": n, "institution_id": 1, "power_id": n, "risk_point_id": None} for n in (1, 2)
        ],
        "required_institution": [
            {"id": n, "unit_id": unit, "checklist": Checklist.REQUIRED, "position": n, "topic": topic, **lasting}
            for n, (unit, topic) in enumerate(((1, "财务管理"), (1, "听证"), (None, "末位表态"), (None, "考勤")), 1)
        ],
        "institution_review": [
            {"id": 1, "institution_id": 1, "kind": InstitutionReviewKind.REVIEW, "reviewed_on": first},
            {"id": 2, "institution_id": 1, "kind": InstitutionReviewKind.INSPECTION, "reviewed_on": first},
        ],
        "compendium": [
            {"id": 1, "unit_id": 1, "name": "旧汇编", "issued_on": date(2024, 1, 1)},
            {"id": 2, "unit_id": 1, "name": "汇编", "issued_on": date(2026, 1, 5)},
        ],
        "compendium_entry": [
            {"id": n, "compendium_id": 2, "institution_id": one["id"], "position": n}
            for n, one in enumerate(institutions, 1)
        ] + [{"id": 90, "compendium_id": 1, "institution_id": 1, "position": 1}],
        "leading_body": [
            {"id": n, "unit_id": 1, "name": f"机构{n}", "role": role, **lasting}
            for n, role in enumerate(LeadingBodyRole, 1)
        ],
        "discretion_benchmark": [
            {"id": n, "power_id": n, "position": n, "grade": "一档", "circumstance": "初次", "range_written": "警告", **lasting}
            for n in (1, 2)
        ],
    }  # fmt: skip
    return rows
