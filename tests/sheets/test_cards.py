"""Card forms: one item on a card, its labels left of their values."""

from collections.abc import Sequence

import pytest

from powerctl.sheets.grid import Grid, Merge, WorkbookText
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.understand import understand


def read(*grids: Grid, choices: object = None) -> ReadWorkbook:
    return understand(WorkbookText("卡片.xlsx", "0" * 64, "xlsx", list(grids)), choices=choices)  # type: ignore[arg-type]


def grid(rows: Sequence[Sequence[str]], name: str = "卡片", **more: object) -> Grid:
    width = max(map(len, rows))
    return Grid(name, [[*row, *[""] * (width - len(row))] for row in rows], **more)  # type: ignore[arg-type]


def card(number: int, category: str = "行政处罚") -> list[list[str]]:
    return [
        ["职权名称", f"对第{number}类行为的处罚"],
        ["职权类别", category],
        ["设定依据", f"【法律】《某法》第{number}条"],
        ["实施主体", "县林业局"],
        ["责任事项", "立案、调查"],
    ]


def test_one_item_on_each_sheet_is_read_into_the_same_kind() -> None:
    workbook = read(*(grid([["县林业局职权登记卡"], *card(n)], f"卡{n}") for n in (1, 2, 3)))
    assert workbook.kind == "powers"
    assert [record.values["name"] for _, record in workbook.records] == [
        f"对第{n}类行为的处罚" for n in (1, 2, 3)
    ]
    first = workbook.sheets[0]
    assert (first.title, first.header_row) == ("县林业局职权登记卡", 2)
    assert dict(first.records[0].values) == {
        "name": "对第1类行为的处罚",
        "category": "行政处罚",
        "basis_text": "【法律】《某法》第1条",
        "exercising_body": "县林业局",
        "responsibility": "立案、调查",
    }
    assert first.records[0].parts["bases"][0]["title"] == "某法"


def test_cards_below_each_other_with_titles_and_gaps_between_them() -> None:
    rows: list[list[str]] = [["职权登记卡"]]
    merges = []
    for number in (1, 2, 3):
        rows += [[f"第{number}号卡"], *card(number), [""]]
        merges.append(Merge(len(rows) - 6, 1, len(rows) - 6, 2))
    workbook = read(grid(rows, merges=merges))
    (sheet,) = workbook.sheets
    assert [record.cell for record in sheet.records] == ["B3", "B10", "B17"]
    assert [record.values["basis_text"][-3:] for record in sheet.records] == ["第1条", "第2条", "第3条"]
    assert any("卡片式，读出 3 张卡片" in note for note in workbook.notes)


def test_labels_in_two_columns_side_by_side() -> None:
    def two(number: int) -> list[list[str]]:
        return [
            ["职权名称", f"许可{number}", "职权类别", "行政许可"],
            ["实施主体", "县林业局", "承办机构", "许可股"],
            ["设定依据", "【法律】《某法》第一条"],
            ["责任事项", "受理", "追责情形", "不受理"],
        ]

    rows = [*two(1), *two(2)]
    merges = [Merge(3, 2, 3, 4), Merge(7, 2, 7, 4)]
    (sheet,) = read(grid(rows, merges=merges)).sheets
    assert [record.values["category"] for record in sheet.records] == ["行政许可"] * 2
    assert [record.values["office"] for record in sheet.records] == ["许可股"] * 2
    assert sheet.records[1].values["accountability"] == "不受理"
    assert sheet.places[5, "office"] == "D6"
    assert [column.column for column in sheet.columns][:2] == ["B", "D"]


def test_a_tall_label_holds_the_values_of_all_its_rows_beside_other_labels() -> None:
    rows = [
        ["职权名称", "处罚甲", "职权类别", "行政处罚"],
        ["责任事项", "一、立案", "实施主体", "县林业局"],
        ["", "二、调查", "承办机构", "执法队"],
        ["", "三、决定", "", ""],
        ["设定依据", "《某法》第一条", "备注", "无"],
    ]
    (sheet,) = read(grid(rows, merges=[Merge(2, 1, 4, 1)])).sheets
    (record,) = sheet.records
    assert record.values["responsibility"] == "一、立案\n二、调查\n三、决定"
    assert (record.values["office"], record.values["basis_text"]) == ("执法队", "《某法》第一条")


def test_cards_of_risk_points_are_risks() -> None:
    def risk(number: int) -> list[list[str]]:
        return [
            ["岗位名称", f"第{number}岗"],
            ["廉政风险点", f"擅自变更第{number}项"],
            ["风险等级", "高"],
            ["防控措施", "1.集体研究；2.公示"],
            ["责任人", "王一"],
        ]

    workbook = read(grid([*risk(1), *risk(2)]))
    assert workbook.kind == "risks"
    assert [record.values["level"] for _, record in workbook.records] == ["高", "高"]
    assert len(workbook.records[0][1].parts["measures"]) == 2


def test_a_card_without_a_name_is_a_problem_at_its_own_cell_and_not_part_of_the_card_before() -> None:
    nameless = card(2)
    nameless[0][1] = ""
    workbook = read(grid([*card(1), *nameless, *card(3)]))
    (problem,) = workbook.problems
    assert (problem.sheet, problem.cell, problem.wanted) == ("卡片", "B6", "事项名称")
    assert "第6行（B6）" in problem.message
    assert workbook.records[0][1].values["basis_text"] == "【法律】《某法》第1条"
    assert len(workbook.records) == 3


def test_an_unknown_label_is_named_and_may_be_settled() -> None:
    rows = [["备案字号", "甲1"], *card(1), ["备案字号", "甲2"], *card(2)]
    workbook = read(grid(rows))
    assert any("“备案字号”不认识" in note for note in workbook.notes)
    told = read(grid(rows), choices={"powers": {"备案字号": "code"}})
    assert [record.values["code"] for _, record in told.records] == ["甲1", "甲2"]


def test_hidden_rows_of_cards_are_left_out_and_said() -> None:
    workbook = read(grid([*card(1), *card(2)], hidden_rows=frozenset({4})))
    assert "exercising_body" not in workbook.records[0][1].values
    assert any("跳过隐藏行1行（第4行）" in note for note in workbook.notes)
    assert workbook.sheets[0].skipped_hidden_rows == 1


@pytest.mark.parametrize(
    ("rows", "name", "fields"),
    [
        (
            [["职权名称", "林木采伐许可", "职权类型", "行政许可"], ["职权编码", "LY-001", "法定主体", "某县林业局"], ["法定依据", "《森林法》"], ["责任事项", "受理"], ["备注", ""]],
            "林木采伐许可",
            {"category": "行政许可", "code": "LY-001", "exercising_body": "某县林业局", "responsibility": "受理"},
        ),
        (
            [["职权类别", "行政处罚"], ["职权名称", "对违法采伐的处罚"], ["法定依据", "《森林法》"], ["具体条款", "第七十六条"], ["执法程序", "立案"], ["实施机构", "某局"], ["执法岗位", "执法股"]],
            "对违法采伐的处罚",
            {"category": "行政处罚", "basis_article": "第七十六条", "exercising_body": "某局", "office": "执法股"},
        ),
        (
            [["职权名称", "林木采伐许可", "职权类型", "行政许可", "职权编码", "LY-001"], ["法定依据", "《森林法》"], ["责任事项", "受理"], ["追责情形", "不作为"]],
            "林木采伐许可",
            {"category": "行政许可", "code": "LY-001", "accountability": "不作为"},
        ),
    ],
)  # fmt: skip
def test_forms_of_one_card_in_the_layouts_that_departments_use(rows, name, fields) -> None:  # type: ignore[no-untyped-def]
    (sheet,) = read(grid(rows)).sheets
    (record,) = sheet.records
    assert record.values["name"] == name
    assert {field: record.values[field] for field in fields} == fields


def test_what_looks_like_a_card_beside_a_table_is_a_cover() -> None:
    table = grid([["序号", "事项名称", "权力类别", "设定依据"], ["1", "甲", "行政许可", "《某法》"]], "清单")
    workbook = read(grid(card(9), "封面"), table)
    assert [sheet.sheet for sheet in workbook.sheets] == ["清单"]


def test_a_table_is_no_card() -> None:
    rows = [["序号", "事项名称", "权力类别", "设定依据"], ["1", "甲", "行政许可", "《某法》"]]
    workbook = read(grid(rows))
    assert workbook.sheets[0].places == {}
    assert not any("卡片式" in note for note in workbook.notes)


def test_a_form_about_something_else_is_no_card_of_ours() -> None:
    rows = [["姓名", "王一"], ["性别", "男"], ["民族", "汉"], ["学历", "本科"]]
    assert read(grid(rows)).kind is None


def test_labels_and_values_merged_over_several_columns() -> None:
    rows = []
    merges = []
    for number in (1, 2):
        top = len(rows) + 1
        rows += [["权责事项登记卡", "", "", "", "", ""]]
        merges.append(Merge(top, 1, top, 6))
        for label, words in card(number):
            row = len(rows) + 1
            rows.append([label, "", words, "", "", ""])
            merges += [Merge(row, 1, row, 2), Merge(row, 3, row, 6)]
    (sheet,) = read(grid(rows, merges=merges)).sheets
    assert [record.cell for record in sheet.records] == ["C2", "C8"]
    assert [record.values["name"] for record in sheet.records] == ["对第1类行为的处罚", "对第2类行为的处罚"]
    assert [column.column for column in sheet.columns] == ["C"] * 5
