"""限额设定: the county's own values over the shipped ones, each from a day on, with its document."""

from powerctl.sheets.kinds.institutions import note, sequence, unit
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either

LIMITS = SheetKind(
    name="limits",
    title="限额设定",
    workbook="limits",
    columns=(
        sequence(),
        unit("全县适用的留空；只对一个单位及其下级的写单位全称或代码，与“单位”表一致。"),
        Column(
            "name",
            "限额名称",
            likely=either("限额|限额代码|限额项目"),
            required=True,
            note="照 powerctl limit list 中的写法，一字不差。",
            example="meeting.notice_days",
            width=30,
        ),
        Column(
            "value",
            "数值",
            likely=either("限额数值|限额值|设定值|设定数值"),
            required=True,
            note="金额按元填写，例如 20000 或 2万元；比例写成 2/3（单元格用文本格式）；“是否须”写 是 或 否。",
            example="5",
            width=14,
        ),
        Column(
            "valid_from",
            "起日",
            likely=either("生效日期|施行日期|执行日期|开始日期"),
            value=ValueKind.DAY,
            required=True,
            note="从哪一天起；同一个限额同一天再写的，替换原来的。",
            example="2026-01-01",
            width=14,
        ),
        Column(
            "cites",
            "依据文件",
            likely=either("依据|文号|依据文号|设定依据"),
            required=True,
            note="规定这个数值的文件和文号，没有文件不能设定。",
            example="青禾纪发〔2026〕5号",
            width=28,
        ),
        note(),
    ),
    name_field="name",
    telling=("value",),
    readings=(
        Reading("单位", "unit"),
        Reading("编号", "sequence"),
        Reading("依据", "cites"),
        Reading("文号", "cites"),
    ),
    row_by_row=True,
)
"""限额设定"""
