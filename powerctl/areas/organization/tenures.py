"""Tenures: one person in one post, from–to; add, edit, end (R-XZ-01).

Two holders of one post at a time are recorded and said, not refused: the record is reality.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edits import number_of, read_values, refuse_wrong_order, shown
from powerctl.areas.organization.people import find_person
from powerctl.areas.organization.posts import find_post
from powerctl.errors import Refused
from powerctl.model import Person, Post, Tenure
from powerctl.sheets.words import vocabulary

EDITABLE = ("valid_from", "valid_to", "document")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds what, in the clerk's words. `home` is the person's unit where it is another."""

    unit: str
    title: str
    name: str
    number: str = ""
    home: str = ""


def add_tenure(session: Session, holder: Holder, **more: str) -> tuple[Tenure, list[str]]:
    """Records that a person holds a post; out: the tenure, and notes on others in the post at that time.

    Raises Refused when the same tenure is recorded already.
    """
    person, post = _ends(session, holder)
    tenure = Tenure(
        person_id=number_of(person), post_id=number_of(post), **read_values(Tenure, more, EDITABLE)
    )
    refuse_wrong_order(tenure)
    for known in _tenures(session, person, post):
        if known.valid_from == tenure.valid_from:
            raise Refused(
                f"“{holder.name}”任“{post.title}”（{shown(known.valid_from)}起）已经登记",
                hint=f"powerctl post show {post.id}",
            )
    notes = _overlaps(session, post, tenure)
    session.add(tenure)
    session.flush()
    return tenure, notes


def find_tenure(session: Session, holder: Holder, start: str = "") -> Tenure:
    """The tenure of a person in a post: the one from `start`, or the only open one. Raises Refused."""
    person, post = _ends(session, holder)
    found = _tenures(session, person, post)
    if start.strip():
        day = vocabulary.day(start)
        found = [tenure for tenure in found if tenure.valid_from == day]
    elif len(found) > 1:
        found = [tenure for tenure in found if tenure.valid_to is None]
    if len(found) != 1:
        raise Refused(
            f"“{holder.name}”任“{post.title}”的记录有 {len(found)} 条" + ("，请写任职日期" if found else ""),
            hint=f"powerctl post show {post.id}",
        )
    return found[0]


def end_tenure(session: Session, holder: Holder, *, on: date, document: str = "", start: str = "") -> Tenure:
    """Ends a tenure on a day; the document of removal, where given, is added to that of appointment."""
    return finish_tenure(session, find_tenure(session, holder, start), on=on, document=document)


def finish_tenure(session: Session, tenure: Tenure, *, on: date, document: str = "") -> Tenure:
    """Ends a tenure that is at hand, as `end_tenure`."""
    tenure.valid_to = on
    if document.strip():
        tenure.document = "；".join(text for text in (tenure.document, document.strip()) if text)
    refuse_wrong_order(tenure)
    session.add(tenure)
    session.flush()
    return tenure


def _ends(session: Session, holder: Holder) -> tuple[Person, Post]:
    post = find_post(session, holder.unit, holder.title)
    return find_person(session, holder.home or holder.unit, holder.name, holder.number), post


def _tenures(session: Session, person: Person, post: Post) -> list[Tenure]:
    query = select(Tenure).where(Tenure.person_id == person.id, Tenure.post_id == post.id)
    return list(session.exec(query.order_by(col(Tenure.id))).all())


def _overlaps(session: Session, post: Post, tenure: Tenure) -> list[str]:
    start, end = tenure.valid_from or date.min, tenure.valid_to or date.max
    query = (
        select(Tenure, Person)
        .join(Person, col(Tenure.person_id) == col(Person.id))
        .where(Tenure.post_id == post.id, Tenure.person_id != tenure.person_id)
        .order_by(col(Tenure.id))
    )
    return [
        f"同一时期“{person.name}”也任“{post.title}”（{shown(other.valid_from)}至{shown(other.valid_to)}）"
        for other, person in session.exec(query).all()
        if (other.valid_from or date.min) <= end and start <= (other.valid_to or date.max)
    ]
