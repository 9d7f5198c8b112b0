"""Blocks into HTML and Markdown; the only importer of Jinja.

Templates see a `Report` and nothing else. Everything is escaped; a value that a report lacks
is an error (strict undefined), never an empty place on a notice board.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from powerctl import resources
from powerctl.reports.blocks import Figure, Report, Table
from powerctl.reports.code import short_code
from powerctl.reports.dates import chinese_day

_SHORT = 6
_CHUNK = 512
# The mark of minutes: most points, letter spacing in em (as in the style), points of the type area across.
_MARK_SIZE, _SPACING, _TYPE_AREA = 44, 0.08, 440


def to_html(report: Report) -> Iterator[str]:
    """One self-contained HTML file, in pieces: no script, no link, nothing from outside."""
    stream = _environment().get_template("page.html.j2").stream(report=report)
    stream.enable_buffering(_CHUNK)
    yield from stream


def to_markdown(report: Report) -> Iterator[str]:
    """The same page as Markdown (CommonMark with tables), in pieces."""
    stream = _environment().get_template("page.md.j2").stream(report=report)
    stream.enable_buffering(_CHUNK)
    yield from stream


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resources.folder("templates")),
        # select_autoescape looks at the last ending by default, so that page.html.j2 would not be escaped
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "css": css_string,
        "md": markdown_text,
        "cell": markdown_cell,
        "day": chinese_day,
        "svg": figure_markup,
        "qr": qr_markup,
        "code": short_code,
        "mark_size": mark_size,
        "sums": sum_columns,
        "shorts": short_columns,
        "kind": lambda block: type(block).__name__,
    }
    return environment


def css_string(text: str) -> Markup:
    """A text as the inside of a CSS string: every character that CSS or HTML reads is a code point."""
    safe = (c if c.isalnum() and (c.isascii() or ord(c) > 0x2E7F) else f"\\{ord(c):x} " for c in text)
    return Markup("".join(safe))  # noqa: S704 - only letters, digits and escapes are left


def markdown_text(text: str) -> str:
    """A text that Markdown shows as it is: entities first, then a backslash before every mark."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"[\\`*_{}\[\]()#+\-.!|~=:\"'$%^,/?@]", r"\\\g<0>", text)


def markdown_cell(text: str) -> str:
    """A text inside a table: line breaks as <br>."""
    return markdown_text(text).replace("\n", "<br>")


def mark_size(text: str) -> str:
    """The type size in points at which a mark stands on one line of the type area (156 mm), at most 44."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "FWA" else 0.6 for c in text) + _SPACING * len(text)
    return f"{min(_MARK_SIZE, _TYPE_AREA / max(ems, 1)):.2f}"


def sum_columns(table: Table) -> frozenset[int]:
    """Which columns of a table are sums or rates, to stand one under the other."""
    return frozenset(
        at for at, heading in enumerate(table.headings) if heading.endswith(("（元）", "（增值率）"))
    )


def short_columns(table: Table) -> frozenset[int]:
    """Which narrow columns hold nothing but short texts, to stand in the middle: all of a column or none."""
    narrow = [at for at, width in enumerate(table.widths) if 5 * width < sum(table.widths)]
    return frozenset(at for at in narrow if all(len(row[at]) < _SHORT for row in table.rows))


def figure_markup(figure: Figure) -> Markup:
    """The SVG of a figure: made by our own chart functions, which escape every label."""
    return Markup(figure.svg)  # noqa: S704


def qr_markup(payload: str) -> Markup:
    """A QR code as inline SVG, level M, four modules of white around it."""
    code = segno.make(payload, error="m", boost_error=False, micro=False)
    return Markup(  # noqa: S704 - segno writes paths, no text
        code.svg_inline(border=4, omitsize=True, title="核验码", lineclass=None, svgclass="qr")
    )
