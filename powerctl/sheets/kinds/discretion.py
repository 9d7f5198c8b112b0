"""裁量基准: grade, circumstance and range of each discretionary power, a row per grade.

The power stands merged over its grades, or only in the first of their rows, or in every row.
"""

from powerctl.sheets.kinds.institutions import day, note, sequence, unit
from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, either
from powerctl.sheets.kinds.recorded import POWER_KEY

DISCRETION_BENCHMARKS = SheetKind(
    name="discretion_benchmarks",
    title="裁量基准",
    workbook="benchmarks",
    columns=(
        sequence(),
        unit(),
        Column(
            "power",
            "事项名称",
            likely=either(
                "职权名称|权力事项|权力名称|权责事项名称|权力事项名称|处罚事项|违法行为|执法事项|事项|裁量事项"
            ),
            note="与权责清单的事项名称一致；同一事项的各档可以合并单元格，也可以只写在第一档。",
            example="对违反政府采购规定行为的处罚",
            width=36,
        ),
        Column(
            "sub_item",
            "子项名称",
            likely=either("子项|事项子项"),
            note="事项有子项的写明是哪一个；没有子项的留空。",
            width=24,
        ),
        Column(
            "code",
            "职权编码",
            likely=either("事项编码|权力编码|编码"),
            note="写了编码的按编码找事项；没有的留空。",
            example="CZ-CF-001",
            width=16,
        ),
        Column(
            "grade",
            "裁量档次",
            likely=either("裁量阶次|裁量等级|裁量档级|档次|阶次|违法程度|裁量级次|情节程度"),
            required=True,
            note="每档一行，例如：一档、二档，或从轻、一般、从重。",
            example="一档",
            width=12,
        ),
        Column(
            "circumstance",
            "适用情形",
            likely=either("适用条件|违法情节|裁量情形|裁量情节|情形|情节|裁量因素|违法行为情节"),
            note="什么情形适用这一档。",
            example="首次违法且及时改正",
            width=36,
        ),
        Column(
            "range_written",
            "裁量幅度",
            likely=either("裁量标准|处罚标准|处罚幅度|裁量结果|处罚种类和幅度|处罚种类及幅度|具体标准"),
            note="这一档怎样处理，写明数额或幅度。",
            example="警告，可以不予罚款",
            width=32,
        ),
        Column(
            "basis_text",
            "依据",
            likely=either("处罚依据|法律依据|实施依据|法定依据|裁量依据|设定依据"),
            note="这项裁量的法律依据。",
            example="《中华人民共和国政府采购法》第七十一条",
            width=36,
        ),
        Column(
            "document",
            "基准文号",
            likely=either("文号|发文字号|基准文件"),
            note="公布裁量基准的文件。",
            example="青财法〔2026〕3号",
            width=20,
        ),
        day(
            "valid_from",
            "起日",
            "施行日期|实施日期|生效日期",
            "写到日；不清楚的留空，有关检查会回答“无法判断”。",
            "2026-01-01",
        ),
        day("valid_to", "止日", "失效日期|废止日期", "写到日；仍然适用的留空。"),
        note(),
        POWER_KEY,
    ),
    name_field="grade",
    telling=("grade", "range_written"),
    readings=(
        Reading("单位", "unit"),
        Reading("编号", "sequence"),
        Reading("说明", "note"),
        Reading("情节", "circumstance"),
        Reading("违法行为", "power"),
        Reading("事项", "power"),
    ),
    row_by_row=True,
)
"""裁量基准"""
