"""A year of meetings of three bodies, and their decision catalogues, on powerctl's own templates. All invented.

县财政局党组会, 柳溪镇党委会 and 住房和城乡建设局局长办公会 meet monthly from 2025-07 to 2026-06, twelve times each,
with two topics or three. What is not named here is in order: told three days before, screened, studied,
presented by whoever is in charge, everybody heard with reasons, the head last, votes that carry, minutes.

Planted faults, by meeting (unit number + month):

* 财政局 2025-09: told one day before (MTG004).
* 财政局 2025-11: an extempore large sum (MTG005).
* 财政局 2025-12: three of five present: 3 × 3 < 2 × 5, no quorum (MTG010).
* 财政局 2026-02: the head speaks first (MTG013, MTG014).
* 财政局 2026-03: announced as passed with 2 of 5 in favour (VOTE002, VOTE003).
* 财政局 2026-05: no order of statements was kept at all: cannot tell who spoke last.
* 柳溪镇 2025-08: a member who was present never spoke on the first topic (MTG012).
* 柳溪镇 2025-10: an appointment decided by show of hands (VOTE007).
* 柳溪镇 2026-02: a secret ballot whose counts do not add up: 4 + 0 + 0 of 5 returned (VOTE008).
* 柳溪镇 2026-04: the member concerned stays and votes (VOTE011).
* 柳溪镇 2026-05: nobody gives a reason on the first topic (MTG016).
* 柳溪镇 2026-06: no minutes (MTG023).
* 住建局 2025-12: decided as the head wishes against the majority, without a reason (MTG033).
* 住建局 2026-02: the same with a reason: no finding.
* 住建局 2026-05: eight topics in twenty minutes (a pattern, no finding).
* 住建局 2026-06: the day of the meeting was not written down: whatever needs it cannot be told.

Patterns over the year: 柳溪镇's named votes never hold a dissent in ten meetings or more; 柳溪镇 2025-07 and 2026-01
have the same minutes on the first topic but for the day and the sum.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.county.people import DEPUTY, DISCIPLINE, HEAD, SEATS, UNITS, Seat
from tests.county.template_books import fill

Row = dict[str, str]
MONTHS = tuple(f"{2025 + (month > 12)}-{(month - 1) % 12 + 1:02}" for month in range(7, 19))
_DOUBLED = ("2025-07", "2026-01")
_DOUBLED_TEXT = (
    "会议听取了村组道路养护资金安排情况的汇报，认为养护计划符合实际、资金来源落实，同意按计划下达，"
    "由村镇建设办公室组织实施，财政所按进度拨付，纪委全程监督，年底前验收销号"
)


@dataclass(frozen=True)
class Body:
    """A body that meets: its unit, kind, who leads it, and the day of the month."""

    unit: str
    kind: str
    head: str
    day: int
    place: str

    @property
    def name(self) -> str:
        """The unit's full name."""
        return UNITS[self.unit][0]

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


BODIES = (
    Body("U002", "党组会", "闻人恪", 8, "局三楼会议室"),
    Body("U007", "党委会", "柳含章", 15, "镇政府会议室"),
    Body("U003", "局长办公会", "尚怀瑾", 22, "局二楼会议室"),
)

# title, class, matter, presenter, needs ballot
_TOPICS = {
    "U002": (
        ("部门预算执行情况和调整意见", "财权议题", "大额资金使用", "邵清漪", "否"),
        ("政府采购目录和限额标准调整", "事项议题", "重大决策", "裴云岫", "否"),
        ("预算单位账户清理工作安排", "事项议题", "", "沈禾青", "否"),
    ),
    "U007": (
        ("村组道路养护资金安排", "财权议题", "大额资金使用", "佟穗丰", "否"),
        ("集镇污水管网工程建设方案", "事项议题", "重大项目安排", "房砌石", "否"),
        ("镇属事业单位中层人员任免", "人事议题", "重要人事任免", "杜若洲", "是"),
    ),
    "U003": (
        ("建筑市场信用评价办法修订", "事项议题", "重大决策", "骆星辰", "否"),
        ("老旧小区改造年度项目安排", "事项议题", "重大项目安排", "池鱼跃", "否"),
        ("工程质量检测设备购置", "财权议题", "大额资金使用", "穆遥岑", "否"),
    ),
}
_SEEN = (
    "到现场看过两次，情况属实",
    "请第三方测算过，数据可靠",
    "征求过八个村和两家企业的意见",
    "对照了上级今年的文件",
    "听取了业务科室和法律顾问的意见",
    "比较了邻近三个县的做法",
    "核对了前三年的台账",
)
_WEIGHED = (
    "资金来源已经落实，不形成新的债务",
    "群众反映集中，宜早不宜迟",
    "风险点在招标和验收两个环节，已有对策",
    "人手安排得过来，不影响日常工作",
    "与国土空间规划和预算口径一致",
    "时间安排偏紧，但分三步可以做到",
    "有利于堵住管理上的漏洞",
)
_ASKED = (
    "建议每季度向班子报告一次",
    "请纪检机构全程参加",
    "实施情况要在公开栏公布",
    "合同文本先送审再签订",
    "年底逐项验收销号",
    "明确一名责任人和完成时限",
    "发现偏差及时提交会议调整",
)


def books() -> dict[str, list[Row]]:
    """The five sheets: kind → rows, faults included."""
    sheets: dict[str, list[Row]] = {
        name: []
        for name in (
            "meetings",
            "meeting_topics",
            "meeting_attendance",
            "meeting_statements",
            "meeting_votes",
        )
    }
    for body in BODIES:
        for month in MONTHS:
            held = _Held(body, month)
            sheets["meetings"].append(held.meeting())
            sheets["meeting_attendance"] += held.attendance()
            for position in range(1, held.topics + 1):
                sheets["meeting_topics"].append(held.topic(position))
                sheets["meeting_statements"] += held.statements(position)
                sheets["meeting_votes"] += held.votes(position)
    return sheets


class _Held:
    """One meeting of a body in a month."""

    def __init__(self, body: Body, month: str) -> None:
        self.body, self.month = body, month
        self.day = date.fromisoformat(f"{month}-{body.day:02}")
        self.at = MONTHS.index(month)
        self.topics = 8 if self._is("U003", "2026-05") else 2 + self.at % 2
        self.key = {"unit": body.name, "meeting": f"{body.unit}-{month}"}
        self.seats = body.seats(self.day)

    def _is(self, unit: str, *months: str) -> bool:
        return self.body.unit == unit and self.month in months

    def meeting(self) -> Row:
        minutes = "否" if self._is("U007", "2026-06") else "是"
        return {
            "unit": self.body.name,
            "number": self.key["meeting"],
            "name": f"{self.body.name}{self.month}{self.body.kind}",
            "body": self.body.kind,
            "held_on": "" if self._is("U003", "2026-06") else self.day.isoformat(),
            "begun_at": "09:00",
            "ended_at": "09:20" if self._is("U003", "2026-05") else f"{10 + self.topics // 3}:40",
            "place": self.body.place,
            "chair_written": self.body.head,
            "recorder_written": "文书平",
            "has_minutes": minutes,
            "minutes_number": f"〔{self.month[:4]}〕{self.at + 1}号" if minutes == "是" else "",
            "minutes_format": "统一格式" if minutes == "是" else "",
            "secrecy": "内部",
            "distribution": "班子成员、纪检机构",
            "reported_up_on": (self.day + timedelta(days=1)).isoformat(),
        }

    def attendance(self) -> list[Row]:
        away = {seat.person for seat in self.seats[-2:] if self._is("U002", "2025-12")} | (
            {self.seats[-1].person} if self.at % 4 == 3 else set()
        )
        rows = [
            self.key
            | {
                "position": str(place),
                "person_written": seat.person,
                "post_written": seat.title,
                "role": "应到成员",
                "state": "请假" if seat.person in away else "出席",
                "is_head": "是" if seat.person == self.body.head else "否",
                "reason": "出差" if seat.person in away else "",
                "noticed_on": self._noticed().isoformat(),
            }
            for place, seat in enumerate(self.seats, 1)
        ]
        observer = {"position": str(len(rows) + 1), "person_written": "丰年景", "role": "列席"}
        invited = "两代表一委员" if self.at % 6 == 0 else "办公室工作人员"
        return [*rows, self.key | observer | {"state": "出席", "is_head": "否", "invited_as": invited}]

    def present(self) -> list[str]:
        """Who is there, the head first."""
        rows = self.attendance()
        return [row["person_written"] for row in rows if (row["role"], row["state"]) == ("应到成员", "出席")]

    def _noticed(self) -> date:
        return self.day - timedelta(days=1 if self._is("U002", "2025-09") else 4)

    def _subject(self, position: int) -> tuple[str, str, str, str, str]:
        choices = _TOPICS[self.body.unit]
        return choices[(self.at + position - 1) % len(choices)]

    def _is_extempore(self, position: int) -> bool:
        return self._is("U002", "2025-11") and position == 1

    def _is_personnel(self, position: int) -> bool:
        return self._subject(position)[1] == "人事议题"

    def _concerned(self, position: int) -> str:
        """Whom a topic concerns, where it concerns a member."""
        return "佟穗丰" if self._is("U007", "2026-04") and position == 1 else ""

    def _against_majority(self, position: int) -> bool:
        return self._is("U003", "2025-12", "2026-02") and position == 1

    def topic(self, position: int) -> Row:
        title, kind, matter, presenter, _ = self._subject(position)
        extempore = self._is_extempore(position)
        doubled = self._is("U007", *_DOUBLED) and position == 1
        number = f"{self.key['meeting']}-{position}"
        sum_of = 200_000 + 10_000 * self.at
        decided = (
            f"{self.day.month}月{self.day.day}日{_DOUBLED_TEXT}，金额{sum_of}元。"
            if doubled
            else f"原则同意“{title}”（{self.month}第{position}项），由{presenter}负责组织实施。"
        )
        row = self.key | {
            "position": str(position),
            "title": f"{title}（{self.month}第{position}项）",
            "number": number,
            "topic_class": "财权议题" if extempore else kind,
            "matter": "大额资金使用" if extempore else matter,
            "amount": str(sum_of) if kind == "财权议题" or extempore else "",
            "source_written": "分管领导研究提出",
            "proposer_written": presenter,
            "proposed_on": (self.day - timedelta(days=14)).isoformat(),
            "collected_by_written": self.seats[1].person,
            "collected_on": (self.day - timedelta(days=12)).isoformat(),
            "is_investigated": "是",
            "study_document": f"调研报告{number}",
            "screened_on": (self.day - timedelta(days=7)).isoformat(),
            "screened_by": "书记办公会",
            "screened_result": "同意上会",
            "in_charge_written": presenter,
            "concerned_written": self._concerned(position),
            "noticed_on": "" if extempore else self._noticed().isoformat(),
            "is_extempore": "是" if extempore else "否",
            "presenter_written": presenter,
            "observers_written": "丰年景",
            "outcome": "通过",
            "decided_text": decided,
            "implementing_written": "办公室",
            "executed_on": (self.day + timedelta(days=5)).isoformat(),
        }
        if self._against_majority(position) and self.month == "2026-02":
            row["head_reason"] = "上级已明确完成时限，多数意见所提问题列入整改清单同步解决"
        return row

    def statements(self, position: int) -> Iterator[Row]:
        if self._is("U002", "2026-05"):
            return
        head, *others = self.present()
        presenter = self._subject(position)[3]
        order = [head, *others] if self._is("U002", "2026-02") and position == 1 else [*others, head]
        if self._is("U007", "2025-08") and position == 1:
            order.remove(others[-1])
        named = {"topic": str(position)}
        place = 0
        if presenter in order:
            place = 1
            yield (
                self.key
                | named
                | {
                    "position": "1",
                    "speaker_written": presenter,
                    "reasons": "汇报方案的背景、内容、论证和资金安排",
                    "is_presentation": "是",
                }
            )
        silent = self._is("U007", "2026-05") and position == 1
        for turn, person in enumerate(order, place + 1):
            dissents = self._dissents(position, person)
            yield (
                self.key
                | named
                | {
                    "position": str(turn),
                    "speaker_written": person,
                    "opinion": "不同意" if dissents else "同意",
                    "reasons": ""
                    if silent
                    else "条件还不成熟，建议补充论证"
                    if dissents
                    else self._reason(position, turn),
                    "is_presentation": "否",
                    "is_after_vote": "否",
                }
            )

    def _reason(self, position: int, turn: int) -> str:
        """What a member says; on the doubled topic the same in both meetings."""
        doubled = self._is("U007", *_DOUBLED) and position == 1
        drawn = Random(f"{turn}" if doubled else f"{self.key['meeting']} {position} {turn}")
        said = [drawn.choice(words) for words in (_SEEN, _WEIGHED, _ASKED)]
        return f"{'，'.join(said)}，同意“{self._subject(position)[0]}”的方案"

    def _dissents(self, position: int, person: str) -> bool:
        if self._against_majority(position):
            return person != self.body.head
        if self._is("U002", "2026-03") and position == 1:
            return person not in self.present()[:2]
        return (
            self.body.unit == "U002" and self.at % 4 == 0 and position == 2 and person == self.seats[2].person
        )

    def votes(self, position: int) -> Iterator[Row]:
        key = self.key | {"topic": str(position), "round": "1"}
        present = self.present()
        if self._is_personnel(position) and not self._is("U007", "2025-10"):
            short = int(self._is("U007", "2026-02"))
            yield key | {
                "method": "无记名票决",
                "issued": str(len(present)),
                "returned": str(len(present)),
                "votes_for": str(len(present) - 1),
                "against": str(1 - short),
                "abstain": "0",
                "invalid": "0",
                "teller_one": present[1],
                "teller_two": present[2],
                "bag": f"{self.key['meeting']}-{position}",
                "is_void": "否",
            }
            return
        for person in present:
            yield key | {
                "method": "举手表决",
                "voter_written": person,
                "choice": "反对" if self._dissents(position, person) else "同意",
                "is_written": "否",
                "is_void": "否",
            }


def catalogue(bodies: Iterable[Body] = BODIES) -> list[Row]:
    """The decision catalogue of each body."""
    return [
        {
            "unit": body.name,
            "code": f"{body.unit}-{number:02}",
            "name": title,
            "body": body.kind,
            "side": "政府" if body.kind == "局长办公会" else "党委",
            "topic_class": kind,
            "matter": matter,
            "needs_ballot": ballot,
            "valid_from": "2025-01-01",
            "document": f"{body.name}〔2025〕1号",
        }
        for body in bodies
        for number, (title, kind, matter, _, ballot) in enumerate(_TOPICS[body.unit], 1)
    ]


def write_meetings(path: Path) -> None:
    """会议, 议题, 到会, 发言 and 表决 of the three bodies."""
    fill("meetings", path, books())


def write_catalogue(path: Path) -> None:
    """决策事项目录 of the three bodies."""
    fill("catalogues", path, {"catalogue_items": catalogue()})


BOOKS: dict[str, Callable[[Path], None]] = {
    "三个班子决策事项目录.xlsx": write_catalogue,
    "三个班子一年会议.xlsx": write_meetings,
}
"""Workbooks without their numbers, in the order in which they are imported (the catalogue first)."""
