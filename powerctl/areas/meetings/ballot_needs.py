"""Which topics of a meeting go to a secret ballot, for whom, and how many ballots that takes (R-XZ-09).

Counts of voters only: who took a ballot is never noted, let alone what was on it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from powerctl.areas.meetings.arithmetic import Majority
from powerctl.areas.meetings.sitting import Item, Sitting
from powerctl.areas.meetings.verdicts import DayLimits, majority_of
from powerctl.model import Attendance
from powerctl.terms import AttendanceState, MemberRole

_AWAY = (AttendanceState.ON_LEAVE, AttendanceState.ABSENT)
_APART = re.compile(r"[、，,；;/\n]+")


@dataclass(frozen=True, slots=True)
class Ballot:
    """One topic that goes to a ballot: on whom, how many ballots and why that many, what it takes."""

    item: Item
    candidates: Sequence[str]
    copies: int
    copies_words: str
    majority: Majority
    why: str


def why_balloted(item: Item) -> str:
    """Why a topic goes to a secret ballot; empty where nothing says so."""
    if item.catalogue is not None and item.catalogue.needs_ballot:
        return f"决策事项目录“{item.catalogue.name}”写明须票决"
    if item.is_personnel:
        return "人事议题"
    return "已登记无记名票决" if item.secret else ""


def ballots_of(sitting: Sitting, limits: DayLimits) -> list[Ballot]:
    """The ballots that a meeting needs, in the order of its agenda."""
    found = []
    for item in sitting.items:
        if why := why_balloted(item):
            copies, words = _copies(sitting, item)
            majority = majority_of(sitting, item, None, limits)
            found.append(Ballot(item, candidates_of(item), copies, words, majority, why))
    return found


def candidates_of(item: Item) -> list[str]:
    """Whom a ballot is about: those of the tallies, else those whom the topic names."""
    known = [one.candidate for one in item.secret if one.candidate]
    written = _APART.split(item.topic.concerned_written or "") if item.is_personnel else []
    return list(dict.fromkeys(known or [part.strip() for part in written if part.strip()]))


def voters_of(sitting: Sitting, item: Item) -> list[Attendance]:
    """Who may vote on an item as far as is known: entitled, not away, not recused."""
    recused = {one.attendance_id for one in item.recusals}
    return [
        one for one in sitting.names(MemberRole.ENTITLED) if one.state not in _AWAY and one.id not in recused
    ]


def _copies(sitting: Sitting, item: Item) -> tuple[int, str]:
    entitled = sitting.names(MemberRole.ENTITLED)
    away = sum(one.state in _AWAY for one in entitled)
    voters = len(voters_of(sitting, item))
    withdrawn = len(entitled) - away - voters
    words = f"应到 {len(entitled)} 人"
    words += f"，请假、缺席 {away} 人" if away else ""
    words += f"，回避 {withdrawn} 人" if withdrawn else ""
    return voters, words
