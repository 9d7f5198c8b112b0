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

    number = _number(db, VIEWS["unit"], unit, ())
    found = rows(db, VIEWS["unit"], where=(Condition("id", "=", number),), columns=("unit_code",))
    return str(found[0][0])


def _number(db: sqlite3.Connection, view: "View", key: str, where: "Sequence[Condition]") -> int:
    from powerctl.store import views

    key = key.strip()
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
