"""Intake of 会议办理: topics before any meeting, what hangs on one and what follows it.

Rows name unit and meeting as the workbook of meetings does; the meeting must be registered. Closing is read
last: what the same workbook says of a meeting that it closes still goes in.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_book import Entry
from powerctl.areas.meetings.proceedings_after import (
    take_budgets,
    take_closings,
    take_copies,
    take_inspections,
    take_records,
)
from powerctl.areas.meetings.proceedings_book import Line, Proceedings
from powerctl.areas.meetings.proceedings_items import (
    take_progress,
    take_questions,
    take_recusals,
    take_resolutions,
)
from powerctl.areas.meetings.proceedings_topics import (
    take_consultations,
    take_instructions,
    take_steps,
    take_topics,
)
from powerctl.areas.meetings.secrecy import refuse_joined
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import names_above, place, write_new_units
from powerctl.areas.receipt import Draft, Plan, finish, start, table_of
from powerctl.areas.rows import Row, rows_of
from powerctl.model import Meeting
from powerctl.sheets.kinds.proceedings import PROCEEDINGS_KINDS
from powerctl.sheets.reading import ReadWorkbook

_OF_UNITS = ("topics", "budget_steps")
"""Sheets that speak of a unit, and not of one of its meetings."""
_PERHAPS_OF_UNITS = "meeting_inspections"
_PERHAPS_OF_MEETINGS = ("procedure_steps", "consultations", "instructions", _PERHAPS_OF_UNITS)


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of what comes before and after meetings; `unit` is a code or a name.

    What is wrong in the workbook comes back as problems of the plan. Raises Refused where a text says
    whose choice in a secret ballot was which.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    rows = {kind.name: rows_of(draft, kind.name) for kind in PROCEEDINGS_KINDS}
    homes = _homes(draft, units, rows, unit)
    write_new_units(draft, units)
    everything = [row for listed in rows.values() for row in listed]
    known = {home for home in homes.values() if home is not None}
    book = Proceedings(draft, known | _units_spoken_of(session, everything))
    refuse_joined(workbook, {seat["person_written"] for seat in book.roster.rows.values()})
    entries = {kind: [Entry(row, _cell_of(kind)) for row in listed] for kind, listed in rows.items()}
    lines = {kind: _lines(book, kind, listed, homes) for kind, listed in entries.items()}
    take_topics(book, lines["topics"])
    take_steps(book, lines["procedure_steps"])
    take_consultations(book, lines["consultations"])
    take_instructions(book, lines["instructions"])
    take_recusals(book, lines["recusals"])
    take_questions(book, lines["meeting_questions"])
    with_state = take_resolutions(book, units, lines["resolutions"])
    take_progress(book, lines["resolution_progress"], with_state)
    take_records(book, lines["parallel_records"])
    take_inspections(book, lines["meeting_inspections"])
    take_copies(book, lines["minutes_copies"])
    take_budgets(book, lines["budget_steps"])
    take_closings(book, lines["meeting_closings"])
    book.finish()
    touched = {line.home for listed in lines.values() for line in listed}
    return finish(
        draft,
        "proceedings",
        [entry.final for listed in entries.values() for entry in listed],
        unit_id=next(iter(touched)) if len(touched) == 1 else None,
        touched_units=touched,
    )


def _cell_of(kind: str) -> str:
    """The column whose cell a problem of a whole row is told of."""
    names = {known.name: known.name_field for known in PROCEEDINGS_KINDS}
    return names[kind]


def _homes(
    draft: Draft, units: Units, rows: Mapping[str, Sequence[Row]], unit: str | None
) -> dict[int, int | None]:
    """The unit of each row (by `id`), None where only its meeting tells; a unit not known is a problem."""
    of_units = [
        row
        for kind, listed in rows.items()
        for row in listed
        if kind in _OF_UNITS or (kind == _PERHAPS_OF_UNITS and not row.text("meeting"))
    ]
    places = place(draft, units, [(row.sheet, row.record) for row in of_units], unit) if of_units else []
    homes: dict[int, int | None] = {id(row): spot.unit_id for row, spot in zip(of_units, places, strict=True)}
    above = names_above(draft.workbook, [])
    for listed in rows.values():
        for row in listed:
            if id(row) not in homes:
                homes[id(row)] = _home(units, row, (unit or "").strip(), above.get(id(row.sheet), ""))
    return homes


def _home(units: Units, row: Row, given: str, above: str) -> int | None:
    own = row.text("unit")
    words = own or given
    if not words:
        return units.find(above) if above else None
    home = units.find(words)
    home = units.find(given) if home is None and given else home
    if home is None:
        near = "、".join(units.near(words))
        row.problem(
            "unit",
            "已登记的单位名称或代码",
            f"没有登记单位“{words}”" + (f"；相近的有：{near}" if near else ""),
        )
    return home


def _units_spoken_of(session: Session, rows: Sequence[Row]) -> set[int]:
    """Units that hold a meeting of a number which a row names."""
    wanted = {normal(row.text("meeting")) for row in rows} - {""}
    table = table_of(Meeting)
    query = select(table.c.unit_id, table.c.number).distinct()
    return {unit for unit, number in session.connection().execute(query) if normal(number) in wanted}


def _lines(
    book: Proceedings, kind: str, entries: Sequence[Entry], homes: Mapping[int, int | None]
) -> list[Line]:
    """Each row with its unit and meeting; one whose meeting is not found is left out, with a problem."""
    named: dict[str, list[int]] = defaultdict(list)
    for (_, written), number in book.by_number.items():
        named[written].append(number)
    lines = []
    for entry in entries:
        row, home = entry.row, homes[id(entry.row)]
        if kind in _OF_UNITS:
            lines.append(Line(entry, home or 0, None))
            continue
        perhaps = kind in _PERHAPS_OF_MEETINGS
        written = row.text("meeting") if perhaps else row.needed("meeting", "会议编号")
        if row.rejected:
            continue
        meant = [
            number
            for number in named.get(normal(written), ())
            if home is None or book.meetings.rows[number]["unit_id"] == home
        ]
        if written and len(meant) != 1:
            why = (
                f"有 {len(meant)} 个单位都有会议“{written}”，请填单位名称"
                if meant
                else f"没有登记会议“{written}”"
            )
            row.problem("meeting", "已登记的会议编号", why)
        elif written:
            lines.append(Line(entry, book.meetings.rows[meant[0]]["unit_id"], meant[0]))
        elif home is None:
            row.problem("meeting", "会议编号或单位名称", "没有写会议编号，也看不出是哪个单位")
        else:
            lines.append(Line(entry, home, None))
    return lines
