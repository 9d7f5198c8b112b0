"""Intake of signatures: columns of a register of payments, rows of 审签, countersign sheets and gates.

A name under a heading of signatures is a signature: it agrees unless it says that the thing went back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from powerctl.areas.cells import text_or_none
from powerctl.areas.finance import countersignatures
from powerctl.areas.finance.intake_payments import Payment
from powerctl.areas.identity import normal
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.kept_taking import Line, Taking
from powerctl.areas.receipt import ORIGIN, Action, Draft, Outcome, table_of
from powerctl.areas.rows import Row
from powerctl.model import Expenditure, SignOff
from powerctl.sheets.kinds.expenditures import SIGNATURES
from powerctl.sheets.reading import ReadSheet
from powerctl.sheets.words.signatures import Signature, signature, two_names
from powerctl.terms import CountersignParty, Gate, SignDecision, SignerRole

_COLUMNS = ("role", "person_id", "person_written", "decision", "signed_on", "reason")
_FIRST_ROUND = 1
SIGNED = ("id", "expenditure_id", "round", "position", *_COLUMNS, *ORIGIN)
"""Columns of a signature as it is added."""
PARTIES = {
    "party_payer": CountersignParty.PAYER,
    "party_payer_household": CountersignParty.PAYER_AND_HOUSEHOLD,
    "party_discipline_household": CountersignParty.DISCIPLINE_AND_HOUSEHOLD,
}
GATES = {"gate_design": Gate.DESIGN, "gate_budget": Gate.BUDGET, "gate_tender": Gate.TENDER}


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature of a payment, in the order of `_COLUMNS`."""

    values: tuple[Any, ...]

    @property
    def role(self) -> SignerRole:
        """Whose it is."""
        role: SignerRole = self.values[0]
        return role


def write_signatures(draft: Draft, payments: Sequence[Payment], names: KeptNames) -> list[tuple[Any, ...]]:
    """Adds the signatures that stand in columns of the register; those of stored payments are compared.

    Out: the rows that are added, in the order of `SIGNED`.
    """
    with_columns = [payment for payment in payments if _signed_columns(payment.sheet)]
    if not with_columns:
        return []
    table = table_of(SignOff)
    new = [payment for payment in with_columns if payment.is_new]
    stored = [payment for payment in with_columns if not payment.is_new]
    added, changed = _compared(draft, stored, names)
    rows = [row for payment in new for row in _rows(draft, payment, names)]
    rows += added
    draft.write(Action.INSERT, table, SIGNED, rows)
    draft.write(Action.UPDATE, table, ("id", *_COLUMNS, *ORIGIN), changed)
    return rows


def know_signed(taking: Taking, rows: Iterable[tuple[Any, ...]]) -> Taking:
    """Lets rows of 审签 speak of signatures that the same workbook has in columns: they go before these."""
    for row in rows:
        values: dict[str, Any] = dict.fromkeys(taking.kept.table.columns.keys())
        values |= dict(zip(SIGNED, row, strict=True))
        taking.know(int(values["id"]), values)
    return taking


def _signed_columns(sheet: ReadSheet) -> list[str]:
    """Fields of signatures in the order in which they stand, which is the order of signing."""
    return [one.field for one in sheet.columns if one.field in SIGNATURES and not one.hidden]


def _signed(payment: Payment, names: KeptNames) -> Iterator[Signed]:
    for field in _signed_columns(payment.sheet):
        found = signature(payment.record.values.get(field, ""))
        if found is not None:
            decision = SignDecision.RETURNED if found.agreed is False else SignDecision.AGREED
            person = names.find("person", payment.unit_id, found.name)
            words = (found.name or None, decision, found.day, found.reason or None)
            yield Signed((SIGNATURES[field], person, *words))


def _rows(draft: Draft, payment: Payment, names: KeptNames) -> Iterator[tuple[Any, ...]]:
    table = table_of(SignOff)
    for position, signed in enumerate(_signed(payment, names), 1):
        place = draft.number(table), payment.number, _FIRST_ROUND, position
        yield (*place, *signed.values, *_origin(draft, payment))


def _origin(draft: Draft, payment: Payment) -> tuple[int, str, str]:
    return draft.batch_id, payment.sheet.sheet, payment.record.cell


def _compared(
    draft: Draft, payments: Sequence[Payment], names: KeptNames
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """What columns add to the first round of stored payments, and what they change in it."""
    if not payments:
        return [], []
    table = table_of(SignOff)
    known: dict[tuple[int, Any], tuple[Any, ...]] = {}
    last: Counter[int] = Counter()
    for number, owner, position, *values in _stored(draft, {payment.unit_id for payment in payments}):
        known[owner, values[0]] = (number, *values)
        last[owner] = max(last[owner], position)
    added, changed = [], []
    for payment in payments:
        owner = payment.number or 0
        for signed in _signed(payment, names):
            before = known.get((owner, signed.role))
            if before is None:
                last[owner] += 1
                place = draft.number(table), owner, _FIRST_ROUND, last[owner]
                added.append((*place, *signed.values, *_origin(draft, payment)))
            elif tuple(before[1:]) != _with_link(signed.values, before[1:]):
                values = _with_link(signed.values, before[1:])
                changed.append((before[0], *values, *_origin(draft, payment)))
            else:
                continue
            if payment.outcome is Outcome.UNCHANGED:
                payment.outcome = Outcome.CHANGED
    return added, changed


def _with_link(values: tuple[Any, ...], before: Sequence[Any]) -> tuple[Any, ...]:
    """The signature, with the person that a clerk has linked as long as the name is the same."""
    same = values[2] == before[2] and values[1] is None
    return (values[0], before[1], *values[2:]) if same else values


def _stored(draft: Draft, unit_ids: Iterable[int]) -> Any:
    table, payment = table_of(SignOff), table_of(Expenditure)
    query = (
        select(table.c.id, table.c.expenditure_id, table.c.position, *(table.c[name] for name in _COLUMNS))
        .join(payment, table.c.expenditure_id == payment.c.id)
        .where(payment.c.unit_id.in_(set(unit_ids)), table.c.round == _FIRST_ROUND)
    )
    return draft.session.connection().execute(query, execution_options={"yield_per": 2000})


def placing_sign_offs(taking: Taking) -> Callable[[Line], int | None]:
    """How rows of 审签 are taken: each names its payment, perhaps its round and its place in it."""
    places = Places(taking, ("expenditure_id", "round"), ("role", "person_written"))

    def take(line: Line) -> int | None:
        payment = taking.owner_of(line)
        if payment is None:
            return None
        turn = line.row.value(taking.kept.table, "round") or _FIRST_ROUND
        position = places.of(line.row, {"expenditure_id": payment, "round": turn})
        return taking.take(line, payment, position=position)

    return take


def placing_bidders(taking: Taking) -> Callable[[Line], int | None]:
    """How rows of bidders are taken: each names its trade, perhaps its place."""
    places = Places(taking, ("transaction_id",), ("name",))

    def take(line: Line) -> int | None:
        trade = taking.owner_of(line)
        if trade is None:
            return None
        return taking.take(line, trade, position=places.of(line.row, {"transaction_id": trade}))

    return take


def take_signed_columns(taking: Taking, line: Line, parent: int, fields: dict[str, Any]) -> None:
    """Gates of a project, or joint signatures of a sheet, that stand in columns of their own."""
    key = taking.kept.key[0]
    household = taking.kept is countersignatures.KEPT
    for field, which in fields.items():
        found = signature(line.row.text(field))
        if found is None:
            continue
        values = {taking.kept.belongs_to: parent, key: which, **_said(found, household=household)}
        taking.put(line, values)


def _said(found: Signature, *, household: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"signed_on": found.day, "is_agreed": found.agreed is not False}
    said["note"] = found.reason or None
    if not household:
        return said | {"signer_written": found.name or None}
    official, own = two_names(found.name)
    return said | {
        "signer_written": text_or_none(official),
        "household_signer_written": text_or_none(own),
    }


class Places:
    """The place of a row among its siblings: the one written, that of the same person, or the next free."""

    def __init__(self, taking: Taking, owner: tuple[str, ...], same: tuple[str, ...]) -> None:
        self._taking, self._owner, self._same = taking, owner, same
        self._by_words: dict[tuple[Any, ...], list[int]] = {}
        self._last: Counter[tuple[Any, ...]] = Counter()
        for values in taking.merging.rows.values():
            self._remember(values)

    def of(self, row: Row, owner: dict[str, Any]) -> int | None:
        """The place of a row."""
        table = self._taking.kept.table
        written = row.value(table, "position")
        values = owner | {name: row.value(table, name) for name in self._same}
        if written is None:
            known = self._by_words.get(self._words(values), [])
            written = known.pop(0) if known else self._last[self._of(values)] + 1
        self._last[self._of(values)] = max(self._last[self._of(values)], written)
        return int(written)

    def _remember(self, values: dict[str, Any]) -> None:
        self._by_words.setdefault(self._words(values), []).append(values["position"])
        self._last[self._of(values)] = max(self._last[self._of(values)], values["position"])

    def _of(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(values[name] for name in self._owner)

    def _words(self, values: dict[str, Any]) -> tuple[Any, ...]:
        words = (values[name] for name in self._same)
        return (*self._of(values), *(normal(one) if isinstance(one, str) else one for one in words))
