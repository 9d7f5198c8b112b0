"""What holds for the import of any workbook: the receipt, all or nothing, whose list it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from powerctl.areas.intake import apply_import
from powerctl.areas.organization.units import add_unit
from powerctl.areas.placing import unit_in_title, year_in
from powerctl.errors import Refused
from powerctl.model import Edition, ImportBatch, Power, Unit
from powerctl.sheets.reading import Problem, ReadWorkbook
from powerctl.store.transaction import empty, reading
from tests.areas.workbooks import (
    NOW,
    a_sheet,
    a_workbook,
    counts,
    organization,
    planned,
    powers,
    risks,
    take_in,
    told,
)

Writing = Callable[[], AbstractContextManager[Session]]

FINE = {"name": "对违规采购的处罚", "category": "行政处罚", "exercising_body": "青禾县财政局"}
LICENCE = {"name": "代理记账许可", "category": "行政许可", "exercising_body": "青禾县财政局"}


def test_a_plan_writes_nothing(session: Session) -> None:
    planned(session, powers(FINE))
    assert session.exec(select(func.count()).select_from(Unit)).one() == 0
    assert session.exec(select(func.count()).select_from(ImportBatch)).one() == 0


def test_a_rehearsal_needs_no_county_file() -> None:
    with empty() as session:
        plan = planned(session, powers(FINE, LICENCE))
    assert counts(plan) == (2, 2, 0, 0, 0)
    assert plan.new_units == ["青禾县财政局"]
    assert told(plan, "单位“青禾县财政局”尚未登记，导入时将新建")


def test_the_batch_keeps_the_receipt_and_every_row_its_origin(session: Session) -> None:
    take_in(session, powers(FINE, LICENCE))
    batch = session.exec(select(ImportBatch)).one()
    assert (batch.rows_read, batch.added, batch.changed, batch.unchanged, batch.rejected) == (2, 2, 0, 0, 0)
    assert batch.unit_id is not None and batch.edition_id is not None
    power = session.exec(select(Power).where(Power.name == "代理记账许可")).one()
    assert (power.batch_id, power.source_sheet, power.source_cell) == (batch.id, "权责清单", "A3")
    assert session.exec(select(Unit)).one().batch_id == batch.id


def test_the_same_file_twice_leaves_no_second_batch_and_no_ledger_entry(
    writing: Writing, county: Path
) -> None:
    with writing() as session:
        take_in(session, powers(FINE, LICENCE))
    before = county.read_bytes()
    with writing() as session:
        plan = take_in(session, powers(FINE, LICENCE))
        assert plan.writes_nothing
        assert counts(plan) == (2, 0, 0, 2, 0)
        assert told(plan, "与第 1 批相同")
        assert len(session.exec(select(ImportBatch)).all()) == 1
    with reading(county) as session:
        assert len(session.exec(select(ImportBatch)).all()) == 1
    assert len(county.read_bytes()) == len(before)


def test_problems_of_reading_reject_their_records_and_the_receipt_balances(session: Session) -> None:
    workbook = powers(FINE, LICENCE, {"name": "", "category": "行政许可"})
    workbook.problems.append(Problem("权责清单", "A3", "#REF!", "事项名称", "错误值"))
    plan = planned(session, workbook)
    assert counts(plan) == (3, 1, 0, 0, 2)
    assert plan.receipt.balances
    assert [problem.cell for problem in plan.problems] == ["A3", "A4"]


def test_rejected_records_are_left_out_when_the_rest_is_taken(session: Session) -> None:
    workbook = powers(FINE, {"name": "", "category": "行政许可"})
    apply_import(session, planned(session, workbook), now=NOW)
    assert [power.name for power in session.exec(select(Power)).all()] == ["对违规采购的处罚"]


def test_a_table_of_no_known_kind_is_refused_with_the_kinds(session: Session) -> None:
    with pytest.raises(Refused, match="权责清单"):
        planned(session, ReadWorkbook("通讯录.xlsx", "0", None))


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("克拉玛依市财政局2025年权责清单", "克拉玛依市财政局"),
        ("2024年市农业农村局权责清单", "市农业农村局"),
        ("附件1：青禾县 柳河镇 权力清单", "青禾县柳河镇"),
        ("住房和城乡建设系统权责清单", ""),
        ("权责清单", ""),
        ("青禾县纪委廉政风险点及防控措施一览表", "青禾县纪委"),
    ],
)
def test_the_unit_of_a_title(title: str, unit: str) -> None:
    assert unit_in_title(title) == unit


def test_the_year_of_a_title_is_a_year_and_not_a_number() -> None:
    assert year_in("财政局２０２５年权责清单") == "2025"
    assert year_in("财政局12025年") == ""
    assert year_in("财政局 254项") == ""


def test_the_title_gives_the_edition_and_its_day_in_force_stays_open(session: Session) -> None:
    take_in(session, powers(FINE))
    edition = session.exec(select(Edition)).one()
    assert (edition.name, edition.in_force_from) == ("2025年版", None)


def test_without_a_year_the_edition_is_that_of_today_and_stays_so_next_year(session: Session) -> None:
    workbook = powers(FINE, title="青禾县财政局权责清单")
    plan = take_in(session, workbook)
    assert told(plan, "2026年版")
    again = take_in(session, workbook, today=date(2027, 1, 4))
    assert again.writes_nothing
    assert [edition.name for edition in session.exec(select(Edition)).all()] == ["2026年版"]


def test_what_the_clerk_types_goes_before_what_the_file_says(session: Session) -> None:
    add_unit(session, name="青禾县审计局")
    take_in(session, powers(FINE), unit="青禾县审计局", edition="试行版")
    assert session.exec(select(Unit)).one().name == "青禾县审计局"
    assert session.exec(select(Edition)).one().name == "试行版"


@pytest.mark.parametrize("typed", ["青禾县财正局", "青禾县财政", "县财政局", "青禾财政局", "青禾县政财局"])
def test_a_unit_typed_with_a_slip_is_shown_but_not_made(session: Session, typed: str) -> None:
    add_unit(session, name="青禾县财政局")
    add_unit(session, name="青禾县水利局")
    plan = planned(session, powers(FINE | {"exercising_body": ""}, title="权责清单"), unit=typed)
    assert (counts(plan), plan.new_units, plan.unit_choices) == ((1, 1, 0, 0, 0), [typed], ["青禾县财政局"])
    assert told(plan, f"单位“{typed}”尚未登记（相近的已登记单位：青禾县财政局）")
    with pytest.raises(Refused, match="青禾县财政局") as refused:
        apply_import(session, plan, now=NOW)
    assert refused.value.hint.endswith("--unit 青禾县财政局")
    assert len(session.exec(select(Unit)).all()) == 2


@pytest.mark.parametrize(
    "workbook",
    [
        powers(FINE | {"exercising_body": ""}),
        powers(FINE, title="权责清单"),
        powers(FINE | {"unit": "青禾县财政局"}, title="权责清单"),
        risks({"name": "选择性立案", "level": "高"}),
    ],
    ids=["title", "body", "column", "line above"],
)
def test_a_unit_typed_that_is_not_the_one_the_workbook_names_is_not_made(
    session: Session, workbook: ReadWorkbook
) -> None:
    plan = planned(session, workbook, unit="青禾县审计局")
    assert told(plan, "单位“青禾县审计局”尚未登记（表中写的单位：青禾县财政局）")
    with pytest.raises(Refused, match="青禾县财政局"):
        apply_import(session, plan, now=NOW)


@pytest.mark.parametrize(
    ("workbook", "typed"),
    [
        (powers(FINE | {"exercising_body": ""}, title="权责清单"), "青禾县教育局"),
        (powers(FINE | {"exercising_body": "县级以上财政部门"}, title="权责清单"), "青禾县教育局"),
        (powers(FINE | {"exercising_body": "县教育局"}, title="县教育局权责清单"), "青禾县教育局"),
        (powers(FINE | {"unit": "采购监督科"}, title="权责清单"), "青禾县财政局"),
    ],
    ids=["names none", "any such unit", "a shorter form of it", "a section"],
)
def test_a_new_unit_that_nothing_speaks_against_is_made_as_before(
    session: Session, workbook: ReadWorkbook, typed: str
) -> None:
    add_unit(session, name="青禾县水利局")
    plan = take_in(session, workbook, unit=typed)
    assert plan.new_units == [typed]
    assert told(plan, f"单位“{typed}”尚未登记，导入时将新建")


def test_a_new_unit_that_is_likely_another_name_of_a_known_one_is_told_with_it(session: Session) -> None:
    add_unit(session, name="柳溪镇人民政府")
    add_unit(session, name="青禾县水利局")
    plan = planned(session, powers({**FINE, "unit": "柳溪镇"}))
    (note,) = [note for note in plan.notes if "导入时将新建" in note]
    assert note.startswith("单位“柳溪镇”尚未登记，导入时将新建（代码 ")
    assert "与已登记的“柳溪镇人民政府”相近" in note
    assert "水利局" not in note


def test_a_slip_of_a_body_among_several_is_not_made(session: Session) -> None:
    one, two = FINE | {"exercising_body": "青禾县财政局"}, LICENCE | {"exercising_body": "青禾县审计局"}
    plan = planned(session, powers(one, two, title=""), unit="青禾县财正局")
    assert plan.unit_doubt and plan.unit_choices == ["青禾县财政局"]


@pytest.mark.parametrize(
    "workbook",
    [
        organization(units=[{"code": "CZJ", "name": "青禾县财政局"}]),
        risks({"name": "选择性立案", "description": "对应当立案的线索不予登记", "level": "高"}),
    ],
    ids=["organization", "risks"],
)
def test_what_only_power_lists_have_is_not_ignored_in_silence(
    session: Session, workbook: ReadWorkbook
) -> None:
    plan = planned(session, workbook, edition="试行版", in_force_from=date(2026, 1, 1))
    assert {"--edition 只用于权责清单，未采用", "--from 只用于权责清单，未采用"} <= set(plan.notes)
    assert not told(planned(session, workbook), "未采用")
    assert not told(planned(session, workbook, edition=" "), "未采用")
    only_day = take_in(session, workbook, in_force_from=date(2026, 1, 1))
    assert [note for note in only_day.notes if "未采用" in note] == ["--from 只用于权责清单，未采用"]
    assert session.exec(select(Edition)).all() == []


def test_a_power_list_uses_both_and_says_nothing(session: Session) -> None:
    plan = take_in(session, powers(FINE), edition="试行版", in_force_from=date(2026, 1, 1))
    assert not told(plan, "未采用")
    edition = session.exec(select(Edition)).one()
    assert (edition.name, edition.in_force_from) == ("试行版", date(2026, 1, 1))


def test_a_code_that_no_unit_has_is_refused(session: Session) -> None:
    plan = planned(session, powers(FINE), unit="U077")
    assert counts(plan) == (1, 1, 0, 0, 0)
    with pytest.raises(Refused, match="没有代码为“U077”的单位"):
        apply_import(session, plan, now=NOW)


def test_a_unit_is_found_by_its_code(session: Session) -> None:
    take_in(session, organization(units=[{"code": "CZJ", "name": "青禾县财政局"}]))
    plan = take_in(session, powers(FINE), unit="czj".upper())
    assert plan.new_units == []
    assert session.exec(select(Power)).one().unit_id == session.exec(select(Unit)).one().id


def test_an_unclear_unit_is_asked_for_with_choices_and_not_guessed(session: Session) -> None:
    one, two = FINE | {"exercising_body": "甲局"}, LICENCE | {"exercising_body": "乙局"}
    plan = planned(session, powers(one, two, title=""))
    assert plan.unit_missing
    assert plan.unit_choices == ["甲局", "乙局"]
    assert counts(plan) == (2, 2, 0, 0, 0)
    with pytest.raises(Refused, match="哪个单位"):
        apply_import(session, plan, now=NOW)
    assert session.exec(select(func.count()).select_from(Unit)).one() == 0


def test_a_file_that_was_imported_for_a_unit_needs_no_word_the_second_time(session: Session) -> None:
    one, two = FINE | {"exercising_body": "甲局"}, LICENCE | {"exercising_body": "乙局"}
    take_in(session, powers(one, two, title=""), unit="青禾县财政局")
    again = take_in(session, powers(one, two, title=""))
    assert again.writes_nothing and not again.unit_missing


def test_a_list_of_several_units_goes_to_each_of_them(session: Session) -> None:
    plan = take_in(
        session, powers(FINE | {"unit": "青禾县财政局"}, LICENCE | {"unit": "青禾县审计局"}, title="")
    )
    assert sorted(plan.new_units) == ["青禾县审计局", "青禾县财政局"]
    assert len(session.exec(select(Edition)).all()) == 2


def test_a_section_in_the_unit_column_is_no_unit(session: Session) -> None:
    from powerctl.model import RiskPoint

    row = {"unit": "采购监督科", "name": "选择性立案", "level": "高"}
    take_in(session, risks(row))
    assert [unit.name for unit in session.exec(select(Unit)).all()] == ["青禾县财政局"]
    assert session.exec(select(RiskPoint)).one().section == "采购监督科"


def test_a_plan_that_is_overtaken_is_refused(session: Session) -> None:
    first, second = planned(session, powers(FINE)), planned(session, powers(LICENCE))
    apply_import(session, first, now=NOW)
    with pytest.raises(Refused, match="重新导入"):
        apply_import(session, second, now=NOW)


def test_two_tables_on_one_sheet_keep_their_own_units(session: Session) -> None:
    workbook = a_workbook(
        "powers",
        a_sheet("powers", [FINE], "表", unit_name="甲局"),
        a_sheet("powers", [LICENCE], "表", unit_name="乙局"),
    )
    take_in(session, workbook)
    assert sorted(unit.name for unit in session.exec(select(Unit)).all()) == ["乙局", "甲局"]
