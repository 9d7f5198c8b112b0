"""post: the seats of a unit, and who holds them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show, warn
from powerctl.cli.setting import (
    NeededSettings,
    Noun,
    OfUnit,
    OnDay,
    Settings,
    add_edit,
    add_retire,
    day_or_today,
    found,
    read_settings,
    show_added,
    show_changes,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("职务与任职：登记、查询、修改、任免")
NOUN = Noun("post", "post", "职务", "Post", "organization.posts")
TENURE = Noun("post", "tenure", "任职", "Tenure", "organization.tenures", listed_by="holders")
TenureNumber = Annotated[int, typer.Argument(help="任职编号，见 powerctl post holders", metavar="任职编号")]
Document = Annotated[str | None, typer.Option("--document", help="任免文号", metavar="文号")]


@app.command("add", cls=Command, help="登记一个职务；没有写明的“是否”栏目按不知道处理。")
def _add(
    title: Annotated[str, typer.Argument(help="职务名称，如 局长", metavar="职务")],
    unit: OfUnit,
    level: Annotated[
        str | None,
        typer.Option("--level", help="权力主体层级：班子集体、一把手、班子成员、内设科室", metavar="层级"),
    ] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.organization.posts import add_post

    texts = read_settings(NOUN, settings, title=title, holder_level=level)
    with session.writing("post add") as db:
        number = add_post(db, unit, **texts).id
    show_added(NOUN, number, title)


def _edit(db: "Session", post: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.organization.posts import change_post

    return change_post(db, post, texts)


def _retire(db: "Session", post: Any, on: date, reason: str) -> str:
    from powerctl.areas.organization.posts import end_post

    end_post(db, post, on=on, reason=reason)
    return f"已撤销职务 {post.id} {post.title}，止日 {on}"


@app.command("appoint", cls=Command, help="登记任职：谁从哪一天起任这个职务。同时另有人在任的，登记并提醒。")
def _appoint(
    title: Annotated[str, typer.Argument(help="职务名称", metavar="职务")],
    unit: OfUnit,
    person: Annotated[str, typer.Option("--person", help="姓名", metavar="姓名")],
    number: Annotated[str | None, typer.Option("--number", help="人员编号，同名时用", metavar="编号")] = None,
    home: Annotated[
        str | None, typer.Option("--home", help="人员登记在另一单位时，写那个单位", metavar="单位")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", help="任职日期；不知道就不写", metavar="日期")
    ] = None,
    document: Document = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.organization.tenures import Holder, add_tenure

    texts = read_settings(TENURE, settings, valid_from=start, document=document)
    with session.writing("post appoint") as db:
        tenure, notes = add_tenure(db, Holder(unit, title, person, number or "", home or ""), **texts)
        added = tenure.id
    show(f"已登记任职 {added}：{person} 任 {title}" + (f"，自 {start} 起" if start else "，任职日期未填"))
    for note in notes:
        warn(f"提醒：{note}")


@app.command("dismiss", cls=Command, help="登记免职：从哪一天起不再任这个职务。")
def _dismiss(tenure: TenureNumber, on: OnDay = None, document: Document = None) -> None:
    from powerctl.areas.organization.tenures import finish_tenure

    day = day_or_today(on)
    with session.writing(f"post dismiss {tenure}") as db:
        finish_tenure(db, found(db, TENURE, tenure), on=day, document=document or "")
    show(f"已登记免职：任职 {tenure}，免职日期 {day}")


@app.command("edit-tenure", cls=Command, help="更正一条任职的日期或文号，显示原来和现在的内容。")
def _edit_tenure(tenure: TenureNumber, settings: NeededSettings) -> None:
    from powerctl.areas.edits import edit

    texts = read_settings(TENURE, settings)
    with session.writing(f"post edit-tenure {tenure}") as db:
        changes = edit(db, found(db, TENURE, tenure), texts, TENURE.fields)
    show_changes(TENURE, tenure, "", changes)


add_list(app, NOUN.view, NOUN.what)
add_list(app, TENURE.view, "任职（谁在何时任何职务）", verb="holders")
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "撤销一个职务（从哪一天起、为什么）。")
