"""Paper for the room: ballots, the 正字 sheet to count on, and the sheet to report the result on (R-XZ-09).

Nothing on them can tell one voter from another: all ballots are alike, without number, and their sheets
carry neither page number nor code. The sheets to count on are filled in by hand and signed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from powerctl.areas.meetings.arithmetic import decides_by_count, more_than
from powerctl.areas.meetings.ballot_needs import Ballot, ballots_of
from powerctl.areas.meetings.sitting import Sitting
from powerctl.errors import Refused
from powerctl.reports.blocks import Block, Form, Heading, Paragraph, Report, Signatures, Slips, Title
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.meetings.frame import Occasion, meeting_meta, the_occasion
from powerctl.reports.meetings.wording import base_words, decides, held_words, level_lines, meeting_name
from powerctl.reports.order import Order

_SHEET_HIGH = 272
_SLIP_HIGH, _LINE_HIGH = 62, 14
_SIGNERS = ("监票人签名：", "计票人签名：", "主持人签名：")
_OPEN_LINES = 3


@dataclass(frozen=True, slots=True)
class _Room:
    """A meeting and the ballots it needs."""

    occasion: Occasion
    ballots: Sequence[Ballot]

    @property
    def sitting(self) -> Sitting:
        return self.occasion.sitting


def build_ballots(session: Session, order: Order) -> Report:
    """表决票: for each topic that needs a ballot as many slips as there are voters, and a cover sheet.

    Raises Refused as `the_occasion`, and where no topic needs a ballot.
    """
    room = _room(session, order, "表决票")
    blocks: list[Block] = []
    for ballot in room.ballots:
        # The cover comes last: it takes the code of the page, which no sheet of slips may carry.
        if ballot.copies:
            blocks.append(_slips(room, ballot))
        blocks += _cover(room, ballot)
    return _report(room, order, "ballots", "表决票", "BJP", blocks)


def build_tally(session: Session, order: Order) -> Report:
    """计票单: one sheet a topic, to count on with 正 strokes. Raises Refused as `build_ballots`."""
    room = _room(session, order, "计票单")
    blocks: list[Block] = []
    for ballot in room.ballots:
        blocks += [
            Title(("无记名票决计票单",), level_lines(room.sitting)),
            Paragraph(f"{meeting_name(room.sitting)}　{held_words(room.sitting)}"),
            Paragraph(f"议题：{ballot.item.topic.title}"),
            Paragraph("每票在相应栏内画一笔，五笔成一个“正”字；计完后写合计，合计之和应等于收回票数。"),
        ]
        for name in _lines(ballot):
            rows = tuple((choice, "", "") for choice in ("同意", "反对", "弃权", "无效"))
            blocks.append(Form(f"表决对象：{name}", ("意见", "画“正”字", "合计"), (14, 70, 16), rows))
        blocks.append(Form("票数", ("发出", "收回", "有效", "无效"), (1, 1, 1, 1), (("", "", "", ""),)))
        blocks.append(Signatures(("监票人签名：", "计票人签名：")))
    return _report(room, order, "tally-sheet", "计票单", "JPD", blocks)


def build_result(session: Session, order: Order) -> Report:
    """表决结果报告单: one sheet a topic with the number of votes it needs, to be filled in, read out and
    signed by three. Raises Refused as `build_ballots`."""
    room = _room(session, order, "表决结果报告单")
    blocks: list[Block] = []
    for ballot in room.ballots:
        blocks += _result(room, ballot)
    return _report(room, order, "result-form", "表决结果报告单", "JGBG", blocks)


def _room(session: Session, order: Order, title: str) -> _Room:
    occasion = the_occasion(session, order, title)
    ballots = ballots_of(occasion.sitting, occasion.limits)
    if not ballots:
        number = occasion.sitting.meeting.number
        raise Refused(
            f"会议 {number} 没有须无记名票决的议题（人事议题，或目录写明须票决），出不了{title}",
            hint=f"powerctl meeting show {number}",
        )
    return _Room(occasion, ballots)


def _report(
    room: _Room, order: Order, name: str, title: str, letters: str, blocks: Sequence[Block]
) -> Report:
    whole = f"{room.sitting.unit.name}{title}"
    meta = replace(meeting_meta(room.occasion, order, name, whole, letters), paper="A4 form")
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _cover(room: _Room, ballot: Ballot) -> Iterator[Block]:
    sitting = room.sitting
    yield Title(("无记名表决票领取与回收单",), level_lines(sitting))
    yield Paragraph(f"{meeting_name(sitting)}，{held_words(sitting)}。议题：{ballot.item.topic.title}")
    yield Paragraph(
        f"应印 {ballot.copies} 张：{ballot.copies_words}。"
        "每名有表决权的到会成员一张，列席人员和回避人员不发。多余的票当场销毁。"
    )
    yield Heading("一、使用办法")
    yield Paragraph("表决票不编号、不写姓名、不作记号，各张完全相同。沿虚线裁开，混合后发放。")
    yield Paragraph("每一表决对象只选一项；多选、写名字或作记号的无效。")
    yield Paragraph("填票时互不观看，折叠投入票箱，当众开箱计票。票与计票单封入票袋，不登记任何人的选择。")
    yield Heading("二、发放与回收")
    yield Form("", ("印制", "发出", "收回", "销毁", "票袋编号"), (1, 1, 1, 1, 2), (("", "", "", "", ""),))
    yield Signatures(("监票人签名：", "计票人签名："))


def _slips(room: _Room, ballot: Ballot) -> Slips:
    sitting, names = room.sitting, _lines(ballot)
    high = _SLIP_HIGH + _LINE_HIGH * len(names)
    day = [chinese_day(sitting.meeting.held_on)] if sitting.meeting.held_on else []
    return Slips(
        title="表　决　票",
        subtitle=ballot.item.topic.title,
        headings=("表决对象", "同意", "反对", "弃权"),
        widths=(43, 19, 19, 19),
        rows=tuple((name, "", "", "") for name in names),
        notes=(
            "每行只在一栏内画“○”。多画、涂改不清或作其他记号的无效。",
            "　".join((meeting_name(sitting), *day, *level_lines(sitting))),
        ),
        copies=ballot.copies,
        per_sheet=2 * max(_SHEET_HIGH // high, 1),
    )


def _lines(ballot: Ballot) -> Sequence[str]:
    return ballot.candidates or ("本议题",)


def _result(room: _Room, ballot: Ballot) -> Iterator[Block]:
    sitting, majority = room.sitting, ballot.majority
    yield Title(("无记名票决结果报告单",), level_lines(sitting))
    yield Paragraph(f"{meeting_name(sitting)}，{held_words(sitting)}")
    yield Paragraph(f"议题：{ballot.item.topic.title}")
    if decides_by_count(sitting.meeting.body) is False:
        yield Paragraph(f"{decides(sitting.meeting.body)}，票数供参考。")
    elif majority.share is not None and majority.base.most:
        least, most = (
            more_than(number, majority.share) for number in (majority.base.least, majority.base.most)
        )
        needed = str(most) if least == most else f"{least} 至 {most}（应到名单不全）"
        yield Paragraph(
            f"{base_words(majority)}计票基数 {majority.base.words} 人，须同意 {needed} 票方为通过。"
        )
    else:
        yield Paragraph("应到人员名单或表决比例没有登记，须几票通过由主持人当场宣布：＿＿＿＿票。")
    entitled = majority.entitled.words if majority.entitled.most else ""
    heads = ("应到", "实到", "回避", "发出", "收回", "有效", "无效")
    yield Form("一、人数和票数", heads, (1,) * len(heads), ((entitled, "", "", "", "", "", ""),))
    rows = tuple((name, "", "", "", "□通过　□未通过") for name in _lines(ballot))
    yield Form("二、表决结果", ("表决对象", "同意", "反对", "弃权", "结果"), (30, 14, 14, 14, 28), rows)
    yield Paragraph("收回票数等于或少于发出票数，表决有效；多于发出票数，表决无效，应重新表决。")
    yield Signatures(_SIGNERS)
