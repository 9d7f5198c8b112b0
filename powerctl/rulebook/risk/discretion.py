"""A power with discretion has a risk point: RSK016 (R-FS-03, R-XZ-11)."""

from typing import Any

from sqlalchemy import Select, and_

from powerctl.areas.registry.queries import POWER, units_with_rival_editions
from powerctl.areas.risk.queries import powers_with_points
from powerctl.rulebook.question import EDITION_DOUBT, current_powers, of_powers
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import Severity

_MAY_HAVE = POWER.c.has_discretion.is_not(False)


def _unlinked() -> Select[Any]:
    linked = powers_with_points()
    bare = linked.c.unit_id.is_(None)
    return of_powers(
        and_(bare, POWER.c.has_discretion.is_(True)),
        and_(bare, POWER.c.has_discretion.is_(None)),
        POWER.c.has_discretion.label("has_discretion"),
        joins=(
            (
                linked,
                and_(
                    linked.c.unit_id == POWER.c.unit_id,
                    linked.c.identity == POWER.c.identity,
                    linked.c.ordinal == POWER.c.ordinal,
                ),
            ),
        ),
    ).where(_MAY_HAVE)


def _examined() -> Select[Any]:
    return current_powers().where(_MAY_HAVE)


def _say(row: Any) -> str:
    if row.has_discretion is None:
        return "未填是否有自由裁量权，也没有关联的在控风险点（0 条），无法判断"
    sentence = "有自由裁量权，应至少关联 1 条在控风险点，登记 0 条"
    return f"{sentence}；{EDITION_DOUBT}" if row.edition_doubt else sentence


RSK016 = Rule(
    code="RSK016",
    name="discretion-without-risk-point",
    title="有自由裁量权的事项没有风险点",
    severity=Severity.WARNING,
    cites=(Citation("R-FS-03", "抚松", "依法确权"),),
    limits=(),
    explanation=(
        "检查每项有自由裁量权的现行权力是否关联至少一条在控风险点（关联在同一事项的旧版本上也算）。"
        "没有填是否有自由裁量权、又没有关联风险点的，答“无法判断”。"
    ),
    advice=(
        "查找风险点并关联到该事项：powerctl risk add、powerctl risk edit；"
        "或填写是否有自由裁量权：powerctl power edit"
    ),
    question=_unlinked,
    say=_say,
    repeats=units_with_rival_editions,
    examined=_examined,
)
