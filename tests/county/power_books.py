"""Six power lists with the mess of real ones, each in its own way."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.county.drawing import Drawn, write_xls, write_xlsx
from tests.county.power_rows import Power, powers_of

# The columns that the county asked every department to add on the right.
_COUNTY = (
    ("权力领域", "domain"),
    ("权力主体层级", "holder_level"),
    ("权力主体职务", "holder_post"),
    ("决策岗位", "deciding_post"),
    ("执行岗位", "executing_post"),
    ("监督岗位", "supervising_post"),
    ("运行程序", "procedure"),
    ("是否有自由裁量权", "has_discretion"),
)
_LEAD = (("是否牵头", "is_lead"),)
Columns = Sequence[tuple[str, str]]


def _category(power: Power) -> str:
    return "其他行政权力" if power["category"] == "其他" else power["category"]


def _cells(power: Power, columns: Columns) -> list[str]:
    return [_category(power) if field == "category" else power.get(field, "") for _, field in columns]


def _headings(columns: Columns) -> list[str]:
    return [heading for heading, _ in columns]


def write_finance(path: Path) -> None:
    """附件 and title rows, a left-over drop-down list in a hidden column, a remark under the table."""
    columns: Columns = (
        ("序号", "sequence"), ("事项名称", "name"), ("子项名称", "sub_item"), ("权力类型", "category"),
        ("行使主体", "exercising_body"), ("承办机构", "office"), ("实施依据", "basis_text"),
        ("实施层级及权限", "remit"), ("责任事项内容", "responsibility"),
        ("责任事项依据", "responsibility_basis"), ("追责对象范围", "accountable"),
        ("追责情形", "accountability"), ("备注", "note"), *_COUNTY,
    )  # fmt: skip
    sheet = Drawn("Sheet1")
    sheet.add("附件")
    sheet.title("云泽县财政局2026年权责清单", len(columns))
    sheet.add_headings(_headings(columns))
    choices = ("行政许可", "行政检查", "行政处罚", "行政裁决", "行政确认", "其他类别")
    for index, power in enumerate(powers_of("U002")):
        sheet.add(*_cells(power, columns), "", choices[index] if index < len(choices) else "")
    sheet.hidden_columns = {len(columns) + 2}
    remark = sheet.add("备注：本清单包括县级行使和委托乡镇行使的行政权力事项。")
    sheet.merge(remark, 1, remark, len(columns))
    write_xlsx(path, sheet)


def write_housing(path: Path) -> None:
    """Old .xls; the title in every cell, one heading twice, sub-items without a number, an empty sheet."""
    columns: Columns = (
        ("序号", "sequence"), ("事项名称", "name"), ("子项名称", "sub_item"), ("权力类型", "category"),
        ("实施依据", "basis_text"), ("行使主体", "exercising_body"), ("承办机构", "office"),
        ("实施层级及权限", "level"), ("实施层级及权限", "remit"), ("部门职责", "department_duty"),
        ("责任事项内容", "responsibility"), ("责任事项依据", "responsibility_basis"),
        ("追责对象范围", "accountable"), ("追责情形", "accountability"), ("备注", "note"), *_COUNTY,
    )  # fmt: skip
    sheet = Drawn("准确版")
    sheet.add(*["云泽县住房和城乡建设局2025年权责清单"] * 15)
    sheet.add_headings(_headings(columns))
    number, before = 0, ""
    for power in powers_of("U003"):
        number += power["name"] != before
        shown = str(number) if power["name"] != before else ""
        before = power["name"]
        sheet.add(*_cells(power | {"sequence": shown, "level": "县市区级"}, columns))
    write_xls(path, sheet, Drawn("Sheet2"))


def write_agriculture(path: Path) -> None:
    """Old .xls content under an .xlsx name; a sheet per category that declares its number of items."""
    columns: Columns = (
        ("序  号", "sequence"), ("事项名称", "name"), ("子项", "sub_item"), ("权力类型", "category"),
        ("实施依据", "basis_text"), ("行使主体", "exercising_body"), ("承办机构", "office"),
        ("实施层级\n及权限", "remit"), ("责任事项内容", "responsibility"), ("追责对象范围", "accountable"),
        ("追责情形", "accountability"), ("备注", "note"), *_COUNTY, *_LEAD,
    )  # fmt: skip
    sheets = []
    powers = powers_of("U004")
    for category in dict.fromkeys(power["category"] for power in powers):
        own = [power for power in powers if power["category"] == category]
        # the list of penalties says one more than it holds
        declared = len(own) + (category == "行政处罚")
        name = "其他行政权力" if category == "其他" else category
        sheet = Drawn(f"{name}（{declared}项）")
        sheet.title(f"云泽县农业农村局2025年权责清单（{name}）", len(columns))
        sheet.add_headings(_headings(columns))
        for number, power in enumerate(own, start=1):
            shown = power | {"sequence": str(number)}
            if category == "行政征收":
                hidden = shown | {"remit": "市级：市区范围内", "exercising_body": "市农业农村主管部门"}
                sheet.hidden_rows.add(sheet.add(*_cells(hidden, columns)))
            cells = _cells(shown, columns)
            if category in ("行政许可", "行政检查") and number % 3 == 0:
                cells[3] = ""
            sheet.add(*cells)
        sheets.append(sheet)
    write_xls(path, *sheets)


def write_civil_affairs(path: Path) -> None:
    """Every item over as many rows as it has duties, all its other cells merged down."""
    columns: Columns = (
        ("序号", "sequence"), ("职权名称", "name"), ("职权类别", "category"), ("设定依据", "basis_text"),
        ("实施主体", "exercising_body"), ("承办科室", "office"), ("行使层级", "remit"),
        ("责任事项", "responsibility"), ("追责对象", "accountable"), ("问责情形", "accountability"), *_COUNTY,
    )  # fmt: skip
    duties = _headings(columns).index("责任事项")
    sheet = Drawn("权责清单")
    sheet.title("云泽县民政局2025年权责清单", len(columns))
    sheet.add("部门名称：云泽县民政局")
    sheet.add_headings(_headings(columns))
    for power in powers_of("U005"):
        cells = _cells(power, columns)
        lines = cells[duties].split("\n")
        first = sheet.add(*[*cells[:duties], lines[0], *cells[duties + 1 :]])
        for line in lines[1:]:
            sheet.add(*[line if column == duties else "" for column in range(len(columns))])
        for column in range(len(columns)):
            if column != duties:
                sheet.merge(first, column + 1, first + len(lines) - 1, column + 1)
    write_xlsx(path, sheet)


def write_market(path: Path) -> None:
    """A group of headings twice; the first copy is hidden and holds the text of a model list."""
    group: Columns = (
        ("责任事项依据", "responsibility_basis"), ("追责对象范围", "accountable"),
        ("追责情形", "accountability"), ("备注", "note"),
    )  # fmt: skip
    before: Columns = (
        ("序号", "sequence"), ("事项名称", "name"), ("子项\n名称", "sub_item"), ("权力\n类型", "category"),
        ("实施依据", "basis_text"), ("行使主体", "exercising_body"), ("承办机构", "office"),
        ("实施层级及权限", "remit"), ("责任事项内容", "responsibility"),
    )  # fmt: skip
    columns: Columns = (*before, *group, *group, *_COUNTY, *_LEAD)
    model = ["《样板清单》第一条", "样板：具体承办人", "样板：不履行职责的", "样板"]
    sheet = Drawn("1")
    sheet.title("云泽县市场监督管理局2024年权责清单", len(columns))
    sheet.add_headings(_headings(columns))
    start, end = len(before), len(before) + len(group)
    for power in powers_of("U006"):
        cells = _cells(power, columns)
        sheet.add(*[*cells[:start], *model, *cells[end:]])
    sheet.hidden_columns = set(range(start + 1, end + 1))
    write_xlsx(path, sheet)


def write_qingshi(path: Path) -> None:
    """Other words for the headings, the unit in a line above them, categories in banner rows, no posts."""
    columns: Columns = (
        ("编号", "sequence"), ("职权名称", "name"), ("法律依据", "basis_text"),
        ("实施主体", "exercising_body"), ("责任科室", "office"), ("权限", "remit"),
        ("责任内容", "responsibility"), ("责任追究情形", "accountability"), ("办理流程", "procedure"),
        ("有无自由裁量权", "has_discretion"),
    )  # fmt: skip
    sheet = Drawn("清单")
    sheet.title("乡镇权力清单（2025年）", len(columns))
    sheet.add("填报单位：青石乡人民政府（盖章）")
    sheet.add_headings(_headings(columns))
    powers = powers_of("U008")
    for position, category in enumerate(dict.fromkeys(_category(power) for power in powers)):
        own = [power for power in powers if _category(power) == category]
        banner = sheet.add(f"{'一二三四五'[position]}、{category}（{len(own)}项）")
        sheet.merge(banner, 1, banner, len(columns))
        for number, power in enumerate(own, start=1):
            answer = {"是": "有", "否": "无"}.get(power["has_discretion"], "")
            sheet.add(*_cells(power | {"sequence": str(number), "has_discretion": answer}, columns))
    sheet.add("填表人：某某", "", "", "审核人：某某", "", "", "填报日期：2025年12月26日")
    write_xlsx(path, sheet)


MESSY: dict[str, tuple[str, Callable[[Path], None]]] = {
    "U002": ("03 财政局权责清单.xlsx", write_finance),
    "U003": ("04 住建局权责清单.xls", write_housing),
    "U004": ("05 农业农村局权责清单.xlsx", write_agriculture),
    "U005": ("06 民政局权责清单.xlsx", write_civil_affairs),
    "U006": ("07 市场监管局权责清单.xlsx", write_market),
    "U008": ("09 青石乡权力清单.xlsx", write_qingshi),
}
ON_TEMPLATE = {
    "U001": "02 县政府办2026年权责清单.xlsx",
    "U007": "08 柳溪镇2026年权责清单.xlsx",
}
