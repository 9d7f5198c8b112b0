"""Writes sample_data/ anew: `python -m tests.county.make_county [FOLDER]`.

The same workbooks come out every time, and the page that tells what is planted in them. The golden
list of findings is written apart, by `python -m tests.county.golden`.
"""

import sys
from pathlib import Path

from tests.county import power_books, risk_books
from tests.county.readme import readme
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
    write_risks(folder / "11 财政局廉政风险点.xlsx", "U002")
    for name, write in risk_books.MESSY.items():
        write(folder / name)
    return workbooks_in(folder)


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a folder, in the order in which they are imported."""
    return sorted(path for path in folder.iterdir() if path.suffix in (".xlsx", ".xls"))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for workbook in write_workbooks(target):
        print(workbook.name, workbook.stat().st_size)
    (target / "README.md").write_text(readme(), encoding="utf-8")
