"""meeting: held, attended, discussed, voted, closed; shown with its verdict as it stands."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list
from powerctl.cli.meetings.agenda import add_agenda_commands
from powerctl.cli.meetings.frame import MEETING, MeetingKey, OfUnit, changing
from powerctl.cli.meetings.papers import add_paper_commands
from powerctl.cli.meetings.patterns import add_patterns
from powerctl.cli.meetings.people import add_people_commands
from powerctl.cli.meetings.preflight import add_preflight
from powerctl.cli.meetings.record import add_record
from powerctl.cli.meetings.show import add_show_command
from powerctl.cli.meetings.votes import add_vote_commands
from powerctl.cli.output import next_step, show, warn
from powerctl.cli.setting import OfUnit as InUnit
from powerctl.cli.setting import Reason, Settings, add_edit, read_settings

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("会议：登记到会、议题、发言、表决，办结，纪要份本，督查")


@app.command("new", cls=Command, help="登记一次会议；应到成员按当天在任的班子成员列入，可以更正。")
def _new(
    unit: InUnit,
    on: Annotated[str, typer.Option("--on", help="哪一天召开", metavar="日期")],
    body: Annotated[
        str | None, typer.Option("--body", help="会议类型，如 党委常委会、党组会、局长办公会", metavar="类型")
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="会议编号；不写按年度顺编，如 2026-01", metavar="编号")
    ] = None,
    chair: Annotated[str | None, typer.Option("--chair", help="主持人", metavar="姓名")] = None,
    members: Annotated[
        str | None, typer.Option("--members", help="应到成员，用顿号分开；不写按任职列入", metavar="姓名…")
    ] = None,
    like: Annotated[
        str | None, typer.Option("--like", help="应到成员与本单位哪次会议相同", metavar="会议")
    ] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.meetings import new_meeting
    from powerctl.areas.meetings.named import roster_of, split_names

    texts = read_settings(MEETING, settings, body=body, number=number, chair=chair)
    with session.writing("meeting new") as db:
        meeting, doubts = new_meeting(
            db,
            unit,
            held_on=on,
            entered_on=session.today(),
            members=split_names(members or ""),
            like=like or "",
            **texts,
        )
        row, called, names = (
            meeting.id,
            meeting.number,
            [one.person_written for one in roster_of(db, meeting)],
        )
    show(f"已登记会议 {row}：{called}，应到成员 {len(names)} 人" + (f"：{'、'.join(names)}" if names else ""))
    for doubt in doubts:
        warn(f"提醒：{doubt}")
    show(next_step(f"powerctl meeting agenda {row} 议题编号"))


def _edit(db: "Session", meeting: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.meetings.meetings import edit_meeting

    return edit_meeting(db, meeting, texts)


@app.command("close", cls=Command, help="办结一次会议：登记完整，以后改动要先重开并写明理由。")
def _close(key: MeetingKey, unit: OfUnit = None) -> None:
    from powerctl.areas.meetings.closing import close_meeting

    with changing("close", key, unit) as (db, meeting):
        missing = close_meeting(db, meeting, now=session.now())
        number = meeting.number
    show(f"已办结会议 {number}")
    for what in missing:
        warn(f"提醒：{what}")


@app.command("reopen", cls=Command, help="重开已办结的会议，写明理由；理由和改动内容列入办结后改动。")
def _reopen(key: MeetingKey, reason: Reason, unit: OfUnit = None) -> None:
    from powerctl.areas.meetings.closing import reopen_meeting

    with changing("reopen", key, unit) as (db, meeting):
        reopen_meeting(db, meeting, reason=reason, now=session.now())
        row, number = meeting.id, meeting.number
    show(f"已重开会议 {number}，改好后再办结：powerctl meeting close {row}")


@app.command("invalid", cls=Command, help="标注一次会议无效，写明理由；会议记录仍保留。")
def _invalid(
    key: MeetingKey,
    reason: Annotated[str | None, typer.Option("--reason", help="无效的理由", metavar="文字")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="取消无效标注")] = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.edits import needed
    from powerctl.areas.meetings.closing import mark_invalid

    why = "" if lift else needed(reason or "", "无效的理由（--reason）")
    with changing("invalid", key, unit) as (db, meeting):
        mark_invalid(db, meeting, reason=why, now=session.now())
        number = meeting.number
    show(f"已取消会议 {number} 的无效标注" if lift else f"已标注会议 {number} 无效：{why}")


add_record(app)
add_preflight(app)
add_list(app, MEETING.view, MEETING.what)
add_show_command(app)
add_edit(app, MEETING, _edit)
add_people_commands(app)
add_agenda_commands(app)
add_vote_commands(app)
add_paper_commands(app)
add_list(app, "meeting_reopening", "办结后改动：重开的理由和改了什么", verb="reopened")
add_patterns(app)
