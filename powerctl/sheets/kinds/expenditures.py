"""支出 and 审签: payments and who signed for them, as registers and book-keeping have them (R-CC-03)."""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, term, text, whole
from powerctl.sheets.kinds.money_columns import (
    AGENDA_KEY,
    EXPENDITURE_KEY,
    NUMBER_OF_ROW,
    decision,
    exported,
    money,
    plain,
    project,
    transaction,
    unit,
)
from powerctl.sheets.kinds.recorded import ORDINAL
from powerctl.terms import (
    ApproverRole,
    ExpenditureKind,
    ExpenditureState,
    FundSource,
    PayeeKind,
    Recurrence,
    SignDecision,
    SignerRole,
)


def _signature(field: str, role: str, likely: str, example: str = "") -> Column:
    return Column(
        field,
        f"{role}审签",
        likely=either(likely),
        note=f"{role}的签字：姓名、日期，只写姓名的就是同意，退回的写明理由，例如 李某 2026-03-05、"
        "李某（退回：发票不全）2026-03-05。几列的先后就是审签的先后。",
        example=example,
        width=18,
    )


SIGNATURES = {
    "sign_witness": SignerRole.WITNESS,
    "sign_section": SignerRole.SECTION,
    "sign_accountant": SignerRole.ACCOUNTANT,
    "sign_deputy": SignerRole.DEPUTY,
    "sign_discipline": SignerRole.DISCIPLINE,
    "sign_supervisors": SignerRole.SUPERVISORS,
    "sign_head": SignerRole.HEAD,
    "sign_cross": SignerRole.CROSS,
}
"""Columns of signatures in a register of payments, and whose they are."""

_SIGNATURES = (
    _signature("sign_witness", "证明人", "证明人|证明人签字|验收人"),
    _signature("sign_section", "科室负责人", "科室负责人签字|股室负责人|科（股）室负责人|部门负责人签字"),
    _signature("sign_accountant", "财务负责人", "财务负责人|财务负责人签字|财务审核|会计审核|财务审核人"),
    _signature(
        "sign_deputy", "分管领导", "分管领导签字|分管领导|分管领导审批|分管局长|分管副职", "李某 2026-03-02"
    ),
    _signature(
        "sign_discipline",
        "纪委书记（纪检组长）",
        "纪委书记|纪检组长|纪检组长签字|纪委书记签字|纪检监察签字|纪检审签|纪检组长审签|纪委书记审签",
        "周某 2026-03-03",
    ),
    _signature("sign_supervisors", "财务监督小组", "监督小组|民主理财小组|财务监督小组签字|监督小组签字"),
    _signature(
        "sign_head",
        "一把手",
        "单位负责人审批|一把手签字|主要领导|主要领导签字|局长|主要领导审批",
        "王某 2026-03-04",
    ),
    _signature("sign_cross", "联签领导", "联签人|会签领导|联审联签"),
)

EXPENDITURES = SheetKind(
    name="expenditures",
    title="支出",
    workbook="spending",
    columns=(
        sequence(),
        unit(),
        plain(
            "number",
            "单据编号",
            "报销单号|支出编号|报账单号|付款单号|单据号|票据号|发票号|支付令号|支付凭证号|拨款单号|报销编号|编号",
            "报销单、支付令的编号，一个单位内不重复；没有的留空，按日期、收款方和金额认。",
            "BX-2026-0031",
        ),
        plain(
            "voucher",
            "凭证号",
            "记账凭证号|凭证编号|凭证字号|凭证|会计凭证号",
            "记账凭证的字号。",
            "记-0123",
            12,
        ),
        day("billed_on", "单据日期", "发票日期|开票日期|报销日期|申请日期|票据日期", "发票、报销单的日期。"),
        day("approved_on", "审批日期", "审批时间|批准日期|审签日期", "批准支付的那一天。", "2026-03-04"),
        Column(
            "paid_on",
            "支付日期",
            likely=either(
                "付款日期|支付时间|付款时间|支出日期|支出时间|入账日期|记账日期|拨付日期|拨付时间|列支时间|列支日期"
                "|日期|时间|年月|月份|资金支付日期|实付日期"
            ),
            value=ValueKind.DAY,
            note="钱付出去的那一天，例如 2026-03-05；只知道月份的可以写月份，原话记入备注。",
            example="2026-03-05",
            width=14,
            or_month=True,
        ),
        plain(
            "payee_written",
            "收款方",
            "收款单位|收款人|收款单位（人）|供应商|收款方名称|对方单位|往来单位|收款人名称|支付对象|收款单位名称|开票单位|领款人"
            "|收款方全称|对方户名|供应商名称|收款人全称|领取人|报销人|补助对象|补贴对象|拨付对象|受补助单位|资金拨付对象|用款单位",
            "单位写全称，个人写姓名；对外公开的表中个人姓名自动遮盖。",
            "青禾县某某商贸有限公司",
            24,
        ),
        term("payee_kind", "收款方性质", PayeeKind, "收款方类别|对公对私", "单位还是个人。", "单位"),
        plain(
            "purpose",
            "用途",
            "摘要|支出内容|支出用途|支出事项|支出项目|资金用途|开支内容|支付事由|事由|支出明细|项目内容|报销内容|费用内容|支出摘要|开支项目"
            "|付款事由|列支内容|项目|项目名称|资金使用事项|使用事项|资金使用内容|大额资金事项|拨付事由|使用用途",
            "钱花在什么事上。",
            "采购办公用纸",
            26,
        ),
        plain(
            "budget_line",
            "预算科目",
            "科目|会计科目|支出科目|经济分类|经济科目|部门经济分类|政府经济分类|支出经济分类|科目名称|功能分类|预算项目|预算指标",
            "列支的预算科目。",
            "30201 办公费",
            18,
        ),
        plain(
            "kind",
            "支出类别",
            "费用类别|支出分类|费用类型|开支类别|费用名称|支出类型|支出种类|费用项目",
            f"可以写：{'、'.join(kind.value for kind in ExpenditureKind)}；别的说法照原文登记。",
            "办公费",
            14,
        ),
        flag(
            "is_non_productive",
            "是否非生产性开支",
            "非生产性开支|是否非生产性",
            "接待、会议一类开支填“是”。",
            "否",
        ),
        term(
            "fund",
            "资金来源",
            FundSource,
            "资金性质|经费来源|资金类别|资金渠道",
            "用的什么钱。",
            "预算内拨款",
        ),
        term(
            "recurrence",
            "支付周期性",
            Recurrence,
            "周期性支付|是否定期支付|支付性质",
            "房租、工资、分期付款这样定期支付的写明，不会当作化整为零；不清楚的留空。",
            "一次性",
        ),
        money(
            "amount",
            "金额",
            "支付金额|付款金额|支出金额|报销金额|实付金额|发票金额|列支金额|支出|付款额|支付数|支出数|借方金额|借方|借方发生额|拨付金额"
            "|发生金额|发生额|支出合计|实际支付金额|实支金额|本次支付金额|开支金额|金额小写|小写金额|本月支出|本期支出",
            "退款、冲减写负数。",
            "1250.00",
        ),
        money("credit", "贷方金额", "贷方|贷方发生额", "账页上的贷方，当作冲减。", in_template=False),
        term("state", "支付状态", ExpenditureState, "状态|支付情况|付款状态", "已经付了没有。", "已支付"),
        plain(
            "reverses",
            "冲销的支出",
            "冲销单据|原单据编号|红冲原单号",
            "退款、红字冲销的，写原来那一笔的单据编号。",
            "",
            18,
        ),
        plain(
            "handler_written",
            "经办人",
            "经手人|报账人|经办人员|经办|承办人|经办人签字|经办人姓名",
            "写姓名，与“人员”表一致。",
            "高某",
            12,
        ),
        plain(
            "approver_written",
            "审批人",
            "批准人|审批领导|签批人|审批人签字|审批人姓名|签批领导",
            "最后批准支付的人，写姓名。",
            "李某",
            12,
        ),
        term(
            "approver_role", "审批层级", ApproverRole, "审批级别|审批人层级", "审批人是哪一级。", "分管领导"
        ),
        *decision(),
        plain("contract", "合同编号", "合同号|合同|合同文号|合同名称", "按合同支付的写合同编号。", "", 16),
        project(),
        transaction(),
        plain("document", "文号", "依据文件|批文|文件号|拨款文号", "批准支付的文件。", "", 18),
        note(),
        *_SIGNATURES,
        ORDINAL,
        exported("amount_written", "金额原文", "来源表格中金额的写法，原样保留。"),
        exported("amount_unit", "原金额单位", "来源表格的金额单位。", 12),
        AGENDA_KEY,
    ),
    name_field="payee_written",
    telling=("payee_written", "voucher", "number", "paid_on", "approver_written", "credit"),
    readings=(
        Reading("编号", "number", after=("sequence",)),
        *NUMBER_OF_ROW,
        Reading("文件号", "document"),
        *(
            Reading(heading, "paid_on", together=("amount",))
            for heading in either("日期|时间|年月|月份|支出时间|支出日期")
        ),
        *(
            Reading(heading, "purpose", together=("amount",))
            for heading in either("事由|摘要|支出项目|支出事项")
        ),
        Reading("支出", "amount"),
        Reading("项目", "project_written", together=("purpose",)),
        Reading("项目", "purpose", together=("amount",)),
        Reading("项目名称", "project_written", together=("purpose",)),
        Reading("项目名称", "purpose", together=("amount",)),
        Reading("项目内容", "purpose", together=("amount",)),
        Reading("合同", "contract"),
        Reading("合同名称", "contract"),
        Reading("状态", "state"),
        Reading("经办", "handler_written"),
        Reading("承办人", "handler_written"),
        Reading("报销人", "payee_written"),
        Reading("局长", "sign_head"),
        Reading("验收人", "sign_witness"),
        Reading("依据文件", "document"),
        Reading("申请日期", "billed_on"),
        Reading("分管领导", "sign_deputy", together=("amount",)),
        Reading("主要领导", "sign_head", together=("amount",)),
        *(
            Reading(heading, "sign_discipline", together=("amount",))
            for heading in either("纪委书记|纪检组长")
        ),
        Reading("证明人", "sign_witness"),
        Reading("科目名称", "budget_line", together=("amount", "purpose")),
    ),
    standing_in=("purpose", "number", "voucher", "amount"),
    not_kept=either(
        "开户行|开户银行|银行账号|账号|收款账号|收款方账号|余额|结余|方向|附件张数|附件|单据张数|支付方式|付款方式|结算方式"
        "|摘要代码|制单人|记账人|审核人|复核人|出纳|年度|月|日|收入|收入金额|收方|存入|对方科目|联系电话|身份证号|身份证号码|借或贷|年|银行卡号|金额大写|大写金额|累计支出|本年累计支出"
    ),
    row_by_row=True,
    sums=("amount", "credit"),
    needs=("amount", "credit", "number"),
)
"""支出"""

SIGN_OFFS = SheetKind(
    name="sign_offs",
    title="审签",
    workbook="spending",
    columns=(
        sequence(),
        unit(),
        plain(
            "expenditure",
            "支出",
            "支出单据|单据编号|报销单号|凭证号|票据编号|支出编号",
            "写“支出”表的单据编号或者凭证号。",
            "BX-2026-0031",
            20,
            required=True,
        ),
        whole("round", "轮次", "第几轮|审签轮次|次数", "退回后重新审签的写 2、3；第一次的可以不填。", "1"),
        whole("position", "审签顺序", "顺序|签字顺序", "这一轮中第几个签；不填的按表中先后。", "1"),
        term("role", "审签人身份", SignerRole, "签字人身份|审签环节|身份", "以什么身份签。", "分管领导"),
        text(
            "person_written",
            "审签人",
            "签字人|审签人姓名|姓名|签字人姓名",
            "写姓名，与“人员”表一致。",
            "李某",
            12,
        ),
        text("post_written", "职务", "签字人职务|审签人职务", "签字时的职务。", "副局长", 14),
        term("decision", "审签意见", SignDecision, "意见|审签结果|签字意见", "同意还是退回。", "同意"),
        day("signed_on", "审签日期", "签字日期|签字时间|审签时间|日期", "哪一天签。", "2026-03-02"),
        money("returned", "退回金额", "退回数", "退回的写退回多少钱；整单退回的留空。", ""),
        text("reason", "退回理由", "退回原因|理由", "退回的写理由。", "", 22),
        EXPENDITURE_KEY,
    ),
    name_field="expenditure",
    telling=("decision", "role", "signed_on", "returned"),
    readings=(
        *NUMBER_OF_ROW[:2],
        Reading("日期", "signed_on"),
        Reading("姓名", "person_written"),
        Reading("理由", "reason"),
        Reading("意见", "decision"),
    ),
    row_by_row=True,
    sums=("returned",),
)
"""审签"""
