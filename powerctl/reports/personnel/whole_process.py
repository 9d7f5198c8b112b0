"""干部选任全程纪实表: one appointment on paper, to sign (R-HY-07).

For the file of the person, not for posting: the name stands in full. Scores, relations and how anybody
voted do not stand on it.
"""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from powerctl.areas.personnel.files import CaseFile, case_files, days_posted, is_documented
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import AppointmentStep, Probation, Unit, Vetting
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, Scope, scope
from powerctl.rulebook.asking import Asker
from powerctl.rulebook.personnel import PERSONNEL_RULES
from powerctl.rulebook.rule import FINDING
from powerctl.rulebook.scope import put_scope

_TITLE = "干部选任全程纪实表"
_SIGNATURES = ("经办人", "组织人事部门负责人", "纪检监察组织审核", "单位主要负责人")
_LOOKED_AT = {
    "covers_career": "工作经历",
    "covers_results": "主要政绩",
    "covers_law": "法制观念",
    "covers_integrity": "廉洁从政",
    "covers_democracy": "民主意识",
    "covers_discipline": "执法执纪",
    "asked_unit": "征求单位意见",
    "asked_grassroots": "征求基层群众意见",
}
_NONE = "没有登记"


def build(session: Session, order: Order) -> Report:
    """The record of one case: by its number, or by the person where there is only one.

    Raises Refused where no case is named, none fits, or several do.
    """
    where = scope(session, order)
    one = _meant(session, order, where)
    unit = where.names[one.case.unit_id]
    meta = Meta(
        name="whole-process",
        title=f"{_TITLE}（{one.case.number}）",
        unit=unit,
        period=_period(one),
        as_of=order.as_of,
        generated=order.generated,
        number=f"QCJS-{one.case.number}",
        head_code=order.head_code,
        paper="A4 form",
    )
    blocks: list[Block] = [
        Title((_TITLE,)),
        Table("", ("项目", "内容", "项目", "内容"), (16, 34, 16, 34), _particulars(one, unit)),
        Heading("一、各环节"),
        Paragraph(_counted(one, order.as_of)),
        _stages(one, order.as_of),
        Heading("二、考察、考试、审计、公示和试用"),
        Table("", ("事项", "登记情况"), (18, 82), tuple(_parts(one, order.as_of))),
        Heading("三、按规则检查"),
        *_checked(session, order, one),
        Heading("四、签字"),
        Table("", ("签字人", "签字", "日期"), (34, 40, 26), tuple((who, "", "") for who in _SIGNATURES)),
        Sign(unit, order.as_of),
    ]
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _period(one: CaseFile) -> str:
    days = [day for step in one.steps.values() for day in (step.begun_on, step.done_on)]
    days += [one.case.nominated_on, one.case.decided_on, one.case.appointed_on]
    known = [day for day in days if day is not None]
    return f"{min(known)} 至 {max(known)}" if known else "日期不明"


def _meant(session: Session, order: Order, where: Scope) -> CaseFile:
    if not order.number and not order.person:
        raise Refused(
            f"{_TITLE}按任免事项出具，没有指明哪一件",
            hint=f"powerctl report make {_TITLE} --number 任免编号",
        )
    person = None if order.number else (order.person or "").partition("#")[0]
    found = case_files(session, where.unit_ids, number=order.number, person=person)
    words = order.number or order.person
    if not found:
        raise Refused(f"{where.name}没有任免事项“{words}”", hint="powerctl appoint list")
    if len(found) > 1:
        listed = "；".join(f"{where.names[one.case.unit_id]} {one.case.number}" for one in found[:5])
        raise Refused(
            f"“{words}”有 {len(found)} 件任免事项：{listed}",
            hint=f"powerctl report make {_TITLE} --number 任免编号 --unit 单位",
        )
    return found[0]


def _particulars(one: CaseFile, unit: str) -> tuple[tuple[str, str, str, str], ...]:
    case = one.case
    told = (
        ("姓名", case.person_written),
        ("任免编号", case.number),
        ("性别", case.gender),
        ("民族", case.ethnicity),
        ("出生年月", case.born),
        ("政治面貌", case.political),
        ("学历学位", case.education),
        ("任免类别", case.kind),
        ("现任职务", case.from_post_written),
        ("拟任职务", f"{unit} {case.to_post_written}" if case.to_post_written else None),
        ("职务层次", case.rank),
        ("选拔方式", case.method),
        ("提名主体", case.nominator or case.nominator_written),
        ("提名日期", _day(case.nominated_on)),
        ("提名理由", case.nomination_reason),
        ("任免进展", case.state),
        ("任职日期", _day(case.appointed_on)),
        ("任免文号", case.document),
    )
    cells = [(heading, str(value) if value else _NONE) for heading, value in told]
    return tuple((*cells[at], *cells[at + 1]) for at in range(0, len(cells), 2))


def _counted(one: CaseFile, day: date) -> str:
    explained = sum(bool(step.missing_reason) for step in one.steps.values())
    lacking, waiting = len(one.incomplete(day)), len(one.waiting(day))
    done = len(one.stages) - lacking - waiting - explained
    later = f"，未到环节 {waiting} 个（－）" if waiting else ""
    return (
        f"应有环节 {len(one.stages)} 个：日期和签字齐全 {done} 个（●），写明理由未履行 {explained} 个（○），"
        f"没有记全 {lacking} 个（？）{later}。应有哪些环节按任免类别定，为本系统默认。"
    )


def _stages(one: CaseFile, day: date) -> Table:
    rows, waiting = [], one.waiting(day)
    for number, stage in enumerate(one.stages, start=1):
        step = one.steps.get(stage) or AppointmentStep(appointment_id=one.case.id or 0, stage=stage)
        days = "\n至 ".join(dict.fromkeys(_day(at) for at in (step.begun_on, step.done_on) if at))
        reason = (step.missing_reason or "").strip()
        absent = "－" if reason or stage in waiting else _NONE
        said = f"未履行，理由：{reason}" if reason else step.result or ""
        rows.append(
            (
                str(number),
                stage.value,
                days or absent,
                step.body_written or "",
                step.signer_written or absent,
                step.document or "",
                said,
                "－" if stage in waiting else _mark(step, reason),
            )
        )
    headings = ("序号", "环节", "日期", "责任单位", "签字人", "材料", "结果", "记录")
    return Table("", headings, (6, 17, 18, 13, 12, 13, 13, 8), tuple(rows))


def _mark(step: AppointmentStep, reason: str) -> str:
    if reason:
        return "○"
    return "●" if is_documented(step) else "？"


def _parts(one: CaseFile, day: date) -> Iterator[tuple[str, str]]:
    case, waiting = one.case, one.waiting(day)
    yield "任前考察", _lines([_vetting(part) for part in one.vettings])
    tries = [
        f"第 {part.attempt} 次 {_day(part.held_on)}，{part.result or '没有登记结果'}" for part in one.exams
    ]
    exempt = f"免予考试：{case.exam_exempt_reason}" if case.exam_exempt_reason else ""
    yield "廉政法规考试", _lines([*tries, *([exempt] if exempt else [])])
    audits = [f"{part.kind or '审计'}，报告 {_day(part.reported_on)}" for part in one.audits]
    if case.needs_audit is False:
        audits.append("不须任前审计")
    yield "任前审计", _lines(audits)
    yield "讨论决定", _decision(one)
    posted = []
    for notice in one.notices:
        days = days_posted(notice)
        counted = f"，{days[0]} 个工作日（不计起始日 {days[1]} 个）" if days else "，工作日数算不出"
        posted.append(f"{notice.number}：{_day(notice.begun_on)} 至 {_day(notice.ended_on)}{counted}")
    yield "任前公示", _lines(posted)
    yield "试用期", _lines([_probation(part, running=bool(waiting)) for part in one.probations])
    said = {True: "已回避", False: "没有回避", None: "是否回避没有登记"}
    recusals = [
        f"{part.person_written}（{part.stage or '环节没有登记'}）：{said[part.is_recused]}"
        for part in one.recusals
    ]
    yield "回避", _lines(recusals)


def _probation(part: Probation, *, running: bool) -> str:
    term = f"{_day(part.begun_on)} 至 {_day(part.due_on)}"
    if running and part.assessed_on is None and part.result is None:
        return f"{term}；试用未满"
    assessed = f"考核 {_day(part.assessed_on)}，{part.result or '没有登记结果'}"
    return f"{term}；{assessed}；正式任职 {_day(part.confirmed_on)}"


def _vetting(part: Vetting) -> str:
    lacking = [words for name, words in _LOOKED_AT.items() if getattr(part, name) is False]
    unclear = [words for name, words in _LOOKED_AT.items() if getattr(part, name) is None]
    said = f"{_day(part.begun_on)} 至 {_day(part.ended_on)}，初审 {_day(part.reviewed_on)}"
    if lacking:
        said += f"；没有了解：{'、'.join(lacking)}"
    if unclear:
        said += f"；没有写明：{'、'.join(unclear)}"
    return said if lacking or unclear else f"{said}；六个方面、两方面意见齐全"


def _decision(one: CaseFile) -> str:
    case = one.case
    if one.decision is None:
        written = f"{_day(case.decided_on)}，{case.decision_written}" if case.decision_written else ""
        return f"{written}（没有对应到会议议程）" if written else _NONE
    meeting, topic, item = one.decision
    said = (
        f"会议 {meeting.number}（{_day(meeting.held_on)}）“{topic.title}”，结果：{item.outcome or '没有登记'}"
    )
    for ballot in one.ballots:
        counts = (
            ("发出", ballot.issued),
            ("收回", ballot.returned),
            ("同意", ballot.votes_for),
            ("反对", ballot.against),
            ("弃权", ballot.abstain),
            ("无效", ballot.invalid),
        )
        said += f"\n无记名票决第 {ballot.round} 轮：" + "，".join(
            f"{words} {count if count is not None else '不明'}" for words, count in counts
        )
    return said


def _checked(session: Session, order: Order, one: CaseFile) -> Iterator[Block]:
    """What the rules about posts say of the case on the day; the page does not hide it."""
    names = {limit for rule in PERSONNEL_RULES for limit in rule.limits}
    put_in_force(session, order.as_of, names)
    asker = Asker(session, put_scope(session, None))
    item = f"{_code(session, one)}/{one.case.number}"
    rows = [
        (outcome.rule, "问题" if outcome.verdict == FINDING else "无法判断", outcome.message)
        for rule in PERSONNEL_RULES
        for outcome in asker.outcomes(rule)
        if outcome.item == item and outcome.unit_id == one.case.unit_id
    ]
    if not rows:
        yield Paragraph("截至本表日期，按规则检查没有问题，也没有无法判断的事项。")
        return
    yield Table("", ("规则", "结论", "情况"), (12, 12, 76), tuple(rows))


def _code(session: Session, one: CaseFile) -> str:
    unit = session.get(Unit, one.case.unit_id)
    return unit.code if unit is not None else ""


def _lines(said: list[str]) -> str:
    return "\n".join(said) if said else _NONE


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else "日期不明"
