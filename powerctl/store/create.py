"""A new county file: empty, all revisions replayed in order, triggers, views."""

import os
import sqlite3
from pathlib import Path

from powerctl.errors import Refused, system_words
from powerctl.store import steps, triggers, views
from powerctl.store.connection import APPLICATION_ID, PAGE_SIZE, close_writing, schema_digest, set_pragmas
from powerctl.store.failures import telling
from powerctl.store.revisions import LATEST, STEPS, digests


def create(path: Path) -> None:
    """Make a new county file, readable by its owner alone. Raises Refused when the path is taken."""
    path = Path(path)
    if not path.parent.is_dir():
        raise Refused(f"文件夹 {path.parent} 不存在", hint="请先建立文件夹，或用 --db 指明别的路径")
    with telling(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise Refused(f"{path} 已经存在，没有改动它", hint="请用 --db 指明别的路径") from None
        except OSError as error:
            raise Refused(
                f"不能在 {path.parent} 建立文件：{system_words(error)}", hint="请换到可写的文件夹"
            ) from error
        try:
            _fill_file(path)
        except BaseException:
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            raise


def fill(db: sqlite3.Connection) -> None:
    """Make the current schema in an empty database, in one transaction."""
    set_pragmas(db)
    db.execute("BEGIN IMMEDIATE")
    for step in STEPS:
        steps.apply(db, step)
    triggers.install(db)
    views.create_views(db)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={LATEST}")
    db.execute("COMMIT")


def _fill_file(path: Path) -> None:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        db.execute(f"PRAGMA page_size={PAGE_SIZE}")
        db.execute("PRAGMA journal_mode=TRUNCATE")
        fill(db)
        if schema_digest(db) != digests().get(LATEST):
            raise RuntimeError("the schema is not the frozen one: python -m powerctl.store.freeze")
    finally:
        close_writing(db)
