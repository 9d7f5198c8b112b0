"""checklist: the institutions that must exist, as the county or a unit lays down, and what is missing."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import UnitFilter, add_list, add_show
from powerctl.cli.output import Format, FormatOption, print_rows, show, warn
from powerctl.cli.setting import (
    Noun,
    Settings,
    add_edit,
    add_retire,
    read_settings,
    show_changes,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("应有制度清单：本县和各单位的基本、必备、决策制度，缺哪几项")
NOUN = Noun(
    "checklist", "required_institution", "应有制度", "RequiredInstitution", "registry.institutions.checklists"
)
ListName = Annotated[str, typer.Argument(help="清单：基本制度、必备制度、决策制度、行为规范", metavar="清单")]
OwnUnit = Annotated[str | None, typer.Option("--unit", "-u", help="只对一个单位；不写为全县", metavar="单位")]
Start = Annotated[str | None, typer.Option("--from", help="从哪一天起；不写为今天", metavar="日期")]


@app.command("set", cls=Command, help="设定清单的一项：本县（或一个单位）应有哪项制度；已有的改为新写法。")
def _set(
    name: ListName,
    topic: Annotated[str, typer.Argument(help="清单项，如 工程招投标", metavar="清单项")],
    unit: OwnUnit = None,
    start: Start = None,
    document: Annotated[str | None, typer.Option("--document", help="依据文件", metavar="文号")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.institutions.checklists import checklist_named, set_line

    texts = read_settings(NOUN, settings, valid_from=start, document=document)
    with session.writing("checklist set") as db:
        line, changes, note = set_line(
            db, checklist_named(name), topic, unit=unit or "", today=session.today(), **texts
        )
        number = line.id or 0
    if changes is not None:
        show_changes(NOUN, number, topic, changes)
    else:
        show(f"已设定{NOUN.what} {number}：{name} {topic}")
        show("对照各单位缺哪几项：powerctl checklist gaps --missing")
    if note:
        warn(f"提醒：{note}")


@app.command("copy", cls=Command, help="把现在适用的清单照抄为本县（或一个单位）自己的，再逐项增减。")
def _copy(name: ListName, unit: OwnUnit = None, start: Start = None) -> None:
    from powerctl.areas.registry.institutions.checklists import checklist_named, copy_list

    day = session.parse_day(start)
    with session.writing("checklist copy") as db:
        count = copy_list(db, checklist_named(name), unit=unit or "", today=session.today(), start=day)
    show(f"已照抄“{name}”{count} 项为{unit or '本县'}自己的清单")
    show("增减：powerctl checklist set、powerctl checklist retire")


@app.command("import", cls=Command, help="导入应有制度清单（空白表：powerctl template checklists）。")
def _import(
    files: Annotated[list[str], typer.Argument(help="工作簿，可写多个", metavar="文件…")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看懂不看懂、会导入什么，不写入")] = False,
) -> None:
    from typer.main import get_command

    from powerctl.cli.workbooks.intake import app as importing

    words = [*files, "--as", "checklists", *(["--dry-run"] if dry_run else [])]
    command = get_command(importing)
    status = command.main(args=words, prog_name="powerctl import", standalone_mode=False)
    if isinstance(status, int) and status:
        raise typer.Exit(status)


_KEYS = ("unit_code", "unit", "checklist", "topic", "source", "state", "have", "possible")
_HEADINGS = ("单位代码", "单位", "清单", "清单项", "清单来源", "状态", "现行项数", "可能现行项数")


@app.command("gaps", cls=Command, help="逐单位逐项对照：哪几项有、哪几项缺、哪几项无法判断。")
def _gaps(
    unit: UnitFilter = None,
    missing: Annotated[bool, typer.Option("--missing", help="只列缺的和无法判断的")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.areas.organization.units import find_unit
    from powerctl.areas.registry.institutions.checklists import gaps
    from powerctl.limits.in_force import put_in_force

    with session.reading() as db:
        put_in_force(db, session.today(), ())
        home = find_unit(db, unit).id if unit else None
        found = gaps(db, None if home is None else [home])
    rows = [
        (gap.unit_code, gap.unit, gap.checklist, gap.topic, gap.level, gap.state, gap.have, gap.maybe)
        for gap in found
        if not (missing and gap.have)
    ]
    print_rows(_KEYS, _HEADINGS, rows, form, empty="没有应有制度清单，或没有缺项")
    if form is Format.TABLE and found:
        states = [gap.state for gap in found]
        told = "、".join(f"{state} {states.count(state)} 项" for state in ("有", "缺", "无法判断"))
        warn(f"共 {len(found)} 项：{told}")


def _edit(db: "Session", line: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.institutions.checklists import edit_line

    return edit_line(db, line, texts)


def _retire(db: "Session", line: Any, on: date, reason: str) -> str:
    from powerctl.areas.registry.institutions.checklists import end_line

    end_line(db, line, on=on, reason=reason)
    return f"已停用清单项 {line.id} {line.topic}，止日 {on}"


add_list(app, NOUN.view, "本县和各单位自己设定的清单项")
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "停用清单的一项（写最后适用的一天、为什么）；记录仍保留。")
