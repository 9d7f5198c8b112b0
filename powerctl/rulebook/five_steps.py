"""How far each unit has come in the five steps, counted from what the rules answer (R-XZ-18).

A step is done when its rules looked at something and passed all of it; what cannot be told is not done.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from powerctl.rulebook.catalogue import RULES, find_rule
from powerctl.rulebook.rule import Rule
from powerctl.rulebook.standings import Standing, standings


class Step(StrEnum):
    """五步"""

    CLEAN_UP = "清权"
    FIX = "确权"
    SHOW = "亮权"
    RESTRAIN = "制权"
    SUPERVISE = "督权"


STEPS: dict[Step, tuple[str, ...]] = {
    Step.CLEAN_UP: ("REG001", "REG002", "REG004", "REG005", "REG006", "REG008", "REG009", "REG016"),
    Step.FIX: ("REG003", "REG010", "REG011", "REG012", "REG017", "REG018", "REG019", "REG020", "REG021"),
    Step.SHOW: ("REG013", "INS003"),
    Step.RESTRAIN: (
        *("DUTY001", "DUTY002", "DUTY003", "DUTY004", "DUTY005", "DUTY006", "REG015"),
        *("DUTY007", "DUTY008", "DUTY009", "DUTY010"),
        *("INS001", "INS002", "INS005", "INS007", "INS008"),
        *("RSK001", "RSK002", "RSK003", "RSK004", "RSK005", "RSK006", "RSK007", "RSK008", "RSK009"),
        *("RSK010", "RSK011", "RSK012", "RSK013", "RSK015", "RSK016"),
    ),
    Step.SUPERVISE: ("REG007", "REG014", "INS004", "INS006", "RSK014"),
}
"""Which rules a step is judged by; every rule stands in one step."""


Progress = dict[int, dict[Step, dict[str, Standing]]]


def progress(
    session: Session, *, as_of: date, unit_code: str | None = None, rules: Sequence[Rule] = RULES
) -> Progress:
    """Asks the rules of the five steps as of a day. Out: by unit, step and rule code what they said.

    Rules whose items belong to no unit are left out. Raises Refused for an unknown unit.
    """
    chosen = {code: find_rule(code, rules) for codes in STEPS.values() for code in codes}
    answers = standings(session, tuple(chosen.values()), as_of=as_of, unit_code=unit_code)
    found: Progress = {}
    for step, codes in STEPS.items():
        for code in codes:
            for unit_id, standing in answers[code].items():
                found.setdefault(unit_id, {}).setdefault(step, {})[code] = standing
    return found
