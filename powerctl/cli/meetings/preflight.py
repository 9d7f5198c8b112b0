"""meeting preflight: before the day, what will go wrong; papers for the room, minutes after it."""

from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.meetings.frame import MEETING, MeetingKey, OfUnit, meeting_number
from powerctl.cli.output import Format, FormatOption, next_step, print_rows, show, warn
from powerctl.cli.setting import found

_KEYS = ("look", "about", "topic", "text", "hint")
_HEADINGS = ("结论", "事项", "议题", "情况", "怎么办")
_ROOM = ("ballots", "tally-sheet", "result-form")


Folder = Annotated[
    str | None, typer.Option("--output", "-o", help="存到哪个文件夹；不写为当前文件夹", metavar="文件夹")
]


def add_preflight(app: typer.Typer) -> None:
    """Give the group `meeting` its `preflight`, `papers` and `minutes`."""

    @app.command(
        "preflight",
        cls=Command,
        help="会前核对：告知够不够、到会够不够、须几票、要不要票决、分管领导到不到；有会出的问题时状态为 1。",
    )
    def _preflight(
        key: MeetingKey,
        unit: OfUnit = None,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.areas.meetings.preflight import preflight

        number = meeting_number(key, unit)
        with session.reading() as db:
            looked = preflight(db, found(db, MEETING, number), today=session.today())
            called = f"{looked.sitting.unit.name} {looked.sitting.meeting.number}"
        needs_ballot = any(line.about == "表决票" for line in looked.lines)
        rows = [(line.look.value, line.about, line.topic, line.text, line.hint) for line in looked.lines]
        print_rows(_KEYS, _HEADINGS, rows, form, title=f"会前核对：{called}")
        if form is Format.TABLE:
            show(f"会出问题 {looked.troubles} 处，共核对 {len(rows)} 项（{session.today()} 核对）")
            if needs_ballot:
                show(next_step(f"powerctl meeting papers {number}"))
        elif looked.troubles:
            warn(f"会出问题 {looked.troubles} 处")
        if looked.troubles:
            raise typer.Exit(1)

    @app.command("papers", cls=Command, help="会前印制：表决票、计票单、表决结果报告单，各存为一个网页文件。")
    def _papers(key: MeetingKey, unit: OfUnit = None, out: Folder = None) -> None:
        _make(_ROOM, key, unit, out)

    @app.command(
        "minutes", cls=Command, help="出会议纪要，公文格式；同 report make 会议纪要 --meeting 编号。"
    )
    def _minutes(key: MeetingKey, unit: OfUnit = None, out: Folder = None) -> None:
        _make(("minutes",), key, unit, out)


def _make(names: tuple[str, ...], key: str, unit: str | None, out: str | None) -> None:
    from powerctl.cli.report import make

    meeting = str(meeting_number(key, unit))
    for name in names:
        make(name, unit, None, None, None, None, out, meeting=meeting)
