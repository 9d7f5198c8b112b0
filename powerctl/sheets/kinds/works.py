"""工程项目 and 开工前把关: works as registers and published lists have them (FIN015, FIN018)."""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, either
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, text
from powerctl.sheets.kinds.money_columns import (
    AGENDA_KEY,
    NUMBER_OF_ROW,
    decision,
    money,
    plain,
    unit,
)
from powerctl.terms import ProjectKind


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
        plain(
            "kind",
            "项目类别",
            "项目分类|工程类别|项目类型",
            f"可以写：{'、'.join(kind.value for kind in ProjectKind)}；别的说法照原文登记。",
            "维修改造",
            14,
        ),
        money(
            "investment", "总投资", "投资总额|概算|概算投资|总投资额|投资额|计划投资", "全部投资。", "860000"
        ),
        money("public", "其中财政资金", "财政资金|财政性资金|国有资金", "其中财政拨的钱。", "860000"),
        day(
            "approved_on", "立项日期", "立项时间|批准日期", "批准立项的那一天。", "2026-01-15", or_month=True
        ),
        text("approval_document", "立项文号", "立项批文|批复文号", "批准立项的文件。", "", 18),
        *decision(),
        day("started_on", "开工日期", "开工时间|开工", "实际开工的那一天。", "2026-03-01", or_month=True),
        day("completed_on", "竣工日期", "竣工时间|完工日期|完工时间", "竣工的那一天。", or_month=True),
        text("contractor_written", "施工单位", "承建单位|中标单位|施工方", "谁施工。", "", 22),
        money("contract", "合同金额", "合同价|合同价款|中标价", "合同上的数。", "845000"),
        money("settled", "决算金额", "决算价|结算金额|审定金额", "审定的决算。", ""),
        _gate("gate_design", "设计", "设计签字|设计审查|设计关"),
        _gate("gate_budget", "预算", "预算签字|预算评审|预算关"),
        _gate("gate_tender", "招标", "招标签字|招标审查|招标关"),
        note(),
        AGENDA_KEY,
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
    asks_for_unit=True,
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
