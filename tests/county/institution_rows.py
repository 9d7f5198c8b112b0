"""Institutions of the sample county's units, what they govern and how they are kept up.

财政局 and 住建局 have handed in their own (`institution_books`); what stands here of theirs came later.
"""

from collections.abc import Iterator

from tests.county import institution_books
from tests.county.people import UNITS
from tests.county.planted_upkeep import (
    NO_INSTITUTION,
    NO_STATUS,
    NO_WORKING_BODY,
    NOT_COMPILED,
    NOT_INSPECTED,
    NOT_REVIEWED,
    UNDATED_INSTITUTION,
    UNGOVERNED,
    WITHOUT_COMPENDIUM,
)
from tests.county.power_rows import powers_of

Values = dict[str, str]

SHORT = {
    **{"U001": "政办", "U002": "财", "U003": "建", "U004": "农", "U005": "民"},
    **{"U006": "市监", "U007": "柳政", "U008": "青政"},
}
HANDED_IN = ("U002", "U003")
KEEPING = tuple(unit for unit in UNITS if unit != "U008")
"""Units that search for risks as they should."""

# topic; name; section of the compendium; who looks after it; what it says
_COMMON = """
议事规则;集体议事规则;决策类;办公室;重大事项的范围、动议、酝酿、讨论、表决和督办
党务政务公开;党务政务公开办法;公开类;办公室;公开的内容、形式、时限和责任
五个不直接分管;主要负责人五个不直接分管规定;决策类;办公室;财务、人事、工程、审批、采购由副职分管，主要负责人监督
末位表态;主要负责人末位表态办法;决策类;办公室;讨论重大事项时主要负责人最后发表意见
财务管理;财务管理办法;财务类;财务室;收支审批权限、报销程序和定期公开
物资采购;物资采购管理办法;财务类;财务室;采购计划、方式、验收和保管分离
权力运行规范指数;权力运行规范指数评估办法;监督类;监察室;指标、评分、公布和整改
责任追究;违规用权责任追究办法;监督类;监察室;追究的情形、方式和程序
工程招投标;工程招投标实施办法;财务类;财务室;立项、招标、变更、验收和审计
竞争上岗;中层干部竞争上岗办法;人事类;人事室;岗位、条件、程序和公示
预算管理;预算管理办法;财务类;财务室;编制、调整、执行和绩效
公务接待;公务接待管理办法;财务类;办公室;公函、标准、陪餐人数和清单
公务用车;公务用车管理办法;财务类;办公室;派车、用油、维修和登记公示
印章管理;印章管理规定;机关类;办公室;保管、审批和用印登记
档案管理;档案管理规定;机关类;办公室;收集、保管、借阅和移交
考勤请假;考勤请假规定;人事类;人事室;考勤、请假审批和公示
信访接待;信访接待制度;机关类;办公室;接待、登记、办理和答复
督查督办;督查督办办法;机关类;办公室;立项、督办、反馈和通报
决策论证;重大事项决策论证和专家咨询办法;决策类;办公室;论证的范围、专家的选取和意见的采纳
征求意见;决策公开征求意见和听证办法;决策类;办公室;征求意见的方式、听证的组织和结果的使用
八小时以外行为规范;工作人员八小时以外行为规范;监督类;监察室;社交、休闲和家庭生活中的行为要求
"""

_OLD = ("财务管理", "公务用车", "档案管理")
"""In force since 2022, revised in 2025 and inspected every year."""
_MIDDLE = ("物资采购", "公务接待", "考勤请假")
"""In force since 2024 and inspected every year."""


_CARRIERS = {
    "U002": ("中层干部竞争上岗办法", "局党组议事规则", "财务审批管理办法", "物资采购管理办法"),
    "U003": ("中层干部竞争上岗规定", "局党组议事决策规则", "财务收支管理办法", "采购管理规定"),
}
"""By unit, what carries measures about people, matters, money and goods."""


def carrier(unit: str, domain: str, category: str) -> str:
    """The institution that carries a measure against a risk in a domain (人 事 财 物)."""
    if domain == "事" and (unit, category) == ("U002", "行政处罚"):
        return "行政处罚裁量权管理规定"
    if domain == "事" and category:
        return category_institution(category)
    named = _CARRIERS.get(unit, ("中层干部竞争上岗办法", "集体议事规则", "财务管理办法", "物资采购管理办法"))
    return named["人事财物".index(domain)]


def _lines() -> list[str]:
    return _COMMON.strip().splitlines()


def category_institution(category: str) -> str:
    """The institution that governs a unit's powers of a category."""
    return f"{'其他权力' if category == '其他' else category}运行规定"


def institutions_of(unit: str) -> list[Values]:
    """The unit's institutions, faults included."""
    found = []
    for line in _lines() if unit not in HANDED_IN else ():
        topic, name, section, owner, summary = line.split(";")
        if topic in NO_INSTITUTION.get(unit, ()):
            continue
        if (unit, topic) in (("U007", "征求意见"),):
            name, summary = "决策公开征求意见办法", "征求意见的方式和结果的使用"
        since = "2022-03-01" if topic in _OLD else "2024-11-01" if topic in _MIDDLE else "2025-09-01"
        found.append(
            {
                "name": name,
                "kind": "基本制度",
                "topic": topic,
                "section": section,
                "owner_written": owner,
                "valid_from": since,
                "summary": f"{summary}。",
            }
        )
    powers = powers_of(unit)
    for category in dict.fromkeys(power["category"] for power in powers):
        if (unit, category) == ("U002", "行政处罚"):
            continue
        governed = [
            f"{power['name']}｜{power['sub_item']}" if power["sub_item"] else power["name"]
            for power in powers
            if power["category"] == category and power["name"] not in UNGOVERNED.get(unit, ())
        ]
        found.append(
            {
                "name": category_institution(category),
                "kind": "创新制度",
                "topic": "",
                "section": "业务类",
                "owner_written": "法制科",
                "valid_from": "" if (unit, category) in UNDATED_INSTITUTION else "2025-09-01",
                "governed_powers": "\n".join(governed),
                "summary": f"{category}类权力由谁决定、谁承办、谁监督，各环节的时限和公开要求。",
            }
        )
    return [_numbered(unit, place, values) for place, values in enumerate(found, start=1)]


def inspected_names(unit: str) -> list[str]:
    """Institutions that another workbook holds and that were inspected since."""
    if unit != "U003":
        return []
    lines = institution_books.HOUSING.strip().splitlines()
    names = [line.split(";")[0] for line in lines if "已废止" not in line]
    return [name for name in names if name not in NOT_INSPECTED[unit]]


def _numbered(unit: str, place: int, values: Values) -> Values:
    since = values["valid_from"] or "2025-09-01"
    status = "" if values["topic"] in NO_STATUS.get(unit, ()) else "现行有效"
    return values | {
        "sequence": str(place),
        "unit": UNITS[unit][0],
        "number": f"云泽{SHORT[unit]}〔{since[:4]}〕{place + 10}号",
        "issuer": UNITS[unit][0],
        "issued_on": since,
        "status": status,
    }


def reviews_of(unit: str) -> Iterator[Values]:
    """How the unit's older institutions were reviewed and inspected."""
    for name in inspected_names(unit):
        yield {
            **{"unit": UNITS[unit][0], "institution": name, "kind": "执行检查", "reviewed_on": "2026-02-26"},
            **{"reviewer_written": "驻局纪检监察组", "result": "抽查台账30份，执行情况正常"},
        }
    for one in institutions_of(unit):
        topic = one["topic"]
        if topic not in (*_OLD, *_MIDDLE):
            continue
        about = {"unit": one["unit"], "institution": one["name"], "number": one["number"]}
        if topic in _OLD and topic not in NOT_REVIEWED.get(unit, ()):
            yield about | {
                **{"kind": "评估修订", "reviewed_on": "2025-03-18", "reviewer_written": one["owner_written"]},
                "result": "按新要求修改审批权限和公开时限",
            }
        if topic not in NOT_INSPECTED.get(unit, ()):
            yield about | {
                **{"kind": "执行检查", "reviewed_on": "2025-11-12", "reviewer_written": "监察室"},
                "result": "抽查台账和凭证30份，个别登记不及时，已整改",
            }


def entries_of(unit: str) -> Iterator[Values]:
    """The contents of the unit's compendium."""
    if unit in WITHOUT_COMPENDIUM:
        return
    # 财政局's compendium has 21 from `institution_books`
    position, issued = (21, "2026-02-10") if unit == "U002" else (0, "2026-01-20")
    for one in institutions_of(unit):
        if one["topic"] not in NOT_COMPILED.get(unit, ()):
            position += 1
            yield {
                **{"unit": one["unit"], "compendium": "2026年制度汇编", "compendium_issued_on": issued},
                **{"institution": one["name"], "number": one["number"], "position": str(position)},
            }


def bodies_of(unit: str) -> Iterator[Values]:
    """The unit's leading body and its office."""
    if unit in HANDED_IN:
        return
    name = UNITS[unit][0]
    about = {"unit": name, "document": f"云泽{SHORT[unit]}〔2025〕3号", "valid_from": "2025-02-10"}
    yield about | {"name": f"{name}规范权力运行工作领导小组", "role": "领导机构"}
    if unit not in NO_WORKING_BODY:
        yield about | {"name": f"{name}规范权力运行工作领导小组办公室", "role": "办事机构"}
