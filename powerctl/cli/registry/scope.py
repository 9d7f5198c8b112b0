"""scope: scope of power, duty and rules of use of a key leader's post (三个确定)."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show
from powerctl.cli.setting import (
    Key,
    Noun,
    OfUnit,
    Settings,
    Within,
    add_edit,
    day_or_today,
    found,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("主要领导三个确定：权力范围、权力责任、用权规则")
NOUN = Noun("scope", "leader_scope", "主要领导权责", "LeaderScope", "registry.exercises.scopes")


@app.command("add", cls=Command, help="登记一个主要领导职务的权力范围、权力责任、用权规则。")
def _add(
    post: Annotated[str, typer.Argument(help="职务名称，如 局长", metavar="职务")],
    unit: OfUnit,
    scope: Annotated[str | None, typer.Option("--scope", help="权力范围", metavar="文字")] = None,
    duty: Annotated[str | None, typer.Option("--duty", help="权力责任", metavar="文字")] = None,
    rules: Annotated[str | None, typer.Option("--rules", help="用权规则", metavar="文字")] = None,
    start: Annotated[str | None, typer.Option("--from", help="起日；不知道就不写", metavar="日期")] = None,
    document: Annotated[str | None, typer.Option("--document", help="文号", metavar="文号")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.exercises.scopes import add_scope

    fixed = {"scope": scope, "duty": duty, "rules": rules}
    texts = read_settings(NOUN, settings, **fixed, valid_from=start, document=document)
    with session.writing("scope add") as db:
        added = add_scope(db, unit, post, **texts).id
    show_added(NOUN, added, post)


def _edit(db: "Session", scope: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.exercises.scopes import edit_scope

    return edit_scope(db, scope, texts)


@app.command("end", cls=Command, help="终止一条主要领导权责，写明最后一天；记录仍保留。")
def _end(
    key: Key,
    on: Annotated[str | None, typer.Option("--on", help="最后有效的一天；不写为今天", metavar="日期")] = None,
    unit: Within = None,
) -> None:
    from powerctl.areas.registry.exercises.scopes import end_scope, title_of

    day: date = day_or_today(on)
    number = number_named(NOUN, key, unit)
    with session.writing(f"scope end {number}") as db:
        title = title_of(db, end_scope(db, found(db, NOUN, number), on=day))
    show(f"已终止“{title}”的主要领导权责 {number}，止日 {day}")


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
