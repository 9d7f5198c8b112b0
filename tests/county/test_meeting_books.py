"""The invented meetings hold the faults that their docstring names."""

import json
from typing import Any

import pytest

from powerctl.cli.main import run
from powerctl.rulebook.catalogue import RULES
from tests.county.make_county import FOLDER
from tests.county.meeting_books import BOOKS, books

DAY = "2026-06-30"
# rule: meetings (or topics of them) where it must find a problem; no other problem of that rule may be found.
PLANTED = {
    "MTG004": {"U002-2025-09"},
    "MTG005": {"U002-2025-11"},
    "MTG010": {"U002-2025-12"},
    "MTG013": {"U002-2026-02"},
    "MTG014": {"U002-2026-02"},
    "VOTE002": {"U002-2026-03"},
    "VOTE003": {"U002-2026-03"},
    "MTG012": {"U007-2025-08"},
    "VOTE007": {"U007-2025-10"},
    "VOTE008": {"U007-2026-02"},
    "VOTE011": {"U007-2026-04"},
    "MTG016": {"U007-2026-05"},
    "MTG023": {"U007-2026-06"},
    "MTG033": {"U003-2025-12"},
}
_KNOWN = {rule.code for rule in RULES}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words before every command on a county with the three bodies' meetings."""
    folder = tmp_path_factory.mktemp("meetings")
    words = ["-q", "--db", str(folder / "county.db"), "--actor", "测试", "--today", DAY]
    assert run([*words, "init", "--county", "云泽县"]) == 0
    assert run([*words, "import", str(FOLDER / "01 机构人员与分工.xlsx")]) == 0
    for name, write in BOOKS.items():
        write(folder / name)
        assert run([*words, "import", str(folder / name)]) == 0, name
        again = folder / f"again {name}"
        write(again)
        assert again.read_bytes() == (folder / name).read_bytes()
    return words


@pytest.fixture(scope="module")
def outcomes(county: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every outcome of the rules whose faults are planted."""
    out = tmp_path_factory.mktemp("outcomes") / "found.json"
    select = ",".join(sorted(_KNOWN & set(PLANTED)))
    words = ["check", "--select", select, "--all", "--format", "json", "--fail-on", "never", "-o", str(out)]
    assert run([*county, *words]) == 0
    found: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["outcomes"]
    return found


@pytest.mark.parametrize("code", sorted(_KNOWN & set(PLANTED)))
def test_every_planted_fault_is_found_and_no_other(code: str, outcomes: list[dict[str, Any]]) -> None:
    """R-XZ-07, R-XZ-08, R-XZ-09, R-ZJ-02"""
    found = [one["item"] for one in outcomes if (one["rule"], one["verdict"]) == (code, "问题")]
    missed = {fault for fault in PLANTED[code] if not any(fault in item for item in found)}
    beyond = [item for item in found if not any(fault in item for fault in PLANTED[code])]
    assert (missed, beyond) == (set(), [])


def test_the_year_is_taken_in_whole(county: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    wanted = {"meeting": 36, "topic": 96, "catalogue": 9}
    sheets = books()
    assert (len(sheets["meetings"]), len(sheets["meeting_topics"])) == (36, 96)
    for noun, number in wanted.items():
        assert run([*county, noun, "list", "--limit", "200", "--format", "json"]) == 0
        assert len(json.loads(capsys.readouterr().out)) == number


def test_the_patterns_of_the_year_are_seen(county: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*county, "meeting", "patterns", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    marked = {(line["pattern"], line["unit"]) for line in found["lines"] if line["stands_out"]}
    assert ("dissent", "柳溪镇人民政府") in marked
    assert ("pace", "云泽县住房和城乡建设局") in marked
    assert ("dissent", "云泽县财政局") not in marked
    pairs = [{passage["meeting"] for passage in each["passages"]} for each in found["alike"]]
    assert pairs == [{"U007-2025-07", "U007-2026-01"}]
