"""The way of every line in words of the grid, and a track of its own for each of its stretches.

Channels run down between lanes, gaps across between rows. Their order along a line is counted:
gap r stands at 2r and row r at 2r+1, channel c at 2c and lane c at 2c+1.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hop:
    """One stretch: down or up a channel, or across in a gap."""

    where: str
    number: int


def gap(row: int) -> Hop:
    """The gap above a row."""
    return Hop("gap", row)


def row_at(row: int) -> int:
    """A row in the count from top to bottom."""
    return 2 * row + 1


def lane_at(lane: int) -> int:
    """A lane in the count from left to right."""
    return 2 * lane + 1


@dataclass(frozen=True, slots=True)
class Route:
    """How a line goes. `leaves`: 0 below, -1 left, 1 right; `enters`: top, left or right, from above
    `aside` of the middle. `start` and `end` are the counts (row or lane) that its first and last
    stretch begin and end at."""

    leaves: int
    hops: tuple[Hop, ...]
    enters: str
    aside: float
    start: int
    end: int

    def spans(self) -> list[tuple[Hop, int, int]]:
        """Each stretch with the two counts it runs between."""
        if not self.hops:
            return []
        at = [2 * hop.number for hop in self.hops]
        before = [self.start, *at[:-1]]
        after = [*at[1:], self.end]
        return [(hop, min(a, b), max(a, b)) for hop, a, b in zip(self.hops, before, after, strict=True)]

    def is_right_of(self, place: int) -> bool:
        """Whether a stretch in a channel belongs to the lane at the channel's right."""
        if self.hops[place].where != "channel":
            return False
        leaves_left = place == 0 and self.leaves < 0
        return leaves_left or (place == len(self.hops) - 1 and self.enters == "left")


@dataclass(slots=True)
class Tracks:
    """Which track each stretch has, by (edge number, stretch number)."""

    of: dict[tuple[int, int], int] = field(default_factory=dict)
    counts: dict[Hop, int] = field(default_factory=dict)

    def in_channel(self, number: int) -> int:
        """How many tracks a channel needs."""
        return self.counts.get(Hop("channel", number), 0)

    def in_gap(self, number: int) -> int:
        """How many tracks a gap needs."""
        return self.counts.get(gap(number), 0)


def assign_tracks(routes: Sequence[Route]) -> Tracks:
    """A track for every stretch, short ones nearest to their lane; stretches that only touch count as
    overlapping, so that no two lines can be read as one.

    In a channel, lines of the lane at its left keep to the left half and those of the lane at its right
    to the right half: two that leave level towards each other never meet.
    """
    wanted: dict[tuple[Hop, bool], list[tuple[int, int, int, int, int]]] = defaultdict(list)
    for edge, route in enumerate(routes):
        for place, (hop, first, last) in enumerate(route.spans()):
            wanted[hop, route.is_right_of(place)].append((last - first, first, last, edge, place))
    tracks = Tracks()
    found = {key: _coloured(stretches) for key, stretches in wanted.items()}
    for (hop, _), chosen in found.items():
        tracks.counts[hop] = tracks.counts.get(hop, 0) + max(chosen.values()) + 1
    for (hop, is_right), chosen in found.items():
        for stretch, number in chosen.items():
            tracks.of[stretch] = tracks.counts[hop] - 1 - number if is_right else number
    return tracks


def _coloured(stretches: Sequence[tuple[int, int, int, int, int]]) -> dict[tuple[int, int], int]:
    """(edge, place) → the lowest number that no overlapping stretch has."""
    used: list[list[tuple[int, int]]] = []
    chosen = {}
    for _, first, last, edge, place in sorted(stretches):
        free = (
            number
            for number, spans in enumerate(used)
            if all(last < start or first > end for start, end in spans)
        )
        number = next(free, len(used))
        if number == len(used):
            used.append([])
        used[number].append((first, last))
        chosen[edge, place] = number
    return chosen
