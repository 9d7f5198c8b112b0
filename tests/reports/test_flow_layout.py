"""A flow chart can be read only one way: random graphs in both forms (R-HY-02)."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.reports.registry.flow_check import faults_of
from powerctl.reports.registry.flow_layout import lay_out
from powerctl.reports.registry.flow_places import Edge, Line
from powerctl.reports.registry.flow_shapes import INK, NO_LEVEL, StepText, shape_of
from powerctl.reports.registry.flow_svg import flow_figure, lanes_of
from powerctl.reports.registry.flow_text import width_of, wrapped
from powerctl.terms import ChartForm, StepKind

FORMS = (ChartForm.SPINE, ChartForm.LANES)
WORDS = st.text("审核受理决定、（）《》，。AB1 \n", min_size=1, max_size=40).filter(lambda text: text.strip())


@st.composite
def graphs(draw):
    """Steps with posts and words, forward edges from lower to higher rank, returns anywhere."""
    count = draw(st.integers(1, 11))
    order = draw(st.permutations(range(count)))
    steps = [
        StepText(
            str(n),
            draw(st.sampled_from(StepKind)),
            draw(WORDS),
            draw(st.sampled_from(("局长", "分管副局长", "经办科室"))),
            draw(st.sampled_from(("", "3个工作日"))),
            draw(st.sampled_from(("", "高", "较高", "中", "低"))),
            draw(st.sampled_from(("", "超越权限审批，优亲厚友", "泄密"))),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for n in range(count)
    ]
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2 * count)) if pairs else []
    edges = []
    for a, b in chosen:
        label = draw(st.sampled_from(("", "同意", "不同意，说明理由", "超过法定限额的公开招标项目")))
        is_return = draw(st.booleans()) or order[a] > order[b]
        edge = Edge(str(a), str(b), label, is_return)
        if edge not in edges:
            edges.append(edge)
    return steps, edges


def drawn(steps, edges, form):
    return lay_out([shape_of(step, form) for step in steps], edges, form, {s.key: s.post for s in steps})


@settings(deadline=None, max_examples=250)
@given(graphs(), st.sampled_from(FORMS))
def test_no_line_passes_a_foreign_box_and_every_edge_is_drawn(graph, form) -> None:
    steps, edges = graph
    assert faults_of(drawn(steps, edges, form), edges) == []


STEPS = [
    StepText("1", StepKind.START, "提出申请", "经办科室"),
    StepText("2", StepKind.ASK, "是否超过限额", "经办科室"),
    StepText("3", StepKind.STEP, "分管领导审批", "分管副局长", "2个工作日", "高", "越权审批"),
    StepText("4", StepKind.STEP, "集体研究", "局党组", "", "中", "", False, True),
    StepText("5", StepKind.END, "公开结果", "经办科室", "", "", "", True),
]
EDGES = [
    Edge("1", "2"),
    Edge("2", "3", "未超过"),
    Edge("2", "4", "超过"),
    Edge("3", "5"),
    Edge("4", "5"),
    Edge("3", "1", "材料不全", True),
]


@pytest.mark.parametrize("form", FORMS)
def test_the_check_sees_a_line_behind_a_box(form) -> None:
    """R-HY-02: such a line would say that one step leads to another where it does not."""
    picture = drawn(STEPS, EDGES, form)
    (box,) = (box for box in picture.boxes if box.shape.key == "4")
    across = Line(Edge("1", "2"), ((box.x, box.y - 3), (box.x, box.y + 30)))
    faults = faults_of(replace(picture, lines=(*picture.lines, across)), [*EDGES, Edge("1", "2")])
    assert "连线 1→2 穿过环节 4" in faults


def test_the_check_sees_what_is_missing_and_what_lies_on_top_of_another() -> None:
    picture = drawn(STEPS, EDGES, ChartForm.SPINE)
    assert faults_of(replace(picture, lines=picture.lines[1:]), EDGES) == ["有连线没有画出"]
    moved = tuple(replace(box, y=picture.boxes[0].y) for box in picture.boxes[:2])
    faults = faults_of(replace(picture, boxes=(*moved, *picture.boxes[2:])), EDGES)
    assert "环节 1 和 2 重叠" in faults
    narrow = tuple(replace(box, shape=replace(box.shape, width=8.0)) for box in picture.boxes)
    assert "环节 3 的文字超出框" in faults_of(replace(picture, boxes=narrow), EDGES)


def test_two_lines_read_as_one_are_seen() -> None:
    picture = drawn(STEPS, EDGES, ChartForm.LANES)
    one = Line(Edge("1", "2"), ((5.0, 20.0), (5.0, 60.0)))
    other = Line(Edge("4", "5"), ((5.0, 40.0), (5.0, 80.0)))
    assert "连线 1→2 与 连线 4→5 重合" in faults_of(replace(picture, lines=(one, other)), EDGES)


def test_the_main_line_keeps_the_clerks_order_where_the_edges_allow_it() -> None:
    picture = drawn(STEPS, EDGES, ChartForm.SPINE)
    assert [box.shape.key for box in sorted(picture.boxes, key=lambda box: box.y)] == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]
    turned = drawn(list(reversed(STEPS)), EDGES, ChartForm.SPINE)
    rows = {box.shape.key: box.row for box in turned.boxes}
    assert all(rows[edge.source] < rows[edge.target] for edge in EDGES if not edge.is_return)


@pytest.mark.parametrize("form", FORMS)
def test_a_long_condition_below_a_narrow_box_has_its_room(form) -> None:
    steps = [StepText("1", StepKind.START, "收"), StepText("2", StepKind.END, "办")]
    edges = [Edge("1", "2", "超过法定限额的公开招标项目")]
    assert faults_of(drawn(steps, edges, form), edges) == []


def test_a_post_has_one_lane_and_a_beginning_without_post_stands_with_the_next_step() -> None:
    steps = [replace(STEPS[0], post=""), *STEPS[1:]]
    lanes = lanes_of(steps, EDGES)
    assert lanes["1"] == "经办科室"
    picture = lay_out([shape_of(s, ChartForm.LANES) for s in steps], EDGES, ChartForm.LANES, lanes)
    assert ["".join(name) for name, _, _ in picture.lanes] == ["经办科室", "分管副局长", "局党组"]


def test_a_cycle_without_a_return_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="cycle"):
        drawn(STEPS, [*EDGES, Edge("5", "1")], ChartForm.SPINE)


@pytest.mark.parametrize("form", FORMS)
def test_the_picture_says_every_edge_in_words_and_shows_risk_by_mark_word_and_colour(form) -> None:
    """R-HY-02: steps, post, time limit, returns, risk marks, disclosure and supervision points."""
    picture, smallest = flow_figure("支出流程", STEPS, EDGES, form, (388, 238))
    assert smallest == pytest.approx(9.35, abs=0.05)
    assert "<title>支出流程</title>" in picture.svg
    for edge in EDGES:
        assert edge.label in picture.description
    assert "从“分管领导审批”（材料不全）退回到“提出申请”" in picture.description
    assert picture.svg.count("stroke-dasharray") == 1
    text = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg))
    for words in ("▲ 高风险：越权审批", "● 中风险", "◎ 公开环节", "◇ 监督环节", "2个工作日"):
        assert words in text
    small, points = flow_figure("支出流程", STEPS, EDGES, form, (40, 40))
    assert points < 8 and 'transform="scale(' in small.svg


def test_words_from_records_are_escaped() -> None:
    steps = [replace(STEPS[0], title='<b>&"#'), *STEPS[1:]]
    picture, _ = flow_figure("<x>", steps, EDGES, ChartForm.SPINE, (156, 200))
    assert "<b>" not in picture.svg and "&lt;b&gt;&amp;" in picture.svg


@pytest.mark.parametrize("ink", [*INK.values(), NO_LEVEL[1]])
def test_the_colours_of_risk_can_be_read_as_words_on_white(ink: str) -> None:
    parts = [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (light + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("人事科 · 5个工作日 · ◎ 公开环节 · ◇ 监督环节", ("人事科 · 5个工作日", "◎ 公开环节 · ◇ 监督环节")),
        ("超越权限审批、优亲厚友、隐瞒不报", ("超越权限审批、", "优亲厚友、隐瞒不报")),
        ("一行\n另一行", ("一行", "另一行")),
    ],
)
def test_a_line_breaks_where_the_sense_does(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, 3.3, 60 if "·" in text else 45) == lines


@settings(deadline=None, max_examples=60)
@given(WORDS, st.floats(10, 90))
def test_wrapping_loses_no_character_and_fits(text: str, room: float) -> None:
    lines = wrapped(text, 4.2, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert width_of(line, 4.2) <= max(room, 8.4) + 4.2 + 0.01
