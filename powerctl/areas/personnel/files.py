"""The file of an appointment: the case with everything that belongs to it, read at once for pages.

Of a secret ballot only the counts of its valid rounds are read, never who voted how.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from powerctl.areas.personnel.stages import STAGES, UNDER_WAY, needed_stages
from powerctl.limits.calendar import working_days_between
from powerctl.model import (
    AgendaItem,
    Appointment,
    AppointmentRecusal,
    AppointmentStep,
    Audit,
    ExamAttempt,
    Meeting,
    Notice,
    NoticeSubject,
    Probation,
    SecretBallot,
    Topic,
    Vetting,
)
from powerctl.terms import AppointmentKind, AppointmentStage, AppointmentState

_Part = TypeVar("_Part", bound=SQLModel)


@dataclass(slots=True)
class CaseFile:
    """One appointment with its parts in their order."""

    case: Appointment
    steps: dict[AppointmentStage, AppointmentStep] = field(default_factory=dict)
    vettings: list[Vetting] = field(default_factory=list)
    exams: list[ExamAttempt] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    probations: list[Probation] = field(default_factory=list)
    recusals: list[AppointmentRecusal] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)
    decision: tuple[Meeting, Topic, AgendaItem] | None = None
    ballots: list[SecretBallot] = field(default_factory=list)

    @property
    def stages(self) -> list[AppointmentStage]:
        """The stages that its kind asks for, and those that are on record besides, in order.

        A probation is reviewed where there is one.
        """
        wanted = set(needed_stages(self.case.kind, self.case.needs_audit)) | set(self.steps)
        review = AppointmentStage.PROBATION_REVIEW
        promoted = self.case.kind is AppointmentKind.PROMOTION
        if promoted and not self.probations and review not in self.steps:
            wanted.discard(review)
        return [stage for stage in AppointmentStage if stage in wanted]

    def waiting(self, day: date) -> list[AppointmentStage]:
        """Stages whose turn has not come on a day: the review of a probation that is said to be running, and
        what follows the last stage on record of a case that is under way or put off."""
        review = AppointmentStage.PROBATION_REVIEW
        later: list[AppointmentStage] = []
        if self.case.state in UNDER_WAY and self.steps:
            reached = max(STAGES.index(stage) for stage in self.steps)
            later = [stage for stage in self.stages if STAGES.index(stage) > reached]
        on_trial = self.case.state is AppointmentState.ON_PROBATION and review not in self.steps
        if on_trial and all(one.due_on is not None and one.due_on >= day for one in self.probations):
            later = [stage for stage in self.stages if stage is review]
        return later

    def incomplete(self, day: date) -> list[AppointmentStage]:
        """Stages that are neither dated and signed nor explained, though their turn has come on a day."""
        waiting = self.waiting(day)
        return [
            stage
            for stage in self.stages
            if stage not in waiting and not is_documented(self.steps.get(stage))
        ]

    @property
    def dated(self) -> date | None:
        """The day by which a register places the case: of the post, else of the decision or nomination."""
        return self.case.appointed_on or self.case.decided_on or self.case.nominated_on


def is_documented(step: AppointmentStep | None) -> bool:
    """Dated and signed, or with the reason why it was left out."""
    if step is None:
        return False
    signed = step.signer_id is not None or bool((step.signer_written or "").strip())
    return bool((step.missing_reason or "").strip()) or (step.done_on is not None and signed)


def days_posted(notice: Notice) -> tuple[int, int] | None:
    """Working days of a notice with its first day, and without it; None where it cannot be told."""
    if notice.begun_on is None or notice.ended_on is None:
        return None
    without = working_days_between(notice.begun_on, notice.ended_on)
    before = date.fromordinal(notice.begun_on.toordinal() - 1)
    counted = working_days_between(before, notice.ended_on)
    return None if without is None or counted is None else (counted, without)


def case_files(
    session: Session, unit_ids: Collection[int], *, number: str | None = None, person: str | None = None
) -> list[CaseFile]:
    """The files of some units' appointments, by number; of one number or one person where given."""
    query = select(Appointment).where(col(Appointment.unit_id).in_(list(unit_ids)))
    if number is not None:
        query = query.where(Appointment.number == number.strip())
    if person is not None:
        query = query.where(Appointment.person_written == person.strip())
    cases = session.exec(query.order_by(col(Appointment.unit_id), col(Appointment.number))).all()
    files = {case.id: CaseFile(case) for case in cases if case.id is not None}
    steps = _parts(session, AppointmentStep, files)
    vettings, exams = _parts(session, Vetting, files), _parts(session, ExamAttempt, files)
    probations, audits = _parts(session, Probation, files), _parts(session, Audit, files)
    recusals = _parts(session, AppointmentRecusal, files)
    notices = _notices(session, files)
    for number_of, one in files.items():
        one.steps = {step.stage: step for step in steps[number_of]}
        one.vettings, one.probations = vettings[number_of], probations[number_of]
        one.exams = sorted(exams[number_of], key=lambda attempt: attempt.attempt)
        one.audits, one.recusals, one.notices = audits[number_of], recusals[number_of], notices[number_of]
    _decide(session, files)
    return list(files.values())


def _parts(session: Session, model: type[_Part], files: Collection[int]) -> dict[int, list[_Part]]:
    link: Any = col(model.appointment_id)  # type: ignore[attr-defined]
    found: dict[int, list[_Part]] = defaultdict(list)
    query = select(model).where(link.in_(list(files))).order_by(col(model.id))  # type: ignore[attr-defined]
    for part in session.exec(query).all():
        found[part.appointment_id].append(part)  # type: ignore[attr-defined]
    return found


def _notices(session: Session, files: Collection[int]) -> dict[int, list[Notice]]:
    query = (
        select(NoticeSubject.appointment_id, Notice)
        .join(Notice, col(Notice.id) == col(NoticeSubject.notice_id))
        .where(col(NoticeSubject.appointment_id).in_(list(files)))
        .order_by(col(Notice.begun_on), col(Notice.id))
    )
    found: dict[int, list[Notice]] = defaultdict(list)
    for case, notice in session.exec(query).all():
        if case is not None and notice not in found[case]:
            found[case].append(notice)
    return found


def _decide(session: Session, files: dict[int, CaseFile]) -> None:
    items = {one.case.agenda_item_id for one in files.values()} - {None}
    query = (
        select(AgendaItem, Meeting, Topic)
        .join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id))
        .join(Topic, col(Topic.id) == col(AgendaItem.topic_id))
        .where(col(AgendaItem.id).in_(list(items)))
    )
    decided = {item.id: (meeting, topic, item) for item, meeting, topic in session.exec(query).all()}
    rounds = select(SecretBallot).where(
        col(SecretBallot.agenda_item_id).in_(list(items)), col(SecretBallot.is_void).is_(False)
    )
    ballots: dict[int, list[SecretBallot]] = defaultdict(list)
    for ballot in session.exec(rounds.order_by(col(SecretBallot.round))).all():
        ballots[ballot.agenda_item_id].append(ballot)
    for one in files.values():
        item = one.case.agenda_item_id
        if item is not None:
            one.decision = decided.get(item)
            # A round on several candidates tells whose it is; one without a name is the whole item's.
            one.ballots = [
                ballot for ballot in ballots[item] if ballot.candidate in ("", one.case.person_written or "")
            ]
