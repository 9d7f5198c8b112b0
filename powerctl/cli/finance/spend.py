"""spend: payments and vouchers on their way to it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.finance.spend_split import add_split
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import in_yuan
from powerctl.cli.setting import Noun, OfUnit, Settings, add_edit, add_retire, read_settings, show_added

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("支出：登记、查询、修改、作废")
NOUN = Noun(
    "spend",
    "expenditure",
    "支出",
    "Expenditure",
    "finance.expenditures",
    ("handler", "approver", "project", "transaction", "agenda_item", "reverses"),
)


@app.command("add", cls=Command, help="登记一笔支出：付给谁、做什么用、多少钱、哪一天；退款写负数。")
def _add(
    payee: Annotated[str, typer.Argument(help="收款方：单位写全称，个人写姓名", metavar="收款方")],
    unit: OfUnit,
    *,
    amount: Annotated[
        str | None, typer.Option("--amount", help="金额（元），也可写 5万元；退款写负数", metavar="金额")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="支付日期", metavar="日期")] = None,
    purpose: Annotated[str | None, typer.Option("--for", help="用途", metavar="文字")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="支出类别，如 办公费", metavar="类别")] = None,
    line: Annotated[str | None, typer.Option("--line", help="预算科目", metavar="科目")] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="单据编号，一个单位内不重复", metavar="编号")
    ] = None,
    voucher: Annotated[str | None, typer.Option("--voucher", help="凭证号", metavar="凭证号")] = None,
    handler: Annotated[str | None, typer.Option("--by", help="经办人", metavar="姓名")] = None,
    approver: Annotated[str | None, typer.Option("--approved-by", help="审批人", metavar="姓名")] = None,
    decision: Annotated[str | None, typer.Option("--decision", help="决策依据，照写", metavar="文字")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.finance.expenditures import KEPT
    from powerctl.areas.finance.paying import add_expenditure
    from powerctl.areas.keeping import home_of

    texts = read_settings(
        NOUN,
        settings,
        payee_written=payee,
        amount_fen=in_yuan(amount),
        paid_on=on,
        purpose=purpose,
        kind=kind,
        budget_line=line,
        number=number,
        voucher=voucher,
        handler_written=handler,
        approver_written=approver,
        decision_written=decision,
    )
    with session.writing("spend add") as db:
        added = add_expenditure(db, home_of(db, KEPT, unit), texts).id
    show_added(NOUN, added, payee)


def _edit(db: "Session", payment: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.finance.paying import edit_expenditure

    return edit_expenditure(db, payment, texts, payment.unit_id)


def _void(db: "Session", payment: Any, on: date, reason: str) -> str:
    from powerctl.areas.finance.paying import void_expenditure

    void_expenditure(db, payment, on, reason)
    return f"已作废支出 {payment.id} {payment.number or payment.payee_written or ''}"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _void, "作废一笔登记的支出（写哪一天、为什么）；记录仍保留，检查时不再计算。")
add_split(app)
