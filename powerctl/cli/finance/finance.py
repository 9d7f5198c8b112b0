"""finance: finance reports, told to the team and shown to the staff."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_changing, add_new
from powerctl.cli.setting import Noun, OfUnit, Settings

app = area("财务报告：向班子报告、向职工公示")
NOUN = Noun("finance", "finance_report", "财务报告", "FinanceReport", "finance.reports", ("agenda_item",))


@app.command("add", cls=Command, help="登记一次财务报告：哪一段时间、哪天向班子报告、哪天向职工公示。")
def _add(
    title: Annotated[str, typer.Argument(help="报告名称", metavar="名称")],
    unit: OfUnit,
    *,
    start: Annotated[str | None, typer.Option("--from", help="期间起日", metavar="日期")] = None,
    end: Annotated[str | None, typer.Option("--to", help="期间止日", metavar="日期")] = None,
    reported: Annotated[str | None, typer.Option("--reported", help="向班子报告日期", metavar="日期")] = None,
    meeting: Annotated[str | None, typer.Option("--meeting", help="在哪次会议上报告", metavar="会议")] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="向职工公示日期", metavar="日期")
    ] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        unit,
        settings,
        title=title,
        period_from=start,
        period_to=end,
        reported_on=reported,
        meeting_written=meeting,
        published_on=published,
    )


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
