"""Buying: who plans and decides, how openly, where: FIN013, FIN014, FIN016, DUTY009 (R-HY-05, R-XZ-02)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, null, or_

from powerctl.areas.finance.queries import TRADE, VENUE, certainly_in_force_on, is_named_only, then
from powerctl.areas.matching.queries import decision_of, say_decision
from powerctl.areas.organization.queries import DUTY, flag, is_blank
from powerctl.rulebook.finance.frame import judged, of_numbered, yuan
from powerctl.rulebook.question import Condition, source_of
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import OPEN_METHODS, DutyArea, PurchaseObject, Severity, TransactionKind

_SMALL, _OPEN_TENDER = "finance.purchase_small", "finance.purchase_open_tender"
TENDER = {
    PurchaseObject.WORKS: "finance.tender_works",
    PurchaseObject.GOODS: "finance.tender_goods",
    PurchaseObject.SERVICES: "finance.tender_services",
}
_BUYING = (TransactionKind.PROCUREMENT, TransactionKind.OWN_PURCHASE)
_ALWAYS = (TransactionKind.LAND, TransactionKind.PROPERTY)


def day_of_trade() -> ColumnElement[Any]:
    """The day whose limits count for a trade: that of the deal."""
    return TRADE.c.won_on


def _is_buying() -> Condition:
    return or_(TRADE.c.kind.is_(None), TRADE.c.kind.in_(_BUYING))


def _duty_of(person: ColumnElement[Any] | None, *more: Condition) -> Condition:
    """Somebody (or this person) was in charge of buying on the day of the decision, certainly."""
    duty = DUTY.alias()
    return exists().where(
        duty.c.unit_id == TRADE.c.unit_id,
        duty.c.area == DutyArea.PROCUREMENT,
        duty.c.direct.is_(True),
        certainly_in_force_on(duty, TRADE.c.decided_on),
        *((duty.c.person_id == person,) if person is not None else ()),
        *more,
    )


def _undecided_purchase() -> Select[Any]:
    trade, decision = TRADE.c, decision_of(TRADE)
    small = then(_SMALL, trade.unit_id, day_of_trade())
    other, vague = DUTY.alias("other_duty"), DUTY.alias("vague_duty")
    by_another = exists().where(
        other.c.unit_id == trade.unit_id,
        other.c.area == DutyArea.PROCUREMENT,
        other.c.direct.is_(True),
        certainly_in_force_on(other, trade.decided_on),
        other.c.person_id != trade.decider_id,
    )
    unclear = exists().where(
        vague.c.unit_id == trade.unit_id,
        vague.c.person_id == trade.decider_id,
        or_(vague.c.area.is_(None), vague.c.area == DutyArea.PROCUREMENT),
        vague.c.direct.is_not(False),
    )
    is_small = and_(trade.is_bulk.is_(False), trade.price_fen <= small)
    by_deputy = and_(is_small, ~is_blank(trade.planned_by_written), _duty_of(trade.decider_id))
    is_large = or_(trade.is_bulk.is_(True), trade.price_fen > small, trade.budget_fen > small)
    by_other = and_(is_small, by_another, ~unclear)
    return of_numbered(
        TRADE,
        judged(
            or_(decision.carried, by_deputy),
            and_(trade.kind.is_not(None), decision.missing, or_(func.coalesce(is_large, False), by_other)),
        ),
        decision.state,
        trade.price_fen.label("price"),
        trade.budget_fen.label("budget"),
        trade.is_bulk.label("bulk"),
        trade.kind.label("kind"),
        small.label("bound"),
        then(_SMALL, trade.unit_id, day_of_trade(), "cites").label("cites"),
        flag(is_large).label("large"),
        flag(is_blank(trade.planned_by_written)).label("unplanned"),
        joins=decision.joins,
    ).where(_is_buying())


def _say_purchase(row: Any) -> str:
    bound = f"零星采购最高金额 {yuan(row.bound)}" if row.bound is not None else "零星采购最高金额未设定"
    told = f"采购 {yuan(row.price if row.price is not None else row.budget)}（{bound}）"
    if row.verdict == FINDING and row.large:
        why = "大宗物资" if row.bulk else f"超过零星采购的（{source_of(row.cites)}）"
        return f"{told}，{why}应由班子集体决定，{say_decision(row.decision)}"
    if row.verdict == FINDING:
        return f"{told}，应由分管物资采购的领导审批，登记的审批人不是分管领导"
    if row.kind is None:
        reason = "没有写明交易类别"
    elif row.decision not in ("nothing", "turned_down"):
        reason = say_decision(row.decision)
    elif row.bound is None:
        reason = "限额或成交日期没有登记（powerctl limit set finance.purchase_small）"
    elif row.price is None or row.bulk is None:
        reason = "没有写明成交金额，或是否大宗物资"
    elif row.unplanned:
        reason = "没有登记提出计划的部门"
    else:
        reason = "没有登记审批人、审批日期，或审批之日的采购分工没有写明"
    return f"{told}；{reason}，无法判断"


def _closed_bulk() -> Select[Any]:
    trade = TRADE.c
    is_open = trade.method.in_(OPEN_METHODS)
    return of_numbered(
        TRADE,
        judged(
            is_open, and_(trade.is_bulk.is_(True), trade.kind.is_not(None), trade.method.not_in(OPEN_METHODS))
        ),
        trade.method.label("method"),
        trade.is_bulk.label("bulk"),
        flag(is_blank(trade.method_reason)).label("without_reason"),
    ).where(_is_buying(), trade.is_bulk.is_not(False))


def _say_closed(row: Any) -> str:
    wanted = "大宗物资应公开采购"
    if row.verdict == FINDING:
        reason = "没有登记理由" if row.without_reason else "登记了理由，经批准的请办理情况说明"
        return f"{wanted}，采用的方式是{row.method}，{reason}"
    if row.method is None:
        return f"{wanted}；没有写明交易方式，无法判断"
    missing = "是否大宗物资" if row.bulk is None else "交易类别"
    return f"{wanted}，采用的方式是{row.method}；没有写明{missing}，无法判断"


def threshold_of_trade() -> ColumnElement[Any]:
    """The sum from which a trade must be tendered, by what is bought; NULL: not set, or not said what."""
    trade = TRADE.c
    return case(
        *(
            (trade.bought == bought, then(name, trade.unit_id, day_of_trade()))
            for bought, name in TENDER.items()
        ),
        else_=null(),
    )


def _off_venue() -> Select[Any]:
    trade = TRADE.c
    open_tender = then(_OPEN_TENDER, trade.unit_id, day_of_trade())
    bound = case(
        (trade.kind == TransactionKind.PROCUREMENT, open_tender),
        (trade.kind == TransactionKind.WORKS, threshold_of_trade()),
        else_=null(),
    )
    listed = VENUE.alias("listed_venue")
    on_list = and_(
        trade.is_in_venue.is_(True),
        exists().where(
            listed.c.name == VENUE.c.name,
            listed.c.kind == trade.kind,
            certainly_in_force_on(listed, day_of_trade()),
        ),
    )
    below = and_(trade.kind.not_in(_ALWAYS), trade.price_fen < bound)
    wanted = or_(trade.kind.in_(_ALWAYS), trade.price_fen >= bound)
    return of_numbered(
        TRADE,
        judged(or_(on_list, below), and_(wanted, trade.is_in_venue.is_(False))),
        trade.kind.label("kind"),
        trade.price_fen.label("price"),
        bound.label("bound"),
        trade.is_in_venue.label("inside"),
        trade.won_on.label("won_on"),
        flag(trade.kind.in_(_ALWAYS)).label("always"),
        flag(VENUE.c.id.is_not(None)).label("found"),
        flag(is_named_only(TRADE, "venue")).label("named"),
        joins=((VENUE, VENUE.c.id == trade.venue_id),),
    ).where(or_(trade.kind.is_(None), trade.kind != TransactionKind.OWN_PURCHASE))


def _say_off_venue(row: Any) -> str:
    if row.kind is None:
        return "应进公共资源交易中心的交易，应在登记的交易场所进行；没有写明交易类别，无法判断"
    wanted = f"{row.kind}应在登记的公共资源交易场所进行"
    if row.verdict == FINDING:
        sum_of = "" if row.always else f"，成交 {yuan(row.price)}，达到起点 {yuan(row.bound)}"
        return f"{wanted}{sum_of}，登记为未进场"
    if row.inside is None:
        reason = "没有写明是否进场交易"
    elif row.inside is False:
        reason = "没有写明成交金额、成交日期、标的，或起点限额未设定"
    elif row.named:
        reason = "写明的场所没有登记为交易场所（powerctl venue add）"
    elif not row.found:
        reason = "没有登记在哪个场所"
    elif row.won_on is None:
        reason = "没有登记成交日期"
    else:
        reason = f"这一场所没有登记承办{row.kind}，或登记的起止日不含成交日期"
    return f"{wanted}；{reason}，无法判断"


def _alone() -> Select[Any]:
    trade, decision = TRADE.c, decision_of(TRADE)
    apart = trade.buyer_id != trade.decider_id
    one = and_(trade.buyer_id == trade.decider_id, trade.is_bulk.is_(True), trade.kind.is_not(None))
    undecided = and_(decision.missing, trade.is_bulk.is_(True), trade.kind.is_not(None))
    return of_numbered(
        TRADE,
        judged(and_(decision.carried, apart), or_(func.coalesce(one, False), undecided)),
        decision.state,
        flag(one).label("same"),
        trade.is_bulk.label("bulk"),
        trade.kind.label("kind"),
        flag(or_(trade.buyer_id.is_(None), trade.decider_id.is_(None))).label("unnamed"),
        joins=decision.joins,
    ).where(_is_buying(), trade.is_bulk.is_not(False))


def _say_alone(row: Any) -> str:
    wanted = "大宗物资采购应由会议决定，审批人与经办人应为 2 人"
    if row.verdict == FINDING:
        found = ["审批人与经办人是同一人"] if row.same else []
        found += [] if row.decision == "carried" else [say_decision(row.decision)]
        return f"{wanted}，{'；'.join(found)}"
    if row.bulk is None or row.kind is None:
        reason = "没有写明是否大宗物资，或交易类别"
    elif row.decision != "carried":
        reason = say_decision(row.decision)
    else:
        reason = "审批人或经办人没有登记，或没有对应到人员"
    return f"{wanted}；{reason}，无法判断"


FIN013 = Rule(
    code="FIN013",
    name="purchase-without-its-decision",
    title="采购没有按权限决定",
    severity=Severity.ERROR,
    cites=(Citation("R-HY-04", "秀洲", "附件1 一-5"),),
    limits=(_SMALL,),
    explanation=(
        "检查每项政府采购、自行采购：零星采购由部门提出计划、分管物资采购的领导审批，大宗或超过零星采购最高金额的由班子集体决定。"
        "应当集体决定而没有登记决策，或零星采购的审批人不是分管领导的，算问题。限额未设定，金额、是否大宗、计划部门、"
        "审批人和审批日期没有写明，或决策依据找不到对应议程时，答“无法判断”。"
    ),
    advice=(
        "补登决策、计划部门和审批人：powerctl transaction edit；"
        "设定限额：powerctl limit set finance.purchase_small"
    ),
    question=_undecided_purchase,
    say=_say_purchase,
    repeats=never,
)

FIN014 = Rule(
    code="FIN014",
    name="bulk-goods-not-bought-openly",
    title="大宗物资没有公开采购",
    severity=Severity.ERROR,
    cites=(Citation("R-HY-05", "诸暨", "科学分权"),),
    limits=(),
    explanation=(
        "检查每项没有写明不是大宗物资的采购：交易方式是否为公开招标、招标出让、拍卖、挂牌之一。"
        "大宗物资用了其他方式的算问题，经批准的办理情况说明。交易方式、是否大宗没有写明时，答“无法判断”。"
    ),
    advice="核对交易方式：powerctl transaction edit；经批准的例外：powerctl waive",
    question=_closed_bulk,
    say=_say_closed,
    repeats=never,
)

FIN016 = Rule(
    code="FIN016",
    name="trade-outside-the-centre",
    title="应进场的交易没有进公共资源交易中心",
    severity=Severity.ERROR,
    cites=(Citation("R-HY-05", "花垣", "二·四"),),
    limits=(*TENDER.values(), _OPEN_TENDER),
    explanation=(
        "检查每项工程招投标、政府采购、土地出让、产权交易：是否在登记的交易场所进行；土地出让、产权交易不论金额，"
        "工程和采购达到招标起点的应当进场。场所承办哪一类交易逐类登记，没有写明类别的不算。登记为未进场的算问题。"
        "交易场所没有登记，类别、金额、成交日期没有写明，"
        "或起点限额未设定时，答“无法判断”。"
    ),
    advice="登记交易场所：powerctl venue add；核对交易：powerctl transaction edit",
    question=_off_venue,
    say=_say_off_venue,
    repeats=never,
)

DUTY009 = Rule(
    code="DUTY009",
    name="bulk-buying-by-one-person",
    title="大宗物资采购由一人决定或一人经办",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-02", "秀洲", "附件1 一-5"),),
    limits=(),
    explanation=(
        "检查每项没有写明不是大宗物资的采购：是否有通过的会议决策，审批人与经办人是否不是同一人。"
        "没有登记决策，或同一人审批又经办的，算问题。是否大宗、审批人、经办人没有写明或没有对应到人员，"
        "决策依据找不到对应议程时，答“无法判断”。"
    ),
    advice="由会议决定，审批与经办分开，并登记：powerctl transaction edit",
    question=_alone,
    say=_say_alone,
    repeats=never,
)
