"""Exams in integrity law (廉政法规考试), attempt by attempt (R-CC-04)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from powerctl.areas.kept import Kept, Wrong
from powerctl.model import ExamAttempt
from powerctl.terms import ExamResult


def _wrong(values: Mapping[str, Any]) -> Wrong | None:
    """A result that the score contradicts; an attempt that is none; a score of somebody who was away."""
    attempt, result = values.get("attempt"), values.get("result")
    score, mark = values.get("score_hundredths"), values.get("pass_hundredths")
    if attempt is not None and attempt < 1:
        return "attempt", f"第几次考试从 1 数起，不能是 {attempt}"
    if result == ExamResult.MISSED and score is not None:
        return "result", f"结果是缺考，却有成绩 {_points(score)}"
    if score is None or mark is None:
        return None
    if result == ExamResult.PASSED and score < mark:
        return "result", f"成绩 {_points(score)} 低于及格分 {_points(mark)}，结果却是合格"
    if result == ExamResult.FAILED and score >= mark:
        return "result", f"成绩 {_points(score)} 达到及格分 {_points(mark)}，结果却是不合格"
    return None


def _points(hundredths: int) -> str:
    return f"{(Decimal(hundredths) / 100).normalize():f}"


KEPT: Kept = Kept(
    model=ExamAttempt,
    kind="exam_attempts",
    columns=(
        *("attempt", "held_on", "result", "examiner_written"),
        *("document", "note"),
    ),
    key=("attempt",),
    needed=("attempt",),
    belongs_to="appointment_id",
    named_in=("appointment", "person"),
    sums=("score", "pass"),
    usual={"attempt": 1},
    check=_wrong,
)
EDITABLE = KEPT.editable
