"""A list that a department published against a copy of its workbook edited by hand: a balanced, correct table."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import Session, select

from powerctl.areas.organization.units import add_unit
from powerctl.areas.registry.clean_up.clean_up import confirm, record, set_fate
from powerctl.areas.registry.clean_up.comparing import Comparison
from powerctl.areas.registry.clean_up.editions import compare_pair, find_pair
from powerctl.model import Power
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.understand import understand
from powerctl.terms import Fate
from tests.areas.workbooks import counts, take_in

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases"
DAY = date(2026, 3, 2)


def editions(session: Session, name: str, folder: Path, edit: Callable[[Workbook], None]) -> None:
    """The published workbook as the old edition, its edited copy as the new one."""
    path = CASES / name
    if not path.exists():
        pytest.skip("the published lists are not beside this checkout")
    add_unit(session, name="某局", code="MJ")
    plan = take_in(session, understand(read_text(path)), unit="MJ", edition="旧版")
    assert not plan.problems and counts(plan)[0] == counts(plan)[1]
    book = load_workbook(path)
    edit(book)
    book.save(folder / "新版.xlsx")
    plan = take_in(session, understand(read_text(folder / "新版.xlsx")), unit="MJ", edition="新版")
    assert not plan.problems and counts(plan)[0] == counts(plan)[1]


def of(found: Comparison, fate: Fate) -> list[tuple[list[str], list[str]]]:
    return [
        ([item.name for item in line.old], [item.name for item in line.new])
        for line in found.lines
        if line.fate is fate
    ]


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("p01_finance_bureau_2025.xlsx", 19),
        ("p03_archives_seven_rows_each.xlsx", 12),
        ("p06_commerce_repeated_columns.xlsx", 21),
        ("p08_agriculture_nine_sheets.xlsx", 310),
        ("p11_housing_subitems.xlsx", 327),
    ],
)
def test_a_published_list_taken_in_twice_is_all_kept(
    session: Session, name: str, items: int, tmp_path: Path
) -> None:
    """R-FS-02"""
    editions(session, name, tmp_path, lambda book: None)
    found = compare_pair(session, find_pair(session, "旧版", "新版", "MJ"))
    assert found.totals.equations == (f"清理前 {items} = 保留 {items}", f"清理后 {items} = 保留 {items}")
    assert not found.doubts


def test_a_published_list_edited_by_hand_gives_a_balanced_and_correct_table(
    session: Session, tmp_path: Path
) -> None:
    """R-FS-02: nine sheets, 310 items; what was done to each row is what the table says."""
    done: dict[str, list[str]] = {}

    def edit(book: Workbook) -> None:
        sheet = book["行政处罚（254项）"]
        name = {row: str(sheet.cell(row, 2).value).strip() for row in range(2, 256)}
        done["renamed"] = [name[40], f"{name[40]}（含电子方式）"]
        sheet.cell(40, 2).value = done["renamed"][1]
        done["basis"] = [name[50]]
        sheet.cell(50, 5).value = f"{sheet.cell(50, 5).value}\n【规章】《某某管理办法》第九条"
        done["merged"] = [name[60], name[61], f"{name[60]}，或者{name[61]}"]
        sheet.cell(60, 2).value = done["merged"][2]
        done["cancelled"] = [name[10], name[20], name[200]]
        for row in (200, 61, 20, 10):
            sheet.delete_rows(row)
        other = book["其他行政权力（3项）"]
        done["handed down"] = [str(other.cell(3, 2).value).strip()]
        other.delete_rows(3)
        more = book["行政检查（ 17项）"]
        values = [cell.value for cell in more[5]]
        values[1], values[4] = "对数字乡村平台运行情况的检查", "【规章】《数字乡村办法》第二条"
        more.append(values)
        done["added"] = [values[1]]

    editions(session, "p08_agriculture_nine_sheets.xlsx", tmp_path, edit)
    pair = find_pair(session, "旧版", "新版", "MJ")
    asked = {(d.old.name, d.new.name) for d in compare_pair(session, pair).doubts}
    one, two, both = done["merged"]
    assert (one, both) in asked or (two, both) in asked, "a merger is asked about"

    def power(name: str, edition: int) -> Power:
        return session.exec(select(Power).where(Power.name == name, Power.edition_id == edition)).one()

    for name in (one, two):
        confirm(session, power(name, pair.old_id), power(both, pair.new_id), on=DAY)
    set_fate(
        session,
        power(done["handed down"][0], pair.old_id),
        "下放",
        on=DAY,
        reason="便民",
        other_unit="各乡镇",
    )
    found = compare_pair(session, pair)
    assert found.totals.equations == (
        "清理前 310 = 保留 302 + 改名 1 + 依据变更 1 + 合并 2（并为 1 项） + 取消 3 + 下放 1",
        "清理后 306 = 保留 302 + 改名 1 + 依据变更 1 + 合并 1（由 2 项） + 新增 1",
    )
    assert of(found, Fate.RENAMED) == [([done["renamed"][0]], [done["renamed"][1]])]
    assert of(found, Fate.BASIS_CHANGED) == [(done["basis"], done["basis"])]
    assert of(found, Fate.MERGED) == [([one, two], [both])]
    assert sorted(old[0] for old, _ in of(found, Fate.CANCELLED)) == sorted(done["cancelled"])
    assert of(found, Fate.HANDED_DOWN) == [(done["handed down"], [])]
    assert of(found, Fate.ADDED) == [([], done["added"])]
    kept = record(session, pair, on=DAY)
    assert kept.added + kept.changed + kept.unchanged + 2 * kept.doubts >= 310
    assert compare_pair(session, pair).lines == found.lines
