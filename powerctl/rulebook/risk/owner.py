"""Every high point has an owner who is still in post: RSK008 (R-CC-06)."""

from typing import Any

from sqlalchemy import Select, and_, exists, or_

from powerctl.areas.organization.queries import TENURE, certainly_in_force, flag, is_blank, possibly_in_force
from powerctl.areas.risk.queries import RISK_POINT
from powerctl.rulebook.question import of_points
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import RiskLevel, Severity


def _unowned() -> Select[Any]:
    owner, level = RISK_POINT.c.owner_id, RISK_POINT.c.level
    of_owner = TENURE.c.person_id == owner
    in_post = exists().where(of_owner, certainly_in_force(TENURE))
    maybe_in_post = exists().where(of_owner, possibly_in_force(TENURE))
    ever_in_post = exists().where(of_owner)
    written = ~is_blank(RISK_POINT.c.owner_written)
    doubt = or_(
        level.is_(None),
        and_(owner.is_not(None), or_(maybe_in_post, ~ever_in_post)),
        and_(owner.is_(None), written),
    )
    return of_points(
        and_(~in_post, ~doubt),
        and_(~in_post, doubt),
        level.label("level"),
        flag(owner.is_not(None)).label("owned"),
        flag(written).label("written"),
        flag(ever_in_post).label("ever"),
    ).where(or_(level == RiskLevel.HIGH, level.is_(None)))


def _say(row: Any) -> str:
    sentence = "高风险点应有 1 名在任的责任人"
    if row.verdict == FINDING:
        return f"{sentence}，登记的责任人在检查日已不在任" if row.owned else f"{sentence}，登记 0 名"
    if row.level is None:
        return f"{sentence}；本风险点没有登记等级，也没有确定在任的责任人，无法判断"
    if not row.owned:
        return f"{sentence}；责任人只有原文，没有对应到台账中的人员，无法判断是否在任"
    reason = "任职没有写明任职日期" if row.ever else "没有任职记录"
    return f"{sentence}；登记的责任人{reason}，无法判断是否在任"


RSK008 = Rule(
    code="RSK008",
    name="high-point-without-owner",
    title="高风险点没有在任的责任人",
    severity=Severity.ERROR,
    cites=(
        Citation("R-CC-06", "抚松", "依法确权"),
        Citation("R-XZ-12", "秀洲", "四-(二)-4"),
    ),
    limits=(),
    explanation=(
        "检查每个在控的高风险点是否落实了责任人，且责任人在检查日仍有任职。"
        "责任人只写了名字、对不上台账人员，或其任职记录不完整，或风险点没有等级时，答“无法判断”。"
    ),
    advice="明确责任人并登记其任职：powerctl risk edit、powerctl person add，或 powerctl import 组织表",
    question=_unowned,
    say=_say,
    repeats=never,
)
