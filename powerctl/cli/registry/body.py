"""body: the leading and the working body of the work on powers."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
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

app = area("领导和办事机构：登记、查询、修改、撤销")
NOUN = Noun("body", "leading_body", "领导和办事机构", "LeadingBody", "registry.institutions.bodies")


@app.command("add", cls=Command, help="登记规范权力运行工作的领导机构或办事机构。")
def _add(
    name: Annotated[str, typer.Argument(help="机构名称", metavar="名称")],
    unit: OfUnit,
    role: Annotated[
        str | None, typer.Option("--role", help="机构性质：领导机构、办事机构", metavar="性质")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="起日", metavar="日期")] = None,
    document: Annotated[str | None, typer.Option("--document", help="成立文号", metavar="文号")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.institutions.bodies import add_body

    texts = read_settings(NOUN, settings, name=name, role=role, valid_from=start, document=document)
    with session.writing("body add") as db:
        added = add_body(db, unit, **texts).id
    show_added(NOUN, added, name)


def _edit(db: "Session", body: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.institutions.bodies import edit_body

    return edit_body(db, body, texts)


def _retire(db: "Session", body: Any, on: date, reason: str) -> str:
    from powerctl.areas.registry.institutions.bodies import end_body

    end_body(db, body, on=on, reason=reason)
    return f"已撤销 {body.id} {body.name}，止日 {on}"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "撤销一个机构（写最后一天、为什么）；记录仍保留。")
