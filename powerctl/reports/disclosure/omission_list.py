"""应决未决事项清单: what was done, decided and published, side by side, and what to ask (R-ZJ-03).

For the office that supervises, not for a board. What is certain stands first, then what nobody can tell yet;
pairs that only look alike are listed for a clerk to confirm.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from sqlmodel import Session

from powerctl.areas.matching.omission import SORTS, Omission
from powerctl.areas.matching.omissions import Omissions, find_omissions
from powerctl.areas.matching.pairs import Pair
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.order import Order, Scope, roster_masker, scope
from powerctl.terms.sums import yuan

_TITLE = "应决未决事项清单"
_HEADINGS = ("序号", "单位", "遗漏", "办理情况", "决策或公开情况", "要问的问题", "答复")
_WIDTHS = (4, 10, 9, 24, 26, 18, 12)
_PAIR_HEADINGS = ("序号", "单位", "事项", "会议议程", "为什么相近")
_PAIR_WIDTHS = (4, 10, 26, 26, 28)


def build(session: Session, order: Order) -> Report:
    """The list of a unit and those below it, or of the county. Raises Refused for an unknown unit."""
    where = scope(session, order)
    found = find_omissions(session, as_of=order.as_of, unit_ids=where.unit_ids)
    mask = roster_masker(session)
    title = f"{where.name}{_TITLE}"
    blocks: list[Block] = [
        Title((where.name, f"{_TITLE}（待核实）")),
        *_summary(found, where),
        *_listed("一、能够断定的", found.certain, where, mask),
        *_listed("二、无法判断、需要核对的", found.open, where, mask),
        *_alike(found.certain_pairs, where, mask),
        Sign(where.name, order.as_of),
    ]
    meta = Meta(
        name="omissions",
        title=title,
        unit=where.name,
        period=f"截至 {order.as_of}",
        as_of=order.as_of,
        generated=order.generated,
        number=f"YJWJ-{where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _summary(found: Omissions, where: Scope) -> Iterator[Block]:
    if not found.found and not found.certain_pairs:
        yield Paragraph("截至该日，没有发现应决未决、先执行后决策、决而未行、应公开未公开的事项。")
        return
    certain, unknown = len(found.certain), len(found.open)
    yield Paragraph(
        f"支出、交易、项目、任免与会议、公开记录逐项对照：能够断定 {certain} 项，无法判断 {unknown} 项，"
        f"另有 {len(found.certain_pairs)} 项没有登记决策而与会议议程高度吻合，待核对后关联。"
    )
    counts = Counter((one.sort, one.is_certain) for one in found.found)
    rows = [
        (
            sort,
            str(counts[sort, True]),
            str(counts[sort, False]),
            str(counts[sort, True] + counts[sort, False]),
        )
        for sort in SORTS
    ]
    rows.append(("合计", str(certain), str(unknown), str(certain + unknown)))
    yield Table("按遗漏种类", ("遗漏", "能够断定", "无法判断", "合计"), (20, 10, 10, 10), tuple(rows))
    if where.county:
        by_unit = Counter(one.unit_id for one in found.found)
        sure = Counter(one.unit_id for one in found.certain)
        listed = [
            (where.names.get(unit, str(unit)), str(sure[unit]), str(count - sure[unit]), str(count))
            for unit, count in sorted(by_unit.items(), key=lambda one: (-one[1], one[0]))
        ]
        yield Table("按单位", ("单位", "能够断定", "无法判断", "合计"), (20, 10, 10, 10), tuple(listed))


def _listed(
    heading: str, listed: Sequence[Omission], where: Scope, mask: Callable[[str], str]
) -> Iterator[Block]:
    yield Heading(heading)
    if not listed:
        yield Paragraph("没有。")
        return
    rows = [
        (
            str(at),
            where.names.get(one.unit_id, ""),
            one.sort,
            mask(f"{one.done}\n［{one.key}］"),
            mask(one.decided),
            mask(one.ask),
            "",
        )
        for at, one in enumerate(listed, 1)
    ]
    yield Table("", _HEADINGS, _WIDTHS, tuple(rows))


def _alike(pairs: Sequence[Pair], where: Scope, mask: Callable[[str], str]) -> Iterator[Block]:
    yield Heading("三、高度吻合、待关联的")
    if not pairs:
        yield Paragraph("没有。")
        return
    rows = []
    for at, pair in enumerate(pairs, 1):
        side, item, said = pair.matter.side, pair.item, pair.matter.subject
        amount = f" {yuan(side.amount_fen)}" if side.amount_fen is not None else ""
        rows.append(
            (
                str(at),
                where.names.get(side.unit_id, ""),
                mask(f"{side.day or '日期未登记'} {pair.matter.kind}{amount}：{said}\n［{side.key}］"),
                mask(f"{item.side.day or '日期未登记'} {item.title}\n［{item.side.key}］"),
                mask("；".join(pair.likeness.why)),
            )
        )
    yield Table("", _PAIR_HEADINGS, _PAIR_WIDTHS, tuple(rows))
    yield Paragraph(
        "吻合只是线索，不能代替决策记录。核对后关联：powerctl match link；"
        "不是同一件事的排除：powerctl match rule-out。"
    )
