"""The head does not directly manage the five areas: DUTY001–DUTY005 (R-XZ-02)."""

from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select

from powerctl.areas.organization.queries import (
    BATCH,
    DUTY,
    UNIT,
    certain_duty,
    certainly_in_force,
    flag,
    origin,
    possibly_in_force,
    posts_held,
    roles,
    unit_key,
    unit_name,
    units_with_leadership,
)
from powerctl.rulebook.question import any_of, verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import DutyArea, Severity


def _held_by_head(area: DutyArea) -> Select[Any]:
    units, person = units_with_leadership(), roles(posts_held())
    heads = (
        select(person.c.unit_id, func.sum(person.c.head).label("heads"))
        .group_by(person.c.unit_id)
        .cte("heads")
    )
    breach = and_(person.c.head == 1, certain_duty())
    claims = (
        select(
            person.c.unit_id,
            func.max(flag(breach)).label("certain"),
            func.max(case((breach, person.c.title), else_=None)).label("title"),
            func.max(case((breach, DUTY.c.id), else_=None)).label("duty_id"),
        )
        .join_from(
            person, DUTY, and_(DUTY.c.unit_id == person.c.unit_id, DUTY.c.person_id == person.c.person_id)
        )
        .where(
            person.c.maybe_head == 1,
            DUTY.c.direct.is_not(False),
            or_(DUTY.c.area == area, DUTY.c.area.is_(None)),
            possibly_in_force(DUTY),
        )
        .group_by(person.c.unit_id)
        .cte("claims")
    )
    divided = (
        select(DUTY.c.unit_id, func.count().label("duties"))
        .where(DUTY.c.area == area, certainly_in_force(DUTY))
        .group_by(DUTY.c.unit_id)
        .cte("divided")
    )
    shown = DUTY.alias("shown")
    known_heads, duties = func.coalesce(heads.c.heads, 0), func.coalesce(divided.c.duties, 0)
    source = (
        units.outerjoin(UNIT, UNIT.c.id == units.c.unit_id)
        .outerjoin(heads, heads.c.unit_id == units.c.unit_id)
        .outerjoin(claims, claims.c.unit_id == units.c.unit_id)
        .outerjoin(divided, divided.c.unit_id == units.c.unit_id)
        .outerjoin(shown, shown.c.id == claims.c.duty_id)
        .outerjoin(BATCH, BATCH.c.id == func.coalesce(shown.c.batch_id, UNIT.c.batch_id))
    )
    return select(
        unit_key(UNIT, units.c.unit_id).concat(f"/{area}").label("item"),
        units.c.unit_id.label("unit_id"),
        verdict(
            any_of(claims.c.certain == 1),
            or_(known_heads == 0, claims.c.unit_id.is_not(None), duties == 0),
        ).label("verdict"),
        unit_name(UNIT, units.c.unit_id).label("subject"),
        case((shown.c.id.is_not(None), origin(shown, BATCH)), else_=origin(UNIT, BATCH)).label("origin"),
        literal(area.value).label("area"),
        claims.c.title.label("title"),
        known_heads.label("heads"),
        duties.label("duties"),
        flag(claims.c.unit_id.is_not(None)).label("claimed"),
    ).select_from(source)


def _say(row: Any) -> str:
    rule = f"“一把手”直接分管{row.area}的应为 0 人"
    if row.verdict == FINDING:
        return f"{rule}，登记至少 1 人：{row.title or '主要负责人'}"
    if not row.heads:
        return f"{rule}；检查日在任的“一把手”没有完整记录（职务标记、任职日期），无法判断"
    if row.claimed:
        return f"{rule}；有可能是“一把手”的分工没有写明领域、是否直接分管或起日，无法判断"
    return f"{rule}；检查日的分工记录中没有{row.area}这一领域（{row.duties} 条），无法判断"


def _rule(code: str, name: str, area: DutyArea, place: str, *more: Citation) -> Rule:
    return Rule(
        code=code,
        name=f"head-holds-{name}",
        title=f"“一把手”直接分管{area}",
        severity=Severity.ERROR,
        cites=(Citation("R-XZ-02", "秀洲", place), *more),
        limits=(),
        explanation=(
            f"检查每个有领导班子或分工记录的单位：检查日在任的“一把手”是否直接分管{area}。"
            "没有登记在任的“一把手”、分工没有写明领域、是否直接分管或起日、"
            f"或分工记录中完全没有{area}时，答“无法判断”。"
        ),
        advice="由班子会议调整分工，并登记新分工和起止日：powerctl duty add、powerctl duty edit",
        question=lambda: _held_by_head(area),
        say=_say,
        repeats=never,
    )


DUTY001 = _rule("DUTY001", "finance", DutyArea.FINANCE, "附件1 一-1", Citation("R-HY-04", "花垣", "二·三"))
DUTY002 = _rule("DUTY002", "personnel", DutyArea.PERSONNEL, "附件1 一-2")
DUTY003 = _rule("DUTY003", "projects", DutyArea.PROJECTS, "附件1 一-3")
DUTY004 = _rule("DUTY004", "approvals", DutyArea.APPROVALS, "附件1 一-4")
DUTY005 = _rule("DUTY005", "procurement", DutyArea.PROCUREMENT, "附件1 一-5")
