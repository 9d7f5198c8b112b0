"""A report is a list of blocks: plain, frozen data that every writer reads.

Text in blocks is plain text and already masked; writers escape it. `Figure.svg` is the only
markup, made by our own chart functions with every label escaped.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Title:
    """The page's title; each line is broken where the sense breaks. `top` stands in the upper left
    corner of the page: the secrecy level with its term."""

    lines: tuple[str, ...]
    top: tuple[str, ...] = ()


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
class Masthead:
    """纪要标志 in red over a red line (GB/T 9704—2012, 10.3).

    `top` stands in the upper left corner: copy number, secrecy level with its term. `number` is the
    number under the mark, with `signer` (签发人, 7.2.6) to its right where somebody signed; `left` and
    `right` are the issuing office and the day on the line above the rule.
    """

    mark: str
    top: tuple[str, ...]
    number: str
    left: str
    right: str
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """出席：, 请假：, 列席： and the names, hanging behind the colon (10.3)."""

    label: str
    names: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: lines between rules at the end, each flush left and flush right."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A table to be filled in by hand: as `Table`, with tall rows; empty cells stay empty."""

    caption: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, each with who signs."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slips:
    """Ballots to be cut out: `copies` slips that differ in nothing, `per_sheet` on a sheet of their own.

    Sheets of slips carry no page number and no code, so that nothing tells one slip from another.
    """

    title: str
    subtitle: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    copies: int
    per_sheet: int


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


Block = (
    Title
    | To
    | Heading
    | Paragraph
    | Table
    | Masthead
    | Roll
    | Imprint
    | Form
    | Signatures
    | Slips
    | Figure
    | Sign
    | Qr
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What every page carries. `paper` is `A4`, `A4 form` (narrow margins, to be filled in by hand) or
    `A3 landscape`; `official` papers are numbered — 1 —,
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
