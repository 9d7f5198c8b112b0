"""Other records that an export names beside its own, read when the first row asks for them."""

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from powerctl.areas.identity import normal
from powerctl.sheets.tables.parts import bases_in
from powerctl.store.views import VIEWS, each

Values = dict[str, Any]
_LISTS = re.compile("[\n；;]")
"""What makes two names of a cell."""
OF_A_TOPIC = (
    *("number", "catalogue_item", "topic_class", "matter", "amount", "source_written", "proposer_written"),
    *("proposed_on", "collected_by_written", "collected_on", "is_investigated", "study_document"),
    *("screened_on", "screened_by", "screened_result", "in_charge_written", "concerned_written"),
    *("needs_opinion", "note"),
)
"""Columns of the sheet of topics that are recorded of the topic, at whichever meeting it was."""


class Lookups:
    """Other records by number, read once when the first row asks for them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def unit(self, code: str | None) -> str | None:
        """A unit as import finds it: by its name; by its code where the name is another unit's too."""
        return self._units.get(code) if code else None

    @cached_property
    def _units(self) -> dict[str, str]:
        rows = self._of("unit", "unit_code", "name")
        codes = {normal(code) for code, _ in rows}
        counts: dict[str, int] = {}
        for _, name in rows:
            counts[normal(name)] = counts.get(normal(name), 0) + 1
        return {
            code: name if counts[normal(name)] == 1 and normal(name) not in codes else code
            for code, name in rows
        }

    @cached_property
    def awaited(self) -> dict[tuple[str, int, str], str]:
        """Noun, record and link → the words for what is not recorded yet."""
        rows = self._of("awaited_link", "noun", "record_id", "link", "words")
        return {(noun, number, link): words for noun, number, link, words in rows}

    @cached_property
    def points(self) -> dict[int, tuple[str | None, str | None, str]]:
        """Risk point → business, description, key."""
        rows = self._of("risk_point", "id", "business", "description", "identity", "ordinal")
        return {
            number: (business, text, f"{identity}#{ordinal}")
            for number, business, text, identity, ordinal in rows
        }

    @cached_property
    def powers(self) -> dict[int, tuple[str | None, str | None, str, str]]:
        """Power → sub-item, code, key, code of the unit."""
        rows = self._of("power", "id", "sub_item", "code", "identity", "ordinal", "edition", "unit_code")
        return {
            number: (sub_item, code, f"{identity}#{ordinal}@{edition}", unit)
            for number, sub_item, code, identity, ordinal, edition, unit in rows
        }

    @cached_property
    def measures(self) -> dict[int, list[str]]:
        """Risk point → its measures in order."""
        return self._lists("measure", "risk_point_id", "text", ("risk_point_id", "position"))

    @cached_property
    def factors(self) -> dict[int, str]:
        """Risk point → its scores in other factors, as a cell has them."""
        scores: dict[int, list[str]] = {}
        for point, factor, score in self._of("risk_factor", "risk_point_id", "factor", "score"):
            scores.setdefault(point, []).append(f"{factor}={score}")
        return {point: "；".join(texts) for point, texts in scores.items()}

    @cached_property
    def tenures(self) -> dict[int, list[Values]]:
        """Post → who held it when."""
        keys = ("post_id", "person_id", "person", "person_number", "valid_from", "valid_to", "document")
        held: dict[int, list[Values]] = {}
        for row in each(self.db, VIEWS["tenure"], columns=keys, order=("post_id", "id")):
            held.setdefault(row[0], []).append(dict(zip(keys, row, strict=True)))
        return held

    @cached_property
    def unit_of_person(self) -> dict[int, str]:
        """Person → the code of the unit."""
        return dict(self._of("person", "id", "unit_code"))

    @cached_property
    def compendia(self) -> dict[int, str | None]:
        """Compendium → the day of issue."""
        return dict(self._of("compendium", "id", "issued_on"))

    @cached_property
    def institution_numbers(self) -> dict[int, str | None]:
        """Institution → 文号."""
        return dict(self._of("institution", "id", "number"))

    @cached_property
    def governed(self) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        """Institution → powers, institution → risk points, by name."""
        powers: dict[int, list[str]] = {}
        points: dict[int, list[str]] = {}
        keys = ("institution_id", "power_id", "risk_point")
        for institution, power_id, point in self._of("institution_link", *keys):
            if point is not None:
                points.setdefault(institution, []).append(point)
            elif power_id is not None:
                powers.setdefault(institution, []).append(self._power_words[power_id])
        return powers, points

    @cached_property
    def _power_words(self) -> dict[int, str]:
        """Power → its name with the sub-item, in one line; its code, where the name is another one's, too,
        or would come apart where lists are split."""
        rows = self._of("power", "id", "unit_code", "name", "sub_item", "code")
        counts = Counter(
            (unit, words) for _, unit, name, _, code in rows for words in {normal(name), normal(code or "")}
        )

        def words(unit: str, name: str, sub_item: str | None, code: str | None) -> str:
            tells = code and counts[unit, normal(code)] == 1 and not _LISTS.search(code)
            whole = " ".join(f"{name}｜{sub_item}".split()) if sub_item else " ".join(name.split())
            if code and tells and (counts[unit, normal(name)] > 1 or _LISTS.search(whole)):
                return code
            return " ".join(name.split()) if _LISTS.search(whole) else whole

        return {number: words(*rest) for number, *rest in rows}

    @cached_property
    def articles(self) -> dict[int, str]:
        """Power → 具体条款: what its legal bases say beyond 实施依据, where the list had that in a column."""
        keys = ("power_id", "kind_written", "text")
        bases = each(self.db, VIEWS["legal_basis"], columns=keys, order=("power_id", "position"))
        powers = each(self.db, VIEWS["power"], columns=("id", "basis_text"), order=("id",))
        texts = iter(powers)
        found: dict[int, str] = {}
        number, text = 0, None
        for power, rows in groupby(bases, key=itemgetter(0)):
            while number < power:
                number, text = next(texts)
            listed = list(rows)
            if [row[2] for row in listed] != [basis["text"] for basis in bases_in(text or "", "")]:
                found[power] = _article(text or "", listed)
        return found

    @cached_property
    def topics(self) -> dict[int, Values]:
        """Topic → what the sheet of topics has of it."""
        keys = ("id", "catalogue_item_id", "title", *OF_A_TOPIC)
        return {row[0]: dict(zip(keys, row, strict=True)) for row in self._of("topic", *keys)}

    @cached_property
    def catalogue_words(self) -> dict[int | None, str]:
        """Matter of the decision catalogue → its name or code, whichever is no other matter's too."""
        rows = self._of("catalogue_item", "id", "unit_code", "name", "code")
        counts = Counter(
            (unit, words) for _, unit, name, code in rows for words in {normal(name), normal(code or "")}
        )
        return {
            number: next(
                (words for words in (name, code) if words and counts[unit, normal(words)] == 1), name
            )
            for number, unit, name, code in rows
        }

    @cached_property
    def agenda(self) -> dict[int, tuple[int, int]]:
        """Agenda item → meeting, place."""
        rows = self._of("agenda_item", "id", "meeting_id", "position")
        return {number: (meeting, place) for number, meeting, place in rows}

    @cached_property
    def meeting_numbers(self) -> dict[int, str]:
        """Meeting → its number."""
        return dict(self._of("meeting", "id", "number"))

    @cached_property
    def agenda_words(self) -> dict[int | None, str]:
        """Agenda item → unit, meeting and topic, as import finds it."""
        keys = ("id", "unit_code", "meeting_id", "topic_id")
        return {
            number: f"{self.unit(unit)}/{self.meeting_numbers[meeting]}/{self.topics[topic]['number']}"
            for number, unit, meeting, topic in self._of("agenda_item", *keys)
        }

    @cached_property
    def payments(self) -> dict[int | None, str]:
        """Payment → its key."""
        rows = self._of("expenditure", "id", "identity", "ordinal")
        return {number: f"{identity}#{ordinal}" for number, identity, ordinal in rows}

    @cached_property
    def project_numbers(self) -> dict[int, str]:
        """Project → its number."""
        return dict(self._of("project", "id", "number"))

    @cached_property
    def trade_numbers(self) -> dict[int, str]:
        """Trade of public resources → its number."""
        return dict(self._of("public_transaction", "id", "number"))

    @cached_property
    def noticed(self) -> dict[int | None, str]:
        """Subject of a notice → the notice's number and its place."""
        rows = self._of("notice_subject", "id", "notice", "position")
        return {number: f"{notice}/{place}" for number, notice, place in rows}

    @cached_property
    def shared_places(self) -> dict[int, int]:
        """Line of a meeting's list → its place, for those whose name another line has, too."""
        rows = self._of("attendance", "id", "meeting_id", "person_written", "position")
        counts = Counter((meeting, normal(name)) for _, meeting, name, _ in rows)
        return {number: place for number, meeting, name, place in rows if counts[meeting, normal(name)] > 1}

    @cached_property
    def resolutions(self) -> dict[int, tuple[int, str | None, int]]:
        """Resolution → agenda item, unit that carries it out (code), place."""
        codes = dict(self._of("unit", "id", "unit_code"))
        rows = self._of("resolution", "id", "agenda_item_id", "implementing_unit_id", "position")
        return {number: (item, codes.get(unit), place) for number, item, unit, place in rows}

    @cached_property
    def recusals(self) -> dict[int, list[tuple[str, str | None]]]:
        """Agenda item → who stepped aside, and why; people whose name stands once on the list."""
        found: dict[int, list[tuple[str, str | None]]] = {}
        keys = ("agenda_item_id", "attendance_id", "attendance", "reason")
        order = ("agenda_item_id", "position")
        for item, seat, name, reason in each(self.db, VIEWS["recusal"], columns=keys, order=order):
            # Of people with one name no cell can say which it was; the sheet of recusals does.
            if seat not in self.shared_places:
                found.setdefault(item, []).append((name, reason))
        return found

    @cached_property
    def votes(self) -> dict[int, list[tuple[Any, ...]]]:
        """Round of a named vote → voter, choice, whether in writing."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        for ballot, *vote in self._of("named_vote", "ballot_id", "attendance", "choice", "is_written"):
            found.setdefault(ballot, []).append(tuple(vote))
        return found

    def _of(self, view: str, *keys: str) -> list[tuple[Any, ...]]:
        return list(each(self.db, VIEWS[view], columns=keys, order=("id",)))

    def _lists(self, view: str, by: str, what: str, order: Sequence[str]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for number, text in each(self.db, VIEWS[view], columns=(by, what), order=order):
            found.setdefault(number, []).append(text)
        return found


def _article(text: str, bases: Sequence[tuple[Any, ...]]) -> str:
    """The cell that stood beside `text`, so that both give these bases again; "" where none does."""
    texts = [row[2] for row in bases]
    tries = []
    if len(texts) == 1 and texts[0].startswith(f"{text}\n"):
        tries.append(texts[0][len(text) + 1 :])
    more = bases[len(bases_in(text, "")) :]
    tries.append("\n".join((f"【{row[1]}】" if row[1] else "") + row[2] for row in more))
    return next((one for one in tries if [b["text"] for b in bases_in(text, one)] == texts), "")
