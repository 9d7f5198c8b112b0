"""风险评估记录: assessments of registered risk points, carried as they were frozen (R-XZ-12)."""

from powerctl.sheets.kinds.institutions import note
from powerctl.sheets.kinds.kind import Column, SheetKind, ValueKind
from powerctl.sheets.kinds.recorded import POINT_KEY
from powerctl.sheets.kinds.risk_control import POINT
from powerctl.terms import RiskLevel, ScoringMethod


def _level(field: str, heading: str, said: str) -> Column:
    return Column(
        field,
        heading,
        value=ValueKind.TERM,
        choices=tuple(RiskLevel),
        note=said,
        example="中",
        width=12,
    )


ASSESSMENTS = SheetKind(
    name="assessments",
    title="风险评估记录",
    workbook="assessments",
    columns=(
        *POINT,
        Column(
            "assessed_on",
            "评估日期",
            value=ValueKind.DAY,
            required=True,
            note="写到日；不晚于今天。",
            example="2026-03-05",
            width=14,
        ),
        Column(
            "method",
            "评估方法",
            value=ValueKind.TERM,
            required=True,
            choices=tuple(ScoringMethod),
            note="按哪种方法评估的。",
            example="三因素乘积法",
            width=18,
        ),
        Column(
            "method_name",
            "方法名称",
            note="用自定评估方法的，写方法名称；其余留空。",
            width=20,
        ),
        Column(
            "method_frozen",
            "方法（评估时）",
            required=True,
            note="评估那天方法怎样规定、依据什么，照原样写；登记后不改。",
            example="三因素乘积法：60分以上为高，30分以上为中",
            width=40,
        ),
        Column(
            "factors_frozen",
            "因素（评估时）",
            required=True,
            note="评估那天各因素的分值或回答，照原样写；登记后不改。",
            example="重要程度：4；行使频率：3；发生几率：3",
            width=36,
        ),
        Column(
            "working",
            "计算过程",
            required=True,
            note="怎样算出等级，照原样写；登记后不改。",
            example="4 × 3 × 3＝36，计算为中",
            width=40,
        ),
        Column(
            "score", "得分", value=ValueKind.WHOLE, note="算出的分值；没有的留空。", example="36", width=10
        ),
        _level("computed_level", "计算等级", "算出的等级；没有算出的留空。"),
        _level("fixed_level", "确定等级", "会议研究确定的等级；还没有确定的留空。"),
        Column(
            "fixed_on",
            "确定日期",
            value=ValueKind.DAY,
            note="会议日期，不早于评估日期。",
            example="2026-03-12",
            width=14,
        ),
        Column(
            "fixed_by_written",
            "研究确定的会议",
            note="会议编号#第几项；别的单位的会议写“单位/会议编号#第几项”。",
            example="2026-05#3",
            width=24,
        ),
        Column("document", "文号", note="会议纪要或通知的文号。", width=18),
        note(),
        POINT_KEY,
    ),
    name_field="risk_point",
    telling=("method_frozen", "factors_frozen", "working"),
    row_by_row=True,
)
"""风险评估记录"""
