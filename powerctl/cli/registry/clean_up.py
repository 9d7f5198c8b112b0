"""power clean-up: what was settled between two editions, item by item."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import next_step, show
from powerctl.cli.registry.power_compare import NewEdition, OfUnitOrNone, OldEdition
from powerctl.cli.setting import Noun, OnDay, Within, day_or_today, found, number_named
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

app = area("清理对照：确认同一事项，登记去向、理由、文号")
_POWER = Noun("power", "power", "权力事项", "Power", "registry.powers")

Old = Annotated[str, typer.Argument(help="清理前事项的编号", metavar="清理前事项")]
New = Annotated[str, typer.Argument(help="清理后事项的编号", metavar="清理后事项")]
ReasonText = Annotated[str | None, typer.Option("--reason", help="理由", metavar="文字")]
Document = Annotated[str | None, typer.Option("--document", help="依据的文号", metavar="文号")]


@app.command("confirm", cls=Command, help="确认清理前、清理后的两项是同一事项，以后对照照此办理。")
def _confirm(old: Old, new: New, on: OnDay = None) -> None:
    from powerctl.areas.registry.clean_up.clean_up import confirm

    _settle(old, new, on, confirm, "confirm", "是同一事项")


@app.command("deny", cls=Command, help="确认清理前、清理后的两项不是同一事项，以后对照照此办理。")
def _deny(old: Old, new: New, on: OnDay = None) -> None:
    from powerctl.areas.registry.clean_up.clean_up import deny

    _settle(old, new, on, deny, "deny", "不是同一事项")


def _settle(old: str, new: str, on: str | None, verb: Any, command: str, said: str) -> None:
    day = day_or_today(on)
    one, other = number_named(_POWER, old, None), number_named(_POWER, new, None)
    with session.writing(f"power clean-up {command} {one} {other}") as db:
        before, after = found(db, _POWER, one), found(db, _POWER, other)
        names = f"{one} {before.name}，{other} {after.name}"
        editions = f"{before.edition_id} {after.edition_id}"
        changed = verb(db, before, after, on=day)
    show(f"已确认{said}：{names}" if changed else f"原来就确认{said}，没有变化，未写入：{names}")
    if changed:
        show(next_step(f"powerctl power diff {editions}"))


@app.command("record", cls=Command, help="把对照结果逐项记下来；已经登记的理由、文号保留。")
def _record(
    old: OldEdition,
    new: NewEdition,
    unit: OfUnitOrNone = None,
    document: Document = None,
    on: OnDay = None,
) -> None:
    from powerctl.areas.registry.clean_up.clean_up import record
    from powerctl.areas.registry.clean_up.editions import find_pair

    day = day_or_today(on)
    with session.writing("power clean-up record") as db:
        pair = find_pair(db, old, new, unit or "")
        done = record(db, pair, on=day, document=document or "")
    counted = f"新增 {done.added}，变更 {done.changed}，未变 {done.unchanged}"
    show(f"已登记清理对照 {pair.old} → {pair.new}：{counted}")
    if done.doubts:
        show(f"有 {done.doubts} 对待确认，其中的取消、新增未登记")
        show(next_step(f"powerctl power diff {pair.old_id} {pair.new_id}"))
    elif done.without_reason:
        listed = "、".join(f"{fate.value} {count} 条" for fate, count in done.without_reason.items())
        show(f"还没有写理由的：{listed}")
        fate = next(iter(done.without_reason)).value
        command = f"powerctl power clean-up reason {pair.old_id} {pair.new_id}"
        show(next_step(f"{command} --fate {fate} --reason 理由 --document 文号"))


@app.command("set", cls=Command, help="登记一项或几项的去向（取消、下放、新增、承接）、理由和文号。")
def _set(
    items: Annotated[list[str], typer.Argument(help="事项的编号，可写多个", metavar="事项")],
    fate: Annotated[
        str | None, typer.Option("--fate", help="清理结果：取消、下放、新增、承接", metavar="结果")
    ] = None,
    reason: ReasonText = None,
    document: Document = None,
    other: Annotated[
        str | None, typer.Option("--to", help="下放到哪个单位，或从哪个单位承接", metavar="单位")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", help="与哪个版本对照；有几个版本时写明", metavar="版本")
    ] = None,
    unit: Within = None,
    on: OnDay = None,
) -> None:
    if not any((fate, reason, document, other)):
        raise Refused(
            "没有写要登记什么",
            hint="powerctl power clean-up set 编号 --fate 取消 --reason 理由 --document 文号",
        )
    day = day_or_today(on)
    numbers = list(dict.fromkeys(number_named(_POWER, item, unit) for item in items))
    said = {"reason": reason or "", "document": document or "", "other_unit": other or ""}
    with session.writing(f"power clean-up set {' '.join(map(str, numbers))}") as db:
        names = [_set_one(db, number, fate, said, against or "", day) for number in numbers]
    what = "、".join(part for part in (fate, "理由" if reason else "", "文号" if document else "") if part)
    for name in names:
        show(f"已登记{what or '单位'}：{name}")


def _set_one(
    db: "Session", number: int, fate: str | None, said: dict[str, str], against: str, day: Any
) -> str:
    from powerctl.areas.registry.clean_up.clean_up import set_fate, set_reason

    power = found(db, _POWER, number)
    if fate:
        set_fate(db, power, fate, on=day, against=against, **said)
    else:
        set_reason(db, power, against=against, **said)
    return f"{number} {power.name}"


@app.command("reason", cls=Command, help="给同一清理结果中还没有理由的各项写上理由和文号。")
def _reason(
    old: OldEdition,
    new: NewEdition,
    fate: Annotated[str, typer.Option("--fate", help="清理结果，如 取消、依据变更", metavar="结果")],
    unit: OfUnitOrNone = None,
    reason: ReasonText = None,
    document: Document = None,
) -> None:
    from powerctl.areas.registry.clean_up.clean_up import give_reason
    from powerctl.areas.registry.clean_up.editions import find_pair

    with session.writing("power clean-up reason") as db:
        pair = find_pair(db, old, new, unit or "")
        changed = give_reason(db, pair, fate, reason=reason or "", document=document or "")
    show(f"已写上：{fate} {changed} 条" if changed else f"没有登记为{fate}而缺理由或文号的，未写入")


add_list(app, "clean_up", "清理对照的登记")
add_show(app, "clean_up", "清理对照")
