"""What every command starts from: the file, the day, the actor; and the ways to read and write.

The only place that reads the clock, the environment's defaults and the platform's folders.
"""

import contextlib
import getpass
import os
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(slots=True)
class Settings:
    """The global options of one call."""

    db: Path | None = None
    today: date | None = None
    actor: str = ""
    quiet: bool = False


_current = Settings()


def begin(db: str | Path | None, today: str | None, actor: str | None, quiet: bool) -> None:
    """Take over the global options. Raises Refused for a day that is none and a file without a name."""
    if db is not None and not str(db).strip():
        raise Refused(f"--db 写的是“{db}”，要写县区数据文件的路径", hint="powerctl --db 县区.db 命令 …")
    _current.db = None if db is None else Path(db)
    _current.today = None if today is None else _day(today)
    _current.actor = (actor or "").strip()
    _current.quiet = quiet


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(
            f"“{text}”不是日期，要写成 2026-01-05 这样", hint="按 2026-01-05 的写法重新输入日期"
        ) from None


def parse_day(text: str | None) -> date | None:
    """A day typed as an option (`2026-01-05`), or None. Raises Refused for anything else."""
    return None if text is None else _day(text.strip())


def needed_day(text: str) -> date:
    """A day that an option cannot leave out. Raises Refused also for an empty text."""
    return _day(text.strip())


def today() -> date:
    """The day on which things are judged: `--today`, or the computer's."""
    return _current.today or datetime.now().astimezone().date()


def now() -> datetime:
    """The computer's clock, to the second; never moved by `--today`."""
    return datetime.now().astimezone().replace(tzinfo=None, microsecond=0)


def actor() -> str:
    """Who is typing: `--actor`, or the name the computer knows."""
    if _current.actor:
        return _current.actor
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "未署名"


def quiet() -> bool:
    """Whether only errors are to be said."""
    return _current.quiet


def db_path() -> Path:
    """The county file: `--db`, POWERCTL_DB, or the platform's data folder."""
    if _current.db is not None:
        return _current.db
    from platformdirs import user_data_path

    return Path(os.environ.get("POWERCTL_DB") or user_data_path("powerctl", appauthor=False) / "county.db")


@contextlib.contextmanager
def writing(command: str) -> "Iterator[Session]":
    """One transaction and one ledger entry; `command` names the command and records, never free text."""
    from powerctl.store.transaction import transaction

    with transaction(db_path(), actor(), command) as session:
        yield session


@contextlib.contextmanager
def reading() -> "Iterator[Session]":
    """A session that reads, for rules and reports."""
    from powerctl.store.transaction import reading as read

    with read(db_path()) as session:
        yield session


@contextlib.contextmanager
def viewing() -> Iterator[sqlite3.Connection]:
    """A bare connection for list and show; reading never imports the tables' classes."""
    from powerctl.store.connection import open_reading, outsiders

    connection = open_reading(db_path())
    try:
        if number := outsiders(connection):
            print(
                f"提醒：有 {number} 处改动不是由 powerctl 写入的，请查看 powerctl ledger verify",
                file=sys.stderr,
            )
        yield connection
    finally:
        connection.close()
