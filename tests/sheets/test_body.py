"""Rows of a power list → records."""

import pytest

from powerctl.sheets.tables import tally
from tests.sheets.drawn import POWER_HEADINGS, names, power, read, records, sheet

A, B, C = "对违法采伐林木的处罚", "对违法运输木材的处罚", "对森林防火的检查"


def test_an_item_merged_over_seven_rows_is_one_record():
    """real-inventories.md 2: seven physical rows per item"""
    rows = [POWER_HEADINGS]
    merges = []
    for position, name in enumerate((A, B, C)):
        rows += [power(str(position + 1), name)] + [[""] * 8 for _ in range(6)]
        top = 2 + 7 * position
        merges += [f"{letter}{top}:{letter}{top + 6}" for letter in "ABCDEFGH"]
    found = read(sheet(rows, tuple(merges)))
    assert names(found) == [A, B, C]
    assert [record.row for record in records(found)] == [2, 9, 16]


def test_lines_beside_a_merged_item_are_joined_to_it():
    rows = [POWER_HEADINGS, power("1", A), [""] * 8, power("2", B)]
    rows[2][4], rows[2][6] = "【规章】《办法》第二条", "拖延办理的"
    found = read(sheet(rows, ("A2:A3", "B2:B3", "C2:C3", "D2:D3")))
    assert names(found) == [A, B]
    assert records(found)[0].values["basis_text"].endswith("\n【规章】《办法》第二条")
    assert len(records(found)[0].parts["bases"]) == 2
    assert records(found)[0].values["accountability"] == "不依法履职的\n拖延办理的"


def test_sub_items_under_a_merged_name_are_records_of_one_item():
    rows = [POWER_HEADINGS, power("1", A, "甲"), power("", "", "乙"), power("", "", "丙"), power("2", B)]
    found = read(sheet(rows, ("A2:A4", "B2:B4")))
    assert [
        (r.values["sequence"], r.values["name"], r.values.get("sub_item"), r.item) for r in records(found)
    ] == [
        ("1", A, "甲", True),
        ("1", A, "乙", False),
        ("1", A, "丙", False),
        ("2", B, None, True),
    ]
    assert found.sheets[0].items == 2


def test_sub_items_under_a_blank_name_inherit_number_name_and_category():
    rows = [POWER_HEADINGS, power("1", A, "甲"), power("", "", "乙", ""), power("2", B)]
    found = read(sheet(rows))
    second = records(found)[1]
    assert (second.values["sequence"], second.values["name"], second.values["category"]) == (
        "1",
        A,
        "行政处罚",
    )
    assert not second.item
    assert tally.by_category(found) == {"行政处罚": 2, "(blank)": 1}


def test_a_blank_number_with_the_same_name_continues_and_with_another_begins():
    rows = [POWER_HEADINGS, power("1", A, "甲"), power("", A, "乙"), power("", B), power("3", C)]
    found = read(sheet(rows))
    assert [(record.values["name"], record.item) for record in records(found)] == [
        (A, True),
        (A, False),
        (B, True),
        (C, True),
    ]


def test_two_numbered_items_of_one_name_are_two():
    found = read(sheet([POWER_HEADINGS, power("1", A), power("2", A)]))
    assert [record.item for record in records(found)] == [True, True]


def test_items_numbered_below_their_parent_continue_it():
    rows = [POWER_HEADINGS, power("3", A, "甲"), power("3.1", A, "乙"), power("3.2", A, "丙"), power("4", B)]
    assert read(sheet(rows)).sheets[0].items == 2


def test_merged_group_columns_never_merge_records():
    rows = [["类别", *POWER_HEADINGS[:3], *POWER_HEADINGS[4:]]]
    for position, name in enumerate((A, B, C)):
        row = power(str(position + 1), name)
        rows.append(["行政处罚" if position == 0 else "", *row[:3], *row[4:]])
    found = read(sheet(rows, ("A2:A4", "F2:F4")))
    assert names(found) == [A, B, C]
    assert {r.values["category"] for r in records(found)} == {"行政处罚"}
    assert {r.values["exercising_body"] for r in records(found)} == {"云岭县林业局"}
    assert tally.by_category(found) == {"行政处罚": 3}


@pytest.mark.parametrize("number", ["1", "2,3", "379", "（一）", "①", "一、", "3-1", "", "第三", "1."])
def test_the_number_is_never_a_key(number):
    found = read(sheet([POWER_HEADINGS, power(number, A), power(number, B)]))
    assert names(found) == [A, B]


def test_a_list_without_numbers_has_one_record_per_name():
    rows = [row[1:] for row in (POWER_HEADINGS, power("", f"1、{A}"), power("", f"2、{B}"))]
    found = read(sheet([*rows, ["备注：一、二级同权。"]]))
    assert names(found) == [f"1、{A}", f"2、{B}"]


def test_numbers_that_are_formulas_without_a_value_number_their_rows():
    rows = [POWER_HEADINGS, power("", A), power("", A), power("", B)]
    found = read(sheet(rows, errors={(row, 1): "formula" for row in (2, 3, 4)}))
    assert [record.item for record in records(found)] == [True, True, True]
    assert any("“序号”列有3格" in note for note in found.notes)
    assert found.problems == []


@pytest.mark.parametrize("empty", ["/", "无", "—", " ", "--", "\\"])
def test_strokes_and_words_for_nothing_are_empty(empty):
    rows = [POWER_HEADINGS, power("1", A, empty)]
    rows[1][7] = empty
    found = read(sheet(rows))
    assert "sub_item" not in records(found)[0].values
    assert "note" not in records(found)[0].values


def test_a_word_for_nothing_is_the_answer_no_where_a_column_asks_whether():
    rows = [[*POWER_HEADINGS, "有无自由裁量权"], [*power("1", A), "无"], [*power("2", B), "/"]]
    answers = [record.values.get("has_discretion") for record in records(read(sheet(rows)))]
    assert answers == ["无", None]


def test_a_category_stays_as_written_and_an_empty_one_counts_as_blank():
    rows = [POWER_HEADINGS, power("1", A, "", "行政\n处罚"), power("2", B, "", ""), power("3", C, "", "/")]
    found = read(sheet(rows, name="行政处罚（3项）"))
    assert tally.by_category(found) == {"行政处罚": 1, "(blank)": 1, "/": 1}
    assert found.sheets[0].category == "行政处罚"


@pytest.mark.parametrize(
    ("foot", "merges"),
    [
        ([["备注：包括县、乡两级。"]], ("A4:H4",)),
        ([["注：1.本表一式两份。"], ["2.联系电话：0000"]], ()),
        ([["", "填表人：王某", "", "审核人：李某", "", "填报日期：2025年3月1日"]], ()),
        ([["合计", "2", "", "2"]], ()),
        ([["合计：2项"]], ("A4:H4",)),
        ([["", "合计", "", "2项"]], ()),
        ([[""] * 8, ["", "", "", "", "", "", "云岭县林业局", ""], ["", "", "", "", "", "", "2025年3月1日", ""]], ()),
        ([["说明", "本清单由县委编办审定，动态调整。"]], ("B4:H4",)),
        ([["3", "", "", "", "", "", "", ""], ["4", "", "", "", "", "", "", ""]], ()),
        ([["抄送：县委办，县政府办。"], ["云岭县林业局办公室", "", "", "", "", "2025年3月1日印发"]], ("A4:H4",)),
        ([["联系人：王某  联系电话：0000-0000"]], ()),
        ([["第1页，共1页"]], ()),
        ([[""], ["", "本清单由县委编办负责解释。"]], ()),
        ([["", "以下空白"]], ()),
        ([["附：办事指南"]], ()),
        ([["1.本清单自公布之日起施行。"], ["2.各单位应当动态调整清单。"]], ()),
    ],
)  # fmt: skip
def test_footers_totals_and_signatures_are_no_records(foot, merges):
    found = read(sheet([POWER_HEADINGS, power("1", A), power("2", B), *foot], merges))
    assert names(found) == [A, B]
    assert found.problems == []
    assert all("印发" not in value for record in records(found) for value in record.values.values())
    assert records(found)[-1].values["accountability"] == "不依法履职的"


def test_totals_in_the_middle_are_no_records():
    rows = [
        POWER_HEADINGS,
        power("1", A),
        ["小计", "1"],
        power("2", B),
        ["", "行政处罚小计：1项"],
        ["总计", "2"],
    ]
    assert names(read(sheet(rows))) == [A, B]


def test_page_copies_of_title_and_header_are_skipped():
    title = ["云岭县林业局权责清单"]
    rows = [title, POWER_HEADINGS, power("1", A), ["第1页 共2页"], title, POWER_HEADINGS, power("2", B)]
    found = read(sheet(rows, ("A1:H1", "A5:H5")))
    assert names(found) == [A, B]
    assert len(found.sheets) == 1


def test_a_row_of_column_numbers_is_no_record():
    rows = [POWER_HEADINGS, [str(number) for number in range(1, 9)], power("1", A)]
    assert names(read(sheet(rows))) == [A]


def test_blank_rows_and_rows_of_spaces_are_skipped():
    rows = [POWER_HEADINGS, power("1", A), [""] * 8, [" "] * 8, power("2", B), [""] * 8]
    assert names(read(sheet(rows))) == [A, B]


def test_a_banner_gives_the_category_where_the_cell_is_empty():
    rows = [
        POWER_HEADINGS,
        ["一、行政处罚（2项）"],
        power("1", A, "", ""),
        power("2", B, "", "行政强制"),
        ["二、行政检查（2项）"],
        power("1", C, "", ""),
    ]
    found = read(sheet(rows, ("A2:H2", "A5:H5")))
    assert [record.values["category"] for record in records(found)] == ["行政处罚", "行政强制", "行政检查"]
    assert tally.by_category(found) == {"(blank)": 2, "行政强制": 1}
    assert [note for note in found.notes if "写明" in note] == [
        "工作表“Sheet1”的“行政检查”写明2项，实际读到1项。"
    ]


@pytest.mark.parametrize("banner", ["行政处罚", "一、行政处罚", "（一）行政处罚类", "行政处罚事项（共2项）"])
@pytest.mark.parametrize("column", [0, 1])
def test_a_banner_need_not_be_merged(banner, column):
    rows = [
        [text for i, text in enumerate(row) if i != 3]
        for row in (POWER_HEADINGS, power("1", A), power("2", B))
    ]
    line = [""] * 7
    line[column] = banner
    found = read(sheet([rows[0], line, *rows[1:]]))
    assert names(found) == [A, B]
    assert tally.by_category(found) == {"行政处罚": 2}


def test_hidden_rows_are_skipped_and_counted():
    rows = [POWER_HEADINGS, power("1", A), power("2", B), power("3", C)]
    found = read(sheet(rows, hidden_rows=(3,)))
    assert names(found) == [A, C]
    assert found.sheets[0].skipped_hidden_rows == 1
    assert any("跳过隐藏行1行（第3行）" in note for note in found.notes)


def test_a_merged_cell_shows_its_text_where_its_first_row_is_hidden():
    """The clerk still sees the text in the visible part of the merged range."""
    rows = [POWER_HEADINGS, power("1", A), [""] * 8, power("2", B)]
    found = read(sheet(rows, tuple(f"{c}2:{c}3" for c in "ABCDEFGH"), hidden_rows=(2,)))
    assert names(found) == [A, B]
    assert records(found)[0].row == 3


def test_an_item_without_a_name_is_a_problem_with_its_cell():
    rows = [POWER_HEADINGS, power("1", A), power("2", ""), power("3", C)]
    found = read(sheet(rows))
    assert [(problem.cell, problem.wanted) for problem in found.problems] == [("B3", "事项名称")]
    assert len(found.records) == 3


def test_an_error_in_the_name_is_a_problem_and_elsewhere_a_note():
    rows = [POWER_HEADINGS, power("1", "#REF!"), power("2", B)]
    found = read(sheet(rows, errors={(2, 2): "#REF!", (3, 7): "#N/A"}))
    assert [(problem.cell, problem.found) for problem in found.problems] == [("B2", "#REF!")]
    assert "accountability" not in records(found)[1].values
    assert any("“追责情形”列有1格" in note for note in found.notes)


def test_a_name_that_begins_like_a_footer_is_still_a_record():
    rows = [
        row[1:] for row in (POWER_HEADINGS, power("", "审核、批准采伐方案"), power("", "注册执业人员的处罚"))
    ]
    assert len(read(sheet(rows)).records) == 2


def test_two_tables_below_each_other_in_other_columns_are_both_read():
    other = ["序号", "权力名称", "权力依据", "责任事项"]
    rows = [POWER_HEADINGS, power("1", A), [""], other, ["1", B, "甲法", "受理"], ["2", C, "乙法", "检查"]]
    found = read(sheet(rows))
    assert names(found) == [A, B, C]
    assert [each.header_row for each in found.sheets] == [1, 4]
    assert records(found)[1].values["responsibility"] == "受理"


def test_tables_of_several_units_below_each_other_keep_their_units():
    rows = [
        ["填报单位：云岭县林业局"], POWER_HEADINGS, power("1", A), [""],
        ["填报单位：云岭县水务局"], POWER_HEADINGS, power("1", B), power("2", C),
    ]  # fmt: skip
    found = read(sheet(rows))
    assert [(each.unit_name, len(each.records)) for each in found.sheets] == [
        ("云岭县林业局", 1),
        ("云岭县水务局", 2),
    ]


def test_a_numbered_group_line_between_numbered_items_is_a_banner():
    rows = [
        POWER_HEADINGS,
        ["一", "行政处罚"],
        power("1", A, "", ""),
        power("2", B, "", ""),
        ["二", "行政检查"],
        power("1", C, "", ""),
    ]
    found = read(sheet(rows))
    assert names(found) == [A, B, C]
    assert [record.values["category"] for record in records(found)] == ["行政处罚", "行政处罚", "行政检查"]


def test_items_numbered_in_chinese_figures_are_items():
    rows = [POWER_HEADINGS, ["一", A], ["二", B], ["三", C]]
    assert names(read(sheet(rows))) == [A, B, C]


def test_a_unit_that_signs_below_the_last_record_is_no_part_of_it():
    rows = [
        POWER_HEADINGS,
        power("1", A),
        ["", "", "", "", "", "", "云岭县林业局", ""],
        ["", "", "", "", "", "", "2025年3月1日", ""],
    ]
    found = read(sheet(rows))
    assert records(found)[0].values["accountability"] == "不依法履职的"


def test_a_record_that_a_page_break_cuts_is_one():
    rows = [
        POWER_HEADINGS,
        power("1", A),
        POWER_HEADINGS,
        ["", "", "", "", "", "", "滥用职权的", ""],
        power("2", B),
    ]
    found = read(sheet(rows))
    assert names(found) == [A, B]
    assert records(found)[0].values["accountability"] == "不依法履职的\n滥用职权的"


def test_what_repeats_in_the_lines_of_a_merged_item_stands_once():
    rows = [POWER_HEADINGS, power("1", A), power("", ""), power("2", B)]
    rows[2][5] = "云岭县应急局"
    found = read(sheet(rows, ("A2:A3", "B2:B3")))
    assert len(found.records) == 2
    assert records(found)[0].values["category"] == "行政处罚"
    assert records(found)[0].values["exercising_body"] == "云岭县林业局\n云岭县应急局"


def test_words_in_the_column_of_numbers_without_a_name_are_no_record():
    rows = [POWER_HEADINGS, power("1", A), ["抄录自", "", "", "", "县档案馆", "某年", "", ""], power("2", B)]
    found = read(sheet(rows))
    assert names(found) == [A, B]
    assert any("第3行的文字不属于任何记录" in note for note in found.notes)
    assert all("档案馆" not in text for record in records(found) for text in record.values.values())


def test_a_unit_named_below_the_table_is_its_unit():
    found = read(
        sheet(
            [POWER_HEADINGS, power("1", A), ["填报单位（盖章）：云岭县林业局", "", "", "填报日期：2025年3月"]]
        )
    )
    assert names(found) == [A]
    assert found.sheets[0].unit_name == "云岭县林业局"


def test_numbered_remarks_below_the_table_are_no_records():
    rows = [
        POWER_HEADINGS,
        power("1", A),
        power("2", B),
        ["备注："],
        ["1", "本清单自公布之日起施行。"],
        ["2", "由县委编办负责解释。"],
    ]
    assert names(read(sheet(rows))) == [A, B]


def test_banners_of_units_and_of_categories_hold_for_the_rows_below():
    headings = [heading for heading in POWER_HEADINGS if heading != "权力类型"]
    row = lambda number, name: [text for i, text in enumerate(power(number, name)) if i != 3]  # noqa: E731
    rows = [
        headings,
        ["云岭县林业局"],
        ["一、行政处罚"],
        row("1", A),
        row("2", B),
        ["云岭县应急局"],
        ["一、行政检查"],
        row("1", C),
    ]
    found = read(sheet(rows, ("A2:G2", "A3:G3", "A6:G6", "A7:G7")))
    assert [(r.values["unit"], r.values["category"]) for r in records(found)] == [
        ("云岭县林业局", "行政处罚"),
        ("云岭县林业局", "行政处罚"),
        ("云岭县应急局", "行政检查"),
    ]
