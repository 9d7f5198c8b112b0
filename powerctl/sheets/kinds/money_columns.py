"""Columns that the sheets of money share: whose it is, sums, decisions, and keys that only exports show."""

from powerctl.sheets.kinds.kind import Column, Reading, ValueKind, either

NUMBER_OF_ROW = (Reading("编号", "sequence"), Reading("单位", "unit"), Reading("说明", "note"))
"""Headings that every such sheet may have, and that tell nothing of its kind."""
_HOW = "写数字，也可以写“12.5万元”；列名或表头上写明万元的按万元。"


def unit(note: str = "") -> Column:
    """单位名称 of whose money it is."""
    return Column(
        "unit",
        "单位名称",
        likely=either(
            "单位|填报单位|填表单位|所属单位|部门名称|预算单位|支出单位|采购单位|采购人|招标人|建设单位|核算单位"
        ),
        note=note or "写单位全称，与“单位”表一致；全表同属一个单位时可以不填，导入时用 --unit 指明。",
        example="青禾县财政局",
        width=20,
    )


def county_unit() -> Column:
    """适用单位 of what holds for the county where it is empty."""
    return unit("只适用于一个单位的写单位全称；全县适用的留空。")


def money(
    field: str, heading: str, likely: str, note: str, example: str = "", *, in_template: bool = True
) -> Column:
    """A column of sums, in 元 unless its heading, the table or the cell says otherwise."""
    return Column(
        field,
        f"{heading}（元）",
        likely=either("|".join(filter(None, (heading, likely)))),
        note=note + _HOW,
        example=example,
        width=14,
        in_template=in_template,
    )


def plain(
    field: str,
    heading: str,
    likely: str,
    note: str,
    example: str = "",
    width: int = 16,
    *,
    required: bool = False,
) -> Column:
    """A column of text, perhaps one that a row cannot be without."""
    return Column(
        field,
        heading,
        likely=either(likely) if likely else (),
        note=note,
        example=example,
        width=width,
        required=required,
    )


def exported(
    field: str, heading: str, note: str, width: int = 16, value: ValueKind = ValueKind.TEXT
) -> Column:
    """A column that only exports show."""
    return Column(field, heading, note=note, in_template=False, width=width, value=value)


def decision() -> tuple[Column, ...]:
    """决策依据 as written, and the agenda item that it names."""
    return (
        plain(
            "decision_written",
            "决策依据",
            "集体决策依据|决策会议|决策情况|研究会议|会议决定|批准依据|决策文件|决策形式|决策程序",
            "哪次会议、哪个文件定的，照写。",
            "2026年第5次局长办公会",
            22,
        ),
        plain(
            "agenda_item",
            "决策议程",
            "会议议程|对应议程",
            "“会议”工作簿中的会议编号和议题编号（或名称），如 2026-05/YT-2026-012；别的单位的会议前面写单位，"
            "如 青禾县人民政府/2026-05/YT-1。",
            "",
            22,
        ),
    )


def project() -> Column:
    """所属工程项目."""
    return plain(
        "project_written",
        "工程项目",
        "项目名称|项目|所属项目|工程名称|对应项目",
        "写“工程项目”表的项目编号或者名称。",
        "",
        20,
    )


def transaction(required: bool = False) -> Column:
    """所属公共资源交易."""
    return plain(
        "transaction_written",
        "交易项目",
        "交易编号|公共资源交易|采购项目|招标项目|对应交易",
        "写“公共资源交易”表的交易编号或者名称。",
        "CG-2026-08" if required else "",
        20,
        required=required,
    )


EXPENDITURE_KEY = exported(
    "expenditure_key",
    "支出识别键",
    "导出时写入，导入时据此找到是哪一笔支出；新增的留空，按支出一栏查找。",
    26,
)

AGENDA_KEY = exported("agenda_key", "决策议程识别键", "导出时写入，导入时据此找到是哪次会议的哪项议程。", 26)
