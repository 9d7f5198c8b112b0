"""Intake of workbooks of kept records: the unit of every row, then noun by noun what its rows become."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from powerctl.areas.county_wide import home_of, unit_of
from powerctl.areas.kept import Kept
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.kept_taking import Line, Taking
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import Place, place, write_new_units
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start
from powerctl.areas.rows import rows_of
from powerctl.sheets.reading import ReadWorkbook

Take = Callable[[Line], int | None]


@dataclass(slots=True)
class Book:
    """A workbook whose rows know their units."""

    draft: Draft
    names: KeptNames
    homes: set[int]
    lines: Mapping[str, list[Line]]
    """By sheet kind; those of `many` aside."""
    many: list[Place] = field(default_factory=list)
    """The units of the records of a kind that are too many for rows of their own."""

    def take(
        self,
        kept: Kept,
        begin: Callable[[Taking], Take] = lambda taking: taking.take,
        *,
        always: bool = False,
    ) -> list[tuple[Line, int]]:
        """Takes in every row of a noun; the rows that became records, with their numbers.

        `begin` sees the records as stored, and gives what takes a row; without rows only where it is `always`
        wanted.
        """
        lines = self.lines[kept.kind]
        if not lines and not always:
            return []
        taking = Taking(self.draft, kept, self.names, self.homes)
        take = begin(taking)
        taken = [(line, number) for line in lines if (number := take(line)) is not None]
        taking.finish()
        return taken

    def plan(self, kind: str, outcomes: Sequence[Outcome] = ()) -> Plan:
        """The plan; `outcomes` are those of the records of `many`."""
        listed = [line.final for lines in self.lines.values() for line in lines]
        return finish(
            self.draft,
            kind,
            [*listed, *outcomes],
            unit_id=next(iter(self.homes)) if len(self.homes) == 1 else None,
            touched_units=self.homes,
        )


def plan_kept(
    session: Session,
    workbook: ReadWorkbook,
    kind: str,
    nouns: Sequence[Kept],
    *,
    unit: str | None,
    today: date,
) -> Plan:
    """Works out the import of a workbook of these nouns, in this order; `unit` is a code or a name.

    What is wrong in the workbook comes back as problems of the plan.
    """
    book = open_book(start(session, workbook, today), nouns, unit)
    for kept in nouns:
        book.take(kept)
    return book.plan(kind)


def open_book(draft: Draft, nouns: Sequence[Kept], unit: str | None, *, many: str = "") -> Book:
    """Finds the unit of every row; units not known yet are proposed.

    `many` is a sheet kind beside those of the nouns whose records are placed and left as they are.
    Raises Refused for a unit that is not known, given for what is the county's.
    """
    units = Units.of(draft.session)
    of_county = {kept.kind for kept in nouns if kept.of_county}
    rows = {kept.kind: rows_of(draft, kept.kind) for kept in nouns}
    of_units = [row for kind, listed in rows.items() if kind not in of_county for row in listed]
    records = [(row.sheet, row.record) for row in of_units]
    beside = [
        (sheet, record) for sheet in draft.workbook.sheets if sheet.kind == many for record in sheet.records
    ]
    spots = place(draft, units, [*records, *beside], unit) if records or beside else []
    homes: dict[int, int | None] = {id(row): spot.unit_id for row, spot in zip(of_units, spots, strict=False)}
    shared = [row for kept in nouns if kept.of_county and kept.has_unit for row in rows[kept.kind]]
    given = home_of(units, unit) if shared and not spots else units.find(unit or "")
    for row in shared:
        homes[id(row)] = unit_of(row, units, given)
    write_new_units(draft, units)
    lines = {kind: [Line(row, homes.get(id(row))) for row in listed] for kind, listed in rows.items()}
    known = {home for home in homes.values() if home is not None} | {spot.unit_id for spot in spots}
    return Book(draft, KeptNames(draft.session, units), known, lines, spots[len(records) :])
