"""应有制度: the lines of the checklists that a county or a unit lays down for itself (R-ZJ-01)."""

from powerctl.sheets.kinds.institutions import day, sequence, unit
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.terms import Checklist

REQUIRED_INSTITUTIONS = SheetKind(
    name="required_institutions",
    title="应有制度",
    workbook="checklists",
    columns=(
        sequence(),
        unit("全县适用的留空；只对一个单位的写单位全称或代码，与“单位”表一致。"),
        Column(
            "checklist",
            "清单",
            likely=either("清单名称|清单类别|制度清单"),
            value=ValueKind.TERM,
            required=True,
            choices=tuple(Checklist),
            note="从列表中选；“10+X”中的十项属于基本制度。",
            example="基本制度",
            width=12,
        ),
        Column(
            "position",
            "顺序",
            likely=either("次序|排序|清单次序"),
            value=ValueKind.WHOLE,
            note="在清单中排第几；不填的按先后。",
            example="1",
            width=8,
        ),
        Column(
            "topic",
            "清单项",
            likely=either("应有制度|制度项目|制度名称|清单内容"),
            required=True,
            note="写一个短语；制度的“对应清单项”照它写，制度名称里有这几个字的也算。",
            example="工程招投标",
            width=24,
        ),
        day(
            "valid_from",
            "起日",
            "生效日期|施行日期|开始日期",
            "从哪一天起应有；不清楚的留空，有关检查会回答“无法判断”。",
            "2026-01-01",
        ),
        day("valid_to", "止日", "失效日期|截止日期|停用日期", "写到日；仍然适用的留空。"),
        Column(
            "document",
            "依据文件",
            likely=either("依据|文号|依据文号"),
            note="确定这份清单的文件。",
            example="青禾纪发〔2026〕4号",
            width=24,
        ),
    ),
    name_field="topic",
    telling=("checklist",),
    readings=(Reading("单位", "unit"), Reading("编号", "sequence"), Reading("依据", "document")),
    row_by_row=True,
)
"""应有制度"""
