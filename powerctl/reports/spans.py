"""The picture of who held what over time: one row an area, bars by holder, gaps and doubles marked.

Marks as well as colours: a gap is hatched and says 空缺, a double has a heavy frame and ◆.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from powerctl.reports.blocks import Figure
from powerctl.reports.drawing import box, figure, written

_LEFT, _TOP, _HIGH, _LENGTH = 34.0, 14.0, 11.0, 220.0
_FILL = {"held": "#dbe9f6", "double": "#fddbc7", "gap": "url(#pc-gap)"}
_GAP = (
    '<defs><pattern id="pc-gap" width="3" height="3" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="3" height="3" fill="#ffffff"/>'
    '<path d="M0 0V3" stroke="#e39a9a" stroke-width=".5"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Bar:
    """Days from–to (both count), what is written in it, and its look: held, double or gap."""

    first: date
    last: date
    words: str
    look: str


def timeline(title: str, first: date, last: date, rows: Sequence[tuple[str, Sequence[Bar]]]) -> Figure:
    """Rows of bars over the days from `first` to `last`."""
    days = (last - first).days + 1
    height = _TOP + _HIGH * len(rows) + 16
    parts = [_GAP, written(_LEFT + _LENGTH / 2, 6, title, 4.6, "middle")]
    for number, (name, bars) in enumerate(rows):
        y = _TOP + _HIGH * number
        parts.append(written(_LEFT - 2, y + _HIGH / 2 + 1.3, name, 3.8, "end"))
        for bar in bars:
            x = _LEFT + _LENGTH * (bar.first - first).days / days
            wide = _LENGTH * ((bar.last - bar.first).days + 1) / days
            parts.append(box(x, y + 1, wide, _HIGH - 2, _FILL[bar.look]))
            if bar.look == "double":
                parts.append(_frame(x, y + 1, wide))
            parts.append(_label(x, y, wide, bar))
    parts += _axis(first, last, days, _TOP + _HIGH * len(rows))
    words = "；".join(
        f"{name}：" + "，".join(f"{bar.first} 至 {bar.last} {bar.words}" for bar in bars)
        for name, bars in rows
    )
    return replace(figure(_LEFT + _LENGTH + 6, height, title, words, parts), wide=True)


def _label(x: float, y: float, wide: float, bar: Bar) -> str:
    """The words in a bar, as large as fit; a number sign where nothing fits (the table has the words)."""
    units = sum(1.0 if ord(c) > 255 else 0.55 for c in bar.words) or 1.0
    size = min(3.4, (wide - 1.5) / units)
    if size >= 2.0:
        return written(x + wide / 2, y + _HIGH / 2 + 1.1, bar.words, size, "middle")
    return written(x + wide / 2, y + _HIGH / 2 + 1.1, "…", 3.4, "middle") if wide > 3 else ""


def _frame(x: float, y: float, wide: float) -> str:
    return (
        f'<rect x="{x + 0.4:.2f}" y="{y + 0.4:.2f}" width="{max(wide - 0.8, 0.2):.2f}" '
        f'height="{_HIGH - 2.8:.2f}" fill="none" stroke="#b2182b" stroke-width=".8"/>'
    )


def _axis(first: date, last: date, days: int, y: float) -> list[str]:
    parts = [
        f'<path d="M{_LEFT} {y:.1f}H{_LEFT + _LENGTH:.1f}" stroke="#000" stroke-width=".3" fill="none"/>'
    ]
    step = 1 if days <= 400 else 3 if days <= 1200 else 12
    month = date(first.year, first.month, 1)
    while month <= last:
        if month >= first and (month.month - 1) % step == 0:
            x = _LEFT + _LENGTH * (month - first).days / days
            label = f"{month.year}年" if month.month == 1 else f"{month.month}月"
            parts.append(f'<path d="M{x:.2f} {y:.1f}v1.5" stroke="#000" stroke-width=".3"/>')
            parts.append(written(x + 0.6, y + 5, label, 3.0, "start"))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    parts.append(written(_LEFT, y + 11, "▨ 空缺：无人直接分管　◆ 粗框：两人以上直接分管", 3.2, "start"))
    return parts
