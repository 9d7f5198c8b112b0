"""person: who holds posts and duties."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.setting import Noun, OfUnit, Settings, add_edit, add_retire, read_settings, show_added

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("人员：登记、查询、修改、注销")
NOUN = Noun("person", "person", "人员", "Person", "organization.people")


@app.command("add", cls=Command, help="登记一名人员；同单位同名的，用人员编号区分。")
def _add(
    name: Annotated[str, typer.Argument(help="姓名", metavar="姓名")],
    unit: OfUnit,
    number: Annotated[str | None, typer.Option("--number", help="人员编号，同名时用", metavar="编号")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.organization.people import add_person

    texts = read_settings(NOUN, settings, name=name, number=number)
    with session.writing("person add") as db:
        added = add_person(db, unit, **texts).id
    show_added(NOUN, added, name)


def _edit(db: "Session", person: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.organization.people import change_person

    return change_person(db, person, texts)


def _retire(db: "Session", person: Any, on: date, reason: str) -> str:
    from powerctl.areas.organization.people import end_person

    end_person(db, person, on=on, reason=reason)
    return f"已注销人员 {person.id} {person.name}，止日 {on}"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "注销一名人员（调出、退休等）；任职和分工另行办理。")
