"""How data is printed: table, json, csv, md; one way for every command."""

import csv
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from powerctl.cli import session


class Format(StrEnum):
    """The formats that every command which prints data takes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


FormatOption = Annotated[
    Format, typer.Option("--format", help="输出格式：table、json、csv、md", metavar="格式")
]


def show(text: str) -> None:
    """A line for the clerk; silent under -q."""
    if not session.quiet():
        print(text)


def warn(text: str) -> None:
    """A line beside the data, on stderr; silent under -q."""
    if not session.quiet():
        print(text, file=sys.stderr)


def to_terminal() -> bool:
    """Whether a person is looking."""
    return sys.stdout.isatty()


def print_json(data: Any) -> None:
    """One JSON value, readable, Chinese unescaped."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def print_rows(
    keys: Sequence[str],
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    form: Format,
    *,
    title: str = "",
    empty: str = "没有记录",
) -> None:
    """Rows under their headings: English keys in json, Chinese headings everywhere else."""
    rows = list(rows)
    if form is Format.JSON:
        print_json([dict(zip(keys, row, strict=True)) for row in rows])
    elif form is Format.CSV:
        write_csv(to_csv(headings, rows))
    elif form is Format.MD:
        sys.stdout.write(to_markdown(headings, rows))
    elif not rows:
        show(empty)
    elif to_terminal():
        _rich_table(headings, rows, title)
    else:
        if title:
            show(title)
        _plain_table(headings, rows)


def print_record(title: str, values: Sequence[tuple[str, Any]], form: Format) -> None:
    """One record as heading and value, a line each; its json is the caller's, who knows the keys."""
    if form in (Format.CSV, Format.MD) or to_terminal():
        print_rows(("field", "value"), ("项目", "内容"), values, form, title=title)
        return
    widest = max((width(heading) for heading, _ in values), default=0)
    for heading, value in values:
        lines = text_of(value).split("\n")
        print(f"{heading}{' ' * (widest - width(heading))}  {lines[0]}")
        for line in lines[1:]:
            print(" " * (widest + 2) + line)


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """CSV with BOM for Excel; a text that would be read as a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_unformula(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def write_csv(text: str) -> None:
    """CSV to stdout: no BOM outside UTF-8, and line ends that Windows does not double."""
    if (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") != "utf8":
        text = text.removeprefix("\ufeff")
    sys.stdout.write(text.replace("\r\n", "\n") if os.linesep == "\r\n" else text)


def _unformula(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"):
        return "'" + value
    return "" if value is None else value


def to_markdown(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table; every mark that Markdown would read is escaped."""
    lines = ["| " + " | ".join(headings) + " |", "|" + " --- |" * len(headings)]
    lines += ["| " + " | ".join(_escaped(text_of(value)) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join("\\" + c if c in "\\`*_{}[]()#+-.!|~>" else c for c in text).replace("\n", "<br>")


def text_of(value: Any) -> str:
    """A value as the clerk reads it."""
    return "" if value is None else str(value)


def width(text: str) -> int:
    """Columns that a text takes on a terminal: a Chinese character takes two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _plain_table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    cells = [[text_of(value).replace("\n", " ") for value in row] for row in rows]
    widths = [max(width(line[i]) for line in (list(headings), *cells)) for i in range(len(headings))]
    for line in (list(headings), *cells):
        print("  ".join(text + " " * (widths[i] - width(text)) for i, text in enumerate(line)).rstrip())


def _rich_table(headings: Sequence[str], rows: Sequence[Sequence[Any]], title: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left")
    for heading in headings:
        table.add_column(heading, overflow="fold", min_width=min(width(heading), 8))
    for row in rows:
        table.add_row(*(Text(text_of(value)) for value in row))
    Console(highlight=False).print(table)
