"""unit: the county's organs, towns, institutions and villages, in a tree."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.setting import Noun, Settings, add_edit, add_retire, read_settings, show_added

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("单位：登记、查询、修改、撤销")
NOUN = Noun("unit", "unit", "单位", "Unit", "organization.units", ("parent",))


@app.command("add", cls=Command, help="登记一个单位；不写代码则自动编为 U001、U002……")
def _add(
    name: Annotated[str, typer.Argument(help="单位名称", metavar="名称")],
    code: Annotated[str | None, typer.Option("--code", help="单位代码", metavar="代码")] = None,
    parent: Annotated[
        str | None, typer.Option("--parent", help="上级单位（代码或名称）", metavar="单位")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="单位类型，如 政府部门、乡镇、事业单位", metavar="类型")
    ] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.organization.units import add_unit

    texts = read_settings(NOUN, settings, name=name, code=code, parent=parent, kind=kind)
    with session.writing("unit add") as db:
        unit = add_unit(db, **texts)
        number, words = unit.id, f"{unit.code} {unit.name}"
    show_added(NOUN, number, words)


def _edit(db: "Session", unit: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.organization.units import edit_unit

    return edit_unit(db, unit.code, texts)


def _retire(db: "Session", unit: Any, on: date, reason: str) -> str:
    from powerctl.areas.organization.units import retire_unit

    retire_unit(db, unit.code, on=on, reason=reason)
    return f"已撤销单位 {unit.code} {unit.name}，止日 {on}"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "撤销一个单位（从哪一天起、为什么）；还有人在任的不能撤销。")
