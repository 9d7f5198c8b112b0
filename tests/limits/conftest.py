"""A county file with a small tree of units."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from powerctl.model import Unit
from powerctl.store.create import create
from powerctl.store.transaction import transaction


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """清溪县 (1) over 住建局 (2) over its office (3), and 白石镇 (4)."""
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "unit add") as session:
        session.add(Unit(id=1, code="QX", name="清溪县"))
        session.flush()
        session.add(Unit(id=2, code="ZJJ", name="住建局", parent_id=1))
        session.add(Unit(id=4, code="BSZ", name="白石镇", parent_id=1))
        session.flush()
        session.add(Unit(id=3, code="ZJJ-BGS", name="住建局办公室", parent_id=2))
    return path


@pytest.fixture
def session(county: Path) -> Iterator[Session]:
    """An open transaction on that file."""
    with transaction(county, "测试", "limit set") as session:
        yield session
