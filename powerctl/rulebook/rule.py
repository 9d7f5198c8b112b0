"""A rule: a card, and one set-based question.

The question is one SELECT with a row per examined item and these labelled columns:

    item      TEXT     the clerk's key of the item (unit code + identity), never a database number
    unit_id   INTEGER  the unit the item belongs to, or NULL
    verdict   INTEGER  PASSED, FINDING or UNKNOWN
    subject   TEXT     the record's name as the clerk knows it
    origin    TEXT     workbook / sheet / cell, or NULL
    settled   INTEGER  (optional) 1: the row passes, by a part of its verdict that needs few of the joins
    (more)             whatever `say` needs for the arithmetic

The runner asks it twice: counted, and filtered to verdict <> PASSED; so a check never hands
a passed item to Python. What is `settled` is left out before the other joins are made, which
most of a million payments never need. Where two rows carry one item, the worst verdict stands.

Counting distinct items over a million rows costs ten times the question itself; a rule that
knows when an item can stand in two rows says so in `repeats`, and rows are counted otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, false, literal, select

from powerctl.terms import Severity

PASSED, UNKNOWN, FINDING = 0, 1, 2
SETTLED = "settled"

Question = Callable[[], "Select[Any]"]
Say = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule comes from: requirement ID, document, section; `mark` is V, P, M or ""."""

    requirement: str
    document: str
    section: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """The card. `code` never changes; `name` names the bad pattern in English."""

    code: str
    name: str
    title: str
    severity: Severity
    cites: tuple[Citation, ...]
    limits: tuple[str, ...]
    explanation: str
    advice: str
    question: Question
    say: Say
    severity_of: Callable[[Any], Severity] | None = None
    """Where the severity depends on the item (RSK007: high points 严重, others 一般)."""
    repeats: Question | None = None
    """A cheap SELECT that has a row when an item may stand in two rows; `never` where none can.

    None: not known, distinct items are counted.
    """
    examined: Question | None = None
    """A cheaper way to count: the rows of `question`, with unit_id alone, before anything is asked of them.

    None: the question itself is counted. Rules that look at the same items share one function, which
    is counted once. Not used where an item may stand in two rows.
    """


def never() -> "Select[Any]":
    """For `repeats`: the question has one row per item by its keys."""
    return select(literal(1)).where(false())


class Outcome(NamedTuple):
    """One finding or unknown, in words; a tuple, since there may be millions."""

    rule: str
    item: str
    unit_id: int | None
    verdict: int
    severity: Severity
    subject: str
    message: str
    advice: str
    origin: str | None
