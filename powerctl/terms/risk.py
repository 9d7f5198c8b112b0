"""Terms of risk points and measures."""

from enum import StrEnum


class RiskLevel(StrEnum):
    """风险等级"""

    HIGH = "高"
    MEDIUM = "中"
    LOW = "低"


class RiskSource(StrEnum):
    """风险来源, the four of R-XZ-11"""

    POST = "岗位职责"
    FLOW = "业务流程"
    INSTITUTION = "机制制度"
    ENVIRONMENT = "外部环境"


class FinderMethod(StrEnum):
    """查找方法, the five of R-XZ-11"""

    SELF = "自己找"
    SUPERIOR = "上级点"
    MASSES = "群众帮"
    EACH_OTHER = "互相查"
    ORGANISATION = "组织审"


class RiskList(StrEnum):
    """风险清单归属: the unit's list or the head's own (RSK009)"""

    UNIT = "单位清单"
    HEAD = "一把手清单"


class RiskStatus(StrEnum):
    """风险点状态"""

    OPEN = "在控"
    CLOSED = "销号"


class MeasureStatus(StrEnum):
    """防控措施状态"""

    PENDING = "未落实"
    RUNNING = "落实中"
    DONE = "已落实"


class ScoringMethod(StrEnum):
    """风险评估方法"""

    CRITERIA_COUNT = "标准计数法"
    THREE_FACTOR = "三因素乘积法"
    MATRIX = "可能性严重性矩阵法"
    POWER_KIND = "职权类别法"
    OWN = "自定方法"


class MeasureEffect(StrEnum):
    """防控措施的效果"""

    EFFECTIVE = "有效"
    PARTLY = "部分有效"
    INEFFECTIVE = "无效"


class RiskReviewKind(StrEnum):
    """风险检查类型 (R-CC-06)"""

    REGULAR = "定期"
    SPOT = "不定期"


class RiskFormula(StrEnum):
    """自定评估方法的算法"""

    PRODUCT = "连乘"
    SUM = "加权求和"
    MATRIX = "矩阵"
    WORDS = "职权类别"
