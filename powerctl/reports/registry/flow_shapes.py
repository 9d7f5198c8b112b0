"""The boxes of a flow chart: what is written in each, and how large it must be (GB/T 1526 shapes)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from powerctl.reports.registry.flow_text import DETAIL, LABEL, LEADING, TITLE, width_of, wrapped
from powerctl.terms import ChartForm, StepKind

MARKS = {"高": "▲", "较高": "◆", "中": "●", "低": "○"}
INK = {"高": "#b2182b", "较高": "#b5452f", "中": "#9a6200", "低": "#2e6b34"}
"""Colours of the levels, dark enough to be read as words on white."""
NO_LEVEL = ("★", "#444444")
"""A risk that is named without a level."""
DISCLOSED, SUPERVISED = "◎ 公开环节", "◇ 监督环节"

_WIDTH = {ChartForm.SPINE: 86.0, ChartForm.LANES: 46.0}
_PAD_X, _PAD_Y, _BAR = 2.2, 1.7, 1.6
_DIAMOND_ROOM = 0.56
_LABEL_ROOM = 7.2 * LABEL


@dataclass(frozen=True, slots=True)
class StepText:
    """What a chart says of one step. `risk_level` may be empty where a risk is only named."""

    key: str
    kind: StepKind
    title: str
    post: str = ""
    limit: str = ""
    risk_level: str = ""
    risk: str = ""
    is_disclosed: bool = False
    is_supervised: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text in a box."""

    text: str
    size: float
    ink: str = "#000000"


@dataclass(frozen=True, slots=True)
class Shape:
    """A box: its text and its size in mm. `bar` is the colour of the risk bar at its left, or ""."""

    key: str
    kind: StepKind
    words: tuple[Words, ...]
    width: float
    height: float
    bar: str = ""

    @property
    def is_diamond(self) -> bool:
        """A decision."""
        return self.kind is StepKind.ASK

    @property
    def text_height(self) -> float:
        """The height of all lines together."""
        return sum(line.size * LEADING for line in self.words)

    def at_least(self, height: float) -> "Shape":
        """The box, made as high as its lines at the sides need."""
        return self if self.height >= height else replace(self, height=height)


def shape_of(step: StepText, form: ChartForm) -> Shape:
    """The box of a step: title, then post and time limit, risk, and marks; wrapped by counting."""
    width = _WIDTH[form]
    if step.kind in (StepKind.START, StepKind.END):
        words = _words(step, form, width - 12)
        width = min(width, max(30.0, _widest(words) + 12))
        return Shape(step.key, step.kind, words, width, _tall(words) + 2 * _PAD_Y, _bar(step))
    if step.kind is StepKind.ASK:
        words = _words(step, form, width * _DIAMOND_ROOM)
        half = (_tall(words) + 1.0) / 2 / (1 - _widest(words) / width)
        return Shape(step.key, step.kind, words, width, 2 * max(half, 8.0), _bar(step))
    words = _words(step, form, width - 2 * _PAD_X - 2 * _BAR)
    return Shape(step.key, step.kind, words, width, max(_tall(words) + 2 * _PAD_Y, 10.0), _bar(step))


def label_lines(label: str) -> tuple[str, ...]:
    """The words beside a line, wrapped."""
    return wrapped(label, LABEL, _LABEL_ROOM)


def label_size(lines: Sequence[str]) -> tuple[float, float]:
    """Width and height of words beside a line."""
    return max((width_of(line, LABEL) for line in lines), default=0.0), len(lines) * LABEL * LEADING


def risk_words(level: str, text: str) -> str:
    """A risk in words: ▲ 高风险：…"""
    mark = MARKS.get(level, NO_LEVEL[0])
    named = f"{mark} {level}风险" if level else f"{mark} 风险点"
    return f"{named}：{text}" if text else named


def _words(step: StepText, form: ChartForm, room: float) -> tuple[Words, ...]:
    words = [Words(line, TITLE) for line in wrapped(step.title, TITLE, room)]
    marks = [DISCLOSED] * step.is_disclosed + [SUPERVISED] * step.is_supervised
    said = [step.post if form is ChartForm.SPINE else "", step.limit, *marks]
    if beside := " · ".join(text for text in said if text):
        words += [Words(line, DETAIL, "#1f3355") for line in wrapped(beside, DETAIL, room)]
    if step.risk or step.risk_level:
        ink = INK.get(step.risk_level, NO_LEVEL[1])
        words += [
            Words(line, DETAIL, ink) for line in wrapped(risk_words(step.risk_level, step.risk), DETAIL, room)
        ]
    return tuple(words)


def _bar(step: StepText) -> str:
    if not (step.risk or step.risk_level):
        return ""
    return INK.get(step.risk_level, NO_LEVEL[1])


def _widest(words: Sequence[Words]) -> float:
    return max((width_of(line.text, line.size) for line in words), default=0.0)


def _tall(words: Sequence[Words]) -> float:
    return sum(line.size * LEADING for line in words)
