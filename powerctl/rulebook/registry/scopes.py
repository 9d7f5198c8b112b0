"""Key leaders have scope, duty and rules of use fixed (三个确定): REG021 (R-FS-03)."""

from typing import Any

from sqlalchemy import CTE, Select, and_, func, not_, or_, select

from powerctl.areas.organization.queries import (
    POST,
    flag,
    is_blank,
    not_over,
    possibly_in_force,
    the_day,
)
from powerctl.model import LeaderScope
from powerctl.rulebook.question import of_units, verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import Severity

_SCOPE = LeaderScope.metadata.tables[str(LeaderScope.__tablename__)]
_FIELDS = (("scope", "权力范围"), ("duty", "权力责任"), ("rules", "用权规则"))


def _fixed() -> CTE:
    """By post: each field that is certainly fixed on the day (sure_…), or possibly (maybe_…)."""
    columns = []
    for name, _ in _FIELDS:
        filled = not_(is_blank(_SCOPE.c[name]))
        dated = _SCOPE.c.valid_from.is_not(None)
        columns.append(func.max(flag(and_(filled, dated))).label(f"sure_{name}"))
        columns.append(func.max(flag(filled)).label(f"maybe_{name}"))
    return (
        select(_SCOPE.c.post_id, *columns)
        .where(possibly_in_force(_SCOPE))
        .group_by(_SCOPE.c.post_id)
        .cte("fixed")
    )


def _unfixed() -> Select[Any]:
    fixed, seat = _fixed(), POST.alias("seat")
    recorded = (
        select(seat.c.unit_id, func.count().label("records"))
        .join_from(_SCOPE, seat, seat.c.id == _SCOPE.c.post_id)
        .group_by(seat.c.unit_id)
        .cte("recorded")
    )
    begun = or_(POST.c.valid_from.is_(None), POST.c.valid_from <= the_day())
    heads = (
        select(POST.c.unit_id, POST.c.id.label("post_id"), POST.c.title, POST.c.is_head)
        .where(POST.c.is_head.is_not(False), begun, not_over(POST))
        .cte("head_posts")
    )
    sure = [func.coalesce(fixed.c[f"sure_{name}"], 0) for name, _ in _FIELDS]
    maybe = [func.coalesce(fixed.c[f"maybe_{name}"], 0) for name, _ in _FIELDS]
    records = func.coalesce(recorded.c.records, 0)
    missing = and_(heads.c.is_head.is_(True), records > 0, or_(*(one == 0 for one in maybe)))
    return of_units(
        heads,
        heads.c.title,
        verdict(missing, or_(*(one == 0 for one in sure))),
        heads.c.title.label("title"),
        flag(heads.c.is_head.is_(True)).label("head"),
        records.label("records"),
        *(one.label(f"maybe_{name}") for one, (name, _) in zip(maybe, _FIELDS, strict=True)),
        joins=(
            (fixed, fixed.c.post_id == heads.c.post_id),
            (recorded, recorded.c.unit_id == heads.c.unit_id),
        ),
    )


def _say(row: Any) -> str:
    missing = [title for name, title in _FIELDS if not getattr(row, f"maybe_{name}")]
    found = len(_FIELDS) - len(missing)
    rule = f"“{row.title}”应确定 {len(_FIELDS)} 项（权力范围、权力责任、用权规则），现行有效的有 {found} 项"
    if row.verdict == FINDING:
        return f"{rule}，缺 {'、'.join(missing)}"
    if not row.records:
        return f"{rule}；本单位没有登记主要领导权责，无法判断是没有确定还是没有报送"
    if missing and not row.head:
        return f"{rule}；该职务未填是否“一把手”，无法判断"
    return f"{rule}；登记的权责没有写明起日，无法判断是否有效"


REG021 = Rule(
    code="REG021",
    name="leader-scope-not-fixed",
    title="主要领导的权力范围、责任、用权规则没有确定",
    severity=Severity.WARNING,
    cites=(Citation("R-FS-03", "抚松", "依法确权"),),
    limits=(),
    explanation=(
        "检查每个“一把手”职务是否确定了权力范围、权力责任、用权规则三项，且在检查日有效。"
        "本单位登记过而该职务缺项的算问题；本单位一条也没有登记、登记没有起日、"
        "职务未填是否“一把手”的，答“无法判断”。"
    ),
    advice="按文件登记三个确定：powerctl scope add、powerctl scope edit，或 powerctl import 主要领导权责表",
    question=_unfixed,
    say=_say,
    repeats=never,
)
