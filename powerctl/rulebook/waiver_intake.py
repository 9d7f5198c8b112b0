"""Intake of waivers (情况说明), each known by its rule, its item and the day on which it was granted.

What `waive add` refuses is a problem here. A rule that was never checked in the file has no findings
to hold an item against: such waivers are taken in and said. One that is over is history, and kept as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from powerctl.areas.county_wide import home_of, unit_of
from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.receipt import Outcome, Plan, finish, start, table_of
from powerctl.areas.rows import Row, rows_of
from powerctl.errors import Refused
from powerctl.model import CheckResult, CheckRun, Waiver
from powerctl.rulebook.catalogue import find_rule
from powerctl.rulebook.waivers import OpenItem, open_items, why_not
from powerctl.sheets.reading import ReadWorkbook

_TEXTS = (("reason", "理由"), ("document", "批准文件"), ("approved_by", "批准人"))
_DAYS = (("granted_on", "批准日期"), ("expires_on", "有效期至"))
_Values = dict[str, Any]


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of waivers. A row without a unit is of the unit of its finding, or of the one
    given. Raises Refused for a unit that is not known."""
    draft = start(session, workbook, today)
    units = Units.of(session)
    home = home_of(units, unit)
    waivers = _Waivers(session, Merging(draft, table_of(Waiver)), home)
    outcomes = [
        waivers.take(row, unit_of(row, units, None, "不清楚的留空")) for row in rows_of(draft, "waivers")
    ]
    waivers.merging.finish()
    if waivers.unchecked:
        rules = "、".join(sorted(waivers.unchecked))
        draft.notes.append(
            f"{rules} 在本数据文件中还没有检查过，{sum(waivers.unchecked.values())} 条情况说明"
            "先按表中内容登记，检查出相应的问题时才起作用"
        )
    return finish(draft, "waivers", outcomes, unit_id=home, touched_units=[home] if home else [])


PLANNERS: Mapping[str, Callable[..., Plan]] = {"waivers": plan}
"""What the rulebook brings to the door of import."""


@dataclass(slots=True)
class _Rule:
    """What the file knows of a rule: the day of its last check, and what that left open."""

    checked: date | None
    open: dict[str, OpenItem]
    written: dict[str, str]
    """Items as they are recorded, by how they are compared."""


@dataclass(slots=True)
class _Waivers:
    """The waivers of the file, and those that the workbook brings."""

    session: Session
    merging: Merging
    home: int | None
    unchecked: dict[str, int] = field(default_factory=dict)
    _rules: dict[str, _Rule] = field(default_factory=dict)
    _of_item: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for number, stored in self.merging.rows.items():
            self._of_item.setdefault((stored["rule"], stored["item"]), []).append(number)

    def take(self, row: Row, unit_id: int | None) -> Outcome:
        """Takes in a row, or notes why it cannot be."""
        code = self._code(row)
        written = row.needed("item", "检查对象")
        values = self._values(row)
        if not code or not written or None in (values["granted_on"], values["expires_on"]):
            return Outcome.REJECTED
        rule = self._rule(code)
        item = written if written in rule.open else rule.written.get(normal(written), written)
        key = {"rule": code, "item": item}
        number = self._same(code, item, values)
        self._hold_against_findings(row, rule, key | values, unit_id, is_new=number is None)
        if not row.rejected:
            self._refuse_covered(row, number, key | values)
        if row.rejected:
            return Outcome.REJECTED
        if unit_id is None and number is None:
            unit_id = rule.open[item].unit_id if item in rule.open else self.home
        if unit_id is not None:
            values["unit_id"] = unit_id
        if number is not None:
            self._taken.add(number)
            return self.merging.change(row.sheet, row.record, number, values)
        if rule.checked is None:
            self.unchecked[code] = self.unchecked.get(code, 0) + 1
        number = self.merging.add(row.sheet, row.record, key | values)
        self._taken.add(number)
        self._of_item.setdefault((code, item), []).append(number)
        return Outcome.ADDED

    def _code(self, row: Row) -> str:
        written = row.needed("rule", "规则编号")
        # A rule that is asked no more may still have waivers on record.
        if not written or any(code == written for code, _ in self._of_item):
            return written
        try:
            return find_rule(written).code
        except Refused as refused:
            row.problem("rule", "powerctl rule list 中的规则编号", str(refused))
            return ""

    def _values(self, row: Row) -> _Values:
        table = self.merging.table
        values: _Values = {name: row.needed(name, heading) for name, heading in _TEXTS}
        for name, heading in _DAYS:
            values[name] = row.value(table, name) if row.needed(name, heading) else None
        values |= row.values(table, ("withdrawn_on",))
        granted, expires = values["granted_on"], values["expires_on"]
        withdrawn = values.get("withdrawn_on")
        if granted and expires and expires < granted:
            row.problem(
                "expires_on", f"不早于批准日期 {granted} 的日期", f"有效期至 {expires} 早于批准日期 {granted}"
            )
        elif granted and expires and withdrawn and not granted <= withdrawn <= expires:
            row.problem(
                "withdrawn_on",
                "有效期内的日期，没有撤回的留空",
                f"撤回日期 {withdrawn} 不在有效期内（{granted} 至 {expires}）",
            )
        return values

    def _rule(self, code: str) -> _Rule:
        if code not in self._rules:
            found = open_items(self.session, code)
            own = [item for rule, item in self._of_item if rule == code]
            written = {normal(item): item for item in (*own, *found)}
            self._rules[code] = _Rule(_last_check(self.session, code), found, written)
        return self._rules[code]

    def _same(self, code: str, item: str, values: _Values) -> int | None:
        """The waiver of that item granted on that day; of several the one that differs least."""
        rows = self.merging.rows
        same = [
            number
            for number in self._of_item.get((code, item), ())
            if number not in self._taken and rows[number]["granted_on"] == values["granted_on"]
        ]
        return min(
            same, key=lambda n: sum(rows[n][name] != value for name, value in values.items()), default=None
        )

    def _hold_against_findings(
        self, row: Row, rule: _Rule, values: _Values, unit_id: int | None, *, is_new: bool
    ) -> None:
        if rule.checked is None:
            return
        item = values["item"]
        is_over = values.get("withdrawn_on") is not None or values["expires_on"] < rule.checked
        refusal = why_not(values["rule"], item, rule.open)
        if refusal is not None and is_new and not is_over:
            row.problem("item", "检查结果每个问题末尾［］里的文字", str(refusal))
        elif refusal is None and unit_id is not None and rule.open[item].unit_id not in (None, unit_id):
            row.problem("unit", "问题所属的单位，或者留空", f"{item} 的问题不属于这个单位")

    def _refuse_covered(self, row: Row, own: int | None, values: _Values) -> None:
        """Two waivers of an item may not be in force on one day; what is recorded so stays."""
        stored = self.merging.rows
        span = _span(stored[own] | values if own is not None else values)
        if own is not None and span == _span(stored[own]):
            return
        for number in self._of_item.get((values["rule"], values["item"]), ()):
            first, last = _span(stored[number])
            if number == own or not (first <= last and span[0] <= span[1]):
                continue
            if first <= span[1] and last >= span[0]:
                other = stored[number]
                where = (
                    f"“{other['source_sheet']}”{other['source_cell']} 的情况说明"
                    if self.merging.is_new(number)
                    else f"{number} 号情况说明"
                )
                message = f"{where}（{other['granted_on']} 至 {other['expires_on']}）已覆盖这段时间"
                row.problem("granted_on", "同一问题的有效期不重叠", message)
                return


def _span(values: Mapping[str, Any]) -> tuple[date, date]:
    """First and last day on which a waiver counts; the last before the first where there is none."""
    last: date = values["expires_on"]
    withdrawn: date | None = values.get("withdrawn_on")
    if withdrawn is not None:
        last = min(last, withdrawn - timedelta(days=1))
    return values["granted_on"], last


def _last_check(session: Session, code: str) -> date | None:
    """The latest day as of which a rule was checked in this file."""
    runs, results = table_of(CheckRun), table_of(CheckResult)
    query = (
        select(func.max(runs.c.as_of))
        .select_from(results.join(runs, runs.c.id == results.c.run_id))
        .where(results.c.rule == code)
    )
    day: date | None = session.connection().execute(query).scalar()
    return day
