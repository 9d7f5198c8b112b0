"""meeting show: the record, and the verdict as it stands by what is recorded so far."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.listing import in_words
from powerctl.cli.meetings.frame import MeetingKey, OfUnit, meeting_number
from powerctl.cli.output import Format, FormatOption, print_json, print_record, print_rows, show, to_terminal

if TYPE_CHECKING:
    from powerctl.areas.meetings.standing import ItemStanding, Standing


def add_show_command(app: typer.Typer) -> None:
    """Give the group its `show`."""
    app.command("show", cls=Command, help="查看一次会议：到会、议题、发言、表决，到目前为止的结论和差多少。")(
        _show
    )


def _show(key: MeetingKey, unit: OfUnit = None, form: FormatOption = Format.TABLE) -> None:
    from powerctl.areas.meetings.sitting_views import sitting_shown
    from powerctl.areas.meetings.standing import standing_of
    from powerctl.areas.meetings.verdicts import DayLimits
    from powerctl.store.views import VIEWS, one

    number = meeting_number(key, unit)
    with session.viewing() as db:
        record = one(db, VIEWS["meeting"], number)
        standing = standing_of(sitting_shown(db, number), DayLimits(db))
    if form is Format.JSON:
        data: dict[str, Any] = {column.key: value for column, value in record.values}
        for group in record.belongings:
            keys = [column.key for column in group.columns]
            data[group.key] = [dict(zip(keys, row, strict=True)) for row in group.rows]
        print_json(data | {"standing": asdict(standing) | {"quorum_result": standing.quorum_result}})
        return
    columns, values = zip(*record.values, strict=True)
    worded = zip(columns, in_words("meeting", columns, [values])[0], strict=True)
    filled = [(column.heading, value) for column, value in worded if value not in (None, "")]
    print_record(VIEWS["meeting"].title, [*filled, *_whole(standing)], form)
    for group in record.belongings:
        print_rows(
            [column.key for column in group.columns],
            [column.heading for column in group.columns],
            in_words(group.view.name, group.columns, group.rows),
            form,
            title=f"{group.title}（{group.total}）",
        )
    for item in standing.items:
        title = f"第 {item.position} 项 {item.topic}"
        if form is Format.TABLE and not to_terminal():
            show(title)
        print_record(title, _lines(item), form)


def _whole(standing: "Standing") -> list[tuple[str, Any]]:
    return [
        ("到会结论", f"{standing.quorum_result}（{standing.quorum}）"),
        ("怎样决定", standing.decides),
    ]


def _lines(item: "ItemStanding") -> list[tuple[str, Any]]:
    lines: list[tuple[str, Any]] = []
    if item.said:
        lines.append(("议事", "\n".join(item.said)))
    for vote in item.votes:
        lines.append(("表决", vote.words))
        lines.append(("计票结论", f"{vote.result}（{vote.arithmetic}）"))
    if not item.votes:
        lines.append(("表决", "没有登记"))
    lines.append(("宣布结果", item.announced or "没有登记"))
    return lines + [("提醒", doubt) for doubt in item.doubts]
