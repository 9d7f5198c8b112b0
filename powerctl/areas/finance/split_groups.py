"""Groups of payments to ask about, each with its question, for the clerk's list (R-HY-04)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, select
from sqlmodel import Session

from powerctl.areas.finance.queries import EXPENDITURE, expenditure_key
from powerctl.areas.finance.split_payees import ASKED_FROM, LISTED_FROM, SPLIT_GROUP, SPLIT_MEMBER
from powerctl.areas.finance.split_sums import ACCUMULATED, BUNCHED
from powerctl.areas.finance.splitting import DEPUTY, OPEN_TENDER, SETTINGS
from powerctl.areas.gathered import gather
from powerctl.areas.organization.queries import UNIT
from powerctl.limits.in_force import put_in_force

PAYEE, YEAR, NEAR = "同一收款方", "全年累计", "紧贴限额"
FEW = "不足以判断"


@dataclass(frozen=True, slots=True)
class SplitGroup:
    """One group: what drew attention to it in figures, and what to ask."""

    unit: str
    signal: str
    about: str
    begins: str
    ends: str
    payments: int
    total: int | None
    bound: int
    signs: tuple[str, ...]
    weight: str
    question: str
    members: tuple[str, ...] = ()
    """Keys of the payments, in the order of their days; only of groups by payee."""


def find_groups(
    session: Session, day: date, *, units: frozenset[int] | None = None, weak: bool = False
) -> list[SplitGroup]:
    """Every group as of a day, by unit. `units`: only of these; `weak`: those with one sign, or too few, too.

    Sums are judged by the limits of the payments' own days.
    """
    put_in_force(session, day, {DEPUTY, OPEN_TENDER, *SETTINGS})
    filled: set[str] = set()
    found: list[SplitGroup] = []
    for finder in (_by_payee, _by_year, _near_limit):
        found.extend(finder(session, filled, units, weak))
    return sorted(found, key=lambda one: (one.unit, one.signal, one.begins, one.about))


def _rows(session: Session, filled: set[str], question: Select[Any]) -> list[Any]:
    gather(session, question, filled)
    return list(session.execute(question))


def _within(unit_id: ColumnElement[Any], units: frozenset[int] | None) -> ColumnElement[bool]:
    return unit_id.is_not(None) if units is None else unit_id.in_(units)


def _by_payee(
    session: Session, filled: set[str], units: frozenset[int] | None, weak: bool
) -> Iterator[SplitGroup]:
    group = SPLIT_GROUP.c
    least = LISTED_FROM if weak else ASKED_FROM
    question = (
        select(SPLIT_GROUP, UNIT.c.name.label("unit"), *_told())
        .join(EXPENDITURE, EXPENDITURE.c.id == group.expenditure_id)
        .outerjoin(UNIT, UNIT.c.id == group.unit_id)
        .where(group.weight >= least, _within(group.unit_id, units))
    )
    groups = _rows(session, filled, question)
    members: dict[tuple[Any, ...], list[str]] = {}
    one = SPLIT_MEMBER.c
    keys = (
        select(one.unit_id, one.payee_key, one.first_day, expenditure_key().label("key"))
        .select_from(
            SPLIT_MEMBER.join(EXPENDITURE, EXPENDITURE.c.id == one.expenditure_id).outerjoin(
                UNIT, UNIT.c.id == one.unit_id
            )
        )
        .where(_within(one.unit_id, units))
        .order_by(one.paid_on, one.expenditure_id)
    )
    for row in _rows(session, filled, keys):
        members.setdefault((row.unit_id, row.payee_key, row.first_day), []).append(row.key)
    for row in groups:
        its = members[row.unit_id, row.payee_key, row.first_day]
        yield SplitGroup(
            unit=row.unit or "",
            signal=PAYEE,
            about=f"{row.matter}（{row.called} 等 {row.payments} 笔）" if row.called else row.matter,
            begins=str(row.first_day),
            ends=str(row.last_paid),
            payments=row.payments,
            total=row.total,
            bound=row.bound,
            signs=signs_of(row),
            weight="须说明" if row.weight >= ASKED_FROM else "迹象较弱",
            question="是否同一事项，为何分开支付，由谁决定",
            members=tuple(its),
        )


def _told() -> tuple[ColumnElement[Any], ...]:
    """What a group's first payment is for, and its voucher: a payee, who may be a person, is not named."""
    one = EXPENDITURE.c
    matter: ColumnElement[Any] = func.coalesce(one.purpose, one.budget_line, "支出", type_=String)
    called: ColumnElement[Any] = func.coalesce(one.voucher, one.number, type_=String)
    return matter.label("matter"), called.label("called")


def signs_of(row: Any) -> tuple[str, ...]:
    """The signs of a group by payee, each with its figure."""
    found = (
        (row.same_purpose, f"用途相同的 {row.same_purpose} 笔"),
        (row.in_a_row, f"凭证号相连 {(row.follows or 0) + 1} 张"),
        (row.at_once, f"同日支付的多出 {row.same_day} 笔"),
        (row.pressed, f"紧贴限额的 {row.near} 笔"),
        (row.only_then, "此外没有付过这一收款方"),
        (row.even, "每月一笔、金额相等，可能是定期支付，请登记支付周期性"),
    )
    return tuple(words for holds, words in found if holds)


def _by_year(
    session: Session, filled: set[str], units: frozenset[int] | None, _weak: bool
) -> Iterator[SplitGroup]:
    year = ACCUMULATED.c
    question = (
        select(ACCUMULATED, UNIT.c.name.label("unit"))
        .outerjoin(UNIT, UNIT.c.id == year.unit_id)
        .where(_within(year.unit_id, units))
    )
    for row in _rows(session, filled, question):
        yield SplitGroup(
            unit=row.unit or "",
            signal=YEAR,
            about=f"{row.budget_line}（{row.kind}）",
            begins=f"{row.year}-01-01",
            ends=f"{row.year}-12-31",
            payments=row.payments,
            total=row.total,
            bound=row.bound,
            signs=("每一笔都未达到公开招标起点，合计达到",),
            weight="须说明",
            question="为何没有合并采购，有无批准文件",
        )


def _near_limit(
    session: Session, filled: set[str], units: frozenset[int] | None, weak: bool
) -> Iterator[SplitGroup]:
    near = BUNCHED.c
    answers = ("crowded", "few") if weak else ("crowded",)
    question = (
        select(BUNCHED, UNIT.c.name.label("unit"))
        .outerjoin(UNIT, UNIT.c.id == near.unit_id)
        .where(near.answer.in_(answers), near.near > 0, _within(near.unit_id, units))
    )
    for row in _rows(session, filled, question):
        few = row.answer == "few"
        counted = f"限额以下 {row.near} 笔、以上 {row.above} 笔、再往下 {row.below} 笔"
        yield SplitGroup(
            unit=row.unit or "",
            signal=NEAR,
            about="全部支出",
            begins=f"{row.year}-01-01",
            ends=f"{row.year}-12-31",
            payments=row.payments,
            total=None,
            bound=row.bound,
            signs=(counted, f"少于 {row.least} 笔，{FEW}") if few else (counted,),
            weight=FEW if few else "须说明",
            question="笔数太少，不作判断" if few else "金额是怎样确定的，有无为避免上会而压低或分开",
        )
