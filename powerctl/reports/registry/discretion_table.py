"""行政裁量基准表: the grades of each discretionary power, published with it (R-FS-03, norms B56)."""

from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from powerctl.areas.organization.queries import possibly_in_force
from powerctl.areas.registry.institutions.queries import BENCHMARK
from powerctl.areas.registry.queries import POWER, is_current
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import DiscretionBenchmark, Power
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title, To
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, roster_masker, scope

Key = tuple[int, str, int]


def build(session: Session, order: Order) -> Report:
    """The table of one unit. Raises Refused without a unit, or without discretion and benchmarks."""
    if order.unit is None:
        raise Refused(
            "行政裁量基准表按单位出具，没有指明单位", hint="powerctl report make 行政裁量基准表 --unit 单位"
        )
    where = scope(session, order)
    put_in_force(session, order.as_of)
    powers = session.exec(
        select(Power).where(is_current(POWER), col(Power.unit_id).in_(where.unit_ids)).order_by(col(Power.id))
    ).all()
    grades = _grades(session, where.unit_ids)
    graded = [power for power in powers if _key(power) in grades]
    bare = [power for power in powers if power.has_discretion and _key(power) not in grades]
    if not graded and not bare:
        raise Refused(
            f"{where.name}截至 {order.as_of.isoformat()} 没有登记裁量基准，也没有写明有自由裁量权的事项",
            hint="powerctl benchmark add 事项 --grade 一档 --when 情形 --range 幅度 --from 日期",
        )
    meta = Meta(
        name="benchmarks",
        title=f"{where.name}行政裁量基准表",
        unit=where.name,
        period="现行",
        as_of=order.as_of,
        generated=order.generated,
        number=f"CLJZ-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    mask = roster_masker(session)
    count = sum(len(grades[_key(power)]) for power in graded)
    blocks: list[Block] = [
        Title((where.name, "行政裁量基准表")),
        To("社会各界、各有关单位："),
        Paragraph(
            f"为规范行政裁量权，接受社会监督，现将{where.name}截至{chinese_day(order.as_of)}"
            f"有自由裁量权的 {len(graded)} 项权力的裁量基准（共 {count} 档）予以公布。"
        ),
    ]
    if graded:
        blocks += [Heading("一、裁量基准"), _table(graded, grades, mask)]
    if bare:
        blocks += [Heading("二、尚未制定裁量基准的事项" if graded else "一、尚未制定裁量基准的事项")]
        blocks.append(_bare(bare, mask))
    blocks.append(Sign(where.name, order.as_of))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _key(power: Power) -> Key:
    return power.unit_id, power.identity, power.ordinal


def _grades(session: Session, unit_ids: Sequence[int]) -> dict[Key, list[DiscretionBenchmark]]:
    """The grades that apply on the day, by item: those of an older edition go on with the item."""
    rows = session.exec(
        select(DiscretionBenchmark, Power)
        .join(Power, col(Power.id) == col(DiscretionBenchmark.power_id))
        .where(possibly_in_force(BENCHMARK), col(Power.unit_id).in_(unit_ids))
        .order_by(col(DiscretionBenchmark.power_id).desc(), col(DiscretionBenchmark.position))
    ).all()
    found: dict[Key, list[DiscretionBenchmark]] = {}
    newest: dict[Key, int] = {}
    for one, power in rows:
        # Where both editions have grades, the newer edition's apply.
        if newest.setdefault(_key(power), one.power_id) == one.power_id:
            found.setdefault(_key(power), []).append(one)
    return found


def _table(
    powers: Sequence[Power], grades: dict[Key, list[DiscretionBenchmark]], mask: Callable[[str], str]
) -> Table:
    rows = []
    for number, power in enumerate(powers, 1):
        listed = grades[_key(power)]
        for place, one in enumerate(listed):
            name = power.name + (f"\n（{power.sub_item}）" if power.sub_item else "")
            first = place == 0
            basis = one.basis_text or (power.basis_text if first else "") or ""
            rows.append(
                (
                    str(number) if first else "",
                    mask(name) if first else "",
                    mask(_short(basis)) or ("未注明" if first else ""),
                    one.grade or "未注明",
                    mask(one.circumstance or "未注明"),
                    mask(one.range_written or "未注明"),
                    "；".join(
                        part
                        for part in (
                            one.document or "",
                            f"{one.valid_from.isoformat()} 起" if one.valid_from else "起日未注明",
                        )
                        if part
                    ),
                )
            )
    headings = ("序号", "事项名称", "依据", "裁量档次", "适用情形", "裁量幅度", "文号、起日")
    return Table("", headings, (5, 20, 20, 9, 22, 16, 8), tuple(rows))


def _bare(powers: Sequence[Power], mask: Callable[[str], str]) -> Table:
    rows = tuple(
        (
            str(number),
            mask(power.name + (f"（{power.sub_item}）" if power.sub_item else "")),
            power.category.value if power.category else power.category_written or "未注明",
        )
        for number, power in enumerate(powers, 1)
    )
    return Table("", ("序号", "事项名称", "类别"), (8, 72, 20), rows)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
