"""Links from meetings to people and units, made when these come in after the meetings."""

from sqlalchemy import Table, select
from sqlmodel import Session

from powerctl.areas.organization.directory import People, Units
from powerctl.areas.receipt import table_of
from powerctl.model import AgendaItem, Attendance, Consultation, Instruction, Meeting, Resolution, Topic
from powerctl.store.bulk import update_rows


def relink(session: Session) -> int:
    """Fills empty links whose words name exactly one person of the unit, or one unit; how many. None that is
    there is touched: a clerk may have made it."""
    meeting, topic = table_of(Meeting), table_of(Topic)
    people: People | None = None
    count = 0
    for model, link, words in (
        (Meeting, "chair_id", "chair_written"),
        (Topic, "in_charge_id", "in_charge_written"),
        (Attendance, "person_id", "person_written"),
        (AgendaItem, "presenter_id", "presenter_written"),
        (Consultation, "person_id", "person_written"),
        (Instruction, "person_id", "person_written"),
    ):
        table: Table = table_of(model)
        if "unit_id" in table.c:
            query = select(table.c.id, table.c.unit_id, table.c[words])
        else:
            above = meeting if "meeting_id" in table.c else topic
            query = select(table.c.id, above.c.unit_id, table.c[words])
            query = query.join(above, above.c.id == table.c[f"{above.name}_id"])
        waiting = (
            session.connection()
            .execute(query.where(table.c[link].is_(None), table.c[words].is_not(None)))
            .all()
        )
        if not waiting:
            continue
        people = people or People.of(session)
        found = [(number, people.find(unit_id, name)) for number, unit_id, name in waiting]
        rows = [(number, numbers[0]) for number, numbers in found if len(numbers) == 1]
        update_rows(session, table, (link,), rows)
        count += len(rows)
    return count + _relink_units(session)


def _relink_units(session: Session) -> int:
    table = table_of(Resolution)
    link, words = table.c.implementing_unit_id, table.c.implementing_written
    query = select(table.c.id, words).where(link.is_(None), words.is_not(None))
    waiting = session.connection().execute(query).all()
    units = Units.of(session) if waiting else None
    rows = [(number, found) for number, name in waiting if units and (found := units.find(name)) is not None]
    update_rows(session, table, ("implementing_unit_id",), rows)
    return len(rows)
