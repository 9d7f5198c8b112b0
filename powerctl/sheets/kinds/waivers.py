"""情况说明（经批准不计）: findings set aside for a reason, on a document, by a person, until a day."""

from powerctl.sheets.kinds.institutions import day, sequence, unit
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either


def _needed_day(field: str, heading: str, likely: str, note: str, example: str) -> Column:
    return Column(
        field,
        heading,
        likely=either(likely),
        value=ValueKind.DAY,
        required=True,
        note=note,
        example=example,
        width=14,
    )


WAIVERS = SheetKind(
    name="waivers",
    title="情况说明",
    workbook="waivers",
    columns=(
        sequence(),
        Column(
            "rule",
            "规则编号",
            likely=either("规则|规则代码|检查规则"),
            required=True,
            note="照检查结果和 powerctl rule list 中的编号。",
            example="DUTY001",
            width=12,
        ),
        Column(
            "item",
            "检查对象",
            likely=either("检查项|问题对象"),
            required=True,
            note="照抄检查结果每个问题末尾［］里的文字。",
            example="U002/财务",
            width=36,
        ),
        unit("问题所属的单位；不填的，按检查结果中的单位。"),
        Column(
            "reason",
            "理由",
            likely=either("情况说明|说明理由|不计理由|原因"),
            required=True,
            note="为什么可以不计。",
            example="新任副局长2026年7月到任，到任前由局长代管",
            width=36,
        ),
        Column(
            "document",
            "批准文件",
            likely=either("批准文号|批准文件及文号|文号|依据文件"),
            required=True,
            note="批准的文件和文号。",
            example="青禾纪函〔2026〕12号",
            width=24,
        ),
        Column(
            "approved_by",
            "批准人",
            likely=either("批准人姓名|审批人"),
            required=True,
            note="谁批准的，写姓名。",
            example="周某",
            width=12,
        ),
        _needed_day("granted_on", "批准日期", "批准时间|登记日期", "从这一天起不计。", "2026-06-01"),
        _needed_day(
            "expires_on", "有效期至", "有效期|到期日期|截止日期", "最后一天；到期自动恢复。", "2026-12-31"
        ),
        day("withdrawn_on", "撤回日期", "撤销日期", "提前撤回的，写撤回那一天；没有撤回的留空。"),
    ),
    name_field="item",
    telling=("rule",),
    readings=(
        Reading("单位", "unit"),
        Reading("编号", "sequence"),
        Reading("文号", "document"),
        Reading("依据文件", "document"),
        Reading("情况说明", "reason"),
        Reading("原因", "reason"),
    ),
    row_by_row=True,
)
"""情况说明"""
