"""Tables are made when asked for, with those that their foreign keys lead to."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import powerctl.model as model

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
