"""Waivers (情况说明，经批准不计): a finding set aside for a reason, on a document, until a day.

Whether one is in force is judged by the day as of which a check is made; so an expired waiver
needs nobody to end it: its finding simply counts again. What cannot be told is no finding and
cannot be waived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from sqlalchemy import or_, select
from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.limits.stored import limit_value
from powerctl.model import Finding, Waiver
from powerctl.rulebook.catalogue import RULES, find_rule
from powerctl.rulebook.rule import Rule
from powerctl.terms import FindingStatus, Verdict

EXPIRING_DAYS = "waiver.expiring_days"

_WAIVERS = Waiver.metadata.tables["waiver"]
_FINDINGS = Finding.metadata.tables["finding"]
_READ = (
    "id", "rule", "item", "unit_id", "reason", "document", "approved_by", "granted_on", "expires_on",
    "withdrawn_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What a check left open of an item: whose it is, and whether it is a finding or could not be told."""

    unit_id: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class WaiverState:
    """A waiver as it stands on a day: 未生效, 有效, 即将到期, 已到期 or 已撤回."""

    id: int
    rule: str
    item: str
    unit_id: int | None
    reason: str
    document: str
    approved_by: str
    granted_on: date
    expires_on: date
    withdrawn_on: date | None
    state: str

    @property
    def counts(self) -> bool:
        """Whether it sets its finding aside on that day."""
        return self.state in ("有效", "即将到期")


def grant(
    session: Session,
    rule: str,
    item: str,
    *,
    reason: str,
    document: str,
    approved_by: str,
    granted_on: date,
    expires_on: date,
    rules: Sequence[Rule] = RULES,
) -> Waiver:
    """Set a finding aside from `granted_on` to `expires_on`, both days included.

    Raises Refused for an unknown rule, a missing reason, document or name, an end before the
    beginning, an item that is no open finding of the rule (with the nearest items), and a waiver
    that already covers one of the days.
    """
    code = find_rule(rule, rules).code
    _complete({"理由": reason, "批准文件": document, "批准人": approved_by})
    if expires_on < granted_on:
        raise Refused(
            f"有效期至 {expires_on} 早于批准日期 {granted_on}",
            hint=f"powerctl waive add {code} {item} --until 晚于 {granted_on} 的日期",
        )
    found = open_items(session, code)
    refusal = why_not(code, item, found)
    if refusal is not None:
        raise refusal
    unit_id = found[item].unit_id
    _not_covered(session, code, item, granted_on, expires_on)
    waiver = Waiver(
        rule=code,
        item=item,
        unit_id=unit_id,
        reason=reason.strip(),
        document=document.strip(),
        approved_by=approved_by.strip(),
        granted_on=granted_on,
        expires_on=expires_on,
    )
    session.add(waiver)
    session.flush()
    return waiver


def withdraw(session: Session, waiver_id: int, withdrawn_on: date) -> Waiver:
    """End a waiver: from that day on its finding counts again.

    Raises Refused for an unknown number, one already withdrawn, and a day before it was granted
    or after it has expired.
    """
    waiver = session.get(Waiver, waiver_id)
    if waiver is None:
        raise Refused(f"没有 {waiver_id} 号情况说明", hint="powerctl waive list")
    if waiver.withdrawn_on is not None:
        raise Refused(f"{waiver_id} 号情况说明已于 {waiver.withdrawn_on} 撤回", hint="powerctl waive list")
    if not waiver.granted_on <= withdrawn_on <= waiver.expires_on:
        raise Refused(
            f"撤回日期 {withdrawn_on} 不在 {waiver_id} 号情况说明的有效期内"
            f"（{waiver.granted_on} 至 {waiver.expires_on}）",
            hint="powerctl waive list",
        )
    waiver.withdrawn_on = withdrawn_on
    session.add(waiver)
    session.flush()
    return waiver


def list_waivers(session: Session, as_of: date, rule: str | None = None) -> list[WaiverState]:
    """All waivers, of one rule or of all, as they stand on a day; those that end first come first."""
    soon = limit_value(session, EXPIRING_DAYS, as_of).quantity
    days = soon.numerator if soon is not None else 0
    query = select(*(_WAIVERS.c[name] for name in _READ)).order_by(_WAIVERS.c.expires_on, _WAIVERS.c.id)
    if rule is not None:
        query = query.where(_WAIVERS.c.rule == rule)
    return [
        WaiverState(
            **row, state=state_on(as_of, row["granted_on"], row["expires_on"], row["withdrawn_on"], days)
        )
        for row in session.execute(query).mappings()
    ]


def state_on(
    day: date, granted_on: date, expires_on: date, withdrawn_on: date | None, expiring_days: int
) -> str:
    """How a waiver stands on a day; `expiring_days` before its end it is about to expire."""
    if withdrawn_on is not None and withdrawn_on <= day:
        return "已撤回"
    if day < granted_on:
        return "未生效"
    if day > expires_on:
        return "已到期"
    return "即将到期" if expires_on - day < timedelta(days=expiring_days) else "有效"


def in_force(session: Session, as_of: date) -> dict[tuple[str, str], WaiverState]:
    """By rule and item, the waivers that set a finding aside on a day; of two the one that lasts longer."""
    return {(waiver.rule, waiver.item): waiver for waiver in list_waivers(session, as_of) if waiver.counts}


def open_items(session: Session, code: str) -> dict[str, OpenItem]:
    """What the last checks left open of a rule, by item: findings, and what could not be told."""
    columns = _FINDINGS.c
    query = select(columns.item, columns.unit_id, columns.verdict).where(
        columns.rule == code,
        or_(columns.status.is_(None), columns.status != FindingStatus.RESOLVED),
    )
    return {row.item: OpenItem(row.unit_id, row.verdict) for row in session.execute(query)}


def why_not(code: str, item: str, found: Mapping[str, OpenItem]) -> Refused | None:
    """Why an item cannot be waived, with the nearest items; None where it is an open finding."""
    if item in found and found[item].verdict is Verdict.FINDING:
        return None
    if item in found:
        return Refused(
            f"{code} 对 {item} 的结论是无法判断，不是问题，不能经批准不计；请补全资料",
            hint=f"powerctl rule show {code}",
        )
    findings = [key for key, row in found.items() if row.verdict is Verdict.FINDING]
    near = get_close_matches(item, findings, n=3, cutoff=0.4)
    meant = f"；相近的有 {'、'.join(near)}" if near else ""
    return Refused(f"{code} 没有检查对象为“{item}”的问题{meant}", hint=f"powerctl check --select {code}")


def _complete(fields: dict[str, str]) -> None:
    missing = [name for name, text in fields.items() if not text.strip()]
    if missing:
        raise Refused(f"情况说明缺少{'、'.join(missing)}", hint="powerctl waive --help")


def _not_covered(session: Session, code: str, item: str, granted_on: date, expires_on: date) -> None:
    columns = _WAIVERS.c
    query = select(columns.id, columns.granted_on, columns.expires_on).where(
        columns.rule == code,
        columns.item == item,
        columns.granted_on <= expires_on,
        columns.expires_on >= granted_on,
        or_(columns.withdrawn_on.is_(None), columns.withdrawn_on > granted_on),
    )
    other = session.execute(query).first()
    if other is not None:
        raise Refused(
            f"{other.id} 号情况说明（{other.granted_on} 至 {other.expires_on}）已覆盖这段时间",
            hint=f"powerctl waive withdraw {other.id}",
        )
