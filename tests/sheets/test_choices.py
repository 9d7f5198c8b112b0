"""A heading that a clerk has settled goes before everything that the kinds know of headings."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.errors import Refused
from powerctl.sheets.grid import Grid, Merge, WorkbookText
from powerctl.sheets.kinds.powers import POWERS
from powerctl.sheets.tables.choices import Choices, merged, read_choices, sentences, unknown_columns, used
from powerctl.sheets.understand import understand

HEADS = ["序号", "权力类别", "事项名称", "实施依据", "行使主体", "责任事项"]
ROW = ["1", "行政许可", "甲", "《某法》第一条", "县林业局", "受理"]


def text_of(rows: Sequence[Sequence[str]], merges: Sequence[Merge] = ()) -> WorkbookText:
    return WorkbookText(
        "清单.xlsx", "0" * 64, "xlsx", [Grid("清单", [list(row) for row in rows], True, list(merges))]
    )


def values(rows: Sequence[Sequence[str]], choices: Choices, merges: Sequence[Merge] = ()) -> dict[str, str]:
    ((_, record),) = understand(text_of(rows, merges), choices=choices).records
    return dict(record.values)


@pytest.mark.parametrize("written", ["责任事项/依据", "责任事项依据", " 责任事项 / 依据 "])
def test_a_heading_of_two_rows_is_written_with_or_without_the_stroke(written: str) -> None:
    rows = [
        [*HEADS, ""],
        ["", "", "", "", "", "", ""],
        [*ROW, "《某法》第九条"],
    ]
    rows[1][5:] = ["内容", "依据"]
    merges = [Merge(1, 6, 1, 7), *(Merge(1, column, 2, column) for column in range(1, 6))]
    assert values(rows, {"powers": {written: "note"}}, merges)["note"] == "《某法》第九条"


def test_a_settled_name_is_the_name_though_another_heading_looks_more_like_one() -> None:
    rows = [
        ["序号", "权力类别", "事项名称", "办的事", "实施依据", "行使主体"],
        ["1", "行政许可", "大类", "甲", "《某法》", "某局"],
    ]
    found = values(rows, {"powers": {"办的事": "name", "事项名称": None}})
    assert found["name"] == "甲"
    assert "大类" not in found.values()


def test_a_column_left_out_is_read_nowhere() -> None:
    found = values([HEADS, ROW], {"powers": {"责任事项": None}})
    assert "受理" not in found.values()


def test_two_columns_of_one_text_field_are_both_kept() -> None:
    found = values([[*HEADS, "另附"], [*ROW, "审查"]], {"powers": {"另附": "responsibility"}})
    assert found["responsibility"].split("\n") == ["受理", "审查"]


_FIELDS = [
    column.field for column in POWERS.columns if column.field not in ("sequence", "name", "basis_text")
]


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["怪表头", "单位", "责任", "类别", "编号", "备注", "监督方式", "项目"]),
    st.sampled_from(_FIELDS),
)
def test_whatever_a_heading_says_its_column_goes_where_the_clerk_says(heading: str, field: str) -> None:
    rows = [["序号", "事项名称", "实施依据", heading], ["1", "甲", "《某法》第一条", "独有文字"]]
    text = text_of(rows)
    workbook = understand(text, "powers", choices={"powers": {heading: field}})
    (sheet,) = workbook.sheets
    assert sheet.columns[3].field == field
    assert sheet.records[0].values[field] == "独有文字"
    assert used(workbook, {"powers": {heading: field}}) == {"powers": {heading: field}}


def test_a_pair_is_read_for_every_kind_that_has_the_column() -> None:
    assert read_choices(["管事的=行使主体"], "powers") == {"powers": {"管事的": "exercising_body"}}
    assert read_choices(["a=b=basis_text"], "powers") == {"powers": {"a=b": "basis_text"}}
    assert read_choices(["管事的＝不导入"], "powers") == {"powers": {"管事的": None}}
    assert set(read_choices(["某列=备注"], None)) >= {"powers", "risks"}


@pytest.mark.parametrize("pair", ["", "=备注", "没有等号", "某列=没有这一栏"])
def test_what_is_no_pair_is_refused(pair: str) -> None:
    with pytest.raises(Refused):
        read_choices([pair], "powers")


def test_the_later_of_two_choices_about_one_heading_counts() -> None:
    both = merged({"powers": {"责任事项/依据": "note", "甲": "note"}}, {"powers": {"责任事项依据": None}})
    assert both == {"powers": {"甲": "note", "责任事项依据": None}}
    assert sentences(both) == ["“甲”作为“备注”读入", "“责任事项依据”一列不导入"]


def test_only_headings_that_nobody_knows_and_that_hold_text_are_asked_about() -> None:
    rows = [[*HEADS, "怪表头", "空的", "联系人", "办结"], [*ROW, "x", "", "某某", "y"]]
    text = text_of(rows)
    workbook = understand(text, choices={"powers": {"办结": None}})
    asked = unknown_columns(workbook, text, {"powers": {"办结": None}})
    assert [column.heading for _, column in asked] == ["怪表头"]
