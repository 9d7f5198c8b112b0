"""议决事项台账: every topic that came to a meeting in a period, its way and its outcome.

R-XZ-05, R-XZ-06. For the office: no secret choice; topics of
meetings with a secrecy level by their number only.
"""

from collections import Counter
from collections.abc import Iterator

from sqlmodel import Session

from powerctl.areas.meetings.arithmetic import decides_by_count
from powerctl.areas.meetings.sitting import Item, Sitting
from powerctl.areas.meetings.verdicts import Vote, quorum_of, votes_of
from powerctl.reports.blocks import Block, Heading, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import by_value, not_on_record, with_parts
from powerctl.reports.meetings.counted import meetings_held
from powerctl.reports.meetings.frame import Period, period_meta, the_period
from powerctl.reports.meetings.wording import UNRECORDED, carried_words
from powerctl.reports.order import Order
from powerctl.terms import MajorMatter, Outcome, SecrecyLevel
from powerctl.terms.sums import bare

_TITLE = "议决事项台账"
_STATE_SECRETS = (SecrecyLevel.TOP, SecrecyLevel.HIGH, SecrecyLevel.LOW)
_TOLD = 3
"""The results of so many votes on one topic are told one by one; of more their numbers."""
_SUDDEN = {True: "临时动议", False: "不是临时动议", None: None}
_HEADINGS = (
    *("序号", "会议", "议题编号、名称", "类别", "金额（元）", "告知", "应到、实到"),
    *("表决方式", "计票结果", "宣布结果", "议定事项", "承办、期限、进展"),
)
_WIDTHS = (4, 12, 13, 8, 7, 8, 5, 6, 11, 5, 20, 11)


def build(session: Session, order: Order) -> Report:
    """The register of a unit and those below it, or of the county. Raises Refused as `the_period`."""
    period = the_period(session, order, _TITLE)
    title = f"{period.where.name}{_TITLE}"
    meta = period_meta(period, order, "topics", title, "YJTZ")
    items = [(sitting, item) for sitting in period.sittings for item in sitting.items]
    rows = tuple(
        (str(number), *_row(sitting, item, period)) for number, (sitting, item) in enumerate(items, 1)
    )
    blocks: list[Block] = [
        Title((title,)),
        *_counted(period, items),
        Heading("一、按类别统计"),
        _by_matter(items),
        Heading("二、议决事项"),
        Table("", _HEADINGS, _WIDTHS, rows),
        Sign(period.where.name, order.as_of),
    ]
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _counted(period: Period, items: list[tuple[Sitting, Item]]) -> Iterator[Block]:
    agenda = [item.agenda for _, item in items]
    outcomes = with_parts(len(items), "项次", by_value(one.outcome for one in agenda))
    yield Paragraph(f"{period.said}，{meetings_held(period)}")
    ways = with_parts(len(items), "项次", Counter(_way(item) for _, item in items))
    sudden = with_parts(len(items), "项次", by_value(_SUDDEN[one.is_extempore] for one in agenda))
    yield Paragraph(f"上会议题 {outcomes}；按表决方式 {ways}；按是否临时动议 {sudden}。")
    missing = not_on_record(
        "项次",
        {
            "宣布结果": sum(one.outcome is None for one in agenda),
            "四重一大类别": sum(item.topic.matter is None for _, item in items),
            "告知日期（临时动议除外）": sum(
                one.noticed_on is None and not one.is_extempore for one in agenda
            ),
            "应到名单": sum(not sitting.roster for sitting, _ in items),
        },
    )
    yield Paragraph(
        missing + "有密级的会议，议题名称和议定事项从略。请假、缺席和回避人员是否计入应到，见各次表决结果单。"
    )


def _way(item: Item) -> str:
    """How an item was voted; a struck round is a vote no more."""
    named = any(not one.ballot.is_void for one in item.named)
    secret = any(not one.is_void for one in item.secret)
    if named and secret:
        return "记名和无记名都有"
    return "记名表决" if named else "无记名票决" if secret else "没有表决记录"


def _by_matter(items: list[tuple[Sitting, Item]]) -> Table:
    matters = [*(str(one) for one in MajorMatter), "未归类"]
    outcomes = [*(str(one) for one in Outcome), UNRECORDED]
    counts: Counter[tuple[str, str]] = Counter()
    for _, item in items:
        counts[str(item.topic.matter or "未归类"), str(item.agenda.outcome or UNRECORDED)] += 1
    rows = [
        (
            matter,
            *(str(counts[matter, outcome] or "") for outcome in outcomes),
            str(sum(counts[matter, outcome] for outcome in outcomes)),
        )
        for matter in matters
    ]
    totals = [sum(counts[matter, outcome] for matter in matters) for outcome in outcomes]
    rows.append(("合计", *(str(total) for total in totals), str(sum(totals))))
    return Table("", ("四重一大类别", *outcomes, "合计"), (20, *([9] * len(outcomes)), 9), tuple(rows))


def _row(sitting: Sitting, item: Item, period: Period) -> tuple[str, ...]:
    meeting, agenda, topic = sitting.meeting, item.agenda, item.topic
    is_secret = meeting.secrecy in _STATE_SECRETS
    votes = votes_of(sitting, item, period.limits)
    quorum = quorum_of(sitting, period.limits, personnel=item.is_personnel)
    seated = f"{quorum.entitled.words}、{quorum.present.words}" if quorum.entitled.most else UNRECORDED
    told = agenda.noticed_on.isoformat() if agenda.noticed_on else UNRECORDED
    name = "（有密级，从略）" if is_secret else topic.title
    kind = "\n".join(str(one) for one in (topic.topic_class, topic.matter) if one)
    return (
        f"{meeting.held_on}\n{sitting.unit.name}{meeting.body or '会议'}\n{meeting.number}",
        f"{topic.number}\n{name}",
        kind or UNRECORDED,
        "－" if topic.amount_fen is None else bare(topic.amount_fen),
        told + ("\n临时动议" if agenda.is_extempore else ""),
        seated,
        "\n".join(dict.fromkeys(vote.method for vote in votes)) or "－",
        _results(sitting, votes, is_secret=is_secret),
        str(agenda.outcome or UNRECORDED) + ("\n会议无效" if meeting.invalid_reason else ""),
        "（从略）" if is_secret and agenda.decided_text else agenda.decided_text or "－",
        _tasks(item),
    )


def _results(sitting: Sitting, votes: list[Vote], *, is_secret: bool) -> str:
    if not votes:
        return "－"
    if decides_by_count(sitting.meeting.body) is False:
        return "不以票数决定"
    if len(votes) > _TOLD:
        said = with_parts(len(votes), "个表决对象", by_value(carried_words(vote.majority) for vote in votes))
        return said if is_secret else f"{votes[0].majority.base_words}\n{said}"
    if is_secret:
        return "\n".join(carried_words(vote.majority) for vote in votes)
    return "\n".join(f"{vote.majority.words}，{carried_words(vote.majority)}" for vote in votes)


def _tasks(item: Item) -> str:
    lines = []
    for one, unit in zip(item.resolutions, item.carried_out_by, strict=True):
        due = one.due_on.isoformat() if one.due_on else "期限未定"
        lines.append(f"{unit or '承办单位未登记'}，{due}，{one.state or '进展未登记'}")
    return "\n".join(lines) or item.agenda.implementing_written or "－"
