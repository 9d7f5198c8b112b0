"""power level: the live risk level of powers, with the reason."""

from collections import Counter
from enum import StrEnum
from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.listing import UnitFilter
from powerctl.cli.output import Format, FormatOption, print_rows, to_terminal, warn


class Wanted(StrEnum):
    """Which levels are shown."""

    HIGH = "高"
    MEDIUM = "中"
    LOW = "低"
    NONE = "未定级"
    UNKNOWN = "无法判断"


def add_level(app: typer.Typer) -> None:
    """Give `power` its `level`."""

    @app.command(
        "level",
        cls=Command,
        help="列出现行权力的风险等级和理由：取最高的在控风险点，有近期严重问题的上调一级。",
    )
    def _level(
        unit: UnitFilter = None,
        level: Annotated[
            Wanted | None,
            typer.Option("--level", help="只看这一等级：高、中、低、未定级、无法判断", metavar="等级"),
        ] = None,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.areas.organization.units import find_unit, units_below
        from powerctl.areas.registry.live_level import LIMITS, live_levels
        from powerctl.limits.in_force import put_in_force

        with session.reading() as db:
            home = find_unit(db, unit).id if unit else None
            put_in_force(db, session.today(), LIMITS)
            found = live_levels(db, units_below(db, home) if home is not None else None)
        shown = [each for each in found if level is None or each.words == level.value]
        print_rows(
            ("id", "unit", "power", "level", "reason"),
            ("编号", "单位", "权力事项", "风险等级", "理由"),
            [(each.power_id, each.unit, each.name, each.words, each.reason) for each in shown],
            form,
            title="权力事项的风险等级" if to_terminal() else "",
            empty="没有符合条件的现行权力",
        )
        if form is Format.TABLE and found:
            counts = Counter(each.words for each in found)
            said = "、".join(f"{wanted.value} {counts[wanted.value]}" for wanted in Wanted)
            warn(f"共 {len(found)} 项：{said}")
