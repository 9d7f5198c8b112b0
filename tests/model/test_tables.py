"""Tables are made when asked for, with those that their foreign keys lead to."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import powerctl.model as model
from powerctl.store import freeze
from powerctl.store.views import VIEWS

_ALONE = """
from powerctl.model import {name}
from sqlalchemy.orm import configure_mappers
configure_mappers()
for table in {name}.metadata.tables.values():
    for key in table.foreign_keys:
        key.column
"""
_FIRST_OF_EACH_FILE = [names[0] for names in model._TABLES.values()]


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", _FIRST_OF_EACH_FILE)
def test_a_table_asked_for_alone_finds_every_table_that_it_refers_to(name: str) -> None:
    _run(_ALONE.format(name=name))


def test_every_table_is_named_in_the_package_and_nothing_else() -> None:
    classes = {mapper.class_.__name__ for mapper in SQLModel._sa_registry.mappers if mapper.class_.__module__.startswith("powerctl.")}  # fmt: skip
    assert classes == set(model._PLACES) == set(model.__all__) - {"load_all"}


def test_a_person_can_be_written_without_the_tables_of_risks_charts_and_checks() -> None:
    loaded = _run(
        "import sys\nfrom powerctl.areas.organization import people\n"
        "print(*(name for name in sys.modules if name.startswith('powerctl.model.')))"
    ).split()
    assert {name.rpartition(".")[2] for name in loaded} == {"base", "organization", "registry", "store"}


def test_no_index_is_only_the_beginning_of_another() -> None:
    """The longer one finds the same rows; the shorter is written with every row, and empty it fills a page.

    A list that goes by unit and number is read off the index of the unit, in which numbers are in order.
    """
    with closing(sqlite3.connect(":memory:")) as county:
        county.executescript(freeze.model_sql())
        spare = [pair for table in SQLModel.metadata.tables for pair in _spare_indexes(county, table)]
    by_number = {f"ix_{view.name}_unit_id" for view in VIEWS.values() if view.order == ("unit_code", "id")}
    assert [pair for pair in spare if pair[0] not in by_number] == []


def _spare_indexes(county: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    indexes = {}
    for _, name, is_unique, _, is_partial in county.execute(f"PRAGMA index_list({table})"):
        columns = [row[2] for row in county.execute(f"PRAGMA index_info({name})")]
        indexes[name] = (columns, is_unique, is_partial)
    return [
        (name, other)
        for name, (columns, is_unique, is_partial) in indexes.items()
        for other, (longer, _, other_is_partial) in indexes.items()
        if name != other and not (is_unique or is_partial or other_is_partial)
        if longer[: len(columns)] == columns
    ]


def test_other_rooms_ask_the_package_for_a_table_never_its_file() -> None:
    package = Path(model.__file__).resolve().parents[1]
    asked = [
        f"{path.relative_to(package)}: {line}"
        for path in package.rglob("*.py")
        if path.parent.name != "model"
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r"\s*from powerctl\.model\.(?!base\b)", line)
    ]
    assert asked == []
