"""The invented institutions of the county: what is planted is found, and the rest passes."""

import pytest

from tests.county.golden import command
from tests.county.institution_books import (
    UNGOVERNED,
    WITHOUT_GRADES,
    WITHOUT_RANGE,
    write_benchmarks,
    write_checklists,
    write_institutions,
)
from tests.county.make_county import DAY
from tests.county.template_books import write_organization, write_powers

FOUND, UNKNOWN = "问题", "无法判断"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[tuple[str, str]]]:
    """Rule → the items of 财政局 and 住建局 that did not pass, with the answer."""
    import json

    folder = tmp_path_factory.mktemp("institutions")
    db = folder / "county.db"
    assert command(db, "init", "--county", "云泽县")[0] == 0
    write_organization(folder / "1.xlsx")
    for place, unit in enumerate(("U002", "U003"), 2):
        write_powers(folder / f"{place}.xlsx", unit)
        write_institutions(folder / f"{place + 2}.xlsx", unit)
    write_benchmarks(folder / "6.xlsx")
    write_checklists(folder / "7.xlsx")
    for number in range(1, 8):
        from_day = ["--from", "2026-01-01"] if number in (2, 3) else []
        status, told = command(db, "import", str(folder / f"{number}.xlsx"), *from_day)
        assert status == 0, told
        if number == 5:
            assert "1 项制度已废止或被替代而没有失效日期" in told
    for number in range(4, 8):
        assert "没有需要写入" in command(db, "import", str(folder / f"{number}.xlsx"))[1]
    select = "REG015,REG017,INS"
    _, told = command(db, "check", "--select", select, "--as-of", DAY, "--format", "json")
    found: dict[str, set[tuple[str, str]]] = {}
    for one in json.loads(told)["outcomes"]:
        if one["item"].startswith(("U002/", "U003/")):
            found.setdefault(one["rule"], set()).add((one["item"], one["verdict"]))
    return found


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("INS001", {("U003/基本制度/公务用车", FOUND)}),
        ("INS002", {("U003/必备制度/权力运行规范指数", FOUND), ("U003/必备制度/末位表态", UNKNOWN)}),
        ("INS005", {("U002/决策制度/群众听证", FOUND)}),
        ("INS007", {("U003/办事机构", FOUND)}),
        ("INS008", {("U003/行为规范/八小时以外行为规范", FOUND)}),
    ],
)
def test_just_the_planted_gaps_are_found(
    answers: dict[str, set[tuple[str, str]]], rule: str, expected: set[tuple[str, str]]
) -> None:
    """R-ZJ-01"""
    assert answers[rule] == expected


def test_the_planted_faults_of_single_institutions_are_found(
    answers: dict[str, set[tuple[str, str]]],
) -> None:
    """R-FS-04"""
    of_finance = {
        rule: {
            item.split("#")[0].removeprefix("U002/") for item, _ in answers[rule] if item.startswith("U002")
        }
        for rule in ("INS003", "INS004", "INS006")
    }
    assert of_finance == {
        "INS003": {"公务接待管理办法"},
        "INS004": {"考勤请假规定", "档案管理规定"},
        "INS006": {"公务用车管理办法"},
    }
    assert ("U003/制度汇编", FOUND) in answers["INS003"]


def test_the_planted_faults_of_powers_are_found(answers: dict[str, set[tuple[str, str]]]) -> None:
    """R-FS-03"""
    graded = {
        item.split("|")[1].split("#")[0]: verdict for item, verdict in answers["REG017"] if "U002" in item
    }
    assert graded[WITHOUT_GRADES] == FOUND and graded[WITHOUT_RANGE] == UNKNOWN
    penalties = [item for item, _ in answers["REG015"] if item.startswith("U002/行政处罚|")]
    assert len(penalties) == 1 and UNGOVERNED in penalties[0]
