"""publish: what was published, where, from–to, about which record."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import Document, add_changing, add_new
from powerctl.cli.setting import Noun, OfUnit, OnDay, Settings, day_or_today

app = area("公开记录：什么内容、在哪里、何时公开，对应哪笔支出、哪次会议")
NOUN = Noun(
    "publish",
    "publication",
    "公开记录",
    "Publication",
    "disclosure.publications",
    ("open_item", "agenda_item", "expenditure", "transaction", "project", "appointment", "finance_report"),
)


@app.command("add", cls=Command, help="登记一次公开：标题、类别、渠道、日期、内容期间、对应的记录。")
def _add(
    title: Annotated[str, typer.Argument(help="公开标题", metavar="标题")],
    unit: OfUnit,
    *,
    subject: Annotated[
        str | None, typer.Option("--subject", help="内容类别，如 财务收支、大额资金", metavar="类别")
    ] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", help="公开渠道，如 公开栏、网站", metavar="渠道")
    ] = None,
    on: OnDay = None,
    start: Annotated[str | None, typer.Option("--from", help="内容期间起日", metavar="日期")] = None,
    end: Annotated[str | None, typer.Option("--to", help="内容期间止日", metavar="日期")] = None,
    item: Annotated[
        str | None, typer.Option("--item", help="公开目录的名称或编号", metavar="公开事项")
    ] = None,
    spend: Annotated[str | None, typer.Option("--spend", help="对应的支出", metavar="支出")] = None,
    agenda: Annotated[
        str | None, typer.Option("--agenda", help="对应的会议议程，写 会议编号/议题编号", metavar="议程")
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="公开编号；不写的自动编", metavar="编号")
    ] = None,
    document: Document = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN, unit, settings, title=title, subject=subject, channel=channel,
        published_on=day_or_today(on).isoformat(), period_from=start, period_to=end, open_item=item,
        expenditure=spend, agenda_item=agenda, number=number, document=document,
    )  # fmt: skip


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
