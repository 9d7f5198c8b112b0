"""Small counties as rows, in a file of the current schema."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from powerctl.terms import BodyKind, MatchDecision, MatterKind, Outcome, UnitKind

Row = dict[str, Any]


class Matters:
    """Rows put into a county by table, and what is asked of them."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def put(self, table: str, *rows: Row) -> None:
        """Each row by itself: rows of one table may fill different columns."""
        for row in rows:
            self.session.connection().execute(insert(SQLModel.metadata.tables[table]), row)

    def unit(self, number: int, **more: Any) -> None:
        self.put("unit", {"id": number, "code": f"U{number}", "name": f"单位{number}", **more})

    def decided(
        self, number: int, unit_id: int = 1, day: date | None = date(2026, 3, 2), **more: Any
    ) -> None:
        """A meeting with one topic, carried unless said otherwise: agenda item, meeting and topic of one number."""
        outcome = more.pop("outcome", Outcome.PASSED)
        body = more.pop("body", BodyKind.PARTY_GROUP)
        title = more.pop("title", f"议题{number}")
        self.put(
            "meeting",
            {"id": number, "unit_id": unit_id, "number": f"M{number}", "held_on": day, "body": body},
        )
        self.put("topic", {"id": number, "unit_id": unit_id, "number": f"T{number}", "title": title, **more})
        self.put(
            "agenda_item",
            {"id": number, "meeting_id": number, "topic_id": number, "position": 1, "outcome": outcome},
        )

    def paid(self, number: int, amount_fen: int | None = 50_000_00, **more: Any) -> None:
        row = {
            "id": number,
            "unit_id": 1,
            "identity": f"付{number}",
            "ordinal": 1,
            "amount_fen": amount_fen,
            "paid_on": date(2026, 3, 20),
        }
        self.put("expenditure", row | more)

    def answered(self, left: str, right: str, decision: MatchDecision, kind: MatterKind) -> None:
        row = {
            "left_kind": kind,
            "left_key": left,
            "right_kind": MatterKind.AGENDA_ITEM,
            "right_key": right,
            "decision": decision,
        }
        self.put("matter_link", row)


@pytest.fixture
def matters(session: Session) -> Matters:
    """Three units: U1 below the county U9, U2 below U1."""
    one = Matters(session)
    one.unit(9, kind=UnitKind.COUNTY)
    one.unit(1, kind=UnitKind.GOVERNMENT_ORGAN, parent_id=9)
    one.unit(2, kind=UnitKind.INSTITUTION, parent_id=1)
    return one
