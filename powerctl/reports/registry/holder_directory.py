"""三级职权目录: a unit's powers by who holds them: team, head, members, sections (R-XZ-01)."""

from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from powerctl.areas.registry.queries import POWER, is_current
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import Post, Power
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, roster_masker, scope
from powerctl.terms import HolderLevel

_UNKNOWN = "未登记主体层级"
_NUMERALS = "一二三四五"


def build(session: Session, order: Order) -> Report:
    """The directory of a unit or the county. Raises Refused where there is no power in force."""
    where = scope(session, order)
    put_in_force(session, order.as_of, ())
    powers = session.exec(
        select(Power).where(is_current(POWER), col(Power.unit_id).in_(where.unit_ids)).order_by(col(Power.id))
    ).all()
    if not powers:
        raise Refused(
            f"{where.name}截至 {order.as_of.isoformat()} 没有在用的权力清单",
            hint="powerctl import 权责清单.xlsx",
        )
    meta = Meta(
        name="directory",
        title=f"{where.name}三级职权目录",
        unit=where.name,
        period="在用清单",
        as_of=order.as_of,
        generated=order.generated,
        number=f"ZQML-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
    )
    groups = _by_level(powers)
    counted = "，".join(f"{name} {len(listed)} 项" for name, listed in groups)
    blocks: list[Block] = [
        Title((where.name, "三级职权目录")),
        Paragraph(f"在用权力事项 {len(powers)} 项，按权力主体：{counted}。"),
    ]
    posts = {post.id: post.title for post in session.exec(select(Post)).all()}
    mask = roster_masker(session)
    for numeral, (name, listed) in zip(_NUMERALS, groups, strict=False):
        blocks.append(Heading(f"{numeral}、{name}（{len(listed)} 项）"))
        blocks.append(_table(listed, posts, where.names, mask))
    blocks.append(Sign(where.name, order.as_of))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _by_level(powers: Sequence[Power]) -> list[tuple[str, list[Power]]]:
    """The powers of each level, in the order of the levels; those without one last, where there are any."""
    groups = [
        (level.value, [power for power in powers if power.holder_level is level]) for level in HolderLevel
    ]
    unknown = [power for power in powers if power.holder_level is None]
    return [*groups, (_UNKNOWN, unknown)] if unknown else groups


def _table(
    powers: Sequence[Power], posts: dict[int | None, str], units: dict[int, str], mask: Callable[[str], str]
) -> Table:
    rows = tuple(
        (
            str(number),
            units[power.unit_id],
            mask(power.name + (f"\n（{power.sub_item}）" if power.sub_item else "")),
            power.category.value if power.category else power.category_written or "未注明",
            mask(posts.get(power.holder_post_id) or power.holder_post_written or power.office or "未注明"),
        )
        for number, power in enumerate(powers, start=1)
    )
    headings = ("序号", "单位", "权力事项", "类别", "主体职务或科室")
    return Table("", headings, (7, 22, 37, 14, 20), rows)
