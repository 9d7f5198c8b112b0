"""risk score, sensitivity, assess, fix, factor: how the level of a point comes about."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.listing import UnitFilter
from powerctl.cli.meetings.named import tell_item, which_item
from powerctl.cli.output import Format, FormatOption, next_step, print_json, print_rows, show, warn
from powerctl.cli.setting import Noun, OnDay, Within, day_or_today, found, number_named, show_changes
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.risk.assessing import Assessed
    from powerctl.model import RiskPoint


class Method(StrEnum):
    """By which way levels are computed."""

    CRITERIA = "criteria"
    PRODUCT = "product"
    BOTH = "both"
    OWN = "own"
    ALL = "all"


WAYS = "criteria 标准计数法、product 三因素乘积法、both 前两种、own 风险点所用的自定方法、all 全部"
MethodOption = Annotated[Method, typer.Option("--method", help=WAYS, metavar="方法")]
OnePoint = Annotated[str | None, typer.Argument(help="风险点的编号或名称；不写为全部", metavar="编号或名称")]
_KEYS = (
    *("id", "unit", "risk_point", "declared", "declared_method"),
    *("method", "computed", "comparison", "working", "override_reason"),
)
_HEADINGS = (
    *("编号", "单位", "风险点", "登记等级", "登记的评估方法"),
    *("方法", "计算等级", "登记与计算", "算式", "等级调整理由"),
)
_FLIP_KEYS = ("id", "unit", "risk_point", "method", "factor", "before", "after", "level", "new_level")
_FLIP_HEADINGS = ("编号", "单位", "风险点", "方法", "因素", "现值", "改为", "现等级", "将变为")
_SHOWN = 10


def add_level_commands(app: typer.Typer, noun: Noun) -> None:
    """Give `risk` its commands about levels."""
    _add_score(app, noun)
    _add_sensitivity(app, noun)
    _add_assess(app, noun)
    _add_fix(app, noun)
    _add_factor(app, noun)


def points_meant(db: "Session", point: str | None, unit: str | None) -> "list[RiskPoint]":
    """One point, or the open points of a unit and those below it. Raises Refused where neither is named."""
    from sqlmodel import col, select

    from powerctl.areas.organization.units import find_unit
    from powerctl.areas.risk.assessing import below
    from powerctl.areas.risk.points import find_point
    from powerctl.model import RiskPoint

    if point is not None:
        return [find_point(db, point, unit=unit or "")]
    if unit is None:
        raise Refused("要写明哪个风险点，或用 --unit 写明哪个单位（县名为全县）", hint="powerctl risk list")
    units = below(db, find_unit(db, unit).id)
    is_open = col(RiskPoint.closed_on).is_(None)
    query = select(RiskPoint).where(col(RiskPoint.unit_id).in_(units), is_open).order_by(col(RiskPoint.id))
    return list(db.exec(query).all())


def _add_score(app: typer.Typer, noun: Noun) -> None:
    @app.command(
        "score",
        cls=Command,
        help="计算风险等级并列出算式，与登记的等级对照；不写编号则计算全部在控风险点。",
    )
    def _score(
        key: OnePoint = None,
        unit: UnitFilter = None,
        method: MethodOption = Method.ALL,
        differing: Annotated[bool, typer.Option("--differing", help="只列登记与计算不一致的")] = False,
        form: FormatOption = Format.TABLE,
    ) -> None:
        lines = _assessed(noun, key, unit, method)
        if differing:
            lines = [line for line in lines if line.comparison.startswith("不一致")]
        if form is Format.JSON:
            print_json([dict(zip(_KEYS, _row(line), strict=True)) for line in lines])
        elif form is Format.TABLE:
            _tell(lines)
        else:
            print_rows(_KEYS, _HEADINGS, [_row(line) for line in lines], form)


def _add_sensitivity(app: typer.Typer, noun: Noun) -> None:
    @app.command(
        "sensitivity",
        cls=Command,
        help="列出一个因素变动一分、或一项标准改变答案，等级就会变的风险点。",
    )
    def _sensitivity(
        key: OnePoint = None,
        unit: UnitFilter = None,
        method: MethodOption = Method.ALL,
        form: FormatOption = Format.TABLE,
    ) -> None:
        from powerctl.areas.risk.sensitivity import flips_of

        lines = _assessed(noun, key, unit, method)
        flips = flips_of(lines)
        rows = [tuple(getattr(flip, name) for name in flip.__slots__) for flip in flips]
        print_rows(_FLIP_KEYS, _FLIP_HEADINGS, rows, form, empty="没有一分之差就会变等级的风险点")
        if form is Format.TABLE:
            computed = {line.number for line in lines if line.assessment.computable}
            points = len({flip.number for flip in flips})
            warn(f"算得出等级的风险点 {len(computed)} 个，其中 {points} 个在等级边缘")


def _add_assess(app: typer.Typer, noun: Noun) -> None:
    @app.command(
        "assess",
        cls=Command,
        help="评估并存档：方法、限额依据、因素和算式按当天的样子保存，供会议研究确定。",
    )
    def _assess(
        key: OnePoint = None,
        unit: UnitFilter = None,
        way: Annotated[
            str | None, typer.Option("--method", help="没有注明评估方法的风险点用什么方法", metavar="方法")
        ] = None,
        on: OnDay = None,
    ) -> None:
        from powerctl.areas.organization.units import find_unit
        from powerctl.areas.risk.assessments import freeze_assessments
        from powerctl.sheets.words.vocabulary import scoring_method

        if key is None and unit is None:
            raise Refused(
                "要写明哪个风险点，或用 --unit 写明哪个单位（县名为全县）", hint="powerctl risk list"
            )
        chosen = scoring_method(way) if way else None
        if way and chosen is None:
            raise Refused(f"没有评估方法“{way}”", hint="powerctl risk assess --help")
        day = day_or_today(on)
        number = number_named(noun, key, unit) if key is not None else None
        with session.writing(f"risk assess {number or ''}".rstrip()) as db:
            unit_id = find_unit(db, unit).id if unit and number is None else None
            done = freeze_assessments(db, day, unit_id=unit_id, point_id=number, way=chosen)
            if done.without_method and not done.assessed:
                raise Refused(
                    f"风险点“{done.without_method[0]}”没有注明评估方法",
                    hint="powerctl risk assess … --method 标准计数法",
                )
        show(f"已评估存档 {done.assessed} 个风险点（{day}）" + (f"，编号 {done.last}" if done.last else ""))
        _list_some("算不出等级", done.not_computable)
        _list_some("没有注明评估方法，未评估", done.without_method)


def _add_fix(app: typer.Typer, noun: Noun) -> None:
    @app.command(
        "fix",
        cls=Command,
        help="登记班子会议研究确定的等级：一个风险点，或一个单位（及下级）全部按登记等级确定。",
    )
    def _fix(
        key: OnePoint = None,
        *,
        meeting: Annotated[
            str, typer.Option("--meeting", help="研究确定的会议：会议编号#第几项", metavar="会议")
        ],
        on: OnDay = None,
        level: Annotated[
            str | None, typer.Option("--level", help="确定的等级；不写为登记的等级", metavar="等级")
        ] = None,
        document: Annotated[str, typer.Option("--document", help="文号", metavar="文号")] = "",
        reason: Annotated[str, typer.Option("--reason", help="与计算等级不同的理由", metavar="文字")] = "",
        unit: UnitFilter = None,
    ) -> None:
        from powerctl.areas.risk.assessments import fix_level, fix_levels

        day = day_or_today(on)
        if key is None and (level or reason):
            raise Refused(
                "--level、--reason 只用于一个风险点",
                hint="powerctl risk fix 编号 --meeting 会议 --level 等级",
            )
        number = number_named(noun, key, unit) if key is not None else None
        with session.writing(f"risk fix {number or ''}".rstrip()) as db:
            if number is not None:
                point = found(db, noun, number)
                made = fix_level(
                    db, point, level=level or "", on=day, meeting=meeting, document=document, reason=reason
                )
                said = f"已登记：{meeting}（{day}）确定“{point.name}”为{made.fixed_level}"
                item = which_item(db, meeting, point.unit_id)
                left: list[str] = []
            else:
                points = list(points_meant(db, None, unit))
                done = fix_levels(db, points, on=day, meeting=meeting, document=document)
                homes = {point.unit_id for point in points}
                # Where the words mean nothing for one of the units, that is what has to be told.
                item = min((which_item(db, meeting, home) for home in homes), key=bool, default="")
                said = f"已登记：{meeting}（{day}）确定 {done.fixed} 个风险点的等级"
                left = done.left_out
        show(said)
        tell_item(meeting, item)
        _list_some("未确定", left)


def _add_factor(app: typer.Typer, noun: Noun) -> None:
    @app.command("factor", cls=Command, help="登记风险点在自定方法的一个因素上的分值；分值写“空”为清空。")
    def _factor(
        key: Annotated[str, typer.Argument(help="风险点的编号或名称", metavar="编号或名称")],
        factor: Annotated[str, typer.Argument(help="因素名称", metavar="因素")],
        score: Annotated[str, typer.Argument(help="分值", metavar="分值")],
        unit: Within = None,
    ) -> None:
        from powerctl.areas.risk.factors import set_factor

        number = number_named(noun, key, unit)
        with session.writing(f"risk factor {number}") as db:
            point = found(db, noun, number)
            changes = set_factor(db, point, factor, "" if score.strip() == "空" else score)
            name = point.name
        show_changes(noun, number, name, changes)


def _list_some(what: str, names: Sequence[str]) -> None:
    if names:
        warn(f"{what} {len(names)} 个：")
        for name in names[:_SHOWN]:
            warn(f"    {name}")
        if len(names) > _SHOWN:
            warn(f"    另有 {len(names) - _SHOWN} 个")


def _assessed(noun: Noun, key: str | None, unit: str | None, method: Method) -> "list[Assessed]":
    from powerctl.areas.organization.units import find_unit
    from powerctl.areas.risk.assessing import assess_points
    from powerctl.areas.risk.own_method import OWN_METHODS
    from powerctl.terms import ScoringMethod

    methods = {
        Method.CRITERIA: (ScoringMethod.CRITERIA_COUNT,),
        Method.PRODUCT: (ScoringMethod.THREE_FACTOR,),
        Method.BOTH: (ScoringMethod.CRITERIA_COUNT, ScoringMethod.THREE_FACTOR),
        Method.OWN: OWN_METHODS,
        Method.ALL: tuple(ScoringMethod),
    }[method]
    number = number_named(noun, key, unit) if key is not None else None
    with session.reading() as db:
        unit_id = find_unit(db, unit).id if unit and number is None else None
        return assess_points(db, session.today(), methods, unit_id=unit_id, point_id=number)


def _row(line: "Assessed") -> tuple[Any, ...]:
    made = line.assessment
    method = f"{made.method.value}（{made.name}）" if made.name else made.method.value
    return (
        *(line.number, line.unit, line.name, line.declared, line.declared_method),
        *(method, line.level, line.comparison.value, made.working, line.override_reason),
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
    _tell_unset(line.assessment.working for line in lines)


def _tell_unset(workings: Iterable[str]) -> None:
    text = " ".join(working for working in workings if "未设定" in working)
    if missing := sorted(set(re.findall(r"risk\.\w+", text))):
        warn(f"限额未设定：{'、'.join(missing)}")
        warn(next_step(f"powerctl limit set {missing[0]} 数值 --from 日期 --cites 依据文件"))
