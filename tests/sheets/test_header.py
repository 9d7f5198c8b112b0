"""Where a header is found, and which field each heading gives."""

import pytest

from powerctl.sheets.tables import tally
from tests.sheets.drawn import POWER_HEADINGS, headings_of, names, power, read, records, sheet

ONE_POWER = power("1", "对违法采伐林木的处罚")


@pytest.mark.parametrize("above", range(5))
def test_the_header_is_found_below_any_number_of_lines(above):
    lines = [["附件1"], ["云岭县林业局2025年权责清单"], [""], ["填报单位：云岭县林业局"], [" "]][:above]
    found = read(sheet([*lines, POWER_HEADINGS, ONE_POWER]))
    assert (found.kind, found.problems) == ("powers", [])
    assert found.sheets[0].header_row == above + 1
    assert names(found) == ["对违法采伐林木的处罚"]


@pytest.mark.parametrize(
    ("lines", "merges", "title", "unit"),
    [
        ([["云岭县林业局2025年权责清单"]], ("A1:H1",), "云岭县林业局2025年权责清单", "云岭县林业局"),
        ([["云岭县林业局权责清单"], [""]], ("A1:H2",), "云岭县林业局权责清单", "云岭县林业局"),
        ([["2024年云岭县林业局行政权力清单"] * 8], (), "2024年云岭县林业局行政权力清单", "云岭县林业局"),
        ([["", "", "", "", "权责清单（2025年版）"]], (), "权责清单（2025年版）", ""),
        ([["权责清单"], ["部门名称：云岭县后勤服务中心"]], ("A1:H1", "A2:H2"), "权责清单", "云岭县后勤服务中心"),
        ([["权责清单"], ["填报单位:", "云岭县林业局", "", "填报日期：2025年3月"]], (), "权责清单", "云岭县林业局"),
        ([["权责清单"], ["填表单位（盖章）：云岭县林业局      填报时间：2025年1月3日"]], (), "权责清单", "云岭县林业局"),
        ([["权责清单"], ["核算单位：云岭县林业局", "", "", "单位：万元"]], (), "权责清单", "云岭县林业局"),
        ([["住房和城乡建设系统权责清单指导目录"]], (), "住房和城乡建设系统权责清单指导目录", ""),
        ([["权责清单", "", "", "", "", "", "", "单位：万元"]], (), "权责清单", ""),
        ([["云岭县林业局"], ["权责清单"]], ("A1:H1", "A2:H2"), "权责清单", "云岭县林业局"),
        ([["青石村小微权力清单"]], ("A1:H1",), "青石村小微权力清单", "青石村"),
        ([["附件2"], ["关于公布云岭县林业局权力清单的附表"]], (), "关于公布云岭县林业局权力清单的附表", "云岭县林业局"),
    ],
)  # fmt: skip
def test_title_and_unit_are_read_from_the_lines_above(lines, merges, title, unit):
    found = read(sheet([*lines, POWER_HEADINGS, ONE_POWER], merges))
    assert (found.sheets[0].title, found.sheets[0].unit_name) == (title, unit)
    assert names(found) == ["对违法采伐林木的处罚"]


@pytest.mark.parametrize(
    "heading",
    [
        "事项名称",
        "事 项\n名 称",
        "事项名称：",
        "事项名称（全称）",
        "＊事项名称",
        "事项　名称",
        "权力 事项",
        "“事项名称”",
    ],
)
def test_headings_are_compared_whole_after_normalising(heading):
    found = read(
        sheet([["序号", heading, "权力类型", "实施依据"], ["1", "林木采伐许可", "行政许可", "某法"]])
    )
    assert names(found) == ["林木采伐许可"]


def test_a_heading_inside_another_is_not_taken_for_it():
    """real-inventories.md 0.2: 责任事项 is inside 责任事项依据"""
    found = read(
        sheet([["序号", "事项名称", "实施依据", "责任事项依据"], ["1", "林木采伐许可", "甲法", "乙法"]])
    )
    assert headings_of(found) == {
        "A": "sequence",
        "B": "name",
        "C": "basis_text",
        "D": "responsibility_basis",
    }


def test_columns_may_stand_in_any_order():
    order = [7, 3, 1, 0, 6, 5, 2, 4]
    found = read(sheet([[POWER_HEADINGS[i] for i in order], [ONE_POWER[i] for i in order]]))
    assert names(found) == ["对违法采伐林木的处罚"]
    assert records(found)[0].values["category"] == "行政处罚"


def test_a_two_row_header_joins_spanning_and_lower_headings():
    found = read(
        sheet(
            [
                ["序号", "事项名称", "权力类型", "实施依据", "责任清单", "", "追责", ""],
                ["", "", "", "", "责任事项", "依据", "对象", "情形"],
                ["1", "林木采伐许可", "行政许可", "甲法", "受理", "乙法", "承办人", "不作为"],
            ],
            ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1"),
        )
    )
    columns = {column.column: (column.heading, column.field) for column in found.sheets[0].columns}
    assert columns["E"] == ("责任清单/责任事项", "responsibility")
    assert columns["H"] == ("追责/情形", "accountability")
    assert found.sheets[0].header_row == 1
    assert [record.row for record in records(found)] == [3]


def test_a_wide_group_at_the_right_end_still_has_headings_below():
    """The last group reaches as far as it is merged, not only to its first column."""
    found = read(
        sheet(
            [
                ["序号", "事项名称", "权力类型", "运行情况", "", "", "", ""],
                ["", "", "", "决策岗位", "执行岗位", "监督岗位", "运行程序", "是否有自由裁量权"],
                ["1", "林木采伐许可", "行政许可", "局长", "科长", "组长", "受理—决定", "是"],
            ],
            ("A1:A2", "B1:B2", "C1:C2", "D1:H1"),
        )
    )
    assert headings_of(found)["D"] == "deciding_post"
    assert headings_of(found)["H"] == "has_discretion"
    assert [record.row for record in records(found)] == [3]


def test_a_spanning_heading_gives_meaning_to_short_lower_ones():
    found = read(
        sheet(
            [
                ["序号", "事项名称", "权力类型", "责任事项", "", "实施依据"],
                ["", "", "", "内容", "依据", ""],
                ["1", "林木采伐许可", "行政许可", "受理", "乙法", "甲法"],
            ],
            ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"),
        )
    )
    assert headings_of(found)["D"] == "responsibility"
    assert headings_of(found)["E"] == "responsibility_basis"
    assert headings_of(found)["F"] == "basis_text"


def test_a_group_row_over_all_headings_belongs_to_the_header():
    found = read(
        sheet(
            [
                ["某县权责清单"],
                ["权力清单", "", "", "", "责任清单", ""],
                ["序号", "事项名称", "权力类型", "实施依据", "责任事项", "追责情形"],
                ["1", "林木采伐许可", "行政许可", "甲法", "受理", "不作为"],
            ],
            ("A1:F1", "A2:D2", "E2:F2"),
        )
    )
    assert found.sheets[0].header_row == 2
    assert found.sheets[0].title == "某县权责清单"
    assert names(found) == ["林木采伐许可"]


def test_sub_headings_without_merged_ranges_are_heading_too():
    found = read(
        sheet(
            [
                ["序号", "事项名称", "权力类型", "实施依据", "责任事项", "", "备注"],
                ["", "", "", "", "内容", "依据", ""],
                ["1", "林木采伐许可", "行政许可", "甲法", "受理", "乙法", ""],
            ]
        )
    )
    assert headings_of(found)["F"] == "responsibility_basis"
    assert [record.row for record in records(found)] == [3]


def test_a_heading_over_two_columns_without_sub_headings_holds_both():
    rows = [
        ["序号", "事项名称", "权力类型", "实施层级及权限", "", "备注"],
        ["1", "林木采伐许可", "行政许可", "县市区级", "负责本县林木采伐", ""],
    ]
    for merges in (("D1:E1",), ()):
        found = read(sheet(rows, merges))
        assert records(found)[0].values["remit"] == "县市区级\n负责本县林木采伐"


def test_the_same_heading_twice_side_by_side_holds_both():
    found = read(
        sheet(
            [
                ["序号", "事项名称", "权力类型", "实施层级及权限", "实施层级及权限"],
                ["1", "林木采伐许可", "行政许可", "县市区级", "负责本县林木采伐"],
            ]
        )
    )
    assert records(found)[0].values["remit"] == "县市区级\n负责本县林木采伐"


def test_a_name_over_two_columns_gives_name_and_sub_item():
    found = read(
        sheet(
            [
                ["序号", "事项名称", "", "权力类型", "实施依据"],
                ["1", "企业资质审批", "甲级", "行政许可", "甲法"],
                ["", "", "乙级", "行政许可", "甲法"],
                ["2", "施工许可", "", "行政许可", "甲法"],
            ],
            ("B1:C1", "A2:A3", "B2:B3", "B4:C4"),
        )
    )
    assert [(r.values["name"], r.values.get("sub_item"), r.item) for r in records(found)] == [
        ("企业资质审批", "甲级", True),
        ("企业资质审批", "乙级", False),
        ("施工许可", None, True),
    ]


def test_a_hidden_copy_of_a_heading_gives_way_to_the_visible_one():
    """real-inventories.md 0.1"""
    found = read(
        sheet(
            [
                ["序号", "事项名称", "权力类型", "追责情形", "备注", "追责情形", "备注"],
                ["1", "林木采伐许可", "行政许可", "旧情形", "旧备注", "新情形", "新备注"],
            ],
            hidden_columns=(4, 5),
        )
    )
    assert headings_of(found)["D"] is None
    assert records(found)[0].values["accountability"] == "新情形"
    assert records(found)[0].values["note"] == "新备注"
    assert found.sheets[0].skipped_hidden_columns == 2
    assert any("隐藏列2列（D、E）" in note for note in found.notes)


def test_basis_after_responsibility_is_the_basis_of_the_responsibility():
    found = read(
        sheet(
            [
                ["序号", "事项名称", "权力类型", "依据", "责任事项", "依据"],
                ["1", "林木采伐许可", "行政许可", "甲法", "受理", "乙法"],
            ]
        )
    )
    assert records(found)[0].values["basis_text"] == "甲法"
    assert records(found)[0].values["responsibility_basis"] == "乙法"


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("序号|责任主体|职权内容|风险点|风险等级|防控措施|责任人",
         "sequence unit business name level measure owner"),
        ("序号|权力事项|风险点数量|表现形式|等级|防控措施|责任人",
         "sequence business point_count description level measure owner"),
        ("风险点|风险等级|主管领导|分管领导|防控方法", "name level leader leader measure"),
        ("序 号|岗位 类别|风险 名称|风险描述|防控措施|监测 指标",
         "sequence post name description measure indicator"),
        ("流程|关键环节|涉及对象|廉政风险点及等级|防控措施|责任主体",
         "business step post description measure owner"),
        ("序号|部门|重要环节|廉政风险点表现形式|风险点涉及的岗位|风险等级|防控要点及防控措施|直接责任人|部门责任人|责任领导",
         "sequence unit step description post level measure owner department_owner leader"),
        ("序号|单位/科室|风险 类别|风险点|廉政风险主要内容及表现形式|风险等级|防控措施|部门 负责人|责任 领导",
         "sequence unit category_written name description level measure department_owner leader"),
    ],
)  # fmt: skip
def test_every_published_risk_heading_row_is_read(headings, fields):
    """real-inventories.md 1.3"""
    row = headings.split("|")
    found = read(
        sheet(
            [row, [str(position + 1) for position in range(len(row))], [f"文字{p}" for p in range(len(row))]]
        )
    )
    assert (found.kind, found.unsure) == ("risks", [])
    got = [column.field or "-" for column in found.sheets[0].columns]
    assert got == fields.split()
    assert len(found.records) == 1


@pytest.mark.parametrize(
    "headings",
    [
        "序号|事项名称|子项名称|权力类型|实施依据|行使主体|承办机构|实施层级及权限||部门职责|责任事项内容|责任事项依据|追责对象范围|追责情形|备注",
        "序号|事项名称|子项名称|权力类型|行使主体|承办机构|实施依据|责任事项内容|责任事项依据|追责对象范围|追责情形|备注",
        "序号|项目|职权编码|权力类型|责任主体|实施依据|责任事项|追责情形|备注",
        "编号|职权名称|职权类别|法定依据|具体条款|实施机构|执法岗位|备注",
        "序号|权责事项名称|权责类型|设定依据|主体|责任科室|责任",
        "序号|部门名称|权力名称|子项|权力类别|权力依据|承办科室|实施对象|法定期限（天/日）|承诺期限（天/日）|收费（征收）依据和标准|公开类型|救助渠道|状态",
        "事项类型|事项|法律依据|实施主体|问责情形",
    ],
)
def test_power_heading_rows_of_many_makers_are_read(headings):
    row = headings.split("|")
    found = read(sheet([row, [f"文字{position}" for position in range(len(row))]]))
    assert (found.kind, found.unsure, found.problems) == ("powers", [], [])
    fields = [column.field for column in found.sheets[0].columns if column.heading]
    assert None not in fields
    assert len(fields) == len(set(fields))


def test_levels_ticked_under_a_spanning_heading_are_read_as_levels():
    found = read(
        sheet(
            [
                ["序号", "风险点", "表现形式", "风险等级", "", "", "防控措施"],
                ["", "", "", "高", "中", "低", ""],
                ["1", "选择性执法", "该罚不罚", "√", "", "", "集体研究"],
                ["2", "泄露底价", "透露标底", "", "", "√", "专人保管"],
            ],
            ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"),
        )
    )
    assert [record.values["level"] for record in records(found)] == ["高", "低"]
    assert tally.levels(found) == {"高": 1, "低": 1}


def test_an_unknown_heading_has_no_field_and_is_named_in_a_note():
    found = read(sheet([[*POWER_HEADINGS, "星象"], [*ONE_POWER, "金牛"]]))
    assert headings_of(found)["I"] is None
    assert any("I列“星象”不认识" in note for note in found.notes)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("序号|岗位|存在的廉政风险点|岗位风险等级|廉政风险防范措施|责任人姓名", "sequence post name level measure owner"),
        ("序号|行政职权名称|行政权力实施依据|权力行使主体|承办机构名称|备注", "sequence name basis_text exercising_body office note"),
        ("序号|权力事项|风险类别|主要风险点|风险点表现|防范措施", "sequence business category_written name - measure"),
    ],
)  # fmt: skip
def test_words_before_and_after_a_known_heading_change_nothing(headings, fields):
    row = headings.split("|")
    found = read(sheet([row, [f"文字{position}" for position in range(len(row))]]))
    got = [column.field or "-" for column in found.sheets[0].columns]
    assert [f for f in got if f != "description"] == [
        f for f in fields.split() if f != "-"
    ] or got == fields.split()


def test_a_column_of_categories_needs_no_heading():
    rows = [
        ["", "序号", "事项名称", "实施依据"],
        ["行政许可", "1", "采伐许可", "甲法"],
        ["", "2", "运输许可", "乙法"],
        ["行政处罚类", "1", "盗伐处罚", "丙法"],
    ]
    found = read(sheet(rows, ("A2:A3",)))
    assert [record.values["category"] for record in records(found)] == ["行政许可", "行政许可", "行政处罚类"]
    assert [record.values["sequence"] for record in records(found)] == ["1", "2", "1"]


def test_ticks_below_the_parts_of_a_spanning_heading_are_read_as_those_parts():
    rows = [
        ["序号", "事项名称", "权力类型", "实施层级", "", ""],
        ["", "", "", "市级", "县级", "乡级"],
        ["1", "采伐许可", "行政许可", "", "√", "√"],
    ]
    found = read(sheet(rows, ("A1:A2", "B1:B2", "C1:C2", "D1:F1")))
    assert records(found)[0].values["remit"] == "县级\n乡级"
