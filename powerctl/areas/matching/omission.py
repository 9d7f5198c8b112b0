"""What an omission is: two sides that do not meet, and what to ask (R-ZJ-03)."""

from dataclasses import dataclass

UNDECIDED, EARLY, UNEXECUTED = "应决未决", "先执行后决策", "决而未行"
UNPOSTED, SILENT = "应公开未公开", "有支出无会议"
SORTS = (UNDECIDED, EARLY, UNEXECUTED, UNPOSTED, SILENT)


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that is missing, or may be."""

    sort: str
    """One of `SORTS`."""
    unit_id: int
    key: str
    """What a clerk knows the matter by."""
    done: str
    """The side of what was done, in words; no person's name."""
    decided: str
    """The side of what was decided, or published, in words."""
    ask: str
    """The question to ask."""
    is_certain: bool
    """False: nobody can tell yet."""
