"""The invented registers of exercises hold the faults that their docstring names, and no others."""

import json
from typing import Any

import pytest

from powerctl.cli.main import run
from tests.county.exercise_books import BOOKS, NEVER_USED, uses
from tests.county.make_county import FOLDER

_DAY = "2026-06-30"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What a check of the rules about use says, with the bureau's list in force since 2024."""
    folder = tmp_path_factory.mktemp("registers")
    county = ["-q", "--db", str(folder / "county.db"), "--actor", "测试", "--today", _DAY]
    lists = ("01 机构人员与分工.xlsx", "07 市场监管局权责清单.xlsx")
    assert run([*county, "init", "--county", "云泽县"]) == 0
    assert run([*county, "import", str(FOLDER / lists[0])]) == 0
    assert run([*county, "import", str(FOLDER / lists[1]), "--from", "2024-01-01"]) == 0
    for name, write in BOOKS.items():
        write(folder / name)
        assert run([*county, "import", str(folder / name)]) == 0, name
        again = folder / f"again {name}"
        write(again)
        assert again.read_bytes() == (folder / name).read_bytes()
    out = folder / "findings.json"
    words = ["check", "--select", "REG007,REG009,REG014", "--all", "--format", "json", "--fail-on", "never"]
    assert run([*county, *words, "-o", str(out)]) == 0
    found: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["outcomes"]
    return found


def _subjects(checked: list[dict[str, Any]], rule: str, verdict: str) -> list[str]:
    return sorted(
        one["subject"].partition("（云泽")[0]
        for one in checked
        if (one["rule"], one["verdict"]) == (rule, verdict)
    )


def test_every_planted_fault_is_found_and_nothing_else(checked: list[dict[str, Any]]) -> None:
    """R-FS-05, R-XZ-03"""
    assert _subjects(checked, "REG007", "问题") == [
        "企业设立登记",
        "对使用不合格计量器具的处罚",
        "食品经营许可",
    ]
    assert _subjects(checked, "REG007", "无法判断") == [
        "对产品质量的检查",
        "对特种设备安全的检查",
        "对计量器具的检查",
        "校外培训收费备案",
    ]
    assert _subjects(checked, "REG009", "问题") == sorted(NEVER_USED)
    assert _subjects(checked, "REG009", "无法判断") == []
    assert _subjects(checked, "REG014", "问题") == [
        "对不执行政府定价的处罚",
        "对发布虚假广告的处罚",
        "药品零售经营许可",
    ]
    assert _subjects(checked, "REG014", "无法判断") == [
        "对侵犯注册商标专用权的处罚",
        "对食品中掺杂掺假的处罚",
    ]


def test_a_years_register_touches_every_power_but_those_planted() -> None:
    assert len(uses()) == 90
    assert not {use["power"] for use in uses()} & set(NEVER_USED)
