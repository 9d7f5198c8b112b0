"""What was done without a meeting, or before it: MTG002, MTG003 (R-ZJ-03).

Only a decision on record passes. An automatic match never does: it turns a finding into a question.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, String, and_, case, func, literal, null, or_, select

from powerctl.areas.matching.answers import LINKED, is_carried
from powerctl.areas.matching.coverage import (
    FLOOR,
    Asked,
    asked,
    certainly_covered,
    may_be_covered,
    possible_line,
    units_without_catalogue,
)
from powerctl.areas.matching.kinds import (
    AGENDA_ITEM,
    DECIDED,
    EXPENDITURE,
    MEETING,
    TOPIC,
    TRADE,
    Decided,
    key_of,
    subject_of,
)
from powerctl.areas.matching.queries import CARRIED, TURNED_DOWN, VAGUE, decision_of, say_decision
from powerctl.areas.organization.queries import BATCH, UNIT, origin, unit_key, unit_name
from powerctl.rulebook.finance.frame import judged, of_rows, yuan
from powerctl.rulebook.question import Condition, LeftJoin
from powerctl.rulebook.rule import FINDING, UNKNOWN, Citation, Rule
from powerctl.terms import AppointmentState, ExpenditureState, MatterKind, Severity

_CATALOGUE = "决策事项目录"


def _item(one: Decided) -> ColumnElement[str]:
    key = key_of(one, UNIT)
    return key if one.kind is MatterKind.EXPENDITURE else key.concat(f"/{one.kind.value}")


def _undecided_of(one: Asked) -> Select[Any]:
    decision, table = decision_of(one.of.table), one.of.table
    certain = and_(one.certain, certainly_covered(one))
    finding = and_(certain, decision.missing)
    line = possible_line(one)
    return of_rows(
        table,
        _item(one.of),
        subject_of(one.of),
        judged(decision.carried, finding),
        literal(one.of.kind.value, String).label("kind"),
        one.of.amount.label("amount"),
        one.of.around.label("day"),
        decision.state,
        decision.likely_key.label("likely_key"),
        line.label("line"),
        case((certain, 1), else_=0).label("covered"),
        joins=((FLOOR, may_be_covered(one)), *decision.joins),
    ).where(FLOOR.c.unit_id.is_not(None), one.possible, one.acted, line.is_not(None))


def _units_without() -> Select[Any]:
    without = units_without_catalogue().cte("units_without_catalogue")
    return (
        select(
            unit_key(UNIT, without.c.unit_id).concat(f"/{_CATALOGUE}").label("item"),
            without.c.unit_id.label("unit_id"),
            literal(UNKNOWN).label("verdict"),
            unit_name(UNIT, without.c.unit_id).label("subject"),
            origin(UNIT, BATCH).label("origin"),
            literal(_CATALOGUE, String).label("kind"),
            null().label("amount"),
            null().label("day"),
            null().label("decision"),
            null().label("likely_key"),
            null().label("line"),
            literal(0).label("covered"),
        )
        .select_from(without.outerjoin(UNIT, UNIT.c.id == without.c.unit_id))
        .outerjoin(BATCH, BATCH.c.id == UNIT.c.batch_id)
    )


def _undecided() -> Select[Any]:
    kinds = [_undecided_of(one) for one in asked()]
    return select(kinds[0].union_all(*kinds[1:], _units_without()).subquery("undecided"))


def _say_undecided(row: Any) -> str:
    if row.kind == _CATALOGUE:
        return "本单位没有登记决策事项目录，哪些支出、交易、项目和任免应由会议决定，无法判断"
    amount = f" {yuan(row.amount)}" if row.amount is not None else ""
    day = row.day or "日期未登记"
    told = f"{row.kind}{amount}（{day}），目录事项“{row.line}”"
    said = say_decision(row.decision, row.likely_key)
    if row.verdict == FINDING:
        return f"{told}应由会议决定；{said}"
    if not row.covered:
        said = f"目录没有写明类别、起日或金额标准，或本笔没有写明类别、日期、金额；{said}"
    return f"{told}；{said}，无法判断"


MTG002 = Rule(
    code="MTG002",
    name="catalogue-matter-never-decided",
    title="目录内的事项没有上会",
    severity=Severity.ERROR,
    cites=(
        Citation("R-ZJ-03", "诸暨", "有效制权"),
        Citation("R-XZ-05", "秀洲", "二·四"),
        Citation("R-XZ-05", "陈仓", "附件1 二-1"),
        Citation("R-HY-03", "花垣", "二·一"),
    ),
    limits=(),
    explanation=(
        "检查决策事项目录可能涵盖的每笔支出、每项交易、工程项目、重大事项、任免和人事事项：是否有会议通过的决策，"
        "或经核对关联的会议议程。目录中写明类别、起日、金额标准并且涵盖的，没有决策算问题。"
        "只找到相近的议程、写明的决策找不到议程、目录或记录没有写全，或单位没有登记目录时，答“无法判断”。"
    ),
    advice="核对：powerctl match pairs；关联：powerctl match link；确认不是同一件：powerctl match rule-out",
    question=_undecided,
    say=_say_undecided,
)


def _executed(one: Decided) -> Condition:
    """Leaves out what is said not to have been carried out."""
    if one.kind is MatterKind.EXPENDITURE:
        state = EXPENDITURE.c.state
        unpaid = (ExpenditureState.PENDING, ExpenditureState.RETURNED, ExpenditureState.VOID)
        return or_(state.is_(None), one.done.is_not(None), state.not_in(unpaid))
    if one.kind is MatterKind.APPOINTMENT:
        state = one.table.c.state
        under_way = (AppointmentState.RUNNING, AppointmentState.DEFERRED, AppointmentState.STOPPED)
        return or_(state.is_(None), one.done.is_not(None), state.not_in(under_way))
    return literal(True)


def _early_of(one: Decided, done: ColumnElement[Any], part: str = "") -> Select[Any]:
    decision, table = decision_of(one.table), one.table
    early = and_(done < decision.held_on, ~decision.undated)
    linked = select(LINKED.c.record_id).where(LINKED.c.kind == one.kind.value)
    return of_rows(
        table,
        _item(one).concat(part) if part else _item(one),
        subject_of(one),
        judged(and_(decision.carried, done >= decision.held_on), and_(decision.carried, early)),
        literal(one.kind.value, String).label("kind"),
        done.label("done_on"),
        decision.held_on.label("held_on"),
        decision.state,
        joins=decision.joins,
    ).where(
        or_(table.c.agenda_item_id.is_not(None), table.c.id.in_(linked)),
        decision.state != TURNED_DOWN,
    )


def _early_items() -> Select[Any]:
    """Items of an agenda whose own record says from when on they were carried out."""
    item, meeting, topic = AGENDA_ITEM, MEETING, TOPIC
    source: FromClause = item.outerjoin(meeting, meeting.c.id == item.c.meeting_id)
    joins: tuple[LeftJoin, ...] = (
        (topic, topic.c.id == item.c.topic_id),
        (UNIT, UNIT.c.id == meeting.c.unit_id),
        (BATCH, BATCH.c.id == item.c.batch_id),
    )
    for target, on in joins:
        source = source.outerjoin(target, on)
    carried = is_carried(item, meeting)
    key = unit_key(UNIT, meeting.c.unit_id).concat("/").concat(meeting.c.number)
    return (
        select(
            key.concat("/").concat(topic.c.number).label("item"),
            meeting.c.unit_id.label("unit_id"),
            judged(
                and_(carried, item.c.executed_on >= meeting.c.held_on),
                and_(carried, item.c.executed_on < meeting.c.held_on),
            ).label("verdict"),
            topic.c.title.label("subject"),
            origin(item, BATCH).label("origin"),
            literal(MatterKind.AGENDA_ITEM.value, String).label("kind"),
            item.c.executed_on.label("done_on"),
            meeting.c.held_on.label("held_on"),
            case((carried, CARRIED), else_=VAGUE).label("decision"),
        )
        .select_from(source)
        .where(
            item.c.executed_on.is_not(None),
            or_(item.c.outcome.is_(None), func.coalesce(carried, True)),
            meeting.c.id.is_not(None),
            topic.c.id.is_not(None),
        )
    )


def _early() -> Select[Any]:
    kinds = [_early_of(one, one.done).where(_executed(one)) for one in DECIDED]
    trade = next(one for one in DECIDED if one.kind is MatterKind.TRANSACTION)
    delivered = _early_of(trade, TRADE.c.delivered_on, "/交付").where(TRADE.c.delivered_on.is_not(None))
    return select(kinds[0].union_all(*kinds[1:], delivered, _early_items()).subquery("early"))


def _say_early(row: Any) -> str:
    told = f"{row.kind}应先决策、后执行"
    if row.verdict == FINDING:
        return f"{told}：执行 {row.done_on}，会议 {row.held_on}，先执行后决策"
    if row.done_on is None:
        reason = "没有登记执行（支付、签约、开工、办理、任职）日期"
    elif row.decision != CARRIED:
        reason = say_decision(row.decision)
    else:
        reason = "会议没有登记召开日期"
    return f"{told}；{reason}，无法判断"


MTG003 = Rule(
    code="MTG003",
    name="carried-out-before-decided",
    title="先执行后决策",
    severity=Severity.ERROR,
    cites=(Citation("R-ZJ-03", "秀洲", "二·四"),),
    limits=(),
    explanation=(
        "检查有会议决策的每笔支出、每项交易、工程项目、重大事项、任免和人事事项，以及写明开始执行日期的会议议程："
        "会议召开日期是否不晚于支付、签约、交付、开工、办理、任职或执行的日期；有几次会议的，看最早通过的一次。"
        "日期、会议结果或会议类型没有登记时，答“无法判断”。"
    ),
    advice="核对两边的日期：powerctl meeting show；更正支出：powerctl spend edit；核对：powerctl match pairs",
    question=_early,
    say=_say_early,
)

OMISSION_RULES = (MTG002, MTG003)
