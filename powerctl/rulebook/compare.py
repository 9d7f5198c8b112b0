"""Comparing a run with what was found before: new, persisting, resolved.

New: never seen, seen and resolved, or until now only not to be told. Resolved: found before,
looked at again, and not found; its record may still be there (it passed) or be gone.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import String, select, type_coerce
from sqlmodel import Session

from powerctl.model import Finding
from powerctl.rulebook.rule import FINDING, Outcome
from powerctl.rulebook.scope import Scope
from powerctl.terms import FindingStatus, Verdict

Key = tuple[str, str]
PASSED_NOW = "已消除：本次检查通过"
GONE = "已消除：记录已不在册（停用、删除或更名）"

_FINDINGS = Finding.metadata.tables["finding"]
_KEPT = (
    "id", "rule", "item", "unit_id", "verdict", "severity", "subject", "message", "advice", "origin",
    "waived", "status",
)  # fmt: skip
_TERMS = ("verdict", "severity", "status")


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of `finding` as the run before left it; terms as the words that the file holds."""

    id: int
    rule: str
    item: str
    unit_id: int | None
    verdict: str | None
    severity: str | None
    subject: str
    message: str
    advice: str
    origin: str | None
    waived: bool
    status: str | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A finding that is no more; `gone` where its record is no longer looked at."""

    finding_id: int
    rule: str
    item: str
    unit_id: int | None
    subject: str
    message: str
    gone: bool


def read_stored(session: Session, codes: Collection[str]) -> dict[Key, Stored]:
    """All findings of these rules, resolved ones too, by rule and item."""
    # Words, not terms: of 100,000 findings the conversion would cost as much as reading them.
    columns = [
        type_coerce(_FINDINGS.c[name], String).label(name) if name in _TERMS else _FINDINGS.c[name]
        for name in _KEPT
    ]
    rows = session.execute(select(*columns).where(_FINDINGS.c.rule.in_(list(codes))))
    return {(row.rule, row.item): Stored(*row) for row in rows}


def verdict_of(outcome: Outcome) -> Verdict:
    """The stored term of an outcome's verdict."""
    return Verdict.FINDING if outcome.verdict == FINDING else Verdict.UNKNOWN


def status_of(outcome: Outcome, before: Stored | None) -> FindingStatus:
    """New or persisting, against the run before."""
    if before is None or before.status == FindingStatus.RESOLVED:
        return FindingStatus.NEW
    if before.verdict == Verdict.UNKNOWN and outcome.verdict == FINDING:
        return FindingStatus.NEW
    return FindingStatus.PERSISTING


def vanished(stored: Mapping[Key, Stored], seen: Collection[Key], scope: Scope) -> list[Stored]:
    """What was open before, lies in the scope and was not found again, in the order of rule and item."""
    return [
        stored[key]
        for key in sorted(stored)
        if key not in seen
        and stored[key].status != FindingStatus.RESOLVED
        and scope.holds(stored[key].unit_id)
    ]


def resolve(before: Iterable[Stored], still_there: Collection[Key]) -> list[Resolved]:
    """Each vanished finding in words: passed now, or its record is gone."""
    resolved = []
    for stored in before:
        gone = (stored.rule, stored.item) not in still_there
        sentence = f"{GONE if gone else PASSED_NOW}。原情况：{stored.message}"
        resolved.append(
            Resolved(stored.id, stored.rule, stored.item, stored.unit_id, stored.subject, sentence, gone)
        )
    return resolved


def differs(outcome: Outcome, waived: bool, status: FindingStatus, before: Stored) -> bool:
    """Whether the stored row says anything else than this outcome, as persisting."""
    if status is not FindingStatus.PERSISTING:
        return True
    return (
        before.message != outcome.message
        or before.verdict != verdict_of(outcome)
        or before.severity != outcome.severity
        or before.waived != waived
        or before.subject != outcome.subject
        or before.unit_id != outcome.unit_id
        or before.origin != outcome.origin
        or before.advice != outcome.advice
    )
