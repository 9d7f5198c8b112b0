"""Registers of exercises as units really keep them: service halls, enforcement teams, published decisions."""

import pytest

from tests.sheets.drawn import read, sheet

# Headings of registers → the fields that they must be read as ("" for a column that is not taken in).
REGISTERS = {
    "政务服务办件登记表": (
        "序号|办件编号|事项名称|申请人|受理时间|办结时间|承办科室|经办人|办理结果|备注",
        "sequence|number|power_written|subject_written||exercised_on|actor_post_written|actor_written|result|note",
    ),
    "行政处罚案件登记台账": (
        "序号|案号|案由|当事人|立案日期|承办人|违法事实|处罚依据|处罚内容|结案日期",
        "sequence|number|power_written|subject_written||actor_written|situation|basis_text|result|exercised_on",
    ),
    "行政处罚结果公示": (
        "序号|行政相对人名称|行政处罚决定书文号|违法行为类型|违法事实|处罚依据|处罚内容|处罚决定日期|处罚机关|统一社会信用代码",
        "sequence|subject_written|number|situation|situation|basis_text|result|exercised_on|unit|",
    ),
    "行政许可结果公示": (
        "序号|行政相对人名称|行政许可决定文书号|许可事项|许可内容|许可决定日期|有效期至|许可机关",
        "sequence|subject_written|number|power_written|situation|exercised_on||unit",
    ),
    "行政检查记录表": (
        "序号|检查日期|检查对象|检查事项|执法人员|检查情况|检查结果|处理情况",
        "sequence|exercised_on|subject_written|power_written|actor_written|situation|result|result",
    ),
    "用权记录": (
        "编号|权力事项|办理日期|经办人|承办岗位|办理对象|办理情况|办理依据|办理过程|办理结果|录入人|录入日期",
        "number|power_written|exercised_on|actor_written|actor_post_written|subject_written|situation|basis_text"
        "|process|result|recorder_written|recorded_on",
    ),
    "行政权力运行登记表": (
        "序号|权力名称|申请日期|相对人|依据|过程|结果|登记人",
        "sequence|power_written|exercised_on|subject_written|basis_text|process|result|recorder_written",
    ),
}
OTHERS = {
    "信访事项办理登记表": "序号|信访件编号|受理时间|信访人|办理部门|承办人|办理结果",
    "会议议定事项督办表": "序号|事项|承办单位|承办人|办理时限|办理情况",
    "公文办理登记": "序号|收文日期|文号|来文单位|文件标题|承办人|办理结果",
    "费用报销登记": "序号|日期|事由|经办人|金额|审批人",
    "维修登记表": "序号|日期|维修内容|经办人|处理结果",
}


def _row(fields: list[str], number: int) -> list[str]:
    texts = {"sequence": str(number), "exercised_on": f"2026-01-0{number}", "recorded_on": "2026-01-09"}
    return [texts.get(field, f"{field or '别的'}{number}") for field in fields]


@pytest.mark.parametrize("title", REGISTERS)
def test_a_register_is_read_in_its_own_words(title: str) -> None:
    """R-FS-05"""
    headings, wanted = (line.split("|") for line in REGISTERS[title])
    rows = [_row(wanted, number) for number in (1, 2, 3)]
    if "" in wanted and "时间" in headings[wanted.index("")]:
        for row in rows:
            row[wanted.index("")] = "2025-12-30"
    found = read(sheet([[f"某县某局{title}"], headings, *rows]))
    assert (found.kind, found.problems, len(found.records)) == ("exercises", [], 3)
    fields = [column.field or "" for column in found.sheets[0].columns]
    assert fields == wanted
    assert found.records[1][1].values["exercised_on"] == "2026-01-02"


@pytest.mark.parametrize("title", OTHERS)
def test_a_register_of_something_else_is_left_alone(title: str) -> None:
    headings = OTHERS[title].split("|")
    rows = [[str(n), *(f"{heading}{n}" for heading in headings[1:])] for n in (1, 2, 3)]
    assert read(sheet([[title], headings, *rows])).kind != "exercises"


def test_cases_under_one_merged_power_are_records_of_their_own() -> None:
    headings = ["权力事项", "案号", "办理日期", "当事人", "办理结果"]
    rows = [["会计监督", "1号案", "2026-01-05", "甲", "警告"], ["", "2号案", "2026-01-06", "乙", "罚款"]]
    found = read(sheet([headings, *rows], ("A2:A3",)))
    assert [record.values["power_written"] for _, record in found.records] == ["会计监督", "会计监督"]
    assert [record.values["number"] for _, record in found.records] == ["1号案", "2号案"]


def test_a_day_that_cannot_be_read_is_a_problem_with_its_cell() -> None:
    headings = ["办件编号", "权力事项", "办理日期", "办理结果"]
    found = read(sheet([headings, ["1号案", "会计监督", "上周", "警告"]]))
    assert [problem.cell for problem in found.problems] == ["C2"]


def test_a_line_without_a_power_is_known_by_its_number() -> None:
    headings = ["办件编号", "权力事项", "办理日期", "办理结果"]
    found = read(sheet([headings, ["1号案", "", "2026-01-05", "警告"], ["", "", "2026-01-05", "警告"]]))
    assert [problem.cell for problem in found.problems] == ["B3"]


@pytest.mark.parametrize(
    ("title", "headings", "kind"),
    [
        ("行政执法委托情况表", "序号|委托事项|受委托单位|委托日期|截止日期|委托书文号", "delegations"),
        ("授权清单", "权力事项|被授权人|生效日期", "delegations"),
        ("主要领导三个确定一览表", "序号|单位|职务|权力范围|权力责任|用权规则|文号|施行日期", "scopes"),
    ],
)
def test_delegations_and_leaders_scopes_are_told_by_their_headings(
    title: str, headings: str, kind: str
) -> None:
    words = headings.split("|")
    row = ["2026-01-05" if "日期" in word else f"{word}一" for word in words]
    found = read(sheet([[title], words, row]))
    assert (found.kind, found.problems, len(found.records)) == (kind, [], 1)
    assert all(column.field for column in found.sheets[0].columns)
