"""personnel: other matters of persons, decided together."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import Document, add_changing, add_new
from powerctl.cli.setting import Noun, OfUnit, OnDay, Settings, day_or_today

app = area("人事事项：录用、考核、培训、调整、奖惩、返聘、后备干部")
NOUN = Noun(
    "personnel", "personnel_action", "人事事项", "PersonnelAction", "personnel.actions", ("agenda_item",)
)


@app.command("add", cls=Command, help="登记一个人事事项，对应决策的会议议程。")
def _add(
    name: Annotated[str, typer.Argument(help="事项名称", metavar="名称")],
    unit: OfUnit,
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", help="事项类别，如 录用、奖励、返聘", metavar="类别")
    ] = None,
    on: OnDay = None,
    agenda: Annotated[
        str | None,
        typer.Option("--agenda", help="决策议程，写 会议编号/议题编号", metavar="议程"),
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="事项编号；不写的自动编", metavar="编号")
    ] = None,
    document: Document = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN, unit, settings, name=name, kind=kind, done_on=day_or_today(on).isoformat() if on else None,
        agenda_item=agenda, number=number, document=document,
    )  # fmt: skip


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
