"""Works and other large matters: tender, gates, collective decision: FIN015, FIN017, FIN018 (R-HY-05)."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
)

from powerctl.areas.finance.queries import PROJECT, PROJECT_GATE, TRADE, UNDERTAKING, then
from powerctl.areas.matching.queries import decision_of, say_decision
from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.rulebook.finance.buying import TENDER, threshold_of_trade
from powerctl.rulebook.finance.frame import judged, of_numbered, yuan
from powerctl.rulebook.finance.joint import absent, facts, is_broken, is_complete, signatures
from powerctl.rulebook.question import Condition
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import (
    FINANCE_UNDERTAKINGS,
    Gate,
    PurchaseObject,
    Severity,
    TransactionKind,
    TransactionMethod,
)

_PUBLIC, _PERCENT = "finance.tender_public_fen", "finance.tender_public_percent"
_GATES = tuple(Gate)
_RULES_OF_TENDER = "必须招标的工程项目规定（2018）"


def _publicly_paid(day: ColumnElement[Any]) -> tuple[Condition, Condition]:
    """Whether public money makes a project one that must be tendered: certainly, and certainly not."""
    one = PROJECT.c
    least, percent = then(_PUBLIC, one.unit_id, day), then(_PERCENT, one.unit_id, day)
    share, whole = one.public_fen * 100, one.investment_fen * percent
    return and_(one.public_fen >= least, share >= whole), or_(one.public_fen < least, share < whole)


def _untendered_works() -> Select[Any]:
    """A row per project: its works were openly tendered, or need not be."""
    one, trade = PROJECT.c, TRADE.alias("works")
    day = one.approved_on
    bound = then(TENDER[PurchaseObject.WORKS], one.unit_id, day)
    is_works = or_(trade.c.bought == PurchaseObject.WORKS, trade.c.bought.is_(None))
    is_open = trade.c.method == TransactionMethod.OPEN_TENDER
    tenders = (
        select(
            trade.c.project_id,
            func.max(flag(and_(trade.c.bought == PurchaseObject.WORKS, is_open))).label("opened"),
            func.max(flag(and_(is_works, or_(trade.c.method.is_(None), is_open)))).label("maybe"),
            func.count().label("trades"),
        )
        .where(trade.c.project_id.is_not(None))
        .group_by(trade.c.project_id)
        .cte("tenders")
    )
    loose = TRADE.alias("loose")
    unlinked = exists().where(
        loose.c.unit_id == one.unit_id, loose.c.project_id.is_(None), ~is_blank(loose.c.project_written)
    )
    certainly, certainly_not = _publicly_paid(day)
    wanted = and_(certainly, one.investment_fen >= bound)
    begun = or_(tenders.c.trades > 0, one.started_on <= the_day())
    return of_numbered(
        PROJECT,
        judged(
            or_(tenders.c.opened == 1, certainly_not, one.investment_fen < bound),
            and_(wanted, begun, func.coalesce(tenders.c.maybe, 0) == 0, ~unlinked),
        ),
        literal("工程").label("bought"),
        one.investment_fen.label("price"),
        one.public_fen.label("public_money"),
        day.label("day"),
        bound.label("bound"),
        then(_PUBLIC, one.unit_id, day).label("least"),
        null().label("method"),
        func.coalesce(tenders.c.trades, 0).label("trades"),
        joins=((tenders, tenders.c.project_id == one.id),),
    )


def _untendered_trades() -> Select[Any]:
    """A row per trade of a project: openly tendered, or below the sum."""
    trade, one = TRADE.c, PROJECT.c
    certainly, certainly_not = _publicly_paid(trade.won_on)
    bound = threshold_of_trade()
    is_open = trade.method == TransactionMethod.OPEN_TENDER
    return of_numbered(
        TRADE,
        judged(
            or_(is_open, trade.price_fen < bound, certainly_not),
            and_(certainly, trade.price_fen >= bound, trade.method != TransactionMethod.OPEN_TENDER),
        ),
        func.coalesce(type_coerce(trade.bought, String), literal("标的未写明")).label("bought"),
        trade.price_fen.label("price"),
        one.public_fen.label("public_money"),
        trade.won_on.label("day"),
        bound.label("bound"),
        then(_PUBLIC, trade.unit_id, trade.won_on).label("least"),
        trade.method.label("method"),
        null().label("trades"),
        joins=((PROJECT, one.id == trade.project_id),),
        part="/招标",
    ).where(trade.project_id.is_not(None))


def _untendered() -> Select[Any]:
    both = _untendered_works().union_all(_untendered_trades()).subquery("tendering")
    return select(both)


def _say_untendered(row: Any) -> str:
    told = f"{row.bought} {yuan(row.price)}，其中项目财政资金 {yuan(row.public_money)}"
    if row.verdict == FINDING:
        wanted = f"{told}，达到必须招标的起点 {yuan(row.bound)}，应公开招标"
        if row.method is not None:
            return f"{wanted}，采用的方式是{row.method}"
        return f"{wanted}，登记的交易 {row.trades} 项，没有公开招标的"
    if row.price is None or row.public_money is None:
        reason = "金额没有登记完整"
    elif row.day is None:
        reason = "没有登记立项日期或成交日期"
    elif row.bound is None or row.least is None:
        reason = (
            "必须招标的起点未设定（powerctl limit set finance.tender_works、finance.tender_public_fen 等）"
        )
    elif row.trades is None:
        reason = "没有写明交易方式或标的"
    elif row.trades:
        reason = "登记的交易没有写明交易方式或标的"
    else:
        reason = "没有登记开工，也没有对应的交易，或有交易没有对应到项目"
    return f"{told}；{reason}，无法判断"


def _undecided() -> Select[Any]:
    of_kind = UNDERTAKING.c.kind.in_(FINANCE_UNDERTAKINGS)
    matters = _undecided_in(
        UNDERTAKING, of_kind, UNDERTAKING.c.kind, UNDERTAKING.c.amount_fen, "/重大事项"
    ).where(or_(of_kind, UNDERTAKING.c.kind.is_(None)))
    projects = _undecided_in(
        PROJECT, literal(True), literal("工程项目"), PROJECT.c.investment_fen, "/工程项目"
    )
    sold = TRADE.c.kind.in_((TransactionKind.LAND, TransactionKind.PROPERTY, TransactionKind.WORKS))
    trades = _undecided_in(TRADE, sold, TRADE.c.kind, TRADE.c.price_fen, "/交易").where(
        or_(sold, TRADE.c.kind.is_(None))
    )
    every = matters.union_all(projects, trades).subquery("financial_matters")
    return select(every)


def _undecided_in(
    table: FromClause, asked: Condition, what: ColumnElement[Any], amount: ColumnElement[Any], part: str
) -> Select[Any]:
    decision = decision_of(table)
    return of_numbered(
        table,
        judged(decision.carried, and_(decision.missing, asked)),
        decision.state,
        func.coalesce(type_coerce(what, String), "类别未写明的事项", type_=String).label("what"),
        flag(what.is_not(None)).label("told"),
        amount.label("amount"),
        joins=decision.joins,
        part=part,
    )


def _say_undecided(row: Any) -> str:
    wanted = f"{row.what}（{yuan(row.amount)}）属于财权议题，应由会议集体决定"
    if row.verdict == FINDING:
        return f"{wanted}，{say_decision(row.decision)}"
    reason = say_decision(row.decision)
    if not row.told:
        reason = "没有写明类别，" + reason
    return f"{wanted}；{reason}，无法判断"


def _gates_passed() -> Select[Any]:
    one, gate = PROJECT.c, PROJECT_GATE
    gates = signatures(
        gate, "project_id", "gate", _GATES, named=~is_blank(gate.c.signer_written), day=one.started_on
    )
    return of_numbered(
        PROJECT,
        judged(is_complete(gates, _GATES), and_(one.started_on <= the_day(), is_broken(gates, _GATES))),
        *facts(gates, _GATES),
        one.started_on.label("started_on"),
        joins=((gates, gates.c.record_id == one.id),),
    ).where(or_(one.started_on.is_(None), one.started_on <= the_day()))


def _say_gates(row: Any) -> str:
    wanted = f"开工前应经 {len(_GATES)} 道把关：{'、'.join(_GATES)}，登记 {row.rows} 道"
    if row.verdict == FINDING:
        if missing := absent(row, _GATES):
            return f"{wanted}，缺：{'、'.join(missing)}；开工日期 {row.started_on}"
        return f"{wanted}，{'有一道不同意' if row.refused else '有的签字晚于开工'}；开工日期 {row.started_on}"
    if row.started_on is None:
        return f"{wanted}；没有登记开工日期，无法判断"
    return f"{wanted}；有的没有写明签字人、日期或是否同意，无法判断"


FIN015 = Rule(
    code="FIN015",
    name="works-not-tendered-openly",
    title="必须招标的工程没有公开招标",
    severity=Severity.ERROR,
    cites=(
        Citation("R-HY-05", "诸暨", "科学分权"),
        Citation("R-HY-05", _RULES_OF_TENDER, "第2、5条", "V"),
    ),
    limits=(*TENDER.values(), _PUBLIC, _PERCENT),
    explanation=(
        "检查每个工程项目，和每项对应到项目的交易：财政资金达到规定的金额和比例、总投资或成交金额达到起点的，应公开招标。"
        "已有交易或已开工而没有公开招标的，算问题。立项、成交日期和金额、交易方式没有写明，起点未设定，"
        "或有交易没有对应到项目时，答“无法判断”。"
    ),
    advice="核对交易方式和项目：powerctl transaction edit；设定起点：powerctl limit set finance.tender_works",
    question=_untendered,
    say=_say_untendered,
    repeats=never,
)

FIN017 = Rule(
    code="FIN017",
    name="financial-matter-undecided",
    title="财权议题没有集体决策",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-05", "秀洲", "附件2 模本一 一-(三)-3"),),
    limits=(),
    explanation=(
        "检查每个工程项目，工程、土地、产权交易，和资产处置、对外投资、抵押担保、对外融资、异地存款、经营性土地使用权出让："
        "是否有会议通过的决策。采购另由 FIN013 检查。没有登记决策或议程未通过的算问题；没有写明类别，"
        "或决策依据找不到对应议程时，答“无法判断”。"
    ),
    advice="补登决策：powerctl project edit、powerctl transaction edit、powerctl undertaking edit",
    question=_undecided,
    say=_say_undecided,
    repeats=never,
)

FIN018 = Rule(
    code="FIN018",
    name="works-started-before-gates",
    title="开工前三道把关不全",
    severity=Severity.INFO,
    cites=(Citation("R-ZJ-03", "诸暨", "合理确权"),),
    limits=(),
    explanation=(
        "检查每个已开工或没有登记开工日期的工程项目：设计、预算、招标三道把关是否都在开工之前签字同意。"
        "缺一道、不同意或晚于开工的算问题。开工日期、签字人、签字日期没有写明时，答“无法判断”。"
    ),
    advice="登记把关情况：powerctl project gate",
    question=_gates_passed,
    say=_say_gates,
    repeats=never,
)
