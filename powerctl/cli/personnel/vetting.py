"""vetting: what a vetting before a post looked at."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.personnel.frame import CaseKey, add_of_case
from powerctl.cli.recorded import add_changing
from powerctl.cli.setting import Noun, Settings, Within

app = area("任前考察：六个方面、两方面意见、组织部门初审")
NOUN = Noun("vetting", "vetting", "任前考察", "Vetting", "personnel.vettings")
_ALL = (
    *("covers_career", "covers_results", "covers_law", "covers_integrity", "covers_democracy"),
    *("covers_discipline", "asked_unit", "asked_grassroots"),
)


@app.command("add", cls=Command, help="登记一次任前考察；--complete 表示六个方面、两方面意见都有。")
def _add(
    key: CaseKey,
    *,
    begun: Annotated[str | None, typer.Option("--from", help="开始日期", metavar="日期")] = None,
    ended: Annotated[str | None, typer.Option("--to", help="完成日期", metavar="日期")] = None,
    team: Annotated[str | None, typer.Option("--team", help="考察组成员", metavar="姓名")] = None,
    reviewed: Annotated[
        str | None, typer.Option("--reviewed", help="组织部门初审日期", metavar="日期")
    ] = None,
    reviewer: Annotated[str | None, typer.Option("--reviewer", help="初审人", metavar="姓名")] = None,
    complete: Annotated[
        bool, typer.Option("--complete", help="六个方面都了解了，单位和基层群众的意见都征求了")
    ] = False,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    flags: dict[str, str | None] = dict.fromkeys(_ALL, "是") if complete else {}
    add_of_case(
        NOUN, key, unit, settings, begun_on=begun, ended_on=ended, team_written=team, reviewed_on=reviewed,
        reviewer_written=reviewer, **flags,
    )  # fmt: skip


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
