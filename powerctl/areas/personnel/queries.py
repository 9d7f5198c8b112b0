"""Appointments as expressions for rules and reports: who counts as appointed, and what decided it.

Whether somebody is appointed is told by the state where one is recorded, and by the day only where none
is: emptying either never makes a case look less far on than it was.
"""

from sqlalchemy import CTE, ColumnElement, and_, func, or_, select

from powerctl.areas.organization.queries import is_blank, the_day
from powerctl.areas.personnel.stages import UNDER_WAY
from powerctl.model import (
    AgendaItem,
    Appointment,
    AppointmentStep,
    Audit,
    ExamAttempt,
    Notice,
    NoticeSubject,
    PersonalReport,
    PersonnelAction,
    Probation,
    Publication,
    Vetting,
)
from powerctl.terms import (
    AppointmentKind,
    AppointmentStage,
    AppointmentState,
    UnitKind,
)

_TABLES = Appointment.metadata.tables
APPOINTMENT = _TABLES[str(Appointment.__tablename__)]
STEP = _TABLES[str(AppointmentStep.__tablename__)]
VETTING = _TABLES[str(Vetting.__tablename__)]
EXAM = _TABLES[str(ExamAttempt.__tablename__)]
PROBATION = _TABLES[str(Probation.__tablename__)]
ACTION = _TABLES[str(PersonnelAction.__tablename__)]
NOTICE = _TABLES[str(Notice.__tablename__)]
NOTICE_SUBJECT = _TABLES[str(NoticeSubject.__tablename__)]
PUBLICATION = _TABLES[str(Publication.__tablename__)]
AUDIT = _TABLES[str(Audit.__tablename__)]
REPORT = _TABLES[str(PersonalReport.__tablename__)]
AGENDA = _TABLES[str(AgendaItem.__tablename__)]

APPOINTED = (AppointmentState.APPOINTED, AppointmentState.ON_PROBATION, AppointmentState.CONCLUDED)
SELECTING = (AppointmentKind.PROMOTION, AppointmentKind.LATERAL, AppointmentKind.REAPPOINTMENT)
"""Kinds of appointment in which somebody is chosen for a post."""
DEPARTMENTS = (UnitKind.PARTY_ORGAN, UnitKind.GOVERNMENT_ORGAN)
"""Whose deputies have a probation by the national rule (norms B21)."""

Condition = ColumnElement[bool]


def is_appointed() -> Condition:
    """The person has the post, as far as it is recorded; NULL: nothing says so or otherwise."""
    state = APPOINTMENT.c.state
    return or_(
        state.in_([one.value for one in APPOINTED]),
        and_(state.is_(None), APPOINTMENT.c.appointed_on <= the_day()),
    )


def maybe_appointed() -> Condition:
    """The same, or it cannot be told; an appointment for a later day is not judged yet."""
    state, day = APPOINTMENT.c.state, APPOINTMENT.c.appointed_on
    said = state.in_([one.value for one in APPOINTED])
    return func.coalesce(or_(said, and_(state.is_(None), or_(day.is_(None), day <= the_day()))), False)


def is_under_way() -> Condition:
    """The state says that nobody has the post yet: still in hand, put off, or ended."""
    return func.coalesce(APPOINTMENT.c.state.in_([one.value for one in UNDER_WAY]), False)


def is_kind(*kinds: AppointmentKind) -> Condition:
    """The case is of one of these kinds, as recorded."""
    return APPOINTMENT.c.kind.in_([kind.value for kind in kinds])


def maybe_kind(*kinds: AppointmentKind) -> Condition:
    """The same, or no kind is recorded."""
    return or_(APPOINTMENT.c.kind.is_(None), is_kind(*kinds))


def omitted(stage: AppointmentStage) -> CTE:
    """Cases whose record says why a stage was left out: appointment_id, reason."""
    return (
        select(STEP.c.appointment_id, func.min(STEP.c.missing_reason).label("reason"))
        .where(STEP.c.stage == stage, STEP.c.done_on.is_(None), ~is_blank(STEP.c.missing_reason))
        .group_by(STEP.c.appointment_id)
        .cte(f"omitted_{stage.name.lower()}")
    )
