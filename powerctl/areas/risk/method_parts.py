"""Whether a part belongs into a method of the county's own: said in a sentence, for commands and sheets."""

from collections import Counter

from powerctl.areas.risk.own_method import RANK, OwnMethod, Part
from powerctl.terms import RiskFormula


def odd_part(method: OwnMethod, part: Part) -> str:
    """Why a part is none that the method's formula has, or is not whole; empty where it is."""
    scored = method.formula in (RiskFormula.PRODUCT, RiskFormula.SUM)
    if method.formula is RiskFormula.WORDS:
        fits, wanted = part.is_word, "职权词和等级"
    elif method.formula is RiskFormula.MATRIX:
        fits, wanted = part.is_cell or part.is_cut, "一格（发生可能性、后果严重性、等级）或分数线和等级"
    else:
        fits, wanted = part.is_factor or part.is_cut, "因素（权重、最低分、最高分）或分数线和等级"
    sorts = sum(
        (
            any(value is not None for value in (part.factor, part.weight, part.least, part.most)),
            part.at_least is not None,
            part.likelihood is not None or part.severity is not None,
            part.word is not None,
        )
    )
    if not fits or sorts != 1 or (part.is_factor and part.level is not None):
        return f"方法“{method.name}”的算法是{method.formula}，一项要写：{wanted}"
    if scored and part.is_factor and (part.least or 0) >= (part.most or 0):
        return f"因素“{part.factor}”的最低分 {part.least} 不低于最高分 {part.most}"
    return ""


def twice(method: OwnMethod, part: Part) -> str:
    """Why a part cannot stand beside the method's other parts; empty where it can."""
    if _key(part) in {_key(one) for one in method.parts}:
        return f"方法“{method.name}”已经有这一项"
    if part.is_cut and part.level is not None and part.at_least is not None:
        for level, at in method.cuts.items():
            higher = RANK[level] < RANK[part.level]
            if not (at > part.at_least if higher else at < part.at_least):
                return f"分数线要等级越高分数越高：{level} 为 {at}，{part.level} 为 {part.at_least}"
    sorts = Counter("cut" if one.is_cut else "cell" for one in (*method.parts, part))
    if method.formula is RiskFormula.MATRIX and len(sorts) > 1:
        return "矩阵要么逐格写等级，要么按可能性与严重性之积写分数线，两种不能混用"
    return ""


def flaw_so_far(method: OwnMethod) -> str:
    """Of a method in the making only what more parts cannot mend: too many factors, odd weights."""
    flaw = next((each for each in method.flaws() if not each.startswith("没有登记")), "")
    return f"加上这一项后，{flaw}" if flaw else ""


def _key(part: Part) -> tuple[object, ...]:
    return part.factor, part.likelihood, part.severity, part.word, part.level if part.is_cut else None
