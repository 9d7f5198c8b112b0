"""The fast pass over XML parts: byte patterns instead of a parser.

A sheet part is read once, in pieces that end before a row. Each piece is searched for what calamine
hides (hidden rows and columns, merges, error cells, formulas without a value) and measured. Where
the bytes do not look as office programs write them, `Unsure` is raised and expat decides.
"""

import re
from collections.abc import Iterator

from powerctl.sheets.files import caps, clean
from powerctl.sheets.files.container import Container, suspicious
from powerctl.sheets.files.sheet_facts import SheetFacts, column_number
from powerctl.sheets.files.xml_walk import refuse_dtd

_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^>]*(?<!/)>(?!</c>)')
_OPENED = re.compile(rb'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"[^>]*(?<!/)></c>')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*\bt="e"[^>]*>(?:<f[^>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"([^>]*)><f(?:\s[^>]*)?(?:/>|>([^<]*)</f>)\s*(<v(?:\s[^>]*)?(?:/>|>))?([^<]?)'
)
_HIDDEN = re.compile(
    rb'<(row|col)\s([^>]*?\b(?:hidden="(?:1|true)"|ht="0(?:\.0*)?"|width="0(?:\.0*)?")[^>]*)>'
)
_MERGE = re.compile(rb'<mergeCell\s[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?"')
_ROOT = re.compile(rb"\s*<(worksheet|sst)[\s>]")
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)["']""")
_PREFIXED = re.compile(rb"<[^\s<>/:\"']+:(?:c|row|col|mergeCell|si)[\s/>]")


_NOT_ASCII = bytes(range(0x80, 0x100))
_TAGS_A_RECORD = 12
_TAGS_AT_LEAST = 512


class Unsure(Exception):
    """The part does not look as office programs write it; the slow pass must decide."""


def check_encoding(part: str, head: bytes) -> None:
    """Raises NotReadable (ENCODING) where a part is not UTF-8, which the reader behind cannot read."""
    declared = _DECLARATION.match(head.removeprefix(b"\xef\xbb\xbf"))
    encoding = _ENCODING.search(declared[0]) if declared else None
    named = encoding[1].decode("latin-1").lower() if encoding else "utf-8"
    if (
        head.startswith((b"\xff\xfe", b"\xfe\xff"))
        or b"\0" in head[:8]
        or named not in ("utf-8", "utf8", "us-ascii")
    ):
        raise suspicious("ENCODING", f"部件“{clean.one_line(part)}”不是 UTF-8 编码，办公软件不会这样保存")


def pieces(box: Container, part: str) -> Iterator[bytes]:
    """A part in pieces that begin at a tag and, where they can, end before a row.
    Raises NotReadable: ENCODING, XML_DTD, BOMB; Unsure for comments and CDATA."""
    rest = b""
    first = True
    for chunk in box.chunks(part):
        if first:
            check_encoding(part, chunk[:1024])
            chunk = chunk.removeprefix(b"\xef\xbb\xbf")
            first = False
        buffer = rest + chunk
        cut = buffer.rfind(b"<row")
        if cut <= 0:
            cut = buffer.rfind(b"<c ")
        if cut <= 0:
            cut = buffer.rfind(b"<")
        if cut <= 0:
            if len(buffer) > caps.UNBROKEN_BYTES:
                raise suspicious(
                    "BOMB", f"部件“{clean.one_line(part)}”有一段 {len(buffer) // caps.MIB} MiB 以上的连续文字"
                )
            rest = buffer
            continue
        piece, rest = buffer[:cut], buffer[cut:]
        yield _declared(part, piece)
    if rest:
        yield _declared(part, rest)


def _declared(part: str, piece: bytes) -> bytes:
    # The search for one byte costs a twentieth of that for two.
    if b"!" in piece and b"<!" in piece:
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise refuse_dtd(part)
        raise Unsure
    return piece


def _refuse_depth(piece: bytes, records: int) -> None:
    """Unsure where a piece opens far more tags than it closes. Tags that are opened and closed within
    one piece, or a few in each record, do no harm: the reader behind keeps no stack."""
    if piece.count(b"<") > _TAGS_A_RECORD * records + _TAGS_AT_LEAST:
        closed = piece.count(b"/>") + piece.count(b"<?")
        if abs(piece.count(b"<") - 2 * piece.count(b"</") - closed) > caps.DEPTH:
            raise Unsure


def scan_any(box: Container, part: str) -> None:
    """A part that only has to be free of declarations. Raises NotReadable: XML_DTD."""
    tail = b""
    for chunk in box.chunks(part):
        buffer = tail + chunk
        if b"<!DOCTYPE" in buffer or b"<!ENTITY" in buffer:
            raise refuse_dtd(part)
        if b"\0" in buffer[:8] or buffer.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unsure
        tail = buffer[-16:]


def scan_strings(box: Container, part: str) -> int:
    """How many shared strings there are."""
    count = 0
    first = True
    for piece in pieces(box, part):
        if first:
            _check_root(piece, b"sst")
            first = False
        slim = piece.translate(None, _NOT_ASCII)
        _refuse_prefixes(slim, b":si")
        found = slim.count(b"<si")
        _refuse_depth(slim, found)
        count += found
        check_strings(count)
    return count


def check_strings(count: int) -> None:
    """Raises NotReadable (TOO_MANY_STRINGS)."""
    if count > caps.STRINGS:
        raise suspicious("TOO_MANY_STRINGS", f"文件里的共享字符串超过 {caps.STRINGS} 条")


def scan_sheet(box: Container, facts: SheetFacts) -> None:
    """Fills `facts` from its part. Raises NotReadable, or Unsure (then `facts` must be made anew)."""
    first = True
    columns: set[bytes] = set()
    for piece in pieces(box, facts.part):
        if first:
            _check_root(piece, b"worksheet")
            first = False
        # Structure is ASCII: without the Chinese text the searches run over a fourth of the bytes.
        slim = piece.translate(None, _NOT_ASCII)
        _refuse_prefixes(slim, b":c")
        _measure(slim, facts, columns)
        if b"<f" in slim:
            _formulas(slim, facts)
        if b't="e"' in slim:
            for letters, row, text in _ERROR.findall(piece):
                facts.errors[int(row), column_number(letters.decode())] = text.decode("utf-8", "replace")
        if b"hidden=" in slim or b' ht="0' in slim or b' width="0' in slim:
            _hidden(slim, facts)
        if b"<mergeCell " in slim:
            _merges(slim, facts)
        facts.check()


def _check_root(piece: bytes, name: bytes) -> None:
    declared = _DECLARATION.match(piece)
    root = _ROOT.match(piece, declared.end() if declared else 0)
    if root is None or root[1] != name:
        raise Unsure


def _refuse_prefixes(piece: bytes, sign: bytes) -> None:
    # calamine reads local names, so a prefixed cell would be read and not measured.
    if sign in piece and _PREFIXED.search(piece):
        raise Unsure


def _measure(piece: bytes, facts: SheetFacts, columns: set[bytes]) -> None:
    """Counts filled cells; every cell that closes must be one that the pattern saw."""
    filled = _FILLED.findall(piece)
    closed = piece.count(b"</c>")
    _refuse_depth(piece, closed)
    if closed != len(filled) and closed != len(filled) + len(_OPENED.findall(piece)):
        raise Unsure
    if not filled:
        return
    if len(set(filled)) != len(filled):
        raise Unsure
    rows = {int(row) for row in {row for _, row in filled}}
    if min(rows) < facts.last_row:
        raise Unsure
    facts.first_row = facts.first_row or min(rows)
    facts.last_row = max(rows)
    facts.cells += len(filled)
    fresh = {letters for letters, _ in filled} - columns
    if fresh:
        columns |= fresh
        facts.last_column = max(facts.last_column, *(column_number(letters.decode()) for letters in fresh))
    if facts.last_row > caps.LAST_ROW or facts.last_column > caps.LAST_COLUMN:
        raise Unsure


def _formulas(piece: bytes, facts: SheetFacts) -> None:
    for letters, row, attributes, formula, value_tag, value in _FORMULA.findall(piece):
        place = (int(row), column_number(letters.decode()))
        # A formula whose stored result is the empty text has a value.
        if not value and not (value_tag and b't="str"' in attributes):
            facts.without_value.append(place)
        if is_dde(formula.decode("utf-8", "replace")):
            facts.dde.append(place)


def is_dde(formula: str) -> bool:
    """Whether a formula asks another program for its value (`cmd|'…'!A0`)."""
    return "|" in formula and "!" in formula.partition("|")[2]


def _hidden(piece: bytes, facts: SheetFacts) -> None:
    for tag, attributes in _HIDDEN.findall(piece):
        values = dict(re.findall(rb'([A-Za-z:]+)="([^"]*)"', attributes))
        try:
            if tag == b"row":
                facts.hidden_rows.add(int(values[b"r"]))
            else:
                facts.hidden_columns.append((int(values[b"min"]), int(values[b"max"])))
        except (KeyError, ValueError):
            raise Unsure from None


def _merges(piece: bytes, facts: SheetFacts) -> None:
    found = _MERGE.findall(piece)
    if len(found) != piece.count(b"<mergeCell "):
        raise Unsure
    for left, top, right, bottom in found:
        if right:
            facts.merges.append(
                (int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
            )
