"""The numbered steps that lead from an empty file to the current schema.

A step is a file of SQL, or of Python with Alembic's operations, that never changes once
released. `digests.txt` holds, for every revision, the digest of the whole schema (tables,
indexes, triggers, views) that a file of that revision must have; `tables.json` what the tables
are called and which columns are personal. Both are made by `python -m powerctl.store.freeze`.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Step:
    """One revision: its number and the file beside this one that makes it.

    The file is SQL, or Python with a function `change(operations)`; or the function is given itself.
    """

    number: int
    file: str = ""
    change: Callable[..., None] | None = None


STEPS: tuple[Step, ...] = (Step(1, "0001_initial.sql"),)
LATEST = STEPS[-1].number


def statements(step: Step) -> Iterator[str]:
    """The statements of a step of SQL, one by one: a script would commit behind the caller's back."""
    pending = ""
    for line in (_HERE / step.file).read_text(encoding="utf-8").splitlines():
        if not pending and (not line.strip() or line.startswith("--")):
            continue
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            yield pending.strip().removesuffix(";")
            pending = ""


@cache
def digests() -> dict[int, str]:
    """Revision → digest of its schema, as shipped."""
    lines = (_HERE / "digests.txt").read_text(encoding="ascii").splitlines()
    return {int(number): digest for number, digest in (line.split() for line in lines if line)}
