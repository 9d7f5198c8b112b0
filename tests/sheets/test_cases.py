"""Published workbooks give the facts that stand beside them. The folder is not part of the project."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from powerctl.sheets.files.reader import read_text
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.tables import tally
from powerctl.sheets.understand import understand

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"
FILES = sorted(CASES.glob("*.json"))
pytestmark = pytest.mark.skipif(not FILES, reason="the published workbooks are not beside this checkout")


def close(text: str) -> str:
    return "".join(text.split())


def facts_of(name: str) -> dict[str, Any]:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


@cache
def read_case(file: str) -> ReadWorkbook:
    return understand(read_text(CASES / file))


def understood(facts: dict[str, Any]) -> ReadWorkbook:
    return read_case(facts["file"])


@pytest.mark.parametrize("name", [file.name for file in FILES])
def test_a_published_workbook_gives_its_facts(name: str) -> None:
    """real-inventories.md 2; issue 2"""
    facts = facts_of(name)
    workbook = understood(facts)
    if facts["kind"] not in ("powers", "risks"):
        assert workbook.kind is None
        assert len(workbook.problems) == 1
        return
    assert (workbook.kind, workbook.unsure, workbook.problems) == (facts["kind"], [], [])
    assert len(workbook.records) == facts["rows"]
    assert sum(sheet.items for sheet in workbook.sheets) == facts.get("items", facts["rows"])
    assert tally.levels(workbook) == facts["levels"]
    assert tally.by_category(workbook) == facts["by_category"]
    first, last = tally.first_and_last_name(workbook)
    assert (close(first), close(last)) == (close(facts["first_name"]), close(facts["last_name"]))
    headings = [close(heading) for heading in facts["headings"]]
    assert all([close(c.heading) for c in sheet.columns] == headings for sheet in workbook.sheets)
    if "header_row" in facts:
        assert [sheet.header_row for sheet in workbook.sheets] == [facts["header_row"]]
        assert workbook.sheets[0].records[0].row == facts["first_data_row"]


SHEETS = [
    (file.name, number) for file in FILES for number in range(len(facts_of(file.name).get("sheets", [])))
]


@pytest.mark.parametrize(("name", "number"), SHEETS)
def test_each_sheet_of_a_published_workbook_gives_its_facts(name: str, number: int) -> None:
    """real-inventories.md 2"""
    facts = facts_of(name)
    expected, sheet = facts["sheets"][number], understood(facts).sheets[number]
    assert sheet.sheet == expected["sheet"]
    assert (sheet.header_row, len(sheet.records), sheet.items) == (
        expected["header_row"],
        expected["records"],
        expected["items"],
    )
    assert tally.sheet_by_category(sheet) == expected["by_category"]
    ends = [tally.record_name(sheet.kind, sheet.records[position]) for position in (0, -1)]
    assert list(map(close, ends)) == [close(expected["first_name"]), close(expected["last_name"])]
    assert sheet.records[0].values.get("sequence") == expected["first_seq"]
    assert sheet.records[-1].values.get("sequence") == expected["last_seq"]


@pytest.fixture
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], ReadWorkbook]:
    file = next((file for file in FILES if file.name.startswith(request.param)), None)
    if file is None:
        pytest.skip(f"{request.param} is not among the published workbooks")
    facts = facts_of(file.name)
    return facts["facts"], understood(facts)


@pytest.mark.parametrize("case", ["p01"], indirect=True)
def test_a_hidden_list_beside_the_table_is_reported_and_not_read(
    case: tuple[dict[str, Any], ReadWorkbook],
) -> None:
    facts, workbook = case
    sheet = workbook.sheets[0]
    assert sheet.skipped_hidden_columns == 1
    assert any("N" in note and "隐藏列" in note for note in workbook.notes)
    basis = [close(record.values["basis_text"]) for record in sheet.records]
    assert any(text.startswith(facts["basis_of_row_9_starts_with"]) for text in basis)
    assert {record.values["exercising_body"] for record in sheet.records} == {"克拉玛依市财政局"}
    assert sheet.unit_name == "克拉玛依市财政局"


@pytest.mark.parametrize("case", ["p06"], indirect=True)
def test_of_two_copies_of_a_heading_the_visible_one_is_read(
    case: tuple[dict[str, Any], ReadWorkbook],
) -> None:
    facts, workbook = case
    sheet = workbook.sheets[0]
    fields = {column.column: (column.field, column.hidden) for column in sheet.columns}
    for hidden, visible in facts["repeated_headings"].values():
        assert fields[hidden] == (None, True)
        assert fields[visible][0] is not None
    assert sheet.skipped_hidden_columns == 4
    start = facts["责任事项依据_of_item_6_starts_with"]
    assert sheet.records[5].values["responsibility_basis"].startswith(start)
    assert {"responsibility_basis", "accountable", "accountability"} <= set(sheet.records[20].values)
    assert "sequence" not in sheet.records[19].values
    assert close(sheet.records[19].values["name"]) == facts["blank_seq_item"]


@pytest.mark.parametrize("case", ["p08"], indirect=True)
def test_hidden_rows_are_skipped_and_counts_in_sheet_names_compared(
    case: tuple[dict[str, Any], ReadWorkbook],
) -> None:
    facts, workbook = case
    by_name = {sheet.sheet: sheet for sheet in workbook.sheets}
    for name, rows in facts["hidden_rows"].items():
        assert by_name[name].skipped_hidden_rows == len(rows)
        assert by_name[name].records[0].values["exercising_body"] == facts["visible_征收_行使主体"]
    assert any("写明11项" in note and "10项" in note for note in workbook.notes)
    filled: dict[str, int] = {}
    for sheet, record in workbook.records:
        word = record.values.get("category") or sheet.category
        filled[word] = filled.get(word, 0) + 1
    assert filled == facts["category_after_filling_from_sheet_name"]


@pytest.mark.parametrize("case", ["p11"], indirect=True)
def test_sub_items_under_a_repeated_name_are_records_of_one_item(
    case: tuple[dict[str, Any], ReadWorkbook],
) -> None:
    facts, workbook = case
    records = [record for _, record in workbook.records]
    for name, sub_items in facts["split_items"].items():
        found = [r.values.get("sub_item", "") for r in records if close(r.values["name"]) == name]
        assert [close(text) for text in found] == [close(text) for text in sub_items]
    assert [record.row for record in records if not record.item] == facts["blank_seq_physical_rows"]
    counts: dict[str, int] = {}
    for record in records:
        counts[close(record.values["name"])] = counts.get(close(record.values["name"]), 0) + 1
    repeated = {name: count for name, count in counts.items() if count > 1}
    assert repeated == facts["names_used_by_more_than_one_record"]


@pytest.mark.parametrize("case", ["r02"], indirect=True)
def test_a_merged_unit_belongs_to_every_risk_under_it(case: tuple[dict[str, Any], ReadWorkbook]) -> None:
    facts, workbook = case
    records = [record for _, record in workbook.records]
    assert {record.values["unit"] for record in records} == {facts["单位_of_every_row"]}
    assert {record.values["leader"] for record in records} == {"某某"}
    assert len(records[0].parts["measures"]) == facts["measures_in_row_1"]
