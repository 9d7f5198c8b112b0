"""Published accounts of two units: 三公经费 with counts among the sums, in 10,000 yuan under two rows of headings."""

from pathlib import Path

from tests.county.drawing import Drawn, write_xlsx

# line; budget; last year; this year
_FINANCE = """
合计;16.80;15.92;14.61
一、因公出国（境）费;0;0;0
二、公务接待费;3.20;2.96;1.87
三、公务用车购置及运行费;13.60;12.96;12.74
其中：公务用车购置费;0;0;0
公务用车运行费;13.60;12.96;12.74
国内公务接待批次（个）;;23;18
国内公务接待人次（人）;;162;121
公务用车保有量（辆）;;4;4
"""
_TOWN = """
合计;12.00;11.37;9.85
一、因公出国（境）费;0;0;0
二、公务接待费;4.00;3.68;2.09
三、公务用车购置及运行费;8.00;7.69;7.76
其中：公务用车购置费;0;0;0
公务用车运行费;8.00;7.69;7.76
国内公务接待批次（个）;;41批次;29批次
国内公务接待人次（人）;;325;214
公务用车保有量（辆）;;2;2
"""


def write_accounts(path: Path) -> None:
    """三公经费决算 of 财政局 and 柳溪镇, a sheet each."""
    write_xlsx(path, _sheet("财政局", "云泽县财政局", _FINANCE), _sheet("柳溪镇", "柳溪镇人民政府", _TOWN))


def _sheet(name: str, unit: str, lines: str) -> Drawn:
    drawn = Drawn(name)
    drawn.title("2025年度“三公”经费支出决算公开表", 6)
    drawn.add(f"编制单位：{unit}", "", "", "", "", "单位：万元")
    top = drawn.add_headings(["项目", "2025年预算数", "2024年决算数", "2025年决算数", "比上年", ""])
    drawn.add("", "", "", "", "增减额", "增减幅度（%）")
    for column in range(1, 5):
        drawn.merge(top, column, top + 1, column)
    drawn.merge(top, 5, top, 6)
    for line in lines.strip().splitlines():
        label, budget, before, now = line.split(";")
        drawn.add(label, budget, before, now, *_change(label, before, now))
    drawn.add("注：数据为样例，单位为万元的保留两位小数。")
    return drawn


def _change(label: str, before: str, now: str) -> tuple[str, str]:
    if "批次" in label or "人次" in label or "保有量" in label:
        return "", ""
    old, new = float(before), float(now)
    change = f"{new - old:.2f}" if new >= old else f"-{old - new:.2f}"
    return change, f"{(new - old) / old * 100:.2f}" if old else ""
