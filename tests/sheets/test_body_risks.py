"""Rows of a risk table → records, points and levels."""

import pytest

from powerctl.sheets.tables import tally
from tests.sheets.drawn import RISK_HEADINGS, names, read, records, risk, sheet


def test_a_section_merged_down_all_rows_belongs_to_each_risk():
    rows = [
        RISK_HEADINGS,
        risk("1", "选择性执法", "高", "执法股"),
        risk("2", "泄露底价", "中"),
        risk("3", "公车私用", "低"),
    ]
    found = read(sheet(rows, ("B2:B4", "G2:G4")))
    assert (found.kind, found.unsure) == ("risks", [])
    assert names(found) == ["选择性执法", "泄露底价", "公车私用"]
    assert {record.values["section"] for record in records(found)} == {"执法股"}
    assert tally.levels(found) == {"高": 1, "中": 1, "低": 1}


def test_a_number_merged_over_several_risks_does_not_make_them_one():
    rows = [
        RISK_HEADINGS,
        risk("1", "选择性执法", "高", "执法股"),
        risk("", "泄露底价", "中"),
        risk("2", "公车私用", "低", "办公室"),
    ]
    found = read(sheet(rows, ("A2:A3", "B2:B3")))
    assert names(found) == ["选择性执法", "泄露底价", "公车私用"]
    assert [record.values["section"] for record in records(found)] == ["执法股", "执法股", "办公室"]


def test_a_risk_merged_with_its_number_over_several_lines_is_one():
    rows = [
        RISK_HEADINGS,
        risk("1", "选择性执法"),
        ["", "", "", "该罚不罚", "", "3.轮岗", ""],
        risk("2", "泄露底价"),
    ]
    found = read(sheet(rows, ("A2:A3", "B2:B3", "C2:C3", "E2:E3", "G2:G3")))
    assert names(found) == ["选择性执法", "泄露底价"]
    assert records(found)[0].values["description"] == "选择性执法中以权谋私\n该罚不罚"
    assert len(records(found)[0].parts["measures"]) == 3
    assert tally.levels(found) == {"高": 2}


def test_descriptions_each_with_a_level_under_a_merged_name_are_risks_of_their_own():
    headings = RISK_HEADINGS[1:]
    rows = [
        headings,
        risk("1", "选择性执法", "高")[1:],
        ["", "", "该罚不罚", "中", "轮岗", ""],
        risk("2", "泄露底价", "低")[1:],
    ]
    found = read(sheet(rows, ("B2:B3",)))
    assert names(found) == ["选择性执法", "选择性执法", "泄露底价"]
    assert tally.levels(found) == {"高": 1, "中": 1, "低": 1}


def test_without_a_risk_point_column_the_description_makes_the_record():
    rows = [
        ["序号", "部门", "重要环节", "廉政风险点表现形式", "风险等级", "防控措施", "责任领导"],
        ["1", "执法股", "立案", "压案不立", "高", "登记", "某某"],
        ["", "", "处罚", "同案不同罚", "中", "裁量基准", ""],
        ["2", "办公室", "采购", "拆分采购", "低", "集体研究", "某某"],
    ]
    found = read(sheet(rows, ("A2:A3", "B2:B3", "G2:G3")))
    assert len(found.records) == 3
    assert tally.points(found) == 3
    assert found.problems == []


def test_points_of_one_cell_each_with_a_level_count_per_point():
    rows = [
        ["流程", "关键环节", "涉及对象", "廉政风险点及等级", "防控措施", "责任主体"],
        [
            "采购",
            "询价",
            "经办人",
            "1.泄露报价（★★★）；\n2.指定供应商（★★☆）",
            "1.两人询价；\n2.轮换",
            "后勤股",
        ],
        ["", "验收", "验收人", "以次充好（★★☆）", "交叉验收", ""],
    ]
    found = read(sheet(rows, ("A2:A3", "F2:F3")))
    assert len(found.records) == 2
    assert tally.points(found) == 3
    assert tally.levels(found) == {"★★★": 1, "★★☆": 2}
    assert records(found)[1].values["business"] == "采购"
    assert {record.values["owner"] for record in records(found)} == {"后勤股"}


@pytest.mark.parametrize(
    ("cell", "levels"),
    [
        ("高", {"高": 1}), ("1中2低", {"中": 1, "低": 2}), ("高、中", {"高": 1, "中": 1}),
        ("Ⅱ级", {"Ⅱ级": 1}), ("一级", {"一级": 1}), ("较大", {"较大": 1}), ("", {}), ("/", {}),
    ],
)  # fmt: skip
def test_levels_are_counted_in_the_words_of_the_source(cell, levels):
    found = read(sheet([RISK_HEADINGS, risk("1", "选择性执法", cell)]))
    assert tally.levels(found) == levels


def test_a_table_without_a_level_column_has_no_levels():
    rows = [
        ["序 号", "岗位 类别", "风险 名称", "风险描述", "防控措施", "监测 指标"],
        ["1", "收费岗", "乱收费", "超标准收费", "公示", "投诉数"],
    ]
    found = read(sheet(rows))
    assert tally.levels(found) == {}
    assert "level" not in records(found)[0].values


def test_a_declared_number_of_points_is_compared_with_the_points_found():
    rows = [
        ["序号", "权力事项", "风险点数量", "表现形式", "等级", "防控措施", "责任人"],
        ["1", "采伐许可", "2", "1.违规受理；\n2.超时办结", "1高1低", "1.公开；\n2.督办", "某甲"],
        ["2", "木材检查", "3", "1.应查不查；\n2.通风报信", "2中", "轮岗", "某乙"],
    ]
    found = read(sheet(rows))
    assert len(found.records) == 2
    assert tally.points(found) == 4
    assert tally.levels(found) == {"高": 1, "低": 1, "中": 2}
    assert any("合计5个，拆分后实有4个" in note and "第3行写明3个、实有2个" in note for note in found.notes)
    assert tally.first_and_last_name(found) == ("采伐许可", "木材检查")


def test_a_banner_gives_the_section_of_the_risks_below_it():
    headings = [heading for heading in RISK_HEADINGS if heading != "部门"]
    rows = [
        headings,
        ["一、执法股"],
        *[
            [text for i, text in enumerate(risk(str(n), name)) if i != 1]
            for n, name in ((1, "甲风险"), (2, "乙风险"))
        ],
    ]
    found = read(sheet(rows, ("A2:F2",)))
    assert names(found) == ["甲风险", "乙风险"]
    assert {record.values["section"] for record in records(found)} == {"执法股"}


def test_a_row_with_neither_name_nor_description_is_a_problem():
    rows = [RISK_HEADINGS, risk("1", "选择性执法"), ["2", "", "", "", "高", "轮岗", ""]]
    found = read(sheet(rows))
    assert [problem.cell for problem in found.problems] == ["C3"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("执法股", "办公室"), "section"),
        (("云岭县林业局", "云岭县水务局"), "unit"),
        (("县重点项目服务中心", ""), "unit"),
        (("财务科", "县政府办公室"), "unit"),
    ],
)
def test_what_a_department_column_holds_is_told_by_its_values(words, field):
    """real-inventories.md 0.2: 部门 and 单位/科室 hold units in one form and sections in another"""
    for heading in ("部门", "单位/科室"):
        headings = [heading if text == "部门" else text for text in RISK_HEADINGS]
        rows = [headings, *[risk(str(n + 1), f"风险{n}", "高", word) for n, word in enumerate(words)]]
        assert records(read(sheet(rows)))[0].values[field] == words[0]


def test_a_remark_column_merged_from_its_heading_down_takes_in_no_row():
    rows = [[*RISK_HEADINGS, "备注"], risk("1", "甲风险"), risk("2", "乙风险"), risk("3", "丙风险")]
    found = read(sheet(rows, ("H1:H4",)))
    assert names(found) == ["甲风险", "乙风险", "丙风险"]


def test_a_section_alone_in_a_row_of_an_unnumbered_table_is_a_banner():
    rows = [
        ["风险点", "风险等级", "主管领导", "防控方法"],
        ["办公室"],
        ["公章管理", "Ⅱ级", "某某", "专人保管"],
        ["财务股"],
        ["虚列支出", "Ⅰ级", "某某", "双签"],
    ]
    found = read(sheet(rows))
    assert [(r.values["section"], r.values["name"]) for r in records(found)] == [
        ("办公室", "公章管理"),
        ("财务股", "虚列支出"),
    ]
    assert tally.levels(found) == {"Ⅱ级": 1, "Ⅰ级": 1}
