"""Powers that nobody used since a day, as plain facts (R-FS-05; the verdict is REG009's)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlmodel import Session

from powerctl.areas.organization.queries import UNIT
from powerctl.areas.organization.units import find_unit, units_below
from powerctl.areas.registry.exercises.queries import of_same_power, uses_by_power, uses_by_unit
from powerctl.areas.registry.queries import POWER, is_current
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.limits.stored import limit_value

_MONTHS = "power.unused_months"


@dataclass(frozen=True, slots=True)
class Unused:
    """A current power without a use; `remark` says what the absence may come from."""

    number: int
    unit: str
    name: str
    category: str
    last_on: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class UnusedPowers:
    """The powers unused since a day, among so many current ones."""

    since: date
    powers: int
    found: tuple[Unused, ...]

    def __iter__(self) -> Iterator[Unused]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def unused_powers(
    session: Session, today: date, unit: str | None = None, since: date | None = None
) -> UnusedPowers:
    """Current powers of a unit and those below it (None: the county) without a use since a day.

    `since` None: as many months ago as the limit says. Raises Refused for an unknown unit, a day ahead,
    or where the limit is not set.
    """
    home = find_unit(session, unit).id if unit else None
    since = since or _months_ago(session, today, home)
    if since > today:
        raise Refused(f"起始日期 {since.isoformat()} 晚于今天 {today.isoformat()}", hint="核对日期后重新输入")
    put_in_force(session, today, ())
    current = select(func.count()).select_from(POWER).where(is_current(POWER))
    uses, by_unit = uses_by_power(), uses_by_unit()
    query = (
        select(
            *(POWER.c.id, UNIT.c.name, POWER.c.name, POWER.c.sub_item, POWER.c.category),
            *(uses.c.last_on, by_unit.c.records, by_unit.c.first_on, by_unit.c.unlinked),
        )
        .select_from(
            POWER.join(UNIT, UNIT.c.id == POWER.c.unit_id)
            .outerjoin(uses, of_same_power(uses))
            .outerjoin(by_unit, by_unit.c.unit_id == POWER.c.unit_id)
        )
        .where(is_current(POWER), or_(uses.c.last_on.is_(None), uses.c.last_on < since))
        .order_by(UNIT.c.code, POWER.c.id)
    )
    if home is not None:
        within = POWER.c.unit_id.in_(units_below(session, home))
        query, current = query.where(within), current.where(within)
    found = []
    for number, place, name, sub_item, category, last_on, records, first_on, unlinked in session.execute(
        query
    ):
        whole = f"{name}（{sub_item}）" if sub_item else name
        remark = _remark(records, _as_day(first_on), unlinked, since)
        said = category.value if category else ""
        found.append(Unused(number, place, whole, said, _as_day(last_on), remark))
    return UnusedPowers(since, int(session.execute(current).scalar_one()), tuple(found))


def _remark(records: int | None, first_on: date | None, unlinked: int | None, since: date) -> str:
    if not records:
        return "本单位没有报送用权记录"
    if first_on is None or first_on > since:
        return f"本单位的用权记录从 {first_on or '不明日期'} 开始"
    return f"本单位有 {unlinked} 条用权记录没有对应到权力事项" if unlinked else ""


def _months_ago(session: Session, today: date, unit_id: int | None) -> date:
    months = limit_value(session, _MONTHS, today, unit_id).value
    if months is None:
        raise Refused(
            f"限额 {_MONTHS} 未设定，请写明从哪一天起", hint="powerctl exercise unused --since 日期"
        )
    days = select(func.date(today.isoformat(), f"-{int(months)} months"))
    return date.fromisoformat(str(session.execute(days).scalar_one()))


def _as_day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
