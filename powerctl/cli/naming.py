"""Which record a clerk means: a number, a code or a name; a slip of the pen gets names that are near."""

import difflib
import sqlite3
from typing import TYPE_CHECKING

from powerctl.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from powerctl.store.views import Condition, View

_MOST_COMPARED = 3000
_MOST_SHOWN = 3
_LONGEST_NUMBER = 18


def number_of(db: sqlite3.Connection, view: "View", key: str, unit: str | None = None) -> int:
    """The number of the record that a key names, within a unit and those below it where given.

    Raises Refused for a key that fits none (with near names) or several (with their numbers).
    """
    from powerctl.store import views

    where = []
    if unit and view.has("unit_code"):
        where.append(views.Condition("unit_code", "within", known_unit(db, unit)))
    return _number(db, view, key, where)


def known_unit(db: sqlite3.Connection, unit: str) -> str:
    """The unit's code, after making sure that the file knows it: a typo is not an empty list."""
    from powerctl.store.views import VIEWS, Condition, rows

    try:
        number = _number(db, VIEWS["unit"], unit, ())
    except Refused as error:
        # The same sentence as from the rooms below, whichever command asks.
        said = str(error).replace(f"没有找到单位“{unit.strip()}”", f"没有名为或代码为“{unit.strip()}”的单位")
        raise Refused(said, hint=error.hint) from None
    found = rows(db, VIEWS["unit"], where=(Condition("id", "=", number),), columns=("unit_code",))
    return str(found[0][0])


def _number(db: sqlite3.Connection, view: "View", key: str, where: "Sequence[Condition]") -> int:
    from powerctl.store import views

    key = key.strip()
    if not key:
        raise Refused(
            f"没有写明是哪一条{view.title}，要写编号、代码或名称",
            hint=f"powerctl {view.command} list" if view.command else "",
        )
    if (number := _as_number(db, view, key, where)) is not None:
        return number
    try:
        return views.number_of(db, view, key, where=where)
    except Refused as error:
        near = _near(db, view, key, where)
        if not near or key in near:
            raise
        raise Refused(
            f"{str(error).rstrip('。')}；相近的有：{'、'.join(near)}",
            hint=f"powerctl {view.command} list" if view.command else error.hint,
        ) from None


def _as_number(db: sqlite3.Connection, view: "View", key: str, where: "Sequence[Condition]") -> int | None:
    """The number that a key is, where a record has it: what a list shows first comes first.

    Raises Refused when the key is at the same time another record's code.
    """
    from powerctl.store.views import Condition, rows

    if not key.isdecimal() or len(key) > _LONGEST_NUMBER or str(int(key)) != key:
        return None
    if not rows(db, view, where=(*where, Condition("id", "=", key)), columns=("id",)):
        return None
    for column in ("unit_code", "code"):
        if column in view.known_by:
            coded = rows(
                db, view, where=(*where, Condition(column, "=", key)), columns=("id", "name"), limit=2
            )
            if any(number != int(key) for number, _ in coded):
                raise Refused(
                    f"“{key}”既是一条{view.title}的编号，又是“{coded[0][1]}”的代码",
                    hint="改用名称指明",
                )
    return int(key)


def _near(db: sqlite3.Connection, view: "View", key: str, where: "Sequence[Condition]") -> list[str]:
    """Up to three names that contain the key, are contained in it, or look like it."""
    from powerctl.store.views import Condition, rows

    found: list[str] = []
    for column in view.known_by:
        inside = rows(
            db, view, where=(*where, Condition(column, "~", key)), columns=(column,), limit=_MOST_SHOWN
        )
        names = [str(row[0]) for row in rows(db, view, where=where, columns=(column,), limit=_MOST_COMPARED)]
        found += [str(row[0]) for row in inside]
        found += [name for name in names if len(name) > 1 and name in key]
        found += difflib.get_close_matches(key, names, n=_MOST_SHOWN, cutoff=0.5)
    return list(dict.fromkeys(name for name in found if name))[:_MOST_SHOWN]
