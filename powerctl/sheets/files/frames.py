"""What the reading child hands to its parent: lines of JSON, each with the bytes that follow it.

Cells go as blocks of UTF-16 text with separators between cells and rows: the parent only decodes
and splits, which neither runs foreign code nor costs much.
"""

import json
from collections.abc import Iterator
from typing import IO, Any

CELL = "\x1f"
ROW = "\x1e"
BLOCK_ROWS = 512
BLOCK_CHARACTERS = 1 << 20

_LONGEST_HEAD = 64 << 20


def write(out: IO[bytes], head: dict[str, Any], text: str = "") -> None:
    """One frame. Lone surrogates pass; the parent's cleaning drops them."""
    payload = text.encode("utf-16-le", "surrogatepass")
    line = json.dumps({**head, "bytes": len(payload)}, ensure_ascii=True)
    out.write(line.encode("ascii") + b"\n")
    out.write(payload)


def read(source: IO[bytes]) -> Iterator[tuple[dict[str, Any], str]]:
    """Frames until the stream ends. Raises ValueError where the stream is cut or is no frame."""
    while line := source.readline(_LONGEST_HEAD):
        head = json.loads(line)
        length = int(head["bytes"])
        payload = source.read(length)
        if len(payload) != length:
            raise ValueError("frame cut short")
        yield head, payload.decode("utf-16-le", "surrogatepass")


def join(rows: list[list[str]]) -> str:
    """Rows of one width as a block; a separator inside a cell is dropped."""
    text = ROW.join([CELL.join(row) for row in rows])
    expected = sum(len(row) - 1 for row in rows)
    if text.count(CELL) == expected and text.count(ROW) == len(rows) - 1:
        return text
    return ROW.join([CELL.join([cell.replace(CELL, "").replace(ROW, "") for cell in row]) for row in rows])


def split(text: str) -> list[list[str]]:
    """A block as rows of cells."""
    return [line.split(CELL) for line in text.split(ROW)]
