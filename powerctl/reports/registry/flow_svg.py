"""A laid-out flow chart as SVG: text stays text, returns are dashed, risk shows by bar, mark and word."""

from collections.abc import Sequence
from itertools import pairwise

from powerctl.reports.blocks import Figure
from powerctl.reports.drawing import figure, written
from powerctl.reports.registry.flow_check import faults_of
from powerctl.reports.registry.flow_layout import NAME, lay_out
from powerctl.reports.registry.flow_places import Edge, Line, Picture, Placed, Point
from powerctl.reports.registry.flow_shapes import StepText, shape_of
from powerctl.reports.registry.flow_text import DETAIL, LABEL, LEADING, POINT
from powerctl.terms import ChartForm, StepKind

NO_POST = "（未注明岗位）"
SMALLEST = 8.0
"""Points under which words on paper are called too small."""
_RETURN_INK = "#a31515"
_BASE = 0.8
"""Where the foot of a character stands in its line, as a share of its height."""


def flow_figure(
    title: str, steps: Sequence[StepText], edges: Sequence[Edge], form: ChartForm, room: tuple[float, float]
) -> tuple[Figure, float]:
    """The picture of a chart, scaled down where it is larger than `room` (width and height in mm).

    Out: the figure, and how large its smallest words are (points). Raises ValueError for edges that
    cannot be drawn, and where the layout finds that its own picture could be misread.
    """
    lanes = lanes_of(steps, edges)
    picture = lay_out([shape_of(step, form) for step in steps], edges, form, lanes)
    if faults := faults_of(picture, edges):
        raise ValueError("；".join(faults))
    scale = min(1.0, room[0] / picture.width, room[1] / picture.height)
    parts = [
        *(_lane(picture, number) for number in range(len(picture.lanes))),
        *(_line(line) for line in picture.lines),
        *(_box(box) for box in picture.boxes),
        *(_words(line) for line in picture.lines),
    ]
    if scale < 1:
        parts = [f'<g transform="scale({scale:.4f})">', *parts, "</g>"]
    words = in_words(steps, edges)
    drawn = figure(picture.width * scale, picture.height * scale, title, words, parts)
    return drawn, DETAIL / POINT * scale


def lanes_of(steps: Sequence[StepText], edges: Sequence[Edge]) -> dict[str, str]:
    """Step → lane: its post; a beginning or an end without one stands with the step beside it."""
    lanes = {step.key: step.post for step in steps}
    kinds = {step.key: step.kind for step in steps}
    for edge in edges:
        for key, beside in ((edge.source, edge.target), (edge.target, edge.source)):
            if not edge.is_return and not lanes[key] and kinds[key] in (StepKind.START, StepKind.END):
                lanes[key] = lanes[beside]
    return {key: lane or NO_POST for key, lane in lanes.items()}


def in_words(steps: Sequence[StepText], edges: Sequence[Edge]) -> str:
    """Every edge in words, for readers who do not see the picture."""
    titles = {step.key: " ".join(step.title.split()) for step in steps}
    said = []
    for edge in edges:
        how = "退回到" if edge.is_return else "到"
        reason = f"（{edge.label}）" if edge.label else ""
        said.append(f"从“{titles[edge.source]}”{reason}{how}“{titles[edge.target]}”")
    return f"共 {len(steps)} 个环节、{len(edges)} 条连线：" + "；".join(said)


def _lane(picture: Picture, number: int) -> str:
    name, left, right = picture.lanes[number]
    head = picture.head
    parts = [
        f'<rect x="{left:.2f}" y="0.60" width="{right - left:.2f}" height="{picture.height - 1.2:.2f}" '
        'fill="none" stroke="#777" stroke-width=".3"/>',
        f'<rect x="{left:.2f}" y="0.60" width="{right - left:.2f}" height="{head - 0.6:.2f}" '
        'fill="#e9edf2" stroke="#777" stroke-width=".3"/>',
    ]
    y = 0.6 + (head - 0.6 - len(name) * NAME * LEADING) / 2
    for line in name:
        parts.append(written((left + right) / 2, y + NAME * (_BASE + 0.14), line, NAME, "middle"))
        y += NAME * LEADING
    return "".join(parts)


def _line(line: Line) -> str:
    ink = _RETURN_INK if line.edge.is_return else "#000000"
    dash = ' stroke-dasharray="1.6 1.1"' if line.edge.is_return else ""
    points = _simple(line.points)
    path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    (bx, by), (x, y) = points[-2], points[-1]
    dx, dy = (x > bx) - (x < bx), (y > by) - (y < by)
    back = (x - dx * 2.2, y - dy * 2.2)
    tip = f"{x:.2f} {y:.2f}L{back[0] - dy * 0.95:.2f} {back[1] - dx * 0.95:.2f}"
    tip += f"L{back[0] + dy * 0.95:.2f} {back[1] + dx * 0.95:.2f}Z"
    return (
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width=".4"{dash}/>'
        f'<path d="M{tip}" fill="{ink}"/>'
    )


def _simple(points: Sequence[Point]) -> list[Point]:
    """Without corners that are none."""
    kept = [points[0]]
    for before, point in pairwise(points):
        if abs(point[0] - before[0]) > 0.01 or abs(point[1] - before[1]) > 0.01:
            kept.append(point)
    return kept


def _words(line: Line) -> str:
    if line.words_box is None:
        return ""
    ink = _RETURN_INK if line.edge.is_return else "#000000"
    left, top, _, _ = line.words_box
    parts = []
    for number, words in enumerate(line.words):
        y = top + (number * LEADING + _BASE + 0.14) * LABEL
        parts.append(written(left, y, words, LABEL, "start", ink))
    return "".join(parts)


def _box(box: Placed) -> str:
    shape = box.shape
    parts = [_outline(box)]
    y = box.y + (shape.height - shape.text_height) / 2
    for line in shape.words:
        parts.append(written(box.x, y + line.size * (_BASE + 0.14), line.text, line.size, "middle", line.ink))
        y += line.size * LEADING
    return "".join(parts)


def _outline(box: Placed) -> str:
    shape = box.shape
    left, top, right, bottom = box.box
    ink = 'fill="#ffffff" stroke="#000" stroke-width=".4"'
    if shape.is_diamond:
        middle = (top + bottom) / 2
        corners = ((box.x, top), (right, middle), (box.x, bottom), (left, middle))
        path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "Z"
        wide = ink if not shape.bar else f'fill="#ffffff" stroke="{shape.bar}" stroke-width=".9"'
        return f'<path d="{path}" {wide}/>'
    size = f'x="{left:.2f}" y="{top:.2f}" width="{shape.width:.2f}" height="{shape.height:.2f}"'
    if shape.kind in (StepKind.START, StepKind.END):
        stroke = ink if not shape.bar else f'fill="#ffffff" stroke="{shape.bar}" stroke-width=".9"'
        return f'<rect {size} rx="{min(shape.height / 2, 5.0):.2f}" {stroke}/>'
    bar = ""
    if shape.bar:
        place = f'x="{left:.2f}" y="{top:.2f}" width="1.60" height="{shape.height:.2f}"'
        bar = f'<rect {place} fill="{shape.bar}"/>'
    return f"<rect {size} {ink}/>{bar}"
