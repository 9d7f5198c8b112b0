"""Headings compared whole: the normal form of a heading, and which fields of a kind it may name."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from powerctl.sheets.kinds.kind import SheetKind

_TRAILING_BRACKET = re.compile(r"[(\[【〔{][^()\[\]【】〔〕{}]*[)\]】〕}]$")
# Words that change nothing of what a column holds. They differ by kind: 风险类别 is no 类别 of powers.
_MODIFIERS = {
    "powers": re.compile(
        "行政权力|行政职权|权责清单|行政|权力|职权|权责|执法|许可|处罚|检查|审批|赋权|具体|主要|相关|总|"
        "国家级?|中央|省级?|市级|县级|区级|本级"
    ),
    "risks": re.compile(
        "廉政|廉洁|廉能|廉|可能存在的?|存在的?|潜在的?|主要的?|具体的?|重点|易发|排查的?|查找的?|岗位|权力运行|职权|"
        "权力|工作|业务|相应的?|对应的?|防控|风险"
    ),
}
_ENDING = re.compile("(?:名称|姓名|内容|情况|原文|条文)$")
# What somebody else does or did is another column: 监督责任人 is not the one who answers.
_ANOTHERS = re.compile("监督|配合|协助|协同|共同|参与|原|曾|上级")
_LONGEST_GUESSED = 12
# “一把手” with any quotation marks or none, 单位、科室 and 单位/科室
_EQUALS = str.maketrans({"、": "/", "\\": "/", **dict.fromkeys("\"'“”‘’「」《》", "")})
_LEADING_MARK = re.compile(r"^[*★▲#]+")


def squeeze(text: str) -> str:
    """Text without any whitespace, full-width letters and punctuation folded to half-width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def as_written(text: str) -> str:
    """A heading for the eye: line breaks gone, spaces kept."""
    return re.sub(r"[ \t\u3000]*[\r\n]+[ \t\u3000]*", "", text).strip()


_Built = TypeVar("_Built")


def _once_per_kind(build: Callable[[SheetKind], _Built]) -> Callable[[SheetKind], _Built]:
    """Builds once for each kind. By identity: hashing a whole declaration costs more than the answer."""
    known: dict[int, tuple[SheetKind, _Built]] = {}

    @wraps(build)
    def answer(kind: SheetKind) -> _Built:
        if id(kind) not in known:
            known[id(kind)] = (kind, build(kind))
        return known[id(kind)][1]

    return answer


# Each heading is compared with every kind of table.
_squeezed = lru_cache(maxsize=4096)(squeeze)


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """The form in which headings are compared: squeezed, without trailing colon, unit or remark
    in brackets (`法定期限（天/日）` → `法定期限`), and without the star of a required column."""
    squeezed = _LEADING_MARK.sub("", squeeze(text).translate(_EQUALS)).strip(":;,/。")
    while True:
        shorter = _TRAILING_BRACKET.sub("", squeezed).rstrip(":;,、。")
        if not shorter or shorter == squeezed:
            return squeezed
        squeezed = shorter


@_once_per_kind
def dictionary(kind: SheetKind) -> dict[str, tuple[str, ...]]:
    """Normal heading → fields of the kind that it may name; what was seen goes before what is likely."""
    found: dict[str, list[str]] = {}
    for heard in (
        [(column.heading, column.field) for column in kind.columns],
        [(seen, column.field) for column in kind.columns for seen in column.seen],
        [(likely, column.field) for column in kind.columns for likely in column.likely],
    ):
        for heading, field in heard:
            fields = found.setdefault(normalise(heading), [])
            if field not in fields:
                fields.append(field)
    return {heading: tuple(fields) for heading, fields in found.items()}


@_once_per_kind
def _whole_forms(kind: SheetKind) -> dict[str, tuple[str, ...]]:
    """Squeezed headings with their brackets kept, for those that only the bracket tells apart."""
    forms: dict[str, list[str]] = {}
    for column in kind.columns:
        for heading in (column.heading, *column.seen, *column.likely):
            fields = forms.setdefault(squeeze(heading), [])
            if column.field not in fields:
                fields.append(column.field)
    return {heading: tuple(fields) for heading, fields in forms.items()}


def fields_of(kind: SheetKind, heading: str) -> tuple[str, ...]:
    """The fields that one heading may name, likeliest first; () for a heading unknown to the kind."""
    return _whole_forms(kind).get(_squeezed(heading)) or dictionary(kind).get(normalise(heading), ())


@dataclass(frozen=True, slots=True)
class Match:
    """What a heading may mean: the words that were known, the fields that they may name, and
    whether only the upper row of a heading of several rows named them."""

    words: str
    fields: tuple[str, ...]
    by_upper: bool = False
    loose: bool = False
    """Known only without the words that makers put before and after (`存在的廉政风险点`)."""
    by_ending: bool = False
    """Known only by its last word (`SheetKind.endings`)."""


def match(kind: SheetKind, parts: tuple[str, ...]) -> Match | None:
    """The meaning of a heading of one or several rows (`责任事项` over `依据` is read as 责任事项依据,
    then as 依据, then as 责任事项); None where the kind knows none of it."""
    if len(parts) > 1:
        for words in ("".join(parts), "".join(parts[-2:]), parts[-1]):
            if fields := fields_of(kind, words):
                return Match(words, fields)
    for words in reversed(parts[:-1] if len(parts) > 1 else parts):
        if fields := fields_of(kind, words):
            return Match(words, fields, by_upper=len(parts) > 1)
    for words in dict.fromkeys(("".join(parts), parts[-1])):
        for plainer in _plainer(kind, normalise(words)):
            if fields := fields_of(kind, plainer):
                return Match(plainer, fields, loose=True)
    return _by_ending(kind, parts[-1])


def all_words(parts: Iterable[tuple[str, ...]]) -> set[str]:
    """Every form under which `match` looks up the headings of a row before it leaves words out."""
    written = {words for one in parts if one for words in ("".join(one), "".join(one[-2:]), *one)}
    return {form for words in written for form in (_squeezed(words), normalise(words))}


def may_head(kind: SheetKind, words: AbstractSet[str], *, titled: bool) -> bool:
    """Whether a row with these `all_words` can be a header of the kind; False is certain: no heading names
    the records, or none tells the kind, where no title does (`titled`)."""
    if kind.endings or kind.chosen or kind.name in _MODIFIERS:
        return True
    naming, telling = _decisive(kind)
    return not words.isdisjoint(naming) and (titled or not words.isdisjoint(telling))


@_once_per_kind
def _decisive(kind: SheetKind) -> tuple[frozenset[str], frozenset[str]]:
    """Forms of the headings that may name a record, and of those that may tell the kind."""
    forms: dict[str, set[str]] = {}
    for known in (dictionary(kind), _whole_forms(kind)):
        for heading, fields in known.items():
            forms.setdefault(heading, set()).update(fields)
    for reading in kind.readings:
        forms.setdefault(normalise(reading.heading), set()).add(reading.field)
    names = {kind.name_field, *kind.standing_in}
    naming = frozenset(heading for heading, fields in forms.items() if fields & names)
    telling = frozenset(heading for heading, fields in forms.items() if fields & set(kind.telling))
    return naming, telling


def _by_ending(kind: SheetKind, words: str) -> Match | None:
    heading = normalise(words)
    if len(heading) > _LONGEST_GUESSED or _ANOTHERS.match(heading):
        return None
    for ending, field in kind.endings:
        if heading.endswith(ending) and heading != ending:
            return Match(words, (field,), loose=True, by_ending=True)
    return None


def _plainer(kind: SheetKind, heading: str) -> list[str]:
    """The heading without its first or last modifiers, one more gone at each step."""
    before = _MODIFIERS.get(kind.name)
    if before is None:
        return []
    shorter = [heading]
    while (found := before.match(shorter[-1])) and len(shorter[-1]) - found.end() > 1:
        shorter.append(shorter[-1][found.end() :])
    bare = [_ENDING.sub("", words) for words in shorter]
    return [words for words in dict.fromkeys([*shorter, *bare]) if len(words) > 1 and words != heading]


@_once_per_kind
def _chosen(kind: SheetKind) -> dict[str, str | None]:
    return {normalise(heading): field for heading, field in kind.chosen}


def settled(kind: SheetKind, parts: tuple[str, ...]) -> tuple[bool, str | None]:
    """Whether a clerk has settled what the heading means, and the field: None where it is left out.

    A heading of several rows may be written with or without the strokes between them.
    """
    known = _chosen(kind)
    for words in ("/".join(parts), "".join(parts)) if parts and known else ():
        if normalise(words) in known:
            return True, known[normalise(words)]
    return False, None


@_once_per_kind
def undecided(kind: SheetKind) -> dict[str, str]:
    """Normal heading → heading as the kind's readings write it."""
    return {normalise(heading): heading for heading in kind.undecided}


@_once_per_kind
def not_kept(kind: SheetKind) -> frozenset[str]:
    """Normal headings whose values the kind knows and leaves out."""
    return frozenset(normalise(heading) for heading in kind.not_kept)
