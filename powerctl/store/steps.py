"""How a numbered step is carried out: SQL statement by statement, or Python with Alembic's operations.

A step runs inside the caller's transaction on the caller's connection and can neither commit
nor roll back.
"""

import importlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from powerctl.store.revisions import Step, statements

if TYPE_CHECKING:
    from alembic.operations import BatchOperations, Operations

Change = Callable[["Operations"], None]


def apply(db: sqlite3.Connection, step: Step) -> None:
    """Carry out one step inside the transaction that is open on `db`. Raises whatever the step raises."""
    if not db.in_transaction:
        raise RuntimeError("a step runs inside a transaction")
    if step.file.endswith(".sql"):
        for statement in statements(step):
            db.execute(statement)
        return
    with operations(db) as found:
        _change_of(step)(found)
    if not db.in_transaction:
        raise RuntimeError(f"step {step.number} ended the transaction")


@contextmanager
def operations(db: sqlite3.Connection) -> "Iterator[Operations]":
    """Alembic's operations on a connection that stays the caller's."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from sqlalchemy import StaticPool, create_engine

    engine = create_engine("sqlite://", creator=lambda: _Lent(db), poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"transactional_ddl": True})
            yield Operations(context)
    finally:
        engine.dispose()


@contextmanager
def rebuilding(found: "Operations", table: str) -> "Iterator[BatchOperations]":
    """Alembic's batch on one table, which comes back STRICT and with the CHECKs that reflection leaves out.

    In: the operations of a step. Out: the batch to declare changes on.
    """
    from sqlalchemy import CheckConstraint, inspect

    checks = [
        CheckConstraint(check["sqltext"], name=check["name"])
        for check in inspect(found.get_bind()).get_check_constraints(table)
    ]
    with found.batch_alter_table(
        table, recreate="always", table_args=tuple(checks), table_kwargs={"sqlite_strict": True}
    ) as batch:
        yield batch


class _Lent:
    """A connection as SQLAlchemy sees it, whose commit, rollback and close do nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    def commit(self) -> None:
        """The caller commits."""

    def rollback(self) -> None:
        """The caller rolls back."""

    def close(self) -> None:
        """The caller closes."""


def _change_of(step: Step) -> Change:
    if step.change is not None:
        return step.change
    module = importlib.import_module(f"powerctl.store.revisions.{step.file.removesuffix('.py')}")
    change: Change = module.change
    return change
