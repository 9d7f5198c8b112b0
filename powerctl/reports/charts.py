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
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[tuple[int, str]]],
    *,
    left: float = 24.0,
) -> Figure:
    """Counts by row and column; each cell is (count, worst level in it), shaded and marked by that level.

    `left` is the room for the names of the rows, in mm; a name that is longer is written smaller.
    """
    top, wide, high = 12.0, 24.0, 11.0
    width, height = left + wide * len(columns) + 2, top + high * len(rows) + 22
    parts = [_PATTERNS, written(left + wide * len(columns) / 2, 6, title, 4.6, "middle")]
    for r, row in enumerate(rows):
        y = top + high * r
        size = min(3.8, (left - 3) / max(len(row), 1))
        parts.append(written(left - 2, y + high / 2 + 1.4, row, size, "end"))
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


_DASH = {"高": "", "中": "4 1.6", "低": "1.2 1.2", UNRATED: "5 1.4 1 1.4"}
_LINE = {"高": "#b2182b", "中": "#9a6200", "低": "#2166ac", UNRATED: "#444444"}


def trend_lines(title: str, days: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Figure:
    """Counts over some days, a line for each level; lines differ by dash, mark and word as well as colour."""
    left, top, length, high = 14.0, 12.0, 150.0, 60.0
    most = max((count for _, counts in series for count in counts), default=0) or 1
    step = length / max(len(days) - 1, 1)
    parts = [written(left + length / 2, 6, title, 4.6, "middle")]
    parts.append(
        f'<path d="M{left} {top}V{top + high}H{left + length}" fill="none" stroke="#000" stroke-width=".4"/>'
    )
    parts.append(written(left - 1.5, top + 1.4, str(most), 3.4, "end"))
    parts.append(written(left - 1.5, top + high + 1.2, "0", 3.4, "end"))
    for at, day in enumerate(days):
        anchor = "start" if at == 0 else "end" if at == len(days) - 1 else "middle"
        shown = day if at in (0, len(days) - 1) else day[5:]
        parts.append(written(left + step * at, top + high + 5 + 4 * (at % 2), shown, 3.2, anchor))
    for level, counts in series:
        places = [(left + step * at, top + high * (1 - count / most)) for at, count in enumerate(counts)]
        line = "L".join(f"{x:.2f} {y:.2f}" for x, y in places)
        parts.append(
            f'<path d="M{line}" fill="none" stroke="{_LINE[level]}" stroke-width=".6" '
            f'stroke-dasharray="{_DASH[level]}"/>'
        )
        parts.extend(written(x, y + 1.1, MARK[level], 3.2, "middle", _LINE[level]) for x, y in places)
    ends = sorted((top + high * (1 - counts[-1] / most), level, counts[-1]) for level, counts in series)
    beneath = 0.0
    for y, level, count in ends:
        # Names of lines that end close together stand one under the other.
        beneath = max(y + 1.1, beneath)
        parts.append(written(left + length + 3, beneath, f"{level} {count}", 3.4, "start", _LINE[level]))
        beneath += 4
    words = "；".join(
        f"{level}：" + "，".join(f"{day} {count} 个" for day, count in zip(days, counts, strict=True))
        for level, counts in series
    )
    return figure(left + length + 26, top + high + 14, title, words, parts)


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
