"""The only way to write, and the read-only session of rules and reports.

`transaction` is one command: one SQLite transaction and one ledger entry, or nothing at all.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.util import LRUCache
from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.store import seal
from powerctl.store.connection import (
    TIMEOUT,
    check_current,
    check_origin,
    close_writing,
    connect,
    open_reading,
)
from powerctl.store.create import fill
from powerctl.store.failures import telling
from powerctl.store.secrecy import forget_old_counts

_COMPILED = LRUCache[Any, Any](2000)
"""Statements as SQL text, by what they are made of."""
_NOBODY_COMMITS = "only the end of store.transaction commits"
_READS = frozenset(
    (
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
    )
)
_READING_PRAGMAS = frozenset(("table_info", "table_xinfo", "table_list", "index_list", "index_info"))


class _Session(Session):
    """A session that begins once and does not commit: the block that it came from does."""

    def __init__(self, engine: Engine, begin: str) -> None:
        super().__init__(engine, expire_on_commit=False)
        self._opening = begin
        self._begun = False
        self._sealed = False
        event.listen(engine, "begin", self._before_begin)
        event.listen(engine, "commit", self._before_commit)

    def commit(self) -> NoReturn:
        raise RuntimeError(_NOBODY_COMMITS)

    def finish(self) -> None:
        """Commit: for the end of the block."""
        self._sealed = True
        super().commit()

    def _before_begin(self, connection: Connection) -> None:
        if self._begun:
            raise RuntimeError("a rolled back session cannot be used again: leave the block")
        self._begun = True
        connection.exec_driver_sql(self._opening)

    def _before_commit(self, _connection: Connection) -> None:
        if not self._sealed:
            raise RuntimeError(_NOBODY_COMMITS)


@contextmanager
def transaction(
    path: Path,
    actor: str,
    command: str,
    *,
    timeout: float = TIMEOUT,
    kind: str = "command",
    check_links: bool = True,
) -> Iterator[Session]:
    """A session whose changes are sealed as one ledger entry and committed, or rolled back whole.

    In: who works, and the command's name with its numbers, never free text of a person (it stays
    for ever). Out: the session; `info["actor"]`, `info["command"]`, `info["entry"]` (the number that
    the entry gets if anything changes), and `info["undoes"]`, which undo sets. Raises Busy when
    another command writes for longer than `timeout` seconds, Refused for a file that cannot be
    written, IntegrityFailure for one that was altered or is damaged; whatever is raised inside the
    block undoes all of it. Without `check_links` the caller looks at references itself, all at once.
    Counts of secret ballots that the block struck, changed or took back are forgotten at its end.
    """
    if not actor.strip() or not command.strip():
        raise ValueError("a command needs an actor and a name")
    path = Path(path)
    with telling(path):
        db = connect(path, writing=True, timeout=timeout)
        if not check_links:
            db.execute("PRAGMA foreign_keys=OFF")
    with telling(path), _session(db, "BEGIN IMMEDIATE") as session:
        raw = driver(session)
        # Again, now that nobody else can change it.
        check_origin(raw, path)
        check_current(raw, path)
        session.info.update(actor=actor, command=command, entry=seal.open_entry(raw))
        yield session
        session.flush()
        _still_the_same(session, raw)
        forgotten = forget_old_counts(raw)
        seal.close_entry(raw, actor=actor, command=command, kind=kind, undoes=session.info.get("undoes"))
        session.finish()
    if forgotten:
        _rewrite(path)


def _rewrite(path: Path) -> None:
    """Writes the file anew, so that no free space of it holds what was forgotten."""
    try:
        with telling(path):
            db = connect(path, writing=True)
            try:
                db.execute("VACUUM")
            finally:
                close_writing(db)
    except Refused as refusal:
        raise Refused(
            f"已登记，但文件没有重新整理（{refusal}），作废的票数可能还在文件的空闲处", hint="powerctl doctor"
        ) from refusal


@contextmanager
def reading(path: Path) -> Iterator[Session]:
    """A session on one unchanging state of the file; TEMP tables can be made in it, nothing else written.

    Raises as `connection.open_reading`.
    """
    path = Path(path)
    with telling(path):
        db = open_reading(path)
        # query_only would forbid TEMP tables too.
        db.execute("PRAGMA query_only=OFF")
        with _session(db, "BEGIN") as session:
            driver(session).set_authorizer(_only_reading)
            yield session


@contextmanager
def empty() -> Iterator[Session]:
    """A session like `reading` on a file of the current schema without a single row."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    fill(db)
    with _session(db, "BEGIN") as session:
        driver(session).set_authorizer(_only_reading)
        yield session


def driver(session: Session) -> sqlite3.Connection:
    """The sqlite3 connection under a session: for the store alone."""
    found = session.connection().connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


@contextmanager
def _session(db: sqlite3.Connection, begin: str) -> Iterator[_Session]:
    engine = _engine(db)
    session = _Session(engine, begin)
    try:
        yield session
    finally:
        with suppress(sqlite3.Error, SQLAlchemyError):
            session.rollback()
        _let_go(session, engine, db)


def _engine(db: sqlite3.Connection) -> Engine:
    """An engine on one connection. All share their dialect, by which what was compiled is found again."""
    first = _first_engine()
    creator: Any = lambda: db  # noqa: E731
    pool = StaticPool(creator, dialect=first.dialect)
    return Engine(pool, first.dialect, first.url, execution_options={"compiled_cache": _COMPILED})


@cache
def _first_engine() -> Engine:
    engine = create_engine("sqlite://")
    # The dialect learns about the library by the first connection.
    engine.connect().close()
    return engine


def _let_go(session: Session, engine: Engine, db: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error, SQLAlchemyError):
        session.close()
    engine.dispose()
    close_writing(db)


def _still_the_same(session: Session, raw: sqlite3.Connection) -> None:
    if driver(session) is not raw or not raw.in_transaction:
        raise RuntimeError("the session's transaction was ended inside the block")


def _only_reading(
    action: int, first: str | None, second: str | None, database: str | None, _trigger: str | None
) -> int:
    """Allow what reads, and whatever happens in the connection's own TEMP database."""
    if action in _READS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_OK if first in _READING_PRAGMAS else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if database == "temp" else sqlite3.SQLITE_DENY
