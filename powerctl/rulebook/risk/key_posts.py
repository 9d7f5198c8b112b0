"""Every key post has a risk point: RSK015 (R-XZ-11, R-XZ-12)."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from powerctl.areas.organization.queries import BATCH, POST, UNIT, flag, origin, possibly_in_force, unit_key
from powerctl.areas.risk.queries import RISK_POINT, is_open
from powerctl.rulebook.question import verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import Severity


def _uncovered() -> Select[Any]:
    covered = (
        select(RISK_POINT.c.post_id, func.count().label("points"))
        .where(is_open(RISK_POINT), RISK_POINT.c.post_id.is_not(None))
        .group_by(RISK_POINT.c.post_id)
        .cte("points_by_post")
    )
    in_unit = (
        select(
            RISK_POINT.c.unit_id,
            func.count().label("points"),
            func.sum(flag(RISK_POINT.c.post_id.is_(None))).label("loose"),
        )
        .where(is_open(RISK_POINT))
        .group_by(RISK_POINT.c.unit_id)
        .cte("points_by_unit")
    )
    have, points = func.coalesce(covered.c.points, 0), func.coalesce(in_unit.c.points, 0)
    loose = func.coalesce(in_unit.c.loose, 0)
    bare = have == 0
    doubt = or_(POST.c.is_key.is_(None), points == 0, loose > 0)
    return (
        select(
            unit_key(UNIT, POST.c.unit_id).concat("/").concat(POST.c.title).label("item"),
            POST.c.unit_id.label("unit_id"),
            verdict(and_(bare, ~doubt), bare).label("verdict"),
            POST.c.title.label("subject"),
            origin(POST, BATCH).label("origin"),
            POST.c.is_key.label("is_key"),
            points.label("points"),
            loose.label("loose"),
        )
        .select_from(
            POST.outerjoin(UNIT, UNIT.c.id == POST.c.unit_id)
            .outerjoin(BATCH, BATCH.c.id == POST.c.batch_id)
            .outerjoin(covered, covered.c.post_id == POST.c.id)
            .outerjoin(in_unit, in_unit.c.unit_id == POST.c.unit_id)
        )
        .where(or_(POST.c.is_key.is_(True), POST.c.is_key.is_(None)), possibly_in_force(POST))
    )


def _say(row: Any) -> str:
    wanted = f"重点岗位应至少有 1 个在控风险点，“{row.subject}”登记 0 个"
    if row.verdict == FINDING:
        return f"{wanted}（本单位在控风险点 {row.points} 个，都关联了别的岗位）"
    if row.is_key is None:
        return f"“{row.subject}”未填是否重点岗位，也没有关联的在控风险点，无法判断"
    if not row.points:
        return f"{wanted}；本单位没有登记风险点，无法判断"
    return f"{wanted}；本单位 {row.loose} 个风险点没有关联到岗位，其中可能有它的，无法判断"


RSK015 = Rule(
    code="RSK015",
    name="key-post-without-risk-point",
    title="重点岗位没有风险点",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-11", "秀洲", "四-(二)-3"),),
    limits=(),
    explanation=(
        "检查每个现有的重点岗位是否关联至少一个在控风险点。没有填是否重点岗位而又没有风险点的、"
        "本单位有风险点没有关联到岗位的、本单位一个风险点也没有的，答“无法判断”。重点部门没有标志，不单独检查。"
    ),
    advice=(
        "排查该岗位的风险：powerctl risk add；关联岗位：powerctl risk edit；更正岗位标志：powerctl post edit"
    ),
    question=_uncovered,
    say=_say,
    repeats=never,
)
