"""What the sheets of posts and of supervision are written from: appointments and their parts, checks."""

from powerctl.areas.export_lookups import Lookups, Values
from powerctl.areas.export_source import UNIT, Maker, Source

_AT_UNIT = ("unit_code",)
_BY_NUMBER = ("unit_code", "number", "id")
_BY_CASE = ("unit_code", "appointment", "id")


def _agenda(values: Values, known: Lookups) -> str | None:
    return known.agenda_words.get(values["agenda_item_id"])


_DECIDED: dict[str, Maker] = {**UNIT, "agenda_key": _agenda}
_AWAITED = {"agenda_key": "agenda_item_id"}

POSTS: dict[str, Source] = {
    "appointments": Source(
        "appointment",
        made=_DECIDED,
        awaits=_AWAITED,
        reads=("unit_code", "agenda_item_id"),
        order=_BY_NUMBER,
    ),
    "appointment_steps": Source("appointment_step", made=UNIT, reads=_AT_UNIT, order=_BY_CASE),
    "vettings": Source("vetting", made=UNIT, reads=_AT_UNIT, order=_BY_CASE),
    "exam_attempts": Source(
        "exam_attempt", made=UNIT, reads=_AT_UNIT, order=("unit_code", "appointment", "attempt")
    ),
    "probations": Source("probation", made=UNIT, reads=_AT_UNIT, order=_BY_CASE),
    "appointment_recusals": Source("appointment_recusal", made=UNIT, reads=_AT_UNIT, order=_BY_CASE),
    "personnel_actions": Source(
        "personnel_action",
        made=_DECIDED,
        awaits=_AWAITED,
        reads=("unit_code", "agenda_item_id"),
        order=_BY_NUMBER,
    ),
    "inspections": Source(
        "inspection",
        made={
            **UNIT,
            "project": lambda values, known: known.project_numbers.get(values["project_id"]),
            "expenditure": lambda values, known: known.payments.get(values["expenditure_id"]),
        },
        awaits={"project": "project_id", "expenditure": "expenditure_id"},
        reads=("unit_code", "project_id", "expenditure_id"),
        order=_BY_NUMBER,
    ),
    "audits": Source(
        "audit", made=UNIT, awaits={"appointment": "appointment_id"}, reads=_AT_UNIT, order=_BY_NUMBER
    ),
    "personal_reports": Source("personal_report", made=UNIT, reads=_AT_UNIT, order=_BY_NUMBER),
}
"""By the name of the sheet kind."""
