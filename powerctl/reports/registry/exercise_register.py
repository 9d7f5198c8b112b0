"""用权情况登记表（办理情况公开）: how a unit used its powers in a period (R-FS-05)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from powerctl.areas.registry.live_level import LIMITS, LiveLevel, live_levels
from powerctl.areas.registry.queries import POWER, is_current
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import Exercise, Power
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.charts import marked
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, Scope, roster_masker, scope
from powerctl.reports.registry.exercise_masking import ExerciseMasker

_UNLISTED = "未对应到清单的"
_MOST_MONTHS = 12
Key = tuple[int, str, int]
"""A power in every edition of its list: unit, identity, ordinal."""


def build(session: Session, order: Order) -> Report:
    """The register for one unit and the units below it, from `order.since` (the first day of the year) to
    `order.as_of`.

    Raises Refused without a unit, for a period that ends before it begins, and for a unit that has not
    handed in a single record.
    """
    if order.unit is None:
        raise Refused(
            "用权情况登记表按单位出具，没有指明单位", hint="powerctl report make 用权情况登记表 --unit 单位"
        )
    where = scope(session, order)
    since = order.since or date(order.as_of.year, 1, 1)
    if since > order.as_of:
        raise Refused(
            f"起始日期 {since.isoformat()} 晚于截至日期 {order.as_of.isoformat()}", hint="核对日期后重新输入"
        )
    put_in_force(session, order.as_of, LIMITS)
    own = col(Exercise.unit_id).in_(where.unit_ids)
    if session.exec(select(Exercise.id).where(own).limit(1)).first() is None:
        raise Refused(
            f"{where.name}还没有报送用权记录", hint=f"powerctl import 用权记录.xlsx --unit {where.code}"
        )
    day = col(Exercise.exercised_on)
    found = session.exec(
        select(Exercise).where(own, day >= since, day <= order.as_of).order_by(day, col(Exercise.id))
    ).all()
    undated = len(session.exec(select(Exercise.id).where(own, day.is_(None))).all())
    period = f"{since.isoformat()} 至 {order.as_of.isoformat()}"
    meta = Meta(
        name="exercises",
        title=f"{where.name}用权情况登记表",
        unit=where.name,
        period=period,
        as_of=order.as_of,
        generated=order.generated,
        number=f"YQQK-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    blocks = _blocks(session, where, found, (since, order.as_of), undated)
    return sealed(Report(meta=meta, blocks=(*blocks, Sign(where.name, order.as_of))))


def _blocks(
    session: Session, where: Scope, found: Sequence[Exercise], period: tuple[date, date], undated: int
) -> list[Block]:
    since, until = period
    powers = _Powers(session, where, found, until)
    unused = powers.unused()
    counted = (
        f"{chinese_day(since)}至{chinese_day(until)}，共办理 {len(found)} 件，"
        f"涉及权力事项 {powers.used_count()} 项；现行权力 {powers.listed_count()} 项，"
        f"其中 {len(unused)} 项在此期间没有用权记录。"
    )
    if lost := sum(one.power_id is None for one in found):
        counted += f"有 {lost} 件没有对应到权力清单中的事项。"
    if undated:
        counted += f"另有 {undated} 条记录没有写办理日期，不计在内。"
    masker = ExerciseMasker(found, roster_masker(session))
    blocks: list[Block] = [
        Title((f"{where.name}用权情况登记表",)),
        Paragraph(counted + "经办人、办理对象和录入人中的个人姓名已作遮盖。"),
        Heading("一、按权力事项和月份统计"),
        powers.by_month(found, since, until) if found else Paragraph("此期间没有用权记录。"),
        Heading("二、此期间没有行使的权力"),
    ]
    if unused:
        rows = tuple((str(n), *line) for n, line in enumerate(unused, 1))
        headings = ("序号", "权力事项", "权力类别", "最近一次办理日期")
        blocks.append(Table("", headings, (6, 56, 18, 20), rows))
    else:
        blocks.append(Paragraph("无。"))
    blocks.append(Heading("三、用权记录"))
    blocks.append(_records(found, powers, masker) if found else Paragraph("无。"))
    return blocks


class _Powers:
    """The powers of the page: current ones of the unit, and those that its records name."""

    def __init__(self, session: Session, where: Scope, found: Sequence[Exercise], until: date) -> None:
        columns = (Power.id, Power.unit_id, Power.identity, Power.ordinal, Power.name, Power.sub_item)
        self._own = own = col(Power.unit_id).in_(where.unit_ids)
        used = col(Power.id).in_(select(Exercise.power_id).where(col(Exercise.unit_id).in_(where.unit_ids)))
        self._key_of: dict[int, Key] = {}
        self._names: dict[Key, str] = {}
        for number, unit, identity, ordinal, name, sub_item in session.exec(
            select(*columns).where(own | used)  # type: ignore[call-overload]
        ).all():
            key = (unit, identity, ordinal)
            self._key_of[number] = key
            self._names[key] = f"{name}（{sub_item}）" if sub_item else name
        current = session.exec(
            select(Power.id, Power.category).where(own, is_current(POWER)).order_by(col(Power.id))
        ).all()
        self._current = {
            self._key_of[number]: str(category) if category else "未注明"
            for number, category in current
            if number is not None
        }
        self._levels: dict[Key, LiveLevel] = {
            self._key_of[level.power_id]: level
            for level in live_levels(session, where.unit_ids)
            if level.power_id in self._key_of
        }
        self._last = self._last_uses(session, until)
        self._used = {self._key_of.get(one.power_id or 0) for one in found} - {None}

    def _last_uses(self, session: Session, until: date) -> dict[Key, date]:
        last: dict[Key, date] = {}
        day = col(Exercise.exercised_on)
        rows = session.execute(
            select(col(Exercise.power_id), func.max(day))
            .where(col(Exercise.power_id).in_(select(Power.id).where(self._own)), day <= until)
            .group_by(col(Exercise.power_id))
        ).all()
        for number, day in rows:
            key = self._key_of.get(number or 0)
            if key is not None and day is not None and day > last.get(key, date.min):
                last[key] = day
        return last

    def name_of(self, exercise: Exercise) -> str:
        """What the list calls the power of a record; its own words where it is on no list."""
        key = self._key_of.get(exercise.power_id or 0)
        return self._names[key] if key else f"{exercise.power_written or '未写明'}（未对应到清单）"

    def used_count(self) -> int:
        """How many powers the records of the period are about."""
        return len(self._used)

    def listed_count(self) -> int:
        """How many powers are on the current list."""
        return len(self._current)

    def unused(self) -> list[tuple[str, str, str]]:
        """Current powers without a record in the period: name, category, last day of use."""
        return [
            (self._names[key], category, _shown(self._last.get(key)))
            for key, category in self._current.items()
            if key not in self._used
        ]

    def by_month(self, found: Sequence[Exercise], since: date, until: date) -> Table:
        """Power × month; × year where the period is longer than a year."""
        by_year = (until.year - since.year) * 12 + until.month - since.month >= _MOST_MONTHS
        # Months of two years are told apart by the year.
        named = since.year != until.year
        slots = _slots(since, until, by_year=by_year, named=named)
        counts: Counter[tuple[Key | None, str]] = Counter()
        for one in found:
            if one.exercised_on is not None:
                slot = _slots(one.exercised_on, one.exercised_on, by_year=by_year, named=named)[0]
                counts[self._key_of.get(one.power_id or 0), slot] += 1
        used: list[Key] = [key for key in self._used if key is not None]
        keys: list[Key | None] = [*sorted(used, key=lambda key: (key[0], self._names[key]))]
        if any(key is None for key, _ in counts):
            keys.append(None)
        rows = []
        for key in keys:
            cells = [counts[key, slot] for slot in slots]
            name = self._names[key] if key else _UNLISTED
            level = self._levels.get(key) if key else None
            rows.append((name, _level(level), *(str(count or "") for count in cells), str(sum(cells))))
        totals = [sum(counts[key, slot] for key in keys) for slot in slots]
        rows.append(("合计", "", *(str(count) for count in totals), str(sum(totals))))
        width = max(48 // (len(slots) + 1), 4)
        headings = ("权力事项", "风险等级", *slots, "合计")
        widths = (40, 10, *([width] * (len(slots) + 1)))
        return Table("", headings, widths, tuple(rows))


def _records(found: Sequence[Exercise], powers: _Powers, masker: ExerciseMasker) -> Table:
    rows = []
    for number, one in enumerate(found, 1):
        who = masker.people(one.actor_written) + (
            f"\n{one.actor_post_written}" if one.actor_post_written else ""
        )
        recorded = masker.people(one.recorder_written)
        said = [masker.words(text) for text in (one.situation, one.basis_text, one.process, one.result)]
        rows.append(
            (
                *(str(number), one.number or "－", masker.words(powers.name_of(one))),
                *(_shown(one.exercised_on), who or "－", masker.people(one.subject_written) or "－"),
                *(text or "未填" for text in said),
                recorded or "未填",
            )
        )
    headings = (
        *("序号", "办件编号", "权力事项", "办理日期", "经办人、岗位", "办理对象"),
        *("办理情况", "办理依据", "办理过程", "办理结果", "录入人"),
    )
    return Table("", headings, (4, 10, 13, 9, 11, 10, 12, 11, 11, 8, 6), tuple(rows))


def _level(level: LiveLevel | None) -> str:
    if level is None:
        return "－"
    return marked(level.level.value) if level.level else level.words


def _slots(since: date, until: date, *, by_year: bool, named: bool) -> list[str]:
    """The columns of a period: months (with their year where `named`), or years."""
    if by_year:
        return [f"{year}年" for year in range(since.year, until.year + 1)]
    months = range(since.year * 12 + since.month - 1, until.year * 12 + until.month)
    return [f"{m // 12}年{m % 12 + 1}月" if named else f"{m % 12 + 1}月" for m in months]


def _shown(day: date | None) -> str:
    return day.isoformat() if day else "－"
