"""列对应: what a sender's headings stand for, as a clerk settled it once, kept for the sender's next file.

The sender is the unit whose list it is. A choice is kept with the import that used it.
"""

from datetime import date

from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_rows

from powerctl.areas.identity import is_value
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import names_above
from powerctl.areas.receipt import table_of
from powerctl.errors import Refused
from powerctl.model import ColumnChoice
from powerctl.sheets.kinds import KINDS
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.tables.choices import Choices, field_called, heading_called, same


def sender_of(session: Session | None, workbook: ReadWorkbook, unit: str | None) -> str | None:
    """The name of the unit that sent a workbook: as typed, or as the workbook names it.

    `session` is None where there is no file yet. None where the workbook names no unit or several.
    """
    units = Units.of(session) if session is not None else None
    named = unit.strip() if unit else ""
    if not named:
        named = _named_in(workbook)
    if not named:
        return None
    number = units.find(named) if units else None
    return units.names[number] if units and number is not None else "".join(named.split())


def _named_in(workbook: ReadWorkbook) -> str:
    """The one unit that a workbook names above its tables, else in its records; "" where it is not one."""
    records = workbook.records
    above = {name for name in names_above(workbook, records).values() if name}
    own = {text for _, record in records if is_value(text := record.values.get("unit", ""))}
    return next((names.pop() for names in (above, own) if len(names) == 1), "")


def has_choices(session: Session) -> bool:
    """Whether anything is kept for any sender: who sent a list need not be found out before."""
    return session.connection().execute(select(table_of(ColumnChoice).c.id).limit(1)).first() is not None


def remembered(session: Session, sender: str) -> tuple[dict[str, dict[str, str | None]], date | None]:
    """The choices kept for a sender, and the day of the latest; fields that are no longer known left out."""
    table = table_of(ColumnChoice)
    query = select(table.c.kind, table.c.heading, table.c.field, table.c.decided_on).where(
        table.c.sender == sender
    )
    kinds = {kind.name: kind for kind in KINDS}
    choices: dict[str, dict[str, str | None]] = {}
    latest: date | None = None
    for kind, heading, written, day in session.connection().execute(query):
        field = field_called(kinds[kind], written) if written and kind in kinds else None
        if written and field is None:
            continue
        choices.setdefault(kind, {})[heading] = field
        latest = max(latest or day, day)
    return choices, latest


def keep_choices(session: Session, sender: str, choices: Choices, *, today: date) -> int:
    """Keeps choices for a sender, in place of earlier ones about the same headings; how many are new.

    Writes only what differs from what is kept. A field is kept by its Chinese heading (product.md 10).
    """
    kept = list(session.exec(select_rows(ColumnChoice).where(ColumnChoice.sender == sender)))
    count = 0
    for kind, headings in choices.items():
        for heading, field in headings.items():
            written = heading_called(kind, field) if field else None
            known = next((row for row in kept if row.kind == kind and same(row.heading, heading)), None)
            if known is None:
                known = ColumnChoice(sender=sender, kind=kind, heading=heading, decided_on=today)
            elif known.field == written:
                continue
            known.field, known.decided_on = written, today
            session.add(known)
            count += 1
    session.flush()
    return count


def forget_choice(session: Session, number: int) -> str:
    """Drops a choice; a sentence that says which. Raises Refused where there is none of that number."""
    choice = session.get(ColumnChoice, number)
    if choice is None:
        raise Refused(f"没有第 {number} 号列对应", hint="powerctl column list")
    said = f"“{choice.sender}”的“{choice.heading}”" + (f"作为“{choice.field}”" if choice.field else "不导入")
    session.delete(choice)
    session.flush()
    return said
