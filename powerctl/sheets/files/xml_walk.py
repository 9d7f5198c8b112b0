"""A slow, exact walk over an XML part with expat: no DTD, no entity, no depth."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from powerctl.sheets.files import caps, clean
from powerctl.sheets.files.container import damaged, suspicious

type_start = Callable[[str, dict[str, str]], None]
type_end = Callable[[str], None]


def refuse_dtd(part: str) -> Exception:
    """The refusal of a part that declares a DTD or an entity."""
    return suspicious("XML_DTD", f"部件“{clean.one_line(part)}”含有实体声明（DTD），办公软件不会这样保存")


def walk(
    part: str,
    chunks: Iterable[bytes],
    start: type_start,
    end: type_end | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Calls `start(local name, attributes)`, `end(local name)` and `text(piece)` in document order.
    Attribute names keep their prefix-free form. Raises NotReadable: XML_DTD, XML_DEPTH, DAMAGED."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def refuse(*_: object) -> None:
        raise refuse_dtd(part)

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > caps.DEPTH:
            raise suspicious("XML_DEPTH", f"部件“{clean.one_line(part)}”嵌套超过 {caps.DEPTH} 层")
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(_local(name))

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    # it refuses by raising, so the number that expat asks of this handler is never given
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(f"部件“{clean.one_line(part)}”第 {error.lineno} 行不是完整的 XML") from None
    except (ValueError, LookupError):
        raise damaged(f"部件“{clean.one_line(part)}”的编码不认识") from None


def _local(name: str) -> str:
    return name.rpartition("}")[2]
