"""Many rows at once: what is empty in some of them, and the bytes that seal them."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from powerctl.store.bulk import insert_rows, update_rows
from powerctl.store.connection import open_reading
from powerctl.store.create import create
from powerctl.store.seal import Change, change_bytes
from powerctl.store.transaction import transaction
from powerctl.store.verify import verify

UNIT = SQLModel.metadata.tables["unit"]
COLUMNS = ("code", "name", "kind", "valid_from", "note")
SELECT = "SELECT code, name, kind, valid_from, note FROM unit ORDER BY id"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = tmp_path / "county.db"
    create(path)
    return path


def test_a_column_filled_in_a_few_rows_only_is_kept_in_those(county: Path) -> None:
    filled = {1999: "末行", 2000: "次块首行", 4100: "很晚"}
    rows = [
        (f"B{n}", f"第{n}局", None, date(2026, 1, 2) if n == 2500 else None, filled.get(n))
        for n in range(4200)
    ]
    with transaction(county, "王科员", "import") as session:
        assert insert_rows(session, UNIT, COLUMNS, iter(rows)) == 4200
    with closing(open_reading(county)) as db:
        stored = db.execute(SELECT).fetchall()
    assert stored == [(*row[:3], str(row[3]) if row[3] else None, row[4]) for row in rows]
    assert verify(county) == []


def test_a_value_can_be_emptied_in_all_rows_at_once(county: Path) -> None:
    with transaction(county, "王科员", "import") as session:
        insert_rows(
            session, UNIT, ("id", *COLUMNS), [(n, f"B{n}", f"第{n}局", None, None, "注") for n in (1, 2)]
        )
        assert update_rows(session, UNIT, ("kind", "note"), [(1, None, None), (2, None, None)]) == 2
    with closing(open_reading(county)) as db:
        assert db.execute("SELECT kind, note FROM unit").fetchall() == [(None, None)] * 2
    assert verify(county) == []


def test_a_required_column_that_is_empty_in_every_row_is_refused(county: Path) -> None:
    with (
        pytest.raises(sqlite3.IntegrityError, match=r"NOT NULL.*unit\.name"),
        transaction(county, "王科员", "import") as session,
    ):
        insert_rows(session, UNIT, ("code", "name"), [("B1", None), ("B2", None)])
    with closing(open_reading(county)) as db:
        assert db.execute(SELECT).fetchall() == []


_BLOB = st.none() | st.binary(max_size=40)
_SALT = st.none() | st.binary(min_size=16, max_size=16)


@settings(max_examples=60, deadline=None)
@given(_SALT, _BLOB, _BLOB, _SALT, _BLOB, _BLOB, st.sampled_from(["power", "权力\ud800"]))
def test_the_bytes_that_seal_a_change_are_those_of_its_description(
    salt: bytes | None, before: bytes | None, after: bytes | None,
    psalt: bytes | None, pbefore: bytes | None, pafter: bytes | None, table: str,
) -> None:  # fmt: skip
    """Length-prefixed fields, one digest of the ordinary and one of the personal images; kept ones where forgotten."""

    def told(part: bytes | None) -> bytes:
        return b"-" if part is None else str(len(part)).encode() + b":" + part

    def digest(*parts: bytes | None) -> bytes:
        return hashlib.sha256(b"".join(map(told, parts))).digest()

    kept, pkept = hashlib.sha256(b"1").digest(), hashlib.sha256(b"2").digest()
    for pdigest in (None, pkept):
        ordinary = kept if salt is None else digest(salt, before, after)
        personal = pdigest if psalt is None else digest(psalt, pbefore, pafter)
        at = "2026-01-02T03:04:05.678Z"
        own = f"7;3;I;9;{len(at)}:{at}{len(table)}:{table}".encode("utf-8", "surrogatepass")
        wanted = own + ordinary + (b"-" if personal is None else b"+" + personal)
        change = Change(7, at, 3, table, "I", 9, salt, before, after, psalt, pbefore, pafter, kept, pdigest)
        assert change_bytes(change) == wanted
        assert change_bytes(tuple(change)) == wanted
