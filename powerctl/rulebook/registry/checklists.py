"""The institutions that must exist: INS001, INS002, INS005, INS008 (R-ZJ-01, R-FS-04, R-XZ-18)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, literal, or_, select

from powerctl.areas.registry.institutions.checklist_queries import SHIPPED, lines_of, status_of_lines
from powerctl.areas.registry.institutions.queries import accountable_units, registering_units
from powerctl.rulebook.question import limit, of_units, source_of
from powerctl.rulebook.registry.institution_items import NO_INSTITUTION
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import Checklist, Severity

_BASE_COUNT = "institutions.base_count"
_LINE, _NOTHING, _SHORT = 0, 1, 2
"""What a row is about: a line of the list, a unit without institutions, a list that is too short."""


def _missing(checklist: Checklist) -> Select[Any]:
    units, registering = accountable_units(), registering_units()
    keeping = (
        select(units.c.unit_id, registering.c.local)
        .join_from(units, registering, registering.c.unit_id == units.c.unit_id)
        .cte("keeping_units")
    )
    lines = lines_of(keeping, checklist)
    parts = [_lines(lines, checklist, registering), _without_any(checklist, units, registering)]
    if checklist is Checklist.BASIC:
        parts.append(_short_lists(keeping, lines))
    return parts[0].union_all(*parts[1:]).subquery("all_parts").select()


def _lines(lines: CTE, checklist: Checklist, registering: CTE) -> Select[Any]:
    status = status_of_lines(lines)
    answer = case(
        (status.c.have > 0, PASSED),
        (and_(status.c.certain == 1, status.c.maybe == 0, status.c.left == 0), FINDING),
        else_=UNKNOWN,
    )
    return of_units(
        status,
        literal(checklist.value).concat("/").concat(status.c.topic),
        answer,
        literal(_LINE).label("about"),
        status.c.topic.label("topic"),
        status.c.certain.label("counts"),
        status.c.level.label("level"),
        status.c.cites.label("cites"),
        status.c.maybe.label("maybe"),
        status.c.left.label("unplaced"),
        func.coalesce(registering.c.local, 0).label("local"),
        literal(0).label("listed"),
        literal("").label("wanted"),
        joins=((registering, registering.c.unit_id == status.c.unit_id),),
    )


def _empty(about: int, *more: Any) -> tuple[Any, ...]:
    listed, wanted, cites, local = more or (literal(0), literal(""), literal(""), literal(0))
    return (
        literal(about).label("about"),
        literal("").label("topic"),
        literal(0).label("counts"),
        literal("").label("level"),
        cites.label("cites"),
        literal(0).label("maybe"),
        literal(0).label("unplaced"),
        local.label("local"),
        listed.label("listed"),
        wanted.label("wanted"),
    )


def _without_any(checklist: Checklist, units: CTE, registering: CTE) -> Select[Any]:
    return of_units(
        units,
        literal(checklist.value),
        literal(UNKNOWN),
        *_empty(_NOTHING),
        joins=((registering, registering.c.unit_id == units.c.unit_id),),
    ).where(registering.c.unit_id.is_(None))


def _short_lists(keeping: CTE, lines: CTE) -> Select[Any]:
    """The county has not named as many as there must be: nobody can tell whether they all exist.

    Only then is there such an item, so that no list of lines is ever said to have passed.
    """
    counted = (
        select(lines.c.unit_id, func.sum(lines.c.certain).label("listed"))
        .group_by(lines.c.unit_id)
        .cte("counted_lines")
    )
    least, least_on = limit(_BASE_COUNT, keeping.c.unit_id)
    listed = func.coalesce(counted.c.listed, 0)
    return of_units(
        keeping,
        literal(Checklist.BASIC.value).concat("/清单未定"),
        literal(UNKNOWN),
        *_empty(
            _SHORT,
            listed,
            func.coalesce(least.c.words, "未设定"),
            func.coalesce(least.c.cites, ""),
            func.coalesce(keeping.c.local, 0),
        ),
        joins=((counted, counted.c.unit_id == keeping.c.unit_id), (least, least_on)),
    ).where(or_(least.c.numerator.is_(None), listed * least.c.denominator < least.c.numerator))


def _say_of(checklist: Checklist) -> Callable[[Any], str]:
    def say(row: Any) -> str:
        if row.about == _NOTHING:
            return f"{checklist.value}应逐项建立；{NO_INSTITUTION}"
        extra = f"；另有现行创新制度 {row.local} 项" if checklist is Checklist.BASIC and row.local else ""
        if row.about == _SHORT:
            named = f"{checklist.value}应有 {row.wanted} 项，清单已列 {row.listed} 项"
            return f"{named}（{source_of(row.cites)}）{extra}；基本制度由本县确定，清单未列全，无法判断"
        sentence = f"{checklist.value}“{row.topic}”应有 1 项现行制度，登记 0 项（{_list_of(row)}）{extra}"
        if row.verdict == FINDING:
            return sentence
        if row.maybe:
            return f"{sentence}；有 {row.maybe} 项对应的制度没有写明施行日期或有效性，无法判断"
        if not row.counts:
            return f"{sentence}；这一清单项没有写明起日，是否适用无法判断"
        return f"{sentence}；有 {row.unplaced} 项制度没有填对应清单项，可能就是它，无法判断"

    return say


def _list_of(row: Any) -> str:
    if row.level == SHIPPED:
        return f"清单依据{row.cites}"
    return f"{row.level}的清单" + (f"，依据{row.cites}" if row.cites else "")


def _rule(
    code: str,
    name: str,
    checklist: Checklist,
    title: str,
    severity: Severity,
    cites: tuple[Citation, ...],
    about: str,
    limits: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        code=code,
        name=name,
        title=title,
        severity=severity,
        cites=cites,
        limits=limits,
        explanation=(
            f"{about}按制度的“对应清单项”认，没有填的按制度名称认；本单位有自己的清单的按本单位的，"
            "没有的按本县的，都没有的按随程序带的清单。制度没有施行日期或有效性，清单项没有起日，"
            "或本单位一项制度也没有登记的，答“无法判断”。"
        ),
        advice="补建所缺制度并登记：powerctl institution add；"
        "清单和缺项查看：powerctl checklist gaps；清单另有规定的：powerctl checklist set",
        question=lambda: _missing(checklist),
        say=_say_of(checklist),
        repeats=None,
    )


INS001 = _rule(
    "INS001",
    "basic-institution-missing",
    Checklist.BASIC,
    "“10+X”基本制度不全",
    Severity.WARNING,
    (Citation("R-ZJ-01", "诸暨", "合理确权"),),
    "检查每个单位的基本制度是否逐项现行有效，并报告创新制度（X）的项数。十项基本制度由本县确定，"
    "清单没有列足的答“无法判断”。",
    (_BASE_COUNT,),
)
INS002 = _rule(
    "INS002",
    "required-institution-missing",
    Checklist.REQUIRED,
    "必备的权力规范制度不全",
    Severity.ERROR,
    (Citation("R-XZ-18", "秀洲", "四-(二)-4、附件1"),),
    "检查每个单位的八项必备制度（议事规则、公开办法、五个不直接分管、末位表态、财务、采购、规范指数、"
    "责任追究）是否逐项现行有效。",
)
INS005 = _rule(
    "INS005",
    "decision-institution-missing",
    Checklist.DECISION,
    "决策制度不全",
    Severity.WARNING,
    (Citation("R-FS-04", "抚松", "依法确权"),),
    "检查每个单位的四项决策制度（决策论证、专家咨询、征求意见、群众听证）是否逐项现行有效。",
)
INS008 = _rule(
    "INS008",
    "conduct-rule-missing",
    Checklist.CONDUCT,
    "没有八小时以外的行为规范",
    Severity.INFO,
    (Citation("R-CC-07", "陈仓", "二·一"),),
    "检查每个单位是否有一项现行的八小时以外行为规范。",
)
