"""What every power must say of itself: REG001, REG004, REG008 (R-HY-01, R-XZ-03, R-FS-01)."""

from typing import Any

from sqlalchemy import Select, and_, exists, or_

from powerctl.areas.organization.queries import flag, is_blank
from powerctl.areas.registry.queries import LEGAL_BASIS, POWER, units_with_rival_editions
from powerctl.rulebook.question import EDITION_DOUBT, Condition, current_powers, of_powers
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import Severity

_FIELDS = (
    ("no_category", "权力类别"),
    ("no_name", "事项名称"),
    ("no_basis", "设定依据"),
    ("no_procedure", "运行程序"),
    ("no_responsibility", "责任事项"),
)
_NEVER = POWER.c.id.is_(None)


def _unregistered() -> Select[Any]:
    has_basis = exists().where(LEGAL_BASIS.c.power_id == POWER.c.id)
    empty = (
        and_(POWER.c.category.is_(None), is_blank(POWER.c.category_written)),
        is_blank(POWER.c.name),
        and_(is_blank(POWER.c.basis_text), ~has_basis),
        is_blank(POWER.c.procedure),
        is_blank(POWER.c.responsibility),
    )
    facts = [flag(one).label(name) for (name, _), one in zip(_FIELDS, empty, strict=True)]
    return of_powers(or_(*empty), _NEVER, *facts)


def _say_missing(row: Any) -> str:
    missing = [title for name, title in _FIELDS if getattr(row, name)]
    return _with_doubt(row, f"登记要素应有 {len(_FIELDS)} 项，缺 {len(missing)} 项：{'、'.join(missing)}")


def _without(blank: Condition) -> Select[Any]:
    return of_powers(blank, _NEVER)


def _say_no_remit(row: Any) -> str:
    return _with_doubt(row, "应写明实施层级及权限（用权边界）1 项，登记 0 项")


def _say_no_responsibility(row: Any) -> str:
    return _with_doubt(row, "每项权力应对应责任事项，登记 0 项")


def _with_doubt(row: Any, sentence: str) -> str:
    return f"{sentence}；{EDITION_DOUBT}" if row.edition_doubt else sentence


REG001 = Rule(
    code="REG001",
    name="power-incompletely-registered",
    title="权力事项登记要素不全",
    severity=Severity.ERROR,
    cites=(
        Citation("R-HY-01", "花垣", "一·厘权"),
        Citation("R-FS-02", "抚松", "改革限权·清权"),
    ),
    limits=(),
    explanation=(
        "检查每项现行权力是否登记了权力类别、事项名称、设定依据、运行程序、责任事项五项。"
        "权力类别不在十类之内的，有原文即算登记；设定依据逐条拆分或整段原文均可。"
        "单位有两个以上清单版本可能现行、分不清哪一版有效时，缺项的答“无法判断”。"
    ),
    advice="对照三定规定和法律法规补齐所缺要素：powerctl power edit，或在清单表中补填后重新 powerctl import",
    question=_unregistered,
    say=_say_missing,
    repeats=units_with_rival_editions,
    examined=current_powers,
)

REG004 = Rule(
    code="REG004",
    name="power-without-boundary",
    title="权力事项没有写明用权边界",
    severity=Severity.WARNING,
    cites=(Citation("R-HY-01", "花垣", "一·厘权"), Citation("R-XZ-03", "秀洲", "三-(一)")),
    limits=(),
    explanation=(
        "检查每项现行权力是否写明“实施层级及权限”，即这项权力到哪一级、能管多大范围。"
        "分不清清单哪一版有效时，空缺的答“无法判断”。"
    ),
    advice="写明本级可以决定的范围和须报上级的情形：powerctl power edit",
    question=lambda: _without(is_blank(POWER.c.remit)),
    say=_say_no_remit,
    repeats=units_with_rival_editions,
    examined=current_powers,
)

REG008 = Rule(
    code="REG008",
    name="power-without-duty",
    title="有权力没有责任",
    severity=Severity.WARNING,
    cites=(Citation("R-HY-01", "抚松", "依法确权"), Citation("R-XZ-03", "秀洲", "三-(一)")),
    limits=(),
    explanation=(
        "检查每项现行权力是否写明责任事项：有权必有责，权力与责任相统一。"
        "分不清清单哪一版有效时，空缺的答“无法判断”。"
    ),
    advice="对照职责逐项写明责任事项：powerctl power edit，或补填清单的责任事项列后重新 powerctl import",
    question=lambda: _without(is_blank(POWER.c.responsibility)),
    say=_say_no_responsibility,
    repeats=units_with_rival_editions,
    examined=current_powers,
)
