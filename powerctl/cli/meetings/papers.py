"""meeting: what follows a meeting: copies of the minutes, reports upward, inspections, parallel records."""

from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.listing import UnitFilter, add_list
from powerctl.cli.meetings.frame import MEETING, MeetingKey, OfUnit, changing, meeting_number
from powerctl.cli.output import Format, FormatOption, print_rows, show, warn
from powerctl.cli.setting import (
    Key,
    NeededSettings,
    Noun,
    OnDay,
    Settings,
    day_or_today,
    found,
    number_named,
    read_settings,
    show_changes,
)
from powerctl.errors import Refused

INSPECTION = Noun(
    "meeting",
    "meeting_inspection",
    "会议督查",
    "MeetingInspection",
    "meetings.inspections",
    listed_by="inspections",
)
_KEYS = ("unit", "meeting", "number", "recipient_written", "handed_on", "recalled_on")
_HEADINGS = ("单位", "会议", "份号", "领取人", "发出日期", "收回日期")


def add_paper_commands(app: typer.Typer) -> None:
    """Give the group what follows a meeting: minutes issued, copies, reports upward, inspections."""
    app.command("issue", cls=Command, help="登记纪要由谁、哪一天签发，由谁、哪一天印发。")(_issue)
    app.command("copies", cls=Command, help="列出纪要份本：发给了谁、收回没有；--outstanding 只列在外的。")(
        _copies
    )
    app.command("hand-out", cls=Command, help="登记发出纪要，每人一份，顺次编号。")(_hand_out)
    app.command("recall", cls=Command, help="登记收回纪要：几号，或 --all 全部在外的。")(_recall)
    app.command("report-up", cls=Command, help="登记会议结果哪一天上报。")(_report_up)
    app.command("beside", cls=Command, help="登记纪检机关的同步记录，与纪要不一致之处；再次登记为更正。")(
        _beside
    )
    app.command("inspect", cls=Command, help="登记一次会议督查：谁、哪一天、看了几项、情况怎样。")(_inspect)
    app.command("edit-inspection", cls=Command, help="更正一条会议督查，显示每个栏目原来和现在的内容。")(
        _edit_inspection
    )
    add_list(app, INSPECTION.view, "会议督查", verb="inspections")


def _issue(
    key: MeetingKey,
    signer: Annotated[str | None, typer.Option("--signer", help="签发人", metavar="姓名")] = None,
    signed: Annotated[str | None, typer.Option("--signed", help="签发日期", metavar="日期")] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="印发机关，通常是办公室；不登记的印单位名称", metavar="机关")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="印发日期", metavar="日期")] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.copies import issue_minutes

    given = {"signer_written": signer, "signed_on": signed, "issuer_written": by, "issued_on": on}
    texts = {name: text for name, text in given.items() if text is not None}
    if not texts:
        raise Refused(
            "没有写签发或印发的内容", hint=f"powerctl meeting issue {key} --signer 姓名 --signed 日期"
        )
    with changing("issue", key, unit) as (db, meeting):
        changes = issue_minutes(db, meeting, texts)
        row, number = meeting.id, meeting.number
    show_changes(MEETING, row, number, changes)


def _copies(
    key: Annotated[
        str | None, typer.Argument(help="会议的编号或会议编号；不写为全部会议", metavar="会议")
    ] = None,
    outstanding: Annotated[bool, typer.Option("--outstanding", help="只列发出没有收回的")] = False,
    unit: UnitFilter = None,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.cli.naming import known_unit
    from powerctl.store.views import VIEWS, Condition, rows

    number = None if key is None else meeting_number(key, unit)
    with session.viewing() as db:
        where = [] if number is None else [Condition("meeting_id", "=", str(number))]
        if unit:
            where.append(Condition("unit_code", "within", known_unit(db, unit)))
        copies = rows(db, VIEWS["minutes_copy"], where=where, columns=_KEYS)
    if outstanding:
        copies = [row for row in copies if row[-1] is None]
    print_rows(_KEYS, _HEADINGS, copies, form, empty="没有在外的纪要" if outstanding else "没有发出纪要")
    if form is Format.TABLE and copies:
        out = sum(row[-1] is None for row in copies)
        warn(f"共 {len(copies)} 份，在外 {out} 份")


def _hand_out(
    key: MeetingKey,
    recipients: Annotated[list[str], typer.Argument(help="领取人，可写多个", metavar="领取人…")],
    on: OnDay = None,
    first: Annotated[
        int | None, typer.Option("--from", min=1, help="从几号编起；不写接着编", metavar="份号")
    ] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.copies import hand_out
    from powerctl.areas.meetings.named import split_names

    day = day_or_today(on)
    names = [name for text in recipients for name in split_names(text)]
    with changing("hand-out", key, unit) as (db, meeting):
        handed = hand_out(db, meeting, names, on=day, first=first)
        told = "，".join(f"{copy.number} 号 {copy.recipient_written}" for copy in handed)
        number = meeting.number
    show(f"会议 {number} 的纪要：{day} 发出 {told}")


def _recall(
    key: MeetingKey,
    numbers: Annotated[list[int] | None, typer.Argument(help="份号，可写多个", metavar="份号…")] = None,
    everything: Annotated[bool, typer.Option("--all", help="全部在外的")] = False,
    on: OnDay = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.copies import copies_of, take_back

    if bool(numbers) == everything:
        raise Refused("要写收回几号，或写 --all（全部在外的）", hint=f"powerctl meeting recall {key} --all")
    day = day_or_today(on)
    with changing("recall", key, unit) as (db, meeting):
        back = take_back(db, meeting, numbers or [], on=day)
        told = "、".join(str(copy.number) for copy in back)
        out = sum(copy.recalled_on is None for copy in copies_of(db, meeting))
        number = meeting.number
    show(f"会议 {number} 的纪要：{day} 收回 {told} 号，在外 {out} 份")


def _report_up(key: MeetingKey, on: OnDay = None, unit: OfUnit = None) -> None:
    from powerctl.areas.meetings.meetings import report_up

    day = day_or_today(on)
    with changing("report-up", key, unit) as (db, meeting):
        report_up(db, meeting, on=day)
        number = meeting.number
    show(f"会议 {number}：结果上报日期 {day}")


def _beside(
    key: MeetingKey,
    *,
    by: Annotated[str | None, typer.Option("--by", help="记录人", metavar="姓名")] = None,
    on: Annotated[str | None, typer.Option("--on", help="记录日期", metavar="日期")] = None,
    present: Annotated[
        int | None, typer.Option("--present", min=0, help="记录的实到人数", metavar="人数")
    ] = None,
    topics: Annotated[
        int | None, typer.Option("--topics", min=0, help="记录的议题数", metavar="项数")
    ] = None,
    last: Annotated[
        bool | None, typer.Option("--head-last/--head-not-last", help="“一把手”是否末位表态；不写为不知道")
    ] = None,
    differences: Annotated[
        str | None, typer.Option("--differences", help="与纪要不一致之处", metavar="文字")
    ] = None,
    unit: OfUnit = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.inspections import record_beside

    texts = _read_beside(
        settings,
        recorder_written=by,
        recorded_on=on,
        present=None if present is None else str(present),
        topics=None if topics is None else str(topics),
        head_spoke_last=None if last is None else "是" if last else "否",
        differences=differences,
    )
    if not texts:
        raise Refused("没有写记录了什么", hint=f"powerctl meeting beside {key} --by 姓名 --on 日期")
    with changing("beside", key, unit) as (db, meeting):
        record, _ = record_beside(db, meeting, **texts)
        row, number = record.id, meeting.number
    show(f"已登记会议 {number} 的同步记录 {row}")


def _read_beside(settings: list[str] | None, **named: str | None) -> dict[str, str]:
    return read_settings(
        _Beside("meeting", "parallel_record", "同步记录", "ParallelRecord", ""), settings, **named
    )


class _Beside(Noun):
    """The parallel record: its fields stand beside those of inspections."""

    @property
    def fields(self) -> tuple[str, ...]:
        """What `--set` may name."""
        from powerctl.areas.meetings.inspections import PARALLEL_FIELDS

        return PARALLEL_FIELDS


def _inspect(
    key: Annotated[
        str | None, typer.Argument(help="会议的编号或会议编号；不针对一次会议的不写", metavar="会议")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="督查人", metavar="姓名")] = None,
    on: OnDay = None,
    topics: Annotated[int | None, typer.Option("--topics", min=0, help="督查议题数", metavar="项数")] = None,
    result: Annotated[str | None, typer.Option("--result", help="督查情况", metavar="文字")] = None,
    regular: Annotated[
        bool | None, typer.Option("--regular/--irregular", help="是否符合程序；不写为不知道")
    ] = None,
    unit: OfUnit = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.inspections import inspect

    if key is None and unit is None:
        raise Refused("要写是哪次会议，或哪个单位", hint="powerctl meeting inspect 会议 --by 姓名")
    texts = read_settings(
        INSPECTION,
        settings,
        inspected_on=day_or_today(on).isoformat(),
        inspector_written=by,
        topics=None if topics is None else str(topics),
        result=result,
        is_regular=None if regular is None else "是" if regular else "否",
    )
    number = None if key is None else meeting_number(key, unit)
    with session.writing("meeting inspect" + (f" {number}" if number else "")) as db:
        meeting = None if number is None else found(db, MEETING, number)
        row = inspect(db, unit or "", meeting, **texts).id
    show(f"已登记会议督查 {row}")


def _edit_inspection(key: Key, settings: NeededSettings) -> None:
    from powerctl.areas.meetings.inspections import edit_inspection

    texts = read_settings(INSPECTION, settings)
    number = number_named(INSPECTION, key, None)
    with session.writing(f"meeting edit-inspection {number}") as db:
        changes = edit_inspection(db, found(db, INSPECTION, number), texts)
    show_changes(INSPECTION, number, "", changes)
