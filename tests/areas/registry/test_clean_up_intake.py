"""Settled clean-ups and inventory problems by sheet: known again, contradictions told with their cells."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from powerctl.areas.organization.units import add_unit
from powerctl.areas.registry.clean_up.clean_up import confirm, deny, record, set_fate
from powerctl.areas.registry.clean_up.editions import EditionPair, compare_pair
from powerctl.areas.registry.clean_up.problems import add_problem
from powerctl.areas.registry.editions import add_edition
from powerctl.areas.registry.powers import add_power
from powerctl.model import CleanUp, InventoryProblem
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import Correction, Fate, ProblemStatus
from tests.areas.registry.two_editions import AFTER, BEFORE, NEW, OLD, fill, power
from tests.areas.workbooks import a_sheet, a_workbook, counts, planned, take_in

UNIT = "青禾县财政局"
DAY = date(2026, 3, 2)
FORGED, ALTERED = BEFORE[1][1], BEFORE[2][1]
JOINED, ALLOWANCE, TICKETS = AFTER[1][1], AFTER[2][1], BEFORE[3][1]
PAIR = {"old_power": FORGED, "new_power": JOINED, "is_same": "是", "fate": "合并", "reason": "合写一条"}
GONE = {"old_power": TICKETS, "fate": "下放", "other_unit_written": "各乡镇", "document": "青政〔2026〕3号"}
WRONG: dict[str, Any] = {"power": TICKETS, "correction": "厘清", "description": "两家都在检查票据"}


@pytest.fixture
def pair(session: Session) -> EditionPair:
    """Two editions of the finance bureau, and another unit with a power of its own."""
    editions = fill(session)
    add_unit(session, name="青禾县市场监督管理局", code="SJJ")
    add_edition(session, "SJJ", NEW, in_force_from="2026-01-01")
    add_power(session, "SJJ", "商业票据检查", edition=NEW, category="行政检查")
    return editions


def clean_ups(*rows: dict[str, Any]) -> ReadWorkbook:
    """A clean-up between the two editions, of rows with all the columns that any row has."""
    fields = dict.fromkeys(field for row in rows for field in row)
    whole = [{"old_edition": OLD, "new_edition": NEW} | dict.fromkeys(fields, "") | row for row in rows]
    return a_workbook("clean-up", a_sheet("clean_ups", whole, "清理对照", unit_name=UNIT))


def problems(*rows: dict[str, Any]) -> ReadWorkbook:
    fields = dict.fromkeys(field for row in rows for field in row)
    whole = [dict.fromkeys(fields, "") | row for row in rows]
    return a_workbook("problems", a_sheet("inventory_problems", whole, "清单问题", unit_name=UNIT))


def on_record(session: Session) -> list[CleanUp]:
    return list(session.exec(select(CleanUp).order_by(col(CleanUp.id))).all())


@pytest.mark.usefixtures("pair")
def test_a_clean_up_is_taken_in_once(session: Session) -> None:
    """R-FS-02"""
    denied = {"old_power": ALTERED, "new_power": ALLOWANCE, "is_same": "否"}
    book = clean_ups(PAIR, GONE, {"new_power": ALLOWANCE, "fate": "新增"}, denied)
    assert counts(take_in(session, book)) == (4, 4, 0, 0, 0)
    assert [(row.old_power_id, row.new_power_id, row.is_same, row.fate) for row in on_record(session)] == [
        (2, 6, True, Fate.MERGED),
        (4, None, None, Fate.HANDED_DOWN),
        (None, 7, None, Fate.ADDED),
        (3, 7, False, None),
    ]
    assert counts(take_in(session, book)) == (4, 0, 0, 4, 0)
    changed = clean_ups(PAIR | {"reason": "两项合写"}, GONE)
    assert counts(take_in(session, changed)) == (2, 0, 1, 1, 0)


def test_what_was_imported_is_obeyed_by_the_next_comparison(session: Session, pair: EditionPair) -> None:
    take_in(session, clean_ups(PAIR, PAIR | {"old_power": ALTERED}, GONE))
    found = compare_pair(session, pair)
    assert {(old.number, new.number) for old, new in found.links} >= {(2, 6), (3, 6)}
    assert not found.contradictions and found.totals.old_by_fate[Fate.HANDED_DOWN] == 1


def test_a_recorded_comparison_is_known_again_by_its_names(session: Session, pair: EditionPair) -> None:
    confirm(session, power(session, 2), power(session, 6), on=DAY)
    confirm(session, power(session, 3), power(session, 6), on=DAY)
    deny(session, power(session, 4), power(session, 7), on=DAY)
    record(session, pair, on=DAY)
    rows = [
        {
            "old_power": power(session, row.old_power_id).name if row.old_power_id else "",
            "new_power": power(session, row.new_power_id).name if row.new_power_id else "",
            "is_same": {True: "是", False: "否", None: ""}[row.is_same],
            "fate": row.fate.value if row.fate else "",
        }
        for row in on_record(session)
    ]
    assert counts(take_in(session, clean_ups(*rows))) == (len(rows), 0, 0, len(rows), 0)


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"old_edition": "2020年版", "old_power": TICKETS}, "没有清单版本“2020年版”；有：2024年版、2026年版"),
        ({"new_edition": OLD, "old_power": TICKETS}, "清理前后都是"),
        ({"old_edition": NEW, "new_edition": OLD, "old_power": ALLOWANCE}, "前后写反了"),
        ({"old_power": "没有的事项"}, "“2024年版”中没有“没有的事项”"),
        ({"old_power": ALLOWANCE}, f"“2024年版”中没有“{ALLOWANCE}”"),
        ({"fate": "取消"}, "一项也没有写"),
        (PAIR | {"is_same": ""}, "没有写是不是同一事项"),
        (PAIR | {"is_same": "否"}, "不是同一事项，不能合写"),
        (PAIR | {"fate": "取消"}, "清理结果不能是“取消”"),
        (GONE | {"is_same": "是"}, "只写了一项"),
        (GONE | {"fate": "新增"}, "只写了清理前事项"),
        ({"new_power": ALLOWANCE, "fate": "取消"}, "只写了清理后事项"),
        (GONE | {"fate": "撤销"}, "“清理结果”不认识“撤销”"),
        (GONE | {"decided_on": "去年"}, "“确认日期”不认识“去年”"),
    ],
)
def test_what_makes_no_sense_is_a_problem_with_its_cell(
    session: Session, row: dict[str, str], words: str
) -> None:
    plan = planned(session, clean_ups(row))
    assert [words in problem.message for problem in plan.problems] == [True], plan.problems
    assert plan.problems[0].cell and counts(plan) == (1, 0, 0, 0, 1)


@pytest.mark.usefixtures("pair")
def test_items_of_one_name_are_told_apart_by_sub_item_or_code(session: Session) -> None:
    for part, code in (("一", "PJ-1"), ("二", "PJ-2")):
        add_power(session, "CZJ", "票据处罚", edition=OLD, category="行政处罚", sub_item=part, code=code)
    rows = [{"old_power": words, "fate": "取消"} for words in ("票据处罚/二", "PJ-1", "票据处罚")]
    plan = planned(session, clean_ups(*rows))
    assert counts(plan) == (3, 2, 0, 0, 1)
    assert "有 2 项，请写明子项或编码" in plan.problems[0].message


@pytest.mark.usefixtures("pair")
def test_what_contradicts_the_record_is_a_problem_and_changes_nothing(session: Session) -> None:
    """R-FS-02: an item that is another one has no fate of its own, and the other way round."""
    confirm(session, power(session, 2), power(session, 6), on=DAY)
    set_fate(session, power(session, 4), "取消", on=DAY)
    alone = {"old_power": FORGED, "fate": "取消"}
    paired = {"old_power": TICKETS, "new_power": ALLOWANCE, "is_same": "是"}
    plan = planned(session, clean_ups(alone, paired))
    assert [p.message for p in plan.problems] == [
        f"“{FORGED}”已确认与另一事项为同一事项，与这一行矛盾",
        f"“{TICKETS}”已单独登记了去向，与这一行矛盾",
    ]
    assert counts(plan) == (2, 0, 0, 0, 2) and plan.writes_nothing


@pytest.mark.usefixtures("pair")
def test_a_workbook_that_contradicts_itself_is_told(session: Session) -> None:
    plan = planned(session, clean_ups(PAIR, PAIR | {"reason": "别的"}, {"old_power": FORGED, "fate": "取消"}))
    assert counts(plan) == (3, 1, 0, 0, 2)
    assert "第2行是同样的两个版本" in plan.problems[0].message
    assert "已确认与另一事项为同一事项" in plan.problems[1].message


@pytest.mark.usefixtures("pair")
def test_problems_are_taken_in_once_with_the_power_of_another_unit(session: Session) -> None:
    """R-XZ-03"""
    row = WRONG | {
        "other_power": "商业票据检查",
        "other_unit": "SJJ",
        "found_on": "2026-03-02",
        "status": "已解决",
        "solved_on": "2026-03-05",
        "outcome": "由财政局牵头",
    }
    book = problems(
        row | {"power": ALLOWANCE}, {"description": "清单没有按时公布", "correction": "履职不到位"}
    )
    assert counts(take_in(session, book)) == (2, 2, 0, 0, 0)
    first, second = session.exec(select(InventoryProblem).order_by(col(InventoryProblem.id))).all()
    assert (first.power_id, first.other_power_id, first.correction) == (7, 8, Correction.DISENTANGLE)
    assert (first.status, first.solved_on) == (ProblemStatus.SOLVED, date(2026, 3, 5))
    assert (second.power_id, second.correction, second.status) == (None, Correction.STRENGTHEN, None)
    assert counts(take_in(session, book)) == (2, 0, 0, 2, 0)


@pytest.mark.usefixtures("pair")
def test_a_problem_recorded_by_hand_is_known_again_and_changed(session: Session) -> None:
    add_problem(session, "CZJ", "清单没有 公布", found_on=DAY, power=ALLOWANCE, correction="明确")
    row = {"power": ALLOWANCE, "description": "清单没有公布", "found_on": "2026-03-02", "status": "处理中"}
    assert counts(take_in(session, problems(row))) == (1, 0, 1, 0, 0)
    (known,) = session.exec(select(InventoryProblem)).all()
    assert (known.status, known.correction) == (ProblemStatus.RUNNING, Correction.CLARIFY)


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"description": ""}, "缺少问题描述"),
        ({"power": "没有的事项"}, f"“{UNIT}”的权力清单中没有唯一对应“没有的事项”"),
        ({"correction": "整顿"}, "“纠正方式”不认识“整顿”"),
        ({"status": "已解决"}, "已解决的问题要写处理结果"),
        ({"other_power": ALLOWANCE}, "不能与它自己交叉"),
        ({"power": "", "other_power": ALLOWANCE}, "没有写本单位的权力事项"),
        ({"other_unit": "没有的局"}, "没有登记单位“没有的局”"),
        ({"other_unit": "SJJ"}, "没有写交叉的权力事项"),
        ({"other_unit": "SJJ", "other_power": ALLOWANCE}, "“青禾县市场监督管理局”的权力清单中没有唯一对应"),
        ({"found_on": "2026-03-02", "solved_on": "2026-03-01"}, "早于发现日期"),
    ],
)
def test_a_problem_that_makes_no_sense_is_told_with_its_cell(
    session: Session, row: dict[str, str], words: str
) -> None:
    plan = planned(session, problems(WRONG | {"power": ALLOWANCE} | row))
    assert [words in problem.message for problem in plan.problems] == [True], plan.problems
    assert plan.problems[0].cell and counts(plan) == (1, 0, 0, 0, 1)
