"""What the sheets of disclosure and of matching are written from."""

from powerctl.areas.export_source import UNIT, Source

_AT_UNIT = ("unit_code",)

DISCLOSURE: dict[str, Source] = {
    "open_items": Source("open_item", made=UNIT, reads=_AT_UNIT, order=("unit_code", "name", "valid_from")),
    "publications": Source(
        "publication",
        made={
            **UNIT,
            "agenda_key": lambda values, known: known.agenda_words.get(values["agenda_item_id"]),
            "expenditure": lambda values, known: known.payments.get(values["expenditure_id"]),
            "project": lambda values, known: known.project_numbers.get(values["project_id"]),
            "transaction": lambda values, known: known.trade_numbers.get(values["transaction_id"]),
        },
        awaits={
            "open_item": "open_item_id",
            "agenda_key": "agenda_item_id",
            "expenditure": "expenditure_id",
            "transaction": "transaction_id",
            "project": "project_id",
            "appointment": "appointment_id",
            "finance_report": "finance_report_id",
        },
        reads=("unit_code", "agenda_item_id", "expenditure_id", "project_id", "transaction_id"),
        order=("unit_code", "number", "id"),
    ),
    "notices": Source(
        "notice",
        made={
            **UNIT,
            "transaction": lambda values, known: known.trade_numbers.get(values["transaction_id"]),
        },
        awaits={"transaction": "transaction_id"},
        reads=("unit_code", "transaction_id"),
        order=("unit_code", "number", "id"),
    ),
    "notice_subjects": Source(
        "notice_subject",
        made=UNIT,
        awaits={"appointment": "appointment_id"},
        reads=_AT_UNIT,
        order=("unit_code", "notice", "position"),
    ),
    "feedback": Source(
        "feedback",
        made={
            **UNIT,
            "subject": lambda values, known: known.noticed.get(values["subject_id"]),
        },
        awaits={"subject": "subject_id"},
        reads=("unit_code", "subject_id"),
        order=("unit_code", "notice", "position"),
    ),
    "matches": Source("matter_link", order=("left_kind", "left_key", "right_key")),
}
"""By the name of the sheet kind."""
