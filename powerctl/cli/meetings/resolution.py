"""resolution: what was decided, carried out by whom, by when, and what came of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import UnitFilter, add_list, add_show
from powerctl.cli.meetings.frame import MEETING, ItemKey, MeetingKey, OfUnit, meeting_number
from powerctl.cli.output import Format, FormatOption, print_rows, show, warn
from powerctl.cli.setting import (
    Noun,
    OnDay,
    Settings,
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

app = area("决议：承办单位、期限、落实情况、事后评估，逾期督办")
NOUN = Noun("resolution", "resolution", "决议", "Resolution", "meetings.resolutions", ("implementing_unit",))
Number = Annotated[str, typer.Argument(help="决议的编号", metavar="决议")]
Evidence = Annotated[str | None, typer.Option("--evidence", help="佐证材料", metavar="材料")]
_KEYS = (*("id", "meeting", "topic", "text", "implementing", "due_on", "days", "last_report"),)
_HEADINGS = ("编号", "会议", "议题", "决议内容", "承办单位", "完成期限", "逾期天数", "最近报告")


@app.command("add", cls=Command, help="登记一项决议：承办单位、完成期限；办结后的会议也可以登记。")
def _add(
    key: MeetingKey,
    topic: ItemKey,
    text: Annotated[str, typer.Argument(help="决议内容", metavar="内容")],
    by: Annotated[
        str | None, typer.Option("--by", help="承办单位；已登记的单位自动对应", metavar="单位")
    ] = None,
    due: Annotated[str | None, typer.Option("--due", help="完成期限", metavar="日期")] = None,
    unit: OfUnit = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.resolutions import add_resolution

    texts = read_settings(NOUN, settings, text=text, implementing_unit=by, due_on=due)
    number = meeting_number(key, unit)
    with session.writing(f"resolution add {number}") as db:
        row = add_resolution(db, found(db, MEETING, number), topic, **texts).id
    show_added(NOUN, row, text)


@app.command("progress", cls=Command, help="登记决议的落实情况和佐证材料。")
def _progress(
    key: Number,
    text: Annotated[str, typer.Argument(help="落实情况", metavar="文字")],
    on: OnDay = None,
    evidence: Evidence = None,
) -> None:
    from powerctl.areas.meetings.resolutions import report_progress

    day, number = day_or_today(on), number_named(NOUN, key, None)
    with session.writing(f"resolution progress {number}") as db:
        report_progress(db, found(db, NOUN, number), text, on=day, evidence=evidence or "")
    show(f"已登记决议 {number} 的落实情况：{day}")


@app.command("done", cls=Command, help="登记决议已经落实：完成日期、情况、佐证材料。")
def _done(
    key: Number,
    on: OnDay = None,
    text: Annotated[str | None, typer.Option("--text", help="落实情况", metavar="文字")] = None,
    evidence: Evidence = None,
) -> None:
    from powerctl.areas.meetings.resolutions import finish

    day, number = day_or_today(on), number_named(NOUN, key, None)
    with session.writing(f"resolution done {number}") as db:
        finish(db, found(db, NOUN, number), on=day, text=text or "", evidence=evidence or "")
    show(f"决议 {number} 已完成，完成日期 {day}")


@app.command("evaluate", cls=Command, help="登记决议的事后评估。")
def _evaluate(
    key: Number,
    text: Annotated[str, typer.Argument(help="事后评估情况", metavar="文字")],
    on: OnDay = None,
) -> None:
    from powerctl.areas.meetings.resolutions import evaluate

    day, number = day_or_today(on), number_named(NOUN, key, None)
    with session.writing(f"resolution evaluate {number}") as db:
        evaluate(db, found(db, NOUN, number), text, on=day)
    show(f"已登记决议 {number} 的事后评估：{day}")


@app.command("overdue", cls=Command, help="列出逾期没有完成的决议，最久的在前；没有期限的在后。")
def _overdue(unit: UnitFilter = None, form: FormatOption = Format.TABLE) -> None:
    from powerctl.areas.meetings.resolutions import overdue
    from powerctl.areas.organization.units import find_unit, units_below

    with session.reading() as db:
        units = units_below(db, find_unit(db, unit).id or 0) if unit else None
        late = overdue(db, today=session.today(), units=units)
    rows = [
        (
            one.number,
            one.meeting,
            one.topic,
            one.text,
            one.implementing,
            one.due_on,
            one.days,
            one.last_report,
        )
        for one in late
    ]
    print_rows(_KEYS, _HEADINGS, rows, form, empty="没有逾期的决议")
    if form is Format.TABLE and rows:
        without = sum(one.days is None for one in late)
        warn(f"逾期 {len(late) - without} 项" + (f"，没有写期限 {without} 项" if without else ""))


def _edit(db: "Session", resolution: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.meetings.resolutions import edit_resolution

    return edit_resolution(db, resolution, texts)


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
