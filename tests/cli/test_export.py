"""export as a clerk types it: one list or all, narrowed, never over another file, and back by import."""

from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from powerctl.store.views import VIEWS
from tests.cli.conftest import Answer, Typed

HEADINGS = 3


def rows(path: Path, sheet: str | None = None) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return list((book[sheet] if sheet else book.worksheets[0]).iter_rows(min_row=HEADINGS, values_only=True))


def tables(path: Path) -> dict[str, list[list[object]]]:
    """Every sheet of a large workbook, quickly."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python()[HEADINGS - 1 :] for name in book.sheet_names}


def column(path: Path, heading: str, sheet: str | None = None) -> list[object]:
    headings, *below = rows(path, sheet)
    at = headings.index(heading)
    return [row[at] for row in below]


def test_a_list_is_exported_and_the_next_command_is_named(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    answer = on("export", "power", "-o", path)
    assert answer.status == 0
    assert f"powerctl import {path}" in answer.out
    listed = on("power", "list", "--format", "json").json
    assert column(path, "*事项名称") == [power["name"] for power in listed]


def test_organization_is_one_workbook_of_four_sheets(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "机构.xlsx"
    assert on("export", "organization", "-o", path).status == 0
    assert openpyxl.load_workbook(path).sheetnames == ["单位", "人员", "职务", "分工", "填写说明"]
    assert column(path, "姓名", "职务") == ["李一"]


@pytest.mark.parametrize(
    "noun", sorted({view.command or view.name for view in VIEWS.values()} - {"power clean-up"})
)
def test_every_noun_with_a_list_can_be_exported(noun: str, on: Typed, tmp_path: Path) -> None:
    answer = on("export", noun, "-o", tmp_path / "表.xlsx")
    assert answer.status == 0, answer.said
    assert "填写说明" in openpyxl.load_workbook(tmp_path / "表.xlsx").sheetnames


def test_unit_and_conditions_narrow_an_export(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    first = on("power", "list", "--format", "json").json[0]["name"]
    assert on("export", "power", "--where", f"事项名称={first}", "-o", path).status == 0
    assert set(column(path, "*事项名称")) == {first}
    assert on("export", "power", "--unit", "县教育局", "-o", path, "--force").status == 0
    assert column(path, "*事项名称") == []


def test_conditions_are_of_the_sheet_that_is_named(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "单位.xlsx"
    assert on("export", "unit", "--where", "单位名称~教育", "-o", path).status == 0
    assert openpyxl.load_workbook(path).sheetnames == ["单位", "填写说明"]
    assert column(path, "*单位名称") == ["县教育局"]
    refused = on("export", "organization", "--where", "姓名=李一", "-o", tmp_path / "x.xlsx")
    assert refused.status == 3
    assert "哪一张" in refused.err


def test_an_existing_file_is_not_written_over_unless_asked(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_text("别人的文件", encoding="utf-8")
    answer = on("export", "power", "-o", path)
    assert answer.status == 3
    assert "--force" in answer.err
    assert path.read_text(encoding="utf-8") == "别人的文件"
    assert on("export", "power", "-o", path, "--force").status == 0
    assert rows(path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export"], "--all"),
        (["export", "power", "--all", "x"], "哪一种"),
        (["export", "--all", "x", "--where", "a=b"], "--where"),
        (["export", "没有这种表"], "可以导出"),
        (["export", "power", "-o", "清单.csv"], ".xlsx"),
        (["export", "power", "-o", "没有/清单.xlsx"], "文件夹"),
        (["export", "power", "--unit", "没有的单位"], "没有的单位"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_one_sentence(
    words: list[str], said: str, on: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = on(*words)
    assert answer.status == 3
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert list(tmp_path.glob("**/*.xlsx")) == []


def test_a_disk_that_is_full_leaves_no_half_file(
    on: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = on("export", "power", "-o", tmp_path / "清单.xlsx")
    assert answer.status == 3
    assert "磁盘" in answer.err
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".db"] == []


def _all(on: Typed, folder: Path) -> tuple[Answer, list[Path], list[Path]]:
    answer = on("export", "--all", folder)
    return answer, sorted(folder.glob("*.xlsx")), sorted(folder.glob("仅供查阅/*.xlsx"))


def test_everything_is_exported_and_comes_back_unchanged(on: Typed, tmp_path: Path) -> None:
    on("check")
    answer, back, others = _all(on, tmp_path / "导出")
    assert answer.status == 0
    assert [path.name[3:] for path in back] == [
        "单位、人员、职务和分工.xlsx",
        "权责清单.xlsx",
        "廉政风险点及防控措施.xlsx",
        "防控措施落实情况.xlsx",
    ]
    assert "问题.xlsx" in [path.name for path in others]
    head = on("ledger", "log", "--format", "json").json[0]
    for path in back:
        answer = on("import", path, "--format", "json")
        assert answer.status == 0, answer.said
        assert answer.json["records"] == answer.json["unchanged"] > 0
    assert on("ledger", "log", "--format", "json").json[0] == head


def test_everything_goes_into_an_empty_file_and_is_the_same_there(
    on: Typed, typed: Typed, tmp_path: Path
) -> None:
    _, back, _ = _all(on, tmp_path / "导出")
    again = ["--db", tmp_path / "again.db", "--today", "2026-06-30"]
    assert typed(*again, "init", "--county", "青禾县").status == 0
    for path in back:
        assert typed(*again, "import", path).status == 0
    assert typed(*again, "export", "--all", tmp_path / "再导出").status == 0
    for path in back:
        assert tables(tmp_path / "再导出" / path.name) == tables(path), path.name


def test_a_list_for_looking_at_is_not_imported(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "批次.xlsx"
    assert "只供查阅" in on("export", "batch", "-o", path).out
    answer = on("import", path)
    assert answer.status == 3
    assert "只供查阅" in answer.said


def test_what_a_clerk_changes_in_an_export_is_the_only_change(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "风险.xlsx"
    on("export", "risk", "-o", path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[HEADINGS]]
    sheet.cell(HEADINGS + 1, headings.index("监测指标") + 1).value = "采购方式变更次数"
    book.save(path)
    receipt = on("import", path, "--format", "json").json
    assert (receipt["records"], receipt["changed"]) == (1, 1)
    assert on("risk", "show", "1", "--format", "json").json["indicator"] == "采购方式变更次数"


def test_the_sample_county_comes_back_whole(typed: Typed, tmp_path: Path) -> None:
    assert typed("--today", "2026-06-30", "demo", tmp_path / "样例").status == 0
    (db,) = (tmp_path / "样例").glob("*.db")
    sample = ["--db", db, "--today", "2026-06-30"]
    again = ["--db", tmp_path / "again.db", "--today", "2026-06-30"]
    assert typed(*sample, "export", "--all", tmp_path / "导出").status == 0
    assert typed(*again, "init", "--county", "云泽县").status == 0
    back = sorted((tmp_path / "导出").glob("*.xlsx"))
    for path in back:
        said = typed(*sample, "import", path, "--format", "json").json
        assert said["records"] == said["unchanged"] > 0, path.name
        assert typed(*again, "import", path).status == 0, path.name
    assert typed(*again, "export", "--all", tmp_path / "再导出").status == 0
    for path in back:
        assert tables(tmp_path / "再导出" / path.name) == tables(path), path.name
