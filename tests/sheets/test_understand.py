"""Whole workbooks: which kind, which sheets, what is said about the rest."""

import pytest

from powerctl.sheets.kinds import WORKBOOK_KINDS
from powerctl.sheets.tables import tally
from tests.sheets.drawn import POWER_HEADINGS, RISK_HEADINGS, names, power, read, records, risk, sheet

CATEGORIES = ["行政许可", "行政处罚", "行政强制", "行政检查", "行政确认"]


def list_of(category, count, start=1):
    return [power(str(i + 1), f"{category}事项{start + i}", "", category) for i in range(count)]


def test_every_sheet_with_a_table_is_read():
    grids = [
        sheet([POWER_HEADINGS, *list_of(category, n + 1)], name=f"{category}（{n + 1}项）")
        for n, category in enumerate(CATEGORIES)
    ]
    found = read(*grids)
    assert [(each.sheet, len(each.records), each.category) for each in found.sheets] == [
        (f"{category}（{n + 1}项）", n + 1, category) for n, category in enumerate(CATEGORIES)
    ]
    assert found.notes == []


def test_empty_sheets_are_passed_over_and_others_named():
    found = read(
        sheet([POWER_HEADINGS, *list_of("行政许可", 2)], name="清单"),
        sheet([], name="Sheet2"),
        sheet([[" "]], name="Sheet3"),
        sheet([["云岭县权责清单"], ["二〇二五年三月"]], name="封面"),
    )
    assert len(found.sheets) == 1
    assert found.notes == ["工作表“封面”中没有认得出的表格，未读入。"]


def test_hidden_sheets_are_skipped_and_named():
    found = read(
        sheet([POWER_HEADINGS, *list_of("行政许可", 2)], name="清单"),
        sheet([POWER_HEADINGS, *list_of("行政处罚", 9)], name="旧清单", visible=False),
    )
    assert len(found.records) == 2
    assert found.notes == ["工作表“旧清单”是隐藏的工作表，未读入。"]


@pytest.mark.parametrize(
    "catalogue",
    [
        [["目录"], ["序号", "权力类别", "数量（项）"], ["1", "行政许可", "3"], ["", "合计", "3"]],
        [["序号", "事项名称", "权力类型"], *[[*row[:2], row[3]] for row in list_of("行政许可", 3)]],
        [
            ["序号", "类别", "项目"],
            *[[str(i + 1), "行政许可", row[1]] for i, row in enumerate(list_of("行政许可", 3))],
        ],
        [["类别", "行政许可", "行政处罚", "合计"], ["数量", "3", "0", "3"]],
    ],
)
def test_a_catalogue_of_the_other_sheets_is_no_second_list(catalogue):
    found = read(
        sheet(catalogue, name="目录"), sheet([POWER_HEADINGS, *list_of("行政许可", 3)], name="行政许可")
    )
    assert (found.kind, found.unsure) == ("powers", [])
    assert len(found.records) == 3
    assert any("“目录”" in note for note in found.notes)


def test_a_list_of_names_alone_is_a_list_where_no_other_is():
    found = read(
        sheet([["序号", "事项名称", "权力类型"], *[[*row[:2], row[3]] for row in list_of("行政许可", 3)]])
    )
    assert len(found.records) == 3


@pytest.mark.parametrize(
    "rows",
    [
        [["2021年民生实事满意度测评表"], ["序号", "项目 名称", "测评等次", "", ""], ["", "", "满意", "基本满意", "不满意"], ["1", "修路", "28", "1", ""]],
        [["某局权责清单"]],
        [["通知"], ["各股室："], ["请于三月底前报送清单。"]],
        [["序号", "民生实事", "牵头单位", "进展"], ["1", "修编规划", "自然资源局", "年内完成"]],
        [["序号", "事项名称", "承办单位", "完成时限"], ["1", "修编规划", "自然资源局", "12月"]],
        [["会议名称", "会议时间", "地点", "姓名", "单位", "签到时间"], ["党组会", "3月", "三楼", "某某", "甲局", "9:00"]],
        [["姓名", "性别", "出生年月", "参加工作时间"], ["某某", "男", "1975.3", "1998.7"]],
        [["序号", "姓名", "性别", "民族", "联系电话", "备注"], ["1", "某某", "男", "汉", "0000", ""]],
        [["序号", "项目", "类别", "金额", "备注"], ["1", "办公用品", "采购", "300", ""]],
        [["序号", "存在问题", "表现形式", "整改措施", "责任人", "完成时限"], ["1", "文山会海", "会议多", "减会", "某某", "年底"]],
        [["权力类别", "数量"], ["行政许可", "11"], ["行政处罚", "122"], ["合计", "133"]],
        [],
    ],
)  # fmt: skip
def test_a_workbook_of_no_known_kind_has_one_problem_that_lists_the_kinds(rows):
    """issue 2; evaluation tables come later and must never be read as garbage"""
    found = read(sheet(rows))
    assert (found.kind, found.sheets, found.unsure) == (None, [], [])
    assert len(found.problems) == 1
    for name, title in WORKBOOK_KINDS.items():
        assert name in found.problems[0].message
        assert title in found.problems[0].message


def test_headings_of_two_kinds_in_one_table_are_asked_about():
    headings = ["序号", "权力事项", "权力类型", "实施依据", "风险点", "风险等级", "防控措施"]
    found = read(sheet([headings, ["1", "采伐许可", "行政许可", "甲法", "违规受理", "高", "公开"]]))
    assert set(found.unsure) == {"powers", "risks"}
    given = read(
        sheet([headings, ["1", "采伐许可", "行政许可", "甲法", "违规受理", "高", "公开"]]), kind="risks"
    )
    assert (given.kind, given.unsure, names(given)) == ("risks", [], ["违规受理"])


def test_a_workbook_with_lists_of_two_kinds_is_asked_about():
    powers = sheet([POWER_HEADINGS, *list_of("行政许可", 3)], name="权责清单")
    risks = sheet([RISK_HEADINGS, risk("1", "违规受理"), risk("2", "超时办结")], name="风险点")
    assert set(read(powers, risks).unsure) == {"powers", "risks"}
    found = read(powers, risks, kind="risks")
    assert [each.sheet for each in found.sheets] == ["风险点"]
    assert any("“权责清单”" in note and "未读入" in note for note in found.notes)


def test_with_the_kind_given_each_missing_heading_is_a_problem():
    found = read(
        sheet([["序号", "事项名", "种类", "来源"], ["1", "采伐许可", "许可", "甲法"]]), kind="powers"
    )
    assert found.kind == "powers"
    assert [problem.wanted for problem in found.problems] == ["权力类别", "事项名称", "实施依据"]
    message = found.problems[1].message
    assert "第1行" in message
    assert "序号、事项名、种类、来源" in message
    assert "最接近的是：事项名" in message


def test_the_organization_workbook_has_four_kinds_of_sheet():
    found = read(
        sheet([["单位代码", "单位名称", "单位类型", "上级单位", "起日"], ["XF", "西丰县", "县区", "", ""], ["LY", "西丰县林业局", "政府部门", "XF", "2019-03-01"]], name="单位"),
        sheet([["单位", "姓名", "人员编号"], ["LY", "甲某", ""], ["LY", "乙某", ""]], name="人员"),
        sheet([["单位", "职务名称", "是否“一把手”", "姓名", "任职日期"], ["LY", "局长", "是", "甲某", "2020年3月1日"], ["", "副局长", "否", "乙某", ""], ["", "", "否", "丙某", ""]], ("A2:A4", "B3:B4"), name="职务"),
        sheet([["单位", "姓名", "分管领域", "是否直接分管", "起日"], ["LY", "乙某", "财务", "是", "2020-03-01"], ["", "", "行政审批", "否", ""]], ("A2:A3", "B2:B3"), name="分工"),
    )  # fmt: skip
    assert (found.kind, found.unsure, found.problems) == ("organization", [], [])
    assert [(each.kind, len(each.records)) for each in found.sheets] == [
        ("units", 2),
        ("people", 2),
        ("posts", 3),
        ("duties", 2),
    ]
    posts = [record.values for record in found.sheets[2].records]
    assert [(post["title"], post["person"], post["unit"]) for post in posts] == [
        ("局长", "甲某", "LY"),
        ("副局长", "乙某", "LY"),
        ("副局长", "丙某", "LY"),
    ]
    assert [record.values["person"] for record in found.sheets[3].records] == ["乙某", "乙某"]


def test_unknown_words_in_the_organization_workbook_are_problems_all_at_once():
    found = read(
        sheet(
            [
                ["单位代码", "单位名称", "单位类型", "起日"],
                ["LY", "林业局", "衙门", "去年"],
                ["SW", "", "政府部门", ""],
            ],
            name="单位",
        )
    )
    assert [(problem.cell, problem.found) for problem in found.problems] == [
        ("B3", ""),
        ("C2", "衙门"),
        ("D2", "去年"),
    ]
    assert "政府部门" in found.problems[1].wanted


def test_words_of_a_published_list_are_never_problems():
    rows = [
        ["序号", "风险点", "表现形式", "风险来源", "风险等级", "防控措施"],
        ["1", "甲", "乙", "思想道德", "四级", "丙"],
    ]
    found = read(sheet(rows))
    assert found.problems == []
    assert any("思想道德" in note for note in found.notes)
    assert records(found)[0].values["source"] == "思想道德"


def test_a_title_that_declares_another_count_is_noted_with_both_figures():
    found = read(sheet([["云岭县林业局权责清单（共5项）"], POWER_HEADINGS, *list_of("行政许可", 3)]))
    assert [note for note in found.notes if "5项" in note and "3项" in note]
    assert found.problems == []
    assert list(read(sheet([["权责清单（3项）"], POWER_HEADINGS, *list_of("行政许可", 3)])).notes) == []


def test_cells_beside_the_table_are_noted_and_not_read():
    rows = [
        [*POWER_HEADINGS, "", ""],
        [*power("1", "甲处罚"), "", "行政许可"],
        [*power("2", "乙处罚"), "", "行政处罚"],
    ]
    found = read(sheet(rows))
    assert len(found.records) == 2
    assert [note for note in found.notes if "J列没有表头" in note]


def test_a_template_s_example_row_is_no_record():
    found = read(sheet([POWER_HEADINGS, power("示例", "对某行为的处罚"), power("1", "甲处罚")]))
    assert names(found) == ["甲处罚"]


def test_a_header_without_rows_is_told():
    found = read(sheet([["权责清单"], POWER_HEADINGS]))
    assert (found.kind, len(found.sheets), found.records) == ("powers", 1, [])
    assert any("没有记录" in note for note in found.notes)


def test_an_empty_workbook_counts_to_nothing():
    found = read()
    assert (tally.by_category(found), tally.levels(found), tally.points(found)) == ({}, {}, 0)
    assert tally.first_and_last_name(found) == ("", "")


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("云岭县林业局权责清单", ["序号", "事项名称", "行使主体", "承办机构", "备注"]),
        ("", ["序号", "权力名称", "行使主体", "承办机构", "备注"]),
        ("青石村小微权力清单", ["序号", "事项", "责任主体", "运行流程"]),
    ],
)
def test_a_list_that_its_title_calls_a_power_list_is_one(title, headings):
    found = read(
        sheet(
            [
                [title],
                headings,
                ["1", "采伐许可", "林业局", "审批股", ""],
                ["2", "运输许可", "林业局", "审批股", ""],
            ]
        )
    )
    assert (found.kind, found.unsure, names(found)) == ("powers", [], ["采伐许可", "运输许可"])


def test_sheets_named_after_units_give_their_units():
    grids = [sheet([POWER_HEADINGS, *list_of("行政许可", 2)], name=name) for name in ("林业局", "水务局")]
    assert [each.unit_name for each in read(*grids).sheets] == ["林业局", "水务局"]
    assert [each.unit_name for each in read(grids[0]).sheets] == [""]


def test_with_the_kind_given_a_table_with_its_required_headings_is_read_whatever_else_stands_there():
    headings = ["实施依据", "事项名称", "权力类别", *[f"栏{n}" for n in range(9)]]
    row = ["甲法", "采伐许可", "行政许可", *["x"] * 9]
    assert read(sheet([headings, row])).kind is None
    found = read(sheet([headings, row]), kind="powers")
    assert (found.problems, names(found)) == ([], ["采伐许可"])


def test_a_sheet_name_that_declares_another_count_is_noted_with_both_figures():
    """real-inventories.md 0.6"""
    grids = [
        sheet([POWER_HEADINGS, *list_of("行政许可", 2)], name=name)
        for name in ("行政许可（3项）", "许可（ 2 项）")
    ]
    assert read(*grids).notes == ["工作表名“行政许可（3项）”写明3项，实际读到2项。"]


@pytest.mark.parametrize(
    ("headings", "kind", "missing"),
    [
        (["序号", "权力类别", "行使主体", "设定依据", "责任事项"], "powers", "事项名称"),
        (["序号", "岗位", "风险等级", "防控措施", "责任人"], "risks", "风险点"),
    ],
)
def test_where_only_the_column_of_names_is_missing_the_one_problem_says_so(headings, kind, missing):
    title = WORKBOOK_KINDS[kind]
    found = read(sheet([[f"云岭县财政局{title}"], headings, [f"某{each}" for each in headings]], name="表一"))
    assert (found.kind, found.unsure, found.records) == (None, [], [])
    (problem,) = found.problems
    assert f"工作表“表一”第2行像是“{title}”的表头，但没有找到“{missing}”列" in problem.message
    assert f"--as {kind}" in problem.message
    assert all(name in problem.wanted for name in WORKBOOK_KINDS)


@pytest.mark.parametrize(
    "headings",
    [
        ["姓名", "电话", "地址"],
        ["序号", "危险源", "风险等级", "管控措施", "责任人"],
        ["序号", "收费单位", "收费标准", "收费依据", "备注"],
    ],
)
def test_a_table_of_another_trade_is_not_said_to_lack_a_column(headings):
    (problem,) = read(sheet([headings, [f"某{each}" for each in headings]])).problems
    assert "没有找到" not in problem.message
