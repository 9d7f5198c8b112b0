"""A listed power that is never used is looked at: REG009 (R-XZ-03)."""

from typing import Any

from sqlalchemy import Select, String, and_, cast, func, literal, not_

from powerctl.areas.organization.queries import flag, the_day
from powerctl.areas.registry.exercises.queries import listed_since, of_same_power, uses_by_power, uses_by_unit
from powerctl.areas.registry.queries import POWER, units_with_rival_editions
from powerctl.rulebook.question import EDITION_DOUBT, any_of, current_powers, limit, of_powers, source_of
from powerctl.rulebook.rule import FINDING, Citation, Rule
from powerctl.terms import Severity

_MONTHS = "power.unused_months"


def _unused() -> Select[Any]:
    uses, unit, listed = uses_by_power(), uses_by_unit(), listed_since()
    months, months_on = limit(_MONTHS, POWER.c.unit_id)
    # NULL where the limit is not set, and then nothing can be told.
    back = literal("-").concat(cast(months.c.numerator, String)).concat(" months")
    since = func.date(the_day(), back, type_=String)
    used = any_of(uses.c.last_on >= since)
    new = any_of(listed.c.first_on > since)
    old = any_of(and_(listed.c.first_on != "", listed.c.first_on <= since))
    covered = any_of(unit.c.first_on <= since)
    unclear = any_of(uses.c.undated == 1, unit.c.undated == 1, unit.c.last_unlinked >= since)
    idle = not_(any_of(used, new))
    return of_powers(
        and_(idle, old, covered, not_(unclear)),
        idle,
        func.coalesce(unit.c.records, 0).label("records"),
        unit.c.first_on.label("first_on"),
        uses.c.last_on.label("last_on"),
        func.coalesce(unit.c.unlinked, 0).label("unlinked"),
        since.label("since"),
        flag(covered).label("covered"),
        flag(old).label("old"),
        flag(unclear).label("unclear"),
        months.c.words.label("months"),
        months.c.cites.label("months_cites"),
        joins=(
            (uses, of_same_power(uses)),
            (unit, unit.c.unit_id == POWER.c.unit_id),
            (listed, of_same_power(listed)),
            (months, months_on),
        ),
    )


def _say(row: Any) -> str:
    if row.since is None:
        return "多久没有行使算问题的期限未设定（powerctl limit set power.unused_months），无法判断"
    rule = f"{row.since} 以来（{row.months}，{source_of(row.months_cites)}）应至少行使 1 次，记录 0 次"
    last = f"，最近一次在 {row.last_on}" if row.last_on else ""
    if row.verdict == FINDING:
        return f"{rule}{last}；本单位报送用权记录 {row.records} 条"
    return f"{rule}{last}；{_doubt(row)}，无法判断"


def _doubt(row: Any) -> str:
    if not row.records:
        return "本单位没有报送用权记录"
    if not row.covered:
        return f"本单位的用权记录从 {row.first_on or '不明日期'} 开始，不满这一期限"
    if row.unclear:
        return f"有 {row.unlinked} 条用权记录没有对应到权力事项，或有记录没有办理日期"
    if not row.old:
        return "本项何时列入清单没有记录（填写版本施行日期：powerctl edition edit）"
    return EDITION_DOUBT


REG009 = Rule(
    code="REG009",
    name="power-never-used",
    title="清单中的权力长期没有行使",
    severity=Severity.INFO,
    cites=(Citation("R-XZ-03", "秀洲", "三-(一)"),),
    limits=(_MONTHS,),
    explanation=(
        "检查每项现行权力在规定的月数内有没有用权记录；列入清单未满这一期限的不算。"
        "长期没有行使的提示核实：或者履职不到位，或者该取消。"
        "单位没有报送用权记录、记录不满这一期限、有记录对不上权力事项或没有日期的，答“无法判断”。"
    ),
    advice="查看并核实：powerctl exercise unused；确已不用的按清权程序取消：powerctl power retire",
    question=_unused,
    say=_say,
    repeats=units_with_rival_editions,
    examined=current_powers,
)
