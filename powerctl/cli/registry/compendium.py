"""compendium: editions of the compendium of institutions, and what is in them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show, warn
from powerctl.cli.registry.institution import NOUN as INSTITUTION
from powerctl.cli.setting import (
    Key,
    Noun,
    OfUnit,
    Within,
    add_edit,
    day_or_today,
    found,
    number_named,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("制度汇编：编制、查询、修改、增减篇目")
NOUN = Noun("compendium", "compendium", "制度汇编", "Compendium", "registry.institutions.compendium")
Institution = Annotated[str, typer.Argument(help="制度的编号、名称或文号", metavar="制度")]


@app.command("make", cls=Command, help="编一部制度汇编，收入当日现行有效的全部制度，按汇编类别排列。")
def _make(
    unit: OfUnit,
    name: Annotated[
        str | None, typer.Option("--name", help="汇编名称；不写为 某年制度汇编", metavar="名称")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="印发日期；不写为今天", metavar="日期")] = None,
) -> None:
    from powerctl.areas.registry.institutions.compendium import make_compendium

    day = day_or_today(on)
    with session.writing("compendium make") as db:
        made, notes = make_compendium(db, unit, name or f"{day.year}年制度汇编", on=day)
        number, called = made.id, made.name
    show_added(NOUN, number, called)
    for note in notes:
        warn(f"提醒：{note}")
    show(f"出页：powerctl report make 制度汇编 --unit {unit}")


@app.command("put", cls=Command, help="把一项制度补收入一部汇编，列在最后。")
def _put(key: Key, institution: Institution, unit: Within = None) -> None:
    from powerctl.areas.registry.institutions.compendium import put_in

    number, inside = number_named(NOUN, key, unit), number_named(INSTITUTION, institution, unit)
    with session.writing(f"compendium put {number}") as db:
        put_in(db, found(db, NOUN, number), found(db, INSTITUTION, inside))
    show(f"已收入：制度汇编 {number}，制度 {inside}")


@app.command("take", cls=Command, help="把一项制度从一部汇编中撤出。")
def _take(key: Key, institution: Institution, unit: Within = None) -> None:
    from powerctl.areas.registry.institutions.compendium import take_out

    number, inside = number_named(NOUN, key, unit), number_named(INSTITUTION, institution, unit)
    with session.writing(f"compendium take {number}") as db:
        take_out(db, found(db, NOUN, number), found(db, INSTITUTION, inside))
    show(f"已撤出：制度汇编 {number}，制度 {inside}")


def _edit(db: "Session", made: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.institutions.compendium import edit_compendium

    return edit_compendium(db, made, texts)


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
