"""What is exported comes back: into an empty file the same list, into the same file nothing at all."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from powerctl.areas.export_sources import SOURCES
from powerctl.areas.exporting import Workbook, tables, workbook_of, workbooks
from powerctl.areas.intake import apply_import, plan_import
from powerctl.areas.receipt import Plan
from powerctl.rulebook.waiver_intake import PLANNERS
from powerctl.sheets.grid import WorkbookText
from powerctl.sheets.kinds import KINDS, WORKBOOK_KINDS
from powerctl.sheets.understand import understand
from powerctl.store.connection import open_reading
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from powerctl.store.views import VIEWS, rows
from tests.areas.random_county import as_read, random_books

TODAY = date(2026, 6, 30)
SEEDS = st.integers(0, 2**32)
BACK = [book for book in workbooks() if book.comes_back]


def take_in(county: Path, text: WorkbookText) -> Plan:
    """Imports a workbook; rows with problems are left out."""
    with transaction(county, "经办人", "test") as session:
        plan = plan_import(
            session, understand(text), unit=None, edition="2026年版", today=TODAY, above=PLANNERS
        )
        if not plan.unit_missing:
            apply_import(session, plan, now=datetime(2026, 6, 30))
    return plan


def exported(county: Path) -> dict[str, WorkbookText]:
    """Every workbook that can be imported again, as it would be read."""
    db = open_reading(county)
    try:
        return {book.name: as_read(book.name, tables(db, book)) for book in BACK}
    finally:
        db.close()


def rows_of(text: WorkbookText) -> dict[str, list[list[str]]]:
    return {grid.name: grid.rows[2:] for grid in text.grids}


def has_records(text: WorkbookText) -> bool:
    return any(len(grid.rows) > 3 for grid in text.grids)


def made(path: Path, books: list[WorkbookText]) -> Path:
    path.unlink(missing_ok=True)
    create(path)
    for text in books:
        take_in(path, text)
    return path


@settings(deadline=None, max_examples=6, suppress_health_check=list(HealthCheck))
@given(seed=SEEDS)
@example(seed=40).via("an article that is a part of the basis beside it")
@example(seed=51).via("reasons to step aside with odd brackets")
@example(seed=107).via("a power that an institution names by its code, since another has its name")
@example(seed=276).via("a countersign sheet whose fund is named by punctuation alone")
@example(seed=17852).via("people of one name on a list")
def test_an_export_taken_in_again_changes_nothing(seed: int, tmp_path: Path) -> None:
    county = made(tmp_path / "county.db", random_books(seed))
    before = exported(county)
    for name, text in before.items():
        if not has_records(text):
            continue
        plan = take_in(county, text)
        assert not plan.problems, name
        assert plan.receipt.read == plan.receipt.unchanged, name
        assert plan.writes_nothing, name
    assert {name: rows_of(text) for name, text in exported(county).items()} == {
        name: rows_of(text) for name, text in before.items()
    }


@settings(deadline=None, max_examples=6, suppress_health_check=list(HealthCheck))
@given(seed=SEEDS)
@example(seed=56923361).via("a signature whose name is a stroke")
@example(seed=1839).via("an institution on a power whose sub-item is a list of its own")
@example(seed=5186).via("recusals of one item that were not recorded in the order of the seats")
def test_an_export_makes_the_same_county_of_an_empty_file(seed: int, tmp_path: Path) -> None:
    first = exported(made(tmp_path / "county.db", random_books(seed)))
    written = [text for text in first.values() if has_records(text)]
    second = exported(made(tmp_path / "again.db", written))
    for name, text in first.items():
        assert rows_of(second[name]) == rows_of(text), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_sheet_kind_is_exported_under_headings_that_differ(kind) -> None:
    headings = [column.heading for column in kind.columns]
    assert len(set(headings)) == len(headings)
    assert any(kind in book.kinds for book in BACK) is not kind.only_read


def test_workbooks_stand_in_an_order_in_which_each_finds_what_it_names() -> None:
    assert [book.name for book in BACK] == [
        name for name in WORKBOOK_KINDS if any(k.workbook == name and not k.only_read for k in KINDS)
    ]
    assert isinstance(BACK[0], Workbook)


_OWN = frozenset(("id", "item", "position", "batch_id", "source_file", "source_sheet", "source_cell"))
_LISTS = sorted(
    {part.view for source in SOURCES.values() for part in source.parts}
    | {"tenure", "legal_basis", "risk_factor", "topic", "named_vote", "recusal"}
)


def recorded(county: Path) -> dict[str, list[str]]:
    """Every record of every list that comes back, without numbers of records and origins."""
    db = open_reading(county)
    try:
        return {
            name: sorted(
                str(line)
                for line in rows(
                    db,
                    VIEWS[name],
                    columns=[
                        column.key
                        for column in VIEWS[name].columns
                        if column.key not in _OWN and not column.key.endswith("_id")
                    ],
                )
            )
            for name in _LISTS
        }
    finally:
        db.close()


@settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
@given(seed=SEEDS)
def test_everything_recorded_is_carried_over(seed: int, tmp_path: Path) -> None:
    county = made(tmp_path / "county.db", random_books(seed))
    written = [text for text in exported(county).values() if has_records(text)]
    before, after = recorded(county), recorded(made(tmp_path / "again.db", written))
    for name in _LISTS:
        assert after[name] == before[name], name


def test_an_export_of_one_unit_holds_the_parts_of_its_own_methods_only(tmp_path: Path) -> None:
    county = made(tmp_path / "county.db", random_books(0))
    db = open_reading(county)
    methods, parts = tables(db, workbook_of("method"), unit="县财政局")
    named = {row[[column.field for column in methods.columns].index("name")] for row in methods.rows}
    of = {row[[column.field for column in parts.columns].index("method")] for row in parts.rows}
    db.close()
    assert "本县矩阵法" in of
    assert of <= named
    assert "本县加权法" not in named | of
