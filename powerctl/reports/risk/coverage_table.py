"""风险排查覆盖表: unit × finder, × source, × domain, with the gaps to be seen at a glance (R-XZ-11)."""

from sqlmodel import Session

from powerctl.areas.risk.grids import TITLES, Axis, Grid, grid
from powerctl.errors import Refused
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, scope

_GAP = "缺"
_PARTS = (
    (Axis.FINDER, "一、按查找方法", "五种方法应当用全：自己找、上级点、群众帮、互相查、组织审。"),
    (Axis.SOURCE, "二、按风险来源", "四类来源应当查到：岗位职责、业务流程、机制制度、外部环境。"),
    (Axis.DOMAIN, "三、按风险领域", "人事权、事权、财权三个领域应当查到；物权只列数，不作要求。"),
)


def build(session: Session, order: Order) -> Report:
    """The tables for one unit and those below it, or the county. Raises Refused where there is nothing."""
    where = scope(session, order)
    units = None if where.county else set(where.unit_ids)
    grids = [grid(session, order.as_of, Axis.UNIT, axis, units=units) for axis, _, _ in _PARTS]
    first = grids[0]
    if not first.total:
        raise Refused(f"{where.name}还没有登记廉政风险点", hint="powerctl import 风险点.xlsx")
    title = f"{where.name}廉政风险排查覆盖表"
    meta = Meta(
        name="coverage",
        title=title,
        unit=where.name,
        period="全部在控",
        as_of=order.as_of,
        generated=order.generated,
        number=f"FXFG-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    lacking = len({row for made in grids for row in made.rows if made.gaps(row)})
    blocks: list[Block] = [
        Title((title,)),
        Paragraph(
            f"共 {len(first.rows)} 个单位、在控风险点 {first.total} 个，{lacking} 个单位有缺口。"
            f"数字为风险点个数，写“{_GAP}”的是应当查到而没有查到的；未注明是指报送材料没有写明，"
            "其中可能有所缺的一项。"
        ),
    ]
    for made, (_, heading, told) in zip(grids, _PARTS, strict=True):
        blocks += [Heading(heading), Paragraph(told), _table(made)]
    blocks.append(Sign(where.name, order.as_of))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _table(made: Grid) -> Table:
    rows = []
    for row in made.rows:
        gaps = made.gaps(row)
        cells = (_GAP if column in gaps else str(made.count(row, column) or "－") for column in made.columns)
        rows.append((row, *cells, str(made.row_total(row)), "、".join(gaps) or "无"))
    if len(made.rows) > 1:
        totals = (str(made.column_total(column)) for column in made.columns)
        rows.append(
            ("合计", *totals, str(made.total), f"{sum(bool(made.gaps(row)) for row in made.rows)} 个单位")
        )
    headings = ("单位", *made.columns, "合计", "缺口")
    widths = (20, *([7] * len(made.columns)), 7, 24)
    return Table(f"各单位风险点（按{TITLES[made.across]}，个）", headings, widths, tuple(rows))
