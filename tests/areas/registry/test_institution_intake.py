"""A workbook of institutions becomes institutions, what they govern, reviews, compendia and bodies."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from powerctl.areas.registry.institutions.institutions import add_institution
from powerctl.areas.risk.measures import add_measure
from powerctl.areas.risk.points import add_point
from powerctl.model import (
    Compendium,
    CompendiumEntry,
    Institution,
    InstitutionLink,
    InstitutionReview,
    LeadingBody,
    Measure,
    Power,
    RequiredInstitution,
)
from powerctl.terms import Checklist, InstitutionClass, InstitutionStatus
from tests.areas.conftest import Writing
from tests.areas.workbooks import a_sheet, a_workbook, counts, planned, powers, risks, take_in, told

FINANCE = {
    "name": "财务管理办法",
    "number": "青财〔2026〕8号",
    "kind": "基本",
    "valid_from": "2026年1月1日",
    "status": "有效",
    "owner_written": "办公室",
}


def institutions(*rows: dict[str, Any], unit_name: str = "青禾县财政局", **sheets: Any) -> Any:
    """A workbook of institutions; `sheets` are rows of the sheets beside 制度."""
    made = [a_sheet("institutions", list(rows), "制度", unit_name=unit_name)] if rows else []
    made += [a_sheet(kind, some, kind, unit_name=unit_name) for kind, some in sheets.items()]
    return a_workbook("institutions", *made, file_name="制度.xlsx")


@pytest.fixture
def with_list(session: Session) -> Session:
    """A unit with two powers of one name, one of another, and a risk point."""
    take_in(
        session,
        powers(
            {"name": "采购处罚", "sub_item": "一", "category": "行政处罚", "code": "CF-1"},
            {"name": "采购处罚", "sub_item": "二", "category": "行政处罚"},
            {"name": "票据检查", "category": "行政检查"},
        ),
    )
    take_in(session, risks({"name": "选择性立案", "level": "高", "measure": "落实《财务管理办法》"}))
    return session


def test_words_and_days_of_a_published_catalogue_are_understood(session: Session) -> None:
    """R-FS-04"""
    plan = take_in(session, institutions(FINANCE))
    assert counts(plan) == (1, 1, 0, 0, 0)
    one = session.exec(select(Institution)).one()
    assert (one.kind, one.status, one.valid_from) == (
        InstitutionClass.BASIC,
        InstitutionStatus.IN_FORCE,
        date(2026, 1, 1),
    )


def test_a_second_import_changes_nothing(writing: Writing) -> None:
    book = institutions(
        FINANCE | {"governed_powers": "采购处罚", "governed_points": "选择性立案"},
        institution_reviews=[
            {"institution": "财务管理办法", "kind": "执行检查", "reviewed_on": "2026-02-01", "result": "好"}
        ],
        compendium_entries=[
            {"compendium": "汇编", "compendium_issued_on": "2026-02-01", "institution": "财务管理办法"}
        ],
        leading_bodies=[{"name": "领导小组", "role": "领导机构", "valid_from": "2026-01-01"}],
    )
    with writing() as session:
        take_in(session, powers({"name": "采购处罚", "category": "行政处罚"}))
        take_in(session, risks({"name": "选择性立案", "level": "高"}))
        assert counts(take_in(session, book)) == (4, 4, 0, 0, 0)
    with writing() as session:
        plan = take_in(session, book)
        assert counts(plan) == (4, 0, 0, 4, 0)
        assert plan.writes_nothing


def test_governed_powers_are_found_by_name_code_or_sub_item(with_list: Session) -> None:
    """R-FS-04"""
    take_in(
        with_list,
        institutions(
            FINANCE | {"governed_powers": "1.票据检查；\n2.CF-1"},
            {"name": "甲办法", "governed_powers": "采购处罚｜二", "governed_points": "选择性立案"},
            {"name": "乙办法", "governed_powers": "采购处罚"},
        ),
    )
    links = with_list.exec(select(InstitutionLink)).all()
    named = {
        one.name: sorted(link.power_id for link in links if link.institution_id == one.id and link.power_id)
        for one in with_list.exec(select(Institution)).all()
    }
    ids = [power.id for power in with_list.exec(select(Power).order_by(Power.id)).all()]  # type: ignore[arg-type]
    assert named == {"财务管理办法": [ids[0], ids[2]], "甲办法": [ids[1]], "乙办法": ids[:2]}
    assert sum(link.risk_point_id is not None for link in links) == 1


def test_of_two_editions_the_newer_is_governed(session: Session) -> None:
    row = {"name": "采购处罚", "category": "行政处罚"}
    for year in ("2025", "2026"):
        book = powers(row, title=f"青禾县财政局{year}年权责清单")
        take_in(session, book, in_force_from=date(int(year), 1, 1))
    take_in(session, institutions(FINANCE | {"governed_powers": "采购处罚"}))
    newest = max(power.id or 0 for power in session.exec(select(Power)).all())
    assert [link.power_id for link in session.exec(select(InstitutionLink)).all()] == [newest]


def test_what_is_not_found_is_noted_and_linked_by_a_later_import(with_list: Session) -> None:
    book = institutions(FINANCE | {"governed_powers": "没有这项"})
    plan = take_in(with_list, book)
    assert told(plan, "1 处权力事项在本单位没有登记") and told(plan, "“没有这项”")
    take_in(with_list, powers({"name": "没有这项", "category": "行政检查"}))
    again = take_in(with_list, book)
    assert counts(again) == (1, 0, 1, 0, 0)
    assert len(with_list.exec(select(InstitutionLink)).all()) == 1


def test_measures_are_linked_to_the_institution_they_name_whatever_comes_first(session: Session) -> None:
    """R-CC-06"""
    take_in(session, institutions(FINANCE))
    take_in(session, risks({"name": "选择性立案", "level": "高", "measure": "落实《财务管理办法》"}))
    measure = session.exec(select(Measure)).one()
    assert measure.institution_id is not None

    point = add_point(session, "青禾县财政局", "围标", level="高")
    later = add_measure(session, point, "按《采购办法》执行；也按《财务管理办法》")
    add_institution(session, "青禾县财政局", "采购办法")
    session.expire_all()
    assert session.get(Measure, later.id).institution_id is None, "two names are none"  # type: ignore[union-attr]


def test_two_rows_of_one_institution_are_a_problem(session: Session) -> None:
    plan = planned(session, institutions(FINANCE, FINANCE))
    assert [problem.cell for problem in plan.problems] == ["A3"]
    assert plan.receipt.balances


def test_a_number_written_later_belongs_to_the_one_that_had_none(session: Session) -> None:
    take_in(session, institutions({"name": "财务管理办法"}))
    plan = take_in(session, institutions(FINANCE))
    assert counts(plan) == (1, 0, 1, 0, 0)
    assert session.exec(select(Institution)).one().number == "青财〔2026〕8号"


def test_an_empty_cell_of_a_column_empties_and_an_absent_column_leaves(session: Session) -> None:
    take_in(session, institutions(FINANCE))
    take_in(session, institutions({"name": "财务管理办法", "owner_written": ""}))
    one = session.exec(select(Institution)).one()
    assert one.owner_written is None and one.valid_from == date(2026, 1, 1)


def test_a_repealed_one_without_last_day_is_named(session: Session) -> None:
    plan = take_in(
        session,
        institutions({"name": "旧办法", "status": "已废止"}, {"name": "新办法", "replaces": "《旧办法》"}),
    )
    assert told(plan, "1 项制度已废止或被替代而没有失效日期")
    new = session.exec(select(Institution).where(Institution.name == "新办法")).one()
    assert new.replaces_id is not None


@pytest.mark.parametrize(
    ("field", "text"),
    [("status", "已修改"), ("kind", "其他"), ("valid_from", "去年"), ("valid_to", "2025-01-01")],
)
def test_a_word_that_is_none_is_a_problem_in_its_cell(session: Session, field: str, text: str) -> None:
    plan = planned(session, institutions(FINANCE | {"valid_to": "", field: text}))
    assert len(plan.problems) == 1 and counts(plan)[4] == 1


def test_sheets_beside_may_only_name_what_is_registered(session: Session) -> None:
    book = institutions(
        FINANCE,
        institution_reviews=[{"institution": "没有的办法", "kind": "执行检查"}],
        compendium_entries=[{"compendium": "汇编", "institution": "青财〔2026〕8号"}],
    )
    plan = planned(session, book)
    assert len(plan.problems) == 1 and "没有的办法" in plan.problems[0].message
    assert counts(plan) == (3, 2, 0, 0, 1)


def test_a_compendium_keeps_its_order_and_takes_in_more(session: Session) -> None:
    book = [{"compendium": "汇编", "institution": "甲"}, {"compendium": "汇编", "institution": "乙"}]
    take_in(session, institutions({"name": "甲"}, {"name": "乙"}, {"name": "丙"}, compendium_entries=book))
    take_in(session, institutions(compendium_entries=[{"compendium": "汇编", "institution": "丙"}]))
    assert len(session.exec(select(Compendium)).all()) == 1
    assert [entry.position for entry in session.exec(select(CompendiumEntry)).all()] == [1, 2, 3]


def test_inspections_of_two_days_are_two(session: Session) -> None:
    """R-ZJ-01"""
    rows = [{"institution": "甲", "kind": "检查", "reviewed_on": day} for day in ("2025-01-01", "2026-01-01")]
    plan = take_in(session, institutions({"name": "甲"}, institution_reviews=rows))
    assert counts(plan) == (3, 3, 0, 0, 0)
    assert len(session.exec(select(InstitutionReview)).all()) == 2


def test_a_body_that_is_over_is_followed_by_another_of_its_name(session: Session) -> None:
    """R-XZ-18"""
    first = {"name": "领导小组", "role": "领导小组", "valid_from": "2020-01-01", "valid_to": "2024-12-31"}
    take_in(session, institutions(leading_bodies=[first]))
    second = {"name": "领导小组", "role": "领导机构", "valid_from": "2025-01-01", "valid_to": ""}
    take_in(session, institutions(leading_bodies=[second]))
    assert len(session.exec(select(LeadingBody)).all()) == 2


def checklists(*rows: dict[str, Any]) -> Any:
    """A workbook of checklists."""
    return a_workbook("checklists", a_sheet("required_institutions", list(rows), "应有制度"))


def test_a_checklist_is_the_countys_unless_a_unit_is_written(with_list: Session) -> None:
    """R-ZJ-01"""
    book = checklists(
        {"unit": "", "checklist": "基本制度", "topic": "工程招投标", "valid_from": "2026-01-01"},
        {"unit": "青禾县财政局", "checklist": "必备", "topic": "值班", "valid_from": "2026-01-01"},
    )
    assert counts(take_in(with_list, book)) == (2, 2, 0, 0, 0)
    lines = with_list.exec(select(RequiredInstitution)).all()
    assert [(line.unit_id is None, line.checklist, line.position) for line in lines] == [
        (True, Checklist.BASIC, 1),
        (False, Checklist.REQUIRED, 1),
    ]
    assert counts(take_in(with_list, book)) == (2, 0, 0, 2, 0)


def test_a_checklist_of_a_unit_that_nobody_knows_is_a_problem(session: Session) -> None:
    plan = planned(session, checklists({"unit": "某局", "checklist": "基本制度", "topic": "值班"}))
    assert "没有登记单位“某局”" in plan.problems[0].message


def test_the_template_filled_in_comes_back(session: Session, tmp_path: Path) -> None:
    """R-ZJ-01: our own workbook, written by openpyxl and read by the reader."""
    from openpyxl import load_workbook

    from powerctl.sheets.files.reader import read_text
    from powerctl.sheets.kinds import KINDS
    from powerctl.sheets.understand import understand
    from powerctl.sheets.writing.template import EXAMPLE_ROW, template_columns, write_template

    path = tmp_path / "制度.xlsx"
    write_template("institutions", path)
    book = load_workbook(path)
    for kind in KINDS:
        if kind.workbook == "institutions":
            for at, column in enumerate(template_columns(kind), 1):
                if column.field not in ("sequence", "governed_powers", "governed_points"):
                    book[kind.title].cell(EXAMPLE_ROW + 1, at).value = column.example or None
    book.save(path)
    read = understand(read_text(path))
    assert read.kind == "institutions" and not read.problems and not read.unsure
    plan = take_in(session, read)
    assert counts(plan) == (4, 4, 0, 0, 0), (plan.problems, plan.notes)
