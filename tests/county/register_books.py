"""Registers that come on top: exercises of 财政局 and 住建局, benchmarks, reviews, scopes, the second round."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.county import institution_books
from tests.county.chart_rows import chart_rows, step_rows
from tests.county.drawing import Drawn, write_ods, write_xls, write_xlsx
from tests.county.institution_rows import KEEPING, bodies_of, entries_of, institutions_of, reviews_of
from tests.county.people import SEATS, UNITS, head
from tests.county.planted_upkeep import (
    REVIEWED_LONG_AGO,
    REVIEWED_SOME_DAY,
    UNDATED_BENCHMARK,
    WITHOUT_BENCHMARK,
)
from tests.county.power_rows import Power, powers_of
from tests.county.risk_names import FURTHER
from tests.county.risk_register import first_round, second_round
from tests.county.template_books import fill

Row = Sequence[str]


def _write_csv(path: Path, rows: Iterable[Row]) -> None:
    """As a spreadsheet program of an office saves it: GB18030, lines ended as on Windows."""
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)


# charts, institutions -----------------------------------------------------------------------------


def write_charts(path: Path) -> None:
    """流程图 and 环节 of all units, on the template."""
    charts = [row for unit in UNITS for row in chart_rows(unit)]
    fill("charts", path, {"charts": charts, "steps": [row for unit in UNITS for row in step_rows(unit)]})


def write_institutions(path: Path) -> None:
    """制度, 制度检查, 汇编目录 and 领导和办事机构 of the units, on the template."""
    fill(
        "institutions",
        path,
        {
            "institutions": [row for unit in UNITS for row in institutions_of(unit)],
            "institution_reviews": [row for unit in UNITS for row in reviews_of(unit)],
            "compendium_entries": [row for unit in UNITS for row in entries_of(unit)],
            "leading_bodies": [row for unit in UNITS for row in bodies_of(unit)],
        },
    )


# the second round of searching for risks ----------------------------------------------------------

_POINT = (
    ("序号", "sequence"), ("权力事项", "business"), ("关键环节", "step"), ("岗位", "post"), ("风险点", "name"),
    ("表现形式", "description"), ("风险等级", "level"), ("防控措施", "measure"), ("责任人", "owner"),
    ("风险领域", "domain"), ("风险来源", "source"), ("查找方法", "finder"), ("排查轮次", "round"),
    ("清单归属", "list_kind"), ("重要程度", "importance"), ("行使频率", "frequency"), ("发生几率", "probability"),
    ("评估方法", "scoring_method"), ("掌握权力或公共资源", "controls_resources"),
    ("自由裁量空间大", "wide_discretion"), ("需公开、集体决策和监督", "needs_openness"),
    ("不直接管人财物但可从中获利", "profits_indirectly"), ("属案件易发领域", "frequent_cases"),
)  # fmt: skip


def _points(unit: str) -> Iterator[Row]:
    yield [heading for heading, _ in _POINT]
    for point in second_round(unit):
        yield [point[field] for _, field in _POINT]


def write_second_round(path: Path) -> None:
    """The second round of most units, on the template."""
    units = [unit for unit in KEEPING if unit not in ("U002", "U006")]
    fill(
        "risks",
        path,
        {"risks": [point | {"unit": UNITS[unit][0]} for unit in units for point in second_round(unit)]},
    )


def write_second_round_of_finance(path: Path) -> None:
    """As OpenDocument, from an office that uses free software."""
    write_ods(path, "第二轮", [["云泽县财政局廉政风险点第二轮排查表"], *_points("U002")])


def write_second_round_of_market(path: Path) -> None:
    """As text with commas, in the encoding of the spreadsheet programs here."""
    _write_csv(path, [["云泽县市场监督管理局廉政风险点第二轮排查表"], *_points("U006")])


# benchmarks ---------------------------------------------------------------------------------------

_GRADES = (
    ("从轻", "首次发生，及时改正，没有造成后果", "法定幅度下限的百分之三十以内"),
    ("从重", "一年内再次发生，或者造成较大影响", "法定幅度上限的百分之七十以上"),
)
_GRADES_OF_MERCY = (
    ("一档", "材料齐全，情况清楚", "当场或者三个工作日内办结"),
    ("二档", "情况复杂，需要实地核查", "十个工作日内办结，核查不少于两人"),
)


def _graded(unit: str) -> list[Power]:
    found = []
    for power in powers_of(unit):
        done = unit == "U002" and power["category"] == "行政处罚"
        if power["has_discretion"] == "是" and not done and (unit, power["name"]) not in WITHOUT_BENCHMARK:
            found.append(power)
    return found


def write_benchmarks(path: Path) -> None:
    """Old .xls, a sheet per unit; the power stands merged down its grades."""
    headings = ("序号", "权力事项", "子项名称", "裁量阶次", "适用情形", "裁量标准", "文号", "施行日期")
    sheets = []
    for unit in UNITS:
        powers = _graded(unit)
        if not powers:
            continue
        sheet = Drawn(UNITS[unit][0].removeprefix("云泽县"))
        sheet.title(f"{UNITS[unit][0]}行政裁量基准表", len(headings))
        sheet.add(f"填报单位：{UNITS[unit][0]}")
        sheet.add_headings(headings)
        for number, power in enumerate(powers, start=1):
            grades = (
                _GRADES if power["category"] in ("行政处罚", "行政强制", "行政检查") else _GRADES_OF_MERCY
            )
            day = "" if (unit, power["name"]) in UNDATED_BENCHMARK else "2025-12-01"
            first = 0
            for grade, case, amount in grades:
                about = (str(number), power["name"], power["sub_item"]) if not first else ("", "", "")
                row = sheet.add(*about, grade, case, amount, f"云泽法办〔2025〕{int(unit[1:])}号", day)
                first = first or row
            for column in (1, 2, 3):
                sheet.merge(first, column, first + len(grades) - 1, column)
        sheets.append(sheet)
    write_xls(path, *sheets)


# exercises ----------------------------------------------------------------------------------------


def _who(unit: str, title: str, day: str) -> str:
    return next(
        seat.person
        for seat in SEATS
        if (seat.unit, seat.title) == (unit, title)
        and seat.since <= day
        and not (seat.until and seat.until < day)
    )


_DONE = {"行政处罚": "警告，责令限期改正", "行政许可": "准予许可", "行政检查": "未发现问题"}


def _uses(unit: str, first: date, every: int) -> Iterator[Power]:
    for place, power in enumerate(powers_of(unit)):
        if place % every:
            continue
        day, post = (first + timedelta(days=place * 3 % 150)).isoformat(), power["executing_post"]
        if "2026-02-27" < day < "2026-03-05":  # a post is vacant
            day = "2026-03-05"
        yield {
            "number": f"云泽{unit[-1]}办〔{day[:4]}〕{place + 1}号",
            "power": f"{power['name']}{power['sub_item']}",
            "day": day,
            "actor": _who(unit, post, day),
            "post": post,
            "subject": f"云泽县{'长禾明川'[place % 4]}{'泰安'[place % 2]}有限公司",
            "situation": f"按程序办理，第{place + 1}件",
            "basis": power["basis_text"].split("：")[0].partition("】")[2]
            or "《财政管理规定（样例）》第二条",
            "process": power["procedure"] or "受理—审核—办理",
            "result": _DONE.get(power["category"], "已办结"),
            "recorder": "卓听澜",
        }


_USE = (
    "number",
    "power",
    "subject",
    "day",
    "actor",
    "post",
    "situation",
    "basis",
    "process",
    "result",
    "recorder",
)


def write_uses_of_finance(path: Path) -> None:
    """财政局's register of half a year, as text; one by somebody who had left, one without its basis."""
    headings = (
        *(
            "决定书文号",
            "权力事项",
            "行政相对人名称",
            "决定日期",
            "承办人",
            "承办科室",
            "主要情况",
            "处罚依据",
        ),
        *("办理过程", "处理结果", "登记人", "决定机关"),
    )
    rows = []
    for place, use in enumerate(_uses("U002", date(2026, 1, 8), 1)):
        if use["power"] == "对供应商提供虚假材料谋取中标的处罚":
            use |= {"actor": "甘霖舟", "day": "2026-03-20"}
        if use["power"] == "政府债务限额分配":
            use["basis"] = ""
        if place % 5 != 4:
            rows.append([*(use[field] for field in _USE), UNITS["U002"][0]])
    _write_csv(path, [headings, *rows])


def write_uses_of_housing(path: Path) -> None:
    """住建局's register, as OpenDocument; one case handled by another section's head."""
    headings = (
        *("办件编号", "事项名称", "申请人", "办结时间", "经办人", "承办岗位", "申请内容", "办理依据"),
        *("办理过程", "办理结果", "录入人"),
    )
    rows = []
    for use in _uses("U003", date(2026, 1, 12), 3):
        if use["power"] == "建筑工程施工许可":
            use |= {"actor": "涂青禾", "post": "房产管理科科长"}
        rows.append([use[field] for field in _USE])
    write_ods(path, "办件登记", [["云泽县住房和城乡建设局2026年上半年办件登记表"], headings, *rows])


# leaders' scopes, reviews -------------------------------------------------------------------------


def write_further_scopes(path: Path) -> None:
    """三个确定 of the units that came later, on the template."""
    scope = "主持全面工作，不直接分管财务、组织人事、建设工程及招标、行政审批、物资采购"
    rows = [
        {
            "unit": UNITS[unit][0], "post": head(unit).title, "scope": scope,
            "duty": "对本单位权力运行和党风廉政建设负总责", "rules": "重大事项集体研究，主要负责人末位表态",
            "document": f"云泽权办〔2026〕{place + 10}号", "valid_from": "2026-02-01",
        }
        for place, unit in enumerate(("U001", "U003", "U004", "U006"))
    ]  # fmt: skip
    fill("scopes", path, {"scopes": rows})


def _reviewed() -> Iterator[tuple[str, str, str, str]]:
    """Unit, business, name and description of every point that is reviewed, as it is registered.

    财政局 handed in the reviews of its first round itself (`review_books`).
    """
    for unit in KEEPING:
        if unit == "U006":
            for business, points in FURTHER.items():
                yield from ((unit, business, text, "") for text, _ in points)
        for point in first_round(unit) if unit not in ("U002", "U006") else ():
            name, description = point["name"], point["description"]
            if unit == "U003":
                name, description = f"{name}：{description}", ""
            yield unit, point["business"], name, description
        for point in second_round(unit):
            yield unit, point["business"], point["name"], point["description"]


def write_reviews(path: Path) -> None:
    """One table for the county: the unit merged down, a day for every point."""
    headings = (
        *("序号", "被检查单位", "权力事项", "廉政风险点", "风险表现", "检查类型", "检查时间", "检查组"),
        *("检查情况", "剩余风险等级"),
    )
    sheet = Drawn("检查")
    sheet.title("云泽县2026年上半年廉政风险防控检查登记表", len(headings))
    sheet.add_headings(headings)
    for number, (unit, business, name, description) in enumerate(_reviewed(), start=1):
        day = f"2026-0{3 + number % 3}-{10 + number % 15}"
        short = name.split("：")[0]
        day = REVIEWED_LONG_AGO.get((unit, short), day)
        if (unit, short) in REVIEWED_SOME_DAY:
            day = ""
        kind = "不定期" if number % 4 == 0 else "定期"
        result = "措施已落实，抽查记录齐全" if number % 7 else "个别记录补填，已责令整改"
        sheet.add(
            *(str(number), UNITS[unit][0], business, name, description, kind, day, "县纪委监委第一检查组"),
            *(result, "低" if number % 3 else "中"),
        )
    sheet.add("填表人：某某")
    write_xlsx(path, sheet)


BOOKS = {
    "16 第二轮风险排查汇总.xlsx": write_second_round,
    "17 财政局第二轮风险排查.ods": write_second_round_of_finance,
    "18 市场监管局第二轮风险排查.csv": write_second_round_of_market,
    "22 各单位权力运行流程图.xlsx": write_charts,
    "34 各单位制度.xlsx": write_institutions,
    "41 财政局处罚裁量基准.xlsx": institution_books.write_benchmarks,
    "42 各单位裁量基准.xls": write_benchmarks,
    "54 财政局用权记录.csv": write_uses_of_finance,
    "55 住建局办件登记.ods": write_uses_of_housing,
    "62 主要领导三个确定（补报）.xlsx": write_further_scopes,
    "71 风险检查记录.xlsx": write_reviews,
}
