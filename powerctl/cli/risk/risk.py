"""risk: integrity risk points, and their levels declared against computed."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.risk.risk_levels import add_level_commands
from powerctl.cli.risk.risk_tables import add_table_commands
from powerctl.cli.setting import (
    Noun,
    OfUnit,
    Settings,
    add_edit,
    add_retire,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("廉政风险点：登记、查询、评级、评估存档、覆盖、热力图、趋势")
NOUN = Noun(
    "risk", "risk_point", "廉政风险点", "RiskPoint", "risk.points", ("power", "post", "owner", "method")
)


@app.command("add", cls=Command, help="登记一个廉政风险点；没有写明的等级、因素一律按不知道处理。")
def _add(
    name: Annotated[str, typer.Argument(help="风险点", metavar="风险点")],
    unit: OfUnit,
    level: Annotated[str | None, typer.Option("--level", help="风险等级：高、中、低", metavar="等级")] = None,
    business: Annotated[str | None, typer.Option("--business", help="权力或业务", metavar="文字")] = None,
    power: Annotated[
        str | None, typer.Option("--power", help="关联权力事项（编号、编码或名称）", metavar="事项")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="责任人", metavar="姓名")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.risk.points import add_point

    texts = read_settings(NOUN, settings, name=name, level=level, business=business, power=power, owner=owner)
    with session.writing("risk add") as db:
        number = add_point(db, unit, **texts).id
    show_added(NOUN, number, name)


def _edit(db: "Session", point: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.risk.points import edit_point

    return edit_point(db, point, texts)


def _retire(db: "Session", point: Any, on: date, reason: str) -> str:
    from powerctl.areas.risk.points import retire_point

    retire_point(db, point, on=on, reason=reason)
    return f"已销号廉政风险点 {point.id} {point.name}，销号日期 {on}"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "销号一个风险点（从哪一天起、为什么）；记录仍保留。")
add_level_commands(app, NOUN)
add_table_commands(app)
