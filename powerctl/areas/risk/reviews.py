"""Reviews: a regular or a spot check of a risk point, and what risk remains after the measures (R-CC-06)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from powerctl.areas.edits import Change, edit, needed, number_of, read_values
from powerctl.errors import Refused
from powerctl.model import RiskPoint, RiskReview

EDITABLE = (
    *("kind", "reviewed_on", "reviewer_written", "result", "residual_level", "next_due_on"),
    *("document", "note"),
)


def add_review(session: Session, point: RiskPoint, *, today: date, **texts: str) -> RiskReview:
    """Records a check of a point; what is not given stays unknown.

    Raises Refused for a day that lies ahead, and a next check that is due before this one.
    """
    review = RiskReview(risk_point_id=number_of(point), **read_values(RiskReview, texts, EDITABLE))
    _refuse_days(review, today)
    session.add(review)
    session.flush()
    return review


def edit_review(
    session: Session, review: RiskReview, changes: Mapping[str, str], today: date
) -> list[Change]:
    """Changes a review. Raises Refused as `add_review`."""
    done = edit(session, review, changes, EDITABLE)
    _refuse_days(review, today)
    return done


def retire_review(session: Session, review: RiskReview, *, on: date, reason: str) -> str:
    """Takes a review away that was recorded by mistake; the reason goes into the point's note.

    The ledger keeps it. Out: what was taken away, in words.
    """
    point = session.get(RiskPoint, review.risk_point_id)
    day = review.reviewed_on.isoformat() if review.reviewed_on else "未写日期"
    words = f"{day} 的{review.kind or ''}检查"
    if point is not None:
        gone = f"{on.isoformat()} 撤去{words}：{needed(reason, '撤去原因')}"
        point.note = f"{point.note}；{gone}" if point.note else gone
        session.add(point)
    session.delete(review)
    session.flush()
    return words


def _refuse_days(review: RiskReview, today: date) -> None:
    day = review.reviewed_on
    if day is not None and day > today:
        raise Refused(f"检查日期 {day.isoformat()} 还没有到（今天 {today.isoformat()}）")
    if day is not None and review.next_due_on is not None and review.next_due_on < day:
        raise Refused(f"下次检查期限 {review.next_due_on.isoformat()} 早于检查日期 {day.isoformat()}")
