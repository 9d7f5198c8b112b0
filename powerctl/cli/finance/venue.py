"""venue: trading venues that the county counts as such."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_changing, add_ending, add_new
from powerctl.cli.setting import Noun, Settings

app = area("交易场所：认可的公共资源交易场所")
NOUN = Noun("venue", "trading_venue", "交易场所", "TradingVenue", "finance.venues")


@app.command("add", cls=Command, help="登记一个认可的交易场所。")
def _add(
    name: Annotated[str, typer.Argument(help="场所名称", metavar="名称")],
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", help="承办哪一类交易；承办几类的，一类登记一次", metavar="类别")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="从哪一天起", metavar="日期")] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        None,
        settings,
        name=name,
        kind=kind,
        valid_from=start,
    )


add_list(app, NOUN.view, NOUN.what, by_unit=None)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
add_ending(app, NOUN)
