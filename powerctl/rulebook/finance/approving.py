"""Who approved a payment, and whether the sum was his to approve: FIN001 … FIN004 (R-HY-04)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select

from powerctl.areas.finance.authority import (
    APPROVAL_SPAN,
    NARROW_LIMIT,
    NO_BOUND,
    own_post_covers,
    span_of_approver,
)
from powerctl.areas.finance.queries import APPROVAL_LIMIT, EXPENDITURE, then
from powerctl.areas.matching.queries import NOTHING, decision_of, say_decision
from powerctl.areas.organization.queries import (
    DUTY,
    TENURE,
    UNIT,
    certain_duty,
    certainly_in_force,
    flag,
    possibly_in_force,
)
from powerctl.rulebook.finance.frame import judged, of_payments, payments, yuan
from powerctl.rulebook.question import Condition, of_units, source_of
from powerctl.rulebook.rule import Citation, Rule, never
from powerctl.terms import ApproverRole, DutyArea, Severity, SpendingScope, UnitKind

_DEPUTY, _TEAM = "finance.deputy_limit", "finance.team_limit"
_COUNTY, _NON_PRODUCTIVE = "finance.county_large_sum", "finance.non_productive_limit"
_LADDER = (Citation("R-HY-04", "花垣", "二·三"), Citation("R-HY-04", "秀洲", "附件1 一-1"))


def _without_limit() -> Select[Any]:
    units = (
        select(DUTY.c.unit_id, func.max(flag(certain_duty())).label("certain"))
        .where(DUTY.c.area == DutyArea.FINANCE, DUTY.c.direct.is_not(False), possibly_in_force(DUTY))
        .group_by(DUTY.c.unit_id)
        .cte("finance_deputies")
    )
    stated = or_(APPROVAL_LIMIT.c.amount_fen.is_not(None), APPROVAL_LIMIT.c.is_unlimited.is_(True))
    in_force = and_(stated, certainly_in_force(APPROVAL_LIMIT), APPROVAL_LIMIT.c.scope == SpendingScope.ALL)
    of_post = exists().where(
        TENURE.c.post_id == APPROVAL_LIMIT.c.post_id,
        TENURE.c.person_id == DUTY.c.person_id,
        DUTY.c.unit_id == APPROVAL_LIMIT.c.unit_id,
        DUTY.c.area == DutyArea.FINANCE,
        certain_duty(),
        certainly_in_force(DUTY),
        certainly_in_force(TENURE),
    )
    of_rank = APPROVAL_LIMIT.c.role == ApproverRole.DEPUTY
    may = or_(APPROVAL_LIMIT.c.role == ApproverRole.DEPUTY, APPROVAL_LIMIT.c.role.is_(None))
    table = (
        select(
            APPROVAL_LIMIT.c.unit_id,
            func.max(flag(and_(in_force, or_(of_rank, of_post)))).label("stated"),
            func.max(
                flag(and_(possibly_in_force(APPROVAL_LIMIT), or_(may, APPROVAL_LIMIT.c.post_id.is_not(None))))
            ).label("possible"),
            func.count().label("rows"),
        )
        .group_by(APPROVAL_LIMIT.c.unit_id)
        .cte("limits_of_units")
    )
    certain = units.c.certain == 1
    return of_units(
        units,
        literal("财务审批权限"),
        judged(
            and_(certain, table.c.stated == 1),
            and_(certain, table.c.rows > 0, table.c.possible == 0),
        ),
        units.c.certain.label("certain"),
        func.coalesce(table.c.rows, 0).label("rows"),
        func.coalesce(table.c.possible, 0).label("possible"),
        joins=((table, table.c.unit_id == units.c.unit_id),),
    )


def _say_without_limit(row: Any) -> str:
    wanted = "分管财务的领导应有写明最高金额的审批权限"
    if row.certain and row.rows and not row.possible:
        return f"{wanted}，本单位登记的 {row.rows} 条审批权限中，检查日有效的分管领导权限 0 条"
    if not row.certain:
        return f"{wanted}；财务分工没有写明是否直接分管或起日，无法判断"
    if not row.rows:
        return f"{wanted}；本单位没有登记审批权限（0 条），无法判断"
    return f"{wanted}；审批权限没有写明层级、适用范围、金额或起日，无法判断"


def _over() -> tuple[Condition, ColumnElement[Any]]:
    """The sum is beyond whatever the approver may approve alone; and what that is at most."""
    payment, span, narrow = EXPENDITURE.c, APPROVAL_SPAN.c, NARROW_LIMIT.c
    general = case(
        (span.unit_id.is_not(None), span.greatest), else_=then(_DEPUTY, payment.unit_id, payment.paid_on)
    )
    # A limit for this kind of spending goes before the one for all kinds.
    most = case(
        (narrow.certain == 1, narrow.greatest),
        (narrow.certain == 0, func.max(general, narrow.greatest)),
        else_=general,
    )
    return most < payment.amount_fen, most


def _within() -> Condition:
    """The sum is certainly within what the approver's rank may approve, whatever kind of spending it is."""
    payment, span, narrow = EXPENDITURE.c, APPROVAL_SPAN.c, NARROW_LIMIT.c
    of_all_kinds = and_(span.certain == 1, span.least >= payment.amount_fen)
    of_its_kind = narrow.least >= payment.amount_fen
    return and_(
        payment.paid_on.is_not(None),
        case(
            (narrow.certain == 1, of_its_kind),
            (narrow.certain == 0, and_(of_its_kind, of_all_kinds)),
            else_=of_all_kinds,
        ),
    )


def _beyond_authority() -> Select[Any]:
    payment, span = EXPENDITURE.c, APPROVAL_SPAN.c
    decision = decision_of(EXPENDITURE)
    team = then(_TEAM, payment.unit_id, payment.paid_on)
    over, most = _over()
    is_county = UNIT.c.kind == UnitKind.COUNTY
    alone = or_(
        _within(),
        payment.amount_fen <= 0,
    )
    enough = or_(
        alone,
        and_(payment.approver_id.is_not(None), own_post_covers()),
        decision.by_superior,
        and_(decision.carried, or_(is_county, payment.amount_fen <= team)),
    )
    beyond_team = and_(
        *(decision.carried, ~decision.by_superior, payment.amount_fen > team),
        *(UNIT.c.parent_id.is_not(None), UNIT.c.kind != UnitKind.COUNTY),
    )
    return of_payments(
        judged(enough, and_(over, or_(decision.missing, beyond_team))),
        decision.state,
        most.label("most"),
        flag(or_(span.unit_id.is_not(None), NARROW_LIMIT.c.certain == 1)).label("has_limits"),
        team.label("team"),
        payment.approver_role.label("role"),
        NARROW_LIMIT.c.certain.label("narrow"),
        then(_DEPUTY, payment.unit_id, payment.paid_on, "cites").label("deputy_cites"),
        then(_TEAM, payment.unit_id, payment.paid_on, "cites").label("team_cites"),
        joins=(
            (APPROVAL_SPAN, span_of_approver()),
            (NARROW_LIMIT, NARROW_LIMIT.c.expenditure_id == payment.id),
            *decision.joins,
        ),
        settled=alone,
    )


def _say_beyond(row: Any) -> str:
    wanted = f"支出 {yuan(row.amount)}"
    if row.verdict == 2 and row.decision not in (NOTHING, "turned_down"):
        source = source_of(row.team_cites)
        return f"{wanted}，超过班子审批的最高金额 {yuan(row.team)}（{source}），没有上级班子的决策"
    if row.verdict == 2:
        whose = "登记的审批权限" if row.has_limits else "分管领导的最高金额"
        source = "" if row.has_limits else f"（{source_of(row.deputy_cites)}）"
        return f"{wanted}，超过{whose} {yuan(row.most)}{source}，{say_decision(row.decision)}"
    return f"{wanted}；{_doubt_of_authority(row)}，无法判断"


def _doubt_of_authority(row: Any) -> str:
    if row.amount is None:
        return "没有登记金额"
    if row.paid_on is None:
        return "没有登记支付日期"
    if row.decision == "carried":
        if row.team is None:
            return "有通过的集体决策，但班子审批的最高金额未设定（powerctl limit set finance.team_limit）"
        return "有通过的集体决策，但金额超过班子的权限，作出决策的单位是否上级没有写明"
    if row.most is None:
        return (
            "支付之日没有登记审批人的权限，限额也未设定"
            "（powerctl approval add，或 powerctl limit set finance.deputy_limit）"
        )
    if row.decision in (NOTHING, "turned_down"):
        if row.most == NO_BOUND or row.amount <= row.most:
            who = "审批层级" if row.role is None else f"{row.role}在支付之日的审批权限"
            who = "是否非生产性开支或支出类别" if row.narrow == 0 else who
            return f"{who}没有写明，{say_decision(row.decision)}"
        return say_decision(row.decision)
    return say_decision(row.decision)


def _non_productive() -> Select[Any]:
    payment, decision = EXPENDITURE.c, decision_of(EXPENDITURE)
    bound = then(_NON_PRODUCTIVE, payment.unit_id, payment.paid_on)
    small = or_(payment.amount_fen <= bound, payment.amount_fen <= 0)
    passed = or_(decision.carried, small)
    finding = and_(payment.is_non_productive.is_(True), payment.amount_fen > bound, decision.missing)
    return of_payments(
        judged(passed, finding),
        decision.state,
        bound.label("bound"),
        then(_NON_PRODUCTIVE, payment.unit_id, payment.paid_on, "cites").label("cites"),
        payment.is_non_productive.label("flagged"),
        joins=decision.joins,
        settled=small,
    ).where(payment.is_non_productive.is_not(False))


def _not_said_productive() -> Select[Any]:
    return payments().where(EXPENDITURE.c.is_non_productive.is_not(False))


def _say_non_productive(row: Any) -> str:
    told = f"非生产性开支 {yuan(row.amount)}"
    if row.verdict == 2:
        return f"{told}，超过 {yuan(row.bound)}（{source_of(row.cites)}），{say_decision(row.decision)}"
    return f"支出 {yuan(row.amount)}；{_doubt_of_sum(row, row.bound, _NON_PRODUCTIVE)}，无法判断"


def _doubt_of_sum(row: Any, bound: int | None, name: str) -> str:
    if row.amount is None:
        return "没有登记金额"
    if row.paid_on is None:
        return "没有登记支付日期"
    if bound is None:
        return f"限额未设定（powerctl limit set {name}）"
    if row.decision not in (NOTHING, "turned_down"):
        return say_decision(row.decision)
    return "没有写明是否非生产性开支"


def _large_sums() -> Select[Any]:
    payment, decision = EXPENDITURE.c, decision_of(EXPENDITURE)
    bound = then(_COUNTY, payment.unit_id, payment.paid_on)
    above, home = UNIT.alias("unit_above"), decision.joins[2][0].c
    by_county = and_(
        decision.carried,
        or_(home.kind == UnitKind.COUNTY, and_(decision.by_superior, above.c.kind == UnitKind.COUNTY)),
    )
    small = or_(payment.amount_fen < bound, payment.amount_fen <= 0)
    elsewhere = and_(decision.carried, ~decision.by_superior, home.kind != UnitKind.COUNTY)
    return of_payments(
        judged(
            or_(by_county, small),
            and_(payment.amount_fen >= bound, or_(decision.missing, elsewhere)),
        ),
        decision.state,
        home.name.label("decided_by"),
        bound.label("bound"),
        then(_COUNTY, payment.unit_id, payment.paid_on, "cites").label("cites"),
        joins=(*decision.joins, (above, above.c.id == UNIT.c.parent_id)),
        settled=small,
    )


def _say_large(row: Any) -> str:
    told = f"支出 {yuan(row.amount)}"
    if row.verdict == 2:
        wanted = f"{told}，达到大额资金起点 {yuan(row.bound)}（{source_of(row.cites)}），"
        wanted += "应由县（区）党政班子集体决定"
        if row.decision == "carried":
            return f"{wanted}，登记的决策由{row.decided_by}作出"
        return f"{wanted}，{say_decision(row.decision)}"
    if row.decision == "carried" and row.bound is not None:
        return f"{told}；作出决策的单位没有写明单位类型，无法判断"
    return f"{told}；{_doubt_of_sum(row, row.bound, _COUNTY)}，无法判断"


FIN001 = Rule(
    code="FIN001",
    name="finance-deputy-without-limit",
    title="分管财务的领导没有明确的审批权限",
    severity=Severity.ERROR,
    cites=_LADDER,
    limits=(),
    explanation=(
        "检查每个有财务分工的单位：检查日是否有写明最高金额、各类支出都适用的分管领导审批权限。"
        "县里统一设定的限额不代替本单位登记的审批权限。登记了审批权限而检查日没有一条属于分管领导的，算问题；"
        "完全没有登记审批权限，或分工、权限没有写明层级、范围、金额、起日时，答“无法判断”。"
    ),
    advice="登记审批权限：powerctl approval add",
    question=_without_limit,
    say=_say_without_limit,
    repeats=never,
)

FIN002 = Rule(
    code="FIN002",
    name="payment-beyond-authority",
    title="支出超过审批权限而没有集体决策",
    severity=Severity.ERROR,
    cites=_LADDER,
    limits=(_DEPUTY, _TEAM),
    explanation=(
        "检查每笔支出：在审批人支付之日的权限以内，或有通过的会议决策；超过班子权限的，须有上级班子的决策。"
        "非生产性开支、物资采购、工程建设登记了专门权限的，按专门权限。"
        "超过权限又没有登记决策的算问题。支付之日没有登记审批权限、限额未设定，金额、日期、审批层级、支出性质或类别没有写明，"
        "或写明的决策依据找不到对应议程时，答“无法判断”。"
    ),
    advice="补登决策：powerctl spend edit；登记审批权限：powerctl approval add",
    question=_beyond_authority,
    say=_say_beyond,
    repeats=never,
    examined=payments,
)

FIN003 = Rule(
    code="FIN003",
    name="non-productive-payment-undecided",
    title="超过限额的非生产性开支没有班子决策",
    severity=Severity.ERROR,
    cites=(Citation("R-HY-04", "秀洲", "附件1 一-1"),),
    limits=(_NON_PRODUCTIVE,),
    explanation=(
        "检查每笔没有写明属于生产性的支出：超过县里设定的非生产性开支限额的，应有班子通过的决策。"
        "单位登记的专门权限另由 FIN002 检查。"
        "限额未设定，金额、日期、是否非生产性没有写明，或决策依据找不到对应议程时，答“无法判断”。"
    ),
    advice=(
        "补登决策或支出性质：powerctl spend edit；设定限额：powerctl limit set finance.non_productive_limit"
    ),
    question=_non_productive,
    say=_say_non_productive,
    repeats=never,
    examined=_not_said_productive,
)

FIN004 = Rule(
    code="FIN004",
    name="large-sum-without-county-decision",
    title="大额资金没有县（区）党政班子的决策",
    severity=Severity.ERROR,
    cites=(Citation("R-HY-04", "花垣", "二·三"),),
    limits=(_COUNTY,),
    explanation=(
        "检查每笔支出：达到大额资金起点的，应有单位类型为县区的会议通过的决策；没有登记决策，或由其他单位决策的，"
        "算问题。起点未设定，金额、日期没有写明，或决策依据找不到对应议程时，答“无法判断”。"
    ),
    advice="补登决策：powerctl spend edit；设定起点：powerctl limit set finance.county_large_sum",
    question=_large_sums,
    say=_say_large,
    repeats=never,
    examined=payments,
)
