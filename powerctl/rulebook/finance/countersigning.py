"""Support funds are paid against three joint signatures: FIN008 (R-FS-06)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, null, or_, select

from powerctl.areas.finance.queries import COUNTERSIGNATURE, EXPENDITURE, SHEET
from powerctl.areas.organization.queries import flag, is_blank
from powerctl.rulebook.finance.frame import judged, of_numbered, of_payments
from powerctl.rulebook.question import any_of
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import CountersignParty, FundSource, Severity

_PARTIES = tuple(CountersignParty)


def _sheets() -> Select[Any]:
    one, sheet = COUNTERSIGNATURE, SHEET
    with_household = one.c.party != CountersignParty.PAYER
    named = and_(
        ~is_blank(one.c.signer_written), or_(~with_household, ~is_blank(one.c.household_signer_written))
    )
    timely = one.c.signed_on <= sheet.c.paid_on
    signed = (
        select(
            one.c.sheet_id,
            func.count().label("rows"),
            func.sum(flag(and_(named, timely, one.c.is_agreed.is_(True)))).label("complete"),
            func.max(flag(one.c.is_agreed.is_(False))).label("refused"),
            func.max(flag(one.c.signed_on > sheet.c.paid_on)).label("late"),
            *(
                func.max(flag(one.c.party == party)).label(f"has_{place}")
                for place, party in enumerate(_PARTIES)
            ),
        )
        .join_from(one, sheet, sheet.c.id == one.c.sheet_id)
        .group_by(one.c.sheet_id)
        .cte("countersigned")
    )
    count = func.coalesce(signed.c.rows, 0)
    passed = signed.c.complete == len(_PARTIES)
    finding = or_(count < len(_PARTIES), any_of(signed.c.refused == 1, signed.c.late == 1))
    return of_numbered(
        sheet,
        judged(passed, finding),
        count.label("rows"),
        signed.c.refused,
        signed.c.late,
        *(func.coalesce(signed.c[f"has_{place}"], 0).label(f"has_{place}") for place in range(len(_PARTIES))),
        sheet.c.paid_on.label("sheet_paid_on"),
        *_none("amount", "unlinked"),
        joins=((signed, signed.c.sheet_id == sheet.c.id),),
        subject=func.coalesce(sheet.c.fund_name, literal("会签单")),
    )


def _payments_without_sheet() -> Select[Any]:
    linked = (
        select(SHEET.c.expenditure_id, func.count().label("sheets"))
        .where(SHEET.c.expenditure_id.is_not(None))
        .group_by(SHEET.c.expenditure_id)
        .cte("sheets_of_payments")
    )
    unlinked = (
        select(SHEET.c.unit_id, func.count().label("sheets"))
        .where(SHEET.c.expenditure_id.is_(None))
        .group_by(SHEET.c.unit_id)
        .cte("sheets_without_payment")
    )
    question = of_payments(
        judged(linked.c.sheets > 0, unlinked.c.unit_id.is_(None)),
        literal(0).label("rows"),
        *_none("refused", "late", *(f"has_{place}" for place in range(len(_PARTIES))), "sheet_paid_on"),
        func.coalesce(unlinked.c.sheets, 0).label("unlinked"),
        joins=(
            (linked, linked.c.expenditure_id == EXPENDITURE.c.id),
            (unlinked, unlinked.c.unit_id == EXPENDITURE.c.unit_id),
        ),
    ).where(EXPENDITURE.c.fund == FundSource.SUPPORT)
    rows = question.subquery("support_payments")
    return select(
        rows.c.item, rows.c.unit_id, rows.c.verdict, rows.c.subject, rows.c.origin, rows.c.rows,
        rows.c.refused, rows.c.late, *(rows.c[f"has_{place}"] for place in range(len(_PARTIES))),
        rows.c.sheet_paid_on, rows.c.amount, rows.c.unlinked,
    )  # fmt: skip


def _none(*names: str) -> list[ColumnElement[Any]]:
    return [null().label(name) for name in names]


def _uncountersigned() -> Select[Any]:
    both = _sheets().union_all(_payments_without_sheet()).subquery("countersigning")
    return select(both)


def _say(row: Any) -> str:
    wanted = f"发放农村扶持资金应有 {len(_PARTIES)} 方会签"
    if row.unlinked is not None:
        if row.verdict == FINDING:
            return f"{wanted}，本笔没有会签单（0 份）"
        return f"{wanted}；本笔没有对应的会签单，另有 {row.unlinked} 份会签单没有写明对应哪笔支出，无法判断"
    absent = [party.value for place, party in enumerate(_PARTIES) if not getattr(row, f"has_{place}")]
    if row.verdict == FINDING:
        if absent:
            return f"{wanted}，登记 {row.rows} 方，缺：{'、'.join(absent)}"
        return (
            f"{wanted}，{'有一方不同意' if row.refused else '有的会签晚于发放日期 ' + str(row.sheet_paid_on)}"
        )
    if row.sheet_paid_on is None:
        return f"{wanted}，登记 {row.rows} 方；没有登记发放日期，无法判断"
    return f"{wanted}，登记 {row.rows} 方；有的没有写明签字人、农户签字人、日期或是否同意，无法判断"


FIN008 = Rule(
    code="FIN008",
    name="support-funds-without-three-signatures",
    title="农村扶持资金三方会签不全",
    severity=Severity.ERROR,
    cites=(Citation("R-FS-06", "抚松", "科学配权·三"),),
    limits=(),
    explanation=(
        "检查每份会签单：发放单位、发放单位与受益农户、纪检机关与受益农户三方是否都在发放之前签字同意；"
        "并检查资金来源为农村扶持资金的每笔支出是否有会签单。缺一方、不同意、晚于发放的算问题。"
        "签字人、日期、是否同意没有写明，或会签单没有写明对应哪笔支出时，答“无法判断”。"
    ),
    advice="补登会签：powerctl countersign edit；写明会签单对应的支出",
    question=_uncountersigned,
    say=_say,
    repeats=never,
)
