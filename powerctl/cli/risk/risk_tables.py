"""risk coverage, matrix, trend, review: how many points of what sort, how that changed, what is due."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.listing import UnitFilter
from powerctl.cli.output import Format, FormatOption, next_step, print_json, print_rows, show, warn
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.risk.grids import Grid


class By(StrEnum):
    """What a search is looked at by."""

    FINDER = "finder"
    SOURCE = "source"
    DOMAIN = "domain"


class Across(StrEnum):
    """What a heat map is spread over."""

    UNIT = "unit"
    LEVEL = "level"
    FINDER = "finder"
    SOURCE = "source"
    DOMAIN = "domain"
    LIKELIHOOD = "likelihood"
    SEVERITY = "severity"


_AXES = "unit 单位、level 等级、finder 查找方法、source 来源、domain 领域、likelihood 可能性、severity 严重性"
AsOf = Annotated[str | None, typer.Option("--as-of", help="截至日期；不写为今天", metavar="日期")]
_MOVED_KEYS = ("id", "unit", "risk_point", "turn", "before", "after")
_MOVED_HEADINGS = ("编号", "单位", "风险点", "变化", "原等级", "现等级")


def add_table_commands(app: typer.Typer) -> None:
    """Give `risk` its commands about numbers."""
    _add_coverage(app)
    _add_matrix(app)
    _add_trend(app)
    _add_review(app)


def _add_coverage(app: typer.Typer) -> None:
    @app.command(
        "coverage",
        cls=Command,
        help="排查覆盖表：各单位按查找方法、来源、领域各有几个在控风险点，没有的写“缺”。",
    )
    def _coverage(
        by: Annotated[
            By | None,
            typer.Option(
                "--by", help="finder 查找方法、source 来源、domain 领域；不写为三张", metavar="方面"
            ),
        ] = None,
        unit: UnitFilter = None,
        as_of: AsOf = None,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.areas.risk.grids import TITLES, Axis, grid

        if by is None and form is Format.CSV:
            raise Refused("CSV 一次只能输出一张表", hint="powerctl risk coverage --by finder --format csv")
        day = session.parse_day(as_of) or session.today()
        axes = [Axis(by.value)] if by else [Axis.FINDER, Axis.SOURCE, Axis.DOMAIN]
        with session.reading() as db:
            units = _units(db, unit)
            grids = [grid(db, day, Axis.UNIT, axis, units=units) for axis in axes]
        if form is Format.JSON:
            print_json([_as_json(each) for each in grids])
            return
        for each in grids:
            rows = [(*_cells(each, row, each.gaps(row)), "、".join(each.gaps(row))) for row in each.rows]
            headings = (TITLES[each.down], *each.columns, "合计", "缺口")
            title = f"按{TITLES[each.across]}（截至 {day}）" if form is Format.TABLE else ""
            print_rows(headings, headings, rows, form, title=title, empty="没有登记单位、权力、职务或风险点")
            if form is Format.TABLE and each.rows:
                lacking = sum(bool(each.gaps(row)) for row in each.rows)
                warn(f"共 {len(each.rows)} 个单位，{lacking} 个有缺口")


def _add_matrix(app: typer.Typer) -> None:
    @app.command(
        "matrix",
        cls=Command,
        help="热力图数据：在控风险点按两个方面交叉计数；不写为单位 × 等级。",
    )
    def _matrix(
        down: Annotated[Across, typer.Option("--rows", help=f"纵向：{_AXES}", metavar="方面")] = Across.UNIT,
        across: Annotated[
            Across, typer.Option("--columns", help="横向，同上", metavar="方面")
        ] = Across.LEVEL,
        unit: UnitFilter = None,
        as_of: AsOf = None,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.areas.risk.grids import TITLES, Axis, grid

        if down is across:
            raise Refused(
                "纵向和横向要是两个不同的方面",
                hint="powerctl risk matrix --rows likelihood --columns severity",
            )
        day = session.parse_day(as_of) or session.today()
        with session.reading() as db:
            made = grid(db, day, Axis(down.value), Axis(across.value), units=_units(db, unit))
        if form is Format.JSON:
            print_json(_as_json(made))
            return
        rows: list[Sequence[Any]] = [_cells(made, row, None) for row in made.rows]
        if made.rows:
            rows.append(
                ("合计", *(str(made.column_total(column)) for column in made.columns), str(made.total))
            )
        headings = (f"{TITLES[made.down]}＼{TITLES[made.across]}", *made.columns, "合计")
        print_rows(headings, headings, rows, form, empty="没有在控的风险点")
        if form is Format.TABLE and Axis.LEVEL not in (made.down, made.across):
            warn("括号内是该格中最高的等级")


def _add_trend(app: typer.Typer) -> None:
    @app.command(
        "trend",
        cls=Command,
        help="比较两天：新增、销号、升级、降级的风险点。以台账在那一天结束时的记载为准。",
    )
    def _trend(
        start: Annotated[str, typer.Option("--from", help="前一天", metavar="日期")],
        end: Annotated[str | None, typer.Option("--to", help="后一天；不写为今天", metavar="日期")] = None,
        unit: UnitFilter = None,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.areas.organization.units import unit_names
        from powerctl.areas.risk.trend import moves, states

        first, last = session.needed_day(start), session.parse_day(end) or session.today()
        if first >= last:
            raise Refused(
                f"前一天 {first} 不早于后一天 {last}", hint="powerctl risk trend --from 日期 --to 日期"
            )
        with session.reading() as db:
            units, names = _units(db, unit), unit_names(db)
            found = states(db, (first, last))
        moved = moves(found[first], found[last], units)
        rows = [
            (each.number, names.get(each.unit_id, ""), each.name, each.turn.value, each.before, each.after)
            for each in moved
        ]
        print_rows(_MOVED_KEYS, _MOVED_HEADINGS, rows, form, empty="两天之间没有变化")
        if form is Format.TABLE:
            for day in (first, last):
                held = [each for each in found[day].values() if units is None or each.unit_id in units]
                levels = Counter(each.level or "未定级" for each in held)
                said = "、".join(f"{level} {levels[level]}" for level in ("高", "中", "低", "未定级"))
                show(f"{day} 在控 {len(held)} 个：{said}")
            turns = Counter(each.turn.value for each in moved)
            warn("、".join(f"{turn} {count}" for turn, count in turns.items()) or "没有变化")
            warn("两天都以台账当天结束时（北京时间）的记载为准，销号从登记的销号日期起算")


def _add_review(app: typer.Typer) -> None:
    @app.command(
        "review",
        cls=Command,
        help="检查计划：每个在控风险点最近何时检查、剩余风险、何时应再查；没有查过的和逾期的在前。",
    )
    def _review(
        unit: UnitFilter = None,
        overdue: Annotated[bool, typer.Option("--overdue", help="只列逾期和没有查过的")] = False,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.areas.organization.units import find_unit
        from powerctl.areas.risk.review_plan import review_plan

        day = session.today()
        with session.reading() as db:
            planned = review_plan(db, day, unit_id=find_unit(db, unit).id if unit else None)
        late = [each for each in planned if each.last is None or (each.due is not None and each.due < day)]
        rows = [
            (each.number, each.unit, each.name, each.level, each.residual, each.last, each.due)
            for each in (late if overdue else planned)
        ]
        keys = ("id", "unit", "risk_point", "level", "residual_level", "last_reviewed_on", "due_on")
        headings = ("编号", "单位", "风险点", "风险等级", "剩余风险", "最近检查", "应查期限")
        print_rows(keys, headings, rows, form, empty="没有要检查的风险点")
        if form is Format.TABLE and planned:
            never = sum(each.last is None for each in planned)
            warn(f"在控 {len(planned)} 个，没有检查记录 {never} 个，逾期 {len(late) - never} 个")
            if late:
                warn(next_step(f"powerctl review add {late[0].number} --kind 定期 --result 检查情况"))


def _units(db: "Session", unit: str | None) -> set[int] | None:
    if unit is None:
        return None
    from powerctl.areas.organization.units import find_unit
    from powerctl.areas.risk.assessing import below

    return set(below(db, find_unit(db, unit).id))


def _cells(made: "Grid", row: str, gaps: Sequence[str] | None) -> tuple[str, ...]:
    """A row of a grid and its total: with `gaps` (a coverage table) what is missing says 缺, without them
    each count says its highest level, where no axis tells it."""
    plain = gaps is not None or "level" in (made.across.value, made.down.value)
    cells = []
    for column in made.columns:
        count, level = made.count(row, column), made.level(row, column)
        nothing = "缺" if gaps and column in gaps else "0"
        cells.append(nothing if not count else str(count) if plain else f"{count}（{level}）")
    return (row, *cells, str(made.row_total(row)))


def _as_json(made: "Grid") -> dict[str, Any]:
    return {
        "rows": made.down.value,
        "columns": made.across.value,
        "cells": [
            {
                "row": row,
                "column": column,
                "points": made.count(row, column),
                "highest_level": made.level(row, column) or None,
            }
            for row in made.rows
            for column in made.columns
        ],
        "gaps": {row: made.gaps(row) for row in made.rows if made.gaps(row)},
    }
