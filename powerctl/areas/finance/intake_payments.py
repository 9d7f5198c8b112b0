"""Intake of payments: a register or what book-keeping prints, hundreds of thousands of rows as they come.

A payment is known in its unit by its number, or by day, payee and sum; equals are all kept and counted off
in reading order. What is stored beyond the table stays.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from powerctl.areas.cells import reader_of
from powerctl.areas.edits import noted
from powerctl.areas.finance.expenditures import KEPT
from powerctl.areas.finance.identity import expenditure_identity, payee_key, voucher_serial
from powerctl.areas.finance.sums import compare_totals, read_sums
from powerctl.areas.identity import is_value
from powerctl.areas.kept_awaited import Awaited
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.placing import Place
from powerctl.areas.receipt import ORIGIN, Action, Draft, Outcome, fields_of, table_of
from powerctl.model import Expenditure
from powerctl.model.base import TermType
from powerctl.sheets.reading import ReadSheet, Record
from powerctl.sheets.words import vocabulary

WORDS = (*KEPT.columns, "kind", "kind_written")
LINKS = KEPT.links
VALUES = (*WORDS, "amount_fen", "payee_key", "voucher_serial", *LINKS)
"""Columns in the order of an incoming payment's values."""
AT = {name: at for at, name in enumerate(VALUES)}
_REVERSES = AT["reverses_id"]
_SAYS = {
    "amount_fen": ("amount", "credit"),
    "amount_written": ("amount", "credit", "amount_written"),
    "amount_unit": ("amount", "credit", "amount_unit"),
    "kind_written": ("kind",),
    "payee_key": ("payee_written",),
    "voucher_serial": ("voucher",),
    "agenda_item_id": ("agenda_item", "agenda_key"),
    **{link: (words,) for link, words in LINKS.items() if link != "agenda_item_id"},
}
"""Column → the fields of a sheet that speak of it, where they are not its own name."""
_KEY = ("id", "unit_id", "identity", "ordinal")
_STREAM = {"yield_per": 2000}
_NAMED = 5


@dataclass(slots=True)
class Payment:
    """One payment as the workbook has it; `values` are in the order of `VALUES`."""

    sheet: ReadSheet
    record: Record
    unit_id: int
    identity: str
    ordinal: int
    values: list[Any]
    compare: tuple[int, ...]
    number: int | None = None
    is_new: bool = True
    outcome: Outcome = Outcome.ADDED
    reversed_before: int | None = None
    """What the stored payment takes back."""


def take_payments(
    draft: Draft, places: Sequence[Place], names: KeptNames, *, needs_names: bool
) -> tuple[list[Payment], int]:
    """The payments of a workbook, compared with what is stored; and how many records were left out.

    `needs_names`: other sheets name payments, also new ones.
    """
    payments = _read(draft, places)
    waiting = _words(payments)
    lost = _link(payments, names)
    _compare(draft, payments, {spot.unit_id for spot in places})
    _note_lost(draft, lost)
    _note_gaps(draft, payments)
    _number(draft, payments)
    if needs_names or any(payment.values[_REVERSES] for payment in payments):
        for one in payments:
            if one.is_new and one.number is not None:
                words = one.values[AT["number"]], one.values[AT["voucher"]]
                key = f"{one.identity}#{one.ordinal}"
                names.remember(KEPT.table.name, one.unit_id, one.number, key, *words)
    link_reversed(draft, payments, names)
    _await(draft, payments, waiting)
    return payments, len(places) - len(payments)


def write_payments(draft: Draft, payments: Sequence[Payment]) -> None:
    """Hands the payments to the draft; rows are made when they are written."""
    table = table_of(Expenditure)
    new = [payment for payment in payments if payment.is_new]
    changed: dict[tuple[int, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for payment in payments:
        if payment.outcome is Outcome.CHANGED and not payment.is_new:
            values = (payment.values[at] for at in payment.compare)
            changed[payment.compare].append((payment.number, *values, *_origin(draft, payment)))
    if new:
        draft.write_later(Action.INSERT, table, (*_KEY, *VALUES, *ORIGIN), _rows(draft, new))
        # A refund may stand above the payment that it takes back.
        back = [(one.number, one.values[_REVERSES]) for one in new if one.values[_REVERSES] is not None]
        draft.write(Action.UPDATE, table, ("id", "reverses_id"), back)
    for compare, rows in changed.items():
        draft.write(Action.UPDATE, table, ("id", *(VALUES[at] for at in compare), *ORIGIN), rows)


def _rows(draft: Draft, payments: Iterable[Payment]) -> Iterator[tuple[Any, ...]]:
    for payment in payments:
        key = (payment.number, payment.unit_id, payment.identity, payment.ordinal)
        values = payment.values
        if values[_REVERSES] is not None:
            values = [*values[:_REVERSES], None, *values[_REVERSES + 1 :]]
        yield (*key, *values, *_origin(draft, payment))


def _origin(draft: Draft, payment: Payment) -> tuple[int, str, str]:
    return draft.batch_id, payment.sheet.sheet, payment.record.cell


def _read(draft: Draft, places: Sequence[Place]) -> list[Payment]:
    ordinals: Counter[tuple[int, str]] = Counter()
    payments: list[Payment] = []
    spots = iter(places)
    for sheet in draft.workbook.sheets:
        if sheet.kind != KEPT.kind:
            continue
        columns = _columns(draft, sheet)
        compare = _compared(sheet, columns)
        lists = [columns[name] for name in VALUES]
        given = sheet.column("ordinal")
        for at, (record, values, spot) in enumerate(
            zip(sheet.records, zip(*lists, strict=True), spots, strict=False)
        ):
            if draft.is_rejected(sheet, record):
                continue
            filled = list(values)
            key = expenditure_identity(
                filled[AT["number"]],
                filled[AT["voucher"]],
                filled[AT["paid_on"]] or filled[AT["approved_on"]] or filled[AT["billed_on"]],
                filled[AT["payee_written"]],
                filled[AT["amount_fen"]],
            )
            ordinals[spot.unit_id, key] += 1
            ordinal = vocabulary.whole(given[at]) if given[at] else None
            ordinal = ordinal or ordinals[spot.unit_id, key]
            payments.append(Payment(sheet, record, spot.unit_id, key, ordinal, filled, compare))
    return payments


def _columns(draft: Draft, sheet: ReadSheet) -> dict[str, list[Any]]:
    """Every column of the table, as the sheet fills it; links are filled in later."""
    sums = read_sums(draft, sheet)
    columns: dict[str, list[Any]] = {
        "amount_fen": sums.fen,
        "amount_written": sums.written,
        "amount_unit": sums.units,
    }
    for name in KEPT.columns:
        if name not in columns or name in fields_of(sheet):
            columns[name] = _column(draft, sheet, name)
    columns["kind"], columns["kind_written"] = _kinds(sheet)
    columns["payee_key"] = _each(columns["payee_written"], payee_key)
    columns["voucher_serial"] = _each(columns["voucher"], voucher_serial)
    columns["note"] = _with_months(sheet, columns["note"])
    compare_totals(draft, sheet, sums.fen)
    for link, words in LINKS.items():
        own = sheet.column("agenda_key") if link == "agenda_item_id" else []
        beside = sheet.column(words)
        columns[link] = [key or text or None for key, text in zip(own or beside, beside, strict=True)]
    return columns


def _each(texts: Iterable[Any], make: Any) -> list[Any]:
    known: dict[Any, Any] = {None: None}
    return [known[text] if text in known else known.setdefault(text, make(text)) for text in texts]


def _column(draft: Draft, sheet: ReadSheet, name: str) -> list[Any]:
    """One column as the table stores it; words that it does not know are problems, each at its cell."""
    column = KEPT.table.columns[name]
    texts = sheet.column(name)
    read, wanted = reader_of(column)
    plain = wanted == "文字"
    known: dict[str, Any] = {}
    for text in set(texts):
        known[text] = (text if plain else read(text)) if is_value(text) else None
    unknown = set() if plain else {text for text, value in known.items() if value is None and is_value(text)}
    if name == "paid_on":
        unknown = {text for text in unknown if not vocabulary.is_month(text)}
    if unknown:
        for record, text in zip(sheet.records, texts, strict=True):
            if text in unknown:
                message = f"“{column.comment}”不认识“{text}”"
                draft.problem(sheet, record, name, wanted=wanted, message=message)
    return [known[text] for text in texts]


def _kinds(sheet: ReadSheet) -> tuple[list[Any], list[str | None]]:
    """The kind of each payment, and the words for it where they are others."""
    kind: Any = KEPT.table.columns["kind"].type
    if not isinstance(kind, TermType):
        raise TypeError("kind")
    read, _ = reader_of(KEPT.table.columns["kind"])
    texts = [text if is_value(text) else None for text in sheet.column("kind")]
    kinds = _each(texts, read)
    return kinds, [
        None if found is not None and found.value == text else text
        for text, found in zip(texts, kinds, strict=True)
    ]


def _with_months(sheet: ReadSheet, notes: list[str | None]) -> list[str | None]:
    """Notes, with the words of a payment day of which only the month is known."""
    texts = sheet.column("paid_on")
    months = {text for text in set(texts) if text and vocabulary.is_month(text)}
    if not months:
        return notes
    return [
        noted(note, month_words(text)) if text in months else note
        for note, text in zip(notes, texts, strict=True)
    ]


def month_words(text: str) -> str:
    """What a note says of a payment of which only the month is known."""
    return f"支付日期写作“{text}”"


def _compared(sheet: ReadSheet, columns: dict[str, list[Any]]) -> tuple[int, ...]:
    """Positions in `VALUES` that the sheet speaks of; the rest of a stored payment stays as it is."""
    fields = fields_of(sheet)
    said = {name for name in VALUES if any(field in fields for field in _SAYS.get(name, (name,)))}
    if any(columns["note"]):
        said.add("note")
    return tuple(at for name, at in AT.items() if name in said)


def _link(payments: Sequence[Payment], names: KeptNames) -> dict[str, Counter[str]]:
    """Turns the words of links into numbers where exactly one record fits; what is not found is counted."""
    lost: dict[str, Counter[str]] = {link: Counter() for link in LINKS}
    known: dict[tuple[str, int, str], int | None] = {}
    for payment in payments:
        for link in LINKS:
            words = payment.values[AT[link]]
            if words is None or link == "reverses_id":
                continue
            key = (link, payment.unit_id, words)
            if key not in known:
                known[key] = names.find(KEPT.target(link), payment.unit_id, words)
            payment.values[AT[link]] = known[key]
            if known[key] is None:
                lost[link][words] += 1
    return lost


def _words(payments: Sequence[Payment]) -> list[tuple[Payment, str, str]]:
    """The words of links that the payment itself does not keep."""
    links = [(link, AT[link]) for link in LINKS if not KEPT.keeps_words(link)]
    return [
        (payment, link, words)
        for payment in payments
        for link, at in links
        if (words := payment.values[at]) is not None
    ]


def _await(draft: Draft, payments: Sequence[Payment], words: Iterable[tuple[Payment, str, str]]) -> None:
    """Keeps the words of links that lead nowhere yet, and lets go of those whose link is there."""
    awaited = Awaited(draft, KEPT.table)
    for payment, link, text in words:
        if payment.values[AT[link]] is None and payment.number is not None:
            outcome = awaited.wait((payment.sheet, payment.record), payment.number, link, text)
            payment.outcome = payment.outcome.and_also(outcome)
    if awaited.waits:
        for payment in payments:
            for link in LINKS:
                if payment.values[AT[link]] is not None and payment.number is not None:
                    awaited.is_over(payment.number, link)
    awaited.finish()


def link_reversed(draft: Draft, payments: Sequence[Payment], names: KeptNames) -> None:
    """Which payment a refund takes back: one of the file, or of the same workbook."""
    lost = 0
    for payment in payments:
        words, before = payment.values[_REVERSES], payment.reversed_before
        found = names.find(KEPT.table.name, payment.unit_id, words) if words else None
        lost += bool(words) and found is None
        if not words and not payment.sheet.as_written:
            found = before
        payment.values[_REVERSES] = found
        if not payment.is_new and _REVERSES in payment.compare and found != before:
            payment.outcome = Outcome.CHANGED
    if lost:
        draft.notes.append(f"{lost} 条冲销的支出在台账中找不到（或不止一笔），请核对“冲销的支出”一栏")


def _compare(draft: Draft, payments: Sequence[Payment], unit_ids: set[int]) -> None:
    """Finds the payments that the units already hold, and whether they differ."""
    table = table_of(Expenditure)
    wanted: dict[tuple[int, str, int], Payment] = {}
    columns = (table.c.unit_id, table.c.identity, table.c.ordinal, table.c.id)
    query = select(*columns, *(table.c[name] for name in VALUES)).where(table.c.unit_id.in_(unit_ids))
    rows = draft.session.connection().execute(query, execution_options=_STREAM)
    for unit_id, key, ordinal, number, *values in rows:
        if not wanted:
            wanted = {(one.unit_id, one.identity, one.ordinal): one for one in payments}
        payment = wanted.get((unit_id, key, ordinal))
        if payment is None:
            continue
        payment.number, payment.is_new = number, False
        own = payment.values
        payment.reversed_before = values[_REVERSES]
        for link, words in LINKS.items():
            if link == "reverses_id":
                continue
            kept = words in AT and values[AT[words]] == own[AT[words]]
            bare = words not in AT and not payment.sheet.as_written and own[AT[link]] is None
            # A link that a clerk has set stands as long as the words are the same.
            if values[AT[link]] is not None and (kept or bare):
                own[AT[link]] = values[AT[link]]
        if "note" not in fields_of(payment.sheet) and own[AT["note"]]:
            said, stored = own[AT["note"]], values[AT["note"]]
            own[AT["note"]] = stored if said in (stored or "") else noted(stored, said)
        same = all(own[at] == values[at] for at in payment.compare if at != _REVERSES)
        payment.outcome = Outcome.UNCHANGED if same else Outcome.CHANGED


def _number(draft: Draft, payments: Sequence[Payment]) -> None:
    table = table_of(Expenditure)
    for payment in payments:
        if payment.number is None:
            payment.number = draft.number(table)


def _note_lost(draft: Draft, lost: dict[str, Counter[str]]) -> None:
    for link, words in lost.items():
        if words:
            heading = KEPT.table.columns[link].comment
            named = "、".join(f"“{text}”" for text, _ in words.most_common(_NAMED))
            draft.notes.append(
                f"{words.total()} 笔支出的{heading}在台账中找不到（或不止一个），先按原文登记：{named}"
            )


def _note_gaps(draft: Draft, payments: Sequence[Payment]) -> None:
    days = [payment.values[AT["paid_on"]] for payment in payments]
    if missing := sum(day is None for day in days):
        draft.notes.append(f"{missing} 笔没有写到日的支付日期，有关检查会回答“无法判断”")
    if ahead := sum(isinstance(day, date) and day > draft.today for day in days):
        draft.notes.append(f"{ahead} 笔的支付日期晚于今天（{draft.today.isoformat()}），请核对")
    if blank := sum(payment.values[AT["amount_fen"]] is None for payment in payments):
        draft.notes.append(f"{blank} 笔没有金额，有关检查会回答“无法判断”")
