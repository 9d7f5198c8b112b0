"""The clean-up between two editions, as it was settled: which items are one, what became of the
others, for what reason and by which document (R-FS-02)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from powerctl.areas.edits import needed, number_of
from powerctl.areas.receipt import table_of
from powerctl.areas.registry.clean_up.comparing import COME, GONE, Comparison
from powerctl.areas.registry.clean_up.editions import (
    EditionPair,
    compare_pair,
    pair_around,
    pair_of,
    rows_between,
)
from powerctl.errors import Refused
from powerctl.model import CleanUp, Edition, Power
from powerctl.store.bulk import insert_rows, update_rows
from powerctl.terms import Fate

_SETTABLE = (*GONE, *COME)
_COLUMNS = (
    *("unit_id", "old_edition_id", "new_edition_id", "old_power_id", "new_power_id"),
    *("is_same", "fate", "reason", "document", "decided_on"),
)
_Key = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a comparison wrote; `doubts` pairs wait for the clerk and their items are not
    recorded; `without_reason` counts by fate the old items' rows that still need one."""

    added: int
    changed: int
    unchanged: int
    doubts: int
    without_reason: dict[Fate, int]


def confirm(session: Session, old: Power, new: Power, *, on: date) -> bool:
    """Settles that two items are one; what was settled about either alone gives way.

    Out: whether anything changed. Raises Refused for items of one edition or of two units, and for
    the new one named first.
    """
    return _settle(session, old, new, is_same=True, on=on)


def deny(session: Session, old: Power, new: Power, *, on: date) -> bool:
    """Settles that two items are not one. Out and errors as `confirm`."""
    return _settle(session, old, new, is_same=False, on=on)


def set_fate(
    session: Session,
    power: Power,
    fate: str,
    *,
    on: date,
    against: str = "",
    reason: str = "",
    document: str = "",
    other_unit: str = "",
) -> Fate:
    """Settles what became of an item that has no counterpart: 取消, 下放 (old), 新增, 承接 (new).

    Raises Refused for any other fate, and for an item that was confirmed to be another one.
    """
    settled = next((each for each in _SETTABLE if each.value == fate.strip()), None)
    if settled is None:
        known = "、".join(each.value for each in _SETTABLE)
        raise Refused(
            f"“{fate}”不能直接登记，可以登记的是：{known}；保留、改名、合并、拆分等由对照得出",
            hint="对照的结果用 powerctl power clean-up confirm 或 deny 更正",
        )
    is_old = settled in GONE
    pair = pair_around(session, power, is_old=is_old, other=against)
    number = number_of(power)
    rows = _rows_of(session, pair, number, old=is_old)
    for row in rows:
        if row.is_same and row.old_power_id is not None and row.new_power_id is not None:
            raise Refused(
                f"“{power.name}”已确认与另一事项为同一事项，不能再登记为{settled.value}",
                hint=f"powerctl power clean-up deny {row.old_power_id} {row.new_power_id}",
            )
    row = next((row for row in rows if row.is_same is None), None) or _new_row(
        pair, *((number, None) if is_old else (None, number))
    )
    row.fate, row.decided_on = settled, on
    _write_reason(row, reason, document, other_unit)
    session.add(row)
    session.flush()
    return settled


def set_reason(
    session: Session,
    power: Power,
    *,
    against: str = "",
    reason: str = "",
    document: str = "",
    other_unit: str = "",
) -> int:
    """Writes reason, document or other unit beside what is recorded of an item; how many rows.

    Raises Refused where nothing is recorded of it yet.
    """
    rows = [row for row in _rows_around(session, power, against) if row.is_same is not False]
    if not rows:
        raise Refused(
            f"“{power.name}”还没有登记清理结果",
            hint="先登记对照结果：powerctl power clean-up record 旧版本 新版本，或加 --fate 登记去向",
        )
    for row in rows:
        _write_reason(row, reason, document, other_unit)
        session.add(row)
    session.flush()
    return len(rows)


def give_reason(
    session: Session, pair: EditionPair, fate: str, *, reason: str = "", document: str = ""
) -> int:
    """Writes a reason and a document to all recorded items of a fate that have none; how many rows changed.

    Raises Refused for a fate that is none, and where neither is given.
    """
    wanted = next((each for each in Fate if each.value == fate.strip()), None)
    if wanted is None:
        raise Refused(f"没有清理结果“{fate}”；可以写：{'、'.join(each.value for each in Fate)}")
    if not reason.strip() and not document.strip():
        raise Refused("没有写理由，也没有写文号", hint="powerctl power clean-up reason 旧版本 新版本 --help")
    changed = 0
    for row in rows_between(session, pair):
        if row.fate is not wanted:
            continue
        before = (row.reason, row.document)
        row.reason = row.reason or reason.strip() or None
        row.document = row.document or document.strip() or None
        changed += before != (row.reason, row.document)
        session.add(row)
    session.flush()
    return changed


def record(session: Session, pair: EditionPair, *, on: date, document: str = "") -> Recorded:
    """Keeps the comparison of two editions: a row for every link and for every item without counterpart.

    What was settled stays, its reasons too; items that wait in a doubt are left for later. A power
    that was retired with a reason brings it along. Raises Refused when what was settled contradicts
    itself.
    """
    found = compare_pair(session, pair)
    if found.contradictions:
        first = found.contradictions[0]
        raise Refused(
            f"有 {len(found.contradictions)} 项登记互相矛盾，如“{first.item.shown}”：{first.why}",
            hint=f"powerctl power clean-up set {first.item.number} --fate 去向",
        )
    rows = {(row.old_power_id, row.new_power_id): row for row in rows_between(session, pair)}
    added: list[tuple[object, ...]] = []
    changed: list[tuple[object, ...]] = []
    unchanged = 0
    bare: Counter[Fate] = Counter()
    for key, fate, own_reason in _results(found):
        row = rows.get(key)
        linked = True if None not in key else None
        reason = (row.reason if row else None) or own_reason or None
        papers = (row.document if row else None) or document.strip() or None
        if fate not in (Fate.KEPT, *COME) and not reason:
            bare[fate] += 1
        if row is None:
            home = (pair.unit_id, pair.old_id, pair.new_id)
            added.append((*home, *key, linked, fate, reason, papers, on))
        elif (row.is_same, row.fate, row.reason, row.document) != (linked, fate, reason, papers):
            changed.append((row.id, linked, fate, reason, papers, on))
        else:
            unchanged += 1
    table = table_of(CleanUp)
    insert_rows(session, table, _COLUMNS, added)
    update_rows(session, table, ("is_same", "fate", "reason", "document", "decided_on"), changed)
    return Recorded(len(added), len(changed), unchanged, len(found.doubts), dict(bare))


def _results(found: Comparison) -> Iterable[tuple[_Key, Fate, str]]:
    """Every link and every single item that is certain, with its fate and the reason already known."""
    doubted_old = {doubt.old.number for doubt in found.doubts}
    doubted_new = {doubt.new.number for doubt in found.doubts}
    fates = {item.number: line.fate for line in found.lines for item in line.old}
    for old, new in found.links:
        yield (old.number, new.number), fates[old.number], ""
    for line in found.lines:
        if not line.new and line.old[0].number not in doubted_old:
            yield (line.old[0].number, None), line.fate, line.old[0].retired_reason
        elif not line.old and line.new[0].number not in doubted_new:
            yield (None, line.new[0].number), line.fate, ""


def _settle(session: Session, old: Power, new: Power, *, is_same: bool, on: date) -> bool:
    before, after = (session.get(Edition, power.edition_id) for power in (old, new))
    if before is None or after is None:
        raise Refused("清单版本不存在", hint="powerctl edition list")
    if before.id == after.id:
        raise Refused(
            f"“{old.name}”和“{new.name}”都在“{before.name}”，不是清理前后的事项",
            hint=f"powerctl power diff {before.id} 新版本",
        )
    pair = pair_of(session, before, after)
    one, other = number_of(old), number_of(new)
    rows = rows_between(session, pair)
    row = next((row for row in rows if (row.old_power_id, row.new_power_id) == (one, other)), None)
    if row is not None and row.is_same is is_same:
        return False
    if is_same:
        for single in rows:
            alone = (single.old_power_id, single.new_power_id) in ((one, None), (None, other))
            if alone:
                session.delete(single)
    row = row or _new_row(pair, one, other)
    row.is_same, row.fate, row.decided_on = is_same, None, on
    session.add(row)
    session.flush()
    return True


def _rows_of(session: Session, pair: EditionPair, number: int, *, old: bool) -> list[CleanUp]:
    return [
        row
        for row in rows_between(session, pair)
        if (row.old_power_id if old else row.new_power_id) == number
    ]


def _rows_around(session: Session, power: Power, against: str) -> Sequence[CleanUp]:
    number = number_of(power)
    if against:
        pair = pair_around(session, power, is_old=None, other=against)
        return [r for r in rows_between(session, pair) if number in (r.old_power_id, r.new_power_id)]
    query = select(CleanUp).where(
        or_(col(CleanUp.old_power_id) == number, col(CleanUp.new_power_id) == number)
    )
    rows = session.exec(query.order_by(col(CleanUp.id))).all()
    if len(Counter((row.old_edition_id, row.new_edition_id) for row in rows)) > 1:
        raise Refused(
            f"“{power.name}”在两次清理中都有登记，没有写明是哪一次",
            hint=f"powerctl power clean-up set {number} --against 版本 …",
        )
    return rows


def _new_row(pair: EditionPair, old: int | None, new: int | None) -> CleanUp:
    return CleanUp(
        unit_id=pair.unit_id,
        old_edition_id=pair.old_id,
        new_edition_id=pair.new_id,
        old_power_id=old,
        new_power_id=new,
    )


def _write_reason(row: CleanUp, reason: str, document: str, other_unit: str) -> None:
    if reason.strip():
        row.reason = needed(reason, "理由")
    if document.strip():
        row.document = document.strip()
    if other_unit.strip():
        row.other_unit_written = other_unit.strip()
