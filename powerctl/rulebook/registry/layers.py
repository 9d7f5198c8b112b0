"""Lists at three layers, and one for each leadership member: REG005 (R-XZ-01, R-XZ-04)."""

from typing import Any

from sqlalchemy import CTE, Select, String, and_, case, func, literal, or_, select, true, union

from powerctl.areas.organization.queries import POST, TENURE, flag, possibly_in_force
from powerctl.areas.registry.queries import inventory
from powerctl.rulebook.question import listed, of_units, verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import HolderLevel, Severity

_LAYERS = (HolderLevel.COLLECTIVE.value, HolderLevel.HEAD.value, HolderLevel.SECTION.value)


def _missing() -> Select[Any]:
    # One statement, two parts: three layers of each unit, and the members of its leadership.
    counted = inventory()
    totals = _totals(counted)
    return _layers(counted, totals).union_all(_members(counted, totals)).subquery("both").select()


def _totals(counted: CTE) -> CTE:
    """By unit: powers, those without a level, and those that may be on a member's own list."""
    level, listed_ = counted.c.holder_level, counted.c.listed
    maybe_own = and_(counted.c.post_id.is_(None), or_(level.is_(None), level == HolderLevel.LEADERSHIP))
    return (
        select(
            counted.c.unit_id,
            func.sum(listed_).label("powers"),
            func.sum(case((level.is_(None), listed_), else_=0)).label("unlevelled"),
            func.sum(case((maybe_own, listed_), else_=0)).label("unposted"),
        )
        .group_by(counted.c.unit_id)
        .cte("totals")
    )


def _layers(counted: CTE, totals: CTE) -> Select[Any]:
    layers = listed(_LAYERS, "layers")
    leading = or_(POST.c.is_head.is_(True), POST.c.is_leadership.is_(True))
    units = union(select(totals.c.unit_id), select(POST.c.unit_id).where(leading)).cte("listing_units")
    levels = (
        select(
            counted.c.unit_id,
            func.coalesce(counted.c.holder_level, "", type_=String).label("layer"),
            func.sum(counted.c.listed).label("listed"),
            func.sum(counted.c.settled).label("settled"),
        )
        .group_by(counted.c.unit_id, counted.c.holder_level)
        .cte("levels")
    )
    wanted = select(units.c.unit_id, layers.c.value).select_from(units.join(layers, true())).cte("wanted")
    settled, found = func.coalesce(levels.c.settled, 0), func.coalesce(levels.c.listed, 0)
    powers, unlevelled = func.coalesce(totals.c.powers, 0), func.coalesce(totals.c.unlevelled, 0)
    return of_units(
        wanted,
        wanted.c.value,
        verdict(and_(found == 0, powers > 0, unlevelled == 0), settled == 0),
        literal(0).label("member"),
        wanted.c.value.label("wanted"),
        found.label("found"),
        powers.label("powers"),
        unlevelled.label("unlevelled"),
        joins=(
            (levels, and_(levels.c.unit_id == wanted.c.unit_id, levels.c.layer == wanted.c.value)),
            (totals, totals.c.unit_id == wanted.c.unit_id),
        ),
    )


def _members(counted: CTE, totals: CTE) -> Select[Any]:
    in_post = (
        select(TENURE.c.post_id, func.max(flag(possibly_in_force(TENURE))).label("held"))
        .group_by(TENURE.c.post_id)
        .cte("in_post")
    )
    members = (
        select(POST.c.unit_id, POST.c.id.label("post_id"), POST.c.title, POST.c.is_leadership)
        .select_from(POST.outerjoin(in_post, in_post.c.post_id == POST.c.id))
        .where(
            POST.c.is_leadership.is_not(False),
            POST.c.is_head.is_not(True),
            # A post that somebody held before and nobody holds now is vacant.
            func.coalesce(in_post.c.held, 1) == 1,
        )
        .cte("members")
    )
    own = (
        select(
            counted.c.post_id,
            func.sum(counted.c.listed).label("listed"),
            func.sum(counted.c.settled).label("settled"),
        )
        .where(counted.c.post_id.is_not(None))
        .group_by(counted.c.post_id)
        .cte("own_lists")
    )
    settled, found = func.coalesce(own.c.settled, 0), func.coalesce(own.c.listed, 0)
    powers, unposted = func.coalesce(totals.c.powers, 0), func.coalesce(totals.c.unposted, 0)
    return of_units(
        members,
        literal("个人清单/").concat(members.c.title),
        verdict(and_(found == 0, members.c.is_leadership.is_(True), powers > 0, unposted == 0), settled == 0),
        case((members.c.is_leadership.is_(True), 1), else_=2).label("member"),
        members.c.title.label("wanted"),
        found.label("found"),
        powers.label("powers"),
        unposted.label("unlevelled"),
        joins=((own, own.c.post_id == members.c.post_id), (totals, totals.c.unit_id == members.c.unit_id)),
    )


def _say(row: Any) -> str:
    what = f"“{row.wanted}”的个人权力清单" if row.member else f"“{row.wanted}”层级的权力清单"
    counted = f"{what}应有 1 份，现行权力 {row.powers} 项中有 {row.found} 项归入"
    if row.verdict == FINDING:
        return counted
    if not row.powers:
        return f"{counted}；本单位没有现行清单，无法判断"
    if row.found:
        return f"{counted}，但清单版本没有施行日期或不止一版可能现行，无法判断是否有效"
    if row.member == 2:
        return f"{counted}；该职务未填是否班子成员，无法判断"
    return f"{counted}；另有 {row.unlevelled} 项没有写明权力主体，无法判断"


REG005 = Rule(
    code="REG005",
    name="layer-without-list",
    title="三级权力清单或班子成员个人清单不全",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-01", "秀洲", "四-(二)-1 清权"), Citation("R-XZ-04", "秀洲", "四-(二)-1 清权")),
    limits=(),
    explanation=(
        "检查每个单位是否有班子集体、“一把手”、内设科室三级清单，以及每名在任班子成员的个人权力清单"
        "（按权力主体层级和权力主体职务归入；“一把手”的个人清单即“一把手”层级）。"
        "单位没有清单、有权力没有写明主体、版本没有施行日期时，答“无法判断”。"
    ),
    advice="在清单表中填写“权力主体层级”和“权力主体（职务）”后重新 powerctl import，或 powerctl power edit",
    question=_missing,
    say=_say,
    repeats=never,
)
