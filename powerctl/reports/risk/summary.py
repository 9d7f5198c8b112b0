"""廉政风险汇总: totals, heat maps, coverage, residual risk and trend (R-ZJ-05, R-CC-06)."""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlmodel import Session

from powerctl.areas.risk.grids import TITLES, Axis, Grid, grid
from powerctl.areas.risk.queries import MEASURE, RISK_POINT, is_open
from powerctl.areas.risk.residual import residual_levels
from powerctl.areas.risk.trend import Turn, by_level, days_between, moves, states
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.reports.blocks import Block, Figure, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.charts import LEVELS, UNRATED, heat_map, trend_lines
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, Scope, scope
from powerctl.terms import MeasureStatus

_A_YEAR = timedelta(days=365)
_MOST_DRAWN = 30
_UNITS_LEFT = 48.0
_NOT_REVIEWED = "未复评"


def build(session: Session, order: Order) -> Report:
    """The page for the day, with the trend since `order.since` (a year before where none is given).

    Raises Refused where there is no open risk point, and where the first day is not before the day.
    """
    where = scope(session, order)
    put_in_force(session, order.as_of, ())
    units = None if where.county else set(where.unit_ids)
    since = order.since or order.as_of - _A_YEAR
    if since >= order.as_of:
        raise Refused(
            f"起日 {since} 不早于截至日 {order.as_of}", hint="powerctl report make 廉政风险汇总 --help"
        )
    by_unit = grid(session, order.as_of, Axis.UNIT, Axis.LEVEL, units=units)
    if not by_unit.total:
        raise Refused(f"{where.name}还没有登记廉政风险点", hint="powerctl import 风险点.xlsx")
    title = f"{where.name}廉政风险汇总"
    meta = Meta(
        name="risk-summary",
        title=title,
        unit=where.name,
        period=f"{since} 至 {order.as_of}",
        as_of=order.as_of,
        generated=order.generated,
        number=f"FXHZ-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    blocks: list[Block] = [Title((title,)), Paragraph(_totals(session, by_unit, where))]
    blocks += [Heading("一、各单位等级分布"), *_unit_heat(by_unit)]
    blocks += [Heading("二、领域和来源分布")]
    blocks += [_counts(grid(session, order.as_of, Axis.DOMAIN, Axis.LEVEL, units=units))]
    blocks += [_counts(grid(session, order.as_of, Axis.SOURCE, Axis.LEVEL, units=units))]
    blocks += [Heading("三、可能性与严重性"), *_severity_heat(session, order.as_of, units)]
    blocks += [Heading("四、剩余风险"), *_residual(session, order.as_of, where)]
    blocks += [Heading("五、变化"), *_trend(session, since, order.as_of, units, where)]
    blocks += [Heading("六、排查覆盖"), _coverage(session, order.as_of, units)]
    return sealed(Report(meta=meta, blocks=(*blocks, Sign(where.name, order.as_of))))


def _totals(session: Session, by_unit: Grid, where: Scope) -> str:
    query = (
        select(MEASURE.c.status, func.count())
        .join_from(MEASURE, RISK_POINT, RISK_POINT.c.id == MEASURE.c.risk_point_id)
        .where(is_open(RISK_POINT), RISK_POINT.c.unit_id.in_(where.unit_ids))
        .group_by(MEASURE.c.status)
    )
    rows = session.connection().execute(query).all()
    states_of: dict[MeasureStatus | None, int] = {row[0]: row[1] for row in rows}
    measures, done = sum(states_of.values()), states_of.get(MeasureStatus.DONE, 0)
    levels = "、".join(f"{level} {by_unit.column_total(level)} 个" for level in by_unit.columns)
    return (
        f"{len(by_unit.rows)} 个单位共有在控廉政风险点 {by_unit.total} 个（{levels}），"
        f"防控措施 {measures} 条，其中登记为已落实的 {done} 条、"
        f"未注明落实状态的 {states_of.get(None, 0)} 条。"
        "未定级是指报送材料没有注明等级，不作推定。"
    )


def _unit_heat(by_unit: Grid) -> list[Block]:
    ordered = sorted(by_unit.rows, key=lambda row: (-by_unit.row_total(row), row))
    drawn = ordered[:_MOST_DRAWN]
    cells = [[(by_unit.count(row, level), level) for level in by_unit.columns] for row in drawn]
    title = "单位 × 等级（数字为风险点个数）"
    if len(ordered) > len(drawn):
        title = f"单位 × 等级（风险点最多的 {len(drawn)} 个单位）"
    return [heat_map(title, drawn, by_unit.columns, cells, left=_UNITS_LEFT), _counts(by_unit)]


def _counts(made: Grid) -> Table:
    rows = [
        (row, *(str(made.count(row, column)) for column in made.columns), str(made.row_total(row)))
        for row in made.rows
    ]
    if len(rows) > 1:
        rows.append(("合计", *(str(made.column_total(column)) for column in made.columns), str(made.total)))
    headings = (TITLES[made.down], *made.columns, "合计")
    widths = (24, *([8] * (len(made.columns) + 1)))
    return Table(f"{TITLES[made.down]} × {TITLES[made.across]}（个）", headings, widths, tuple(rows))


def _severity_heat(session: Session, day: date, units: set[int] | None) -> list[Block]:
    made = grid(session, day, Axis.LIKELIHOOD, Axis.SEVERITY, units=units)
    rows = [row for row in reversed(made.rows) if row.isdecimal()]
    columns = [column for column in made.columns if column.isdecimal()]
    known = sum(made.count(row, column) for row in rows for column in columns)
    said = f"{made.total} 个在控风险点中，{known} 个登记了发生可能性和后果严重性两项分值。"
    if not known:
        return [Paragraph(said)]
    cells = [[(made.count(row, column), made.level(row, column)) for column in columns] for row in rows]
    shown_rows, shown = [f"可能性 {row}" for row in rows], [f"严重性 {column}" for column in columns]
    figure: Figure = heat_map("可能性 × 严重性（数字为风险点个数）", shown_rows, shown, cells)
    table = tuple((row, *(str(n) for n, _ in line)) for row, line in zip(shown_rows, cells, strict=True))
    caption = "可能性与严重性数据（个）"
    return [Paragraph(said), figure, Table(caption, ("", *shown), (14, *([10] * len(shown))), table)]


def _residual(session: Session, day: date, where: Scope) -> list[Block]:
    counts: Counter[tuple[str, str]] = Counter()
    for level, residual in residual_levels(session, day, where.unit_ids).values():
        counts[level or UNRATED, residual or _NOT_REVIEWED] += 1
    columns = (*LEVELS[:3], _NOT_REVIEWED)
    rows = tuple((level, *(str(counts[level, column]) for column in columns)) for level in LEVELS)
    lowered = sum(
        count
        for (level, residual), count in counts.items()
        if residual in LEVELS and LEVELS.index(residual) > LEVELS.index(level)
    )
    reviewed = sum(count for (_, residual), count in counts.items() if residual != _NOT_REVIEWED)
    return [
        Paragraph(f"最近一次检查评出剩余风险的有 {reviewed} 个，其中 {lowered} 个低于登记的等级。"),
        Table("登记等级与剩余风险（个）", ("登记等级", *columns), (12, 10, 10, 10, 10), rows),
    ]


def _trend(session: Session, since: date, day: date, units: set[int] | None, where: Scope) -> list[Block]:
    days = days_between(since, day)
    found = states(session, days)
    tallies = [by_level(found[each], units) for each in days]
    names = [(level, None if level == UNRATED else level) for level in LEVELS]
    series = [(level, [tally[key] for tally in tallies]) for level, key in names]
    moved = moves(found[days[0]], found[days[-1]], units)
    turns = Counter((each.unit_id, each.turn) for each in moved)
    rows: list[tuple[str, ...]] = [
        (where.names.get(unit, f"单位编号{unit}"), *(str(turns[unit, turn]) for turn in Turn))
        for unit in sorted({unit for unit, _ in turns}, key=lambda unit: where.names.get(unit, ""))
    ]
    total = Counter(each.turn for each in moved)
    rows.append(("合计", *(str(total[turn]) for turn in Turn)))
    said = "、".join(f"{turn} {total[turn]} 个" for turn in Turn)
    return [
        Paragraph(
            f"{since} 至 {day}：{said}。每一天都以台账在那一天结束时（北京时间）的记载为准，"
            "销号从登记的销号日期起算；尚未录入本系统的日子没有数据，不等于没有风险。"
        ),
        trend_lines("在控风险点（按等级，个）", [each.isoformat() for each in days], series),
        Table("各单位变化（个）", ("单位", *Turn), (24, *([8] * len(Turn))), tuple(rows)),
    ]


def _coverage(session: Session, day: date, units: set[int] | None) -> Table:
    axes = (Axis.FINDER, Axis.SOURCE, Axis.DOMAIN)
    grids = [grid(session, day, Axis.UNIT, axis, units=units) for axis in axes]
    rows = tuple((row, *("、".join(made.gaps(row)) or "无" for made in grids)) for row in grids[0].rows)
    headings = ("单位", *(f"没有查到的{TITLES[axis]}" for axis in axes))
    return Table("排查缺口（详见廉政风险排查覆盖表）", headings, (20, 26, 26, 20), rows)
