"""Resources: projects, trades of public resources, purchases, and other large matters (R-HY-05, R-ZJ-03)."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

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
    Gate,
    PayeeKind,
    ProjectKind,
    PurchaseObject,
    TransactionKind,
    TransactionMethod,
    UndertakingKind,
)


class TradingVenue(Origin, table=True):
    """交易场所: a trading centre that the county counts as one, from–to (FIN016)."""

    __tablename__ = "trading_venue"
    __table_args__ = titled("交易场所", UniqueConstraint("name", "kind"), CheckConstraint("name <> ''"))

    id: int | None = key()
    name: str = required("场所名称")
    kind: TransactionKind | None = term(TransactionKind, "交易类别")
    level_written: str | None = column("场所层级")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    document: str | None = column("文号")
    note: str | None = column("备注")


class Project(Origin, table=True):
    """工程项目: from its decision to its start (FIN015, FIN018)."""

    __tablename__ = "project"
    __table_args__ = titled(
        "工程项目",
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("number <> ''"),
        CheckConstraint("name <> ''"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("项目编号")
    name: str = required("项目名称")
    kind: ProjectKind | None = term(ProjectKind, "项目类别")
    kind_written: str | None = column("项目类别（原文）")
    investment_fen: int | None = column("总投资（分）")
    public_fen: int | None = column("其中财政资金（分）")
    approved_on: date | None = column("立项日期")
    approval_document: str | None = column("立项文号")
    decision_written: str | None = column("决策依据（原文）")
    agenda_item_id: int | None = link("agenda_item.id", "决策议程", index=True)
    started_on: date | None = column("开工日期")
    completed_on: date | None = column("竣工日期")
    contractor_written: str | None = column("施工单位")
    contract_fen: int | None = column("合同金额（分）")
    settled_fen: int | None = column("决算金额（分）")
    note: str | None = column("备注")


class ProjectGate(Origin, table=True):
    """开工前把关: design, budget and tender of a project, each signed before works start (FIN018)."""

    __tablename__ = "project_gate"
    __table_args__ = titled("开工前把关", UniqueConstraint("project_id", "gate"))

    id: int | None = key()
    project_id: int = needed_link("project.id", "工程项目", index=False)
    gate: Gate = required_term(Gate, "关口")
    signed_on: date | None = column("签字日期")
    signer_written: str | None = column("签字人", personal=True)
    is_agreed: bool | None = column("是否同意")
    document: str | None = column("材料")
    note: str | None = column("备注")


class PublicTransaction(Origin, table=True):
    """公共资源交易: a tender, purchase, sale of land or of property, and buying by the unit itself (R-HY-05).

    `is_bulk` marks bulk goods (大宗物资). The one who decides, the one who buys and the body that met stand
    apart, so that nobody does it alone (DUTY009). Posting days are those of FIN021.
    """

    __tablename__ = "public_transaction"
    __table_args__ = titled(
        "公共资源交易",
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("number <> ''"),
        CheckConstraint("name <> ''"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("交易编号")
    name: str = required("交易名称")
    kind: TransactionKind | None = term(TransactionKind, "交易类别")
    bought: PurchaseObject | None = term(PurchaseObject, "采购标的")
    is_bulk: bool | None = column("是否大宗物资")
    project_id: int | None = link("project.id", "工程项目", index=True)
    project_written: str | None = column("工程项目（原文）")
    method: TransactionMethod | None = term(TransactionMethod, "交易方式")
    method_written: str | None = column("交易方式（原文）")
    method_reason: str | None = column("采用该方式的理由")
    venue_id: int | None = link("trading_venue.id", "交易场所", index=True)
    venue_written: str | None = column("交易场所（原文）")
    is_in_venue: bool | None = column("是否进场交易")
    budget_fen: int | None = column("预算金额（分）")
    price_fen: int | None = column("成交金额（分）")
    planned_by_written: str | None = column("提出计划部门")
    planned_on: date | None = column("提出计划日期")
    decider_id: int | None = link("person.id", "审批人")
    decider_written: str | None = column("审批人（原文）", personal=True)
    decided_on: date | None = column("审批日期")
    buyer_id: int | None = link("person.id", "经办人")
    buyer_written: str | None = column("经办人（原文）", personal=True)
    decision_written: str | None = column("决策依据（原文）")
    agenda_item_id: int | None = link("agenda_item.id", "决策议程", index=True)
    announced_on: date | None = column("公告日期")
    opened_on: date | None = column("开标日期")
    evaluated_on: date | None = column("评标报告日期")
    candidates_from: date | None = column("中标候选人公示起日")
    candidates_to: date | None = column("中标候选人公示止日")
    single_source_from: date | None = column("单一来源公示起日")
    single_source_to: date | None = column("单一来源公示止日")
    won_on: date | None = column("成交日期")
    winner_written: str | None = column("成交人", personal=True)
    winner_kind: PayeeKind | None = term(PayeeKind, "成交人性质")
    bidders: int | None = column("参与竞价家数")
    result_posted_on: date | None = column("结果公告日期")
    contract: str | None = column("合同编号")
    contract_on: date | None = column("合同签订日期")
    contract_posted_on: date | None = column("合同公告日期")
    delivered_on: date | None = column("开始履行日期")
    document: str | None = column("文号")
    note: str | None = column("备注")


class Bidder(Origin, table=True):
    """竞买(投标)人: who took part in a trade, with the offer."""

    __tablename__ = "bidder"
    __table_args__ = titled("投标人", UniqueConstraint("transaction_id", "position"))

    id: int | None = key()
    transaction_id: int = needed_link("public_transaction.id", "公共资源交易", index=False)
    position: int = required("顺序")
    name: str = required("投标人名称", personal=True)
    offer_fen: int | None = column("报价（分）")
    is_winner: bool | None = column("是否中标")
    note: str | None = column("备注")


class Undertaking(Origin, table=True):
    """其他重大事项: disposal, investment, guarantee, financing, deposit, incident (FIN017, MTG002)."""

    __tablename__ = "undertaking"
    __table_args__ = titled(
        "其他重大事项",
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("number <> ''"),
        CheckConstraint("name <> ''"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("事项编号")
    name: str = required("事项名称")
    kind: UndertakingKind | None = term(UndertakingKind, "事项类别")
    counterparty_written: str | None = column("对方", personal=True)
    amount_fen: int | None = column("金额（分）")
    happened_on: date | None = column("发生日期")
    done_on: date | None = column("实施日期")
    handler_written: str | None = column("经办人", personal=True)
    decision_written: str | None = column("决策依据（原文）")
    agenda_item_id: int | None = link("agenda_item.id", "决策议程", index=True)
    document: str | None = column("文号")
    note: str | None = column("备注")
