"""What a sheet part says besides its values, and how much it holds; and the running totals of a file."""

from dataclasses import dataclass, field

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps
from powerctl.sheets.files.advice import SMALLER_FILES
from powerctl.sheets.grid import column_letters

_TIDY_UP = "请删去表格以外的内容（选中多余的行和列，整行整列删除）后另存为 .xlsx"


@dataclass(slots=True)
class SheetFacts:
    """Rows and columns from 1. `last_row` and `last_column` are those of cells that hold a value."""

    name: str
    part: str = ""
    visible: bool = True
    is_table: bool = True
    last_row: int = 0
    last_column: int = 0
    first_row: int = 0
    cells: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    without_value: list[tuple[int, int]] = field(default_factory=list)
    dde: list[tuple[int, int]] = field(default_factory=list)

    def check(self) -> None:
        """Raises NotReadable as soon as the sheet is beyond a cap."""
        if self.last_row > caps.ROWS:
            raise NotReadable(
                "TOO_MANY_ROWS",
                f"工作表“{self.name}”第 {self.last_row} 行还有内容，最多 {caps.ROWS} 行",
                hint=_TIDY_UP,
            )
        if self.last_column > caps.COLUMNS:
            raise NotReadable(
                "TOO_MANY_COLUMNS",
                f"工作表“{self.name}”{column_letters(self.last_column)} 列还有内容，"
                f"最多 {caps.COLUMNS} 列（到 {column_letters(caps.COLUMNS)} 列）",
                hint=_TIDY_UP,
            )
        if self.last_row * self.last_column > caps.AREA:
            raise NotReadable(
                "TOO_SPARSE",
                f"工作表“{self.name}”内容稀疏，一直散到第 {self.last_row} 行、"
                f"{column_letters(self.last_column)} 列",
                hint=_TIDY_UP,
            )
        if self.cells > caps.CELLS:
            raise NotReadable(
                "TOO_MANY_CELLS",
                f"工作表“{self.name}”有内容的单元格超过 {caps.CELLS} 个",
                hint=SMALLER_FILES,
            )
        if len(self.merges) > caps.MERGES:
            raise NotReadable(
                "TOO_MANY_MERGES",
                f"工作表“{self.name}”有 {len(self.merges)} 处以上的合并单元格，最多 {caps.MERGES} 处",
                hint="请取消表格以外的合并单元格后另存为 .xlsx",
            )


def column_number(letters: str) -> int:
    """A → 1, AA → 27; case does not matter."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
