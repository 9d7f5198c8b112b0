"""Workbooks filled in on powerctl's own templates: the organization, two power lists, one risk table."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from powerctl.sheets.kinds import KINDS, SheetKind
from powerctl.sheets.writing.template import EXAMPLE_ROW, template_columns, write_template
from tests.county.drawing import save
from tests.county.meeting_topics import settled
from tests.county.people import (
    CHARGES,
    COUNTY,
    DEPUTY,
    DISCIPLINE,
    HEAD,
    SEATS,
    SECTION,
    UNITS,
    Charge,
    Seat,
    is_key,
    people,
)
from tests.county.planted_meetings import SETTLED_NOWHERE
from tests.county.power_rows import powers_of
from tests.county.risk_register import first_round

Values = Mapping[str, str]
_LEVELS = {HEAD: "一把手", DEPUTY: "班子成员", DISCIPLINE: "班子成员", SECTION: "内设科室"}


def write_organization(path: Path) -> None:
    """单位、人员、职务、分工."""
    fill(
        "organization",
        path,
        {
            "units": (
                {"code": "U000", "name": COUNTY, "kind": "县区"},
                *(
                    {"code": code, "name": name, "kind": kind, "parent": COUNTY}
                    for code, (name, kind) in UNITS.items()
                ),
            ),
            "people": ({"unit": UNITS[unit][0], "name": name} for unit, name in people()),
            "posts": (_post(seat, number) for number, seat in enumerate(SEATS, start=1)),
            "duties": (
                {
                    "unit": UNITS[charge.unit][0],
                    "person": charge.person,
                    "area": charge.area,
                    "direct": charge.direct,
                    "valid_from": charge.since,
                    "valid_to": charge.until,
                    **_settled(charge),
                }
                for charge in CHARGES
            ),
        },
    )


def _settled(charge: Charge) -> dict[str, str]:
    """By which paper and at which meeting it was settled; 青石乡 names no meeting."""
    if (charge.unit, charge.area) == SETTLED_NOWHERE:
        return {}
    paper = {"document": f"云泽分工〔{max(charge.since, '2025')[:4]}〕{int(charge.unit[1:])}号"}
    if charge.unit == "U008":
        return paper
    month, place = settled(charge.unit, "领导班子成员分工", charge.since)
    return paper | {"meeting_written": f"{month}#{place}"}


def _post(seat: Seat, number: int) -> dict[str, str]:
    leads = seat.role in (HEAD, DEPUTY, DISCIPLINE)
    return {
        "unit": UNITS[seat.unit][0],
        "title": seat.title,
        "holder_level": _LEVELS[seat.role],
        "is_head": "是" if seat.role == HEAD else "否",
        "is_leadership": "是" if leads else "否",
        "is_discipline_head": "是" if seat.role == DISCIPLINE else "否",
        "is_key": "是" if is_key(seat.title) else "否",
        "person": seat.person,
        "valid_from": seat.since,
        "valid_to": seat.until,
        "document": f"云泽干任〔{seat.since[:4]}〕{number}号",
    }


def write_powers(path: Path, unit: str) -> None:
    """权责清单 of a unit on the template; what the template has no column for is left out."""
    fill("powers", path, {"powers": [power | {"unit": UNITS[unit][0]} for power in powers_of(unit)]})


def write_risks(path: Path, unit: str, further: Callable[[Values], Values]) -> None:
    """廉政风险点及防控措施 of a unit on the template; `further` gives a point's values besides."""
    points = first_round(unit)
    fill("risks", path, {"risks": [{**point, **further(point), "unit": UNITS[unit][0]} for point in points]})


def fill(workbook: str, path: Path, sheets: Mapping[str, Iterable[Values]]) -> None:
    """A workbook on powerctl's own template, a row of values per record; fields that it lacks are left out."""
    with TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.xlsx"
        write_template(workbook, blank)
        book = load_workbook(blank)
    for kind in KINDS:
        if kind.name in sheets:
            _fill_sheet(book[kind.title], kind, sheets[kind.name])
    save(book, path)


def _fill_sheet(sheet: object, kind: SheetKind, rows: Iterable[Values]) -> None:
    columns = template_columns(kind)
    for row, values in enumerate(rows, start=EXAMPLE_ROW + 1):
        for column, declared in enumerate(columns, start=1):
            text = values.get(declared.field, "")
            if text:
                sheet.cell(row, column).value = text  # type: ignore[attr-defined]
