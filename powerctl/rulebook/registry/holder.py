"""A power has a holder that is known by record: REG003 (R-XZ-01)."""

from typing import Any

from sqlalchemy import Select, and_, exists, or_

from powerctl.areas.organization.queries import POST, UNIT, is_blank
from powerctl.areas.registry.queries import POWER, units_with_rival_editions
from powerctl.rulebook.question import EDITION_DOUBT, current_powers, of_powers
from powerctl.rulebook.rule import UNKNOWN, Citation, Rule
from powerctl.terms import Severity


def _unheld() -> Select[Any]:
    holder_unit = UNIT.alias("holder_unit")
    resolved = or_(
        exists().where(POST.c.id == POWER.c.holder_post_id),
        exists().where(holder_unit.c.id == POWER.c.holder_unit_id),
    )
    named = or_(
        POWER.c.holder_post_id.is_not(None),
        POWER.c.holder_unit_id.is_not(None),
        POWER.c.holder_level.is_not(None),
        ~is_blank(POWER.c.exercising_body),
    )
    return of_powers(
        and_(~resolved, ~named),
        and_(~resolved, named),
        POWER.c.exercising_body.label("written"),
        POWER.c.holder_level.label("level"),
    )


def _say(row: Any) -> str:
    said = (row.written or "").strip() or row.level
    if said:
        return f"权力主体写为“{said}”，没有对应到台账中的单位或职务，无法判断是谁"
    if row.verdict == UNKNOWN and not row.edition_doubt:
        return "登记的权力主体在台账中找不到对应的单位或职务，无法判断是谁"
    sentence = "应有 1 个权力主体（单位或职务），登记 0 个"
    return f"{sentence}；{EDITION_DOUBT}" if row.edition_doubt else sentence


REG003 = Rule(
    code="REG003",
    name="power-without-holder",
    title="权力事项没有明确的权力主体",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-01", "秀洲", "三-(一)"),
        Citation("R-FS-11", "抚松", "全程控权"),
    ),
    limits=(),
    explanation=(
        "检查每项现行权力是否落实到台账中的一个单位或一个职务。"
        "只写了主体名称或层级、对不上单位和职务的，答“无法判断”；什么都没写的算问题。"
    ),
    advice="先登记单位和职务，再把权力落实到它：powerctl unit add、powerctl post add、powerctl power edit",
    question=_unheld,
    say=_say,
    repeats=units_with_rival_editions,
    examined=current_powers,
)
