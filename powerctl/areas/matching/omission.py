"""What an omission is: two sides that do not meet, and what to ask (R-ZJ-03)."""

from dataclasses import dataclass

from powerctl.areas.matching.called import Called

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
    payment: int | None = None
    """The payment that it is about, by its number in the file."""
    called: Called | None = None
    """What a clerk calls that payment."""

    @property
    def typed(self) -> str:
        """What a clerk types for it: its key, of a payment the unit's code and what it is called."""
        return self.called.typed(self.key) if self.called else self.key
