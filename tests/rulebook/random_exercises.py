"""Exercises, delegations and leaders' scopes of the small random county."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from powerctl.terms import HolderLevel

EXERCISE_TABLES = ("delegation", "exercise", "leader_scope")

_PAST = (date(2019, 6, 1), date(2024, 3, 1), date(2025, 9, 2), date(2026, 1, 5), date(2026, 2, 1))
_ON = (*_PAST, *_PAST, *_PAST, None, date(2026, 6, 1))
_FROM = (date(2019, 1, 1), date(2025, 9, 1), date(2025, 9, 1), None)
_ENDS = (None, None, None, date(2025, 12, 1), date(2026, 5, 1))

_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]


def exercises_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Rows of the tables of this part, for the powers, people and posts of a county; posts and powers
    get the columns that its rules read besides."""
    people, posts = [one["id"] for one in rows["person"]], [one["id"] for one in rows["post"]]
    units, powers = [one["id"] for one in rows["unit"]], rows["power"]
    for post in rows["post"]:
        post |= {
            "title": pick((f"采购科科长{post['id']}", f"科员{post['id']}")),
            "holder_level": pick((*HolderLevel, None)),
        }
    for power in powers:
        power |= {
            "office": pick((None, "采购科", "采购科、国库科")),
            "executing_post_written": pick((None, None, None, "某职务")),
        }
    return {
        "delegation": [_delegation(pick, n, powers, units, posts, people) for n in range(1, pick((0, 1, 3)) + 1)],
        "exercise": [_exercise(pick, n, powers, units, posts, people) for n in range(1, pick((0, 2, 4, 6)) + 1)],
        "leader_scope": [
            {"id": n, "post_id": pick(posts), "scope": pick(("定人", "定人", None)), "duty": pick(("负责", "负责", " ")),
             "rules": pick(("末位表态", "末位表态", None)), "valid_from": pick(_FROM), "valid_to": pick(_ENDS)}
            for n in range(1, pick((0, 1, 2, 4)) + 1)
        ],
    }  # fmt: skip


def _delegation(
    pick: _Pick,
    n: int,
    powers: list[dict[str, Any]],
    units: list[int],
    posts: list[int],
    people: list[int],
) -> dict[str, Any]:
    to = pick(("unit", "post", "person", ""))
    return {
        "id": n, "power_id": pick(powers)["id"], "delegate_written": pick(("某某", None)),
        "unit_id": pick(units) if to == "unit" else None, "post_id": pick(posts) if to == "post" else None,
        "person_id": pick(people) if to == "person" else None,
        "valid_from": pick(_FROM), "valid_to": pick(_ENDS),
    }  # fmt: skip


def _exercise(
    pick: _Pick,
    n: int,
    powers: list[dict[str, Any]],
    units: list[int],
    posts: list[int],
    people: list[int],
) -> dict[str, Any]:
    power = pick((*powers, *powers, None))
    filled = ("已写", "已写", "已写", "见案卷", None)
    return {
        "id": n, "unit_id": power["unit_id"] if power and pick((True, True, False)) else pick(units),
        "identity": f"办{n}", "ordinal": 1, "number": pick((f"办{n}", None)), "power_written": pick(("许可", None)),
        "power_id": power["id"] if power else None, "exercised_on": pick(_ON),
        "actor_written": pick(("人1", None)), "actor_id": pick((*people, None)), "actor_post_id": pick((*posts, None)),
        "situation": pick(filled), "basis_text": pick(filled), "process": pick(filled), "result": pick(filled),
        "recorder_written": pick(("王某", "王某", "系统", None)),
    }  # fmt: skip


def exercises_in_order(rows: _Rows) -> _Rows:
    """For a county in order: each of unit 1's powers is used by its executing post, and old records reach back."""
    first = date(2022, 1, 3)
    told = {
        "situation": "情况",
        "basis_text": "依据",
        "process": "过程",
        "result": "结果",
        "recorder_written": "录",
    }
    power = rows["power"][0]
    return {
        "delegation": [],
        "exercise": [
            {"id": n, "unit_id": 1, "identity": f"办{n}", "ordinal": 1, "number": f"办{n}", "power_id": power["id"],
             "exercised_on": first + timedelta(days=1100 + 30 * n), "actor_id": 2, **told}
            for n in (1, 2, 3)
        ] + [
            {"id": 9, "unit_id": 1, "identity": "办9", "ordinal": 1, "number": "办9", "power_id": power["id"],
             "exercised_on": first, **told}
        ],
        "leader_scope": [
            {"id": 1, "post_id": 1, "scope": "范围", "duty": "责任", "rules": "规则", "valid_from": first}
        ],
    }  # fmt: skip
