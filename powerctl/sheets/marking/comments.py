"""Comments on cells, in the two parts that spreadsheet programs keep them in: words and boxes."""

import re
from collections.abc import Mapping

from powerctl.sheets.grid import cell_name
from powerctl.sheets.marking.text import Changes, Element, quoted, text, visit

AUTHOR = "powerctl"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE = re.compile(rb"_x0000_s([0-9]{1,9})")
_FIRST_SHAPE = 1025
_END = re.compile(rb"</xml\s*>\s*$")
_KIND = (
    f'<v:shapetype {_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_WIDE, _HIGH = 3, 6
"""Columns and rows that a box of words covers."""

Place = tuple[int, int]


def words_part(old: bytes | None, words: Mapping[Place, str], namespace: str = "") -> bytes:
    """The part with the words; those of a cell that has a comment already are added to it.

    `old` is the part as it was, None where the sheet has no comments. Raises NotReadable.
    """
    if old is None:
        listed = b"".join(_comment(b"", place, said, 0) for place, said in words.items())
        return (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            b"<comments xmlns="
            + quoted(namespace or _MAIN)
            + b"><authors><author>"
            + AUTHOR.encode()
            + b"</author></authors>"
            b"<commentList>" + listed + b"</commentList></comments>"
        )
    found = _Comments(old)
    changes = Changes(old)
    for place, element in found.texts.items():
        if place in words:
            changes.append(element, _run(element.prefix, f"\n{words[place]}"))
    new = [place for place in words if place not in found.texts]
    if found.authors is not None and found.list is not None and new:
        author = b"<%(p)sauthor>powerctl</%(p)sauthor>" % {b"p": found.authors.prefix}
        changes.append(found.authors, author)
        made = (_comment(found.list.prefix, place, words[place], found.count) for place in new)
        changes.append(found.list, b"".join(made))
    return changes.done()


def boxes_part(old: bytes | None, places: list[Place]) -> bytes:
    """The part with a hidden box for each place, shown by the program when the clerk points at the cell."""
    first = max([_FIRST_SHAPE - 1, *(int(n) for n in _SHAPE.findall(old or b""))]) + 1
    made = [_box(number, place) for number, place in enumerate(places, first)]
    if b'id="_x0000_t202"' not in (old or b""):
        made.insert(0, _KIND)
    boxes = "".join(made).encode()
    if old is not None:
        end = _END.search(old)
        at = end.start() if end else len(old)
        return old[:at] + boxes + old[at:]
    return (
        f'<xml {_NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'.encode()
        + boxes
        + b"</xml>"
    )


def commented(old: bytes | None) -> set[Place]:
    """Cells that have a comment. Raises NotReadable."""
    return set(_Comments(old).texts) if old is not None else set()


class _Comments:
    """Where things stand in a part of comments."""

    def __init__(self, data: bytes) -> None:
        self.authors: Element | None = None
        self.list: Element | None = None
        self.count = 0
        self.texts: dict[Place, Element] = {}
        self._place: Place | None = None
        visit("comments", data, self._opened)

    def _opened(self, element: Element) -> None:
        if element.name == "authors":
            self.authors = element
        elif element.name == "author":
            self.count += 1
        elif element.name == "commentList":
            self.list = element
        elif element.name == "comment":
            self._place = place_of(element.attributes.get("ref", ""))
        elif element.name == "text" and self._place is not None:
            self.texts[self._place] = element
            self._place = None


def place_of(reference: str) -> Place | None:
    """B5 → (5, 2); None for what is no cell's name."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})", reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _comment(prefix: bytes, place: Place, words: str, author: int) -> bytes:
    names = {b"p": prefix, b"r": cell_name(*place).encode(), b"a": author, b"t": _run(prefix, words)}
    return b'<%(p)scomment ref="%(r)s" authorId="%(a)d"><%(p)stext>%(t)s</%(p)stext></%(p)scomment>' % names


def _run(prefix: bytes, words: str) -> bytes:
    names = {b"p": prefix, b"w": text(words)}
    return b'<%(p)sr><%(p)st xml:space="preserve">%(w)s</%(p)st></%(p)sr>' % names


def _box(number: int, place: Place) -> str:
    row, column = place
    top = max(0, row - 2)
    anchor = f"{column}, 15, {top}, 4, {column + _WIDE}, 15, {top + _HIGH}, 4"
    return (
        f'<v:shape {_NAMES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:60pt;margin-top:2pt;'
        'width:180pt;height:90pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )
