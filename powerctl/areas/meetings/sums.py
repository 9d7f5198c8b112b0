"""Sums of money as they are typed: in 元 or 万元, kept as whole fen."""

from sqlmodel import Session, SQLModel

from powerctl.areas.edits import Change, heading_of, shown
from powerctl.errors import Refused
from powerctl.sheets.words.meeting_lines import money
from powerctl.terms.sums import yuan


def fen(text: str, heading: str) -> int | None:
    """A sum with its unit (`50万元`, `12345.60元`) in fen; None for an empty text.

    Raises Refused for a bare number, which might be yuan or fen, and for what is no sum.
    """
    written = text.strip()
    if not written:
        return None
    found = money(written) if written.endswith("元") else None
    if found is None:
        raise Refused(f"“{heading}”不认识“{text}”；要写金额和单位，如 50万元、12345.60元")
    return found


def set_fen(session: Session, record: SQLModel, field: str, text: str) -> list[Change]:
    """Sets a sum of a record. Out: what changed, told in 元. Raises Refused as `fen`."""
    heading = heading_of(type(record), field).partition("（")[0]
    before, after = getattr(record, field), fen(text, heading)
    if before == after:
        return []
    setattr(record, field, after)
    session.add(record)
    session.flush()
    told = (shown(None) if one is None else yuan(one) for one in (before, after))
    return [Change(field, heading, *told)]
