"""Writes sample_data/ anew: `python -m tests.county.make_county [FOLDER]`.

The same workbooks come out every time, and the page that tells what is planted in them. The golden
list of findings is written apart, by `python -m tests.county.golden`.
"""

import sys
from pathlib import Path

from tests.county import (
    chart_books,
    exercise_books,
    institution_books,
    meeting_books,
    money_books,
    post_books,
    power_books,
    register_books,
    review_books,
    risk_books,
)
from tests.county.old_list import write_old_list
from tests.county.readme import readme
from tests.county.steps import steps
from tests.county.template_books import write_organization, write_powers, write_risks

FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
DAY = "2026-06-30"


def write_workbooks(folder: Path) -> list[Path]:
    """All workbooks, in the order in which they are imported."""
    folder.mkdir(parents=True, exist_ok=True)
    write_organization(folder / "01 机构人员与分工.xlsx")
    for unit, name in power_books.ON_TEMPLATE.items():
        write_powers(folder / name, unit)
    for name, write in power_books.MESSY.values():
        write(folder / name)
    write_risks(folder / "11 财政局廉政风险点.xlsx", "U002", review_books.further_scores)
    write_old_list(folder / "10 财政局2025年权责清单（清理前）.xlsx")
    for name, write in (*risk_books.MESSY.items(), *register_books.BOOKS.items()):
        write(folder / name)
    chart_books.write_charts(folder / "21 财政局权力运行流程图.xlsx")
    institution_books.write_checklists(folder / "31 应有制度清单.xlsx")
    institution_books.write_institutions(folder / "32 财政局制度.xlsx", "U002")
    institution_books.write_institutions(folder / "33 住建局制度.xlsx", "U003")
    review_books.write_reviews(folder / "72 财政局风险检查.xlsx")
    review_books.write_measures(folder / "73 财政局防控措施落实情况.xlsx")
    for number, (name, write) in zip((51, 52, 53, 61), exercise_books.BOOKS.items(), strict=True):
        write(folder / f"{number} {name}")
    for number, (name, write) in enumerate(meeting_books.BOOKS.items(), 81):
        write(folder / f"{number} {name}")
    for number, (name, write) in enumerate((money_books.BOOKS | post_books.BOOKS).items(), 86):
        write(folder / f"{number} {name}")
    return workbooks_in(folder)


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a folder, in the order in which they are imported."""
    return sorted(path for path in folder.iterdir() if path.name[:2].isdigit())


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for workbook in write_workbooks(target):
        print(workbook.name, workbook.stat().st_size)
    (target / "steps.txt").write_text("\n".join(steps(workbooks_in(target))) + "\n", encoding="utf-8")
    (target / "README.md").write_text(readme(), encoding="utf-8")
