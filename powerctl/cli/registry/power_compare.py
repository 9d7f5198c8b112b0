"""power diff and power overlaps: editions compared; one power in several hands."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.listing import UnitFilter
from powerctl.cli.output import Format, FormatOption, next_step, print_json, print_rows, show, tell, warn

if TYPE_CHECKING:
    from powerctl.areas.registry.clean_up.comparing import Comparison, Line
    from powerctl.areas.registry.clean_up.editions import EditionPair, Reason
    from powerctl.areas.registry.clean_up.items import Item
    from powerctl.areas.registry.clean_up.matches import Doubt
    from powerctl.areas.registry.clean_up.overlaps import Overlap

    Reasons = dict[tuple[int | None, int | None], Reason]

OldEdition = Annotated[str, typer.Argument(help="清理前的版本：编号或名称", metavar="旧版本")]
NewEdition = Annotated[str, typer.Argument(help="清理后的版本：编号或名称", metavar="新版本")]
OfUnitOrNone = Annotated[
    str | None, typer.Option("--unit", "-u", help="哪个单位的版本；写版本编号时可不写", metavar="单位")
]
_KEYS = (
    *("fate", "old_number", "old", "new_number", "new", "category", "changes"),
    *("other_unit", "reason", "document"),
)
_HEADINGS = (
    *("清理结果", "清理前编号", "清理前事项", "清理后编号", "清理后事项", "权力类别", "变化"),
    *("下放或承接单位", "理由", "文号"),
)
_SHOWN_DOUBTS = 50


def add_diff(app: typer.Typer) -> None:
    """Give the group of powers its `diff`."""

    @app.command(
        "diff",
        cls=Command,
        help="对照两个清单版本，每项归入保留、取消、下放、承接、合并、拆分、改名、依据变更、裁量变更、新增之一。"
        "合计平衡才列合计；拿不准的逐对请人确认。",
    )
    def _diff(
        old: OldEdition,
        new: NewEdition,
        unit: OfUnitOrNone = None,
        everything: Annotated[bool, typer.Option("--all", help="保留不变的也列出")] = False,
        form: FormatOption = Format.TABLE,
    ) -> None:
        pair, found, reasons = _compared(old, new, unit)
        if form is Format.JSON:
            print_json(_as_json(pair, found, reasons))
        elif form is Format.TABLE:
            found = _told_and_asked(pair, found, reasons, everything=everything)
        else:
            print_rows(_KEYS, _HEADINGS, _rows(found, reasons, everything=True), form)
        if not found.totals.is_balanced:
            if form is not Format.TABLE:
                _tell_unbalanced(found)
            raise typer.Exit(1)


def add_overlaps(app: typer.Typer) -> None:
    """Give the group of powers its `overlaps`."""

    @app.command(
        "overlaps",
        cls=Command,
        help="查找职能交叉：不同单位或本单位不同岗位登记的同一或近似事项。乡镇、街道、村社区之间不算。",
    )
    def _overlaps(unit: UnitFilter = None, form: FormatOption = Format.TABLE) -> None:
        from powerctl.areas.organization.units import find_unit
        from powerctl.areas.registry.clean_up.overlaps import find_overlaps

        with session.reading() as db:
            unit_id = find_unit(db, unit).id if unit else None
            found = find_overlaps(db, session.today(), unit_id)
        keys = (
            "group",
            "percent",
            "where",
            "unit",
            "number",
            "name",
            "category",
            "posts",
            "lead",
            "problems",
        )
        headings = (
            *("组", "相近", "情形", "单位", "编号", "事项名称", "权力类别", "岗位", "是否牵头"),
            "已登记问题",
        )
        print_rows(keys, headings, _overlap_rows(found), form, empty="没有发现职能交叉")
        if form is Format.TABLE and found:
            warn(f"共 {len(found)} 组")
            open_ones = [overlap for overlap in found if not overlap.problems]
            if open_ones:
                one, other = (member for member in _two(open_ones[0]))
                warn(
                    next_step(
                        f"powerctl problem add 职能交叉 --unit {one.unit} --correction 厘清 "
                        f"--power {one.number} --other {other.number}"
                    )
                )


def _compared(old: str, new: str, unit: str | None) -> "tuple[EditionPair, Comparison, Reasons]":
    from powerctl.areas.registry.clean_up.editions import compare_pair, find_pair, reasons_between

    with session.reading() as db:
        pair = find_pair(db, old, new, unit or "")
        return pair, compare_pair(db, pair), reasons_between(db, pair)


def _told_and_asked(
    pair: "EditionPair", found: "Comparison", reasons: "Reasons", *, everything: bool
) -> "Comparison":
    """Prints the comparison; on a terminal asks about the doubts and prints the totals again."""
    show(f"{pair.unit}：{pair.old}（{found.totals.old} 项）→ {pair.new}（{found.totals.new} 项）")
    rows = _rows(found, reasons, everything=everything)
    print_rows(_KEYS, _HEADINGS, rows, Format.TABLE, empty="两个版本没有差别")
    _tell_totals(found)
    if not found.doubts:
        return found
    if sys.stdin.isatty() and sys.stderr.isatty():
        answers = _asked(found.doubts)
        if answers:
            _settled(answers)
            _, found, _ = _compared(str(pair.old_id), str(pair.new_id), None)
            _tell_totals(found)
    else:
        _tell_doubts(found.doubts)
    return found


def _rows(found: "Comparison", reasons: "Reasons", *, everything: bool) -> list[tuple[Any, ...]]:
    from powerctl.terms import Fate

    return [
        row
        for line in found.lines
        if everything or line.fate is not Fate.KEPT or line.changes
        for row in _rows_of(line, reasons)
    ]


def _rows_of(line: "Line", reasons: "Reasons") -> Iterable[tuple[Any, ...]]:
    for old, new in line.rows:
        said = reasons.get((old.number if old else None, new.number if new else None))
        either = new or old
        yield (
            line.fate.value,
            *((old.number, old.shown) if old else ("", "")),
            *((new.number, new.shown) if new else ("", "")),
            either.category if either else "",
            "；".join(line.changes),
            *((said.other_unit, said.reason, said.document) if said else ("", "", "")),
        )


def _tell_totals(found: "Comparison") -> None:
    if not found.totals.is_balanced:
        _tell_unbalanced(found)
        return
    for equation in found.totals.equations:
        show(equation)
    if found.doubts:
        show(f"其中 {len(found.doubts)} 对是否同一事项待确认，确认前按取消、新增计")


def _tell_unbalanced(found: "Comparison") -> None:
    old, new = found.totals.missing
    before = f"清理前 {found.totals.old} 项中 {old} 项"
    tell(f"合计不平衡，不列合计：{before}、清理后 {found.totals.new} 项中 {new} 项没有去向")
    for each in found.contradictions:
        side = "清理前" if each.is_old else "清理后"
        tell(f"  {side} {each.item.number} {each.item.shown}：{each.why}")
    if found.contradictions:
        number = found.contradictions[0].item.number
        tell(next_step(f"powerctl power clean-up list --where 清理前事项编号={number}"))


def _tell_doubts(doubts: "Sequence[Doubt]") -> None:
    show("待确认是否同一事项：")
    for doubt in doubts[:_SHOWN_DOUBTS]:
        show(f"  {_said(doubt)}")
    if len(doubts) > _SHOWN_DOUBTS:
        show(f"  另有 {len(doubts) - _SHOWN_DOUBTS} 对，全部见 --format json")
    first = doubts[0]
    pair = f"{first.old.number} {first.new.number}"
    show(next_step(f"powerctl power clean-up confirm {pair}（是同一事项）或 deny {pair}（不是）"))


def _said(doubt: "Doubt") -> str:
    return (
        f"{doubt.old.number} {doubt.old.shown} ↔ {doubt.new.number} {doubt.new.shown}"
        f"（相近 {doubt.percent}%，{doubt.why}）"
    )


def _asked(doubts: "Sequence[Doubt]") -> "list[tuple[Doubt, bool]]":
    """The clerk's answers; what is passed over stays a doubt."""
    answers: list[tuple[Doubt, bool]] = []
    tell(f"有 {len(doubts)} 对拿不准。y 是同一事项，n 不是，回车跳过，q 不再问")
    for number, doubt in enumerate(doubts, start=1):
        tell(f"({number}/{len(doubts)}) {_said(doubt)}")
        said: str = typer.prompt("是同一事项吗", default="", show_default=False, err=True, prompt_suffix="：")
        answer = said.strip().lower()
        if answer in ("q", "quit"):
            break
        if answer in ("y", "yes", "是", "n", "no", "否", "不是"):
            answers.append((doubt, answer in ("y", "yes", "是")))
    return answers


def _settled(answers: "Sequence[tuple[Doubt, bool]]") -> None:
    from powerctl.areas.registry.clean_up.clean_up import confirm, deny
    from powerctl.model import Power

    with session.writing("power diff") as db:
        for doubt, is_same in answers:
            old, new = db.get_one(Power, doubt.old.number), db.get_one(Power, doubt.new.number)
            (confirm if is_same else deny)(db, old, new, on=session.today())
    same = sum(is_same for _, is_same in answers)
    show(f"已记下：{same} 对是同一事项，{len(answers) - same} 对不是，下次对照照此办理")


def _as_json(pair: "EditionPair", found: "Comparison", reasons: "Reasons") -> dict[str, Any]:
    totals = found.totals
    return {
        "unit": pair.unit,
        "old": {"id": pair.old_id, "name": pair.old, "items": totals.old},
        "new": {"id": pair.new_id, "name": pair.new, "items": totals.new},
        "balanced": totals.is_balanced,
        "old_by_fate": {fate.value: count for fate, count in totals.old_by_fate.items()},
        "new_by_fate": {fate.value: count for fate, count in totals.new_by_fate.items()},
        "equations": list(totals.equations) if totals.is_balanced else [],
        "lines": [
            {
                "fate": line.fate.value,
                "old": [_item(item) for item in line.old],
                "new": [_item(item) for item in line.new],
                "changes": list(line.changes),
                "reasons": [
                    {"reason": said.reason, "document": said.document, "other_unit": said.other_unit}
                    for old, new in line.rows
                    if (said := reasons.get((old.number if old else None, new.number if new else None)))
                ],
            }
            for line in found.lines
        ],
        "doubts": [
            {"old": _item(d.old), "new": _item(d.new), "percent": d.percent, "why": d.why}
            for d in found.doubts
        ],
        "contradictions": [
            {"item": _item(each.item), "is_old": each.is_old, "why": each.why}
            for each in found.contradictions
        ],
    }


def _item(item: "Item") -> dict[str, Any]:
    return {
        "number": item.number,
        "code": item.code,
        "name": item.name,
        "sub_item": item.sub_item,
        "category": item.category,
    }


def _overlap_rows(found: "Sequence[Overlap]") -> list[tuple[Any, ...]]:
    words = {True: "是", False: "否", None: ""}
    return [
        (
            *(group, f"{overlap.percent}%", overlap.where, member.unit, member.number),
            f"{member.name}（{member.sub_item}）" if member.sub_item else member.name,
            *(member.category, member.posts, words[member.is_lead]),
            "、".join(map(str, overlap.problems)),
        )
        for group, overlap in enumerate(found, start=1)
        for member in overlap.members
    ]


def _two(overlap: "Overlap") -> "Iterable[Any]":
    """Two members between whom the overlap is."""
    first, *rest = overlap.members
    other = next((member for member in rest if member.holder != first.holder), rest[0])
    return first, other
