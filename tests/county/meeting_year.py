"""Meetings as rows of the five sheets 会议, 议题, 到会, 发言 and 表决.

What `planted_meetings` does not name is in order: told four days before, screened, studied, presented by
whoever is in charge, everybody heard with reasons, the head last, votes that carry, minutes.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from tests.county import planted_meetings as planted
from tests.county.meeting_bodies import BODIES, OTHERS, Body, Row, working_day
from tests.county.meeting_topics import Subject, subjects_of
from tests.county.meeting_words import ASKED, DOUBLED_TEXT, SEEN, WEIGHED, decision

OFFICES = {
    **{"沈禾青": "预算科", "裴云岫": "政府采购监督管理科", "邵清漪": "财政监督科", "靳守拙": "办公室"},
    **{"佟穗丰": "财政所", "房砌石": "村镇建设办公室", "杜若洲": "党政办公室", "程守则": "党政办公室"},
    **{"凌疏影": "秘书科", "封晓岚": "秘书科", "干渔歌": "畜牧渔业科", "宁守正": "计划财务科"},
    **{"温如故": "社会救助科", "解守真": "社会救助科", "姬书简": "登记许可科", "双守约": "登记许可科"},
    **{"骆星辰": "建筑市场监管科", "池鱼跃": "城市建设科", "穆遥岑": "质量安全科", "石守静": "办公室"},
}
"""Who is in charge → the office that carries it out."""


class Held:
    """One meeting of a body in a month."""

    def __init__(self, body: Body, month: str) -> None:
        self.body, self.month = body, month
        self.day = body.held_on(month)
        self.at = body.turn(month)
        self.subjects = subjects_of(body.unit, month)
        self.key: Row = {"unit": body.name, "meeting": month}
        self.seats = body.seats(self.day)

    def _is_in(self, meetings: object) -> bool:
        return (self.body.unit, self.month) in meetings  # type: ignore[operator]

    @property
    def has_minutes(self) -> bool:
        """Whether minutes were drawn up."""
        return not self._is_in(planted.WITHOUT_MINUTES)

    @property
    def readers(self) -> list[str]:
        """Who gets the minutes."""
        return [seat.person for seat in self.seats]

    def meeting(self) -> Row:
        """会议"""
        year, number = self.month.split("-")
        signed = working_day(self.day + timedelta(days=1))
        late = 6 if self._is_in(planted.REPORTED_LATE) else 1
        row = {
            "unit": self.body.name,
            "number": self.month,
            "name": f"{self.body.name}{self.body.kind}{year}年第{int(number)}次会议",
            "body": self.body.kind,
            "held_on": "" if self._is_in(planted.UNDATED) else self.day.isoformat(),
            "begun_at": "09:00",
            "ended_at": "09:20"
            if self._is_in(planted.IN_TWENTY_MINUTES)
            else f"{10 + len(self.subjects) // 3}:40",
            "place": self.body.place,
            "chair_written": self.body.head,
            "recorder_written": self.body.recorder,
            "has_minutes": "是" if self.has_minutes else "否",
            "secrecy": "" if self._is_for_everybody else "内部",
            "distribution": "、".join(self.readers),
            "reported_up_on": working_day(self.day + timedelta(days=late)).isoformat(),
        }
        if self.has_minutes:
            row |= {
                "minutes_number": f"〔{year}〕{int(number)}号",
                "minutes_format": "统一格式",
                "signer_written": self.body.head,
                "signed_on": signed.isoformat(),
                "issuer_written": f"{self.body.name}{self.body.office}",
                "issued_on": signed.isoformat(),
            }
        if self._is_in(planted.SECRET):
            authority, record, years = planted.SECRET[self.body.unit, self.month]
            row |= {"secrecy": "秘密", "secrecy_authority": authority}
            row |= {"secrecy_record": record, "secrecy_years": years}
        return row

    @property
    def _is_for_everybody(self) -> bool:
        """A township posts what it decided, appointments aside: its minutes bear no mark."""
        personnel = any(subject.is_personnel for subject in self.subjects)
        return self.body.kind == "党委会" and not personnel

    def away(self) -> set[str]:
        """Members who are on leave."""
        last = {seat.person for seat in self.seats[-2:]}
        if self._is_in(planted.TWO_MORE_AWAY):
            return last
        also = planted.ALSO_AWAY.get((self.body.unit, self.month))
        return {self.seats[-1].person} if self.at % 4 == 1 else {also} if also else set()

    def attendance(self) -> list[Row]:
        """到会"""
        away = self.away()
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
                "noticed_on": self._told_on(seat.person).isoformat(),
            }
            for place, seat in enumerate(self.seats, 1)
        ]
        guests = self.key | {"role": "列席", "state": "出席", "is_head": "否"}
        for place, (guest, invited) in enumerate(self.guests.items(), len(rows) + 1):
            rows.append(guests | {"position": str(place), "person_written": guest, "invited_as": invited})
        return rows

    @property
    def guests(self) -> dict[str, str]:
        """Who sits in, and as what; a delegate twice a year."""
        always = {self.body.observer: "内设机构负责人"}
        return always | ({self.body.delegate: "人大代表"} if self.at % 6 == 0 else {})

    def present(self, subject: Subject | None = None) -> list[str]:
        """Members who are there, the head first; on a topic without whoever left the room for it."""
        left = planted.RECUSED.get(subject.key, ("", ""))[0] if subject else ""
        away = self.away()
        return [seat.person for seat in self.seats if seat.person not in away and seat.person != left]

    @property
    def noticed_on(self) -> date:
        """When the members were told."""
        return self.day - timedelta(days=1 if self._is_in(planted.SHORT_NOTICE) else 4)

    def _told_on(self, person: str) -> date:
        late = planted.TOLD_LATE.get((self.body.unit, self.month)) == person
        return self.day - timedelta(days=1) if late else self.noticed_on

    def presenter(self, subject: Subject) -> str:
        """Who presents a topic."""
        return planted.PRESENTED_BY_ANOTHER.get(subject.key, subject.leader)

    def topic(self, subject: Subject) -> Row:
        """议题"""
        extempore = subject.key in planted.EXTEMPORE
        screened = self.day - timedelta(days=2 if subject.key in planted.SCREENED_LATE else 7)
        recused, why = planted.RECUSED.get(subject.key, ("", ""))
        studied = subject.key not in planted.NOT_STUDIED
        return self.key | {
            "position": str(subject.position),
            "title": subject.title,
            "number": subject.number,
            "catalogue_item": subject.line.name if subject.line else "",
            "topic_class": subject.topic_class,
            "matter": subject.matter,
            "amount": f"{subject.amount}万元" if subject.amount else "",
            "source_written": "分管领导研究提出",
            "proposer_written": subject.leader,
            "proposed_on": (self.day - timedelta(days=14)).isoformat(),
            "collected_by_written": self.seats[1].person,
            "collected_on": (self.day - timedelta(days=12)).isoformat(),
            "is_investigated": "是" if studied else "否",
            "study_document": f"调研报告{subject.number}" if studied else "",
            "screened_on": screened.isoformat(),
            "screened_by": "书记办公会",
            "screened_result": "同意上会",
            "in_charge_written": subject.leader,
            "concerned_written": recused or planted.CONCERNED.get(subject.key, ""),
            "recused_written": f"{recused}（{why}）" if recused else "",
            "needs_opinion": "是" if subject.topic_class == "上级指示议题" else "",
            "noticed_on": "" if extempore else self.noticed_on.isoformat(),
            "is_extempore": "是" if extempore else "否",
            "presenter_written": self.presenter(subject),
            "observers_written": "" if subject.key in planted.NO_OBSERVERS_NAMED else "、".join(self.guests),
            **self._result(subject),
        }

    def outcome(self, subject: Subject) -> str:
        """What the chair announced."""
        if subject.key in planted.REJECTED:
            return "未通过"
        return "暂缓" if subject.key in planted.DEFERRED else "通过"

    def _result(self, subject: Subject) -> Row:
        outcome, office = self.outcome(subject), OFFICES[subject.leader]
        reason = planted.AGAINST_MAJORITY.get(subject.key, "")
        if outcome != "通过":
            told = "提问没有答清，补充材料后再议" if outcome == "暂缓" else "修改方案后再行提出"
            return {"outcome": outcome, "decided_text": f"{told}。"}
        money = f"，金额{subject.amount}万元" if subject.amount else ""
        text = decision(subject.title, subject.key, office)
        if subject.key in planted.DOUBLED:
            text = f"{self.day.month}月{self.day.day}日{DOUBLED_TEXT}"
        return {
            "outcome": outcome,
            "decided_text": f"{text}{money}。",
            "implementing_written": office,
            "executed_on": working_day(self.day + timedelta(days=3)).isoformat(),
            "head_reason": reason,
        }

    def statements(self, subject: Subject) -> Iterator[Row]:
        """发言, in their order."""
        if self._is_in(planted.NO_STATEMENTS):
            return
        head, *others = self.present(subject)
        presenter = self.presenter(subject)
        order = [head, *others] if subject.key in planted.HEAD_FIRST else [*others, head]
        if subject.key in planted.SILENT_MEMBER:
            order.remove(next(person for person in reversed(others) if person != presenter))
        key = self.key | {"topic": str(subject.position)}
        said = {"is_presentation": "否", "is_after_vote": "否"}
        yield (
            key
            | said
            | {"position": "1", "speaker_written": presenter, "is_presentation": "是"}
            | {"opinion": "未表态", "reasons": "汇报方案的背景、内容、论证和资金安排"}
        )
        for turn, person in enumerate(order, 2):
            words = {"speaker_written": person, **self._opinion(subject, turn, person)}
            yield key | said | {"position": str(turn)} | words
        if subject.key in planted.AFTER_THE_VOTE:
            late = {"position": str(len(order) + 2), "speaker_written": others[0], "is_after_vote": "是"}
            yield key | said | late | {"opinion": "同意", "reasons": "表决以后想起，请把灯杆间距再核一遍"}

    def _opinion(self, subject: Subject, turn: int, person: str) -> Row:
        if subject.key in planted.DEFERRED:
            return {"opinion": "暂缓", "reasons": "安全间距的疑问没有答清，建议补充材料后再议"}
        against = self.dissents(subject, person)
        words = "条件还不成熟，建议补充论证" if against else self._reason(subject, turn)
        silent = subject.key in planted.NO_REASONS
        return {"opinion": "不同意" if against else "同意", "reasons": "" if silent else words}

    def _reason(self, subject: Subject, turn: int) -> str:
        """What a member says; on the doubled topic the same in both meetings."""
        doubled = subject.key in planted.DOUBLED
        drawn = Random(f"{turn}" if doubled else f"{subject.unit} {subject.number} {turn}")
        said = [drawn.choice(words) for words in (SEEN, WEIGHED, ASKED)]
        return f"{'，'.join(said)}，同意“{subject.title}”的方案"

    def dissents(self, subject: Subject, person: str) -> bool:
        """Whether somebody is against."""
        if subject.key in planted.AGAINST_MAJORITY:
            return person != self.body.head
        if subject.key in planted.TOO_FEW_FOR | planted.REJECTED:
            return person not in self.present()[:2]
        return planted.DISSENT.get(subject.key) == person

    def votes(self, subject: Subject) -> Iterator[Row]:
        """表决: a row for each named vote, or the counts of a secret ballot."""
        if subject.key in planted.NO_VOTE | planted.DEFERRED:
            return
        key = self.key | {"topic": str(subject.position), "round": "1", "is_void": "否"}
        if subject.key in planted.SECRET_ON_AFFAIRS or (
            subject.is_personnel and subject.key not in planted.BY_HANDS
        ):
            yield key | self._tally(subject)
            return
        named = {"method": "举手表决", "is_written": "否"}
        named["covers"] = planted.VOTED_TOGETHER.get(subject.key, "1")
        for person in self.present(subject):
            choice = "反对" if self.dissents(subject, person) else "同意"
            yield key | named | {"voter_written": person, "choice": choice}
        if subject.key in planted.OBSERVER_VOTES:
            yield key | named | {"voter_written": self.body.observer, "choice": "同意"}
        for person in sorted(self.away()):
            if subject.key in planted.WRITTEN_OPINION:
                yield key | named | {"voter_written": person, "choice": "同意", "is_written": "是"}
            if subject.key in planted.ABSENT_VOTES:
                yield key | named | {"voter_written": person, "choice": "同意"}

    def _tally(self, subject: Subject) -> Row:
        present = self.present(subject)
        short = int(subject.key in planted.ONE_SHORT)
        return {
            "method": "无记名票决",
            "issued": str(len(present)),
            "returned": str(len(present)),
            "votes_for": str(len(present) - 1),
            "against": str(1 - short),
            "abstain": "0",
            "invalid": "0",
            "teller_one": present[1],
            "teller_two": present[2],
            "bag": f"{self.month}-{subject.position}",
        }


YEAR = tuple(Held(body, month) for body in BODIES for month in body.months)
OTHER_MEETINGS = tuple(Held(body, month) for body in OTHERS for month in body.months)


def sheets(meetings: Sequence[Held]) -> dict[str, list[Row]]:
    """The five sheets of some meetings: kind → rows, faults included."""
    agenda = [(held, subject) for held in meetings for subject in held.subjects]
    return {
        "meetings": [held.meeting() for held in meetings],
        "meeting_topics": [held.topic(subject) for held, subject in agenda],
        "meeting_attendance": [row for held in meetings for row in held.attendance()],
        "meeting_statements": [row for held, subject in agenda for row in held.statements(subject)],
        "meeting_votes": [row for held, subject in agenda for row in held.votes(subject)],
    }
