"""What the commands of kept records share: adding one of a unit, adding one of an appointment, editing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.setting import (
    Edit,
    Noun,
    called,
    found,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change
    from powerctl.areas.kept import Kept

APPOINTMENT = Noun(
    "appoint",
    "appointment",
    "任免事项",
    "Appointment",
    "personnel.appointments",
    ("person", "from_post", "to_post", "agenda_item"),
)
CaseKey = Annotated[str, typer.Argument(help="任免事项的编号、任免编号或姓名", metavar="任免事项")]
Document = Annotated[str | None, typer.Option("--document", help="文号或材料", metavar="文号")]


def kept_of(noun: Noun) -> "Kept":
    """The declaration of a noun, imported only when a command writes."""
    from importlib import import_module

    kept: Kept = import_module(f"powerctl.areas.{noun.module}").KEPT
    return kept


def add_of_unit(noun: Noun, unit: str, settings: list[str] | None, **named: str | None) -> None:
    """Adds a record of a unit and says so."""
    from powerctl.areas.edits import number_of
    from powerctl.areas.keeping import add_kept
    from powerctl.areas.organization.units import find_unit

    texts = read_settings(noun, settings, **named)
    with session.writing(f"{noun.command} add") as db:
        record = add_kept(db, kept_of(noun), texts, home=number_of(find_unit(db, unit)))
        number, name = record.id, str(called(record) or getattr(record, "number", ""))
    show_added(noun, number, name)


def add_of_case(
    noun: Noun, key: str, unit: str | None, settings: list[str] | None, **named: str | None
) -> None:
    """Adds a record of an appointment and says so."""
    from powerctl.areas.edits import number_of
    from powerctl.areas.keeping import add_kept

    texts = read_settings(noun, settings, **named)
    case = number_named(APPOINTMENT, key, unit)
    with session.writing(f"{noun.command} add {case}") as db:
        owner = found(db, APPOINTMENT, case)
        record = add_kept(db, kept_of(noun), texts, home=owner.unit_id, owner=number_of(owner))
        number, name = record.id, case_words(owner)
    show_added(noun, number, name)


def case_words(case: Any) -> str:
    """`任〔2025〕1号 李某`."""
    return " ".join(word for word in (case.number, case.person_written) if word)


def edit_of(noun: Noun) -> Edit:
    """The `edit` of a noun: a record of a unit, or of an appointment."""

    def edit(db: "Session", record: Any, texts: Mapping[str, str]) -> "list[Change]":
        from powerctl.areas.keeping import change_kept, home_of_case

        kept = kept_of(noun)
        home = home_of_case(db, getattr(record, kept.belongs_to)) if kept.belongs_to else record.unit_id
        return change_kept(db, kept, record, texts, home=home)

    return edit
