"""The parts of an .xlsx, found by their relations; changed and added ones are kept until it is packed."""

import posixpath

from powerctl.sheets.files import clean
from powerctl.sheets.files.container import Container, damaged
from powerctl.sheets.marking.text import Changes, elements, quoted

_TYPES = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NEW = {
    "comments": ("xl/comments{}.xml", f"{_SHEETS}.comments+xml"),
    "vmlDrawing": ("xl/drawings/vmlDrawing{}.vml", _DRAWING),
    "styles": ("xl/styles{}.xml", f"{_SHEETS}.styles+xml"),
}


class Package:
    """An opened workbook. `changed` holds, by lower-case name, the name and bytes of each changed part."""

    def __init__(self, box: Container) -> None:
        self.changed: dict[str, tuple[str, bytes]] = {}
        self._box = box
        self._spelled = dict(box.originals())

    def bytes_of(self, part: str) -> bytes:
        """A part as it stands now. Raises NotReadable where it is missing or broken."""
        if part.lower() in self.changed:
            return self.changed[part.lower()][1]
        if part not in self._box:
            raise damaged(f"缺少部件“{part}”")
        return b"".join(self._box.chunks(part))

    def put(self, part: str, content: bytes) -> None:
        """Gives a part other bytes."""
        self.changed[part.lower()] = (self._spelled.get(part.lower(), part), content)

    def sheet_part(self, name: str) -> str | None:
        """The part of a sheet by the name that reading gave it; None for one that holds no cells."""
        for element in elements(_WORKBOOK, self.bytes_of(_WORKBOOK), "sheet"):
            if clean.one_line(element.attributes.get("name", "")) == name:
                return self.target(_WORKBOOK, element.attributes.get("id", ""))
        return None

    def styles(self) -> bytes | None:
        """The part of styles, None where the workbook has none."""
        part = self.related(_WORKBOOK, "styles")
        return self.bytes_of(part) if part else None

    def put_styles(self, content: bytes) -> None:
        """Gives the workbook its list of styles."""
        part = self.related(_WORKBOOK, "styles")
        if part:
            self.put(part, content)
        else:
            self.add(_WORKBOOK, "styles", content)

    def related(self, part: str, kind: str) -> str | None:
        """The part that another refers to by a kind of relation (`comments`), the first of them."""
        for _, type_, target in self._relations(part):
            if type_.rpartition("/")[2] == kind:
                return target
        return None

    def target(self, part: str, relation: str) -> str | None:
        """The part that a relation of another names."""
        return next((target for name, _, target in self._relations(part) if name == relation), None)

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        listed = _relations_part(part)
        if listed not in self._box and listed.lower() not in self.changed:
            return []
        found = []
        for element in elements(listed, self.bytes_of(listed), "Relationship"):
            if element.attributes.get("TargetMode") == "External":
                continue
            target = posixpath.join("/" + posixpath.dirname(part), element.attributes.get("Target", ""))
            place = posixpath.normpath(target).lstrip("/")
            found.append((element.attributes.get("Id", ""), element.attributes.get("Type", ""), place))
        return found

    def add(self, part: str, kind: str, content: bytes) -> str:
        """A new part that `part` refers to; the name of the relation."""
        pattern, content_type = _NEW[kind]
        number = 1
        while (name := pattern.format(number)) in self._box or name.lower() in self.changed:
            number += 1
        self.changed[name.lower()] = (name, content)
        self._declare(name, content_type)
        return self._relate(part, kind, name)

    def _declare(self, name: str, content_type: str) -> None:
        data = self.bytes_of(_TYPES)
        root = elements(_TYPES, data, "Types")[0]
        changes = Changes(data)
        made = b"<" + root.prefix + b"Override PartName=" + quoted(f"/{name}")
        changes.append(root, made + b" ContentType=" + quoted(content_type) + b"/>")
        self.put(_TYPES, changes.done())

    def _relate(self, part: str, kind: str, name: str) -> str:
        listed = _relations_part(part)
        known = {relation for relation, _, _ in self._relations(part)}
        number = 1
        while (relation := f"rIdMark{number}") in known:
            number += 1
        strict = any(type_.startswith(_STRICT) for _, type_, _ in self._relations(_WORKBOOK))
        type_ = f"{_STRICT if strict else _OFFICE}/{kind}"
        made = b"Relationship Id=" + quoted(relation) + b" Type=" + quoted(type_)
        made += b" Target=" + quoted(f"/{name}") + b"/>"
        if listed in self._box or listed.lower() in self.changed:
            data = self.bytes_of(listed)
            root = elements(listed, data, "Relationships")[0]
            changes = Changes(data)
            changes.append(root, b"<" + root.prefix + made)
            self.put(listed, changes.done())
        else:
            head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
            self.put(listed, head + quoted(_RELATIONS) + b"><" + made + b"</Relationships>")
        return relation


def _relations_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"
