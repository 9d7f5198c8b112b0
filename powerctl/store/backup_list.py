"""The list of backups, beside them in their folder, and which of them are kept.

One JSON object a line, only ever appended: a line torn by a power cut costs itself and nothing
else, and the head code of a backup that was removed long ago still testifies to its day.
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

LIST = "backups.jsonl"

LAST, DAILY, WEEKLY, MONTHLY = 3, 7, 4, 12


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One verified backup: what it is a copy of, what it weighs, and the head of its ledger."""

    file: str
    of: str
    """File name (not path) of the county file."""
    made_at: datetime
    actor: str
    reason: str
    size: int
    sha256: str
    head_code: str
    revision: int
    removed_at: datetime | None = None


def read_list(folder: Path, of: str | None = None) -> list[BackupLine]:
    """Every backup ever listed in the folder, oldest first; of one county file when `of` is given.

    A line that cannot be read is left out; of two lines for one file the later stands.
    """
    try:
        written = (folder / LIST).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    lines: dict[str, BackupLine] = {}
    for text in written.splitlines():
        line = _parsed(text)
        if line is not None and (of is None or line.of == of):
            lines[line.file] = line
    return sorted(lines.values(), key=lambda line: line.made_at)


def kept_backups(folder: Path, of: str | None = None) -> list[BackupLine]:
    """The listed backups whose file is there, oldest first."""
    return [line for line in read_list(folder, of) if (folder / line.file).is_file()]


def append_line(folder: Path, line: BackupLine) -> None:
    """Add a line and see it on the disk. Raises OSError."""
    fields = {name: _plain(value) for name, value in asdict(line).items()}
    text = json.dumps(fields, ensure_ascii=False) + "\n"
    descriptor = os.open(folder / LIST, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        # A line torn earlier must not swallow this one.
        size = os.fstat(descriptor).st_size
        torn = size and (folder / LIST).read_bytes()[-1:] != b"\n"
        os.write(descriptor, (("\n" if torn else "") + text).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def to_keep(
    moments: Iterable[datetime],
    *,
    last: int = LAST,
    daily: int = DAILY,
    weekly: int = WEEKLY,
    monthly: int = MONTHLY,
) -> set[datetime]:
    """Which moments to keep: the last few, and the newest of so many days, weeks and months.

    Only periods that have a backup count, so that a laptop left in a drawer loses nothing.
    """
    newest_first = sorted(set(moments), reverse=True)
    keep = set(newest_first[:last])
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (daily, lambda moment: moment.date()),
        (weekly, lambda moment: moment.isocalendar()[:2]),
        (monthly, lambda moment: (moment.year, moment.month)),
    )
    for number, period in periods:
        newest: dict[object, datetime] = {}
        for moment in newest_first:
            newest.setdefault(period(moment), moment)
        keep.update(list(newest.values())[:number])
    return keep


def prune(folder: Path, *, newest: BackupLine, now: datetime) -> list[BackupLine]:
    """Remove the backups of one county file that the schedule lets go; the lines that went.

    `newest` is the verified backup that makes this safe: without its file nothing is removed, and
    nothing made after it is touched. Raises OSError.
    """
    if not (folder / newest.file).is_file():
        return []
    lines = [line for line in kept_backups(folder, newest.of) if line.made_at <= newest.made_at]
    keep = to_keep(line.made_at for line in lines)
    gone = []
    for line in lines:
        if line.made_at in keep or line.file == newest.file:
            continue
        (folder / line.file).unlink(missing_ok=True)
        removed = replace(line, removed_at=now)
        append_line(folder, removed)
        gone.append(removed)
    return gone


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _parsed(text: str) -> BackupLine | None:
    try:
        fields = json.loads(text)
        removed = fields["removed_at"]
        # The file name comes out of a text file: it must not lead out of the folder.
        if Path(fields["file"]).name != fields["file"]:
            return None
        return BackupLine(
            file=fields["file"],
            of=fields["of"],
            made_at=datetime.fromisoformat(fields["made_at"]),
            actor=str(fields["actor"]),
            reason=str(fields["reason"]),
            size=int(fields["size"]),
            sha256=str(fields["sha256"]),
            head_code=str(fields["head_code"]),
            revision=int(fields["revision"]),
            removed_at=datetime.fromisoformat(removed) if removed else None,
        )
    except (ValueError, KeyError, TypeError):
        return None
