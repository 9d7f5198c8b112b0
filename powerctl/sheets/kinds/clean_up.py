"""清单问题 and 清理对照: what was found wrong with an inventory, and what was settled between two editions.

Both are filled in for us; 问题清单 of inspections and 对照表 of other trades are none of theirs, so few
headings tell them. R-FS-02, R-XZ-03.
"""

from dataclasses import replace

from powerctl.sheets.kinds.institutions import day, note, sequence, unit
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.sheets.kinds.recorded import POWER_KEY
from powerctl.terms import Correction, Fate, ProblemStatus

INVENTORY_PROBLEMS = SheetKind(
    name="inventory_problems",
    title="清单问题",
    workbook="problems",
    columns=(
        sequence(),
        unit(),
        Column(
            "power",
            "权力事项",
            likely=either("事项名称|职权名称|权力名称|权责事项名称|权力事项名称|事项|问题事项"),
            note="出问题的是清单中哪一项，与权责清单的事项名称（或职权编码）写法一致；不针对某一项的留空。",
            example="财政票据监督检查",
            width=32,
        ),
        Column(
            "correction",
            "纠正方式",
            likely=either("纠正措施类别|清单问题类型|权责问题类型"),
            choices=tuple(Correction),
            note="超越范围的纠正，职能交叉的厘清，权责不清的明确，履职不到位的强化；写问题的种类也认得。",
            example="厘清",
            width=12,
        ),
        Column(
            "description",
            "问题描述",
            likely=either("问题|存在问题|存在的问题|问题内容|主要问题|问题表现|发现的问题"),
            required=True,
            note="有什么问题，写一句完整的话。",
            example="与市场监督管理局的票据检查重复",
            width=40,
        ),
        Column(
            "other_power",
            "交叉的权力事项",
            likely=either("交叉事项|重复事项|与之交叉的事项"),
            note="职能交叉的，写与哪一项交叉；写法与那个单位的权责清单一致。",
            example="商业票据监督检查",
            width=32,
        ),
        Column(
            "other_unit",
            "交叉事项所在单位",
            likely=either("交叉单位|与之交叉的单位|涉及单位"),
            note="与别的单位的事项交叉时写单位全称；本单位的事项之间交叉的留空。",
            example="青禾县市场监督管理局",
            width=22,
        ),
        day("found_on", "发现日期", "发现时间|排查日期|排查时间", "写到日；不清楚的留空。", "2026-03-02"),
        Column(
            "status",
            "处理状态",
            likely=either("状态|整改状态|处理情况|办理状态"),
            choices=tuple(ProblemStatus),
            note="待处理、处理中或者已解决；不清楚的留空。",
            example="处理中",
            width=12,
        ),
        Column(
            "owner_written",
            "责任人",
            likely=either("处理责任人|整改责任人|负责人"),
            note="谁负责处理，写姓名。",
            example="高某",
            width=12,
        ),
        day(
            "due_on",
            "处理期限",
            "期限|整改期限|完成期限|完成时限",
            "最迟哪一天处理完，可以不填。",
            "2026-06-30",
        ),
        day("solved_on", "解决日期", "完成日期|整改完成日期|销号日期", "哪一天解决的；还没有解决的留空。"),
        Column(
            "outcome",
            "处理结果",
            likely=either("解决结果|整改结果|处理意见|整改情况"),
            note="怎样解决的；已解决的必须写。",
            width=32,
        ),
        Column(
            "document",
            "文号",
            likely=either("文件文号|依据文件|处理文号"),
            note="写明处理结果的文件。",
            width=20,
        ),
        note(),
        POWER_KEY,
        replace(POWER_KEY, field="other_power_key", heading="交叉事项识别键"),
    ),
    name_field="description",
    telling=("correction",),
    readings=(
        Reading("编号", "sequence"),
        Reading("单位", "unit"),
        Reading("事项", "power"),
        Reading("状态", "status"),
        Reading("说明", "note"),
    ),
    row_by_row=True,
    not_kept=either("联系人|联系电话"),
)
"""清单问题"""

_ITEM = "与那个版本的事项名称（或职权编码）写法一致；有子项的写“事项/子项”；"

CLEAN_UPS = SheetKind(
    name="clean_ups",
    title="清理对照",
    workbook="clean-up",
    columns=(
        sequence(),
        unit(),
        Column(
            "old_edition",
            "清理前版本",
            likely=either("旧版本|原版本|清理前清单"),
            required=True,
            note="清理前的清单版本名称，与导入清单时的 --edition 一致。",
            example="2024年版",
            width=14,
        ),
        Column(
            "old_power",
            "清理前事项",
            likely=either("清理前事项名称|原事项名称|清理前权力事项|原权力事项"),
            note=_ITEM + "清理后新增、承接的留空。",
            example="对伪造会计凭证行为的处罚",
            width=36,
        ),
        Column(
            "new_edition",
            "清理后版本",
            likely=either("新版本|现版本|清理后清单"),
            required=True,
            note="清理后的清单版本名称。",
            example="2026年版",
            width=14,
        ),
        Column(
            "new_power",
            "清理后事项",
            likely=either("清理后事项名称|现事项名称|清理后权力事项|现权力事项"),
            note=_ITEM + "取消、下放的留空。",
            example="对伪造、变造会计凭证行为的处罚",
            width=36,
        ),
        Column(
            "is_same",
            "是否同一事项",
            likely=either("同一事项"),
            value=ValueKind.YES_NO,
            note="前后两项都写了的，写明是不是同一事项；只写一项的留空。",
            example="是",
            width=12,
        ),
        Column(
            "fate",
            "清理结果",
            likely=either("清理意见|清理情况|清理去向|清理处理意见"),
            choices=tuple(Fate),
            note="这一项怎样了；只有清理前事项的写取消或下放，只有清理后事项的写新增或承接，不是同一事项的留空。",
            example="改名",
            width=12,
        ),
        Column(
            "other_unit_written",
            "下放或承接单位",
            likely=either("下放单位|承接单位|下放（承接）单位|移交单位"),
            note="下放给谁，从谁那里承接，写单位全称。",
            width=22,
        ),
        Column(
            "reason",
            "理由",
            likely=either("清理理由|原因|调整理由|清理依据|调整依据"),
            note="为什么这样清理。",
            example="两项合写一条",
            width=36,
        ),
        Column(
            "document",
            "文号",
            likely=either("文件文号|依据文件|清理文号"),
            note="写明清理决定的文件。",
            example="青政〔2026〕3号",
            width=20,
        ),
        day("decided_on", "确认日期", "确认时间|清理日期|决定日期", "写到日；不清楚的留空。", "2026-03-02"),
        replace(POWER_KEY, field="old_power_key", heading="清理前事项识别键"),
        replace(POWER_KEY, field="new_power_key", heading="清理后事项识别键"),
    ),
    name_field="old_power",
    telling=("old_edition", "new_edition"),
    standing_in=("new_power",),
    readings=(Reading("编号", "sequence"), Reading("单位", "unit")),
    row_by_row=True,
)
"""清理对照"""
