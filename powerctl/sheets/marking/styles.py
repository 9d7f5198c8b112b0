"""The marked twin of a cell style: the same font, border and number format, another fill."""

from powerctl.sheets.marking.text import Changes, Element, visit

COLOUR = "FFFFC7CE"
_FILL = (
    b'<%(p)sfill><%(p)spatternFill patternType="solid"><%(p)sfgColor rgb="' + COLOUR.encode() + b'"/>'
    b'<%(p)sbgColor indexed="64"/></%(p)spatternFill></%(p)sfill>'
)
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BARE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="' + _MAIN + b'">'
    b'<fonts count="1"><font><sz val="11"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b"</styleSheet>"
)
_PART = "xl/styles.xml"


class MarkedStyles:
    """The styles part of a workbook, growing by one style for each style that a marked cell had."""

    def __init__(self, data: bytes | None) -> None:
        """`data` is None for a workbook without styles. Raises NotReadable (XML_DTD, DAMAGED)."""
        self._data = _BARE if data is None else data
        self._fills: Element | None = None
        self._formats: Element | None = None
        self._count_of_fills = 0
        self._formats_listed: list[Element] = []
        self._twins: dict[int, int] = {}
        path: list[str] = []

        def opened(element: Element) -> None:
            if len(path) == 1 and element.name == "fills":
                self._fills = element
            elif len(path) == 1 and element.name == "cellXfs":
                self._formats = element
            elif path[1:] == ["fills"]:
                self._count_of_fills += 1
            elif path[1:] == ["cellXfs"]:
                self._formats_listed.append(element)
            path.append(element.name)

        def closed(_: Element) -> None:
            path.pop()

        visit(_PART, self._data, opened, closed)

    @property
    def can_colour(self) -> bool:
        """Whether the part has the lists that a fill and a style are added to."""
        return self._fills is not None and self._formats is not None and bool(self._formats_listed)

    def twin_of(self, style: int) -> int:
        """The number of the style that looks like `style` and is marked."""
        if not self.can_colour:
            return style
        known = style if style < len(self._formats_listed) else 0
        return self._twins.setdefault(known, len(self._formats_listed) + len(self._twins))

    def done(self) -> bytes:
        """The part with the fill and the styles that were asked for."""
        changes = Changes(self._data)
        if not self._twins or self._fills is None or self._formats is None:
            return self._data
        changes.append(self._fills, _FILL % {b"p": self._fills.prefix})
        changes.attribute(self._fills, "count", str(self._count_of_fills + 1))
        changes.append(self._formats, b"".join(self._twin(style) for style in self._twins))
        changes.attribute(self._formats, "count", str(len(self._formats_listed) + len(self._twins)))
        return changes.done()

    def _twin(self, style: int) -> bytes:
        old = self._formats_listed[style]
        end = old.tag_end if old.is_empty else self._data.index(b">", old.close) + 1
        raw = self._data[old.start : end]
        # By itself, it has no namespace: only the places within it are asked for.
        changes = Changes(raw)
        tag = Element(old.name, {}, 0, old.tag_end - old.start, 0, old.prefix, old.is_empty)
        changes.attribute(tag, "fillId", str(self._count_of_fills))
        changes.attribute(tag, "applyFill", "1")
        return changes.done()
