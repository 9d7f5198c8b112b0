"""The ledger as a clerk reads it; and how it is made from the tables."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from powerctl.errors import Refused
from powerctl.model import Edition, ImportBatch, LegalBasis, Measure, Person, Power, RiskPoint, Unit
from powerctl.store import bulk, freeze, triggers
from powerctl.store.anchor import anchors, entry_of, record_anchor
from powerctl.store.connection import open_reading
from powerctl.store.create import create
from powerctl.store.ledger import acknowledge, changes_of, head_code, log
from powerctl.store.redact import redact
from powerctl.store.revisions import LATEST, digests
from powerctl.store.seal import code_of, link_start
from powerctl.store.transaction import reading, transaction
from powerctl.store.verify import MEANINGS, Trouble, verify
from powerctl.terms import PowerCategory
from tests.store.conftest import other_program

_REVISIONS = Path(freeze.__file__).with_name("revisions")


def _log(path: Path, **filters: str) -> list[str]:
    with closing(open_reading(path)) as db:
        return [f"{entry.seq} {entry.command}: {entry.summary}" for entry in log(db, **filters, limit=3)]


def test_the_frozen_schema_is_in_step_with_the_model() -> None:
    """After a change of the model or a view before the release: python -m powerctl.store.freeze --initial."""
    if LATEST == 1:
        assert (_REVISIONS / "0001_initial.sql").read_text(encoding="utf-8") == freeze.model_sql()
    assert (_REVISIONS / "tables.json").read_text(encoding="utf-8") == freeze.model_tables()
    assert digests()[LATEST] == freeze.current_digest()


def test_every_table_is_strict_without_real_numbers_and_ledgered_or_excepted_with_a_reason(
    county: Path,
) -> None:
    """R17"""
    with closing(open_reading(county)) as db:
        found = db.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        )
        tables = {name: strict for name, strict in found if not name.startswith("sqlite_")}
        assert all(tables.values())
        kinds = {row[2] for name in tables for row in db.execute(f'PRAGMA table_info("{name}")')}
        assert kinds == {"INTEGER", "TEXT", "BLOB"}
        ledgered = {
            name
            for (name,) in db.execute("SELECT tbl_name FROM sqlite_schema WHERE name LIKE 'ledger%insert'")
        }
    assert ledgered | set(triggers.UNLEDGERED) == set(tables)
    assert not ledgered & set(triggers.UNLEDGERED)
    assert all(triggers.UNLEDGERED.values())


def test_personal_columns_are_kept_apart_under_their_own_salt(recorded: Path) -> None:
    """D3"""
    marked = {
        table.name: [column.name for column in table.columns if column.info.get("personal")]
        for table in SQLModel.metadata.tables.values()
    }
    assert marked["person"] == ["name", "note"]
    with closing(open_reading(recorded)) as db:
        after, pafter, salt, psalt = db.execute(
            "SELECT after, pafter, salt, psalt FROM ledger_change WHERE tbl = 'person' LIMIT 1"
        ).fetchone()
    assert "赵人" in pafter
    assert "赵人" not in after
    assert len(salt) == len(psalt) == 16
    assert salt != psalt


def test_the_log_tells_who_did_what_to_how_many_records(recorded: Path) -> None:
    assert _log(recorded) == [
        "16 power edit: 修改权力事项 1 条、修改人员 1 条",
        "15 power add: 新增权力事项 1 条、新增设定依据 1 条",
        "14 power add: 新增权力事项 1 条、新增设定依据 1 条",
    ]


def test_the_log_is_filtered_by_command_actor_table_and_unit(recorded: Path) -> None:
    with transaction(recorded, "王科员", "risk add") as session:
        session.add(Unit(id=2, code="B01", name="示例县乙局"))
        session.flush()
        session.add(RiskPoint(id=1, unit_id=2, identity="x", ordinal=1, name="审批不公开"))
        session.flush()
    with transaction(recorded, "王科员", "measure add") as session:
        session.add(Measure(risk_point_id=1, position=1, text="公开结果"))
    assert [line.split(":")[0] for line in _log(recorded, command="power edit")] == [
        "16 power edit",
        "11 power edit",
        "6 power edit",
    ]
    assert _log(recorded, actor="李科员", table="人员")[0].startswith("16 power edit")
    assert [line.split(":")[0] for line in _log(recorded, unit="B01")] == ["18 measure add", "17 risk add"]
    assert _log(recorded, table="防控措施") == ["18 measure add: 新增防控措施 1 条"]
    assert [line.split(":")[0] for line in _log(recorded, unit="示例县甲局", table="unit")] == ["1 unit add"]


@pytest.mark.parametrize(
    ("filters", "told"),
    [({"unit": "没有"}, "没有名为或代码为“没有”的单位"), ({"table": "没有"}, "没有“没有”这种记录")],
)
def test_an_unknown_unit_or_table_is_refused(filters: dict[str, str], told: str, recorded: Path) -> None:
    with pytest.raises(Refused, match=told):
        _log(recorded, **filters)


def test_an_entry_shows_every_field_before_and_after_under_its_heading(recorded: Path) -> None:
    with closing(open_reading(recorded)) as db:
        lines = changes_of(db, 16)
        with pytest.raises(Refused, match="第 99 号"):
            changes_of(db, 99)
    assert [(line.sort, line.title, line.label, line.fields) for line in lines] == [
        ("修改", "权力事项", "事项12号", (("实施层级及权限", None, "县级"),)),
        ("修改", "人员", "赵人改12", (("姓名", "赵人改8", "赵人改12"),)),
    ]


def test_the_head_code_is_26_characters_and_moves_with_every_entry(recorded: Path) -> None:
    with closing(open_reading(recorded)) as db:
        before = head_code(db)
    with reading(recorded) as session:
        assert head_code(session) == before
    with transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(code="B01", name="乙局"))
    with closing(open_reading(recorded)) as db:
        assert head_code(db) != before
    assert len(before) == 26
    assert verify(recorded, [before, before.lower(), f"{before[:13]} {before[13:]}"]) == []


@given(st.binary(min_size=32, max_size=32))
@settings(deadline=None, max_examples=50)
def test_a_printed_code_says_how_its_link_begins(link: bytes) -> None:
    assert link_start(code_of(link)) == link[:16]


@pytest.mark.parametrize("code", ["", "ABC", "1" * 26, "A" * 27, "甲" * 26])
def test_what_is_no_code_is_refused(code: str, recorded: Path) -> None:
    with pytest.raises(Refused, match="不是台账首码"):
        verify(recorded, [code])


def test_an_anchor_is_kept_with_the_place_it_went_to(recorded: Path) -> None:
    """D2"""
    code = record_anchor(recorded, "王科员", "公示 2026-3 号", "张贴")
    with closing(open_reading(recorded)) as db:
        (anchor,) = anchors(db)
        assert (anchor.code, anchor.entry, anchor.place, anchor.note) == (code, 16, "公示 2026-3 号", "张贴")
        assert entry_of(db, code) == 16
        assert entry_of(db, "A" * 26) is None
    assert verify(recorded, [code]) == []
    assert [trouble.code for trouble in verify(recorded, ["A" * 26])] == ["ANCHOR"]


def test_an_empty_ledger_has_nothing_to_anchor(county: Path) -> None:
    with pytest.raises(Refused, match="没有内容"):
        record_anchor(county, "王科员", "公示")


def test_changes_of_another_program_are_reported_until_they_are_accepted_with_a_reason(
    recorded: Path,
) -> None:
    with closing(other_program(recorded)) as db:
        db.execute(
            "INSERT OR REPLACE INTO legal_basis(id, power_id, position, text) VALUES (7, 7, 1, '换过')"
        )
    assert {trouble.code for trouble in verify(recorded)} == {"UNSEALED", "CONTINUITY"}
    told = acknowledge(recorded, "王科员", "经查系误操作，内容无误")
    assert told == "已确认外部改动：第 17 号；理由：经查系误操作，内容无误"
    assert verify(recorded) == []
    with closing(open_reading(recorded)) as db:
        (entry,) = [entry for entry in log(db) if entry.kind == "outside"]
    assert (entry.sort, entry.acknowledged, entry.actor) == ("外部改动", "经查系误操作，内容无误", None)


def test_only_outside_changes_can_be_accepted_and_only_once(recorded: Path) -> None:
    with pytest.raises(Refused, match="没有待确认"):
        acknowledge(recorded, "王科员", "理由")
    with pytest.raises(Refused, match="不是外部改动"):
        acknowledge(recorded, "王科员", "理由", entry=3)
    with pytest.raises(Refused, match="没有第 99 号"):
        acknowledge(recorded, "王科员", "理由", entry=99)
    with closing(other_program(recorded)) as db:
        db.execute("UPDATE power SET remit = '市级' WHERE id = 1")
    with pytest.raises(Refused, match="请写明"):
        acknowledge(recorded, "王科员", " ")
    acknowledge(recorded, "王科员", "理由")
    with pytest.raises(Refused, match="已经确认过"):
        acknowledge(recorded, "王科员", "理由", entry=17)


def test_an_acknowledgement_by_another_program_is_itself_reported(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        db.execute("UPDATE power SET remit = '市级' WHERE id = 1")
        db.execute("INSERT INTO acknowledgement(entry, reason) VALUES (17, '没事')")
    assert {trouble.code for trouble in verify(recorded)} == {"UNSEALED"}
    with transaction(recorded, "王科员", "edition add") as session:
        session.add(Edition(unit_id=1, name="2026年版"))
    assert {trouble.code for trouble in verify(recorded)} == {"OUTSIDE"}


def test_the_ledger_resists_accidents(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        for statement in (
            "DELETE FROM ledger_change WHERE seq = 3",
            "UPDATE ledger_change SET after = '{}' WHERE seq = 3",
            "UPDATE ledger_change SET psalt = NULL WHERE seq = 2",
            "DELETE FROM ledger_entry",
            "UPDATE ledger_entry SET actor = '别人'",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)
        with pytest.raises(sqlite3.IntegrityError, match="keeps its number"):
            db.execute("UPDATE unit SET id = 9")


def test_a_deleted_person_is_gone_from_every_byte_of_the_file(recorded: Path) -> None:
    """R11"""
    with transaction(recorded, "王科员", "person edit") as session:
        person = session.get(Person, 2)
        assert person is not None
        person.name, person.note = "欧阳唯一标记", "身份证件唯一标记"
    with transaction(recorded, "王科员", "person edit") as session:
        person = session.get(Person, 2)
        assert person is not None
        person.name, person.note = "（已删除）", None
    done = redact(recorded, "王科员", "person", 2, "本人申请，保存期满")
    assert (done.changes, done.remaining) == (3, 0)
    assert "备份" in str(done)
    data = recorded.read_bytes()
    assert "唯一标记".encode() not in data
    assert "赵人2".encode() not in data
    assert "赵人3".encode() in data
    assert verify(recorded) == []
    with closing(open_reading(recorded)) as db:
        (entry,) = log(db, command="redact")
        assert (entry.sort, entry.summary) == ("依法删除", "依法删除台账记录 3 条、修改人员 1 条")
        fields = changes_of(db, 1)[2].fields
    assert ("个人信息", "（已依法删除）", "（已依法删除）") in fields


def test_after_a_redaction_verify_still_knows_what_the_row_holds(recorded: Path) -> None:
    redact(recorded, "王科员", "person", 2, "保存期满")
    with closing(other_program(recorded)) as db:
        sql = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'ledger_person_update'").fetchone()[0]
        db.execute("DROP TRIGGER ledger_person_update")
        db.execute("UPDATE person SET name = '冒名者' WHERE id = 2")
        db.execute(sql)
    assert {trouble.code for trouble in verify(recorded)} == {"STATE"}


def test_a_value_that_stands_elsewhere_too_is_told(recorded: Path) -> None:
    with transaction(recorded, "王科员", "risk add") as session:
        session.add(RiskPoint(unit_id=1, identity="x", ordinal=1, name="审批不公开", owner_written="赵人3"))
        person = session.get(Person, 3)
        assert person is not None
        person.name = "（已删除）"
    done = redact(recorded, "王科员", "person", 3, "保存期满")
    assert done.remaining == 1
    assert "1 个旧值" in str(done)


def test_a_whole_record_can_be_forgotten(recorded: Path) -> None:
    with transaction(recorded, "王科员", "risk add") as session:
        session.add(RiskPoint(id=5, unit_id=1, identity="唯一标记", ordinal=1, name="唯一标记事项"))
    with transaction(recorded, "王科员", "risk retire") as session:
        session.delete(session.get(RiskPoint, 5))
    done = redact(recorded, "王科员", "risk_point", 5, "误录涉密内容", whole=True)
    assert (done.changes, done.remaining) == (2, 0)
    assert "唯一标记".encode() not in recorded.read_bytes()
    assert verify(recorded) == []


@pytest.mark.parametrize(
    ("table", "key", "reason", "told"),
    [("没有", 1, "理由", "没有“没有”"), ("person", 99, "理由", "没有可删除"), ("person", 1, "", "请写明")],
)
def test_a_redaction_of_nothing_is_refused(
    table: str, key: int, reason: str, told: str, recorded: Path
) -> None:
    before = recorded.read_bytes()
    with pytest.raises(Refused, match=told):
        redact(recorded, "王科员", table, key, reason)
    assert recorded.read_bytes() == before


def test_bulk_rows_are_stored_as_the_session_would_store_them(county: Path) -> None:
    with transaction(county, "王科员", "import") as session:
        session.add(Unit(id=1, code="A", name="甲"))
        session.flush()
        session.add(Edition(id=1, unit_id=1, name="2025年版", in_force_from=date(2025, 1, 1)))
        columns = ["id", "unit_id", "edition_id", "identity", "ordinal", "name", "sub_item", "category"]
        columns += ["is_lead", "retired_on"]
        table = SQLModel.metadata.tables["power"]
        rows = [
            (n, 1, 1, f"k{n}", 1, f"事项{n}", "", PowerCategory.LICENCE, True, date(2026, 1, n % 28 + 1))
            for n in range(1, 1201)
        ]
        assert bulk.insert_rows(session, table, columns, iter(rows)) == 1200
        changed = [(n, PowerCategory.PENALTY, None) for n in range(1, 701)]
        assert bulk.update_rows(session, table, ["category", "retired_on"], changed) == 700
        session.add(Power(unit_id=1, edition_id=1, identity="o", ordinal=1, name="单个", is_lead=True,
                          category=PowerCategory.LICENCE, retired_on=date(2026, 1, 2)))  # fmt: skip
    assert verify(county) == []
    with closing(open_reading(county)) as db:
        sql = "SELECT category, retired_on, is_lead FROM power WHERE id = ?"
        assert db.execute(sql, (1,)).fetchone() == ("行政处罚", None, 1)
        assert db.execute(sql, (1037,)).fetchone() == db.execute(sql, (1201,)).fetchone()
    with reading(county) as session:
        power = session.get(Power, 1037)
        assert power is not None
        assert (power.category, power.retired_on) == (PowerCategory.LICENCE, date(2026, 1, 2))


def test_a_moment_in_bulk_is_written_as_the_session_writes_it(county: Path) -> None:
    row = {
        "file_name": "a.xlsx",
        "sha256": "ab",
        "kind": "powers",
        "imported_at": datetime(2026, 1, 2, 9, 30),
    }
    row |= dict.fromkeys(("rows_read", "added", "changed", "unchanged", "rejected"), 0)
    with transaction(county, "王科员", "import") as session:
        bulk.insert_rows(session, SQLModel.metadata.tables["import_batch"], list(row), [list(row.values())])
        session.add(ImportBatch(**row))
    with closing(open_reading(county)) as db:
        first, second = db.execute("SELECT imported_at FROM import_batch").fetchall()
    assert first == second


def test_a_redaction_leaves_no_free_page_behind(recorded: Path) -> None:
    for statement in (
        "INSERT INTO check_run(ran_at, as_of, selection) VALUES ('', '', hex(zeroblob(400000)))",
        "DELETE FROM check_run",
    ):
        with transaction(recorded, "王科员", "check") as session:
            session.connection().exec_driver_sql(statement)
    with closing(open_reading(recorded)) as db:
        assert db.execute("PRAGMA freelist_count").fetchone()[0] > 10
    redact(recorded, "王科员", "person", 2, "保存期满")
    with closing(open_reading(recorded)) as db:
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(_texts, _texts), min_size=1, max_size=5))
@settings(deadline=None, max_examples=20)
def test_any_text_is_written_down_and_verified(pairs: list[tuple[str, str]]) -> None:
    """Quotes, control characters, NULs: an image holds what the row holds."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "county.db"
        create(path)
        with transaction(path, "王科员", "unit add") as session:
            session.add_all(
                Unit(code=f"{number}", name=f"{number}{name}", note=note)
                for number, (name, note) in enumerate(pairs)
            )
        assert verify(path) == []


def test_every_trouble_has_its_words() -> None:
    for code in MEANINGS:
        assert str(Trouble(code, "某处")) == f"{code} {MEANINGS[code]}：某处"


def test_a_long_list_of_troubles_is_cut_short_with_its_number(county: Path) -> None:
    with closing(other_program(county)) as db:
        db.executemany(
            "INSERT INTO unit(code, name) VALUES (?, ?)", [(f"{n}", f"单位{n}") for n in range(150)]
        )
    troubles = verify(county)
    assert len(troubles) == 101
    assert troubles[-1].detail == "另有 50 处同类情况未列出"


def test_a_fast_check_sees_the_chain_and_not_the_rows(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        sql = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'ledger_power_update'").fetchone()[0]
        db.execute("DROP TRIGGER ledger_power_update")
        db.execute("UPDATE power SET remit = '市级' WHERE id = 1")
        db.execute(sql)
    assert verify(recorded, fast=True) == []
    assert [trouble.code for trouble in verify(recorded)] == ["STATE"]


def test_a_legal_basis_belongs_to_the_unit_of_its_power(recorded: Path) -> None:
    with transaction(recorded, "王科员", "basis add") as session:
        session.add(LegalBasis(power_id=1, position=2, text="补充依据"))
    assert _log(recorded, unit="A01", command="basis") == ["17 basis add: 新增设定依据 1 条"]
