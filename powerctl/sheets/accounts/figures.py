"""The figures of one published table → records, each with its line, its column and its year."""

import re
from dataclasses import dataclass

from powerctl.sheets.accounts.cells import About, Told, as_percent, read_cell
from powerctl.sheets.accounts.heads import OF_THE_DAY, THREE_PUBLICS, UNIT_HEADINGS, bare
from powerctl.sheets.accounts.lines import Label, figure_year, line_words
from powerctl.sheets.accounts.tables import Account, Heading
from powerctl.sheets.accounts.units import MoneyUnits
from powerctl.sheets.grid import cell_name, column_letters
from powerctl.sheets.reading import Problem, ReadSheet, Record
from powerctl.sheets.tables.headings import as_written, squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.tables.lines import is_footer, unit_in_label
from powerctl.sheets.tables.table import EMPTY_WORDS
from powerctl.sheets.words.amounts import amount, money_unit, rate
from powerctl.sheets.words.days import day
from powerctl.sheets.words.finance_words import is_rate, measure, measure_of_table
from powerctl.sheets.words.periods import year_of
from powerctl.terms import AccountMeasure
from powerctl.terms.sums import plain

KIND = "account_figures"
_NOW, _BEFORE = re.compile("本年|今年|本期|当年"), re.compile("上年|去年|上期")
_DONE, _PLANNED = re.compile("执行|决算|支出|完成"), re.compile("预算")
_NO_SUMS = (AccountMeasure.CHANGE, AccountMeasure.CHANGE_RATE, AccountMeasure.OTHER)
_SURELY_PERCENT = 200
"""Hundredths of a percent from which a bare number is hardly a fraction: 2.00."""
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_MANY = 10


@dataclass(slots=True)
class Sides:
    """A table with what is said around it."""

    account: Account
    title: str
    unit_name: str
    stretch: str
    """The stretch of time that a line above the table, or the sheet's name, gives."""
    money: MoneyUnits
    labels: dict[tuple[int, ...], dict[int, Label]]
    """Lines by the columns of their names, and by row."""


class Figures:
    """Reads the figures of a table, a record each."""

    def __init__(self, layout: Layout, sides: Sides, rows: list[int]) -> None:
        self.layout, self.sides, self.rows = layout, sides, rows
        self.account = sides.account
        self.year = year_of(sides.title) or year_of(sides.stretch) or year_of(layout.grid.name)
        named = year_of(sides.title) is not None and sides.stretch in (
            str(self.year),
            f"{self.year}年",
            f"{self.year}年度",
        )
        apart = sides.stretch and not named and sides.stretch not in squeeze(sides.title)
        self.title = (
            f"{sides.title}（{sides.stretch}）" if apart and sides.title else sides.title or sides.stretch
        )
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.positions: dict[int, int] = {}
        self.left_out: list[int] = []
        self.unsure: list[str] = []
        self.no_counts: list[str] = []
        self.nameless: list[str] = []
        self.no_unit: dict[int, tuple[int, str, frozenset[str]]] = {}

    def read(self, header_row: int) -> ReadSheet:
        """All figures under the headings."""
        for row in self.rows:
            cells = dict(self.layout.row_cells(row))
            first = next(iter(cells.values()), "")
            if is_footer(first) or unit_in_label(first) is not None:
                continue
            if self.account.across:
                self._across(row, cells)
            else:
                self._down(row, cells)
        self._ask_for_units()
        units = {record.values.get("amount_unit", "") for record in self.records} - {""}
        whole = self.sides.money.whole
        unit = next(iter(whole)) if len(whole) == 1 else next(iter(units)) if len(units) == 1 else ""
        return ReadSheet(
            sheet=self.layout.grid.name,
            kind=KIND,
            header_row=header_row,
            # Headings are part of the figures here, no columns of which some are left out.
            columns=[],
            records=self.records,
            title=self.title,
            unit_name=self.sides.unit_name,
            money_unit=unit,
        )

    def _ask_for_units(self) -> None:
        """One problem for all columns whose sums are in nobody knows which unit."""
        if not self.no_unit:
            return
        column, (row, text, _) = min(self.no_unit.items())
        listed = "、".join(column_letters(number) for number in sorted(self.no_unit))
        said = sorted(frozenset[str]().union(*(units for _, _, units in self.no_unit.values())))
        why = f"写了不止一个金额单位（{'、'.join(said)}）" if said else "没有写明金额单位"
        message = (
            f"{listed}列的数{why}，看不出是元还是万元：请在列名后面写明，如“决算数（万元）”，"
            "或者在表头上方只写一个单位，如“单位：万元”，再导入"
        )
        cell = cell_name(row, column)
        self.problems.append(Problem(self.layout.grid.name, cell, text, "写明的金额单位：元、万元", message))

    def notes(self) -> list[str]:
        """What was read, and what was not."""
        name = self.layout.grid.name
        units = sorted(
            {record.values["amount_unit"] for record in self.records if "amount_unit" in record.values}
        )
        whole = sorted(self.sides.money.whole)
        said = f"，金额单位：{'、'.join(units or whole)}" if units or whole else ""
        rows = len({record.row for record in self.records})
        notes = []
        if self.records:
            notes.append(f"工作表“{name}”是财务公开表，从 {rows} 行读出 {len(self.records)} 个数据{said}。")
        if self.left_out:
            listed = "、".join(str(row) for row in self.left_out)
            notes.append(f"工作表“{name}”第{listed}行是各单位合计，不属于哪一个单位，未读入。")
        if self.unsure:
            notes.append(f"工作表“{name}”的 {_some(self.unsure)} 看不出是百分数还是小数，只保留原文。")
        if self.no_counts:
            notes.append(f"工作表“{name}”的 {_some(self.no_counts)} 是数量，不是整数，只保留原文。")
        if self.nameless:
            notes.append(f"工作表“{name}”的 {_some(self.nameless)} 没有项目名称，未读入。")
        if self.account.unnamed:
            listed = "、".join(column_letters(number) for number in self.account.unnamed)
            notes.append(f"工作表“{name}”的{listed}列没有列名，其中的数未读入。")
        undated = any("figure_year" not in record.values for record in self.records)
        if undated and not self.year and not self.sides.stretch:
            notes.append(f"工作表“{name}”没有写明是哪一年的，同名的表再导入时会当作同一张表，请核对。")
        elif self.records and not self.title:
            notes.append(
                f"工作表“{name}”没有表名，别的没有表名的表再导入时会当作同一张表，请在表头上方写上表名。"
            )
        return notes

    def _down(self, row: int, cells: dict[int, str]) -> None:
        owner = ""
        if (column := self.account.owners) is not None:
            owner = as_written(self._text(row, column))
        for heading in self.account.headings:
            text = cells.get(heading.number, "")
            if not text or squeeze(text) in EMPTY_WORDS:
                continue
            label = self.sides.labels[heading.group.labels].get(row)
            if label is None:
                self.nameless.append(cell_name(row, heading.number))
                continue
            note, year = self._beside(row, heading)
            values = {
                "line": label.line,
                "parent_line": label.parent,
                "is_total": "是" if label.is_total else "",
                "heading": heading.words,
                "unit": owner,
                "note": note,
                "figure_year": str(year or ""),
            }
            about, unsure = self._about(row, heading, label, text)
            self._add((row, heading.number), text, values, heading.words, about, unsure)

    def _text(self, row: int, column: int) -> str:
        """A cell's text, that of the merged cell which reaches over it included."""
        return self.layout.text(self.layout.covered.get(column, {}).get(row, row), column)

    def _beside(self, row: int, figures: Heading) -> tuple[str, int | None]:
        """What the words beside the figures of a line say, and the year of its first day."""
        told: list[str] = []
        year = None
        for heading in self.account.beside:
            words = " ".join(self._text(row, heading.number).split())
            if heading.group is not figures.group or not words or squeeze(words) in EMPTY_WORDS:
                continue
            told.append(words if squeeze(heading.parts[-1]) == "备注" else f"{heading.words}：{words}")
            if year is None and OF_THE_DAY.match(bare(heading.parts[-1])):
                found = day(words)
                year = found.year if found else year_of(words)
        return "；".join(told), year

    def _about(self, row: int, heading: Heading, label: Label, text: str) -> tuple[About, str | None]:
        """What is known of a cell by its line, its column and the unit in its row; a mark, or the same
        as percent, where a bare number may be a fraction."""
        said = self._measure(heading.words)
        over = line_words(heading.parts[-1])
        counted, units = label.counted or ("" if label.money else over.counted), self.sides.money.of(heading)
        if heading.group.units is not None:
            written = squeeze(self.layout.text(row, heading.group.units)).strip("()")
            if money := money_unit(written):
                counted, units = "", frozenset((money,))
            elif written and (over.counted or not self._counts_apart(heading)):
                counted = written
        if label.money:
            units = frozenset((label.money,))
        if over_it := money_unit(heading.words):
            # A line and a column that speak of two units are not put right.
            units |= {over_it}
        in_percent = is_rate(heading.words) or label.is_rate or counted == "%"
        sure: str | None = ""
        if in_percent:
            counted = ""
            sure = self._percent(row, text, heading)
        return About(units, counted, said, in_percent), sure

    def _counts_apart(self, heading: Heading) -> bool:
        """Whether a column of its own counts what the unit of a line speaks of: 数量 beside 原值."""
        return any(
            other.group is heading.group and line_words(other.parts[-1]).counted
            for other in self.account.headings
        )

    def _measure(self, words: str) -> AccountMeasure | None:
        return measure(words) or measure_of_table(self.sides.title)

    def _percent(self, row: int, text: str, heading: Heading) -> str | None:
        """A bare number under a rate, which a spreadsheet may hold as a fraction: as percent where the sums
        of its row say so, None where nothing tells, "" where it is percent."""
        said = rate(f"{text.strip()}%")
        if said is None or rate(text) is not None or "%" in squeeze(heading.words):
            return ""
        is_share = measure(heading.words) is AccountMeasure.OTHER
        patterns = (_DONE, _PLANNED) if is_share else (_NOW, _BEFORE)
        now, before = (self._sum_of(row, heading, pattern) for pattern in patterns)
        if now is None or not before:
            return "" if abs(said) >= _SURELY_PERCENT or said == 0 else None
        change = (now - (0 if is_share else before)) * 10_000 / abs(before)
        fraction = rate(f"{as_percent(text)}%") or 0
        return f"{plain(fraction)}%" if abs(fraction - change) < abs(said - change) else ""

    def _sum_of(self, row: int, heading: Heading, pattern: re.Pattern[str]) -> int | None:
        for other in self.account.headings:
            if other.group is heading.group and pattern.search(other.words):
                found = amount(
                    self.layout.text(row, other.number), next(iter(self.sides.money.of(other)), "元")
                )
                if found is not None and measure(other.words) not in _NO_SUMS:
                    return found.fen
        return None

    def _across(self, row: int, cells: dict[int, str]) -> None:
        label, of_units = self._row_name(row)
        if label and line_words(label).is_total and of_units:
            # What all units together have is no unit's figure.
            self.left_out.append(row)
            return
        own = year_of(label)
        is_time = bool(own or measure(label) or is_rate(label))
        for heading in self.account.headings:
            text = cells.get(heading.number, "")
            if not text or squeeze(text) in EMPTY_WORDS:
                continue
            line, parent, kept = _line_across(heading)
            words = "/".join(filter(None, (label if is_time else "", *kept))) or heading.words
            values = {
                "line": line.line,
                "parent_line": parent,
                "is_total": "是" if line.is_total else "",
                "heading": label or words if not kept else words,
            }
            if label and not is_time and not line_words(label).is_total:
                values["unit"] = label
            units = frozenset((line.money,)) if line.money else self.sides.money.of(heading)
            in_percent = is_rate(label) or is_rate(heading.words)
            counted = next((found for part in heading.parts if (found := line_words(part).counted)), "")
            about = About(units, "" if in_percent else counted, self._measure(words), in_percent)
            self._add((row, heading.number), text, values, words, about, "")

    def _row_name(self, row: int) -> tuple[str, bool]:
        """What stands left of the figures of a table with its lines across; whether units stand there."""
        top, bottom = self.account.top, self.account.bottom
        names: list[tuple[str, bool]] = []
        for column in self.account.headings[0].group.labels:
            heads = [self.layout.text(at, column) for at in range(top, bottom + 1)]
            words = as_written(self._text(row, column))
            if words and _BARE_YEAR.fullmatch(squeeze(words)):
                words = f"{squeeze(words)}年"
            if words and not squeeze(words).isdecimal():
                names.append((words, any(UNIT_HEADINGS.match(bare(head)) for head in heads if head)))
        return names[-1] if names else ("", False)

    def _add(
        self,
        place: tuple[int, int],
        text: str,
        values: dict[str, str],
        words: str,
        about: About,
        percent: str | None,
    ) -> None:
        row, column = place
        cell = cell_name(row, column)
        said = about.said
        if percent is None:
            self.unsure.append(cell)
            told = Told({"measure": (said or AccountMeasure.CHANGE_RATE).value})
        else:
            told = read_cell(percent or text, about)
        if told.no_unit:
            self.no_unit.setdefault(column, (row, text.strip(), about.units))
            return
        if told.only_words:
            self.no_counts.append(cell)
        if told.problem:
            wanted = "金额，如 1250.00、12.5万元"
            self.problems.append(Problem(self.layout.grid.name, cell, text.strip(), wanted, told.problem))
        position = self.positions.setdefault(row, len(self.positions) + 1)
        values |= {"position": str(position), "written": text.strip(), "sheet_title": self.title}
        values |= told.values
        if self.year:
            values["year"] = str(self.year)
        if about_year := figure_year(words, self.year):
            values["figure_year"] = values.get("figure_year") or str(about_year)
        if said and not (said is AccountMeasure.CHANGE_RATE and "amount" in values):
            values.setdefault("measure", said.value)
        self.records.append(Record(row, cell, {name: value for name, value in values.items() if value}))


def _line_across(heading: Heading) -> tuple[Label, str, tuple[str, ...]]:
    """The line that a column across stands for, what it is part of, and what its words say of the figure:
    预算数 over 公务接待费, or under it."""
    parts = [part for part in heading.parts if not _says_which(part)]
    kept = tuple(part for part in heading.parts if _says_which(part))
    if not parts:
        return line_words(heading.parts[-1]), "", ()
    line = line_words(parts[-1])
    upper = [line_words(part) for part in parts[:-1] if THREE_PUBLICS.search(squeeze(part))]
    parent = next((one.line for one in reversed(upper) if one.line != line.line), "")
    return line, parent, kept


def _says_which(part: str) -> bool:
    words = squeeze(part)
    if line_words(part).counted:
        return False
    return bool(year_of(words) or measure(words)) and not THREE_PUBLICS.search(words) and "三公" not in words


def _some(cells: list[str]) -> str:
    shown = "、".join(cells[:_MANY])
    return f"{shown}等{len(cells)}处" if len(cells) > _MANY else shown
