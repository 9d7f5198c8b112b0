"""Asking one rule: how many items it saw, and in words each that did not pass."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from sqlalchemy import Column, MetaData, String, Subquery, Table, delete, func, insert, select
from sqlmodel import Session

from powerctl.areas.gathered import gather
from powerctl.limits.declared import declared
from powerctl.limits.in_force import limit_on
from powerctl.rulebook.rule import FINDING, PASSED, SETTLED, UNKNOWN, Outcome, Question, Rule
from powerctl.rulebook.scope import Scope, units_in_scope

_TEMPORARY = MetaData()
_check_item = Table(
    "check_item", _TEMPORARY, Column("item", String, primary_key=True), prefixes=["TEMPORARY"]
)


class Asker:
    """Asks rules within one scope of one session, after `put_in_force` and `put_scope`.

    What several of them read is gathered when the first one asks, and stands for all of this asker's rules.
    """

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session = session
        self._scope = scope
        self._repeats: dict[Question, bool] = {}
        self._questions: dict[Question, Subquery] = {}
        self._examined: dict[Question, int] = {}
        self._gathered: set[str] = set()

    def examined(self, rule: Rule) -> int:
        """How many distinct items the rule looks at."""
        if rule.examined is not None and self._one_row_each(rule):
            if rule.examined not in self._examined:
                counted_rows = rule.examined()
                gather(self._session, counted_rows, self._gathered)
                rows = counted_rows.subquery("rows")
                query = self._within(select(func.count()).select_from(rows), rows)
                self._examined[rule.examined] = int(self._session.execute(query).scalar_one())
            return self._examined[rule.examined]
        asked = self._asked(rule)
        counted = func.count() if self._one_row_each(rule) else func.count(asked.c.item.distinct())
        query = self._within(select(counted).select_from(asked), asked)
        return int(self._session.execute(query).scalar_one())

    def examined_by_unit(self, rule: Rule) -> dict[int, int]:
        """How many distinct items the rule looks at, by unit; items of no unit are left out."""
        asked = self._asked(rule)
        query = select(asked.c.unit_id, func.count(asked.c.item.distinct())).group_by(asked.c.unit_id)
        rows = self._session.execute(self._within(query.where(asked.c.unit_id.is_not(None)), asked))
        return {int(unit_id): int(count) for unit_id, count in rows}

    def outcomes(self, rule: Rule) -> list[Outcome]:
        """Every item that did not pass, once, with its worst verdict, in the order of the items.

        A verdict that is NULL is UNKNOWN: what cannot be computed cannot have passed.
        """
        asked = self._asked(rule)
        verdict = func.coalesce(asked.c.verdict, UNKNOWN)
        worst: dict[str, tuple[int, Any]] = {}
        query = select(asked).where(verdict != PASSED)
        if SETTLED in asked.c:
            query = query.where(asked.c[SETTLED] == 0)
        rows = self._session.execute(self._within(query, asked))
        for row in rows:
            item, found = row.item, UNKNOWN if row.verdict is None else row.verdict
            if item is None:
                raise ValueError(f"{rule.code} asks about an item without a key")
            if item not in worst or worst[item][0] < found:
                worst[item] = (found, row)
        advise = self._advice(rule, any(found == UNKNOWN for found, _ in worst.values()))
        return [_outcome(rule, worst[item][0], worst[item][1], advise) for item in sorted(worst)]

    def still_there(self, rule: Rule, items: Iterable[str]) -> set[str]:
        """Which of these items the rule still looks at, whatever the scope."""
        connection = self._session.connection()
        _TEMPORARY.create_all(connection, checkfirst=True)
        connection.execute(delete(_check_item))
        connection.execute(insert(_check_item), [{"item": item} for item in sorted(set(items))])
        asked = self._asked(rule)
        query = select(asked.c.item).where(asked.c.item.in_(select(_check_item.c.item)))
        return set(self._session.execute(query).scalars())

    def _asked(self, rule: Rule) -> Subquery:
        # Building a question costs as much as compiling it: once, for both ways of asking.
        if rule.question not in self._questions:
            question = rule.question()
            gather(self._session, question, self._gathered)
            self._questions[rule.question] = question.subquery("asked")
        return self._questions[rule.question]

    def _within(self, query: Any, asked: Subquery) -> Any:
        if self._scope.unit_id is None:
            return query
        return query.where(asked.c.unit_id.in_(units_in_scope()))

    def _one_row_each(self, rule: Rule) -> bool:
        if rule.repeats is None:
            return False
        if rule.repeats not in self._repeats:
            repeated = rule.repeats()
            gather(self._session, repeated, self._gathered)
            found = self._session.execute(repeated.limit(1)).first()
            self._repeats[rule.repeats] = found is not None
        return not self._repeats[rule.repeats]

    def _advice(self, rule: Rule, needed: bool) -> Callable[[int, int | None], str]:
        """What to do, with the limits that must be set first where the rule could not tell."""
        unset: dict[int | None, list[str]] = {}
        if needed and rule.limits:
            query = select(limit_on.c.unit_id, limit_on.c.name).where(
                limit_on.c.name.in_(rule.limits), limit_on.c.numerator.is_(None)
            )
            for unit_id, name in self._session.execute(query.order_by(limit_on.c.name)):
                unset.setdefault(unit_id, []).append(name)

        # Of a million doubts each unit's are told in one and the same text.
        @cache
        def advise(verdict: int, unit_id: int | None) -> str:
            names = unset.get(unit_id, []) if verdict == UNKNOWN else []
            if not names:
                return rule.advice
            told = "、".join(f"{name}（{declared()[name].note}）" for name in names)
            return f"{rule.advice.rstrip('。')}。限额未设定：{told}；用 powerctl limit set 设定。"

        return advise


def _outcome(rule: Rule, verdict: int, row: Any, advise: Callable[[int, int | None], str]) -> Outcome:
    if verdict not in (UNKNOWN, FINDING):
        raise ValueError(f"{rule.code} answers {verdict} for {row.item}")
    item, unit_id = row.item, row.unit_id
    severity = rule.severity_of(row) if rule.severity_of else rule.severity
    return Outcome(
        rule.code,
        item,
        unit_id,
        verdict,
        severity,
        row.subject or item,
        rule.say(row),
        advise(verdict, unit_id),
        row.origin,
    )
