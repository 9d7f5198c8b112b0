"""meeting: who was to come, who came, who sat in, who stepped aside."""

from typing import TYPE_CHECKING, Annotated

import typer

from powerctl.cli.chinese import Command
from powerctl.cli.meetings.frame import (
    SEAT,
    ItemKey,
    MeetingKey,
    NameKey,
    OfUnit,
    WrongEntry,
    changing,
)
from powerctl.cli.output import show
from powerctl.cli.setting import NeededSettings, day_or_today, read_settings, show_changes
from powerctl.errors import Refused

if TYPE_CHECKING:
    from powerctl.terms import AttendanceState

Names = Annotated[list[str] | None, typer.Argument(help="姓名，可写多个", metavar="姓名…")]
ReasonText = Annotated[str | None, typer.Option("--reason", help="原因", metavar="文字")]
PostText = Annotated[str | None, typer.Option("--post", help="职务；不写按登记的任职", metavar="职务")]


def add_people_commands(app: typer.Typer) -> None:
    """Give the group `member`, `seat`, `attend`, `leave`, `observer`, `recuse` and `notice`."""
    app.command("member", cls=Command, help="名单上增加一名应到成员，或去掉登记有误的人。")(_member)
    app.command("seat", cls=Command, help="更正名单上一人的身份、职务、到会情况等，显示原来和现在的内容。")(
        _seat
    )
    app.command("attend", cls=Command, help="登记出席：一人、几人，或 --all 其余应到成员。")(_attend)
    app.command("leave", cls=Command, help="登记请假，或缺席（--absent），写明原因。")(_leave)
    app.command("observer", cls=Command, help="登记列席人员；列席的人不计入应到，不参加表决。")(_observer)
    app.command("recuse", cls=Command, help="登记一人对一个议题回避；再次登记为更正。")(_recuse)
    app.command("notice", cls=Command, help="登记哪一天把会议和议题告知成员；不写姓名为还没有登记的各人。")(
        _notice
    )


def _member(
    key: MeetingKey,
    name: NameKey,
    post: PostText = None,
    head: Annotated[
        bool | None, typer.Option("--head/--not-head", help="是否“一把手”；不写按登记的任职")
    ] = None,
    remove: WrongEntry = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.attendance import add_member, strike

    with changing("member", key, unit) as (db, meeting):
        if remove:
            seat = strike(db, meeting, name)
        else:
            seat = add_member(db, meeting, name, post=post or "", is_head=head)
        said = f"会议 {meeting.number} 的名单" + ("去掉 " if remove else "增加应到成员 ")
        said += seat.person_written + ("" if remove else _linked(seat.person_id))
    show(said)


def _linked(person_id: int | None) -> str:
    return "" if person_id is not None else "（本单位没有登记这个人，只记姓名）"


def _seat(key: MeetingKey, name: NameKey, settings: NeededSettings, unit: OfUnit = None) -> None:
    from powerctl.areas.meetings.attendance import edit_seat
    from powerctl.areas.meetings.named import find_attendee

    texts = read_settings(SEAT, settings)
    with changing("seat", key, unit) as (db, meeting):
        number = find_attendee(db, meeting, name).id or 0
        changes = edit_seat(db, meeting, name, texts)
    show_changes(SEAT, number, name, changes)


def _attend(
    key: MeetingKey,
    names: Names = None,
    everybody: Annotated[bool, typer.Option("--all", help="还没有登记到会情况的应到成员都出席")] = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.terms import AttendanceState

    if bool(names) == everybody:
        raise Refused(
            "要写出席的人，或写 --all（其余应到成员都出席）", hint=f"powerctl meeting attend {key} --all"
        )
    _set_state("attend", key, unit, names or [], AttendanceState.PRESENT, "")


def _leave(
    key: MeetingKey,
    names: Annotated[list[str], typer.Argument(help="姓名，可写多个", metavar="姓名…")],
    reason: ReasonText = None,
    absent: Annotated[bool, typer.Option("--absent", help="没有请假而缺席")] = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.terms import AttendanceState

    state = AttendanceState.ABSENT if absent else AttendanceState.ON_LEAVE
    _set_state("leave", key, unit, names, state, reason or "")


def _set_state(
    verb: str, key: str, unit: str | None, names: list[str], state: "AttendanceState", reason: str
) -> None:
    from powerctl.areas.meetings.attendance import set_state
    from powerctl.areas.meetings.named import split_names

    meant = [name for text in names for name in split_names(text)]
    with changing(verb, key, unit) as (db, meeting):
        changed = set_state(db, meeting, meant, state, reason=reason)
        told, number = [one.person_written for one in changed], meeting.number
    if told:
        show(f"会议 {number}：{'、'.join(told)} {state.value}")
    else:
        show(f"会议 {number} 的到会情况没有变化，未写入")


def _observer(
    key: MeetingKey,
    name: NameKey,
    as_: Annotated[
        str | None, typer.Option("--as", help="以什么身份列席，如 党代表、纪委监督", metavar="身份")
    ] = None,
    post: PostText = None,
    invited: Annotated[bool, typer.Option("--invited", help="只是邀请，到没到还不知道")] = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.attendance import add_member
    from powerctl.terms import AttendanceState, MemberRole

    with changing("observer", key, unit) as (db, meeting):
        seat = add_member(
            db,
            meeting,
            name,
            role=MemberRole.OBSERVER,
            post=post or "",
            state=None if invited else AttendanceState.PRESENT,
            invited_as=as_ or "",
        )
        said = f"会议 {meeting.number} 的列席人员增加 {seat.person_written}"
    show(said)


def _recuse(
    key: MeetingKey,
    topic: ItemKey,
    name: NameKey,
    reason: ReasonText = None,
    left: Annotated[bool | None, typer.Option("--left/--stayed", help="是否离场；不写为不知道")] = None,
    remove: WrongEntry = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.attendance import recuse, unrecuse
    from powerctl.areas.meetings.named import find_attendee, find_item, item_words

    with changing("recuse", key, unit) as (db, meeting):
        if remove:
            unrecuse(db, meeting, topic, name)
        else:
            recuse(db, meeting, topic, name, reason=reason or "", has_left=left)
        who = find_attendee(db, meeting, name).person_written
        words = item_words(*find_item(db, meeting, topic))
    show(f"{words}：{'取消' if remove else '登记'} {who} 的回避")


def _notice(
    key: MeetingKey,
    names: Names = None,
    on: Annotated[str | None, typer.Option("--on", help="哪一天告知；不写为今天", metavar="日期")] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.agenda import notice_items
    from powerctl.areas.meetings.attendance import notify
    from powerctl.areas.meetings.named import split_names

    day = day_or_today(on)
    meant = [name for text in names or [] for name in split_names(text)]
    with changing("notice", key, unit) as (db, meeting):
        told = notify(db, meeting, meant, on=day)
        items = [] if meant else notice_items(db, meeting, on=day)
        number = meeting.number
    show(f"会议 {number}：{day} 告知 {len(told)} 人" + (f"，议题 {len(items)} 项" if items else ""))
