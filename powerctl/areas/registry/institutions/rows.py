"""Rows of the workbook of institutions, and what they may name."""

from dataclasses import dataclass, field

from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.receipt import Outcome
from powerctl.areas.rows import Row


@dataclass(slots=True)
class Placed:
    """A row of a sheet, and the unit that it belongs to."""

    row: Row
    unit_id: int
    outcome: Outcome = Outcome.REJECTED

    def fold(self, outcome: Outcome) -> None:
        """What a further write makes of the row: an unchanged row with something new is a changed one."""
        if self.outcome is Outcome.UNCHANGED and outcome is not Outcome.UNCHANGED:
            self.outcome = Outcome.CHANGED


@dataclass(slots=True)
class Known:
    """Institutions by unit, name and number: those of the file, and those that the workbook adds."""

    merging: Merging
    by_name: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def remember(self, number: int) -> None:
        """Takes an institution in, by its name and by its number (文号)."""
        row = self.merging.rows[number]
        for words in {normal(row["name"]), normal(row["number"])} - {""}:
            numbers = self.by_name.setdefault((row["unit_id"], words), [])
            if number not in numbers:
                numbers.append(number)

    def find(self, unit_id: int, name: str, number: str = "") -> list[int]:
        """Those that a name (or a number) of the unit may mean; with a number beside it, only that one."""
        found = self.by_name.get((unit_id, normal(name)), [])
        if not normal(number):
            return found
        return [one for one in found if normal(self.merging.rows[one]["number"]) == normal(number)]

    def meant_by(self, item: Placed) -> int | None:
        """The institution that a row of another sheet names; none, or several, is a problem."""
        row = item.row
        name, number = row.needed("institution", "制度名称"), row.text("number")
        if not name:
            return None
        found = self.find(item.unit_id, name, number)
        if len(found) == 1:
            return found[0]
        if found:
            row.problem("number", "制度文号", f"本单位有 {len(found)} 项制度叫“{name}”，请写制度文号")
        else:
            row.problem(
                "institution",
                "“制度”表中的制度名称",
                f"“制度”表和数据库中本单位都没有“{name}”，请先在“制度”表中登记",
            )
        return None
