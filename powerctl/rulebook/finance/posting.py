"""Posting around tenders and purchases, long enough and in time: FIN021 (R-HY-05)."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, or_

from powerctl.areas.finance.queries import TRADE, then, working_days_between
from powerctl.rulebook.finance.frame import of_numbered
from powerctl.rulebook.question import Condition
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import Severity, TransactionKind, TransactionMethod

_WITHIN, _SHOWN = "publish.candidates_within_days", "publish.candidates_days"
_SINGLE, _CONTRACT = "publish.single_source_working_days", "publish.contract_working_days"
_SHORT = 3
"""Enough days only where the first one counts too: a lesser finding, among the answers of one step."""
_POSTED = (TransactionKind.WORKS, TransactionKind.PROCUREMENT)


def _days(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(func.julianday(end) - func.julianday(start), Integer)


def _at_most(taken: ColumnElement[Any], bound: ColumnElement[Any]) -> ColumnElement[int]:
    return case((and_(taken >= 0, taken <= bound), PASSED), (taken > bound, FINDING), else_=UNKNOWN)


def _at_least(shown: ColumnElement[Any], bound: ColumnElement[Any]) -> ColumnElement[int]:
    """Days after the first one; one more where both ends count."""
    return case(
        (shown >= bound, PASSED), (shown + 1 < bound, FINDING), (shown < bound, _SHORT), else_=UNKNOWN
    )


def _where(asked: Condition, not_asked: Condition, step: ColumnElement[int]) -> ColumnElement[int]:
    """The answer of a step that is asked for only there; nobody can tell where it is not said."""
    return case((not_asked, PASSED), (asked, step), else_=UNKNOWN)


def _steps() -> list[tuple[str, ColumnElement[int], ColumnElement[Any], ColumnElement[Any]]]:
    """Name, answer, days found and days asked of each step."""
    one = TRADE.c
    works, bought = one.kind == TransactionKind.WORKS, one.kind == TransactionKind.PROCUREMENT
    alone = one.method == TransactionMethod.SINGLE_SOURCE
    not_alone = or_(works, one.method != TransactionMethod.SINGLE_SOURCE)

    def limit_of(name: str, day: ColumnElement[Any]) -> ColumnElement[Any]:
        return then(name, one.unit_id, day)

    within, shown = limit_of(_WITHIN, one.evaluated_on), limit_of(_SHOWN, one.candidates_from)
    single = limit_of(_SINGLE, one.single_source_from)
    told, signed = limit_of(_CONTRACT, one.won_on), limit_of(_CONTRACT, one.contract_on)
    waited = _days(one.evaluated_on, one.candidates_from)
    kept = _days(one.candidates_from, one.candidates_to)
    open_for = working_days_between(one.single_source_from, one.single_source_to)
    result = working_days_between(one.won_on, one.result_posted_on)
    contract = working_days_between(one.contract_on, one.contract_posted_on)
    return [
        ("within", _where(works, bought, _at_most(waited, within)), waited, within),
        ("shown", _where(works, bought, _at_least(kept, shown)), kept, shown),
        ("single", _where(and_(bought, alone), not_alone, _at_least(open_for, single)), open_for, single),
        ("result", _where(bought, works, _at_most(result, told)), result, told),
        ("contract", _where(bought, works, _at_most(contract, signed)), contract, signed),
    ]


_WORDS = {
    "within": "中标候选人在评标报告后 {found} 天公示，最迟应为 {asked} 天",
    "shown": "中标候选人公示 {found} 天（首日不计），最少应为 {asked} 天",
    "single": "单一来源公示 {found} 个工作日（首日不计），最少应为 {asked} 个工作日",
    "result": "采购结果在成交后 {found} 个工作日公告，最迟应为 {asked} 个工作日",
    "contract": "合同在签订后 {found} 个工作日公告，最迟应为 {asked} 个工作日",
}
_DOUBTS = {
    "within": "评标报告日期或候选人公示起日",
    "shown": "候选人公示起止日",
    "single": "单一来源公示起止日",
    "result": "成交日期或结果公告日期",
    "contract": "合同签订日期或合同公告日期",
}


def _late() -> Select[Any]:
    one, steps = TRADE.c, _steps()
    answers = [answer for _name, answer, _found, _asked in steps]
    broken = or_(*(answer.in_((FINDING, _SHORT)) for answer in answers))
    passed = and_(*(answer == PASSED for answer in answers))
    return of_numbered(
        TRADE,
        case((broken, FINDING), (passed, PASSED), else_=UNKNOWN),
        one.kind.label("kind"),
        *(answer.label(name) for name, answer, _found, _asked in steps),
        *(found.label(f"{name}_found") for name, _answer, found, _asked in steps),
        *(asked.label(f"{name}_asked") for name, _answer, _found, asked in steps),
    ).where(or_(one.kind.is_(None), one.kind.in_(_POSTED)))


def _say(row: Any) -> str:
    if row.verdict == FINDING:
        return "；".join(
            words.format(found=getattr(row, f"{name}_found"), asked=getattr(row, f"{name}_asked"))
            for name, words in _WORDS.items()
            if getattr(row, name) in (FINDING, _SHORT)
        )
    wanted = "招标和采购的公示、公告应按时"
    if row.kind is None:
        return f"{wanted}；没有写明交易类别，无法判断"
    missing = [words for name, words in _DOUBTS.items() if getattr(row, name) == UNKNOWN]
    return f"{wanted}；没有登记{'，'.join(missing)}，或日期不在已知的工作日、限期之内，无法判断"


def _severity(row: Any) -> Severity:
    """Only short by the first day: a lesser one (norms D.1 5)."""
    return Severity.ERROR if any(getattr(row, name) == FINDING for name in _WORDS) else Severity.WARNING


FIN021 = Rule(
    code="FIN021",
    name="trade-posted-late-or-briefly",
    title="招标采购的公示、公告不及时或天数不足",
    severity=Severity.ERROR,
    cites=(
        Citation("R-HY-05", "招标投标法实施条例（2019）", "第54条", "V"),
        Citation("R-HY-05", "政府采购法实施条例（2015）", "第38、43、50条", "V"),
    ),
    limits=(_WITHIN, _SHOWN, _SINGLE, _CONTRACT),
    explanation=(
        "检查每项工程招投标：中标候选人是否在评标报告后按时公示、天数足够；每项政府采购：单一来源公示的工作日、"
        "结果和合同的公告是否按时。首日不计仍足够的通过；只有连首日计算才足够的，算一般问题；仍不足的算严重问题。"
        "日期、交易类别、交易方式没有写明，或工作日历不含有关日期时，答“无法判断”。"
    ),
    advice="登记公示、公告日期：powerctl transaction edit",
    question=_late,
    say=_say,
    severity_of=_severity,
    repeats=never,
)
