"""Terms of the check."""

from enum import StrEnum


class Severity(StrEnum):
    """问题程度: E, W, I of the norms"""

    ERROR = "严重"
    WARNING = "一般"
    INFO = "提示"


class Verdict(StrEnum):
    """检查结论: the three answers"""

    PASSED = "通过"
    FINDING = "问题"
    UNKNOWN = "无法判断"


class FindingStatus(StrEnum):
    """问题状态, against the run before"""

    NEW = "新增"
    PERSISTING = "持续"
    RESOLVED = "已消除"
