"""Words of meetings, topics and votes → terms; None where the word does not say."""

import re

from powerctl.sheets.words.wording import LONGEST_WORD, normal, spellings, unwrapped
from powerctl.terms import (
    AttendanceState,
    BodyKind,
    Choice,
    MajorMatter,
    MemberRole,
    NamedMethod,
    Outcome,
    Position,
    TopicClass,
)

UNNAMED_BALLOT = "无记名票决"
"""How a sheet of votes writes a secret ballot."""


_BODIES = tuple(
    (re.compile(pattern), body)
    for pattern, body in (
        ("书记办公会|书记碰头会", BodyKind.SECRETARIES),
        ("书记专题", BodyKind.SECRETARY_TOPIC),
        ("全委会|全委扩大会|全体会议|全会|全委\\(扩大\\)会", BodyKind.PLENUM),
        ("政府.{0,8}常务会|^.{0,12}常务会|[县市区]长办公会", BodyKind.GOVERNMENT),
        ("常委会|常委\\(扩大\\)会|常委扩大会", BodyKind.STANDING_COMMITTEE),
        ("党组.{0,16}会", BodyKind.PARTY_GROUP),
        ("党政联席|班子.{0,6}会|党政班子", BodyKind.TOWNSHIP),
        ("党委.{0,16}会", BodyKind.PARTY_COMMITTEE),
        ("办公会|局务会|委务会|行务会", BodyKind.OFFICE),
        ("^其[他它]", BodyKind.OTHER),
    )
)
_MATTERS = spellings(
    {
        MajorMatter.DECISION: "重大事项决策 重大决策事项 重大问题决策 重大事项 决策 重大行政决策",
        MajorMatter.PERSONNEL: "重要干部任免 人事任免 干部任免 重要人事 重要人事任免事项 干部人事",
        MajorMatter.PROJECT: "重大项目 重要项目安排 重大项目安排事项 重大建设项目 重要项目 项目安排",
        MajorMatter.INCIDENT: "突发事件 重大突发事件 重大突发事件应对 突发事件处置",
        MajorMatter.LARGE_SUM: "大额资金 大额度资金使用 大额资金使用安排 大额度资金运作 资金使用",
    }
)
_CLASSES = spellings(
    {
        TopicClass.AFFAIRS: "事项 事权 事项类",
        TopicClass.PERSONNEL: "人事 人权 人事类 干部人事议题",
        TopicClass.FINANCE: "财权 财务议题 资金议题 财务 财权类",
        TopicClass.SUPERIOR: "上级指示 上级精神 上级指示类 上级部署",
    }
)
_ROLES = spellings(
    {
        MemberRole.ENTITLED: "应到 成员 班子成员 委员 应到人员 正式成员 党组成员 党委委员 参会成员",
        MemberRole.OBSERVER: "列席人员 列席会议 列席者",
    }
)
_STATES = spellings(
    {
        AttendanceState.PRESENT: "到会 实到 参会 到 参加 已到 在",
        AttendanceState.ON_LEAVE: "事假 病假 公假 因公请假 因事请假 因病请假 已请假",
        AttendanceState.ABSENT: "未到 无故缺席 缺 未出席 未到会 旷会",
    }
)
_POSITIONS = spellings(
    {
        Position.FOR: "赞成 赞同 支持 完全同意",
        Position.AMENDED: "原则同意 修改同意 有条件同意",
        Position.AGAINST: "反对 不赞成 否定",
        Position.DEFER: "缓议 建议暂缓 暂缓表决 再议",
        Position.NONE: "不表态 没有表态",
    }
)
_CHOICES = spellings(
    {Choice.FOR: "赞成 同意票", Choice.AGAINST: "不同意 反对票 不赞成", Choice.ABSTAIN: "弃权票"}
)
_METHODS = spellings(
    {
        NamedMethod.ORAL: "口头 口头记名 口头表态",
        NamedMethod.HANDS: "举手 举手记名",
        NamedMethod.WRITTEN: "书面记名表决 书面记名投票 记名投票 记名票决 投票记名 记名表决",
    }
)
_SECRECY = "(?:无记名|不记名|秘密(?!级|文件|载体|事项|等级)|匿名|暗票|保密投票)"
_SECRET = re.compile(_SECRECY)
_BALLOT_WORDS = "(?:投票|票决|表决|方式|的)*"
_OTHER_THAN_SECRET = re.compile(
    # said not to be: 未采用无记名, 而非无记名, 原定无记名票决
    "(?:(?:并未|未|没有|不再|不)(?:采用|采取|使用|实行|进行|按|以|用)|并非|不是|而非|原定|原拟|原计划|原为|原)"
    f"(?:以|按|采用|的)?{_SECRECY}{_BALLOT_WORDS}"
    # changed: 无记名票决改为举手表决, 无记名票决作废
    f"|{_SECRECY}{_BALLOT_WORDS}(?:一轮|这一轮|那一轮)?(?:已|已经)?"
    "(?:作废(?!票)|(?:改为|改成|改用|转为|变更为|调整为)(?=记名|举手|口头|书面))"
    # one of two: 记名和无记名
    f"|(?<![无不])记名(?:投票|票决|表决)?[、,/和及与或]{_SECRECY}"
    f"|{_SECRECY}(?:投票|票决|表决)?[、,/和及与或]记名"
    # a paper about it: 关于修订无记名投票办法
    f"|(?:关于|修订|制定|印发|审议|讨论)[^,，。;；]{{0,12}}{_SECRECY}[^,，。;；]{{0,8}}?"
    "(?:办法|规定|制度|规则|细则|规程)"
)
_OUTCOMES = spellings(
    {
        Outcome.PASSED: "同意 审议通过 一致通过 一致同意 全票通过 原则通过 原则同意 表决通过 已通过 全票同意",
        Outcome.REJECTED: "不通过 否决 不同意 未获通过 没有通过 终止",
        Outcome.DEFERRED: "缓议 再议 暂缓表决 暂缓决定 下次再议 暂不研究",
        Outcome.RETURNED: "退回修改 退回重新拟定 修改后再议",
        Outcome.HEARD: "听取 已听取 知悉 传达学习 学习传达 通报",
    }
)
# Looked for in a sentence, in this order: what says no comes before the yes that it contains.
_OUTCOMES_IN = tuple(
    (re.compile(pattern), outcome)
    for pattern, outcome in (
        ("未(?:获|能)?通过|不予?通过|没有通过|否决|不同意(?!\\d|票|[:,]|的|0)|^终止", Outcome.REJECTED),
        ("暂缓|缓议|(?:下次|择期|另行|再次?)(?:会议)?(?:研究|再议|审议)|再议", Outcome.DEFERRED),
        ("退回", Outcome.RETURNED),
        ("通过|一致同意|原则同意|会议同意|同意(?!的?\\d|票|[:,])", Outcome.PASSED),
        ("听取了?|传达学习|传达了|学习了|通报了", Outcome.HEARD),
    )
)


def body(text: str) -> BodyKind | None:
    """会议类型, from the kind or the full name of a meeting (县财政局党组2026年第3次会议)."""
    written = normal(text)
    if len(written) > LONGEST_WORD:
        return None
    exact = next((kind for kind in BodyKind if normal(kind.value) == unwrapped(written)), None)
    return exact or next((kind for pattern, kind in _BODIES if pattern.search(written)), None)


def matter(text: str) -> MajorMatter | None:
    """四重一大类别."""
    return _MATTERS.get(unwrapped(normal(text)))


def topic_class(text: str) -> TopicClass | None:
    """议题类别, with or without the last word (人事, 人事议题)."""
    return _CLASSES.get(unwrapped(normal(text)))


def role(text: str) -> MemberRole | None:
    """应到成员 or 列席."""
    return _ROLES.get(unwrapped(normal(text)))


def state(text: str) -> AttendanceState | None:
    """出席, 请假 or 缺席."""
    return _STATES.get(unwrapped(normal(text)))


def position(text: str) -> Position | None:
    """What a member said of a topic."""
    return _POSITIONS.get(unwrapped(normal(text)))


def choice(text: str) -> Choice | None:
    """同意, 反对 or 弃权."""
    return _CHOICES.get(unwrapped(normal(text)))


def named_method(text: str) -> NamedMethod | None:
    """How a named vote was taken; None for a secret ballot, and for words that do not say (投票, 票决)."""
    return _METHODS.get(unwrapped(normal(text)))


def is_secret(text: str) -> bool:
    """Whether a text says that the ballot was secret.

    That it was not, was to have been, or is what a paper is about, does not say so: 原定无记名票决，改为举手.
    """
    return bool(_SECRET.search(_OTHER_THAN_SECRET.sub("", normal(text))))


def outcome(text: str) -> Outcome | None:
    """宣布结果 as one word."""
    return _OUTCOMES.get(unwrapped(normal(text)))


def outcome_in(text: str) -> Outcome | None:
    """What a whole sentence of a register says of the result (会议原则同意…, 退回重新拟定…)."""
    written = normal(text)
    if found := _OUTCOMES.get(unwrapped(written)):
        return found
    return next((result for pattern, result in _OUTCOMES_IN if pattern.search(written)), None)
