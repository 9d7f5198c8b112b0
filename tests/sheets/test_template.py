"""Blank workbooks: every heading is found again, the example is no record, nothing is overwritten."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from powerctl.errors import Refused
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.kinds import EXAMPLE_MARK, KINDS, WORKBOOK_KINDS, SheetKind, ValueKind
from powerctl.sheets.understand import understand
from powerctl.sheets.words.vocabulary import basis_kind, category, day, duty_areas, level, whole, yes_no
from powerctl.sheets.writing.template import (
    EXAMPLE_ROW,
    GUIDE_SHEET,
    HEADING_ROW,
    _write,
    template_columns,
    write_template,
)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("templates")
    written = {kind: folder / f"{kind}.xlsx" for kind in WORKBOOK_KINDS}
    for kind, path in written.items():
        write_template(kind, path)
    return written


def headings(sheet) -> list[str]:
    return [str(cell.value).removeprefix("*") for cell in sheet[HEADING_ROW] if cell.value]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_heading_of_a_template_is_found_by_the_columns(kind: SheetKind, templates) -> None:
    sheet = openpyxl.load_workbook(templates[kind.workbook])[kind.title]
    known = {heading: column.field for column in kind.columns for heading in column.headings}
    found = [known[heading] for heading in headings(sheet)]
    assert found == [column.field for column in template_columns(kind)]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_required_columns_are_marked_and_every_heading_has_its_note(kind: SheetKind, templates) -> None:
    sheet = openpyxl.load_workbook(templates[kind.workbook])[kind.title]
    for number, column in enumerate(template_columns(kind), start=1):
        cell = sheet.cell(HEADING_ROW, number)
        assert str(cell.value).startswith("*") is column.required
        assert column.note in cell.comment.text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_example_row_is_marked_as_one_and_the_rest_is_empty(kind: SheetKind, templates) -> None:
    sheet = openpyxl.load_workbook(templates[kind.workbook])[kind.title]
    rows = list(sheet.iter_rows(min_row=EXAMPLE_ROW, values_only=True))
    assert rows[0][0] == EXAMPLE_MARK
    assert not any(value for row in rows[1:] for value in row)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_drop_downs_offer_just_the_choices(kind: SheetKind, templates) -> None:
    sheet = openpyxl.load_workbook(templates[kind.workbook])[kind.title]
    offered = {}
    for validation in sheet.data_validations.dataValidation:
        (cells,) = validation.sqref.ranges
        assert len(validation.formula1) <= 257, "Excel takes 255 characters"
        assert cells.max_row > 1000
        offered[cells.min_col] = (validation.formula1.strip('"').split(","), validation.showErrorMessage)
    for number, column in enumerate(template_columns(kind), start=1):
        choices = ["是", "否"] if column.value is ValueKind.YES_NO else list(column.choices)
        if choices:
            assert offered[number] == (choices, column.value is not ValueKind.TEXT)
        else:
            assert number not in offered


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_the_example_shows_can_be_read(kind: SheetKind) -> None:
    for column in template_columns(kind):
        if not column.example:
            continue
        if column.value is ValueKind.DAY:
            assert day(column.example)
        if column.value is ValueKind.YES_NO:
            assert yes_no(column.example) is not None
        if column.value is ValueKind.WHOLE:
            assert whole(column.example)
        if column.value is ValueKind.TERM:
            assert column.example in column.choices
    readers = {"category": category, "level": level, "area": duty_areas}
    for column in template_columns(kind):
        if column.field in readers:
            assert all(readers[column.field](choice) for choice in column.choices)


def test_the_tags_that_the_note_of_a_basis_names_are_known() -> None:
    note = next(kind for kind in KINDS if kind.name == "powers").column("basis_text").note
    named = note.split("类别有：")[1].rstrip("。").split("、")
    assert len(named) > 5
    assert all(basis_kind(tag) for tag in named)


@pytest.mark.parametrize("workbook", WORKBOOK_KINDS)
def test_the_guide_lists_every_column(workbook: str, templates) -> None:
    guide = openpyxl.load_workbook(templates[workbook])[GUIDE_SHEET]
    listed = [(row[0], row[1]) for row in guide.iter_rows(min_row=3, values_only=True)]
    kinds = [kind for kind in KINDS if kind.workbook == workbook]
    assert listed == [
        (f"“{kind.title}”表", column.heading) for kind in kinds for column in template_columns(kind)
    ]


@pytest.mark.parametrize("workbook", WORKBOOK_KINDS)
def test_a_template_is_ready_to_print_and_to_scroll(workbook: str, templates) -> None:
    book = openpyxl.load_workbook(templates[workbook])
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.freeze_panes and sheet.print_title_rows


@pytest.mark.parametrize("workbook", WORKBOOK_KINDS)
def test_a_template_holds_no_formula_and_names_no_clerk(workbook: str, templates) -> None:
    with zipfile.ZipFile(templates[workbook]) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert not any("<f>" in text for name, text in parts.items() if name.startswith("xl/worksheets"))
    core = parts["docProps/core.xml"]
    assert "<dc:creator>powerctl</dc:creator>" in core
    assert "lastModifiedBy" not in core or "<cp:lastModifiedBy />" in core


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK('x')"])
def test_a_text_that_begins_like_a_formula_stays_a_text(text: str) -> None:
    cell = _write(openpyxl.Workbook().active["A1"], text, Font())
    assert (cell.data_type, cell.value) == ("s", text)


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "权责清单.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(Refused, match="已经存在"):
        write_template("powers", path)
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "kind, name, words",
    [
        ("votings", "a.xlsx", "没有“votings”这种表"),
        ("powers", "a.xls", "只能写成 .xlsx"),
        ("powers", "missing/a.xlsx", "没有文件夹"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_writes_nothing(
    tmp_path: Path, kind: str, name: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        write_template(kind, tmp_path / name)
    assert refusal.value.hint
    assert list(tmp_path.iterdir()) == []


def test_two_templates_of_one_kind_say_the_same(tmp_path: Path) -> None:
    contents = []
    for name in ("a.xlsx", "b.xlsx"):
        write_template("risks", tmp_path / name)
        with zipfile.ZipFile(tmp_path / name) as archive:
            contents.append({part: archive.read(part) for part in archive.namelist()})
    assert {name for name in contents[0] if contents[0][name] != contents[1][name]} <= {"docProps/core.xml"}
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("folder", ["/proc/self", "长" * 120], ids=["takes no files", "too long a name"])
def test_a_place_that_takes_no_file_is_refused_in_chinese(tmp_path: Path, folder: str) -> None:
    if folder == "/proc/self" and not Path(folder).is_dir():
        pytest.skip("no /proc here")
    with pytest.raises(Refused, match=r"写不了文件.*：[^A-Za-z]+$"):
        write_template("powers", tmp_path / folder / "空白表.xlsx")


def fill(path: Path, into: Path, rows: dict[str, list[dict[str, str]]]) -> Path:
    book = openpyxl.load_workbook(path)
    for kind in KINDS:
        for offset, values in enumerate(rows.get(kind.name, []), start=1):
            for number, column in enumerate(template_columns(kind), start=1):
                cell = book[kind.title].cell(EXAMPLE_ROW + offset, number)
                assert cell.number_format == "@"
                cell.value = values.get(column.field)
                cell.data_type = "s"
    book.save(into)
    return into


@pytest.mark.parametrize("workbook", WORKBOOK_KINDS)
def test_an_unchanged_template_is_known_and_brings_no_record(workbook: str, templates) -> None:
    read = understand(read_text(templates[workbook]))
    assert read.kind == workbook
    assert read.records == [] and read.problems == []
    assert [sheet.sheet for sheet in read.sheets] == [k.title for k in KINDS if k.workbook == workbook]


@pytest.mark.parametrize("workbook", WORKBOOK_KINDS)
def test_a_template_filled_like_its_example_is_read_back_without_a_problem(
    workbook: str, templates, tmp_path: Path
) -> None:
    kinds = [kind for kind in KINDS if kind.workbook == workbook]
    rows = {kind.name: [{c.field: c.example for c in template_columns(kind)}] for kind in kinds}
    read = understand(read_text(fill(templates[workbook], tmp_path / "filled.xlsx", rows)))
    assert read.problems == []
    assert [sheet.kind for sheet, _ in read.records] == [kind.name for kind in kinds]
    for (sheet, record), kind in zip(read.records, kinds, strict=True):
        assert [column for column in sheet.columns if column.field is None] == []
        written = {c.field: c.example for c in template_columns(kind) if c.example}
        assert {field: value for field, value in record.values.items() if value} == written


TYPED = st.text(alphabet="甲乙丙丁=+-@0123456789.，", min_size=1, max_size=9).filter(
    lambda text: text.strip("=+-@.，")
)


@given(st.lists(TYPED, min_size=1, max_size=5))
@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_clerk_types_is_read_back_as_typed(templates, tmp_path: Path, typed: list[str]) -> None:
    rows = [
        {
            "unit": "青禾县财政局",
            "name": f"事{text}",
            "category": "行政许可",
            "basis_text": text,
            "note": text,
        }
        for text in typed
    ]
    read = understand(read_text(fill(templates["powers"], tmp_path / "typed.xlsx", {"powers": rows})))
    assert [record.values["name"] for _, record in read.records] == [row["name"] for row in rows]
    assert [record.values["note"] for _, record in read.records] == typed
