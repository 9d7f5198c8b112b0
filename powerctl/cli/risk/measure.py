"""measure: what is done against a risk point."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import UnitFilter, add_list, add_show
from powerctl.cli.naming import known_unit
from powerctl.cli.output import Format, FormatOption, print_rows, show, warn
from powerctl.cli.risk.risk import NOUN as RISK
from powerctl.cli.setting import (
    Key,
    Noun,
    OnDay,
    Settings,
    Within,
    add_edit,
    add_retire,
    day_or_today,
    found,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("防控措施：登记、查询、修改、到期、落实、撤去")
NOUN = Noun("measure", "measure", "防控措施", "Measure", "risk.measures", ("owner", "institution"))


@app.command("add", cls=Command, help="给一个风险点加一条防控措施，列在最后。")
def _add(
    point: Annotated[str, typer.Argument(help="风险点的编号或名称", metavar="风险点")],
    text: Annotated[str, typer.Option("--text", help="措施内容", metavar="文字")],
    due: Annotated[str | None, typer.Option("--due", help="完成期限", metavar="日期")] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="责任人", metavar="姓名")] = None,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.risk.measures import add_measure

    texts = read_settings(NOUN, settings, text=text, due_on=due, owner_written=owner)
    number = number_named(RISK, point, unit)
    with session.writing(f"measure add {number}") as db:
        added = add_measure(db, found(db, RISK, number), **texts).id
    show_added(NOUN, added, text)


@app.command("done", cls=Command, help="登记一条措施已经落实。")
def _done(
    key: Key,
    on: OnDay = None,
    effect: Annotated[
        str | None, typer.Option("--effect", help="防控效果：有效、部分有效、无效", metavar="效果")
    ] = None,
) -> None:
    from powerctl.areas.risk.measures import finish_measure

    day = day_or_today(on)
    number = number_named(NOUN, key, None)
    with session.writing(f"measure done {number}") as db:
        finish_measure(db, found(db, NOUN, number), on=day, effect=effect or "")
    show(f"已登记落实：防控措施 {number}，完成日期 {day}")


@app.command("due", cls=Command, help="列出没有落实、已到期或即将到期的措施，逾期的在前。")
def _due(
    within: Annotated[int, typer.Option("--within", min=0, help="今后几天内到期", metavar="天数")] = 30,
    unit: UnitFilter = None,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.store.views import VIEWS, Condition, rows

    view, day = VIEWS[NOUN.view], session.today()
    names = ["id", "unit", "risk_point", "level", "text", "owner_written", "due_on", "status", "closed_on"]
    conditions = [Condition("due_on", "≤", (day + timedelta(days=within)).isoformat())]
    with session.viewing() as db:
        if unit:
            conditions.append(Condition("unit_code", "within", known_unit(db, unit)))
        listed = rows(db, view, where=conditions, order=("due_on", "id"), columns=names)
    due = [row for row in listed if row[7] != "已落实" and (row[8] is None or row[8] > day.isoformat())]
    shown = [(*row[:8], (day - date.fromisoformat(row[6])).days) for row in due]
    headings = [view.column(name).heading for name in names[:8]]
    told = [(*row[:8], max(row[8], 0)) for row in shown]
    empty = f"今后 {within} 天内没有到期未落实的措施"
    print_rows([*names[:8], "days_overdue"], [*headings, "逾期天数"], told, form, empty=empty)
    if form is Format.TABLE and shown:
        warn(f"共 {len(shown)} 条，其中已逾期 {sum(row[8] > 0 for row in shown)} 条")


def _edit(db: "Session", measure: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.risk.measures import edit_measure

    return edit_measure(db, measure, texts)


def _retire(db: "Session", measure: Any, on: date, reason: str) -> str:
    from powerctl.areas.risk.measures import retire_measure

    text = retire_measure(db, measure, reason=f"{reason}（{on}）" if reason.strip() else "")
    return f"已撤去防控措施：{text}（原因记入风险点的备注，原文留在台账中）"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "撤去一条措施（从哪一天起、为什么）；原文留在台账中。")
