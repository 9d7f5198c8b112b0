"""Four risk tables with the mess of real ones, each in its own way."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.county.chart_rows import risk_step
from tests.county.drawing import Drawn, write_xlsx
from tests.county.people import UNITS, head, holder
from tests.county.risk_names import FURTHER
from tests.county.risk_register import carried, first_round
from tests.county.risk_rows import ROUND, Point, numbered, points_of

# What the county asked every unit to add on the right.
_COUNTY = (
    ("关键环节", "step"),
    ("排查轮次", "round"),
    ("风险领域", "domain"),
    ("风险来源", "source"),
    ("查找方法", "finder"),
    ("清单归属", "list_kind"),
)
_SCORES = (
    ("职权的重要程度", "importance"),
    ("行使频率", "frequency"),
    ("发生几率", "probability"),
    ("评估方法", "scoring_method"),
    ("掌握权力或公共资源", "controls_resources"),
    ("自由裁量空间大", "wide_discretion"),
    ("需公开、集体决策和监督", "needs_openness"),
    ("不直接管人财物但可从中获利", "profits_indirectly"),
    ("属案件易发领域", "frequent_cases"),
    ("等级调整理由", "override_reason"),
)
_ROMAN = {"高": "Ⅰ级", "中": "Ⅱ级", "低": "Ⅲ级"}
Columns = Sequence[tuple[str, str]]


def _headings(columns: Columns) -> list[str]:
    return [heading for heading, _ in columns]


def _cells(point: Point, columns: Columns) -> list[str]:
    return [point.get(field, "") for _, field in columns]


def write_housing(path: Path) -> None:
    """Levels Ⅰ, Ⅱ, Ⅲ; no column for the risk's name; three columns of people."""
    columns: Columns = (
        ("序号", "sequence"), ("部门", "section"), ("权力事项", "business"), ("重要环节", "step"),
        ("廉政风险点表现形式", "shown"), ("风险点涉及的岗位", "post"), ("风险等级", "level"),
        ("防控要点及防控措施", "measure"), ("直接责任人", "owner"), ("责任领导", "leader"), *_COUNTY[1:], *_SCORES,
    )  # fmt: skip
    sheet = Drawn("风险点")
    sheet.add("附件2")
    sheet.title("云泽县住房和城乡建设局廉政风险点排查防控一览表", len(columns))
    sheet.add_headings(_headings(columns))
    for point in first_round("U003"):
        shown = f"{point['name']}：{point['description']}"
        sheet.add(*_cells(point | {"shown": shown, "level": _ROMAN[point["level"]]}, columns))
    write_xlsx(path, sheet)


# domain, source, way of finding, list; post; measures
_MARKET = {
    "食品经营许可": ("事权", "业务流程", "自己找", "登记许可科科长"),
    "药品零售经营许可": ("事权", "岗位职责", "上级点", "登记许可科科长"),
    "对无照从事经营活动的处罚": ("事权", "机制制度", "群众帮", "执法稽查科科长"),
    "对侵犯注册商标专用权的处罚": ("事权", "外部环境", "互相查", "执法稽查科科长"),
    "对经营超过保质期的食品的处罚": ("事权", "岗位职责", "组织审", "食品安全科科长"),
    "对特种设备安全的检查": ("事权", "业务流程", "自己找", "质量计量科科长"),
    "罚没物品处置": ("财权", "业务流程", "上级点", "执法稽查科科长"),
    "干部选拔任用": ("人权", "岗位职责", "组织审", ""),
}
_MARKET_MEASURES = ["执行裁量基准，变更处理意见须书面说明理由", "两人以上承办，全过程留痕"]
_MARKET_SCORES = {"高": ("4", "4", "4"), "中": ("3", "3", "2"), "低": ("2", "2", "1")}


def write_market(path: Path) -> None:
    """Several points in a cell, each with its level; a tally of levels in a column of its own."""
    columns: Columns = (
        ("序号", "sequence"), ("权力事项", "business"), ("风险点数量", "count"), ("表现形式", "shown"),
        ("等级", "tally"), ("防控措施", "measure"), ("责任人", "owner"), *_COUNTY, *_SCORES[:3],
    )  # fmt: skip
    sheet = Drawn("Sheet1")
    sheet.title("云泽县市场监督管理局廉政风险点清单", len(columns))
    sheet.add_headings(_headings(columns))
    for number, (business, (domain, source, finder, title)) in enumerate(_MARKET.items(), start=1):
        points = FURTHER[business]
        levels = [level for _, level in points]
        worst = next(level for level in "高中低" if level in levels)
        seat = holder("U006", title) if title else head("U006")
        sheet.add(
            str(number),
            business,
            str(len(points)),
            "\n".join(f"{at}.{text}（{level}）；" for at, (text, level) in enumerate(points, start=1)),
            "".join(f"{levels.count(level)}{level}" for level in "高中低" if level in levels),
            carried("U006", "", business, domain, numbered(_MARKET_MEASURES)),
            seat.person,
            risk_step("U006", business),
            ROUND,
            domain,
            source,
            finder,
            "单位清单" if title else "一把手清单",
            *_MARKET_SCORES[worst],
        )
    write_xlsx(path, sheet)


_SEVERAL = ("U001", "U004", "U005", "U007")


def write_several(path: Path) -> None:
    """One table for four units: the unit merged down its rows, spaces and line breaks in the headings."""
    columns: Columns = (
        ("序号", "sequence"), ("单位/科室", "unit"), ("风险 类别", "category"), ("权力事项", "business"),
        ("风险点", "name"), ("廉政风险主要内容及表现形式", "description"), ("风险等级", "level"),
        ("防控措施", "measure"), ("部门\n负责人", "owner"), ("责任 领导", "leader"),
        *(pair for pair in _COUNTY if pair[1] != "source"), *_SCORES,
    )  # fmt: skip
    sheet = Drawn("汇总")
    sheet.title("县直单位和乡镇廉政风险点及防控措施汇总表（2026年第一轮）", len(columns))
    sheet.add_headings(_headings(columns))
    number = 0
    for unit in _SEVERAL:
        points = first_round(unit)
        first = len(sheet.rows) + 1
        for index, point in enumerate(points):
            number += 1
            shown = {
                "sequence": str(number),
                "unit": UNITS[unit][0] if index == 0 else "",
                "category": f"{point['source']}风险",
                "level": f"{point['level']}风险",
            }
            sheet.add(*_cells(point | shown, columns))
        sheet.merge(first, 2, first + len(points) - 1, 2)
    sheet.add("合计", "", "", "", f"{number}个")
    write_xlsx(path, sheet)


def write_qingshi(path: Path) -> None:
    """No levels, no factors, no lists: what a unit hands in that never scored its risks."""
    columns: Columns = (
        ("序 号", "sequence"), ("权力事项", "business"), ("岗位 类别", "post"), ("风险 名称", "name"),
        ("风险描述", "description"), ("防控措施", "measure"), ("监测 指标", "indicator"), ("责任人", "owner"),
    )  # fmt: skip
    sheet = Drawn("Sheet1")
    sheet.title("青石乡人民政府廉政风险排查表", len(columns))
    sheet.add_headings(_headings(columns))
    for index, point in enumerate(points_of("U008")):
        measure = point["measure"].split("；")[0].removeprefix("1.").rstrip("。")
        shown = {"measure": "" if index in (2, 4, 6) else measure, "indicator": "有关信访件数"}
        sheet.add(*_cells(point | shown, columns))
    sheet.add("注：本表由各办所填写后汇总。")
    write_xlsx(path, sheet)


MESSY: dict[str, Callable[[Path], None]] = {
    "12 住建局廉政风险点.xlsx": write_housing,
    "13 市场监管局廉政风险点.xlsx": write_market,
    "14 四单位廉政风险汇总.xlsx": write_several,
    "15 青石乡廉政风险排查表.xlsx": write_qingshi,
}
