"""Published workbooks beside the project are read as another reader reads them; absent, this is skipped."""

from pathlib import Path

import openpyxl
import pytest

from powerctl.sheets.files import clean
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.grid import Merge

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"
WORKBOOKS = sorted(CASES.glob("*.xlsx")) if CASES.is_dir() else []


@pytest.mark.skipif(not WORKBOOKS, reason=f"no published workbooks in {CASES}")
def test_published_workbooks_are_read_as_openpyxl_reads_them() -> None:
    for path in WORKBOOKS:
        text = read_text(path)
        other = openpyxl.load_workbook(path, data_only=True)
        assert [grid.name for grid in text.grids] == [clean.one_line(name) for name in other.sheetnames]
        for grid, page in zip(text.grids, other.worksheets, strict=True):
            height, width = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
            assert grid.hidden_rows == {r for r in range(1, height + 1) if page.row_dimensions[r].hidden}
            for merged in page.merged_cells.ranges:
                if merged.max_row <= height and merged.max_col <= width:
                    assert (
                        Merge(merged.min_row, merged.min_col, merged.max_row, merged.max_col) in grid.merges
                    )
            covered = {
                (row, column)
                for merge in grid.merges
                for row in range(merge.top, merge.bottom + 1)
                for column in range(merge.left, merge.right + 1)
                if (row, column) != (merge.top, merge.left)
            }
            for row in page.iter_rows():
                for cell in row:
                    if (
                        isinstance(cell.value, str)
                        and cell.data_type == "s"
                        and (cell.row, cell.column) not in covered
                    ):
                        expected = clean.clean(cell.value)
                        if cell.row <= height and cell.column <= width:
                            assert grid.rows[cell.row - 1][cell.column - 1] == expected, (
                                path.name,
                                cell.coordinate,
                            )
                        else:
                            assert expected == ""
