"""exercise, delegation, scope, power level as a clerk types them (R-FS-05, R-FS-07, R-XZ-03)."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.cli.workbooks import workbook

HEADINGS = (
    "办件编号",
    "权力事项",
    "办理日期",
    "经办人",
    "办理对象",
    "办理情况",
    "办理依据",
    "办理过程",
    "办理结果",
    "录入人",
)
CASES = (
    ("财罚〔2026〕1号", "对违反会计法的处罚", "2026-01-05", "李一", "张三", "账外设账", "第四十二条", "立案—决定", "罚款", "王五"),
    ("财罚〔2026〕2号", "对违反会计法的处罚", "2026-02-05", "李一", "某某商贸有限公司", "账外设账", "第四十二条", "立案—决定", "警告", "王五"),
    ("财罚〔2026〕3号", "对别的事的处罚", "2026-02-06", "赵六", "李四", "情况", "第三条", "立案—决定", "警告", ""),
)  # fmt: skip


def _register(folder: Path) -> Path:
    return workbook(folder / "县财政局用权记录.xlsx", [("县财政局2026年用权记录",), HEADINGS, *CASES])


@pytest.fixture
def used(on: Typed, tmp_path: Path) -> Typed:
    """The county file with a register of three exercises."""
    assert on("power", "edit", "2", "--set", "执行岗位=局长").status == 0
    assert on("edition", "edit", "1", "--set", "施行日期=2025-01-01").status == 0
    answer = on("import", _register(tmp_path), "--unit", "县财政局")
    assert answer.status == 0, answer.err
    return on


def test_a_register_is_imported_and_its_receipt_balances(on: Typed, tmp_path: Path) -> None:
    book = _register(tmp_path)
    first = on("import", book, "--unit", "县财政局")
    assert "用权记录" in first.out and "读取 3 = 新增 3 + 变更 0 + 未变 0 + 未采用 0" in first.out
    assert "1 条的权力事项在本单位权力清单中找不到" in first.out
    assert "读取 3 = 新增 0 + 变更 0 + 未变 3 + 未采用 0" in on("import", book, "--unit", "县财政局").out
    assert on("undo", "--batch", "2").status == 0
    assert on("exercise", "list", "--format", "json").json == []


def test_one_use_is_recorded_with_who_typed_it(on: Typed) -> None:
    answer = on(
        "exercise", "add", "财政票据监督检查", "--unit", "县财政局", "--on", "2026-06-01", "--by", "李一"
    )
    assert answer.status == 0, answer.err
    (row,) = on("exercise", "list", "--columns", "all", "--format", "json").json
    assert (row["power"], row["actor"], row["recorder_written"], row["recorded_on"]) == (
        "财政票据监督检查", "李一", "张三", "2026-06-30",
    )  # fmt: skip


def test_an_exercise_is_edited_by_its_case_number(used: Typed) -> None:
    answer = used("exercise", "edit", "财罚〔2026〕3号", "--set", "录入人=王五", "--set", "权力事项=2")
    assert answer.status == 0, answer.err
    assert "录入人：空 → 王五" in answer.out and "权力事项：空 → 对违反会计法的处罚" in answer.out


def test_the_ledger_names_no_one_who_was_dealt_with(used: Typed) -> None:
    """R-XZ-17"""
    used("exercise", "add", "财政票据监督检查", "--unit", "县财政局", "--for", "钱七")
    told = used("ledger", "log", "--format", "json").out
    assert "张三" in told and "钱七" not in told, "the actor of a command is named, its matter is not"


def test_powers_that_nobody_used_are_listed(used: Typed) -> None:
    rows = used("exercise", "unused", "--since", "2026-01-01", "--format", "json").json
    assert [row["power"] for row in rows] == ["会计师事务所设立备案", "财政票据监督检查"]
    assert rows[0]["remark"] == "本单位的用权记录从 2026-01-05 开始"
    assert used("exercise", "unused", "--since", "2026-07-01").status == 3


def test_who_acted_outside_the_list_is_listed_until_a_delegation_is_recorded(used: Typed) -> None:
    assert used("exercise", "outside", "--format", "json").json == []
    used("post", "add", "副局长", "--unit", "县财政局")
    used("power", "edit", "2", "--set", "执行岗位=副局长")
    rows = used("exercise", "outside", "--format", "json").json
    assert [row["item"] for row in rows] == ["U001/财罚〔2026〕1号#1", "U001/财罚〔2026〕2号#1"]
    answer = used("delegation", "add", "2", "--to", "局长", "--from", "2026-02-01", "--document", "财委1号")
    assert "“局长”对应到已登记的职务" in answer.out
    rows = used("exercise", "outside", "--format", "json").json
    assert [row["item"] for row in rows] == ["U001/财罚〔2026〕1号#1"]
    assert used("delegation", "end", "1", "--on", "2026-02-04", "--reason", "收回").status == 0
    assert len(used("exercise", "outside", "--format", "json").json) == 2
    everything = used("exercise", "outside", "--unknown")
    assert "超越清单 2 条，无法判断 1 条" in everything.err


def test_a_delegate_nobody_knows_is_recorded_and_warned_of(on: Typed) -> None:
    answer = on("delegation", "add", "2", "--to", "某中介")
    assert answer.status == 0
    assert "没有对应到已登记的单位、职务或人员" in answer.err


def test_a_leaders_scope_is_fixed_changed_and_ended(on: Typed) -> None:
    words = ("--scope", "决定重大事项", "--duty", "负总责", "--from", "2026-01-01")
    assert on("scope", "add", "局长", "--unit", "县财政局", *words).status == 0
    assert "用权规则：空 → 末位表态" in on("scope", "edit", "局长", "--set", "用权规则=末位表态").out
    assert on("scope", "end", "局长", "--on", "2026-06-01").status == 0
    assert on("scope", "show", "1", "--format", "json").json["valid_to"] == "2026-06-01"


def test_a_powers_level_comes_with_its_reason(on: Typed) -> None:
    """R-FS-07"""
    rows = on("power", "level", "--format", "json").json
    assert rows[0]["level"] == "高" and rows[0]["reason"].startswith("在控风险点 1 个，最高为高")
    assert [row["level"] for row in rows[1:]] == ["未定级", "未定级"]
    assert on("power", "level", "--level", "未定级", "--unit", "县教育局", "--format", "json").json == []


@pytest.mark.parametrize("kind", ["exercises", "delegations", "scopes"])
def test_a_template_imports_nothing_as_it_is(kind: str, on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    assert on("template", kind, "-o", path).status == 0
    answer = on("import", path, "--unit", "县财政局", "--format", "json").json
    assert (answer["kind"], answer["records"], answer["problems"]) == (kind, 0, [])


def test_the_register_is_printed_without_names(used: Typed, tmp_path: Path) -> None:
    path = tmp_path / "登记表.md"
    words = ("--unit", "县财政局", "--since", "2026-01-01", "--format", "md", "-o", path)
    assert used("report", "make", "用权情况登记表", *words).status == 0
    page = path.read_text(encoding="utf-8")
    assert "共办理 3 件" in page and "某某商贸有限公司" in page
    for name in ("李一", "赵六", "王五", "张三", "李四"):
        assert name not in page
