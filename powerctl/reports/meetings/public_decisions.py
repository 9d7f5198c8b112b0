"""会议决策公开: what a unit's meetings decided in a period, for the notice board (R-XZ-10, R-XZ-17).

Nothing of a meeting with a secrecy level, no name, no title of a personnel matter. Of a secret ballot only
应到、实到 and the outcome, always, so that leaving the figures out says nothing (reliability.md 3.3).
"""

import re
from collections import Counter
from collections.abc import Callable

from sqlmodel import Session

from powerctl.areas.meetings.arithmetic import decides_by_count
from powerctl.areas.meetings.sitting import Item, Sitting
from powerctl.areas.meetings.verdicts import quorum_of, votes_of
from powerctl.errors import Refused
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import by_value, with_parts
from powerctl.reports.masking import masker
from powerctl.reports.meetings.frame import Period, the_period
from powerctl.reports.meetings.wording import vote_figures
from powerctl.reports.order import Order, roster_masker
from powerctl.terms import Outcome

_TITLE = "会议决策公开"
_PERSONNEL = "人事任免事项"
_LEVELLED = "有密级或标明内部的会议"
_INVALID = "已标注为无效的会议"
_UNSETTLED = "宣布结果没有登记，或与计票结果不一致的议题"
_NOTHING = "没有可公开的议题"
_FIGURES = re.compile(
    r"[（(]?(?:(?:同意|赞成|反对|不同意|弃权|无效)[^，。；）)]{0,4}?)?[\d〇零一二两三四五六七八九十百]+\s*票"
    r"(?:同意|赞成|反对|弃权|无效)?[）)]?"
)
Mask = Callable[[str], str]


def build(session: Session, order: Order) -> Report:
    """The decisions of one unit and those below it. Raises Refused without a unit and as `the_period`."""
    if order.unit is None:
        raise Refused(f"{_TITLE}按单位出具，没有指明单位", hint=f"powerctl report make {_TITLE} --unit 单位")
    period = the_period(session, order, _TITLE)
    where = period.where
    meta = Meta(
        name="public-decisions",
        title=f"{where.name}{_TITLE}",
        unit=where.name,
        period=period.words,
        as_of=order.as_of,
        generated=order.generated,
        number=f"JCGK-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
    )
    left: Counter[str] = Counter()
    open_ones = [one for one in period.sittings if _is_open(one, left)]
    mask = _mask(session, open_ones)
    blocks: list[Block] = []
    shown = 0
    for sitting in open_ones:
        if own := _meeting(shown + 1, sitting, period, mask, left):
            shown += 1
            blocks += own
    opening = _opening(
        period, shown, left, [row for one in blocks if isinstance(one, Table) for row in one.rows]
    )
    if not blocks:
        blocks = [Paragraph("此期间没有可以公开的会议决策。")]
    heads: list[Block] = [Title((where.name, _TITLE)), Paragraph(opening)]
    return sealed(Report(meta=meta, blocks=(*heads, *blocks, Sign(where.name, order.as_of))))


def _opening(period: Period, shown: int, left: Counter[str], rows: list[tuple[str, ...]]) -> str:
    """How many meetings there were, what became public of them, and what did not and why."""
    meetings = {
        "公开": shown,
        **{what: left[what] for what in (_LEVELLED, _INVALID)},
        _NOTHING: len(period.sittings) - shown - left[_LEVELLED] - left[_INVALID],
    }
    said = f"{period.said}，{period.where.name}召开会议 {with_parts(len(period.sittings), '次', meetings)}。"
    if period.undated:
        said += f"另有 {period.undated} 次会议没有登记召开日期，未列入。"
    said += f"公开议题 {with_parts(len(rows), '项', by_value(_result(row[-1]) for row in rows))}。"
    if left[_UNSETTLED]:
        said += f"未列入：{_UNSETTLED} {left[_UNSETTLED]} 项。"
    return said + "采用无记名票决的只公开结果，人事任免事项不公开内容，按干部任免的规定另行公示。"


def _result(told: str) -> str:
    """The announced outcome at the end of what is told of it."""
    ends = sorted((one.value for one in Outcome), key=len, reverse=True)
    return next(end for end in ends if told.endswith(end))


def _is_open(sitting: Sitting, left: Counter[str]) -> bool:
    if sitting.meeting.secrecy is not None:
        left[_LEVELLED] += 1
        return False
    if sitting.meeting.invalid_reason:
        left[_INVALID] += 1
        return False
    return True


def _mask(session: Session, open_ones: list[Sitting]) -> Mask:
    """Every name that the roster of the county, of a meeting or of a topic knows is masked."""
    roster = roster_masker(session)
    named: list[str] = []
    for sitting in open_ones:
        named += [one.person_written for one in sitting.roster]
        named += [sitting.chair, *(item.presenter for item in sitting.items)]
        for item in sitting.items:
            written = f"{item.topic.concerned_written or ''}、{item.topic.proposer_written or ''}"
            named += [part.strip() for part in written.replace("，", "、").split("、")]
    own = masker(dict.fromkeys(name for name in named if name))
    return lambda text: roster(own(text))


def _meeting(number: int, sitting: Sitting, period: Period, mask: Mask, left: Counter[str]) -> list[Block]:
    meeting = sitting.meeting
    rows = []
    for item in sitting.items:
        outcome = _outcome(sitting, item, period)
        if outcome is None:
            left[_UNSETTLED] += 1
            continue
        if item.is_personnel:
            rows.append((_PERSONNEL, "另行公示", outcome))
        else:
            rows.append((mask(item.topic.title), mask(_decided(item)), outcome))
    if not rows:
        return []
    numbered = tuple((str(n), *row) for n, row in enumerate(rows, 1))
    held = meeting.held_on
    day = f"{held.year}年{held.month}月{held.day}日" if held else ""
    whose = sitting.unit.name if period.where.name != sitting.unit.name else ""
    return [
        Heading(f"{number}. {day}　{whose}{meeting.body or '会议'}", 3),
        Table("", ("序号", "议题", "议定事项", "结果"), (8, 30, 36, 26), numbered),
    ]


def _decided(item: Item) -> str:
    """What was decided; the figures of a secret ballot may also stand in the text."""
    text = item.agenda.decided_text or "－"
    return _FIGURES.sub("（票数从略）", text) if item.secret else text


def _outcome(sitting: Sitting, item: Item, period: Period) -> str | None:
    """What may be said of a topic's outcome; None where it is not on record or contradicts the count."""
    announced = item.agenda.outcome
    if announced is None:
        return None
    votes = votes_of(sitting, item, period.limits)
    if decides_by_count(sitting.meeting.body) is False:
        return f"会议讨论决定：{announced.value}"
    # Of several candidates some may fail while the topic as a whole is settled.
    if announced is Outcome.PASSED and len(votes) == 1 and votes[0].majority.carried is False:
        return None
    if announced is Outcome.REJECTED and len(votes) == 1 and votes[0].majority.carried:
        return None
    if not votes:
        return announced.value
    quorum = quorum_of(sitting, period.limits)
    seated = f"应到{quorum.entitled.words}人，实到{quorum.present.words}人"
    if item.is_personnel or any(vote.is_secret for vote in votes):
        return f"{seated}，表决{announced.value}"
    return f"{seated}，{vote_figures(votes[0])}，表决{announced.value}"
