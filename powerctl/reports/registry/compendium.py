"""制度汇编: a unit's institutions with contents, by section, with number, days and summary (R-FS-04)."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from sqlmodel import Session, col, select

from powerctl.areas.organization.units import find_unit
from powerctl.areas.registry.institutions.compendium import compiled_order
from powerctl.areas.registry.institutions.queries import INSTITUTION, possibly_binds
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import (
    Compendium,
    CompendiumEntry,
    Institution,
    InstitutionLink,
    Power,
    RiskPoint,
)
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, roster_masker
from powerctl.terms import BINDING, InstitutionClass

_NO_SECTION = "未分类"
_NUMERALS = "一二三四五六七八九十"
_MOST_NAMED = 20


def build(session: Session, order: Order) -> Report:
    """The compendium of one unit: its latest edition by the day, or what is in force where it has none.

    Raises Refused without a unit, and for one that has neither.
    """
    if order.unit is None:
        raise Refused("制度汇编按单位出具，没有指明单位", hint="powerctl report make 制度汇编 --unit 单位")
    unit = find_unit(session, order.unit)
    put_in_force(session, order.as_of)
    binding = session.exec(
        select(Institution).where(possibly_binds(INSTITUTION), Institution.unit_id == unit.id)
    ).all()
    edition = _edition(session, unit.id or 0, order.as_of)
    inside = _inside(session, edition) if edition else sorted(binding, key=compiled_order)
    if not inside:
        raise Refused(
            f"{unit.name}截至 {order.as_of.isoformat()} 没有制度汇编，也没有登记现行的制度",
            hint=f"powerctl institution add 制度名称 --unit {unit.code}",
        )
    name = edition.name if edition else "制度汇编"
    meta = Meta(
        name="compendium",
        title=f"{unit.name}{name}",
        unit=unit.name,
        period=_issued(edition),
        as_of=order.as_of,
        generated=order.generated,
        number=f"ZDHB-{unit.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
    )
    mask = roster_masker(session)
    left_out = [one for one in binding if one.id not in {other.id for other in inside}] if edition else []
    blocks: tuple[Block, ...] = (
        Title((unit.name, name)),
        *_foreword(edition, inside, left_out, order.as_of, mask),
        Heading("目录"),
        _contents(inside, order.as_of, mask),
        *_sections(session, inside, mask),
        Sign(unit.name, edition.issued_on if edition and edition.issued_on else order.as_of),
    )
    return sealed(Report(meta=meta, blocks=blocks))


def _edition(session: Session, unit_id: int, day: date) -> Compendium | None:
    """The latest edition by the day; one without a day of issue only where there is no other."""
    editions = session.exec(select(Compendium).where(Compendium.unit_id == unit_id)).all()
    known = [one for one in editions if one.issued_on is None or one.issued_on <= day]
    return max(known, key=lambda one: (one.issued_on or date.min, one.id or 0), default=None)


def _issued(edition: Compendium | None) -> str:
    if edition is None:
        return "现行制度"
    return f"{chinese_day(edition.issued_on)}印发" if edition.issued_on else "未注明印发日期"


def _inside(session: Session, edition: Compendium) -> list[Institution]:
    """What the edition holds, by section, within a section in the edition's own order."""
    rows = session.exec(
        select(Institution, CompendiumEntry.position)
        .join(CompendiumEntry, col(CompendiumEntry.institution_id) == col(Institution.id))
        .where(CompendiumEntry.compendium_id == edition.id)
        .order_by(col(CompendiumEntry.position), col(CompendiumEntry.id))
    ).all()
    first: dict[str, int] = {}
    for place, (one, _) in enumerate(rows):
        first.setdefault(one.section or "", place)
    listed = sorted(enumerate(rows), key=lambda pair: (first[pair[1][0].section or ""], pair[0]))
    return [one for _, (one, _) in listed]


def _foreword(
    edition: Compendium | None,
    inside: Sequence[Institution],
    left_out: Sequence[Institution],
    day: date,
    mask: Callable[[str], str],
) -> list[Block]:
    counts = [(kind.value, sum(one.kind is kind for one in inside)) for kind in InstitutionClass]
    unnamed = len(inside) - sum(count for _, count in counts)
    counts += [("未注明类别", unnamed)] if unnamed else []
    told = "、".join(f"{name} {count} 项" for name, count in counts if count)
    what = f"收入制度 {len(inside)} 项" if edition else f"尚未编印制度汇编，现行制度 {len(inside)} 项列后"
    blocks: list[Block] = [Paragraph(f"{what}，其中{told}；效力状况截至{chinese_day(day)}。")]
    if left_out:
        names = "、".join(f"《{mask(one.name)}》" for one in left_out[:_MOST_NAMED])
        more = "等" if len(left_out) > _MOST_NAMED else ""
        blocks.append(Paragraph(f"另有 {len(left_out)} 项制度没有收入本汇编：{names}{more}。"))
    return blocks


def _contents(inside: Sequence[Institution], day: date, mask: Callable[[str], str]) -> Table:
    rows = tuple(
        (
            str(number),
            mask(one.name),
            mask(one.number) or "－",
            one.section or _NO_SECTION,
            one.kind.value if one.kind else "未注明",
            one.valid_from.isoformat() if one.valid_from else "未注明",
            _state(one, day),
        )
        for number, one in enumerate(inside, 1)
    )
    headings = ("序号", "制度名称", "文号", "类别", "性质", "施行日期", "效力")
    return Table("", headings, (6, 28, 16, 11, 12, 15, 12), rows)


def _state(one: Institution, day: date) -> str:
    if one.valid_to is not None and one.valid_to < day:
        return f"{one.valid_to.isoformat()} 失效"
    if one.status is not None and one.status not in BINDING:
        return one.status.value
    if one.valid_from is not None and one.valid_from > day:
        return "尚未施行"
    return one.status.value if one.status else "未注明"


def _sections(session: Session, inside: Sequence[Institution], mask: Callable[[str], str]) -> list[Block]:
    governed = _governed(session, inside)
    blocks: list[Block] = []
    number = 0
    groups = groupby(inside, key=lambda one: one.section or _NO_SECTION)
    for place, (section, group) in enumerate(groups):
        blocks.append(Heading(f"{_numeral(place + 1)}、{section}"))
        for one in group:
            number += 1
            blocks.append(Heading(f"{number}．{mask(one.name)}", level=2))
            blocks.append(Paragraph(mask(_facts(one))))
            if one.summary:
                blocks.append(Paragraph(mask(one.summary)))
            if names := governed.get(one.id or 0):
                listed = "；".join(mask(name) for name in names[:_MOST_NAMED])
                more = f"等 {len(names)} 项" if len(names) > _MOST_NAMED else ""
                blocks.append(Paragraph(f"管辖：{listed}{more}。"))
    return blocks


def _numeral(number: int) -> str:
    """一 … 十, 十一 …; beyond ninety-nine in figures."""
    if number <= 10:
        return _NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


def _facts(one: Institution) -> str:
    facts = (
        ("文号", one.number),
        ("制定机关", one.issuer),
        ("印发", chinese_day(one.issued_on) if one.issued_on else ""),
        ("施行", chinese_day(one.valid_from) if one.valid_from else "日期未注明"),
        ("责任部门", one.owner_written or "未注明"),
    )
    return "；".join(f"{heading}：{value}" for heading, value in facts if value) + "。"


def _governed(session: Session, inside: Sequence[Institution]) -> dict[int, list[str]]:
    """Names of the powers and risk points that each governs, each once."""
    numbers = [one.id for one in inside]
    found: dict[int, list[str]] = {}
    for model, link in ((Power, InstitutionLink.power_id), (RiskPoint, InstitutionLink.risk_point_id)):
        rows = session.exec(
            select(InstitutionLink.institution_id, model.name)
            .join(model, col(model.id) == col(link))
            .where(col(InstitutionLink.institution_id).in_(numbers))
            .order_by(col(InstitutionLink.id))
        ).all()
        for number, name in rows:
            names = found.setdefault(number, [])
            if name not in names:
                names.append(name)
    return found
