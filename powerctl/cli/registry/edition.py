"""edition: the editions of a unit's power inventory."""

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

app = area("权力清单版本：登记、查询、修改、停用")
NOUN = Noun("edition", "edition", "清单版本", "Edition", "registry.editions", ("replaces",))


@app.command("add", cls=Command, help="登记一个清单版本；没有施行日期的，是否现行无法判断。")
def _add(
    name: Annotated[str, typer.Argument(help="版本名称，如 2026年版", metavar="名称")],
    unit: OfUnit,
    start: Annotated[str | None, typer.Option("--from", help="施行日期", metavar="日期")] = None,
    replaces: Annotated[str | None, typer.Option("--replaces", help="替代哪个版本", metavar="版本")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.editions import add_edition

    texts = read_settings(NOUN, settings, name=name, in_force_from=start, replaces=replaces)
    with session.writing("edition add") as db:
        number = add_edition(db, unit, **texts).id
    show_added(NOUN, number, name)


def _edit(db: "Session", edition: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.editions import change_edition

    return change_edition(db, edition, texts)


def _retire(db: "Session", edition: Any, on: date, reason: str) -> str:
    from powerctl.areas.registry.editions import end_edition

    count = end_edition(db, edition, on=on, reason=reason)
    return f"已停用清单版本 {edition.id} {edition.name}：{count} 项权力事项自 {on} 起停用"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "停用一个清单版本，其中在用的权力事项全部停用。")
