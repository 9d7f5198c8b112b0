"""catalogue: what a body must decide, from which sum on, whether by ballot."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_ending, in_yuan
from powerctl.cli.setting import (
    Noun,
    OfUnit,
    Settings,
    add_edit,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("决策事项目录：哪些事项由哪个机构决定，多少金额以上，是否须票决")
NOUN = Noun("catalogue", "catalogue_item", "决策事项", "CatalogueItem", "meetings.catalogue")


@app.command("add", cls=Command, help="在一个单位的决策事项目录中登记一项；没有写明的按不知道处理。")
def _add(
    name: Annotated[str, typer.Argument(help="事项名称", metavar="事项")],
    unit: OfUnit,
    *,
    body: Annotated[
        str | None, typer.Option("--body", help="决策机构，如 党委常委会", metavar="机构")
    ] = None,
    matter: Annotated[
        str | None,
        typer.Option("--matter", help="四重一大类别，如 重大决策、大额资金使用", metavar="类别"),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--class", help="事项议题、人事议题、财权议题、上级指示议题", metavar="类别"),
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help="金额标准（元），也可写 50万元", metavar="金额")
    ] = None,
    ballot: Annotated[bool | None, typer.Option("--ballot/--no-ballot", help="是否须票决")] = None,
    start: Annotated[str | None, typer.Option("--from", help="从哪一天起", metavar="日期")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.catalogue import add_catalogue_item

    texts = read_settings(
        NOUN,
        settings,
        name=name,
        body=body,
        matter=matter,
        topic_class=kind,
        threshold_fen=in_yuan(amount),
        needs_ballot=None if ballot is None else "是" if ballot else "否",
        valid_from=start,
    )
    with session.writing("catalogue add") as db:
        number = add_catalogue_item(db, unit, **texts).id
    show_added(NOUN, number, name)


def _edit(db: "Session", item: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.meetings.catalogue import edit_catalogue_item

    return edit_catalogue_item(db, item, texts)


add_list(app, NOUN.view, "决策事项目录")
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_ending(app, NOUN)
