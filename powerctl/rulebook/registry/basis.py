"""A power rests on law: REG002 (R-HY-01)."""

from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select

from powerctl.areas.organization.queries import is_blank
from powerctl.areas.registry.queries import LEGAL_BASIS, POWER, units_with_rival_editions
from powerctl.rulebook.question import EDITION_DOUBT, current_powers, of_powers
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import FOUNDING_BASES, Severity


def _unfounded() -> Select[Any]:
    own = LEGAL_BASIS.c.power_id == POWER.c.id
    founded = exists().where(own, LEGAL_BASIS.c.kind.in_(FOUNDING_BASES))
    unclear = exists().where(own, LEGAL_BASIS.c.kind.is_(None))
    written_only = and_(~is_blank(POWER.c.basis_text), ~exists().where(own))
    doubt = and_(~founded, or_(unclear, written_only))
    recorded = select(func.count()).where(own).scalar_subquery()
    return of_powers(and_(~founded, ~doubt), doubt, recorded.label("bases"))


def _say(row: Any) -> str:
    if row.verdict and row.edition_doubt:
        return f"登记设定依据 {row.bases} 条，未见可以设定权力的依据；{EDITION_DOUBT}"
    if row.verdict == 1:
        found = f"登记设定依据 {row.bases} 条" if row.bases else "只有设定依据原文，未逐条拆分"
        return f"{found}，其中未见法律、法规、规章或三定规定，且有依据未标明类别，无法判断"
    if not row.bases:
        return "应至少有 1 条法律、法规、规章或三定规定作为设定依据，登记 0 条"
    return (
        f"登记设定依据 {row.bases} 条，都是规范性文件或标准，不能单独设定权力；"
        "应至少有 1 条法律、法规、规章或三定规定"
    )


REG002 = Rule(
    code="REG002",
    name="power-without-legal-basis",
    title="权力事项没有合法的设定依据",
    severity=Severity.ERROR,
    cites=(Citation("R-FS-02", "抚松", "改革限权"),),
    limits=(),
    explanation=(
        "检查每项现行权力是否至少有一条法律、法规、规章、国务院决定、党内法规或三定规定作依据。"
        "只有规范性文件或标准的算问题；依据没有标明类别（没有【法律】一类的标签）的，答“无法判断”。"
    ),
    advice="补登设定依据并标明类别，查无依据的按清权程序取消该项：powerctl power edit",
    question=_unfounded,
    say=_say,
    repeats=units_with_rival_editions,
    examined=current_powers,
)
