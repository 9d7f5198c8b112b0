"""自定评估方法: how the county or a unit makes a level out of factors, with its parts (R-XZ-12)."""

from powerctl.sheets.kinds.institutions import day, note, sequence, unit
from powerctl.sheets.kinds.kind import Column, SheetKind, ValueKind
from powerctl.terms import RiskFormula, RiskLevel


def _whole(field: str, heading: str, said: str, example: str = "") -> Column:
    return Column(field, heading, value=ValueKind.WHOLE, note=said, example=example, width=12)


METHODS = SheetKind(
    name="methods",
    title="自定评估方法",
    workbook="methods",
    columns=(
        sequence(),
        unit("全县通用的留空；只由一个单位使用的写单位全称或代码，与“单位”表一致。"),
        Column(
            "name",
            "方法名称",
            required=True,
            note="不与别的方法同名，也不用“标准计数法”一类通用的名称；风险点表的“自定评估方法”照它写。",
            example="青禾县加权评分法",
            width=24,
        ),
        Column(
            "formula",
            "算法",
            value=ValueKind.TERM,
            required=True,
            choices=tuple(RiskFormula),
            note="从列表中选；登记后不改，要换算法另立新方法。",
            example="加权求和",
            width=12,
        ),
        day("valid_from", "起日", "施行日期|生效日期", "从哪一天起使用；不清楚的留空。", "2026-01-01"),
        day("valid_to", "止日", "失效日期|停用日期", "写到日；仍在使用的留空。"),
        Column(
            "document",
            "依据文件",
            note="规定这个方法的文件。",
            example="青禾纪发〔2026〕5号",
            width=24,
        ),
        note(),
    ),
    name_field="name",
    telling=("formula",),
    row_by_row=True,
)
"""自定评估方法"""

METHOD_PARTS = SheetKind(
    name="method_parts",
    title="评估方法各项",
    workbook="methods",
    columns=(
        sequence(),
        Column(
            "method",
            "自定评估方法",
            required=True,
            note="写“自定评估方法”表中的方法名称；一个方法的各项要写全，写错一项，这个方法的各项都不读入。",
            example="青禾县加权评分法",
            width=24,
        ),
        _whole("position", "顺序", "在方法中排第几；不填的按先后。", "1"),
        Column(
            "factor",
            "因素",
            note="连乘、加权求和用：一个因素一行，同时写权重、最低分和最高分。",
            example="涉及金额",
            width=18,
        ),
        _whole("weight", "权重", "整数；连乘法是乘几次。", "2"),
        _whole("least", "最低分", "这个因素最低可以打几分。", "1"),
        _whole("most", "最高分", "这个因素最高可以打几分，不超过100。", "5"),
        _whole("at_least", "分数线", "达到多少分为后面的等级；一条分数线一行。"),
        _whole("likelihood", "发生可能性", "矩阵用：一格一行，同时写严重性和等级。"),
        _whole("severity", "后果严重性", "矩阵用，写分值。"),
        Column(
            "word",
            "职权词",
            note="职权类别用：权力或业务中含有这个词的为后面的等级；“其余”指不含所列各词的。",
            width=16,
        ),
        Column(
            "level",
            "风险等级",
            value=ValueKind.TERM,
            choices=tuple(RiskLevel),
            note="分数线、矩阵格、职权词对应的等级；因素不写等级。",
            width=12,
        ),
    ),
    name_field="method",
    telling=("at_least", "word"),
    row_by_row=True,
)
"""评估方法各项"""
