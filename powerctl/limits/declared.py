"""Declared limits: what limits.toml ships, read once and checked.

No database and no SQLAlchemy here, so that `limit list` starts quickly.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from powerctl.limits.quantity import UNITS, Quantity, in_words, parse_stored

Side = Literal["least", "most"]
MARKS = ("", "V", "P", "M")
DEFAULT = "default"
DEFAULT_WORDS = "本系统默认值"
UNVERIFIED_WORDS = "待核"
COUNTY_OWN_WORDS = "本县自定"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from: requirement ID, instrument or `default`; section; mark V, P, M or ""."""

    cites: str
    section: str
    mark: str
    document: str

    @property
    def words(self) -> str:
        """What is printed: a default and an unverified article (M) are never printed as a citation."""
        if self.cites == DEFAULT:
            return DEFAULT_WORDS
        if self.mark == "M":
            return UNVERIFIED_WORDS
        where = f"{self.document} {self.section}".strip()
        if self.cites != self.document:
            where += f"（{self.cites}）"
        return f"{where}（未见全文）" if self.mark == "P" else where


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value and the first day it counts."""

    valid_from: date
    quantity: Quantity
    source: Source


@dataclass(frozen=True, slots=True)
class Floor:
    """How far a local value may go: not lower (`least`) or not higher (`most`) than `quantity`."""

    valid_from: date
    quantity: Quantity
    side: Side
    source: Source

    def is_passed_by(self, quantity: Quantity) -> bool:
        """Whether a local value goes further than the floor allows."""
        if self.side == "least":
            return quantity.is_less_than(self.quantity)
        return self.quantity.is_less_than(quantity)


@dataclass(frozen=True, slots=True)
class DeclaredLimit:
    """One limit of limits.toml; `values` in order of their first day, empty where it starts unset."""

    name: str
    unit: str
    note: str
    county_own: bool
    values: tuple[DatedValue, ...]
    floor: Floor | None

    def on(self, day: date) -> DatedValue | None:
        """The shipped value of a day: the latest that counts by then; None before the first."""
        return next((value for value in reversed(self.values) if value.valid_from <= day), None)

    def floor_on(self, day: date) -> Floor | None:
        """The floor of a day, if there is one by then."""
        return self.floor if self.floor is not None and self.floor.valid_from <= day else None

    def words_of(self, quantity: Quantity | None) -> str:
        """A value of this limit as a clerk reads it (`5 个工作日`)."""
        return in_words(quantity, self.unit)


class DeclarationError(ValueError):
    """limits.toml says something that cannot be read: a bug of the installation."""


@cache
def declared() -> dict[str, DeclaredLimit]:
    """Every shipped limit by its name. Raises DeclarationError where limits.toml is malformed."""
    return read_declaration(_shipped())


def document_of(requirement: str) -> str:
    """The title of the document that a requirement ID stands for (`R-FS-02` → 抚松县《…》), or ""."""
    parts = requirement.split("-")
    documents: dict[str, str] = _shipped()["documents"]
    return documents.get(parts[1], "") if len(parts) > 1 else ""


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"))


def read_declaration(data: dict[str, Any]) -> dict[str, DeclaredLimit]:
    """The limits of a parsed limits.toml; every key, unit, note, value and citation is checked."""
    documents = data.get("documents", {})
    found: dict[str, DeclaredLimit] = {}
    for area, limits in data.items():
        if area == "documents":
            continue
        for short, table in limits.items():
            name = f"{area}.{short}"
            found[name] = _limit(name, table, documents)
    return found


def _limit(name: str, table: dict[str, Any], documents: dict[str, str]) -> DeclaredLimit:
    unit, note = table.get("unit"), table.get("note")
    if unit not in UNITS:
        raise DeclarationError(f"{name}: unit {unit!r} is none of {', '.join(UNITS)}")
    if not isinstance(note, str) or not note.strip():
        raise DeclarationError(f"{name}: a note for the clerk is missing")
    values, floor = [], None
    for key, entry in table.items():
        if key in ("unit", "note", "county_own"):
            continue
        if key == "floor":
            floor = _floor(name, unit, entry, documents)
            continue
        values.append(DatedValue(_day(name, key), *_cited(name, unit, entry, documents, set())))
    values.sort(key=lambda value: value.valid_from)
    own = bool(table.get("county_own", False))
    if not values and not own:
        raise DeclarationError(f"{name}: no value, and not marked county_own")
    return DeclaredLimit(name, unit, note, own, tuple(values), floor)


def _floor(name: str, unit: str, entry: dict[str, Any], documents: dict[str, str]) -> Floor:
    quantity, source = _cited(name, unit, entry, documents, {"from", "side"})
    start, side = entry.get("from"), entry.get("side")
    if not isinstance(start, date) or side not in ("least", "most"):
        raise DeclarationError(f"{name}: a floor needs its first day and the side least or most")
    return Floor(start, quantity, side, source)


def _cited(
    name: str, unit: str, entry: Any, documents: dict[str, str], more: set[str]
) -> tuple[Quantity, Source]:
    if not isinstance(entry, dict) or not set(entry) <= {"value", "cites", "section", "mark"} | more:
        raise DeclarationError(f"{name}: {entry!r} is not a dated value")
    cites, mark = entry.get("cites", ""), entry.get("mark", "")
    if not cites or mark not in MARKS:
        raise DeclarationError(f"{name}: no citation, or the mark is none of V, P, M")
    document = cites
    if cites.startswith("R-"):
        if (area := cites.split("-")[1]) not in documents:
            raise DeclarationError(f"{name}: no document is named {area}")
        document = documents[area]
    try:
        quantity = parse_stored(str(entry["value"]), unit)
    except (KeyError, ValueError) as error:
        raise DeclarationError(f"{name}: no readable value ({error})") from error
    return quantity, Source(cites, entry.get("section", ""), mark, document)


def _day(name: str, key: str) -> date:
    try:
        return date.fromisoformat(key)
    except ValueError as error:
        raise DeclarationError(f"{name}: {key} is neither a setting nor a day") from error
