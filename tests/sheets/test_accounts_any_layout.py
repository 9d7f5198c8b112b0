"""Whatever layout a published account is printed in, its figures are read as they were meant."""

from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.grid import Grid, Merge, WorkbookText, cell_name
from powerctl.sheets.understand import understand
from powerctl.sheets.words.amounts import amount
from powerctl.terms.sums import plain

PER = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
_PLACES = ("line", "title", "headings", "below", "sheet", "column")
_LINES = ("基本支出", "人员经费", "公用经费", "项目支出", "公务接待费", "会议费", "培训费")
_COUNTED = (("国内公务接待批次（批）", "批"), ("公务用车保有量", "辆"), ("接待人次", "人次"))
_HEADINGS = ("2023年决算数", "2024年预算数", "2024年决算数", "其中：财政拨款")
_NEGATIVE = ("-{}", "({})", "（{}）", "△{}", "▲{}", "－{}", "红字{}", "{}-", "-￥{}")
FEN = st.integers(-(10**14), 10**14)


@dataclass
class Drawn:
    """A table being printed, and what its cells mean."""

    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    meant: dict[str, str] = field(default_factory=dict)

    def put(self, column: int, text: str, meaning: str) -> None:
        """One figure of the last row."""
        row = self.rows[-1]
        row.extend([""] * (column - len(row)))
        row[column - 1] = text
        if meaning:
            self.meant[cell_name(len(self.rows), column)] = meaning


def written(draw: st.DrawFn, fen: int, unit: str) -> str:
    """A sum as some clerk writes it in a unit."""
    figures = f"{(Decimal(abs(fen)) / PER[unit]).normalize():f}"
    if draw(st.booleans()):
        whole, dot, rest = figures.partition(".")
        figures = f"{int(whole):,}{dot}{rest}"
    return draw(st.sampled_from(_NEGATIVE)).format(figures) if fen < 0 else figures


@st.composite
def accounts(draw: st.DrawFn) -> tuple[WorkbookText, dict[str, str]]:
    """A published account with its unit said somewhere, and the meaning of each cell with a figure."""
    drawn, unit = Drawn(), draw(st.sampled_from(sorted(PER)))
    place = draw(st.sampled_from(_PLACES))
    codes, places, numbered, grouped = (draw(st.booleans()) for _ in range(4))
    headings = draw(st.lists(st.sampled_from(_HEADINGS), min_size=1, max_size=4, unique=True))
    drawn.rows += [[f"2024年度收支决算表{f'（{unit}）' if place == 'title' else ''}"], []]
    if place == "line":
        drawn.rows[-1] = ["部门：青禾县财政局", "", f"金额单位：{unit}"]
    before = ["科目编码"] * codes + ["科目名称" if codes else "项目"]
    before += ["行次"] * places + ["计量单位"] * (place == "column")
    name = codes + 1
    first = len(before) + 1
    top = len(drawn.rows) + 1
    words = [f"{one}（{unit}）" if place == "headings" else one for one in headings]
    if grouped:
        drawn.rows += [[*before, "本年支出"], [*([""] * len(before)), *words]]
        drawn.merges += [Merge(top, at, top + 1, at) for at in range(1, first)]
        drawn.merges.append(Merge(top, first, top, first + len(words) - 1))
    else:
        drawn.rows.append([*before, *words])
    if numbered:
        numbers = [str(at) for at in range(1, len(words) + 1)]
        drawn.rows.append([*([""] * (name - 1)), "栏次", *([""] * (first - name - 1)), *numbers])
    for at, line in enumerate(draw(st.permutations(_LINES))[: draw(st.integers(1, 5))]):
        drawn.rows.append([*(["30201"] * codes), line, *([str(at + 1)] * places)])
        if place == "column":
            drawn.put(first - 1, unit, "")
        for column in range(first, first + len(words)):
            fen = draw(st.none() | FEN)
            if fen is not None:
                drawn.put(column, written(draw, fen, unit), f"{plain(fen)}元")
            else:
                drawn.put(column, draw(st.sampled_from(("", "—", "/", "无"))), "")
    for line, what in draw(st.lists(st.sampled_from(_COUNTED), max_size=2, unique=True)):
        drawn.rows.append([*([""] * codes), line])
        for column in range(first, first + len(words)):
            count = draw(st.integers(0, 10**6))
            drawn.put(column, draw(st.sampled_from((f"{count}", f"{count:,}"))), f"{count}{what}")
    if not drawn.meant:
        drawn.rows.append([*([""] * codes), "合计"])
        drawn.put(first, "0", "0.00元")
    drawn.rows.append([f"注：本表单位为{unit}。" if place == "below" else "注：本表为决算数。"])
    grid = Grid(f"表1（{unit}）" if place == "sheet" else "表1", drawn.rows, merges=drawn.merges)
    return WorkbookText("公开.xlsx", "0" * 12, "xlsx", [grid]), drawn.meant


def as_read(text: WorkbookText) -> dict[str, str]:
    """Cell → what was read."""
    found = {}
    for sheet in understand(text).sheets:
        for record in sheet.records:
            told = record.values
            counted = f"{told.get('quantity', '')}{told.get('quantity_unit', '')}"
            found[record.cell] = told.get("amount") or counted or told.get("rate", "")
    return found


@settings(deadline=None, max_examples=120)
@given(drawn=accounts())
def test_the_figures_of_any_layout_are_read_in_their_unit_with_their_sign(
    drawn: tuple[WorkbookText, dict[str, str]],
) -> None:
    """R-HY-06"""
    text, meant = drawn
    assert as_read(text) == meant
    assert not understand(text).problems


@settings(deadline=None, max_examples=60)
@given(drawn=accounts())
def test_without_its_unit_no_sum_of_a_table_is_read_but_nothing(
    drawn: tuple[WorkbookText, dict[str, str]],
) -> None:
    """R-HY-06"""
    text, meant = drawn
    (grid,) = text.grids
    for unit in sorted(PER, key=len, reverse=True):
        grid.rows[:] = [[cell.replace(unit, "") for cell in row] for row in grid.rows]
        grid.name = grid.name.replace(unit, "")
    read = as_read(text)
    sums = {cell: words for cell, words in meant.items() if words.endswith("元")}
    assert all(read.get(cell, "0.00元") == "0.00元" for cell in sums)
    assert bool(understand(text).problems) is any(words != "0.00元" for words in sums.values())


@settings(deadline=None, max_examples=200)
@given(fen=st.integers(-(2**62), 2**62), unit=st.sampled_from(sorted(PER)))
def test_a_sum_goes_out_as_text_and_comes_back_to_the_fen(fen: int, unit: str) -> None:
    found = amount(plain(fen), "元")
    assert found is not None and found.fen == fen
    figures = f"{Decimal(fen) / PER[unit]:f}"
    again = amount(figures, unit) if len(figures.lstrip("-")) <= 24 else found
    assert again is not None and again.fen == fen
