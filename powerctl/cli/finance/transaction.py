"""transaction: tenders, purchases, sales of land and property, with bidders, budget and price."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show
from powerctl.cli.recorded import add_changing, add_new, add_part, in_yuan
from powerctl.cli.setting import Key, Noun, OfUnit, Settings, Within

app = area("公共资源交易：招投标、采购、土地出让、产权交易，预算和成交")
NOUN = Noun(
    "transaction",
    "public_transaction",
    "公共资源交易",
    "PublicTransaction",
    "finance.transactions",
    ("project", "venue", "decider", "buyer", "agenda_item"),
)
BIDDER = Noun("bidder", "bidder", "投标人", "Bidder", "finance.bidders")


@app.command("add", cls=Command, help="登记一笔公共资源交易或者采购。")
def _add(
    name: Annotated[str, typer.Argument(help="交易名称", metavar="名称")],
    unit: OfUnit,
    *,
    number: Annotated[
        str | None, typer.Option("--number", help="交易编号；不写自动编", metavar="编号")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="交易类别，如 政府采购", metavar="类别")] = None,
    method: Annotated[
        str | None, typer.Option("--method", help="交易方式，如 公开招标", metavar="方式")
    ] = None,
    budget: Annotated[
        str | None, typer.Option("--budget", help="预算（元），也可写 30万元", metavar="金额")
    ] = None,
    price: Annotated[str | None, typer.Option("--price", help="成交金额（元）", metavar="金额")] = None,
    venue: Annotated[str | None, typer.Option("--venue", help="交易场所", metavar="场所")] = None,
    won: Annotated[str | None, typer.Option("--on", help="成交日期", metavar="日期")] = None,
    winner: Annotated[str | None, typer.Option("--winner", help="成交人", metavar="名称")] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        unit,
        settings,
        name=name,
        number=number,
        kind=kind,
        method=method,
        budget_fen=in_yuan(budget),
        price_fen=in_yuan(price),
        venue_written=venue,
        won_on=won,
        winner_written=winner,
    )


@app.command("bidder", cls=Command, help="登记一个投标（竞买）人和报价。")
def _bidder(
    key: Key,
    name: Annotated[str, typer.Argument(help="投标人名称", metavar="名称")],
    unit: Within = None,
    *,
    offer: Annotated[
        str | None, typer.Option("--offer", help="报价（元），也可写 26.7万元", metavar="金额")
    ] = None,
    winner: Annotated[bool | None, typer.Option("--winner/--loser", help="是否中标")] = None,
) -> None:
    texts = {
        "name": name,
        "offer_fen": in_yuan(offer) or "",
        "is_winner": "" if winner is None else "是" if winner else "否",
    }
    _, trade = add_part("transaction bidder", BIDDER, NOUN, key, unit, texts, in_order="position")
    show(f"已登记“{trade}”的投标人：{name}")


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
