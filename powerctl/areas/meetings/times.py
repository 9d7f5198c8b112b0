"""Times of day as they are typed, kept as HH:MM."""

import re
from collections.abc import Collection, Mapping

from powerctl.areas.identity import normal
from powerctl.errors import Refused

_WRITTEN = re.compile(r"(?P<half>上午|下午|晚上)?(?P<hour>\d{1,2})(?:[:：时点](?P<minute>\d{1,2}|半)?分?)?")
_HOURS, _MINUTES, _NOON = 24, 60, 12


def clock(text: str) -> str | None:
    """`9:05`, `9时5分`, `下午3点半` as `09:05`, `09:05`, `15:30`; None for anything else."""
    found = _WRITTEN.fullmatch(normal(text))
    if not found or (found["minute"] is None and ":" in text):
        return None
    hour = int(found["hour"])
    minute = 30 if found["minute"] == "半" else int(found["minute"] or 0)
    if found["half"] in ("下午", "晚上") and hour < _NOON:
        hour += _NOON
    return f"{hour:02}:{minute:02}" if hour < _HOURS and minute < _MINUTES else None


def with_times(texts: Mapping[str, str], fields: Collection[str]) -> dict[str, str]:
    """Typed values with those of `fields` as HH:MM. Raises Refused for what is no time of day."""
    read = dict(texts)
    for field in fields:
        text = read.get(field, "").strip()
        if not text:
            continue
        time = clock(text)
        if time is None:
            raise Refused(f"“{text}”不是时间，要写成 09:30 这样", hint="按 09:30 的写法重新输入时间")
        read[field] = time
    return read
