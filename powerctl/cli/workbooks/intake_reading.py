"""import, the first half: a file read and understood, with what the clerk and earlier imports say of it."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from powerctl.cli import session
from powerctl.cli.output import warn
from powerctl.errors import Refused

if TYPE_CHECKING:
    from powerctl.sheets.grid import WorkbookText
    from powerctl.sheets.reading import ReadWorkbook
    from powerctl.sheets.tables.choices import Choices

_SHOWN_HEADINGS = 8


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook as understood, and as text where that was asked for; `settled` is what the clerk said of
    its headings just now."""

    text: "WorkbookText | None"
    workbook: "ReadWorkbook"
    settled: "Choices"


def read_workbook(
    path: Path,
    kind: str | None,
    unit: str | None,
    typed: Sequence[str],
    *,
    first_is_highest: bool,
    may_ask: bool,
    keep_text: bool,
) -> Read:
    """Reads and understands a file. Asks on a terminal which kind it is and what unknown headings mean.

    The text of a large workbook takes much memory: without `keep_text` it goes before the writing begins.

    Raises NotReadable, and Refused for an unknown kind or column, or a heading that the file lacks.
    """
    from powerctl.sheets.files.reader import read_text
    from powerctl.sheets.kinds import WORKBOOK_KINDS
    from powerctl.sheets.tables.choices import merged, read_choices, sentences, unknown_columns, used
    from powerctl.sheets.understand import understand

    if kind is not None and kind not in WORKBOOK_KINDS:
        known = "、".join(f"{name}（{title}）" for name, title in WORKBOOK_KINDS.items())
        raise Refused(f"没有表类“{kind}”，可用的表类：{known}", hint="powerctl import 文件 --as powers")
    settled = read_choices(typed, kind)
    with progress(path, "读取"):
        text = read_text(path, meanwhile=_load_tables)
        workbook = understand(text, kind, first_is_highest=first_is_highest, choices=settled)
    if workbook.unsure and (picked := _chosen(path, workbook.unsure)):
        kind = picked
        workbook = understand(text, kind, first_is_highest=first_is_highest, choices=settled)
    kept, source = _remembered(workbook, unit)
    if kept:
        both = merged(kept, settled)
        workbook = understand(text, kind, first_is_highest=first_is_highest, choices=both)
    asks = may_ask and workbook.kind is not None and _is_terminal() and not session.quiet()
    if asks and (unknown := unknown_columns(workbook, text, merged(kept, settled))):
        answered = _asked(path, [column.heading for _, column in unknown], workbook.kind or "")
        settled = merged(settled, answered)
        if answered:
            both = merged(kept, settled)
            workbook = understand(text, kind, first_is_highest=first_is_highest, choices=both)
    kept_text = text if keep_text else None
    if workbook.kind is None:
        return Read(kept_text, workbook, {})
    _refuse_missing(path, workbook, typed)
    own = used(workbook, settled)
    before = {
        name: {heading: field for heading, field in headings.items() if heading not in own.get(name, {})}
        for name, headings in used(workbook, merged(kept, settled)).items()
    }
    workbook.notes += [f"按指定，{said}。" for said in sentences(own)]
    workbook.notes += [f"{source}，{said}。" for said in sentences(before)]
    return Read(kept_text, workbook, own)


def progress(path: Path, doing: str) -> AbstractContextManager[object]:
    """A moving bar on a terminal while a large file is worked on; nothing in cron."""
    large = path.exists() and path.stat().st_size > 300_000
    if not large or session.quiet() or not sys.stderr.isatty():
        return nullcontext()
    from powerctl.cli.progress import pulse

    return pulse(f"{doing} {path.name}")


def _load_tables() -> None:
    """Loads what planning needs while the reading child works: it takes a third of a second."""
    import powerctl.areas.intake  # noqa: F401


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _chosen(path: Path, kinds: list[str]) -> str | None:
    """The kind that the clerk picks; None in cron, where nobody is there to ask."""
    from powerctl.sheets.kinds import WORKBOOK_KINDS

    if not _is_terminal():
        return None
    for number, name in enumerate(kinds, start=1):
        typer.echo(f"  {number}. {WORKBOOK_KINDS[name]}", err=True)
    picked: int = typer.prompt(f"{path.name} 是哪一种表？填序号", type=int, err=True, prompt_suffix="：")
    if not 1 <= picked <= len(kinds):
        raise Refused(f"没有第 {picked} 种", hint=f"powerctl import {path} --as {kinds[0]}")
    return kinds[picked - 1]


def _remembered(workbook: "ReadWorkbook", unit: str | None) -> "tuple[Choices, str]":
    """What was settled for this sender at earlier imports, and words that say so."""
    from powerctl.areas.column_choices import has_choices, remembered, sender_of

    if not session.db_path().exists():
        return {}, ""
    with session.reading() as db:
        sender = sender_of(db, workbook, unit) if has_choices(db) else None
        if sender is None:
            return {}, ""
        choices, day = remembered(db, sender)
    return choices, f"按“{sender}”{day} 记下的列对应（powerctl column list）"


def _asked(path: Path, headings: Sequence[str], kind: str) -> "Choices":
    """What the clerk says of headings that nobody knows; nothing for an empty answer."""
    from powerctl.sheets.tables.choices import read_choices

    listed = "、".join(f"“{''.join(heading.split())}”" for heading in headings[:_SHOWN_HEADINGS])
    more = f"等 {len(headings)} 列" if len(headings) > _SHOWN_HEADINGS else ""
    warn(f"{path.name} 有不认识的列：{listed}{more}")
    answer: str = typer.prompt(
        "要读入的写 表头=栏目，以后都不要的写 表头=不导入，几个用空格隔开；直接回车则这次不读入",
        default="",
        show_default=False,
        err=True,
        prompt_suffix="：",
    )
    return read_choices(answer.split(), kind)


def _refuse_missing(path: Path, workbook: "ReadWorkbook", typed: Sequence[str]) -> None:
    """A heading that the clerk named and the file does not have is a slip."""
    from powerctl.sheets.tables.choices import read_choices, same

    seen = [column.heading for sheet in workbook.sheets for column in sheet.columns if column.heading]
    for pair in typed:
        for headings in read_choices([pair], workbook.kind).values():
            for heading in headings:
                if not any(same(heading, other) for other in seen):
                    listed = "、".join(dict.fromkeys("".join(other.split()) for other in seen))
                    raise Refused(
                        f"{path.name} 里没有表头“{heading}”，看到的表头：{listed}",
                        hint="表头照表里的写，两行表头用 / 连接，如 --column 责任事项/依据=责任事项依据",
                    )
