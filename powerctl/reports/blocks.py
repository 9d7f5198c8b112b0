"""A report is a list of blocks: plain, frozen data that every writer reads.

Text in blocks is plain text and already masked; writers escape it. `Figure.svg` is the only
markup, made by our own chart functions with every label escaped.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Title:
    """The page's title; each line is broken where the sense breaks."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class To:
    """主送机关: one line under the title, flush left."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、), 2 (（一）) or 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, headings, relative column widths, rows of texts."""

    caption: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as inline SVG, with its title and its content in words.

    `wide` takes the whole width of a wall sheet instead of half of it.
    """

    svg: str
    title: str
    description: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """落款: organ and day."""

    organ: str
    day: date


@dataclass(frozen=True, slots=True)
class Qr:
    """The code of the stored version the page was printed from, and the words beside it."""

    payload: str
    caption: str


Block = Title | To | Heading | Paragraph | Table | Figure | Sign | Qr


@dataclass(frozen=True, slots=True)
class Meta:
    """What every page carries. `paper` is `A4` or `A3 landscape`; `official` papers are numbered — 1 —,
    all others 第 x 页 共 y 页."""

    name: str
    title: str
    unit: str
    period: str
    as_of: date
    generated: str
    number: str
    head_code: str
    paper: str = "A4"
    official: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A page: what it carries, and its blocks."""

    meta: Meta
    blocks: tuple[Block, ...]
