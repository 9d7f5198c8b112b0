"""Lawful deletion of a person's data: the row, the ledger and the file forget; the chain still holds."""

from pathlib import Path

import pytest

from powerctl.errors import Refused
from powerctl.model import Person, Unit
from powerctl.store.create import create
from powerctl.store.redact import redact
from powerctl.store.transaction import reading, transaction
from powerctl.store.verify import verify

NAME = "独孤无忌测试标记"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        db.add(Unit(id=1, code="U001", name="财政局"))
        db.flush()
        db.add(Person(id=1, unit_id=1, name=NAME, number="", note=f"{NAME}的备注"))
        db.add(Person(id=2, unit_id=1, name="留下的人", number=""))
    return path


def test_clearing_a_person_leaves_no_byte_of_the_name_and_a_ledger_that_verifies(county: Path) -> None:
    """R-XZ-17"""
    assert NAME.encode() in county.read_bytes()
    told = redact(county, "测试", "person", 1, "本人申请，依法删除", clear=True)
    assert told.remaining == 0
    assert NAME.encode() not in county.read_bytes()
    assert verify(county) == []
    with reading(county) as db:
        gone, kept = db.get(Person, 1), db.get(Person, 2)
        assert gone is not None and gone.name == "（已依法删除 1）" and gone.note is None
        assert kept is not None and kept.name == "留下的人"


@pytest.mark.parametrize(("table", "key"), [("power", 1), ("person", 99)])
def test_what_holds_no_personal_data_is_refused_and_nothing_written(
    county: Path, table: str, key: int
) -> None:
    before = county.read_bytes()
    with pytest.raises(Refused):
        redact(county, "测试", table, key, "依法删除", clear=True)
    assert county.read_bytes() == before


def test_a_name_that_stands_elsewhere_is_said_with_its_record(county: Path) -> None:
    with transaction(county, "测试", "note") as db:
        unit = db.get(Unit, 1)
        assert unit is not None
        unit.note = f"联系人{NAME}"
    told = redact(county, "测试", "person", 1, "本人申请，依法删除", clear=True)
    assert told.places == ("单位 1",)
    assert "其他记录里仍然出现：单位 1" in str(told)
