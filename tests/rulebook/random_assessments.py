"""Methods, factors, assessments and reviews of the risk points of the small random county."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from powerctl.terms import RiskFormula, RiskLevel, RiskReviewKind

ASSESSING_TABLES = (
    "risk_method", "risk_method_part", "risk_factor", "risk_assessment", "risk_review", "import_batch",
)  # fmt: skip

_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]
_DAYS = (date(2025, 3, 1), date(2025, 9, 2), date(2025, 9, 3), date(2026, 1, 5), date(2026, 6, 1))
_LEVELS = (RiskLevel.HIGH, *RiskLevel)
_CUTS = (
    {"at_least": 12, "level": RiskLevel.HIGH},
    {"at_least": 4, "level": RiskLevel.MEDIUM},
    {"at_least": 1, "level": RiskLevel.LOW},
)
_FACTORS = (
    {"factor": "重要程度", "weight": 1, "least": 1, "most": 5},
    {"factor": "金额", "weight": 1, "least": 1, "most": 5},
)
_PARTS = {
    RiskFormula.WORDS: ({"word": "采购", "level": RiskLevel.HIGH}, {"word": "其余", "level": RiskLevel.LOW}),
    RiskFormula.MATRIX: tuple(
        {"likelihood": n, "severity": m, "level": RiskLevel.HIGH if n * m > 4 else RiskLevel.LOW}
        for n in (1, 3, 5)
        for m in (1, 3)
    ),
    RiskFormula.SUM: (*_FACTORS, *_CUTS),
    RiskFormula.PRODUCT: (*_FACTORS, *_CUTS),
}


def assessments_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Rows of the tables of this part, for the points of a county; posts and points get what they need."""
    formulas = [pick(tuple(RiskFormula)) for _ in range(pick((1, 2)))]
    methods = [
        {"id": n, "name": f"法{n}", "formula": formula, "valid_from": pick((None, date(2025, 1, 1)))}
        for n, formula in enumerate(formulas, 1)
    ]
    parts = [
        {"method_id": method["id"], "position": n, **part}
        for method in methods
        for n, part in enumerate(_PARTS[method["formula"]], 1)
    ]
    batches = [
        {"id": n, "file_name": "表", "sha256": "a", "kind": "risks", "imported_at": at, "rows_read": 0,
         "added": 0, "changed": 0, "unchanged": 0, "rejected": 0}
        for n, at in ((1, datetime(2025, 1, 1)), (2, datetime(2026, 2, 1)))
    ]  # fmt: skip
    for post in rows["post"]:
        post["is_key"] = pick((True, True, False, None))
    few = (1, 1, 3, 3, 5, None)
    for point in rows["risk_point"]:
        point |= {
            "post_id": pick((*(post["id"] for post in rows["post"]), None)),
            "method_id": pick((*(method["id"] for method in methods), None)),
            "business": pick(("政府采购", "档案", " ", None)),
            "likelihood": pick(few), "severity": pick(few), "batch_id": pick((1, 2, None)),
        }  # fmt: skip
    points = [point["id"] for point in rows["risk_point"]]
    return {
        "risk_method": methods,
        "risk_method_part": [{"id": n, **part} for n, part in enumerate(parts, 1)],
        "risk_factor": [
            {"id": n, "risk_point_id": n, "factor": "金额", "score": pick((1, 4, None))}
            for n in points
            if pick((True, True, False))
        ],
        "risk_assessment": [_assessment(pick, n, points) for n in range(1, (pick((0, 2, 4)) if points else 0) + 1)],
        "risk_review": [
            {"id": n, "risk_point_id": pick(points), "kind": pick((*RiskReviewKind, None)),
             "reviewed_on": pick((*_DAYS, *_DAYS, None)), "residual_level": pick((*_LEVELS, None))}
            for n in range(1, (pick((0, 2, 4)) if points else 0) + 1)
        ],
        "import_batch": batches,
    }  # fmt: skip


def _assessment(pick: _Pick, n: int, points: Sequence[int]) -> dict[str, Any]:
    return {
        "id": n, "risk_point_id": pick(points), "assessed_on": pick(_DAYS[:3]), "method": "标准计数法",
        "method_frozen": "法", "factors_frozen": "因素", "working": "算式",
        "fixed_level": pick((*_LEVELS, None)), "fixed_on": pick((*_DAYS[2:4], *_DAYS[2:4], date(2026, 6, 1), None)),
        "fixed_by_written": pick(("会1#1", "会1#1", "U1/会2#1", "班子会议", " ", None)),
    }  # fmt: skip
