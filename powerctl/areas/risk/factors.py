"""Scores in factors that only a method of the county's own has: typed, or brought by a workbook (R-XZ-12)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_rows

from powerctl.areas.edits import Change, heading_of, needed, number_of, shown
from powerctl.areas.receipt import ORIGIN, Action, Draft, table_of
from powerctl.areas.risk.own_method import COLUMN_OF, LARGEST_SCORE
from powerctl.errors import Refused
from powerctl.model import RiskFactor, RiskPoint
from powerctl.sheets.words import vocabulary


def set_factor(session: Session, point: RiskPoint, factor: str, text: str) -> list[Change]:
    """Sets, changes or (with an empty text) takes away what a point scores in one factor.

    Raises Refused for a factor that has a column of its own, and for what is no score.
    """
    factor = needed(factor, "因素")
    if factor in COLUMN_OF:
        raise Refused(
            f"“{factor}”是风险点自己的栏目", hint=f"powerctl risk edit {point.id} --set {factor}={text}"
        )
    score = vocabulary.whole(text) if text.strip() else None
    if text.strip() and (score is None or not 0 <= score <= LARGEST_SCORE):
        raise Refused(f"“{factor}”的分值要写 0 至 {LARGEST_SCORE} 的整数，收到“{text}”")
    query = select_rows(RiskFactor).where(RiskFactor.risk_point_id == point.id, RiskFactor.factor == factor)
    row = session.exec(query).first()
    before = row.score if row else None
    if before == score:
        return []
    if row is None:
        row = RiskFactor(risk_point_id=number_of(point), factor=factor)
    row.score = score
    if score is None:
        session.delete(row)
    else:
        session.add(row)
    session.flush()
    return [Change(factor, f"{factor}{heading_of(RiskFactor, 'score')}", shown(before), shown(score))]


def compare_factors(draft: Draft, wanted: Mapping[int, Mapping[str, int] | None]) -> set[int]:
    """The points whose stored scores differ from what a workbook says; their rows are taken away.

    A point of which the workbook says nothing (None) keeps what it has.
    """
    table = table_of(RiskFactor)
    known: dict[int, dict[str, int | None]] = {}
    query = select(table.c.risk_point_id, table.c.factor, table.c.score)
    for point, factor, score in draft.session.connection().execute(query):
        known.setdefault(point, {})[factor] = score
    differing = {
        point
        for point, factors in wanted.items()
        if factors is not None and known.get(point, {}) != dict(factors)
    }
    dropped = [(point,) for point in differing if point in known]
    draft.write(Action.DELETE, table, ("risk_point_id",), dropped)
    return differing


def write_factors(draft: Draft, factors: list[tuple[int, Mapping[str, int], tuple[Any, ...]]]) -> None:
    """Hands scores to the draft: point, score by factor, origin."""
    table = table_of(RiskFactor)
    rows = [
        (draft.number(table), point, factor, score, *origin)
        for point, scores, origin in factors
        for factor, score in scores.items()
    ]
    draft.write(Action.INSERT, table, ("id", "risk_point_id", "factor", "score", *ORIGIN), rows)
