"""Terms of the inventory, its charts and institutions."""

from enum import StrEnum


class PowerCategory(StrEnum):
    """权力类别, the current ten (norms B69)"""

    LICENCE = "行政许可"
    PENALTY = "行政处罚"
    COMPULSION = "行政强制"
    LEVY = "行政征收"
    PAYMENT = "行政给付"
    INSPECTION = "行政检查"
    CONFIRMATION = "行政确认"
    REWARD = "行政奖励"
    ADJUDICATION = "行政裁决"
    OTHER = "其他"


class PowerDomain(StrEnum):
    """权力领域: what a power or a risk is over. Printed as 人事权 on posted pages."""

    PERSONNEL = "人权"
    AFFAIRS = "事权"
    FINANCE = "财权"
    ASSETS = "物权"


class BasisKind(StrEnum):
    """设定依据的类别, from the 【】 tag of the basis cell"""

    LAW = "法律"
    REGULATION = "法规"
    ADMINISTRATIVE_REGULATION = "行政法规"
    LOCAL_REGULATION = "地方性法规"
    RULE = "规章"
    DEPARTMENT_RULE = "部门规章"
    GOVERNMENT_RULE = "政府规章"
    NORMATIVE_DOCUMENT = "规范性文件"
    STATE_COUNCIL_DECISION = "国务院决定"
    PARTY_REGULATION = "党内法规"
    STAFFING_PLAN = "三定规定"
    STANDARD = "标准"


# What may found a power (REG002): law, regulation, rule, decision of the State Council, party
# regulation or the unit's 三定; a normative document or a standard alone may not.
FOUNDING_BASES = (
    BasisKind.LAW,
    BasisKind.REGULATION,
    BasisKind.ADMINISTRATIVE_REGULATION,
    BasisKind.LOCAL_REGULATION,
    BasisKind.RULE,
    BasisKind.DEPARTMENT_RULE,
    BasisKind.GOVERNMENT_RULE,
    BasisKind.STATE_COUNCIL_DECISION,
    BasisKind.PARTY_REGULATION,
    BasisKind.STAFFING_PLAN,
)


class Fate(StrEnum):
    """清理结果: what became of an item between two editions (R-FS-02)"""

    KEPT = "保留"
    CANCELLED = "取消"
    HANDED_DOWN = "下放"
    TAKEN_OVER = "承接"
    MERGED = "合并"
    SPLIT = "拆分"
    RENAMED = "改名"
    BASIS_CHANGED = "依据变更"
    DISCRETION_CHANGED = "裁量变更"
    ADDED = "新增"


class Correction(StrEnum):
    """纠正方式, one for each of the four kinds of inventory problem (R-XZ-03)"""

    CORRECT = "纠正"
    DISENTANGLE = "厘清"
    CLARIFY = "明确"
    STRENGTHEN = "强化"


# What is wrong with the power, by what is done about it.
PROBLEM_OF = {
    Correction.CORRECT: "超越范围",
    Correction.DISENTANGLE: "职能交叉",
    Correction.CLARIFY: "权责不清",
    Correction.STRENGTHEN: "履职不到位",
}


class ProblemStatus(StrEnum):
    """清单问题的处理状态"""

    OPEN = "待处理"
    RUNNING = "处理中"
    SOLVED = "已解决"


class ChartKind(StrEnum):
    """流程图种类: the five named charts of R-HY-02, and a power's own"""

    OPEN_OPERATION = "权力公开透明运行"
    MAJOR_DECISION = "重大事项决策"
    APPOINTMENT = "干部任免"
    MAJOR_INCIDENT = "重大事件处置"
    LARGE_SUM = "大额资金使用"
    POWER = "权力事项"


NAMED_CHARTS = (
    ChartKind.OPEN_OPERATION,
    ChartKind.MAJOR_DECISION,
    ChartKind.APPOINTMENT,
    ChartKind.MAJOR_INCIDENT,
    ChartKind.LARGE_SUM,
)


class ChartForm(StrEnum):
    """流程图样式"""

    SPINE = "主线式"
    LANES = "泳道式"


class StepKind(StrEnum):
    """环节类型"""

    START = "开始"
    STEP = "步骤"
    ASK = "判断"
    END = "结束"


class FlowStage(StrEnum):
    """环节所属阶段, the three that a chart must cover"""

    DECISION = "决策"
    EXECUTION = "执行"
    RESULT = "结果"


class InstitutionClass(StrEnum):
    """制度类别 of the “10+X” (R-ZJ-01)"""

    BASIC = "基本制度"
    LOCAL = "创新制度"


class Checklist(StrEnum):
    """应有制度清单: which list a required institution stands on"""

    BASIC = "基本制度"
    REQUIRED = "必备制度"
    DECISION = "决策制度"
    CONDUCT = "行为规范"


class InstitutionStatus(StrEnum):
    """制度的有效性"""

    IN_FORCE = "现行有效"
    TRIAL = "试行"
    REPEALED = "已废止"


# A status under which a text binds; without any status it cannot be told whether it does.
BINDING = (InstitutionStatus.IN_FORCE, InstitutionStatus.TRIAL)


class InstitutionReviewKind(StrEnum):
    """制度检查类型"""

    REVIEW = "评估修订"
    INSPECTION = "执行检查"


class LeadingBodyRole(StrEnum):
    """领导机构或办事机构"""

    LEADING = "领导机构"
    WORKING = "办事机构"
