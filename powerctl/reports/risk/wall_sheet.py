"""风险点及防控措施一览表: the A3 wall sheet, heat map and unit × level chart (R-ZJ-05, R-CC-06)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.risk.queries import RISK_POINT, is_open
from powerctl.areas.risk.residual import residual_levels
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import Measure, Power, RiskPoint
from powerctl.reports.blocks import Block, Figure, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.charts import LEVELS, UNRATED, heat_map, level_bars, marked
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, Scope, roster_masker, scope
from powerctl.terms import PowerDomain, RiskSource

_POSTED_DOMAIN = {PowerDomain.PERSONNEL: "人事权"}
_UNKNOWN = "未注明"
_RANK = {level: rank for rank, level in enumerate(LEVELS)}
_BLOCK = 500


def build(session: Session, order: Order) -> Report:
    """The sheet for one unit or the county. Raises Refused where there is no open risk point."""
    where = scope(session, order)
    put_in_force(session, order.as_of)
    points = session.exec(
        select(RiskPoint)
        .where(is_open(RISK_POINT), col(RiskPoint.unit_id).in_(where.unit_ids))
        .order_by(col(RiskPoint.unit_id), col(RiskPoint.id))
    ).all()
    if not points:
        raise Refused(f"{where.name}还没有登记廉政风险点", hint="powerctl import 风险点.xlsx")
    measures = _measures(session, points)
    meta = Meta(
        name="risks",
        title=f"{where.name}廉政风险点及防控措施一览表",
        unit=where.name,
        period="、".join(sorted({point.round for point in points if point.round})) or "全部在控",
        as_of=order.as_of,
        generated=order.generated,
        number=f"FXYL-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    total_measures = sum(len(listed) for listed in measures.values())
    heat, heat_table = _heat(points)
    bars, bars_table = _bars(points, where)
    blocks: tuple[Block, ...] = (
        Title((f"{where.name}廉政风险点及防控措施一览表",)),
        Paragraph(
            f"共排查廉政风险点 {len(points)} 个、防控措施 {total_measures} 条。"
            "等级用颜色、符号和文字同时表示（▲ 高　● 中　○ 低　－ 未定级），黑白打印亦可辨认；"
            "未定级是指报送材料没有注明等级，不作推定。"
        ),
        Heading("一、分布"),
        heat,
        bars,
        heat_table,
        bars_table,
        Heading("二、风险点及防控措施"),
        _table(session, points, measures, where, order.as_of),
        Sign(where.name, order.as_of),
    )
    return sealed(Report(meta=meta, blocks=blocks))


def level_of(point: RiskPoint) -> str:
    """The point's level in words; 未定级 where its source gives none."""
    return point.level.value if point.level else UNRATED


def _with_residual(point: RiskPoint, residual: dict[int, tuple[str | None, str | None]]) -> str:
    """The level, and under it what the last review found left."""
    left = residual.get(point.id or 0, (None, None))[1]
    return marked(level_of(point)) + (f"\n剩余 {marked(left)}" if left else "")


def _domain(point: RiskPoint) -> str:
    if point.domain is None:
        return _UNKNOWN
    return _POSTED_DOMAIN.get(point.domain, point.domain.value)


def _source(point: RiskPoint) -> str:
    return point.source.value if point.source else _UNKNOWN


def _heat(points: Sequence[RiskPoint]) -> tuple[Figure, Table]:
    domains = [_POSTED_DOMAIN.get(domain, domain.value) for domain in PowerDomain]
    sources = [source.value for source in RiskSource]
    if any(point.domain is None for point in points):
        domains.append(_UNKNOWN)
    if any(point.source is None for point in points):
        sources.append(_UNKNOWN)
    cells: dict[tuple[str, str], list[str]] = {}
    for point in points:
        cells.setdefault((_domain(point), _source(point)), []).append(level_of(point))
    grid = [
        [
            (len(found), min(found, key=_RANK.__getitem__) if found else "")
            for source in sources
            for found in [cells.get((domain, source), [])]
        ]
        for domain in domains
    ]
    title = "风险热力图（领域 × 来源，数字为风险点个数）"
    rows = tuple(
        (domain, *(str(count) for count, _ in line), str(sum(count for count, _ in line)))
        for domain, line in zip(domains, grid, strict=True)
    )
    widths = (9, *([40 // (len(sources) + 1)] * (len(sources) + 1)))
    return heat_map(title, domains, sources, grid), Table(
        "热力图数据（个）", ("领域", *sources, "合计"), widths, rows
    )


def _bars(points: Sequence[RiskPoint], where: Scope) -> tuple[Figure, Table]:
    tallies: dict[int, Counter[str]] = {}
    for point in points:
        tallies.setdefault(point.unit_id, Counter())[level_of(point)] += 1
    listed = sorted(tallies.items(), key=lambda pair: (-sum(pair[1].values()), where.names[pair[0]]))
    rows = [(where.names[unit], tuple(tally[level] for level in LEVELS)) for unit, tally in listed]
    table = tuple((name, *(str(count) for count in counts), str(sum(counts))) for name, counts in rows)
    total = tuple(str(sum(counts[i] for _, counts in rows)) for i in range(len(LEVELS)))
    if len(rows) > 1:
        table = (*table, ("合计", *total, str(len(points))))
    return level_bars("各单位风险点（按等级，个）", rows), Table(
        "各单位风险点数据（个）", ("单位", *LEVELS, "合计"), (19, 6, 6, 6, 6, 6), table
    )


def _table(
    session: Session,
    points: Sequence[RiskPoint],
    measures: dict[int, list[str]],
    where: Scope,
    day: date,
) -> Table:
    mask = roster_masker(session)
    residual = residual_levels(session, day, where.unit_ids)
    powers = dict(session.exec(select(Power.id, Power.name)).all())
    rows = []
    for number, point in enumerate(sorted(points, key=lambda point: _RANK[level_of(point)]), start=1):
        listed = measures.get(point.id or 0, [])
        text = (
            "\n".join(f"{i}.{text}" for i, text in enumerate(listed, start=1))
            if len(listed) > 1
            else "".join(listed)
        )
        business = point.business or powers.get(point.power_id or 0) or "－"
        rows.append(
            (
                str(number),
                where.names[point.unit_id] + (f"\n{point.section}" if point.section else ""),
                mask(business),
                mask(point.name + (f"\n{point.description}" if point.description else "")),
                f"{_domain(point)}\n{_source(point)}",
                _with_residual(point, residual),
                mask(text) or "尚无措施",
                mask(point.owner_written or "未明确"),
            )
        )
    headings = ("序号", "单位", "权力或业务", "风险点及表现形式", "领域、来源", "等级", "防控措施", "责任人")
    return Table("", headings, (4, 12, 14, 25, 8, 6, 24, 7), tuple(rows))


def _measures(session: Session, points: Sequence[RiskPoint]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    ids = [point.id for point in points]
    for start in range(0, len(ids), _BLOCK):
        listed = session.exec(
            select(Measure)
            .where(col(Measure.risk_point_id).in_(ids[start : start + _BLOCK]))
            .order_by(col(Measure.risk_point_id), col(Measure.position))
        ).all()
        for measure in listed:
            found.setdefault(measure.risk_point_id, []).append(measure.text)
    return found
