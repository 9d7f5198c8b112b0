"""For developers: `python -m powerctl.store.freeze` writes down what the newest revision's schema must be.

`--initial` also makes revision 1 anew from the model: only before the first release.
"""

import json
import sqlite3
import sys
import warnings
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from powerctl import model
from powerctl.store import create, triggers
from powerctl.store.connection import schema_digest
from powerctl.store.revisions import LATEST, digests

_REVISIONS = Path(__file__).with_name("revisions")

_LEDGER = """
CREATE TABLE ledger_change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    inside INTEGER,
    tbl TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('I', 'U', 'D', 'M', 'X')),
    key INTEGER NOT NULL,
    salt BLOB,
    before TEXT,
    after TEXT,
    psalt BLOB,
    pbefore TEXT,
    pafter TEXT,
    digest BLOB,
    pdigest BLOB
) STRICT;

CREATE TABLE ledger_entry (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT,
    command TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('command', 'outside', 'undo', 'redact', 'upgrade', 'ledger')),
    first_change INTEGER NOT NULL,
    last_change INTEGER NOT NULL,
    undoes INTEGER,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE ledger_context (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entry INTEGER
) STRICT;

INSERT INTO ledger_context (id, entry) VALUES (1, NULL);

CREATE TABLE anchor (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    entry INTEGER NOT NULL,
    place TEXT NOT NULL CHECK (place <> ''),
    note TEXT,
    UNIQUE (code, place)
) STRICT;

CREATE TABLE acknowledgement (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL UNIQUE,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
"""

_OWN = {
    "anchor": {
        "title": "锚点",
        "columns": {
            "id": "内部编号",
            "code": "台账首码",
            "entry": "台账号",
            "place": "留存处",
            "note": "备注",
        },
        "personal": [],
    },
    "acknowledgement": {
        "title": "外部改动确认",
        "columns": {"id": "内部编号", "entry": "台账号", "reason": "理由"},
        "personal": [],
    },
}


def model_sql() -> str:
    """CREATE TABLE and CREATE INDEX of every table of the model, by name, and the ledger's own tables."""
    dialect = sqlite.dialect()
    pieces = [f"-- Revision 1, frozen. The tables of {model.__name__}, then the ledger's own.", ""]
    for table in _tables():
        pieces.append(_tidy(str(CreateTable(table).compile(dialect=dialect))))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            pieces.append(_tidy(str(CreateIndex(index).compile(dialect=dialect))))
    return "\n".join(pieces) + _LEDGER


def model_tables() -> str:
    """What the tables are called, their headings and their personal columns, as JSON."""
    found = {
        table.name: {
            "title": table.comment,
            "columns": {column.name: column.comment for column in table.columns},
            "personal": [column.name for column in table.columns if column.info.get("personal")],
            **_secret(table),
        }
        for table in _tables()
    }
    return json.dumps(found | _OWN, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _secret(table: Table) -> dict[str, list[str]]:
    names = [column.name for column in table.columns if column.info.get("secret")]
    return {"secret": names} if names else {}


def current_digest() -> str:
    """The digest of a file made now."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    create.fill(db)
    digest = schema_digest(db)
    db.close()
    return digest


def _tables() -> list[Table]:
    model.load_all()
    return sorted(SQLModel.metadata.tables.values(), key=lambda table: table.name)


def _tidy(statement: str) -> str:
    lines = [line.rstrip().replace("\t", "    ") for line in statement.strip().splitlines()]
    return "\n".join(line for line in lines if line).replace(")\n STRICT", ") STRICT") + ";\n"


def main() -> None:
    """Write the frozen files of the newest revision."""
    warnings.simplefilter("ignore")
    if "--initial" in sys.argv:
        (_REVISIONS / "0001_initial.sql").write_text(model_sql(), encoding="utf-8")
    (_REVISIONS / "tables.json").write_text(model_tables(), encoding="utf-8")
    triggers.described.cache_clear()
    known = _REVISIONS / "digests.txt"
    kept = (
        {number: digest for number, digest in digests().items() if number != LATEST} if known.exists() else {}
    )
    kept[LATEST] = current_digest()
    known.write_text(
        "".join(f"{number} {digest}\n" for number, digest in sorted(kept.items())), encoding="ascii"
    )


if __name__ == "__main__":
    main()
