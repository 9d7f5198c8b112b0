"""notice: public notices from–to, their subjects, how people respond."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import Document, add_changing, add_new, add_part, edit_of
from powerctl.cli.setting import Noun, OfUnit, Settings, Within, read_settings, show_added

app = area("公示：起止日期、公示对象、反映方式、受理单位、结论")
NOTICE = Noun("notice", "notice", "公示", "Notice", "disclosure.notices", ("transaction",))
SUBJECT = Noun(
    "notice", "notice_subject", "公示对象", "NoticeSubject", "disclosure.subjects", ("appointment",), "show"
)


@app.command("add", cls=Command, help="登记一次公示：标题、类别、起止日期、受理单位和电话。")
def _add(
    title: Annotated[str, typer.Argument(help="公示标题", metavar="标题")],
    unit: OfUnit,
    *,
    kind: Annotated[str | None, typer.Option("--kind", help="公示类别，如 任前公示", metavar="类别")] = None,
    begun: Annotated[str | None, typer.Option("--from", help="公示的第一天", metavar="日期")] = None,
    ended: Annotated[str | None, typer.Option("--to", help="公示的最后一天", metavar="日期")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="公示渠道", metavar="渠道")] = None,
    office: Annotated[str | None, typer.Option("--office", help="受理单位", metavar="单位")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="受理电话（单位的）", metavar="电话")] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="公示编号；不写的自动编", metavar="编号")
    ] = None,
    document: Document = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOTICE, unit, settings, title=title, kind=kind, begun_on=begun, ended_on=ended, channel=channel,
        office=office, office_phone=phone, number=number, document=document,
    )  # fmt: skip


@app.command("subject", cls=Command, help="给一次公示登记一个公示对象，可写明对应的任免事项。")
def _subject(
    key: Annotated[str, typer.Argument(help="公示的编号或标题", metavar="公示")],
    name: Annotated[str, typer.Argument(help="姓名或事项名称", metavar="公示对象")],
    *,
    appointment: Annotated[
        str | None, typer.Option("--appointment", help="对应的任免事项编号或姓名", metavar="任免事项")
    ] = None,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    texts = read_settings(SUBJECT, settings, subject_written=name, appointment=appointment)
    show_added(SUBJECT, *add_part("notice subject", SUBJECT, NOTICE, key, unit, texts, in_order="position"))


@app.command("outcome", cls=Command, help="登记一个公示对象的结论：不影响、暂缓、取消。")
def _outcome(
    number: Annotated[int, typer.Argument(help="公示对象编号，见 notice show", metavar="编号")],
    outcome: Annotated[str, typer.Argument(help="不影响、暂缓、取消", metavar="结论")],
    on: Annotated[str | None, typer.Option("--on", help="哪一天作出；不写为今天", metavar="日期")] = None,
) -> None:
    from powerctl.cli import session
    from powerctl.cli.setting import day_or_today, found, show_changes

    texts = {"outcome": outcome, "outcome_on": day_or_today(on).isoformat()}
    with session.writing(f"notice outcome {number}") as db:
        changes = edit_of(SUBJECT)(db, found(db, SUBJECT, number), texts)
    show_changes(SUBJECT, number, "", changes)


add_list(app, NOTICE.view, NOTICE.what)
add_show(app, NOTICE.view, NOTICE.what)
add_changing(app, NOTICE)
