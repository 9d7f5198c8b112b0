"""Editions of a unit's inventory: found by unit and name; add, edit, put in force (R-HY-01, R-FS-02)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edition_links import follow_uses
from powerctl.areas.edits import Change, edit, needed, number_of, read_values
from powerctl.areas.identity import normal
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import Edition, Power, Unit

EDITABLE = ("name", "in_force_from", "note")


def find_edition(session: Session, unit: str, name: str = "") -> Edition:
    """The unit's edition of a name; without a name, the only one. Raises Refused, naming those there are."""
    home = find_unit(session, unit)
    editions = editions_of(session, number_of(home))
    found = [edition for edition in editions if not name or normal(edition.name) == normal(name)]
    if len(found) == 1:
        return found[0]
    known = "、".join(edition.name for edition in editions)
    if not editions:
        raise Refused(
            f"“{home.name}”还没有权力清单",
            hint=f"powerctl edition add 版本名称 --unit {home.code}，"
            f"或导入清单：powerctl import 清单.xlsx --unit {home.code}",
        )
    if name:
        raise Refused(
            f"“{home.name}”没有“{name}”；有：{known}", hint=f"powerctl edition list --unit {home.code}"
        )
    raise Refused(f"“{home.name}”有 {len(editions)} 个版本（{known}），请用 --edition 指明")


def editions_of(session: Session, unit_id: int) -> list[Edition]:
    """All editions of a unit, oldest record first."""
    query = select(Edition).where(Edition.unit_id == unit_id).order_by(col(Edition.id))
    return list(session.exec(query).all())


def add_edition(session: Session, unit: str, name: str, *, replaces: str = "", **more: str) -> Edition:
    """Registers an edition. Without a day in force its order among editions is not known.

    Raises Refused when the unit has an edition of the name, or the replaced one is not there.
    """
    home, name = find_unit(session, unit), needed(name, "版本名称")
    if any(normal(edition.name) == normal(name) for edition in editions_of(session, number_of(home))):
        raise Refused(f"“{home.name}”已经有“{name}”", hint=f"powerctl edition edit {name} --unit {home.code}")
    replaced = find_edition(session, unit, replaces) if replaces.strip() else None
    edition = Edition(
        unit_id=number_of(home),
        name=name,
        replaces_id=replaced.id if replaced else None,
        **read_values(Edition, more, EDITABLE),
    )
    _refuse_wrong_order(edition, replaced)
    session.add(edition)
    session.flush()
    return edition


def change_edition(session: Session, edition: Edition, changes: Mapping[str, str]) -> list[Change]:
    """Changes an edition's name, day in force, note, or (`replaces`) the edition that it replaces."""
    if "name" in changes:
        new = needed(changes["name"], "版本名称")
        for other in editions_of(session, edition.unit_id):
            if other.id != edition.id and normal(other.name) == normal(new):
                raise Refused(f"已经有“{new}”", hint=f"powerctl edition show {other.id}")
    done = edit(
        session,
        edition,
        changes,
        EDITABLE,
        {"replaces": lambda text: _replaced(session, edition, text)},
    )
    _refuse_wrong_order(edition, session.get(Edition, edition.replaces_id) if edition.replaces_id else None)
    if any(change.field == "in_force_from" for change in done):
        follow_uses(session, [edition.unit_id])
    return done


def retire_edition(session: Session, unit: str, name: str, *, on: date, reason: str) -> int:
    """Ends an edition by retiring each of its powers on a day; how many were retired.

    Raises Refused when all of them are retired already.
    """
    return end_edition(session, find_edition(session, unit, name), on=on, reason=reason)


def end_edition(session: Session, edition: Edition, *, on: date, reason: str) -> int:
    """Ends an edition that is at hand, as `retire_edition`."""
    reason = needed(reason, "停用原因")
    powers = session.exec(
        select(Power).where(Power.edition_id == edition.id, col(Power.retired_on).is_(None))
    ).all()
    if not powers:
        raise Refused(f"“{edition.name}”没有在用的事项", hint="powerctl edition list")
    for power in powers:
        power.retired_on, power.retired_reason = on, reason
        session.add(power)
    session.flush()
    return len(powers)


def _replaced(session: Session, edition: Edition, text: str) -> int:
    home = session.get(Unit, edition.unit_id)
    other = find_edition(session, home.code if home else "", text)
    above: Edition | None = other
    while above is not None:
        if above.id == edition.id:
            raise Refused(f"“{edition.name}”不能替代它自己，也不能与“{other.name}”互相替代")
        above = session.get(Edition, above.replaces_id) if above.replaces_id else None
    return number_of(other)


def _refuse_wrong_order(edition: Edition, replaced: Edition | None) -> None:
    new, old = edition.in_force_from, replaced.in_force_from if replaced else None
    if replaced is not None and new and old and new <= old:
        raise Refused(
            f"“{edition.name}”{new.isoformat()} 施行，不晚于它替代的“{replaced.name}”（{old.isoformat()}）",
            hint="核对施行日期后重新输入",
        )
