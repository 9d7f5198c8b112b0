"""Which stages an appointment must go through, as sets of bits: one bit a stage, in the order of the stages.

The documents ask that every stage be on record and list none; which stages belong to which kind is ours.
"""

from collections.abc import Iterable

from powerctl.terms import AppointmentKind, AppointmentStage, AppointmentState

STAGES = tuple(AppointmentStage)


def mask(stages: Iterable[AppointmentStage]) -> int:
    """The set of some stages."""
    return sum(1 << STAGES.index(stage) for stage in set(stages))


def stages_in(bits: int) -> list[AppointmentStage]:
    """The stages of a set, in order."""
    return [stage for at, stage in enumerate(STAGES) if bits >> at & 1]


_STAGE = AppointmentStage
ALL = mask(STAGES)
AUDIT = mask([_STAGE.AUDIT])
END_REVIEW = mask([_STAGE.PROBATION_REVIEW])
UP_TO_POST = ALL & ~END_REVIEW

OF_KIND: dict[AppointmentKind, int] = {
    AppointmentKind.PROMOTION: ALL,
    AppointmentKind.LATERAL: mask(
        (
            *(_STAGE.NOMINATION, _STAGE.VETTING, _STAGE.INTEGRITY, _STAGE.AUDIT, _STAGE.CONSULTATION),
            *(_STAGE.DECISION, _STAGE.TALK, _STAGE.APPOINTMENT),
        )
    ),
    AppointmentKind.REAPPOINTMENT: mask(
        (_STAGE.NOMINATION, _STAGE.VETTING, _STAGE.INTEGRITY, _STAGE.DECISION, _STAGE.APPOINTMENT)
    ),
    AppointmentKind.CONFIRMATION: mask((_STAGE.PROBATION_REVIEW, _STAGE.DECISION, _STAGE.APPOINTMENT)),
    AppointmentKind.REMOVAL: mask((_STAGE.DECISION, _STAGE.TALK)),
    AppointmentKind.DEMOTION: mask((_STAGE.DECISION, _STAGE.TALK, _STAGE.APPOINTMENT)),
}
"""By kind; 任前审计 only where one is needed."""

UNDER_WAY = (AppointmentState.RUNNING, AppointmentState.DEFERRED, AppointmentState.STOPPED)
"""States in which nothing need be there beyond what has been begun."""


def needed_stages(kind: AppointmentKind | None, needs_audit: bool | None) -> list[AppointmentStage]:
    """The stages of a case in order; all of them where its kind is not known."""
    bits = ALL if kind is None else OF_KIND[kind]
    return stages_in(bits & ~AUDIT if needs_audit is False else bits)
