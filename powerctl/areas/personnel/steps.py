"""Stages of an appointment (任免环节), dated and signed, or with the reason why one was left out (PER002)."""

from collections.abc import Mapping

from sqlmodel import Session, select

from powerctl.areas.edits import Change, number_of
from powerctl.areas.keeping import add_kept, change_kept
from powerctl.areas.kept import Kept, in_order
from powerctl.model import Appointment, AppointmentStep
from powerctl.terms import AppointmentStage

KEPT: Kept = Kept(
    model=AppointmentStep,
    kind="appointment_steps",
    columns=(
        *("stage", "begun_on", "done_on", "body_written", "signer_written", "document", "result"),
        "missing_reason",
    ),
    key=("stage",),
    needed=("stage",),
    links={"signer_id": "signer_written"},
    belongs_to="appointment_id",
    named_in=("appointment", "person"),
    check=lambda values: in_order(values, "begun_on", "done_on", kept=KEPT.heading),
)
EDITABLE = KEPT.editable


def record_step(
    session: Session, case: Appointment, stage: AppointmentStage, texts: Mapping[str, str]
) -> tuple[AppointmentStep, list[Change] | None]:
    """Records a stage of a case; said again, it is corrected. Out: the stage, and what changed.

    Raises Refused for unreadable values and days in the wrong order.
    """
    query = select(AppointmentStep).where(
        AppointmentStep.appointment_id == case.id, AppointmentStep.stage == stage
    )
    known = session.exec(query).first()
    if known is not None:
        return known, change_kept(session, KEPT, known, texts, home=case.unit_id)
    typed = {**texts, "stage": stage.value}
    return add_kept(session, KEPT, typed, home=case.unit_id, owner=number_of(case)), None
