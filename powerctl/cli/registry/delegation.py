"""delegation: who outside the list may exercise a power, from–to."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show, warn
from powerctl.cli.registry.power import NOUN as POWER
from powerctl.cli.setting import (
    Key,
    Noun,
    Reason,
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

app = area("授权委托：登记、查询、修改、终止")
NOUN = Noun(
    "delegation",
    "delegation",
    "授权委托",
    "Delegation",
    "registry.exercises.delegations",
    ("unit", "post", "person"),
)


@app.command("add", cls=Command, help="登记一项授权委托：把哪项权力、从哪天起、凭什么文件交给谁行使。")
def _add(
    power: Annotated[str, typer.Argument(help="权力事项的编号、职权编码或名称", metavar="事项")],
    to: Annotated[
        str,
        typer.Option(
            "--to", help="受委托方：单位名称，或本单位的职务、姓名；别单位的写 单位/职务", metavar="谁"
        ),
    ],
    unit: Within = None,
    start: Annotated[str | None, typer.Option("--from", help="起日；不知道就不写", metavar="日期")] = None,
    until: Annotated[str | None, typer.Option("--until", help="止日；仍有效的不写", metavar="日期")] = None,
    document: Annotated[str | None, typer.Option("--document", help="委托文号", metavar="文号")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.exercises.delegations import add_delegation

    texts = read_settings(NOUN, settings, valid_from=start, valid_to=until, document=document)
    texts.pop("delegate_written", None)
    number = number_named(POWER, power, unit)
    with session.writing(f"delegation add {number}") as db:
        delegation, kind = add_delegation(db, found(db, POWER, number), to, **texts)
        added = delegation.id
    show_added(NOUN, added, to)
    if kind:
        show(f"“{to}”对应到已登记的{kind}")
    else:
        warn(f"提醒：“{to}”没有对应到已登记的单位、职务或人员，有关检查会回答“无法判断”")


def _edit(db: "Session", delegation: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.exercises.delegations import edit_delegation

    return edit_delegation(db, delegation, texts)


@app.command("end", cls=Command, help="终止一项授权委托，写明最后一天和原因；记录仍保留。")
def _end(
    key: Key,
    reason: Reason,
    on: Annotated[str | None, typer.Option("--on", help="最后有效的一天；不写为今天", metavar="日期")] = None,
) -> None:
    from powerctl.areas.registry.exercises.delegations import end_delegation

    day: date = day_or_today(on)
    number = number_named(NOUN, key, None)
    with session.writing(f"delegation end {number}") as db:
        end_delegation(db, found(db, NOUN, number), on=day, reason=reason)
    show(f"已终止授权委托 {number}，止日 {day}（{reason}）")


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
