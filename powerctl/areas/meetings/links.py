"""Links from meetings to people, made when the people come in after the meetings."""

from sqlalchemy import Table, select
from sqlmodel import Session

from powerctl.areas.organization.directory import People
from powerctl.areas.receipt import table_of
from powerctl.model import AgendaItem, Attendance, Meeting, Topic
from powerctl.store.bulk import update_rows


def relink(session: Session) -> int:
    """Fills empty links whose words name exactly one person of the unit; how many. None that is there is
    touched: a clerk may have made it."""
    meeting = table_of(Meeting)
    people: People | None = None
    count = 0
    for model, link, words in (
        (Meeting, "chair_id", "chair_written"),
        (Topic, "in_charge_id", "in_charge_written"),
        (Attendance, "person_id", "person_written"),
        (AgendaItem, "presenter_id", "presenter_written"),
    ):
        table: Table = table_of(model)
        unit = table.c.unit_id if "unit_id" in table.c else meeting.c.unit_id
        query = select(table.c.id, unit, table.c[words])
        if "unit_id" not in table.c:
            query = query.join(meeting, meeting.c.id == table.c.meeting_id)
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
    return count
