"""Kind-of-power tables that other offices have published, for a county to take over (R-XZ-12).

They are data with a citation, in published_methods.toml; nothing is computed with them before a
county has adopted one.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from powerctl.areas.risk.own_method import Part
from powerctl.errors import Refused
from powerctl.terms import RiskFormula, RiskLevel


@dataclass(frozen=True, slots=True)
class Published:
    """One published table: its key, title, formula, parts, where it comes from and what it says in short."""

    key: str
    title: str
    formula: RiskFormula
    parts: tuple[Part, ...]
    cites: str
    note: str


@cache
def published() -> dict[str, Published]:
    """Every published table by its key."""
    path = Path(__file__).with_name("published_methods.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        key: Published(
            key=key,
            title=table["title"],
            formula=RiskFormula(table["formula"]),
            parts=tuple(
                Part(word=word, level=level) for level in RiskLevel for word in table.get(level.value, ())
            ),
            cites=table["cites"],
            note=table["note"],
        )
        for key, table in raw.items()
    }


def find_published(name: str) -> Published:
    """The published table of a key or title. Raises Refused with the known ones."""
    for table in published().values():
        if name.strip() in (table.key, table.title):
            return table
    known = "、".join(f"{table.key}（{table.title}）" for table in published().values())
    raise Refused(f"没有公开的方法“{name}”；已收录：{known}", hint="powerctl method published")
