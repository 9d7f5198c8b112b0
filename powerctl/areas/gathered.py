"""What many questions reckon from the same rows, reckoned once: TEMP tables filled when they are asked for.

A gathered table is declared with the select that makes its rows; questions join it as any other table.
Nothing of the county's file is written. What it holds is as of its filling: whoever asks on changed rows
fills it again.
"""

from collections.abc import Callable, Iterator
from functools import cache

from sqlalchemy import ClauseElement, Column, Index, Integer, MetaData, Select, Table, delete, insert
from sqlalchemy.sql.visitors import ExternallyTraversible
from sqlmodel import Session

GATHERED = MetaData()
_ROWS = "rows"

Rows = Callable[[], "Select[tuple[object, ...]]"]


def gathered(name: str, rows: Rows, *key: str, unique: bool = True) -> Table:
    """A TEMP table of that select's rows, found by its key.

    One whole number that is the key is the row's own number: the quickest way to find it.
    """
    kept = rows().selected_columns
    alone = unique and len(key) == 1
    columns = [
        Column(
            one.name,
            Integer if alone and one.name in key else one.type,
            primary_key=unique and one.name in key,
        )
        for one in kept
    ]
    indexes = [] if unique else [Index(f"{name}_by_key", *key)]
    return Table(
        name,
        GATHERED,
        *columns,
        *indexes,
        prefixes=["TEMPORARY"],
        info={_ROWS: rows},
        sqlite_with_rowid=alone or not unique,
    )


def gathered_for(question: ClauseElement) -> Iterator[Table]:
    """The gathered tables that a question reads, once each, after those that its own rows are made of."""
    read = (part for part in _parts(question) if isinstance(part, Table) and _ROWS in part.info)
    yield from dict.fromkeys(one for table in read for one in (*_made_of(table), table))


@cache
def _made_of(table: Table) -> tuple[Table, ...]:
    return tuple(gathered_for(table.info[_ROWS]()))


def everything_read(question: ClauseElement) -> Iterator[ExternallyTraversible]:
    """The parts of a question and of all that was gathered for it."""
    yield from _parts(question)
    for table in gathered_for(question):
        yield from _parts(table.info[_ROWS]())


def _parts(question: ExternallyTraversible) -> Iterator[ExternallyTraversible]:
    """A question and all that it is made of, each once: questions share large parts many times over."""
    # The parts are kept: the number of one that is gone would be given out again.
    seen: dict[int, ExternallyTraversible] = {}
    waiting = [question]
    while waiting:
        part = waiting.pop()
        if id(part) not in seen:
            seen[id(part)] = part
            yield part
            waiting.extend(part.get_children())


def gather(session: Session, question: ClauseElement, filled: set[str]) -> None:
    """Fill what the question reads, but for the tables named in `filled`, to which those done are added."""
    for table in gathered_for(question):
        if table.name in filled:
            continue
        connection = session.connection()
        table.create(connection, checkfirst=True)
        connection.execute(delete(table))
        connection.execute(insert(table).from_select(list(table.c.keys()), table.info[_ROWS]()))
        filled.add(table.name)
