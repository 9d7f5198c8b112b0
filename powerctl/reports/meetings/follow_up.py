"""决议督办表: what was resolved and is not done, overdue first; then what is done (R-ZJ-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.meetings.sitting import progress_of
from powerctl.areas.organization.units import unit_names
from powerctl.errors import Refused
from powerctl.model import AgendaItem, Meeting, Resolution, ResolutionProgress, Topic, Unit
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import not_on_record, with_parts
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, scope
from powerctl.terms import ResolutionState, SecrecyLevel

_TITLE = "决议督办表"
_NOBODY = "未登记"
_STATE_SECRETS = (SecrecyLevel.TOP, SecrecyLevel.HIGH, SecrecyLevel.LOW)
_CLOSED = (ResolutionState.DONE, ResolutionState.STOPPED)
_HEADINGS = ("序号", "决定事项", "会议", "承办单位", "完成期限", "逾期", "状态", "最近一次报告", "佐证、评估")
_WIDTHS = (4, 22, 15, 11, 9, 7, 7, 15, 10)


@dataclass(frozen=True, slots=True)
class Task:
    """One resolution with where it comes from."""

    resolution: Resolution
    meeting: Meeting
    unit: str
    topic: Topic
    owner: str
    reports: Sequence[ResolutionProgress]

    def late(self, day: date) -> int | None:
        """Days over the due day (nought or less: not yet); None where no due day is on record."""
        due = self.resolution.due_on
        if due is None:
            return None
        until = self.resolution.done_on if self.is_closed and self.resolution.done_on else day
        return (until - due).days

    @property
    def is_closed(self) -> bool:
        """Done or stopped."""
        return self.resolution.state in _CLOSED


def build(session: Session, order: Order) -> Report:
    """The table of a unit and those below it: what their meetings resolved, and what they have to carry out.

    Raises Refused where nothing was resolved.
    """
    where = scope(session, order)
    tasks = _tasks(session, where.unit_ids, where.names, order)
    if not tasks:
        raise Refused(f"{where.name}没有登记决议，出不了{_TITLE}", hint="powerctl resolution add")
    title = f"{where.name}{_TITLE}"
    meta = Meta(
        name="follow-up",
        title=title,
        unit=where.name,
        period=f"{order.since.isoformat()} 起" if order.since else "全部决议",
        as_of=order.as_of,
        generated=order.generated,
        number=f"JYDB-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    day = order.as_of
    running = [one for one in tasks if not one.is_closed]
    overdue = [one for one in running if (one.late(day) or 0) > 0]
    in_time = [one for one in running if one not in overdue and one.resolution.due_on is not None]
    undated = [one for one in running if one.resolution.due_on is None]
    closed = [one for one in tasks if one.is_closed]
    overdue.sort(key=lambda one: -(one.late(day) or 0))
    in_time.sort(key=lambda one: one.resolution.due_on or date.max)
    blocks: list[Block] = [
        Title((title,)),
        Paragraph(f"{_period(order)}，" + _counted(tasks, overdue, in_time, undated, closed, day)),
        Paragraph(_missing(tasks, left_out=_without_day(session, where.unit_ids, order))),
    ]
    parts = (
        ("逾期未完成", overdue),
        ("没有完成期限", undated),
        ("未到期", in_time),
        ("已完成或终止", closed),
    )
    for number, (name, some) in enumerate(parts):
        blocks.append(Heading(f"{'一二三四'[number]}、{name}（{len(some)} 项）"))
        blocks.append(_table(some, day) if some else Paragraph("无。"))
    blocks.append(Sign(where.name, day))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _period(order: Order) -> str:
    until = f"截至{chinese_day(order.as_of)}"
    return f"{chinese_day(order.since)}以来的会议决议，{until}" if order.since else f"全部会议决议，{until}"


def _counted(
    tasks: Sequence[Task],
    overdue: Sequence[Task],
    in_time: Sequence[Task],
    undated: Sequence[Task],
    closed: Sequence[Task],
    day: date,
) -> str:
    done = [one for one in closed if one.resolution.state is ResolutionState.DONE]
    late = sum((one.late(day) or 0) > 0 for one in done if one.resolution.done_on)
    no_day = sum(one.resolution.done_on is None for one in done)
    no_due = sum(one.resolution.done_on is not None and one.resolution.due_on is None for one in done)
    parts = {
        "逾期未完成": len(overdue),
        "未到期": len(in_time),
        "没有完成期限": len(undated),
        "已完成": len(done),
        "已终止": len(closed) - len(done),
    }
    said = f"共 {with_parts(len(tasks), '项', parts)}。"
    if done:
        on_time = len(done) - late - no_day - no_due
        ends = {"按期完成": on_time, "逾期完成": late, "没有完成日期": no_day, "没有期限可比": no_due}
        said += f"已完成 {with_parts(len(done), '项', ends)}。"
    evaluated = sum(one.resolution.evaluated_on is not None for one in tasks)
    return said + f"有进展报告 {sum(bool(one.reports) for one in tasks)} 项，已作事后评估 {evaluated} 项。"


def _missing(tasks: Sequence[Task], *, left_out: int) -> str:
    missing = {
        "落实状态": sum(one.resolution.state is None for one in tasks),
        "完成期限": sum(one.resolution.due_on is None for one in tasks),
        "承办单位": sum(one.owner == _NOBODY for one in tasks),
        "进展报告": sum(not one.reports for one in tasks),
        "会议召开日期": sum(one.meeting.held_on is None for one in tasks),
    }
    said = not_on_record("项", missing) or "各栏都有登记。"
    if left_out:
        said += f"另有 {left_out} 项决议所属的会议没有登记召开日期，不知是否在此期间，不计在内。"
    return said


def _without_day(session: Session, unit_ids: Sequence[int], order: Order) -> int:
    """Resolutions that a period cannot hold, since their meeting has no day."""
    if order.since is None:
        return 0
    own = col(Meeting.unit_id).in_(unit_ids) | col(Resolution.implementing_unit_id).in_(unit_ids)
    wanted = (
        select(Resolution.id)
        .join(AgendaItem, col(AgendaItem.id) == col(Resolution.agenda_item_id))
        .join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id))
        .where(own, col(Meeting.held_on).is_(None))
    )
    return len(session.exec(wanted).all())


def _tasks(session: Session, unit_ids: Sequence[int], names: dict[int, str], order: Order) -> list[Task]:
    own = col(Meeting.unit_id).in_(unit_ids) | col(Resolution.implementing_unit_id).in_(unit_ids)
    wanted = (
        select(Resolution, AgendaItem, Meeting, Topic)
        .join(AgendaItem, col(AgendaItem.id) == col(Resolution.agenda_item_id))
        .join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id))
        .join(Topic, col(Topic.id) == col(AgendaItem.topic_id))
        .join(Unit, col(Unit.id) == col(Meeting.unit_id))
        .where(own)
        .order_by(col(Meeting.held_on), col(Meeting.id), col(AgendaItem.position), col(Resolution.position))
    )
    held = col(Meeting.held_on)
    wanted = wanted.where(held.is_(None) | (held <= order.as_of))
    if order.since is not None:
        wanted = wanted.where(held >= order.since)
    found = session.exec(wanted).all()
    units = unit_names(session)
    reports = progress_of(session, [row[0] for row in found])
    return [
        Task(
            resolution,
            meeting,
            units.get(meeting.unit_id, _NOBODY),
            topic,
            names.get(resolution.implementing_unit_id or 0)
            or _elsewhere(session, resolution)
            or resolution.implementing_written
            or agenda.implementing_written
            or _NOBODY,
            reports.get(resolution.id or 0, ()),
        )
        for resolution, agenda, meeting, topic in found
    ]


def _elsewhere(session: Session, resolution: Resolution) -> str:
    if resolution.implementing_unit_id is None:
        return ""
    unit = session.get(Unit, resolution.implementing_unit_id)
    return unit.name if unit else ""


def _table(tasks: Sequence[Task], day: date) -> Table:
    rows = []
    for number, one in enumerate(tasks, 1):
        resolution, meeting = one.resolution, one.meeting
        secret = meeting.secrecy in _STATE_SECRETS
        said = "（有密级，从略）" if secret else f"{resolution.text}\n（{one.topic.title}）"
        last = one.reports[-1] if one.reports else None
        reported = f"{last.reported_on or '日期未登记'}\n{last.text}" if last and not secret else "－"
        evidence = [last.evidence] if last and last.evidence and not secret else []
        if resolution.evaluated_on:
            evidence.append(f"{resolution.evaluated_on.isoformat()} 已评估")
        rows.append(
            (
                str(number),
                said,
                f"{one.unit}\n{meeting.held_on or '日期未登记'}\n{meeting.number}",
                one.owner,
                resolution.due_on.isoformat() if resolution.due_on else "未登记",
                _late(one, day),
                str(resolution.state or "未登记"),
                reported,
                "\n".join(evidence) or "－",
            )
        )
    return Table("", _HEADINGS, _WIDTHS, tuple(rows))


def _late(task: Task, day: date) -> str:
    late = task.late(day)
    if late is None or late <= 0 or task.resolution.state is ResolutionState.STOPPED:
        return "－"
    if task.resolution.state is ResolutionState.DONE:
        return f"逾期 {late} 天完成" if task.resolution.done_on else "完成日期未登记"
    return f"▲ {late} 天"
