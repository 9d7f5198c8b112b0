"""Terms of money: approval limits, expenditures, sign-offs, transactions, projects."""

from enum import StrEnum


class ApproverRole(StrEnum):
    """审批层级: who may approve spending up to a limit, from below (R-HY-04)"""

    SECTION = "科室负责人"
    DEPUTY = "分管领导"
    HEAD = "一把手"
    TEAM = "班子集体"
    SUPERIOR = "上级班子"


class SpendingScope(StrEnum):
    """审批权限适用范围: which spending an approval limit is for"""

    ALL = "各类支出"
    NON_PRODUCTIVE = "非生产性开支"
    PURCHASE = "物资采购"
    WORKS = "工程建设"
    LARGE_SUM = "大额资金"


class ExpenditureKind(StrEnum):
    """支出类别"""

    OFFICE = "办公费"
    UTILITIES = "水电通讯费"
    MEETING = "会议费"
    TRAINING = "培训费"
    TRAVEL = "差旅费"
    RECEPTION = "公务接待费"
    VEHICLE = "公务用车费"
    ABROAD = "因公出国（境）费"
    PURCHASE = "物资采购"
    WORKS = "工程款"
    REPAIR = "维修（护）费"
    RENT = "租赁费"
    LABOUR = "劳务费"
    COMMISSION = "委托业务费"
    WAGES = "工资福利"
    SUBSIDY = "补助补贴"
    TRANSFER = "往来款"
    INVESTMENT = "对外投资"
    OTHER = "其他支出"


class Recurrence(StrEnum):
    """支付周期性: why payments of one payee may lawfully repeat"""

    ONCE = "一次性"
    RENT = "租金"
    WAGES = "工资津贴"
    INSTALMENT = "分期付款"
    UTILITIES = "水电通讯"
    SUBSIDY = "定期补助"
    OTHER = "其他定期支付"


class FundSource(StrEnum):
    """资金来源"""

    BUDGET = "预算内拨款"
    OFF_BUDGET = "预算外资金"
    NON_TAX = "非税收入"
    SPECIAL = "专项资金"
    SUPPORT = "农村扶持资金"
    OWN = "自有资金"
    OTHER = "其他资金"


class ExpenditureState(StrEnum):
    """支付状态"""

    PENDING = "待支付"
    PAID = "已支付"
    RETURNED = "退回未付"
    VOID = "作废"


class PayeeKind(StrEnum):
    """收款方性质: a private person's name never reaches a public page"""

    BODY = "单位"
    PERSON = "个人"


class AccountMeasure(StrEnum):
    """数据口径 of a published account: which figure of a line it is"""

    BUDGET = "预算数"
    ADJUSTED = "调整预算数"
    EXECUTED = "执行数"
    FINAL = "决算数"
    PUBLIC = "其中财政拨款"
    CHANGE = "增减额"
    CHANGE_RATE = "增减幅度"
    QUANTITY = "数量"
    OTHER = "其他口径"


class MoneyUnit(StrEnum):
    """金额单位 of a source"""

    YUAN = "元"
    THOUSAND = "千元"
    TEN_THOUSAND = "万元"
    HUNDRED_MILLION = "亿元"


class SignerRole(StrEnum):
    """审签人身份 on a voucher (R-CC-03)"""

    HANDLER = "经办人"
    WITNESS = "证明人"
    SECTION = "科室负责人"
    ACCOUNTANT = "财务负责人"
    DEPUTY = "分管领导"
    DISCIPLINE = "纪委书记（纪检组长）"
    SUPERVISORS = "财务监督小组"
    HEAD = "一把手"
    CROSS = "联签领导"


# The three who sign one after the other, where a county or a unit has no ladder of its own.
THREE_SIGN_OFFS = (SignerRole.DEPUTY, SignerRole.DISCIPLINE, SignerRole.HEAD)


class SignDecision(StrEnum):
    """审签意见"""

    AGREED = "同意"
    RETURNED = "退回"


class CountersignParty(StrEnum):
    """会签方: the three signatures of a payment of support funds (R-FS-06)"""

    PAYER = "发放单位"
    PAYER_AND_HOUSEHOLD = "发放单位与受益农户"
    DISCIPLINE_AND_HOUSEHOLD = "纪检机关与受益农户"


class TransactionKind(StrEnum):
    """交易类别: the four that go to the trading centre (R-HY-05), and buying by the unit itself"""

    WORKS = "工程招投标"
    PROCUREMENT = "政府采购"
    LAND = "土地出让"
    PROPERTY = "产权交易"
    OWN_PURCHASE = "自行采购"


class TransactionMethod(StrEnum):
    """交易方式"""

    OPEN_TENDER = "公开招标"
    INVITED_TENDER = "邀请招标"
    NEGOTIATION = "竞争性谈判"
    CONSULTATION = "竞争性磋商"
    INQUIRY = "询价"
    FRAMEWORK = "框架协议采购"
    SINGLE_SOURCE = "单一来源采购"
    BIDDING = "招标出让"
    AUCTION = "拍卖"
    LISTING = "挂牌"
    AGREEMENT = "协议"
    DIRECT = "直接发包"
    SHOP = "零星购买"


# Anybody may take part, or several compete: what R-ZJ-01 and R-HY-05 call open.
OPEN_METHODS = (
    TransactionMethod.OPEN_TENDER,
    TransactionMethod.BIDDING,
    TransactionMethod.AUCTION,
    TransactionMethod.LISTING,
)


class PurchaseObject(StrEnum):
    """采购标的"""

    WORKS = "工程"
    GOODS = "货物"
    SERVICES = "服务"


class ProjectKind(StrEnum):
    """项目类别"""

    WORKS = "基建工程"
    REPAIR = "维修改造"
    INFORMATION = "信息化建设"
    OTHER = "其他项目"


class Gate(StrEnum):
    """开工前三道关 (FIN018)"""

    DESIGN = "设计"
    BUDGET = "预算"
    TENDER = "招标"


class UndertakingKind(StrEnum):
    """重大事项类别: what else a body must decide together (FIN017, MTG002)"""

    DISPOSAL = "资产处置"
    INVESTMENT = "对外投资"
    GUARANTEE = "抵押担保"
    FINANCING = "对外融资"
    DEPOSIT = "异地存款"
    LAND = "经营性土地使用权出让"
    INCIDENT = "突发事件处置"
    OTHER = "其他重大事项"


# Matters of the power over money (财权议题), besides works, large purchases and trades.
FINANCE_UNDERTAKINGS = (
    UndertakingKind.DISPOSAL,
    UndertakingKind.INVESTMENT,
    UndertakingKind.GUARANTEE,
    UndertakingKind.FINANCING,
    UndertakingKind.DEPOSIT,
    UndertakingKind.LAND,
)
