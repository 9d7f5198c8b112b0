"""Records kept by columns: they answer as dictionaries do, and hold each text once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.reading import Cells
from powerctl.sheets.tables.parts import PowerParts
from powerctl.sheets.words.splitting import bases
from tests.sheets.drawn import POWER_HEADINGS, power, read, records, sheet

FIELDS = ("name", "code", "note", "unit")
TEXTS = st.sampled_from(("", "许可", "处罚", "备注"))
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)), min_size=1, max_size=5)
A, B, C = "对违法采伐林木的处罚", "对违法运输木材的处罚", "对森林防火的检查"
BASIS = "【法律】《森林法》第三十九条：违反规定的，责令停止。【规章】《办法》第二条"


@settings(deadline=None, max_examples=100)
@given(ROWS, st.data())
def test_a_row_of_columns_says_what_a_dictionary_of_its_filled_cells_says(
    rows: list[dict[str, str]], data: st.DataObject
) -> None:
    columns = {field: [row[field] for row in rows] for field in FIELDS}
    at = data.draw(st.integers(0, len(rows) - 1))
    plain = {field: rows[at][field] for field in FIELDS if rows[at][field]}
    cells = Cells(columns, at)
    others = [dict(Cells(columns, other)) for other in range(len(rows)) if other != at]
    for field in (*FIELDS, "sub_item"):
        assert cells.get(field) == plain.get(field)
        assert cells.get(field, "无") == plain.get(field, "无")
        assert (field in cells) == (field in plain)
    assert (dict(cells), list(cells), len(cells), bool(cells)) == (
        plain,
        list(plain),
        len(plain),
        bool(plain),
    )
    assert cells == plain and repr(cells) == repr(plain)
    field, text = data.draw(st.sampled_from((*FIELDS, "sub_item"))), data.draw(st.sampled_from(("甲", "乙")))
    cells[field] = plain[field] = text
    assert cells == plain
    del cells[field], plain[field]
    assert cells == plain
    assert [dict(Cells(columns, other)) for other in range(len(rows)) if other != at] == others


def test_an_empty_cell_cannot_be_taken_away() -> None:
    cells = Cells({"name": ["许可"], "note": [""]}, 0)
    for field in ("note", "unit"):
        with pytest.raises(KeyError):
            cells[field]
        with pytest.raises(KeyError):
            del cells[field]


def test_a_column_of_a_sheet_holds_what_its_records_say() -> None:
    rows = [POWER_HEADINGS, power("1", A, "甲"), power("", "", "乙"), [""] * 8, power("2", B), power("3", C)]
    rows[3][4] = "【规章】《办法》第二条"
    found = read(sheet(rows, ("A2:A3", "B2:B3"))).sheets[0]
    fields = {column.field for column in found.columns if column.field}
    assert len(found.records) > 3
    for field in (*fields, "code", "unit"):
        assert found.column(field) == [record.values.get(field, "") for record in found.records]


def test_bases_of_a_power_are_those_of_its_cell_at_every_call() -> None:
    rows = [POWER_HEADINGS, power("1", A), power("2", B)]
    rows[1][4], rows[2][4] = BASIS, ""
    first, second = records(read(sheet(rows)))
    assert first.parts["bases"] == first.parts["bases"] == bases(BASIS)
    assert dict(first.parts) == {"bases": bases(BASIS)}
    assert "bases" not in second.parts and not second.parts


def test_an_article_beside_the_basis_is_added_to_the_record_and_to_no_other() -> None:
    cell = "《森林法》"
    with_article = PowerParts({"basis_text": cell, "basis_article": "第三条"})
    assert [part["text"] for part in with_article["bases"]] == ["《森林法》\n第三条"]
    assert [part["text"] for part in PowerParts({"basis_text": cell})["bases"]] == [cell]
    assert [part["text"] for part in with_article["bases"]] == ["《森林法》\n第三条"]


def test_parts_given_stand_beside_the_bases() -> None:
    parts = PowerParts({"basis_text": BASIS}, {"inherited": [{"field": "name"}]})
    parts["other"] = []
    assert set(parts) == {"inherited", "other", "bases"}
    del parts["other"]
    assert len(parts) == 2 and parts.get("other") is None
    with pytest.raises(KeyError):
        del parts["bases"]
