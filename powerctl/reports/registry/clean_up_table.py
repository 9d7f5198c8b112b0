"""清理前后对照表: a unit's newest edition against the one before it, item by item (R-FS-02, norms A.1)."""

from collections.abc import Callable, Sequence

from sqlmodel import Session

from powerctl.areas.organization.units import find_unit
from powerctl.areas.registry.clean_up.comparing import COME, GONE, ONE_TO_ONE, Comparison, Line
from powerctl.areas.registry.clean_up.editions import (
    Reason,
    compare_pair,
    newest_pair,
    reasons_between,
)
from powerctl.errors import Refused
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, roster_masker
from powerctl.terms import Fate

_Reasons = dict[tuple[int | None, int | None], Reason]
_HEADINGS = ("序号", "权力类别", "清理前事项", "清理后事项", "清理结果", "变化", "理由", "文号")
_WIDTHS = (4, 8, 22, 22, 7, 17, 13, 7)
_PARTS = (
    ("取消、下放的事项", GONE),
    ("合并、拆分的事项", (Fate.MERGED, Fate.SPLIT)),
    ("改名、依据变更、裁量变更的事项", ONE_TO_ONE[1:]),
    ("承接、新增的事项", COME),
    ("保留的事项", (Fate.KEPT,)),
)
_NUMERALS = "一二三四五六七八九十"


def build(session: Session, order: Order) -> Report:
    """The table of one unit: the edition in force on the day against the one before it.

    The totals stand in it only if they balance; otherwise it says what is missing. Raises Refused
    without a unit, with fewer than two editions, and where their order is not known.
    """
    if order.unit is None:
        raise Refused(
            "清理前后对照表按单位出具，没有指明单位", hint="powerctl report make 清理前后对照表 --unit 单位"
        )
    unit = find_unit(session, order.unit)
    pair = newest_pair(session, unit, order.as_of)
    found, reasons = compare_pair(session, pair), reasons_between(session, pair)
    meta = Meta(
        name="clean-up",
        title=f"{unit.name}权力清单清理前后对照表",
        unit=unit.name,
        period=f"{pair.old} → {pair.new}",
        as_of=order.as_of,
        generated=order.generated,
        number=f"QLDZ-{unit.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    mask = roster_masker(session)
    blocks: list[Block] = [
        Title((unit.name, "权力清单清理前后对照表")),
        Paragraph(
            f"截至{chinese_day(order.as_of)}，{unit.name}将“{pair.old}”（{found.totals.old} 项）"
            f"清理为“{pair.new}”（{found.totals.new} 项），逐项对照如下。"
        ),
        Heading("一、合计"),
        *_totals(found),
        *_parts(found, reasons, mask),
        Sign(unit.name, order.as_of),
    ]
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _totals(found: Comparison) -> list[Block]:
    totals = found.totals
    if not totals.is_balanced:
        old, new = totals.missing
        listed = "；".join(f"{each.item.shown}（{each.why}）" for each in found.contradictions)
        return [
            Paragraph(
                f"合计不平衡，不列合计：清理前有 {old} 项、清理后有 {new} 项没有去向"
                + (f"：{listed}。" if listed else "。")
            )
        ]
    rows = [
        (fate.value, _count(totals.old_by_fate.get(fate)), _count(totals.new_by_fate.get(fate)))
        for fate in Fate
        if fate in totals.old_by_fate or fate in totals.new_by_fate
    ]
    table = Table(
        "",
        ("清理结果", "清理前项数", "清理后项数"),
        (40, 30, 30),
        (*rows, ("合计", str(totals.old), str(totals.new))),
    )
    return [table, *(Paragraph(f"{equation}。") for equation in totals.equations)]


def _count(number: int | None) -> str:
    return "－" if number is None else str(number)


def _parts(found: Comparison, reasons: _Reasons, mask: Callable[[str], str]) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    part = 1
    for title, fates in _PARTS:
        lines = [line for line in found.lines if line.fate in fates]
        if not lines:
            continue
        rows = []
        for line in lines:
            for row in _rows(line, reasons, mask):
                number += 1
                rows.append((str(number), *row))
        blocks += [Heading(f"{_NUMERALS[part]}、{title}"), Table("", _HEADINGS, _WIDTHS, tuple(rows))]
        part += 1
    if found.doubts:
        rows = [
            (mask(doubt.old.shown), mask(doubt.new.shown), f"{doubt.percent}%", doubt.why)
            for doubt in found.doubts
        ]
        blocks += [
            Heading(f"{_NUMERALS[part]}、待确认是否同一事项（确认前按取消、新增计）"),
            Table("", ("清理前事项", "清理后事项", "相近", "说明"), (36, 36, 8, 20), tuple(rows)),
        ]
    return blocks


def _rows(line: Line, reasons: _Reasons, mask: Callable[[str], str]) -> Sequence[tuple[str, ...]]:
    rows = []
    for old, new in line.rows:
        said = reasons.get((old.number if old else None, new.number if new else None))
        why = said.reason if said else ""
        if not why and old is not None and new is None:
            why = old.retired_reason
        moved = f"{'来自' if old is None else '下放至'}{said.other_unit}" if said and said.other_unit else ""
        either = old or new
        rows.append(
            (
                either.category if either and either.category else "未注明",
                mask(old.shown) if old else "－",
                mask(new.shown) if new else "－",
                line.fate.value,
                mask("；".join(part for part in (*line.changes, moved) if part)) or "－",
                mask(why) or ("－" if line.fate in (Fate.KEPT, *COME) else "未注明"),
                (said.document if said else "") or "－",
            )
        )
    return rows
