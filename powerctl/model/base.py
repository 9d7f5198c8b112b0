"""What every table is made of: STRICT, column types that SQLite's STRICT knows, headings, origin.

A column carries its Chinese heading as comment; `info["personal"]` marks what the ledger
keeps in its separate, salted part, `info["secret"]` what it keeps there only as long as the row does.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Dialect, String, TypeDecorator
from sqlalchemy.ext.compiler import compiles
from sqlmodel import Field, SQLModel

STRICT: dict[str, Any] = {"sqlite_strict": True}


@compiles(String, "sqlite")
@compiles(Date, "sqlite")
@compiles(DateTime, "sqlite")
def _as_text(_type: Any, _compiler: Any, **_kw: Any) -> str:
    return "TEXT"


@compiles(Boolean, "sqlite")
def _as_integer(_type: Any, _compiler: Any, **_kw: Any) -> str:
    return "INTEGER"


class TermType(TypeDecorator[StrEnum]):
    """Stores a term as its official Chinese value."""

    impl = String
    cache_ok = True

    def __init__(self, terms: type[StrEnum]) -> None:
        super().__init__()
        self.terms = terms
        self._of_value: dict[str, StrEnum] = {one.value: one for one in terms}

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.terms(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        # Looked up, where there is one: to call the enumeration costs several times as much.
        return None if value is None else self._of_value.get(value) or self.terms(value)


def key() -> Any:
    """The row's own number."""
    return Field(default=None, primary_key=True, sa_column_kwargs={"comment": "内部编号"})


def column(heading: str, *, personal: bool = False, index: bool = False, unique: bool = False) -> Any:
    """An optional value under a Chinese heading; `personal` goes into the ledger's forgettable part."""
    return Field(default=None, index=index, unique=unique, sa_column_kwargs=_about(heading, personal))


def secret_count(heading: str) -> Any:
    """A count of a secret ballot: the ledger forgets it when the row no longer holds it (store.secrecy)."""
    return Field(
        default=None,
        sa_column_kwargs={"comment": heading, "info": {"personal": True, "secret": True}},
    )


def required(heading: str, *, personal: bool = False, index: bool = False, unique: bool = False) -> Any:
    """A value that a row cannot be without."""
    return Field(index=index, unique=unique, sa_column_kwargs=_about(heading, personal))


def blank(heading: str) -> Any:
    """A text that is part of a key: empty rather than missing."""
    return Field(default="", sa_column_kwargs=_about(heading))


def unless_said(heading: str) -> Any:
    """A mark that something happened to the record: no, unless it is said."""
    return Field(default=False, sa_column_kwargs={**_about(heading), "default": False})


def term(terms: type[StrEnum], heading: str, *, index: bool = False) -> Any:
    """An optional value out of a closed list of official terms."""
    return Field(default=None, index=index, sa_type=TermType(terms), sa_column_kwargs=_about(heading))


def required_term(terms: type[StrEnum], heading: str) -> Any:
    """A term that a row cannot be without."""
    return Field(sa_type=TermType(terms), sa_column_kwargs=_about(heading))


def moment(heading: str) -> Any:
    """An optional moment by the computer's own clock, without a time zone."""
    # Left to itself, newer SQLModel takes only moments with a zone and stores them as UTC.
    return Field(default=None, sa_type=DateTime, sa_column_kwargs=_about(heading))


def required_moment(heading: str) -> Any:
    """A moment that a row cannot be without."""
    return Field(sa_type=DateTime, sa_column_kwargs=_about(heading))


def link(target: str, heading: str, *, index: bool = False) -> Any:
    """An optional reference to a row of another table (`unit.id`)."""
    return Field(default=None, foreign_key=target, index=index, sa_column_kwargs=_about(heading))


def needed_link(target: str, heading: str, *, index: bool = True) -> Any:
    """A reference that a row cannot be without; it needs no index of its own where a key begins with it."""
    return Field(foreign_key=target, index=index, sa_column_kwargs=_about(heading))


def _about(heading: str, personal: bool = False) -> dict[str, Any]:
    return {"comment": heading, "info": {"personal": personal}}


def titled(title: str, *constraints: Any) -> Any:
    """Table arguments: the noun a clerk knows the table by, and its constraints."""
    return (*constraints, {**STRICT, "comment": title})


class Origin(SQLModel):
    """Where a record came from: the import, the sheet and the cell of its first column."""

    batch_id: int | None = link("import_batch.id", "导入批次")
    source_sheet: str | None = column("来源工作表")
    source_cell: str | None = column("来源单元格")
