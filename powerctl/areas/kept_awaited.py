"""Words by which records name others that are not recorded yet: kept until an import brings what they name.

Only of links whose words the record itself has no column for.
"""

from sqlalchemy import Table, delete
from sqlmodel import Session

from powerctl.areas.merging import Merging
from powerctl.areas.receipt import Action, Draft, Outcome, table_of
from powerctl.model import AwaitedLink
from powerctl.sheets.reading import ReadSheet, Record


class Awaited:
    """What the records of one table wait for, as stored and as a workbook has it."""

    def __init__(self, draft: Draft, noun: Table) -> None:
        self._draft, self._noun = draft, noun.name
        table = table_of(AwaitedLink)
        self._merging = Merging(draft, table, table.c.noun == noun.name)
        self._at = {(row["record_id"], row["link"]): number for number, row in self._merging.rows.items()}
        self._over: list[int] = []

    def wait(self, place: tuple[ReadSheet, Record], record: int, link: str, words: str) -> Outcome:
        """Keeps the words of a link that leads nowhere yet."""
        found = self._at.get((record, link))
        if found is not None:
            return self._merging.change(*place, found, {"words": words})
        values = {"noun": self._noun, "record_id": record, "link": link, "words": words}
        self._at[record, link] = self._merging.add(*place, values)
        return Outcome.CHANGED

    @property
    def waits(self) -> bool:
        """Whether anything waits at all."""
        return bool(self._at)

    def is_over(self, record: int, link: str) -> None:
        """The link is there: its words go."""
        found = self._at.pop((record, link), None)
        if found is not None:
            self._merging.discard(found)
            self._over.append(found)

    def finish(self) -> None:
        """Hands everything to the draft."""
        self._merging.finish()
        table = table_of(AwaitedLink)
        self._draft.write(Action.DELETE, table, ("id",), [(number,) for number in self._over])


def forget(session: Session, noun: Table, record: int | None, link: str) -> None:
    """Drops the words of a link that a clerk has settled."""
    table = table_of(AwaitedLink)
    one = (table.c.noun == noun.name, table.c.record_id == record, table.c.link == link)
    session.connection().execute(delete(table).where(*one))
