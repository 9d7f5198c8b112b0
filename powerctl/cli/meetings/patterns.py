"""meeting patterns: how bodies meet and vote, in figures; single persons only on request and on record."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.output import Format, FormatOption, print_json, print_rows, show, warn
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.meetings.patterns import Line, Patterns
    from powerctl.areas.meetings.patterns_by_person import PersonLine

_KEYS = ("pattern", "unit", "body", "hits", "of", "share", "elsewhere", "enough", "stands_out", "said")
_HEADINGS = ("单位", "会议", "次数", "基数", "比例", "其他机构", "说明")
_PERSON_KEYS = (
    *("unit", "body", "person", "votes", "dissenting", "elsewhere", "turns", "towards_head", "enough"),
)
_PERSON_HEADINGS = (
    *("单位", "会议", "姓名", "记名票", "反对或弃权", "其他成员的比例"),
    *("先发言后表决", "转为与“一把手”一致", "是否足以判断"),
)


def add_patterns(app: typer.Typer) -> None:
    """Give the group `meeting` its `patterns`."""

    @app.command(
        "patterns",
        cls=Command,
        help="表决和议事情况分析：只统计记名表决，附同期其他机构的比例；按人查看须写明理由并记入台账。",
    )
    def _patterns(
        unit: Annotated[
            str | None,
            typer.Option("--unit", "-u", help="单位代码或名称，含下级；不写为全县", metavar="单位"),
        ] = None,
        since: Annotated[
            str | None, typer.Option("--since", help="期间的第一天，如 2025-01-01", metavar="日期")
        ] = None,
        as_of: Annotated[
            str | None, typer.Option("--as-of", help="期间的最后一天；不写为今天", metavar="日期")
        ] = None,
        by_person: Annotated[
            bool, typer.Option("--by-person", help="按人列出记名表决；查看本身记入台账")
        ] = False,
        reason: Annotated[str | None, typer.Option("--reason", help="按人查看的理由", metavar="文字")] = None,
        form: FormatOption = Format.TABLE,
    ) -> None:
        first, last = session.parse_day(since), session.parse_day(as_of) or session.today()
        if first is not None and first > last:
            raise Refused(f"期间的第一天 {first} 晚于最后一天 {last}", hint="核对 --since 和 --as-of")
        if by_person:
            _show_persons(unit, first, last, reason or "", form)
        elif reason is not None:
            raise Refused(
                "写了 --reason 而没有写 --by-person",
                hint="powerctl meeting patterns --by-person --reason 理由",
            )
        else:
            _show_bodies(unit, first, last, form)


def _show_bodies(unit: str | None, since: date | None, until: date, form: Format) -> None:
    from powerctl.areas.meetings.patterns import UNANIMITY, find_patterns

    with session.reading() as db:
        found = find_patterns(db, until=until, since=since, unit_ids=_inside(db, unit))
    if form is Format.JSON:
        print_json(_as_json(found, UNANIMITY))
        return
    if form is Format.CSV:
        headings = ("分析内容", *_HEADINGS)
        rows = [(each.title, *_row(line)) for each in found.patterns for line in each.lines]
        print_rows(headings, headings, rows, form)
        warn(UNANIMITY)
        return
    show(UNANIMITY)
    for each in found.patterns:
        show("")
        title = f"{each.title}（次数：{each.hits}；基数：{each.of}；基数不足 {each.least} 的不作判断）"
        print_rows(_HEADINGS, _HEADINGS, [_row(line) for line in each.lines], form, title=title)
    _show_alike(found)


def _show_alike(found: "Patterns") -> None:
    show("")
    show(
        f"不同日期的会议记录文字相近：比较 {found.compared} 段，"
        f"相近达到 {found.alike_percent}% 的 {len(found.alike)} 组"
    )
    for alike in found.alike:
        show(f"  相近 {alike.percent}%，涉及 {alike.days} 个日期")
        for passage in (alike.one, alike.other):
            words = " ".join(passage.shown.split())
            show(f"    {passage.day} 会议 {passage.meeting}“{passage.topic}”：{words}")
    if found.invalid:
        show(f"标注无效的会议 {found.invalid} 次未计入")
    if found.no_day:
        show(f"没有召开日期的会议 {found.no_day} 次未计入")


def _row(line: "Line") -> tuple[Any, ...]:
    from powerctl.areas.meetings.patterns import FEW, percent

    marked = "可进一步了解；" if line.stands_out else "" if line.enough else f"{FEW}；"
    return (
        *(line.unit, line.body, line.hits, line.of, line.share if line.enough else "－"),
        *(percent(line.elsewhere), (marked + line.said).rstrip("；")),
    )


def _as_json(found: "Patterns", caution: str) -> dict[str, Any]:
    from powerctl.areas.meetings.patterns import percent

    return {
        "caution": caution,
        "since": found.since,
        "until": found.until,
        "lines": [
            dict(
                zip(
                    _KEYS,
                    (
                        *(each.key, line.unit, line.body, line.hits, line.of),
                        *(line.share if line.enough else None, percent(line.elsewhere)),
                        *(line.enough, line.stands_out, line.said),
                    ),
                    strict=True,
                )
            )
            for each in found.patterns
            for line in each.lines
        ],
        "alike": [
            {
                "percent": alike.percent,
                "days": alike.days,
                "passages": [
                    {"meeting": one.meeting, "topic": one.topic, "held_on": one.day, "text": one.shown}
                    for one in (alike.one, alike.other)
                ],
            }
            for alike in found.alike
        ],
        "left_out": {"no_day": found.no_day, "invalid": found.invalid},
    }


def _show_persons(unit: str | None, since: date | None, until: date, reason: str, form: Format) -> None:
    from powerctl.areas.meetings.patterns import UNANIMITY
    from powerctl.areas.meetings.patterns_by_person import find_by_person, record_inquiry

    with session.writing("meeting patterns --by-person") as db:
        record_inquiry(
            db,
            unit_id=_unit_id(db, unit),
            since=since,
            until=until,
            reason=reason,
            looked_on=session.today(),
        )
    # Read only after the entry is sealed: nobody sees a line without leaving one.
    with session.reading() as db:
        lines = find_by_person(db, until=until, since=since, unit_ids=_inside(db, unit))
    print_rows(_PERSON_KEYS, _PERSON_HEADINGS, [_person_row(line, form) for line in lines], form)
    warn(UNANIMITY)
    warn("本次按人查看已记入台账：powerctl ledger log")


def _person_row(line: "PersonLine", form: Format) -> tuple[Any, ...]:
    from powerctl.areas.meetings.patterns import FEW, percent

    said: Any = line.enough if form is Format.JSON else "是" if line.enough else FEW
    return (
        *(line.unit, line.body, line.person, line.votes, line.dissenting, percent(line.elsewhere)),
        *(line.turns, line.towards_head, said),
    )


def _unit_id(db: "Session", unit: str | None) -> int | None:
    from powerctl.areas.organization.units import find_unit

    return None if unit is None else find_unit(db, unit).id


def _inside(db: "Session", unit: str | None) -> set[int] | None:
    """The unit and all below it; None for the county."""
    top = _unit_id(db, unit)
    if top is None:
        return None
    from powerctl.limits.stored import read_parents
    from powerctl.limits.values import above

    parents = read_parents(db)
    return {number for number in parents if top in above(number, parents)}
