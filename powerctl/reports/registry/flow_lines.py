"""The lines of a flow chart in millimetres: where they leave and enter boxes, and their words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from powerctl.reports.registry.flow_places import ENTRY, SIDE, Edge, Line, Placed, Point
from powerctl.reports.registry.flow_shapes import Shape, label_lines, label_size
from powerctl.reports.registry.flow_tracks import Route, Tracks

Ports = Mapping[tuple[str, int], Sequence[int]]
Starts = Sequence[tuple[float, float]]
"""Per channel or gap: its first track and the step to the next."""
_BARE, _AIR, _LOWEST = 2.6, 0.9, 1.6


def port_heights(shapes: Mapping[str, Shape], edges: Sequence[Edge], ports: Ports) -> dict[str, Shape]:
    """The boxes, as high as the lines that leave at their sides need."""
    tall = dict(shapes)
    for (key, _), numbers in ports.items():
        needs = [_need(edges[number]) for number in numbers]
        if shapes[key].is_diamond:
            half = max(ENTRY + _AIR + needs[0], sum(needs[1:]) + _LOWEST)
            tall[key] = tall[key].at_least(2 * half)
        else:
            tall[key] = tall[key].at_least(ENTRY + _AIR + sum(needs) + _LOWEST)
    return tall


def side_margins(
    edges: Sequence[Edge], lane: Mapping[str, int], ports: Ports
) -> dict[tuple[int, int], float]:
    """Free space that the words beside boxes need, by lane and side."""
    margins: dict[tuple[int, int], float] = {}
    for (key, side), numbers in ports.items():
        widest = max(label_size(label_lines(edges[number].label))[0] for number in numbers)
        place = (lane[key], side)
        margins[place] = max(margins.get(place, SIDE), widest + 2 * _AIR if widest else SIDE)
    return margins


def bands_of_words(
    edges: Sequence[Edge], routes: Sequence[Route], row: Mapping[str, int]
) -> dict[int, float]:
    """By gap: the height of the words under the boxes above it."""
    bands: dict[int, float] = defaultdict(float)
    for edge, route in zip(edges, routes, strict=True):
        if not route.leaves and edge.label:
            place = row[edge.source] + 1
            bands[place] = max(bands[place], label_size(label_lines(edge.label))[1] + _AIR)
    return bands


def draw_lines(
    edges: Sequence[Edge],
    routes: Sequence[Route],
    ports: Ports,
    placed: Mapping[str, Placed],
    tracks: Tracks,
    channels: Starts,
    gaps: Starts,
) -> tuple[Line, ...]:
    """Every edge as a line of level and upright stretches, with its words where it begins."""
    at_side = _port_points(edges, ports, placed)
    lines = []
    for number, (edge, route) in enumerate(zip(edges, routes, strict=True)):
        box, target = placed[edge.source], placed[edge.target]
        x, y = at_side[number] if route.leaves else (box.x, box.box[3])
        points: list[Point] = [(x, y)]
        for place, hop in enumerate(route.hops):
            first, step = (channels if hop.where == "channel" else gaps)[hop.number]
            at = first + step * tracks.of[number, place]
            x, y = (at, y) if hop.where == "channel" else (x, at)
            points.append((x, y))
        points += _entry(target, route, points[-1])
        words = label_lines(edge.label)
        line = Line(edge, tuple(points), words)
        lines.append(replace(line, words_box=_words_box(line, box, route.leaves)) if words else line)
    return tuple(lines)


def _entry(target: Placed, route: Route, last: Point) -> list[Point]:
    """The last corner and the point where the line meets its box."""
    if route.enters == "top":
        end = target.top(route.aside)
        return [(end[0], last[1]), end] if route.hops else [end]
    end = target.side(target.y + ENTRY, -1 if route.enters == "left" else 1)
    return [(last[0], end[1]), end]


def _need(edge: Edge) -> float:
    """Height over a line at a side, for its words."""
    lines = label_lines(edge.label)
    return label_size(lines)[1] + _AIR if lines else _BARE


def _port_points(edges: Sequence[Edge], ports: Ports, placed: Mapping[str, Placed]) -> dict[int, Point]:
    points: dict[int, Point] = {}
    for (key, side), numbers in ports.items():
        box = placed[key]
        needs = [_need(edges[number]) for number in numbers]
        if box.shape.is_diamond:
            y = box.y + box.shape.height / 2
        else:
            free = box.shape.height - ENTRY - _AIR - sum(needs) - _LOWEST
            y = box.y + ENTRY + _AIR + needs[0] + free * 0.6
        for place, number in enumerate(numbers):
            y += needs[place] if place else 0.0
            points[number] = box.side(y, side)
    return points


def _words_box(line: Line, box: Placed, leaves: int) -> tuple[float, float, float, float]:
    """Beside the line's beginning: over it at a side, right of it below."""
    wide, tall = label_size(line.words)
    left, _, right, bottom = box.box
    if not leaves:
        return box.x + 1.0, bottom + _AIR / 2, box.x + 1.0 + wide, bottom + _AIR / 2 + tall
    y = line.points[0][1] - 0.4
    if leaves < 0:
        return left - _AIR - wide, y - tall, left - _AIR, y
    return right + _AIR, y - tall, right + _AIR + wide, y
