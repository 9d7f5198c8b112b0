"""Intake of the organization workbook: units, people, posts with who holds them, duties.

The order of sheets and rows does not matter: units come first, then people, posts and duties,
each of which may name what any sheet of the workbook or the file itself holds.
"""

from datetime import date

from sqlmodel import Session

from powerctl.areas.organization.directory import People, Posts, Units
from powerctl.areas.organization.intake_people import take_duties, take_people, take_posts
from powerctl.areas.organization.intake_units import default_unit, take_units
from powerctl.areas.receipt import Outcome, Plan, finish, start
from powerctl.areas.rows import Row, rows_of
from powerctl.sheets.reading import ReadWorkbook


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of an organization workbook (R-XZ-01, R-XZ-02).

    `unit` is the unit of rows that name none; where it is not known, the plan has a doubt. What is
    wrong inside the workbook comes back as problems of the plan.
    """
    draft = start(session, workbook, today)
    units, people, posts = Units.of(session), People.of(session), Posts.of(session)
    outcomes: dict[tuple[str, int], Outcome] = {}
    rows = {kind: rows_of(draft, kind) for kind in ("units", "people", "posts", "duties")}
    take_units(draft, rows["units"], units, outcomes)
    default = default_unit(draft, units, unit)
    take_people(draft, rows["people"], units, people, default, outcomes)
    take_posts(draft, rows["posts"], units, people, posts, default, outcomes)
    take_duties(draft, rows["duties"], units, people, default, outcomes)
    return finish(
        draft, "organization", [_outcome(row, outcomes) for kind in rows.values() for row in kind],
        unit_id=default, touched_units=units.names,
    )  # fmt: skip


def _outcome(row: Row, outcomes: dict[tuple[str, int], Outcome]) -> Outcome:
    if row.rejected:
        return Outcome.REJECTED
    return outcomes[(row.sheet.sheet, row.record.row)]
