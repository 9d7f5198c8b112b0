"""One matter, several holders, no lead: REG006 (R-XZ-03).

Two rows are about one matter when their names agree without white space and their sub-items do
too; an empty sub-item may be any. Holders are units, and within a unit posts. Units of one kind
that each have a territory of their own (townships, subdistricts, villages) are one holder: the
same power in two towns is no overlap.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
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
    identity,
    is_current,
    is_settled,
    units_with_rival_editions,
    without_space,
)
from powerctl.rulebook.question import EDITION_DOUBT, of_powers, verdict
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import Severity, UnitKind

_TERRITORIAL = (UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT, UnitKind.VILLAGE)


def _rows() -> CTE:
    """Current powers whose name stands more than once in the county's inventories."""
    matter = without_space(POWER.c.name)
    often = (
        select(matter.label("matter"))
        .where(is_current(POWER))
        .group_by(matter)
        .having(func.count() > 1)
        .cte("often")
    )
    kind = UNIT.alias("kind_of_unit")
    own = cast(POWER.c.unit_id, String)
    return (
        select(
            POWER.c.id,
            POWER.c.unit_id,
            matter.label("matter"),
            without_space(POWER.c.sub_item).label("sub_item"),
            own.concat("/").concat(identity(POWER)).label("item"),
            case((kind.c.kind.in_(_TERRITORIAL), cast(kind.c.kind, String)), else_=own).label("holder"),
            flag(and_(kind.c.kind.is_not(None), kind.c.kind.not_in(_TERRITORIAL))).label("own_holder"),
            POWER.c.holder_post_id.label("post_id"),
            POWER.c.is_lead,
            flag(is_settled(POWER)).label("settled"),
        )
        .select_from(POWER.outerjoin(kind, kind.c.id == POWER.c.unit_id))
        .where(is_current(POWER), matter.in_(select(often.c.matter)))
        .cte("shared_rows")
    )


class _Group:
    """What a set of rows about one matter has: all from minima and maxima over one partition.

    `within` narrows it to one unit. The set of a row with a sub-item is its own sub-item and the
    rows without one; the set of a row without a sub-item is all of the matter.
    """

    def __init__(self, rows: CTE, *, within: bool, exact: bool) -> None:
        self._rows = rows
        self._unit = [rows.c.unit_id] if within else []
        self._exact = exact

    def least(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """The smallest `value` in the set of the row."""
        return self._over(func.min, value)

    def most(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """The largest `value` in the set of the row."""
        return self._over(func.max, value)

    def several(self, value: ColumnElement[Any]) -> ColumnElement[bool]:
        """The set holds two different values."""
        return func.coalesce(self.least(value) < self.most(value), False)

    def some(self, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """The condition holds for a row of the set."""
        return func.coalesce(self.most(flag(condition)), 0) == 1

    def led(self) -> ColumnElement[bool]:
        """Exactly one item leads, certainly, and all others certainly do not."""
        rows = self._rows
        leads = case((rows.c.is_lead.is_(True), rows.c.item), else_=None)
        return and_(
            self.some(and_(rows.c.is_lead.is_(True), rows.c.settled == 1)),
            not_(self.several(leads)),
            not_(self.some(rows.c.is_lead.is_(None))),
        )

    def maybe_led(self) -> ColumnElement[bool]:
        """Exactly one item leads on record; others, or its being current, may be open."""
        rows = self._rows
        leads = case((rows.c.is_lead.is_(True), rows.c.item), else_=None)
        return and_(self.some(rows.c.is_lead.is_(True)), not_(self.several(leads)))

    def _over(self, extreme: Any, value: ColumnElement[Any]) -> ColumnElement[Any]:
        rows = self._rows
        same: ColumnElement[Any] = extreme(value).over(
            partition_by=[*self._unit, rows.c.matter, rows.c.sub_item]
        )
        if self._exact:
            return same
        whole = [*self._unit, rows.c.matter]
        every = extreme(value).over(partition_by=whole)
        empty = extreme(case((rows.c.sub_item == "", value), else_=None)).over(partition_by=whole)
        # With two arguments SQLite's min and max compare values of one row.
        both = extreme(func.coalesce(same, empty), func.coalesce(empty, same))
        return case((rows.c.sub_item == "", every), else_=both)


def _overlapping() -> Select[Any]:
    rows = _rows()
    county, unit = _Group(rows, within=False, exact=False), _Group(rows, within=True, exact=False)
    county_exact, unit_exact = _Group(rows, within=False, exact=True), _Group(rows, within=True, exact=True)
    in_county = verdict(
        and_(county_exact.several(rows.c.holder), not_(county.maybe_led())),
        and_(county.several(rows.c.holder), not_(and_(county_exact.several(rows.c.holder), county.led()))),
    )
    one_post = and_(not_(unit.several(rows.c.post_id)), not_(unit.some(rows.c.post_id.is_(None))))
    settled_in_county = and_(rows.c.own_holder == 1, county.led())
    in_unit = case(
        (or_(not_(unit.several(rows.c.item)), one_post, unit.led(), settled_in_county), PASSED),
        (
            and_(unit_exact.several(rows.c.item), unit_exact.several(rows.c.post_id), not_(unit.maybe_led())),
            FINDING,
        ),
        else_=UNKNOWN,
    )
    partition = [rows.c.matter, rows.c.sub_item]
    answers = select(
        rows.c.id,
        in_county.label("in_county"),
        in_unit.label("in_unit"),
        func.count().over(partition_by=partition).label("registered"),
        func.sum(flag(rows.c.is_lead.is_(True))).over(partition_by=partition).label("leads"),
        func.sum(flag(rows.c.is_lead.is_(None))).over(partition_by=partition).label("open_leads"),
        flag(county_exact.several(rows.c.holder)).label("units_differ"),
        flag(unit_exact.several(rows.c.post_id)).label("posts_differ"),
    ).cte("overlaps")
    worst = func.max(func.coalesce(answers.c.in_county, PASSED), func.coalesce(answers.c.in_unit, PASSED))
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
)
