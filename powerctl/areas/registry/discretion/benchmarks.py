"""Discretion benchmarks (裁量基准) of a power: grade, circumstance, range; add, edit, end (R-FS-03)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edits import (
    Change,
    edit,
    needed,
    noted,
    number_of,
    read_values,
    refuse_wrong_order,
)
from powerctl.areas.identity import normal
from powerctl.errors import Refused
from powerctl.model import DiscretionBenchmark, Power

EDITABLE = (
    *("grade", "circumstance", "range_written", "basis_text", "document"),
    *("valid_from", "valid_to", "note"),
)


def benchmarks_of(session: Session, power_id: int) -> list[DiscretionBenchmark]:
    """The benchmarks of a power, in order."""
    query = select(DiscretionBenchmark).where(DiscretionBenchmark.power_id == power_id)
    return list(session.exec(query.order_by(col(DiscretionBenchmark.position))).all())


def add_benchmark(session: Session, power: Power, grade: str, **more: str) -> tuple[DiscretionBenchmark, str]:
    """Adds a grade at the end of a power's benchmarks. Out: it, and a note on the power's flag, or "".

    Raises Refused when the power has the grade for the circumstance already, and where it is recorded that
    it leaves no discretion.
    """
    if power.has_discretion is False:
        raise Refused(
            f"“{power.name}”登记为没有自由裁量权，不能有裁量基准",
            hint=f"powerctl power edit {power.id} --set 是否有自由裁量权=是",
        )
    values = read_values(DiscretionBenchmark, {"grade": needed(grade, "裁量档次"), **more}, EDITABLE)
    known = benchmarks_of(session, number_of(power))
    one = DiscretionBenchmark(
        power_id=number_of(power),
        position=max((other.position for other in known), default=0) + 1,
        **values,
    )
    for other in known:
        if _key(other) == _key(one) and other.valid_to is None:
            raise Refused(
                f"“{power.name}”已有“{one.grade}”这一档", hint=f"powerctl benchmark show {other.id}"
            )
    refuse_wrong_order(one)
    session.add(one)
    session.flush()
    if power.has_discretion is None:
        return one, f"“{power.name}”没有填是否有自由裁量权"
    return one, ""


def edit_benchmark(session: Session, one: DiscretionBenchmark, changes: Mapping[str, str]) -> list[Change]:
    """Changes a benchmark's fields."""
    if "grade" in changes:
        needed(changes["grade"], "裁量档次")
    return edit(session, one, changes, EDITABLE)


def retire_benchmark(session: Session, one: DiscretionBenchmark, *, on: date, reason: str) -> None:
    """Ends a benchmark: `on` is its last day. Raises Refused when it has ended already."""
    reason = needed(reason, "停用原因")
    if one.valid_to is not None:
        raise Refused(f"“{one.grade}”已写明止日 {one.valid_to.isoformat()}")
    one.valid_to, one.note = on, noted(one.note, reason)
    refuse_wrong_order(one)
    session.add(one)
    session.flush()


def _key(one: DiscretionBenchmark) -> tuple[str, str]:
    return normal(one.grade), normal(one.circumstance or "")
