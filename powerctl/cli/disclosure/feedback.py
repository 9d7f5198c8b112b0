"""feedback: answers to a notice, received, verified, concluded."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.disclosure.notice import NOTICE
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_changing, add_part, edit_of
from powerctl.cli.setting import Noun, Settings, Within, day_or_today, read_settings, show_added

app = area("公示反馈：收到、核查、结论、答复；反映人和内容不上报表")
NOUN = Noun("feedback", "feedback", "公示反馈", "Feedback", "disclosure.feedback", ("subject",))


@app.command("add", cls=Command, help="登记收到的一件反映：对谁、什么方式、是否署名。")
def _add(
    key: Annotated[str, typer.Argument(help="公示的编号或标题", metavar="公示")],
    *,
    subject: Annotated[
        str | None, typer.Option("--subject", help="公示对象，写姓名或 公示编号/顺序", metavar="对象")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="收到日期；不写为今天", metavar="日期")] = None,
    how: Annotated[str | None, typer.Option("--how", help="反映方式，如 来信", metavar="方式")] = None,
    named: Annotated[bool | None, typer.Option("--named/--unnamed", help="是否署名")] = None,
    content: Annotated[str | None, typer.Option("--content", help="反映内容", metavar="文字")] = None,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    texts = read_settings(
        NOUN, settings, subject=subject, received_on=day_or_today(on).isoformat(),
        channel_written=how, content=content, is_named=None if named is None else "是" if named else "否",
    )  # fmt: skip
    show_added(NOUN, *add_part("feedback add", NOUN, NOTICE, key, unit, texts, in_order="position"))


@app.command("verify", cls=Command, help="登记核查结论：属实、部分属实、不属实、无法查实。")
def _verify(
    number: Annotated[int, typer.Argument(help="公示反馈编号", metavar="编号")],
    verdict: Annotated[str, typer.Argument(help="属实、部分属实、不属实、无法查实", metavar="结论")],
    *,
    on: Annotated[str | None, typer.Option("--on", help="核查日期；不写为今天", metavar="日期")] = None,
    by: Annotated[str | None, typer.Option("--by", help="核查人", metavar="姓名")] = None,
    report: Annotated[str | None, typer.Option("--report", help="核查报告文号", metavar="文号")] = None,
) -> None:
    texts = {"verdict": verdict, "verified_on": day_or_today(on).isoformat()}
    texts |= {name: text for name, text in (("verifier_written", by), ("finding_document", report)) if text}
    _change("verify", number, texts)


@app.command("conclude", cls=Command, help="登记处理结果：不影响、暂缓、取消。")
def _conclude(
    number: Annotated[int, typer.Argument(help="公示反馈编号", metavar="编号")],
    outcome: Annotated[str, typer.Argument(help="不影响、暂缓、取消", metavar="结果")],
    on: Annotated[str | None, typer.Option("--on", help="办结日期；不写为今天", metavar="日期")] = None,
) -> None:
    _change("conclude", number, {"outcome": outcome, "concluded_on": day_or_today(on).isoformat()})


def _change(verb: str, number: int, texts: dict[str, str]) -> None:
    from powerctl.cli import session
    from powerctl.cli.setting import found, show_changes

    with session.writing(f"feedback {verb} {number}") as db:
        changes = edit_of(NOUN)(db, found(db, NOUN, number), texts)
    show_changes(NOUN, number, "", changes)


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
