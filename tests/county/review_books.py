"""Reviews, states of measures and matrix scores of the sample county's finance bureau, with planted faults.

Invented. Two workbooks on the templates `risk-reviews` and `measures`, and further columns for the risk
table (`further_scores`: 可能性分值, 严重性分值). By the day of the sample county (2026-06-30):

* RSK014: every point of 县财政局 was checked on 2026-05-20, except those of LATE (last checked on
  2025-11-20, more than six months before) and UNDATED (checked, the day left out).
* The residual level is one step below the declared one, except for the points of INEFFECTIVE, where the
  review left the level as it was; of these the measures are marked 无效.
* Measures: the first of every point is 已落实 and 有效; those of OVERDUE were due on 2026-05-31 and are
  still 落实中.

`write_reviews` and `write_measures` take a path; the risk tables must be imported before them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.county.people import UNITS, head
from tests.county.risk_register import first_round
from tests.county.risk_rows import Point
from tests.county.template_books import fill

UNIT = "U002"
LATE = (2, 9)
UNDATED = (5,)
INEFFECTIVE = (3, 11)
OVERDUE = (0, 7)
"""Places of the points in the bureau's table, from 0."""

_LOWER = {"高": "中", "中": "低", "低": "低"}
_SCORES = {"高": ("4", "5"), "中": ("3", "3"), "低": ("2", "1")}
_RESULTS = {
    "高": "抽查卷宗和台账，措施总体落实，个别环节留痕不全，已当场指出",
    "中": "查阅资料，措施落实",
    "低": "询问经办人员，措施落实",
}


def write_reviews(path: Path) -> None:
    """风险检查 of the finance bureau."""
    fill("risk-reviews", path, {"risk_reviews": _reviews()})


def write_measures(path: Path) -> None:
    """防控措施落实情况 of the finance bureau."""
    fill("measures", path, {"measures": _measures()})


def further_scores(point: Point) -> Mapping[str, str]:
    """Likelihood and severity of a point by its declared level; none where it has none."""
    likelihood, severity = _SCORES.get(point["level"], ("", ""))
    return {"likelihood": likelihood, "severity": severity}


def _named(point: Point) -> dict[str, str]:
    return {
        "unit": UNITS[UNIT][0],
        "business": point["business"],
        "risk_point": point["name"],
        "description": point["description"],
    }


def _reviews() -> Iterator[dict[str, str]]:
    for at, point in enumerate(first_round(UNIT)):
        day = "" if at in UNDATED else "2025-11-20" if at in LATE else "2026-05-20"
        level = point["level"]
        yield {
            "sequence": str(at + 1),
            **_named(point),
            "kind": "不定期" if at % 4 == 0 else "定期",
            "reviewed_on": day,
            "reviewer_written": head(UNIT).person,
            "result": _RESULTS[level],
            "residual_level": level if at in INEFFECTIVE else _LOWER[level],
            "document": "云泽财检〔2026〕1号",
        }


def _measures() -> Iterator[dict[str, str]]:
    for at, point in enumerate(first_round(UNIT)):
        first = point["measure"].splitlines()[0].removeprefix("1.").rstrip("。；;")
        late = at in OVERDUE
        yield {
            "sequence": str(at + 1),
            **_named(point),
            "text": first,
            "owner_written": point["owner"],
            "due_on": "2026-05-31" if late else "2026-12-31",
            "status": "落实中" if late else "已落实",
            "done_on": "" if late else "2026-05-15",
            "effect": "" if late else "无效" if at in INEFFECTIVE else "有效",
        }
