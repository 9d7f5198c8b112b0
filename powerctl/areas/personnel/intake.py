"""Intake of 干部任免 and 人事事项."""

from datetime import date

from sqlmodel import Session

from powerctl.areas.kept_intake import plan_kept
from powerctl.areas.personnel import (
    actions,
    appointments,
    exams,
    probations,
    recusals,
    steps,
    vettings,
)
from powerctl.areas.receipt import Plan
from powerctl.sheets.reading import ReadWorkbook

OF_APPOINTMENTS = (
    *(appointments.KEPT, steps.KEPT, vettings.KEPT, exams.KEPT, probations.KEPT, recusals.KEPT),
)


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of appointments with all that belongs to them."""
    return plan_kept(session, workbook, "appointments", OF_APPOINTMENTS, unit=unit, today=today)


def plan_actions(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of other matters of persons."""
    return plan_kept(session, workbook, "personnel-actions", (actions.KEPT,), unit=unit, today=today)
