"""Running the check: every selected rule asked once, judged on a day, compared with the run before.

The only writer among the rules, and of nothing but check runs, results and findings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, insert, select, update
from sqlmodel import Session

from powerctl.collecting import no_collecting
from powerctl.limits.in_force import put_in_force
from powerctl.model import CheckResult, CheckRun, Finding
from powerctl.rulebook import waivers
from powerctl.rulebook.asking import Asker
from powerctl.rulebook.catalogue import RULES, select_rules
from powerctl.rulebook.compare import (
    Key,
    Resolved,
    Stored,
    differs,
    read_stored,
    resolve,
    status_of,
    vanished,
    verdict_of,
)
from powerctl.rulebook.rule import FINDING, Outcome, Rule
from powerctl.rulebook.scope import Scope, put_scope, units_in_scope
from powerctl.rulebook.waivers import WaiverState
from powerctl.terms import FindingStatus, Severity

_RUNS = CheckRun.metadata.tables["check_run"]
_RESULTS = CheckResult.metadata.tables["check_result"]
_FINDINGS = Finding.metadata.tables["finding"]
_BLOCK = 5_000
_LONGEST_LOOK_AHEAD = timedelta(days=366)

Progress = Callable[[Rule, int, int], None]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule's line: examined = passed + findings + unknown + waived, in items."""

    rule: Rule
    examined: int
    passed: int
    findings: int
    unknown: int
    waived: int


class Judged(NamedTuple):
    """An outcome, whether it is new, and the waiver that sets it aside."""

    outcome: Outcome
    status: FindingStatus
    waiver: WaiverState | None

    @property
    def counts(self) -> bool:
        """Whether it is a finding that nothing sets aside."""
        return self.outcome.verdict == FINDING and self.waiver is None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. `run_id` is None where nothing was stored; `note` then says why."""

    run_id: int | None
    as_of: date
    ran_at: datetime
    selection: str | None
    scope: Scope
    head_code: str | None
    results: tuple[RuleResult, ...]
    outcomes: tuple[Judged, ...]
    resolved: tuple[Resolved, ...]
    note: str

    def count(self, status: FindingStatus) -> int:
        """How many outcomes are new or persisting, or how many findings were resolved."""
        if status is FindingStatus.RESOLVED:
            return len(self.resolved)
        return sum(judged.status is status for judged in self.outcomes)

    def findings(self, *severities: Severity) -> list[Judged]:
        """The findings that count, of these severities or of all."""
        return [
            judged
            for judged in self.outcomes
            if judged.counts and (not severities or judged.outcome.severity in severities)
        ]


def run_check(
    session: Session,
    *,
    as_of: date,
    ran_at: datetime,
    select: str | None = None,
    unit_code: str | None = None,
    head_code: str | None = None,
    store: bool = True,
    rules: Sequence[Rule] = RULES,
    progress: Progress | None = None,
) -> CheckReport:
    """Ask the selected rules about the county, or one unit with those below it, as of a day.

    In: a session of `store.transaction` to keep the findings, of `store.reading` with
    `store=False`. Out: the report. A run touches only findings of its rules and units; a run as
    of an earlier day than a stored one only shows, since what was open then says nothing about
    what is resolved now; so does one of a day more than a year ahead, which is a slip of the pen.
    Raises Refused for an unknown rule or unit.
    """
    chosen = select_rules(select, rules)
    scope = put_scope(session, unit_code)
    put_in_force(session, as_of, {name for rule in chosen for name in rule.limits})
    asker = Asker(session, scope)
    waived = waivers.in_force(session, as_of)
    before = read_stored(session, {rule.code for rule in chosen})
    results: list[RuleResult] = []
    judged: list[Judged] = []
    with no_collecting():
        for done, rule in enumerate(chosen):
            if progress is not None:
                progress(rule, done, len(chosen))
            found = [_judge(outcome, before, waived) for outcome in asker.outcomes(rule)]
            results.append(_result(rule, asker.examined(rule), found))
            judged.extend(found)
    resolved = _resolved(asker, chosen, before, judged, scope)
    note = "" if store else "只显示，未保存"
    if store and as_of > ran_at.date() + _LONGEST_LOOK_AHEAD:
        store, note = False, f"截至日期 {as_of} 比今天晚一年以上，只显示，未保存"
    if store and (later := _later_run(session, as_of, ran_at.date())):
        store, note = False, f"截至日期 {as_of} 早于已保存的检查（{later}），只显示，未保存"
    run_id = None
    if store:
        run_id = _write_run(session, as_of, ran_at, select, scope, head_code, results)
        _write_findings(session, run_id, chosen, scope, before, judged, resolved)
    return CheckReport(
        run_id, as_of, ran_at, select, scope, head_code, tuple(results), tuple(judged), tuple(resolved), note
    )


def _judge(outcome: Outcome, before: dict[Key, Stored], waived: dict[Key, WaiverState]) -> Judged:
    key = (outcome.rule, outcome.item)
    waiver = waived.get(key) if outcome.verdict == FINDING else None
    return Judged(outcome, status_of(outcome, before.get(key)), waiver)


def _result(rule: Rule, examined: int, found: list[Judged]) -> RuleResult:
    waived = sum(judged.waiver is not None for judged in found)
    findings = sum(judged.counts for judged in found)
    return RuleResult(rule, examined, examined - len(found), findings, len(found) - waived - findings, waived)


def _resolved(
    asker: Asker, chosen: Sequence[Rule], before: dict[Key, Stored], judged: list[Judged], scope: Scope
) -> list[Resolved]:
    lost = vanished(before, {(it.outcome.rule, it.outcome.item) for it in judged}, scope)
    still_there: set[Key] = set()
    for rule in chosen:
        if items := [stored.item for stored in lost if stored.rule == rule.code]:
            still_there |= {(rule.code, item) for item in asker.still_there(rule, items)}
    return resolve(lost, still_there)


def _later_run(session: Session, as_of: date, today: date) -> date | None:
    """The latest day of a stored run, if it is after `as_of`; a look ahead bars nothing."""
    query = select(func.max(_RUNS.c.as_of)).where(_RUNS.c.as_of <= today)
    latest: date | None = session.execute(query).scalar()
    return latest if latest is not None and latest > as_of else None


def _write_run(
    session: Session,
    as_of: date,
    ran_at: datetime,
    selection: str | None,
    scope: Scope,
    head_code: str | None,
    results: list[RuleResult],
) -> int:
    written = session.execute(
        insert(_RUNS).values(
            ran_at=ran_at, as_of=as_of, selection=selection, unit_id=scope.unit_id, head_code=head_code
        )
    )
    run_id = int(written.inserted_primary_key[0])  # type: ignore[attr-defined]
    lines = [
        {
            "run_id": run_id,
            "rule": result.rule.code,
            "examined": result.examined,
            "passed": result.passed,
            "findings": result.findings,
            "unknown": result.unknown,
            "waived": result.waived,
        }
        for result in results
    ]
    _in_blocks(session, insert(_RESULTS), lines)
    return run_id


def _write_findings(
    session: Session,
    run_id: int,
    chosen: Sequence[Rule],
    scope: Scope,
    before: dict[Key, Stored],
    judged: list[Judged],
    resolved: list[Resolved],
) -> None:
    """Everything open in the scope is first taken as persisting, in one statement; then the exceptions."""
    persisting = update(_FINDINGS).where(
        _FINDINGS.c.rule.in_([rule.code for rule in chosen]), _FINDINGS.c.status != FindingStatus.RESOLVED
    )
    if scope.unit_id is not None:
        persisting = persisting.where(_FINDINGS.c.unit_id.in_(units_in_scope()))
    session.execute(persisting.values(status=FindingStatus.PERSISTING, last_run_id=run_id))
    added, changed = [], []
    for it in judged:
        stored = before.get((it.outcome.rule, it.outcome.item))
        if stored is None:
            added.append(_row(it, run_id) | {"first_run_id": run_id})
        elif differs(it.outcome, it.waiver is not None, it.status, stored):
            changed.append(_row(it, run_id) | {"finding_id": stored.id})
    _in_blocks(session, insert(_FINDINGS), added)
    row_of = _FINDINGS.c.id == bindparam("finding_id")
    _in_blocks(session, update(_FINDINGS).where(row_of), changed)
    ended = [
        {
            "finding_id": it.finding_id,
            "status": FindingStatus.RESOLVED,
            "message": it.message,
            "waived": False,
        }
        for it in resolved
    ]
    _in_blocks(session, update(_FINDINGS).where(row_of), ended)


def _row(it: Judged, run_id: int) -> dict[str, Any]:
    outcome = it.outcome
    return {
        "rule": outcome.rule,
        "item": outcome.item,
        "unit_id": outcome.unit_id,
        "verdict": verdict_of(outcome),
        "severity": outcome.severity,
        "subject": outcome.subject,
        "message": outcome.message,
        "advice": outcome.advice,
        "origin": outcome.origin,
        "waived": it.waiver is not None,
        "status": it.status,
        "last_run_id": run_id,
    }


def _in_blocks(session: Session, statement: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _BLOCK):
        session.connection().execute(statement, rows[start : start + _BLOCK])
