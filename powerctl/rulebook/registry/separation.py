"""Deciding, executing and supervising lie in different hands: REG018 (R-FS-01)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from powerctl.areas.organization.queries import POST, TENURE, certainly_in_force, flag, possibly_in_force
from powerctl.areas.registry.queries import POWER, units_with_rival_editions
from powerctl.rulebook.question import EDITION_DOUBT, Condition, any_of, current_powers, of_powers
from powerctl.rulebook.rule import UNKNOWN, Citation, Rule
from powerctl.terms import Severity

_ROLES = (
    ("deciding", "决策", POWER.c.deciding_post_id),
    ("executing", "执行", POWER.c.executing_post_id),
    ("supervising", "监督", POWER.c.supervising_post_id),
)
_PAIRS = ((0, 1), (0, 2), (1, 2))


def _united() -> Select[Any]:
    one_post = [_ROLES[a][2] == _ROLES[b][2] for a, b in _PAIRS]
    one_person = [_shared(_ROLES[a][2], _ROLES[b][2], certain=True) for a, b in _PAIRS]
    maybe_one_person = [_shared(_ROLES[a][2], _ROLES[b][2], certain=False) for a, b in _PAIRS]
    not_known = [~func.coalesce(_held(post), False) for _, _, post in _ROLES]
    titles = [POST.alias(f"{role}_post") for role, _, _ in _ROLES]
    facts = [
        *(flag(same).label(f"one_post_{place}") for place, same in enumerate(one_post)),
        *(flag(same).label(f"one_person_{place}") for place, same in enumerate(one_person)),
        *(flag(post.is_not(None)).label(role) for role, _, post in _ROLES),
        *(flag(open_).label(f"unheld_{role}") for (role, _, _), open_ in zip(_ROLES, not_known, strict=True)),
        *(title.c.title.label(f"{role}_title") for (role, _, _), title in zip(_ROLES, titles, strict=True)),
    ]
    joins = tuple((title, title.c.id == post) for title, (_, _, post) in zip(titles, _ROLES, strict=True))
    empty = [post.is_(None) for _, _, post in _ROLES]
    return of_powers(
        any_of(*one_post, *one_person), any_of(*empty, *not_known, *maybe_one_person), *facts, joins=joins
    )


def _held(post: ColumnElement[Any]) -> Condition:
    """Somebody certainly holds the post on the day."""
    held: Condition = post.in_(select(TENURE.c.post_id).where(certainly_in_force(TENURE)))
    return held


def _shared(post: ColumnElement[Any], other: ColumnElement[Any], *, certain: bool) -> Condition:
    """One person holds both posts: certainly, or possibly. The pairs are few and made once."""
    first, second = TENURE.alias("first"), TENURE.alias("second")
    in_force = certainly_in_force if certain else possibly_in_force
    pairs = (
        select(first.c.post_id, second.c.post_id.label("other_id"))
        .join_from(first, second, second.c.person_id == first.c.person_id)
        .where(first.c.post_id != second.c.post_id, in_force(first), in_force(second))
    )
    # As a flag: asked for true alone, SQLite need not look through all pairs for a NULL.
    return flag(tuple_(post, other).in_(pairs)) == 1


def _say(row: Any) -> str:
    parts = []
    for place, (a, b) in enumerate(_PAIRS):
        pair = f"{_ROLES[a][1]}和{_ROLES[b][1]}"
        if getattr(row, f"one_post_{place}"):
            title = getattr(row, f"{_ROLES[a][0]}_title")
            parts.append(f"{pair}是同一职务" + (f"“{title}”" if title else ""))
        elif getattr(row, f"one_person_{place}"):
            parts.append(f"{pair}的职务由同一人担任")
    rule = "决策、执行、监督应由 3 个不同的人承担"
    if not parts:
        return f"{rule}：{'；'.join(_doubts(row))}，无法判断"
    sentence = f"{rule}：{'；'.join(parts)}"
    return f"{sentence}；{EDITION_DOUBT}" if row.verdict == UNKNOWN else sentence


def _doubts(row: Any) -> list[str]:
    empty = [title for role, title, _ in _ROLES if not getattr(row, role)]
    unheld = [title for role, title, _ in _ROLES if getattr(row, role) and getattr(row, f"unheld_{role}")]
    doubts = []
    if empty:
        doubts.append(f"未登记{'、'.join(empty)}岗位")
    if unheld:
        doubts.append(f"{'、'.join(unheld)}岗位在检查日由谁担任没有完整的任职记录")
    return doubts or ["有任职没有写明任职日期，可能由同一人担任"]


REG018 = Rule(
    code="REG018",
    name="power-in-one-hand",
    title="决策、执行、监督没有分开",
    severity=Severity.ERROR,
    cites=(Citation("R-FS-01", "抚松", "科学配权"),),
    limits=(),
    explanation=(
        "检查每项现行权力的决策、执行、监督三个岗位：两个是同一职务，或在检查日由同一人担任，算问题。"
        "有岗位未登记，或有岗位在检查日由谁担任不能确定（没有任职记录、没有任职日期），答“无法判断”。"
    ),
    advice="调整其中一个岗位，或补登岗位和任职：powerctl power edit、powerctl post add",
    question=_united,
    say=_say,
    repeats=units_with_rival_editions,
    examined=current_powers,
)
