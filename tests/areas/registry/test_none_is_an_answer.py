"""无 in a real workbook: an answer where the column asks for one, an empty cell elsewhere."""

from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session, select

from powerctl.model import Power
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.kinds.powers import POWERS
from powerctl.sheets.understand import understand
from tests.areas.workbooks import counts, take_in

SAID = ("conditions", "materials", "statutory_limit", "promised_limit", "fee")
EMPTY = ("remit", "responsibility", "procedure", "remedy", "note", "deciding_post", "basis_text", "sub_item")
FIELDS = ("sequence", "name", "category", "exercising_body", *SAID, *EMPTY)


def a_list(path: Path, word: str) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["青禾县财政局2025年权责清单"])
    page.append([POWERS.column(field).heading for field in FIELDS])
    for number, name in enumerate(("代理记账许可", "会计从业检查"), 1):
        page.append([number, name, "行政许可", "青禾县财政局", *[word] * (len(FIELDS) - 4)])
    book.save(path)
    return path


def stored(session: Session) -> Power:
    return session.exec(select(Power).where(Power.name == "会计从业检查")).one()


def test_none_is_kept_where_it_says_something_and_dropped_where_it_does_not(
    session: Session, tmp_path: Path
) -> None:
    workbook = understand(read_text(a_list(tmp_path / "清单.xlsx", "无")))
    assert counts(take_in(session, workbook)) == (2, 2, 0, 0, 0)
    power = stored(session)
    assert {field: getattr(power, field) for field in SAID} == dict.fromkeys(SAID, "无")
    columns = [f"{field}_written" if field == "deciding_post" else field for field in EMPTY]
    assert {getattr(power, column) or None for column in columns} == {None}
    assert take_in(session, workbook).writes_nothing


@pytest.mark.parametrize("stroke", ["/", "——", "-"])
def test_a_stroke_is_an_answer_nowhere(session: Session, tmp_path: Path, stroke: str) -> None:
    take_in(session, understand(read_text(a_list(tmp_path / "清单.xlsx", stroke))))
    power = stored(session)
    assert {getattr(power, field) for field in SAID} == {None}


def test_the_columns_where_none_is_said_are_texts_of_the_kind() -> None:
    assert POWERS.none_is_said == set(SAID)
    assert all(POWERS.column(field).value == "文字" for field in POWERS.none_is_said)
