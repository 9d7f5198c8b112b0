"""Workbooks of money: limits and ladder, trades, registers of payments, countersign sheets, accounts, reports."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from tests.county.account_books import write_accounts
from tests.county.drawing import Drawn, write_xlsx
from tests.county.money_planted import SUPPORT
from tests.county.people import UNITS
from tests.county.spending_books import write_ledger, write_posted, write_register, write_signatures
from tests.county.spending_rows import DEPUTY_MOST, HEAD_MOST, before
from tests.county.spending_year import payments
from tests.county.template_books import fill
from tests.county.trade_rows import trades

Row = dict[str, str]
SINCE = "2025-01-01"
_PAPER = "云泽财〔2024〕36号"
_LADDER_PAPER = "云泽纪发〔2024〕18号"


def _approvals() -> Iterator[Row]:
    """Who may approve how much. 住建局 filed one late, 民政局 one not at all, 青石乡 wrote no number;
    that of 市场监管局's deputy ended in March and was not renewed."""
    for number, unit in enumerate(UNITS, 1):
        for role, most in (("分管领导", DEPUTY_MOST), ("一把手", HEAD_MOST.get(unit, 100_000))):
            is_head = role == "一把手"
            filing = {"filing_number": f"云泽财备〔2024〕{number}号", "filed_on": "2024-12-20"}
            if unit == "U003" and is_head:
                filing["filed_on"] = "2025-03-18"
            if unit == "U005" and is_head:
                filing = {}
            if unit == "U008":
                filing.pop("filing_number")
            yield {
                "unit": UNITS[unit][0],
                "role": role,
                "scope": "各类支出",
                "amount": str(most),
                "is_unlimited": "否",
                "valid_from": SINCE,
                "valid_to": "2026-03-31" if unit == "U006" and not is_head else "",
                "document": _PAPER,
                **filing,
            }


def _ladder() -> Iterator[Row]:
    """三审三签 of the whole county; another leader signs beside for a signer's own vouchers."""
    roles = ("分管领导", "纪委书记（纪检组长）", "一把手", "联签领导")
    for place, role in enumerate(roles, 1):
        own = "是" if role == "联签领导" else "否"
        yield {
            "position": str(place),
            "role": role,
            "is_for_own": own,
            "valid_from": SINCE,
            "document": _LADDER_PAPER,
        }


# unit; year; name; fund; yuan; in the budget; line
_FUNDS = """
U002;2025;行政事业性收费收入;非税收入;864000;是;国有资产有偿使用收入
U002;2026;财政票据工本费;非税收入;52000;是;行政事业性收费收入
U002;2026;专项资金绩效评价经费;专项资金;380000;是;其他财政事务支出
U003;2025;城市基础设施配套费;非税收入;6420000;是;政府性基金收入
U003;2026;城建档案查询服务收入;预算外资金;18600;是;其他城乡社区管理事务支出
U007;2025;村级公益事业奖补资金;专项资金;180000;是;对村级公益事业建设的补助
U007;2026;集镇停车收费收入;非税收入;96400;否;
U007;2026;农贸市场摊位费收入;非税收入;143000;;
"""


def _funds() -> Iterator[Row]:
    for line in _FUNDS.strip().splitlines():
        unit, *rest = line.split(";")
        names = ("year", "name", "fund", "amount", "is_in_budget", "budget_line")
        yield {"unit": UNITS[unit][0], **dict(zip(names, rest, strict=True))}


def write_limits(path: Path) -> None:
    """审批权限, 审签程序, 资金账户."""
    kinds = {"approval_limits": _approvals(), "ladder_steps": _ladder(), "fund_accounts": _funds()}
    fill("spending", path, kinds)


def write_trades(path: Path) -> None:
    """交易场所, 工程项目, 公共资源交易, 投标人, 其他重大事项."""
    fill("trades", path, trades())


_SHEET = ("会签单编号", "补贴项目", "对应支出", "户数", "发放总额（元）", "发放时间", "发放单位签字", "发放单位和农户签字", "纪检机关与农户会签", "开户银行")  # fmt: skip
_FARMERS = ("田有禾", "路大春", "阮阿桂", "岳长顺")


def write_countersigns(path: Path) -> None:
    """三方会签单: the fourth lacks the discipline committee, in the fifth it wrote no day."""
    drawn = Drawn("会签单")
    drawn.title("柳溪镇惠农资金发放三方会签汇总表", len(_SHEET))
    drawn.add("填报单位：柳溪镇人民政府")
    drawn.add_headings(_SHEET)
    listed = [one for one in payments("U007") if one.tag.startswith("support")]
    for at, one in enumerate(listed[:-1], 1):
        assert one.paid is not None
        day = before(one.paid, 2)
        farmer = _FARMERS[at % len(_FARMERS)]
        third = "" if at == 4 else f"程守则／{farmer}" + ("" if at == 5 else f" {day}")
        drawn.add(
            *(f"HQ-{one.paid.year}-{at:02}", SUPPORT[at - 1][2], one.number, str(86 + at * 23)),
            *(
                f"{one.fen / 100:,.2f}",
                one.paid.isoformat(),
                f"金算禾 {day}",
                f"金算禾／{farmer} {day}",
                third,
            ),
            "云泽农商行柳溪支行（样例）",
        )
    write_xlsx(path, drawn)


# unit; quarter; told to the team; shown to the staff
_REPORTS = """
U002;2025年第二季度;2025-07-08;2025-07-10
U002;2025年第三季度;2025-10-10;2025-10-14
U002;2025年第四季度;2026-01-08;2026-01-12
U002;2026年第一季度;2026-04-08;2026-04-10
U003;2025年第二季度;2025-07-22;2025-07-24
U003;2025年第三季度;2025-10-22;2025-10-24
U003;2025年第四季度;2026-01-22;2026-01-26
U007;2025年第二季度;2025-07-15;2025-07-18
U007;2025年第三季度;2025-10-15;2025-10-20
U007;2025年第四季度;2026-01-15;2026-02-12
U007;2026年第一季度;2026-04-15;2026-04-20
"""
_REPORTERS = {"U002": "邵清漪", "U003": "穆遥岑", "U007": "佟穗丰"}


def _reports() -> Iterator[Row]:
    """财务报告 by quarter: 住建局 stopped in January, 柳溪镇 showed one too late."""
    for line in _REPORTS.strip().splitlines():
        unit, quarter, told, shown = line.split(";")
        yield {
            "unit": UNITS[unit][0],
            "title": f"{quarter}财务收支情况",
            "period": quarter,
            "reported_on": told,
            "reporter_written": _REPORTERS[unit],
            "meeting_written": f"{date.fromisoformat(told).month}月班子会",
            "published_on": shown,
            "published_at_written": "机关公开栏",
            "audience_written": "本单位职工",
        }


def write_reports(path: Path) -> None:
    """财务报告 of three units."""
    fill("finance-reports", path, {"finance_reports": _reports()})


BOOKS: dict[str, Callable[[Path], None]] = {
    "工程和公共资源交易.xlsx": write_trades,
    "审批权限和审签程序.xlsx": write_limits,
    "财政局支出登记.xlsx": write_register,
    "住建局支出明细账.xls": write_ledger,
    "柳溪镇支出公开表.xlsx": write_posted,
    "退回票据审签登记.xlsx": write_signatures,
    "柳溪镇惠农资金会签单.xlsx": write_countersigns,
    "三公经费公开表.xlsx": write_accounts,
    "财务报告.xlsx": write_reports,
}
"""Workbooks without their numbers, in the order in which they are imported, after the meetings."""
