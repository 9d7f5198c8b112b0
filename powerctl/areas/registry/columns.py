"""Powers of a workbook, read column by column into the values that are stored.

Column by column because a list may have a hundred thousand rows: a cell is named only when
something is wrong with it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table

from powerctl.areas.cells import reader_of
from powerctl.areas.identity import NONE_WORDS, NOTHING, identity, is_value
from powerctl.areas.receipt import fields_of
from powerctl.sheets.kinds.powers import POWERS
from powerctl.sheets.reading import ReadSheet, Record
from powerctl.sheets.words import vocabulary
from powerctl.terms import BasisKind, PowerCategory

TEXTS = (
    "sequence", "code", "name", "sub_item", "basis_text", "exercising_body", "office", "remit",
    "department_duty", "responsibility", "responsibility_basis", "accountable", "accountability",
    "procedure", "audience", "conditions", "materials", "statutory_limit", "promised_limit", "fee",
    "openness", "remedy", "status", "note", "retired_reason",
)  # fmt: skip
TYPED = ("domain", "holder_level", "is_lead", "has_discretion", "retired_on")
POSTS = ("holder_post", "deciding_post", "executing_post", "supervising_post")
"""Posts that a list names by their titles: each is stored as written, and as a link where one fits."""
WORDS_OF = {"holder_unit_id": "exercising_body"} | {f"{post}_id": f"{post}_written" for post in POSTS}
"""Link → the column that holds the words it is made from."""
VALUES = (*TEXTS, "category", "category_written", *TYPED, *WORDS_OF, *(f"{post}_written" for post in POSTS))
"""The columns that a workbook fills, in the order in which plans hold their values."""

_BLANK = ("sub_item",)

BasisRow = tuple[str | None, str | None, str | None, str | None, str]


def read_sheet(sheet: ReadSheet, table: Table) -> dict[str, Sequence[Any]]:
    """The sheet's records as columns of stored values."""
    fields = fields_of(sheet)
    columns: dict[str, Sequence[Any]] = {}
    absent = {empty: [empty] * len(sheet.records) for empty in (None, "")}
    for name in TEXTS:
        empty: str | None = "" if name in _BLANK else None
        nothing = NOTHING if name in POWERS.none_is_said else NONE_WORDS
        if name in fields:
            columns[name] = _texts(sheet, name, nothing, empty)
        else:
            columns[name] = absent[empty]
    for name in TYPED:
        columns[name] = _typed(sheet, table, name) if name in fields else absent[None]
    for name in POSTS:
        if name in fields:
            columns[f"{name}_written"] = _texts(sheet, name, NONE_WORDS, None)
    written = _texts(sheet, "category", NOTHING, None)
    columns["category_written"] = written
    columns["category"] = _categories(sheet, written)
    return columns


def compared(sheet: ReadSheet) -> tuple[int, ...]:
    """Positions in `VALUES` that the sheet speaks of; the rest of a stored power stays as it is."""
    fields = set(fields_of(sheet))
    if "category" in fields or sheet.category:
        fields |= {"category", "category_written"}
    if "basis_article" in fields:
        fields.add("basis_text")
    links = {"holder_unit_id"} if "exercising_body" in fields else set()
    links |= {f"{post}_{end}" for post in POSTS if post in fields for end in ("id", "written")}
    return tuple(index for index, name in enumerate(VALUES) if name in fields or name in links)


def bases_of(record: Record) -> list[BasisRow]:
    """The legal bases of a record: what its cell was split into, or the cell itself, untagged."""
    parts = record.parts.get("bases")
    article = record.values.get("basis_article", "")
    if not parts:
        text = record.values.get("basis_text", "")
        if not is_value(text):
            return []
        return [(None, None, None, article or None, text)]
    rows = [
        (
            _kind(part.get("kind", "")),
            part.get("kind_written") or None,
            part.get("title") or None,
            part.get("article") or None,
            part.get("text", ""),
        )
        for part in parts
        if is_value(part.get("text", ""))
    ]
    if article and len(rows) == 1 and not rows[0][3]:
        kind, tag, title, _, text = rows[0]
        rows = [(kind, tag, title, article, text)]
    return rows


def identities(columns: dict[str, Sequence[Any]]) -> list[str]:
    """The clerk's key of each record: category, name, sub-item and, where it is one, code."""
    return [
        identity((category or written or "", name or "", sub_item, code or ""))
        for category, written, name, sub_item, code in zip(
            columns["category"],
            columns["category_written"],
            columns["name"],
            columns["sub_item"],
            columns["code"],
            strict=True,
        )
    ]


def _texts(sheet: ReadSheet, name: str, nothing: frozenset[str], empty: str | None) -> list[str | None]:
    # A long text is no such word, and need not be hashed.
    longest = max(map(len, nothing))
    return [empty if len(text) <= longest and text in nothing else text for text in sheet.column(name)]


def _typed(sheet: ReadSheet, table: Table, name: str) -> list[Any]:
    """Values of a column of choices; words that it does not know were noted by reading and stay empty."""
    read, _ = reader_of(table.columns[name])
    known: dict[str, Any] = dict.fromkeys(NOTHING)
    values = []
    for text in sheet.column(name):
        if text not in known:
            known[text] = read(text)
        values.append(known[text])
    return values


def _categories(sheet: ReadSheet, written: Sequence[str | None]) -> list[PowerCategory | None]:
    """Normal forms; an empty cell takes the category of the sheet's name or title."""
    default = vocabulary.category(sheet.category) or vocabulary.category_of_title(sheet.category)
    known: dict[str | None, PowerCategory | None] = {None: default}
    for text in written:
        if text not in known and text is not None:
            known[text] = vocabulary.category(text)
    return [known[text] for text in written]


def _kind(text: str) -> str | None:
    try:
        return BasisKind(text).value if text else None
    except ValueError:
        return None
