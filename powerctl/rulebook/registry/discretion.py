"""A power with discretion has a graded benchmark: REG017 (R-FS-03)."""

from typing import Any

from sqlalchemy import Select, and_, func

from powerctl.areas.registry.institutions.queries import benchmarked_powers, same_power
from powerctl.areas.registry.queries import POWER, units_with_rival_editions
from powerctl.rulebook.question import EDITION_DOUBT, current_powers, of_powers
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import Severity

_MAY_HAVE = POWER.c.has_discretion.is_not(False)


def _ungraded() -> Select[Any]:
    found = benchmarked_powers()
    grades, possible = func.coalesce(found.c.grades, 0), func.coalesce(found.c.possible, 0)
    return of_powers(
        and_(grades == 0, possible == 0, POWER.c.has_discretion.is_(True)),
        grades == 0,
        POWER.c.has_discretion.label("has_discretion"),
        possible.label("possible"),
        joins=((found, same_power(found)),),
    ).where(_MAY_HAVE)


def _examined() -> Select[Any]:
    return current_powers().where(_MAY_HAVE)


def _say(row: Any) -> str:
    if row.possible:
        return (
            "裁量基准应至少有 1 档写全档次、适用情形、裁量幅度且现行，写全的 0 档；"
            "已登记的基准缺项或没有写明起日，无法判断"
        )
    if row.has_discretion is None:
        return "未填是否有自由裁量权，也没有登记现行的裁量基准（0 档），无法判断"
    sentence = "有自由裁量权，应至少有 1 档现行的裁量基准，登记 0 档"
    return f"{sentence}；{EDITION_DOUBT}" if row.edition_doubt else sentence


REG017 = Rule(
    code="REG017",
    name="discretion-without-benchmark",
    title="有自由裁量权的事项没有裁量基准",
    severity=Severity.ERROR,
    cites=(Citation("R-FS-03", "抚松", "依法确权"),),
    limits=(),
    explanation=(
        "检查每项有自由裁量权的现行权力是否至少有一档现行的裁量基准，档次、适用情形、裁量幅度都写明"
        "（登记在同一事项的旧版本上也算）。基准缺项、没有起日，或没有填是否有自由裁量权、又没有基准的，"
        "答“无法判断”。"
    ),
    advice=(
        "细化裁量档次并登记：powerctl benchmark add，或 powerctl import 裁量基准表；"
        "没有裁量余地的，填“否”：powerctl power edit"
    ),
    question=_ungraded,
    say=_say,
    repeats=units_with_rival_editions,
    examined=_examined,
)
