"""Intake of votes: named ones by member, secret ones as the counts of a round and nothing else.

Whether a sheet joins names to a secret ballot was looked at before (`secrecy`). Counts that are stored are
never changed: the difference of two tallies might be somebody's vote. Of a struck round only how many
ballots there were is taken in.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_book import Book, Entry, read_times
from powerctl.areas.meetings.intake_topics import find_item, find_seat
from powerctl.areas.meetings.tallies import UNLIKE
from powerctl.areas.merging import Merging
from powerctl.areas.rows import Row
from powerctl.sheets.words import meeting_words

_FELL = ("votes_for", "against", "abstain", "invalid")
_COUNTS = ("issued", "returned", *_FELL)
_TELLERS = ("teller_one", "teller_two", "bag", "reason")
_OF_THE_ROUND = ("method", "held_at", "is_void", "reason", "covers")


def take_votes(book: Book, entries: Sequence[tuple[Entry, int]]) -> None:
    """Adds and changes rounds, named votes and tallies."""
    rounds: dict[tuple[int, int], list[tuple[Entry, int]]] = defaultdict(list)
    for entry, meeting in entries:
        row = entry.row
        number = row.value(book.named.table, "round") if row.has("round") else None
        if row.rejected:
            continue
        item = find_item(book, row, meeting)
        if item is not None and not row.rejected:
            rounds[item, number or 1].append((entry, meeting))
    for (item, number), rows in rounds.items():
        if any(_is_tally(entry.row) for entry, _ in rows):
            _take_tallies(book, item, number, rows)
        else:
            _take_round(book, item, number, rows)


def _is_tally(row: Row) -> bool:
    return meeting_words.is_secret(row.text("method")) or any(row.text(name) for name in _COUNTS)


def _take_round(book: Book, item: int, number: int, rows: Sequence[tuple[Entry, int]]) -> None:
    """One named round: what its rows say of it, and a vote for each."""
    struck = [_is_struck(book, entry.row) for entry, _ in rows]
    if _is_open(book, book.secret, item) and not any(struck):
        for entry, _ in rows:
            wanted = "只填票数"
            entry.row.problem("topic", wanted, "这个议题登记的是无记名票决，不能再登记谁投了什么")
        return
    values = _round_values(book, rows)
    if any(entry.row.rejected for entry, _ in rows):
        for entry, _ in rows:
            book.draft.reject(entry.row.sheet, entry.row.record)
        return
    entry, meeting = rows[0]
    stored = next((one for one in book.of(book.named, item) if book.named.rows[one]["round"] == number), None)
    values |= {"agenda_item_id": item, "round": number}
    if stored is None:
        values = {"is_void": False, **values}
    ballot = book.take(entry, book.named, stored, values, meeting)
    if ballot is None:
        return
    known: dict[int, list[int]] = defaultdict(list)
    for vote in book.of(book.votes, ballot):
        known[book.votes.rows[vote]["attendance_id"]].append(vote)
    seen: Counter[int] = Counter()
    for entry, meeting in rows:
        row = entry.row
        if not row.text("voter_written") and not row.text("choice"):
            continue
        seat = find_seat(book, row, meeting, "voter_written", "表决人")
        row.needed("choice", "表决意见")
        vote_values = row.values(book.votes.table, ("choice", "is_written"))
        if seat is None or row.rejected:
            continue
        # A second vote of one member is recorded as it was: it is for the rules to say so.
        place = seen[seat]
        seen[seat] += 1
        vote_values |= {"ballot_id": ballot, "attendance_id": seat}
        votes = known[seat]
        book.take(entry, book.votes, votes[place] if place < len(votes) else None, vote_values, meeting)


def _round_values(book: Book, rows: Sequence[tuple[Entry, int]]) -> dict[str, Any]:
    """What the rows of a round say of it as a whole; two that say different things are a problem."""
    values: dict[str, Any] = {}
    for entry, _ in rows:
        row = entry.row
        own = row.values(book.named.table, [name for name in _OF_THE_ROUND if name != "held_at"])
        read_times(row, own, ("held_at",))
        if "is_void" in own:
            own["is_void"] = bool(own["is_void"])
        for name, value in own.items():
            before = values.get(name)
            if value not in (None, False) and before not in (None, False, value):
                heading = book.named.table.columns[name].comment
                row.problem(name, "同一轮写法一致", f"同一轮表决的“{heading}”前后写得不同")
            if before in (None, False):
                values[name] = value
    return values


def _take_tallies(book: Book, item: int, number: int, rows: Sequence[tuple[Entry, int]]) -> None:
    """One secret round: a row of counts for each candidate."""
    struck = [_is_struck(book, entry.row) for entry, _ in rows]
    if _is_open(book, book.named, item) and not all(struck):
        for entry, _ in rows:
            entry.row.problem(
                "topic", "逐人填写", "这个议题登记了记名表决，不能再登记无记名票数；请先把记名的一轮作废"
            )
        return
    seen: dict[str, Row] = {}
    for entry, meeting in rows:
        row = entry.row
        values = row.values(book.secret.table, (*_COUNTS, *_TELLERS))
        read_times(row, values, ("held_at",))
        if row.has("is_void"):
            values["is_void"] = bool(row.value(book.secret.table, "is_void"))
        candidate = row.text("candidate")
        if normal(candidate) in seen:
            first = seen[normal(candidate)].record.row
            row.problem("candidate", "每个表决对象一行", f"同一轮的表决对象与第{first}行重复")
        if row.rejected:
            continue
        seen[normal(candidate)] = row
        stored = _tally(book, item, number, candidate)
        _leave_out_struck(values, None if stored is None else book.secret.rows[stored])
        if stored is not None and _counts_differ(book.secret.rows[stored], values):
            row.problem(
                "topic",
                "与已登记的票数一致",
                f"第{number}轮的无记名票数已经登记，与本行不同；票数登记后不更正，应先作废那一轮，再登记下一轮",
            )
            continue
        values |= {"agenda_item_id": item, "round": number, "candidate": candidate}
        if stored is None:
            values = {"is_void": False, **values}
        book.take(entry, book.secret, stored, values, meeting)
        if not book.is_closed(meeting):
            _strike_unlike(book, item, candidate)


def _leave_out_struck(values: dict[str, Any], stored: dict[str, Any] | None) -> None:
    """How the ballots of a struck round fell is not taken in; what was struck stays so."""
    if stored is not None and stored["is_void"]:
        values["is_void"] = True
        values["reason"] = values.get("reason") or stored["reason"]
    if values.get("is_void"):
        values |= dict.fromkeys(_FELL)


def _strike_unlike(book: Book, item: int, candidate: str) -> None:
    """As `tallies`: beside a round in which another number came back, an earlier one may tell a vote."""
    rounds = [
        (row["round"], number)
        for number in book.of(book.secret, item)
        if not (row := book.secret.rows[number])["is_void"] and normal(row["candidate"]) == normal(candidate)
    ]
    last = book.secret.rows[max(rounds)[1]] if rounds else {}
    for _, number in rounds:
        row = book.secret.rows[number]
        if any(row[name] is not None for name in _FELL) and _came_back(row) != _came_back(last):
            struck = {"is_void": True, "reason": row["reason"] or UNLIKE, **dict.fromkeys(_FELL)}
            book.secret.rewrite(number, struck)


def _came_back(row: dict[str, Any]) -> int:
    return sum(row[name] or 0 for name in _FELL) if row["returned"] is None else row["returned"]


def _counts_differ(stored: dict[str, Any], values: dict[str, Any]) -> bool:
    return any(name in values and values[name] != stored[name] for name in _COUNTS)


def _is_struck(book: Book, row: Row) -> bool:
    """Whether a row says that its round was struck: such a round stands beside one of the other sort."""
    return row.has("is_void") and bool(row.value(book.named.table, "is_void"))


def _is_open(book: Book, merging: Merging, item: int) -> bool:
    """Whether the item has a round of this sort that was not struck."""
    return any(not merging.rows[number]["is_void"] for number in book.of(merging, item))


def _tally(book: Book, item: int, number: int, candidate: str) -> int | None:
    for one in book.of(book.secret, item):
        row = book.secret.rows[one]
        if row["round"] == number and normal(row["candidate"]) == normal(candidate):
            return one
    return None
