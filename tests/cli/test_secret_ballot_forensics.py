"""Whoever seizes every file, and knows in what order the members voted, learns no secret choice from it.

reliability.md section 3 (R-XZ-09): the attacker looks at rows, at the ledger's images in their order, at
the bytes of every file (journal, backup, export, temporary files) and at the free space of the pages. The
clerk does the worst: enters the count again after each ballot, in every way that there is.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from tests.cli.conftest import Answer, Typed
from tests.cli.test_import_meetings import HEAD, MEMBER, ROWS, filled
from tests.cli.test_meeting_commands import bureau, meeting
from tests.cli.test_meeting_record import ATTENDED, CALLED, an_office, record

__all__ = ["bureau", "meeting"]

FOR, AGAINST = "同意", "反对"
ORDERS = ((FOR, AGAINST, FOR, FOR), (AGAINST, FOR, AGAINST, FOR))
ALLOWANCE = 0.05
_IMAGE = re.compile(rb'"votes_for":(\d+|null),"against":(\d+|null)')
_LEAF_AND_INNER = {2: 12, 5: 12, 10: 8, 13: 8}
_INNER_OF_A_TABLE = 5


class Count(NamedTuple):
    """How the ballots fell, as far as somebody can read it somewhere."""

    votes_for: int
    against: int


Step = Callable[[Typed, int, Count, Path], None]


def _done(answer: Answer) -> Answer:
    assert answer.status == 0, answer.said
    return answer


def _last(typed: Typed) -> int:
    """The number of the newest entry of the ledger."""
    number: int = typed("ledger", "log", "--format", "json").json[0]["entry"]
    return number


def recovered(folder: Path) -> set[Count]:
    """Every count that stands in any file of the folder: in rows, in the ledger, in raw bytes."""
    found: set[Count] = set()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        if data.startswith(b"SQLite format 3"):
            found |= set(_in_tables(path))
        if path.suffix == ".xlsx":
            found |= set(_in_workbook(path))
        for in_favour, against in _IMAGE.findall(data):
            if b"null" not in (in_favour, against):
                found.add(Count(int(in_favour), int(against)))
    return found


def _in_tables(path: Path) -> Iterator[Count]:
    with closing(sqlite3.connect(path)) as db:
        yield from (
            Count(*row)
            for row in db.execute("SELECT votes_for, against FROM secret_ballot WHERE votes_for IS NOT NULL")
        )
        images = "SELECT before, after, pbefore, pafter FROM ledger_change WHERE tbl = 'secret_ballot'"
        for row in db.execute(images):
            for image in row:
                values = json.loads(image or "{}")
                if values.get("votes_for") is not None:
                    yield Count(values["votes_for"], values["against"])


def _in_workbook(path: Path) -> Iterator[Count]:
    sheet = openpyxl.load_workbook(path)["表决"]
    lines = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    (head,) = (line for line in lines if "同意票" in line)
    at = head.index("同意票"), head.index("反对票")
    for line in lines:
        if line[at[0]].isdecimal() and line[at[1]].isdecimal():
            yield Count(int(line[at[0]]), int(line[at[1]]))


def _pages_below(data: bytes, size: int, number: int) -> Iterator[int]:
    """A page of a table and all below it."""
    yield number
    page, head = data[(number - 1) * size : number * size], 100 if number == 1 else 0
    if page[head] == _INNER_OF_A_TABLE:
        cells = int.from_bytes(page[head + 3 : head + 5], "big")
        places = [
            int.from_bytes(page[at : at + 2], "big") for at in range(head + 12, head + 12 + 2 * cells, 2)
        ]
        for at in (*places, head + 8):
            yield from _pages_below(data, size, int.from_bytes(page[at : at + 4], "big"))


def unused_bytes(path: Path) -> int:
    """How many bytes of the file's free space still hold something: what was deleted and lies there.

    Old places of cells, right behind the list of those that count, and what marked a free block (four
    bytes: the next one, its length) are no content of any cell. The pages of the schema hold no records.
    """
    data, count = path.read_bytes(), 0
    size = int.from_bytes(data[16:18], "big")
    assert int.from_bytes(data[36:40], "big") == 0, "there are free pages"
    schema = set(_pages_below(data, size, 1))
    for start in range(0, len(data), size):
        page, head = data[start : start + size], 100 if start == 0 else 0
        if page[head] not in _LEAF_AND_INNER or start // size + 1 in schema:
            continue
        cells = int.from_bytes(page[head + 3 : head + 5], "big")
        first = int.from_bytes(page[head + 5 : head + 7], "big") or 65536
        pointers = head + _LEAF_AND_INNER[page[head]] + 2 * cells
        _places, _, content = page[pointers:first].partition(bytes(8))
        count += sum(len(run) for run in re.findall(rb"[^\0]{5,}", content))
        block = int.from_bytes(page[head + 1 : head + 3], "big")
        while block:
            length = int.from_bytes(page[block + 2 : block + 4], "big")
            count += sum(byte != 0 for byte in page[block + 4 : block + length])
            block = int.from_bytes(page[block : block + 2], "big")
    return count


def linked(order: Sequence[str], counts: set[Count]) -> float:
    """The share of voters whose choice is guessed rightly, by somebody who knows who voted when.

    Where a ballot makes the difference of two counts, it is known; all others are guessed as the majority.
    """
    last = max(counts, key=sum)
    right = 0
    for place, choice in enumerate(order):
        pairs = [
            (after.votes_for - before.votes_for, after.against - before.against)
            for before in (*counts, Count(0, 0))
            for after in counts
            if (sum(before), sum(after)) == (place, place + 1)
        ]
        guess = FOR if last.votes_for >= last.against else AGAINST
        if pairs:
            guess = FOR if pairs[0] == (1, 0) else AGAINST
        right += guess == choice
    return right / len(order)


def chance(order: Sequence[str]) -> float:
    """What is guessed rightly from the outcome alone."""
    return max(order.count(FOR), order.count(AGAINST)) / len(order)


def counts_after(order: Sequence[str]) -> list[Count]:
    """The counts after each ballot."""
    return [Count(order[:n].count(FOR), order[:n].count(AGAINST)) for n in range(1, len(order) + 1)]


def _tally(typed: Typed, count: Count, *more: str) -> None:
    number = str(sum(count))
    words = ("--issued", "4", "--returned", number, "--for", str(count.votes_for))
    _done(
        typed(
            "meeting", "tally", "1", "1", *words, "--against", str(count.against), "--abstain", "0",
            "--tellers", "周六、吴七", "--bag", f"{number}号袋", *more,
        )
    )  # fmt: skip


def _by_striking(typed: Typed, step: int, count: Count, _folder: Path) -> None:
    if step:
        _done(typed("meeting", "round", "1", "1", "--void", "--reason", "登记有误"))
    _tally(typed, count)


def _by_undo(typed: Typed, step: int, count: Count, _folder: Path) -> None:
    if step:
        _done(typed("undo"))
        refused = typed("undo", "--entry", str(_last(typed)))
        assert refused.status == 3 and "票数要重新登记" in refused.err
    _tally(typed, count)


def _by_repeating(typed: Typed, step: int, count: Count, _folder: Path) -> None:
    _tally(typed, count, *(("--again", "--reason", "重新表决") if step else ()))


def _by_striking_and_taking_that_back(typed: Typed, step: int, count: Count, folder: Path) -> None:
    """Struck, and the strike taken back: that is refused, since nothing is left to bring back."""
    _by_striking(typed, step, count, folder)
    if step:
        log = typed("ledger", "log", "--format", "json").json
        (strike,) = [line["entry"] for line in log if line["command"].startswith("meeting round")][:1]
        assert typed("undo", "--entry", str(strike)).status == 3


def _by_workbook(typed: Typed, step: int, count: Count, folder: Path) -> None:
    """A workbook that holds every round so far."""
    rounds = [
        {"meeting": "2026-05", "topic": "2", "round": str(number), "method": "无记名票决", "issued": "4",
         "returned": str(sum(each)), "votes_for": str(each.votes_for), "against": str(each.against), "abstain": "0"}
        for number, each in enumerate(_ROUNDS[: step + 1], 1)
    ]  # fmt: skip
    assert _ROUNDS[step] == count
    book = filled(typed, folder / f"会议{step}.xlsx", {**ROWS, "meeting_votes": rounds})
    _done(typed("import", book))
    assert typed("import", book, "--format", "json").json["batch"] is None


def _by_workbook_taken_back(typed: Typed, step: int, count: Count, folder: Path) -> None:
    if step:
        _done(typed("undo"))
        assert typed("undo", "--entry", str(_last(typed))).status == 3
    row = {"meeting": "2026-05", "topic": "2", "method": "无记名票决", "issued": "4", "returned": str(sum(count)),
           "votes_for": str(count.votes_for), "against": str(count.against), "abstain": "0"}  # fmt: skip
    _done(typed("import", filled(typed, folder / f"会议{step}.xlsx", {**ROWS, "meeting_votes": [row]})))


_ROUNDS: list[Count] = []
WAYS = (
    _by_striking,
    _by_undo,
    _by_repeating,
    _by_striking_and_taking_that_back,
    _by_workbook,
    _by_workbook_taken_back,
)


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the clerk's own workbooks lie: they are not the program's files."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture
def files(county: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is seized: the county file, and whatever the program leaves there."""
    temporary = county.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    return county.parent


@pytest.mark.parametrize("order", ORDERS, ids="".join)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.removeprefix("_by_"))
def test_counts_entered_after_each_ballot_tell_nobodys_choice(
    meeting: Typed, county: Path, files: Path, desk: Path, way: Step, order: Sequence[str]
) -> None:
    """R-XZ-09: during the vote, and after it in the file, its backup and its export."""
    _ROUNDS[:] = counts_after(order)
    for step, count in enumerate(_ROUNDS):
        way(meeting, step, count, desk)
        assert recovered(files) == {count}
        assert step == 0 or unused_bytes(county) == 0
    _done(meeting("backup", "--folder", files / "backups"))
    _done(meeting("export", "meeting", "-o", files / "会议.xlsx"))
    found = recovered(files)
    assert found == {_ROUNDS[-1]}
    assert linked(order, found) <= chance(order) + ALLOWANCE
    assert _done(meeting("ledger", "verify")).status == 0


def test_the_attack_knows_every_choice_where_another_program_keeps_a_running_count(
    meeting: Typed, county: Path, files: Path
) -> None:
    """The control: the same eyes on the same file find all, were it written as the ballots came in."""
    order = ORDERS[0]
    _tally(meeting, counts_after(order)[0])
    with closing(sqlite3.connect(county, isolation_level=None)) as db:
        for count in counts_after(order)[1:]:
            db.execute("UPDATE secret_ballot SET votes_for = ?, against = ?", count)
    assert linked(order, recovered(files)) == 1.0


def test_no_command_and_no_name_of_a_voter_stands_beside_a_tally(meeting: Typed, county: Path) -> None:
    """The ledger's entry of a tally holds the counts, the two tellers, and numbers."""
    _tally(meeting, Count(3, 1))
    _done(meeting("meeting", "round", "1", "1", "--void", "--reason", "登记有误"))
    _tally(meeting, Count(2, 2))
    with closing(sqlite3.connect(county)) as db:
        entries = db.execute("SELECT command, first_change, last_change FROM ledger_entry").fetchall()[-3:]
        assert [command for command, _, _ in entries] == [
            "meeting tally 1",
            "meeting round 1",
            "meeting tally 1",
        ]
        for _, first, last in entries:
            rows = db.execute(
                "SELECT tbl, before, after, pbefore, pafter FROM ledger_change WHERE seq BETWEEN ? AND ?",
                (first, last),
            ).fetchall()
            assert {row[0] for row in rows} <= {"secret_ballot", "topic", "ledger_change"}
            said = "".join(text for row in rows if row[0] == "secret_ballot" for text in row[1:] if text)
            assert not [name for name in ("李一", "王二", "赵三", "钱四", "孙五") if name in said]


def test_a_struck_round_keeps_how_many_ballots_there_were_and_the_sealed_bag(
    meeting: Typed, county: Path
) -> None:
    """The paper proves the count; the file does not repeat it."""
    _tally(meeting, Count(3, 1))
    _done(meeting("meeting", "round", "1", "1", "--void", "--reason", "登记有误"))
    show = meeting("meeting", "show", "1", "--format", "json").json
    assert show["standing"]["items"][0]["votes"] == []
    log = _done(meeting("ledger", "log", _last(meeting)))
    assert "旧票数不留存" in log.out
    db = sqlite3.connect(county)
    kept = "SELECT issued, returned, bag, is_void, reason, votes_for, against, abstain, invalid FROM secret_ballot"
    with closing(db):
        assert db.execute(kept).fetchall() == [(4, 4, "4号袋", 1, "登记有误", None, None, None, None)]


def test_the_names_of_the_import_are_those_of_its_roster_alone(
    on: Typed, county: Path, tmp_path: Path
) -> None:
    _done(on("import", filled(on, tmp_path / "会议.xlsx", ROWS)))
    with closing(sqlite3.connect(county)) as db:
        images = db.execute(
            "SELECT before, after, pbefore, pafter FROM ledger_change WHERE tbl = 'secret_ballot'"
        ).fetchall()
    said = "".join(text for row in images for text in row if text)
    assert images and HEAD not in said and MEMBER not in said


def test_the_table_itself_takes_no_counts_of_a_struck_round(meeting: Typed, county: Path) -> None:
    """Not even from another program."""
    _tally(meeting, Count(3, 1))
    with closing(sqlite3.connect(county)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE secret_ballot SET is_void = 1")


def test_a_count_put_right_on_a_terminal_before_it_is_recorded_is_nowhere(tmp_path: Path) -> None:
    """meeting record: what was typed first and not kept is in no file; the one tally that was is."""
    county = an_office(tmp_path)
    tallied = [("收回票数", ""), ("反对票", "1"), ("弃权票", ""), ("无效票", "")]
    first = [("发出票数", ""), tallied[0], ("同意票", "3"), *tallied[1:]]
    status, screen = record(
        county,
        [
            *[*CALLED, *ATTENDED, ("列席人员", ""), ("下一个议题", "任免事项"), ("议题类别", "2")],
            *[("哪一天告知", "2026-06-25"), ("下一个议题", ""), ("回避的成员", "")],
            *[
                ("介绍方案的人", ""),
                ("下一个发言", "完"),
                ("下一个发言", "完"),
                ("表决方式", ""),
                ("表决对象", ""),
            ],
            *[*first, ("监票人", ""), ("计票人", ""), ("照此记录", "否"), ("表决对象", "")],
            *[
                ("发出票数", ""),
                ("收回票数", ""),
                ("同意票", "2"),
                ("反对票", "2"),
                ("弃权票", ""),
                ("无效票", ""),
            ],
            *[("监票人", ""), ("计票人", ""), ("照此记录", ""), ("当场宣布", "停")],
        ],
        *("--unit", "县财政局"),
    )
    assert status == 0, screen
    assert recovered(tmp_path) == {Count(2, 2)}
