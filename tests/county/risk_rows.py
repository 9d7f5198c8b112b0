"""Risk points of the sample county as rows with a value per field, before the mess of each table."""

from functools import cache

from tests.county.people import SEATS, SECTION, head
from tests.county.planted_risks import (
    CHANGES,
    DOMAIN_NOT_SEARCHED,
    SOURCE_NOT_SEARCHED,
    UNUSED_METHODS,
)
from tests.county.risk_names import FURTHER, NAMES

Point = dict[str, str]

ROUND = "2026年第一轮"
METHODS = ("自己找", "上级点", "群众帮", "互相查", "组织审")
_DOMAINS = {"人": "人权", "事": "事权", "财": "财权", "物": "物权"}
_SOURCES = {"岗": "岗位职责", "流": "业务流程", "机": "机制制度", "外": "外部环境"}
CRITERIA = (
    "controls_resources",
    "wide_discretion",
    "needs_openness",
    "profits_indirectly",
    "frequent_cases",
)
FACTORS = ("importance", "frequency", "probability")
# which criteria apply, by level; three are high, two medium, one low
_APPLY = {
    "高": ("是是是否否", "是否是否是", "否是是否是"),
    "中": ("是否是否否", "否是是否否", "是否否否是"),
    "低": ("否否是否否", "是否否否否"),
}
_SCORES = {
    "高": (("5", "4", "4"), ("4", "4", "5")),
    "中": (("3", "3", "3"), ("4", "2", "3")),
    "低": (("2", "2", "1"), ("2", "3", "1")),
}
_MEASURES = {
    "人": (
        "严格执行选人用人程序，全程纪实",
        "讨论人事事项时有关人员主动回避",
        "廉政意见书面征求，结果存档备查",
    ),
    "事": (
        "执行裁量基准，变更处理意见须书面说明理由",
        "重要案件和事项集体研究，会议记录完整",
        "两人以上承办，全过程留痕",
        "办理结果按季公开，接受查询和投诉",
    ),
    "财": (
        "大额资金支出提交班子会议研究",
        "资金分配因素、权重和结果公开",
        "每半年开展一次资金使用抽查",
        "支付依据逐项核对，不齐不付",
    ),
    "物": (
        "资产台账每季度核对一次",
        "采购、验收、保管岗位分设",
        "处置资产须经评估并公开",
    ),
}


@cache
def points_of(unit: str) -> tuple[Point, ...]:
    """The unit's risk points in the order of its table, faults included."""
    found = []
    for index, line in enumerate(NAMES[unit].strip().splitlines()):
        business, name, description, *codes = line.split("|")
        point = _point(unit, index, business, name, description, codes or ["中", "事", "岗"])
        method = point["finder"]
        point["finder"] = UNUSED_METHODS.get(unit, {}).get(method, method)
        if point["source"] == SOURCE_NOT_SEARCHED.get(unit):
            point["source"] = "业务流程"
        if point["domain"] == DOMAIN_NOT_SEARCHED.get(unit):
            point["domain"] = "事权"
        point.update(CHANGES.get((unit, name), {}))
        found.append(point)
    return tuple(found)


def _point(unit: str, index: int, business: str, name: str, description: str, codes: list[str]) -> Point:
    level, domain, source, *own = codes
    seats = [seat for seat in SEATS if seat.unit == unit and seat.role == SECTION and not seat.until]
    seat = head(unit) if own else seats[index % len(seats)]
    pool = _MEASURES[domain]
    return {
        "sequence": str(index + 1),
        "list_kind": "一把手清单" if own else "单位清单",
        "round": ROUND,
        "section": "" if own else seat.office,
        "business": business,
        "post": seat.title,
        "name": name,
        "description": description,
        "source": _SOURCES[source],
        "domain": _DOMAINS[domain],
        "finder": METHODS[index % len(METHODS)],
        "level": level,
        "scoring_method": "标准计数法",
        **dict(zip(CRITERIA, _APPLY[level][index % len(_APPLY[level])], strict=True)),
        **dict(zip(FACTORS, _SCORES[level][index % 2], strict=True)),
        "override_reason": "",
        "measure": numbered([pool[(index + step) % len(pool)] for step in range(1 + (level == "高") + (index % 3 == 0))]),
        "owner": seat.person,
        "leader": head(unit).person,
        "due": "长期",
    }  # fmt: skip


def numbered(lines: list[str]) -> str:
    """A list in a cell, as clerks write it."""
    unique = list(dict.fromkeys(lines))
    if len(unique) == 1:
        return f"{unique[0]}。"
    return "；\n".join(f"{number}.{line}" for number, line in enumerate(unique, start=1)) + "。"


@cache
def businesses_with_points(unit: str) -> frozenset[str]:
    """What the unit's risk table names as power or business."""
    if unit == "U006":
        return frozenset(FURTHER)
    return frozenset(line.split("|")[0] for line in NAMES[unit].strip().splitlines())
