"""institution: what a unit has laid down, what it governs, and whether it is kept up."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show, warn
from powerctl.cli.registry.power import NOUN as POWER
from powerctl.cli.risk.risk import NOUN as RISK
from powerctl.cli.setting import (
    Key,
    Noun,
    OfUnit,
    OnDay,
    Settings,
    Within,
    add_edit,
    add_retire,
    day_or_today,
    found,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change
    from powerctl.terms import InstitutionReviewKind

app = area("制度：登记、查询、修改、废止，关联权力和风险点，复核和检查")
NOUN = Noun(
    "institution", "institution", "制度", "Institution", "registry.institutions.institutions", ("replaces",)
)

PowerKey = Annotated[str | None, typer.Option("--power", help="权力事项的编号、编码或名称", metavar="事项")]
PointKey = Annotated[str | None, typer.Option("--risk", help="风险点的编号或名称", metavar="风险点")]
Result = Annotated[str | None, typer.Option("--result", help="检查情况", metavar="文字")]
By = Annotated[str | None, typer.Option("--by", help="检查人", metavar="姓名")]
Document = Annotated[str | None, typer.Option("--document", help="文号", metavar="文号")]


@app.command("add", cls=Command, help="登记一项制度；没有写明的日期、有效性一律按不知道处理。")
def _add(
    name: Annotated[str, typer.Argument(help="制度名称", metavar="名称")],
    unit: OfUnit,
    *,
    number: Annotated[str | None, typer.Option("--number", help="文号", metavar="文号")] = None,
    kind: Annotated[
        str | None, typer.Option("--class", help="制度类别：基本制度、创新制度", metavar="类别")
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", help="对应清单项，见 powerctl checklist gaps", metavar="清单项")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="施行日期", metavar="日期")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="有效性：现行有效、试行、已废止", metavar="有效性")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="责任部门", metavar="部门")] = None,
    replaces: Annotated[
        str | None, typer.Option("--replaces", help="替代哪项制度（编号、名称或文号）", metavar="制度")
    ] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.institutions.institutions import add_institution

    texts = read_settings(
        NOUN,
        settings,
        name=name,
        number=number,
        kind=kind,
        topic=topic,
        valid_from=start,
        status=status,
        owner_written=owner,
        replaces=replaces,
    )
    with session.writing("institution add") as db:
        one, notes = add_institution(db, unit, **texts)
        added = one.id
    show_added(NOUN, added, name)
    for note in notes:
        show(note)


def _edit(db: "Session", one: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.institutions.institutions import edit_institution

    return edit_institution(db, one, texts)


def _retire(db: "Session", one: Any, on: date, reason: str) -> str:
    from powerctl.areas.registry.institutions.institutions import retire_institution

    retire_institution(db, one, on=on, reason=reason)
    return f"已废止制度 {one.id} {one.name}，失效日期 {on}"


@app.command("link", cls=Command, help="登记一项制度管辖的权力或风险点；可按名称一次关联同名的各项。")
def _link(
    key: Key,
    power: PowerKey = None,
    risk: PointKey = None,
    name: Annotated[
        str | None, typer.Option("--name", help="按名称关联本单位的权力或风险点", metavar="名称")
    ] = None,
    unit: Within = None,
) -> None:
    from powerctl.areas.registry.institutions.institutions import link_named, link_point, link_power

    _one_of(power, risk, name)
    number = number_named(NOUN, key, unit)
    target = number_named(POWER, power, unit) if power else number_named(RISK, risk, unit) if risk else 0
    with session.writing(f"institution link {number}") as db:
        one = found(db, NOUN, number)
        if power:
            link_power(db, one, found(db, POWER, target))
            said = f"权力事项 {target}"
        elif risk:
            link_point(db, one, found(db, RISK, target))
            said = f"风险点 {target}"
        else:
            powers, points = link_named(db, one, name or "", session.today())
            said = f"“{name}”：权力事项 {powers} 项、风险点 {points} 个"
        called = one.name
    show(f"已关联：制度 {number} {called} 管辖{said}")


@app.command("unlink", cls=Command, help="取消制度与一项权力或一个风险点的关联。")
def _unlink(key: Key, power: PowerKey = None, risk: PointKey = None, unit: Within = None) -> None:
    from powerctl.areas.registry.institutions.institutions import unlink

    _one_of(power, risk)
    number = number_named(NOUN, key, unit)
    power_id = number_named(POWER, power, unit) if power else None
    point_id = number_named(RISK, risk, unit) if risk else None
    with session.writing(f"institution unlink {number}") as db:
        unlink(db, found(db, NOUN, number), power=power_id, point=point_id)
    show(f"已取消关联：制度 {number} 与{'权力事项' if power else '风险点'} {power_id or point_id}")


@app.command("review", cls=Command, help="登记一次评估修订（复核制度本身）。")
def _review(
    key: Key,
    on: OnDay = None,
    result: Result = None,
    by: By = None,
    document: Document = None,
    unit: Within = None,
) -> None:
    from powerctl.terms import InstitutionReviewKind

    _record(InstitutionReviewKind.REVIEW, key, unit, on, (result, by, document))


@app.command("inspect", cls=Command, help="登记一次执行检查（检查制度执行得怎样）。")
def _inspect(
    key: Key,
    on: OnDay = None,
    result: Result = None,
    by: By = None,
    document: Document = None,
    unit: Within = None,
) -> None:
    from powerctl.terms import InstitutionReviewKind

    _record(InstitutionReviewKind.INSPECTION, key, unit, on, (result, by, document))


def _record(
    kind: "InstitutionReviewKind",
    key: str,
    unit: str | None,
    on: str | None,
    said: tuple[str | None, str | None, str | None],
) -> None:
    from powerctl.areas.registry.institutions.institutions import add_review

    day = day_or_today(on)
    number = number_named(NOUN, key, unit)
    fields = dict(zip(("result", "reviewer_written", "document"), said, strict=True))
    texts = {name: text for name, text in fields.items() if text}
    with session.writing(f"institution {'review' if kind == '评估修订' else 'inspect'} {number}") as db:
        add_review(db, found(db, NOUN, number), kind, reviewed_on=day.isoformat(), **texts)
    show(f"已登记{kind}：制度 {number}，{day}")
    if not fields["result"]:
        warn("提醒：没有写检查情况（--result）")


def _one_of(*given: str | None) -> None:
    from powerctl.errors import Refused

    if sum(text is not None for text in given) != 1:
        options = "--power、--risk、--name" if len(given) > 2 else "--power、--risk"
        raise Refused(f"要写明一个关联对象：{options} 写且只写一个", hint="powerctl institution link --help")


add_list(app, NOUN.view, NOUN.what)
add_list(app, "institution_link", "制度管辖的权力和风险点", verb="links")
add_list(app, "institution_review", "制度的复核和执行检查", verb="reviews")
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "废止一项制度（写最后有效的一天、为什么）；记录仍保留。")
