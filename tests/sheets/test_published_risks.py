"""Integrity risk tables in layouts that public bodies publish, with invented content."""

import pytest

from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.tables import tally
from tests.sheets.drawn import headings_of, names, read, records, sheet


def table(title: str, headings: str, *rows: list[str], merges: tuple[str, ...] = ()) -> ReadWorkbook:
    """What a table under a title row is understood to say."""
    return read(sheet([[title], headings.split("|"), *rows], merges))


def test_a_tally_of_levels_counts_what_it_says() -> None:
    """real-inventories.md 1.3 [HS]"""
    found = table(
        "人社局廉政风险点",
        "序号|权力事项|风险点数量|表现形式|等级|防控措施|责任人",
        ["1", "社保登记", "3", "1.优亲厚友；\n2.超期；\n3.泄密。", "1中\n2低", "公示", "某"],
        ["2", "工伤认定", "2个", "1.降低标准；2.索要财物", "2低", "复核", "某"],
    )
    assert tally.levels(found) == {"中": 1, "低": 4}
    assert tally.points(found) == 5
    assert tally.first_and_last_name(found) == ("社保登记", "工伤认定")


def test_a_power_that_says_it_has_no_risk_is_noted_and_stops_nothing() -> None:
    found = table(
        "廉政风险点",
        "序号|权力事项|风险点数量|表现形式|等级|防控措施",
        ["1", "登记", "1", "超期办理", "低", "限时"],
        ["2", "统计", "0", "无", "无", ""],
    )
    assert (len(found.records), found.problems) == (1, [])
    assert any("第4行写明没有风险点" in note for note in found.notes)


def test_risks_of_several_kinds_side_by_side_are_points_of_one_record() -> None:
    found = table(
        "岗位廉政风险排查表",
        "序号|部门|岗位|思想道德风险|履行职权风险|社会交往风险|等级|防控措施",
        ["1", "法规科", "科长", "学习不够", "把关不严", "接受宴请", "中", "1.学习；2.复核"],
        ["2", "法规科", "科员", "1.懈怠；2.攀比", "", "人情往来", "低", "教育"],
    )
    assert (found.kind, found.unsure, len(found.records)) == ("risks", [], 2)
    first, second = (record.parts["points"] for record in records(found))
    assert [point["name"] for point in first] == ["学习不够", "把关不严", "接受宴请"]
    assert len(second) >= 2
    assert tally.levels(found) == {"中": 1, "低": 1}


def test_risks_side_by_side_under_one_spanning_heading() -> None:
    rows = [
        ["岗位廉政风险表"],
        ["序号", "岗位", "廉政风险点", "", "", "防控措施"],
        ["", "", "思想道德风险", "岗位职责风险", "业务流程风险", ""],
        ["1", "科长", "学习不够", "把关不严", "程序缺失", "复核"],
    ]
    merges = ("A2:A3", "B2:B3", "C2:E2", "F2:F3")
    found = read(sheet(rows, merges))
    assert tally.points(found) == 3
    assert set(headings_of(found).values()) == {"sequence", "post", "description", "measure"}


def test_levels_inside_the_text_count_per_point_over_merged_stages() -> None:
    """real-inventories.md 1.3 [HB]"""
    found = table(
        "廉洁风险防控手册",
        "流程|关键环节|涉及对象|廉政风险点及等级|防控措施|责任主体",
        [
            "招标采购",
            "编制计划",
            "采购部",
            "1.化整为零。★★★\n2.泄露标底。★★☆",
            "1.审议。\n2.保密。",
            "采购部",
        ],
        ["", "", "分管领导", "1.干预插手。★★★", "留痕。", "办公室"],
        ["", "定标", "领导班子", "参照“工程建设”部分。", "参照“工程建设”部分。", "办公室"],
        merges=("A3:A5", "B3:B4"),
    )
    assert tally.levels(found) == {"★★★": 2, "★★☆": 1}
    assert (len(found.records), tally.points(found)) == (3, 4)
    assert [r.values["step"] for r in records(found)] == ["编制计划", "编制计划", "定标"]
    assert tally.first_and_last_name(found)[1] == "参照“工程建设”部分。"


def test_sections_leaders_and_levels_merged_over_their_risks_belong_to_each() -> None:
    found = table(
        "各科室廉政风险点",
        "科室|序号|风险点|等级|防控措施|责任领导",
        ["办公室", "1", "用印", "高", "登记", "某副局长"],
        ["", "2", "公车", "", "登记", ""],
        ["执法队", "1", "选择性执法", "中", "公示", "某局长"],
        ["", "2", "通风报信", "", "轮岗", ""],
        merges=("A3:A4", "A5:A6", "D3:D4", "D5:D6", "F3:F4", "F5:F6"),
    )
    assert [r.values["section"] for r in records(found)] == ["办公室", "办公室", "执法队", "执法队"]
    assert tally.levels(found) == {"高": 2, "中": 2}
    assert records(found)[3].values["leader"] == "某局长"


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("序号|职权名称|风险点|风险等级|责任科室|责任人|监控措施|主管领导", {"G": "measure"}),
        ("序号|风险领域|风险点|具体表现|风险等级|已有防控措施|拟采取措施", {"F": "measure", "G": "measure"}),
        ("序号|工作环节|潜在风险|风险等级|防控举措|责任人", {"B": "step", "C": "name", "E": "measure"}),
        ("序号|岗位|风险点表述|风险定级|防控措施及制度", {"C": "description", "D": "level", "E": "measure"}),
        ("类别|序号|风险点|等级|防控措施|责任单位|配合单位", {"A": "category_written", "G": None}),
        ("单位|职权事项|廉政风险|风险等级|防控措施|防控责任单位", {"C": "name", "F": "owner"}),
        ("序号|岗位|廉政风险点|风险点等级|防控措施|监督责任人", {"F": None}),
        ("环节名称|表现形式|风险点等级|防控措施|责任人|备注", {"A": "step", "B": "description"}),
    ],
)
def test_heading_rows_of_many_bodies_are_read(headings: str, fields: dict[str, str | None]) -> None:
    row = headings.split("|")
    body = [[str(n), *(f"{heading}之{n}" for heading in row[1:])] for n in (1, 2, 3)]
    found = table("廉政风险点一览表", headings, *body)
    assert (found.kind, found.unsure, len(found.records)) == ("risks", [], 3)
    assert {column: headings_of(found)[column] for column in fields} == fields


def test_points_and_levels_declared_on_a_cover_are_compared_with_the_table() -> None:
    """real-inventories.md 0, row 6 [HQ]"""
    cover = [
        ["某中学廉政风险防控手册"],
        ["权力清单：10项"],
        ["廉政风险点：37个"],
        ["I级风险：3个"],
        ["Ⅱ级风险：7个"],
    ]
    rows = [[f"{n}、事务{n}", "Ⅰ级", "某", "某", "集体研究"] for n in (1, 2, 3)]
    headings = ["风险点", "风险等级", "主管领导", "分管领导", "防控方法"]
    found = read(sheet(cover, name="封面"), sheet([["一览表"], headings, *rows], name="一览表"))
    assert [note for note in found.notes if "写明" in note] == [
        "工作表“封面”写明“廉政风险点：37个”，实际读到3个。",
        "工作表“封面”写明“Ⅱ级风险：7个”，实际读到0个。",
    ]
    assert names(found)[0] == "1、事务1"


def test_a_list_of_powers_with_a_risk_column_is_a_list_of_powers() -> None:
    headings = "序号|权力名称|权力类型|实施依据|实施主体|责任事项|追责情形|廉政风险点"
    row = ["1", "公路检查", "行政检查", "《公路法》", "清河镇政府", "检查", "不作为", "人情检查"]
    found = table("清河镇政府权责清单和廉政风险点", headings, row)
    assert (found.kind, found.unsure) == ("powers", [])
