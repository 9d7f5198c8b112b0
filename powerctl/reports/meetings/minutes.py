"""会议纪要 in the unified format of GB/T 9704—2012, 10.3 (R-XZ-10).

Restricted paper: it holds the figures of every vote, as the rules demand, and of a secret ballot
nothing but the figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session, select

from powerctl.areas.meetings.arithmetic import Majority, decides_by_count
from powerctl.areas.meetings.sitting import Item, Sitting
from powerctl.areas.meetings.verdicts import Vote, counting, quorum_of, votes_of
from powerctl.model import MinutesCopy, SecretBallot
from powerctl.reports.blocks import Block, Heading, Imprint, Masthead, Paragraph, Report, Roll, Table
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.meetings.frame import Occasion, invalid_mark, meeting_meta, the_occasion
from powerctl.reports.meetings.wording import (
    UNRECORDED,
    attendance_words,
    carried_words,
    held_words,
    issued_words,
    mark,
    numeral,
    people,
    quorum_words,
    recusal_words,
    result_words,
    secrecy_lines,
    share_words,
    shown,
    vote_figures,
)
from powerctl.reports.order import Order
from powerctl.terms import HEAD_DECIDES, AttendanceState, MemberRole, Outcome

_RECALL = "minutes.personnel_recall_days"
_TOLD = 3
"""So many votes of one topic are told in a sentence each; more stand in a table."""


def build(session: Session, order: Order) -> Report:
    """The minutes of one meeting. Raises Refused as `the_occasion`."""
    occasion = the_occasion(session, order, "会议纪要")
    sitting = occasion.sitting
    meta = meeting_meta(occasion, order, "minutes", mark(sitting), "HYJY")
    blocks: list[Block] = [_masthead(sitting), *invalid_mark(sitting), _opening(occasion)]
    for number, item in enumerate(sitting.items, 1):
        blocks.append(Heading(f"{numeral(number)}、{item.topic.title}"))
        blocks += _item(occasion, item)
    if not sitting.items:
        blocks.append(Paragraph("本次会议没有登记议题。"))
    blocks += _rolls(sitting)
    blocks.append(_imprint(session, occasion))
    return sealed(Report(meta=replace(meta, official=True), blocks=tuple(blocks)))


def _masthead(sitting: Sitting) -> Masthead:
    meeting = sitting.meeting
    return Masthead(
        mark=mark(sitting),
        top=secrecy_lines(sitting),
        number=meeting.minutes_number or f"会议编号：{meeting.number}",
        left=_issuer(sitting),
        right=chinese_day(day) if (day := meeting.signed_on or meeting.held_on) else "",
        signer=meeting.signer_written or "",
    )


def _issuer(sitting: Sitting) -> str:
    return sitting.meeting.issuer_written or sitting.unit.name


def _opening(occasion: Occasion) -> Paragraph:
    sitting = occasion.sitting
    where = f"在{sitting.meeting.place}" if sitting.meeting.place else ""
    chair = f"{sitting.chair}同志主持会议" if sitting.chair else "会议召开（主持人未登记）"
    quorum = quorum_of(sitting, occasion.limits)
    titles = f"研究{len(sitting.items)}项议题" if sitting.items else ""
    counted = f"{attendance_words(sitting, quorum)}，{quorum_words(quorum)}"
    return Paragraph(
        f"{held_words(sitting)}，{where}{chair}{'，' + titles if titles else ''}。{counted}。"
        + ("现将会议议定事项纪要如下：" if sitting.items else "")
    )


def _item(occasion: Occasion, item: Item) -> Iterator[Block]:
    sitting, agenda = occasion.sitting, item.agenda
    said = []
    if item.presenter:
        said.append(f"会议听取了{item.presenter}同志的汇报。")
    if item.recusals:
        said.append(f"{recusal_words(sitting, item)}回避。")
    spoke = len({one.attendance_id for one in item.statements if not one.is_presentation})
    if spoke:
        said.append(f"{spoke}名成员发表了意见。")
    if said:
        yield Paragraph("".join(said))
    yield from _votes(occasion, item)
    decided = agenda.decided_text or ""
    outcome = str(agenda.outcome) if agenda.outcome else "宣布结果未登记"
    if sitting.meeting.body in HEAD_DECIDES and agenda.head_reason:
        yield Paragraph(f"会议主持人的决定与多数意见不一致，理由：{agenda.head_reason.rstrip('。')}。")
    if agenda.outcome in (Outcome.PASSED, Outcome.HEARD) and decided:
        yield Paragraph(f"会议议定：{decided}（{outcome}）")
    else:
        yield Paragraph(f"会议结果：{outcome}。{decided}")
    for one, who in zip(item.resolutions, item.carried_out_by, strict=True):
        due = f"{chinese_day(one.due_on)}前完成" if one.due_on else ""
        more = "，".join(part for part in (f"由{who}承办" if who else "", due) if part)
        yield Paragraph(f"（{numeral(one.position)}）{one.text}{'（' + more + '）' if more else ''}")


def _votes(occasion: Occasion, item: Item) -> Iterator[Block]:
    sitting = occasion.sitting
    by_count = decides_by_count(sitting.meeting.body) is not False
    tallies = {(one.round, one.candidate): one for one in counting(item)}
    votes = votes_of(sitting, item, occasion.limits)
    listed = [vote for vote in votes if vote.is_secret]
    if len(listed) > _TOLD:
        yield from _many(listed, tallies, by_count=by_count)
        votes = [vote for vote in votes if not vote.is_secret]
    for vote in votes:
        whom = f"对{vote.candidate}，" if vote.candidate else ""
        figures = vote_figures(vote)
        if vote.is_secret:
            figures = f"{issued_words(tallies[vote.round, vote.candidate])}，{figures}"
        again = f"（第{vote.round}轮）" if vote.round > 1 else ""
        text = f"{whom}采取{vote.method}方式{again}：{figures}。"
        if by_count:
            text += f"{_share(vote.majority)}{carried_words(vote.majority)}（{vote.majority.words}）。"
        yield Paragraph(text)


def _share(majority: Majority) -> str:
    return f"按赞成超过应到人数{share_words(majority.share)}计，" if majority.share else ""


def _many(
    votes: Sequence[Vote], tallies: dict[tuple[int, str], SecretBallot], *, by_count: bool
) -> Iterator[Block]:
    """Many candidates of one topic, in a table instead of a sentence each."""
    base = votes[0].majority
    basis = f"{_share(base)}{base.base_words}，" if by_count else ""
    yield Paragraph(
        f"对{votes[0].candidate}等{len(votes)}个表决对象逐一采取无记名票决方式。{basis}结果如下："
    )
    rows = []
    for vote in votes:
        one = tallies[vote.round, vote.candidate]
        again = f"（第{vote.round}轮）" if vote.round > 1 else ""
        rows.append(
            (
                (vote.candidate or "本议题") + again,
                *(shown(number) for number in (one.issued, one.returned)),
                vote.in_favour.words if vote.in_favour else UNRECORDED,
                *(shown(number) for number in (vote.against, vote.abstain, one.invalid)),
                result_words(vote.majority) if by_count else "不以票数决定",
            )
        )
    headings = ("表决对象", "发出", "收回", "同意", "反对", "弃权", "无效", "结果")
    yield Table("", headings, (24, 9, 9, 9, 9, 9, 9, 22), tuple(rows))


def _rolls(sitting: Sitting) -> Iterator[Block]:
    entitled = MemberRole.ENTITLED
    yield Roll("出席", people(sitting.names(entitled, AttendanceState.PRESENT)) or "未登记")
    for label, state in (("请假", AttendanceState.ON_LEAVE), ("缺席", AttendanceState.ABSENT)):
        if lines := sitting.names(entitled, state):
            yield Roll(label, people(lines, with_reason=True))
    unclear = [one for one in sitting.names(entitled) if one.state is None]
    unclear += [one for one in sitting.roster if one.role is None]
    if unclear:
        yield Roll("待核", people(unclear) + "（到会身份或到会情况未登记）")
    observers = [
        one for one in sitting.names(MemberRole.OBSERVER) if one.state in (None, AttendanceState.PRESENT)
    ]
    if observers:
        yield Roll("列席", people(observers, with_post=True))
    if sitting.meeting.recorder_written:
        yield Roll("记录", sitting.meeting.recorder_written)


def _imprint(session: Session, occasion: Occasion) -> Imprint:
    sitting, meeting = occasion.sitting, occasion.sitting.meeting
    lines = [(f"分送：{meeting.distribution or '（发放范围未登记）'}", "")]
    copies = session.exec(select(MinutesCopy.id).where(MinutesCopy.meeting_id == meeting.id)).all()
    if any(item.is_personnel for item in sitting.items) and meeting.held_on is not None:
        days = occasion.limits.quantity(_RECALL, sitting)
        if days is not None:
            when = f"{days.numerator}日内" if days.numerator else "当日"
            lines.append((f"含人事任免事项，发出后{when}收回", ""))
    # A draft that was not issued leaves its day to be written in.
    issued = chinese_day(meeting.issued_on) if meeting.issued_on else "　　　　年　　月　　日"
    lines.append((_issuer(sitting), f"{issued}印发"))
    if copies:
        lines.append(("", f"共印{len(copies)}份"))
    return Imprint(tuple(lines))
