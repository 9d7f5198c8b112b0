"""ladder: who signs a voucher in which place, for the county or one unit."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_changing, add_ending, add_new, in_yuan
from powerctl.cli.setting import Noun, Settings

app = area("审签程序：票据由谁按什么顺序审签")
NOUN = Noun("ladder", "ladder_step", "审签程序", "LadderStep", "finance.ladder")


@app.command(
    "add", cls=Command, help="登记审签程序中的一级：第几个签、以什么身份签；不写 --unit 的全县适用。"
)
def _add(
    role: Annotated[str, typer.Argument(help="审签人身份，如 分管领导", metavar="身份")],
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", help="只适用于哪个单位；不写为全县", metavar="单位")
    ] = None,
    *,
    position: Annotated[str | None, typer.Option("--position", help="第几个签", metavar="顺序")] = None,
    above: Annotated[
        str | None, typer.Option("--above", help="超过多少金额（元）才签", metavar="金额")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="从哪一天起", metavar="日期")] = None,
    document: Annotated[str | None, typer.Option("--document", help="规定程序的文号", metavar="文号")] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        unit,
        settings,
        role=role,
        position=position,
        above_fen=in_yuan(above),
        valid_from=start,
        document=document,
    )


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
add_ending(app, NOUN)
