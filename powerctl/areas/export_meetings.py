"""Rows of the sheets of meetings: a topic at a meeting with what is recorded of the topic, votes by round.

The order is that of meetings and agendas, the same in every file. Of a secret ballot there are counts only.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from powerctl.areas.export_lookups import Lookups, Values
from powerctl.areas.identity import normal
from powerctl.sheets.words import meeting_lines


def topics_at_meetings(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    """A row an agenda item, with its topic and those who stepped aside."""
    for item in found:
        topic = known.topics[item["topic_id"]]
        matter = known.catalogue_words.get(topic["catalogue_item_id"])
        away = _away(known.recusals.get(item["id"], ()))
        yield item | topic | {"id": item["id"], "catalogue_item": matter, "recused_written": away}


def _away(recusals: Iterable[tuple[str, str | None]]) -> str | None:
    """A cell that reading takes apart into these again; what no cell can say is left out."""
    said = ""
    meant: list[tuple[str, str]] = []
    for name, reason in recusals:
        for words in ((name, reason or ""), (name, "")):
            text = f"{words[0]}（{words[1]}）" if words[1] else words[0]
            text = f"{said}、{text}" if said else text
            here = [*meant, (normal(words[0]), words[1])]
            # A reason that opens a bracket and does not close it would swallow the next name.
            read = [(normal(named.name), named.remark) for named in meeting_lines.names(f"{text}、某人")]
            if read == [*here, ("某人", "")]:
                said, meant = text, here
                break
    return said or None


def statements(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    """In the order of meetings, agendas and speakers."""
    yield from sorted(found, key=lambda row: (*_place(row, known), row["position"]))


def named_votes(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    """A row a vote with its round; a round of which no vote is recorded has one row."""
    for ballot in sorted(found, key=lambda row: (*_place(row, known), row["round"])):
        for voter, choice, written in known.votes.get(ballot["id"], [(None, None, None)]):
            yield ballot | {"voter_written": voter, "choice": choice, "is_written": written}


def tallies(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    """A row a secret tally, in the order of meetings, agendas and rounds."""
    yield from sorted(found, key=lambda row: (*_place(row, known), row["round"], row["id"]))


def _place(row: Values, known: Lookups) -> tuple[Any, ...]:
    return (row["unit_code"], *known.agenda[row["agenda_item_id"]])
