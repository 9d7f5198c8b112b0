"""Powers of the sample county as rows with a value per field, before the mess of each workbook."""

from tests.county.people import SECTION, UNITS, discipline_head, head, holder
from tests.county.planted_powers import CHANGES, WITHOUT_PERSONAL_LIST, WITHOUT_TEAM_LIST
from tests.county.power_names import NAMES
from tests.county.risk_rows import businesses_with_points

Power = dict[str, str]

_STATUTES = {
    "U001": (
        ("行政法规", "政务公开工作条例（样例）"),
        ("政府规章", "机关事务管理办法（样例）"),
        ("规范性文件", "云泽县人民政府工作规则（样例）"),
    ),
    "U002": (
        ("行政法规", "财政监督管理条例（样例）"),
        ("部门规章", "公共采购活动监督办法（样例）"),
        ("规范性文件", "云泽县财政专项资金管理办法（样例）"),
    ),
    "U003": (
        ("法律", "房屋建筑活动法（样例）"),
        ("行政法规", "建设工程招标管理条例（样例）"),
        ("部门规章", "城镇房屋管理规定（样例）"),
    ),
    "U004": (
        ("法律", "种植业促进法（样例）"),
        ("行政法规", "动物防疫与渔业管理条例（样例）"),
        ("规范性文件", "云泽县惠农项目管理办法（样例）"),
    ),
    "U005": (
        ("行政法规", "社会救助管理条例（样例）"),
        ("部门规章", "社会组织登记规定（样例）"),
        ("规范性文件", "云泽县养老服务补助办法（样例）"),
    ),
    "U006": (
        ("法律", "市场公平交易法（样例）"),
        ("行政法规", "食品安全监督条例（样例）"),
        ("部门规章", "计量与产品质量管理规定（样例）"),
    ),
    "U007": (("地方性法规", "乡镇工作条例（样例）"), ("政府规章", "村镇建设管理办法（样例）")),
    "U008": (("地方性法规", "乡镇工作条例（样例）"), ("政府规章", "村镇建设管理办法（样例）")),
}
# What the unit's second statute is about; its first is about everything else.
_SECOND = {
    "U001": ("机关", "公务", "办公", "车辆", "食堂"),
    "U002": ("采购", "供应商", "评审专家", "标底"),
    "U003": ("招标", "投标", "评标", "中标", "造价"),
    "U004": ("动物", "兽", "畜", "渔", "捕捞", "生鲜乳", "水产", "养殖", "饲料"),
    "U005": ("社会团体", "社会组织", "民办", "募捐", "慈善", "公墓", "婚姻", "收养"),
    "U006": ("食品", "餐饮", "食堂", "药", "小作坊"),
    "U007": ("建设", "建房", "规划", "住房", "工程", "环境", "设施"),
    "U008": ("建设", "建房", "规划", "住房", "工程", "环境", "设施"),
}
_STEPS = {
    "行政处罚": "立案—调查取证—法制审核—事先告知—集体讨论—决定—送达—执行",
    "行政许可": "申请—受理—审查—现场核查—决定—发证—公开",
    "行政检查": "制定计划—随机抽取对象和人员—现场检查—反馈意见—督促整改—公开结果",
    "行政强制": "报告批准—现场告知—听取陈述申辩—制作笔录—实施—解除或者处理",
    "行政确认": "申请—受理—核对—公示—确认—告知",
    "行政给付": "申请—受理—调查—审核—公示—审批—发放",
    "行政奖励": "制定方案—推荐—评审—公示—表彰",
    "行政裁决": "申请—受理—调查—裁决—送达",
    "行政征收": "核定—告知—征收—入库—公开",
    "其他": "申请或者提出—承办科室初审—分管领导审核—集体研究或者审定—办理—公开",
}
_DUTIES = {
    "行政处罚": (
        "1.立案责任：发现违法线索及时登记，按规定决定是否立案；\n2.调查责任：两名以上执法人员调查取证，允许当事人陈述申辩；\n"
        "3.审查责任：对事实、证据、依据、程序进行法制审核；\n4.决定责任：按裁量基准作出决定，情节复杂的集体讨论；\n"
        "5.执行责任：监督当事人履行，逾期不履行的依法催告。"
    ),
    "行政许可": (
        "1.受理责任：公示应当提交的材料，一次告知补正内容；\n2.审查责任：按条件审查，需要核查的指派两人以上；\n"
        "3.决定责任：在规定期限内作出决定，不予许可的说明理由；\n4.送达责任：制作并送达证件，信息公开；\n5.监管责任：开展后续检查。"
    ),
    "行政检查": (
        "1.计划责任：制定年度检查计划，报批后公开；\n2.检查责任：两人以上实施，出示证件，如实记录；\n"
        "3.处置责任：对发现的问题提出整改要求，涉嫌违法的移送处理；\n4.公开责任：检查结果按规定公开。"
    ),
    "": (
        "1.受理责任：公开办理条件和程序，及时受理；\n2.审核责任：核实情况，提出承办意见；\n"
        "3.决定责任：按权限决定，重要事项提交集体研究；\n4.公开责任：办理结果按规定公开，接受监督。"
    ),
}
_BLAME = {
    "行政处罚": "1.应当立案而不立案的；\n2.超越裁量基准实施处罚的；\n3.收受当事人财物或者谋取其他利益的。",
    "行政许可": "1.对符合条件的申请不予受理的；\n2.对不符合条件的准予许可的；\n3.擅自收费或者谋取其他利益的。",
    "": "1.不履行或者不正确履行职责的；\n2.违反规定程序办理的；\n3.利用职务便利谋取利益的。",
}
_ANSWERABLE = "1.具体承办人；\n2.内设机构负责人；\n3.单位分管负责人"
_DOMAINS = (
    ("人权", ("后备力量", "招用", "机构设立")),
    ("财权", ("资金", "经费", "预算", "采购", "支出", "拨付", "补贴", "给付", "津贴", "债务", "账户")),
    ("物权", ("资产", "用房", "用车", "物资")),
)
_NUMERALS = "零一二三四五六七八九"


def powers_of(unit: str) -> list[Power]:
    """The unit's powers in the order of its list, faults included."""
    found: list[Power] = []
    category = executing = deciding = ""
    in_block = 0
    for line in NAMES[unit].strip().splitlines():
        if line.startswith("["):
            category, executing, deciding = line.strip("[]").split(";")
            in_block = 0
            continue
        found.append(_power(unit, line, category, executing, deciding, len(found), in_block))
        in_block += 1
    for power in found:
        power.update(CHANGES.get((unit, power["name"] + power["sub_item"]), {}))
    return found


def _power(
    unit: str, line: str, category: str, executing: str, deciding: str, index: int, in_block: int
) -> Power:
    core, _, sub_item = line.partition("/")
    name = {"行政处罚": f"对{core}的处罚", "行政检查": f"对{core}的检查"}.get(category, core)
    chief, watcher = head(unit).title, discipline_head(unit).title
    level, post = _holder(unit, index, in_block, executing, deciding)
    decides = chief if level in ("班子集体", "一把手") or deciding == watcher else deciding
    return {
        "sequence": str(index + 1),
        "name": name,
        "sub_item": sub_item,
        "category": category,
        "basis_text": _basis(unit, category, core, index),
        "exercising_body": UNITS[unit][0],
        "office": holder(unit, executing).office,
        "domain": _domain(core),
        "holder_level": level,
        "holder_post": post,
        "deciding_post": decides,
        "executing_post": executing,
        "supervising_post": watcher,
        "is_lead": "",
        "has_discretion": "是" if name in businesses_with_points(unit) else "否",
        "remit": _remit(unit, core, category),
        "department_duty": f"负责{core}的有关工作",
        "responsibility": _DUTIES.get(category, _DUTIES[""]),
        "responsibility_basis": f"《{_STATUTES[unit][0][1]}》第{_article(40 + index % 9)}条",
        "accountable": _ANSWERABLE,
        "accountability": _BLAME.get(category, _BLAME[""]),
        "procedure": _STEPS[category],
        "openness": "主动公开",
        "note": "",
    }


def _holder(unit: str, index: int, in_block: int, executing: str, deciding: str) -> tuple[str, str]:
    """Level and post: of each block some are the deputy's own; every ninth is the team's, some the head's."""
    if deciding == discipline_head(unit).title:
        return "班子成员", deciding
    if in_block > 0 and index % 9 == 4 and unit not in WITHOUT_TEAM_LIST:
        return "班子集体", ""
    if in_block > 0 and index % 9 == 7:
        return "一把手", head(unit).title
    if in_block % 4 == 0 and (unit, deciding) not in WITHOUT_PERSONAL_LIST:
        return "班子成员", deciding
    return f"内设{SECTION}", executing


def _basis(unit: str, category: str, core: str, index: int) -> str:
    statutes = _STATUTES[unit]
    kind, title = statutes[any(word in core for word in _SECOND[unit])]
    verb = "查处" if category == "行政处罚" else "办理"
    text = f"【{kind}】《{title}》第{_article(11 + index)}条：{UNITS[unit][0][3:]}依照职责{verb}{core}。"
    if index % 4 == 1:
        kind, title = statutes[-1]
        text += f"\n【{kind}】《{title}》第{_article(5 + index % 20)}条第二款：具体程序由县级部门规定。"
    return text


def _article(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return lead + ("" if ones == 0 else _NUMERALS[ones])


def _domain(core: str) -> str:
    for domain, words in _DOMAINS:
        if any(word in core for word in words):
            return domain
    return "事权"


def _remit(unit: str, core: str, category: str) -> str:
    if unit in ("U007", "U008"):
        return "乡镇级：本辖区范围内，须报县级部门的除外"
    if category == "行政处罚":
        return "县级：本县范围内的一般案件，重大、复杂案件报市级"
    return "县级：本县范围内" if len(core) % 2 else "县级：本县范围内，跨县的报市级决定"
