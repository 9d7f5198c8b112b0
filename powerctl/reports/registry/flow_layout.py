"""Where boxes and lines of a flow chart stand (printing.md 5): main line or swim lanes, in millimetres.

Boxes stand in rows and lanes. Lines run only where no box can be: in the gaps between rows, in the
channels between lanes, and down a lane through empty cells; so no line can pass behind a box that is
not its end. Every stretch has a track of its own, except where lines of one source or one target meet.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from powerctl.reports.registry.flow_lines import bands_of_words, draw_lines, port_heights, side_margins
from powerctl.reports.registry.flow_places import ASIDE, CHANNEL, SIDE, Edge, Picture, Placed
from powerctl.reports.registry.flow_shapes import Shape, label_lines, label_size
from powerctl.reports.registry.flow_text import LEADING, width_of, wrapped
from powerctl.reports.registry.flow_tracks import (
    Hop,
    Route,
    Tracks,
    assign_tracks,
    gap,
    lane_at,
    row_at,
)
from powerctl.terms import ChartForm

NAME = 4.2
"""Height of the words of a lane's name."""
_NAME_ROOM = 42.0
_GAP, _ARROW = 2.2, 3.6


@dataclass(slots=True)
class _Plan:
    """A chart while it is laid out."""

    shapes: Mapping[str, Shape]
    edges: Sequence[Edge]
    form: ChartForm
    row: dict[str, int]
    lane: dict[str, int]
    names: list[str]
    routes: list[Route] = field(default_factory=list)
    ports: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def rows(self) -> int:
        return max(self.row.values()) + 1

    def taken(self) -> dict[tuple[int, int], str]:
        """(lane, row) → the box there."""
        return {(self.lane[key], self.row[key]): key for key in self.shapes}


def lay_out(
    shapes: Sequence[Shape], edges: Sequence[Edge], form: ChartForm, lanes: Mapping[str, str]
) -> Picture:
    """The picture of a chart whose forward edges have no cycle; `lanes`: box → its post.

    Raises ValueError for a cycle without a return, for an edge from a box to itself and for no boxes.
    """
    if not shapes or any(edge.source == edge.target for edge in edges):
        raise ValueError("nothing to draw, or a box that leads to itself")
    known = {shape.key: shape for shape in shapes}
    order = _in_order(list(known), edges)
    names = [""] if form is ChartForm.SPINE else list(dict.fromkeys(lanes[key] for key in known))
    lane = {key: 0 if form is ChartForm.SPINE else names.index(lanes[key]) for key in known}
    plan = _Plan(known, edges, form, _rows(order, edges, lane, form), lane, names)
    _choose_routes(plan)
    return _measured(plan)


def _in_order(keys: list[str], edges: Sequence[Edge]) -> list[str]:
    """The clerk's order where it follows the edges, moved as little as needed where it does not."""
    place = {key: number for number, key in enumerate(keys)}
    waiting = dict.fromkeys(keys, 0)
    after = defaultdict(list)
    for edge in edges:
        if not edge.is_return:
            waiting[edge.target] += 1
            after[edge.source].append(edge.target)
    ready = [place[key] for key in keys if not waiting[key]]
    order = []
    while ready:
        key = keys[heapq.heappop(ready)]
        order.append(key)
        for follower in after[key]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, place[follower])
    if len(order) < len(keys):
        raise ValueError("a cycle without a return")
    return order


def _rows(order: list[str], edges: Sequence[Edge], lane: dict[str, int], form: ChartForm) -> dict[str, int]:
    """Main line: one box a row. Lanes: the longest way, one box a row and lane."""
    if form is ChartForm.SPINE:
        return {key: number for number, key in enumerate(order)}
    before = defaultdict(list)
    for edge in edges:
        if not edge.is_return:
            before[edge.target].append(edge.source)
    rows: dict[str, int] = {}
    taken: set[tuple[int, int]] = set()
    for key in order:
        row = max((rows[source] + 1 for source in before[key]), default=0)
        while (lane[key], row) in taken:
            row += 1
        rows[key] = row
        taken.add((lane[key], row))
    return rows


def _choose_routes(plan: _Plan) -> None:
    """Every edge's way; of a box's forward edges one leaves below, the others sideways."""
    taken = plan.taken()
    below: dict[str, int] = {}
    for number, edge in enumerate(plan.edges):
        if not edge.is_return and _leaves_below(plan, edge, taken):
            best = below.get(edge.source)
            if best is None or _distance(plan, edge, taken) < _distance(plan, plan.edges[best], taken):
                below[edge.source] = number
    for number, edge in enumerate(plan.edges):
        aside = ASIDE if _may_run_along(plan, edge, taken, below) else 0.0
        route = _route(plan, edge, taken, is_below=below.get(edge.source) == number, aside=aside)
        if route.leaves:
            plan.ports[edge.source, route.leaves].append(number)
        plan.routes.append(route)


def _may_run_along(
    plan: _Plan, edge: Edge, taken: Mapping[tuple[int, int], str], below: Mapping[str, int]
) -> bool:
    """A line leaves below the box that stands next above the target: others enter beside the middle."""
    lane = plan.lane[edge.target]
    above = (taken.get((lane, row)) for row in range(plan.row[edge.target] - 1, -1, -1))
    return next((key in below for key in above if key), False)


def _is_free(plan: _Plan, taken: Mapping[tuple[int, int], str], lane: int, first: int, last: int) -> bool:
    """No box in a lane strictly between two rows."""
    return all((lane, row) not in taken for row in range(first + 1, last))


def _leaves_below(plan: _Plan, edge: Edge, taken: Mapping[tuple[int, int], str]) -> bool:
    """Down is a way where nothing stands under the box in its own lane; on the main line, to the next box."""
    a, b = plan.lane[edge.source], plan.lane[edge.target]
    i, j = plan.row[edge.source], plan.row[edge.target]
    if a == b:
        return _is_free(plan, taken, a, i, j)
    return True


def _distance(plan: _Plan, edge: Edge, taken: Mapping[tuple[int, int], str]) -> tuple[int, int, int]:
    across = abs(plan.lane[edge.source] - plan.lane[edge.target])
    return int(across > 0), plan.row[edge.target] - plan.row[edge.source], across


def _route(
    plan: _Plan, edge: Edge, taken: Mapping[tuple[int, int], str], *, is_below: bool, aside: float
) -> Route:
    a, b = plan.lane[edge.source], plan.lane[edge.target]
    i, j = plan.row[edge.source], plan.row[edge.target]
    if edge.is_return:
        hops = [Hop("channel", a)] if a == b else [Hop("channel", a), gap(j), Hop("channel", b)]
        if plan.shapes[edge.target].is_diamond and plan.form is ChartForm.SPINE:
            return Route(-1, (Hop("channel", a), gap(j)), "top", -ASIDE / 2, row_at(i), lane_at(b))
        return Route(-1, tuple(hops), "left", 0.0, row_at(i), row_at(j))
    if plan.form is ChartForm.SPINE:
        if is_below:
            return Route(0, (), "top", 0.0, lane_at(a), lane_at(b))
        if plan.shapes[edge.target].is_diamond:
            return Route(1, (Hop("channel", 1), gap(j)), "top", ASIDE / 2, row_at(i), lane_at(b))
        return Route(1, (Hop("channel", 1),), "right", 0.0, row_at(i), row_at(j))
    if is_below and a == b:
        return Route(0, (), "top", 0.0, lane_at(a), lane_at(b))
    if is_below:
        if _is_free(plan, taken, b, i, j):
            return Route(0, (gap(i + 1),), "top", -aside, lane_at(a), lane_at(b))
        channel = Hop("channel", b if b > a else b + 1)
        return Route(0, (gap(i + 1), channel, gap(j)), "top", -aside, lane_at(a), lane_at(b))
    leaves = -1 if b < a else 1
    channel = Hop("channel", a if leaves < 0 else a + 1)
    return Route(leaves, (channel, gap(j)), "top", -aside, row_at(i), lane_at(b))


def _measured(plan: _Plan) -> Picture:
    """Tracks, then millimetres from left to right and from top to bottom, then the lines."""
    tracks = assign_tracks(plan.routes)
    shapes = port_heights(plan.shapes, plan.edges, plan.ports)
    plan.shapes = shapes
    margins = side_margins(plan.edges, plan.lane, plan.ports)
    xs = _columns(plan, tracks, margins)
    names = _names(plan)
    head = max(len(name) for name in names) * NAME * LEADING + 3.0 if plan.form is ChartForm.LANES else 0.0
    tops, gaps, height = _bands(plan, tracks, bands_of_words(plan.edges, plan.routes, plan.row), head)
    tall: dict[int, float] = defaultdict(float)
    for key, shape in shapes.items():
        tall[plan.row[key]] = max(tall[plan.row[key]], shape.height)
    placed = {
        key: Placed(
            shape,
            xs.middles[plan.lane[key]],
            tops[plan.row[key]] + (tall[plan.row[key]] - shape.height) / 2,
            plan.row[key],
            plan.lane[key],
        )
        for key, shape in shapes.items()
    }
    lines = draw_lines(plan.edges, plan.routes, plan.ports, placed, tracks, xs.channels, gaps)
    lanes = tuple((name, xs.borders[number], xs.borders[number + 1]) for number, name in enumerate(names))
    return Picture(xs.width, height, tuple(placed.values()), lines, lanes if head else (), head)


def _names(plan: _Plan) -> list[tuple[str, ...]]:
    """The lanes' names in lines."""
    return [wrapped(name, NAME, _NAME_ROOM) for name in plan.names]


@dataclass(frozen=True, slots=True)
class Columns:
    """Middles of the lanes, borders between them, and where the first track of each channel lies."""

    middles: list[float]
    borders: list[float]
    channels: list[tuple[float, float]]
    """First track and step to the next."""
    width: float


def _columns(plan: _Plan, tracks: Tracks, margins: Mapping[tuple[int, int], float]) -> Columns:
    wide = [
        max(shape.width for key, shape in plan.shapes.items() if plan.lane[key] == lane)
        for lane in range(len(plan.names))
    ]
    for number, name in enumerate(_names(plan)):
        wide[number] = max([wide[number], *(width_of(line, NAME) for line in name)])
    for edge, route in zip(plan.edges, plan.routes, strict=True):
        if not route.leaves:
            # The words of a line that leaves below stand right of the middle.
            lane, room = plan.lane[edge.source], label_size(label_lines(edge.label))[0] + 1.0
            wide[lane] = max(wide[lane], 2 * room)
    x, middles, borders, channels = 0.6, [], [], []
    for number in range(len(plan.names) + 1):
        count = tracks.in_channel(number)
        room = count * CHANNEL + 1.6
        borders.append(x)
        channels.append((x + CHANNEL / 2 + 0.8, CHANNEL))
        x += room
        if number < len(wide):
            left, right = margins.get((number, -1), SIDE), margins.get((number, 1), SIDE)
            middles.append(x + left + wide[number] / 2)
            x += left + wide[number] + right
    borders[-1] = x if plan.form is ChartForm.LANES else borders[-1]
    return Columns(middles, borders, channels, x + 0.6)


def _bands(
    plan: _Plan, tracks: Tracks, labels: Mapping[int, float], head: float
) -> tuple[list[float], list[tuple[float, float]], float]:
    """Upper edges of the rows; per gap its first track and the step; the whole height."""
    y = head + 0.6
    tops, gaps = [], []
    for row in range(plan.rows + 1):
        count = tracks.in_gap(row)
        above = labels.get(row, 0.0) + (_GAP if row else 1.0)
        gaps.append((y + above, CHANNEL))
        if row < plan.rows:
            y += above + count * CHANNEL + (_ARROW if row or count else 0.0)
            tops.append(y)
            y += max(shape.height for key, shape in plan.shapes.items() if plan.row[key] == row)
    return tops, gaps, y + 2.0
