"""How far each unit has come in the five steps, counted from what the rules answer (R-XZ-18).

A step is done when its rules looked at something and passed all of it; what cannot be told is not done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from powerctl.limits.in_force import put_in_force
from powerctl.rulebook import waivers
from powerctl.rulebook.asking import Asker
from powerctl.rulebook.catalogue import RULES, find_rule
from powerctl.rulebook.rule import FINDING, Rule
from powerctl.rulebook.scope import put_scope


class Step(StrEnum):
    """五步"""

    CLEAN_UP = "清权"
    FIX = "确权"
    SHOW = "亮权"
    RESTRAIN = "制权"
    SUPERVISE = "督权"


STEPS: dict[Step, tuple[str, ...]] = {
    Step.CLEAN_UP: ("REG001", "REG002", "REG004", "REG005", "REG006", "REG008", "REG009", "REG016"),
    Step.FIX: ("REG003", "REG010", "REG011", "REG012", "REG017", "REG018", "REG021"),
    Step.SHOW: ("REG013", "INS003"),
    Step.RESTRAIN: (
        *("DUTY001", "DUTY002", "DUTY003", "DUTY004", "DUTY005", "DUTY006", "REG015"),
        *("INS001", "INS002", "INS005", "INS007", "INS008"),
        *("RSK001", "RSK002", "RSK003", "RSK004", "RSK005", "RSK006", "RSK007", "RSK008", "RSK009"),
        *("RSK010", "RSK011", "RSK012", "RSK013", "RSK015", "RSK016"),
    ),
    Step.SUPERVISE: ("REG007", "REG014", "INS004", "INS006", "RSK014"),
}
"""Which rules a step is judged by; every rule stands in one step."""


@dataclass(slots=True)
class Standing:
    """What some rules said of a unit: examined = passed + findings + unknown + waived, in items."""

    examined: int = 0
    findings: int = 0
    unknown: int = 0
    waived: int = 0

    @property
    def passed(self) -> int:
        """Items that passed."""
        return self.examined - self.findings - self.unknown - self.waived

    @property
    def is_done(self) -> bool:
        """Something was looked at, and nothing is open."""
        return self.examined > 0 and not self.findings and not self.unknown

    def add(self, other: "Standing") -> None:
        """Counts another rule's answers in."""
        self.examined += other.examined
        self.findings += other.findings
        self.unknown += other.unknown
        self.waived += other.waived


Progress = dict[int, dict[Step, dict[str, Standing]]]


def progress(
    session: Session, *, as_of: date, unit_code: str | None = None, rules: Sequence[Rule] = RULES
) -> Progress:
    """Asks the rules of the five steps as of a day. Out: by unit, step and rule code what they said.

    Rules whose items belong to no unit are left out. Raises Refused for an unknown unit.
    """
    chosen = {code: find_rule(code, rules) for codes in STEPS.values() for code in codes}
    scope = put_scope(session, unit_code)
    put_in_force(session, as_of, {name for rule in chosen.values() for name in rule.limits})
    asker = Asker(session, scope)
    waived = waivers.in_force(session, as_of)
    found: Progress = {}
    for step, codes in STEPS.items():
        for code in codes:
            counted: dict[int, Standing] = {}
            for unit_id, examined in asker.examined_by_unit(chosen[code]).items():
                counted[unit_id] = Standing(examined=examined)
            for outcome in asker.outcomes(chosen[code]):
                if outcome.unit_id is None:
                    continue
                standing = counted[outcome.unit_id]
                if outcome.verdict != FINDING:
                    standing.unknown += 1
                elif (outcome.rule, outcome.item) in waived:
                    standing.waived += 1
                else:
                    standing.findings += 1
            for unit_id, standing in counted.items():
                found.setdefault(unit_id, {}).setdefault(step, {})[code] = standing
    return found


def together(standings: dict[str, Standing]) -> Standing:
    """What the rules of one step said, added up."""
    total = Standing()
    for standing in standings.values():
        total.add(standing)
    return total
