"""Tables of other kinds that public bodies publish: left alone, or told with what they lack."""

import pytest

from tests.sheets.drawn import POWER_HEADINGS, RISK_HEADINGS, headings_of, power, read, risk, sheet

OTHERS = {
    "民主测评结果": "序号|单位|姓名|职务|优秀|称职|基本称职|不称职",
    "2024年度考核结果": "序号|单位|姓名|职务|考核等次",
    "先进个人名单": "序号|单位|姓名|职务|备注",
    "干部述职述廉情况": "序号|报告人|单位|职务|会议时间|述职述廉方式|评议结果",
    "干部花名册": "姓名|性别|出生年月|民族|政治面貌|单位",
    "机关通讯录": "序号|单位|姓名|职务|办公电话",
    "廉政档案登记": "序号|姓名|单位|职务|是否报告|备注",
    "部门决算": "项目|上年决算数|本年决算数|增、减金额",
    "行政事业性收费目录清单": "序号|执收单位|项目名称|资金管理方式|收费标准|政策依据",
    "问题线索登记": "序号|填报单位|受理时间|被反映人|职务|主要问题|处置方式",
    "巡察整改台账": "序号|问题类别|存在问题|整改措施|责任领导|责任单位|完成时限",
    "安全风险分级管控清单": "序号|部位|风险点|可能导致的事故|风险等级|管控措施|责任人",
    "安全生产隐患排查治理台账": "序号|单位|隐患部位|风险点|风险等级|整改措施|责任人",
    "权力事项统计": "序号|部门|行政许可|行政处罚|行政强制|合计",
    "廉政风险点统计表": "序号|单位|风险点总数|一级风险点|二级风险点|防控措施数",
}


@pytest.mark.parametrize("title", OTHERS)
def test_a_table_of_another_kind_is_left_alone(title: str) -> None:
    """real-inventories.md 1.4–1.9"""
    headings = OTHERS[title].split("|")
    rows = [[str(n), *(f"{heading}{n}" for heading in headings[1:])] for n in (1, 2, 3)]
    found = read(sheet([[title], headings, *rows]))
    assert (found.kind, len(found.problems), found.records) == (None, 1, [])


def test_of_two_kinds_in_two_sheets_the_clear_majority_is_read_and_the_other_named() -> None:
    powers = sheet([POWER_HEADINGS, *(power(str(n), f"权力{n}") for n in range(1, 31))], name="权责清单")
    risks = sheet([RISK_HEADINGS, *(risk(str(n), f"风险{n}") for n in range(1, 6))], name="风险点")
    found = read(powers, risks)
    assert (found.kind, found.unsure, len(found.records)) == ("powers", [], 30)
    assert any("风险点" in note and "未读入" in note for note in found.notes)


def test_two_kinds_of_about_equal_size_are_asked_about() -> None:
    powers = sheet([POWER_HEADINGS, *(power(str(n), f"权力{n}") for n in range(1, 9))], name="权责清单")
    risks = sheet([RISK_HEADINGS, *(risk(str(n), f"风险{n}") for n in range(1, 9))], name="风险点")
    assert read(powers, risks).unsure == ["powers", "risks"]
    assert len(read(powers, risks, kind="risks").records) == 8


def test_a_sheet_of_leaders_as_units_keep_it_is_read_as_duties_of_the_unit_in_its_title() -> None:
    rows = [
        ["县财政局领导班子成员分工"],
        ["序号", "姓名", "职务", "分管工作"],
        ["1", "甲某", "局长", "全面工作"],
    ]
    found = read(sheet(rows))
    assert (found.kind, found.sheets[0].kind, found.sheets[0].unit_name) == (
        "organization",
        "duties",
        "县财政局",
    )
    assert headings_of(found)["D"] == "area"


def test_a_column_that_belongs_to_another_organization_table_is_named_with_that_table() -> None:
    rows = [
        ["单位", "姓名", "职务", "分管工作", "任职时间"],
        ["县财政局", "甲某", "局长", "全面工作", "2020-01-05"],
    ]
    found = read(sheet(rows))
    assert found.sheets[0].kind == "posts"
    assert any("“分管工作”属于“分工”" in note for note in found.notes)


@pytest.mark.parametrize(
    ("title", "kind"),
    [("清河镇权责清单", "powers"), ("清河镇廉政风险点一览表", "risks"), ("清河镇一览表", None)],
)
def test_where_headings_of_both_kinds_stand_together_the_title_decides(title: str, kind: str | None) -> None:
    headings = [
        *("序号", "权力名称", "权力类型", "实施依据", "实施主体", "责任事项", "追责情形"),
        *("风险环节", "廉政风险点", "风险等级", "防控措施", "责任人"),
    ]
    row = [
        "1",
        "公路检查",
        "行政检查",
        "《某法》",
        "清河镇政府",
        "检查",
        "不作为",
        "审核",
        "人情检查",
        "中",
        "复核",
        "某",
    ]
    found = read(sheet([[title], headings, row]))
    if kind is None:
        assert found.unsure == ["powers", "risks"]
    else:
        assert (found.kind, found.unsure, len(found.records)) == (kind, [], 1)


def test_a_sheet_that_bears_the_name_of_our_own_is_read_with_a_foreign_column_beside() -> None:
    rows = [
        ["单位", "职务", "姓名", "任职时间", "考核等次"],
        ["县财政局", "局长", "甲某", "2020-01-05", "优秀"],
    ]
    assert read(sheet(rows, name="职务")).kind == "organization"
    assert read(sheet(rows, name="年度考核")).kind is None
