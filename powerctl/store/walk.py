"""The pass of verify: entries and changes side by side, and the last known state of every row."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from powerctl.store import triggers
from powerctl.store.ledger import CHANGES as SORTS
from powerctl.store.seal import CHANGES, GENESIS, Change, Link, change_bytes
from powerctl.store.secrecy import secret_tables
from powerctl.store.trouble import Troubles

if TYPE_CHECKING:
    from hashlib import _Hash

# A clock that is set by the network steps back a little now and then.
_CLOCK_MAY_STEP = timedelta(minutes=2)
_LAWFUL_KINDS = {"M": "upgrade", "X": "redact"}
_CODE_BYTES = 16
# The fingerprint of an image that was lawfully deleted.
_FORGOTTEN = None
# Only the tool accepts: a row that another program put into the table is itself an outside change.
_ACCEPTED = (
    "SELECT json_extract(c.after, '$.entry') FROM ledger_entry e CROSS JOIN ledger_change c "
    "WHERE e.kind = 'ledger' AND c.seq BETWEEN e.first_change AND e.last_change "
    "AND c.inside = e.seq AND c.tbl = 'acknowledgement' AND c.kind = 'I'"
)
_State = dict[str, dict[int, int | None]]


@dataclass(slots=True)
class _Opened:
    """The entry whose changes are being read."""

    link: Link
    hash: bytes
    running: "_Hash"


class Walk:
    """Reads the whole ledger once, in order, and then every row that it speaks of."""

    def __init__(self, db: sqlite3.Connection, troubles: Troubles, *, with_state: bool) -> None:
        self.starts: dict[bytes, int] = {}
        """Beginning of each entry's hash → its number: what anchors are compared with."""
        self._db = db
        self._troubles = troubles
        self._with_state = with_state
        self._ordinary: _State = {}
        self._personal: _State = {}
        self._forgotten: dict[int, tuple[str | None, str | None]] = {}
        self._allowed: dict[int, tuple[str | None, str | None]] = {}
        self._clock = ""
        self._prev = GENESIS
        self._entries_seen = 0
        self._sealed_to = 0
        self._opened: _Opened | None = None
        self._secret = secret_tables()
        self._secret_changes: set[int] = set()
        self._accepted = {entry for (entry,) in db.execute(_ACCEPTED)}

    def ledger(self) -> None:
        """Numbers, links, hashes, clock, outsiders, redactions; and the state that the changes lead to."""
        entries = self._entries()
        expected = 1
        for row in self._db.execute(f"SELECT {CHANGES} FROM ledger_change ORDER BY seq"):
            seq: int = row[0]
            if seq != expected:
                self._troubles.add("GAP", f"第 {expected} 至 {seq - 1} 条改动缺失")
            expected = seq + 1
            while self._opened is None or seq > self._opened.link.last_change:
                self._close()
                self._opened = next(entries, None)
                if self._opened is None:
                    break
            self._change(Change._make(row))
        self._close()
        for self._opened in entries:
            self._troubles.add("GAP", f"第 {self._opened.link.seq} 号操作的改动缺失")
            self._close()
        self._lost_tail(expected - 1)
        for seq, digests in self._forgotten.items():
            if self._allowed.get(seq) != digests:
                self._troubles.add("REDACT", f"第 {seq} 条改动的内容不见了")

    def rows(self) -> None:
        """Every row equals its last image in the ledger; none is missing, none unknown."""
        for table in triggers.tables(self._db):
            ordinary, personal = triggers.parts(self._db, table)
            known = self._ordinary.pop(table, {})
            hidden = self._personal.pop(table, {})
            for key, image, pimage in self._db.execute(
                f"SELECT id, CAST({triggers.image(ordinary, 'x')} AS BLOB), "
                f'CAST({triggers.image(personal, "x")} AS BLOB) FROM main."{table}" x ORDER BY id'
            ):
                if key not in known:
                    self._troubles.add("STATE", f"{triggers.title(table)} {key} 不是经台账录入的")
                    continue
                last, plast = known.pop(key), hidden.pop(key, _FORGOTTEN)
                altered = last is not _FORGOTTEN and last != hash(image)
                if altered or (plast is not _FORGOTTEN and plast != hash(pimage)):
                    self._troubles.add("STATE", f"{triggers.title(table)} {key} 的内容与台账不同")
            for key in known:
                self._troubles.add("STATE", f"{triggers.title(table)} {key} 在台账中存在，表里却没有")
        for table, known in self._ordinary.items():
            if known:
                self._troubles.add("STATE", f"表 {table} 的 {len(known)} 条记录不见了")

    def _entries(self) -> Iterator[_Opened]:
        for *fields, prev, link_hash in self._db.execute(
            "SELECT seq, at, actor, command, kind, first_change, last_change, undoes, prev, hash "
            "FROM ledger_entry ORDER BY seq"
        ):
            link = Link(*fields)
            if link.seq != self._entries_seen + 1:
                self._troubles.add("GAP", f"第 {self._entries_seen + 1} 至 {link.seq - 1} 号操作缺失")
            if link.first_change != self._sealed_to + 1 or link.last_change < link.first_change:
                self._troubles.add("GAP", f"第 {link.seq} 号操作与上一号之间有改动不在链上")
            if prev != self._prev:
                self._troubles.add("LINK", f"第 {link.seq} 号操作接不上前一号")
            self._entries_seen, self._sealed_to, self._prev = link.seq, link.last_change, link_hash
            self.starts[link_hash[:_CODE_BYTES]] = link.seq
            yield _Opened(link, link_hash, link.opening(prev))

    def _close(self) -> None:
        if self._opened is None:
            return
        link = self._opened.link
        self._tick(link.at, link.seq)
        if self._opened.running.digest() != self._opened.hash:
            self._troubles.add("ENTRY", f"第 {link.seq} 号操作（{link.command or '外部改动'}）被改写")
        self._opened = None

    def _change(self, change: Change) -> None:
        gone = change.salt is None
        pgone = change.psalt is None and change.pdigest is not None
        if gone or pgone:
            ordinary = change.digest if gone else None
            self._forgotten[change.seq] = (_hex(ordinary), _hex(change.pdigest if pgone else None))
        if change.tbl in self._secret:
            self._secret_changes.add(change.seq)
        self._chain(change)
        if change.kind == "X":
            self._allow(change)
        elif self._with_state:
            fits = self._follow(self._ordinary, change, change.before, change.after, gone=gone)
            if change.psalt is not None or pgone:
                fits &= self._follow(
                    self._personal, change, change.pbefore, change.pafter, gone=gone or pgone
                )
            if not fits and not self._is_accepted():
                self._troubles.add("CONTINUITY", f"第 {change.seq} 条改动：{_what(change)}")

    def _chain(self, change: Change) -> None:
        opened = self._opened
        self._tick(change.at, opened.link.seq if opened else 0)
        if opened is None or change.seq < opened.link.first_change:
            self._troubles.add("UNSEALED", f"{_what(change)}，{change.at}")
            return
        opened.running.update(change_bytes(change))
        if change.inside == opened.link.seq and opened.link.kind != "outside":
            if not self._is_lawful(change, opened.link.kind):
                self._troubles.add("CONTINUITY", f"第 {opened.link.seq} 号操作不该有：{_what(change)}")
        elif not self._is_accepted():
            self._troubles.add("OUTSIDE", f"第 {opened.link.seq} 号：{_what(change)}，{change.at}")

    def _is_lawful(self, change: Change, kind: str) -> bool:
        """Whether an entry of that kind may have such a change: any command forgets counts it struck."""
        if change.kind == "X" and change.key in self._secret_changes:
            return True
        return kind == _LAWFUL_KINDS.get(change.kind, kind)

    def _follow(
        self, state: _State, change: Change, before: bytes | None, after: bytes | None, *, gone: bool
    ) -> bool:
        """Take a change into the state; whether it fits onto what was there."""
        kind, key = change.kind, change.key
        rows = state.setdefault(change.tbl, {})
        if kind == "I":
            fits = key not in rows
        elif kind == "M":
            fits = True
        else:
            fits = key in rows and (gone or rows[key] is _FORGOTTEN or rows[key] == hash(before))
        if kind == "D":
            rows.pop(key, None)
        else:
            rows[key] = _FORGOTTEN if gone else hash(after)
        return fits

    def _allow(self, change: Change) -> None:
        try:
            told: dict[str, Any] = json.loads(change.after or b"{}")
        except ValueError:
            told = {}
        earlier = self._allowed.get(change.key, (None, None))
        self._allowed[change.key] = (told.get("digest") or earlier[0], told.get("pdigest") or earlier[1])

    def _tick(self, at: str, entry: int) -> None:
        if at < self._clock:
            if _apart(at, self._clock) > _CLOCK_MAY_STEP and entry not in self._accepted:
                self._troubles.add("CLOCK", f"第 {entry} 号操作记于 {at}，在 {self._clock} 之后")
            if _apart(at, self._clock) <= _CLOCK_MAY_STEP:
                return
        self._clock = at

    def _is_accepted(self) -> bool:
        return self._opened is not None and self._opened.link.seq in self._accepted

    def _lost_tail(self, last: int) -> None:
        """The counter of changes never runs ahead of them unless the newest were removed."""
        given = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'ledger_change'").fetchone()
        if given is not None and given[0] > last:
            self._troubles.add("GAP", f"第 {last + 1} 至 {given[0]} 条改动缺失")


def _what(change: Change) -> str:
    return f"{SORTS.get(change.kind, change.kind)}{triggers.title(change.tbl)} {change.key}"


def _hex(digest: bytes | None) -> str | None:
    return None if digest is None else digest.hex()


def _apart(earlier: str, later: str) -> timedelta:
    try:
        return datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    except ValueError:
        return timedelta.max
