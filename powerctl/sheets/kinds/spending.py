"""支出和审签: who may approve what, payments, signatures, funds (R-HY-04, R-FS-06)."""

from powerctl.sheets.kinds.expenditures import EXPENDITURES, SIGN_OFFS
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, term, text, whole
from powerctl.sheets.kinds.money_columns import (
    EXPENDITURE_KEY,
    NUMBER_OF_ROW,
    county_unit,
    money,
    plain,
    unit,
)
from powerctl.terms import ApproverRole, FundSource, SignerRole, SpendingScope

APPROVAL_LIMITS = SheetKind(
    name="approval_limits",
    title="审批权限",
    workbook="spending",
    columns=(
        sequence(),
        unit(),
        term("role", "审批层级", ApproverRole, "审批人层级|审批级别|审批主体", "谁有这项权限。", "分管领导"),
        text(
            "post_written",
            "审批职务",
            "职务|岗位|审批岗位|审批人职务",
            "只属于某一个职务的写职务名称，与“职务”表一致；同一层级都适用的留空。",
            "副局长",
            16,
        ),
        term(
            "scope",
            "适用范围",
            SpendingScope,
            "支出范围|适用支出|权限范围",
            "哪些支出适用；大额资金的限额只作登记，检查时看不出哪一笔是大额资金，不用它。",
            "各类支出",
        ),
        money(
            "amount",
            "最高金额",
            "审批限额|审批权限|审批额度|权限金额|最高审批金额|审批金额",
            "一次最多审批多少钱。",
            "5000",
        ),
        flag("is_unlimited", "是否不设上限", "不设上限|是否无上限", "没有金额上限的填“是”。", ""),
        day("valid_from", "起日", "生效日期|施行日期|执行日期", "从哪一天起。", "2026-01-01"),
        day("valid_to", "止日", "失效日期|停用日期", "到哪一天为止；仍然适用的留空。"),
        text("document", "文号", "依据文件|规定文号|制度名称", "规定权限的文件。", "青财〔2026〕2号", 20),
        text("filing_number", "备案号", "备案编号|备案文号", "报财政、纪检机关备案的编号。", "", 16),
        day("filed_on", "备案日期", "备案时间", "哪一天备案。"),
        note(),
    ),
    name_field="role",
    telling=("amount", "scope", "is_unlimited", "filing_number"),
    standing_in=("post_written",),
    readings=NUMBER_OF_ROW,
    row_by_row=True,
    sums=("amount",),
)
"""审批权限"""

LADDER_STEPS = SheetKind(
    name="ladder_steps",
    title="审签程序",
    workbook="spending",
    columns=(
        sequence(),
        county_unit(),
        Column(
            "position",
            "审签顺序",
            likely=either("顺序|签字顺序|步骤"),
            value=ValueKind.WHOLE,
            required=True,
            note="第几个签，从 1 起。",
            example="1",
            width=10,
        ),
        Column(
            "role",
            "审签人身份",
            likely=either("审签人|签字人|签字人身份|审签环节"),
            value=ValueKind.TERM,
            required=True,
            choices=tuple(role.value for role in SignerRole),
            note="由谁签，从列表中选。",
            example="分管领导",
            width=18,
        ),
        money("above", "超过多少金额才审签", "起签金额", "超过这个数才要这一级签；每笔都签的留空。", ""),
        flag("is_for_own", "是否只审签本人票据", "本人票据", "只在签字人报销自己的票据时才用的填“是”。", ""),
        day("valid_from", "起日", "生效日期|施行日期", "从哪一天起。", "2026-01-01"),
        day("valid_to", "止日", "失效日期|停用日期", "到哪一天为止；仍然适用的留空。"),
        text("document", "文号", "依据文件|制度名称", "规定程序的文件。", "青纪发〔2026〕3号", 20),
    ),
    name_field="role",
    telling=("position", "above", "is_for_own"),
    readings=NUMBER_OF_ROW[:2],
    row_by_row=True,
    sums=("above",),
)
"""审签程序"""


def _party(field: str, heading: str, likely: str, who: str) -> Column:
    return Column(
        field,
        heading,
        likely=either(likely),
        note=f"{who}：姓名、日期，不同意的写明，例如 李某 2026-04-01；两人都签的用“／”隔开，农户的写在后面。",
        example="李某 2026-04-01",
        width=20,
    )


COUNTERSIGNS = SheetKind(
    name="countersigns",
    title="会签单",
    workbook="spending",
    columns=(
        sequence(),
        unit("发放单位的全称，与“单位”表一致；全表同属一个单位时可以不填，导入时用 --unit 指明。"),
        plain(
            "number",
            "会签单编号",
            "会签编号|会签单号|发放单编号|单号|编号",
            "一个单位内不重复；没有的留空，按日期、资金和农户编一个。",
            "HQ-2026-007",
            18,
        ),
        plain(
            "fund_name",
            "资金名称",
            "补贴名称|补贴项目|扶持项目|资金项目",
            "发的什么钱。",
            "耕地地力保护补贴",
            22,
        ),
        plain(
            "expenditure_written",
            "支出单据",
            "对应支出|支出编号|凭证号|单据编号",
            "写“支出”表的单据编号或者凭证号。",
            "",
            18,
        ),
        plain(
            "household_written",
            "受益农户",
            "农户|农户姓名|受益人|户主|户主姓名|补贴对象|受益户|领取农户",
            "一户一单的写户主姓名，按花名册发的留空。",
            "张某",
            14,
        ),
        whole("households", "受益户数", "户数|补贴户数", "按花名册发放的，共多少户。"),
        money("amount", "发放金额", "补贴金额|发放数|实发金额|金额|发放总额", "发了多少。", "1200"),
        day("paid_on", "发放日期", "发放时间|日期|兑付日期|兑付时间", "发放的那一天。", "2026-04-02"),
        _party("party_payer", "发放单位签字", "发放单位会签|发放单位经办人|发放人签字", "发放单位"),
        _party(
            "party_payer_household",
            "发放单位与受益农户签字",
            "发放单位和农户签字|发放单位与农户会签|农户签字|受益农户签字|领取人签字",
            "发放单位与受益农户",
        ),
        _party(
            "party_discipline_household",
            "纪检机关与受益农户签字",
            "纪检机关签字|纪委与农户签字|纪检机关与农户会签|纪委核实签字|纪检核实签字",
            "纪检机关与受益农户",
        ),
        note(),
        EXPENDITURE_KEY,
    ),
    name_field="fund_name",
    telling=("number", "household_written", "households", "party_payer", "party_discipline_household"),
    readings=(Reading("编号", "number", after=("sequence",)), *NUMBER_OF_ROW, Reading("日期", "paid_on")),
    standing_in=("number", "household_written", "amount"),
    not_kept=either("身份证号|身份证号码|银行账号|一卡通账号|银行卡号|联系电话|面积|补贴标准|补贴面积|住址"),
    row_by_row=True,
    sums=("amount",),
)
"""会签单"""

COUNTERSIGNATURES = SheetKind(
    name="countersignatures",
    title="会签",
    workbook="spending",
    columns=(
        sequence(),
        unit("发放单位的全称。"),
        plain(
            "sheet", "会签单", "所属会签单", "写“会签单”表的会签单编号。", "HQ-2026-007", 18, required=True
        ),
        text(
            "party",
            "会签方",
            "签字方",
            "发放单位、发放单位与受益农户、纪检机关与受益农户之一。",
            "发放单位",
            22,
        ),
        text("signer_written", "签字人", "单位签字人", "写姓名。", "李某", 12),
        text("household_signer_written", "农户签字人", "签字农户", "写姓名。", "", 12),
        day("signed_on", "会签日期", "签字日期", "哪一天签。", "2026-04-01"),
        flag("is_agreed", "是否同意", "同意", "同意的填“是”。", "是"),
        note(),
    ),
    name_field="sheet",
    telling=("party", "household_signer_written"),
    readings=NUMBER_OF_ROW,
    row_by_row=True,
)
"""会签"""

FUND_ACCOUNTS = SheetKind(
    name="fund_accounts",
    title="资金账户",
    workbook="spending",
    columns=(
        sequence(),
        unit(),
        Column(
            "year",
            "年度",
            likely=either("预算年度|年份"),
            value=ValueKind.WHOLE,
            required=True,
            note="四位年份。",
            example="2026",
            width=8,
        ),
        plain(
            "name",
            "资金名称",
            "账户名称|资金项目|专项名称",
            "账户或者资金的名称。",
            "非税收入",
            24,
            required=True,
        ),
        term("fund", "资金来源", FundSource, "资金性质|资金类别", "从列表中选。", "非税收入"),
        money("amount", "金额", "全年金额|收入金额|账户余额", "这笔资金一年的数额。", "350000"),
        flag(
            "is_in_budget",
            "是否纳入预算管理",
            "纳入预算管理|是否纳入预算|纳入预算",
            "已经列进预算的填“是”。",
            "是",
        ),
        text("budget_line", "预算科目", "科目|列入科目", "列在哪个科目。", "", 18),
        text("document", "文号", "依据文件|批文", "批准的文件。", "", 18),
        note(),
    ),
    name_field="name",
    telling=("is_in_budget",),
    readings=NUMBER_OF_ROW,
    row_by_row=True,
    sums=("amount",),
)
"""资金账户"""

SPENDING_KINDS = (
    APPROVAL_LIMITS,
    LADDER_STEPS,
    EXPENDITURES,
    SIGN_OFFS,
    COUNTERSIGNS,
    COUNTERSIGNATURES,
    FUND_ACCOUNTS,
)
"""The sheets of the workbook 支出和审签."""
