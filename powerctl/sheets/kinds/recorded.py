"""Columns that only exports show: what was recorded beside the form, so that it comes back by import."""

from powerctl.sheets.kinds.kind import Column, ValueKind

ORDINAL = Column(
    "ordinal",
    "同名次序",
    value=ValueKind.WHOLE,
    note="几条完全同名时的先后，导出时写入；新增的留空。",
    in_template=False,
    width=10,
)

POWER_KEY = Column(
    "power_key",
    "事项识别键",
    note="导出时写入，导入时据此找到是哪个版本的哪一项；新增的留空，按事项名称查找。",
    in_template=False,
    width=30,
)

POINT_KEY = Column(
    "point_key",
    "风险点识别键",
    note="导出时写入，导入时据此找到是哪个风险点；新增的留空，按风险点名称查找。",
    in_template=False,
    width=30,
)

PERSON_UNIT = Column(
    "person_unit",
    "人员所在单位",
    note="从别的单位来任职、分管的，写其所在单位；本单位的人留空。",
    in_template=False,
    width=20,
)

OF_POWERS = (
    Column(
        "edition",
        "清单版本",
        note="这一项属于清单的哪个版本，例如 2026年版；留空的按导入时的 --edition。",
        in_template=False,
        width=12,
    ),
    Column(
        "in_force_from",
        "清单施行日期",
        value=ValueKind.DAY,
        note="这个版本从哪一天起施行。",
        in_template=False,
        width=14,
    ),
    Column(
        "retired_on",
        "停用日期",
        value=ValueKind.DAY,
        note="这一项从哪一天起停用；仍在用的留空。",
        in_template=False,
        width=14,
    ),
    Column("retired_reason", "停用原因", note="为什么停用。", in_template=False, width=24),
    ORDINAL,
)
"""Of a power list."""

OF_RISKS = (
    Column(
        "level_written",
        "等级原文",
        note="来源表格中风险等级的写法，原样保留。",
        in_template=False,
        width=12,
    ),
    ORDINAL,
)
"""Of a risk table."""

OF_PEOPLE = (
    Column(
        "valid_from",
        "到本单位日期",
        value=ValueKind.DAY,
        note="从哪一天起在本单位；不清楚的留空。",
        in_template=False,
        width=14,
    ),
    Column(
        "valid_to",
        "离开本单位日期",
        value=ValueKind.DAY,
        note="到哪一天为止；仍在的留空。",
        in_template=False,
        width=14,
    ),
)
"""Of people."""

OF_POSTS = (
    PERSON_UNIT,
    Column(
        "post_from",
        "职务设置日期",
        value=ValueKind.DAY,
        note="这个职务从哪一天起设置；不清楚的留空。",
        in_template=False,
        width=14,
    ),
    Column(
        "post_to",
        "职务撤销日期",
        value=ValueKind.DAY,
        note="这个职务撤销的日期；仍然设置的留空。",
        in_template=False,
        width=14,
    ),
    Column("note", "备注", note="职务的备注。", in_template=False, width=24),
)
"""Of posts."""
