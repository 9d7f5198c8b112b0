"""Every workbook of the sample county comes in whole, and coming again changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from tests.county.golden import answer, imports
from tests.county.make_county import FOLDER
from tests.county.people import CHARGES, SEATS, UNITS, people
from tests.county.power_rows import powers_of

Receipts = dict[str, dict[str, Any]]

POWERS = {
    "U001": ("02", 32), "U002": ("03", 46), "U003": ("04", 56), "U004": ("05", 49),
    "U005": ("06", 33), "U006": ("07", 47), "U007": ("08", 23), "U008": ("09", 14),
}  # fmt: skip
POINTS = {"11": 20, "12": 18, "13": 18, "14": 60, "15": 8, "16": 144, "17": 34, "18": 45}
OLD_LIST = ("10", 60)


def notes(receipt: dict[str, Any]) -> str:
    return "\n".join(receipt["notes"])


def test_every_receipt_balances_and_nothing_is_rejected(receipts: Receipts) -> None:
    assert len(receipts) == len(imports()) == 55
    for receipt in receipts.values():
        assert receipt["problems"] == []
        assert receipt["rejected"] == 0
        assert receipt["records"] == receipt["added"] + receipt["changed"] + receipt["unchanged"]


def test_kinds_are_recognised_without_being_told(receipts: Receipts) -> None:
    kinds = {number: receipt["kind"] for number, receipt in receipts.items()}
    assert kinds == {
        "01": "organization",
        **{number: "powers" for number, _ in (*POWERS.values(), OLD_LIST)},
        **dict.fromkeys(POINTS, "risks"),
        **dict.fromkeys(("21", "22"), "charts"),
        "31": "checklists",
        **dict.fromkeys(("32", "33", "34"), "institutions"),
        **dict.fromkeys(("41", "42"), "benchmarks"),
        "51": "delegations",
        **dict.fromkeys(("52", "53", "54", "55"), "exercises"),
        **dict.fromkeys(("61", "62"), "scopes"),
        **dict.fromkeys(("71", "72"), "risk-reviews"),
        "73": "measures",
        **{"81": "catalogues", "82": "meetings", "83": "meetings"},
        **{"84": "meeting-registers", "85": "proceedings"},
        "86": "trades",
        **dict.fromkeys(("87", "88", "89", "90", "91", "92"), "spending"),
        **{"93": "accounts", "94": "finance-reports", "95": "appointments", "96": "personnel-actions"},
        **{"97": "checks", "98": "open-items", "99": "disclosure"},
    }


@pytest.mark.parametrize("unit", UNITS)
def test_each_unit_has_its_powers(receipts: Receipts, unit: str) -> None:
    number, count = POWERS[unit]
    expected = powers_of(unit)
    assert receipts[number]["records"] == count == len(expected)
    if unit not in ("U004", "U008"):  # their sheets go by category
        assert receipts[number]["first_name"] == expected[0]["name"]
        assert receipts[number]["last_name"] == expected[-1]["name"]


def test_the_county_is_as_large_as_its_page_says(imported: Any) -> None:
    db = imported[0]
    counts = {
        noun: len(answer(db, *noun.split(), "list"))
        for noun in (
            "unit",
            "power",
            "risk",
            "person",
            "edition",
            "chart",
            "institution",
            "benchmark",
            "exercise",
            "catalogue",
            "meeting",
            "topic",
            "resolution",
            "spend",
            "transaction",
            "project",
            "appoint",
        )
    }
    assert len(people()) == counts["person"]
    assert counts == {
        **{"unit": len(UNITS) + 1, "power": 360, "risk": 347, "person": 69, "edition": len(UNITS) + 1},
        **{"chart": 75, "institution": 206, "benchmark": 215, "exercise": 148},
        **{"catalogue": 22, "meeting": 54, "topic": 103, "resolution": 86},
        **{"spend": 388, "transaction": 17, "project": 10, "appoint": 9},
    }


def test_the_old_list_has_two_rows_of_headings(receipts: Receipts) -> None:
    """R-FS-02: the list before the clean-up, with every column under its group."""
    assert receipts[OLD_LIST[0]]["records"] == OLD_LIST[1]
    assert "未读入" not in notes(receipts[OLD_LIST[0]])


def test_text_and_open_document_tables_are_read_like_workbooks(receipts: Receipts) -> None:
    assert "按 GB18030 编码、逗号分隔读取" in notes(receipts["18"])
    assert "按 GB18030 编码、逗号分隔读取" in notes(receipts["54"])
    assert (receipts["17"]["records"], receipts["55"]["records"]) == (34, 19)


def test_the_organization_is_read_row_by_row(receipts: Receipts) -> None:
    records = {sheet["sheet"]: sheet["records"] for sheet in receipts["01"]["sheets"]}
    assert records == {"单位": 9, "人员": len(people()), "职务": len(SEATS), "分工": len(CHARGES)}


def test_risk_points_are_counted_after_splitting(receipts: Receipts) -> None:
    assert {number: receipts[number]["points"] for number in POINTS} == POINTS
    assert receipts["13"]["records"] == 8


def test_levels_are_counted_in_the_words_of_each_table(receipts: Receipts) -> None:
    assert set(receipts["11"]["levels"]) == {"高", "中", "低"}
    assert set(receipts["12"]["levels"]) == {"Ⅰ级", "Ⅱ级", "Ⅲ级"}
    assert receipts["13"]["levels"] == {"高": 5, "中": 8, "低": 5}
    assert set(receipts["14"]["levels"]) == {"高风险", "中风险", "低风险"}
    assert receipts["15"]["levels"] == {}


def test_what_is_hidden_is_skipped_and_said(receipts: Receipts) -> None:
    assert "跳过隐藏列1列（W）" in notes(receipts["03"])
    assert "跳过隐藏行1行" in notes(receipts["05"])
    assert "跳过隐藏列4列（J、K、L、M）" in notes(receipts["07"])


def test_the_hidden_copy_of_a_heading_group_is_not_what_is_stored(imported: Any) -> None:
    power = answer(imported[0], "power", "show", "企业设立登记")
    assert "样板" not in str(power)
    assert "样例" in str(power)


def test_a_declared_number_that_is_not_so_is_said(receipts: Receipts) -> None:
    assert "工作表名“行政处罚（22项）”写明22项，实际读到21项" in notes(receipts["05"])


def test_an_old_workbook_under_a_new_name_is_read_by_its_content(receipts: Receipts) -> None:
    assert "文件名的后缀是 .xlsx，内容是 .xls" in notes(receipts["05"])


def test_sub_items_without_a_number_belong_to_the_item_above(receipts: Receipts) -> None:
    assert (receipts["04"]["records"], receipts["04"]["items"]) == (56, 52)


def test_items_over_several_rows_are_one_each(receipts: Receipts, imported: Any) -> None:
    assert receipts["06"]["records"] == receipts["06"]["items"] == 33
    power = answer(imported[0], "power", "show", "婚姻登记")
    assert "4.公开责任" in str(power)


def test_a_category_from_a_banner_or_a_sheet_s_name_counts(receipts: Receipts) -> None:
    assert receipts["09"]["by_category"] == {"其他行政权力": 10, "行政检查": 2, "行政处罚": 2}
    assert receipts["05"]["by_category"]["(blank)"] == 5


def test_importing_everything_again_changes_nothing(county: Path) -> None:
    for words in imports():
        again = answer(county, *words)
        assert (again["added"], again["changed"], again["rejected"]) == (0, 0, 0), words[1]
        assert again["unchanged"] == again["records"]
        assert again["batch"] is None


def test_a_rehearsal_without_a_file_says_the_same(tmp_path: Path, receipts: Receipts) -> None:
    path = FOLDER / "03 财政局权责清单.xlsx"
    db = tmp_path / "absent.db"
    rehearsed = answer(db, "import", str(path), "--dry-run")
    assert rehearsed["added"] == receipts["03"]["added"]
    assert not db.exists()
