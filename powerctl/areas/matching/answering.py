"""The clerk's answers on pairs: linked or ruled out, by keys that outlive a re-import (R-ZJ-03)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select
from sqlmodel import Session
from sqlmodel import select as find

from powerctl.areas.edits import needed
from powerctl.areas.matching.answers import agenda_key
from powerctl.areas.matching.called import keys_called
from powerctl.areas.matching.kinds import (
    AGENDA_ITEM,
    BY_KIND,
    MEETING,
    NOTICE,
    PUBLICATION,
    TOPIC,
)
from powerctl.areas.organization.queries import UNIT
from powerctl.errors import Refused
from powerctl.model import MatterLink
from powerctl.terms import MatchDecision, MatterKind

DONE = (
    *(MatterKind.EXPENDITURE, MatterKind.TRANSACTION, MatterKind.PROJECT, MatterKind.UNDERTAKING),
    *(MatterKind.APPOINTMENT, MatterKind.PERSONNEL_ACTION),
)
_TOLD = 5
OTHER = (MatterKind.AGENDA_ITEM, MatterKind.PUBLICATION, MatterKind.NOTICE)
_LISTED = {
    MatterKind.EXPENDITURE: "spend",
    MatterKind.TRANSACTION: "transaction",
    MatterKind.PROJECT: "project",
    MatterKind.UNDERTAKING: "undertaking",
    MatterKind.APPOINTMENT: "appoint",
    MatterKind.PERSONNEL_ACTION: "personnel",
    MatterKind.AGENDA_ITEM: "meeting",
    MatterKind.PUBLICATION: "publish",
    MatterKind.NOTICE: "notice",
}


def answer_pair(
    session: Session,
    left: str,
    right: str,
    decision: MatchDecision,
    *,
    by: str,
    on: date,
    reason: str = "",
    document: str = "",
    left_kind: MatterKind | None = None,
    right_kind: MatterKind | None = None,
) -> MatterLink:
    """Remembers that two records belong together, or do not; an answer given before is replaced.

    `left` is the key of what was done, of a payment also its number, or its day and voucher; `right` that
    of the agenda item, publication or notice. Raises Refused for a key that no record has, one that several
    kinds or payments have, and a ruling-out without a reason.
    """
    if decision is MatchDecision.RULED_OUT:
        needed(reason, "理由")
    left = whole_key(session, left, left_kind)
    one, unit_id = named(session, left, (left_kind,) if left_kind else DONE)
    other, _ = named(session, right, (right_kind,) if right_kind else OTHER)
    keys = {"left_kind": one, "left_key": left.strip(), "right_kind": other, "right_key": right.strip()}
    query = find(MatterLink)
    for name, value in keys.items():
        query = query.where(getattr(MatterLink, name) == value)
    link = session.exec(query).first() or MatterLink(
        unit_id=unit_id,
        left_kind=one,
        left_key=left.strip(),
        right_kind=other,
        right_key=right.strip(),
        decision=decision,
    )
    link.decision, link.decided_by, link.decided_on = decision, by, on
    link.reason, link.document = reason.strip() or None, document.strip() or None
    session.add(link)
    session.flush()
    return link


def whole_key(session: Session, words: str, kind: MatterKind | None) -> str:
    """The key of the one payment that these words call so; the words as they are where they call none.

    Raises Refused where they call several.
    """
    code, _, rest = words.strip().partition("/")
    meant = keys_called(session, code, rest) if kind in (None, MatterKind.EXPENDITURE) else []
    if len(meant) > 1:
        raise Refused(
            f"“{words.strip()}”有 {len(meant)} 笔支出，请写识别键：{'、'.join(meant[:_TOLD])}",
            hint="powerctl spend list",
        )
    return meant[0] if meant else words


def named(session: Session, key: str, kinds: Iterable[MatterKind]) -> tuple[MatterKind, int]:
    """The kind of record that has this key, and its unit. Raises Refused for none or several."""
    wanted = tuple(kinds)
    found = [(kind, unit) for kind in wanted if (unit := unit_of(session, kind, key.strip())) is not None]
    if len(found) == 1:
        return found[0]
    if found:
        said = "、".join(kind.value for kind, _ in found)
        raise Refused(
            f"“{key.strip()}”不止一种记录：{said}，请写明事项种类", hint="powerctl match link --help"
        )
    what = wanted[0].value if len(wanted) == 1 else "、".join(kind.value for kind in wanted)
    raise Refused(
        f"没有编号为“{key.strip()}”的{what}；编号照 powerctl match pairs 的写法",
        hint=f"powerctl {_LISTED[wanted[0]]} list",
    )


def unit_of(session: Session, kind: MatterKind, key: str) -> int | None:
    """The unit of the record of this kind and key; None where there is none."""
    query = _query(kind, key)
    found = session.connection().execute(query).scalar()
    return None if found is None else int(found)


def _query(kind: MatterKind, key: str) -> Select[Any]:
    code, _, rest = key.partition("/")
    of_unit = UNIT.c.code == code
    if kind is MatterKind.AGENDA_ITEM:
        return (
            select(MEETING.c.unit_id)
            .select_from(
                AGENDA_ITEM.join(MEETING, MEETING.c.id == AGENDA_ITEM.c.meeting_id)
                .join(TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id)
                .join(UNIT, UNIT.c.id == MEETING.c.unit_id)
            )
            .where(of_unit, agenda_key(UNIT, MEETING, TOPIC) == key)
        )
    table = {MatterKind.PUBLICATION: PUBLICATION, MatterKind.NOTICE: NOTICE}.get(kind)
    if table is None:
        table = BY_KIND[kind].table
    known = table.c.number == rest if kind is not MatterKind.EXPENDITURE else None
    if known is None:
        identity, _, ordinal = rest.rpartition("#")
        place = int(ordinal) if ordinal.isdecimal() and len(ordinal) < 10 else 0
        known = and_(table.c.identity == identity, table.c.ordinal == place)
    return (
        select(table.c.unit_id)
        .select_from(table.join(UNIT, UNIT.c.id == table.c.unit_id))
        .where(of_unit, known)
    )
