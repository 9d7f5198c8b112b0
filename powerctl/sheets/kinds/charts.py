"""流程图、环节: a workbook of flow charts. One row a chart, one row a step; lines are written at the step
they leave, as the numbers of the steps they lead to (R-HY-02)."""

from powerctl.sheets.kinds.institutions import day
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.terms import ChartForm, ChartKind, FlowStage, PowerCategory, StepKind

_UNKNOWN_FLAG = "不清楚的留空，空着表示不清楚，不表示“否”。"


def _sequence() -> Column:
    return Column(
        "sequence",
        "序号",
        seen=("序 号",),
        likely=either("No.|NO|顺序号"),
        note="只作排列用，可以不填。",
        example="1",
        width=8,
    )


def _unit(note: str) -> Column:
    return Column(
        "unit",
        "单位名称",
        likely=either("单位|填报单位|所属单位|部门名称|所在单位"),
        note=note,
        example="青禾县财政局",
        width=20,
    )


CHARTS = SheetKind(
    name="charts",
    title="流程图",
    workbook="charts",
    columns=(
        _sequence(),
        _unit("写单位全称，与“单位”表一致；全表同属一个单位时可以不填，导入时用 --unit 指明。"),
        Column(
            "name",
            "流程图名称",
            likely=either("流程图|流程名称|权力运行流程图|图名|流程图名"),
            required=True,
            note="一个单位内不重复；“环节”表用它指明环节属于哪张图。",
            example="大额资金使用流程图",
            width=28,
        ),
        Column(
            "kind",
            "流程图种类",
            likely=either("流程图类别|流程类别|流程图类型"),
            value=ValueKind.TERM,
            choices=tuple(ChartKind),
            note="五类流程图选其种类；一项权力或一类权力的流程图选“权力事项”。",
            example="大额资金使用",
            width=20,
        ),
        Column(
            "power",
            "权力事项",
            likely=either("权力名称|职权名称|对应权力|所属权力|对应权力事项|职权事项"),
            note="只画一项权力的，写清单中的事项名称或职权编码；否则留空。",
            width=28,
        ),
        Column(
            "category",
            "适用权力类别",
            likely=either("权力类别|职权类别|适用类别"),
            value=ValueKind.TERM,
            choices=tuple(PowerCategory),
            note="一类权力共用一张图的，选该类别；没有自己的流程图的权力即用本类别的图。",
            width=14,
        ),
        Column(
            "form",
            "样式",
            likely=either("流程图样式|图式|画法"),
            value=ValueKind.TERM,
            choices=tuple(ChartForm),
            note="主线式从上到下一条线；泳道式每个岗位一栏。不填按主线式画。",
            example="主线式",
            width=12,
        ),
        Column(
            "conditions",
            "启动条件",
            likely=either("办理条件|条件|启动情形|申请条件|受理条件"),
            note="什么情况下开始走这个流程。",
            example="单笔支出达到本单位大额资金标准",
            width=36,
        ),
        Column(
            "document",
            "文号",
            likely=either("文件文号|依据文件|制定文号|文件"),
            note="公布这张图的文件。",
            example="青财党〔2026〕5号",
            width=20,
        ),
        day("valid_from", "起日", "施行日期|生效日期|起始日期", "写到日；不清楚的留空。", "2026-03-01"),
        day("valid_to", "止日", "失效日期|终止日期|截止日期", "写到日；现在仍然有效的留空。"),
        Column("note", "备注", likely=either("备 注"), note="其他需要说明的情况。", width=24),
    ),
    name_field="name",
    telling=("kind", "form", "name"),
    readings=(
        Reading("单位", "unit"),
        Reading("权力事项", "power"),
        Reading("权力类别", "category"),
        Reading("条件", "conditions"),
        Reading("文件", "document"),
        Reading("依据文件", "document"),
    ),
    row_by_row=True,
)
"""流程图"""

STEPS = SheetKind(
    name="steps",
    title="环节",
    workbook="charts",
    columns=(
        _sequence(),
        _unit("可以不填；几个单位有同名流程图时要填。"),
        Column(
            "chart",
            "所属流程图",
            likely=either("流程图名称|流程图|流程名称|所属流程|图名"),
            required=True,
            note="与“流程图”表的名称一致；一张图的环节从上到下依次写。",
            example="大额资金使用流程图",
            width=28,
        ),
        Column(
            "code",
            "环节编号",
            likely=either("编号|步骤编号|步骤号|环节号|节点编号|环节序号"),
            required=True,
            note="在一张图内不重复，如 1、2、3；“下一步”和“退回到”用它指明环节。",
            example="3",
            width=10,
        ),
        Column(
            "kind",
            "环节类型",
            likely=either("类型|步骤类型|节点类型|环节类别"),
            value=ValueKind.TERM,
            required=True,
            choices=tuple(StepKind),
            note="每张图一个“开始”，至少一个“结束”；分支处写“判断”。",
            example="判断",
            width=10,
        ),
        Column(
            "title",
            "环节名称",
            likely=either("步骤名称|环节|步骤|流程环节|节点名称|工作环节|办理环节"),
            required=True,
            note="写做什么，不超过二十字为好。",
            example="是否超过大额资金标准",
            width=26,
        ),
        Column(
            "stage",
            "所属阶段",
            likely=either("阶段|环节阶段|流程阶段"),
            value=ValueKind.TERM,
            choices=tuple(FlowStage),
            note="决策、执行、结果三个阶段都要画到。",
            example="决策",
            width=10,
        ),
        Column(
            "post_written",
            "责任岗位",
            likely=either("岗位|责任人岗位|承办岗位|责任科室|承办人|经办岗位|责任主体|办理岗位"),
            note="写本单位“职务”表的职务名称，或者科室；泳道式按它分栏。",
            example="财务科",
            width=18,
        ),
        Column(
            "time_limit",
            "办理时限",
            likely=either("时限|办结时限|时间要求|期限|办理期限"),
            note="写如“3个工作日”。",
            example="3个工作日",
            width=14,
        ),
        Column(
            "risk_written",
            "风险提示",
            likely=either("廉政风险点|风险点|廉政风险|风险|风险描述"),
            note="开头可写等级，如“高：拆分资金规避集体研究”。",
            example="中：虚列项目、拆分资金",
            width=30,
        ),
        Column(
            "is_disclosed",
            "是否公开环节",
            likely=either("公开环节|是否公开|公开点"),
            value=ValueKind.YES_NO,
            note="在这一步公开的填“是”。" + _UNKNOWN_FLAG,
            example="否",
            width=12,
        ),
        Column(
            "is_supervised",
            "是否监督环节",
            likely=either("监督环节|监督点|是否监督|监控环节|监督节点"),
            value=ValueKind.YES_NO,
            note="纪检或者其他人在这一步监督的填“是”。" + _UNKNOWN_FLAG,
            example="是",
            width=12,
        ),
        Column(
            "next",
            "下一步",
            likely=either("下一环节|后续环节|流向|下步环节|去向|下一步骤"),
            note="写去哪个环节的编号；几个去向用分号隔开，条件写在括号里。“结束”环节不填。",
            example="4（未超过）；5（超过）",
            width=24,
        ),
        Column(
            "back",
            "退回到",
            likely=either("退回环节|退回|返回环节|返回到|退回步骤"),
            note="退回哪个环节的编号，原因写在括号里；只能退回前面的环节。",
            width=20,
        ),
        Column(
            "detail",
            "说明",
            likely=either("环节说明|工作内容|备注|办理要求|工作要求"),
            note="这一步怎么办、有什么要求。",
            width=30,
        ),
    ),
    name_field="title",
    telling=("next", "back", "is_supervised", "stage"),
    readings=(
        Reading("单位", "unit"),
        Reading("编号", "code"),
        Reading("类型", "kind"),
        Reading("岗位", "post_written"),
        Reading("责任主体", "post_written"),
        Reading("风险点", "risk_written"),
        Reading("廉政风险点", "risk_written"),
        Reading("备注", "detail"),
        Reading("说明", "detail"),
    ),
    row_by_row=True,
)
"""环节"""
