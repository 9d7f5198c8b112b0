"""The committed workbooks are the generator's, small, and nobody's."""

import re
import zipfile
from pathlib import Path

import pytest

from powerctl.sheets.files.reader import read_text
from tests.county.make_county import FOLDER, workbooks_in, write_workbooks
from tests.county.people import SEATS, UNITS
from tests.county.power_rows import powers_of
from tests.county.readme import readme
from tests.county.steps import steps

_OLE = b"\xd0\xcf\x11\xe0"


def test_the_generator_writes_what_is_committed_and_always_the_same_bytes(tmp_path: Path) -> None:
    written, again = write_workbooks(tmp_path / "once"), write_workbooks(tmp_path / "again")
    assert [path.name for path in written] == [path.name for path in workbooks_in(FOLDER)]
    for path, other in zip(written, again, strict=True):
        assert path.read_bytes() == other.read_bytes(), path.name
        # by cells: another release of the spreadsheet library writes other bytes
        assert read_text(path).grids == read_text(FOLDER / path.name).grids, path.name


def test_the_page_that_tells_of_the_sample_is_up_to_date() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == readme()


def test_the_steps_that_the_demo_types_are_up_to_date() -> None:
    written = (FOLDER / "steps.txt").read_text(encoding="utf-8").splitlines()
    assert written == steps(workbooks_in(FOLDER))


def test_all_workbooks_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in workbooks_in(FOLDER)) < 1_300_000


@pytest.mark.parametrize("path", workbooks_in(FOLDER), ids=lambda path: path.name[:2])
def test_no_workbook_names_an_author(path: Path) -> None:
    if not zipfile.is_zipfile(path) or path.suffix == ".ods":
        return
    with zipfile.ZipFile(path) as book:
        properties = book.read("docProps/core.xml").decode()
    assert not re.search(r"<(dc:creator|cp:lastModifiedBy)[^>]*>[^<]", properties)


def test_four_workbooks_are_old_ones_and_one_of_them_hides_it() -> None:
    old = [path.name for path in workbooks_in(FOLDER) if path.read_bytes()[:4] == _OLE]
    assert [name[:2] for name in old] == ["04", "05", "42", "89"]
    assert old[1].endswith(".xlsx")


def test_statutes_are_marked_as_samples() -> None:
    for unit in UNITS:
        for power in powers_of(unit):
            titles = re.findall(r"《([^》]*)》", power["basis_text"])
            assert all(title.endswith("（样例）") for title in titles), power["name"]


def test_everybody_has_a_name_of_their_own() -> None:
    people = {(seat.unit, seat.person) for seat in SEATS}
    assert len({name for _, name in people}) == len(people)
