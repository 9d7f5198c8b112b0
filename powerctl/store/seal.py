"""The hash chain: one link per command, over every change that it made.

A hash is SHA-256 over length-prefixed fields. A link covers the previous link, its own fields
and the digest of each of its changes in order; a change's digest covers its salt and images, so
that an image can be forgotten and the chain still holds.
"""

import base64
import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Any, NamedTuple

from powerctl.errors import Refused
from powerctl.store.triggers import NOW

GENESIS = hashlib.sha256(b"powerctl ledger, revision 1").digest()
CODE_LENGTH = 26
_NOTHING = b"-"
_CODE_BYTES = 16

# Images are taken as bytes: they are hashed, not read.
CHANGES = (
    "seq, at, inside, tbl, kind, key, salt, CAST(before AS BLOB), CAST(after AS BLOB), "
    "psalt, CAST(pbefore AS BLOB), CAST(pafter AS BLOB), digest, pdigest"
)


class Change(NamedTuple):
    """One row of ledger_change; images as bytes."""

    seq: int
    at: str
    inside: int | None
    tbl: str
    kind: str
    key: int
    salt: bytes | None
    before: bytes | None
    after: bytes | None
    psalt: bytes | None
    pbefore: bytes | None
    pafter: bytes | None
    digest: bytes | None
    pdigest: bytes | None

    @property
    def ordinary_digest(self) -> bytes:
        """The digest of the ordinary images; of forgotten ones the digest that was kept."""
        if self.salt is None:
            return self.digest or b""
        return image_digest(self.salt, self.before, self.after)

    @property
    def personal_digest(self) -> bytes | None:
        """The same of the personal images; None for a table without personal columns."""
        return self.pdigest if self.psalt is None else image_digest(self.psalt, self.pbefore, self.pafter)


@dataclass(frozen=True)
class Link:
    """The fields of an entry that its hash covers."""

    seq: int
    at: str
    actor: str | None
    command: str | None
    kind: str
    first_change: int
    last_change: int
    undoes: int | None

    def opening(self, prev: bytes) -> "hashlib._Hash":
        """The running hash of an entry before its changes."""
        texts = (self.at, self.actor, self.command, self.kind)
        numbers = (self.seq, self.first_change, self.last_change, self.undoes)
        head = hashlib.sha256(prev)
        head.update("".join(map(_text, texts)).encode("utf-8", "surrogatepass"))
        head.update("".join("-;" if number is None else f"{number};" for number in numbers).encode())
        return head


def image_digest(salt: bytes, before: bytes | None, after: bytes | None) -> bytes:
    """The digest of one image pair under its salt."""
    if before is None and after is not None:
        return hashlib.sha256(b"%d:%b-%d:%b" % (len(salt), salt, len(after), after)).digest()
    return hashlib.sha256(b"%b%b%b" % (_prefixed(salt), _prefixed(before), _prefixed(after))).digest()


def change_bytes(change: tuple[Any, ...]) -> bytes:
    """What an entry's hash takes in of one change: a `Change`, or a row of CHANGES as it was read."""
    seq, at, inside, tbl, kind, key, salt, before, after, psalt, _, _, _, pdigest = change
    own = f"{seq};{inside};{kind};{key};{len(at)}:{at}{len(tbl)}:{tbl}".encode("utf-8", "surrogatepass")
    if salt is not None and psalt is None and pdigest is None:
        # Nearly every change: nothing personal, nothing forgotten.
        return b"%b%b%b" % (own, image_digest(salt, before, after), _NOTHING)
    whole = Change._make(change)
    hidden = whole.personal_digest
    return own + whole.ordinary_digest + (_NOTHING if hidden is None else b"+" + hidden)


def last_entry(db: sqlite3.Connection) -> tuple[int, int, bytes]:
    """Number, last change and hash of the newest entry; zeros and the genesis of an empty ledger."""
    row = db.execute("SELECT seq, last_change, hash FROM ledger_entry ORDER BY seq DESC LIMIT 1").fetchone()
    return row or (0, 0, GENESIS)


def seal(
    db: sqlite3.Connection, *, actor: str | None, command: str | None, kind: str, undoes: int | None = None
) -> int | None:
    """Make one entry of all changes that have none, inside the caller's transaction; its number, or None."""
    entry, sealed, prev = last_entry(db)
    # Asked for together, the two would read every change.
    first, last = db.execute(
        "SELECT (SELECT min(seq) FROM ledger_change WHERE seq > :sealed), "
        "(SELECT max(seq) FROM ledger_change WHERE seq > :sealed)",
        {"sealed": sealed},
    ).fetchone()
    if last is None:
        return None
    at = db.execute(f"SELECT {NOW}").fetchone()[0]
    link = Link(entry + 1, at, actor, command, kind, first, last, undoes)
    running = link.opening(prev)
    for row in db.execute(f"SELECT {CHANGES} FROM ledger_change WHERE seq > ? ORDER BY seq", (sealed,)):
        running.update(change_bytes(row))
    db.execute(
        "INSERT INTO ledger_entry(seq, at, actor, command, kind, "
        "first_change, last_change, undoes, prev, hash) VALUES (?,?,?,?,?,?,?,?,?,?)",
        (link.seq, at, actor, command, kind, first, last, undoes, prev, running.digest()),
    )
    return link.seq


def open_entry(db: sqlite3.Connection) -> int:
    """Begin a command inside the caller's transaction: outsiders are sealed, the context is set.

    Out: the number that the command's entry will have.
    """
    db.execute("UPDATE ledger_context SET entry = NULL")
    seal(db, actor=None, command=None, kind="outside")
    number = last_entry(db)[0] + 1
    db.execute("UPDATE ledger_context SET entry = ?", (number,))
    return number


def close_entry(
    db: sqlite3.Connection, *, actor: str, command: str, kind: str = "command", undoes: int | None = None
) -> int | None:
    """End a command: the context is cleared and its changes are sealed. None when it changed nothing."""
    db.execute("UPDATE ledger_context SET entry = NULL")
    return seal(db, actor=actor, command=command, kind=kind, undoes=undoes)


def code_of(link: bytes) -> str:
    """The printed form of a link: 128 bits as 26 base32 characters."""
    return base64.b32encode(link[:_CODE_BYTES]).decode("ascii").rstrip("=")


def link_start(code: str) -> bytes:
    """What a printed code says a link begins with. Raises Refused for anything that is no code."""
    plain = code.strip().replace(" ", "").replace("-", "").upper()
    try:
        if len(plain) == CODE_LENGTH:
            return base64.b32decode(plain + "======")
    except ValueError:
        pass
    raise Refused(
        f"“{code}”不是台账首码：首码是 {CODE_LENGTH} 个字母和数字（A–Z、2–7）", hint="powerctl ledger anchors"
    )


def _text(text: str | None) -> str:
    return "-;" if text is None else f"{len(text)}:{text}"


def _prefixed(part: bytes | None) -> bytes:
    return _NOTHING if part is None else b"%d:%b" % (len(part), part)
