"""A year's exercises of 云泽县市场监督管理局 in two registers, what it delegated, and the leaders' scopes. All invented.

The registers run from 2025-07 to 2026-06, with a few old cases of 2024, so that they reach back the
24 months of REG009. Planted faults, as of 2026-06-30:

* REG007, problem: a case of 对使用不合格计量器具的处罚 handled by the head of 执法稽查科, and an
  企业设立登记 handled by the head of 食品安全科; no delegation is recorded for them.
* REG007, cannot tell: three inspections by 易水寒, whom the roster does not know; one old matter,
  校外培训收费备案, which is not on the list. As long as the list has no day in force all others cannot
  be told, either; with a day (`import … --from 2024-01-01`) they pass.
* DUTY007 and REG007, problem: a 食品经营许可 handled by the head of the bureau himself.
* REG009: 对传销活动的处罚, 对合同欺诈的处罚 and 计量标准器具核准 were never used (a problem once the
  edition has a day, until then it cannot be told).
* REG014, problem: two penalties without a result, one licence without a recorder; cannot tell: two
  cases whose process is 见案卷.
* Delegations: 对食品生产经营的检查 to 青石乡人民政府 (two uses in its own register), 对不按照规定明码标价的处罚 to
  柳溪镇人民政府 without a first day.
* REG021: 县民政局's head lacks the rules of use; of 柳溪镇's two heads only one has a record, of
  青石乡's both lack a first day; other units came later.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.county.drawing import Drawn, write_xlsx
from tests.county.people import UNITS, head, holder
from tests.county.power_rows import Power, powers_of

UNIT = "U006"
NEVER_USED = ("对传销活动的处罚", "对合同欺诈的处罚", "计量标准器具核准")
_FIRST, _OLD = date(2025, 7, 3), date(2024, 4, 8)
_RECORDERS = ("竺临风", "麦青禾")
_COMPANIES = (
    "云泽县晨光食品有限公司",
    "云泽县长河商贸有限公司",
    "云泽县百味餐饮店",
    "云泽县新禾种养专业合作社",
)
_PERSONS = ("田有禾", "江望舒", "白鹭洲", "云中鹤", "陶然亭")
_LICENCES = ("行政许可", "行政裁决", "其他")
_PROCESS = {
    "行政许可": "申请—受理—审查—决定—发证",
    "行政处罚": "立案—调查取证—法制审核—告知—集体讨论—决定—送达",
    "行政检查": "抽取对象—现场检查—反馈—公开结果",
    "行政强制": "报批—现场告知—制作笔录—实施",
}
_RESULT = {
    "行政许可": "准予许可",
    "行政处罚": "警告，责令改正",
    "行政检查": "未发现问题",
    "行政强制": "查封十五日后解除",
}
_LICENCE_HEADINGS = (
    *("序号", "办件编号", "事项名称", "申请人", "受理时间", "办结时间", "承办岗位", "经办人"),
    *("申请内容", "办理依据", "办理过程", "办理结果", "录入人", "录入日期"),
)
_CASE_HEADINGS = (
    *("序号", "案号", "权力事项", "当事人", "立案日期", "承办人", "违法事实", "处罚依据"),
    *("办案过程", "处理结果", "结案日期", "登记人"),
)

Use = dict[str, str]


def uses() -> list[Use]:
    """The uses of the year and the few old ones, faults included, in the order of their days."""
    found = [use for at, power in enumerate(powers_of(UNIT)) for use in _uses_of(power, at)]
    found += _old_uses()
    found.sort(key=lambda use: (use["day"], use["power"]))
    for number, use in enumerate(found, 1):
        letter = "许" if use["category"] in _LICENCES else "案"
        use["number"] = f"云泽市监{letter}〔{use['day'][:4]}〕{number}号"
    return found


def _uses_of(power: Power, at: int) -> Iterator[Use]:
    if power["name"] in NEVER_USED:
        return
    for turn in range(1 + at % 3):
        day = _FIRST + timedelta(days=(at * 23 + turn * 97) % 355)
        yield _use(power, day, at + turn) | _planted(power["name"], turn)


def _use(power: Power, day: date, seed: int) -> Use:
    category, post = power["category"], power["executing_post"]
    subjects = _COMPANIES if seed % 3 else _PERSONS
    return {
        "category": category,
        "power": power["name"],
        "day": day.isoformat(),
        "begun": (day - timedelta(days=12)).isoformat(),
        "actor": holder(UNIT, post).person,
        "post": post,
        "subject": subjects[seed % len(subjects)],
        "situation": f"{power['name'].removeprefix('对').removesuffix('的处罚')}（第{seed + 1}件）",
        "basis": power["basis_text"].split("：")[0].partition("】")[2]
        or "《行政处罚程序规定（样例）》第九条",
        "process": _PROCESS.get(category, "受理—审核—办理—归档"),
        "result": _RESULT.get(category, "已办结"),
        "recorder": _RECORDERS[seed % 2],
        "recorded": (day + timedelta(days=1)).isoformat(),
    }


def _planted(name: str, turn: int) -> Use:
    """What is wrong in one use of a power."""
    wrong: dict[tuple[str, int], Use] = {
        ("对使用不合格计量器具的处罚", 0): {"actor": "戚寻踪", "post": "执法稽查科科长"},
        ("企业设立登记", 0): {"actor": "米新尝", "post": "食品安全科科长"},
        ("对产品质量的检查", 0): {"actor": "易水寒", "post": ""},
        ("对特种设备安全的检查", 0): {"actor": "易水寒", "post": ""},
        ("对计量器具的检查", 0): {"actor": "易水寒", "post": ""},
        ("对不执行政府定价的处罚", 0): {"result": ""},
        ("对发布虚假广告的处罚", 0): {"result": ""},
        ("药品零售经营许可", 0): {"recorder": ""},
        ("食品经营许可", 0): {"actor": head(UNIT).person, "post": head(UNIT).title},
        ("对侵犯注册商标专用权的处罚", 0): {"process": "见案卷"},
        ("对食品中掺杂掺假的处罚", 0): {"process": "详见案卷"},
    }
    return wrong.get((name, turn), {})


def _old_uses() -> list[Use]:
    """Uses of 2024, and one matter that is on no list."""
    powers = {power["name"]: power for power in powers_of(UNIT)}
    named = ("个体工商户登记", "对无照从事经营活动的处罚", "对食品生产经营的检查")
    found = [
        _use(powers[name], _OLD + timedelta(days=9 * at), at) | {"actor": powers[name]["executing_post"]}
        for at, name in enumerate(named)
    ]
    for use in found:
        use["actor"] = holder(UNIT, use["post"]).person
    unlisted = found[0] | {"power": "校外培训收费备案", "day": "2024-05-20", "subject": _COMPANIES[1]}
    return [*found, unlisted]


def write_registers(path: Path) -> None:
    """办件登记 of the service window, and 案件登记 of those who enforce, each in its own words."""
    licences, cases = Drawn("许可办件"), Drawn("执法案件")
    name, every = UNITS[UNIT][0], uses()
    licences.title(f"{name}办件登记表（2025年7月至2026年6月）", len(_LICENCE_HEADINGS))
    licences.add_headings(_LICENCE_HEADINGS)
    cases.title(f"{name}执法案件登记台账（2025年7月至2026年6月）", len(_CASE_HEADINGS))
    cases.add_headings(_CASE_HEADINGS)
    in_window = [use for use in every if use["category"] in _LICENCES]
    for number, use in enumerate(in_window, 1):
        licences.add(
            *(
                str(number),
                use["number"],
                use["power"],
                use["subject"],
                use["begun"],
                use["day"],
                use["post"],
            ),
            *(use["actor"], use["situation"], use["basis"], use["process"], use["result"]),
            *(use["recorder"], use["recorded"]),
        )
    for number, use in enumerate((use for use in every if use["category"] not in _LICENCES), 1):
        day = use["day"].replace("-", ".")
        cases.add(
            *(str(number), use["number"], use["power"], use["subject"], use["begun"], use["actor"]),
            *(use["situation"], use["basis"], use["process"], use["result"], day, use["recorder"]),
        )
    cases.add("填表人：竺临风", "", "", "审核人：双守约")
    write_xlsx(path, licences, cases)


def write_delegations(path: Path) -> None:
    """What the bureau lets townships do."""
    headings = ("序号", "委托事项", "受委托单位", "委托日期", "截止日期", "委托书文号")
    sheet = Drawn("委托清单")
    sheet.title(f"{UNITS[UNIT][0]}行政执法委托清单", len(headings))
    sheet.add_headings(headings)
    sheet.add(
        "1", "对食品生产经营的检查", UNITS["U008"][0], "2025-09-01", "2027-08-31", "云泽市监委〔2025〕1号"
    )
    sheet.add("2", "对不按照规定明码标价的处罚", UNITS["U007"][0], "", "", "云泽市监委〔2025〕2号")
    write_xlsx(path, sheet)


def write_delegates_register(path: Path) -> None:
    """How 青石乡 used what it was delegated."""
    headings = (
        "序号",
        "权力事项",
        "检查日期",
        "检查对象",
        "检查人",
        "检查情况",
        "检查依据",
        "办理过程",
        "检查结果",
        "录入人",
    )
    sheet = Drawn("检查登记")
    sheet.title(f"{UNITS['U008'][0]}受委托检查登记表", len(headings))
    sheet.add_headings(headings)
    actor = holder("U008", "党政办公室主任").person
    for number, day in enumerate(("2025-10-16", "2026-03-19"), 1):
        sheet.add(
            *(str(number), "对食品生产经营的检查", day, _COMPANIES[number], actor, "现场查看进货台账"),
            *("《食品安全监督条例（样例）》第二十条", "抽取对象—现场检查—反馈", "未发现问题", _RECORDERS[0]),
        )
    write_xlsx(path, sheet)


def write_scopes(path: Path) -> None:
    """主要领导三个确定 of four units."""
    headings = ("序号", "单位", "职务", "权力范围", "权力责任", "用权规则", "文号", "施行日期")
    sheet = Drawn("三个确定")
    sheet.title("云泽县主要领导权力范围、权力责任、用权规则一览表", len(headings))
    sheet.add_headings(headings)
    since = "2026-01-01"
    lines = (
        ("U002", head("U002").title, "重大事项集体研究，主要负责人末位表态", since),
        ("U005", head("U005").title, "", since),
        ("U007", head("U007").title, "重大事项党委会集体研究，主要负责人末位表态", since),
        *(
            ("U008", title, "重大事项党委会集体研究，主要负责人末位表态", "")
            for title in ("党委书记", "乡长")
        ),
    )
    for number, (unit, title, rules, day) in enumerate(lines, 1):
        scope = "主持全面工作，不直接分管财务、组织人事、建设工程及招标、行政审批、物资采购"
        duty = "对本单位权力运行和党风廉政建设负总责"
        document = f"云泽权办〔2026〕{number}号"
        sheet.add(str(number), UNITS[unit][0], title, scope, duty, rules, document, day)
    write_xlsx(path, sheet)


BOOKS: dict[str, Callable[[Path], None]] = {
    "市场监管局行政执法委托清单.xlsx": write_delegations,
    "市场监管局用权记录.xlsx": write_registers,
    "青石乡受委托检查登记.xlsx": write_delegates_register,
    "主要领导三个确定.xlsx": write_scopes,
}
"""Workbooks without their numbers, in the order in which they are imported (delegations first)."""
