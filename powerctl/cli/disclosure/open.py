"""open: what must be published, to whom, how often, by when."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_ending, in_yuan
from powerctl.cli.setting import Noun, Settings, add_edit, read_settings, show_added

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("公开目录：应当公开什么、多久一次、多少天之内")
NOUN = Noun("open", "open_item", "公开事项", "OpenItem", "disclosure.open_items")


@app.command("add", cls=Command, help="登记一个应当公开的事项；不写 --unit 的全县都要公开。")
def _add(
    name: Annotated[str, typer.Argument(help="公开事项", metavar="事项")],
    *,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", help="只对哪个单位；不写为全县", metavar="单位")
    ] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", help="内容类别，如 大额资金、财务收支", metavar="类别")
    ] = None,
    interval: Annotated[
        str | None, typer.Option("--every", help="公开频次，如 每季度、每年", metavar="频次")
    ] = None,
    within: Annotated[
        int | None, typer.Option("--within", min=0, help="几天（工作日、月）之内公开", metavar="数")
    ] = None,
    counted: Annotated[
        str | None, typer.Option("--in", help="期限单位：日、工作日、月", metavar="单位")
    ] = None,
    above: Annotated[
        str | None, typer.Option("--above", help="金额起点（元），也可写 5万元", metavar="金额")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="从哪一天起", metavar="日期")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.disclosure.open_items import add_open_item

    texts = read_settings(
        NOUN,
        settings,
        name=name,
        subject=subject,
        interval=interval,
        deadline=None if within is None else str(within),
        deadline_unit=counted,
        above_fen=in_yuan(above),
        valid_from=start,
    )
    with session.writing("open add") as db:
        number = add_open_item(db, unit, **texts).id
    show_added(NOUN, number, name)


def _edit(db: "Session", item: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.disclosure.open_items import edit_open_item

    return edit_open_item(db, item, texts)


add_list(app, NOUN.view, "公开目录")
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_ending(app, NOUN)
