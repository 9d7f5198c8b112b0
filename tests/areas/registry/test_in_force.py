"""The day from which an imported edition counts."""

from datetime import date, datetime

from sqlmodel import Session, select

from powerctl.areas.intake import Plan, apply_import, plan_import
from powerctl.model import Edition
from tests.areas.registry.test_power_intake import LICENCE, PENALTY
from tests.areas.workbooks import powers

NEW_YEAR = date(2026, 1, 1)


def taken(session: Session, day: date | None) -> Plan:
    book = powers(PENALTY, LICENCE)
    plan = plan_import(session, book, unit=None, edition=None, today=date(2026, 3, 2), in_force_from=day)
    apply_import(session, plan, now=datetime(2026, 3, 2, 9, 30))
    return plan


def test_an_edition_counts_from_the_day_that_the_clerk_gives(session: Session) -> None:
    """R-FS-02"""
    taken(session, NEW_YEAR)
    assert session.exec(select(Edition.in_force_from)).one() == NEW_YEAR


def test_without_a_day_the_clerk_is_told_what_that_means(session: Session) -> None:
    assert any("没有施行日期" in note and "--from" in note for note in taken(session, None).notes)
    assert session.exec(select(Edition.in_force_from)).one() is None


def test_a_day_given_later_changes_the_edition_and_no_power(session: Session) -> None:
    taken(session, None)
    plan = taken(session, NEW_YEAR)
    assert plan.receipt.unchanged == plan.receipt.read == 2
    session.expire_all()
    assert session.exec(select(Edition.in_force_from)).one() == NEW_YEAR


def test_the_same_file_with_the_same_day_changes_nothing(session: Session) -> None:
    taken(session, NEW_YEAR)
    assert taken(session, NEW_YEAR).writes_nothing
    assert taken(session, None).writes_nothing
