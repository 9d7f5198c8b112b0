"""决定事项通知: to each unit that carries out a decision, what it has to do by when (R-ZJ-03).

One notice a unit, each beginning on a new page; a unit reads its own matters only.
"""

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session

from powerctl.areas.meetings.sitting import Item
from powerctl.errors import Refused
from powerctl.model import Resolution
from powerctl.reports.blocks import Block, Paragraph, Report, Sign, Table, Title, To
from powerctl.reports.code import sealed
from powerctl.reports.meetings.frame import Occasion, meeting_meta, the_occasion
from powerctl.reports.meetings.wording import held_words, level_lines, meeting_name, title_lines
from powerctl.reports.order import Order
from powerctl.terms import ResolutionState

_NOBODY = "（承办单位未登记）"


def build(session: Session, order: Order) -> Report:
    """The notices of one meeting. Raises Refused as `the_occasion`, for a meeting that is marked invalid,
    and where nothing was resolved."""
    occasion = the_occasion(session, order, "决定事项通知")
    sitting = occasion.sitting
    if sitting.meeting.invalid_reason:
        raise Refused(
            f"会议 {sitting.meeting.number} 已标注为无效（{sitting.meeting.invalid_reason}），"
            "不出决定事项通知",
            hint=f"powerctl meeting show {sitting.meeting.number}",
        )
    tasks = _tasks(occasion)
    if not tasks:
        raise Refused(
            f"会议 {sitting.meeting.number} 没有登记决议，出不了决定事项通知", hint="powerctl resolution add"
        )
    title = "".join(title_lines(sitting, "会议决定事项通知"))
    meta = meeting_meta(occasion, order, "decision-notice", title, "JDTZ")
    blocks: list[Block] = []
    for unit, own in tasks.items():
        blocks += _notice(occasion, order, unit, own)
    return sealed(Report(meta=replace(meta, official=True), blocks=tuple(blocks)))


def _tasks(occasion: Occasion) -> dict[str, list[tuple[Item, Resolution]]]:
    found: dict[str, list[tuple[Item, Resolution]]] = {}
    for item in occasion.sitting.items:
        for one, unit in zip(item.resolutions, item.carried_out_by, strict=True):
            if one.state is not ResolutionState.STOPPED:
                found.setdefault(unit or _NOBODY, []).append((item, one))
    return found


def _notice(
    occasion: Occasion, order: Order, unit: str, own: list[tuple[Item, Resolution]]
) -> Iterator[Block]:
    sitting = occasion.sitting
    level = level_lines(sitting)
    yield Title(title_lines(sitting, "会议决定事项通知"), level)
    yield To(f"{unit}：")
    marked = f"本通知按{level[0]}管理，不得扩大知悉范围。" if level else ""
    yield Paragraph(
        f"{held_words(sitting)}，{meeting_name(sitting)}作出决定，其中由你单位承办的事项共 {len(own)} 项，"
        f"现通知如下，请按期落实并报告进展。{marked}"
    )
    rows = tuple(
        (
            str(number),
            item.topic.title,
            one.text,
            one.due_on.isoformat() if one.due_on else "未定",
        )
        for number, (item, one) in enumerate(own, 1)
    )
    yield Table("", ("序号", "议题", "决定事项", "完成期限"), (8, 34, 40, 18), rows)
    yield Sign(sitting.unit.name, order.as_of)
