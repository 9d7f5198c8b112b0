"""One matter, several holders, no lead: REG006 (R-XZ-03).

Two rows are about one matter when their names agree without white space and their sub-items do
too; where a row of that name has no sub-item, it may be about any of them. Holders are units, and
within a unit posts. Units of one kind that each have a territory of their own (townships,
subdistricts, villages) are one holder: the same power in two towns is no overlap.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
)

from powerctl.areas.organization.queries import UNIT, flag
from powerctl.areas.registry.queries import (
    POWER,
    SPACES,
    identity,
    is_current,
    is_settled,
    units_with_rival_editions,
    without_space,
)
from powerctl.rulebook.question import EDITION_DOUBT, current_powers, of_powers
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import Severity, UnitKind

_TERRITORIAL = (UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT, UnitKind.VILLAGE)


def _repeated_names() -> CompoundSelect[Any]:
    """Names that may stand several times, as they are written or without their white space.

    Told from the index of names, so that what stands once is never taken apart.
    """
    written, spaced, plain = POWER.alias("written"), POWER.alias("spaced"), POWER.alias("plain")
    twice = select(written.c.name).group_by(written.c.name).having(func.count() > 1)

    def with_space(power: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = power.c.name.op("GLOB")(f"*[{''.join(SPACES)}]*")
        return found

    return twice.union_all(
        select(spaced.c.name).where(with_space(spaced)),
        select(without_space(plain.c.name)).where(with_space(plain)),
    )


def _rows() -> CTE:
    """Current powers whose name stands several times, unless the whole matter is plainly settled.

    Plainly: at most one row per unit, and either one holder or one certain lead with all others
    answering no. One pass over the inventories leaves the few matters that need a closer look.
    """
    kind = UNIT.alias("kind_of_unit")
    own = cast(POWER.c.unit_id, String)
    matter = without_space(POWER.c.name)
    holder = case((kind.c.kind.in_(_TERRITORIAL), cast(kind.c.kind, String)), else_=own)
    # Not by the index: SQLite would take the rows for a handful, and join them without one.
    written = POWER.c.name.concat("")
    settled = flag(is_settled(POWER))
    leader = case((POWER.c.is_lead.is_(True), POWER.c.unit_id), else_=None)
    led = and_(
        func.min(leader) == func.max(leader),
        func.max(case((POWER.c.is_lead.is_(True), settled), else_=0)) == 1,
        func.max(flag(POWER.c.is_lead.is_(None))) == 0,
    )
    plain = and_(
        func.count() == func.count(POWER.c.unit_id.distinct()),
        or_(func.min(holder) == func.max(holder), func.coalesce(led, False)),
    )
    source = POWER.outerjoin(kind, kind.c.id == POWER.c.unit_id)
    often = (
        select(matter.label("matter"))
        .select_from(source)
        .where(is_current(POWER), POWER.c.name.in_(_repeated_names()))
        .group_by(matter)
        .having(and_(func.count() > 1, not_(plain)))
        .cte("often")
    )
    return (
        select(
            POWER.c.id,
            POWER.c.unit_id,
            matter.label("matter"),
            without_space(POWER.c.sub_item).label("sub_item"),
            own.concat("/").concat(identity(POWER)).label("item"),
            holder.label("holder"),
            flag(and_(kind.c.kind.is_not(None), kind.c.kind.not_in(_TERRITORIAL))).label("own_holder"),
            POWER.c.holder_post_id.label("post_id"),
            POWER.c.is_lead,
            settled.label("settled"),
        )
        .select_from(source)
        .where(is_current(POWER), written.in_(_repeated_names()), matter.in_(select(often.c.matter)))
        .cte("shared_rows")
    )


class _Group:
    """What a set of rows about one matter has, told by minima and maxima over a partition."""

    def __init__(self, rows: CTE, *same: str) -> None:
        self._rows = rows
        self._by = [rows.c.matter, *(rows.c[name] for name in same)]

    def several(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        """Two rows of the set differ in the value."""
        return func.coalesce(self._least(value) < self._most(value), False)

    def some(self, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """The condition holds for a row of the set."""
        return func.coalesce(self._most(flag(condition)), 0) == 1

    def one_leads(self, by: str) -> ColumnElement[bool]:
        """On record, exactly one `by` (unit_id: a unit; item: a power) leads."""
        lead = self._leading(by)
        return and_(self._least(lead).is_not(None), not_(self.several(lead)))

    def led(self, by: str) -> ColumnElement[bool]:
        """Exactly one leads, certainly, and no other could: none of theirs is left open."""
        rows = self._rows
        left_open = case((rows.c.is_lead.is_(None), rows.c[by]), else_=None)
        lead = self._least(self._leading(by))
        return and_(
            self.one_leads(by),
            self.some(and_(rows.c.is_lead.is_(True), rows.c.settled == 1)),
            func.coalesce(self._least(left_open) == lead, True),
            func.coalesce(self._most(left_open) == lead, True),
        )

    def leader(self) -> ColumnElement[Any]:
        """The unit that leads, where only one does."""
        return self._least(self._leading("unit_id"))

    def _leading(self, by: str) -> ColumnElement[Any]:
        return case((self._rows.c.is_lead.is_(True), self._rows.c[by]), else_=None)

    def _least(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.min(value).over(partition_by=self._by)

    def _most(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.max(value).over(partition_by=self._by)


def _between_units(rows: CTE) -> ColumnElement[int]:
    """Units that share a matter. With a blank sub-item about, only the whole matter can be led."""
    matter, exact = _Group(rows), _Group(rows, "sub_item")
    blank = matter.some(rows.c.sub_item == "")
    apart = or_(not_(exact.several(rows.c.holder)), exact.led("unit_id"))
    return case(
        (or_(not_(matter.several(rows.c.holder)), matter.led("unit_id")), PASSED),
        (and_(not_(blank), apart), PASSED),
        (and_(exact.several(rows.c.holder), not_(exact.one_leads("unit_id"))), FINDING),
        else_=UNKNOWN,
    )


def _within_unit(rows: CTE) -> ColumnElement[int]:
    """Posts of one unit that share a matter; a lead in another unit settles it for them too."""
    county, matter, exact = _Group(rows), _Group(rows, "unit_id"), _Group(rows, "unit_id", "sub_item")
    blank = matter.some(rows.c.sub_item == "")
    elsewhere = and_(rows.c.own_holder == 1, county.led("unit_id"), county.leader() != rows.c.unit_id)
    alone = not_(exact.several(rows.c.item))
    one_post = and_(not_(exact.several(rows.c.post_id)), not_(exact.some(rows.c.post_id.is_(None))))
    only_post = and_(not_(matter.several(rows.c.post_id)), not_(matter.some(rows.c.post_id.is_(None))))
    return case(
        (or_(not_(matter.several(rows.c.item)), only_post, func.coalesce(elsewhere, False)), PASSED),
        (and_(not_(blank), or_(alone, one_post, exact.led("item"))), PASSED),
        (
            and_(exact.several(rows.c.item), exact.several(rows.c.post_id), not_(exact.one_leads("item"))),
            FINDING,
        ),
        else_=UNKNOWN,
    )


def _overlapping() -> Select[Any]:
    rows = _rows()
    partition = [rows.c.matter, rows.c.sub_item]
    answers = select(
        rows.c.id,
        _between_units(rows).label("between_units"),
        _within_unit(rows).label("within_unit"),
        func.count().over(partition_by=partition).label("registered"),
        func.sum(flag(rows.c.is_lead.is_(True))).over(partition_by=partition).label("leads"),
        func.sum(flag(rows.c.is_lead.is_(None))).over(partition_by=partition).label("open_leads"),
        flag(_Group(rows, "sub_item").several(rows.c.holder)).label("units_differ"),
        flag(_Group(rows, "unit_id", "sub_item").several(rows.c.post_id)).label("posts_differ"),
    ).cte("overlaps")
    worst = func.max(
        func.coalesce(answers.c.between_units, PASSED), func.coalesce(answers.c.within_unit, PASSED)
    )
    return of_powers(
        worst == FINDING,
        worst == UNKNOWN,
        *(
            answers.c[name].label(name)
            for name in ("registered", "leads", "open_leads", "units_differ", "posts_differ")
        ),
        POWER.c.sub_item.label("sub_item"),
        literal(1).label("wanted"),
        joins=((answers, answers.c.id == POWER.c.id),),
    )


def _say(row: Any) -> str:
    who = "多个单位" if row.units_differ else "本单位多个职务" if row.posts_differ else "不止一处"
    sentence = (
        f"同一事项在{who}共登记 {row.registered} 条，应明确牵头 {row.wanted} 个，登记牵头 {row.leads} 个"
    )
    if row.verdict == FINDING:
        return sentence
    doubts = []
    if row.open_leads:
        doubts.append(f"{row.open_leads} 条未填是否牵头")
    if not row.units_differ and not row.posts_differ:
        doubts.append("权力主体（职务）或子项未填全，是否同一事项由不同主体行使")
    if row.edition_doubt:
        doubts.append(EDITION_DOUBT)
    if not doubts:
        doubts.append("清单版本没有施行日期，或有同名事项未写子项")
    return (
        f"{sentence}；{'；'.join(doubts)}，无法判断"
        if not row.edition_doubt
        else f"{sentence}；{'；'.join(doubts)}"
    )


REG006 = Rule(
    code="REG006",
    name="matter-with-rival-holders",
    title="职能交叉没有牵头",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-03", "秀洲", "三-(一)"),),
    limits=(),
    explanation=(
        "检查同一事项（名称去掉空格后相同、子项相同）是否由两个以上单位，或一个单位的两个以上职务登记，"
        "而没有明确一个牵头：没有牵头或有两个以上牵头都算问题。乡镇、街道、村社区各管各的辖区，"
        "彼此之间不算交叉。有的没填是否牵头、没填职务或子项、清单版本没有施行日期时，答“无法判断”。"
    ),
    advice="会商后在牵头单位的事项上填“是否牵头”为是、其余填否：powerctl power edit",
    question=_overlapping,
    say=_say,
    repeats=units_with_rival_editions,
    examined=current_powers,
)
