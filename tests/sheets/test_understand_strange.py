"""No sheet, however strange, makes understanding it fail, and nothing hidden is ever read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.grid import Grid, Merge, WorkbookText
from powerctl.sheets.kinds import KINDS, WORKBOOK_KINDS
from powerctl.sheets.tables import tally
from powerctl.sheets.understand import understand

HEADINGS = sorted({heading for kind in KINDS for column in kind.columns for heading in column.headings})
WORDS = [
    "",
    "",
    "",
    "/",
    " ",
    "1",
    "2",
    "一",
    "合计",
    "备注：",
    "高",
    "1中2低",
    "√",
    "行政许可（3项）",
    "甲乙丙",
    "#",
    "　",
]
HIDDEN = "暗格"


@st.composite
def strange_grids(draw):
    height, width = draw(st.integers(0, 9)), draw(st.integers(1, 8))
    cell = st.sampled_from(WORDS) | st.sampled_from(HEADINGS) | st.text(max_size=6)
    rows = [
        [draw(cell) for _ in range(draw(st.integers(0, width)))]
        if draw(st.booleans())
        else [draw(st.sampled_from(HEADINGS)) for _ in range(width)]
        for _ in range(height)
    ]
    hidden_rows = draw(st.frozensets(st.integers(1, 9), max_size=2))
    hidden_columns = draw(st.frozensets(st.integers(1, 8), max_size=2))
    for number, row in enumerate(rows, 1):
        for column in range(1, len(row) + 1):
            if row[column - 1] and (number in hidden_rows or column in hidden_columns):
                row[column - 1] = HIDDEN
    merges = []
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(1, 9)), draw(st.integers(1, 8))
        bottom, right = top + draw(st.integers(0, 3)), left + draw(st.integers(0, 3))
        crossing = any(r in hidden_rows for r in range(top, bottom + 1)) or any(
            c in hidden_columns for c in range(left, right + 1)
        )
        # A merged range that begins hidden does show its text; those have a test of their own
        if not crossing and not any(
            m.top <= bottom and top <= m.bottom and m.left <= right and left <= m.right for m in merges
        ):
            merges.append(Merge(top, left, bottom, right))
    errors = draw(
        st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 8)), st.just("#REF!"), max_size=2)
    )
    return Grid(
        draw(st.sampled_from(["Sheet1", "行政许可（3项）", "目录"])),
        rows,
        True,
        merges,
        hidden_rows,
        hidden_columns,
        errors,
    )


@given(st.lists(strange_grids(), max_size=3), st.sampled_from([None, *WORKBOOK_KINDS]))
@settings(max_examples=200, deadline=None)
def test_understanding_never_fails_and_reads_nothing_hidden(grids, kind):
    for position, grid in enumerate(grids):
        grid.name = f"{position}{grid.name}"
    found = understand(WorkbookText("某.xlsx", "0", "xlsx", grids), kind)
    assert found.kind is not None or found.problems
    for sheet, record in found.records:
        grid = next(grid for grid in grids if grid.name == sheet.sheet)
        assert record.row not in grid.hidden_rows
        assert not any(HIDDEN in text for text in record.values.values())
        assert set(record.values) <= {c.field for c in next(k for k in KINDS if k.name == sheet.kind).columns}
    counted = tally.by_category(found)
    if found.kind == "powers":
        assert sum(counted.values()) == len(found.records)
    tally.levels(found), tally.points(found), tally.first_and_last_name(found)
