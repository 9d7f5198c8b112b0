"""meeting: named votes by member, secret ballots as counts; rounds that are struck or taken again.

No command takes a voter and a secret choice: what is typed stays in the shell's history.
"""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command
from powerctl.cli.meetings.frame import ItemKey, MeetingKey, OfUnit, WrongEntry, changing
from powerctl.cli.output import show, warn
from powerctl.errors import Refused

ReasonText = Annotated[str | None, typer.Option("--reason", help="作废或重新表决的理由", metavar="文字")]
AtTime = Annotated[str | None, typer.Option("--at", help="表决时间，如 10:30", metavar="时间")]


def add_vote_commands(app: typer.Typer) -> None:
    """Give the group `vote`, `tally` and `round`."""
    app.command(
        "vote", cls=Command, help="登记记名表决：谁投了什么（只用于记名；无记名用 tally 登记票数）。"
    )(_vote)
    app.command("tally", cls=Command, help="登记一轮无记名票决的票数；只记票数，不记谁投了什么。")(_tally)
    app.command("round", cls=Command, help="一轮表决作废，或再表决一轮，写明理由；或登记表决方式、时间。")(
        _round
    )


def _vote(
    key: MeetingKey,
    topic: ItemKey,
    names: Annotated[
        str, typer.Argument(help="姓名，几人用顿号分开；其余 为还没有表决的出席成员", metavar="姓名")
    ],
    choice: Annotated[str | None, typer.Argument(help="表决意见：同意、反对、弃权", metavar="意见")] = None,
    *,
    method: Annotated[
        str | None, typer.Option("--method", help="口头表决、举手表决、书面记名", metavar="方式")
    ] = None,
    written: Annotated[
        bool | None, typer.Option("--written/--in-person", help="是否未到会而送来的书面意见")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="更正已经登记的记名票")] = False,
    remove: WrongEntry = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.ballots import cast, uncast
    from powerctl.areas.meetings.named import find_item, item_words, split_names

    if remove == bool(choice):
        raise Refused(
            "要写表决意见：同意、反对、弃权；去掉登记有误的票写 --remove，不写意见",
            hint=f"powerctl meeting vote {key} {topic} {names} 同意",
        )
    with changing("vote", key, unit) as (db, meeting):
        if remove:
            uncast(db, meeting, topic, names)
            said = [f"去掉 {names} 的记名票"]
        else:
            _, done = cast(
                db,
                meeting,
                topic,
                split_names(names),
                choice or "",
                method=method or "",
                is_written=written,
                replace=replace,
            )
            said = [
                one.name + (f" {one.before.value} →" if one.before else "") + f" {one.choice.value}"
                for one in done
            ]
        words = item_words(*find_item(db, meeting, topic))
    show(f"{words}：{'，'.join(said)}")


def _tally(
    key: MeetingKey,
    topic: ItemKey,
    *,
    votes_for: Annotated[int | None, typer.Option("--for", min=0, help="同意票", metavar="票数")] = None,
    against: Annotated[int | None, typer.Option("--against", min=0, help="反对票", metavar="票数")] = None,
    abstain: Annotated[int | None, typer.Option("--abstain", min=0, help="弃权票", metavar="票数")] = None,
    invalid: Annotated[int | None, typer.Option("--invalid", min=0, help="无效票", metavar="票数")] = None,
    issued: Annotated[int | None, typer.Option("--issued", min=0, help="发出票数", metavar="票数")] = None,
    returned: Annotated[
        int | None, typer.Option("--returned", min=0, help="收回票数", metavar="票数")
    ] = None,
    candidate: Annotated[
        str | None, typer.Option("--candidate", help="表决对象；几人分别表决的各登记一次", metavar="姓名")
    ] = None,
    tellers: Annotated[
        str | None, typer.Option("--tellers", help="监票人、计票人，用顿号分开", metavar="姓名、姓名")
    ] = None,
    bag: Annotated[str | None, typer.Option("--bag", help="封存票袋的编号", metavar="编号")] = None,
    at: AtTime = None,
    again: Annotated[bool, typer.Option("--again", help="再表决一轮，要写理由")] = False,
    reason: ReasonText = None,
    beyond: Annotated[list[str] | None, typer.Argument(hidden=True, help="不要写", metavar="不要写")] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.named import find_item, item_words, split_names
    from powerctl.areas.meetings.tallies import Counts, tally

    if beyond:
        # What was typed there may be a voter and a choice: it is not repeated.
        raise Refused(
            "无记名票决只登记票数，不登记谁投了什么；多写的内容没有登记",
            hint=f"powerctl meeting tally {key} {topic} --for 票数 --against 票数 --abstain 票数",
        )
    counts = Counts(issued, returned, votes_for, against, abstain, invalid)
    if counts == Counts():
        raise Refused(
            "没有写票数",
            hint=f"powerctl meeting tally {key} {topic} --for 票数 --against 票数 --abstain 票数",
        )
    with changing("tally", key, unit) as (db, meeting):
        row, doubts = tally(
            db,
            meeting,
            topic,
            counts,
            candidate=candidate or "",
            tellers=split_names(tellers or ""),
            bag=bag or "",
            at=at or "",
            again=again,
            reason=reason or "",
        )
        words, number = item_words(*find_item(db, meeting, topic)), row.round
    show(f"{words}：已登记第 {number} 轮无记名票决" + (f"，表决对象 {candidate}" if candidate else ""))
    for doubt in doubts:
        warn(f"提醒：{doubt}")


def _round(
    key: MeetingKey,
    topic: ItemKey,
    *,
    void: Annotated[bool, typer.Option("--void", help="这一轮作废，要写理由")] = False,
    again: Annotated[bool, typer.Option("--again", help="再表决一轮，要写理由")] = False,
    reason: ReasonText = None,
    method: Annotated[
        str | None, typer.Option("--method", help="口头表决、举手表决、书面记名", metavar="方式")
    ] = None,
    at: AtTime = None,
    covers: Annotated[
        int | None, typer.Option("--covers", min=1, help="一并表决的事项数", metavar="项数")
    ] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.ballots import current_secret, new_round, set_round, void_round
    from powerctl.areas.meetings.named import find_item, item_words

    facts = any((method, at, covers))
    if (void and again) or not (void or again or facts) or (void and facts):
        raise Refused(
            "要写一样：作废（--void）、再表决一轮（--again），或表决方式、时间",
            hint=f"powerctl meeting round {key} {topic} --void --reason 理由",
        )
    is_secret = False
    with changing("round", key, unit) as (db, meeting):
        if void:
            is_secret = bool(current_secret(db, find_item(db, meeting, topic)[0]))
            said = f"第 {void_round(db, meeting, topic, reason=reason or '')} 轮表决作废"
        elif again:
            said = f"另开第 {new_round(db, meeting, topic, reason=reason or '').round} 轮表决"
        if facts:
            ballot = set_round(db, meeting, topic, method=method or "", at=at or "", covers=covers)
            said = "，".join(
                part
                for part in (
                    f"第 {ballot.round} 轮表决",
                    ballot.method.value if ballot.method else "",
                    ballot.held_at or "",
                    f"一并表决 {ballot.covers} 项" if ballot.covers else "",
                )
                if part
            )
        words = item_words(*find_item(db, meeting, topic))
    show(f"{words}：{said}")
    if is_secret:
        warn("只留发出、收回票数和票袋编号，怎样投的不再留存，也不能撤回；此前的备份仍含当时的票数")
