"""The sample county, imported once."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.county.golden import findings, new_county

Outcomes = list[dict[str, Any]]
Imported = tuple[Path, Outcomes]


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The county file with every workbook in it, and the receipts. Not to be written to."""
    db = tmp_path_factory.mktemp("county") / "county.db"
    return db, new_county(db)


@pytest.fixture(scope="session")
def receipts(imported: Imported) -> dict[str, dict[str, Any]]:
    """What each import answered, by the number that begins the workbook's name."""
    return {Path(receipt["file"]).name[:2]: receipt for receipt in imported[1]}


@pytest.fixture(scope="session")
def first_check(imported: Imported, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcomes]:
    """The county file after its first check, and what that says. Not to be written to."""
    db = tmp_path_factory.mktemp("checked") / "county.db"
    shutil.copy(imported[0], db)
    return db, findings(db)


@pytest.fixture(scope="session")
def outcomes(first_check: tuple[Path, Outcomes]) -> Outcomes:
    """What the first check says."""
    return first_check[1]


@pytest.fixture
def county(imported: Imported, tmp_path: Path) -> Path:
    """A copy of the county file, to write to."""
    db = tmp_path / "county.db"
    shutil.copy(imported[0], db)
    return db


@pytest.fixture
def checked(first_check: tuple[Path, Outcomes], tmp_path: Path) -> Path:
    """A copy of the checked county file, to write to."""
    db = tmp_path / "checked.db"
    shutil.copy(first_check[0], db)
    return db
