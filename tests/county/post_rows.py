"""Nine appointments of a year from nomination to probation, and other matters of persons. All invented.

What is not said to be otherwise is in order: nominated, vetted, reviewed, talked over, decided by the meeting of
the sample year, posted, examined while it was posted, on probation for a year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.county.meeting_bodies import working_day
from tests.county.people import UNITS, discipline_head
from tests.county.spending_rows import after, decision, held_on, subject

Row = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One appointment: the topic that decided it (or the day of the decision), who, from, to, rank, and what is
    planted in it."""

    unit: str
    number: str
    topic: str
    person: str
    gender: str
    born: str
    before: str
    post: str
    rank: str
    planted: tuple[str, ...] = ()

    def has(self, planted: str) -> bool:
        """Whether something is planted in it."""
        return planted in self.planted

    @property
    def key(self) -> Row:
        """How the other sheets name it."""
        return {"unit": UNITS[self.unit][0], "appointment": self.number}

    @property
    def decided(self) -> date:
        """The day of the decision."""
        if "-" in self.topic:
            return date.fromisoformat(self.topic)
        return held_on(subject(self.unit, self.topic))

    @property
    def is_bare(self) -> bool:
        """Only the appointment itself is on record."""
        return self.has("bare")

    @property
    def is_put_off(self) -> bool:
        """Put off after what was said while it was posted."""
        return self.has("put off")

    @property
    def posted(self) -> tuple[date, date]:
        """First and last day of the notice: seven working days; five, the first one included."""
        return after(self.decided, 1), after(self.decided, 5 if self.has("short notice") else 7)

    @property
    def appointed(self) -> date:
        """The day of the appointment."""
        return after(self.decided, 2 if self.is_bare else 16 if self.has("third attempt") else 11)

    def day(self, before: int) -> date:
        """So many days before the decision, on a working day."""
        return working_day(self.decided - timedelta(days=before))


CASES = (
    Case("U003", "ZJR-2025-01", "2025-04-23", "盛远帆", "男", "1984年6月", "质量安全科副科长", "质量安全科科长", "内设机构正职", ("not assessed", "earlier meeting")),
    Case("U007", "LXR-2025-01", "农业服务中心副主任", "贺知农", "男", "1990年2月", "农业服务中心干部", "农业服务中心副主任", "内设机构副职", ("reviewed late", "no exam")),
    Case("U007", "LXR-2025-02", "村镇建设服务中心主任", "颜筑梁", "男", "1986年11月", "村镇建设服务中心副主任", "村镇建设服务中心主任", "内设机构正职", ("third attempt", "audit", "not published")),
    Case("U007", "LXR-2026-01", "便民服务中心主任", "甄如意", "女", "1988年5月", "便民服务中心副主任", "便民服务中心主任", "内设机构正职", ("short notice", "audit", "no talk")),
    Case("U007", "LXR-2026-02", "综合治理中心副主任", "安而靖", "男", "1991年9月", "综合治理中心干部", "综合治理中心副主任", "其他职务", ("democracy",)),
    Case("U002", "CZR-2026-01", "预算科副科长", "钟算盘", "女", "1992年3月", "预算科干部", "预算科副科长", "内设机构副职", ("make-up", "assessment unused")),
    Case("U002", "CZR-2026-02", "2026-02-27", "祝望川", "男", "1983年8月", "财政监督科副科长", "政府采购监督管理科科长", "内设机构正职", ("bare", "audit late")),
    Case("U002", "CZR-2026-03", "国库科副科长", "谭支付", "男", "1993年12月", "国库科干部", "国库科副科长", "内设机构副职", ("no reason", "grassroots")),
    Case("U007", "LXR-2026-03", "农业服务中心主任", "麦田野", "男", "1985年4月", "农业服务中心副主任", "农业服务中心主任", "内设机构正职", ("put off",)),
)  # fmt: skip
_RECORDED = tuple(case for case in CASES if not case.is_bare)


def _appointments() -> Iterator[Row]:
    for case in CASES:
        row = {
            "unit": UNITS[case.unit][0],
            "number": case.number,
            "person_written": case.person,
            "gender": case.gender,
            "ethnicity": "汉族",
            "born": case.born,
            "education": "大学",
            "political": "中共党员",
            "kind": "提拔任职",
            "from_post_written": case.before,
            "to_post_written": case.post,
            "rank": case.rank,
            "is_elected": "否",
            "is_exceptional": "否",
            "method": "直接提名" if case.is_bare else "竞争上岗",
            "nominator": "领导干部个人" if case.is_bare else "组织人事部门",
            "nominated_on": case.day(45).isoformat(),
            "nomination_reason": "" if case.has("no reason") else "业务熟悉，群众认可",
            "decided_on": case.decided.isoformat(),
            "is_ballot": "否" if case.is_bare else "是",
            "needs_audit": "是" if case.has("audit") or case.has("audit late") else "否",
            "assessment_written": "年度考核优秀",
            "is_assessment_used": "否" if case.has("assessment unused") else "是",
            "state": "暂缓任用" if case.is_put_off else "试用中",
            **_decided(case),
        }
        if case.is_put_off:
            yield row | {"state_reason": "公示期间有反映，待核查"}
        else:
            paper = f"{UNITS[case.unit][0].removeprefix('云泽县')[:2]}任〔{case.appointed.year}〕{int(case.number[-2:])}号"
            yield row | {"appointed_on": case.appointed.isoformat(), "document": paper}


def _decided(case: Case) -> Row:
    if case.has("earlier meeting"):
        return {"decision_written": "2025年4月23日局长办公会"}
    if case.is_bare:
        return {}
    named = decision(subject(case.unit, case.topic))
    return {"decision_written": named["decision_written"], "agenda_key": named["agenda_item"]}


def _steps() -> Iterator[Row]:
    """The stages, each with a day and a signer."""
    for case in _RECORDED:
        guard, organizer = discipline_head(case.unit).person, "杜若洲" if case.unit == "U007" else "柏组工"
        first, last = case.posted
        stages: list[tuple[str, date, date, str, str]] = [
            ("初始提名", case.day(45), case.day(45), "组织人事部门", organizer),
            ("民主推荐", case.day(38), case.day(38), "组织人事部门", organizer),
            ("确定考察对象", case.day(34), case.day(34), "领导班子", organizer),
            ("任前考察", case.day(30), case.day(22), "考察组", organizer),
            ("组织部门初审", case.day(18), case.day(18), "组织人事部门", organizer),
            ("征求纪检意见", case.day(12), case.day(11), "纪检机构", guard),
            ("廉政法规考试", after(case.decided, 3), after(case.decided, 3), "纪检机构", guard),
            ("酝酿", case.day(3), case.day(3), "领导班子", organizer),
            ("讨论决定", case.decided, case.decided, "领导班子", organizer),
            ("任前公示", first, last, "组织人事部门", organizer),
            ("任前谈话", after(case.decided, 9), after(case.decided, 9), "纪检机构", guard),
            ("任职", case.appointed, case.appointed, "领导班子", organizer),
        ]
        if case.has("audit"):
            stages.append(("任前审计", case.day(25), case.day(15), "县审计局", "计审言"))
        for stage, begun, done, body, signer in stages:
            if case.has("no talk") and stage == "任前谈话":
                continue
            if case.is_put_off and stage in ("任前谈话", "任职"):
                continue
            if case.has("no exam") and stage == "廉政法规考试":
                yield case.key | {"stage": stage, "missing_reason": "本人在外培训，没有安排考试"}
                continue
            yield case.key | {
                "stage": stage,
                "begun_on": begun.isoformat(),
                "done_on": done.isoformat(),
                "body_written": body,
                "signer_written": signer,
            }


def _vettings() -> Iterator[Row]:
    for case in _RECORDED:
        seen = dict.fromkeys(("career", "results", "law", "integrity", "democracy", "discipline"), "是")
        if case.has("democracy"):
            seen["democracy"] = "否"
        yield case.key | {
            "begun_on": case.day(30).isoformat(),
            "ended_on": case.day(22).isoformat(),
            "team_written": "柏组工、路考察",
            **{f"covers_{name}": said for name, said in seen.items()},
            "asked_unit": "是",
            "asked_grassroots": "" if case.has("grassroots") else "是",
            "people_asked": "18",
            "report_document": f"{case.number}考察报告",
            "reviewed_on": (
                after(case.decided, 2) if case.has("reviewed late") else case.day(18)
            ).isoformat(),
            "reviewer_written": "路初审",
            "review_result": "同意提交讨论",
        }


def _exams() -> Iterator[Row]:
    """The first while it is posted; one passed at the second, one only at the third, one took none."""
    for case in _RECORDED:
        if case.has("no exam"):
            continue
        tries = [(3, "86")]
        if case.has("make-up"):
            tries = [(3, "55.5"), (8, "78")]
        if case.has("third attempt"):
            tries = [(3, "52"), (8, "57"), (12, "63")]
        for attempt, (wait, score) in enumerate(tries, 1):
            yield case.key | {
                "attempt": str(attempt),
                "held_on": after(case.decided, wait).isoformat(),
                "score": score,
                "pass": "60",
                "result": "合格" if float(score) >= 60 else "不合格",
                "examiner_written": "县纪委监委",
            }


def _probations() -> Iterator[Row]:
    for case in _RECORDED:
        if not case.is_put_off:
            begun = case.appointed
            due = begun.replace(year=begun.year + 1) - timedelta(days=1)
            yield case.key | {"begun_on": begun.isoformat(), "due_on": due.isoformat()}


def _recusals() -> Iterator[Row]:
    case = next(case for case in CASES if case.number == "LXR-2025-01")
    yield case.key | {
        "stage": "任前考察",
        "person_written": "梁工朴",
        "relation_written": "配偶的兄弟",
        "is_recused": "是",
        "recused_on": case.day(30).isoformat(),
    }


def appointments() -> dict[str, list[Row]]:
    """The sheets of the workbook 干部任免: kind → rows."""
    return {
        "appointments": list(_appointments()),
        "appointment_steps": list(_steps()),
        "vettings": list(_vettings()),
        "exam_attempts": list(_exams()),
        "probations": list(_probations()),
        "appointment_recusals": list(_recusals()),
    }


def actions() -> list[Row]:
    """人事事项: one decided nowhere, one at a meeting that is not on record."""
    return [
        {
            "unit": UNITS["U002"][0],
            "number": "CZRS-2025-01",
            "name": "返聘退休干部协助决算",
            "kind": "返聘",
            "people": "1",
            "done_on": "2025-12-22",
        },
        {
            "unit": UNITS["U007"][0],
            "number": "LXRS-2026-01",
            "name": "表彰2025年度先进工作者",
            "kind": "奖励",
            "people": "6",
            "done_on": "2026-01-30",
            "decision_written": "1月中旬党委会",
            "assessment_written": "年度考核优秀等次",
            "is_assessment_used": "否",
        },
    ]
