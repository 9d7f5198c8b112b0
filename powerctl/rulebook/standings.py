"""What some rules say of each unit, in numbers of items; nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from powerctl.limits.in_force import put_in_force
from powerctl.rulebook import waivers
from powerctl.rulebook.asking import Asker
from powerctl.rulebook.rule import FINDING, Rule
from powerctl.rulebook.scope import put_scope


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


def together(standings: dict[str, Standing]) -> Standing:
    """What several rules said, added up."""
    total = Standing()
    for standing in standings.values():
        total.add(standing)
    return total


def standings(
    session: Session, rules: Sequence[Rule], *, as_of: date, unit_code: str | None = None
) -> dict[str, dict[int, Standing]]:
    """Asks the rules as of a day. Out: by rule code and unit what they said.

    Rules whose items belong to no unit are left out. Raises Refused for an unknown unit.
    """
    scope = put_scope(session, unit_code)
    put_in_force(session, as_of, {name for rule in rules for name in rule.limits})
    asker = Asker(session, scope)
    waived = waivers.in_force(session, as_of)
    found: dict[str, dict[int, Standing]] = {}
    for rule in rules:
        counted = {
            unit_id: Standing(examined=examined) for unit_id, examined in asker.examined_by_unit(rule).items()
        }
        for outcome in asker.outcomes(rule):
            if outcome.unit_id is None:
                continue
            standing = counted[outcome.unit_id]
            if outcome.verdict != FINDING:
                standing.unknown += 1
            elif (outcome.rule, outcome.item) in waived:
                standing.waived += 1
            else:
                standing.findings += 1
        found[rule.code] = counted
    return found
