"""personal: what leaders report of themselves, verified, filed, spot-checked."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_changing, add_new
from powerctl.cli.setting import Noun, OfUnit, Settings

app = area("个人报告：廉政报告、个人有关事项、重大事项，只记日期和核实结果")
NOUN = Noun(
    "personal", "personal_report", "个人报告", "PersonalReport", "supervision.personal_reports", ("person",)
)


@app.command("add", cls=Command, help="登记一份个人报告；内容留在纸上，这里只记日期和核实、抽查结果。")
def _add(
    person: Annotated[str, typer.Argument(help="报告人姓名", metavar="姓名")],
    unit: OfUnit,
    *,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="年度廉政报告、年度个人有关事项报告 或 重大事项报告", metavar="类别"),
    ] = None,
    year: Annotated[str | None, typer.Option("--year", help="年度", metavar="年")] = None,
    event: Annotated[str | None, typer.Option("--event", help="重大事项发生日期", metavar="日期")] = None,
    reported: Annotated[str | None, typer.Option("--reported", help="报告日期", metavar="日期")] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN, unit, settings, person_written=person, kind=kind, year=year, event_on=event,
        reported_on=reported,
    )  # fmt: skip


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
