"""Each of the five areas has one named deputy, without a gap in dates: DUTY006 (R-XZ-02)."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)

from powerctl.areas.organization.queries import (
    DUTY,
    certain_duty,
    flag,
    possibly_in_force,
    posts_held,
    roles,
    the_day,
    units_with_leadership,
)
from powerctl.limits.in_force import limit_on
from powerctl.rulebook.question import limit, listed, of_units, source_of
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import FIVE_AREAS, Severity

_GAP_MONTHS = "duty.gap_months"


def _is_about(areas: CTE) -> ColumnElement[bool]:
    return or_(DUTY.c.area == areas.c.value, DUTY.c.area.is_(None))


def _holders(areas: CTE) -> CTE:
    """Who may directly hold an area on the day: unit_id, area, and how many are what."""
    stays = or_(DUTY.c.valid_to.is_(None), DUTY.c.valid_to > the_day())
    claims = (
        select(
            DUTY.c.unit_id,
            areas.c.value.label("area"),
            DUTY.c.person_id,
            func.max(flag(certain_duty())).label("certain"),
            # On the day of a handover the one who leaves does not make it two.
            func.max(flag(and_(certain_duty(), stays))).label("staying"),
        )
        .join_from(DUTY, areas, _is_about(areas))
        .where(DUTY.c.direct.is_not(False), possibly_in_force(DUTY))
        .group_by(DUTY.c.unit_id, areas.c.value, DUTY.c.person_id)
        .cte("claims")
    )
    person = roles(posts_held())
    certain = claims.c.certain == 1
    deputy = and_(certain, person.c.deputy == 1, person.c.maybe_head == 0)
    return (
        select(
            claims.c.unit_id,
            claims.c.area,
            func.sum(claims.c.certain).label("certain"),
            func.sum(claims.c.staying).label("staying"),
            func.sum(1 - claims.c.certain).label("possible"),
            func.sum(flag(deputy)).label("deputies"),
            func.sum(flag(and_(certain, person.c.head == 1))).label("heads"),
        )
        .select_from(
            claims.outerjoin(
                person,
                and_(person.c.unit_id == claims.c.unit_id, person.c.person_id == claims.c.person_id),
            )
        )
        .group_by(claims.c.unit_id, claims.c.area)
        .cte("holders")
    )


def _gaps(areas: CTE) -> CTE:
    """Ended holdings that nobody certainly took over the next day: unit_id, area, certain, ended_on.

    `certain` is 1 where it is known to be a gap, 0 where a blank value may hide a successor or
    where the ended duty may have been another area's.
    """
    months = limit_on.alias("gap_months")
    successor = DUTY.alias("successor")
    # Wrapped, so that SQLite goes by the unit and not by the index on five areas.
    its_area = func.coalesce(successor.c.area, "", type_=String)
    window = func.date(
        the_day(),
        literal("-").concat(cast(func.coalesce(months.c.numerator, 0), String)).concat(" months"),
        type_=String,
    )
    next_day = func.date(DUTY.c.valid_to, "+1 day", type_=String)
    follows = and_(
        successor.c.unit_id == DUTY.c.unit_id,
        or_(successor.c.valid_to.is_(None), successor.c.valid_to > DUTY.c.valid_to),
    )
    certainly = exists().where(
        follows,
        its_area == areas.c.value,
        successor.c.direct.is_(True),
        successor.c.valid_from <= next_day,
    )
    possibly = exists().where(
        follows,
        or_(its_area == areas.c.value, its_area == ""),
        successor.c.direct.is_not(False),
        or_(successor.c.valid_from.is_(None), successor.c.valid_from <= next_day),
    )
    known = and_(DUTY.c.area == areas.c.value, DUTY.c.direct.is_(True), ~possibly)
    return (
        select(
            DUTY.c.unit_id,
            areas.c.value.label("area"),
            func.max(flag(known)).label("certain"),
            func.max(DUTY.c.valid_to).label("ended_on"),
        )
        .select_from(
            DUTY.join(areas, _is_about(areas)).join(
                months, and_(months.c.name == _GAP_MONTHS, months.c.unit_id == DUTY.c.unit_id)
            )
        )
        .where(
            DUTY.c.direct.is_not(False),
            DUTY.c.valid_to < the_day(),
            DUTY.c.valid_to >= window,
            ~certainly,
        )
        .group_by(DUTY.c.unit_id, areas.c.value)
        .cte("gaps")
    )


def _undivided() -> Select[Any]:
    areas = listed(tuple(area.value for area in FIVE_AREAS), "areas")
    units, holders, gaps = units_with_leadership(), _holders(areas), _gaps(areas)
    wanted = select(units.c.unit_id, areas.c.value).select_from(units.join(areas, true())).cte("wanted")
    divided = select(DUTY.c.unit_id, func.count().label("duties")).group_by(DUTY.c.unit_id).cte("divided")
    months, months_on = limit(_GAP_MONTHS, wanted.c.unit_id)
    certain, staying = func.coalesce(holders.c.certain, 0), func.coalesce(holders.c.staying, 0)
    possible, deputies = func.coalesce(holders.c.possible, 0), func.coalesce(holders.c.deputies, 0)
    heads, duties = func.coalesce(holders.c.heads, 0), func.coalesce(divided.c.duties, 0)
    held = and_(certain >= 1, possible == 0, deputies == certain)
    answer = case(
        (staying >= 2, FINDING),
        (and_(held, gaps.c.certain == 1), FINDING),
        (and_(held, or_(gaps.c.certain == 0, months.c.numerator.is_(None))), UNKNOWN),
        (held, PASSED),
        (possible > 0, UNKNOWN),
        (and_(certain > 0, heads == certain), FINDING),
        (and_(certain == 0, duties > 0), FINDING),
        else_=UNKNOWN,
    )
    return of_units(
        wanted,
        wanted.c.value,
        answer,
        wanted.c.value.label("area"),
        certain.label("certain"),
        staying.label("staying"),
        possible.label("possible"),
        deputies.label("deputies"),
        heads.label("heads"),
        duties.label("duties"),
        gaps.c.ended_on.label("ended_on"),
        months.c.words.label("months"),
        months.c.cites.label("months_cites"),
        joins=(
            (holders, and_(holders.c.unit_id == wanted.c.unit_id, holders.c.area == wanted.c.value)),
            (gaps, and_(gaps.c.unit_id == wanted.c.unit_id, gaps.c.area == wanted.c.value)),
            (divided, divided.c.unit_id == wanted.c.unit_id),
            (months, months_on),
        ),
    )


def _say(row: Any) -> str:
    rule = f"{row.area}应有 1 名分管领导直接分管"
    if row.verdict == FINDING:
        return f"{rule}，{_breach(row)}"
    return f"{rule}；{_doubt(row)}，无法判断"


def _breach(row: Any) -> str:
    if row.staying >= 2:
        return f"登记 {row.staying} 人同时直接分管"
    if not row.certain:
        return "登记 0 人，无人直接分管"
    if row.heads == row.certain:
        return "登记分管领导 0 人，由“一把手”直接分管"
    source = source_of(row.months_cites)
    return f"现有 1 人，但 {row.ended_on} 前任离任后次日无人接续（查近 {row.months}内的交接，{source}）"


def _doubt(row: Any) -> str:
    if not row.duties:
        return "没有分工记录（0 条）"
    if row.possible:
        return f"另有 {row.possible} 人的分工没有写明领域、是否直接分管或起日"
    if row.deputies < row.certain:
        return "分管人员在检查日的任职，或其职务是否“一把手”，没有完整记录"
    if row.months is None or row.ended_on is None:
        return "查交接空档的月数未设定（powerctl limit set duty.gap_months）"
    return f"{row.ended_on} 离任者的分工，或接续者的分工，没有写明领域、是否直接分管或起日"


DUTY006 = Rule(
    code="DUTY006",
    name="area-without-one-deputy",
    title="五个领域没有明确的分管领导",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-02", "秀洲", "附件1 一-1至5"),),
    limits=(_GAP_MONTHS,),
    explanation=(
        "检查每个有领导班子或分工记录的单位：财务、组织人事、建设工程及招标、行政审批、物资采购"
        "各由且仅由一名副职直接分管，近期交接没有空档。无人分管、两人同时分管、由“一把手”分管、"
        "交接有空档都算问题。分工没有写明领域、是否直接分管或起日，分管人员的任职不完整时，答“无法判断”。"
    ),
    advice="由班子会议明确 1 名分管领导，并登记起止日：powerctl duty add、powerctl duty edit",
    question=_undivided,
    say=_say,
    repeats=never,
)
