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
    from sqlalchemy import Table

Change = Callable[["Operations"], None]


def apply(db: sqlite3.Connection, step: Step) -> None:
    """Carry out one step inside the transaction that is open on `db`. Raises whatever the step raises."""
    if not db.in_transaction:
        raise RuntimeError("a step runs inside a transaction")
    db.set_authorizer(_no_transaction)
    try:
        if step.file.endswith(".sql"):
            for statement in statements(step):
                db.execute(statement)
        else:
            with operations(db) as found:
                _change_of(step)(found)
    finally:
        db.set_authorizer(None)


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
    """Alembic's batch on one table, which comes back STRICT, with its CHECKs, and the same every time.

    In: the operations of a step. Out: the batch to declare changes on.
    """
    with found.batch_alter_table(
        table, recreate="always", copy_from=_as_it_is(found, table), table_kwargs={"sqlite_strict": True}
    ) as batch:
        yield batch


def _as_it_is(found: "Operations", name: str) -> "Table":
    """The table as the file has it, CHECKs included, its constraints in an order that never varies.

    Alembic walks a set of them, whose order differs from run to run; two upgraded files would then
    have two schemas, and neither the one whose digest is frozen.
    """
    from sqlalchemy import CheckConstraint, Constraint, MetaData, Table, inspect
    from sqlalchemy.util import OrderedSet

    db = found.get_bind()
    table = Table(name, MetaData(), autoload_with=db, resolve_fks=False)
    for check in inspect(db).get_check_constraints(name):
        table.append_constraint(CheckConstraint(check["sqltext"], name=check["name"]))

    def place(constraint: Constraint) -> tuple[str, str, tuple[str, ...], str]:
        columns = tuple(getattr(constraint, "column_keys", ()) or getattr(constraint, "columns", {}).keys())
        return (
            constraint.__visit_name__,
            str(constraint.name),
            columns,
            str(getattr(constraint, "sqltext", "")),
        )

    table.constraints = OrderedSet(sorted(table.constraints, key=place))
    return table


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


def _no_transaction(action: int, *_about: str | None) -> int:
    ends = action in (sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT)
    return sqlite3.SQLITE_DENY if ends else sqlite3.SQLITE_OK


def _change_of(step: Step) -> Change:
    if step.change is not None:
        return step.change
    module = importlib.import_module(f"powerctl.store.revisions.{step.file.removesuffix('.py')}")
    change: Change = module.change
    return change
