"""A power rests on an institution in force: REG015 (R-FS-04)."""

from typing import Any

from sqlalchemy import Select, and_, func

from powerctl.areas.registry.institutions.queries import governed_powers, registering_units, same_power
from powerctl.areas.registry.queries import POWER, units_with_rival_editions
from powerctl.rulebook.question import EDITION_DOUBT, current_powers, of_powers
from powerctl.rulebook.rule import FINDING, Citation, Rule
from powerctl.terms import Severity


def _ungoverned() -> Select[Any]:
    governed, registering = governed_powers(), registering_units()
    certain, possible = func.coalesce(governed.c.certain, 0), func.coalesce(governed.c.possible, 0)
    bare = and_(certain == 0, possible == 0)
    registered = func.coalesce(registering.c.institutions, 0)
    return of_powers(
        and_(bare, registered > 0),
        certain == 0,
        possible.label("possible"),
        registered.label("registered"),
        joins=((governed, same_power(governed)), (registering, registering.c.unit_id == POWER.c.unit_id)),
    )


def _say(row: Any) -> str:
    sentence = "一项权力应至少有 1 项现行制度管辖，登记 0 项"
    if row.possible:
        return f"{sentence}；关联的制度没有写明施行日期或有效性，无法判断"
    if row.verdict == FINDING:
        return sentence
    if row.edition_doubt:
        return f"{sentence}；{EDITION_DOUBT}"
    return f"{sentence}；本单位没有登记任何制度，无法判断"


REG015 = Rule(
    code="REG015",
    name="power-without-institution",
    title="权力事项没有对应的制度",
    severity=Severity.WARNING,
    cites=(Citation("R-FS-04", "抚松", "依法确权"),),
    limits=(),
    explanation=(
        "检查每项现行权力是否关联至少一项现行有效的制度（关联在同一事项的旧版本上也算）。"
        "关联的制度没有施行日期或有效性，或本单位一项制度也没有登记的，答“无法判断”。"
    ),
    advice=(
        "登记制度并关联它管辖的权力：powerctl institution add、powerctl institution link，"
        "或 powerctl import 制度表"
    ),
    question=_ungoverned,
    say=_say,
    repeats=units_with_rival_editions,
    examined=current_powers,
)
