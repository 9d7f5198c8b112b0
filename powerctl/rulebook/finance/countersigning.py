"""Support funds are paid against three joint signatures: FIN008 (R-FS-06)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, null, or_, select

from powerctl.areas.finance.queries import COUNTERSIGNATURE, EXPENDITURE, SHEET
from powerctl.areas.organization.queries import is_blank
from powerctl.rulebook.finance.frame import judged, of_numbered, of_payments
from powerctl.rulebook.finance.joint import absent, facts, held_names, is_broken, is_complete, signatures
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import CountersignParty, FundSource, Severity

_PARTIES = tuple(CountersignParty)


def _sheets() -> Select[Any]:
    one, sheet = COUNTERSIGNATURE, SHEET
    with_household = one.c.party != CountersignParty.PAYER
    named = and_(
        ~is_blank(one.c.signer_written), or_(~with_household, ~is_blank(one.c.household_signer_written))
    )
    signed = signatures(one, "sheet_id", "party", _PARTIES, named=named, day=sheet.c.paid_on)
    return of_numbered(
        sheet,
        judged(is_complete(signed, _PARTIES), is_broken(signed, _PARTIES)),
        *facts(signed, _PARTIES),
        sheet.c.paid_on.label("sheet_paid_on"),
        *_none("amount", "unlinked"),
        joins=((signed, signed.c.record_id == sheet.c.id),),
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
        *_none("refused", "late", *held_names(_PARTIES), "sheet_paid_on"),
        func.coalesce(unlinked.c.sheets, 0).label("unlinked"),
        joins=(
            (linked, linked.c.expenditure_id == EXPENDITURE.c.id),
            (unlinked, unlinked.c.unit_id == EXPENDITURE.c.unit_id),
        ),
    ).where(EXPENDITURE.c.fund == FundSource.SUPPORT)
    rows = question.subquery("support_payments")
    return select(
        rows.c.item, rows.c.unit_id, rows.c.verdict, rows.c.subject, rows.c.origin, rows.c.rows,
        rows.c.refused, rows.c.late, *(rows.c[name] for name in held_names(_PARTIES)),
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
    if row.verdict == FINDING:
        if missing := absent(row, _PARTIES):
            return f"{wanted}，登记 {row.rows} 方，缺：{'、'.join(missing)}"
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
