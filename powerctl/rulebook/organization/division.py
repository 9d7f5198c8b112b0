"""Who is in charge of what is fixed by a meeting, and in writing: DUTY010 (R-XZ-02)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, or_, select

from powerctl.areas.meetings.queries_decided import Decided, decided_by
from powerctl.areas.organization.queries import (
    BATCH,
    DUTY,
    PERSON,
    UNIT,
    flag,
    is_blank,
    origin,
    possibly_in_force,
    unit_key,
)
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import Outcome, Severity


def _unfixed() -> Select[Any]:
    # Counted over all duties of a person, so that no missing day or area gives a duty another's place.
    places = select(
        DUTY.c.id,
        func.row_number()
        .over(partition_by=(DUTY.c.unit_id, DUTY.c.person_id), order_by=DUTY.c.id)
        .label("place"),
    ).cte("places")
    decided = decided_by(DUTY.c.meeting_written, DUTY.c.unit_id)
    source = (
        DUTY.join(places, places.c.id == DUTY.c.id)
        .outerjoin(UNIT, UNIT.c.id == DUTY.c.unit_id)
        .outerjoin(PERSON, PERSON.c.id == DUTY.c.person_id)
        .outerjoin(BATCH, BATCH.c.id == DUTY.c.batch_id)
    )
    for target, on in decided.joins:
        source = source.outerjoin(target, on)
    return (
        select(
            unit_key(UNIT, DUTY.c.unit_id)
            .concat("/")
            .concat(_person_key())
            .concat("/分工")
            .concat(cast(places.c.place, String))
            .label("item"),
            DUTY.c.unit_id.label("unit_id"),
            _answer(decided).label("verdict"),
            func.coalesce(DUTY.c.area_written, DUTY.c.area, "分工", type_=String).label("subject"),
            origin(DUTY, BATCH).label("origin"),
            DUTY.c.document,
            DUTY.c.meeting_written.label("written"),
            flag(is_blank(DUTY.c.document)).label("no_document"),
            flag(is_blank(DUTY.c.meeting_written)).label("no_meeting"),
            flag(decided.is_found).label("on_record"),
            decided.held_on.label("held_on"),
            decided.body.label("body"),
            decided.outcome.label("outcome"),
        )
        .select_from(source)
        .where(possibly_in_force(DUTY))
    )


def _person_key() -> ColumnElement[str]:
    number = case((PERSON.c.number == "", ""), else_=literal("#").concat(PERSON.c.number))
    return func.coalesce(
        PERSON.c.name.concat(number), literal("人员编号").concat(cast(DUTY.c.person_id, String))
    )


def _answer(decided: Decided) -> ColumnElement[int]:
    written = ~is_blank(DUTY.c.document)
    nothing = and_(is_blank(DUTY.c.document), is_blank(DUTY.c.meeting_written))
    return case(
        (or_(nothing, decided.is_not_passed), FINDING),
        (and_(decided.is_passed, written), PASSED),
        else_=UNKNOWN,
    )


def _examined() -> Select[Any]:
    return select(DUTY.c.unit_id).where(possibly_in_force(DUTY))


def _say(row: Any) -> str:
    wanted = "领导分工应由会议集体研究，并有书面文件"
    if row.verdict == FINDING and row.no_meeting:
        return f"{wanted}，研究的会议和分工文件都没有登记"
    if row.verdict == FINDING:
        how = f"结果为{row.outcome}" if row.outcome not in (None, Outcome.PASSED) else f"{row.body}只作初审"
        return f"{wanted}，登记的会议“{row.written}”{how}"
    return f"{wanted}；{_doubt(row)}，无法判断"


def _doubt(row: Any) -> str:
    reasons = (
        (row.no_meeting, f"有分工文件“{row.document}”，没有登记由哪次会议研究"),
        (
            not row.on_record,
            f"“{row.written}”只是文字，会议记录中没有这一项（写成：会议编号#第几项）",
        ),
        (row.held_on is None, "所写的会议没有登记召开日期"),
        (row.body is None, "所写的会议没有登记会议类型"),
        (row.outcome is None, "所写的会议这一项没有登记结果"),
        (row.no_document, "没有登记分工文件"),
    )
    return next((words for holds, words in reasons if holds), f"所写的会议 {row.held_on} 才召开")


DUTY010 = Rule(
    code="DUTY010",
    name="division-not-fixed-by-meeting",
    title="领导分工没有经会议研究并行文",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-02", "秀洲", "附件2 模本一 一-(一)-3"), Citation("R-ZJ-02", "诸暨", "科学分权")),
    limits=(),
    explanation=(
        "检查检查日在执行的每项领导分工是否由会议研究通过，并有分工文件。"
        "会议写成“会议编号#第几项”（别的单位的写“单位/会议编号#第几项”），会议记录中这一项已通过的才算。"
        "会议和文件都没有登记、这一项没有通过或会议只作初审的算问题；"
        "只有文件没有会议、会议只有文字而没有登记、会议记录不全或没有文件时，答“无法判断”。"
    ),
    advice="提交会议研究并行文后登记：powerctl duty edit 编号 --set 研究确定的会议=会议编号#第几项",
    question=_unfixed,
    say=_say,
    repeats=never,
    examined=_examined,
)
