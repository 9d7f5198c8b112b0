"""Registers of payments as three units keep them: one by voucher, one from book-keeping, one as it is posted."""

from itertools import groupby
from pathlib import Path

from tests.county.drawing import Drawn, Row, write_xls, write_xlsx
from tests.county.people import UNITS
from tests.county.spending_rows import (
    CROSS_SIGNS,
    DEPUTY_SIGNS,
    DISCIPLINE_SIGNS,
    HEAD_SIGNS,
    Payment,
    Sign,
    decision,
)
from tests.county.spending_year import payments

_WAN = 1_000_000
_WIDE_DIGITS = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_REGISTER = (
    *("序号", "报销单号", "凭证号", "报销日期", "付款日期", "收款单位（人）", "收款方性质", "摘要", "预算科目"),
    *("费用类别", "非生产性开支", "资金性质", "支付周期性", "付款金额（元）", "付款状态", "冲销单据", "经手人", "审批人"),
    *("审批级别", "决策会议", "会议议程", "合同号", "工程项目", "采购项目", "分管领导签字", "纪检组长签字", "主要领导签字"),
)  # fmt: skip
_LEDGER = (
    *(
        "日期",
        "凭证号",
        "摘要",
        "对方单位",
        "收款方类别",
        "会计科目",
        "费用类别",
        "支出金额（万元）",
        "非生产性开支",
    ),
    *("支付周期性", "经办人", "审批级别", "决策会议", "会议议程", "工程名称", "采购项目", "合同号"),
)
_POSTED = (
    *("序号", "单据编号", "记账凭证号", "付款时间", "收款人", "对公对私", "支出事项", "预算科目", "费用类别", "资金渠道"),
    *("支付周期性", "非生产性开支", "支付金额", "支付情况", "经办人", "审批级别", "集体决策依据", "对应议程", "合同编号", "工程项目"),
    *("采购项目", "分管领导审批", "纪委书记签字", "单位负责人审批", "联签人"),
)  # fmt: skip
_AMOUNT = _REGISTER.index("付款金额（元）")


def write_register(path: Path) -> None:
    """财政局: a line a voucher with three signatures; a subtotal after each month, a total at the end."""
    drawn = Drawn("支出登记")
    drawn.title("云泽县财政局2025年7月至2026年6月经费支出审签登记簿", len(_REGISTER))
    drawn.add("单位：元")
    drawn.add_headings(_REGISTER)
    every = payments("U002")
    serial = 0
    for month, group in groupby(every, key=_month):
        listed = list(group)
        for one in listed:
            serial += 1
            drawn.add(*_registered(one, serial))
        row = [""] * len(_REGISTER)
        row[0], row[_AMOUNT] = f"{month}小计", _yuan(sum(one.fen for one in listed))
        drawn.add(*row)
    row = [""] * len(_REGISTER)
    row[0], row[_AMOUNT] = "合计", _yuan(sum(one.fen for one in every))
    drawn.add(*row)
    write_xlsx(path, drawn)


def _month(one: Payment) -> str:
    day = one.paid or one.billed
    assert day is not None
    return f"{day.year}年{day.month}月"


def _registered(one: Payment, serial: int) -> Row:
    named = decision(one.subject if one.shows_decision else None)
    amount = _yuan(one.fen)
    return [
        *(str(serial), one.number, one.voucher, _dotted(one.billed), _dotted(one.paid), one.payee, one.payee_kind),
        *(one.purpose, one.line, one.kind, one.is_non_productive, one.fund, one.repeats),
        amount.translate(_WIDE_DIGITS) if serial % 17 == 0 else amount,
        *(one.state, one.reverses, one.handler, one.approver, one.approver_role),
        *(named.get("decision_written", ""), named.get("agenda_item", ""), one.contract, one.project, one.trade),
        *_first_round(one, (DEPUTY_SIGNS, DISCIPLINE_SIGNS, HEAD_SIGNS)),
    ]  # fmt: skip


def _first_round(one: Payment, roles: tuple[str, ...]) -> list[str]:
    signs = {sign.role: sign for sign in (one.rounds[0] if one.rounds else ())}
    return [_signature(signs[role]) if role in signs else "" for role in roles]


def _signature(sign: Sign) -> str:
    said = f"（退回：{sign.returned}）" if sign.returned else ""
    return f"{sign.person}{said} {sign.day}".strip()


def _dotted(day: object) -> str:
    return "" if day is None else f"{day:%Y.}{day:%m}".replace(".0", ".") + f".{int(f'{day:%d}')}"


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


def write_ledger(path: Path) -> None:
    """住建局: what book-keeping prints, an old .xls, in 10,000 yuan, refunds in brackets, totals of the month."""
    drawn = Drawn("支出明细账")
    drawn.title("支出明细账", len(_LEDGER))
    drawn.add(f"核算单位：{UNITS['U003'][0]}", *[""] * 6, "单位：万元")
    drawn.add_headings(_LEDGER)
    at = _LEDGER.index("支出金额（万元）")
    for _, group in groupby(payments("U003"), key=_month):
        listed = list(group)
        for one in listed:
            drawn.add(*_booked(one))
        row = [""] * len(_LEDGER)
        row[2], row[at] = "本月合计", _wan(sum(one.fen for one in listed))
        drawn.add(*row)
    write_xls(path, drawn)


def _booked(one: Payment) -> Row:
    named = decision(one.subject if one.shows_decision else None)
    assert one.paid is not None
    return [
        *(one.paid.isoformat(), one.voucher, one.purpose, one.payee, one.payee_kind, one.line, one.kind),
        *(_wan(one.fen), one.is_non_productive, one.repeats, one.handler, one.approver_role),
        *(named.get("decision_written", ""), named.get("agenda_item", ""), one.project, one.trade),
        one.contract,
    ]


def _wan(fen: int) -> str:
    """In 10,000 yuan, to the fen; a refund in brackets."""
    text = f"{abs(fen) // _WAN}.{abs(fen) % _WAN:06}".rstrip("0").rstrip(".")
    return f"（{text}）" if fen < 0 else text


def write_posted(path: Path) -> None:
    """柳溪镇: posted by month and line of the budget, lines merged, each sum with its own unit."""
    drawn = Drawn("支出公开")
    drawn.title("柳溪镇人民政府财务支出公开表", len(_POSTED))
    drawn.add("公开单位：柳溪镇人民政府", *[""] * 6, "公开期间：2025年7月—2026年6月")
    drawn.add_headings(_POSTED)
    every = sorted(
        payments("U007"),
        key=lambda one: (one.paid or one.billed or _month(one)).__format__("%Y%m") + one.line,
    )
    for serial, one in enumerate(every, 1):
        drawn.add(*_shown(one, serial))
    column = _POSTED.index("预算科目") + 1
    for below in (column, column + 1):
        top = 4
        for _, group in groupby(every, key=lambda one: (_month(one), one.line)):
            count = len(list(group))
            drawn.merge(top, below, top + count - 1, below)
            top += count
    write_xlsx(path, drawn)


def _shown(one: Payment, serial: int) -> Row:
    named = decision(one.subject if one.shows_decision else None)
    roles = (DEPUTY_SIGNS, DISCIPLINE_SIGNS, HEAD_SIGNS, CROSS_SIGNS)
    day = "" if one.paid is None else f"{one.paid.year}年{one.paid.month}月{one.paid.day}日"
    signs = ["", "", "", ""] if len(one.rounds) > 1 or one.tag == "unpaid 2" else _first_round(one, roles)
    return [
        *(str(serial), one.number, one.voucher, day, one.payee, one.payee_kind, one.purpose, one.line, one.kind),
        *(one.fund, one.repeats, one.is_non_productive, _said(one.fen), one.state, one.handler, one.approver_role),
        *(named.get("decision_written", ""), named.get("agenda_item", ""), one.contract, one.project, one.trade),
        *signs,
    ]  # fmt: skip


def _said(fen: int) -> str:
    if fen >= _WAN and fen % 10_000 == 0:
        return f"{_wan(fen)}万元"
    return f"{_yuan(fen)}元"


_SIGNED = (
    "填报单位",
    "票据编号",
    "审签轮次",
    "签字顺序",
    "审签人身份",
    "审签人",
    "审签意见",
    "审签日期",
    "退回金额（元）",
    "退回理由",
)


def write_signatures(path: Path) -> None:
    """审签登记: vouchers that were sent back; 财政局 only the second round, the first is in its register."""
    drawn = Drawn("退回票据审签登记")
    drawn.title("退回票据再次审签登记表", len(_SIGNED))
    drawn.add_headings(_SIGNED)
    for unit in ("U002", "U007"):
        for one in payments(unit):
            whole = unit == "U007" and (len(one.rounds) > 1 or one.tag == "unpaid 2")
            for number, signs in enumerate(one.rounds, 1):
                if whole or number > 1:
                    for place, sign in enumerate(signs, 1):
                        drawn.add(*_line(one, number, place, sign))
    write_xlsx(path, drawn)


def _line(one: Payment, number: int, place: int, sign: Sign) -> Row:
    said = ("退回", _yuan(one.fen), sign.returned) if sign.returned else ("同意", "", "")
    return [
        *(UNITS[one.unit][0], one.number, str(number), str(place), sign.role, sign.person),
        *(said[0], sign.day, *said[1:]),
    ]
