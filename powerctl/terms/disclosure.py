"""Terms of disclosure: what must be open, publications, notices and what people answer."""

from enum import StrEnum


class OpenSubject(StrEnum):
    """公开内容类别"""

    POWERS = "权力清单"
    BENCHMARKS = "裁量基准"
    PROCEDURE = "办事流程"
    INSTITUTIONS = "制度"
    DECISIONS = "决策事项"
    LARGE_SUMS = "大额资金"
    FINANCE = "财务收支"
    BUDGET = "预算决算"
    THREE_EXPENSES = "三公经费"
    TRADES = "公共资源交易"
    PROJECTS = "工程项目"
    SUBSIDIES = "惠农补贴"
    PERSONNEL = "人事任免"
    RESULTS = "办理结果"
    PENALTIES = "许可处罚"
    EVALUATION = "考核评议"
    OTHER = "其他公开内容"


class PublicStage(StrEnum):
    """公开阶段 (R-FS-10)"""

    MATTER = "事项"
    PROCESS = "过程"
    RESULT = "结果"


class PublicChannel(StrEnum):
    """公开渠道"""

    WEBSITE = "网站"
    BOARD = "公开栏"
    MEETING = "会议"
    DOCUMENT = "文件"
    BULLETIN = "简报"
    TELEVISION = "广播电视"
    NEWSPAPER = "报刊"
    MESSAGE = "短信"
    MEDIA = "政务新媒体"
    TRADING_CENTRE = "交易平台"
    OTHER = "其他渠道"


class Audience(StrEnum):
    """公开范围"""

    PUBLIC = "社会公众"
    STAFF = "本单位职工"
    TEAM = "班子成员"
    VILLAGERS = "村（居）民"


class OpenInterval(StrEnum):
    """公开频次"""

    STANDING = "长期公开"
    MONTHLY = "每月"
    QUARTERLY = "每季度"
    HALF_YEARLY = "每半年"
    YEARLY = "每年"
    PROMPT = "随时公开"


class DeadlineUnit(StrEnum):
    """期限单位"""

    DAYS = "日"
    WORKING_DAYS = "工作日"
    MONTHS = "月"


class NoticeKind(StrEnum):
    """公示类别"""

    APPOINTMENT = "任前公示"
    CANDIDATES = "中标候选人公示"
    SINGLE_SOURCE = "单一来源公示"
    SUBSIDY = "惠农补贴公示"
    AWARD = "评优公示"
    MEMBERSHIP = "发展党员公示"
    OTHER = "其他公示"


class NoticeOutcome(StrEnum):
    """公示结论 for one subject of a notice"""

    UNAFFECTED = "不影响"
    DEFERRED = "暂缓"
    CANCELLED = "取消"


class FeedbackVerdict(StrEnum):
    """反映核查结论"""

    TRUE = "属实"
    PARTLY = "部分属实"
    UNTRUE = "不属实"
    UNFOUNDED = "无法查实"
