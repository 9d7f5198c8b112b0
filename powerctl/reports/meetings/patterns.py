"""表决和议事情况分析: how bodies meet and vote, in figures beside those of the others (docs/ethics.md).

The page is about bodies. No single person stands on it, and of a topic with a secret ballot nothing.
"""

from collections.abc import Callable

from sqlmodel import Session, select

from powerctl.areas.meetings.alike_passages import Alike, Passage
from powerctl.areas.meetings.patterns import FEW, UNANIMITY, Line, Pattern, Patterns, find_patterns, percent
from powerctl.model import Attendance, Person
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.masking import masker
from powerctl.reports.order import Order, scope

_NUMERALS = "一二三四五六七八九十"
_WIDTHS = (17, 12, 8, 8, 8, 10, 37)
_SHOWN, _LONGEST = 20, 400


def build(session: Session, order: Order) -> Report:
    """The page of a unit and those below it, or of the county, up to the day; `since` is the first day.

    Raises Refused for an unknown unit.
    """
    inside = scope(session, order)
    found = find_patterns(session, until=order.as_of, since=order.since, unit_ids=inside.unit_ids)
    period = f"{chinese_day(order.since)}至" if order.since else "截至"
    meta = Meta(
        name="patterns",
        title=f"{inside.name}表决和议事情况分析",
        unit=inside.name,
        period=f"{period}{chinese_day(order.as_of)}",
        as_of=order.as_of,
        generated=order.generated,
        number=f"YSFX-{inside.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )
    names = {*session.exec(select(Person.name)), *session.exec(select(Attendance.person_written).distinct())}
    mask = masker(names)
    blocks: list[Block] = [
        Title((inside.name, "表决和议事情况分析")),
        Paragraph(UNANIMITY),
        Paragraph(_scope_in_words(found, meta.period)),
    ]
    for at, pattern in enumerate(found.patterns):
        blocks += _part(_NUMERALS[at], pattern)
    blocks += _alike(_NUMERALS[len(found.patterns)], found, mask)
    blocks.append(Sign(inside.name, order.as_of))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _scope_in_words(found: Patterns, period: str) -> str:
    said = (
        f"统计{period}召开的会议，只统计记名表决；进行过无记名票决的议题，其发言和表决一概不统计。"
        "“其他机构”是同期全县其余机构的同一比例，供对照。"
    )
    if found.invalid:
        said += f"标注无效的会议 {found.invalid} 次未计入。"
    if found.no_day:
        said += f"全县有 {found.no_day} 次会议没有召开日期，未计入。"
    return said


def _part(numeral: str, pattern: Pattern) -> list[Block]:
    heading = Heading(f"{numeral}、{pattern.title}")
    if not pattern.lines:
        return [heading, Paragraph("没有可以统计的会议。")]
    headings = ("单位", "会议", "次数", "基数", "比例", "其他机构", "说明")
    told = Paragraph(f"次数：{pattern.hits}。基数：{pattern.of}。基数不足 {pattern.least} 的不作判断。")
    return [heading, told, Table("", headings, _WIDTHS, tuple(_row(line) for line in pattern.lines))]


def _row(line: Line) -> tuple[str, ...]:
    marked = "可进一步了解；" if line.stands_out else "" if line.enough else f"{FEW}；"
    return (
        *(line.unit, line.body, str(line.hits), str(line.of)),
        *(line.share if line.enough else "－", percent(line.elsewhere)),
        (marked + line.said).rstrip("；") or "－",
    )


def _alike(numeral: str, found: Patterns, mask: Callable[[str], str]) -> list[Block]:
    blocks: list[Block] = [Heading(f"{numeral}、不同日期的会议记录文字相近")]
    said = (
        f"比较了 {found.compared} 段议题记录（数字、日期、标点不计），"
        f"不同日期而文字相近达到 {found.alike_percent}% 的有 {len(found.alike)} 组。"
    )
    if found.alike:
        said += "例行事项的记录文字相近属正常情况，请对照原始记录核实。"
    if len(found.alike) > _SHOWN:
        said += f"以下列出最相近的 {_SHOWN} 组。"
    blocks.append(Paragraph(said))
    if found.alike:
        rows = tuple(_pair(number, alike, mask) for number, alike in enumerate(found.alike[:_SHOWN], 1))
        headings = ("序号", "相近", "涉及日期", "记录一", "记录二")
        blocks.append(Table("", headings, (4, 5, 7, 42, 42), rows))
    return blocks


def _pair(number: int, alike: Alike, mask: Callable[[str], str]) -> tuple[str, ...]:
    return (
        *(str(number), f"{alike.percent}%", f"{alike.days} 个"),
        *(mask(in_words(passage)) for passage in (alike.one, alike.other)),
    )


def in_words(passage: Passage) -> str:
    """A passage with the place where it stands, cut where it is long."""
    shown = passage.shown if len(passage.shown) <= _LONGEST else passage.shown[:_LONGEST] + "……"
    return f"{passage.day} 会议 {passage.meeting}“{passage.topic}”：{shown}"
