"""会议记录: each member's opinion with reasons, in the order in which they spoke (R-XZ-08, R-XZ-10).

Restricted paper. Of a named vote it says who chose what; of a secret ballot only the counts.
"""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from powerctl.areas.meetings.arithmetic import decides_by_count
from powerctl.areas.meetings.sitting import Item, NamedRound, Sitting
from powerctl.areas.meetings.verdicts import Vote, counting, quorum_of, votes_of
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Signatures, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.meetings.frame import Occasion, invalid_mark, meeting_meta, the_occasion
from powerctl.reports.meetings.wording import (
    UNRECORDED,
    attendance_words,
    carried_words,
    decides,
    issued_words,
    level_lines,
    meeting_name,
    numeral,
    quorum_words,
    recusal_words,
    result_words,
    shown,
    span_of_day,
    title_lines,
)
from powerctl.reports.order import Order
from powerctl.terms import AttendanceState, Choice, MemberRole

_YES = {True: "是", False: "否", None: UNRECORDED}


def build(session: Session, order: Order) -> Report:
    """The record of one meeting. Raises Refused as `the_occasion`."""
    occasion = the_occasion(session, order, "会议记录")
    sitting = occasion.sitting
    lines = title_lines(sitting, "会议记录")
    meta = meeting_meta(occasion, order, "meeting-record", "".join(lines), "HYJL")
    blocks: list[Block] = [Title(lines, level_lines(sitting)), *invalid_mark(sitting), _head(occasion)]
    blocks += [Heading("一、到会人员"), _roster(sitting), Heading("二、议题")]
    for number, item in enumerate(sitting.items, 1):
        blocks.append(Heading(f"（{numeral(number)}）{item.topic.title}", 2))
        blocks += _item(occasion, item)
    if not sitting.items:
        blocks.append(Paragraph("本次会议没有登记议题。"))
    blocks.append(Signatures(("主持人签名：", "记录人签名：")))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _head(occasion: Occasion) -> Table:
    sitting, meeting = occasion.sitting, occasion.sitting.meeting
    quorum = quorum_of(sitting, occasion.limits)
    rows = (
        ("会议名称", meeting_name(sitting)),
        ("会议类型", str(meeting.body or UNRECORDED)),
        ("时间", span_of_day(sitting)),
        ("地点", meeting.place or UNRECORDED),
        ("主持人", sitting.chair or UNRECORDED),
        ("记录人", meeting.recorder_written or UNRECORDED),
        ("到会情况", f"{attendance_words(sitting, quorum)}；{quorum_words(quorum)}"),
        ("决定方式", decides(meeting.body)),
        ("录入日期", meeting.entered_on.isoformat() if meeting.entered_on else UNRECORDED),
    )
    return Table("", ("项目", "内容"), (18, 82), rows)


def _roster(sitting: Sitting) -> Table:
    rows = tuple(
        (
            str(number),
            one.person_written,
            one.post_written or "－",
            str(one.role or UNRECORDED),
            _state(one.role, one.state),
            one.reason or one.invited_as or "－",
        )
        for number, one in enumerate(sitting.roster, 1)
    )
    return Table(
        "",
        ("序号", "姓名", "职务", "到会身份", "到会情况", "未到原因、列席身份"),
        (7, 14, 26, 14, 13, 26),
        rows,
    )


def _state(role: MemberRole | None, state: AttendanceState | None) -> str:
    if state is None:
        return UNRECORDED
    return "列席" if role is MemberRole.OBSERVER and state is AttendanceState.PRESENT else state.value


def _item(occasion: Occasion, item: Item) -> Iterator[Block]:
    sitting, agenda = occasion.sitting, item.agenda
    told = f"告知日期：{agenda.noticed_on.isoformat()}" if agenda.noticed_on else f"告知日期{UNRECORDED}"
    head = [
        f"汇报人：{item.presenter or UNRECORDED}",
        told + ("（临时动议）" if agenda.is_extempore else ""),
    ]
    if item.recusals:
        head.append(f"回避：{recusal_words(sitting, item)}")
    if agenda.observers_written:
        head.append(f"列席：{agenda.observers_written}")
    yield Paragraph("；".join(head) + "。")
    yield _statements(sitting, item)
    if item.questions:
        rows = tuple(
            (one.asked_by_written or UNRECORDED, one.text, one.answer or "未答复", _YES[one.is_clear])
            for one in item.questions
        )
        yield Table("提问与答复", ("提问人", "问题", "答复", "是否答清"), (14, 36, 38, 12), rows)
    yield from _votes(occasion, item)
    outcome = str(agenda.outcome or UNRECORDED)
    yield Paragraph(
        f"宣布结果：{outcome}。{'议定事项：' + agenda.decided_text if agenda.decided_text else ''}"
    )
    if agenda.head_reason:
        yield Paragraph(f"主持人的决定与多数意见不一致的理由：{agenda.head_reason}")


def _statements(sitting: Sitting, item: Item) -> Block:
    if not item.statements:
        return Paragraph("发言没有登记。")
    heads = {one.id for one in sitting.roster if one.is_head}
    rows = []
    for one in item.statements:
        marks = [word for word, is_so in _marks(one.is_presentation, one.is_after_vote) if is_so]
        if one.attendance_id in heads:
            marks.append("“一把手”")
        name = sitting.person(one.attendance_id) or UNRECORDED
        rows.append(
            (
                str(one.position),
                name + (f"\n（{'，'.join(marks)}）" if marks else ""),
                str(one.opinion or UNRECORDED),
                one.reasons or ("－" if one.is_presentation else UNRECORDED),
            )
        )
    spoken = {one.attendance_id for one in item.statements}
    recused = {one.attendance_id for one in item.recusals}
    silent = [
        one.person_written
        for one in sitting.names(MemberRole.ENTITLED, AttendanceState.PRESENT)
        if one.id not in spoken | recused
    ]
    if silent:
        rows.append(("－", "、".join(silent), UNRECORDED, "没有发言记录"))
    return Table("发言（按发言顺序）", ("顺序", "发言人", "表态", "意见和理由"), (8, 24, 15, 53), tuple(rows))


def _marks(is_presentation: bool | None, is_after_vote: bool | None) -> tuple[tuple[str, bool], ...]:
    return ("汇报方案", bool(is_presentation)), ("表决后", bool(is_after_vote))


def _votes(occasion: Occasion, item: Item) -> Iterator[Block]:
    sitting = occasion.sitting
    for one in item.named:
        yield _named(sitting, one)
    by_count = decides_by_count(sitting.meeting.body) is not False
    votes = votes_of(sitting, item, occasion.limits)
    if item.secret:
        yield _secret(item, votes, by_count=by_count)
    for vote in votes:
        if by_count and not vote.is_secret:
            yield Paragraph(f"计票结果：{vote.majority.words}，{carried_words(vote.majority)}。")


def _named(sitting: Sitting, one: NamedRound) -> Table:
    ballot = one.ballot
    # A round's own words first; each choice with those who made it, as the roster orders them.
    at = f"，{ballot.held_at}" if ballot.held_at else ""
    void = f"，已作废：{ballot.reason or '未写理由'}" if ballot.is_void else ""
    method = ballot.method.value if ballot.method else "记名表决"
    caption = f"记名表决（{method}，第{ballot.round}轮{at}{void}）"
    order = {line.id: line.position for line in sitting.roster}
    rows = []
    for choice in Choice:
        who = sorted(
            (vote for vote in one.votes if vote.choice is choice),
            key=lambda vote: order.get(vote.attendance_id, 0),
        )
        names = [
            sitting.person(vote.attendance_id) + ("（书面意见，不计票）" if vote.is_written else "")
            for vote in who
        ]
        rows.append((choice.value, str(len(who)), "、".join(names) or "无"))
    return Table(caption, ("意见", "人数", "姓名"), (12, 10, 78), tuple(rows))


def _secret(item: Item, votes: Sequence[Vote], *, by_count: bool) -> Table:
    counted = {one.id for one in counting(item)}
    results = {(vote.round, vote.candidate): vote.majority for vote in votes if vote.is_secret}
    rows = []
    for one in item.secret:
        tellers = "、".join(name for name in (one.teller_one, one.teller_two) if name)
        result = "有效"
        if one.id not in counted:
            result = f"不计：{one.reason or '已重新表决'}"
        elif by_count:
            result = result_words(results[one.round, one.candidate])
        rows.append(
            (
                f"第{one.round}轮",
                one.candidate or "本议题",
                issued_words(one),
                *(shown(number) for number in (one.votes_for, one.against, one.abstain)),
                tellers or UNRECORDED,
                result,
            )
        )
    base = next(iter(results.values()), None) if by_count else None
    caption = "无记名票决（只记票数）" + (f"　计票依据：{base.base_words}" if base else "")
    headings = (
        "轮次",
        "表决对象",
        "票数",
        "同意",
        "反对",
        "弃权",
        "监票、计票",
        "计票结果" if by_count else "是否计入",
    )
    return Table(caption, headings, (8, 13, 20, 7, 7, 7, 19, 19), tuple(rows))
