"""Who held which area, from when to when (R-XZ-02)."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.areas.organization.area_spans import Held, spans
from powerctl.terms import DutyArea

FIRST, LAST = date(2026, 1, 1), date(2026, 2, 20)
_NEAR = st.integers(-20, 70).map(lambda days: FIRST + timedelta(days=days))
_DUTY = st.builds(
    lambda person, direct, start, end: Held(1, DutyArea.FINANCE, person, f"人员{person}", direct, start, end),
    st.integers(1, 4),
    st.sampled_from((True, False, None)),
    st.none() | _NEAR,
    st.none() | _NEAR,
)


def held(person: int, start: str | None, end: str | None, direct: bool | None = True) -> Held:
    return Held(
        1,
        DutyArea.FINANCE,
        person,
        f"人员{person}",
        direct,
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
    )


@settings(deadline=None, max_examples=150)
@given(st.lists(_DUTY, max_size=6))
def test_on_every_day_a_span_names_just_those_whose_duty_covers_it(duties: list[Held]) -> None:
    """R-XZ-02: the spans cover the period without hole or overlap, neighbours differ."""
    found = spans(duties, DutyArea.FINANCE, FIRST, LAST)
    assert found[0].first == FIRST
    assert found[-1].last == LAST
    for one, other in pairwise(found):
        assert other.first - one.last == timedelta(days=1)
        assert one.holders != other.holders
    for offset in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=offset)
        (span,) = [span for span in found if span.first <= day <= span.last]
        said = {(holder.person_id, holder.direct, holder.certain) for holder in span.holders}
        assert said == {
            (duty.person_id, duty.direct, duty.valid_from is not None)
            for duty in duties
            if (duty.valid_from or day) <= day <= (duty.valid_to or day)
        }


def test_the_day_after_one_deputy_and_before_the_next_is_a_gap() -> None:
    """R-XZ-02."""
    duties = [held(1, "2025-01-01", "2026-01-10"), held(2, "2026-01-12", None)]
    found = spans(duties, DutyArea.FINANCE, FIRST, LAST)
    assert [(span.first.day, span.last.day, span.is_gap) for span in found] == [
        (1, 10, False),
        (11, 11, True),
        (12, 20, False),
    ]


def test_two_who_hold_an_area_directly_are_a_double_one_who_only_leads_it_is_not() -> None:
    """R-XZ-02."""
    both = spans([held(1, None, None), held(2, None, None)], DutyArea.FINANCE, FIRST, LAST)
    assert both[0].is_double
    led = spans([held(1, None, None), held(2, None, None, False)], DutyArea.FINANCE, FIRST, LAST)
    assert not led[0].is_double
    assert not led[0].is_gap


def test_an_area_that_somebody_holds_only_indirectly_is_a_gap() -> None:
    """R-XZ-02."""
    assert spans([held(1, None, None, False)], DutyArea.FINANCE, FIRST, LAST)[0].is_gap
