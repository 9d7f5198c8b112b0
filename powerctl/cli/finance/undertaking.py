"""undertaking: disposal, investment, guarantee, financing, incident and other large matters."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_changing, add_new, in_yuan
from powerctl.cli.setting import Noun, OfUnit, Settings

app = area("其他重大事项：资产处置、对外投资、抵押担保、融资、突发事件处置")
NOUN = Noun("undertaking", "undertaking", "重大事项", "Undertaking", "finance.undertakings", ("agenda_item",))


@app.command("add", cls=Command, help="登记一件其他重大事项。")
def _add(
    name: Annotated[str, typer.Argument(help="事项名称", metavar="名称")],
    unit: OfUnit,
    *,
    kind: Annotated[str | None, typer.Option("--kind", help="事项类别，如 资产处置", metavar="类别")] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help="金额（元），也可写 5万元", metavar="金额")
    ] = None,
    done: Annotated[str | None, typer.Option("--on", help="实施日期", metavar="日期")] = None,
    decision: Annotated[str | None, typer.Option("--decision", help="决策依据，照写", metavar="文字")] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="事项编号；不写自动编", metavar="编号")
    ] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        unit,
        settings,
        name=name,
        kind=kind,
        amount_fen=in_yuan(amount),
        done_on=done,
        decision_written=decision,
        number=number,
    )


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
