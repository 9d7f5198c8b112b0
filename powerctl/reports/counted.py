"""Counts as registers print them: a sum with the parts that make it up, and what is not on record."""

from collections import Counter
from collections.abc import Iterable, Mapping

UNRECORDED = "未登记"


def with_parts(total: int, unit: str, parts: Mapping[str, int]) -> str:
    """`14 项（通过 11、暂缓 1、未登记 2）`; parts of nought are left out. The parts make up the sum."""
    if sum(parts.values()) != total:
        raise ValueError(f"{total} is not the sum of {dict(parts)}")
    named = "、".join(f"{part} {number}" for part, number in parts.items() if number)
    return f"{total} {unit}" + (f"（{named}）" if named else "")


def by_value(values: Iterable[object]) -> dict[str, int]:
    """How often each value occurs, the most frequent first and what is not on record last."""
    counts = Counter(UNRECORDED if value is None else str(value) for value in values)
    missing = counts.pop(UNRECORDED, 0)
    return {**dict(counts.most_common()), **({UNRECORDED: missing} if missing else {})}


def not_on_record(unit: str, missing: Mapping[str, int]) -> str:
    """`没有登记的：宣布结果 1 项、告知日期 3 项。`; empty where nothing is missing."""
    named = "、".join(f"{what} {number} {unit}" for what, number in missing.items() if number)
    return f"没有登记的：{named}。" if named else ""
