"""Terms of matching: what was done, decided and published."""

from enum import StrEnum


class MatterKind(StrEnum):
    """事项种类: which record a side of a pair is"""

    EXPENDITURE = "支出"
    TRANSACTION = "公共资源交易"
    PROJECT = "工程项目"
    UNDERTAKING = "其他重大事项"
    APPOINTMENT = "任免事项"
    PERSONNEL_ACTION = "人事事项"
    AGENDA_ITEM = "会议议程"
    PUBLICATION = "公开记录"
    NOTICE = "公示"


class MatchDecision(StrEnum):
    """核对结论: the clerk's answer on a pair"""

    LINKED = "关联"
    RULED_OUT = "排除"
