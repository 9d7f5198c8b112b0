"""Bodies that meet in 云泽县, what each must decide together, and the working days of their year. All invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from powerctl.limits.calendar import is_working_day
from tests.county.people import DEPUTY, DISCIPLINE, HEAD, SEATS, UNITS, Seat

Row = dict[str, str]


@dataclass(frozen=True)
class Body:
    """A body that meets: its unit, kind, who leads it, the day of the month and the months;
    where, who writes, which office sends the minutes out, who sits in always and who now and then."""

    unit: str
    kind: str
    side: str
    head: str
    day: int
    months: tuple[str, ...]
    place: str
    recorder: str
    office: str
    observer: str
    delegate: str

    @property
    def name(self) -> str:
        """The unit's full name."""
        return UNITS[self.unit][0]

    def turn(self, month: str) -> int:
        """Which meeting of its year it is, from 0; -1 of the one before."""
        at = self.months.index(month)
        return at - 1 if self in BODIES else at - len(self.months) + 1

    def held_on(self, month: str) -> date:
        """The day on which it meets in a month."""
        return working_day(date.fromisoformat(f"{month}-{self.day:02}"))

    def seats(self, day: date) -> list[Seat]:
        """The leadership on a day, the head first."""
        held = [
            seat
            for seat in SEATS
            if seat.unit == self.unit
            and seat.role in (HEAD, DEPUTY, DISCIPLINE)
            and seat.since <= day.isoformat() <= (seat.until or "9999")
        ]
        return sorted(held, key=lambda seat: seat.person != self.head)


def _year(begins: int) -> tuple[str, ...]:
    """December 2024, when who is in charge of what was settled, and twelve months on end, as 2025-07."""
    months = (f"{2025 + (month > 12)}-{(month - 1) % 12 + 1:02}" for month in range(begins, begins + 12))
    return ("2024-12", *months)


BODIES = (
    Body("U002", "党组会", "党委", "闻人恪", 8, _year(7), "局三楼会议室", "文书平", "办公室", "黎未晞", "丰年景"),
    Body("U007", "党委会", "党委", "柳含章", 15, _year(7), "镇政府会议室", "伏案青", "党政办公室", "金算禾", "麦知秋"),
    Body("U003", "局长办公会", "政府", "尚怀瑾", 22, _year(6), "局二楼会议室", "言简之", "办公室", "邢竹溪", "桥同济"),
)  # fmt: skip
"""Those whose whole year is on record."""
_TWICE = ("2024-12", "2026-05")
OTHERS = (
    Body("U001", "党组会", "党委", "郁知远", 6, ("2024-12", "2026-03", "2026-05"), "县政府二楼会议室", "简言芷", "秘书科", "鹿鸣谦", "路遥知"),
    Body("U004", "党组会", "党委", "荆满仓", 20, _TWICE, "局一楼会议室", "田舒朗", "办公室", "麻知夏", "谷满川"),
    Body("U005", "党组会", "党委", "宋怀幼", 20, _TWICE, "局小会议室", "安之若", "办公室", "应怜芷", "乐同怀"),
    Body("U006", "党组会", "党委", "权衡之", 20, _TWICE, "局五楼会议室", "记云章", "办公室", "符简安", "公量平"),
)  # fmt: skip
"""Those of whom only the meetings on who is in charge of what and on levels of risk are on record."""


def working_day(day: date) -> date:
    """The day, or the next on which offices are open."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


# unit; code; name; class; matter; by ballot; sum from
_CATALOGUE = """
U002;Y;年度预算、预算调整和政府债务;财权议题;重大决策;;
U002;G;财政财务和国有资产管理制度;事项议题;重大决策;;
U002;X;财政信息化等重点项目安排;事项议题;重大项目安排;;
U002;Z;单笔20万元以上的资金使用;财权议题;大额资金使用;;200000
U002;R;内设机构负责人任免;人事议题;重要人事任免;是;
U007;G;镇村发展规划、年度预算和重要制度;事项议题;重大决策;;
U007;X;镇级工程项目安排;事项议题;重大项目安排;;
U007;T;重大突发事件处置;事项议题;重大突发事件处置;;
U007;Z;单笔10万元以上的资金使用;财权议题;大额资金使用;;100000
U007;R;镇属事业单位中层人员任免;人事议题;重要人事任免;是;
U003;G;行业管理政策和规范性文件;事项议题;重大决策;否;
U003;X;年度城建项目安排;事项议题;重大项目安排;否;
U003;Z;单笔30万元以上的资金使用;财权议题;大额资金使用;否;300000
U001;G;政务公开、会议和公文制度;事项议题;重大决策;;
U001;Z;单笔10万元以上的资金使用;财权议题;大额资金使用;;100000
U004;G;产业规划和补贴政策;事项议题;重大决策;;
U004;Z;单笔30万元以上的资金使用;财权议题;大额资金使用;;300000
U005;G;救助标准和民生政策;事项议题;重大决策;;
U005;Z;单笔20万元以上的资金使用;财权议题;大额资金使用;;200000
U006;G;监管制度和年度抽检计划;事项议题;重大决策;;
U006;Z;单笔20万元以上的资金使用;财权议题;大额资金使用;;200000
U006;R;内设机构负责人任免;人事议题;重要人事任免;是;
"""
_KINDS = {body.unit: (body.kind, body.side) for body in (*BODIES, *OTHERS)}


@dataclass(frozen=True)
class Matter:
    """A line of a decision catalogue."""

    unit: str
    letter: str
    name: str
    topic_class: str
    matter: str
    needs_ballot: str
    threshold: str


MATTERS = {
    (unit, letter): Matter(unit, letter, *rest)
    for unit, letter, *rest in (line.split(";") for line in _CATALOGUE.strip().splitlines())
}


def catalogue() -> Iterator[Row]:
    """The decision catalogues of all bodies, on the template."""
    for matter in MATTERS.values():
        kind, side = _KINDS[matter.unit]
        yield {
            "unit": UNITS[matter.unit][0],
            "code": f"{matter.letter}{matter.unit[-1]}",
            "name": matter.name,
            "body": kind,
            "side": side,
            "topic_class": matter.topic_class,
            "matter": matter.matter,
            "threshold": matter.threshold,
            "needs_ballot": matter.needs_ballot,
            "valid_from": "2025-01-01",
            "document": f"{UNITS[matter.unit][0].removeprefix('云泽县')}〔2025〕1号",
        }
