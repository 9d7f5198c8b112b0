"""Checklists: the institutions that a document says must exist, dated and cited (checklists.toml).

They stand here and not in the rules, as numbers do. A rule joins two TEMP tables of the day:

checklist_line  a row per line that counts on the day: checklist, position, topic, cites (printed)
checklist_word  words of a topic: an institution whose name holds one of them fulfils it

What a county or a unit names instead are rows of `required_institution`; the words of a topic count
for its own lines, too.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, delete, insert
from sqlmodel import Session

from powerctl.limits.declared import DeclarationError, document_of
from powerctl.terms import Checklist


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a checklist: the topic, and the words in a name by which it is known."""

    topic: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredList:
    """A shipped checklist, the first day it counts, and where it comes from, as it is printed."""

    checklist: Checklist
    valid_from: date
    cites: str
    lines: tuple[ListLine, ...]


TEMPORARY = MetaData()
"""The TEMP tables of a check, those of `in_force` among them."""

checklist_line = Table(
    "checklist_line",
    TEMPORARY,
    Column("checklist", String),
    Column("position", Integer),
    Column("topic", String),
    Column("cites", String),
    Index("checklist_line_by_list", "checklist", "topic"),
    prefixes=["TEMPORARY"],
)
checklist_word = Table(
    "checklist_word",
    TEMPORARY,
    Column("topic", String),
    Column("word", String),
    Index("checklist_word_by_topic", "topic", "word"),
    prefixes=["TEMPORARY"],
)


@cache
def declared_lists() -> tuple[DeclaredList, ...]:
    """Every shipped checklist. Raises DeclarationError where checklists.toml is malformed."""
    text = Path(__file__).with_name("checklists.toml").read_text(encoding="utf-8")
    return read_lists(tomllib.loads(text))


def read_lists(data: dict[str, Any]) -> tuple[DeclaredList, ...]:
    """The checklists of a parsed checklists.toml; names, days, citations and topics are checked."""
    found = []
    for table in data.get("list", []):
        try:
            checklist, start = Checklist(table["name"]), table["from"]
            lines = tuple(ListLine(line["topic"], tuple(line["words"])) for line in table["line"])
            document = document_of(table["requirement"])
        except (KeyError, ValueError) as error:
            raise DeclarationError(f"checklists.toml: {error}") from error
        topics = [line.topic for line in lines]
        if not isinstance(start, date) or not document or len(set(topics)) != len(topics):
            raise DeclarationError(f"checklists.toml: {checklist}: no day, no document, or a topic twice")
        if not all(line.topic.strip() and all(word.strip() for word in line.words) for line in lines):
            raise DeclarationError(f"checklists.toml: {checklist}: an empty topic or word")
        cites = f"{document} {table['section']}（{table['requirement']}）"
        found.append(DeclaredList(checklist, start, cites, lines))
    return tuple(found)


def lists_on(day: date) -> dict[Checklist, DeclaredList]:
    """The shipped list of each checklist that counts on a day: the latest by then."""
    by_day = sorted(declared_lists(), key=lambda one: one.valid_from)
    return {one.checklist: one for one in by_day if one.valid_from <= day}


def put_checklists(session: Session, day: date) -> None:
    """Fill the two tables for a day, in this session only; calling it again replaces what was there."""
    connection = session.connection()
    TEMPORARY.create_all(connection, checkfirst=True)
    lines: list[dict[str, Any]] = []
    words: dict[tuple[str, str], None] = {}
    for one in declared_lists():
        words |= {(line.topic, word): None for line in one.lines for word in line.words}
    for one in lists_on(day).values():
        lines += [
            {"checklist": one.checklist.value, "position": at, "topic": line.topic, "cites": one.cites}
            for at, line in enumerate(one.lines, 1)
        ]
    for table, rows in (
        (checklist_line, lines),
        (checklist_word, [{"topic": topic, "word": word} for topic, word in words]),
    ):
        connection.execute(delete(table))
        if rows:
            connection.execute(insert(table), rows)
