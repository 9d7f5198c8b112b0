"""公示反馈情况: what was answered to notices, and what came of it (R-ZJ-04).

Figures only: no name of a subject, of a giver, no content. It is for the office, since figures about a notice
on few people tell who they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from powerctl.model import Feedback, Notice, NoticeSubject
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import UNRECORDED, by_value, not_on_record, with_parts
from powerctl.reports.order import Order
from powerctl.reports.stretch import Stretch, nothing_on_record, stretch, stretch_meta
from powerctl.terms import NoticeKind, NoticeOutcome

_TITLE = "公示反馈情况"
# The gravest of several.
_GRAVE = (NoticeOutcome.CANCELLED, NoticeOutcome.DEFERRED, NoticeOutcome.UNAFFECTED)


@dataclass(frozen=True, slots=True)
class Case:
    """A notice with its subjects and what was answered to it."""

    notice: Notice
    subjects: Sequence[NoticeSubject]
    feedback: Sequence[Feedback]

    @property
    def concerned(self) -> list[NoticeSubject]:
        """Those whom an answer is about."""
        about = {one.subject_id for one in self.feedback}
        return [subject for subject in self.subjects if subject.id in about]

    def outcome(self, subject: NoticeSubject) -> NoticeOutcome | None:
        """What became of a subject: as recorded, else the gravest outcome of the answers about it."""
        if subject.outcome is not None:
            return subject.outcome
        of_answers = {one.outcome for one in self.feedback if one.subject_id == subject.id}
        return next((outcome for outcome in _GRAVE if outcome in of_answers), None)

    @property
    def open(self) -> list[Feedback]:
        """Answers that are not concluded."""
        return [one for one in self.feedback if one.concluded_on is None]


def build(session: Session, order: Order) -> Report:
    """The notices of a unit and those below it, or of the county, that began in the period.

    Raises Refused as `stretch`, and where no notice is on record.
    """
    period = stretch(session, order)
    cases, undated = _cases(session, period)
    if not cases and not undated:
        raise nothing_on_record(period, "公示记录", _TITLE)
    title = f"{period.where.name}{_TITLE}"
    every = [one for case in cases for one in case.feedback]
    blocks: list[Block] = [
        Title((title,)),
        *_opening(period, cases, undated),
        Heading("一、按公示类别"),
        _by_kind(cases),
        Heading("二、核查和办理"),
        *_handled(cases, every, order.as_of),
        Heading("三、各次公示"),
        _by_notice(period, cases),
        Sign(period.where.name, order.as_of),
    ]
    meta = stretch_meta(period, order, "notice-feedback", title, "GSFK")
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _cases(session: Session, period: Stretch) -> tuple[list[Case], int]:
    here = col(Notice.unit_id).in_(period.where.unit_ids)
    notices = session.exec(select(Notice).where(here).order_by(col(Notice.begun_on), col(Notice.id))).all()
    chosen = [notice for notice in notices if period.has(notice.begun_on)]
    of_these = select(Notice.id).where(here, col(Notice.begun_on).between(period.since, period.until))
    subjects: dict[int, list[NoticeSubject]] = {}
    for subject in session.exec(
        select(NoticeSubject)
        .where(col(NoticeSubject.notice_id).in_(of_these))
        .order_by(col(NoticeSubject.position))
    ).all():
        subjects.setdefault(subject.notice_id, []).append(subject)
    answers: dict[int, list[Feedback]] = {}
    for one in session.exec(
        select(Feedback).where(col(Feedback.notice_id).in_(of_these)).order_by(col(Feedback.position))
    ).all():
        answers.setdefault(one.notice_id, []).append(one)
    cases = [
        Case(notice, subjects.get(notice.id or 0, []), answers.get(notice.id or 0, [])) for notice in chosen
    ]
    return cases, sum(notice.begun_on is None for notice in notices)


def _outcomes(cases: Sequence[Case], *, concerned: bool) -> dict[str, int]:
    found = by_value(
        case.outcome(subject)
        for case in cases
        for subject in (case.concerned if concerned else case.subjects)
    )
    return {name: found.get(name, 0) for name in (*(str(outcome) for outcome in NoticeOutcome), UNRECORDED)}


def _opening(period: Stretch, cases: Sequence[Case], undated: int) -> Iterator[Block]:
    of_posts = [case for case in cases if case.notice.kind is NoticeKind.APPOINTMENT]
    answers = sum(len(case.feedback) for case in of_posts)
    concerned = sum(len(case.concerned) for case in of_posts)
    kinds = by_value(case.notice.kind for case in cases)
    said = f"{period.said}，{period.where.name}公示 {with_parts(len(cases), '次', kinds)}。"
    if of_posts:
        said += (
            f"任前公示 {len(of_posts)} 次、对象 {sum(len(case.subjects) for case in of_posts)} 名，"
            f"收到反映 {answers} 件次，涉及 {concerned} 人；经核查，涉及的对象 "
            f"{with_parts(concerned, '人', _outcomes(of_posts, concerned=True))}。"
        )
    if undated:
        said += f"另有 {undated} 次公示没有登记起日，不计在内。"
    yield Paragraph(said)
    yield Paragraph(
        "本表只列数目，供内部掌握，不张贴、不上网。对象的结论没有登记的，取有关反映中最重的处理结果。"
    )


def _by_kind(cases: Sequence[Case]) -> Table:
    outcomes = [str(outcome) for outcome in NoticeOutcome]
    headings = (
        *("公示类别", "公示次数", "对象", "反映（件次）", "涉及对象"),
        *(f"涉及对象{outcome}" for outcome in outcomes),
        "涉及对象结论未登记",
    )
    rows = []
    for kind in (*NoticeKind, None):
        own = [case for case in cases if case.notice.kind is kind]
        if own:
            rows.append((str(kind or UNRECORDED), *_figures(own)))
    rows.append(("合计", *_figures(cases)))
    return Table("", headings, (20, 9, 9, 10, 9, 11, 11, 11, 12), tuple(rows))


def _figures(cases: Sequence[Case]) -> tuple[str, ...]:
    return (
        str(len(cases)),
        str(sum(len(case.subjects) for case in cases)),
        str(sum(len(case.feedback) for case in cases)),
        str(sum(len(case.concerned) for case in cases)),
        *(str(number) for number in _outcomes(cases, concerned=True).values()),
    )


def _handled(cases: Sequence[Case], every: Sequence[Feedback], day: date) -> Iterator[Block]:
    if not every:
        yield Paragraph("没有收到反映。")
        return
    verdicts = by_value(one.verdict for one in every)
    named = by_value({True: "署名", False: "匿名", None: None}[one.is_named] for one in every)
    ways = by_value((one.channel_written or "").strip() or None for one in every)
    yield Paragraph(
        f"收到反映 {with_parts(len(every), '件次', ways)}；"
        f"按是否署名 {with_parts(len(every), '件次', named)}；"
        f"核查结论 {with_parts(len(every), '件次', verdicts)}。"
    )
    open_ones = [one for case in cases for one in case.open]
    done = with_parts(
        len(every), "件次", {"已办结": len(every) - len(open_ones), "没有办结日期": len(open_ones)}
    )
    said = f"办理情况 {done}。"
    waited = [(day - one.received_on).days for one in open_ones if one.received_on]
    if waited:
        said += f"没有办结日期的，最长的距收到已 {max(waited)} 天。"
    early = [case for case in cases if case.notice.concluded_on is not None and case.open]
    if early:
        numbers = "、".join(case.notice.number for case in early)
        said += f"▲ 反映没有办结而公示已作结论的 {len(early)} 次：{numbers}。"
    missing = not_on_record(
        "件次",
        {
            "收到日期": sum(one.received_on is None for one in every),
            "核查日期": sum(one.verified_on is None for one in every),
            "所反映的对象": sum(one.subject_id is None for one in every),
            "处理结果": sum(one.outcome is None for one in every),
        },
    )
    replied = sum(one.replied_on is not None for one in every if one.is_named)
    signed = sum(bool(one.is_named) for one in every)
    if signed:
        said += f"署名反映 {signed} 件次中，已答复 {replied} 件次。"
    yield Paragraph(said + missing)


def _by_notice(period: Stretch, cases: Sequence[Case]) -> Table:
    """One line a notice, by its number: a title may name somebody."""
    rows = [
        (
            *(str(number), period.where.names[case.notice.unit_id], case.notice.number),
            str(case.notice.kind or UNRECORDED),
            f"{case.notice.begun_on} 至 {case.notice.ended_on or UNRECORDED}",
            *(str(len(case.subjects)), str(len(case.feedback)), str(len(case.open))),
            case.notice.concluded_on.isoformat() if case.notice.concluded_on else UNRECORDED,
        )
        for number, case in enumerate(cases, 1)
    ]
    total = (
        *("合计", "", "", "", "", str(sum(len(case.subjects) for case in cases))),
        *(str(sum(len(case.feedback) for case in cases)), str(sum(len(case.open) for case in cases)), ""),
    )
    headings = (
        *("序号", "单位", "公示编号", "公示类别", "公示期", "对象", "反映（件次）", "没有办结", "结论日期"),
    )
    return Table("", headings, (6, 16, 14, 13, 20, 7, 9, 9, 10), (*rows, total))
