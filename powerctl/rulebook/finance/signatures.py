"""Signatures on vouchers: order, completeness, those sent back: FIN005, FIN006, FIN007 (R-CC-03)."""

from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select

from powerctl.areas.finance.queries import EXPENDITURE, SIGN_OFF, then
from powerctl.areas.finance.signing import (
    BITS,
    DECIDING,
    LADDER_SPAN,
    ROUND,
    SIGN_ORDER,
    SIGNED,
    THREE,
    ladder_of_payment,
    required_mask,
    roles_in,
)
from powerctl.areas.organization.queries import flag
from powerctl.rulebook.finance.frame import judged, of_payments, payments
from powerctl.rulebook.question import Condition, source_of
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import ExpenditureState, Severity, SignDecision, SignerRole

_CROSS = "finance.own_voucher_cross_sign"
_CITES = (Citation("R-CC-03", "陈仓", "二·七"),)
_NO_LADDER = (
    "支付之日没有登记审签程序（powerctl ladder add），"
    "按分管领导、纪委书记（纪检组长）、一把手的顺序看没有问题"
)


def _is_signed() -> Condition:
    return EXPENDITURE.c.id.in_(select(ROUND.c.expenditure_id))


def _vouchers() -> Select[Any]:
    return payments().where(_is_signed())


def _out_of_order() -> Select[Any]:
    order, span = SIGN_ORDER.c, LADDER_SPAN.c
    passed = and_(span.certain == 1, order.steps > 0, order.up == order.steps)
    return of_payments(
        judged(passed, or_(order.turned == 1, order.early == 1)),
        order.turned,
        order.early,
        func.coalesce(order.steps, 0).label("steps"),
        func.coalesce(order.without_role, 0).label("without_role"),
        func.coalesce(order.undated, 0).label("undated"),
        span.certain.label("ladder"),
        joins=(
            (SIGN_ORDER, order.expenditure_id == EXPENDITURE.c.id),
            (LADDER_SPAN, ladder_of_payment()),
        ),
    ).where(_is_signed())


def _say_order(row: Any) -> str:
    if row.verdict == FINDING:
        found = "先后与审签程序相反" if row.turned else "在后的审签日期早于在前的"
        return f"审签应依程序逐级进行，最后一轮 {row.steps} 个审签环节中，有的{found}"
    if row.paid_on is None:
        reason = "没有登记支付日期"
    elif row.without_role:
        reason = f"{row.without_role} 个审签没有写明审签人身份"
    elif row.undated:
        reason = f"{row.undated} 个审签没有写明日期"
    elif row.ladder is None:
        reason = _NO_LADDER
    elif not row.ladder:
        reason = "审签程序没有写明起日"
    else:
        reason = "审签人身份不在审签程序之中，或同一身份在程序中有两个位置"
    return f"最后一轮登记 {row.steps} 个审签环节；{reason}，无法判断"


def _incomplete() -> Select[Any]:
    payment, signed, span = EXPENDITURE.c, SIGNED.c, LADDER_SPAN.c
    required = func.coalesce(required_mask(), 0)
    cross = then(_CROSS, payment.unit_id, payment.paid_on)
    has_cross = signed.signed.op("&")(BITS[SignerRole.CROSS]) > 0
    own = exists().where(
        SIGN_OFF.c.expenditure_id == payment.id,
        SIGN_OFF.c.round == signed.last_round,
        SIGN_OFF.c.person_id == payment.handler_id,
        SIGN_OFF.c.role.in_([role for role, bit in BITS.items() if bit & DECIDING]),
    )
    not_own = or_(cross == 0, has_cross, and_(cross == 1, payment.handler_id.is_not(None), ~own))
    apart = and_(
        signed.without_role == 0,
        signed.known_deciders == signed.deciders,
        signed.deciding_persons == signed.deciders,
    )
    passed = and_(
        span.certain == 1,
        payment.amount_fen.is_not(None),
        signed.agreed == signed.lines,
        required.op("&")(signed.signed) == required,
        apart,
        not_own,
    )
    twice = signed.deciding_persons < signed.known_deciders
    wanted = case((span.unit_id.is_not(None), required), else_=THREE)
    missing = and_(
        signed.without_role == 0, wanted.op("&")(signed.present) != wanted, payment.paid_on.is_not(None)
    )
    unchecked = and_(cross == 1, ~has_cross, own, signed.without_role == 0)
    return of_payments(
        judged(passed, or_(missing, twice, unchecked)),
        wanted.label("wanted"),
        signed.present,
        signed.signed,
        flag(missing).label("missing"),
        flag(twice).label("twice"),
        flag(unchecked).label("unchecked"),
        signed.without_role,
        (signed.lines - signed.agreed).label("not_agreed"),
        (signed.deciders - signed.known_deciders).label("unnamed"),
        span.certain.label("ladder"),
        payment.handler_id.label("handler"),
        then(_CROSS, payment.unit_id, payment.paid_on, "cites").label("cites"),
        joins=(
            (SIGNED, signed.expenditure_id == payment.id),
            (LADDER_SPAN, ladder_of_payment()),
        ),
    ).where(_is_signed())


def _say_incomplete(row: Any) -> str:
    wanted = f"应由{'、'.join(roles_in(row.wanted))}分别审签"
    if row.verdict == FINDING:
        found = []
        if row.missing:
            absent = roles_in(row.wanted & ~row.present)
            found.append(f"缺 {len(absent)} 个：{'、'.join(absent)}")
        if row.twice:
            found.append("同一人签了两个环节")
        if row.unchecked:
            found.append(f"审签人自己经办的票据没有他人联签（{source_of(row.cites)}）")
        return f"{wanted}，{'；'.join(found)}"
    if row.paid_on is None or row.amount is None:
        reason = "没有登记支付日期或金额"
    elif row.without_role:
        reason = f"{row.without_role} 个审签没有写明审签人身份"
    elif row.not_agreed:
        reason = f"{row.not_agreed} 个审签没有写明同意"
    elif row.unnamed:
        reason = f"{row.unnamed} 个审签人没有对应到人员"
    elif row.ladder is None:
        reason = _NO_LADDER
    elif not row.ladder:
        reason = "审签程序没有写明起日"
    elif row.handler is None:
        reason = "没有登记经办人，或没有对应到人员，看不出是否审签了自己的票据"
    else:
        reason = "审签人身份或人员没有登记完整"
    return f"{wanted}；{reason}，无法判断"


def _paid_after_return() -> Select[Any]:
    payment, signed = EXPENDITURE.c, SIGNED.c
    again = and_(signed.last_round > signed.returned_round, signed.agreed == signed.lines)
    passed = and_(again, signed.dated == signed.lines, signed.signed_last <= payment.paid_on)
    is_paid = or_(payment.paid_on.is_not(None), payment.state == ExpenditureState.PAID)
    return of_payments(
        judged(
            passed,
            and_(
                is_paid,
                or_(
                    signed.last_round == signed.returned_round,
                    and_(again, signed.signed_last > payment.paid_on),
                ),
            ),
        ),
        signed.returned_round,
        signed.last_round,
        signed.signed_last,
        flag(is_paid).label("is_paid"),
        flag(signed.agreed == signed.lines).label("agreed"),
        joins=((SIGNED, signed.expenditure_id == payment.id),),
    ).where(_is_returned())


def _is_returned() -> Condition:
    returned = (
        select(SIGN_OFF.c.expenditure_id)
        .where(SIGN_OFF.c.decision == SignDecision.RETURNED)
        .scalar_subquery()
    )
    return EXPENDITURE.c.id.in_(returned)


def _returned() -> Select[Any]:
    return payments().where(_is_returned())


def _say_returned(row: Any) -> str:
    told = f"第 {row.returned_round} 轮审签退回"
    if row.verdict == FINDING:
        if row.last_round == row.returned_round:
            return f"{told}，之后没有重新审签，已经支付（{row.paid_on or '日期未登记'}）"
        return f"{told}，重新审签到 {row.signed_last} 才完成，{row.paid_on} 已经支付"
    if not row.is_paid:
        reason = "没有登记是否支付"
    elif row.paid_on is None:
        reason = "没有登记支付日期"
    elif not row.agreed:
        reason = "之后的审签没有全部写明同意"
    else:
        reason = "之后的审签没有全部写明日期"
    return f"{told}；{reason}，无法判断"


FIN005 = Rule(
    code="FIN005",
    name="signed-out-of-order",
    title="审签次序颠倒",
    severity=Severity.ERROR,
    cites=_CITES,
    limits=(),
    explanation=(
        "检查每笔有审签记录的支出：最后一轮审签的先后、日期是否依审签程序由前到后。审签程序由县里或本单位登记；"
        "没有登记的，按分管领导、纪委书记（纪检组长）、一把手的次序看，颠倒算问题，没有颠倒答“无法判断”。"
        "审签人身份、日期、支付日期没有写明时，答“无法判断”。"
    ),
    advice="核对票据，更正审签记录：powerctl sign edit；登记审签程序：powerctl ladder add",
    question=_out_of_order,
    say=_say_order,
    repeats=never,
    examined=_vouchers,
)

FIN006 = Rule(
    code="FIN006",
    name="signatures-missing-or-doubled",
    title="审签缺人或一人多签",
    severity=Severity.ERROR,
    cites=_CITES,
    limits=(_CROSS,),
    explanation=(
        "检查每笔有审签记录的支出：审签程序要求的人是否都签了同意，审批的几个环节是否为不同的人，"
        "审签人自己经办的票据是否有他人联签。没有登记审签程序的，按三审三签看，缺人算问题，齐全答“无法判断”。"
        "审签人没有对应到人员、没有写明身份或意见，没有登记经办人时，答“无法判断”。"
    ),
    advice="补齐审签：powerctl sign add；登记审签程序：powerctl ladder add",
    question=_incomplete,
    say=_say_incomplete,
    repeats=never,
    examined=_vouchers,
)

FIN007 = Rule(
    code="FIN007",
    name="returned-voucher-paid",
    title="退回的票据未经重新审签就支付",
    severity=Severity.ERROR,
    cites=_CITES,
    limits=(),
    explanation=(
        "检查每笔有过退回、已经支付或没有写明未付的支出：退回之后是否有全部同意的新一轮审签，且不晚于支付日期。"
        "没有登记是否支付，新一轮审签的意见、日期没有写全时，答“无法判断”。"
    ),
    advice="核对支付依据，补登审签：powerctl sign add；未付的写明状态：powerctl spend edit",
    question=_paid_after_return,
    say=_say_returned,
    repeats=never,
    examined=_returned,
)
