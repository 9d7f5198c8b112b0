"""制度 of 财政局 and 住建局, 裁量基准 of 财政局's penalties, and the county's 应有制度清单. All of it is invented.

Planted faults (nothing keeps the workbooks from being imported):

* REG015: 财政局's penalty named by `UNGOVERNED` is governed by nothing; so are, until the later workbook of
  all units comes (`institution_rows`), its other powers and those of 住建局 outside bidding.
* REG017: `WITHOUT_GRADES` has discretion and no benchmark; `WITHOUT_RANGE` has a grade without its range, so
  that nobody can tell.
* INS001: 住建局 has no rule on 公务用车; its ten are otherwise there.
* INS002: 住建局 has no 规范指数 rule, and its 末位表态规定 has no 有效性, so that nobody can tell.
* INS003: 财政局's 公务接待管理办法 is left out of its compendium; 住建局 has no compendium.
* INS004: 财政局's 考勤请假规定 has no 责任部门; its 档案管理规定 was last reviewed in 2020.
* INS005: 财政局 has no hearing (听证) rule.
* INS006: 财政局's 公务用车管理办法 has not been inspected for a year; of 住建局's rules none has,
  in this workbook.
* INS007: 住建局 has a leading body and no working body.
* INS008: 住建局 has no rule for the hours outside work.
* 住建局's 工程变更管理办法（旧） is repealed and has no last day: the import says so.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from powerctl.sheets.kinds import KINDS
from powerctl.sheets.writing.template import EXAMPLE_ROW, template_columns, write_template
from tests.county.drawing import save
from tests.county.people import UNITS
from tests.county.power_rows import powers_of

Values = Mapping[str, str]

WITHOUT_GRADES = "对采购代理机构与采购人恶意串通的处罚"
WITHOUT_RANGE = "对采购人擅自提高采购标准的处罚"
UNGOVERNED = "对隐匿、销毁应当保存的采购文件的处罚"
_BASIC = (
    "工程招投标", "竞争上岗", "预算管理", "公务接待", "公务用车", "印章管理", "档案管理", "考勤请假", "信访接待", "督查督办",
)  # fmt: skip

# name; class; section; topic; owner; status; valid from; inspected on; reviewed on
_FINANCE = """
工程招投标实施办法;基本制度;工程采购;工程招投标;采购科;现行有效;2024-08-01;2026-03-10;
中层干部竞争上岗办法;基本制度;干部人事;;人事科;现行有效;2024-09-01;2026-03-10;
部门预算管理办法;基本制度;财务;;预算科;现行有效;2025-01-01;2026-03-12;
公务接待管理办法;基本制度;机关事务;;办公室;现行有效;2025-01-01;2026-03-12;
公务用车管理办法;基本制度;机关事务;;办公室;现行有效;2025-01-01;2025-02-20;
印章管理规定;基本制度;机关事务;;办公室;现行有效;2025-01-01;2026-03-12;
档案管理规定;基本制度;机关事务;;办公室;现行有效;2018-05-01;2026-03-12;2020-05-06
考勤请假规定;基本制度;干部人事;;;现行有效;2025-01-01;2026-03-13;
信访接待制度;基本制度;机关事务;;办公室;现行有效;2025-01-01;2026-03-13;
督查督办办法;基本制度;机关事务;;办公室;现行有效;2025-01-01;2026-03-13;
局党组议事规则;;权力规范;;办公室;现行有效;2025-03-01;2026-04-02;
政务公开实施办法;;权力规范;;办公室;现行有效;2025-03-01;2026-04-02;
主要负责人不直接分管和末位表态规定;;权力规范;;办公室;现行有效;2025-03-01;2026-04-02;
财务审批管理办法;;财务;;国库科;现行有效;2025-03-01;2026-04-03;
物资采购管理办法;;工程采购;;采购科;现行有效;2025-03-01;2026-04-03;
权力运行规范指数评估办法;;权力规范;;监督科;试行;2025-07-01;2026-04-03;
责任追究办法;;权力规范;;监督科;现行有效;2025-03-01;2026-04-03;
重大事项决策论证和专家咨询办法;;决策;;办公室;现行有效;2025-03-01;2026-04-07;
公开征求意见规定;;决策;;办公室;现行有效;2025-03-01;2026-04-07;
干部八小时以外行为规范;;干部人事;;机关党委;现行有效;2025-05-01;2026-04-07;
行政处罚裁量权管理规定;创新制度;执法;;监督科;现行有效;2025-09-01;2026-04-08;
采购“双随机”复核制度;创新制度;工程采购;;采购科;试行;2026-01-01;;
"""
HOUSING = """
工程招投标监督办法;基本制度;工程;工程招投标;建筑科;现行有效;2025-02-01;;
中层干部竞争上岗规定;基本制度;人事;;人事科;现行有效;2025-02-01;;
预算管理规定;基本制度;财务;;财务科;现行有效;2025-02-01;;
公务接待规定;基本制度;机关;;办公室;现行有效;2025-02-01;;
印章管理规定;基本制度;机关;;办公室;现行有效;2025-02-01;;
档案管理规定;基本制度;机关;;办公室;现行有效;2025-02-01;;
考勤请假规定;基本制度;人事;;人事科;现行有效;2025-02-01;;
信访接待规定;基本制度;机关;;办公室;现行有效;2025-02-01;;
督查督办规定;基本制度;机关;;办公室;现行有效;2025-02-01;;
局党组议事决策规则;;权力规范;议事规则;办公室;现行有效;2025-02-01;;
党务政务公开办法;;权力规范;党务政务公开;办公室;现行有效;2025-02-01;;
一把手五个不直接分管规定;;权力规范;五个不直接分管;办公室;现行有效;2025-02-01;;
末位表态规定;;权力规范;末位表态;办公室;;2025-02-01;;
财务收支管理办法;;财务;财务管理;财务科;现行有效;2025-02-01;;
采购管理规定;;财务;物资采购;财务科;现行有效;2025-02-01;;
责任追究规定;;权力规范;责任追究;办公室;现行有效;2025-02-01;;
重大决策专家论证规定;;决策;专家咨询;办公室;现行有效;2025-02-01;;
决策论证规定;;决策;决策论证;办公室;现行有效;2025-02-01;;
征求意见规定;;决策;征求意见;办公室;现行有效;2025-02-01;;
听证规定;;决策;群众听证;办公室;现行有效;2025-02-01;;
工程变更管理办法（旧）;;工程;;建筑科;已废止;2016-01-01;;
"""
_FIELDS = ("name", "kind", "section", "topic", "owner_written", "status", "valid_from")
_LISTS = {"U002": _FINANCE, "U003": HOUSING}
_GRADES = (
    ("从轻", "首次违法，危害后果轻微并及时改正", "警告，可以不予罚款"),
    ("一般", "违法行为造成一定后果", "处采购金额千分之五的罚款"),
    ("从重", "一年内再次违法或者拒不改正", "处采购金额千分之十的罚款"),
)


def write_institutions(path: Path, unit: str) -> None:
    """制度 of a unit (U002 or U003), with its reviews, its compendium and its bodies."""
    rows = [line.split(";") for line in _LISTS[unit].strip().splitlines()]
    of_unit = {"unit": UNITS[unit][0]}
    institutions = [
        of_unit
        | dict(zip(_FIELDS, row, strict=False))
        | {"number": f"{_short(unit)}〔{row[6][:4]}〕{place}号", "issuer": UNITS[unit][0]}
        | {"governed_powers": _governed(unit, row[0])}
        for place, row in enumerate(rows, 1)
    ]
    reviews = [
        of_unit | {"institution": row[0], "kind": kind, "reviewed_on": day, "result": "执行情况正常"}
        for row in rows
        for kind, day in (("执行检查", row[7]), ("评估修订", row[8]))
        if day
    ]
    compiled = [row for row in rows if unit == "U002" and row[0] != "公务接待管理办法"]
    entries = [
        of_unit
        | {"compendium": "2026年制度汇编", "compendium_issued_on": "2026-02-10", "institution": row[0]}
        for row in compiled
    ]
    bodies = [("规范权力运行工作领导小组", "领导机构"), ("规范权力运行工作领导小组办公室", "办事机构")]
    _fill(
        "institutions",
        path,
        {
            "institutions": institutions,
            "institution_reviews": reviews,
            "compendium_entries": entries,
            "leading_bodies": [
                of_unit
                | {
                    "name": UNITS[unit][0] + name,
                    "role": role,
                    "valid_from": "2024-03-01",
                    "document": f"{_short(unit)}党〔2024〕2号",
                }
                for name, role in (bodies if unit == "U002" else bodies[:1])
            ],
        },
    )


def _short(unit: str) -> str:
    return {"U002": "云泽财", "U003": "云泽建"}[unit]


def _governed(unit: str, institution: str) -> str:
    names = [power["name"] for power in powers_of(unit)]
    if institution == "行政处罚裁量权管理规定":
        return "\n".join(name for name in names if name.endswith("的处罚") and name != UNGOVERNED)
    if institution == "工程招投标监督办法":
        return "\n".join(name for name in names if "招标" in name or "投标" in name)
    return ""


def write_benchmarks(path: Path) -> None:
    """裁量基准 of 财政局's penalties with discretion: the power stands in the row of its first grade."""
    rows: list[Values] = []
    for power in powers_of("U002"):
        name = power["name"]
        if power["category"] != "行政处罚" or power["has_discretion"] != "是" or name == WITHOUT_GRADES:
            continue
        for place, (grade, circumstance, amount) in enumerate(_GRADES):
            rows.append(
                {
                    "unit": UNITS["U002"][0],
                    "power": name if place == 0 else "",
                    "grade": grade,
                    "circumstance": circumstance,
                    "range_written": "" if name == WITHOUT_RANGE else amount,
                    "document": "云泽财法〔2025〕3号",
                    "valid_from": "2025-10-01",
                }
            )
    _fill("benchmarks", path, {"discretion_benchmarks": rows})


def write_checklists(path: Path) -> None:
    """应有制度清单: the ten that the county names."""
    _fill(
        "checklists",
        path,
        {
            "required_institutions": (
                {
                    "checklist": "基本制度",
                    "position": str(place),
                    "topic": topic,
                    "valid_from": "2025-01-01",
                    "document": "云泽纪发〔2024〕9号",
                }
                for place, topic in enumerate(_BASIC, 1)
            )
        },
    )


def _fill(workbook: str, path: Path, sheets: Mapping[str, Iterable[Values]]) -> None:
    with TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.xlsx"
        write_template(workbook, blank)
        book = load_workbook(blank)
    for kind in KINDS:
        for row, values in enumerate(sheets.get(kind.name, ()), start=EXAMPLE_ROW + 1):
            for column, declared in enumerate(template_columns(kind), start=1):
                if text := values.get(declared.field, ""):
                    book[kind.title].cell(row, column).value = text
    save(book, path)
