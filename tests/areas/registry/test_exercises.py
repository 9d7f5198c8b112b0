"""Exercises: taken in from registers, recorded by hand, linked in whichever order lists come."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from powerctl.areas.registry.exercises.exercises import add_exercise, edit_exercise
from powerctl.areas.registry.exercises.identity import exercise_identity
from powerctl.areas.registry.exercises.use import unused_powers
from powerctl.areas.registry.powers import retire_power
from powerctl.errors import Refused
from powerctl.model import Exercise, Power
from powerctl.sheets.reading import ReadWorkbook
from tests.areas.workbooks import (
    TODAY,
    a_sheet,
    a_workbook,
    counts,
    organization,
    powers,
    take_in,
    told,
    undone,
)

UNIT = "青禾县财政局"
CASE = {
    "number": "青财采罚〔2026〕1号",
    "power_written": "会计监督",
    "exercised_on": "2026-01-05",
    "actor_written": "高某",
    "actor_post_written": "监督科科长",
    "subject_written": "张三",
    "situation": "未按规定保管会计资料",
    "basis_text": "《会计法》第四十条",
    "process": "立案—调查—决定",
    "result": "警告",
    "recorder_written": "李某",
    "recorded_on": "2026-01-06",
}
BARE = {key: text for key, text in CASE.items() if key != "number"}


def register(*rows: dict[str, Any]) -> ReadWorkbook:
    return a_workbook("exercises", a_sheet("exercises", list(rows), "用权记录", unit_name=UNIT))


def people() -> ReadWorkbook:
    return organization(
        units=[{"code": "CZJ", "name": UNIT}],
        people=[{"unit": UNIT, "name": "高某"}, {"unit": UNIT, "name": "李某"}],
        posts=[{"unit": UNIT, "title": "监督科科长", "person": "高某", "valid_from": "2024-01-01"}],
    )


def inventory(**more: Any) -> ReadWorkbook:
    row = {"name": "会计监督", "category": "行政检查", "code": "JC-1", "basis_text": "【法律】《会计法》"}
    return powers(row | more)


def only(session: Session) -> Exercise:
    session.expire_all()
    return session.exec(select(Exercise)).one()


def links(session: Session) -> tuple[bool, bool, bool]:
    one = only(session)
    return one.power_id is not None, one.actor_id is not None, one.actor_post_id is not None


def test_a_register_is_taken_in_once_and_a_second_time_changes_nothing(session: Session) -> None:
    """R-FS-05"""
    assert counts(take_in(session, register(CASE, BARE))) == (2, 2, 0, 0, 0)
    plan = take_in(session, register(CASE, BARE))
    assert counts(plan) == (2, 0, 0, 2, 0)
    assert told(plan, "没有需要写入的内容")


def test_every_column_of_a_register_is_kept(session: Session) -> None:
    take_in(session, register(CASE | {"note": "备注"}))
    one = only(session)
    kept = {key: getattr(one, key) for key in CASE}
    assert {key: str(value) for key, value in kept.items()} == CASE
    assert one.note == "备注" and one.exercised_on == date(2026, 1, 5)
    assert (one.source_sheet, one.source_cell) == ("用权记录", "A2")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1)])
def test_links_are_made_in_whichever_order_the_lists_come(order: tuple[int, ...], session: Session) -> None:
    lists = [people(), inventory(), register(CASE)]
    for number in order:
        take_in(session, lists[number], unit=UNIT if number == 1 else None)
    assert links(session) == (True, True, True)
    assert counts(take_in(session, register(CASE))) == (1, 0, 0, 1, 0)


def test_what_is_named_and_not_found_is_counted_and_kept_as_written(session: Session) -> None:
    plan = take_in(session, register(CASE))
    assert told(plan, "1 条的权力事项在本单位权力清单中找不到")
    assert told(plan, "1 条的经办人在本单位人员中找不到")
    assert not told(plan, "高某"), "a person's name is no matter for a note"
    assert links(session) == (False, False, False)


@pytest.mark.parametrize("words", ["JC-1", "会计 监督", "采购文件备案", "会计监督（采购文件备案）"])
def test_a_power_is_known_by_name_code_or_sub_item(words: str, session: Session) -> None:
    take_in(session, inventory(sub_item="采购文件备案"))
    take_in(session, register(CASE | {"power_written": words}))
    assert only(session).power_id is not None


def test_of_several_actors_the_first_leads(session: Session) -> None:
    take_in(session, people())
    take_in(session, register(CASE | {"actor_written": "李某、高某"}))
    one = only(session)
    assert one.actor_id == 2 and one.actor_written == "李某、高某"


def test_a_use_belongs_to_the_edition_in_force_on_its_day(session: Session) -> None:
    take_in(session, inventory(), edition="2024年版", in_force_from=date(2024, 1, 1))
    take_in(session, inventory(), edition="2026年版", in_force_from=date(2026, 1, 5))
    take_in(
        session,
        register(
            *(
                CASE | {"number": f"第{day}号案件", "exercised_on": day}
                for day in ("2026-01-04", "2026-01-05", "2020-01-01")
            )
        ),
    )
    found = session.exec(select(Exercise.power_id).order_by(col(Exercise.id))).all()
    assert found == [1, 2, 1]


def test_a_delegated_power_is_found_from_the_delegates_register(session: Session) -> None:
    take_in(session, inventory(), unit=UNIT)
    given = {"power": "会计监督", "delegate_written": "柳湾镇", "valid_from": "2025-01-01"}
    take_in(session, organization(units=[{"code": "LW", "name": "柳湾镇"}]))
    take_in(session, a_workbook("delegations", a_sheet("delegations", [given], "授权委托", unit_name=UNIT)))
    take_in(session, a_workbook("exercises", a_sheet("exercises", [CASE], "用权记录", unit_name="柳湾镇")))
    one = only(session)
    power = session.get(Power, one.power_id)
    assert power is not None and power.unit_id != one.unit_id


def test_running_numbers_of_two_years_are_not_one_case(session: Session) -> None:
    take_in(session, register(CASE | {"number": "1"}))
    plan = take_in(session, register(CASE | {"number": "1", "exercised_on": "2025-01-05"}))
    assert counts(plan) == (1, 1, 0, 0, 0)


def test_equal_records_are_both_kept(session: Session) -> None:
    plan = take_in(session, register(BARE, BARE))
    assert counts(plan) == (2, 2, 0, 0, 0)
    assert told(plan, "“用权记录”第2、3行是同名事项")


def test_a_key_holds_no_name() -> None:
    key = exercise_identity(None, "会计监督", date(2026, 1, 5), "张三丰")
    assert "张三丰" not in key and key.startswith("会计监督|2026-01-05|")
    assert key != exercise_identity(None, "会计监督", date(2026, 1, 5), "李四")


def test_a_corrected_record_is_one_change_and_the_rest_stays(session: Session) -> None:
    take_in(session, register(CASE))
    plan = take_in(session, register({"number": CASE["number"], "result": "罚款"}))
    assert counts(plan) == (1, 0, 1, 0, 0)
    one = only(session)
    assert (one.result, one.process, one.power_written) == ("罚款", CASE["process"], CASE["power_written"])


def test_a_row_that_says_nothing_is_a_problem_with_its_cell(session: Session) -> None:
    plan = take_in(session, register(CASE, {"exercised_on": "2026-01-07"}))
    (problem,) = plan.problems
    assert (problem.sheet, problem.cell) == ("用权记录", "B3")
    assert counts(plan) == (2, 1, 0, 0, 1)
    assert session.exec(select(Exercise)).all() == []


def test_days_that_lack_or_lie_ahead_are_said(session: Session) -> None:
    plan = take_in(session, register(CASE | {"exercised_on": ""}, BARE | {"exercised_on": "2027-01-01"}))
    assert told(plan, "1 条没有写办理日期") and told(plan, "1 条的办理日期晚于今天")


_TEXT = st.sampled_from(
    ["", "会计监督", "许可", "青财〔2026〕7号", "3", "张三", "2026-01-05", "2025.3.4", "/"]
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(dict.fromkeys(("number", "power_written", "subject_written"), _TEXT)),
        max_size=6,
    )
)
def test_any_register_balances_and_taken_in_again_changes_nothing(
    county: Any, rows: list[dict[str, str]]
) -> None:
    days = ["2026-01-05", "2025.3.4", ""]
    dated = [row | {"exercised_on": days[at % 3], "result": "办结"} for at, row in enumerate(rows)]
    with undone(county) as session:
        first = take_in(session, register(*dated))
        assert first.receipt.balances
        if not first.problems:
            again = take_in(session, register(*dated))
            assert counts(again) == (len(rows), 0, 0, len(rows), 0)


def _recorded(session: Session, **texts: str) -> Exercise:
    exercise, _ = add_exercise(session, UNIT, today=TODAY, **texts)
    return exercise


def test_a_record_by_hand_is_linked_and_told_what_is_not(session: Session) -> None:
    take_in(session, people())
    take_in(session, inventory())
    exercise, notes = add_exercise(
        session, UNIT, today=TODAY, power_written="会计监督", actor_written="赵某", exercised_on="2026-01-05"
    )
    assert exercise.power_id is not None and exercise.actor_id is None
    assert notes == ["经办人“赵某”先按原文登记：本单位人员中没有唯一对应的人"]


def test_links_follow_the_words_and_a_clerk_may_set_them(session: Session) -> None:
    take_in(session, people())
    take_in(session, inventory())
    exercise = _recorded(session, power_written="查账", actor_written="高某")
    assert (exercise.power_id, exercise.actor_id) == (None, 1)
    changes = edit_exercise(session, exercise, {"power": "会计监督", "actor_written": "李某"}, today=TODAY)
    assert {change.after for change in changes} == {"会计监督", "李某"}
    assert (exercise.power_id, exercise.actor_id) == (1, 2)
    take_in(session, register(BARE | {"power_written": "查账", "exercised_on": "", "subject_written": ""}))
    session.refresh(exercise)
    assert exercise.power_id == 1, "a link set by hand stands while the words are the same"


def test_a_case_is_recorded_once_and_never_for_tomorrow(session: Session) -> None:
    take_in(session, people())
    _recorded(session, number=CASE["number"], power_written="会计监督")
    for texts in (
        {"number": CASE["number"], "power_written": "会计监督"},
        {"power_written": "会计监督", "exercised_on": "2026-03-03"},
        {"result": "办结"},
    ):
        with pytest.raises(Refused):
            _recorded(session, **texts)


def test_a_key_follows_what_it_is_made_of(session: Session) -> None:
    take_in(session, people())
    first, second = _recorded(session, power_written="甲"), _recorded(session, power_written="乙")
    edit_exercise(session, second, {"power_written": "甲"}, today=TODAY)
    assert (first.identity, first.ordinal) == (second.identity, 1)
    assert second.ordinal == 2


def test_powers_unused_since_a_day_are_listed_with_their_last_use(session: Session) -> None:
    """R-XZ-03"""
    row = {"category": "行政检查", "basis_text": "【法律】《会计法》"}
    take_in(session, powers(*({"name": name} | row for name in ("会计监督", "票据检查", "评审", "旧事项"))))
    old = session.exec(select(Power).where(Power.name == "旧事项")).one()
    retire_power(session, old, on=date(2025, 1, 1), reason="取消")
    take_in(
        session,
        register(
            CASE,
            BARE | {"power_written": "票据检查", "exercised_on": "2024-03-01"},
            BARE | {"power_written": "评审", "exercised_on": "2024-03-02"},
        ),
    )
    found = unused_powers(session, TODAY)
    assert (found.since, found.powers) == (date(2024, 3, 2), 3)
    assert [(each.name, each.last_on) for each in found] == [("票据检查", date(2024, 3, 1))]
    later = unused_powers(session, TODAY, since=date(2026, 1, 1))
    assert [each.name for each in later] == ["票据检查", "评审"]
    with pytest.raises(Refused):
        unused_powers(session, TODAY, since=date(2026, 3, 3))
