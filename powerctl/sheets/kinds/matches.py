"""事项核对: which payment, trade, work or post belongs to which decision or publication, as a clerk found."""

from powerctl.sheets.kinds.institutions import day, sequence
from powerctl.sheets.kinds.kind import Column, SheetKind, ValueKind, either
from powerctl.terms import MatchDecision, MatterKind

_DONE = tuple(kind.value for kind in tuple(MatterKind)[:6])
_OTHER = tuple(kind.value for kind in tuple(MatterKind)[6:])

MATCHES = SheetKind(
    name="matches",
    title="事项核对",
    workbook="matches",
    columns=(
        sequence(),
        Column(
            "left_kind",
            "事项种类",
            likely=either("核对事项种类"),
            value=ValueKind.TERM,
            choices=_DONE,
            required=True,
            note="办了什么事：支出、公共资源交易、工程项目等。",
            example="支出",
            width=14,
        ),
        Column(
            "left_key",
            "事项编号",
            likely=either("核对事项编号"),
            required=True,
            note="照 powerctl match pairs 中的写法，以单位代码开头。",
            example="U001/2026-0312#1",
            width=30,
        ),
        Column(
            "right_kind",
            "对应事项种类",
            likely=either("对应种类"),
            value=ValueKind.TERM,
            choices=_OTHER,
            required=True,
            note="对应的会议议程、公开记录或公示。",
            example="会议议程",
            width=14,
        ),
        Column(
            "right_key",
            "对应事项编号",
            likely=either("对应编号"),
            required=True,
            note="会议议程写 单位代码/会议编号/议题编号。",
            example="U001/2026-05/2026-05-01",
            width=30,
        ),
        Column(
            "decision",
            "核对结论",
            likely=either("是否关联"),
            value=ValueKind.TERM,
            choices=tuple(one.value for one in MatchDecision),
            required=True,
            note="同一件事写 关联，不是同一件事写 排除。",
            example="关联",
            width=10,
        ),
        Column("decided_by", "核对人", note="写姓名。", example="李某", width=10),
        day("decided_on", "核对日期", "核对时间", "什么时候核对的。", "2026-04-02"),
        Column(
            "reason",
            "理由",
            likely=either("核对理由"),
            note="排除的必须写。",
            example="合同与议题一致",
            width=28,
        ),
        Column("document", "文号", note="有文件的写文号。", example="青禾纪发〔2026〕8号", width=22),
    ),
    name_field="left_key",
    telling=("right_key",),
    row_by_row=True,
)
"""事项核对"""
