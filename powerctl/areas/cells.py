"""From the text of a cell to the value that is stored.

What cannot be read stays a problem of the workbook, or a refusal on the command line; it is
never guessed and never dropped.
"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer

from powerctl.areas.identity import NOTHING, normal
from powerctl.model.base import TermType
from powerctl.sheets.words import amounts, finance_words, institution_words, meeting_words, vocabulary
from powerctl.terms import (
    AttendanceState,
    BasisKind,
    BodyKind,
    Checklist,
    Choice,
    DutyArea,
    FinderMethod,
    HolderLevel,
    InstitutionClass,
    InstitutionReviewKind,
    InstitutionStatus,
    LeadingBodyRole,
    MajorMatter,
    MemberRole,
    NamedMethod,
    Outcome,
    Position,
    PowerCategory,
    PowerDomain,
    RiskLevel,
    RiskList,
    RiskSource,
    ScoringMethod,
    TopicClass,
    UnitKind,
)

_TERMS: dict[type[StrEnum], Callable[[str], Any]] = {
    BasisKind: vocabulary.basis_kind,
    FinderMethod: vocabulary.finder,
    HolderLevel: vocabulary.holder_level,
    PowerCategory: vocabulary.category,
    PowerDomain: vocabulary.domain,
    RiskLevel: vocabulary.level,
    RiskList: vocabulary.list_kind,
    RiskSource: vocabulary.risk_source,
    ScoringMethod: vocabulary.scoring_method,
    UnitKind: vocabulary.unit_kind,
    Checklist: institution_words.checklist,
    InstitutionClass: institution_words.institution_class,
    InstitutionReviewKind: institution_words.review_kind,
    InstitutionStatus: institution_words.status,
    LeadingBodyRole: institution_words.body_role,
    AttendanceState: meeting_words.state,
    BodyKind: meeting_words.body,
    Choice: meeting_words.choice,
    MajorMatter: meeting_words.matter,
    MemberRole: meeting_words.role,
    NamedMethod: meeting_words.named_method,
    Outcome: meeting_words.outcome,
    Position: meeting_words.position,
    TopicClass: meeting_words.topic_class,
    **finance_words.TERMS,
}
_SAYS_ITS_UNIT = re.compile("[元角分万亿圆圓]")


def term(text: str, terms: type[StrEnum]) -> StrEnum | None:
    """The official term that a text writes, in any wording known for it, or None."""
    if terms in _TERMS:
        found: StrEnum | None = _TERMS[terms](text)
        return found
    if terms is DutyArea:
        areas = vocabulary.duty_parts(text)
        return areas[0][1] if len(areas) == 1 else None
    written = normal(text)
    return next((member for member in terms if normal(member.value) == written), None)


def loose_term(column: "Column[Any]", text: str) -> dict[str, Any]:
    """A term, and beside it (`…_written`) the words that stand for it where they are others."""
    kind = column.type
    if not isinstance(kind, TermType):
        raise TypeError(column.name)
    own = text.strip() or None
    found = term(own, kind.terms) if own else None
    return {column.name: found, f"{column.name}_written": None if found == own else own}


def reader_of(column: "Column[Any]") -> tuple[Callable[[str], Any], str]:
    """How a column's text is read, and what a clerk may write in it (Chinese, for messages)."""
    kind = column.type
    if isinstance(kind, TermType):
        terms = kind.terms
        return (lambda text: term(text, terms)), "、".join(member.value for member in terms)
    if isinstance(kind, Boolean):
        return vocabulary.yes_no, "是 或 否"
    if isinstance(kind, Date):
        return vocabulary.day, "日期，如 2026-01-05"
    if column.name.endswith("_fen"):
        return fen, "金额和单位，如 50万元、12345.60元"
    if column.name.endswith("_hundredths"):
        return hundredths, "数字，最多两位小数，如 12.34"
    if isinstance(kind, Integer):
        return vocabulary.whole, "整数"
    return (lambda text: text), "文字"


def fen(text: str) -> int | None:
    """A sum with its unit (50万元, 12345.60元) in fen; None for a bare number, which might be either."""
    found = amounts.amount(text) if _SAYS_ITS_UNIT.search(text) else None
    return found.fen if found else None


def hundredths(text: str) -> int | None:
    """A number of up to two decimals (59.5, 12.34%) in hundredths; None for what is finer, or no number."""
    found = amounts.amount(normal(text).rstrip("%分"))
    return found.fen if found and found.unit == amounts.YUAN else None


def text_or_none(text: str | None) -> str | None:
    """A text, or None where the cell says nothing (empty, `/`)."""
    return None if text is None or text.strip() in NOTHING else text


def order_problem(start: date | None, end: date | None) -> str:
    """What is wrong with two days in the wrong order, in words, or ""."""
    if start and end and end < start:
        return f"止日 {end.isoformat()} 早于起日 {start.isoformat()}"
    return ""
