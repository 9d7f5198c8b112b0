"""Terms of supervision, as far as money and posts need them: checks, audits, personal reports."""

from enum import StrEnum


class InspectionSubject(StrEnum):
    """监督检查内容"""

    BUDGET = "预算执行"
    FINANCE = "财务收支"
    WORKS = "工程建设及招标"
    APPROVALS = "行政审批"
    PROCUREMENT = "物资采购"
    PERSONNEL = "选人用人"
    DECISIONS = "决策事项"
    OTHER = "其他检查"


class AuditKind(StrEnum):
    """审计类型"""

    PRE_POST = "任前审计"
    IN_TERM = "任中审计"
    DEPARTURE = "离任审计"


class PersonalReportKind(StrEnum):
    """个人报告类别 (R-CC-07)"""

    INTEGRITY = "年度廉政报告"
    MATTERS = "年度个人有关事项报告"
    EVENT = "重大事项报告"
