"""What the commands of an appointment and of its parts share."""

from typing import Annotated, Any

import typer

from powerctl.cli.recorded import add_part
from powerctl.cli.setting import Noun, read_settings, show_added

APPOINTMENT = Noun(
    "appoint",
    "appointment",
    "任免事项",
    "Appointment",
    "personnel.appointments",
    ("person", "from_post", "to_post", "agenda_item"),
)
CaseKey = Annotated[str, typer.Argument(help="任免事项的编号、任免编号或姓名", metavar="任免事项")]


def add_of_case(
    noun: Noun, key: str, unit: str | None, settings: list[str] | None, **named: str | None
) -> None:
    """Adds a record of an appointment and says so."""
    texts = read_settings(noun, settings, **named)
    show_added(noun, *add_part(f"{noun.command} add", noun, APPOINTMENT, key, unit, texts, say=case_words))


def case_words(case: Any) -> str:
    """`任〔2025〕1号 李某`."""
    return " ".join(word for word in (case.number, case.person_written) if word)
