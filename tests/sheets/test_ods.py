"""An .ods is read as the clerk sees it in WPS or LibreOffice."""

from pathlib import Path

import pytest

from powerctl.sheets.files.reader import read_text
from powerctl.sheets.grid import Grid, Merge
from tests.sheets.raw_ods import cell, row, rows, sheet, write_ods


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "清单.ods"


def read_one(path: Path, *lines: str) -> Grid:
    return read_text(write_ods(path, sheet("".join(lines)))).grids[0]


def typed(kind: str, value: str, shown: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>'


def test_values_become_the_text_that_the_clerk_would_call_them(path: Path) -> None:
    grid = read_one(
        path,
        row(
            [
                typed("float", 'office:value="12"', "12.00"),
                typed("percentage", 'office:value="0.5"', "50%"),
                typed("currency", 'office:value="3.5"', "¥3.50"),
                typed("date", 'office:date-value="2026-01-05"', "2026年1月5日"),
                typed("date", 'office:date-value="2026-01-05T09:30:00"', "1月5日"),
                typed("time", 'office:time-value="PT26H03M00S"', "26:03"),
                typed("boolean", 'office:boolean-value="true"', "TRUE"),
                typed("string", 'office:string-value="全文"', "略文"),
                "<table:table-cell><text:p>没有类型</text:p></table:table-cell>",
            ]
        ),
    )
    assert grid.rows == [
        ["12", "0.5", "3.5", "2026-01-05", "2026-01-05 09:30", "26:03", "TRUE", "全文", "没有类型"]
    ]


def test_lines_blanks_and_tabs_within_a_cell_are_kept(path: Path) -> None:
    inside = '一<text:s text:c="3"/>二<text:tab/>三<text:line-break/>四</text:p><text:p><text:span>五</text:span> \n 六'
    grid = read_one(path, row([typed("string", "", inside)]))
    assert grid.rows == [["一   二 三\n四\n五 六"]]


def test_comments_and_text_boxes_belong_to_no_cell(path: Path) -> None:
    noise = (
        "<office:annotation><dc:creator>某人</dc:creator><text:p>批注</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
    )
    line = f'<table:table-cell office:value-type="string">{noise}<text:p>本文</text:p></table:table-cell>'
    shapes = "<table:shapes><draw:frame><text:p>图</text:p></draw:frame></table:shapes>"
    assert read_one(path, shapes, row([line])).rows == [["本文"]]


def test_tracked_changes_are_no_sheet(path: Path) -> None:
    changes = (
        f"<table:tracked-changes><table:deletion>{sheet(rows([['删去的']]))}</table:deletion>"
        "</table:tracked-changes>"
    )
    text = read_text(write_ods(path, changes, sheet(rows([["留下的"]]))))
    assert [grid.rows for grid in text.grids] == [[["留下的"]]]


def test_repeated_rows_and_cells_are_as_many_as_the_clerk_sees(path: Path) -> None:
    grid = read_one(
        path,
        row([cell(None, ' table:number-columns-repeated="3"')], ' table:number-rows-repeated="2"'),
        row(
            [cell(None), cell("甲", ' table:number-columns-repeated="2"')],
            ' table:number-rows-repeated="2"',
        ),
        row([cell(None, ' table:number-columns-repeated="16384"')], ' table:number-rows-repeated="1048572"'),
    )
    assert grid.rows == [["", "", ""], ["", "", ""], ["", "甲", "甲"], ["", "甲", "甲"]]


def test_hidden_rows_columns_and_sheets_are_read_and_named(path: Path) -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    table = columns + rows([["一", "二", "三"]])
    table += row([cell("四")], ' table:visibility="filter"') + rows([["五", "六", "七"]])
    text = read_text(write_ods(path, sheet(table), sheet(rows([["底"]]), "底稿", hidden=True)))
    grid = text.grids[0]
    assert grid.hidden_rows == {2}
    assert grid.hidden_columns == {2}
    assert [page.visible for page in text.grids] == [True, False]
    assert any("“底稿”是隐藏的" in note for note in text.notes)


def test_merged_ranges_are_known_also_in_repeated_rows(path: Path) -> None:
    wide = cell("合", ' table:number-columns-spanned="2" table:number-rows-spanned="1"')
    high = cell("类", ' table:number-columns-spanned="1" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    grid = read_one(
        path,
        row([wide, covered], ' table:number-rows-repeated="2"'),
        row([high, cell("甲")]),
        row([covered, cell("乙")]),
    )
    assert grid.merges == [Merge(1, 1, 1, 2), Merge(2, 1, 2, 2), Merge(3, 1, 4, 1)]


def test_errors_and_formulas_without_a_value_are_named_as_in_other_forms(path: Path) -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    empty = '<table:table-cell table:formula="of:=[.A1]"/>'
    text = read_text(write_ods(path, sheet(row([cell("甲"), error, empty]))))
    assert text.grids[0].rows == [["甲", "", ""]]
    assert text.grids[0].error_cells == {(1, 2): "#DIV/0!", (1, 3): "formula"}
    assert any("1 个公式没有保存计算结果（C1）" in note for note in text.notes)


def test_a_table_of_values_from_another_file_is_left_out_and_said(path: Path) -> None:
    cache = sheet("<table:table-source/>" + rows([["外来"]]), "'file:///别处.ods'#甲", hidden=True)
    text = read_text(write_ods(path, sheet(rows([["本地"]])), cache))
    assert [grid.rows for grid in text.grids] == [[["本地"]]]
    assert any("引用了别的工作簿" in note for note in text.notes)


def test_the_form_is_told_by_content_and_not_by_the_name(tmp_path: Path) -> None:
    text = read_text(write_ods(tmp_path / "清单.xlsx", sheet(rows([["甲"]]))))
    assert text.form == "ods"
    assert "后缀是 .xlsx，内容是 .ods" in text.notes[0]
