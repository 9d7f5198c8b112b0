"""A clean-up reconciles: REG016 (R-FS-02).

One item is an edition that another one of the unit has followed: its powers, the fates recorded for
them and the reasons are counted. The edition's name stands in the item, since each edition is
cleaned up once.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
)

from powerctl.areas.organization.queries import (
    BATCH,
    UNIT,
    flag,
    is_blank,
    origin,
    the_day,
    unit_key,
)
from powerctl.areas.registry.queries import EDITION, POWER
from powerctl.model import CleanUp
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import Fate, Severity

CLEAN_UP = CleanUp.metadata.tables[str(CleanUp.__tablename__)]
_GONE = (Fate.CANCELLED, Fate.HANDED_DOWN)
_COME = (Fate.ADDED, Fate.TAKEN_OVER)


def _followed() -> CTE:
    """Editions that another one of the unit has followed by the day, or may have.

    Columns id, certain (1: on record), successor (its name, where certain).
    """
    edition, other = EDITION.alias("followed_edition"), EDITION.alias("other_edition")
    same_unit = and_(other.c.unit_id == edition.c.unit_id, other.c.id != edition.c.id)
    replaces = func.coalesce(other.c.replaces_id == edition.c.id, False)
    certain = and_(
        same_unit,
        other.c.in_force_from <= the_day(),
        or_(replaces, other.c.in_force_from > edition.c.in_force_from),
    )
    known_before = or_(
        func.coalesce(other.c.in_force_from < edition.c.in_force_from, False),
        func.coalesce(edition.c.replaces_id == other.c.id, False),
    )
    possible = and_(
        same_unit,
        func.coalesce(other.c.in_force_from <= the_day(), True),
        or_(replaces, not_(known_before)),
    )
    successor = select(func.min(other.c.name)).where(certain).scalar_subquery()
    return (
        select(edition.c.id, flag(exists().where(certain)).label("certain"), successor.label("successor"))
        .where(or_(exists().where(certain), exists().where(possible)))
        .cte("followed")
    )


def _fates() -> Subquery:
    """By old item: whether its rows say what became of it, and why.

    A row that denies a counterpart, or speaks of the new item alone, says nothing about the old one.
    """
    row = CLEAN_UP.c
    gone = func.coalesce(row.fate.in_(_GONE), False)
    linked = and_(row.is_same.is_(True), row.new_power_id.is_not(None))
    needs_reason = and_(row.fate.is_not(None), row.fate != Fate.KEPT)
    return (
        select(
            row.old_power_id.label("power_id"),
            func.max(flag(row.fate == Fate.HANDED_DOWN)).label("handed_down"),
            func.max(flag(row.fate == Fate.CANCELLED)).label("cancelled"),
            func.max(flag(row.fate == Fate.KEPT)).label("kept"),
            func.max(flag(or_(row.fate.is_(None), and_(not_(gone), not_(linked))))).label("unclear"),
            func.max(flag(and_(needs_reason, is_blank(row.reason)))).label("bare"),
        )
        .where(row.old_power_id.is_not(None), _speaks())
        .group_by(row.old_power_id)
        .subquery("fates")
    )


def _speaks() -> ColumnElement[bool]:
    """The row is about an old item."""
    row = CLEAN_UP.c
    return and_(row.is_same.is_not(False), or_(row.fate.is_(None), row.fate.not_in(_COME)))


def _counts(followed: CTE) -> Subquery:
    """By followed edition: its items, and how many of them met which fate."""
    fates = _fates().c
    moved = and_(fates.unclear == 0, fates.handed_down == 1)
    cancelled = and_(fates.unclear == 0, fates.handed_down == 0, fates.cancelled == 1)
    kept = and_(fates.unclear == 0, fates.handed_down == 0, fates.cancelled == 0, fates.kept == 1)
    return (
        select(
            POWER.c.edition_id,
            func.count().label("total"),
            func.count(fates.power_id).label("recorded"),
            func.sum(flag(kept)).label("kept"),
            func.sum(flag(cancelled)).label("cancelled"),
            func.sum(flag(moved)).label("handed_down"),
            func.sum(func.coalesce(fates.unclear, 0)).label("unclear"),
            func.sum(func.coalesce(fates.bare, 0)).label("bare"),
        )
        .select_from(POWER.outerjoin(fates.power_id.table, fates.power_id == POWER.c.id))
        .where(POWER.c.edition_id.in_(select(followed.c.id)))
        .group_by(POWER.c.edition_id)
        .subquery("counts")
    )


def _strays() -> Subquery:
    """By old edition: rows about an old item that does not stand in them."""
    row = CLEAN_UP.c
    return (
        select(row.old_edition_id.label("edition_id"), func.count().label("strays"))
        .where(row.old_power_id.is_(None), _speaks())
        .group_by(row.old_edition_id)
        .subquery("strays")
    )


def _reconciled() -> Select[Any]:
    followed = _followed()
    counts, strays = _counts(followed), _strays()
    total, recorded = (func.coalesce(counts.c[name], 0) for name in ("total", "recorded"))
    stray, bare = func.coalesce(strays.c.strays, 0), func.coalesce(counts.c.bare, 0)
    unclear = func.coalesce(counts.c.unclear, 0)
    missing = total - recorded
    answer = case(
        (or_(followed.c.certain == 0, total == 0, recorded == 0), UNKNOWN),
        (or_(bare > 0, missing > stray), FINDING),
        (or_(missing > 0, unclear > 0, stray > 0), UNKNOWN),
        else_=PASSED,
    )
    source = (
        followed.join(EDITION, EDITION.c.id == followed.c.id)
        .outerjoin(UNIT, UNIT.c.id == EDITION.c.unit_id)
        .outerjoin(BATCH, BATCH.c.id == EDITION.c.batch_id)
        .outerjoin(counts, counts.c.edition_id == EDITION.c.id)
        .outerjoin(strays, strays.c.edition_id == EDITION.c.id)
    )
    return select(
        unit_key(UNIT, EDITION.c.unit_id).concat("/").concat(EDITION.c.name).label("item"),
        EDITION.c.unit_id,
        answer.label("verdict"),
        EDITION.c.name.label("subject"),
        origin(EDITION, BATCH).label("origin"),
        followed.c.certain,
        followed.c.successor,
        total.label("total"),
        recorded.label("recorded"),
        missing.label("missing"),
        *(
            func.coalesce(counts.c[name], 0).label(name)
            for name in ("kept", "cancelled", "handed_down", "unclear", "bare")
        ),
        stray.label("strays"),
    ).select_from(source)


def _say(row: Any) -> str:
    if not row.certain:
        return (
            f"“{row.subject}”与本单位其他清单版本先后不明（没有施行日期或日期相同，也没有写明替代关系），"
            "是否已有新版本接替，无法判断"
        )
    said = f"“{row.subject}”由“{row.successor}”接替，清理前登记 {row.total} 项"
    if not row.total:
        return f"{said}，没有可以核对的，无法判断"
    if not row.recorded:
        return f"{said}，登记了去向的 0 项，无法判断是否逐项清理"
    adjusted = row.recorded - row.kept - row.cancelled - row.handed_down - row.unclear
    parts = (("保留", row.kept), ("调整", adjusted), ("取消", row.cancelled), ("下放", row.handed_down))
    counted = " + ".join(f"{word} {count}" for word, count in parts if count > 0) or "0"
    said += f"，登记去向 {row.recorded} 项（{counted}），差 {row.missing} 项"
    if row.bare:
        said += f"；{row.bare} 项没有写理由"
    if row.verdict == FINDING:
        return said
    doubts = []
    if row.unclear:
        doubts.append(f"{row.unclear} 项的清理结果没有填全")
    if row.strays:
        doubts.append(f"{row.strays} 条清理登记没有写明清理前的事项")
    return f"{said}；{'；'.join(doubts)}，无法判断"


REG016 = Rule(
    code="REG016",
    name="clean-up-not-reconciled",
    title="清理前后对不上账",
    severity=Severity.WARNING,
    cites=(Citation("R-FS-02", "抚松", "改革限权"),),
    limits=(),
    explanation=(
        "检查每个已有新版本接替的清单版本：其中每一项是否登记了去向（保留、调整、取消或下放），"
        "除保留外是否都写了理由，各数相加是否等于清理前的项数。"
        "一项也没有登记、版本先后不明、登记没有填全的，答“无法判断”。"
    ),
    advice=(
        "对照两个版本并登记：powerctl power clean-up record 旧版本 新版本；"
        "补写理由：powerctl power clean-up set"
    ),
    question=_reconciled,
    say=_say,
    repeats=never,
)
