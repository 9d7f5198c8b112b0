"""Tables saved as text: the encoding and the delimiter are told by content, and said."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.errors import NotReadable
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.files.text_table import TextTable, decode

TABLE = "序号,事项名称\r\n1,行政许可\r\n"


def rows_of(text: str) -> list[list[str]]:
    return list(TextTable(text.encode()).rows())


def refusal_of(data: bytes) -> NotReadable:
    with pytest.raises(NotReadable) as refusal:
        TextTable(data)
    return refusal.value


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "UTF-8 编码"),
        ("utf-8-sig", "UTF-8（带标记）"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
    ],
)
def test_each_encoding_is_told_and_said(codec: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "行政许可.csv"
    path.write_bytes(TABLE.encode(codec))
    text = read_text(path)
    assert (text.form, text.grids[0].name) == ("csv", "行政许可")
    assert text.grids[0].rows == [["序号", "事项名称"], ["1", "行政许可"]]
    assert any(said in note for note in text.notes)


def test_utf16_of_the_other_byte_order_is_read_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + TABLE.encode("utf-16-be")) == (TABLE, "UTF-16")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("序号,名称\n1,行".encode()[:-1], 2),
        ("序号,名称\n1,行政\n2,".encode("gb18030") + b"\xff\n", 3),
        ("序号\t名称\r\n1\t行政".encode("utf-16")[:-1], 2),
        (b"\xef\xbb\xbf" + "甲\n乙\n".encode() + b"\xff", 3),
    ],
)
def test_broken_bytes_are_refused_with_their_line(data: bytes, line: int) -> None:
    refusal = refusal_of(data)
    assert refusal.code == "ENCODING"
    assert f"第 {line} 行" in str(refusal)


def test_two_encodings_in_one_file_are_refused_with_the_line() -> None:
    mixed = "序号,事项名称,实施依据\n".encode() + "1,行政许可,某法\n".encode("gb18030")
    assert "第 2 行有不属于 UTF-8 编码的字节" in str(refusal_of(mixed))
    other = "1,行政许可,某法\n".encode("gb18030") + "序号,事项名称,实施依据\n".encode()
    assert "第 2 行是 UTF-8 编码，第 1 行不是" in str(refusal_of(other))


def test_bytes_that_fit_two_encodings_are_not_guessed_at() -> None:
    data = b"a,b\n" + bytes.fromhex("c4a3c4a1") + b",1\n"
    assert data.decode("utf-8")
    assert "模" in data.decode("gb18030")
    assert "第 2 行起既可以是 UTF-8，也可以是 GB18030" in str(refusal_of(data))


def test_a_nul_is_no_text() -> None:
    refusal = refusal_of(b"a,b\n" * 3000 + b"c,\0\n")
    assert (refusal.code, "第 3001 行" in str(refusal)) == ("BINARY", True)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_told_by_the_lines(delimiter: str) -> None:
    lines = [["序号", "名称", "说明"], ["1", "甲,乙；丙", "a;b"], ["2", "丁", "c"], ["3", "戊", "d"]]
    text = "\n".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line) for line in lines
    )
    assert rows_of(text) == lines


def test_a_title_line_and_short_lines_are_filled_up() -> None:
    assert rows_of("权责清单\n\n序号,名称\n1,甲\n2\n\n") == [
        ["权责清单", ""],
        ["", ""],
        ["序号", "名称"],
        ["1", "甲"],
        ["2", ""],
    ]


def test_a_line_break_within_quotes_is_no_new_row() -> None:
    assert rows_of('序号,依据\r\n1,"第一\n第二,""引""\r\n第三"\r\n2,完\r\n') == [
        ["序号", "依据"],
        ["1", '第一\n第二,"引"\r\n第三'],
        ["2", "完"],
    ]


def test_a_quote_without_its_partner_is_refused_with_its_line_and_swallows_nothing() -> None:
    refusal = refusal_of('序号,名称\n1,"甲\n2,乙\n3,丙\n'.encode())
    assert refusal.code == "QUOTES"
    assert "第 2 行" in str(refusal)


def test_a_formula_is_text() -> None:
    assert rows_of("名称,值\n=1+1,@SUM(A1)\n=cmd|' /C calc'!A0,-2\n")[1:] == [
        ["=1+1", "@SUM(A1)"],
        ["=cmd|' /C calc'!A0", "-2"],
    ]


def test_characters_lost_before_are_said_with_their_line() -> None:
    table = TextTable("序号,名称\n1,石\ufffd磊\n".encode())
    assert any("1 个字" in note and "第 2 行" in note for note in table.notes)


_CELL = st.text(st.sampled_from("权力清单、，。；甲乙丙ab1 \n\",;\t'="), max_size=8)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(_CELL, min_size=width, max_size=width), min_size=1, max_size=5)
    ),
    st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]),
)
def test_what_a_spreadsheet_program_writes_comes_back_cell_by_cell(
    table: list[list[str]], codec: str
) -> None:
    heads = [f"栏目{number}" for number in range(len(table[0]))]
    lines = [heads] * 4 + table + [heads]
    text = "\r\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line) for line in lines)
    assert list(TextTable(text.encode(codec)).rows()) == lines
