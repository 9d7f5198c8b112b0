"""Items of an edition as they are compared: one power with what can tell it from another (R-FS-02)."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import is_value
from powerctl.areas.receipt import table_of
from powerctl.model import DiscretionBenchmark, LegalBasis, Power

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A power of an edition. `words` and `part` are name and sub-item without spaces and punctuation;
    `basis` is a set with an entry for each legal basis, empty where none is recorded."""

    number: int
    identity: str
    ordinal: int
    code: str
    name: str
    sub_item: str
    category: str
    words: str
    part: str
    basis: frozenset[str] = frozenset()
    has_discretion: bool | None = None
    benchmarks: tuple[str, ...] = ()
    body: str = ""
    retired_reason: str = ""

    @property
    def shown(self) -> str:
        """What a clerk calls it."""
        return f"{self.name}（{self.sub_item}）" if self.sub_item else self.name


def plain(text: str | None) -> str:
    """Letters, digits and Chinese characters of a text alone, full-width forms folded."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text or ""))


def items_of(session: Session, edition_id: int) -> list[Item]:
    """All powers of an edition in their order, those that were retired later included.

    A basis is compared by title and article where reading found both, by its words otherwise.
    """
    power = table_of(Power).c
    rows = session.connection().execute(
        select(
            *(power.id, power.identity, power.ordinal, power.code, power.name, power.sub_item),
            *(power.category, power.category_written, power.has_discretion, power.exercising_body),
            *(power.basis_text, power.retired_reason),
        )
        .where(power.edition_id == edition_id)
        .order_by(power.id)
    )
    bases, benchmarks = _bases(session, edition_id), _benchmarks(session, edition_id)
    found = []
    for number, identity, ordinal, code, name, sub, category, written, free, body, text, reason in rows:
        whole = frozenset({plain(text)} if is_value(text) else ())
        found.append(
            Item(
                number=number,
                identity=identity,
                ordinal=ordinal,
                code="".join(code.split()) if is_value(code) else "",
                name=name,
                sub_item=sub or "",
                category=(category.value if category else written) or "",
                words=plain(name),
                part=plain(sub),
                basis=frozenset(bases[number]) if number in bases else whole,
                has_discretion=free,
                benchmarks=tuple(benchmarks.get(number, ())),
                body=body or "",
                retired_reason=reason or "",
            )
        )
    return found


def _bases(session: Session, edition_id: int) -> dict[int, list[str]]:
    power, basis = table_of(Power).c, table_of(LegalBasis).c
    rows = session.connection().execute(
        select(basis.power_id, basis.title, basis.article, basis.text)
        .join_from(table_of(LegalBasis), table_of(Power), power.id == basis.power_id)
        .where(power.edition_id == edition_id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    known: dict[tuple[str | None, str | None, str | None], str] = {}
    for number, title, article, text in rows:
        key = (title, article, None) if title and article else (title, article, text)
        if key not in known:
            known[key] = plain(f"{title}{article}" if title and article else f"{text}{article or ''}")
        found[number].append(known[key])
    return found


def _benchmarks(session: Session, edition_id: int) -> dict[int, list[str]]:
    power, grade = table_of(Power).c, table_of(DiscretionBenchmark).c
    rows = session.connection().execute(
        select(grade.power_id, grade.grade, grade.circumstance, grade.range_written)
        .join_from(table_of(DiscretionBenchmark), table_of(Power), power.id == grade.power_id)
        .where(power.edition_id == edition_id)
        .order_by(grade.power_id, grade.position)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for number, name, circumstance, span in rows:
        found[number].append("|".join(plain(text) for text in (name, circumstance, span)))
    return found
