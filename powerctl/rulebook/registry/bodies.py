"""A leading body and a working body exist: INS007 (R-XZ-18)."""

from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select, true

from powerctl.areas.organization.queries import certainly_in_force, flag, possibly_in_force
from powerctl.areas.registry.institutions.queries import LEADING_BODY, accountable_units
from powerctl.rulebook.question import listed, of_units, verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import LeadingBodyRole, Severity

_ROLES = tuple(role.value for role in LeadingBodyRole)


def _absent() -> Select[Any]:
    roles, units = listed(_ROLES, "wanted_values"), accountable_units()
    wanted = select(units.c.unit_id, roles.c.value).select_from(units.join(roles, true())).cte("wanted")
    found = (
        select(
            LEADING_BODY.c.unit_id,
            *(
                func.sum(flag(and_(LEADING_BODY.c.role == role, certainly_in_force(LEADING_BODY)))).label(
                    f"certain_{place}"
                )
                for place, role in enumerate(LeadingBodyRole)
            ),
            *(
                func.sum(
                    flag(
                        and_(
                            or_(LEADING_BODY.c.role == role, LEADING_BODY.c.role.is_(None)),
                            possibly_in_force(LEADING_BODY),
                        )
                    )
                ).label(f"possible_{place}")
                for place, role in enumerate(LeadingBodyRole)
            ),
            func.count().label("recorded"),
        )
        .group_by(LEADING_BODY.c.unit_id)
        .cte("bodies")
    )
    is_first = wanted.c.value == _ROLES[0]
    certain, possible = (
        func.coalesce(case((is_first, found.c[f"{name}_0"]), else_=found.c[f"{name}_1"]), 0)
        for name in ("certain", "possible")
    )
    recorded = func.coalesce(found.c.recorded, 0)
    return of_units(
        wanted,
        wanted.c.value,
        verdict(and_(possible == 0, recorded > 0), certain == 0),
        wanted.c.value.label("role"),
        possible.label("possible"),
        recorded.label("recorded"),
        joins=((found, found.c.unit_id == wanted.c.unit_id),),
    )


def _say(row: Any) -> str:
    sentence = f"规范权力运行工作应有{row.role} 1 个，登记现行的 0 个"
    if row.verdict == FINDING:
        return sentence
    if not row.recorded:
        return f"{sentence}；本单位没有登记领导机构和办事机构，无法判断"
    return f"{sentence}；有 {row.possible} 个机构没有写明性质或起日，无法判断"


INS007 = Rule(
    code="INS007",
    name="leading-body-missing",
    title="没有领导机构或办事机构",
    severity=Severity.INFO,
    cites=(Citation("R-XZ-18", "秀洲", "四-(一)-2"), Citation("R-XZ-18", "秀洲", "五-(一)")),
    limits=(),
    explanation=(
        "检查每个单位规范权力运行的领导机构、办事机构是否各有一个现行。"
        "机构没有写明性质或起日，或本单位一个也没有登记的，答“无法判断”。"
    ),
    advice="登记机构和成立文号：powerctl body add，或 powerctl import 制度表的“领导和办事机构”",
    question=_absent,
    say=_say,
    repeats=never,
)
