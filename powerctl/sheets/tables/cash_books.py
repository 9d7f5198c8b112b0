"""What of an account book is spending: in books of cash and bank the credit side.

Receipts, and the other side of an entry, are none."""

import re

from powerctl.sheets.tables.body import Body
from powerctl.sheets.tables.header import Header
from powerctl.sheets.tables.headings import normalise, squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.tables.lines import is_sum_line
from powerctl.sheets.tables.table import Table

_KIND = "expenditures"
_CASH_BOOK = re.compile(
    "(?:银行存款|库存现金|现金|存款|出纳|零余额账户\\S{0,6})(?:日记|明细|分类|流水|收支)?账|^科目:.*(?:银行存款|库存现金)"
)
_CASH_ACCOUNT = re.compile("库存现金|银行存款|零余额账户|货币资金|财政应返还额度|收入$")
_DEBIT = ("借方", "借方金额", "借方发生额")
_CREDIT = ("贷方", "贷方金额", "贷方发生额")
_RECEIPTS = ("收入", "收入金额", "收方", "收入数", "存入", "收款金额")


def turn_cash_book(layout: Layout, header: Header) -> None:
    """In a book of cash or bank what goes out stands on the credit side, and what comes in is no spending."""
    if header.kind.name != _KIND:
        return
    lines = [layout.grid.name] + [
        text for row in range(1, header.rows.top) for _, text in layout.row_cells(row)
    ]
    if not any(_CASH_BOOK.search(squeeze(line)) for line in lines):
        return
    sides = {normalise(column.heading): column for column in header.columns if not column.hidden}
    debit = next((sides[words] for words in _DEBIT if words in sides), None)
    credit = next((sides[words] for words in _CREDIT if words in sides), None)
    if debit and credit and debit.field == "amount" and credit.field == "credit":
        debit.field, credit.field = None, "amount"


def drop_receipts(table: Table, body: Body) -> str:
    """Takes out of a table of payments the rows that are none; what to say of them, "" where there are none.

    A row is none with a receipt and no payment, with nothing but what is carried over, or, in a list of
    entries, with an account of cash or income.
    """
    if table.header.kind.name != _KIND:
        return ""
    amounts = table.own.get("amount")
    if amounts is None:
        return ""
    receipts = [
        table.layout.columns[column.number - 1]
        for column in table.header.columns
        if column.field is None and not column.hidden and normalise(column.heading) in (*_RECEIPTS, *_DEBIT)
    ]
    purposes = table.own.get("purpose", [])
    accounts = table.own.get("budget_line", []) if "credit" in table.own else []
    none = {
        block.first
        for block in body.blocks
        if (not amounts[block.first - 1] and any(column[block.first - 1] for column in receipts))
        or (not amounts[block.first - 1] and purposes and is_sum_line(purposes[block.first - 1]))
        or (accounts and _CASH_ACCOUNT.search(squeeze(accounts[block.first - 1])))
    }
    if not none:
        return ""
    kept = [block for block in body.blocks if block.first not in none]
    body.totals = [
        (row, words, sum(block.first not in none for block in body.blocks[:before]))
        for row, words, before in body.totals
    ]
    body.blocks = kept
    return f"有 {len(none)} 行是收入、结转或者现金、银行存款一方，不是支出，未读入。"
