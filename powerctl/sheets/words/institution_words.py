"""Words of institutions, checklists and bodies → terms; None where the word does not say."""

from powerctl.sheets.words.wording import normal, spellings, unwrapped
from powerctl.terms import (
    Checklist,
    InstitutionClass,
    InstitutionReviewKind,
    InstitutionStatus,
    LeadingBodyRole,
)

_STATUS = spellings(
    {
        InstitutionStatus.IN_FORCE: "有效 现行 在用 施行 正在施行 执行中 生效 已生效 继续有效 是",
        InstitutionStatus.TRIAL: "试行中 暂行 有效(试行) 现行有效(试行)",
        InstitutionStatus.REPEALED: "废止 失效 已失效 无效 停止执行 已停止执行 宣布失效 被替代 已被替代 否",
    }
)
_CLASS = spellings(
    {
        InstitutionClass.BASIC: "基本 基础制度 统一制度 规定动作",
        InstitutionClass.LOCAL: "创新 自创制度 自选制度 自选动作 X",
    }
)
_CHECKLIST = spellings(
    {
        Checklist.BASIC: "基本 10+X 十项基本制度",
        Checklist.REQUIRED: "必备",
        Checklist.DECISION: "决策",
        Checklist.CONDUCT: "行为",
    }
)
_REVIEW = spellings(
    {
        InstitutionReviewKind.REVIEW: "评估 修订 复核 制度评估 评估 后评估 清理",
        InstitutionReviewKind.INSPECTION: "检查 执行 督查 抽查 执行情况检查 专项检查",
    }
)
_ROLE = spellings(
    {
        LeadingBodyRole.LEADING: "领导 领导小组",
        LeadingBodyRole.WORKING: "办事 办公室 工作机构 日常办事机构",
    }
)


def status(text: str) -> InstitutionStatus | None:
    """现行有效, 试行 or 已废止; 已修改 and the like say neither."""
    return _STATUS.get(unwrapped(normal(text)))


def institution_class(text: str) -> InstitutionClass | None:
    """基本制度 or 创新制度."""
    return _CLASS.get(unwrapped(normal(text)))


def checklist(text: str) -> Checklist | None:
    """Which list of institutions that must exist."""
    return _CHECKLIST.get(unwrapped(normal(text)))


def review_kind(text: str) -> InstitutionReviewKind | None:
    """评估修订 (of the text) or 执行检查 (of how it is carried out)."""
    return _REVIEW.get(unwrapped(normal(text)))


def body_role(text: str) -> LeadingBodyRole | None:
    """领导机构 or 办事机构."""
    return _ROLE.get(unwrapped(normal(text)))
