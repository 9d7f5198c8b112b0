"""公共资源交易: venues, projects and their gates, trades with bidders, other matters (R-HY-05)."""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, either
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, term, text, whole
from powerctl.sheets.kinds.money_columns import (
    NUMBER_OF_ROW,
    decision,
    exported,
    money,
    plain,
    project,
    transaction,
    unit,
)
from powerctl.terms import (
    PayeeKind,
    ProjectKind,
    PurchaseObject,
    TransactionKind,
    TransactionMethod,
    UndertakingKind,
)

_AGENDA_KEY = exported("agenda_key", "决策议程识别键", "导出时写入，导入时据此找到是哪次会议的哪项议程。", 26)

TRADING_VENUES = SheetKind(
    name="trading_venues",
    title="交易场所",
    workbook="trades",
    columns=(
        sequence(),
        plain(
            "name",
            "场所名称",
            "交易中心名称|交易场所名称|交易平台名称",
            "全称。",
            "青禾县公共资源交易中心",
            28,
            required=True,
        ),
        term(
            "kind",
            "交易类别",
            TransactionKind,
            "类别",
            "承办哪一类；承办几类的一类一行，或写在一格里用“、”分开。",
            "工程招投标",
        ),
        text("level_written", "场所层级", "层级|级别", "县级、市级。", "县级", 10),
        day("valid_from", "起日", "启用日期", "从哪一天起。", ""),
        day("valid_to", "止日", "停用日期", "到哪一天为止；仍在用的留空。"),
        text("document", "文号", "认定文件", "认定的文件。", "", 18),
        note(),
    ),
    name_field="name",
    telling=("name",),
    readings=(
        Reading("编号", "sequence"),
        Reading("说明", "note"),
        Reading("类别", "kind"),
        Reading("级别", "level_written"),
    ),
    row_by_row=True,
)
"""交易场所"""


def _gate(field: str, gate: str, likely: str) -> Column:
    return Column(
        field,
        f"{gate}把关签字",
        likely=either(likely),
        note=f"开工前{gate}这一关：签字人、日期，不同意的写明，例如 周某 2026-02-10。",
        example="周某 2026-02-10",
        width=18,
    )


PROJECTS = SheetKind(
    name="projects",
    title="工程项目",
    workbook="trades",
    columns=(
        sequence(),
        unit("建设单位的全称；全表同属一个单位时可以不填，导入时用 --unit 指明。"),
        plain(
            "number",
            "项目编号",
            "项目代码|工程编号|编号",
            "一个单位内不重复；没有的留空，按名称和日期编一个。",
            "GC-2026-01",
            16,
        ),
        plain(
            "name",
            "项目名称",
            "工程名称|工程项目名称|建设项目名称|工程项目",
            "工程的名称。",
            "档案库房维修",
            28,
            required=True,
        ),
        term("kind", "项目类别", ProjectKind, "项目分类|工程类别|项目类型", "从列表中选。", "维修改造"),
        money(
            "investment", "总投资", "投资总额|概算|概算投资|总投资额|投资额|计划投资", "全部投资。", "860000"
        ),
        money("public", "其中财政资金", "财政资金|财政性资金|国有资金", "其中财政拨的钱。", "860000"),
        day("approved_on", "立项日期", "立项时间|批准日期", "批准立项的那一天。", "2026-01-15"),
        text("approval_document", "立项文号", "立项批文|批复文号", "批准立项的文件。", "", 18),
        *decision(),
        day("started_on", "开工日期", "开工时间|开工", "实际开工的那一天。", "2026-03-01"),
        day("completed_on", "竣工日期", "竣工时间|完工日期|完工时间", "竣工的那一天。"),
        text("contractor_written", "施工单位", "承建单位|中标单位|施工方", "谁施工。", "", 22),
        money("contract", "合同金额", "合同价|合同价款|中标价", "合同上的数。", "845000"),
        money("settled", "决算金额", "决算价|结算金额|审定金额", "审定的决算。", ""),
        _gate("gate_design", "设计", "设计签字|设计审查|设计关"),
        _gate("gate_budget", "预算", "预算签字|预算评审|预算关"),
        _gate("gate_tender", "招标", "招标签字|招标审查|招标关"),
        note(),
        _AGENDA_KEY,
    ),
    name_field="name",
    telling=("investment", "started_on", "contractor_written", "gate_design", "approved_on"),
    readings=(
        Reading("编号", "number", after=("sequence",)),
        *NUMBER_OF_ROW,
        Reading("中标单位", "contractor_written"),
    ),
    not_kept=either("监理单位|设计单位|项目负责人|联系电话|工期|建设地点|建设内容|建设规模"),
    row_by_row=True,
    sums=("investment", "public", "contract", "settled"),
)
"""工程项目"""

PROJECT_GATES = SheetKind(
    name="project_gates",
    title="开工前把关",
    workbook="trades",
    columns=(
        sequence(),
        unit("建设单位的全称。"),
        plain(
            "project",
            "工程项目",
            "所属项目",
            "写“工程项目”表的项目编号或者名称。",
            "GC-2026-01",
            24,
            required=True,
        ),
        text("gate", "关口", "把关环节", "设计、预算、招标之一。", "设计", 10),
        day("signed_on", "签字日期", "把关日期", "哪一天签字。", "2026-02-10"),
        text("signer_written", "签字人", "把关人", "写姓名。", "周某", 12),
        flag("is_agreed", "是否同意", "同意开工", "同意的填“是”。", "是"),
        text("document", "材料", "把关材料", "看了哪些材料。", "", 22),
        note(),
    ),
    name_field="project",
    telling=("gate",),
    readings=NUMBER_OF_ROW,
    row_by_row=True,
)
"""开工前把关"""

TRANSACTIONS = SheetKind(
    name="transactions",
    title="公共资源交易",
    workbook="trades",
    columns=(
        sequence(),
        unit("交易（采购）单位的全称；全表同属一个单位时可以不填，导入时用 --unit 指明。"),
        plain(
            "number",
            "交易编号",
            "采购编号|招标编号|采购项目编号|交易项目编号|项目编号|采购计划编号|编号",
            "一个单位内不重复；没有的留空，按名称和日期编一个。",
            "CG-2026-08",
            16,
        ),
        plain(
            "name",
            "交易名称",
            "采购项目名称|采购内容|交易项目名称|招标项目名称|标的名称|采购项目|宗地名称|标段名称|项目名称",
            "买什么、建什么、出让什么。",
            "办公设备采购",
            28,
            required=True,
        ),
        term("kind", "交易类别", TransactionKind, "交易类型|资源类别|类别", "从列表中选。", "政府采购"),
        term(
            "bought",
            "采购标的",
            PurchaseObject,
            "采购类型|标的类型|采购类别|采购品目",
            "工程、货物还是服务。",
            "货物",
        ),
        flag("is_bulk", "是否大宗物资", "大宗物资", "大宗物资采购填“是”。", "否"),
        project(),
        plain(
            "method",
            "交易方式",
            "采购方式|招标方式|出让方式|采购形式|采购组织形式",
            f"可以写：{'、'.join(method.value for method in TransactionMethod)}；别的说法照原文登记。",
            "公开招标",
            14,
        ),
        text("method_reason", "采用该方式的理由", "采购方式理由|理由", "没有公开招标的写理由。", "", 22),
        plain(
            "venue_written",
            "交易场所",
            "交易地点|交易平台|开标地点|交易中心",
            "在哪里交易，照写。",
            "青禾县公共资源交易中心",
            24,
        ),
        flag("is_in_venue", "是否进场交易", "进场交易|是否进场", "进公共资源交易中心的填“是”。", "是"),
        money(
            "budget",
            "预算金额",
            "采购预算|预算价|控制价|最高限价|预算|招标控制价|起始价|起拍价|采购预算金额|标底",
            "预算多少。",
            "300000",
        ),
        money(
            "price",
            "成交金额",
            "中标金额|中标价|成交价|成交价格|合同金额|采购金额|中标（成交）金额|出让金额|实际采购金额",
            "成交多少。",
            "267000",
        ),
        text(
            "planned_by_written", "提出计划部门", "需求部门|申请部门|使用部门", "谁提出来的。", "办公室", 14
        ),
        day("planned_on", "提出计划日期", "申请日期|计划日期", "哪一天提出。"),
        text("decider_written", "审批人", "批准人|决定人", "批准这笔交易的人，写姓名。", "李某", 12),
        day("decided_on", "审批日期", "批准日期|批准时间", "哪一天批准。"),
        text("buyer_written", "经办人", "采购人员|采购经办人|采购员", "具体去办的人，写姓名。", "高某", 12),
        *decision(),
        day(
            "announced_on",
            "公告日期",
            "招标公告日期|公告时间|采购公告日期",
            "招标（采购）公告的那一天。",
            "2026-03-01",
        ),
        day("opened_on", "开标日期", "开标时间", "开标的那一天。", "2026-03-22"),
        day("evaluated_on", "评标报告日期", "评标日期|评审日期|评标时间", "收到评标报告的那一天。"),
        day("candidates_from", "中标候选人公示起日", "候选人公示起日", "公示从哪一天起。"),
        day("candidates_to", "中标候选人公示止日", "候选人公示止日", "公示到哪一天止。"),
        day("single_source_from", "单一来源公示起日", "", "公示从哪一天起。"),
        day("single_source_to", "单一来源公示止日", "", "公示到哪一天止。"),
        day(
            "won_on",
            "成交日期",
            "中标日期|成交时间|中标时间|中标（成交）日期",
            "定标、成交的那一天。",
            "2026-03-25",
        ),
        text(
            "winner_written",
            "成交人",
            "中标单位|中标人|供应商|成交供应商|中标供应商|受让人|竞得人|中标（成交）供应商|中标（成交）单位|成交单位|供货单位|供应商名称",
            "谁中标、成交。",
            "青禾县某某商贸有限公司",
            24,
        ),
        term("winner_kind", "成交人性质", PayeeKind, "供应商性质", "单位还是个人。", "单位"),
        whole("bidders", "参与竞价家数", "投标家数|参与家数|竞标家数|报名家数", "几家参加。", "5"),
        day(
            "result_posted_on",
            "结果公告日期",
            "结果公示日期|中标公告日期|成交公告日期",
            "公布结果的那一天。",
            "2026-03-26",
        ),
        text("contract", "合同编号", "合同号", "合同的编号。", "", 16),
        day(
            "contract_on",
            "合同签订日期",
            "签订日期|合同日期|合同签订时间|签约日期",
            "签合同的那一天。",
            "2026-04-02",
        ),
        day("contract_posted_on", "合同公告日期", "合同公示日期|合同公开日期", "公开合同的那一天。"),
        day("delivered_on", "开始履行日期", "交货日期|履约日期|交付日期", "开始交货、施工的那一天。"),
        text("document", "文号", "批文|批准文号", "批准的文件。", "", 18),
        note(),
        _AGENDA_KEY,
    ),
    name_field="name",
    telling=("kind", "method", "price", "is_in_venue", "won_on", "winner_written", "bidders"),
    readings=(
        Reading("编号", "number", after=("sequence",)),
        *NUMBER_OF_ROW,
        Reading("项目名称", "project_written", together=("name",)),
        Reading("项目名称", "name", together=("method", "price", "winner_written")),
        Reading("项目编号", "number", together=("method", "price", "winner_written")),
        Reading("供应商", "winner_written"),
        Reading("供应商名称", "winner_written"),
        Reading("中标单位", "winner_written"),
        Reading("合同金额", "price"),
        Reading("理由", "method_reason"),
        Reading("类别", "kind"),
        Reading("审批人", "decider_written"),
        Reading("经办人", "buyer_written"),
        Reading("申请日期", "planned_on"),
        Reading("批准日期", "decided_on"),
    ),
    not_kept=either(
        "评标委员会|代理机构|招标代理机构|采购代理机构|联系人|联系电话|节约金额|节约资金|节约率|节支率|节约率（%）|溢价率|宗地面积|土地用途"
    ),
    row_by_row=True,
    sums=("budget", "price"),
)
"""公共资源交易"""

BIDDERS = SheetKind(
    name="bidders",
    title="投标人",
    workbook="trades",
    columns=(
        sequence(),
        unit("交易（采购）单位的全称。"),
        transaction(required=True),
        whole("position", "顺序", "投标顺序|排名|名次", "排第几；不填的按表中先后。", "1"),
        plain(
            "name",
            "投标人名称",
            "投标人|投标单位|竞买人|投标供应商|报价单位|竞买人名称|投标单位名称",
            "写全称。",
            "青禾县某某商贸有限公司",
            28,
            required=True,
        ),
        money("offer", "报价", "投标报价|投标价|报价金额", "报了多少。", "267000"),
        flag("is_winner", "是否中标", "中标|是否成交", "中标的填“是”。", "是"),
        note(),
    ),
    name_field="name",
    telling=("offer", "is_winner"),
    readings=NUMBER_OF_ROW,
    row_by_row=True,
    sums=("offer",),
)
"""投标人"""

UNDERTAKINGS = SheetKind(
    name="undertakings",
    title="其他重大事项",
    workbook="trades",
    columns=(
        sequence(),
        unit(),
        plain(
            "number",
            "重大事项编号",
            "事项编号",
            "一个单位内不重复；没有的留空，按名称和日期编一个。",
            "ZD-2026-03",
            16,
        ),
        plain("name", "重大事项名称", "事项名称|重大事项", "什么事。", "处置报废车辆", 28, required=True),
        term("kind", "重大事项类别", UndertakingKind, "事项类别|事项类型", "从列表中选。", "资产处置"),
        text("counterparty_written", "对方", "对方单位|相对方|受让方", "与谁办的。", "", 22),
        money("amount", "金额", "涉及金额|资产价值|处置金额", "涉及多少钱。", "52000"),
        day("happened_on", "发生日期", "发生时间", "突发事件等发生的那一天。"),
        day("done_on", "实施日期", "实施时间|办理日期|处置日期", "办这件事的那一天。", "2026-05-12"),
        text("handler_written", "经办人", "承办人", "写姓名。", "高某", 12),
        *decision(),
        text("document", "文号", "依据文件|批文", "批准的文件。", "", 18),
        note(),
        _AGENDA_KEY,
    ),
    name_field="name",
    telling=("counterparty_written", "happened_on", "done_on"),
    readings=(
        *NUMBER_OF_ROW,
        Reading("事项名称", "name"),
        Reading("事项类别", "kind"),
        Reading("经办人", "handler_written"),
        Reading("承办人", "handler_written"),
        Reading("办理日期", "done_on"),
    ),
    row_by_row=True,
    sums=("amount",),
)
"""其他重大事项"""

TRADE_KINDS = (
    TRADING_VENUES,
    PROJECTS,
    PROJECT_GATES,
    TRANSACTIONS,
    BIDDERS,
    UNDERTAKINGS,
)
"""The sheets of the workbook 公共资源交易."""
