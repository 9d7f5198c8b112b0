"""approval: who may approve spending up to which sum, from–to."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import add_changing, add_ending, add_new, in_yuan
from powerctl.cli.setting import Noun, OfUnit, Settings

app = area("审批权限：谁、什么职务最多审批多少钱")
NOUN = Noun("approval", "approval_limit", "审批权限", "ApprovalLimit", "finance.approval_limits", ("post",))


@app.command("add", cls=Command, help="登记一条审批权限：哪一级（或哪个职务）最多审批多少钱，从哪一天起。")
def _add(
    unit: OfUnit,
    *,
    role: Annotated[str | None, typer.Option("--role", help="审批层级，如 分管领导", metavar="层级")] = None,
    post: Annotated[
        str | None, typer.Option("--post", help="只属于一个职务的写职务名称", metavar="职务")
    ] = None,
    scope: Annotated[
        str | None, typer.Option("--scope", help="适用范围；不写为不知道", metavar="范围")
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help="最高金额（元），也可写 5万元", metavar="金额")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="从哪一天起", metavar="日期")] = None,
    document: Annotated[str | None, typer.Option("--document", help="规定权限的文号", metavar="文号")] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        unit,
        settings,
        role=role,
        post_written=post,
        scope=scope,
        amount_fen=in_yuan(amount),
        valid_from=start,
        document=document,
    )


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
add_ending(app, NOUN)
