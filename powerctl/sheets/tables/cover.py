"""What a cover or a summary declares (廉政风险点：37个, 行政许可 3项), against what was read."""

import re
from collections import Counter
from dataclasses import dataclass

from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.tables import tally
from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.words.vocabulary import category, level

_ROWS_LOOKED_AT = 200
_FIGURE = re.compile(
    r"^(?P<label>[^\d:,;、。]{2,16}?)(?:有|为|共|共计)?:?(?:共|共计)?(?P<count>\d{1,6})(?:大?项|个|条)[,;。]?$"
)
_TOTAL = re.compile(
    "^(?:合计|总计|共计|行政权力|行政职权|权力清单|权责清单|权力事项|权责事项|职权|行政权力事项|事项总数|权责事项总数)$"
)
_POINTS = re.compile("^(?:合计|总计|共计|廉政风险点|廉洁风险点|风险点|风险点总数|廉政风险点总数)$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that a line outside the table declares."""

    sheet: str
    label: str
    count: int
    words: str
    """As written, without blanks."""


def figures_in(layout: Layout, last_row: int | None = None) -> list[Figure]:
    """The figures in the rows up to `last_row`: in one cell, or a label with its number beside it."""
    found: list[Figure] = []
    for row in layout.visible_rows()[:_ROWS_LOOKED_AT]:
        if last_row is not None and row > last_row:
            break
        written = ["".join(text.split()) for _, text in layout.row_cells(row) if len(text) <= 40]
        cells = [squeeze(text) for text in written]
        for position, text in enumerate(cells):
            after = cells[position + 1] if position + 1 < len(cells) else ""
            if match := _FIGURE.match(text):
                found.append(Figure(layout.grid.name, match["label"], int(match["count"]), written[position]))
            elif last_row is None and re.fullmatch(r"\d{1,6}(?:项|个|条)?", after) and not text[0].isdigit():
                words = f"{written[position].rstrip(':：')}：{written[position + 1]}"
                found.append(Figure(layout.grid.name, text.rstrip(":"), int(after.rstrip("项个条")), words))
    return found


def compare_figures(workbook: ReadWorkbook, figures: list[Figure]) -> list[str]:
    """One note per declared figure that differs from what was read. A label declared twice with
    different figures stands for parts of the list, and is left alone."""
    if not figures or not workbook.records or workbook.kind not in ("powers", "risks"):
        return []
    declared: dict[str, set[int]] = {}
    for figure in figures:
        declared.setdefault(figure.label, set()).add(figure.count)
    counted = _counted_powers(workbook) if workbook.kind == "powers" else _counted_risks(workbook)
    unit = "项" if workbook.kind == "powers" else "个"
    notes = []
    for figure in dict.fromkeys(figures):
        real = _real(figure.label, workbook.kind, counted)
        if real is None or len(declared[figure.label]) > 1 or figure.count in real:
            continue
        notes.append(f"工作表“{figure.sheet}”写明“{figure.words}”，实际读到{max(real)}{unit}。")
    return notes


def _counted_powers(workbook: ReadWorkbook) -> dict[str, set[int]]:
    records: Counter[str] = Counter()
    items: Counter[str] = Counter()
    for sheet, record in workbook.records:
        found = category(record.values.get("category", "") or sheet.category)
        for key in ("", found.value if found else "?"):
            records[key] += 1
            items[key] += record.item
    return {key: {records[key], items[key]} for key in records}


def _counted_risks(workbook: ReadWorkbook) -> dict[str, set[int]]:
    counted: Counter[str] = Counter()
    for word, count in tally.levels(workbook).items():
        if found := level(word):
            counted[found.value] += count
    return {"": {len(workbook.records), tally.points(workbook)}} | {key: {n} for key, n in counted.items()}


def _real(label: str, kind: str, counted: dict[str, set[int]]) -> set[int] | None:
    """What was read under the label; None where it says nothing of the list."""
    if kind == "powers":
        if _TOTAL.match(label):
            return counted[""]
        found = category(label)
        return counted.get(found.value, {0}) if found else None
    if _POINTS.match(label):
        return counted[""]
    named = level(label)
    return counted.get(named.value, {0}) if named else None
