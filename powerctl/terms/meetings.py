"""Terms of meetings and votes."""

from enum import StrEnum


class BodyKind(StrEnum):
    """会议机构类型: which kind of body meets; the kind decides how it decides (norms D.1, 3)"""

    STANDING_COMMITTEE = "党委常委会"
    PARTY_COMMITTEE = "党委会"
    PARTY_GROUP = "党组会"
    PLENUM = "全委会"
    GOVERNMENT = "政府常务会"
    OFFICE = "局长办公会"
    TOWNSHIP = "乡镇班子会"
    SECRETARIES = "书记办公会"
    SECRETARY_TOPIC = "书记专题会"
    OTHER = "其他会议"


# The head decides after collective discussion (norms B14, B15); all others count votes.
HEAD_DECIDES = (BodyKind.GOVERNMENT, BodyKind.OFFICE)


# These only screen what another body decides (R-XZ-06).
SCREENING_BODIES = (BodyKind.SECRETARIES, BodyKind.SECRETARY_TOPIC)


# How a record kept beside a meeting says that it agrees with the minutes (MTG028).
AGREES = ("无", "一致", "没有", "无不一致", "无不一致之处")


class MajorMatter(StrEnum):
    """四重一大; without the fourth it is 三重一大"""

    DECISION = "重大决策"
    PERSONNEL = "重要人事任免"
    PROJECT = "重大项目安排"
    INCIDENT = "重大突发事件处置"
    LARGE_SUM = "大额资金使用"


class TopicClass(StrEnum):
    """议题类别, the four of R-XZ-05"""

    AFFAIRS = "事项议题"
    PERSONNEL = "人事议题"
    FINANCE = "财权议题"
    SUPERIOR = "上级指示议题"


class DecidingSide(StrEnum):
    """决策主体: whether party or government decides a matter (REG019)"""

    PARTY = "党委"
    GOVERNMENT = "政府"


class TopicState(StrEnum):
    """议题状态, in the order of its life (R-XZ-06)"""

    PROPOSED = "提出"
    INVESTIGATED = "已调研"
    SCREENED = "已初审"
    NOTICED = "已告知"
    LISTED = "已列入"
    DISCUSSED = "已讨论"
    DECIDED = "已决定"
    DEFERRED = "暂缓"
    RETURNED = "退回"
    WITHDRAWN = "撤回"


class DecisionStage(StrEnum):
    """重大决策环节, the seven of R-HY-03"""

    DRAFT = "起草建议稿"
    PUBLIC = "公众参与"
    EXPERTS = "专家论证"
    RISK = "风险评估"
    LEGALITY = "合法性审查"
    DISCUSSION = "集体讨论决定"
    EVALUATION = "事后评估"


class MemberRole(StrEnum):
    """到会身份: 应到成员 count, 列席 do not"""

    ENTITLED = "应到成员"
    OBSERVER = "列席"


class AttendanceState(StrEnum):
    """到会情况"""

    PRESENT = "出席"
    ON_LEAVE = "请假"
    ABSENT = "缺席"


class Position(StrEnum):
    """表态"""

    FOR = "同意"
    AMENDED = "修改后同意"
    AGAINST = "不同意"
    DEFER = "暂缓"
    NONE = "未表态"


class NamedMethod(StrEnum):
    """记名表决方式"""

    ORAL = "口头表决"
    HANDS = "举手表决"
    WRITTEN = "书面记名"


class Choice(StrEnum):
    """表决意见"""

    FOR = "同意"
    AGAINST = "反对"
    ABSTAIN = "弃权"


class Outcome(StrEnum):
    """议题结果, as announced"""

    PASSED = "通过"
    REJECTED = "未通过"
    DEFERRED = "暂缓"
    RETURNED = "退回"
    HEARD = "听取汇报"


class SecrecyLevel(StrEnum):
    """密级; 内部 is no state secret"""

    TOP = "绝密"
    HIGH = "机密"
    LOW = "秘密"
    INTERNAL = "内部"


class SecrecyAuthority(StrEnum):
    """定密依据 (MTG036)"""

    ORIGINAL = "原始定密"
    AUTHORISED = "授权定密"
    DERIVED = "派生定密"


class ResolutionState(StrEnum):
    """决议落实状态"""

    PENDING = "未启动"
    RUNNING = "落实中"
    DONE = "已完成"
    STOPPED = "终止"


class BudgetStage(StrEnum):
    """年度预算环节 (MTG032)"""

    MEMBERS = "班子成员提出"
    COMMITTEE = "党委会研究"
    CONGRESS = "人代会表决"
    SPLIT = "按线分割"
