"""Charts as inline SVG, written by hand: text stays text, black-and-white prints stay readable.

A level shows by colour, by mark (▲ 高 ● 中 ○ 低) and by word. Sizes are millimetres.
"""

from collections.abc import Sequence

from powerctl.reports.blocks import Figure
from powerctl.reports.drawing import box, figure, written
from powerctl.terms import RiskLevel

UNRATED = "未定级"
LEVELS = (RiskLevel.HIGH.value, RiskLevel.MEDIUM.value, RiskLevel.LOW.value, UNRATED)
MARK = {"高": "▲", "中": "●", "低": "○", UNRATED: "－"}
_INK = {"高": "#ffffff", "中": "#000000", "低": "#000000", UNRATED: "#000000"}


def marked(level: str) -> str:
    """高 → ▲ 高."""
    return f"{MARK.get(level, MARK[UNRATED])} {level or UNRATED}"


def heat_map(
    title: str, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[tuple[int, str]]]
) -> Figure:
    """Counts by row and column; each cell is (count, worst level in it), shaded and marked by that level."""
    left, top, wide, high = 24.0, 12.0, 24.0, 11.0
    width, height = left + wide * len(columns) + 2, top + high * len(rows) + 22
    parts = [_PATTERNS, written(left + wide * len(columns) / 2, 6, title, 4.6, "middle")]
    for r, row in enumerate(rows):
        y = top + high * r
        parts.append(written(left - 2, y + high / 2 + 1.4, row, 3.8, "end"))
        for c, (count, level) in enumerate(cells[r]):
            x = left + wide * c
            level = level or UNRATED
            fill, ink = (_BAR[level], _INK[level]) if count else ("#ffffff", "#000000")
            parts.append(box(x, y, wide, high, fill))
            if count:
                parts.append(written(x + 1.4, y + 4, MARK[level], 3, "start", ink))
            parts.append(
                written(x + wide / 2, y + high / 2 + 1.9, str(count) if count else "–", 5, "middle", ink)
            )
    for c, column in enumerate(columns):
        parts.append(written(left + wide * (c + 0.5), top + high * len(rows) + 5, column, 3.8, "middle"))
    parts.append(_legend(left, top + high * len(rows) + 11))
    parts.append(written(left, top + high * len(rows) + 20, "格内颜色和符号表示其中最高的等级", 3.4, "start"))
    words = "；".join(
        f"{row}："
        + "，".join(
            f"{column} {count} 个" + (f"（最高 {level or UNRATED}）" if count else "")
            for column, (count, level) in zip(columns, line, strict=True)
        )
        for row, line in zip(rows, cells, strict=True)
    )
    return figure(width, height, title, words, parts)


def level_bars(title: str, rows: Sequence[tuple[str, Sequence[int]]]) -> Figure:
    """One bar a row, stacked by level (高, 中, 低, 未定级), with the total at its end."""
    left, top, high, length = 46.0, 12.0, 8.0, 96.0
    most = max((sum(counts) for _, counts in rows), default=0) or 1
    width, height = left + length + 16, top + high * len(rows) + 14
    parts = [_PATTERNS, written(left + length / 2, 6, title, 4.6, "middle")]
    for r, (name, counts) in enumerate(rows):
        y, x = top + high * r, left
        parts.append(
            written(left - 2, y + high / 2 + 1.1, name, 3.6 if len(name) <= 11 else 39.6 / len(name), "end")
        )
        for level, count in zip(LEVELS, counts, strict=True):
            span = length * count / most
            if not count:
                continue
            parts.append(box(x, y + 1, span, high - 2, _BAR[level]))
            if span >= 5:
                parts.append(
                    written(x + span / 2, y + high / 2 + 1.2, str(count), 3.2, "middle", _INK[level])
                )
            x += span
        parts.append(written(x + 1.5, y + high / 2 + 1.2, f"{sum(counts)} 个", 3.4, "start"))
    parts.append(f'<path d="M{left} {top}V{top + high * len(rows):.1f}" stroke="#000" stroke-width=".4"/>')
    parts.append(_legend(left, top + high * len(rows) + 5))
    words = "；".join(
        f"{name} 共 {sum(counts)} 个："
        + "，".join(f"{level} {count}" for level, count in zip(LEVELS, counts, strict=True))
        for name, counts in rows
    )
    return figure(width, height, title, words, parts)


_BAR = {"高": "#b2182b", "中": "url(#pc-medium)", "低": "#f4f4f4", UNRATED: "#ffffff"}
_PATTERNS = (
    '<defs><pattern id="pc-medium" width="2" height="2" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="2" height="2" fill="#fddbc7"/>'
    '<path d="M0 0V2" stroke="#e6a07c" stroke-width=".7"/></pattern></defs>'
)


def _legend(x: float, y: float) -> str:
    parts = []
    for i, level in enumerate(LEVELS):
        at = x + i * 22
        parts.append(box(at, y, 4, 4, _BAR[level]))
        parts.append(written(at + 5.5, y + 3.4, f"{MARK[level]} {level}", 3.4, "start"))
    return "".join(parts)
