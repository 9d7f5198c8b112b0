"""Tampering, as reliability.md numbers it: what verify says about each attack, without and with an anchor."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from powerctl.errors import IntegrityFailure
from powerctl.model import Unit
from powerctl.store.connection import open_reading
from powerctl.store.ledger import acknowledge, head_code
from powerctl.store.redact import redact
from powerctl.store.seal import CHANGES, GENESIS, Change, Link, change_bytes
from powerctl.store.transaction import transaction
from powerctl.store.verify import verify
from tests.store.conftest import fill, other_program

LEDGER_GUARDS = ("ledger_entry_stays", "ledger_entry_remains", "ledger_change_stays", "ledger_change_remains")


def _head(path: Path) -> str:
    with closing(open_reading(path)) as db:
        return head_code(db)


def _record(path: Path, code: str) -> None:
    with transaction(path, "王科员", "unit add") as session:
        session.add(Unit(code=code, name=f"单位{code}"))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """A file with history, an older copy of it, and the head codes that somebody else holds."""
    folder = tmp_path_factory.mktemp("attacks")
    path, older = folder / "county.db", folder / "older.db"
    from powerctl.store.create import create

    create(path)
    fill(path, powers=8)
    anchors = [_head(path)]
    shutil.copy(path, older)
    _record(path, "B01")
    _record(path, "B02")
    anchors.append(_head(path))
    return path, older, anchors


@contextmanager
def _without(db: sqlite3.Connection, *triggers: str) -> Iterator[None]:
    """Triggers dropped, and put back with the same text."""
    kept = [
        db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0] for name in triggers
    ]
    for name in triggers:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for sql in kept:
        db.execute(sql)


@contextmanager
def _tampering(path: Path, *triggers: str) -> Iterator[sqlite3.Connection]:
    with closing(other_program(path)) as db, _without(db, *triggers):
        yield db


def _chain_again(db: sqlite3.Connection) -> None:
    """Compute every hash anew by the public algorithm."""
    prev = GENESIS
    for *fields, _ in db.execute(
        "SELECT seq, at, actor, command, kind, first_change, last_change, undoes, hash FROM ledger_entry ORDER BY seq"
    ).fetchall():
        link = Link(*fields)
        running = link.opening(prev)
        for row in db.execute(
            f"SELECT {CHANGES} FROM ledger_change WHERE seq BETWEEN ? AND ? ORDER BY seq",
            (link.first_change, link.last_change),
        ):
            running.update(change_bytes(Change._make(row)))
        db.execute(
            "UPDATE ledger_entry SET prev = ?, hash = ? WHERE seq = ?", (prev, running.digest(), link.seq)
        )
        prev = running.digest()


def a01_update_by_another_program(path: Path) -> None:
    with _tampering(path) as db:
        db.execute("UPDATE power SET remit = '市级' WHERE id = 7")


def a02_delete_by_another_program(path: Path) -> None:
    with _tampering(path) as db:
        db.execute("DELETE FROM legal_basis WHERE id = 7")


def a03_update_and_then_work_goes_on(path: Path) -> None:
    a01_update_by_another_program(path)
    _record(path, "C01")


def a04_edit_while_a_trigger_is_away(path: Path) -> None:
    with _tampering(path, "ledger_power_update") as db:
        db.execute("UPDATE power SET remit = '市级' WHERE id = 7")


def a05_delete_and_leave_the_trigger_away(path: Path) -> None:
    with closing(other_program(path)) as db:
        db.execute("DROP TRIGGER ledger_legal_basis_delete")
        db.execute("DELETE FROM legal_basis WHERE id = 7")


def a06_insert_while_a_trigger_is_away(path: Path) -> None:
    with _tampering(path, "ledger_unit_insert") as db:
        db.execute("INSERT INTO unit(code, name) VALUES ('Z99', '补录单位')")


def a07_triggers_off_for_one_connection(path: Path) -> None:
    sql = "UPDATE power SET remit = '乡级' WHERE id = 3"
    if hasattr(sqlite3.Connection, "setconfig"):
        with closing(other_program(path)) as db:
            db.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
            db.execute(sql)
    elif shell := shutil.which("sqlite3"):
        subprocess.run(
            [shell, str(path), "-cmd", ".dbconfig enable_trigger off", sql], check=True, capture_output=True
        )
    else:
        pytest.skip("neither Python 3.12 nor the sqlite3 shell is at hand")


def a08_trigger_text_altered(path: Path) -> None:
    with closing(other_program(path)) as db:
        db.execute("PRAGMA writable_schema=ON")
        db.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'ON \"power\" BEGIN', 'ON \"power\" WHEN 0 BEGIN') "
            "WHERE name = 'ledger_power_update'"
        )
        assert db.execute("SELECT changes()").fetchone() == (1,)
        version = db.execute("PRAGMA schema_version").fetchone()[0]
        db.execute(f"PRAGMA schema_version={version + 1}")


def a09_hostile_trigger_planted(path: Path) -> None:
    with closing(other_program(path)) as db:
        db.execute(
            "CREATE TRIGGER evil AFTER INSERT ON unit BEGIN UPDATE power SET remit = '市级' WHERE id = 1; END"
        )


def a10_replace_hides_the_delete(path: Path) -> None:
    with _tampering(path) as db:
        db.execute(
            "INSERT OR REPLACE INTO legal_basis(id, power_id, position, text) VALUES (7, 7, 1, '换过的依据')"
        )


def a11_edit_an_image_in_the_ledger(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS) as db:
        db.execute("UPDATE ledger_change SET after = replace(after, '事项3号', '事项9号') WHERE seq = 11")
        assert db.execute("SELECT changes()").fetchone() == (1,)


def a12_edit_a_hash(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS) as db:
        db.execute("UPDATE ledger_entry SET hash = randomblob(32) WHERE seq = 4")


def a13_change_the_actor_of_an_entry(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS) as db:
        db.execute("UPDATE ledger_entry SET actor = '别人' WHERE seq = 4")


def a14_delete_an_entry_in_the_middle(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS) as db:
        db.execute(
            "DELETE FROM ledger_change WHERE seq BETWEEN (SELECT first_change FROM ledger_entry WHERE seq = 4) "
            "AND (SELECT last_change FROM ledger_entry WHERE seq = 4)"
        )
        db.execute("DELETE FROM ledger_entry WHERE seq = 4")


def a15_swap_two_entries(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS) as db:
        for table, one, two in (("ledger_entry", 3, 4), ("ledger_change", 8, 10), ("ledger_change", 9, 11)):
            db.execute(f"UPDATE {table} SET seq = -1 WHERE seq = {one}")
            db.execute(f"UPDATE {table} SET seq = {one} WHERE seq = {two}")
            db.execute(f"UPDATE {table} SET seq = {two} WHERE seq = -1")


def a16_cut_off_the_tail_of_the_ledger(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS) as db:
        db.execute(
            "DELETE FROM ledger_change WHERE seq > (SELECT last_change FROM ledger_entry WHERE seq = 6)"
        )
        db.execute("DELETE FROM ledger_entry WHERE seq > 6")
        db.execute(
            "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM ledger_change) WHERE name = 'ledger_change'"
        )


def a17_cut_off_the_tail_and_roll_the_rows_back(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS, "ledger_unit_delete") as db:
        db.execute("DELETE FROM unit WHERE code IN ('B01', 'B02')")
        first = db.execute("SELECT seq FROM ledger_entry ORDER BY seq DESC LIMIT 1 OFFSET 1").fetchone()[0]
        db.execute(
            "DELETE FROM ledger_change WHERE seq >= (SELECT first_change FROM ledger_entry WHERE seq = ?)",
            (first,),
        )
        db.execute("DELETE FROM ledger_entry WHERE seq >= ?", (first,))
        db.execute(
            "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM ledger_change) WHERE name = 'ledger_change'"
        )


def a19_edit_a_row_and_compute_the_chain_anew(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS, "ledger_power_update") as db:
        db.execute("UPDATE power SET name = '另一事项' WHERE id = 7")
        db.execute(
            "UPDATE ledger_change SET after = json_set(after, '$.name', '另一事项') WHERE tbl = 'power' AND key = 7"
        )
        _chain_again(db)


def a21_hide_values_without_a_redaction(path: Path) -> None:
    with _tampering(path, *LEDGER_GUARDS) as db:
        row = db.execute(f"SELECT {CHANGES} FROM ledger_change WHERE seq = 2").fetchone()
        db.execute(
            "UPDATE ledger_change SET psalt = NULL, pbefore = NULL, pafter = NULL, pdigest = ? WHERE seq = 2",
            (Change._make(row).personal_digest,),
        )


def a22_hex_edit_of_a_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    found, place = "依据5".encode(), -1
    while (place := data.find(found, place + 1)) >= 0:
        if data[place - 1 : place] != b'"':
            data[place : place + len(found)] = "依据6".encode()
    assert bytes(data) != path.read_bytes()
    path.write_bytes(data)


def a23_damaged_tree_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    with closing(other_program(path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'power'").fetchone()[0]
    start = (page - 1) * 16384
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)


def a26_counter_rewound(path: Path) -> None:
    with _tampering(path) as db:
        db.execute("UPDATE sqlite_sequence SET seq = 5 WHERE name = 'ledger_change'")


def a27_temp_trigger_rewrites_what_is_written_down(path: Path) -> None:
    with closing(other_program(path)) as db:
        db.execute("DROP TRIGGER ledger_change_stays")
        db.execute(
            "CREATE TEMP TRIGGER t AFTER INSERT ON main.ledger_change BEGIN "
            "UPDATE ledger_change SET after = before WHERE seq = NEW.seq; END"
        )
        db.execute("UPDATE power SET remit = '市级' WHERE id = 7")


def a28_lawful_redaction(path: Path) -> None:
    with transaction(path, "王科员", "person edit") as session:
        session.connection().exec_driver_sql("UPDATE person SET name = '（已删除）' WHERE id = 1")
    redact(path, "王科员", "person", 1, "保存期满")


def a30_clock_set_back(path: Path, back: str = "-30 days") -> None:
    with closing(other_program(path)) as db:
        kept = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE name LIKE 'ledger\\_unit\\_%' ESCAPE '\\'"
        )
        for name, sql in kept.fetchall():
            db.execute(f"DROP TRIGGER {name}")
            db.execute(sql.replace("'now'", f"'now','{back}'"))
        # The tool itself refuses an altered schema, so its entry is made by its own parts.
        from powerctl.store import seal

        db.execute("BEGIN IMMEDIATE")
        seal.open_entry(db)
        db.execute("INSERT INTO unit(code, name) VALUES ('D01', '倒签单位')")
        seal.close_entry(db, actor="王科员", command="unit add")
        db.execute("COMMIT")
        for name, sql in db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE name LIKE 'ledger\\_unit\\_%' ESCAPE '\\'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {name}")
            db.execute(sql.replace(f"'now','{back}'", "'now'"))


def a31_nothing(path: Path) -> None:
    _record(path, "E01")


Attack = Callable[[Path], None]
FOUND: dict[Attack, set[str]] = {
    a01_update_by_another_program: {"UNSEALED"},
    a02_delete_by_another_program: {"UNSEALED"},
    a03_update_and_then_work_goes_on: {"OUTSIDE"},
    a04_edit_while_a_trigger_is_away: {"STATE"},
    a05_delete_and_leave_the_trigger_away: {"SCHEMA", "STATE"},
    a06_insert_while_a_trigger_is_away: {"STATE"},
    a07_triggers_off_for_one_connection: {"STATE"},
    a08_trigger_text_altered: {"SCHEMA"},
    a09_hostile_trigger_planted: {"SCHEMA"},
    a10_replace_hides_the_delete: {"CONTINUITY", "UNSEALED"},
    a11_edit_an_image_in_the_ledger: {"ENTRY", "STATE"},
    a12_edit_a_hash: {"ENTRY", "LINK"},
    a13_change_the_actor_of_an_entry: {"ENTRY"},
    a14_delete_an_entry_in_the_middle: {"GAP", "LINK", "STATE"},
    a15_swap_two_entries: {"ENTRY", "LINK"},
    a16_cut_off_the_tail_of_the_ledger: {"STATE"},
    a21_hide_values_without_a_redaction: {"REDACT"},
    a22_hex_edit_of_a_page: {"STATE"},
    a23_damaged_tree_page: {"CORRUPT"},
    a27_temp_trigger_rewrites_what_is_written_down: {"SCHEMA", "STATE", "UNSEALED"},
    a30_clock_set_back: {"CLOCK"},
}
CLEAN: tuple[Attack, ...] = (a26_counter_rewound, a28_lawful_redaction, a31_nothing)
ONLY_BY_ANCHOR: tuple[Attack, ...] = (
    a17_cut_off_the_tail_and_roll_the_rows_back,
    a19_edit_a_row_and_compute_the_chain_anew,
)


@pytest.fixture
def victim(original: tuple[Path, Path, list[str]], tmp_path: Path) -> Path:
    return Path(shutil.copy(original[0], tmp_path / "county.db"))


def _codes(path: Path, anchors: list[str] | None = None) -> set[str]:
    return {trouble.code for trouble in verify(path, anchors or [])}


@pytest.mark.parametrize("attack", FOUND, ids=lambda attack: attack.__name__)
def test_verify_finds_the_attack_without_an_anchor(attack: Attack, victim: Path) -> None:
    """R1: attacks 01–16, 21–23, 27, 30"""
    attack(victim)
    assert FOUND[attack] <= _codes(victim)


@pytest.mark.parametrize("attack", CLEAN, ids=lambda attack: attack.__name__)
def test_verify_is_silent_where_nothing_was_tampered_with(
    attack: Attack, victim: Path, original: tuple[Path, Path, list[str]]
) -> None:
    """R1: controls 28 and 31; 26 harms nothing"""
    attack(victim)
    assert verify(victim, original[2]) == []


@pytest.mark.parametrize("attack", ONLY_BY_ANCHOR, ids=lambda attack: attack.__name__)
def test_a_consistent_rewrite_is_found_with_an_anchor_only(
    attack: Attack, victim: Path, original: tuple[Path, Path, list[str]]
) -> None:
    """R1: attacks 17 and 19"""
    attack(victim)
    assert _codes(victim) == set()
    assert _codes(victim, original[2]) == {"ANCHOR"}


def test_an_older_copy_in_place_of_the_file_is_found_with_an_anchor(
    victim: Path, original: tuple[Path, Path, list[str]]
) -> None:
    """R1: attack 18"""
    shutil.copy(original[1], victim)
    assert _codes(victim) == set()
    assert _codes(victim, original[2]) == {"ANCHOR"}


def test_a_fork_put_over_the_original_is_found_with_an_anchor(victim: Path, tmp_path: Path) -> None:
    """R1: attack 29"""
    fork = Path(shutil.copy(victim, tmp_path / "fork.db"))
    _record(victim, "F01")
    anchor = _head(victim)
    _record(fork, "F02")
    shutil.copy(fork, victim)
    assert _codes(victim) == set()
    assert _codes(victim, [anchor]) == {"ANCHOR"}


@pytest.mark.parametrize(
    "attack",
    [a05_delete_and_leave_the_trigger_away, a08_trigger_text_altered, a09_hostile_trigger_planted],
    ids=lambda attack: attack.__name__,
)
def test_an_altered_schema_stops_every_command(attack: Attack, victim: Path) -> None:
    """A planted trigger never runs under the tool's name."""
    attack(victim)
    with pytest.raises(IntegrityFailure, match="触发器"):
        open_reading(victim)
    with pytest.raises(IntegrityFailure, match="触发器"):
        _record(victim, "G01")


def test_a_row_that_only_the_index_denies_is_found(victim: Path) -> None:
    """An index that was edited by hand makes reads lie; the tables themselves are as recorded."""
    with closing(other_program(victim)) as db:
        db.execute("PRAGMA writable_schema=ON")
        root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'power_by_name'").fetchone()[0]
    data = bytearray(victim.read_bytes())
    start = (root - 1) * 16384
    page = data[start : start + 16384]
    data[start : start + 16384] = page.replace("事项5号".encode(), "事项1号".encode())
    assert bytes(data) != victim.read_bytes()
    victim.write_bytes(data)
    assert "CORRUPT" in _codes(victim)


def test_a_redaction_record_by_another_program_is_no_redaction(victim: Path) -> None:
    a21_hide_values_without_a_redaction(victim)
    with closing(other_program(victim)) as db:
        digest = db.execute("SELECT lower(hex(pdigest)) FROM ledger_change WHERE seq = 2").fetchone()[0]
        db.execute(
            "INSERT INTO ledger_change(at, tbl, kind, key, salt, after) "
            "VALUES ('2999-01-01T00:00:00.000Z', 'ledger_change', 'X', 2, randomblob(16), ?)",
            (json.dumps({"pdigest": digest}),),
        )
    assert "UNSEALED" in _codes(victim)


def test_a_tail_cut_off_without_the_counter_is_found_without_an_anchor(victim: Path) -> None:
    with closing(other_program(victim)) as db:
        given = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'ledger_change'").fetchone()[0]
    a17_cut_off_the_tail_and_roll_the_rows_back(victim)
    with closing(other_program(victim)) as db:
        db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'ledger_change'", (given,))
    assert _codes(victim) == {"GAP"}


def test_a_lawful_redaction_covers_no_more_than_it_says(victim: Path) -> None:
    a28_lawful_redaction(victim)
    with _tampering(victim, *LEDGER_GUARDS) as db:
        row = db.execute(f"SELECT {CHANGES} FROM ledger_change WHERE seq = 2").fetchone()
        db.execute(
            "UPDATE ledger_change SET salt = NULL, before = NULL, after = NULL, digest = ? WHERE seq = 2",
            (Change._make(row).ordinary_digest,),
        )
    assert "REDACT" in _codes(victim)


def test_a_clock_that_was_put_right_by_a_little_is_no_attack(victim: Path) -> None:
    a30_clock_set_back(victim, "-1 minutes")
    assert verify(victim) == []


def test_a_clock_set_back_can_be_accepted_with_a_reason(victim: Path) -> None:
    a30_clock_set_back(victim)
    with closing(open_reading(victim)) as db:
        entry = db.execute("SELECT max(seq) FROM ledger_entry").fetchone()[0]
    acknowledge(victim, "王科员", "电池没电，时钟曾归零", entry=entry)
    assert verify(victim) == []


def test_a_context_left_open_by_another_program_is_found(victim: Path) -> None:
    with closing(other_program(victim)) as db:
        db.execute("UPDATE ledger_context SET entry = 99")
        db.execute("UPDATE power SET remit = '市级' WHERE id = 7")
    assert {"CONTEXT", "UNSEALED"} <= _codes(victim)
    _record(victim, "H01")
    assert "OUTSIDE" in _codes(victim)
