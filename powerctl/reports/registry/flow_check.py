"""The layout checks itself: a picture that could be misread is a fault, and no page is made of it.

A line behind a box that is not its end states a rule that nobody made (printing.md 5, rule 5).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from powerctl.reports.registry.flow_places import Edge, Line, Picture, Placed, Point
from powerctl.reports.registry.flow_shapes import label_size
from powerctl.reports.registry.flow_text import LEADING, width_of

Box = tuple[float, float, float, float]
_TINY = 0.05


def faults_of(picture: Picture, edges: Sequence[Edge]) -> list[str]:
    """What is wrong with a picture of these edges, in words; empty when it can be read only one way."""
    return [
        *_missing(picture, edges),
        *_boxes(picture),
        *_lines_and_boxes(picture),
        *_lines_as_one(picture),
        *_words(picture),
    ]


def _missing(picture: Picture, edges: Sequence[Edge]) -> Iterator[str]:
    drawn = [line.edge for line in picture.lines]
    if sorted(map(repr, drawn)) != sorted(map(repr, edges)):
        yield "有连线没有画出"
    at = {box.shape.key: box for box in picture.boxes}
    for line in picture.lines:
        for point, key in ((line.points[0], line.edge.source), (line.points[-1], line.edge.target)):
            if not _on_edge(at[key], point):
                yield f"连线没有接到环节 {key}"
        for start, end in _stretches(line):
            if abs(start[0] - end[0]) > _TINY and abs(start[1] - end[1]) > _TINY:
                yield f"{_name(line)} 有斜线"


def _boxes(picture: Picture) -> Iterator[str]:
    page = (0.0, picture.head, picture.width, picture.height)
    for box in picture.boxes:
        if not _inside(box.box, page):
            yield f"环节 {box.shape.key} 超出图面"
        if not _text_fits(box):
            yield f"环节 {box.shape.key} 的文字超出框"
        for _, left, right in picture.lanes[box.lane : box.lane + 1]:
            if box.box[0] < left or box.box[2] > right:
                yield f"环节 {box.shape.key} 超出泳道"
    for one, other in combinations(picture.boxes, 2):
        if _overlap(one.box, other.box):
            yield f"环节 {one.shape.key} 和 {other.shape.key} 重叠"


def _lines_and_boxes(picture: Picture) -> Iterator[str]:
    for line in picture.lines:
        for start, end in _stretches(line):
            stretch = _as_box(start, end)
            if not _inside(stretch, (0.0, picture.head, picture.width, picture.height)):
                yield f"{_name(line)} 超出图面"
            for box in picture.boxes:
                own = box.shape.key in (line.edge.source, line.edge.target)
                if own and box.shape.is_diamond:
                    continue
                if _overlap(stretch, box.box):
                    yield f"{_name(line)} 穿过环节 {box.shape.key}"


def _lines_as_one(picture: Picture) -> Iterator[str]:
    """Stretches of two lines on top of each other, unless the lines share their source or their target."""
    for one, other in combinations(picture.lines, 2):
        if one.edge.source == other.edge.source or one.edge.target == other.edge.target:
            continue
        for a in _stretches(one):
            for b in _stretches(other):
                if _runs_along(a, b):
                    yield f"{_name(one)} 与 {_name(other)} 重合"


def _words(picture: Picture) -> Iterator[str]:
    worded = [(line, line.words_box) for line in picture.lines if line.words_box]
    for line, words in worded:
        wide, tall = label_size(line.words)
        if words[2] - words[0] < wide - _TINY or words[3] - words[1] < tall - _TINY:
            yield f"{_name(line)} 的条件放不下"
        if not _inside(words, (0.0, picture.head, picture.width, picture.height)):
            yield f"{_name(line)} 的条件超出图面"
        if any(_overlap(words, box.box) for box in picture.boxes):
            yield f"{_name(line)} 的条件压在环节上"
        for other in picture.lines:
            if any(_overlap(words, _as_box(*stretch)) for stretch in _stretches(other)):
                yield f"{_name(line)} 的条件压在连线上"
    for (one, a), (other, b) in combinations(worded, 2):
        if _overlap(a, b):
            yield f"{_name(one)} 与 {_name(other)} 的条件重叠"


def _text_fits(box: Placed) -> bool:
    """Every line of text inside the box; inside the slanting sides of a decision."""
    shape = box.shape
    y = -shape.text_height / 2
    for line in shape.words:
        half, below = width_of(line.text, line.size) / 2, y + line.size * LEADING
        far = max(abs(y), abs(below))
        if shape.is_diamond and half / (shape.width / 2) + far / (shape.height / 2) > 1 + _TINY:
            return False
        if half > shape.width / 2 or far > shape.height / 2 + _TINY:
            return False
        y = below
    return True


def _on_edge(box: Placed, point: Point) -> bool:
    left, top, right, bottom = box.box
    if box.shape.is_diamond:
        away = abs(point[0] - box.x) / box.shape.width * 2
        away += abs(point[1] - (top + bottom) / 2) / box.shape.height * 2
        return abs(away - 1) < 0.02
    inside = left - _TINY <= point[0] <= right + _TINY and top - _TINY <= point[1] <= bottom + _TINY
    at_side = min(abs(point[0] - left), abs(point[0] - right)) < _TINY
    return inside and (at_side or min(abs(point[1] - top), abs(point[1] - bottom)) < _TINY)


def _stretches(line: Line) -> list[tuple[Point, Point]]:
    return list(pairwise(line.points))


def _as_box(start: Point, end: Point) -> Box:
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - _TINY
        and inner[1] >= outer[1] - _TINY
        and inner[2] <= outer[2] + _TINY
        and inner[3] <= outer[3] + _TINY
    )


def _overlap(one: Box, other: Box) -> bool:
    """More than touching. A line is a box without width, and overlaps where it passes inside."""
    return (
        one[0] < other[2] - _TINY
        and other[0] < one[2] - _TINY
        and one[1] < other[3] - _TINY
        and other[1] < one[3] - _TINY
    )


def _runs_along(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Two stretches in one line that share more than a point."""
    for axis, across in ((0, 1), (1, 0)):
        level = abs(one[0][axis] - one[1][axis]) < _TINY and abs(other[0][axis] - other[1][axis]) < _TINY
        if not level or abs(one[0][axis] - other[0][axis]) > _TINY:
            continue
        first = max(min(one[0][across], one[1][across]), min(other[0][across], other[1][across]))
        last = min(max(one[0][across], one[1][across]), max(other[0][across], other[1][across]))
        if last - first > _TINY:
            return True
    return False


def _name(line: Line) -> str:
    return f"连线 {line.edge.source}→{line.edge.target}"
