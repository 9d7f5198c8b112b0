"""The frame of questions about exercises, and what each record must hold: REG014 (R-FS-05)."""

from typing import Any

from sqlalchemy import ColumnElement, Label, Select, String, and_, func, literal, not_, or_, select

from powerctl.areas.organization.queries import BATCH, UNIT, flag, is_blank, origin, unit_key
from powerctl.areas.registry.exercises.queries import EXERCISE
from powerctl.areas.registry.queries import identity, without_space
from powerctl.rulebook.question import LeftJoin, verdict
from powerctl.rulebook.rule import UNKNOWN, Citation, Rule, never
from powerctl.terms import Severity

_FIELDS = (
    ("situation", "办理情况"),
    ("basis_text", "办理依据"),
    ("process", "办理过程"),
    ("result", "办理结果"),
    ("recorder_written", "录入人"),
)
_ELSEWHERE = (
    *("略", "同上", "见附件", "详见附件", "见案卷", "详见案卷", "见卷宗", "详见卷宗", "见系统", "详见系统"),
    *(
        "系统",
        "系统录入",
        "系统自动",
        "系统生成",
        "自动生成",
        "自动录入",
        "批量导入",
        "管理员",
        "待补",
        "不详",
    ),
)
"""Words that stand for something that is not here."""


def of_exercises(
    answer: ColumnElement[int], *facts: Label[Any], joins: tuple[LeftJoin, ...] = ()
) -> Select[Any]:
    """A row per exercise. Its subject names power and case number, never a person."""
    source = EXERCISE.outerjoin(UNIT, UNIT.c.id == EXERCISE.c.unit_id).outerjoin(
        BATCH, BATCH.c.id == EXERCISE.c.batch_id
    )
    for target, on in joins:
        source = source.outerjoin(target, on)
    number = func.coalesce("（" + EXERCISE.c.number + "）", "")
    return select(
        unit_key(UNIT, EXERCISE.c.unit_id).concat("/").concat(identity(EXERCISE)).label("item"),
        EXERCISE.c.unit_id.label("unit_id"),
        answer.label("verdict"),
        func.coalesce(EXERCISE.c.power_written, literal("用权记录")).concat(number).label("subject"),
        origin(EXERCISE, BATCH).label("origin"),
        *facts,
    ).select_from(source)


def exercises() -> Select[Any]:
    """What `of_exercises` has a row for: for the `examined` of a rule."""
    return select(EXERCISE.c.unit_id)


def _incomplete() -> Select[Any]:
    missing = {name: is_blank(EXERCISE.c[name]) for name, _ in _FIELDS}
    vague = {name: _is_elsewhere(EXERCISE.c[name]) for name, _ in _FIELDS}
    return of_exercises(
        verdict(or_(*missing.values()), or_(*vague.values())),
        *(flag(blank).label(f"no_{name}") for name, blank in missing.items()),
        *(flag(and_(not_(missing[name]), other)).label(f"vague_{name}") for name, other in vague.items()),
    )


def _is_elsewhere(text: ColumnElement[Any]) -> ColumnElement[bool]:
    # Whole sentences are no such words, and need not be stripped.
    short = func.length(func.coalesce(text, "", type_=String)) <= max(map(len, _ELSEWHERE)) + 2
    plain = func.rtrim(without_space(func.coalesce(text, "", type_=String)), "。.", type_=String)
    return and_(short, plain.in_(_ELSEWHERE))


def _say(row: Any) -> str:
    missing = [title for name, title in _FIELDS if getattr(row, f"no_{name}")]
    vague = [title for name, title in _FIELDS if getattr(row, f"vague_{name}")]
    rule = f"每次用权应记明 {len(_FIELDS)} 项（情况、依据、过程、结果和录入人）"
    if row.verdict == UNKNOWN:
        return f"{rule}，{'、'.join(vague)}只写了“见案卷”“系统”一类的字样，无法判断"
    return f"{rule}，缺 {len(missing)} 项：{'、'.join(missing)}"


REG014 = Rule(
    code="REG014",
    name="exercise-without-record",
    title="用权记录不全（情况、依据、过程、结果、录入人）",
    severity=Severity.WARNING,
    cites=(Citation("R-FS-05", "抚松", "全程控权"),),
    limits=(),
    explanation=(
        "检查每条用权记录是否写明办理情况、办理依据、办理过程、办理结果，并有专人录入；缺一项算问题。"
        "只写“见案卷”“同上”，或录入人只写“系统”的，从台账看不出来，答“无法判断”。"
    ),
    advice="由录入人补全后重新 powerctl import，或逐条补填：powerctl exercise edit",
    question=_incomplete,
    say=_say,
    repeats=never,
    examined=exercises,
)
