"""权力清单公示: a unit's powers for the notice board (R-FS-09, R-HY-13, norms B.6 B68)."""

from collections import Counter
from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from powerctl.areas.registry.live_level import live_levels
from powerctl.areas.registry.queries import POWER, is_current
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import Edition, LegalBasis, Power
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title, To
from powerctl.reports.charts import marked
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, Scope, roster_masker, scope
from powerctl.terms import PowerCategory

_BLOCK = 500


def build(session: Session, order: Order) -> Report:
    """The notice for one unit. Raises Refused without a unit, or for one without an inventory in force."""
    if order.unit is None:
        raise Refused(
            "权力清单公示按单位出具，没有指明单位", hint="powerctl report make 权力清单公示 --unit 单位"
        )
    where = scope(session, order)
    put_in_force(session, order.as_of)
    powers = session.exec(
        select(Power).where(is_current(POWER), col(Power.unit_id).in_(where.unit_ids)).order_by(col(Power.id))
    ).all()
    if not powers:
        raise Refused(
            f"{where.name}截至 {order.as_of.isoformat()} 没有在用的权力清单",
            hint=f"powerctl import 文件.xlsx --unit {where.code}",
        )
    editions = session.exec(
        select(Edition).where(col(Edition.id).in_({power.edition_id for power in powers}))
    ).all()
    meta = Meta(
        name="inventory",
        title=f"{where.name}权力清单公示",
        unit=where.name,
        period="、".join(sorted(edition.name for edition in editions)) or "未注明版本",
        as_of=order.as_of,
        generated=order.generated,
        number=f"QLQD-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        official=True,
    )
    mask = roster_masker(session)
    bases = _bases(session, powers)
    levels = _levels(session, where)
    blocks: tuple[Block, ...] = (
        Title((where.name, "权力清单公示")),
        To("社会各界、各有关单位："),
        Paragraph(
            f"为规范权力运行，接受社会监督，现将{where.name}截至{chinese_day(order.as_of)}行使的权力事项"
            f"共 {len(powers)} 项予以公示。"
        ),
        Heading("一、总体情况"),
        _totals(powers),
        Heading("二、权力事项"),
        _table(powers, bases, levels, mask),
        Heading("三、监督方式"),
        Paragraph(
            "对清单所列事项的设定依据、行使主体、办理程序有异议的，或者发现超越清单行使权力的，"
            f"可以向{where.name}或者同级纪检监察机关反映。"
        ),
        Sign(where.name, order.as_of),
    )
    return sealed(Report(meta=meta, blocks=blocks))


def _totals(powers: Sequence[Power]) -> Table:
    counts = Counter(power.category for power in powers)
    listed = [(category.value, counts[category]) for category in PowerCategory if counts[category]]
    if counts[None]:
        listed.append(("未注明类别", counts[None]))
    rows = tuple((name, str(count)) for name, count in listed)
    return Table("", ("权力类别", "项数"), (60, 40), (*rows, ("合计", str(len(powers)))))


def _table(
    powers: Sequence[Power],
    bases: dict[int, list[str]],
    levels: dict[int, str],
    mask: Callable[[str], str],
) -> Table:
    rows = []
    for number, power in enumerate(powers, start=1):
        name = power.name + (f"\n（{power.sub_item}）" if power.sub_item else "")
        basis = "\n".join(bases.get(power.id or 0, [])) or "未注明"
        body = power.exercising_body or "未注明"
        holder = body + (f"\n{power.office}" if power.office else "")
        rows.append(
            (
                str(number),
                mask(name),
                power.category.value if power.category else power.category_written or "未注明",
                mask(basis),
                mask(holder),
                levels.get(power.id or 0, "－"),
            )
        )
    headings = ("序号", "事项名称", "类别", "设定依据", "行使主体及承办机构", "风险等级")
    return Table("", headings, (7, 28, 12, 30, 14, 9), tuple(rows))


def _bases(session: Session, powers: Sequence[Power]) -> dict[int, list[str]]:
    """Each power's bases as a notice cites them: title and article, the text where there is no title."""
    found: dict[int, list[str]] = {}
    ids = [power.id for power in powers]
    for start in range(0, len(ids), _BLOCK):
        listed = session.exec(
            select(LegalBasis)
            .where(col(LegalBasis.power_id).in_(ids[start : start + _BLOCK]))
            .order_by(col(LegalBasis.power_id), col(LegalBasis.position))
        ).all()
        for basis in listed:
            cited = (
                f"《{basis.title.strip('《》')}》{basis.article or ''}" if basis.title else _short(basis.text)
            )
            lines = found.setdefault(basis.power_id, [])
            if cited not in lines:
                lines.append(cited)
    return found


def _short(text: str) -> str:
    first = text.strip().split("\n", 1)[0]
    return first if len(first) <= 40 else first[:39] + "…"


def _levels(session: Session, where: Scope) -> dict[int, str]:
    """Each power's live level, as a notice shows it (R-FS-07)."""
    shown = {}
    for live in live_levels(session, where.unit_ids):
        if live.level is not None:
            shown[live.power_id] = marked(live.level.value)
        elif not live.certain:
            shown[live.power_id] = "待定"
    return shown
