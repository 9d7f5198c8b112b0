"""Finance: who may approve what, payments and who signed them (R-HY-04, R-HY-06, R-CC-03, R-FS-06).

Money is whole fen; a refund is negative. What a source wrote stands beside what it was read as. An empty
flag, link or day is not known: it never means no.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import column as column_of

from powerctl.model.base import (
    Origin,
    column,
    key,
    link,
    needed_link,
    required,
    required_term,
    term,
    titled,
)
from powerctl.terms import (
    AccountMeasure,
    ApproverRole,
    CountersignParty,
    ExpenditureKind,
    ExpenditureState,
    FundSource,
    MoneyUnit,
    PayeeKind,
    Recurrence,
    SignDecision,
    SignerRole,
    SpendingScope,
)


class ApprovalLimit(Origin, table=True):
    """审批权限: up to which sum a post, or a rank of a unit, approves, from–to, filed where (FIN001, FIN012).

    Without a post it holds for everybody of that rank. An empty sum is not known, unless it is unlimited.
    """

    __tablename__ = "approval_limit"
    __table_args__ = titled("审批权限")

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    role: ApproverRole | None = term(ApproverRole, "审批层级")
    post_id: int | None = link("post.id", "职务", index=True)
    post_written: str | None = column("职务（原文）")
    scope: SpendingScope | None = term(SpendingScope, "适用范围")
    amount_fen: int | None = column("最高金额（分）")
    is_unlimited: bool | None = column("是否不设上限")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    document: str | None = column("文号")
    filing_number: str | None = column("备案号")
    filed_on: date | None = column("备案日期")
    note: str | None = column("备注")


class LadderStep(Origin, table=True):
    """审签程序: who signs a voucher in which place, for the county or one unit (R-CC-03).

    A step with `above_fen` is taken only over that sum; one with `is_for_own` only for a voucher of the
    person who would sign.
    """

    __tablename__ = "ladder_step"
    __table_args__ = titled("审签程序", UniqueConstraint("unit_id", "position", "valid_from"))

    id: int | None = key()
    unit_id: int | None = link("unit.id", "单位")
    position: int = required("顺序")
    role: SignerRole = required_term(SignerRole, "审签人身份")
    above_fen: int | None = column("超过多少金额才审签（分）")
    is_for_own: bool | None = column("是否只审签本人票据")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    document: str | None = column("文号")


class Expenditure(Origin, table=True):
    """支出: one payment, or one voucher on its way to it (R-HY-04).

    `identity` and `ordinal` are the clerk's key. `payee_key` is the payee's name written one way and
    `voucher_serial` the number inside the voucher's, so that payments of one payee and vouchers in a row
    are found by an index. Two indexes end in the sum: what a payee or a line may come to is read off them.
    """

    __tablename__ = "expenditure"
    __table_args__ = titled(
        "支出",
        UniqueConstraint("unit_id", "identity", "ordinal"),
        Index("expenditure_by_payee", "unit_id", "payee_key", "paid_on", "amount_fen"),
        Index("expenditure_by_day", "unit_id", "paid_on"),
        Index("expenditure_by_line", "unit_id", "budget_line", "paid_on", "amount_fen"),
        Index("expenditure_by_sum", "unit_id", "amount_fen"),
        *(
            Index(f"expenditure_of_{noun}", f"{noun}_id", sqlite_where=column_of(f"{noun}_id").is_not(None))
            for noun in ("agenda_item", "project", "transaction")
        ),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    identity: str = required("识别键")
    ordinal: int = required("同名次序")
    number: str | None = column("单据编号")
    voucher: str | None = column("凭证号")
    voucher_serial: int | None = column("凭证序号")
    billed_on: date | None = column("单据日期")
    approved_on: date | None = column("审批日期")
    paid_on: date | None = column("支付日期")
    payee_written: str | None = column("收款方", personal=True)
    payee_key: str | None = column("收款方识别键", personal=True)
    payee_kind: PayeeKind | None = term(PayeeKind, "收款方性质")
    purpose: str | None = column("用途")
    budget_line: str | None = column("预算科目")
    kind: ExpenditureKind | None = term(ExpenditureKind, "支出类别")
    kind_written: str | None = column("支出类别（原文）")
    is_non_productive: bool | None = column("是否非生产性开支")
    fund: FundSource | None = term(FundSource, "资金来源")
    recurrence: Recurrence | None = term(Recurrence, "支付周期性")
    amount_fen: int | None = column("金额（分）")
    amount_written: str | None = column("金额（原文）")
    amount_unit: MoneyUnit | None = term(MoneyUnit, "原金额单位")
    state: ExpenditureState | None = term(ExpenditureState, "支付状态")
    reverses_id: int | None = link("expenditure.id", "冲销的支出")
    handler_id: int | None = link("person.id", "经办人")
    handler_written: str | None = column("经办人（原文）", personal=True)
    approver_id: int | None = link("person.id", "审批人")
    approver_written: str | None = column("审批人（原文）", personal=True)
    approver_role: ApproverRole | None = term(ApproverRole, "审批层级")
    decision_written: str | None = column("决策依据（原文）")
    agenda_item_id: int | None = link("agenda_item.id", "决策议程")
    contract: str | None = column("合同编号")
    project_id: int | None = link("project.id", "工程项目")
    project_written: str | None = column("工程项目（原文）")
    transaction_id: int | None = link("public_transaction.id", "公共资源交易")
    transaction_written: str | None = column("公共资源交易（原文）")
    document: str | None = column("文号")
    note: str | None = column("备注")


class SignOff(Origin, table=True):
    """审签: one signature on a voucher, in its place; a voucher that came back is signed in a new round."""

    __tablename__ = "sign_off"
    __table_args__ = titled("审签", UniqueConstraint("expenditure_id", "round", "position"))

    id: int | None = key()
    expenditure_id: int = needed_link("expenditure.id", "支出", index=False)
    round: int = required("轮次")
    position: int = required("审签顺序")
    role: SignerRole | None = term(SignerRole, "审签人身份")
    person_id: int | None = link("person.id", "审签人", index=True)
    person_written: str | None = column("审签人（原文）", personal=True)
    post_written: str | None = column("职务")
    decision: SignDecision | None = term(SignDecision, "审签意见")
    signed_on: date | None = column("审签日期")
    returned_fen: int | None = column("退回金额（分）")
    reason: str | None = column("退回理由")


class CountersignSheet(Origin, table=True):
    """会签单: one payment of support funds to a household or to those of one roster (R-FS-06)."""

    __tablename__ = "countersign_sheet"
    __table_args__ = titled("会签单", UniqueConstraint("unit_id", "number"), CheckConstraint("number <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "发放单位", index=False)
    number: str = required("会签单编号")
    fund_name: str | None = column("资金名称")
    expenditure_id: int | None = link("expenditure.id", "支出", index=True)
    expenditure_written: str | None = column("支出（原文）")
    household_written: str | None = column("受益农户", personal=True)
    households: int | None = column("受益户数")
    amount_fen: int | None = column("发放金额（分）")
    paid_on: date | None = column("发放日期")
    note: str | None = column("备注")


class Countersignature(Origin, table=True):
    """会签: one of the three joint signatures of a sheet."""

    __tablename__ = "countersignature"
    __table_args__ = titled("会签", UniqueConstraint("sheet_id", "party"))

    id: int | None = key()
    sheet_id: int = needed_link("countersign_sheet.id", "会签单", index=False)
    party: CountersignParty = required_term(CountersignParty, "会签方")
    signer_written: str | None = column("签字人", personal=True)
    household_signer_written: str | None = column("农户签字人", personal=True)
    signed_on: date | None = column("会签日期")
    is_agreed: bool | None = column("是否同意")
    note: str | None = column("备注")


class FundAccount(Origin, table=True):
    """资金账户: a fund of a unit in a year, and whether its budget holds it (FIN011)."""

    __tablename__ = "fund_account"
    __table_args__ = titled(
        "资金账户", UniqueConstraint("unit_id", "year", "name"), CheckConstraint("name <> ''")
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    year: int = required("年度")
    name: str = required("资金名称")
    fund: FundSource | None = term(FundSource, "资金来源")
    amount_fen: int | None = column("金额（分）")
    is_in_budget: bool | None = column("是否纳入预算管理")
    budget_line: str | None = column("预算科目")
    document: str | None = column("文号")
    note: str | None = column("备注")


class AccountFigure(Origin, table=True):
    """财务公开数据: one figure of a published account, such as 三公经费: its line, its column, its year.

    A sum is in fen; a count (个, 人, 辆, 批) and a rate of change stand apart from sums. `parent_line` is the
    line that the figure is a part of (其中); `is_total` marks a total, which is never added up again.
    """

    __tablename__ = "account_figure"
    __table_args__ = titled(
        "财务公开数据",
        UniqueConstraint("unit_id", "identity", "ordinal"),
        CheckConstraint("line <> ''"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    identity: str = required("识别键")
    ordinal: int = required("同名次序")
    sheet_title: str | None = column("表名")
    year: int | None = column("报表年度")
    position: int | None = column("行次")
    line: str = required("项目")
    parent_line: str | None = column("上级项目")
    is_total: bool | None = column("是否合计")
    heading: str | None = column("栏目（原文）")
    measure: AccountMeasure | None = term(AccountMeasure, "数据口径")
    figure_year: int | None = column("数据年度")
    amount_fen: int | None = column("金额（分）")
    quantity: int | None = column("数量")
    quantity_unit: str | None = column("数量单位")
    rate_hundredths: int | None = column("比率（万分之一）")
    written: str | None = column("原文")
    amount_unit: MoneyUnit | None = term(MoneyUnit, "原金额单位")
    note: str | None = column("备注")


class FinanceReport(Origin, table=True):
    """财务报告: the finances of a period, told to the team and shown to the staff (R-HY-06)."""

    __tablename__ = "finance_report"
    __table_args__ = titled("财务报告", UniqueConstraint("unit_id", "period_from", "period_to", "title"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    title: str | None = column("报告名称")
    period_from: date | None = column("期间起日")
    period_to: date | None = column("期间止日")
    reported_on: date | None = column("向班子报告日期")
    reporter_written: str | None = column("报告人", personal=True)
    meeting_written: str | None = column("报告会议（原文）")
    agenda_item_id: int | None = link("agenda_item.id", "报告会议议程", index=True)
    published_on: date | None = column("向职工公示日期")
    published_at_written: str | None = column("公示地点")
    audience_written: str | None = column("公示范围")
    document: str | None = column("文号")
    note: str | None = column("备注")
