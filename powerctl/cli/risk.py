"""risk: integrity risk points, and their levels declared against computed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import UnitFilter, add_list, add_show
from powerctl.cli.output import Format, FormatOption, next_step, print_json, print_rows, show, warn
from powerctl.cli.setting import (
    Noun,
    OfUnit,
    Settings,
    add_edit,
    add_retire,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change
    from powerctl.areas.risk.assessing import Assessed

app = area("廉政风险点：登记、查询、修改、销号、评级")
NOUN = Noun("risk", "risk_point", "廉政风险点", "RiskPoint", "risk.points", ("power", "post", "owner"))


class Method(StrEnum):
    """By which way levels are computed."""

    CRITERIA = "criteria"
    PRODUCT = "product"
    BOTH = "both"


_KEYS = (
    *("id", "unit", "risk_point", "declared", "declared_method"),
    *("method", "computed", "comparison", "working", "override_reason"),
)
_HEADINGS = (
    *("编号", "单位", "风险点", "登记等级", "登记的评估方法"),
    *("方法", "计算等级", "登记与计算", "算式", "等级调整理由"),
)


@app.command("add", cls=Command, help="登记一个廉政风险点；没有写明的等级、因素一律按不知道处理。")
def _add(
    name: Annotated[str, typer.Argument(help="风险点", metavar="风险点")],
    unit: OfUnit,
    level: Annotated[str | None, typer.Option("--level", help="风险等级：高、中、低", metavar="等级")] = None,
    business: Annotated[str | None, typer.Option("--business", help="权力或业务", metavar="文字")] = None,
    power: Annotated[
        str | None, typer.Option("--power", help="关联权力事项（编号、编码或名称）", metavar="事项")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="责任人", metavar="姓名")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.risk.points import add_point

    texts = read_settings(NOUN, settings, name=name, level=level, business=business, power=power, owner=owner)
    with session.writing("risk add") as db:
        number = add_point(db, unit, **texts).id
    show_added(NOUN, number, name)


def _edit(db: "Session", point: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.risk.points import edit_point

    return edit_point(db, point, texts)


def _retire(db: "Session", point: Any, on: date, reason: str) -> str:
    from powerctl.areas.risk.points import retire_point

    retire_point(db, point, on=on, reason=reason)
    return f"已销号廉政风险点 {point.id} {point.name}，销号日期 {on}"


@app.command(
    "score",
    cls=Command,
    help="计算风险等级并列出算式，与登记的等级对照；不写编号则计算全部在控风险点。",
)
def _score(
    key: Annotated[
        str | None, typer.Argument(help="风险点的编号或名称；不写为全部", metavar="编号或名称")
    ] = None,
    unit: UnitFilter = None,
    method: Annotated[
        Method,
        typer.Option(
            "--method", help="criteria 标准计数法、product 三因素乘积法、both 两种都算", metavar="方法"
        ),
    ] = Method.BOTH,
    differing: Annotated[bool, typer.Option("--differing", help="只列登记与计算不一致的")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    lines = _assessed(key, unit, method)
    if differing:
        lines = [line for line in lines if line.comparison.startswith("不一致")]
    if form is Format.JSON:
        print_json([dict(zip(_KEYS, _row(line), strict=True)) for line in lines])
    elif form is Format.TABLE:
        _tell(lines)
    else:
        print_rows(_KEYS, _HEADINGS, [_row(line) for line in lines], form)


def _assessed(key: str | None, unit: str | None, method: Method) -> "list[Assessed]":
    from powerctl.areas.organization.units import find_unit
    from powerctl.areas.risk.assessing import assess_points
    from powerctl.terms import ScoringMethod

    methods = {
        Method.CRITERIA: (ScoringMethod.CRITERIA_COUNT,),
        Method.PRODUCT: (ScoringMethod.THREE_FACTOR,),
        Method.BOTH: tuple(ScoringMethod),
    }[method]
    number = number_named(NOUN, key, unit) if key is not None else None
    with session.reading() as db:
        unit_id = find_unit(db, unit).id if unit and number is None else None
        return assess_points(db, session.today(), methods, unit_id=unit_id, point_id=number)


def _row(line: "Assessed") -> tuple[Any, ...]:
    made = line.assessment
    return (
        *(line.number, line.unit, line.name, line.declared, line.declared_method),
        *(made.method.value, line.level, line.comparison.value, made.working, line.override_reason),
    )


def _tell(lines: "Sequence[Assessed]") -> None:
    """Point by point: what was declared, then each method with its working and what follows."""
    last = None
    for line in lines:
        number, unit, name, declared, chosen, _, _, compared, working, reason = _row(line)
        if number != last:
            last = number
            said = f"登记等级 {declared or '未填'}" + (f"，{chosen}" if chosen else "")
            show(f"{number} {unit}：{' '.join(name.split())}（{said}）")
            if reason:
                show(f"    等级调整理由：{reason}")
        show(f"    {working}；登记与计算：{compared}")
    points = len({line.number for line in lines})
    counts = Counter((line.assessment.method.value, line.comparison.value) for line in lines)
    warn(f"共 {points} 个风险点" if points else "没有符合条件的风险点")
    for method in dict.fromkeys(method for method, _ in counts):
        parts = [f"{compared} {number}" for (way, compared), number in counts.items() if way == method]
        warn(f"{method}：{'、'.join(parts)}")
    workings = " ".join(line.assessment.working for line in lines if "未设定" in line.assessment.working)
    if missing := sorted(set(re.findall(r"risk\.\w+", workings))):
        warn(f"限额未设定：{'、'.join(missing)}")
        warn(next_step(f"powerctl limit set {missing[0]} 数值 --from 日期 --cites 依据文件"))


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "销号一个风险点（从哪一天起、为什么）；记录仍保留。")
