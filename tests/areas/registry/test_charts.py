"""Flow charts: taken in as a whole, checked with cells, changed step by step (R-HY-02)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from powerctl.areas.registry.charts.charts import add_chart, charts_of_power, edit_chart, retire_chart
from powerctl.areas.registry.charts.graph import Edge, Step, faults_of, read_targets
from powerctl.areas.registry.charts.steps import (
    add_step,
    chart_faults,
    connect,
    disconnect,
    edges_of,
    edit_step,
    find_step,
    remove_step,
    steps_of,
)
from powerctl.areas.registry.charts.words import days_of, level_and_risk
from powerctl.areas.risk.points import add_point, edit_point
from powerctl.errors import Refused
from powerctl.model import FlowChart, FlowStep, Post, Power, RiskPoint, Unit
from powerctl.terms import StepKind
from tests.areas.workbooks import a_sheet, a_workbook, counts, planned, powers, risks, take_in, told

BUREAU = "青禾县财政局"
CHART = {
    "unit": BUREAU,
    "name": "资金拨付流程图",
    "kind": "权力事项",
    "power": "资金拨付",
    "conditions": "收到申请",
}
STEPS = [
    {"chart": CHART["name"], "code": "1", "kind": "开始", "title": "申请", "next": "2"},
    {"chart": "", "code": "2", "kind": "步骤", "title": "审核", "post_written": "科长", "time_limit": "3个工作日",
     "stage": "决策", "is_supervised": "是", "next": "3", "back": "1（材料不全）"},
    {"chart": "", "code": "3", "kind": "判断", "title": "是否超额", "next": "4（未超）；5（超过）"},
    {"chart": "", "code": "4", "kind": "步骤", "title": "拨付", "next": "5"},
    {"chart": "", "code": "5", "kind": "结束", "title": "公开", "is_disclosed": "是"},
]  # fmt: skip


def charts(steps, chart=CHART):
    return a_workbook("charts", a_sheet("charts", [chart], "流程图"), a_sheet("steps", steps, "环节"))


def changed(row, **cells):
    return [{**step, **cells} if number == row else step for number, step in enumerate(STEPS)]


@pytest.fixture
def bureau(session):
    unit = Unit(code="CZJ", name=BUREAU)
    session.add(unit)
    session.flush()
    session.add(Post(unit_id=unit.id, title="科长"))
    session.flush()
    return unit


def test_a_chart_comes_in_with_its_steps_and_lines(session, bureau) -> None:
    """R-HY-02"""
    plan = take_in(session, charts(STEPS))
    assert (plan.problems, counts(plan)) == ([], (6, 6, 0, 0, 0))
    (chart,) = session.exec(select(FlowChart)).all()
    assert (chart.name, chart.conditions, chart.power_written) == (CHART["name"], "收到申请", "资金拨付")
    steps = steps_of(session, chart)
    assert [(step.code, step.kind.value, step.title) for step in steps][2] == ("3", "判断", "是否超额")
    assert steps[1].post_id is not None and steps[1].time_limit_days == 3
    assert steps[1].is_supervised is True and steps[0].is_supervised is None
    titles = {step.id: step.title for step in steps}
    lines = [
        (titles[e.from_step_id], titles[e.to_step_id], e.label, e.is_return) for e in edges_of(session, chart)
    ]
    assert lines == [
        ("申请", "审核", "", False),
        ("审核", "是否超额", "", False),
        ("审核", "申请", "材料不全", True),
        ("是否超额", "拨付", "未超", False),
        ("是否超额", "公开", "超过", False),
        ("拨付", "公开", "", False),
    ]
    assert chart_faults(session, chart) == []


def test_the_same_workbook_again_changes_nothing(session, bureau) -> None:
    take_in(session, charts(STEPS))
    plan = take_in(session, charts(STEPS))
    assert plan.writes_nothing and counts(plan) == (6, 0, 0, 6, 0)


def test_a_changed_line_is_a_change_of_the_step_it_leaves(session, bureau) -> None:
    take_in(session, charts(STEPS))
    plan = take_in(session, charts(changed(2, next="4（未超）；5（超过限额）")))
    assert counts(plan) == (6, 0, 1, 5, 0)
    (chart,) = session.exec(select(FlowChart)).all()
    assert [edge.label for edge in edges_of(session, chart)] == ["", "", "材料不全", "未超", "超过限额", ""]


def test_a_step_that_the_sheet_drops_goes_and_risk_points_let_go_of_it(session, bureau) -> None:
    take_in(session, charts(STEPS))
    point = add_point(session, "CZJ", "挪用", step="拨付")
    session.refresh(point)
    assert point.step_id is not None
    fewer = [changed(2, kind="步骤", next="5")[n] for n in (0, 1, 2, 4)]
    plan = take_in(session, charts(fewer))
    assert plan.problems == [] and told(plan, "1 个环节不在本表内")
    assert [step.code for step in session.exec(select(FlowStep)).all()] == ["1", "2", "3", "5"]
    session.refresh(point)
    assert point.step_id is None


@pytest.mark.parametrize(
    ("row", "cells", "field", "words"),
    [
        (1, {"kind": "开始"}, "kind", "只能有一个“开始”"),
        (4, {"kind": "步骤", "next": "1"}, "next", "形成循环"),
        (2, {"next": "4（未超）；9（超过）"}, "next", "没有编号为“9”的环节"),
        (2, {"next": "5（未超）；5（超过）"}, "code", "走不到“拨付”"),
        (3, {"code": "2"}, "code", "环节编号“2”与第3行重复"),
        (1, {"back": "4"}, "back", "不在它前面"),
        (3, {"next": ""}, "next", "没有下一步"),
        (4, {"next": "1"}, "next", "不能再有下一步"),
        (2, {"next": "4"}, "next", "应有两个以上去向"),
        (1, {"kind": "菱形"}, "kind", "不认识“菱形”"),
        (1, {"next": "3；3"}, "next", "写了两次"),
        (3, {"next": "4"}, "next", "连到了自己"),
    ],
)
def test_a_chart_that_cannot_be_followed_is_a_problem_with_its_cell(
    session, bureau, row, cells, field, words
) -> None:
    """R-HY-02: a cycle without a return, two beginnings, a step nobody reaches, an unknown number."""
    plan = planned(session, charts(changed(row, **cells)))
    said = [problem for problem in plan.problems if words in problem.message]
    assert said, [problem.message for problem in plan.problems]
    columns = list(dict.fromkeys(key for step in STEPS for key in step))
    assert {problem.cell[0] for problem in said} == {"ABCDEFGHIJKLMN"[columns.index(field)]}
    # one wrong step keeps the whole chart out
    assert counts(plan) == (6, 0, 0, 0, 6)
    assert not any(write.table.name == "flow_step" for write in plan.writes)


def test_a_step_of_a_chart_that_nobody_knows_is_a_problem(session, bureau) -> None:
    plan = planned(session, charts([{**STEPS[0], "chart": "别的图"}]))
    assert "都没有“别的图”" in plan.problems[0].message


def test_the_power_of_a_chart_is_found_in_either_order(session) -> None:
    power = {"unit": BUREAU, "name": "资金拨付", "category": "其他"}
    take_in(session, charts(STEPS), unit=BUREAU)
    take_in(session, powers(power))
    (chart,) = session.exec(select(FlowChart)).all()
    session.refresh(chart)
    assert chart.power_id == session.exec(select(Power.id)).one()
    assert take_in(session, charts(STEPS)).writes_nothing


@pytest.mark.parametrize("risks_first", [True, False])
def test_the_step_of_a_risk_point_is_found_in_either_order(session, bureau, risks_first) -> None:
    """RSK011"""
    books = [
        charts(STEPS),
        risks({"name": "挪用", "step": "拨 付"}, {"name": "压票", "step": "出票"}, unit_name=BUREAU),
    ]
    for book in reversed(books) if risks_first else books:
        take_in(session, book)
    points = {p.name: p.step_id for p in session.exec(select(RiskPoint)).all()}
    (paying,) = session.exec(select(FlowStep.id).where(FlowStep.title == "拨付")).all()
    assert points == {"挪用": paying, "压票": None}


def test_a_points_own_power_decides_between_steps_of_one_name(session, bureau) -> None:
    take_in(session, powers({"unit": BUREAU, "name": "资金拨付", "category": "其他"}))
    take_in(session, charts(STEPS))
    other = {**CHART, "name": "采购流程图", "power": ""}
    take_in(session, charts([{**step, "chart": other["name"]} for step in STEPS], other))
    point = add_point(session, "CZJ", "挪用", step="拨付")
    session.refresh(point)
    assert point.step_id is None
    edit_point(session, point, {"power": "资金拨付"})
    session.refresh(point)
    (own,) = session.exec(select(FlowChart).where(FlowChart.name == CHART["name"])).all()
    assert session.get(FlowStep, point.step_id).chart_id == own.id


def test_a_chart_is_built_and_changed_by_command(session, bureau) -> None:
    chart = add_chart(session, "CZJ", "公章使用", kind="权力事项")
    for code, kind in (("1", "开始"), ("2", "步骤"), ("3", "结束")):
        add_step(session, chart, code, f"环节{code}", kind=kind, time_limit="2个工作日")
    one, two, three = (find_step(session, chart, code) for code in "123")
    connect(session, chart, one, two, label="", is_return=False)
    assert [fault.message for fault in chart_faults(session, chart)] == [
        "“环节2”没有下一步；流程到此为止的，环节类型写“结束”",
        "从“开始”环节走不到“环节3”，没有环节的下一步写到它",
    ]
    connect(session, chart, two, three, label="同意", is_return=False)
    connect(session, chart, two, one, label="", is_return=True)
    assert chart_faults(session, chart) == []
    with pytest.raises(Refused, match="已有条件相同的连线"):
        connect(session, chart, two, three, label="同意", is_return=False)
    with pytest.raises(Refused, match="已有编号为“2”的环节"):
        add_step(session, chart, "2", "又一个", kind="步骤")
    changes = edit_step(session, chart, two, {"title": "盖章", "post_written": "科长", "time_limit": "即办"})
    assert next((change.before, change.after) for change in changes) == ("环节2", "盖章")
    assert two.post_id is not None and two.time_limit_days is None
    assert disconnect(session, chart, two, one, None) == 1
    assert remove_step(session, two) == "盖章"
    assert edges_of(session, chart) == []
    with pytest.raises(Refused, match="没有编号为“2”的环节；有：1 环节1"):
        find_step(session, chart, "2")


def test_a_chart_is_renamed_and_retired(session, bureau) -> None:
    add_chart(session, "CZJ", "甲图")
    chart = add_chart(session, "CZJ", "乙图", valid_from="2026-01-01")
    with pytest.raises(Refused, match="已有流程图“甲图”"):
        edit_chart(session, chart, {"name": "甲图"})
    retire_chart(session, chart, on=date(2026, 3, 1), reason="机构改革")
    assert chart.valid_to == date(2026, 3, 1) and "机构改革" in (chart.note or "")
    with pytest.raises(Refused, match="已于 2026-03-01 停用"):
        retire_chart(session, chart, on=date(2026, 4, 1), reason="再停")


def test_a_power_has_its_own_chart_or_that_of_its_category(session, bureau) -> None:
    """R-HY-02"""
    take_in(session, powers({"unit": BUREAU, "name": "资金拨付", "category": "其他"}))
    power = session.exec(select(Power)).one()
    day = date(2026, 3, 2)
    assert charts_of_power(session, power, day)[0] == []
    shared = add_chart(session, "CZJ", "其他类", category="其他")
    assert charts_of_power(session, power, day) == ([shared], False)
    own = add_chart(session, "CZJ", "拨付图", power="资金拨付", valid_to="2026-03-02")
    assert charts_of_power(session, power, day) == ([own], True)
    assert charts_of_power(session, power, date(2026, 3, 3)) == ([shared], False)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4（未超）；5（超过）", [("4", "未超"), ("5", "超过")]),
        ("未超：4；超过→5", [("4", "未超"), ("5", "超过")]),
        ("4、5", [("4", ""), ("5", "")]),
        ("4 (a，b)\n５", [("4", "a，b"), ("5", "")]),
        ("办结", [("办结", "")]),
        ("", []),
    ],
)
def test_where_a_step_leads_is_read_as_clerks_write_it(text, read) -> None:
    assert read_targets(text, ["4", "5"]) == read


@given(st.lists(st.tuples(st.sampled_from("1234"), st.text("是否同意，a ", max_size=6)), max_size=5))
@settings(deadline=None, max_examples=50)
def test_where_a_step_leads_is_read_back_as_it_is_written(targets) -> None:
    targets = [(code, " ".join(label.split())) for code, label in targets]
    written = "；".join(f"{code}（{label}）" if label else code for code, label in targets)
    assert read_targets(written, "1234") == targets


@pytest.mark.parametrize(
    ("text", "days"), [("3个工作日", 3), ("10 工作日内", 10), ("5日", None), ("即办", None), (None, None)]
)
def test_only_working_days_are_counted(text, days) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("高：拆分资金", ("高", "拆分资金")),
        ("较高风险，泄密", ("较高", "泄密")),
        ("中", ("中", "")),
        ("高价采购", ("", "高价采购")),
        (None, ("", "")),
    ],
)
def test_a_level_is_read_only_where_it_stands_alone(text, read) -> None:
    assert level_and_risk(text) == read


@given(
    st.integers(1, 7), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=12)
)
@settings(deadline=None, max_examples=150)
def test_a_chart_without_faults_has_no_forward_cycle_and_reaches_every_step(count, pairs) -> None:
    """Whatever the lines: what the check lets pass can be drawn and followed."""
    kinds = [StepKind.START, *[StepKind.STEP] * (count - 1)]
    leaving = {a for a, _, is_return in pairs if not is_return}
    kinds = [StepKind.END if n and n not in leaving else kind for n, kind in enumerate(kinds)]
    steps = [Step(str(n), kind, f"环节{n}") for n, kind in enumerate(kinds)]
    edges = list(dict.fromkeys(Edge(str(a), str(b), "", r) for a, b, r in pairs if a < count and b < count))
    if faults_of(steps, edges):
        return
    after = {
        step.code: {e.target for e in edges if e.source == step.code and not e.is_return} for step in steps
    }
    seen, layer = set(), {"0"}
    for _ in range(count):
        seen |= layer
        layer = {target for code in layer for target in after[code]}
    assert layer == set() and seen == {step.code for step in steps}
