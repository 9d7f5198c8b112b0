"""Terms of appointments: from the first nomination to the end of the probation."""

from enum import StrEnum


class AppointmentKind(StrEnum):
    """任免类别"""

    PROMOTION = "提拔任职"
    LATERAL = "平级任职"
    REAPPOINTMENT = "继续任职"
    CONFIRMATION = "试用期满任职"
    REMOVAL = "免职"
    DEMOTION = "降职任职"


class PostRank(StrEnum):
    """职务层次: decides who has a probation (norms B21)"""

    PRINCIPAL = "领导正职"
    DEPUTY = "领导副职"
    SECTION_PRINCIPAL = "内设机构正职"
    SECTION_DEPUTY = "内设机构副职"
    OTHER = "其他职务"


class Nominator(StrEnum):
    """初始提名主体 (R-HY-07)"""

    COMMITTEE = "党委（党组）"
    ORGANISATION = "组织人事部门"
    LEADER = "领导干部个人"
    RECOMMENDATION = "民主推荐"
    SELF = "个人自荐"
    SUPERIOR = "上级组织"


class SelectionMethod(StrEnum):
    """选拔方式 (PER010)"""

    OPEN = "公开选拔"
    COMPETITION = "竞争上岗"
    PUBLIC_VOTE = "公推公选"
    RECOMMENDATION = "民主推荐"
    ELECTION = "选举"
    DIRECT = "直接提名"


# Open, competitive, the best is chosen: what PER010 asks for.
COMPETITIVE = (SelectionMethod.OPEN, SelectionMethod.COMPETITION, SelectionMethod.PUBLIC_VOTE)


class AppointmentState(StrEnum):
    """任免进展"""

    RUNNING = "办理中"
    DEFERRED = "暂缓任用"
    STOPPED = "终止"
    APPOINTED = "已任职"
    ON_PROBATION = "试用中"
    CONCLUDED = "已办结"


class AppointmentStage(StrEnum):
    """任免环节, in their order (R-HY-07)"""

    NOMINATION = "初始提名"
    RECOMMENDATION = "民主推荐"
    CANDIDATE = "确定考察对象"
    VETTING = "任前考察"
    FIRST_REVIEW = "组织部门初审"
    INTEGRITY = "征求纪检意见"
    AUDIT = "任前审计"
    EXAM = "廉政法规考试"
    CONSULTATION = "酝酿"
    DECISION = "讨论决定"
    NOTICE = "任前公示"
    TALK = "任前谈话"
    APPOINTMENT = "任职"
    PROBATION_REVIEW = "试用期满考核"


class ExamResult(StrEnum):
    """考试结果, as announced"""

    PASSED = "合格"
    FAILED = "不合格"
    MISSED = "缺考"


class ProbationResult(StrEnum):
    """试用期满考核结果"""

    COMPETENT = "胜任"
    NOT_COMPETENT = "不胜任"


class PersonnelActionKind(StrEnum):
    """人事事项类别, besides appointments (PER009)"""

    HIRING = "录用"
    ASSESSMENT = "考核"
    TRAINING = "培训"
    TRANSFER = "调整"
    REWARD = "奖励"
    PUNISHMENT = "处分"
    REHIRING = "返聘"
    RESERVE = "后备干部"
    OTHER = "其他人事事项"
