"""waive: findings set aside for a reason, on a document, by a person, until a day."""

from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.output import Format, FormatOption, print_rows, show

app = area("情况说明（经批准不计）：登记、查询、撤回")


@app.command(
    "add", cls=Command, help="为一个问题登记情况说明：理由、批准文件、批准人、有效期；到期自动恢复。"
)
def _add(
    rule: Annotated[str, typer.Argument(help="规则编号，如 DUTY001", metavar="规则")],
    item: Annotated[str, typer.Argument(help="检查对象，即检查结果方括号中的内容", metavar="对象")],
    reason: Annotated[str, typer.Option("--reason", help="理由", metavar="文字")],
    document: Annotated[str, typer.Option("--document", help="批准文件及文号", metavar="文件")],
    by: Annotated[str, typer.Option("--by", help="批准人", metavar="姓名")],
    until: Annotated[str, typer.Option("--until", help="有效期至哪一天", metavar="日期")],
    granted: Annotated[str | None, typer.Option("--on", help="批准日期；不写为今天", metavar="日期")] = None,
) -> None:
    from powerctl.rulebook.waivers import grant

    expires = session.needed_day(until)
    with session.writing(f"waive add {rule}") as db:
        waiver = grant(
            db,
            rule,
            item,
            reason=reason,
            document=document,
            approved_by=by,
            granted_on=session.parse_day(granted) or session.today(),
            expires_on=expires,
        )
        number = waiver.id
    show(f"已登记第 {number} 号情况说明：{rule} {item}，有效期至 {expires}")


@app.command("list", cls=Command, help="列出情况说明及其是否有效。")
def _list(
    rule: Annotated[str | None, typer.Option("--rule", help="只看某条规则", metavar="规则")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.rulebook.waivers import list_waivers

    with session.reading() as db:
        waivers = list_waivers(db, session.today(), rule)
    print_rows(
        ("id", "rule", "item", "state", "reason", "document", "approved_by", "granted_on", "expires_on"),
        ("编号", "规则", "检查对象", "状态", "理由", "批准文件", "批准人", "批准日期", "有效期至"),
        [
            (w.id, w.rule, w.item, w.state, w.reason, w.document, w.approved_by, w.granted_on, w.expires_on)
            for w in waivers
        ],
        form,
        empty="没有情况说明",
    )


@app.command("withdraw", cls=Command, help="撤回一份情况说明，问题自即日起恢复。")
def _withdraw(
    number: Annotated[int, typer.Argument(help="情况说明编号", metavar="编号")],
    on: Annotated[str | None, typer.Option("--on", help="撤回日期；不写为今天", metavar="日期")] = None,
) -> None:
    from powerctl.rulebook.waivers import withdraw

    with session.writing(f"waive withdraw {number}") as db:
        withdraw(db, number, session.parse_day(on) or session.today())
    show(f"已撤回第 {number} 号情况说明")
