"""Power lists in layouts that public bodies publish, with invented content: what a clerk counts."""

import pytest

from powerctl.sheets.tables import tally
from tests.sheets.drawn import headings_of, names, read, records, sheet

FULL = [
    *("序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "承办机构", "实施层级及权限", ""),
    *("部门职责", "责任事项内容", "责任事项依据", "追责对象范围", "追责情形", "备注"),
]


def item(number: object, name: str, sub_item: str = "", category: str = "行政处罚") -> list[str]:
    """A row under FULL."""
    return [
        *(
            str(number),
            name,
            sub_item,
            category,
            "【法律】《中华人民共和国森林法》第三条",
            "云岭市林业局",
            "法规科",
        ),
        *("地州市级", "市级：本行政区域内", "林业执法", "1.立案；2.调查", "《中华人民共和国行政处罚法》"),
        *("具体承办人", "不依法履职的", ""),
    ]


def down(letters: str, top: int, bottom: int) -> tuple[str, ...]:
    """Merged ranges of several columns over the same rows."""
    return tuple(f"{letter}{top}:{letter}{bottom}" for letter in letters) if bottom > top else ()


def test_items_of_one_to_seven_physical_rows_are_one_record_each() -> None:
    """real-inventories.md 2"""
    rows, merges = [["云岭市档案局2024年权责清单"], [], FULL], ["A1:O2"]
    for number, height in enumerate((7, 2, 4, 1, 3, 7, 5, 1), start=1):
        top = len(rows) + 1
        rows += [item(number, f"档案事项{number}"), *([] for _ in range(height - 1))]
        merges += down("ABCDEFGHIJKLMNO", top, len(rows))
    found = read(sheet(rows, tuple(merges)))
    assert names(found) == [f"档案事项{number}" for number in range(1, 9)]
    assert found.sheets[0].items == 8


@pytest.mark.parametrize("merged", ["ABD", "BD", "B"])
def test_sub_items_under_a_merged_parent_are_records_of_one_item(merged: str) -> None:
    """real-inventories.md 2: HR, emergency"""
    rows, merges, subs = [["附件1"], ["人社局权责清单"], FULL], ["A2:O2"], 0
    for number, count in enumerate((1, 3, 1, 5, 2), start=1):
        top = len(rows) + 1
        for position in range(count):
            shown = position == 0
            row = item(number if shown else "", f"登记{number}" if shown else "", "", "行政确认")
            row[2] = f"{position + 1}.子项" if count > 1 else ""
            row[3] = "行政确认" if shown or "D" not in merged else ""
            rows.append(row)
            subs += 1
        merges += down(merged, top, len(rows))
    found = read(sheet(rows, tuple(merges)))
    assert (len(found.records), found.sheets[0].items) == (subs, 5)
    assert tally.by_category(found) == {"行政确认": subs}


def test_sub_items_of_two_rows_each_under_a_merged_parent() -> None:
    rows, merges = [["权责清单"], FULL], list[str]()
    for number in (1, 2):
        top = len(rows) + 1
        for position in (1, 2):
            rows += [item(number if position == 1 else "", f"双层{number}", f"子{position}"), []]
            merges += down("CEFGHIJKLMNO", len(rows) - 1, len(rows))
        merges += down("ABD", top, len(rows))
    found = read(sheet(rows, tuple(merges)))
    assert (len(found.records), found.sheets[0].items) == (4, 2)


def test_a_parent_that_only_heads_its_sub_items_is_no_record_of_its_own() -> None:
    """real-inventories.md 2: one record per 子项 where an item is split into them"""
    head = ["1", "父事项", "", "行政许可", *[""] * 11]
    subs = [["", "", f"（{n}）子{n}", "", *item("", "")[4:]] for n in (1, 2)]
    found = read(sheet([["权责清单"], FULL, head, *subs, item(2, "单项")]))
    assert [r.values.get("sub_item", "") for r in records(found)] == ["（1）子1", "（2）子2", ""]
    assert [r.item for r in records(found)] == [True, False, True]
    assert {r.values["name"] for r in records(found)[:2]} == {"父事项"}


def test_a_list_of_duties_alone_is_read_by_its_duties() -> None:
    """real-inventories.md 1.2"""
    headings = ["序号", "主要职责", "责任事项", "追责情形", "责任科室", "监督电话"]
    rows = [
        [str(n), f"负责第{n}方面工作", "1.制定方案；2.组织实施", "未履职的", "办公室", ""] for n in (1, 2, 3)
    ]
    found = read(sheet([["云岭县教育局责任清单"], headings, *rows]))
    assert (found.kind, found.unsure) == ("powers", [])
    assert names(found) == ["负责第1方面工作", "负责第2方面工作", "负责第3方面工作"]


def test_a_list_by_sections_keeps_the_section_of_each_item() -> None:
    rows = [["县财政局科室职权目录"], ["序号", "科室", "职权内容", "法律依据", "办理程序", "监督电话"]]
    rows += [
        ["1", "预算股", "编制预算", "《预算法》", "受理—审核", ""],
        ["2", "", "批复预算", "《预算法》", "受理—审核", ""],
    ]
    found = read(sheet(rows, ("B3:B4",)))
    assert [r.values["office"] for r in records(found)] == ["预算股", "预算股"]


@pytest.mark.parametrize(
    ("title", "headings", "fields"),
    [
        (
            "行政许可事项清单（2022年版）",
            "序号|主管部门|许可事项名称|实施机关|设定和实施依据",
            {"C": "name", "D": "exercising_body", "E": "basis_text"},
        ),
        (
            "行政执法事项清单",
            "序号|项目编码|项目名称|执法类别|执法主体|承办机构|执法依据|执法对象",
            {"B": "code", "C": "name", "D": "category", "E": "exercising_body", "G": "basis_text"},
        ),
        (
            "权责清单",
            "序号|权力编码|权力事项|权力类别|实施依据|共性责任|个性责任",
            {"F": "responsibility", "G": "responsibility"},
        ),
        (
            "权责清单",
            "序号|主项名称|子项名称|事项类型|国家级设定依据|省级设定依据|实施机构",
            {"E": "basis_text", "F": "basis_text", "G": "exercising_body"},
        ),
        (
            "权责清单",
            "编码|名称|类型|依据|主体|机构|责任事项|追责情形",
            {"A": "code", "B": "name", "C": "category", "E": "exercising_body", "F": "office"},
        ),
        (
            "权力清单",
            "序号|职权分类|职权名称|职权依据原文|职权行使主体|责任科室|运行流程图|廉政风险点",
            {"B": "category", "D": "basis_text", "E": "exercising_body", "H": None},
        ),
        (
            "权力清单",
            "序号|权力名称|权力类别|权力依据|行权主体|监督责任人|配合单位",
            {"E": "exercising_body", "F": None, "G": None},
        ),
    ],
)
def test_heading_rows_of_many_bodies_are_read(
    title: str, headings: str, fields: dict[str, str | None]
) -> None:
    row = headings.split("|")
    body = [[str(n), *(f"{heading}之{n}" for heading in row[1:])] for n in (1, 2, 3)]
    found = read(sheet([[title], row, *body]))
    assert (found.kind, found.unsure, len(found.records)) == ("powers", [], 3)
    assert {column: headings_of(found)[column] for column in fields} == fields


def test_a_heading_known_only_by_its_last_word_is_told() -> None:
    rows = [["权力清单"], ["序号", "权力名称", "权力类别", "处罚种类及依据", "行权主体"]]
    found = read(sheet([*rows, ["1", "检查", "行政检查", "《某法》", "某局"]]))
    assert headings_of(found)["E"] == "exercising_body"
    assert any("“行权主体”按“行使主体”" in note for note in found.notes)


def test_a_guessed_heading_never_decides_the_kind() -> None:
    """Published decisions on penalties are no list of powers: they say how powers were used."""
    headings = ["序号", "行政相对人名称", "决定书文号", "违法事实", "处罚依据", "处罚机关", "处罚流程"]
    found = read(sheet([["处罚结果公开"], headings, ["1", "某公司", "1号", "略", "《法》", "某局", "立案"]]))
    assert found.kind == "exercises"


def test_figures_on_a_cover_are_compared_with_the_list() -> None:
    """real-inventories.md 0, row 6"""
    cover = sheet([["林业局权责清单"], ["行政许可：3项"], ["行政处罚：5项"], ["合计：8项"]], name="封面")
    rows = [item(n, f"许可{n}", "", "行政许可") for n in (1, 2, 3)] + [item(n, f"处罚{n}") for n in (4, 5)]
    notes = read(cover, sheet([["林业局权责清单"], FULL, *rows], name="清单")).notes
    assert "工作表“封面”写明“行政处罚：5项”，实际读到2项。" in notes
    assert "工作表“封面”写明“合计：8项”，实际读到5项。" in notes
    assert not any("行政许可" in note for note in notes)


def test_a_summary_of_counts_is_compared_and_not_read() -> None:
    summary = [["汇总表"], ["序号", "权力类型", "数量"], ["1", "行政许可", "2"], ["2", "行政处罚", "1"]]
    rows = [item(n, f"许可{n}", "", "行政许可") for n in (1, 2)] + [item(n, f"处罚{n}") for n in (3, 4)]
    found = read(sheet(summary, name="汇总"), sheet([["权责清单"], FULL, *rows], name="清单"))
    assert [s.sheet for s in found.sheets] == ["清单"]
    assert [note for note in found.notes if "写明" in note] == [
        "工作表“汇总”写明“行政处罚：1”，实际读到2项。"
    ]


def test_twenty_sheets_behind_a_catalogue_are_all_read() -> None:
    """real-inventories.md 2: police"""
    kinds = ["行政许可", "行政处罚", "行政强制", "行政检查", "其他行政权力"]
    catalogue = [["目录"], ["序号", "事项名称", "权力类型"]]
    grids = []
    for number in range(20):
        kind = kinds[number % 5]
        rows = [item(n, f"{number}-{n}号{kind}", "", kind) for n in range(1, 4 + number)]
        catalogue += [[str(len(catalogue)), row[1], kind] for row in rows]
        grids.append(sheet([["公安局权责清单"], FULL, *rows], name=f"{number + 1}.{kind}"))
    found = read(sheet(catalogue, name="目录"), *grids)
    assert [len(s.records) for s in found.sheets] == [3 + number for number in range(20)]
    assert sum("目录" in note for note in found.notes) == 1


def test_two_rows_of_headings_over_the_whole_list_give_their_groups_no_fields() -> None:
    groups = ["序号", "权力清单", *[""] * 8, "责任清单", "", "", "", "备注"]
    rows = [["清单"], groups, ["", *FULL[1:14], ""], item(1, "分组一"), item(2, "分组二")]
    found = read(sheet(rows, ("A1:O1", "A2:A3", "B2:J2", "K2:N2", "O2:O3")))
    assert names(found) == ["分组一", "分组二"]
    assert found.sheets[0].header_row == 2
    assert headings_of(found)["K"] == "responsibility"


def test_a_list_printed_in_two_halves_beside_each_other_is_read_whole() -> None:
    rows = [
        [str(n), f"左{n}", "县局", str(n + 3), f"右{n}" if n < 3 else "", "县局" if n < 3 else ""]
        for n in (1, 2, 3)
    ]
    rows[2][3] = ""
    headings = ["序号", "事项名称", "实施机关"] * 2
    found = read(sheet([["云岭县行政许可事项目录"], headings, *rows], ("A1:F1",)))
    assert names(found) == ["左1", "左2", "左3", "右1", "右2"]
    assert (found.problems, found.notes) == ([], [])


def test_headings_that_repeat_only_in_part_make_no_second_list() -> None:
    """real-inventories.md 2: commerce"""
    headings = [*FULL, *FULL[11:15]]
    rows = [[*item(n, f"商务{n}"), "可见依据", "可见对象", "可见情形", ""] for n in (1, 2)]
    found = read(sheet([["权责清单"], headings, *rows], hidden_columns=(12, 13, 14, 15)))
    assert len(found.records) == 2
    assert records(found)[0].values["responsibility_basis"] == "可见依据"


@pytest.mark.parametrize("place", range(4))
def test_a_unit_that_signs_in_any_column_below_the_list_is_no_record(place: int) -> None:
    headings = ["序号", "事项名称", "子项名称", "权力类型"]
    signed = ["云岭市林业局" if column == place else "" for column in range(4)]
    rows = [[str(n), f"采伐{n}", "", "行政许可"] for n in (1, 2)]
    found = read(sheet([["权责清单"], headings, *rows, [], signed, ["", "", "", "2025年3月1日"]]))
    assert names(found) == ["采伐1", "采伐2"]
