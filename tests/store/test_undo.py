"""Undo says what it takes back, takes back exactly that, and never under somebody's later work."""

import tempfile
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, select

from powerctl.errors import IntegrityFailure, Refused
from powerctl.model import CheckRun, Edition, Finding, ImportBatch, LegalBasis, Person, Power, Unit
from powerctl.store.connection import open_reading
from powerctl.store.create import create
from powerctl.store.ledger import log
from powerctl.store.redact import redact
from powerctl.store.transaction import transaction
from powerctl.store.undo import redo, undo
from powerctl.store.verify import verify
from powerctl.terms import Severity, Verdict
from tests.store.conftest import other_program

NOW = datetime(2026, 11, 21, 9, 30)


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every ledgered table."""
    with closing(open_reading(path)) as db:
        return {
            table: db.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
            for table in SQLModel.metadata.tables
        }


def _import(session: Session, unit: int = 2, edition: int = 2) -> int:
    """What an import writes: its batch, a unit, an edition, powers with bases; one power is changed."""
    batch = ImportBatch(
        file_name="powers.xlsx", sha256="ab", kind="powers", imported_at=NOW, rows_read=3, added=3, changed=1,
        unchanged=0, rejected=0,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    assert batch.id is not None
    session.add(Unit(id=unit, code=f"I{unit}", name=f"导入局{unit}", batch_id=batch.id))
    session.flush()
    session.add(Edition(id=edition, unit_id=unit, name="2025年版", batch_id=batch.id))
    session.flush()
    batch.unit_id, batch.edition_id = unit, edition
    for number in range(3):
        power = Power(
            unit_id=unit, edition_id=edition, identity=f"i/{number}", ordinal=1, name=f"导入事项{number}",
            batch_id=batch.id, is_lead=True, retired_on=date(2026, 1, 1),
        )  # fmt: skip
        session.add(power)
        session.flush()
        assert power.id is not None
        session.add_all(LegalBasis(power_id=power.id, position=at, text=f"依据{at}") for at in (1, 2))
    first = session.exec(select(Power).where(Power.id == 1)).one()
    first.batch_id, first.remit = batch.id, "导入改写"
    return batch.id


def test_undo_takes_back_the_last_command_and_says_what(recorded: Path) -> None:
    told = undo(recorded, "王科员", now=NOW)
    assert told == "已撤回第 16 号操作 power edit：还原权力事项 1 条、还原人员 1 条"
    with closing(open_reading(recorded)) as db:
        assert db.execute("SELECT remit FROM power WHERE id = 12").fetchone() == (None,)
        assert db.execute("SELECT name FROM person WHERE id = 1").fetchone() == ("赵人改8",)
        newest, taken, *_ = log(db)
    assert (newest.sort, newest.command, newest.undoes) == ("撤回", "undo", 16)
    assert taken.undone_by == 17
    assert verify(recorded) == []


def test_undo_walks_back_command_by_command_to_the_empty_file(recorded: Path) -> None:
    for _ in range(16):
        undo(recorded, "王科员", now=NOW)
    assert not any(_rows(recorded).values())
    with pytest.raises(Refused, match="没有可以撤回的操作"):
        undo(recorded, "王科员", now=NOW)
    assert verify(recorded) == []


def test_redo_brings_back_what_undo_took_and_can_be_undone_again(recorded: Path) -> None:
    before = _rows(recorded)
    undo(recorded, "王科员", now=NOW)
    undo(recorded, "王科员", now=NOW)
    after = _rows(recorded)
    assert redo(recorded, "王科员", now=NOW).startswith("已撤回第 18 号操作 undo（即重做第 15 号操作）：恢复")
    redo(recorded, "王科员", now=NOW)
    assert _rows(recorded) == before
    with pytest.raises(Refused, match="没有可以重做"):
        redo(recorded, "王科员", now=NOW)
    undo(recorded, "王科员", now=NOW)
    undo(recorded, "王科员", now=NOW)
    assert _rows(recorded) == after
    assert verify(recorded) == []


def test_undo_of_an_import_takes_back_its_records_and_marks_its_batch(recorded: Path) -> None:
    before = _rows(recorded)
    with transaction(recorded, "王科员", "import powers.xlsx") as session:
        batch = _import(session)
    imported = _rows(recorded)
    told = undo(recorded, "王科员", batch=batch, now=NOW)
    assert told == (
        "已撤回第 17 号操作 import powers.xlsx：删除单位 1 条、删除清单版本 1 条、"
        "删除权力事项 3 条、删除设定依据 6 条、还原权力事项 1 条"
    )
    after = _rows(recorded)
    (kept,) = after.pop("import_batch")
    assert kept[0] == batch
    before.pop("import_batch")
    assert after == before
    with closing(open_reading(recorded)) as db:
        marked = db.execute("SELECT unit_id, edition_id, undone_at FROM import_batch").fetchone()
    assert marked == (None, None, "2026-11-21 09:30:00.000000")
    with pytest.raises(Refused, match="已经由第 18 号操作撤回"):
        undo(recorded, "王科员", batch=batch, now=NOW)
    redo(recorded, "王科员", now=NOW)
    assert _rows(recorded) == imported
    assert verify(recorded) == []


def test_an_older_batch_is_taken_back_under_newer_work_that_does_not_touch_it(recorded: Path) -> None:
    with transaction(recorded, "王科员", "import one.xlsx") as session:
        batch = _import(session)
    with transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(code="Z9", name="后来的局"))
    assert undo(recorded, "王科员", batch=batch, now=NOW).startswith("已撤回第 17 号操作 import one.xlsx")
    assert verify(recorded) == []


def test_rows_that_a_later_command_changed_are_not_taken_back(recorded: Path) -> None:
    with transaction(recorded, "王科员", "import one.xlsx") as session:
        batch = _import(session)
    with transaction(recorded, "李科员", "power edit") as session:
        session.exec(select(Power).where(Power.name == "导入事项1")).one().remit = "县级"
    before = recorded.read_bytes()
    with pytest.raises(Refused) as refused:
        undo(recorded, "王科员", batch=batch, now=NOW)
    assert str(refused.value) == (
        "不能撤回第 17 号操作 import one.xlsx：权力事项“导入事项1”后来又被第 18 号操作 power edit 改动"
    )
    assert refused.value.hint == "先撤回后来的操作：powerctl undo --entry 18"
    assert recorded.read_bytes() == before
    undo(recorded, "王科员", entry=18, now=NOW)
    undo(recorded, "王科员", batch=batch, now=NOW)
    assert verify(recorded) == []


def test_a_row_that_a_later_record_hangs_on_is_not_taken_back(recorded: Path) -> None:
    with transaction(recorded, "王科员", "import one.xlsx") as session:
        batch = _import(session)
    with transaction(recorded, "李科员", "person add") as session:
        session.add(Person(unit_id=2, name="钱后来"))
    with pytest.raises(Refused) as refused:
        undo(recorded, "王科员", batch=batch, now=NOW)
    assert str(refused.value) == (
        "不能撤回第 17 号操作 import one.xlsx：人员“钱后来”（第 18 号操作 person add）要用到它录入的单位"
    )


def test_names_that_went_round_go_round_again_backwards(recorded: Path) -> None:
    """Each step back must find the place free, as each step forward did."""
    with transaction(recorded, "王科员", "unit add") as session:
        session.add_all(
            Unit(id=number, code=f"R{number}", name=f"轮换局{number}") for number in range(11, 16)
        )
    before = _rows(recorded)
    with transaction(recorded, "王科员", "unit edit") as session:
        for number, name in (
            (11, "空出"),
            (12, "轮换局11"),
            (13, "轮换局12"),
            (14, "轮换局13"),
            (11, "轮换局14"),
        ):
            unit = session.get(Unit, number)
            assert unit is not None
            unit.name = name
            session.flush()
    assert undo(recorded, "王科员", now=NOW) == "已撤回第 18 号操作 unit edit：还原单位 4 条"
    assert _rows(recorded) == before
    assert verify(recorded) == []


def test_a_record_whose_owner_is_gone_is_not_brought_back(recorded: Path) -> None:
    with transaction(recorded, "王科员", "basis remove") as session:
        session.delete(session.get(LegalBasis, 5))
    with transaction(recorded, "王科员", "power remove") as session:
        session.delete(session.get(Power, 5))
    with pytest.raises(Refused, match="设定依据“编号 5”所属的权力事项后来已被删除"):
        undo(recorded, "王科员", entry=17, now=NOW)
    undo(recorded, "王科员", now=NOW)
    undo(recorded, "王科员", now=NOW)
    assert verify(recorded) == []


def test_a_number_or_name_that_was_given_away_since_is_named(recorded: Path) -> None:
    with transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(id=7, code="G7", name="庚局"))
    with transaction(recorded, "王科员", "unit remove") as session:
        session.delete(session.get(Unit, 7))
    with transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(id=8, code="G7", name="新庚局"))
    with pytest.raises(Refused, match="占用了同样的单位代码"):
        undo(recorded, "王科员", entry=18, now=NOW)


def test_findings_of_a_check_do_not_stand_in_the_way(recorded: Path) -> None:
    with transaction(recorded, "王科员", "import one.xlsx") as session:
        batch = _import(session)
    with transaction(recorded, "王科员", "check") as session:
        session.add(CheckRun(id=1, ran_at=NOW, as_of=NOW.date(), unit_id=2))
        session.flush()
        session.add(
            Finding(
                rule="REG001",
                item="I2/i",
                unit_id=2,
                verdict=next(iter(Verdict)),
                severity=next(iter(Severity)),
                subject="s",
                message="m",
                advice="a",
                waived=False,
                first_run_id=1,
                last_run_id=1,
            )
        )
    undo(recorded, "王科员", batch=batch, now=NOW)
    with closing(open_reading(recorded)) as db:
        assert db.execute("SELECT unit_id FROM finding").fetchall() == [(None,)]
    assert verify(recorded) == []


def test_what_another_program_did_can_be_taken_back(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        db.execute("UPDATE power SET remit = '被改' WHERE id = 5")
        db.execute("DELETE FROM legal_basis WHERE id = 5")
    with transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(code="Z9", name="后来的局"))
    told = undo(recorded, "王科员", entry=17, now=NOW)
    assert told == "已撤回第 17 号操作 外部改动：还原权力事项 1 条、恢复设定依据 1 条"
    assert {trouble.code for trouble in verify(recorded)} == {"OUTSIDE"}


def test_a_row_altered_behind_the_ledger_is_not_overwritten(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        sql = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'ledger_power_update'").fetchone()[0]
        db.execute("DROP TRIGGER ledger_power_update")
        db.execute("UPDATE power SET remit = '市级' WHERE id = 12")
        db.execute(sql)
    with pytest.raises(IntegrityFailure, match=r"事项12号.*与台账不符"):
        undo(recorded, "王科员", now=NOW)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [({"batch": 99}, "没有导入批次 99"), ({"entry": 99}, "没有第 99 号操作")],
)
def test_an_unknown_batch_or_entry_is_refused(wanted: dict[str, int], told: str, recorded: Path) -> None:
    with pytest.raises(Refused, match=told):
        undo(recorded, "王科员", **wanted, now=NOW)


def test_a_lawful_deletion_cannot_be_undone_nor_what_it_emptied(recorded: Path) -> None:
    redact(recorded, "王科员", "person", 1, "保存期满")
    with pytest.raises(Refused, match="是依法删除，不能撤回"):
        undo(recorded, "王科员", entry=17, now=NOW)
    with pytest.raises(Refused, match="第 16 号操作 power edit的部分内容已依法删除"):
        undo(recorded, "王科员", now=NOW)


_names = st.sampled_from(["甲", "乙", "丙", "丁"])
_steps = st.lists(
    st.tuples(st.sampled_from(["add", "edit", "remove"]), st.integers(1, 4), _names), min_size=1, max_size=5
)


def _carry_out(path: Path, steps: list[tuple[str, int, str]]) -> None:
    with transaction(path, "王科员", "unit work") as session:
        for what, number, name in steps:
            unit = session.get(Unit, number)
            if what == "add" and unit is None:
                session.add(Unit(id=number, code=str(number), name=f"{name}{number}"))
            elif what == "edit" and unit is not None:
                unit.note = name
            elif what == "remove" and unit is not None:
                session.delete(unit)
            session.flush()


@given(st.lists(_steps, min_size=1, max_size=4))
@settings(deadline=None, max_examples=20)
def test_undoing_everything_in_turn_passes_through_every_earlier_state(
    commands: list[list[tuple[str, int, str]]],
) -> None:
    """Law: command then undo is nothing; and verify agrees at the end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "county.db"
        create(path)
        states = [_rows(path)["unit"]]
        for steps in commands:
            before = _entries(path)
            _carry_out(path, steps)
            if _entries(path) > before:
                states.append(_rows(path)["unit"])
        states.pop()
        while states:
            undo(path, "王科员", now=NOW)
            assert _rows(path)["unit"] == states.pop()
        assert verify(path) == []


def _entries(path: Path) -> int:
    with closing(open_reading(path)) as db:
        count: int = db.execute("SELECT count(*) FROM ledger_entry").fetchone()[0]
        return count
