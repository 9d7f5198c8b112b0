"""Words of a cell → terms. Pure functions that never guess: None where the word does not say.

The source's own words are always kept beside the term, so None loses nothing. Risk levels stand in
`levels`, days in `days`; both are offered here too.
"""

import re
from functools import lru_cache

from powerctl.sheets.words.days import day, is_month, is_open_end, why_no_day
from powerctl.sheets.words.levels import level, listed_levels, tally
from powerctl.sheets.words.wording import LONGEST_WORD, is_blank, normal, spellings, unwrapped
from powerctl.terms import (
    BasisKind,
    DutyArea,
    FinderMethod,
    HolderLevel,
    PowerCategory,
    PowerDomain,
    RiskList,
    RiskSource,
    ScoringMethod,
    UnitKind,
)

__all__ = [
    "basis_kind",
    "category",
    "category_of_title",
    "day",
    "domain",
    "duty_areas",
    "duty_parts",
    "finder",
    "holder_level",
    "is_blank",
    "is_month",
    "is_open_end",
    "level",
    "list_kind",
    "listed_levels",
    "risk_source",
    "scoring_method",
    "tally",
    "unit_kind",
    "whole",
    "why_no_day",
    "yes_no",
]


_CATEGORIES = spellings(
    {
        PowerCategory.LICENCE: "许可",
        PowerCategory.PENALTY: "处罚",
        PowerCategory.COMPULSION: "强制 行政强制措施 行政强制执行",
        PowerCategory.LEVY: "征收",
        PowerCategory.PAYMENT: "给付",
        PowerCategory.INSPECTION: "检查 行政监督检查 监督检查",
        PowerCategory.CONFIRMATION: "确认",
        PowerCategory.REWARD: "奖励",
        PowerCategory.ADJUDICATION: "裁决",
        # The scheme of nine and "others" puts whatever is none of the nine into 其他. 非行政许可审批,
        # 行政审批 and 公共服务 are absent on purpose: they may hold licences, or be no power at all.
        PowerCategory.OTHER: "其他行政权力 其他职权 其他类别 其他权力 其他类 其他行政职权 其他权责 其他事项 "
        "其它 其它行政权力 其它职权 其它类别 其它权力 其它类 其它行政职权 "
        "行政征用 行政调解 审核转报 行政指导 行政规划 行政备案 行政复议",
    }
)
_COUNT_IN_NAME = re.compile(r"\(?共?\d+[项条个]\)?$")
_TITLE_CATEGORY = re.compile(
    r"其[他它](?:行政权力|行政职权|职权|类别|权力|类)|行政(?:许可|处罚|强制|征收|给付|检查|确认|奖励|裁决)"
)


@lru_cache(maxsize=1024)
def category(text: str) -> PowerCategory | None:
    """权力类别 as written → one of the ten; None for two in one cell and for schemes that do not fold."""
    if len(text) > LONGEST_WORD:
        return None
    word = unwrapped(_COUNT_IN_NAME.sub("", normal(text)))
    for ending in ("", "类", "事项", "权"):
        if found := _CATEGORIES.get(word.removesuffix(ending)):
            return found
    return None


def category_of_title(text: str) -> PowerCategory | None:
    """The one category that a sheet's name or title names (`行政许可（11项）`); None for none or several."""
    found = {_CATEGORIES[word] for word in _TITLE_CATEGORY.findall(normal(text))}
    return found.pop() if len(found) == 1 else None


_BASIS_KINDS = spellings(
    {
        BasisKind.LAW: "国家法律",
        BasisKind.REGULATION: "",
        BasisKind.ADMINISTRATIVE_REGULATION: "行法规 国务院行政法规",
        BasisKind.LOCAL_REGULATION: "地方法规",
        BasisKind.RULE: "",
        BasisKind.DEPARTMENT_RULE: "部委规章 国务院部门规章",
        BasisKind.GOVERNMENT_RULE: "地方政府规章 地方规章",
        BasisKind.NORMATIVE_DOCUMENT: "行政规范性文件 其他规范性文件 规范性文件依据",
        BasisKind.STATE_COUNCIL_DECISION: "国务院的决定",
        BasisKind.PARTY_REGULATION: "党内规章 党规",
        BasisKind.STAFFING_PLAN: "三定 三定方案 三定职责",
        BasisKind.STANDARD: "国家标准 行业标准 地方标准",
    }
)


@lru_cache(maxsize=1024)
def basis_kind(text: str) -> BasisKind | None:
    """What a 【】 tag says; None for a word that names no kind of document."""
    return _BASIS_KINDS.get(unwrapped(normal(text)))


_DOMAINS = spellings(
    {
        PowerDomain.PERSONNEL: "人 人事 人事权 管人权 用人权 人员",
        PowerDomain.AFFAIRS: "事 管事权 办事权 事务权 事项",
        PowerDomain.FINANCE: "财 财务 财务权 财经权 管财权 资金",
        PowerDomain.ASSETS: "物 管物权 资产 物资 资产权",
    }
)


def domain(text: str) -> PowerDomain | None:
    """人权 (printed as 人事权), 事权, 财权, 物权; None for several at once."""
    return _DOMAINS.get(unwrapped(normal(text)))


_SOURCES = spellings(
    {
        RiskSource.POST: "岗位 岗位职责类",
        RiskSource.FLOW: "流程 业务流程类",
        RiskSource.INSTITUTION: "制度机制 体制机制 机制体制 制度 机制 制度机制类",
        RiskSource.ENVIRONMENT: "外部 环境 外部环境类",
    }
)


def risk_source(text: str) -> RiskSource | None:
    """One of the four sources (R-XZ-11); None for 思想道德 and others, which stay as written."""
    word = unwrapped(normal(text))
    return _SOURCES.get(re.sub(r"(?:廉政|廉洁)?风险$", "", word))


_FINDERS = spellings(
    {
        FinderMethod.SELF: "自查 自我查找 自己查找 个人找 自我找",
        FinderMethod.SUPERIOR: "领导点 上级点评 上级点拨",
        FinderMethod.MASSES: "群众提 群众帮找 群众评",
        FinderMethod.EACH_OTHER: "相互查 互查 互相找 相互找",
        FinderMethod.ORGANISATION: "组织审核 组织审定 组织查",
    }
)


def finder(text: str) -> FinderMethod | None:
    """One of the five ways of finding a risk (R-XZ-11)."""
    return _FINDERS.get(unwrapped(normal(text)))


_HOLDERS = spellings(
    {
        HolderLevel.COLLECTIVE: "集体 领导班子 领导班子集体 党委集体 党组集体 班子",
        HolderLevel.HEAD: "党政主要负责人 主要负责人 主要领导 党政一把手 单位一把手",
        HolderLevel.LEADERSHIP: "领导班子成员 分管领导 副职 班子副职",
        HolderLevel.SECTION: "科室 内设机构 站所 股室 处室 科室(站所) 内设科室(站所)",
    }
)


def holder_level(text: str) -> HolderLevel | None:
    """班子集体, 一把手, 班子成员 or 内设科室 (R-XZ-01)."""
    return _HOLDERS.get(unwrapped(normal(text)))


_UNIT_KINDS = spellings(
    {
        UnitKind.COUNTY: "县 区 县(市、区) 县市区 县本级 区本级",
        UnitKind.PARTY_ORGAN: "党委部门 党委工作机关 党委工作部门 县委部门 区委部门",
        UnitKind.GOVERNMENT_ORGAN: "政府工作部门 政府组成部门 县政府部门 区政府部门 政府机关",
        UnitKind.TOWNSHIP: "乡 镇 乡(镇)",
        UnitKind.SUBDISTRICT: "街道办 街道办事处",
        UnitKind.INSTITUTION: "参公事业单位 直属事业单位",
        UnitKind.ENTERPRISE: "国企 县属国有企业 区属国有企业 县属国企",
        UnitKind.VILLAGE: "村 社区 村(社区) 村、社区",
        UnitKind.SECTION: "科室 内设机构 股室 处室 站所",
        UnitKind.OTHER: "其它",
    }
)


def unit_kind(text: str) -> UnitKind | None:
    """单位类型."""
    return _UNIT_KINDS.get(unwrapped(normal(text)))


_LISTS = spellings(
    {
        RiskList.UNIT: "单位 单位风险清单 部门清单 班子清单",
        RiskList.HEAD: "一把手 一把手风险清单 主要负责人清单",
    }
)
_METHODS = spellings(
    {
        ScoringMethod.CRITERIA_COUNT: "标准计数 计数法 五项标准法",
        ScoringMethod.THREE_FACTOR: "三因素法 三因素 乘积法 三要素乘积法",
        ScoringMethod.MATRIX: "矩阵法 矩阵 可能性×严重性矩阵法 可能性×严重性 风险矩阵法 LC法",
        ScoringMethod.POWER_KIND: "职权类别 按职权类别",
        ScoringMethod.OWN: "自定 本县自定方法",
    }
)


def list_kind(text: str) -> RiskList | None:
    """单位清单 or 一把手清单 (RSK009)."""
    return _LISTS.get(unwrapped(normal(text)))


def scoring_method(text: str) -> ScoringMethod | None:
    """标准计数法, 三因素乘积法 and the other ways of assessing (R-XZ-12)."""
    return _METHODS.get(unwrapped(normal(text)))


_YES = dict.fromkeys(("是", "有", "对", "√", "✓", "✔", "☑", "Y", "YES", "TRUE", "T", "属于", "存在"), True)
_NO = dict.fromkeys(("否", "无", "非", "不", "×", "✗", "✘", "☒", "N", "NO", "FALSE", "F"), False)
_NO |= dict.fromkeys(("不是", "没有", "不属于", "不存在"), False)
_DIRECTNESS = {"直接": True, "直接分管": True}
_DIRECTNESS |= dict.fromkeys(("间接", "间接分管", "不直接分管", "非直接分管"), False)
_ANSWERS = _YES | _NO | _DIRECTNESS


def yes_no(text: str) -> bool | None:
    """是 or 否 in any of their signs; None where the cell is empty or says neither. Never a default."""
    return _ANSWERS.get(unwrapped(normal(text)))


def whole(text: str) -> int | None:
    """A whole number (`3`, `3.0`, `3分`); None for anything else."""
    found = re.fullmatch(r"(\d{1,9})(?:\.0+)?(?:分|个|项)?", normal(text))
    return int(found[1]) if found else None


_AREAS = spellings(
    {
        DutyArea.FINANCE: "财经 资金 财政 财会 经费 财务审批 财政财务 计划财务 财务资金 财务收支",
        DutyArea.PERSONNEL: "人事 干部人事 组织 干部 编制 组织干部 干部人事任免 人事任免 干部选拔任用 "
        "选人用人 机构编制 人事编制 组织人事和干部",
        DutyArea.PROJECTS: "建设工程 工程建设 工程 基建 基本建设 招投标 招标投标 招标 工程招投标 工程招标 "
        "工程项目 项目建设 建设工程及招投标 建设工程和招标 工程建设及招标 工程建设和招投标 "
        "工程建设招投标 建设项目",
        DutyArea.APPROVALS: "审批 行政许可 审批服务 行政审批服务 许可审批 行政许可审批",
        DutyArea.PROCUREMENT: "采购 政府采购 大宗物资采购 设备采购 大宗采购 物资设备采购 物品采购",
        # Only matters that are plainly none of the five; an unknown word stays None, since 综合 or 后勤 may
        # hold one of them. Presiding over everything is not direct charge of an area (R-XZ-02).
        DutyArea.OTHER: "其它 全面 主持全面 主持全面工作 全面工作 全局 党建 党务 纪检 纪检监察 党风廉政建设 "
        "宣传 意识形态 统战 群团 工会 妇联 共青团 信访 维稳 信访维稳 安全生产 应急 保密 机要 档案 文秘 法治 "
        "普法 乡村振兴 农业农村 教育 卫生健康 生态环境 环保 民政 武装 国防动员 政法 综治 平安建设 "
        "文化旅游 老干部",
    }
)
_NUMBER = re.compile(r"^\s*[(（]?\d{1,2}[)）.．、]\s*")
_AREA_FRAME = re.compile(
    r"^(?:直接|具体)?(?:分管|负责|主管|主抓)?(.+?)(?:等)?(?:方面)?(?:的)?(?:工作|管理|事务)*$"
)


def duty_parts(text: str) -> tuple[tuple[str, DutyArea | None], ...]:
    """分管内容 taken apart: each matter as written and its area, None where the word does not say.

    `财务、干部人事和综合协调` → 财务 财务, 干部人事 组织人事, 综合协调 None.
    """
    if is_blank(text):
        return ()
    lines = [_NUMBER.sub("", line) for line in re.split(r"[\n;；]+", text) if not is_blank(line)]
    parts: list[tuple[str, DutyArea | None]] = []
    for line in lines:
        if found := _area(line):
            parts.append((line.strip(), found))
            continue
        pieces = [piece.strip() for piece in re.split(r"[、，,/\s]+|以及|和|及|与", line)]
        parts.extend((piece, _area(piece)) for piece in pieces if piece)
    return tuple(parts)


def duty_areas(text: str) -> tuple[DutyArea, ...]:
    """The areas that 分管内容 names, each once, in the order written; empty where none is known."""
    return tuple(dict.fromkeys(area for _, area in duty_parts(text) if area))


def _area(text: str) -> DutyArea | None:
    word = unwrapped(normal(text))
    if found := _AREAS.get(word):
        return found
    framed = _AREA_FRAME.match(word)
    return _AREAS.get(framed[1]) if framed else None
