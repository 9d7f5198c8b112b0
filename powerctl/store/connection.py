"""Opening the one file: the pragmas, and whom we refuse (R: connection rules of the store).

Nothing here imports SQLAlchemy: list and show open the file through this module alone.
"""

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from powerctl.errors import Busy, IntegrityFailure, Refused
from powerctl.store.failures import foreign, telling
from powerctl.store.revisions import LATEST, digests

APPLICATION_ID = 0x50574354
PAGE_SIZE = 16384
TIMEOUT = 30.0
_PRAGMAS = (
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",
)
# Before 3.41 SQLite holds json_object() in a trigger for unsafe when the schema is not trusted.
_JSON_IS_TRUSTED = (3, 41)


def connect(path: Path, *, writing: bool, timeout: float = TIMEOUT) -> sqlite3.Connection:
    """A connection with every pragma set, to a county file of this or an older revision.

    Raises Refused for a missing, foreign, newer or (writing) read-only file, Busy for a locked
    one, IntegrityFailure for a damaged one. The schema is not looked at: see `check_schema`.
    """
    path = Path(path)
    _look_at(path)
    if writing and not _writable(path):
        raise Refused(f"{path} 或它所在的文件夹是只读的，不能写入", hint="请换到可写的文件夹")
    mode = "rw" if writing or _writable(path) else "ro"
    with telling(path):
        db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=timeout
        )
        try:
            set_pragmas(db)
            check_origin(db, path)
            if writing:
                _keep_one_file(db, path)
            else:
                # A reader opens for writing all the same, so that a hot journal is rolled back.
                db.execute("PRAGMA query_only=ON")
        except BaseException:
            db.close()
            raise
    return db


def open_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, to a file of the current revision whose schema is as shipped.

    Raises as `connect`, and IntegrityFailure when a table, trigger or view was altered.
    """
    db = connect(path, writing=False)
    try:
        with telling(path):
            check_current(db, path)
    except BaseException:
        db.close()
        raise
    return db


def set_pragmas(db: sqlite3.Connection) -> None:
    """The rules that hold on every connection, whoever opened it."""
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    if sqlite3.sqlite_version_info >= _JSON_IS_TRUSTED:
        db.execute("PRAGMA trusted_schema=OFF")


def check_origin(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a file of another program or of a newer powerctl."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise foreign(path)
    revision = revision_of(db)
    if revision > LATEST:
        raise Refused(
            f"{path} 由更新版本的 powerctl 建立（版本 {revision}），本程序只认到 {LATEST}，请升级程序",
            hint="python -m pip install --upgrade powerctl",
        )


def check_current(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a file of an older revision; raise IntegrityFailure for a schema that is not the shipped one."""
    revision = revision_of(db)
    if revision < LATEST:
        raise Refused(
            f"{path} 的版本是 {revision}，本程序要用版本 {LATEST}，需要先升级文件", hint="powerctl upgrade"
        )
    if schema_digest(db) != digests().get(revision):
        raise IntegrityFailure(
            f"{path} 的表结构、触发器或视图被改动过，与版本 {revision} 不符",
            hint="powerctl ledger verify 查看详情，powerctl restore 从备份恢复",
        )


def revision_of(db: sqlite3.Connection) -> int:
    """The schema revision that the file says it has."""
    revision: int = db.execute("PRAGMA user_version").fetchone()[0]
    return revision


def schema_digest(db: sqlite3.Connection) -> str:
    """SHA-256 of every table, index, trigger and view of the file; the planner's statistics left out."""
    digest = hashlib.sha256()
    for row in db.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_schema "
        "WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')) ORDER BY type, name"
    ):
        digest.update("\x1f".join(row).encode() + b"\x1e")
    return digest.hexdigest()


def outsiders(db: sqlite3.Connection) -> int:
    """How many changes another program made that no command has sealed yet."""
    count: int = db.execute(
        "SELECT count(*) FROM ledger_change WHERE seq > "
        "coalesce((SELECT last_change FROM ledger_entry ORDER BY seq DESC LIMIT 1), 0)"
    ).fetchone()[0]
    return count


def close_writing(db: sqlite3.Connection) -> None:
    """Close a connection that has written, and take its empty journal file away if nobody needs it."""
    with suppress(sqlite3.Error):
        db.execute("PRAGMA busy_timeout=0")
        db.execute("PRAGMA journal_mode=DELETE")
    db.close()


def _look_at(path: Path) -> None:
    with telling(path):
        if not path.exists():
            raise Refused(f"找不到数据库文件 {path}", hint="新建：powerctl init；或用 --db 指明路径")
        if not path.is_file():
            raise Refused(f"{path} 不是一个文件", hint="请检查 --db 的路径")
        # Not opened here: to close a second handle would drop the locks that SQLite holds on the file.
        if not os.access(path, os.R_OK):
            raise Refused(f"没有读写 {path} 的权限", hint="请检查文件和文件夹的权限")
        if not path.stat().st_size:
            raise Refused(f"{path} 是空文件，不是 powerctl 的数据库", hint="删除后重新建立：powerctl init")


def _writable(path: Path) -> bool:
    # The journal lies beside the file, so that the folder must be writable too.
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _keep_one_file(db: sqlite3.Connection, path: Path) -> None:
    if db.execute("PRAGMA journal_mode=TRUNCATE").fetchone()[0] != "truncate":
        raise Busy(f"{path} 正被另一个程序以 WAL 方式打开，不能写入", hint="请关闭其他程序后重试")
