"""Faults planted in the risk tables: what is changed in which risk point."""

from dataclasses import dataclass

_NONE = {"measure": ""}


@dataclass(frozen=True)
class PlantedRisk:
    """A risk point of a unit by its name, and the values that are wrong in it."""

    unit: str
    name: str
    values: dict[str, str]


PLANTED_RISKS = (
    # measures missing: of a high point, of two medium ones
    PlantedRisk("U003", "违规发证", _NONE),
    PlantedRisk("U004", "套取补贴", _NONE),
    PlantedRisk("U001", "督查结果失真", _NONE),
    # a head's own point without a measure
    PlantedRisk("U005", "分配不公", _NONE),
    # owners of high points: nobody, somebody who left, an office
    PlantedRisk("U003", "审查放水", {"owner": ""}),
    PlantedRisk("U002", "通风报信", {"owner": "甘霖舟"}),
    PlantedRisk("U001", "指定服务单位", {"owner": "各有关科室负责人"}),
    # the declared level is not what the criteria give
    PlantedRisk("U002", "检查走过场", {"level": "高"}),
    PlantedRisk("U003", "拖延办理", {"level": "中"}),
    PlantedRisk("U004", "违规核发", {"level": "高"}),
    # … and the same with a reason, which is no fault
    PlantedRisk("U002", "滞留资金", {"level": "高", "override_reason": "上年审计指出同类问题，班子会议研究定为高"}),
    PlantedRisk("U002", "违规许可", {"level": "中", "override_reason": "近两年有信访反映，班子会议研究定为中"}),
    # not told: the method without its criteria
    PlantedRisk("U002", "接受宴请", {"wide_discretion": "", "needs_openness": "", "frequent_cases": ""}),
)  # fmt: skip

CHANGES = {(planted.unit, planted.name): planted.values for planted in PLANTED_RISKS}

UNUSED_METHODS = {"U007": {"群众帮": "自己找", "互相查": "组织审"}}
"""Ways of finding that a unit did not use, and which it used instead."""
SOURCE_NOT_SEARCHED = {"U003": "外部环境"}
DOMAIN_NOT_SEARCHED = {"U005": "财权"}
