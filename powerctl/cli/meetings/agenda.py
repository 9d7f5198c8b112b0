"""meeting: the agenda, what was said on each topic, what was decided."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command
from powerctl.cli.meetings.frame import (
    ITEM,
    ItemKey,
    MeetingKey,
    NameKey,
    OfUnit,
    TopicKey,
    WrongEntry,
    changing,
)
from powerctl.cli.output import next_step, show, warn
from powerctl.cli.setting import NeededSettings, Noun, Settings, read_settings, show_changes
from powerctl.errors import Refused

SPEECH = Noun("meeting", "statement", "发言", "Statement", "meetings.statements", ("attendance",))
Place = Annotated[int | None, typer.Option("--at", min=1, help="排在第几；不写为最后", metavar="第几")]
ReasonText = Annotated[str | None, typer.Option("--reason", help="理由", metavar="文字")]


def add_agenda_commands(app: typer.Typer) -> None:
    """Give the group `agenda`, `item`, `speak`, `speech`, `ask`, `answer` and `decide`."""
    app.command("agenda", cls=Command, help="把议题列入会议；写了告知日期的按已告知（不是临时动议）登记。")(
        _agenda
    )
    app.command("item", cls=Command, help="更正会议的一项议程，显示每个栏目原来和现在的内容。")(_item)
    app.command("speak", cls=Command, help="按先后登记发言：谁、表态、理由。")(_speak)
    app.command("speech", cls=Command, help="更正一项议题的第几个发言，或去掉登记有误的。")(_speech)
    app.command("ask", cls=Command, help="登记会上的提问；还没有答复。")(_ask)
    app.command("answer", cls=Command, help="登记对提问的答复，是否答清；或去掉登记有误的提问。")(_answer)
    app.command("decide", cls=Command, help="登记宣布的结果：通过、未通过、暂缓、退回、听取汇报。")(_decide)


def _agenda(
    key: MeetingKey,
    topic: TopicKey,
    *,
    at: Place = None,
    noticed: Annotated[str | None, typer.Option("--noticed", help="哪一天告知议题", metavar="日期")] = None,
    extempore: Annotated[
        bool | None, typer.Option("--extempore/--planned", help="是否临时动议；不写为不知道")
    ] = None,
    presenter: Annotated[str | None, typer.Option("--presenter", help="汇报人", metavar="姓名")] = None,
    remove: WrongEntry = False,
    unit: OfUnit = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.agenda import put_on_agenda, take_off
    from powerctl.areas.meetings.named import item_words
    from powerctl.areas.meetings.topics import topic_of

    said = None if extempore is None else "是" if extempore else "否"
    texts = read_settings(ITEM, settings, noticed_on=noticed, is_extempore=said, presenter=presenter)
    notes: list[str] = []
    with changing("agenda", key, unit) as (db, meeting):
        number = meeting.number
        if remove:
            words = f"会议 {number} 的议程去掉 {take_off(db, meeting, topic).title}"
        else:
            about = topic_of(db, topic, meeting.unit_id)
            item, notes = put_on_agenda(db, meeting, about, at=at, **texts)
            words = f"已列入会议 {number}：{item_words(item, about)}"
    show(words)
    for note in notes:
        warn(f"提醒：{note}")


def _item(key: MeetingKey, topic: ItemKey, settings: NeededSettings, unit: OfUnit = None) -> None:
    from powerctl.areas.meetings.agenda import edit_item
    from powerctl.areas.meetings.named import find_item

    texts = read_settings(ITEM, settings)
    with changing("item", key, unit) as (db, meeting):
        item, about = find_item(db, meeting, topic)
        number, name = item.id or 0, about.title
        changes = edit_item(db, meeting, item, texts)
    show_changes(ITEM, number, name, changes)


def _speak(
    key: MeetingKey,
    topic: ItemKey,
    name: NameKey,
    opinion: Annotated[
        str | None,
        typer.Argument(help="表态：同意、修改后同意、不同意、暂缓、未表态；不写为没有记", metavar="表态"),
    ] = None,
    *,
    reasons: Annotated[str | None, typer.Option("--reasons", help="理由", metavar="文字")] = None,
    at: Place = None,
    presents: Annotated[bool, typer.Option("--presents", help="是汇报方案")] = False,
    after: Annotated[bool, typer.Option("--after-vote", help="是表决后发言")] = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.named import find_item, item_words
    from powerctl.areas.meetings.statements import speak

    texts = {"opinion": opinion or "", "reasons": reasons or ""}
    texts |= {"is_presentation": "是"} if presents else {}
    texts |= {"is_after_vote": "是"} if after else {}
    with changing("speak", key, unit) as (db, meeting):
        statement = speak(db, meeting, topic, name, before=at, **texts)
        words, position = item_words(*find_item(db, meeting, topic)), statement.position
    show(f"{words}：第 {position} 个发言 {name}" + (f" {opinion}" if opinion else ""))


def _speech(
    key: MeetingKey,
    topic: ItemKey,
    position: Annotated[int, typer.Argument(min=1, help="第几个发言", metavar="第几")],
    settings: Settings = None,
    remove: WrongEntry = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.statements import edit_statement, remove_statement

    texts = read_settings(SPEECH, settings)
    if bool(texts) == remove:
        raise Refused(
            "要写改什么（--set），或去掉（--remove）",
            hint=f"powerctl meeting speech {key} {topic} {position} --set 理由=文字",
        )
    with changing("speech", key, unit) as (db, meeting):
        if remove:
            remove_statement(db, meeting, topic, position)
        else:
            changes = edit_statement(db, meeting, topic, position, texts)
    if remove:
        show(f"已去掉第 {position} 个发言")
    else:
        show_changes(SPEECH, position, "", changes)


def _ask(
    key: MeetingKey,
    topic: ItemKey,
    text: Annotated[str, typer.Argument(help="问题", metavar="问题")],
    by: Annotated[str | None, typer.Option("--by", help="提问人", metavar="姓名")] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.statements import ask

    with changing("ask", key, unit) as (db, meeting):
        number, row = ask(db, meeting, topic, text, by=by or "").id, meeting.id
    show(f"已登记提问 {number}")
    show(next_step(f"powerctl meeting answer {row} {number} 答复 --clear"))


def _answer(
    key: MeetingKey,
    question: Annotated[int, typer.Argument(help="提问的编号", metavar="提问")],
    text: Annotated[str | None, typer.Argument(help="答复", metavar="答复")] = None,
    clear: Annotated[bool | None, typer.Option("--clear/--unclear", help="是否答清；不写为不知道")] = None,
    remove: WrongEntry = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.statements import answer, remove_question

    with changing("answer", key, unit) as (db, meeting):
        if remove:
            remove_question(db, meeting, question)
        else:
            answer(db, meeting, question, text or "", is_clear=clear)
    said = "" if clear is None else "，已答清" if clear else "，没有答清，按规定应暂缓表决"
    show(f"已去掉提问 {question}" if remove else f"已登记对提问 {question} 的答复{said}")


def _decide(
    key: MeetingKey,
    topic: ItemKey,
    outcome: Annotated[str, typer.Argument(help="通过、未通过、暂缓、退回、听取汇报", metavar="结果")],
    text: Annotated[str | None, typer.Option("--text", help="议定事项", metavar="文字")] = None,
    head_reason: Annotated[
        str | None,
        typer.Option("--head-reason", help="主要负责人的决定不同于多数意见时，说明的理由", metavar="文字"),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="承办单位", metavar="单位")] = None,
    unit: OfUnit = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.agenda import decide
    from powerctl.areas.meetings.named import item_words
    from powerctl.areas.meetings.standing import against_the_votes

    texts = read_settings(ITEM, settings, decided_text=text, head_reason=head_reason, implementing_written=by)
    with changing("decide", key, unit) as (db, meeting):
        item, about, _ = decide(db, meeting, topic, outcome, **texts)
        said = f"{item_words(item, about)}：{item.outcome.value if item.outcome else '空'}"
        doubts = against_the_votes(db, meeting, item)
        row, position = meeting.id, item.position
    show(f"已登记结果：{said}")
    for doubt in doubts:
        warn(f"提醒：{doubt}")
    show(next_step(f"powerctl resolution add {row} {position} 决议内容 --by 承办单位 --due 日期"))
