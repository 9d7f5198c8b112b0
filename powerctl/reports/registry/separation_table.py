"""三权分解表: who decides, carries out and supervises each power (R-FS-01)."""

from collections.abc import Callable

from sqlmodel import Session

from powerctl.areas.registry.held_powers import Hands, hands
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, Scope, roster_masker, scope


def build(session: Session, order: Order) -> Report:
    """The table of a unit or the county. Raises Refused where there is no power in force."""
    where = scope(session, order)
    put_in_force(session, order.as_of, ())
    rows = hands(session, where.unit_ids)
    if not rows:
        raise Refused(
            f"{where.name}截至 {order.as_of.isoformat()} 没有在用的权力清单",
            hint="powerctl import 权责清单.xlsx",
        )
    meta = Meta(
        name="separation",
        title=f"{where.name}决策权、执行权、监督权分解表",
        unit=where.name,
        period="在用清单",
        as_of=order.as_of,
        generated=order.generated,
        number=f"SQFJ-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    clashing = sum(bool(row.clash) for row in rows)
    incomplete = sum(bool(row.missing) and not row.clash for row in rows)
    separate = len(rows) - clashing - incomplete
    blocks: tuple[Block, ...] = (
        Title((f"{where.name}", "决策权、执行权、监督权分解表")),
        Paragraph(
            f"在用权力事项 {len(rows)} 项：三权分设 {separate} 项，岗位或人员重合 {clashing} 项，"
            f"岗位未填全 {incomplete} 项（{separate}＋{clashing}＋{incomplete}＝{len(rows)}）。"
            "重合的列在最前。岗位未填全的无法判断是否分设。"
        ),
        Heading("一、各单位情况"),
        _by_unit(rows, where),
        Heading("二、逐项分解"),
        _items(rows, where, roster_masker(session)),
        Sign(where.name, order.as_of),
    )
    return sealed(Report(meta=meta, blocks=blocks))


def _state(row: Hands) -> int:
    return 0 if row.clash else 1 if row.missing else 2


def _by_unit(rows: list[Hands], where: Scope) -> Table:
    counts: dict[int, list[int]] = {}
    for row in rows:
        counts.setdefault(row.power.unit_id, [0, 0, 0])[_state(row)] += 1
    lines = [
        (where.names[unit], str(sum(found)), str(found[2]), str(found[0]), str(found[1]))
        for unit, found in sorted(counts.items(), key=lambda pair: where.names[pair[0]])
    ]
    if len(lines) > 1:
        total = [sum(found[at] for found in counts.values()) for at in range(3)]
        lines.append(("合计", str(len(rows)), str(total[2]), str(total[0]), str(total[1])))
    headings = ("单位", "权力事项", "三权分设", "重合", "未填全")
    return Table("各单位三权分设情况（项）", headings, (40, 15, 15, 15, 15), tuple(lines))


def _items(rows: list[Hands], where: Scope, mask: Callable[[str], str]) -> Table:
    lines = []
    for number, row in enumerate(sorted(rows, key=_state), start=1):
        cells = tuple(
            (post or "未填") + (f"\n{mask('、'.join(people))}" if people else "")
            for post, people in zip(row.posts, row.people, strict=True)
        )
        verdict = (
            f"◆ {mask(row.clash)}"
            if row.clash
            else f"未填{'、'.join(row.missing)}岗位"
            if row.missing
            else "分设"
        )
        name = row.power.name + (f"\n（{row.power.sub_item}）" if row.power.sub_item else "")
        lines.append((str(number), where.names[row.power.unit_id], mask(name), *cells, verdict))
    headings = ("序号", "单位", "权力事项", "决策岗位", "执行岗位", "监督岗位", "分设情况")
    return Table("", headings, (5, 14, 27, 13, 13, 13, 15), tuple(lines))
