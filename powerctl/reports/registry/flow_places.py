"""A flow chart laid out: boxes and lines where they stand, in millimetres."""

from dataclasses import dataclass

from powerctl.reports.registry.flow_shapes import Shape

Point = tuple[float, float]
ENTRY = 2.4
"""How far under its upper edge a line from the side enters a box."""
ASIDE = 5.0
"""How far beside the middle a line from another lane enters from above."""
CHANNEL, SIDE = 3.4, 3.6
"""Width of a track, and the free space beside a box."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from box to box; a return is what the records call one, never guessed."""

    source: str
    target: str
    label: str = ""
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A box where it stands: middle and upper edge."""

    shape: Shape
    x: float
    y: float
    row: int
    lane: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        half = self.shape.width / 2
        return self.x - half, self.y, self.x + half, self.y + self.shape.height

    def side(self, y: float, direction: int) -> Point:
        """Where a level line at `y` meets the left (-1) or right (1) side."""
        half = self.shape.width / 2
        if self.shape.is_diamond:
            tall = self.shape.height / 2
            half *= max(0.0, 1 - abs(y - self.y - tall) / tall)
        return self.x + direction * half, y

    def top(self, aside: float) -> Point:
        """Where a line from above, `aside` from the middle, meets the upper edge."""
        drop = abs(aside) / self.shape.width * self.shape.height if self.shape.is_diamond else 0.0
        return self.x + aside, self.y + drop


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as drawn: its corners, and the words beside its beginning with their box."""

    edge: Edge
    points: tuple[Point, ...]
    words: tuple[str, ...] = ()
    words_box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart laid out. `lanes`: name in lines, left and right edge; none in the main-line form."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    lines: tuple[Line, ...]
    lanes: tuple[tuple[tuple[str, ...], float, float], ...] = ()
    head: float = 0.0
    """Height of the lanes' names."""
