"""Sheets drawn by hand: rows of text, merged ranges by their names, hidden rows and columns."""

from openpyxl.utils import range_boundaries

from powerctl.sheets.grid import Grid, Merge, WorkbookText
from powerctl.sheets.reading import ReadWorkbook, Record
from powerctl.sheets.understand import understand

POWER_HEADINGS = ["序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "追责情形", "备注"]
RISK_HEADINGS = ["序号", "部门", "风险点", "表现形式", "风险等级", "防控措施", "责任人"]


def sheet(
    rows: list[list[str]],
    merges: tuple[str, ...] = (),
    *,
    name: str = "Sheet1",
    hidden_rows: tuple[int, ...] = (),
    hidden_columns: tuple[int, ...] = (),
    errors: dict[tuple[int, int], str] | None = None,
    visible: bool = True,
) -> Grid:
    """A grid as the reader hands it on: only the first cell of a merged range keeps its text."""
    width = max((len(row) for row in rows), default=0)
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    ranges = []
    for merged in merges:
        left, top, right, bottom = range_boundaries(merged)
        ranges.append(Merge(top, left, bottom, right))
        for row in range(top, min(bottom, len(cells)) + 1):
            for column in range(left, min(right, width) + 1):
                if (row, column) != (top, left):
                    cells[row - 1][column - 1] = ""
    return Grid(name, cells, visible, ranges, frozenset(hidden_rows), frozenset(hidden_columns), errors or {})


def workbook(*grids: Grid) -> WorkbookText:
    """A workbook of drawn sheets."""
    return WorkbookText("某县清单.xlsx", "0" * 64, "xlsx", list(grids))


def read(*grids: Grid, kind: str | None = None) -> ReadWorkbook:
    """What a workbook of these sheets is understood to say."""
    return understand(workbook(*grids), kind)


def power(number: str, name: str, sub_item: str = "", category: str = "行政处罚") -> list[str]:
    """A row under POWER_HEADINGS."""
    basis = f"【法律】《中华人民共和国{name[:4] or '某'}法》第三条"
    return [number, name, sub_item, category, basis, "云岭县林业局", "不依法履职的", ""]


def risk(number: str, name: str, level: str = "高", section: str = "") -> list[str]:
    """A row under RISK_HEADINGS."""
    return [number, section, name, f"{name}中以权谋私", level, "1.集体研究；2.公开结果", "某科长"]


def names(read_workbook: ReadWorkbook) -> list[str]:
    """Names of all records."""
    return [record.values.get("name", "") for _, record in read_workbook.records]


def records(read_workbook: ReadWorkbook) -> list[Record]:
    """All records without their sheets."""
    return [record for _, record in read_workbook.records]


def headings_of(read_workbook: ReadWorkbook, position: int = 0) -> dict[str, str | None]:
    """Column letters → field."""
    return {column.column: column.field for column in read_workbook.sheets[position].columns}
