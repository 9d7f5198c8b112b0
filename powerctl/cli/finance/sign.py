"""sign: signatures on vouchers, round by round."""

from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.finance.spend import NOUN as SPEND
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show
from powerctl.cli.recorded import add_changing, in_yuan
from powerctl.cli.setting import Noun, Within, found, number_named

app = area("审签：票据由谁、哪一天、同意还是退回")
NOUN = Noun("sign", "sign_off", "审签", "SignOff", "finance.sign_offs", ("person",))


@app.command("add", cls=Command, help="在一笔支出上登记一次审签：退回之后的算新的一轮。")
def _add(
    payment: Annotated[str, typer.Argument(help="支出的编号、单据编号或凭证号", metavar="支出")],
    role: Annotated[str, typer.Argument(help="以什么身份签，如 分管领导", metavar="身份")],
    unit: Within = None,
    *,
    person: Annotated[str | None, typer.Option("--by", help="审签人", metavar="姓名")] = None,
    on: Annotated[str | None, typer.Option("--on", help="审签日期", metavar="日期")] = None,
    decision: Annotated[
        str | None, typer.Option("--decision", help="同意 或 退回；不写为不知道", metavar="意见")
    ] = None,
    returned: Annotated[
        str | None, typer.Option("--returned", help="退回金额（元）；整单退回的不写", metavar="金额")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="退回理由", metavar="文字")] = None,
    order: Annotated[str | None, typer.Option("--position", help="这一轮中第几个签", metavar="顺序")] = None,
    time: Annotated[str | None, typer.Option("--round", help="第几轮", metavar="轮次")] = None,
) -> None:
    from powerctl.areas.finance.paying import add_sign_off

    texts = {
        "role": role,
        "person_written": person or "",
        "signed_on": on or "",
        "decision": decision or "",
        "returned_fen": in_yuan(returned) or "",
        "reason": reason or "",
        "position": order or "",
        "round": time or "",
    }
    number = number_named(SPEND, payment, unit)
    with session.writing(f"sign add {number}") as db:
        signed = add_sign_off(db, found(db, SPEND, number), texts)
        told = f"第 {signed.round} 轮第 {signed.position} 个"
    show(f"已登记支出 {number} 的审签：{told}，{role}")
    show(f"查看：powerctl spend show {number}")


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
