"""fund: funds of a unit in a year, in its budget or outside it."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_changing, add_new, in_yuan
from powerctl.cli.setting import Noun, OfUnit, Settings

app = area("资金账户：资金来源和是否纳入预算")
NOUN = Noun("fund", "fund_account", "资金账户", "FundAccount", "finance.funds")


@app.command("add", cls=Command, help="登记一个单位一年的一笔资金（账户）。")
def _add(
    name: Annotated[str, typer.Argument(help="资金（账户）名称", metavar="名称")],
    unit: OfUnit,
    *,
    year: Annotated[str | None, typer.Option("--year", help="年度", metavar="年份")] = None,
    fund: Annotated[
        str | None, typer.Option("--source", help="资金来源，如 非税收入", metavar="来源")
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help="金额（元），也可写 5万元", metavar="金额")
    ] = None,
    inside: Annotated[
        str | None, typer.Option("--in-budget", help="是否纳入预算管理，写 是 或 否", metavar="是否")
    ] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        unit,
        settings,
        name=name,
        year=year,
        fund=fund,
        amount_fen=in_yuan(amount),
        is_in_budget=inside,
    )


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
