"""Codes that a workbook gives to units which have others already, whatever was imported first.

For the units of a list that comes before the organization workbook, codes are made up (U001, U002,
…). The workbook's codes go before those: units trade codes among themselves, and a unit to which
the workbook gives none gives up one that was made up.
"""

import re
from collections.abc import Iterable, Sequence

from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.receipt import Action, Draft
from powerctl.areas.rows import Row

_INVENTED = re.compile(r"U\d{3,}")


class Codes:
    """The codes that units have before an import, and those that it may give away."""

    def __init__(self, merging: Merging, units: Units) -> None:
        self._merging = merging
        self._units = units
        self._before: dict[int, str] = {number: row["code"] for number, row in merging.rows.items()}
        self._yielding: set[int] = set()

    def release(self, rows: Sequence[Row]) -> None:
        """Frees the codes of units that get another in these rows, and invented ones that are wanted."""
        written = {row.text("code") for row in rows} - {""}
        self._units.reserve(written)
        given = set()
        for row in rows:
            number, code = self._units.by_name(row.text("name")), row.text("code")
            if number is None or not code:
                continue
            given.add(number)
            if normal(code) != normal(self._units.codes[number]):
                self._units.release(number)
        for code in written:
            number = self._units.by_code(code)
            if number is not None and number not in given and self._is_invented(number):
                self._units.release(number)
                self._yielding.add(number)

    def clashes(self, taken: dict[int, Row]) -> bool:
        """Rejects rows that take a code which its unit keeps after all; whether there were any."""
        kept = {
            normal(code): number
            for number, code in self._before.items()
            if number not in self._yielding and not self._merging.writes(number, "code")
        }
        found = False
        for number, row in taken.items():
            holder = kept.get(normal(self._units.codes[number]))
            if row.rejected or holder in (None, number) or not self._merging.writes(number, "code"):
                continue
            found = True
            row.problem(
                "code", "没有用过的单位代码", f"代码“{row.text('code')}”仍由“{self._units.names[holder]}”使用"
            )
        return found

    def finish(self, draft: Draft) -> None:
        """Hands the changes to the draft that must go before all others: no two rows share a code."""
        merging, units = self._merging, self._units
        given = {
            row["code"]: number for number, row in merging.rows.items() if merging.writes(number, "code")
        }
        first: list[tuple[int, str]] = []
        for number, code in self._before.items():
            if code not in given or given[code] == number:
                continue
            if number in self._yielding:
                name, taker = units.names[number], units.names[given[code]]
                units.remember(number, units.free_code(), name)
                new = merging.rows[number]["code"] = units.codes[number]
                first.append((number, new))
                draft.notes.append(f"“{name}”的代码 {code} 是导入清单时编的，已让给“{taker}”，改编为 {new}")
            elif merging.writes(number, "code"):
                first.append((number, f"（换代码）{number}"))
        draft.write(Action.UPDATE, merging.table, ("id", "code"), first)

    def _is_invented(self, number: int) -> bool:
        """A list brought the unit, and nobody has given it a code since."""
        row = self._merging.rows.get(number)
        return bool(row and row["batch_id"] and not row["source_cell"] and _INVENTED.fullmatch(row["code"]))


def written_first(rows: Iterable[Row]) -> list[Row]:
    """Rows that write a code before those that want one made, so that none is made twice."""
    return sorted(rows, key=lambda row: not row.text("code"))
