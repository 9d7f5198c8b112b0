"""The catalogue: every rule that is checked, listed by hand, and how a clerk picks among them.

A code never changes and is never used again. A rule enters with the tables that let it fire.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

from powerctl.errors import Refused
from powerctl.rulebook.finance import FINANCE_RULES
from powerctl.rulebook.meetings import MEETING_RULES
from powerctl.rulebook.organization import ORGANIZATION_RULES
from powerctl.rulebook.personnel import PERSONNEL_RULES
from powerctl.rulebook.registry import REGISTRY_RULES
from powerctl.rulebook.risk import RISK_RULES
from powerctl.rulebook.rule import Rule

RULES: tuple[Rule, ...] = (
    *REGISTRY_RULES,
    *ORGANIZATION_RULES,
    *RISK_RULES,
    *MEETING_RULES,
    *FINANCE_RULES,
    *PERSONNEL_RULES,
)


def find_rule(written: str, rules: Sequence[Rule] = RULES) -> Rule:
    """The rule of that code (`REG001`) or name (`power-without-basis`).

    Raises Refused with the nearest codes where there is none.
    """
    wanted = _plain(written)
    for rule in rules:
        if wanted in (rule.code, rule.name.upper()):
            return rule
    raise _unknown(written, rules)


def select_rules(selection: str | None, rules: Sequence[Rule] = RULES) -> tuple[Rule, ...]:
    """The rules of a selection such as `MTG,FIN`, `REG` or `RSK005`, in the order of the catalogue.

    None is all of them. Raises Refused for an empty text, and for a code or area that no rule has.
    """
    if selection is None:
        return tuple(rules)
    if not selection.strip():
        raise Refused(
            f"“{selection}”没有写明是哪些规则，要写规则编号或其字母，如 REG,RSK005", hint="powerctl rule list"
        )
    chosen: set[str] = set()
    for part in re.split(r"[,，、;；\s]+", selection.strip()):
        if part:
            chosen |= _codes(part, rules)
    return tuple(rule for rule in rules if rule.code in chosen)


def area_of(rule: Rule) -> str:
    """The area's letters in a rule's code: `REG` of REG001."""
    return rule.code.rstrip("0123456789")


def _codes(part: str, rules: Sequence[Rule]) -> set[str]:
    wanted = _plain(part)
    found = {rule.code for rule in rules if wanted in (rule.code, rule.name.upper(), area_of(rule))}
    if not found:
        raise _unknown(part, rules)
    return found


def _plain(written: str) -> str:
    return unicodedata.normalize("NFKC", written).strip().upper()


def _unknown(written: str, rules: Sequence[Rule]) -> Refused:
    areas = sorted({area_of(rule) for rule in rules})
    known = [*areas, *(rule.code for rule in rules), *(rule.name.upper() for rule in rules)]
    codes = {rule.name.upper(): rule.code for rule in rules}
    near = [codes.get(match, match) for match in get_close_matches(_plain(written), known, n=4, cutoff=0.5)]
    meant = "、".join(dict.fromkeys(near)) or "、".join(areas)
    sentence = f"没有规则“{written.strip()}”" + (f"；相近的有 {meant}" if meant else "")
    return Refused(sentence, hint="powerctl rule list")
