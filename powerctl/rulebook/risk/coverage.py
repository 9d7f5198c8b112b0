"""How widely risks were searched: RSK001, RSK002, RSK003, RSK009 (R-XZ-11, R-XZ-12)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, exists, func, literal, or_, select, true

from powerctl.areas.risk.queries import (
    RISK_POINT,
    examined_units,
    is_open,
    points_by_unit,
    points_by_value,
    round_of,
)
from powerctl.rulebook.question import listed, of_units, verdict
from powerctl.rulebook.rule import FINDING, UNKNOWN, Citation, Rule, never
from powerctl.terms import FinderMethod, PowerDomain, RiskList, RiskSource, Severity

# The sources name three domains; assets (物权) are found in real lists only.
_DOMAINS = (PowerDomain.PERSONNEL.value, PowerDomain.AFFAIRS.value, PowerDomain.FINANCE.value)
_SOURCES = tuple(source.value for source in RiskSource)
_METHODS = tuple(method.value for method in FinderMethod)
_LISTS = tuple(kind.value for kind in RiskList)


def _covered(column: ColumnElement[Any], values: tuple[str, ...]) -> Select[Any]:
    """Unit × value: an open point with that value; points without any value leave it open."""
    units, wanted_values = examined_units(), listed(values, "wanted_values")
    totals, found = points_by_unit(column), points_by_value(column)
    wanted = (
        select(units.c.unit_id, wanted_values.c.value)
        .select_from(units.join(wanted_values, true()))
        .cte("wanted")
    )
    have = func.coalesce(found.c.points, 0)
    points, unfilled = func.coalesce(totals.c.points, 0), func.coalesce(totals.c.unfilled, 0)
    return of_units(
        wanted,
        wanted.c.value,
        verdict(and_(have == 0, points > 0, unfilled == 0), have == 0),
        wanted.c.value.label("value"),
        have.label("have"),
        points.label("points"),
        unfilled.label("unfilled"),
        joins=(
            (
                found,
                and_(
                    found.c.unit_id == wanted.c.unit_id,
                    func.coalesce(found.c.value, "", type_=String) == wanted.c.value,
                ),
            ),
            (totals, totals.c.unit_id == wanted.c.unit_id),
        ),
    )


def _say_about(heading: str, count: str) -> Any:
    def say(row: Any) -> str:
        sentence = f"{heading}“{row.value}”应至少有 1 条风险点，在控风险点 {row.points} 条中有 {row.have} 条"
        if row.verdict == FINDING:
            return sentence
        if not row.points:
            return f"{sentence}；本单位没有登记风险点，无法判断"
        return f"{sentence}；其中 {row.unfilled} 条未填{count}，无法判断"

    return say


def _by_round() -> Select[Any]:
    """Unit × round × method, and one open item per unit whose points lack a round."""
    return _methods_of_rounds().union_all(_units_without_round()).subquery("both").select()


def _methods_of_rounds() -> Select[Any]:
    rounds = (
        select(RISK_POINT.c.unit_id, round_of(RISK_POINT).label("round"), func.count().label("points"))
        .where(is_open(RISK_POINT), round_of(RISK_POINT).is_not(None))
        .group_by(RISK_POINT.c.unit_id, round_of(RISK_POINT))
        .cte("rounds")
    )
    methods = listed(_METHODS, "methods")
    found = (
        select(
            RISK_POINT.c.unit_id,
            round_of(RISK_POINT).label("round"),
            RISK_POINT.c.finder.label("value"),
            func.count().label("points"),
        )
        .where(is_open(RISK_POINT))
        .group_by(RISK_POINT.c.unit_id, round_of(RISK_POINT), RISK_POINT.c.finder)
        .cte("found")
    )
    wanted = (
        select(rounds.c.unit_id, rounds.c.round, rounds.c.points, methods.c.value)
        .select_from(rounds.join(methods, true()))
        .cte("wanted")
    )
    have, maybe = found.alias("have"), found.alias("maybe")
    finder = func.coalesce(maybe.c.value, "", type_=String)
    doubtful = exists().where(
        maybe.c.unit_id == wanted.c.unit_id,
        or_(maybe.c.round == wanted.c.round, maybe.c.round.is_(None)),
        or_(maybe.c.value.is_(None), finder == wanted.c.value),
    )
    points = func.coalesce(have.c.points, 0)
    return of_units(
        wanted,
        wanted.c.round.concat("/").concat(wanted.c.value),
        verdict(and_(points == 0, ~doubtful), points == 0),
        wanted.c.round.label("round"),
        wanted.c.value.label("value"),
        points.label("have"),
        wanted.c.points.label("points"),
        joins=(
            (
                have,
                and_(
                    have.c.unit_id == wanted.c.unit_id,
                    have.c.round == wanted.c.round,
                    func.coalesce(have.c.value, "", type_=String) == wanted.c.value,
                ),
            ),
        ),
    )


def _units_without_round() -> Select[Any]:
    units, totals = examined_units(), points_by_unit(round_of(RISK_POINT))
    points, unfilled = func.coalesce(totals.c.points, 0), func.coalesce(totals.c.unfilled, 0)
    return of_units(
        units,
        literal("未注明轮次"),
        literal(UNKNOWN),
        literal("").label("round"),
        literal("").label("value"),
        unfilled.label("have"),
        points.label("points"),
        joins=((totals, totals.c.unit_id == units.c.unit_id),),
    ).where(or_(points == 0, unfilled > 0))


def _say_method(row: Any) -> str:
    wanted = f"每轮应有 {len(_METHODS)} 种查找方法"
    if not row.value:
        if not row.points:
            return f"{wanted}；本单位没有登记风险点，无法判断"
        return f"{wanted}；在控风险点 {row.points} 条中 {row.have} 条未注明排查轮次，无法判断"
    sentence = f"{wanted}，“{row.round}”的风险点 {row.points} 条中用“{row.value}”查出 {row.have} 条"
    return sentence if row.verdict == FINDING else f"{sentence}；有风险点未填查找方法或轮次，无法判断"


RSK001 = Rule(
    code="RSK001",
    name="domain-not-searched",
    title="风险排查没有覆盖人事权、事权、财权",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-11", "诸暨", "合理确权"), Citation("R-XZ-11", "秀洲", "三-(二)")),
    limits=(),
    explanation=(
        "检查每个单位在人事权、事权、财权三个领域是否各有至少一条在控风险点。"
        "缺某一领域而有风险点没填风险领域，或单位一条风险点也没有时，答“无法判断”。"
    ),
    advice="补查所缺领域，或补填风险领域：powerctl risk add、powerctl risk edit",
    question=lambda: _covered(RISK_POINT.c.domain, _DOMAINS),
    say=_say_about("领域", "风险领域"),
    repeats=never,
)
RSK002 = Rule(
    code="RSK002",
    name="source-not-searched",
    title="风险排查没有覆盖四类来源",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-11", "秀洲", "三-(二)"),),
    limits=(),
    explanation=(
        "检查每个单位在岗位职责、业务流程、机制制度、外部环境四类来源是否各有至少一条在控风险点。"
        "缺某一类而有风险点没填风险来源，或单位一条风险点也没有时，答“无法判断”。"
    ),
    advice="补查所缺来源，或补填风险来源：powerctl risk add、powerctl risk edit",
    question=lambda: _covered(RISK_POINT.c.source, _SOURCES),
    say=_say_about("来源", "风险来源"),
    repeats=never,
)
RSK003 = Rule(
    code="RSK003",
    name="method-not-used",
    title="五种风险查找方法没有用全",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-11", "秀洲", "三-(二)"),),
    limits=(),
    explanation=(
        "检查每个单位每一轮排查是否用全自己找、上级点、群众帮、互相查、组织审五种方法。"
        "有风险点没填查找方法或排查轮次，或单位一条风险点也没有时，答“无法判断”。"
    ),
    advice="按所缺方法补查，或补填查找方法和排查轮次：powerctl risk add、powerctl risk edit",
    question=_by_round,
    say=_say_method,
    repeats=never,
)
RSK009 = Rule(
    code="RSK009",
    name="risk-list-missing",
    title="单位和“一把手”两份风险清单不全",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-12", "秀洲", "四-(二)-3"),),
    limits=(),
    explanation=(
        "检查每个单位是否既有单位的风险清单，又有“一把手”的风险清单，各至少一条在控风险点。"
        "缺一份而有风险点没填清单归属，或单位一条风险点也没有时，答“无法判断”。"
    ),
    advice="补建所缺清单，或补填清单归属：powerctl risk add、powerctl risk edit",
    question=lambda: _covered(RISK_POINT.c.list_kind, _LISTS),
    say=_say_about("清单", "清单归属"),
    repeats=never,
)
