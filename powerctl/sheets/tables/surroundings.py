"""What stands above a table: its title, the unit it belongs to, and the category it names."""

from dataclasses import dataclass

from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.tables.lines import (
    category_in,
    declared_count,
    is_appendix,
    is_footer,
    is_page_line,
    is_unit_name,
    unit_in_label,
    unit_in_title,
)
from powerctl.sheets.words.amounts import money_unit


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Title as written, unit named above the table, category of title or sheet name, and the
    lines above (squeezed), by which page copies are known."""

    title: str = ""
    unit_name: str = ""
    category: str = ""
    declared: int | None = None
    lines: frozenset[str] = frozenset()
    money_unit: str = ""
    """万元 where a line above the table says so."""


def look_above(layout: Layout, first: int, header_top: int) -> Surroundings:
    """The lines from row `first` to the header."""
    title, unit, alone, lines, counts, money = "", "", "", set(), [], ""
    for row in range(first, header_top):
        if row in layout.grid.hidden_rows:
            continue
        cells = [text for _, text in layout.row_cells(row)]
        waiting = False
        for text in dict.fromkeys(cells):
            lines.add(squeeze(text))
            money = money or money_unit(text) or ""
            labelled = unit_in_label(text)
            if labelled is not None:
                unit = unit or labelled
                waiting = not labelled
                continue
            if waiting and not is_page_line(text):
                unit, waiting = unit or squeeze(text), False
                continue
            if is_appendix(text) or is_footer(text) or is_page_line(text):
                continue
            if (count := declared_count(text)) is not None:
                counts.append(count)
            alone = alone or (squeeze(text) if is_unit_name(text) else "")
            if not title or (_is_title(text) and not _is_title(title)):
                title = " ".join(text.split())
    return Surroundings(
        title=title,
        unit_name=unit or unit_in_title(title) or alone,
        category=category_in(layout.grid.name) or category_in(title),
        declared=counts[0] if len(counts) == 1 else None,
        lines=frozenset(line for line in lines if line),
        money_unit=money,
    )


def _is_title(text: str) -> bool:
    return any(
        word in text
        for word in ("清单", "目录", "一览表", "登记表", "汇总表", "风险", "事项", "职权", "权责")
    )
