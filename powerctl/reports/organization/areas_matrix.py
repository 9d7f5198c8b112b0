"""五个不直接分管情况表: who held each of the five areas over time, gaps and doubles visible (R-XZ-02)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from powerctl.areas.organization.area_spans import Held, Span, duties_held, heads, spans
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, Scope, roster_masker, scope
from powerctl.reports.spans import Bar, timeline
from powerctl.terms import FIVE_AREAS

_YEAR = timedelta(days=365)


def build(session: Session, order: Order) -> Report:
    """The matrix on the day, and each unit's areas over the period (a year back unless `since` is given).

    Raises Refused for a period that ends before it begins, and where no division of duties is on record.
    """
    where = scope(session, order)
    first = order.since or order.as_of - _YEAR
    if first > order.as_of:
        raise Refused(
            f"期间的第一天 {first.isoformat()} 晚于截至日期 {order.as_of.isoformat()}",
            hint="powerctl report make 五个不直接分管情况表 --since 日期 --as-of 日期",
        )
    put_in_force(session, order.as_of, ())
    duties: dict[int, list[Held]] = {}
    for duty in duties_held(session, where.unit_ids):
        duties.setdefault(duty.unit_id, []).append(duty)
    if not duties:
        raise Refused(f"{where.name}还没有登记领导分工", hint="powerctl import 单位人员职务分工.xlsx")
    leading = heads(session, where.unit_ids, first, order.as_of)
    mask = roster_masker(session)
    period = f"{first.isoformat()} 至 {order.as_of.isoformat()}"
    meta = Meta(
        name="areas",
        title=f"{where.name}五个不直接分管情况表",
        unit=where.name,
        period=period,
        as_of=order.as_of,
        generated=order.generated,
        number=f"WGBZ-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    units = sorted(duties, key=lambda unit: where.names[unit])
    blocks: list[Block] = [
        Title((f"{where.name}五个不直接分管情况表",)),
        Paragraph(
            f"有分工登记的单位 {len(units)} 个。★ “一把手”直接分管；◆ 两人以上直接分管；"
            "▨ 空缺，无人直接分管；？ 是否直接分管或者起日没有登记。没有登记分工的单位不在表内。"
        ),
        Heading(f"一、{chinese_day(order.as_of)}的分管情况"),
        _matrix(units, duties, leading, where, order.as_of, mask),
        Heading(f"二、{chinese_day(first)}至{chinese_day(order.as_of)}的变化"),
    ]
    for unit in units:
        blocks += _over_time(unit, duties[unit], leading, where, first, order.as_of, mask)
    blocks.append(Sign(where.name, order.as_of))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _matrix(
    units: Sequence[int],
    duties: dict[int, list[Held]],
    leading: set[tuple[int, int]],
    where: Scope,
    day: date,
    mask: Callable[[str], str],
) -> Table:
    rows = []
    for unit in units:
        found = [spans(duties[unit], area, day, day)[0] for area in FIVE_AREAS]
        rows.append((where.names[unit], *(mask(_words(unit, span, leading)) for span in found)))
    headings = ("单位", *(area.value for area in FIVE_AREAS))
    return Table("", headings, (20, 16, 16, 16, 16, 16), tuple(rows))


def _words(unit: int, span: Span, leading: set[tuple[int, int]]) -> str:
    """Who holds the area in a span, with the marks of the legend."""
    said = []
    for holder in span.holders:
        head = "★ " if holder.direct is not False and (unit, holder.person_id) in leading else ""
        open_ = "？" if holder.direct is None or not holder.certain else ""
        said.append(f"{head}{holder.name}{open_}{'' if holder.direct is not False else '（不直接）'}")
    if span.is_gap:
        return "▨ 空缺" + (f"\n{'、'.join(said)}" if said else "")
    return ("◆ " if span.is_double else "") + "、".join(said)


def _over_time(
    unit: int,
    duties: Sequence[Held],
    leading: set[tuple[int, int]],
    where: Scope,
    first: date,
    last: date,
    mask: Callable[[str], str],
) -> list[Block]:
    found = {area: spans(duties, area, first, last) for area in FIVE_AREAS}
    bars = [
        (
            area.value,
            [
                Bar(span.first, span.last, mask(_words(unit, span, leading)), _look(span))
                for span in found[area]
            ],
        )
        for area in FIVE_AREAS
    ]
    rows = [
        (
            area.value,
            span.first.isoformat(),
            span.last.isoformat(),
            str((span.last - span.first).days + 1),
            mask(_words(unit, span, leading)),
        )
        for area in FIVE_AREAS
        for span in found[area]
    ]
    name = where.names[unit]
    headings = ("领域", "起", "止", "天数", "分管人")
    return [
        Heading(name, 2),
        timeline(f"{name}五项工作分管情况", first, last, bars),
        Table(f"{name}五项工作分管情况（表）", headings, (18, 16, 16, 10, 40), tuple(rows)),
    ]


def _look(span: Span) -> str:
    return "gap" if span.is_gap else "double" if span.is_double else "held"
