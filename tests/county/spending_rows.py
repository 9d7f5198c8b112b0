"""A payment of the sample county, who approves it by its sum, and who signs in which order."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tests.county.meeting_bodies import BODIES, working_day
from tests.county.meeting_topics import SUBJECTS, Subject
from tests.county.money_words import KIND_OF, NON_PRODUCTIVE, PERSONS, RETURNED_FOR
from tests.county.people import SEATS, discipline_head

UNITS_WITH_MONEY = ("U002", "U003", "U007")
DEPUTY_MOST, HEAD_MOST = 20_000, {"U002": 200_000, "U003": 300_000, "U007": 100_000}
"""What a deputy and the head may approve, in yuan: from the catalogue's sum on, a meeting decides."""
_FINANCE_DEPUTY = {"U002": "邵清漪", "U003": "穆遥岑", "U007": "佟穗丰"}
_HEAD = {"U002": "闻人恪", "U003": "尚怀瑾", "U007": "桑榆晚"}
DEPUTY_SIGNS, DISCIPLINE_SIGNS, HEAD_SIGNS, CROSS_SIGNS = (
    "分管领导",
    "纪委书记（纪检组长）",
    "一把手",
    "联签领导",
)


@dataclass(frozen=True)
class Sign:
    """One signature: whose role, who, which day ("" not written), why it was returned ("" agreed)."""

    role: str
    person: str
    day: str
    returned: str = ""


@dataclass
class Payment:
    """One payment, in yuan with two decimals as an integer of fen; `tag` names what is planted in it."""

    unit: str
    paid: date | None
    payee: str
    purpose: str
    line: str
    fen: int
    handler: str = ""
    repeats: str = "一次性"
    fund: str = "预算内拨款"
    subject: Subject | None = None
    shows_decision: bool = True
    project: str = ""
    trade: str = ""
    contract: str = ""
    reverses: str = ""
    role: str | None = None
    flagged: str | None = None
    state: str = "已支付"
    tag: str = ""
    number: str = ""
    voucher: str = ""
    billed: date | None = None
    rounds: list[list[Sign]] = field(default_factory=list)

    @property
    def approver(self) -> str:
        """Who approved it last."""
        if self.approver_role == "分管领导":
            return _FINANCE_DEPUTY[self.unit]
        return _HEAD[self.unit] if self.approver_role else ""

    @property
    def approver_role(self) -> str:
        """审批层级: by the sum, unless something else is planted."""
        if self.role is not None:
            return self.role
        if self.subject:
            return "班子集体"
        return "分管领导" if self.fen <= DEPUTY_MOST * 100 else "一把手"

    @property
    def is_non_productive(self) -> str:
        """是否非生产性开支."""
        if self.flagged is not None:
            return self.flagged
        return "是" if self.line in NON_PRODUCTIVE else "否"

    @property
    def payee_kind(self) -> str:
        """收款方性质."""
        persons = {seat.person for seat in SEATS} | set(PERSONS)
        return "个人" if self.payee in persons else "单位"

    @property
    def kind(self) -> str:
        """支出类别."""
        return KIND_OF[self.line]

    @property
    def approved(self) -> date | None:
        """The day of the last signature, or the third working day after the bill."""
        days = [sign.day for signs in self.rounds[-1:] for sign in signs if sign.day]
        return date.fromisoformat(max(days)) if days else self.billed and after(self.billed, 3)

    @property
    def key(self) -> str:
        """What other sheets name it by."""
        return self.number or self.voucher


def after(day: date, working_days: int) -> date:
    """So many working days later."""
    for _ in range(working_days):
        day = working_day(day + timedelta(days=1))
    return day


def before(day: date, working_days: int) -> date:
    """A day that lies so many working days before."""
    found = day - timedelta(days=working_days * 2 + 4)
    while after(found, working_days) < day:
        found += timedelta(days=1)
    return found


def subject(unit: str, words: str) -> Subject:
    """The one topic of a unit whose title holds the words; the last of several."""
    return [one for one in SUBJECTS if one.unit == unit and words in one.title][-1]


def held_on(one: Subject) -> date:
    """The day of its meeting."""
    body = next(body for body in BODIES if body.unit == one.unit)
    return body.held_on(one.month)


def decision(one: Subject | None) -> dict[str, str]:
    """How a sheet names a decision: in words, and by the meeting's and the topic's numbers."""
    if one is None:
        return {}
    body = next(body for body in BODIES if body.unit == one.unit)
    year, number = one.month.split("-")
    return {
        "decision_written": f"{body.kind}{year}年第{int(number)}次会议",
        "agenda_item": f"{one.month}/{one.number}",
    }


def in_order(one: Payment, since: int = 1) -> list[Sign]:
    """The three signatures, a working day apart."""
    assert one.billed is not None
    persons = (_FINANCE_DEPUTY[one.unit], discipline_head(one.unit).person, _HEAD[one.unit])
    roles = (DEPUTY_SIGNS, DISCIPLINE_SIGNS, HEAD_SIGNS)
    return [
        Sign(role, person, after(one.billed, since + turn).isoformat())
        for turn, (role, person) in enumerate(zip(roles, persons, strict=True))
    ]


def sent_back(one: Payment, turn: int) -> None:
    """The voucher returned once, by whoever's turn it was, and signed again."""
    assert one.paid is not None
    one.billed = before(one.paid, 11)
    first = in_order(one)[: turn + 1]
    why = Random(f"{one.unit} {one.paid} {one.fen}").choice(RETURNED_FOR)
    first[-1] = replace(first[-1], returned=why)
    one.rounds = [first, in_order(one, 6)]
