"""Clean-ups of the small random county: what was recorded about its powers between its editions."""

from collections.abc import Callable, Sequence
from typing import Any

from powerctl.terms import Fate

CLEAN_UP_TABLES = ("clean_up",)

_LINKED = (Fate.KEPT, Fate.KEPT, Fate.RENAMED, Fate.MERGED)
_SINGLE = (Fate.CANCELLED, Fate.HANDED_DOWN)


def clean_up_of(
    pick: Callable[[Sequence[Any]], Any], rows: dict[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Rows about the county's powers: most of them sound, some empty, contradictory or astray."""
    powers, editions = rows["power"], rows["edition"]
    found: list[dict[str, Any]] = []
    for power in (*powers, *(powers if pick((0, 0, 0, 1)) else ())):
        if pick((True, True, True, True, False)):
            linked = pick((True, False))
            fate = pick((*(_LINKED if linked else _SINGLE), *(_LINKED if linked else _SINGLE), *Fate, None))
            other = pick(powers)["id"] if linked or pick((0, 0, 1)) else None
            old = power["id"] if other is None or pick((1, 1, 1, 1, 1, 0)) else None
            found.append(
                {
                    "id": len(found) + 1, "unit_id": power["unit_id"], "old_edition_id": power["edition_id"],
                    "new_edition_id": pick(editions)["id"], "old_power_id": old, "new_power_id": other,
                    "is_same": pick((True, True, True, True, False, None)) if linked else pick((None, None, None, True)),
                    "fate": fate, "reason": pick(("依据废止", "职能划转", "合并办理", " ", None)),
                }
            )  # fmt: skip
    for row in found:
        if row["is_same"] is False:
            row["fate"] = None
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in found:
        key = ("old_edition_id", "new_edition_id", "old_power_id", "new_power_id")
        kept.setdefault(tuple(row[name] for name in key), row)
    return list(kept.values())


def stands_alone(table: str, column: str, row: dict[str, Any]) -> bool:
    """The only item that a row of the clean-up is about: the table's own constraint keeps it."""
    others = {"old_power_id": "new_power_id", "new_power_id": "old_power_id"}
    return table == "clean_up" and column in others and row.get(others[column]) is None
