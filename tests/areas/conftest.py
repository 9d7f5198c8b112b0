"""A county file on disk, opened for one command at a time."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlmodel import Session

from powerctl.store.create import create
from powerctl.store.transaction import transaction

Writing = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A new county file."""
    path = tmp_path / "county.db"
    create(path)
    return path


@pytest.fixture
def writing(county: Path) -> Writing:
    """Opens the county file for one command."""
    return lambda: transaction(county, "经办人", "test")


@pytest.fixture
def session(county: Path) -> Iterator[Session]:
    """One command's session on the county file."""
    with transaction(county, "经办人", "test") as opened:
        yield opened
