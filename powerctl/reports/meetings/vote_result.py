"""表决结果单: the arithmetic of every vote of a meeting, its base and its tellers (R-XZ-09)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session

from powerctl.areas.meetings.arithmetic import decides_by_count
from powerctl.areas.meetings.sitting import Item
from powerctl.areas.meetings.verdicts import Vote, counting, quorum_of, votes_of
from powerctl.errors import Refused
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Signatures, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.meetings.frame import Occasion, invalid_mark, meeting_meta, the_occasion
from powerctl.reports.meetings.wording import (
    UNRECORDED,
    attendance_words,
    decides,
    held_words,
    level_lines,
    meeting_name,
    numeral,
    quorum_words,
    recusal_effect,
    recusal_words,
    result_words,
    share_rule,
    shown,
    title_lines,
)
from powerctl.reports.order import Order
from powerctl.terms import Outcome

_WIDTHS = (18, 17, 8, 8, 8, 8, 8, 8, 20)


def build(session: Session, order: Order) -> Report:
    """The result sheet of one meeting. Raises Refused as `the_occasion`, and where nothing was voted."""
    occasion = the_occasion(session, order, "表决结果单")
    sitting = occasion.sitting
    if not any(item.named or item.secret for item in sitting.items):
        raise Refused(
            f"会议 {sitting.meeting.number} 没有登记表决，出不了表决结果单",
            hint=f"powerctl meeting show {sitting.meeting.number}",
        )
    lines = title_lines(sitting, "会议表决结果单")
    meta = meeting_meta(occasion, order, "vote-result", "".join(lines), "BJJG")
    meta = replace(meta, paper="A4 form")
    quorum = quorum_of(sitting, occasion.limits)
    blocks: list[Block] = [
        Title(lines, level_lines(sitting)),
        *invalid_mark(sitting),
        Paragraph(
            f"{meeting_name(sitting)}于{held_words(sitting)}召开。{attendance_words(sitting, quorum)}，"
            f"{quorum_words(quorum)}。{_basis(occasion)}。"
        ),
    ]
    for number, item in enumerate(sitting.items, 1):
        blocks.append(Heading(f"{numeral(number)}、{item.topic.title}"))
        blocks += _item(occasion, item)
    blocks.append(Signatures(("监票人签名：", "计票人签名：", "主持人签名：")))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _basis(occasion: Occasion) -> str:
    """How the meeting decides: where votes do, the share that it took on that day."""
    sitting = occasion.sitting
    if decides_by_count(sitting.meeting.body) is not False:
        for item in sitting.items:
            for vote in votes_of(sitting, item, occasion.limits):
                return f"按票数决定：{share_rule(vote.majority)}"
    return decides(sitting.meeting.body)


def _item(occasion: Occasion, item: Item) -> Iterator[Block]:
    sitting = occasion.sitting
    votes = votes_of(sitting, item, occasion.limits)
    struck = sum(one.ballot.is_void for one in item.named) + sum(one.is_void for one in item.secret)
    by_count = decides_by_count(sitting.meeting.body) is not False
    if item.recusals:
        effect = recusal_effect(votes[0].majority) if votes and by_count else ""
        yield Paragraph(f"回避：{recusal_words(sitting, item)}{'；' + effect if effect else ''}。")
    if not votes:
        yield Paragraph("没有有效的表决记录。")
        return
    yield _table(item, votes, by_count=by_count)
    announced = item.agenda.outcome
    told = f"宣布结果：{announced or UNRECORDED}。"
    if by_count:
        if _contradicts(announced, [vote.majority.carried for vote in votes]):
            told += "宣布结果与计票结果不一致，待核实。"
    elif item.agenda.head_reason:
        told += f"与多数意见不一致的理由：{item.agenda.head_reason.rstrip('。')}。"
    if struck:
        told += f"另有 {struck} 次表决已作废，不计入。"
    yield Paragraph(told + _tellers(item))


def _table(item: Item, votes: Sequence[Vote], *, by_count: bool) -> Table:
    secret = {(one.round, one.candidate): one for one in counting(item)}
    rows = []
    for vote in votes:
        one = secret.get((vote.round, vote.candidate)) if vote.is_secret else None
        method = vote.method + (f"\n第{vote.round}轮" if vote.round > 1 else "")
        rows.append(
            (
                vote.candidate or "本议题",
                method,
                shown(one.issued) if one else "－",
                shown(one.returned) if one else "－",
                vote.in_favour.words if vote.in_favour else UNRECORDED,
                shown(vote.against),
                shown(vote.abstain),
                shown(one.invalid) if one else "－",
                result_words(vote.majority) if by_count else "不以票数决定",
            )
        )
    headings = ("表决对象", "方式", "发出", "收回", "同意", "反对", "弃权", "无效", "计票结果")
    caption = f"计票依据：{votes[0].majority.base_words}" if by_count else ""
    return Table(caption, headings, _WIDTHS, tuple(rows))


def _tellers(item: Item) -> str:
    """Who counted the ballots; candidate by candidate only where that differs."""
    found = {
        one.candidate: "、".join(name for name in (one.teller_one, one.teller_two) if name) or UNRECORDED
        for one in counting(item)
    }
    if len(set(found.values())) < 2:
        return "".join(f"监票、计票：{names}。" for names in set(found.values()))
    return "监票、计票：" + "；".join(f"{whom or '本议题'}，{names}" for whom, names in found.items()) + "。"


def _contradicts(announced: Outcome | None, carried: list[bool | None]) -> bool:
    """Whether what was announced is not what was counted, for a topic with one vote."""
    if len(carried) != 1 or carried[0] is None or announced is None:
        return False
    if announced is Outcome.PASSED:
        return not carried[0]
    return announced is Outcome.REJECTED and carried[0]
