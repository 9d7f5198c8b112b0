"""Groups of payments that may be one split up, each a question and never a breach: FIN020 (R-HY-04)."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    null,
    select,
)

from powerctl.areas.finance.queries import EXPENDITURE, expenditure_key
from powerctl.areas.finance.split_groups import signs_of
from powerctl.areas.finance.split_payees import ASKED_FROM, SPLIT_GROUP
from powerctl.areas.finance.split_sums import ACCUMULATED, BUNCHED, GAPS
from powerctl.areas.finance.splitting import DEPUTY, OPEN_TENDER, SETTINGS
from powerctl.areas.organization.queries import BATCH, UNIT, flag, origin, unit_key, unit_name
from powerctl.rulebook.finance.frame import judged, yuan
from powerctl.rulebook.question import limit, of_units
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import Severity

_FACTS = (
    "payments", "total", "bound", "first_day", "last_paid", "same_purpose", "follows", "near", "same_day",
    "in_a_row", "at_once", "pressed", "only_then", "even",
    "above", "below", "width", "year", "incomplete", "no_deputy", "no_tender",
)  # fmt: skip

_OF_GROUP = _FACTS[:14]
_FEN = 100


def _row(**found: ColumnElement[Any]) -> list[Label[Any]]:
    return [found.get(name, null()).label(name) for name in _FACTS]


def _extent() -> ColumnElement[str]:
    """How many payments and how much, `4笔78670.00元`: a group that grows is another one, so that what was
    approved of the smaller one does not cover it."""
    group = SPLIT_GROUP.c
    said: ColumnElement[str] = func.printf(
        "%d笔%d.%02d元", group.payments, group.total / _FEN, group.total % _FEN, type_=String
    )
    return said


def _clusters() -> Select[Any]:
    group = SPLIT_GROUP.c
    source = (
        SPLIT_GROUP.join(EXPENDITURE, EXPENDITURE.c.id == group.expenditure_id)
        .outerjoin(UNIT, UNIT.c.id == group.unit_id)
        .outerjoin(BATCH, BATCH.c.id == EXPENDITURE.c.batch_id)
    )
    return (
        select(
            expenditure_key().concat("/收款方/").concat(_extent()).label("item"),
            group.unit_id,
            literal(FINDING).label("verdict"),
            func.coalesce(EXPENDITURE.c.purpose, EXPENDITURE.c.budget_line, "支出", type_=String).label(
                "subject"
            ),
            origin(EXPENDITURE, BATCH).label("origin"),
            *_row(
                **{
                    name: group[name]
                    for name in _OF_GROUP
                }
            ),
        )
        .select_from(source)
        .where(group.weight >= ASKED_FROM)
    )  # fmt: skip


def _years() -> Select[Any]:
    year = ACCUMULATED.c
    item = unit_key(UNIT, year.unit_id).concat("/").concat(cast(year.year, String)).concat("/")
    return select(
        item.concat(year.budget_line).concat("/").concat(year.kind),
        year.unit_id,
        literal(FINDING),
        year.budget_line.concat("（").concat(year.kind).concat("）"),
        null(),
        *_row(payments=year.payments, total=year.total, bound=year.bound, year=year.year),
    ).select_from(ACCUMULATED.outerjoin(UNIT, UNIT.c.id == year.unit_id))


def _near() -> Select[Any]:
    near = BUNCHED.c
    return (
        select(
            unit_key(UNIT, near.unit_id).concat("/").concat(cast(near.year, String)).concat("/紧贴限额"),
            near.unit_id,
            literal(FINDING),
            unit_name(UNIT, near.unit_id),
            null(),
            *_row(
                payments=near.payments, bound=near.bound, near=near.near, above=near.above, below=near.below,
                width=near.width, year=near.year,
            ),
        )
        .select_from(BUNCHED.outerjoin(UNIT, UNIT.c.id == near.unit_id))
        .where(near.answer == "crowded")
    )  # fmt: skip


def _units() -> Select[Any]:
    """Whether a unit's payments can be looked at at all: each with payee, day and sum, the limits set."""
    deputy, deputy_on = limit(DEPUTY, GAPS.c.unit_id)
    tender, tender_on = limit(OPEN_TENDER, GAPS.c.unit_id)
    whole = and_(GAPS.c.incomplete == 0, deputy.c.numerator > 0, tender.c.numerator > 0)
    question = of_units(
        GAPS,
        literal("拆分核查"),
        judged(whole, literal(0) == 1),
        *_row(
            payments=GAPS.c.payments,
            incomplete=GAPS.c.incomplete,
            no_deputy=flag(deputy.c.numerator.is_(None)),
            no_tender=flag(tender.c.numerator.is_(None)),
        ),
        joins=((deputy, deputy_on), (tender, tender_on)),
    )
    return question


def _split() -> Select[Any]:
    every = _clusters().union_all(_years(), _near(), _units()).subquery("split_groups")
    return select(every)


def _say(row: Any) -> str:
    if row.incomplete is not None:
        reasons = []
        unset = [
            name for name, is_unset in ((DEPUTY, row.no_deputy), (OPEN_TENDER, row.no_tender)) if is_unset
        ]
        if unset:
            reasons.append(f"限额未设定（powerctl limit set {'、'.join(unset)}）")
        if row.incomplete:
            reasons.append(f"{row.incomplete} 笔没有登记收款方、支付日期或金额，不能合并计算")
        return f"{row.payments} 笔支出查有无拆分；{'；'.join(reasons)}，无法判断"
    if row.width is not None:
        return (
            f"{row.year} 年紧贴限额 {yuan(row.bound)}以下 {yuan(row.width)}之内有 {row.near} 笔，"
            f"以上同宽的 {row.above} 笔，再往下同宽的 {row.below} 笔；"
            "请逐笔说明金额是怎样确定的，有无为避免上会而压低或分开"
        )
    if row.year is not None:
        return (
            f"{row.year} 年同一预算科目、同一类别 {row.payments} 笔，合计 {yuan(row.total)}，"
            f"达到公开招标起点 {yuan(row.bound)}，每一笔都未达到；请说明为何没有合并采购，有无批准文件"
        )
    return (
        f"{row.first_day} 至 {row.last_paid} 付给同一收款方 {row.payments} 笔，合计 {yuan(row.total)}，"
        f"每笔都不超过限额 {yuan(row.bound)}；{'、'.join(signs_of(row))}；请说明是否同一事项，为何分开支付"
    )


FIN020 = Rule(
    code="FIN020",
    name="payments-that-may-be-one",
    title="疑似拆分支出，须作说明",
    severity=Severity.WARNING,
    cites=(
        Citation("R-HY-04", "花垣", "二·三"),
        Citation("R-HY-04", "招标投标法（2017）", "第4条", "V"),
    ),
    limits=(DEPUTY, OPEN_TENDER, *SETTINGS),
    explanation=(
        "列出须请经办单位说明的支出，不是认定违规：一、规定天数内付给同一收款方、每笔不超限额而合计超过，且用途相同、"
        "凭证号相连、同日支付、紧贴限额等迹象有两样以上；二、同一预算科目和类别全年合计达到公开招标起点而每笔未达到；"
        "三、紧贴限额以下的笔数明显多于以上。登记了周期性、合同或公共资源交易的支出不算在内。有批准文件的，作情况说明：同一收款方的一组按笔数和金额认定，之后又增加支出的须重新说明；全年累计、紧贴限额的按年说明。"
        "限额未设定，或有支出没有收款方、日期、金额时，对该单位答“无法判断”。"
    ),
    advice=(
        "查看各组明细：powerctl spend split；补登周期性、合同：powerctl spend edit；"
        "有批准文件的：powerctl waive"
    ),
    question=_split,
    say=_say,
    repeats=never,
)
