"""财政局's list of the year before, before it was cleaned up: what became of each item is planted here.

60 items became 46: 31 kept, 4 renamed, 3 with another basis, 2 with other discretion, 3 merged into one, 1
split into two, 12 cancelled, 4 handed down; 2 are new and 1 was taken over. One cancelled item has no reason.
"""

from pathlib import Path

from tests.county.drawing import Drawn, write_xlsx
from tests.county.people import UNITS
from tests.county.power_rows import Power, powers_of

UNIT = "U002"
OLD, NEW = "2025年版", "2026年版"

RENAMED = {
    "政府采购投诉处理": "政府采购供应商投诉处理",
    "单位银行账户开立核准": "单位银行账户开立审批",
    "部门决算批复": "县级部门决算批复",
    "对会计信息质量的检查": "对会计信息质量情况的检查",
}
"""New name: old name."""
BASIS_CHANGED = ("县级预算调剂审批", "转移支付资金下达", "对私设会计账簿的处罚")
DISCRETION_CHANGED = ("对采购人擅自提高采购标准的处罚", "预备费动支审核")
MERGED = {
    "对伪造、变造会计凭证和会计账簿的处罚": (
        *("对伪造会计凭证的处罚", "对变造会计凭证的处罚", "对伪造、变造会计账簿的处罚"),
    )
}
"""New item: the old ones."""
SPLIT = {"国库集中支付和财政专户资金拨付审核": ("县级国库集中支付审核", "财政专户资金拨付")}
"""Old item: the new ones."""
ADDED = ("对财政专项资金使用绩效的检查", "财政资金分配权力运行内部监督")
TAKEN_OVER = "对代理记账机构执业情况的检查"
CANCELLED = (
    ("会计从业资格证书核发", "行政许可"),
    ("会计电算化软件使用审批", "行政许可"),
    ("对未按照规定领购财政票据的处罚", "行政处罚"),
    ("对未经批准设立收费项目的处罚", "行政处罚"),
    ("财政票据准购证核发", "其他"),
    ("采购代理机构资格认定初审", "其他"),
    ("评审专家资格初审", "其他"),
    ("收费项目年度审验", "其他"),
    ("会计师事务所设立初审", "其他"),
    ("乡镇财政所机构设置审核", "其他"),
    ("预算外收支计划审批", "其他"),
    ("国有资产评估项目核准", "其他"),
)
WITHOUT_REASON = "国有资产评估项目核准"
HANDED_DOWN = (
    ("村级财务收支审核", "其他"),
    ("乡镇小额工程预算审核", "其他"),
    ("惠农补贴发放名册审核", "其他"),
    ("对村级会计委托代理情况的检查", "行政检查"),
)
_BASIS = "【规范性文件】《云泽县预算管理暂行办法（样例）》第九条：由县级财政部门办理。"
_SPLIT_OF = {new: old for old, parts in SPLIT.items() for new in parts}


def old_powers() -> list[Power]:
    """The items of the old list, in its order."""
    found: list[Power] = []
    for power in powers_of(UNIT):
        name = power["name"]
        if name in ADDED or name == TAKEN_OVER:
            continue
        if name in MERGED:
            found += [power | {"name": part} for part in MERGED[name]]
        elif name in _SPLIT_OF:
            if all(_SPLIT_OF[name] != one["name"] for one in found):
                found.append(power | {"name": _SPLIT_OF[name]})
        else:
            found.append(power | _before(power))
    model = next(power for power in powers_of(UNIT) if power["name"] == "县级部门预算批复")
    for place, (name, category) in enumerate((*CANCELLED, *HANDED_DOWN)):
        number = "一二三四五六七八九"[place % 9]
        basis = f"【部门规章】《财政管理规定（样例）》第三十{number}条：县级财政部门办理{name}。"
        found.append(model | {"name": name, "category": category, "basis_text": basis})
    return [power | {"sequence": str(place)} for place, power in enumerate(found, start=1)]


def _before(power: Power) -> Power:
    name = power["name"]
    changed = {"name": RENAMED.get(name, name)}
    if name in BASIS_CHANGED:
        changed["basis_text"] = _BASIS
    if name in DISCRETION_CHANGED:
        changed["has_discretion"] = "否" if power["has_discretion"] == "是" else "是"
    return changed


_COLUMNS = (
    ("", "序号", "sequence"),
    ("", "权力事项", "name"),
    ("", "权力类别", "category"),
    ("", "实施依据", "basis_text"),
    ("", "行使主体", "exercising_body"),
    ("", "承办机构", "office"),
    ("责任清单", "责任事项", "responsibility"),
    ("责任清单", "追责情形", "accountability"),
    ("运行情况", "实施层级及权限", "remit"),
    ("运行情况", "权力领域", "domain"),
    ("运行情况", "权力主体层级", "holder_level"),
    ("运行情况", "权力主体职务", "holder_post"),
    ("运行情况", "决策岗位", "deciding_post"),
    ("运行情况", "执行岗位", "executing_post"),
    ("运行情况", "监督岗位", "supervising_post"),
    ("运行情况", "运行程序", "procedure"),
    ("运行情况", "是否有自由裁量权", "has_discretion"),
)


def write_old_list(path: Path) -> None:
    """Two rows of headings, groups merged over their columns, single headings merged down."""
    sheet = Drawn("清理前")
    sheet.title(f"{UNITS[UNIT][0]}2025年权责清单（清理前）", len(_COLUMNS))
    top = sheet.add(*(group or heading for group, heading, _ in _COLUMNS))
    bottom = sheet.add_headings([heading if group else "" for group, heading, _ in _COLUMNS])
    column = 1
    while column <= len(_COLUMNS):
        group = _COLUMNS[column - 1][0]
        width = sum(1 for each, _, _ in _COLUMNS if each == group) if group else 1
        sheet.merge(top, column, top if group else bottom, column + width - 1)
        column += width
    for power in old_powers():
        sheet.add(*(power[field] for _, _, field in _COLUMNS))
    write_xlsx(path, sheet)
