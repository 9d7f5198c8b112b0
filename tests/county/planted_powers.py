"""Faults planted in the power lists: what is changed in which item."""

from dataclasses import dataclass

UNTAGGED = "《乡镇工作条例（样例）》第十九条：乡镇人民政府办理本辖区有关事项。"
_NORMATIVE = "【规范性文件】《云泽县{}（样例）》第六条：由县级主管部门办理。"
_INITIALS = {"U002": "财政专项资金管理办法", "U003": "市政项目管理办法", "U004": "惠农项目管理办法"}


@dataclass(frozen=True)
class PlantedPower:
    """An item (name and sub-item written together) and the values that are wrong in it."""

    unit: str
    name: str
    values: dict[str, str]


PLANTED_POWERS = (
    # the procedure is missing
    PlantedPower("U003", "市政基础设施项目安排", {"procedure": ""}),
    PlantedPower("U003", "住宅专项维修资金使用备案", {"procedure": ""}),
    PlantedPower("U005", "养老服务设施建设补助资金安排", {"procedure": ""}),
    PlantedPower("U007", "镇级小型工程项目安排", {"procedure": ""}),
    # no basis, or a normative document only
    PlantedPower("U001", "机关后勤服务项目采购", {"basis_text": ""}),
    PlantedPower("U006", "小作坊登记", {"basis_text": ""}),
    *(
        PlantedPower(unit, name, {"basis_text": _NORMATIVE.format(_INITIALS[unit])})
        for unit, name in (
            ("U002", "财政专项资金分配"),
            ("U003", "建筑工程施工合同信息归集"),
            ("U004", "农业产业化龙头企业推荐"),
        )
    ),
    PlantedPower("U008", "乡级物资采购审批", {"basis_text": UNTAGGED}),
    PlantedPower("U008", "乡聘工作人员招用", {"basis_text": UNTAGGED}),
    # no holder, or one that the county does not know
    PlantedPower("U004", "农业技术推广项目立项", {"exercising_body": "", "holder_level": "", "holder_post": ""}),
    PlantedPower("U003", "对城市照明设施运行的检查", {"exercising_body": "云泽县市政养护中心", "holder_level": "班子集体", "holder_post": ""}),
    # no remit
    PlantedPower("U002", "预备费动支审核", {"remit": ""}),
    PlantedPower("U002", "财政暂付款审批", {"remit": ""}),
    PlantedPower("U004", "渔业资源增殖保护费征收", {"remit": ""}),
    PlantedPower("U006", "计量纠纷调解和仲裁检定", {"remit": ""}),
    # no duty
    PlantedPower("U001", "机关办公用房调配", {"responsibility": ""}),
    PlantedPower("U006", "对传销活动的处罚", {"responsibility": ""}),
    PlantedPower("U007", "村庄建设规划核定", {"responsibility": ""}),
    # one matter in two departments: without a lead, and with one
    PlantedPower("U004", "对农产品质量安全的检查", {"is_lead": "是"}),
    PlantedPower("U006", "对农产品质量安全的检查", {"is_lead": "否"}),
    # who decides also supervises
    PlantedPower("U002", "政府采购方式变更核准", {"supervising_post": "副局长（政府采购）", "deciding_post": "副局长（政府采购）"}),
    PlantedPower("U002", "政府采购投诉处理", {"supervising_post": "副局长（政府采购）", "deciding_post": "副局长（政府采购）"}),
    # one person in two posts
    PlantedPower("U004", "农机购置补贴资金分配", {"deciding_post": "总农艺师"}),
    PlantedPower("U004", "高标准农田建设项目安排", {"deciding_post": "总农艺师"}),
    # a post that is not known
    PlantedPower("U005", "流浪乞讨人员救助", {"executing_post": "救助管理站站长"}),
    # discretion without a risk point, and discretion not stated
    PlantedPower("U003", "对转包或者违法分包工程的处罚", {"has_discretion": "是"}),
    PlantedPower("U004", "对伪造农产品质量标志的处罚", {"has_discretion": "是"}),
    PlantedPower("U006", "对发布虚假广告的处罚", {"has_discretion": "是"}),
    PlantedPower("U001", "对各部门政务公开工作的检查", {"has_discretion": ""}),
)  # fmt: skip

UNSEARCHED = (
    ("U001", "对各部门政务公开工作的检查"),
    *(
        (planted.unit, planted.name)
        for planted in PLANTED_POWERS
        if planted.values == {"has_discretion": "是"}
    ),
)
"""Powers that no round of searching for risks has looked at."""

CHANGES = {(planted.unit, planted.name): planted.values for planted in PLANTED_POWERS}

WITHOUT_TEAM_LIST = ("U007",)
"""Units none of whose powers is the team's."""
WITHOUT_PERSONAL_LIST = (("U003", "总工程师"),)
"""Members of a leadership who hold no power in the list."""
