"""The sums of a table of payments: each cell in fen, and the lines that add them up compared with them."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from powerctl.areas.identity import is_value
from powerctl.areas.receipt import Draft, fields_of
from powerctl.areas.rows import money_unit_of
from powerctl.sheets.reading import ReadSheet, Total
from powerctl.sheets.words.amounts import Amount, amount, why_no_amount
from powerctl.terms.sums import yuan

_WANTED = "金额，如 1250.00、12.5万元、-300（退款）"
_MOST_TOLD = 10
_OF_A_STRETCH = ("小计", "本月", "本页", "本日", "月合计", "季度合计")


@dataclass(slots=True)
class Sums:
    """A column of sums: fen, the words of the cell, and the unit in which it was written."""

    fen: list[int | None]
    written: list[str | None]
    units: list[Any]


def read_sums(draft: Draft, sheet: ReadSheet) -> Sums:
    """金额, less 贷方 where an account page has one; what is no sum is a problem at its cell."""
    found = _read(draft, sheet, "amount")
    if "credit" not in fields_of(sheet):
        return found
    credit = _read(draft, sheet, "credit")
    for at, fen in enumerate(credit.fen):
        if fen is None:
            continue
        if found.fen[at] is None:
            found.written[at], found.units[at] = credit.written[at], credit.units[at]
        found.fen[at] = (found.fen[at] or 0) - fen
    return found


def _read(draft: Draft, sheet: ReadSheet, field: str) -> Sums:
    unit = money_unit_of(sheet, field)
    texts = sheet.column(field)
    known: dict[str, Amount | None] = {
        text: amount(text, unit) if is_value(text) else None for text in set(texts)
    }
    wrong = {text for text, value in known.items() if value is None and is_value(text)}
    if wrong:
        for record, text in zip(sheet.records, texts, strict=True):
            if text in wrong:
                draft.problem(sheet, record, field, wanted=_WANTED, message=why_no_amount(text, unit))
    read = [known[text] for text in texts]
    return Sums(
        [one.fen if one else None for one in read],
        [text if one else None for text, one in zip(texts, read, strict=True)],
        [one.kept_unit if one else None for one in read],
    )


def compare_totals(draft: Draft, sheet: ReadSheet, fen: list[int | None]) -> None:
    """Lines that add up (小计, 本月合计, 合计, 累计) against what was counted; a difference is a note."""
    unit = money_unit_of(sheet, "amount")
    # The sum down to each row, once: a book has a line that adds up on each of its thousands of pages.
    down_to = list(accumulate((one or 0 for one in fen), initial=0))
    last: dict[str, int] = {}
    latest = told = 0
    for total in sheet.totals:
        text = total.values.get("amount", "")
        found = amount(text, unit) if text else None
        start = latest, last.get(total.words, 0)
        last[total.words] = total.before
        latest = max(latest, total.before)
        if found is None or not _adds_up(total.words):
            continue
        counted = [down_to[total.before] - down_to[min(begin, total.before)] for begin in (*start, 0)]
        if total.before == 0:
            # Budgets begin with their total.
            counted.append(down_to[-1])
        if found.fen in counted:
            continue
        told += 1
        if told <= _MOST_TOLD:
            draft.notes.append(_difference(sheet, total, text, found.fen, _likeliest(total, counted)))
    if told > _MOST_TOLD:
        draft.notes.append(f"工作表“{sheet.sheet}”另有 {told - _MOST_TOLD} 行合计与相加的数不一致")


def _adds_up(words: str) -> bool:
    return any(word in words for word in ("计", "总数"))


def _likeliest(total: Total, counted: list[int]) -> int:
    if total.before == 0:
        return counted[-1]
    return counted[0] if any(word in total.words for word in _OF_A_STRETCH) else counted[2]


def _difference(sheet: ReadSheet, total: Total, text: str, said: int, counted: int) -> str:
    return (
        f"工作表“{sheet.sheet}”第{total.row}行“{total.words}”写的是 {text}（{yuan(said)}），"
        f"按表中各行相加是 {yuan(counted)}，相差 {yuan(said - counted)}，请核对"
    )
