"""What the cells of a record are taken apart into: legal bases, risk points, measures."""

from collections.abc import Iterator, Mapping, MutableMapping
from functools import lru_cache

from powerctl.sheets.reading import Record
from powerctl.sheets.words.line_lists import lines_numbered
from powerctl.sheets.words.splitting import bases, measures, measures_by_point, risk_points

_KNOWN = 256


def take_apart(kind: str, records: list[Record], *, first_is_highest: bool, as_written: bool = False) -> None:
    """Fills `parts` of each record: `bases` of powers, `points` and `measures` of risks.

    In a sheet read `as_written` a row is one point, and its measures stand as `numbered_lines` wrote them.
    """
    if kind == "powers":
        for record in records:
            record.parts = PowerParts(record.values, record.parts)
    elif kind == "risks" and as_written:
        for record in records:
            if text := record.values.get("measure", ""):
                record.parts["measures"] = [{"text": line} for line in lines_numbered(text)]
    elif kind == "risks":
        _split_risks(records, first_is_highest)


class PowerParts(MutableMapping[str, list[dict[str, str]]]):
    """What is known of a power besides its cells. Its legal bases are split off when they are asked for:
    each holds nearly the whole text of its cell once more."""

    __slots__ = ("_given", "_values")

    def __init__(
        self, values: Mapping[str, str], given: Mapping[str, list[dict[str, str]]] | None = None
    ) -> None:
        """`values`: the record's cells; `given`: parts that are not made from them."""
        self._values = values
        self._given = dict(given) if given else None

    def __getitem__(self, key: str) -> list[dict[str, str]]:
        if key == "bases" and (split := self._bases()):
            return split
        return (self._given or {})[key]

    def __setitem__(self, key: str, value: list[dict[str, str]]) -> None:
        self._given = {**(self._given or {}), key: value}

    def __delitem__(self, key: str) -> None:
        if self._given is None or key not in self._given:
            raise KeyError(key)
        del self._given[key]

    def __iter__(self) -> Iterator[str]:
        yield from self._given or ()
        if self._bases():
            yield "bases"

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))

    def _bases(self) -> list[dict[str, str]]:
        return bases_in(self._values.get("basis_text", ""), self._values.get("basis_article", ""))


def bases_in(text: str, article: str) -> list[dict[str, str]]:
    """The legal bases of a basis cell and of the cell beside it, which holds articles."""
    # Lists repeat one and the same statute over hundreds of rows.
    found = _known_bases(text) if text else []
    if article:
        found = [dict(basis) for basis in found]
        if len(found) == 1 and not found[0].get("article"):
            found[0]["text"] = f"{found[0]['text']}\n{article}"
        else:
            found.extend(bases(article))
    return found


@lru_cache(maxsize=_KNOWN)
def _known_bases(text: str) -> list[dict[str, str]]:
    return bases(text)


def _split_risks(records: list[Record], first_is_highest: bool) -> None:
    known: dict[tuple[str, int], list[dict[str, str]]] = {}
    for record in records:
        values = record.values
        points = risk_points(
            values.get("name", ""),
            values.get("description", ""),
            values.get("level", ""),
            point_count=values.get("point_count", ""),
            first_is_highest=first_is_highest,
        )
        if points:
            record.parts["points"] = points
        text = values.get("measure", "")
        if not text:
            continue
        key = (text, len(points))
        if key not in known:
            known[key] = (
                measures_by_point(text, len(points))
                if len(points) > 1
                else [{"text": measure} for measure in measures(text)]
            )
        record.parts["measures"] = [dict(measure) for measure in known[key]]
