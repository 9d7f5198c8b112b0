"""How data is printed: table, json, csv, md; one way for every command."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, TextIO

import typer

from powerctl.cli import session
from powerctl.cli.folding import columns, fold, longest_piece
from powerctl.cli.folding import width as width  # noqa: PLC0414 - exported


class Format(StrEnum):
    """The formats that every command which prints data takes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


FormatOption = Annotated[
    Format, typer.Option("--format", help="输出格式：table、json、csv、md", metavar="格式")
]

_NARROWEST = 8
# A name such as `meeting.quorum_general` stays whole where there is room, a day and a time always.
_LONGEST_WHOLE = (40, 19)
_GAP = 2


def show(text: str) -> None:
    """A line for the clerk, folded on a terminal; silent under -q."""
    if not session.quiet():
        print(paragraph(text, sys.stdout))


def warn(text: str) -> None:
    """A line beside the data, on stderr; silent under -q."""
    if not session.quiet():
        tell(text)


def tell(text: str) -> None:
    """A line on stderr that is said also under -q."""
    print(paragraph(text, sys.stderr), file=sys.stderr)


def next_step(hint: str) -> str:
    """What to do now, always said in the same way; a command stays in one line, to be copied."""
    return f"下一步：{hint.removeprefix('请')}"


def paragraph(text: str, stream: TextIO) -> str:
    """A text in the width of the terminal that it goes to; untouched for a pipe or a file."""
    return "\n".join(fold(text, columns())) if stream.isatty() else text


def to_terminal() -> bool:
    """Whether a person is looking."""
    return sys.stdout.isatty()


def local_time(at: str) -> str:
    """A moment of the ledger, kept in UTC, as the clocks on the wall show it."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{zoned.astimezone():%Y-%m-%d %H:%M:%S}"


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
        _terminal_table(headings, rows, title)
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


def _plain_table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    cells = [[text_of(value).replace("\n", " ") for value in row] for row in rows]
    widths = [max(width(line[i]) for line in (list(headings), *cells)) for i in range(len(headings))]
    for line in (list(headings), *cells):
        print("  ".join(text + " " * (widths[i] - width(text)) for i, text in enumerate(line)).rstrip())


def _terminal_table(headings: Sequence[str], rows: Sequence[Sequence[Any]], title: str) -> None:
    """A table where every column is legible in the width; else one record after another."""
    cells = [[text_of(value).expandtabs(4) for value in row] for row in rows]
    widths = _column_widths(headings, cells, columns())
    if widths is None:
        _blocks(headings, cells, title)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title or None,
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        title_justify="left",
    )
    for heading, wide in zip(headings, widths, strict=True):
        table.add_column(Text("\n".join(fold(heading, wide))), width=wide, no_wrap=True)
    for line in cells:
        table.add_row(*(Text("\n".join(fold(cell, wide))) for cell, wide in zip(line, widths, strict=True)))
    Console(highlight=False, width=columns()).print(table)


def _column_widths(headings: Sequence[str], cells: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """How wide each column is drawn; None where some column would be too narrow to read."""
    columns_of = [
        [heading, *(part for line in cells for part in line[at].split("\n"))]
        for at, heading in enumerate(headings)
    ]
    natural = [max(map(width, texts)) for texts in columns_of]
    whole = [max(map(longest_piece, set(texts))) for texts in columns_of]
    for longest in _LONGEST_WHOLE:
        widths = [
            min(widest, max(_NARROWEST, min(piece, longest)))
            for widest, piece in zip(natural, whole, strict=True)
        ]
        spare = room - _GAP * (len(widths) - 1) - sum(widths)
        if spare >= 0:
            return _widened(widths, natural, spare)
    return None


def _widened(widths: list[int], natural: list[int], spare: int) -> list[int]:
    """The narrowest columns are filled first: a long text folds anyway."""
    for at in sorted(range(len(widths)), key=lambda at: natural[at] - widths[at]):
        short = sum(wide < wanted for wide, wanted in zip(widths, natural, strict=True))
        more = min(natural[at] - widths[at], spare // max(short, 1))
        widths[at] += more
        spare -= more
    return widths


def _blocks(headings: Sequence[str], cells: Sequence[Sequence[str]], title: str) -> None:
    """One record after another, a line for each column that holds something."""
    if title:
        print(paragraph(title, sys.stdout))
    for number, line in enumerate(cells):
        if number or title:
            print()
        for heading, cell in zip(headings, line, strict=True):
            if cell:
                print("\n".join(fold(f"{heading}：{cell}", columns(), hang=2)))
