"""Bytes of an XML part changed in a few places, all others left as they were.

An element is known by where it stands in the bytes, so what is not touched comes back byte for byte.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from powerctl.sheets.files.container import damaged
from powerctl.sheets.files.xml_walk import refuse_dtd

_TAG = re.compile(rb"<([^\s/>]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Element:
    """One element: its local name, its attributes without prefixes, and its place in the bytes."""

    name: str
    attributes: dict[str, str]
    start: int
    tag_end: int
    close: int = 0
    """Where its content ends; the end of the tag where it has none."""
    prefix: bytes = b""
    is_empty: bool = False
    namespace: str = ""


@dataclass(slots=True)
class Changes:
    """Changes to the bytes of a part, kept until all places are known."""

    data: bytes
    _made: list[tuple[int, int, bytes]] = field(default_factory=list)

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Bytes from `start` to `end` give way to others."""
        self._made.append((start, end, new))

    def insert(self, place: int, new: bytes) -> None:
        """New bytes before a place; what is inserted first at one place stands first."""
        self._made.append((place, place, new))

    def append(self, element: Element, new: bytes) -> None:
        """New bytes as the last content of an element."""
        if element.is_empty:
            name = element.prefix + element.name.encode()
            self.replace(element.tag_end - 2, element.tag_end, b">" + new + b"</" + name + b">")
        else:
            self.insert(element.close, new)

    def attribute(self, element: Element, name: str, value: str) -> None:
        """Sets an attribute that has no prefix."""
        tag = self.data[element.start : element.tag_end]
        found = re.search(rb"(\s" + name.encode() + rb"\s*=\s*)(\"[^\"]*\"|'[^']*')", tag)
        if found:
            self.replace(
                element.start + found.start(2), element.start + found.end(2), b'"%s"' % value.encode()
            )
        else:
            place = element.start + 1 + len(element.prefix) + len(element.name.encode())
            self.insert(place, b' %s="%s"' % (name.encode(), value.encode()))

    def done(self) -> bytes:
        """The bytes with all changes in them."""
        pieces, place = [], 0
        for start, end, new in sorted(self._made, key=lambda change: change[:2]):
            pieces += [self.data[place:start], new]
            place = end
        return b"".join([*pieces, self.data[place:]])


def visit(
    part: str,
    data: bytes,
    start: Callable[[Element], None],
    end: Callable[[Element], None] | None = None,
) -> None:
    """Calls `start` and `end` for each element in document order; `close` is known at the end.

    Raises NotReadable (XML_DTD, DAMAGED).
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.namespace_prefixes = False
    open_elements: list[Element] = []

    def refuse(*_: object) -> None:
        raise refuse_dtd(part)

    def opened(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        tag = _TAG.match(data, at)
        if tag is None:
            raise damaged(f"部件“{part}”第 {parser.CurrentLineNumber} 行不是完整的 XML")
        namespace, _, local = name.rpartition("}")
        element = Element(
            local,
            {key.rpartition("}")[2]: value for key, value in attributes.items()},
            at,
            tag.end(),
            tag.end(),
            tag[1][: -len(local.encode())],
            tag[0].endswith(b"/>"),
            namespace,
        )
        open_elements.append(element)
        start(element)

    def closed(_: str) -> None:
        element = open_elements.pop()
        if not element.is_empty:
            element.close = parser.CurrentByteIndex
        if end is not None:
            end(element)

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise damaged(f"部件“{part}”第 {error.lineno} 行不是完整的 XML") from None


def elements(part: str, data: bytes, *names: str) -> list[Element]:
    """All elements of these names, in document order. Raises NotReadable as `visit`."""
    found: list[Element] = []
    visit(part, data, lambda element: found.append(element) if element.name in names else None)
    return found


def text(words: str) -> bytes:
    """Words as content of an element; what XML cannot hold is left out."""
    return escape(_NOT_IN_XML.sub("", words)).encode()


def quoted(words: str) -> bytes:
    """Words as the value of an attribute, quotes included."""
    return quoteattr(_NOT_IN_XML.sub("", words)).encode()
