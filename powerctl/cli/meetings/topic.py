"""topic: from the proposal to the meeting; the seven stages of a major decision."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.meetings.frame import TOPIC as NOUN
from powerctl.cli.meetings.frame import OfUnit, TopicKey, changing_topic
from powerctl.cli.output import show
from powerctl.cli.recorded import in_yuan
from powerctl.cli.setting import (
    Noun,
    OnDay,
    Reason,
    Settings,
    add_edit,
    day_or_today,
    read_settings,
    show_added,
    show_changes,
)
from powerctl.cli.setting import OfUnit as InUnit

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("议题：提出、调研、初审、告知、撤回，重大决策的七个环节")
OnOrUnknown = Annotated[str | None, typer.Option("--on", help="哪一天；不写为不知道", metavar="日期")]
Document = Annotated[str | None, typer.Option("--document", help="材料或文号", metavar="材料")]


@app.command("propose", cls=Command, help="登记提出的议题；没有写明的按不知道处理。")
def _propose(
    title: Annotated[str, typer.Argument(help="议题名称", metavar="议题")],
    unit: InUnit,
    *,
    by: Annotated[str | None, typer.Option("--by", help="提出人", metavar="姓名")] = None,
    on: OnDay = None,
    item: Annotated[
        str | None,
        typer.Option("--item", help="属于决策事项目录的哪一项（编号、代码或名称）", metavar="事项"),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--class", help="事项议题、人事议题、财权议题、上级指示议题", metavar="类别"),
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help="涉及金额（元），也可写 50万元", metavar="金额")
    ] = None,
    in_charge: Annotated[str | None, typer.Option("--in-charge", help="分管领导", metavar="姓名")] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="议题编号；不写按年度顺编，如 2026-001", metavar="编号")
    ] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.topics import propose

    texts = read_settings(
        NOUN,
        settings,
        proposer_written=by,
        proposed_on=day_or_today(on).isoformat(),
        catalogue_item=item,
        topic_class=kind,
        amount_fen=in_yuan(amount),
        in_charge=in_charge,
        number=number,
    )
    with session.writing("topic propose") as db:
        topic = propose(db, unit, title, today=session.today(), **texts)
        row, called = topic.id, f"{topic.number} {topic.title}"
    show_added(NOUN, row, called)


@app.command("investigate", cls=Command, help="登记议题是否经过深入调研，调研材料是什么。")
def _investigate(
    key: TopicKey,
    document: Document = None,
    without: Annotated[bool, typer.Option("--without", help="没有经过调研")] = False,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.topics import investigate

    with changing_topic("investigate", key, unit) as (db, topic):
        investigate(db, topic, document=document or "", is_investigated=not without)
        number = topic.number
    show(f"议题 {number}：{'没有经过调研' if without else '已调研'}")


@app.command("screen", cls=Command, help="登记议题初审：哪一天、哪个会议、什么意见。")
def _screen(
    key: TopicKey,
    on: OnDay = None,
    body: Annotated[
        str | None, typer.Option("--body", help="书记办公会、书记专题会等", metavar="会议")
    ] = None,
    result: Annotated[str | None, typer.Option("--result", help="初审意见", metavar="文字")] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.topics import screen

    day = day_or_today(on)
    with changing_topic("screen", key, unit) as (db, topic):
        screen(db, topic, on=day, body=body or "", result=result or "")
        number = topic.number
    show(f"议题 {number}：{day} 初审" + (f"，{result}" if result else ""))


@app.command("notice", cls=Command, help="登记哪一天把议题告知成员，为哪次会议；还没有列入的同时列入。")
def _notice(
    key: TopicKey,
    meeting: Annotated[str, typer.Option("--meeting", help="哪次会议", metavar="会议")],
    on: OnDay = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.agenda import notice_topic
    from powerctl.areas.meetings.named import find_meeting, item_words, unit_of

    day = day_or_today(on)
    with changing_topic("notice", key, unit) as (db, topic):
        held = find_meeting(db, meeting, unit=unit_of(db, topic).code)
        words = item_words(notice_topic(db, held, topic, on=day), topic)
        number = held.number
    show(f"会议 {number} {words}：{day} 告知")


@app.command("withdraw", cls=Command, help="撤回还没有决定的议题，写明理由。")
def _withdraw(key: TopicKey, reason: Reason, on: OnDay = None, unit: OfUnit = None) -> None:
    from powerctl.areas.meetings.topics import withdraw

    day = day_or_today(on)
    with changing_topic("withdraw", key, unit) as (db, topic):
        withdraw(db, topic, on=day, reason=reason)
        number = topic.number
    show(f"已撤回议题 {number}：{reason}")


@app.command("step", cls=Command, help="登记重大决策的一个环节，或没有履行的理由；再次登记为更正。")
def _step(
    key: TopicKey,
    stage: Annotated[
        str,
        typer.Argument(
            help="起草建议稿、公众参与、专家论证、风险评估、合法性审查、集体讨论决定、事后评估",
            metavar="环节",
        ),
    ],
    *,
    begun: Annotated[str | None, typer.Option("--begun", help="开始日期", metavar="日期")] = None,
    done: Annotated[str | None, typer.Option("--done", help="完成日期", metavar="日期")] = None,
    document: Document = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help="结果", metavar="文字")] = None,
    missing: Annotated[str | None, typer.Option("--missing", help="没有履行的理由", metavar="理由")] = None,
    unit: OfUnit = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.meetings.topics import set_step

    texts = read_settings(
        _STEP,
        settings,
        begun_on=begun,
        done_on=done,
        document=document,
        outcome=outcome,
        missing_reason=missing,
    )
    with changing_topic("step", key, unit) as (db, topic):
        step, changes = set_step(db, topic, stage, texts)
        number, called = step.id or 0, f"{topic.number} {step.stage.value}"
    show_changes(_STEP, number, called, changes)


@app.command("consult", cls=Command, help="登记会前与一名成员的个别酝酿。")
def _consult(
    key: TopicKey,
    person: Annotated[str, typer.Argument(help="酝酿对象", metavar="姓名")],
    on: OnOrUnknown = None,
    note: Annotated[str | None, typer.Option("--note", help="酝酿情况", metavar="文字")] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.topics import consult

    day = session.parse_day(on)
    with changing_topic("consult", key, unit) as (db, topic):
        row = consult(db, topic, person, on=day, note=note or "").id
        number = topic.number
    show(f"已登记议题 {number} 的个别酝酿 {row}：{person}")


@app.command("instruct", cls=Command, help="登记会前对议题的批示。")
def _instruct(
    key: TopicKey,
    person: Annotated[str, typer.Argument(help="批示人", metavar="姓名")],
    on: OnOrUnknown = None,
    text: Annotated[str | None, typer.Option("--text", help="批示内容", metavar="文字")] = None,
    unit: OfUnit = None,
) -> None:
    from powerctl.areas.meetings.topics import instruct

    day = session.parse_day(on)
    with changing_topic("instruct", key, unit) as (db, topic):
        row = instruct(db, topic, person, on=day, text=text or "").id
        number = topic.number
    show(f"已登记议题 {number} 的事先批示 {row}：{person}")


@app.command("budget", cls=Command, help="登记年度预算的一个环节；再次登记为更正。")
def _budget(
    year: Annotated[int, typer.Argument(min=1990, max=2100, help="年度", metavar="年度")],
    stage: Annotated[
        str, typer.Argument(help="班子成员提出、党委会研究、人代会表决、按线分割", metavar="环节")
    ],
    unit: InUnit,
    on: OnDay = None,
    document: Document = None,
) -> None:
    from powerctl.areas.meetings.topics import set_budget_step

    texts = {"done_on": day_or_today(on).isoformat()} | ({"document": document} if document else {})
    with session.writing("topic budget") as db:
        step, changes = set_budget_step(db, unit, year, stage, texts)
        number, called = step.id or 0, f"{year} 年度 {step.stage.value}"
    show_changes(_BUDGET, number, called, changes)


class _Step(Noun):
    """A stage of a decision: its fields are named beside those of topics."""

    @property
    def fields(self) -> tuple[str, ...]:
        """What `--set` may name."""
        from powerctl.areas.meetings.topics import STEP_FIELDS

        return STEP_FIELDS


_STEP = _Step("topic", "procedure_step", "决策环节", "ProcedureStep", "meetings.topics", listed_by="steps")
_BUDGET = Noun("topic", "budget_step", "年度预算环节", "BudgetStep", "meetings.topics", listed_by="budgets")


def _edit(db: "Session", topic: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.meetings.topics import edit_topic

    return edit_topic(db, topic, texts)


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_list(app, "procedure_step", "重大决策的各个环节", verb="steps")
add_list(app, "budget_step", "年度预算的各个环节", verb="budgets")
