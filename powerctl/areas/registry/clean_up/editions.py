"""Which two editions are compared: as typed, or a unit's newest pair; and what was settled between them."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edits import number_of, typed_number
from powerctl.areas.identity import normal
from powerctl.areas.organization.units import find_unit
from powerctl.areas.registry.clean_up.comparing import COME, GONE, Comparison, compare
from powerctl.areas.registry.clean_up.items import items_of
from powerctl.areas.registry.clean_up.matches import Settled
from powerctl.areas.registry.editions import editions_of
from powerctl.errors import Refused
from powerctl.model import CleanUp, Edition, Power, Unit
from powerctl.terms import Fate


@dataclass(frozen=True, slots=True)
class EditionPair:
    """Two editions of one unit, the old one and the new one, by number and name."""

    unit_id: int
    unit: str
    unit_code: str
    old_id: int
    old: str
    new_id: int
    new: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What the clerk wrote about an item's fate."""

    reason: str
    document: str
    other_unit: str
    decided_on: date | None


def find_pair(session: Session, old: str, new: str, unit: str = "") -> EditionPair:
    """Two editions by number, or by name within a unit.

    Raises Refused for unknown or several, for one edition twice, for editions of two units, and where
    the old one is known to come after the new one.
    """
    return pair_of(session, _edition(session, old, unit), _edition(session, new, unit))


def pair_of(session: Session, old: Edition, new: Edition) -> EditionPair:
    """Two editions as a pair. Raises Refused as `find_pair`."""
    if old.id == new.id:
        raise Refused(f"两个版本都是“{old.name}”，没有可以对照的", hint="powerctl edition list")
    home = session.get(Unit, old.unit_id)
    if old.unit_id != new.unit_id or home is None:
        raise Refused(f"“{old.name}”与“{new.name}”不是同一单位的版本，不能对照", hint="powerctl edition list")
    backwards = (
        old.in_force_from is not None
        and new.in_force_from is not None
        and old.in_force_from > new.in_force_from
    )
    if backwards or old.replaces_id == new.id:
        raise Refused(
            f"“{old.name}”在“{new.name}”之后，旧版本要写在前面",
            hint=f"powerctl power diff {new.id} {old.id}",
        )
    return EditionPair(
        *(home.id or 0, home.name, home.code),
        *(number_of(old), old.name),
        *(number_of(new), new.name),
    )


def newest_pair(session: Session, unit: Unit, day: date) -> EditionPair:
    """The unit's edition in force on a day and the one before it.

    Raises Refused where the unit has only one by that day, or their order is not known.
    """
    editions = [
        edition
        for edition in editions_of(session, number_of(unit))
        if edition.in_force_from is None or edition.in_force_from <= day
    ]
    if len(editions) < 2:
        raise Refused(
            f"“{unit.name}”截至 {day.isoformat()} 只有 {len(editions)} 个清单版本，没有可以对照的",
            hint=f"powerctl edition list --unit {unit.code}",
        )
    replaced = {edition.replaces_id for edition in editions}
    dated = [edition for edition in editions if edition.in_force_from is not None]
    if len(dated) == len(editions) and len({edition.in_force_from for edition in dated}) == len(dated):
        *_, old, new = sorted(dated, key=lambda edition: str(edition.in_force_from))
        before = next((edition for edition in editions if edition.id == new.replaces_id), old)
        return pair_of(session, before, new)
    last = [edition for edition in editions if edition.id not in replaced and edition.replaces_id is not None]
    chained = [edition for edition in editions if edition.id in replaced or edition.replaces_id is not None]
    if len(last) == 1 and len(chained) == len(editions):
        before = next(edition for edition in editions if edition.id == last[0].replaces_id)
        return pair_of(session, before, last[0])
    unknown = next((edition for edition in editions if edition.in_force_from is None), editions[-1])
    raise Refused(
        f"“{unit.name}”各版本的先后不明（“{unknown.name}”没有施行日期，或施行日期相同）",
        hint=f"powerctl edition edit {unknown.id} --set 施行日期=日期",
    )


def pair_around(session: Session, power: Power, *, is_old: bool | None, other: str = "") -> EditionPair:
    """The pair that a power's clean-up belongs to: its edition, and the next or the previous one.

    `is_old` None: whichever there is. `other` names the other edition. Raises Refused where it
    cannot be told.
    """
    own = session.get(Edition, power.edition_id)
    home = session.get(Unit, power.unit_id)
    if own is None or home is None:
        raise Refused(f"没有编号为 {power.edition_id} 的清单版本", hint="powerctl edition list")
    if other:
        found = _edition(session, other, home.code)
        is_old = is_old if is_old is not None else _comes_before(own, found) is not False
        return pair_of(session, own, found) if is_old else pair_of(session, found, own)
    rest = [edition for edition in editions_of(session, power.unit_id) if edition.id != own.id]
    later = [edition for edition in rest if _comes_before(own, edition)]
    earlier = [edition for edition in rest if _comes_before(edition, own)]
    if is_old is None and bool(later) != bool(earlier):
        is_old = bool(later)
    undated = [edition for edition in rest if _comes_before(own, edition) is None]
    if len(undated) == 1:
        # The only one that it can be, once the clerk has said on which side the item stands.
        later, earlier = later or undated, earlier or undated
    if is_old and later:
        nearest = [e for e in later if e.replaces_id == own.id] or sorted(
            later, key=lambda e: (e.in_force_from is None, str(e.in_force_from))
        )
        return pair_of(session, own, nearest[0])
    if is_old is False and earlier:
        nearest = [e for e in earlier if e.id == own.replaces_id] or sorted(
            earlier, key=lambda e: (e.in_force_from is not None, str(e.in_force_from)), reverse=True
        )
        return pair_of(session, nearest[0], own)
    raise Refused(
        f"“{power.name}”所在的“{own.name}”与哪个版本对照，无法确定",
        hint=f"加上 --against 版本；各版本：powerctl edition list --unit {home.code}",
    )


def compare_pair(session: Session, pair: EditionPair) -> Comparison:
    """Two editions compared, with what was settled between them."""
    old, new = items_of(session, pair.old_id), items_of(session, pair.new_id)
    return compare(old, new, settled_between(session, pair))


def rows_between(session: Session, pair: EditionPair) -> list[CleanUp]:
    """What is recorded about the clean-up between two editions."""
    query = select(CleanUp).where(
        CleanUp.old_edition_id == pair.old_id, CleanUp.new_edition_id == pair.new_id
    )
    return list(session.exec(query.order_by(col(CleanUp.id))).all())


def settled_between(session: Session, pair: EditionPair) -> Settled:
    """What the next comparison has to obey."""
    same: set[tuple[int, int]] = set()
    denied: set[tuple[int, int]] = set()
    old_fates: dict[int, Fate] = {}
    new_fates: dict[int, Fate] = {}
    for row in rows_between(session, pair):
        one, other = row.old_power_id, row.new_power_id
        if one is not None and other is not None and row.is_same is not None:
            (same if row.is_same else denied).add((one, other))
        elif one is not None and row.fate is not None and (other is None or row.fate in GONE):
            old_fates[one] = row.fate
        elif other is not None and row.fate is not None and (one is None or row.fate in COME):
            new_fates[other] = row.fate
    return Settled(frozenset(same), frozenset(denied), old_fates, new_fates)


def reasons_between(session: Session, pair: EditionPair) -> dict[tuple[int | None, int | None], Reason]:
    """What is written about each recorded link or single item (old, new)."""
    return {
        (row.old_power_id, row.new_power_id): Reason(
            row.reason or "", row.document or "", row.other_unit_written or "", row.decided_on
        )
        for row in rows_between(session, pair)
    }


def _comes_before(one: Edition, other: Edition) -> bool | None:
    """Whether an edition comes before another; None where it is not known."""
    if other.replaces_id == one.id:
        return True
    if one.replaces_id == other.id:
        return False
    if one.in_force_from is None or other.in_force_from is None or one.in_force_from == other.in_force_from:
        return None
    return one.in_force_from < other.in_force_from


def _edition(session: Session, text: str, unit: str) -> Edition:
    query = select(Edition).order_by(col(Edition.id))
    home = find_unit(session, unit) if unit else None
    if home is not None:
        query = query.where(Edition.unit_id == home.id)
    editions = session.exec(query).all()
    found = [edition for edition in editions if normal(edition.name) == normal(text)]
    number = typed_number(text.strip())
    if not found and number is not None:
        found = [edition for edition in editions if edition.id == number]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            f"“{text}”有 {len(found)} 个单位都有，请用 --unit 指明单位或写版本编号",
            hint="powerctl edition list",
        )
    known = "、".join(edition.name for edition in editions[:5]) if home else ""
    where = f"“{home.name}”" if home else ""
    also = f"；有：{known}" if known else ""
    raise Refused(
        f"{where}没有编号或名称为“{text}”的清单版本{also}",
        hint=f"powerctl edition list --unit {home.code}" if home else "powerctl edition list",
    )
