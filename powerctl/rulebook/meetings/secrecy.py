"""Secrecy and the copies of minutes: MTG026, MTG027, MTG036, MTG037 (R-XZ-10)."""

from typing import Any

from sqlalchemy import Select, and_, case, func, literal, null, or_, select

from powerctl.areas.meetings.queries import AGENDA_ITEM, MEETING, TOPIC, is_personnel, may_decide
from powerctl.areas.meetings.queries_topics import MINUTES_COPY, days_between
from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.rulebook.meetings.frame import of_meetings
from powerctl.rulebook.meetings.wording import cited, counted, judged
from powerctl.rulebook.question import any_of, limit_then, source_of
from powerctl.rulebook.rule import Citation, Rule, never
from powerctl.terms import SecrecyAuthority, SecrecyLevel, Severity

_RECALL = "minutes.personnel_recall_days"
_ORIGINAL = "minutes.original_classification"
_YEARS = {
    SecrecyLevel.TOP: "minutes.top_secret_years",
    SecrecyLevel.HIGH: "minutes.secret_years",
    SecrecyLevel.LOW: "minutes.confidential_years",
}
_SECRET = tuple(level.value for level in _YEARS)
# A list of readers that names a group instead of people: nobody can tell who belongs to it.
_GROUPS = ("成员", "班子", "领导", "部门", "单位", "各", "委员", "党组", "常委")


def _astray() -> Select[Any]:
    copy, allowed = MINUTES_COPY, MEETING.c.distribution
    for_groups = or_(*(allowed.contains(word) for word in _GROUPS))
    its_meeting = MEETING.alias("meeting_of_copy")
    of_meeting = (
        select(
            copy.c.meeting_id,
            func.count().label("copies"),
            func.sum(
                flag(
                    and_(
                        ~is_blank(copy.c.recipient_written),
                        func.instr(its_meeting.c.distribution, copy.c.recipient_written) == 0,
                    )
                )
            ).label("outside"),
            func.sum(flag(is_blank(copy.c.recipient_written))).label("unnamed"),
        )
        .join_from(copy, its_meeting, its_meeting.c.id == copy.c.meeting_id)
        .group_by(copy.c.meeting_id)
        .cte("copies_of_meetings")
    )
    leveled, listed = MEETING.c.secrecy.is_not(None), ~is_blank(allowed)
    return of_meetings(
        judged(
            and_(leveled, listed, ~for_groups, of_meeting.c.outside > 0),
            and_(leveled, listed, of_meeting.c.outside == 0, of_meeting.c.unnamed == 0),
        ),
        func.coalesce(of_meeting.c.copies, 0).label("copies"),
        func.coalesce(of_meeting.c.outside, 0).label("outside"),
        func.coalesce(of_meeting.c.unnamed, 0).label("unnamed"),
        flag(leveled).label("leveled"),
        flag(listed).label("listed"),
        joins=((of_meeting, of_meeting.c.meeting_id == MEETING.c.id),),
    ).where(may_decide(MEETING), MEETING.c.has_minutes.is_not(False))


def _say_astray(row: Any) -> str:
    return counted(
        row,
        "会议纪要应定有密级（不涉密的定为内部），并只发给发放范围内的人员",
        f"发出 {row.copies} 份，其中 {row.outside} 份的领取人不在发放范围之内",
        (not row.leveled, "没有登记密级"),
        (not row.listed, "没有登记发放范围"),
        (not row.copies, "没有登记纪要份本的发放"),
        (row.unnamed, f"有 {row.unnamed} 份没有写领取人"),
        (True, "发放范围没有写到人"),
    )


MTG026 = Rule(
    code="MTG026",
    name="minutes-outside-distribution",
    title="会议纪要没有密级或超范围发放",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-10", "秀洲", "附件2 模本一 三-6"),),
    limits=(),
    explanation=(
        "检查每次会议的纪要：登记的每份份本，领取人是否写在发放范围之内。登记为没有纪要的不查。"
        "没有密级、发放范围、份本发放或领取人，或发放范围写的是一类人而不是姓名时，答“无法判断”。"
    ),
    advice="登记密级和发放范围：powerctl meeting edit；核对份本：powerctl meeting copies",
    question=_astray,
    say=_say_astray,
    repeats=never,
)


def _outstanding() -> Select[Any]:
    personnel = (
        select(AGENDA_ITEM.c.meeting_id)
        .distinct()
        .join_from(AGENDA_ITEM, TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id)
        .where(is_personnel(TOPIC))
        .cte("meetings_on_personnel")
    )
    most, most_on = limit_then(_RECALL, MEETING.c.unit_id, MEETING.c.held_on)
    handed, recalled = MINUTES_COPY.c.handed_on, MINUTES_COPY.c.recalled_on
    kept, out = days_between(handed, recalled), days_between(handed, the_day())
    late = kept * most.c.denominator > most.c.numerator
    still_out = and_(recalled.is_(None), out * most.c.denominator > most.c.numerator)
    question = of_meetings(
        judged(or_(late, still_out), kept * most.c.denominator <= most.c.numerator),
        MINUTES_COPY.c.number.label("copy"),
        handed,
        recalled,
        kept.label("kept"),
        most.c.numerator.label("most"),
        cited(most),
        rows=(MINUTES_COPY, MINUTES_COPY.c.meeting_id == MEETING.c.id),
        part=literal("/纪要").concat(MINUTES_COPY.c.number),
        joins=((personnel, personnel.c.meeting_id == MEETING.c.id), (most, most_on)),
    )
    return question.where(may_decide(MEETING), personnel.c.meeting_id.is_not(None))


def _say_outstanding(row: Any) -> str:
    within = "当天" if row.most == 0 else f" {row.most} 天内"
    wanted = (
        f"有人事决定的会议纪要应在发出{within}收回（{source_of(row.cites)}）"
        if row.cites
        else "有人事决定的会议纪要应立即收回"
    )
    found = (
        f"第 {row.copy} 份 {row.handed_on} 发出，{row.recalled_on} 收回，隔 {row.kept} 天"
        if row.recalled_on
        else f"第 {row.copy} 份 {row.handed_on} 发出，至今没有收回"
    )
    return counted(
        row,
        wanted,
        found,
        (row.handed_on is None, f"第 {row.copy} 份没有登记发出日期"),
        (row.recalled_on is None, f"第 {row.copy} 份没有登记收回，尚未到期"),
        (True, "召开之日的天数尚未设定"),
    )


MTG027 = Rule(
    code="MTG027",
    name="personnel-minutes-not-recalled",
    title="有人事决定的会议纪要没有立即收回",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-10", "秀洲", "附件2 模本一 三-6"),),
    limits=(_RECALL,),
    explanation=(
        "检查有人事议题的会议，发出的每份纪要是否在规定天数内收回（默认当天）；到期没有登记收回的算问题。"
        "没有登记发出日期、召开日期或会议类型，或尚未到期又没有登记收回时，答“无法判断”。"
    ),
    advice="收回并登记：powerctl meeting recall；查看在外的：powerctl meeting copies",
    question=_outstanding,
    say=_say_outstanding,
    repeats=never,
)


def _unauthorised() -> Select[Any]:
    level, authority, years = MEETING.c.secrecy, MEETING.c.secrecy_authority, MEETING.c.secrecy_years
    most = {name: limit_then(name, MEETING.c.unit_id, MEETING.c.held_on) for name in _YEARS.values()}
    own, own_on = limit_then(_ORIGINAL, MEETING.c.unit_id, MEETING.c.held_on)
    numerator, cites = (
        case(*((level == one, most[name][0].c[column]) for one, name in _YEARS.items()), else_=null())
        for column in ("numerator", "cites")
    )
    usurped = and_(authority == SecrecyAuthority.ORIGINAL, own.c.numerator == 0)
    allowed = or_(authority != SecrecyAuthority.ORIGINAL, own.c.numerator == 1)
    return of_meetings(
        judged(or_(usurped, years > numerator), and_(allowed, years <= numerator)),
        level,
        authority,
        years,
        numerator.label("most"),
        case((numerator.is_not(None), cites), else_=null()).label("cites"),
        flag(any_of(usurped)).label("usurped"),
        joins=(*most.values(), (own, own_on)),
    ).where(level.in_(_SECRET), MEETING.c.has_minutes.is_not(False))


def _say_unauthorised(row: Any) -> str:
    term = (
        f"{row.secrecy}级最长 {row.most} 年（{source_of(row.cites)}）"
        if row.cites
        else f"{row.secrecy}级不超过法定年限"
    )
    found = (
        f"登记的定密依据是{row.secrecy_authority}，县级机关没有原始定密权"
        if row.usurped
        else f"登记的保密期限为 {row.secrecy_years} 年"
    )
    return counted(
        row,
        f"定密应写明依据和期限，{term}",
        found,
        (row.secrecy_authority is None, "没有登记定密依据"),
        (row.secrecy_years is None, "没有登记保密期限"),
        (True, "召开之日的年限尚未设定"),
    )


MTG036 = Rule(
    code="MTG036",
    name="secrecy-without-authority",
    title="定密依据或期限不合规定",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-10", "保守国家秘密法（2024）", "第14、17、20条", "V"),
        Citation("R-XZ-10", "秀洲", "附件2 模本一 三-6"),
    ),
    limits=(*_YEARS.values(), _ORIGINAL),
    explanation=(
        "检查定为绝密、机密、秘密的会议纪要：保密期限是否超过该级最长年限，定密依据是否属于没有权限的原始定密。"
        "没有登记定密依据、保密期限、召开日期或会议类型，或召开之日年限尚未设定时，答“无法判断”。"
    ),
    advice="核对定密审批并更正：powerctl meeting edit",
    question=_unauthorised,
    say=_say_unauthorised,
    repeats=never,
)


def _unclassified() -> Select[Any]:
    recorded = ~is_blank(MEETING.c.secrecy_record)
    kept = MEETING.c.has_minutes
    return of_meetings(
        judged(and_(kept.is_(True), ~recorded), recorded),
        MEETING.c.secrecy,
        kept,
    ).where(MEETING.c.secrecy.in_(_SECRET), kept.is_not(False))


def _say_unclassified(row: Any) -> str:
    return counted(
        row,
        f"标注{row.secrecy}的会议纪要应有定密记录 1 份",
        "登记 0 份",
        (row.has_minutes is None, "没有登记是否有会议纪要，也没有定密记录"),
    )


MTG037 = Rule(
    code="MTG037",
    name="secrecy-mark-without-record",
    title="标注密级而没有定密记录",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-10", "保守国家秘密法（2024）", "第16、19条", "V"),
        Citation("R-XZ-10", "秀洲", "附件2 模本一 三-6"),
    ),
    limits=(),
    explanation=(
        "检查标注绝密、机密、秘密的会议纪要是否登记了定密记录；登记为没有纪要的不查。"
        "没有登记是否有纪要、召开日期或会议类型时，答“无法判断”。"
    ),
    advice="补办定密审批并登记，不属于国家秘密的改为内部：powerctl meeting edit",
    question=_unclassified,
    say=_say_unclassified,
    repeats=never,
)
