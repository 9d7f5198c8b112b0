"""Published accounts (三公经费, 收支决算, 预算公开): tables of lines by columns → a row for each figure.

Lines stand in rows (项目 | 上年决算数 | 本年决算数) or in columns (单位 | 合计 | 公务接待费 | …), headings
in one to three rows, counts (3批次) among sums. What a cell says is kept beside what it was read as.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from powerctl.sheets.account_lines import Label, figure_year, labels_of, line_words, year_of
from powerctl.sheets.account_tables import THREE_PUBLICS, UNIT_HEADINGS, Account, Heading, bare, find_account
from powerctl.sheets.amounts import YUAN, amount, money_unit, quantity, rate
from powerctl.sheets.finance_words import measure
from powerctl.sheets.grid import cell_name, column_letters
from powerctl.sheets.headings import as_written, squeeze
from powerctl.sheets.layout import Layout
from powerctl.sheets.lines import is_footer, unit_in_label
from powerctl.sheets.reading import ReadColumn, ReadSheet, Record
from powerctl.sheets.surroundings import Surroundings, look_above
from powerctl.sheets.table import EMPTY_WORDS
from powerctl.terms import AccountMeasure, MoneyUnit
from powerctl.terms.sums import plain

KIND = "account_figures"
_ACCOUNT_WORDS = re.compile(
    "三公|公务接待|公务用车|因公出国|经费|预算|决算|收支|财政拨款|财务公开|一般公共预算|支出|收入"
)
_UNIT_HEADINGS = re.compile(r"^(?:单位|单位名称|部门|部门名称|预算单位|预算部门|部门\(单位\)|单位\(部门\))$")
_NOW, _BEFORE = re.compile("本年|今年|本期|当年"), re.compile("上年|去年|上期")
_OF_CHANGE = (AccountMeasure.CHANGE, AccountMeasure.CHANGE_RATE)
_SURELY_PERCENT = 200
"""Hundredths of a percent from which a bare number is hardly a fraction: 2.00."""
_UNSURE = "?"


@dataclass(slots=True)
class AccountReading:
    """The figures of one sheet, and what there is to say of them."""

    sheet: ReadSheet
    notes: list[str] = field(default_factory=list)


def read_account(layout: Layout) -> AccountReading | None:
    """The figures of a published account; None for a sheet that holds none."""
    account = find_account(layout)
    if account is None:
        return None
    above = look_above(layout, 1, account.top)
    words = " ".join([above.title, layout.grid.name, *(h.words for h in account.headings)])
    labels = {} if account.across else _all_labels(layout, account)
    said = [label.line for listed in labels.values() for label in listed.values()]
    if not _ACCOUNT_WORDS.search(squeeze(words + "".join(said))):
        return None
    reading = _Figures(layout, account, above, labels).read()
    return reading if reading is not None and reading.sheet.records else None


def _all_labels(layout: Layout, account: Account) -> dict[tuple[int, ...], dict[int, Label]]:
    """Columns of lines → row → the line that it is."""
    found = {}
    for columns in dict.fromkeys(h.lines for h in account.headings):
        texts = {}
        for row in layout.visible_rows(account.bottom + 1):
            words = []
            for column in columns:
                source = layout.covered.get(column, {}).get(row, row)
                words.append(layout.text(source, column))
            texts[row] = tuple(words)
        found[columns] = labels_of(texts)
    return found


class _Figures:
    """Reads the figures of a table, a record each."""

    def __init__(
        self,
        layout: Layout,
        account: Account,
        above: Surroundings,
        labels: dict[tuple[int, ...], dict[int, Label]],
    ) -> None:
        self.layout, self.account, self.labels = layout, account, labels
        self.above = above
        self.year = year_of(above.title) or year_of(layout.grid.name)
        self.unit = above.money_unit or self._unit_of_headings()
        self.records: list[Record] = []
        self.positions: dict[int, int] = {}
        self.left_out: list[int] = []
        self.unsure: list[str] = []

    def _unit_of_headings(self) -> str:
        for row in range(self.account.top, self.account.bottom + 1):
            for _, text in self.layout.row_cells(row):
                if found := money_unit(text):
                    return found
        return ""

    def read(self) -> AccountReading | None:
        """All figures under the headings."""
        layout, account = self.layout, self.account
        below = ""
        for row in layout.visible_rows(account.bottom + 1):
            cells = dict(layout.row_cells(row))
            first = next(iter(cells.values()), "")
            if is_footer(first) or unit_in_label(first) is not None:
                below = below or unit_in_label(first) or ""
                continue
            if account.across:
                self._across(row, cells)
            else:
                self._down(row, cells)
        name = layout.grid.name
        sheet = ReadSheet(
            sheet=name,
            kind=KIND,
            header_row=account.top,
            columns=[ReadColumn(column_letters(h.number), h.words, None, False) for h in account.headings],
            records=self.records,
            title=self.above.title,
            unit_name=self.above.unit_name or below,
            money_unit=self.unit or YUAN,
        )
        said = f"金额单位：{self.unit}" if self.unit else "没有写明金额单位，按元读入，请核对"
        rows = len({record.row for record in self.records})
        notes = [f"工作表“{name}”是财务公开表，从 {rows} 行读出 {len(self.records)} 个数据，{said}。"]
        if self.left_out:
            listed = "、".join(str(row) for row in self.left_out)
            notes.append(f"工作表“{name}”第{listed}行是各单位合计，不属于哪一个单位，未读入。")
        if self.unsure:
            listed = "、".join(self.unsure)
            notes.append(f"工作表“{name}”的 {listed} 看不出是百分数还是小数，只保留原文。")
        return AccountReading(sheet, notes)

    def _names_units(self) -> bool:
        """Whether the lines across belong to one unit each."""
        first = self.account.headings[0].number
        corner = [text for number, text in self.layout.row_cells(self.account.top) if number < first]
        return any(UNIT_HEADINGS.match(bare(text)) for text in corner)

    def _down(self, row: int, cells: dict[int, str]) -> None:
        for heading in self.account.headings:
            label = self.labels[heading.lines].get(row)
            text = cells.get(heading.number, "")
            if label is None or squeeze(text) in EMPTY_WORDS or not text:
                continue
            words = heading.words
            if measure(words) is AccountMeasure.CHANGE_RATE and (sure := self._percent(row, text, heading)):
                text = sure
            self._add(
                (row, heading.number),
                text,
                {
                    "line": label.line,
                    "parent_line": label.parent,
                    "is_total": "是" if label.is_total else "",
                    "heading": words,
                },
                words,
                label.counted,
                label.money or money_unit(words) or self.unit,
            )

    def _percent(self, row: int, text: str, heading: Heading) -> str:
        """A bare number under a rate, which a spreadsheet may hold as a fraction: as percent where the sums
        of its row say so, a mark where nothing tells, "" where it is percent."""
        said = rate(f"{text.strip()}%")
        if said is None or rate(text) is not None or "%" in squeeze(heading.words):
            return ""
        now, before = (self._sum_of(row, heading, pattern) for pattern in (_NOW, _BEFORE))
        if now is None or not before:
            return "" if abs(said) >= _SURELY_PERCENT or said == 0 else _UNSURE
        change = (now - before) * 10_000 / abs(before)
        fraction = rate(f"{amount_times_hundred(text)}%") or 0
        return f"{plain(fraction)}%" if abs(fraction - change) < abs(said - change) else ""

    def _sum_of(self, row: int, heading: Heading, pattern: re.Pattern[str]) -> int | None:
        for other in self.account.headings:
            if other.lines == heading.lines and pattern.search(other.words):
                found = amount(self.layout.text(row, other.number), self.unit or YUAN)
                if found is not None and measure(other.words) not in _OF_CHANGE:
                    return found.fen
        return None

    def _across(self, row: int, cells: dict[int, str]) -> None:
        first = self.account.headings[0].number
        beside = [text for number, text in cells.items() if number < first and not text.isdecimal()]
        label = as_written(beside[-1]) if beside else ""
        own = year_of(label)
        is_time = bool(own or measure(label))
        if label and line_words(label).is_total and self._names_units():
            # What all units together have is no unit's figure.
            self.left_out.append(row)
            return
        for heading in self.account.headings:
            text = cells.get(heading.number, "")
            if not text or squeeze(text) in EMPTY_WORDS:
                continue
            line = line_words(heading.parts[-1])
            upper = [line_words(part) for part in heading.parts[:-1] if THREE_PUBLICS.search(squeeze(part))]
            values = {
                "line": line.line,
                "parent_line": next((one.line for one in reversed(upper) if one.line != line.line), ""),
                "is_total": "是" if line.is_total else "",
                "heading": label or heading.words,
            }
            if label and not is_time and not line_words(label).is_total:
                values["unit"] = label
            words = label if is_time else heading.words
            unit = line.money or money_unit(heading.words) or self.unit
            self._add((row, heading.number), text, values, words, line.counted, unit)

    def _add(
        self,
        place: tuple[int, int],
        text: str,
        values: dict[str, str],
        words: str,
        counted: str,
        unit: str,
    ) -> None:
        row, column = place
        written = self.layout.text(row, column).strip()
        if text == _UNSURE:
            self.unsure.append(cell_name(row, column))
        said = measure(words) or measure(self.above.title)
        position = self.positions.setdefault(row, len(self.positions) + 1)
        values |= {"position": str(position), "written": written, "sheet_title": self.above.title}
        values |= _value(text, said, counted, unit or YUAN)
        if self.year:
            values["year"] = str(self.year)
        if about := figure_year(words, self.year):
            values["figure_year"] = str(about)
        if said and not (said is AccountMeasure.CHANGE_RATE and "amount" in values):
            values.setdefault("measure", said.value)
        kept = {name: value for name, value in values.items() if value}
        self.records.append(Record(row, cell_name(row, column), kept))


def _value(text: str, said: AccountMeasure | None, counted: str, unit: str) -> dict[str, str]:
    """What a cell holds: a rate, a count, or a sum; what is none stays where the sum would be."""
    if text == _UNSURE:
        return {"measure": AccountMeasure.CHANGE_RATE.value}
    if (found_rate := rate(text)) is not None:
        return {"rate": _hundredths(found_rate), "measure": AccountMeasure.CHANGE_RATE.value}
    if said is AccountMeasure.CHANGE_RATE and (bare := rate(f"{text.strip()}%")) is not None:
        return {"rate": _hundredths(bare)}
    if found := quantity(text):
        return {"quantity": str(found[0]), "quantity_unit": found[1]}
    sum_read = amount(text, unit)
    if counted and sum_read is not None and sum_read.unit == unit:
        number = amount(text)
        if number is not None and number.fen % 100 == 0 and number.fen >= 0:
            return {"quantity": str(number.fen // 100), "quantity_unit": counted}
    if sum_read is None:
        return {"amount": text.strip()}
    kept = sum_read.unit if sum_read.unit in {one.value for one in MoneyUnit} else ""
    return {"amount": f"{plain(sum_read.fen)}{YUAN}", "amount_unit": kept}


def amount_times_hundred(text: str) -> str:
    """A fraction as percent: 0.1721 → 17.21."""
    return str(Decimal(squeeze(text).replace(",", "")) * 100)


def _hundredths(value: int) -> str:
    return plain(value)
