"""Words of money → terms; None where the word does not say."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from powerctl.sheets.words.wording import LONGEST_WORD, normal, unwrapped
from powerctl.terms import (
    AccountMeasure,
    ApproverRole,
    ExpenditureKind,
    ExpenditureState,
    FundSource,
    Gate,
    MoneyUnit,
    PayeeKind,
    ProjectKind,
    PurchaseObject,
    Recurrence,
    SignDecision,
    SignerRole,
    SpendingScope,
    TransactionKind,
    TransactionMethod,
    UndertakingKind,
)

_Term = TypeVar("_Term", bound=StrEnum)


def _reader(terms: type[_Term], others: dict[_Term, str] | None = None) -> Callable[[str], _Term | None]:
    """Reads one term by its own words or by one of its other spellings, which spaces separate."""
    known = {normal(term.value): term for term in terms}
    for term, words in (others or {}).items():
        known |= {normal(word): term for word in words.split()}

    def read(text: str) -> _Term | None:
        if len(text) > LONGEST_WORD:
            return None
        word = unwrapped(normal(text))
        return known.get(normal(text)) or known.get(word)

    return read


_KINDS = _reader(
    ExpenditureKind,
    {
        ExpenditureKind.OFFICE: "办公 办公用品 办公用品费 日常办公费 印刷费 办公经费",
        ExpenditureKind.UTILITIES: "水费 电费 水电费 通讯费 电话费 邮电费 网络费 水电 取暖费",
        ExpenditureKind.MEETING: "会议 会务费",
        ExpenditureKind.TRAINING: "培训",
        ExpenditureKind.TRAVEL: "差旅 交通费 出差费",
        ExpenditureKind.RECEPTION: "接待费 招待费 业务招待费 公务招待费 接待",
        ExpenditureKind.VEHICLE: "车辆费 车辆维修费 燃油费 公务用车运行维护费 公务用车运行费 "
        "公务用车购置及运行费 公务用车运行维护 车辆运行费 油料费 汽油费 公务用车购置费",
        ExpenditureKind.ABROAD: "因公出国费 因公出国（境）费用 出国费 出国（境）费",
        ExpenditureKind.PURCHASE: "采购 设备购置 设备购置费 办公设备购置 物资采购费 采购费 专用设备购置",
        ExpenditureKind.WORKS: "工程 工程支出 工程建设费 基建支出 基本建设支出",
        ExpenditureKind.REPAIR: "维修费 维护费 维修(护)费 维修维护费 修缮费",
        ExpenditureKind.RENT: "租金 房租 租赁 房屋租赁费",
        ExpenditureKind.LABOUR: "劳务 劳务派遣费 临时工工资 咨询费 专家费",
        ExpenditureKind.COMMISSION: "委托费 委托服务费 服务费 购买服务",
        ExpenditureKind.WAGES: "工资 津贴 津补贴 奖金 社会保障缴费 福利费 工资福利支出 基本工资 津贴补贴",
        ExpenditureKind.SUBSIDY: "补助 补贴 补助费 生活补助 救济费 对个人和家庭的补助",
        ExpenditureKind.TRANSFER: "往来 拨款 转拨款 代收代付",
        ExpenditureKind.INVESTMENT: "投资 股权投资",
        ExpenditureKind.OTHER: "其他 其它 其它支出 其他费用 其他商品和服务支出",
    },
)
_METHODS = _reader(
    TransactionMethod,
    {
        TransactionMethod.OPEN_TENDER: "公开招投标 公开 招标 公开招标采购",
        TransactionMethod.INVITED_TENDER: "邀标 邀请 邀请招投标",
        TransactionMethod.NEGOTIATION: "谈判 竞争性谈判采购",
        TransactionMethod.CONSULTATION: "磋商 竞争性磋商采购",
        TransactionMethod.INQUIRY: "询价采购 询比价 比选",
        TransactionMethod.FRAMEWORK: "框架协议 协议供货 定点采购 网上超市",
        TransactionMethod.SINGLE_SOURCE: "单一来源",
        TransactionMethod.AUCTION: "公开拍卖 拍卖出让",
        TransactionMethod.LISTING: "挂牌出让 公开挂牌",
        TransactionMethod.AGREEMENT: "协议出让 协议转让",
        TransactionMethod.DIRECT: "直接委托 直接发包方式 指定",
        TransactionMethod.SHOP: "零星采购 自行购买 商场购买 直接购买",
    },
)
_TRADES = _reader(
    TransactionKind,
    {
        TransactionKind.WORKS: "工程 工程招标 工程建设 工程建设招投标 工程建设项目招标投标 建设工程",
        TransactionKind.PROCUREMENT: "采购 政采 集中采购",
        TransactionKind.LAND: "土地 土地使用权出让 土地使用权 国有土地出让 土地使用权和矿业权出让",
        TransactionKind.PROPERTY: "产权 国有产权交易 国有产权 资产处置",
        TransactionKind.OWN_PURCHASE: "分散采购 单位自行采购 自购",
    },
)
_SIGNERS = _reader(
    SignerRole,
    {
        SignerRole.WITNESS: "证明 验收人",
        SignerRole.SECTION: "股室负责人 科长 部门负责人 科室长 股长",
        SignerRole.ACCOUNTANT: "会计 财务科长 财务审核 财务股长 会计主管",
        SignerRole.DEPUTY: "分管副职 分管局长 副职 副局长 分管领导审批",
        SignerRole.DISCIPLINE: "纪委书记 纪检组长 纪检监察组长 派驻纪检组长 纪检组组长 纪检书记",
        SignerRole.SUPERVISORS: "监督小组 民主理财小组",
        SignerRole.HEAD: "主要领导 主要负责人 局长 单位负责人 正职 单位主要负责人 “一把手”",
        SignerRole.CROSS: "联签 会签领导 联签人",
    },
)
_APPROVERS = _reader(
    ApproverRole,
    {
        ApproverRole.SECTION: "科长 股室负责人 部门负责人 股长",
        ApproverRole.DEPUTY: "分管副职 副职 副局长 分管局长",
        ApproverRole.HEAD: "主要领导 主要负责人 局长 单位负责人 正职 “一把手”",
        ApproverRole.TEAM: "领导班子 班子会 党组会 局长办公会 领导班子集体 党委会 班子集体研究 集体研究",
        ApproverRole.SUPERIOR: "上级 县委常委会 县政府常务会 上级领导班子 报上级",
    },
)
_DECISIONS = _reader(
    SignDecision,
    {
        SignDecision.AGREED: "同意支付 同意报销 属实 通过 已签 √",
        SignDecision.RETURNED: "不同意 退单 驳回 退回补充 不予支付",
    },
)
_STATES = _reader(
    ExpenditureState,
    {
        ExpenditureState.PENDING: "未支付 未付 待付",
        ExpenditureState.PAID: "支付 已付 已付款 已拨付 已报销 支付完成 完成",
        ExpenditureState.RETURNED: "退回 已退回 退单",
        ExpenditureState.VOID: "已作废 取消 撤销",
    },
)
_CHANGE_RATE = re.compile(
    "增减.*(?:幅|率|%)|(?:增长|变动|下降|增减|升降)率|(?:比上年|较上年|(?<!占)比|同比|增长|增减|升降)[^/占为]*%|^[±+\\-]*%$|幅度|[±]%"
)
_SHARE = re.compile("%|(?:完成|执行|支付|到位|拨付|使用|节约|结余)率|占比|比重|比例|百分比|进度(?!款)")
_MEASURES = (
    (_CHANGE_RATE, AccountMeasure.CHANGE_RATE),
    (_SHARE, AccountMeasure.OTHER),
    (re.compile("其中.*(?:财政拨款|公共预算)|财政拨款"), AccountMeasure.PUBLIC),
    (re.compile("增减|比上年|同比|较上年|差额"), AccountMeasure.CHANGE),
    (re.compile("调整(?:后)?预算|全年预算"), AccountMeasure.ADJUSTED),
    (re.compile("决算"), AccountMeasure.FINAL),
    (
        re.compile("执行|支出数|实际支出|实际发生|支出金额|实际数|完成数|发生额|发生数"),
        AccountMeasure.EXECUTED,
    ),
    (re.compile("预算"), AccountMeasure.BUDGET),
    (re.compile("^(?:数量|个数|人数|人次|批次|次数|辆数|团组数?)"), AccountMeasure.QUANTITY),
)
_OF_A_TABLE = (
    AccountMeasure.ADJUSTED,
    AccountMeasure.FINAL,
    AccountMeasure.EXECUTED,
    AccountMeasure.BUDGET,
)


def measure(text: str) -> AccountMeasure | None:
    """Which figure of a line a column's heading speaks of."""
    written = normal(text)
    return next((term for pattern, term in _MEASURES if pattern.search(written)), None)


def measure_of_table(title: str) -> AccountMeasure | None:
    """Which figures a whole table shows, where its headings do not say: only what a title can tell of all."""
    written = normal(title)
    return next(
        (term for pattern, term in _MEASURES if term in _OF_A_TABLE and pattern.search(written)), None
    )


def is_rate(text: str) -> bool:
    """Whether a heading or a line speaks of a rate, a share or a change in percent, which is no money."""
    written = normal(text)
    return bool(_CHANGE_RATE.search(written) or _SHARE.search(written))


TERMS: dict[type[StrEnum], Callable[[str], Any]] = {
    ExpenditureKind: _KINDS,
    TransactionMethod: _METHODS,
    TransactionKind: _TRADES,
    SignerRole: _SIGNERS,
    ApproverRole: _APPROVERS,
    SignDecision: _DECISIONS,
    ExpenditureState: _STATES,
    AccountMeasure: _reader(AccountMeasure),
    FundSource: _reader(
        FundSource,
        {
            FundSource.BUDGET: "财政拨款 预算内 财政预算内 一般公共预算 公共预算财政拨款 财政拨款资金",
            FundSource.OFF_BUDGET: "预算外 预算外收入",
            FundSource.NON_TAX: "非税 行政事业性收费 罚没收入",
            FundSource.SPECIAL: "专项 专项经费 上级专项资金 项目资金 专款",
            FundSource.SUPPORT: "惠农资金 扶贫资金 惠农补贴 涉农资金 扶持资金 衔接资金",
            FundSource.OWN: "自有 自筹 自筹资金 单位自筹",
            FundSource.OTHER: "其他 其它 其它资金",
        },
    ),
    MoneyUnit: _reader(MoneyUnit),
    PayeeKind: _reader(
        PayeeKind, {PayeeKind.BODY: "对公 企业 公司 机构", PayeeKind.PERSON: "对私 私人 自然人 职工"}
    ),
    ProjectKind: _reader(
        ProjectKind,
        {
            ProjectKind.WORKS: "基建 新建 基本建设 工程建设 建设工程 房屋建筑 房屋建筑工程 房建 市政 "
            "市政工程 市政基础设施 水利 水利工程 公路 公路工程 道路工程 土建 土建工程",
            ProjectKind.REPAIR: "维修 改造 修缮 维修工程",
            ProjectKind.INFORMATION: "信息化 信息化项目",
            ProjectKind.OTHER: "其他 其它",
        },
    ),
    PurchaseObject: _reader(
        PurchaseObject,
        {
            PurchaseObject.WORKS: "工程类",
            PurchaseObject.GOODS: "货物类 物资",
            PurchaseObject.SERVICES: "服务类",
        },
    ),
    Recurrence: _reader(
        Recurrence,
        {
            Recurrence.ONCE: "否 一次 不定期",
            Recurrence.RENT: "房租 租赁",
            Recurrence.WAGES: "工资 津贴 工资性支出",
            Recurrence.INSTALMENT: "分期 分期支付 进度款",
            Recurrence.UTILITIES: "水电 通讯 水电费",
            Recurrence.SUBSIDY: "补助 补贴 定期补贴",
            Recurrence.OTHER: "定期 每月 其他 是",
        },
    ),
    SpendingScope: _reader(
        SpendingScope,
        {
            SpendingScope.ALL: "全部 所有支出 全部支出 各项支出 一般支出 日常支出",
            SpendingScope.NON_PRODUCTIVE: "非生产性 接待费 非生产性支出",
            SpendingScope.PURCHASE: "采购 政府采购 物资",
            SpendingScope.WORKS: "工程 基建 工程款",
            SpendingScope.LARGE_SUM: "大额 大额支出 大额度资金",
        },
    ),
    UndertakingKind: _reader(
        UndertakingKind,
        {
            UndertakingKind.DISPOSAL: "资产处置事项 国有资产处置 资产报废",
            UndertakingKind.INVESTMENT: "投资",
            UndertakingKind.GUARANTEE: "担保 抵押",
            UndertakingKind.FINANCING: "融资 贷款 举债",
            UndertakingKind.INCIDENT: "突发事件 应急处置",
            UndertakingKind.OTHER: "其他 其它",
        },
    ),
    Gate: _reader(Gate, {Gate.DESIGN: "设计关", Gate.BUDGET: "预算关", Gate.TENDER: "招标关 招投标"}),
}
"""What reads the words of each list of terms."""
