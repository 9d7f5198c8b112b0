"""Counts as registers print them: a sum with the parts that make it up, and what is not on record."""

from collections import Counter
from collections.abc import Iterable, Mapping

from powerctl.reports.meetings.frame import Period
from powerctl.reports.meetings.wording import UNRECORDED


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


def meetings_held(period: Period) -> str:
    """How many meetings of which body the period holds, and how many cannot be placed in it."""
    held = with_parts(len(period.sittings), "次", by_value(one.meeting.body for one in period.sittings))
    said = f"召开会议 {held}"
    if invalid := sum(one.meeting.invalid_reason is not None for one in period.sittings):
        said += f"，其中已标注为无效 {invalid} 次"
    said += "。"
    if period.undated:
        said += f"另有 {period.undated} 次会议没有登记召开日期，不计在内。"
    return said
