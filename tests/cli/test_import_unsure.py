"""import of a workbook that may be of two kinds: nobody to ask, so the choices are listed."""

from pathlib import Path

from openpyxl import Workbook

from tests.cli.conftest import Typed


def two_kinds(path: Path) -> Path:
    """A list of powers and a risk table of about the same length."""
    book = Workbook()
    powers = book.worksheets[0]
    powers.title = "权责清单"
    powers.append(["序号", "事项名称", "权力类型", "实施依据", "行使主体", "追责情形"])
    risks = book.create_sheet("廉政风险点")
    risks.append(["序号", "科室", "风险点", "表现形式", "风险等级", "防控措施"])
    for number in range(1, 7):
        powers.append([number, f"检查{number}", "行政检查", "《某法》第三条", "某县林业局", "不作为"])
        risks.append([number, "法规股", f"风险{number}", "以权谋私", "高", "公示"])
    book.save(path)
    return path


def test_choices_are_printed_as_an_object_too(on: Typed, tmp_path: Path) -> None:
    answer = on("import", two_kinds(tmp_path / "两种.xlsx"), "--dry-run", "--format", "json")
    assert answer.status == 3
    assert (answer.json["kind"], answer.json["records"]) == (None, 0)
    (problem,) = answer.json["problems"]
    assert "powers（权责清单）、risks（廉政风险点及防控措施）" in problem["message"]
    assert "--as" in problem["message"]


def test_another_file_of_the_same_command_is_still_answered(on: Typed, tmp_path: Path) -> None:
    first, second = two_kinds(tmp_path / "一.xlsx"), two_kinds(tmp_path / "二.xlsx")
    answer = on("import", first, second, "--dry-run")
    assert answer.status == 3
    assert "一.xlsx 未导入" in answer.err
    assert "二.xlsx 未导入" in answer.err
    assert "--as powers" in answer.err


def test_the_kind_that_is_named_is_read(on: Typed, tmp_path: Path) -> None:
    book = two_kinds(tmp_path / "两种.xlsx")
    answer = on("import", book, "--as", "risks", "--unit", "U002", "--dry-run", "--format", "json")
    assert (answer.status, answer.json["kind"], answer.json["records"]) == (0, "risks", 6)
    assert any("权责清单" in note for note in answer.json["notes"])
