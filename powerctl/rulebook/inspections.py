"""How often a unit has to check something within a year (R-XZ-02, R-HY-06)."""

from typing import Any

from sqlalchemy import CTE, FromClause, Select, and_, func, literal

from powerctl.rulebook.finance.frame import judged
from powerctl.rulebook.question import limit, of_units, source_of
from powerctl.rulebook.rule import FINDING


def often_enough(units: FromClause, what: str, checks: CTE, limit_name: str) -> Select[Any]:
    """A row per unit: as many checks as the limit asks for, or possibly with the vague ones.

    `checks` has unit_id, rows (all that is on record), checks (those that count) and vague (those of which
    nobody can tell). A unit with nothing on record is unknown.
    """
    least, least_on = limit(limit_name, units.c.unit_id)
    wanted = least.c.numerator
    return of_units(
        units,
        literal(what),
        judged(checks.c.checks >= wanted, and_(checks.c.rows > 0, checks.c.checks + checks.c.vague < wanted)),
        func.coalesce(checks.c.checks, 0).label("checks"),
        func.coalesce(checks.c.vague, 0).label("vague"),
        least.c.words.label("least"),
        least.c.cites.label("cites"),
        joins=((checks, checks.c.unit_id == units.c.unit_id), (least, least_on)),
    )


def say(row: Any, wanted: str, vague: str) -> str:
    """The sentence: what is `wanted`, how much there is; `vague`: what the others leave open."""
    told = f"{wanted} {row.least} 次（{source_of(row.cites)}），近 12 个月登记 {row.checks} 次"
    if row.verdict == FINDING:
        return told
    reason = f"另有 {row.vague} 次检查{vague}" if row.vague else "本单位没有登记任何检查"
    return f"{told}；{reason}，无法判断"
