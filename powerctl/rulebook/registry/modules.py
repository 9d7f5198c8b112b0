"""A power's disclosure record has all six modules: REG013 (R-FS-05)."""

from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select

from powerctl.areas.organization.queries import flag, is_blank
from powerctl.areas.registry.charts.queries import best_of
from powerctl.areas.registry.institutions.queries import governed_powers, same_power
from powerctl.areas.registry.queries import LEGAL_BASIS, POWER, units_with_rival_editions
from powerctl.areas.risk.queries import RISK_POINT, is_open
from powerctl.rulebook.question import EDITION_DOUBT, current_powers, of_powers
from powerctl.rulebook.registry.charts import flow_of_powers
from powerctl.rulebook.rule import UNKNOWN, Citation, Rule
from powerctl.terms import Severity

_MODULES = (
    ("name", "权力名称"),
    ("authority", "职权依据"),
    ("holder", "用权主体"),
    ("level", "风险等级"),
    ("flow", "运行流程"),
    ("institution", "制约制度"),
)


def _incomplete() -> Select[Any]:
    own, shared, doubt, joins = flow_of_powers()
    governed, rated = governed_powers(), _rated_powers()
    drawn, maybe_drawn = best_of(own, shared, "drawn"), best_of(own, shared, "maybe_drawn")
    binds, may_bind = func.coalesce(governed.c.certain, 0), func.coalesce(governed.c.possible, 0)
    has_level, points = func.coalesce(rated.c.rated, 0), func.coalesce(rated.c.points, 0)
    has_basis = exists().where(LEGAL_BASIS.c.power_id == POWER.c.id)
    holder = or_(
        POWER.c.holder_unit_id.is_not(None),
        POWER.c.holder_post_id.is_not(None),
        POWER.c.holder_level.is_not(None),
        ~is_blank(POWER.c.exercising_body),
    )
    absent = {
        "name": is_blank(POWER.c.name),
        "authority": and_(is_blank(POWER.c.basis_text), ~has_basis),
        "holder": ~holder,
        "level": points == 0,
        "flow": and_(maybe_drawn == 0, ~doubt),
        "institution": may_bind + binds == 0,
    }
    unsure = {
        "level": and_(points > 0, has_level == 0),
        "flow": and_(drawn == 0, or_(maybe_drawn > 0, doubt)),
        "institution": and_(binds == 0, may_bind > 0),
    }
    return of_powers(
        or_(*absent.values()),
        or_(*unsure.values()),
        *(flag(absent[name]).label(f"no_{name}") for name, _ in _MODULES),
        *(flag(condition).label(f"unsure_{name}") for name, condition in unsure.items()),
        joins=(*joins, (governed, same_power(governed)), (rated, same_power(rated))),
    )


def _rated_powers() -> Any:
    """Powers, over all editions, that an open risk point is linked to: unit_id, identity, ordinal, points,
    rated (points with a level)."""
    return (
        select(
            POWER.c.unit_id,
            POWER.c.identity,
            POWER.c.ordinal,
            func.count().label("points"),
            func.sum(flag(RISK_POINT.c.level.is_not(None))).label("rated"),
        )
        .join_from(RISK_POINT, POWER, POWER.c.id == RISK_POINT.c.power_id)
        .where(is_open(RISK_POINT))
        .group_by(POWER.c.unit_id, POWER.c.identity, POWER.c.ordinal)
        .cte("rated_powers")
    )


def _say(row: Any) -> str:
    missing = [title for name, title in _MODULES if getattr(row, f"no_{name}")]
    unsure = [title for name, title in _MODULES if getattr(row, f"unsure_{name}", 0)]
    have = len(_MODULES) - len(missing) - len(unsure)
    sentence = f"权力公开应有 {len(_MODULES)} 个模块，确有 {have} 个"
    if missing:
        sentence += f"，缺 {len(missing)} 个：{'、'.join(missing)}"
    if row.verdict != UNKNOWN:
        return sentence
    if row.edition_doubt and missing:
        return f"{sentence}；{EDITION_DOUBT}"
    return f"{sentence}；{'、'.join(unsure)}的记录不完整（等级、起日、有效性或对应的权力未注明），无法判断"


REG013 = Rule(
    code="REG013",
    name="disclosure-module-missing",
    title="权力公开的六个模块不全",
    severity=Severity.WARNING,
    cites=(Citation("R-FS-05", "抚松", "全程控权"),),
    limits=(),
    explanation=(
        "检查每项现行权力的六个模块：权力名称、职权依据、用权主体、风险等级（有已定级的在控风险点）、运行流程"
        "（有自己的或本类别的现行流程图）、制约制度（关联现行有效的制度）。风险点没有等级，流程图或制度没有写明"
        "起日、有效性或对应的权力时，答“无法判断”。"
    ),
    advice=(
        "按所缺模块补登：powerctl power edit、powerctl risk edit、powerctl chart add、"
        "powerctl institution link"
    ),
    question=_incomplete,
    say=_say,
    repeats=units_with_rival_editions,
    examined=current_powers,
)
