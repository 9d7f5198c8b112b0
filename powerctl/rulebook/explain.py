"""Explaining a rule: its clause, the limits in force with their sources, what it reads, what to do.

Everything as plain data; the command and the generated pages only lay it out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table

from powerctl.areas.gathered import GATHERED, everything_read
from powerctl.limits.checklists import TEMPORARY
from powerctl.limits.declared import UNVERIFIED_WORDS, declared, document_of
from powerctl.limits.values import Limit, Override, choose
from powerctl.model.base import Origin
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import Severity

MARK_WORDS = {"": "", "V": "已核原文", "P": "未见全文", "M": UNVERIFIED_WORDS}


@dataclass(frozen=True, slots=True)
class Clause:
    """One source of a rule as it is printed; `mark` says how far its text was checked.

    `text` is document and section in full, `short` the same with the document's short name.
    """

    requirement: str
    text: str
    short: str
    mark: str


@dataclass(frozen=True, slots=True)
class Reads:
    """A table that a rule reads, under the names a clerk knows."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that `rule show` prints."""

    code: str
    name: str
    title: str
    severity: Severity
    severity_varies: bool
    explanation: str
    clauses: tuple[Clause, ...]
    limits: tuple[Limit, ...]
    reads: tuple[Reads, ...]
    advice: str


def explain(
    rule: Rule, day: date, overrides: Iterable[Override] = (), chain: Sequence[int | None] = (None,)
) -> Explanation:
    """A rule in words, with its limits as they stand on a day for a unit's chain (None: the county)."""
    overrides = list(overrides)
    return Explanation(
        code=rule.code,
        name=rule.name,
        title=rule.title,
        severity=rule.severity,
        severity_varies=rule.severity_of is not None,
        explanation=rule.explanation,
        clauses=tuple(clause(citation) for citation in rule.cites),
        limits=tuple(choose(declared()[name], day, overrides, chain) for name in rule.limits),
        reads=reads(rule),
        advice=rule.advice,
    )


def clause(citation: Citation) -> Clause:
    """A citation as it is printed. An article known from memory only (M) is never printed as one."""
    mark = MARK_WORDS[citation.mark]
    if citation.mark == "M":
        return Clause(citation.requirement, UNVERIFIED_WORDS, UNVERIFIED_WORDS, mark)
    full = f"{document_of(citation.requirement) or citation.document} {citation.section}".strip()
    short = f"{citation.document} {citation.section}".strip()
    text = f"{full}（{citation.requirement}）" if citation.requirement else full
    return Clause(citation.requirement, text, short, mark)


def reads(rule: Rule) -> tuple[Reads, ...]:
    """The tables and columns that the rule's question names, by their Chinese headings.

    Left out: the TEMP tables of a check (limits have their own list), row numbers, and where a
    record came from, which is printed with every finding and decides none.
    """
    tables: dict[Table, set[str]] = {}
    for element in everything_read(rule.question()):
        if isinstance(element, Table):
            tables.setdefault(element, set())
        for column in getattr(element, "base_columns", ()):
            if isinstance(table := getattr(column, "table", None), Table):
                tables.setdefault(table, set()).add(column.name)
    return tuple(
        Reads(table.comment or table.name, _headings(table, names))
        for table, names in sorted(tables.items(), key=lambda pair: pair[0].name)
        if table.metadata not in (TEMPORARY, GATHERED) and table.name != "import_batch"
    )


def _headings(table: Table, names: set[str]) -> tuple[str, ...]:
    return tuple(
        column.comment
        for column in table.columns
        if column.name in names
        and column.comment
        and not column.primary_key
        and column.name not in Origin.model_fields
    )
