"""countersign: sheets of support funds and their three joint signatures."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show
from powerctl.cli.recorded import add_changing, add_new, add_part, in_yuan
from powerctl.cli.setting import Key, Noun, OfUnit, Settings, Within

app = area("三方会签：农村扶持资金的会签单和会签")
NOUN = Noun(
    "countersign",
    "countersign_sheet",
    "会签单",
    "CountersignSheet",
    "finance.countersigning",
    ("expenditure",),
)
SIGNATURE = Noun("sign", "countersignature", "会签", "Countersignature", "finance.countersignatures")


@app.command("add", cls=Command, help="登记一张会签单：什么资金、发给谁、多少钱、哪一天。")
def _add(
    fund: Annotated[str, typer.Argument(help="资金名称", metavar="资金")],
    unit: OfUnit,
    *,
    household: Annotated[
        str | None, typer.Option("--for", help="受益农户；按花名册发的不写", metavar="农户")
    ] = None,
    households: Annotated[str | None, typer.Option("--households", help="受益户数", metavar="户数")] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help="发放金额（元），也可写 5万元", metavar="金额")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="发放日期", metavar="日期")] = None,
    payment: Annotated[
        str | None, typer.Option("--payment", help="支出的单据编号或凭证号", metavar="支出")
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="会签单编号；不写自动编", metavar="编号")
    ] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        unit,
        settings,
        fund_name=fund,
        household_written=household,
        households=households,
        amount_fen=in_yuan(amount),
        paid_on=on,
        expenditure_written=payment,
        number=number,
    )


@app.command("sign", cls=Command, help="在会签单上登记一方会签。")
def _sign(
    key: Key,
    party: Annotated[
        str,
        typer.Argument(help="发放单位、发放单位与受益农户、纪检机关与受益农户之一", metavar="会签方"),
    ],
    unit: Within = None,
    *,
    signer: Annotated[str | None, typer.Option("--by", help="单位签字人", metavar="姓名")] = None,
    household: Annotated[str | None, typer.Option("--household", help="农户签字人", metavar="姓名")] = None,
    on: Annotated[str | None, typer.Option("--on", help="会签日期", metavar="日期")] = None,
    agreed: Annotated[bool | None, typer.Option("--agreed/--refused", help="是否同意")] = None,
) -> None:
    texts = {
        "party": party,
        "signer_written": signer or "",
        "household_signer_written": household or "",
        "signed_on": on or "",
        "is_agreed": "" if agreed is None else "是" if agreed else "否",
    }
    _, sheet = add_part("countersign sign", SIGNATURE, NOUN, key, unit, texts)
    show(f"已登记会签单“{sheet}”的会签：{party}")


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
