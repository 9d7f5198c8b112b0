"""County files for the tests of the store: an empty one, and one with a little history."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlmodel import select

from powerctl.model import Edition, LegalBasis, Person, Power, Unit
from powerctl.store.create import create
from powerctl.store.transaction import transaction


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A new, empty county file."""
    path = tmp_path / "county.db"
    create(path)
    return path


def fill(path: Path, powers: int = 12) -> None:
    """A unit with its edition, people, and powers recorded one by one; every fourth is corrected."""
    with transaction(path, "王科员", "unit add") as session:
        session.add(Unit(id=1, code="A01", name="示例县甲局"))
        session.flush()
        session.add_all(Person(id=number, unit_id=1, name=f"赵人{number}") for number in range(1, 5))
        session.add(Edition(id=1, unit_id=1, name="2025年版"))
    for number in range(1, powers + 1):
        with transaction(path, "王科员", "power add") as session:
            session.add(
                Power(
                    id=number,
                    unit_id=1,
                    edition_id=1,
                    identity=f"许可/{number}",
                    ordinal=1,
                    name=f"事项{number}号",
                )
            )
            session.flush()
            session.add(LegalBasis(power_id=number, position=1, text=f"依据{number}"))
        if number % 4 == 0:
            with transaction(path, "李科员", "power edit") as session:
                power = session.exec(select(Power).where(Power.id == number)).one()
                power.remit = "县级"
                session.exec(select(Person).where(Person.id == 1)).one().name = f"赵人改{number}"


@pytest.fixture(scope="session")
def _history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "county.db"
    create(path)
    fill(path)
    return path


@pytest.fixture
def recorded(_history: Path, tmp_path: Path) -> Path:
    """A county file with some entries in its ledger."""
    return Path(shutil.copy(_history, tmp_path / "county.db"))


def other_program(path: Path) -> sqlite3.Connection:
    """The file as any SQLite tool opens it: no pragmas of ours, no sealing."""
    return sqlite3.connect(path, isolation_level=None)
