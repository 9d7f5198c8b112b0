"""The ledger as a clerk reads it: the head code, the log, what one entry changed; and acknowledgements."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from powerctl.errors import Refused
from powerctl.store import triggers
from powerctl.store.seal import code_of, last_entry
from powerctl.store.secrecy import secret_tables

if TYPE_CHECKING:
    from sqlmodel import Session

KINDS = {
    "command": "操作",
    "outside": "外部改动",
    "undo": "撤回",
    "redact": "依法删除",
    "upgrade": "升级",
    "ledger": "台账事项",
}
CHANGES = {"I": "新增", "U": "修改", "D": "删除", "M": "改版", "X": "依法删除"}
# A row without a unit of its own belongs to the unit of the row that it hangs on.
_PARENTS = {
    "legal_basis": ("power", "power_id"),
    "measure": ("risk_point", "risk_point_id"),
    "tenure": ("person", "person_id"),
    "sign_off": ("expenditure", "expenditure_id"),
    "countersignature": ("countersign_sheet", "sheet_id"),
    "project_gate": ("project", "project_id"),
    "bidder": ("public_transaction", "transaction_id"),
    "appointment_step": ("appointment", "appointment_id"),
    "vetting": ("appointment", "appointment_id"),
    "exam_attempt": ("appointment", "appointment_id"),
    "probation": ("appointment", "appointment_id"),
    "appointment_recusal": ("appointment", "appointment_id"),
    "notice_subject": ("notice", "notice_id"),
    "feedback": ("notice", "notice_id"),
}
_LABELS = ("name", "title", "file_name", "code", "rule", "area_written")
_LONGEST_LABEL = 30


@dataclass(frozen=True)
class Tally:
    """How many rows of a table an entry added, changed or removed."""

    table: str
    title: str
    kind: str
    rows: int

    def __str__(self) -> str:
        return f"{CHANGES.get(self.kind, self.kind)}{self.title} {self.rows} 条"


@dataclass(frozen=True)
class LogEntry:
    """One entry of the ledger. `at` is UTC; `undone_by` the entry that took it back, if any."""

    seq: int
    at: str
    actor: str | None
    command: str | None
    kind: str
    undoes: int | None
    undone_by: int | None
    acknowledged: str | None
    tallies: tuple[Tally, ...]
    code: str

    @property
    def sort(self) -> str:
        """The entry's kind in Chinese."""
        return KINDS.get(self.kind, self.kind)

    @property
    def summary(self) -> str:
        """What it did, in one line."""
        return "、".join(map(str, self.tallies))


@dataclass(frozen=True)
class ChangeLine:
    """One changed row of an entry: its table, its number, its name, and each field before and after."""

    table: str
    title: str
    kind: str
    key: int
    label: str
    fields: tuple[tuple[str, Any, Any], ...]

    @property
    def sort(self) -> str:
        """The change's kind in Chinese."""
        return CHANGES.get(self.kind, self.kind)


def head_code(db: "sqlite3.Connection | Session") -> str:
    """The printed code of the newest entry: whoever holds it can prove what the file held by then."""
    if not isinstance(db, sqlite3.Connection):
        found = db.connection().connection.driver_connection
        assert isinstance(found, sqlite3.Connection)
        db = found
    return code_of(last_entry(db)[2])


def log(
    db: sqlite3.Connection,
    *,
    unit: str | None = None,
    table: str | None = None,
    command: str | None = None,
    actor: str | None = None,
    limit: int | None = 50,
) -> list[LogEntry]:
    """Entries, newest first. `unit` is a code or name, `table` a name or its Chinese title.

    `command` matches the beginning, `actor` the whole. Raises Refused for an unknown unit or table.
    """
    conditions = ["1"]
    values: dict[str, str | int] = {}
    if actor is not None:
        conditions.append("e.actor = :actor")
        values["actor"] = actor
    if command is not None:
        conditions.append("substr(e.command, 1, length(:command)) = :command")
        values["command"] = command
    touched = []
    if table is not None:
        touched.append("c.tbl = :tbl")
        values["tbl"] = table_named(table)
    if unit is not None:
        touched.append(_BELONGS)
        values["unit"] = _unit_number(db, unit)
    if touched:
        conditions.append(
            "EXISTS (SELECT 1 FROM ledger_change c WHERE c.seq BETWEEN e.first_change AND e.last_change "
            f"AND {' AND '.join(touched)})"
        )
    values["most"] = -1 if limit is None else limit
    rows = db.execute(
        "SELECT e.seq, e.at, e.actor, e.command, e.kind, e.undoes, a.reason, e.hash, "
        "e.first_change, e.last_change FROM ledger_entry e LEFT JOIN acknowledgement a ON a.entry = e.seq "
        f"WHERE {' AND '.join(conditions)} ORDER BY e.seq DESC LIMIT :most",
        values,
    ).fetchall()
    taken = undone(db)
    return [
        LogEntry(
            seq, at, who, what, kind, undoes, taken.get(seq), reason, tally(db, first, last), code_of(link)
        )
        for seq, at, who, what, kind, undoes, reason, link, first, last in rows
    ]


def changes_of(db: sqlite3.Connection, entry: int, *, limit: int | None = 200) -> list[ChangeLine]:
    """What an entry changed, row by row, in order. Raises Refused when there is no such entry."""
    span = db.execute("SELECT first_change, last_change FROM ledger_entry WHERE seq = ?", (entry,)).fetchone()
    if span is None:
        raise Refused(f"台账里没有第 {entry} 号操作", hint="powerctl ledger log")
    rows = db.execute(
        "SELECT tbl, kind, key, before, after, pbefore, pafter, salt IS NULL, "
        "psalt IS NULL AND pdigest IS NOT NULL "
        "FROM ledger_change WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?",
        (*span, -1 if limit is None else limit),
    ).fetchall()
    return [_line(*row) for row in rows]


def tally(db: sqlite3.Connection, first: int, last: int) -> tuple[Tally, ...]:
    """How many rows of each table the changes from `first` to `last` added, changed and removed."""
    rows = db.execute(
        "SELECT tbl, kind, count(DISTINCT key) FROM ledger_change WHERE seq BETWEEN ? AND ? "
        "GROUP BY tbl, kind ORDER BY min(seq)",
        (first, last),
    ).fetchall()
    return tuple(
        Tally(table, "台账记录" if kind == "X" else triggers.title(table), kind, number)
        for table, kind, number in rows
    )


def undone(db: sqlite3.Connection) -> dict[int, int]:
    """Entry → the entry that took it back and was not itself taken back."""
    taken: dict[int, int] = {}
    for seq, undoes in db.execute(
        "SELECT seq, undoes FROM ledger_entry WHERE undoes IS NOT NULL ORDER BY seq DESC"
    ):
        if seq not in taken:
            taken.setdefault(undoes, seq)
    return taken


def acknowledge(path: Path, actor: str, reason: str, *, entry: int | None = None) -> str:
    """Accept what another program changed, or a clock that ran backwards, with a reason; a sentence.

    Without `entry` every outside entry that has no reason yet is meant. `verify` keeps silent on
    acknowledged entries; they stay in the ledger. Raises Refused when there is nothing to accept.
    """
    from powerctl.store.transaction import driver, transaction

    if not reason.strip():
        raise Refused("请写明确认外部改动的理由")
    with transaction(path, actor, "ledger acknowledge", kind="ledger") as session:
        db = driver(session)
        wanted = _open_outsiders(db) if entry is None else [_acceptable(db, entry)]
        if not wanted:
            raise Refused("没有待确认的外部改动", hint="powerctl ledger log")
        db.executemany(
            "INSERT INTO acknowledgement(entry, reason) VALUES (?, ?)", [(seq, reason) for seq in wanted]
        )
    numbers = "、".join(f"第 {seq} 号" for seq in wanted)
    return f"已确认外部改动：{numbers}；理由：{reason}"


def label(image: dict[str, Any], key: int) -> str:
    """What a clerk calls a row: its name, or its number."""
    for name in _LABELS:
        text = image.get(name)
        if text:
            short = str(text)
            return short if len(short) <= _LONGEST_LABEL else short[: _LONGEST_LABEL - 1] + "…"
    return f"编号 {key}"


def merged(*images: str | None) -> dict[str, Any]:
    """One row out of its ordinary and its personal image."""
    found: dict[str, Any] = {}
    for image in images:
        if image is not None:
            found |= json.loads(image)
    return found


def _line(table: str, kind: str, key: int, *rest: Any) -> ChangeLine:
    before, after, pbefore, pafter, gone, pgone = rest
    was, is_now = merged(before, pbefore), merged(after, pafter)
    headings: dict[str, str] = triggers.described().get(table, {}).get("columns", {})
    fields: list[tuple[str, Any, Any]] = [
        (headings.get(name, name), was.get(name), is_now.get(name))
        for name in dict.fromkeys((*was, *is_now))
        if was.get(name) != is_now.get(name)
    ]
    if gone or pgone:
        fields.append(_gone(table, whole=bool(gone)))
    name = label(is_now or was, key)
    return ChangeLine(table, triggers.title(table), kind, key, name, tuple(fields))


def _gone(table: str, *, whole: bool) -> tuple[str, str, str]:
    if not whole and table in secret_tables():
        return "票数、监票人、计票人", "（旧票数不留存）", "（旧票数不留存）"
    return "全部内容" if whole else "个人信息", "（已依法删除）", "（已依法删除）"


def table_named(name: str) -> str:
    """The table of that name or Chinese title. Raises Refused with the titles there are."""
    known = triggers.described()
    for table, about in known.items():
        if name in (table, about["title"]) and table not in triggers.UNLEDGERED:
            return table
    titles = "、".join(about["title"] for table, about in known.items() if table not in triggers.UNLEDGERED)
    raise Refused(f"没有“{name}”这种记录", hint=f"可选：{titles}")


def _unit_number(db: sqlite3.Connection, unit: str) -> int:
    row = db.execute("SELECT id FROM unit WHERE code = :unit OR name = :unit", {"unit": unit}).fetchone()
    if row is None:
        raise Refused(f"没有名为或代码为“{unit}”的单位", hint="powerctl unit list")
    return int(row[0])


def _open_outsiders(db: sqlite3.Connection) -> list[int]:
    rows: Iterable[tuple[int]] = db.execute(
        "SELECT seq FROM ledger_entry WHERE kind = 'outside' "
        "AND seq NOT IN (SELECT entry FROM acknowledgement) ORDER BY seq"
    ).fetchall()
    return [seq for (seq,) in rows]


def _acceptable(db: sqlite3.Connection, entry: int) -> int:
    row = db.execute(
        "SELECT e.kind = 'outside' OR (SELECT min(at) FROM ledger_change WHERE seq BETWEEN "
        "e.first_change AND e.last_change) < (SELECT max(at) FROM ledger_change WHERE seq < e.first_change), "
        "EXISTS (SELECT 1 FROM acknowledgement WHERE entry = e.seq) FROM ledger_entry e WHERE e.seq = ?",
        (entry,),
    ).fetchone()
    if row is None:
        raise Refused(f"台账里没有第 {entry} 号操作", hint="powerctl ledger log")
    if row[1]:
        raise Refused(f"第 {entry} 号操作已经确认过", hint="powerctl ledger log")
    if not row[0]:
        raise Refused(f"第 {entry} 号操作不是外部改动，不需要确认", hint="powerctl ledger verify")
    return entry


def _belongs() -> str:
    image = "coalesce(c.after, c.before)"
    ways = [
        "c.tbl = 'unit' AND c.key = :unit",
        f"json_extract({image}, '$.unit_id') = :unit",
    ]
    for table, (parent, link) in _PARENTS.items():
        ways.append(
            f"c.tbl = '{table}' AND json_extract({image}, '$.{link}') IN "
            f"(SELECT id FROM {parent} WHERE unit_id = :unit)"
        )
    return "(" + " OR ".join(f"({way})" for way in ways) + ")"


_BELONGS = _belongs()
