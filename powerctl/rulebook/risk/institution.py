"""A measure names the institution that carries it: RSK013 (R-CC-06)."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from powerctl.areas.organization.queries import flag, is_blank
from powerctl.areas.registry.institutions.queries import INSTITUTION
from powerctl.areas.risk.queries import MEASURE, RISK_POINT
from powerctl.rulebook.question import of_points
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import Severity


def _uncarried() -> Select[Any]:
    # A number that leads to no record is words without a link, too.
    resolved = INSTITUTION.c.id.is_not(None)
    named = or_(MEASURE.c.institution_id.is_not(None), ~is_blank(MEASURE.c.institution_written))
    counted = (
        select(
            MEASURE.c.risk_point_id,
            func.count().label("measures"),
            func.sum(flag(resolved)).label("carried"),
            func.sum(flag(and_(~resolved, named))).label("written"),
        )
        .select_from(MEASURE.outerjoin(INSTITUTION, INSTITUTION.c.id == MEASURE.c.institution_id))
        .group_by(MEASURE.c.risk_point_id)
        .cte("counted_measures")
    )
    return of_points(
        counted.c.carried + counted.c.written < counted.c.measures,
        counted.c.carried < counted.c.measures,
        counted.c.measures.label("measures"),
        counted.c.carried.label("carried"),
        counted.c.written.label("written"),
        joins=((counted, counted.c.risk_point_id == RISK_POINT.c.id),),
    ).where(counted.c.measures > 0)


def _say(row: Any) -> str:
    sentence = f"防控措施 {row.measures} 条应各写明依托的制度，写明的 {row.carried} 条"
    if row.verdict == FINDING:
        return sentence
    return f"{sentence}；另有 {row.written} 条写了制度名称而台账中没有这项制度，无法判断"


RSK013 = Rule(
    code="RSK013",
    name="measure-without-institution",
    title="防控措施没有写明依托的制度",
    severity=Severity.INFO,
    cites=(Citation("R-CC-06", "陈仓", "二·五"),),
    limits=(),
    explanation=(
        "检查每个有措施的在控风险点，其每条防控措施是否关联到登记的制度。"
        "写了制度名称而台账中没有登记的，答“无法判断”。没有措施的风险点不查（见 RSK007）。"
    ),
    advice=("导入制度表后按名称自动关联，也可在措施上填写依托制度：powerctl import、powerctl measure edit"),
    question=_uncarried,
    say=_say,
    repeats=never,
)
