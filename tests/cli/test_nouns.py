"""Each noun is listed, shown, added, edited and retired by its own command, and says what changed."""

import pytest

from tests.cli.conftest import Typed


def _rows(on: Typed, *words: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = on(*words, "--columns", "all", "--format", "json").json
    return rows


def test_a_unit_is_added_below_another_and_gets_the_next_code(on: Typed) -> None:
    """R-XZ-01"""
    answer = on("unit", "add", "县水利局", "--parent", "青禾县", "--set", "起日=2020-01-01")
    assert answer.status == 0
    assert "U003 县水利局" in answer.out
    row = _rows(on, "unit", "list", "--where", "单位名称=县水利局")[0]
    assert (row["parent"], row["valid_from"]) == ("青禾县", "2020-01-01")


def test_an_edit_tells_before_and_after(on: Typed) -> None:
    answer = on("power", "edit", "1", "--set", "责任事项=受理、审查、决定", "--set", "决策岗位=局长")
    assert answer.status == 0
    assert "责任事项：受理、审查 → 受理、审查、决定" in answer.out
    assert "决策岗位：空 → 局长" in answer.out
    shown = on("power", "show", "1", "--format", "json").json
    assert (shown["responsibility"], shown["deciding_post"]) == ("受理、审查、决定", "局长")


@pytest.mark.parametrize("heading", ["责任事项", "responsibility", "责任 事项"])
def test_a_field_is_named_by_its_chinese_heading_or_its_english_key(heading: str, on: Typed) -> None:
    assert on("power", "edit", "1", "--set", f"{heading}=办理").status == 0
    assert on("power", "show", "1", "--format", "json").json["responsibility"] == "办理"


@pytest.mark.parametrize("empty", ["空", ""])
def test_空_empties_a_field(empty: str, on: Typed) -> None:
    assert "责任事项：受理、审查 → 空" in on("power", "edit", "1", "--set", f"责任事项={empty}").out
    assert on("power", "show", "1", "--format", "json").json["responsibility"] is None


def test_a_value_may_contain_an_equals_sign(on: Typed) -> None:
    on("power", "edit", "1", "--set", "备注=甲=乙")
    assert on("power", "show", "1", "--format", "json").json["note"] == "甲=乙"


def test_an_edit_that_changes_nothing_writes_nothing(on: Typed) -> None:
    entries = len(on("ledger", "log", "--format", "json").json)
    answer = on("power", "edit", "1", "--set", "责任事项=受理、审查")
    assert answer.status == 0
    assert "没有变化，未写入" in answer.out
    assert len(on("ledger", "log", "--format", "json").json) == entries


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("责任事相=x", "没有可改的栏目“责任事相”；相近的有：责任事项"),
        ("没有等号", "“没有等号”不是“栏目=值”的写法"),
        ("=值", "不是“栏目=值”的写法"),
        ("是否牵头=也许", "“是否牵头”不认识“也许”；要写：是 或 否"),
        ("权力主体层级=大老板", "要写：班子集体、一把手、班子成员、内设科室"),
        ("决策岗位=科长", "没有职务“科长”；已登记：局长"),
        ("权力类别=乱来", "“权力类别”不认识“乱来”；要写：行政许可、行政处罚"),
        ("事项名称=空", "缺少事项名称"),
        ("识别键=x", "没有可改的栏目“识别键”"),
    ],
)
def test_a_wrong_setting_is_refused_and_nothing_is_written(setting: str, sentence: str, on: Typed) -> None:
    before = on("ledger", "log", "--format", "json").json
    answer = on("power", "edit", "1", "--set", "备注=一", "--set", setting)
    assert answer.status == 3
    assert sentence in answer.err
    assert on("ledger", "log", "--format", "json").json == before


def test_a_field_is_set_once(on: Typed) -> None:
    answer = on("power", "edit", "1", "--set", "备注=一", "--set", "note=二")
    assert answer.status == 3
    assert "写了两次" in answer.err


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["unit", "show", "县财整局"], "县财政局"),
        (["unit", "edit", "财政局", "--set", "备注=x"], "县财政局"),
        (["power", "list", "--unit", "县财镇局"], "县财政局"),
        (["power", "add", "某事项", "--unit", "县财局", "--category", "行政许可"], "县财政局"),
        (["risk", "score", "--unit", "县财政"], "县财政局"),
        (["power", "show", "会计师事务所备案"], "会计师事务所设立备案"),
        (["risk", "edit", "擅自变更采购", "--set", "备注=x"], "擅自变更采购方式"),
        (["check", "--unit", "县财整局"], "县财政局"),
    ],
)
def test_a_slip_of_the_pen_gets_the_names_that_are_near(words: list[str], near: str, on: Typed) -> None:
    answer = on(*words)
    assert answer.status == 3
    assert near in answer.err


def test_a_record_is_named_by_number_code_or_name(on: Typed) -> None:
    for key in ("2", "U001", "县财政局"):
        assert on("unit", "show", key, "--format", "json").json["name"] == "县财政局"


def test_a_number_is_the_one_that_a_list_shows(on: Typed) -> None:
    """What somebody else is called by never stands in its way, and is never changed in its place."""
    on("person", "add", "王二", "--unit", "U001", "--number", "1")
    assert on("person", "show", "1", "--format", "json").json["name"] == "李一"
    on("unit", "add", "县林业局", "--code", "2")
    answer = on("unit", "edit", "2", "--set", "备注=x")
    assert answer.status == 3
    assert "“2”既是一条单位的编号，又是“县林业局”的代码" in answer.err
    assert on("unit", "edit", "县林业局", "--set", "备注=x").status == 0


def test_people_of_one_name_are_told_apart_by_number(on: Typed) -> None:
    again = on("person", "add", "李一", "--unit", "U001")
    assert again.status == 3
    assert "--number 2" in again.err
    assert on("person", "add", "李一", "--unit", "U001", "--number", "2").status == 0
    several = on("person", "show", "李一")
    assert several.status == 3
    assert "编号" in several.err
    assert "人员编号：空 → 1" in on("person", "edit", "1", "--set", "人员编号=1").out


def test_a_person_is_retired_with_a_reason(on: Typed) -> None:
    assert on("person", "retire", "李一", "--on", "2026-05-01", "--reason", "调出").status == 0
    row = _rows(on, "person", "list")[0]
    assert row["valid_to"] == "2026-05-01"
    assert "调出" in str(row["note"])


def test_two_in_one_post_are_recorded_and_said(on: Typed) -> None:
    """R-XZ-01: the record is reality."""
    on("person", "add", "王二", "--unit", "U001")
    answer = on("post", "appoint", "局长", "--unit", "U001", "--person", "王二", "--from", "2025-01-01")
    assert answer.status == 0
    assert "同一时期“李一”也任“局长”" in answer.err
    assert on("post", "dismiss", "1", "--on", "2024-12-31", "--document", "青委〔2024〕9号").status == 0
    holders = {row["person"]: row["valid_to"] for row in _rows(on, "post", "holders")}
    assert holders == {"李一": "2024-12-31", "王二": None}


def test_a_tenure_is_corrected(on: Typed) -> None:
    answer = on("post", "edit-tenure", "1", "--set", "任职日期=2023-05-01")
    assert "任职日期：2024-01-01 → 2023-05-01" in answer.out
    assert on("post", "edit-tenure", "9", "--set", "任免文号=x").status == 3


def test_a_unit_with_holders_of_posts_is_not_retired(on: Typed) -> None:
    answer = on("unit", "retire", "县财政局", "--reason", "机构改革")
    assert answer.status == 3
    assert "还有 1 人在任" in answer.err
    assert on("unit", "retire", "县教育局", "--reason", "机构改革", "--on", "2026-01-01").status == 0
    assert _rows(on, "unit", "list", "--where", "单位代码=U002")[0]["valid_to"] == "2026-01-01"


def test_a_post_is_edited_and_retired(on: Typed) -> None:
    answer = on("post", "edit", "局长", "--unit", "U001", "--set", "是否一把手=是")
    assert "是否“一把手”：空 → 是" in answer.out
    assert on("post", "retire", "局长", "--reason", "机构改革").status == 0
    assert _rows(on, "post", "list")[0]["valid_to"] == "2026-06-30"


def test_a_duty_whose_directness_is_not_said_stays_unknown(on: Typed) -> None:
    """R-XZ-02: not known is not no."""
    assert _rows(on, "duty", "list")[0]["direct"] is None
    answer = on("duty", "edit", "1", "--set", "是否直接分管=否")
    assert "是否直接分管：空 → 否" in answer.out
    assert on("duty", "retire", "1", "--on", "2026-02-01", "--reason", "班子调整").status == 0
    row = _rows(on, "duty", "list")[0]
    assert (row["valid_to"], row["document"]) == ("2026-02-01", "班子调整")


def test_a_duty_may_be_that_of_somebody_registered_elsewhere(on: Typed) -> None:
    """R-XZ-02"""
    on("unit", "add", "云泽县人民政府")
    on("person", "add", "王某", "--unit", "云泽县人民政府")
    words = ("duty", "add", "王某", "--unit", "U001", "--area", "财务")
    assert on(*words).status == 3
    assert on(*words, "--home", "云泽县人民政府").status == 0
    assert _rows(on, "duty", "list")[-1]["person"] == "王某"


def test_an_edition_replaces_another_and_is_retired_with_its_powers(on: Typed) -> None:
    """R-FS-02"""
    answer = on("edition", "edit", "2025年版", "--unit", "U001", "--set", "施行日期=2025-01-01")
    assert "施行日期：空 → 2025-01-01" in answer.out
    added = on(
        *("edition", "add", "2026年版", "--unit", "U001", "--from", "2026-01-01", "--replaces", "2025年版")
    )
    assert added.status == 0
    assert _rows(on, "edition", "list")[1]["replaces"] == "2025年版"
    retired = on("edition", "retire", "2025年版", "--on", "2026-01-01", "--reason", "已换新版")
    assert "3 项权力事项" in retired.out


def test_a_power_needs_its_edition_where_there_are_several(on: Typed) -> None:
    on("edition", "add", "2026年版", "--unit", "U001")
    words = ("power", "add", "政府采购投诉处理", "--unit", "U001", "--category", "行政裁决")
    refused = on(*words)
    assert refused.status == 3
    assert "--edition" in refused.err
    basis = "【法律】《中华人民共和国政府采购法》第五十五条"
    assert on(*words, "--edition", "2026年版", "--basis", basis).status == 0
    shown = on("power", "show", "政府采购投诉处理", "--format", "json").json
    assert shown["edition"] == "2026年版"
    assert shown["legal_basis"][0]["title"] == "中华人民共和国政府采购法"


def test_a_power_is_retired_once(on: Typed) -> None:
    words = ("power", "retire", "财政票据监督检查", "--on", "2026-06-01", "--reason", "依据废止")
    assert on(*words).status == 0
    again = on(*words)
    assert again.status == 3
    assert "已于 2026-06-01 停用（依据废止）" in again.err


def test_a_retirement_without_a_day_is_of_today(on: Typed) -> None:
    on("risk", "retire", "1", "--reason", "事项取消")
    row = _rows(on, "risk", "list")[0]
    assert (row["closed_on"], row["closed_reason"]) == ("2026-06-30", "事项取消")


def test_a_level_that_is_none_is_refused_and_the_change_shown_is_what_is_stored(on: Typed) -> None:
    """R-XZ-12"""
    refused = on("risk", "edit", "1", "--set", "风险等级=特高")
    assert refused.status == 3
    assert "要写：高、中、低" in refused.err
    added = on("risk", "add", "违规评审", "--unit", "U001", "--level", "特高")
    assert (added.status, len(_rows(on, "risk", "list"))) == (3, 1)
    assert (
        "风险等级：高（原文：一级） → 低（原文：三级）"
        in on("risk", "edit", "1", "--set", "风险等级=三级").out
    )
    assert _rows(on, "risk", "list")[0]["level"] == "低"


def test_a_level_is_kept_as_it_was_written(on: Typed) -> None:
    """R-XZ-12"""
    row = _rows(on, "risk", "list")[0]
    assert (row["level"], row["level_written"]) == ("高", "一级")
    on("risk", "edit", "1", "--set", "风险等级=空")
    row = _rows(on, "risk", "list")[0]
    assert (row["level"], row["level_written"]) == (None, None)


def test_a_measure_is_added_done_edited_and_taken_away(on: Typed) -> None:
    """R-CC-06"""
    added = on("measure", "add", "擅自变更采购方式", "--text", "轮岗", "--due", "2026-12-31")
    assert added.status == 0
    assert on("measure", "done", "2", "--on", "2026-05-05").status == 0
    assert _rows(on, "measure", "list")[1]["status"] == "已落实"
    assert "措施内容：轮岗 → 三年轮岗" in on("measure", "edit", "2", "--set", "措施内容=三年轮岗").out
    assert on("measure", "retire", "2", "--reason", "重复").status == 0
    assert len(_rows(on, "measure", "list")) == 1
    assert "重复" in on("risk", "show", "1", "--format", "json").json["note"]


def test_the_ledger_keeps_commands_without_what_was_typed_freely(on: Typed) -> None:
    """Names of commands and numbers stay for ever; free text can be forgotten."""
    on("person", "add", "秘密人", "--unit", "U001")
    on("person", "edit", "秘密人", "--set", "备注=私事")
    on("person", "retire", "秘密人", "--reason", "私事")
    commands = [entry["command"] for entry in on("ledger", "log", "--format", "json").json][:3]
    assert commands == ["person retire 2", "person edit 2", "person add"]


def test_every_command_is_recorded_under_its_actor(on: Typed) -> None:
    on("unit", "edit", "U002", "--set", "备注=一")
    assert on("ledger", "log", "--format", "json").json[0]["actor"] == "张三"


def test_what_was_retired_can_be_undone(on: Typed) -> None:
    on("power", "retire", "1", "--reason", "错了")
    assert on("undo").status == 0
    assert on("power", "show", "1", "--format", "json").json["retired_on"] is None
    assert on("ledger", "verify").status == 0
