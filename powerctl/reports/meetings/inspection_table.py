"""会议督查情况: how many meetings were watched, unit by unit, and the parallel records beside the minutes.

R-ZJ-06 and norms MTG028.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from powerctl.areas.meetings.sitting import Sitting
from powerctl.areas.meetings.verdicts import quorum_of
from powerctl.model import MeetingInspection, ParallelRecord
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import by_value, not_on_record, with_parts
from powerctl.reports.meetings.counted import meetings_held
from powerctl.reports.meetings.frame import Period, period_meta, the_period
from powerctl.reports.order import Order
from powerctl.terms import AGREES, MemberRole

_TITLE = "会议督查情况"
_REGULAR = {True: "符合", False: "▲ 不符合", None: "未登记"}
_LAST = {True: "末位", False: "▲ 不是末位", None: "－"}


def build(session: Session, order: Order) -> Report:
    """The table of a unit and those below it, or of the county. Raises Refused as `the_period`."""
    period = the_period(session, order, _TITLE)
    title = f"{period.where.name}{_TITLE}"
    inspections = _inspections(session, period)
    blocks: list[Block] = [
        Title((title,)),
        Paragraph(f"{period.said}，{meetings_held(period)}"),
        Paragraph(_counted(period, inspections)),
        Heading("一、各单位督查覆盖情况"),
        _coverage(period, inspections),
        Heading("二、督查记录"),
        _list(period, inspections) if inspections else Paragraph("此期间没有督查记录。"),
        Heading("三、同步记录与会议记录对照"),
        *_parallel(session, period),
        Sign(period.where.name, order.as_of),
    ]
    meta = period_meta(period, order, "meeting-inspections", title, "HYDC")
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _counted(period: Period, inspections: Sequence[MeetingInspection]) -> str:
    held = {one.meeting.id for one in period.sittings}
    watched = {one.meeting_id for one in inspections} & held
    results = {
        "符合程序": sum(one.is_regular is True for one in inspections),
        "不符合程序": sum(one.is_regular is False for one in inspections),
        "结论未登记": sum(one.is_regular is None for one in inspections),
    }
    topics = sum(one.topics or 0 for one in inspections)
    listed = sum(len(one.items) for one in period.sittings)
    reached = _share(len(watched), len(held))
    said = (
        f"督查 {with_parts(len(inspections), '次', results)}，督查到的会议 {reached}。"
        f"会议议题 {listed} 项次，登记的督查议题 {topics} 项次。"
    )
    missing = {
        "督查日期": sum(one.inspected_on is None for one in inspections),
        "督查议题数": sum(one.topics is None for one in inspections),
        "督查人": sum(not one.inspector_written for one in inspections),
        "所督查的会议": sum(one.meeting_id is None for one in inspections),
    }
    return said + not_on_record("次", missing)


def _inspections(session: Session, period: Period) -> list[MeetingInspection]:
    """Those of the period's days, and those of its meetings; each once."""
    held = {one.meeting.id for one in period.sittings}
    rows = session.exec(
        select(MeetingInspection)
        .where(col(MeetingInspection.unit_id).in_(period.where.unit_ids))
        .order_by(col(MeetingInspection.inspected_on), col(MeetingInspection.id))
    ).all()
    return [
        one
        for one in rows
        if one.meeting_id in held
        or (one.inspected_on is not None and period.since <= one.inspected_on <= period.until)
    ]


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}（{100 * part // whole}%）" if whole else "－"


def _coverage(period: Period, inspections: Sequence[MeetingInspection]) -> Table:
    meetings: dict[int, list[Sitting]] = defaultdict(list)
    for one in period.sittings:
        meetings[one.meeting.unit_id].append(one)
    seen: dict[int, list[MeetingInspection]] = defaultdict(list)
    for inspection in inspections:
        seen[inspection.unit_id].append(inspection)
    rows: list[tuple[str, ...]] = []
    names = period.where.names
    # The least covered first: that is where to go next.
    order = sorted(meetings.keys() | seen.keys(), key=lambda u: (len(seen[u]), -len(meetings[u]), names[u]))
    for unit in order:
        held = {one.meeting.id for one in meetings[unit]}
        watched = {one.meeting_id for one in inspections} & held
        days = [one.inspected_on for one in seen[unit] if one.inspected_on]
        topics = sum(len(one.items) for one in meetings[unit])
        said = [one.topics for one in seen[unit] if one.topics is not None]
        rows.append(
            (
                names[unit],
                str(len(held)),
                _share(len(watched), len(held)),
                str(topics),
                str(sum(said)) if said else "－",
                str(sum(one.is_regular is False for one in seen[unit])),
                str(sum(one.is_regular is None for one in seen[unit])),
                max(days).isoformat() if days else "没有督查",
            )
        )
    if len(rows) > 1:
        rows.append(_total(period, inspections))
    headings = (
        *("单位", "召开会议", "督查会议（覆盖率）", "议题", "督查议题"),
        *("不符合程序", "结论未登记", "最近一次督查"),
    )
    return Table("", headings, (24, 9, 15, 8, 9, 11, 11, 13), tuple(rows))


def _total(period: Period, inspections: Sequence[MeetingInspection]) -> tuple[str, ...]:
    held = {one.meeting.id for one in period.sittings}
    watched = {one.meeting_id for one in inspections} & held
    said = [one.topics for one in inspections if one.topics is not None]
    days = [one.inspected_on for one in inspections if one.inspected_on]
    return (
        "合计",
        str(len(held)),
        _share(len(watched), len(held)),
        str(sum(len(one.items) for one in period.sittings)),
        str(sum(said)) if said else "－",
        str(sum(one.is_regular is False for one in inspections)),
        str(sum(one.is_regular is None for one in inspections)),
        max(days).isoformat() if days else "没有督查",
    )


def _list(period: Period, inspections: Sequence[MeetingInspection]) -> Table:
    numbers = {one.meeting.id: one.meeting.number for one in period.sittings}
    rows = tuple(
        (
            str(n),
            one.inspected_on.isoformat() if one.inspected_on else "未登记",
            period.where.names[one.unit_id],
            numbers.get(one.meeting_id, "－"),
            one.inspector_written or "未登记",
            "未登记" if one.topics is None else str(one.topics),
            _REGULAR[one.is_regular],
            one.result or "未登记",
        )
        for n, one in enumerate(inspections, 1)
    )
    headings = ("序号", "督查日期", "单位", "会议", "督查人", "议题数", "程序", "督查情况")
    return Table("", headings, (5, 10, 18, 11, 12, 7, 9, 28), rows)


def _parallel(session: Session, period: Period) -> Iterator[Block]:
    sittings = {one.meeting.id: one for one in period.sittings}
    found = session.exec(select(ParallelRecord).order_by(col(ParallelRecord.id))).all()
    rows: list[tuple[str, ...]] = []
    for one in found:
        sitting = sittings.get(one.meeting_id)
        if sitting is None:
            continue
        quorum = quorum_of(sitting, period.limits)
        last = _head_last(sitting)
        apart = _apart(one.present, quorum.present.words) or _apart(one.topics, str(len(sitting.items)))
        empty = one.present is None and one.topics is None
        apart = apart or (None not in (one.head_spoke_last, last) and one.head_spoke_last != last)
        apart = apart or (one.differences or AGREES[0]).strip() not in AGREES
        rows.append(
            (
                sitting.unit.name,
                f"{sitting.meeting.held_on}\n{sitting.meeting.number}",
                _pair(one.present, quorum.present.words),
                _pair(one.topics, str(len(sitting.items))),
                f"{_LAST[one.head_spoke_last]} / {_LAST[last]}",
                "▲ 不一致" if apart else "无法对照" if empty else "一致",
                one.differences or "－",
            )
        )
    if not rows:
        yield Paragraph("此期间没有同步记录。")
        return
    beside = _share(len({one.meeting_id for one in found} & sittings.keys()), len(sittings))
    counted = with_parts(len(rows), "份", by_value(row[5].removeprefix("▲ ") for row in rows))
    yield Paragraph(f"同步记录 {counted}，有同步记录的会议 {beside}。")
    headings = ("单位", "会议", "实到人数", "议题数", "“一把手”表态", "对照", "不一致之处")
    caption = "每格左为同步记录，右为会议记录"
    yield Table(caption, headings, (18, 14, 10, 10, 18, 10, 20), tuple(rows))


def _pair(noted: int | None, counted: str) -> str:
    return f"{'－' if noted is None else noted} / {counted}"


def _apart(noted: int | None, counted: str) -> bool:
    return noted is not None and str(noted) != counted


def _head_last(sitting: Sitting) -> bool | None:
    """Whether the head spoke last on every topic where statements are on record; None where none is."""
    heads = {one.id for one in sitting.names(MemberRole.ENTITLED) if one.is_head}
    said = [
        [one for one in item.statements if not one.is_presentation and not one.is_after_vote]
        for item in sitting.items
    ]
    spoken = [some for some in said if some]
    if not heads or not spoken:
        return None
    return all(some[-1].attendance_id in heads for some in spoken)
