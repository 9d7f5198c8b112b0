"""Intake of 监督检查: inspections, audits, personal reports."""

from datetime import date

from sqlmodel import Session

from powerctl.areas.kept_intake import plan_kept
from powerctl.areas.receipt import Plan
from powerctl.areas.supervision import audits, inspections, personal_reports
from powerctl.sheets.reading import ReadWorkbook

NOUNS = (inspections.KEPT, audits.KEPT, personal_reports.KEPT)


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of what was inspected, audited and reported."""
    return plan_kept(session, workbook, "checks", NOUNS, unit=unit, today=today)
