"""Whose list a workbook is, and of which year: the unit of every record, and the edition's name.

In this order: what the clerk typed; the record's own 单位 cell; the line or title that names
the unit above the table; the exercising body, where all records have the same. What remains
unclear is said, with the choices, and not guessed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import select

from powerctl.areas.identity import is_value, normal
from powerctl.areas.organization.directory import Units
from powerctl.areas.organization.slips import may_be_meant
from powerctl.areas.receipt import Action, Draft, table_of
from powerctl.model import ImportBatch, Unit
from powerctl.sheets.reading import ReadSheet, ReadWorkbook, Record

_LIST_WORDS = re.compile(
    r"权责|权力|职权|责任清单|行政|廉政|廉洁|风险|岗位|防控|清单|目录|一览表|登记表|汇总"
)
_REGISTER_WORDS = re.compile(
    "用权|办件|案件|受委托|委托|授权|检查(?!.{0,3}[局所队站院])|执法(?=案件|检查|情况|台账|登记)|处罚|登记(?!局|中心|机关|所)"
)
"""What a register speaks of; looked for only where no list word follows the unit: units are called so."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_LEADING = re.compile(r"^(?:附件\d*[:：.]?|关于|(?:19|20)\d{2}年度?版?|[《“\"(（])+")
_UNIT_ENDINGS = (
    *("局", "委", "办", "中心", "政府", "厅", "院", "镇", "乡", "街道", "办事处", "村", "社区", "公司", "队"),
    *("站", "所", "会", "部", "处", "学校", "党校", "馆", "署", "行", "社", "团", "室"),
)
_SECTION_ENDINGS = ("科", "股", "室", "组", "大厅", "窗口", "岗位")
_ANY_UNIT = re.compile(r"级|以上|主管|有关|相关|部门|[、，,；;/]")
_ORGAN_WORDS = re.compile(r"[县市区镇乡委府]")


@dataclass(frozen=True, slots=True)
class Place:
    """The unit of a record, and the section that its 单位/科室 cell names, if it does."""

    unit_id: int
    section: str = ""


def unit_in_title(title: str) -> str:
    """The unit that a title such as 某某市财政局2025年权责清单 names, or ""."""
    text = _LEADING.sub("", normal(title))
    for patterns in ((_LIST_WORDS, _YEAR), (_LIST_WORDS, _YEAR, _REGISTER_WORDS)):
        found = [hit.start() for pattern in patterns if (hit := pattern.search(text))]
        name = text[: min(found, default=len(text))].rstrip("的")
        if len(name) > 2 and name.endswith(_UNIT_ENDINGS):
            return name
    return ""


def year_in(text: str) -> str:
    """The year that a title gives (2025年…), as four digits, or ""."""
    found = _YEAR.search(normal(text))
    return found.group(1) if found else ""


def edition_name(draft: Draft, edition: str | None) -> tuple[str, str]:
    """The edition's name, and a note on where it comes from (empty when the clerk or the title said it)."""
    if edition and edition.strip():
        return edition.strip(), ""
    for sheet in draft.workbook.sheets:
        if year := year_in(sheet.title):
            return f"{year}年版", ""
    if year := year_in(PurePath(draft.workbook.file_name).stem):
        return f"{year}年版", f"表中没有年份，按文件名记为“{year}年版”；要改请加 --edition"
    name = f"{draft.today.year}年版"
    return name, f"表中没有年份，清单版本记为“{name}”；要改请加 --edition"


def place(
    draft: Draft, units: Units, records: Sequence[tuple[ReadSheet, Record]], unit: str | None
) -> list[Place]:
    """The unit of each record; units not known yet are proposed in `units` and noted in the draft.

    A `unit` typed that is not known, and likely a slip, is a doubt of the draft.
    """
    if unit and unit.strip():
        return _all_of(draft, units, records, unit.strip())
    fallback = names_above(draft.workbook, records)
    keys: list[tuple[str, str]] = []
    found: dict[tuple[str, str], Place | None] = {}
    for sheet, record in records:
        own = record.values.get("unit", "")
        key = (own if is_value(own) else "", fallback[id(sheet)])
        keys.append(key)
        if key not in found and not draft.is_rejected(sheet, record):
            found[key] = _placed(draft, units, *key)
    # A unit that only records with problems name is not proposed for their sake.
    anywhere = next(iter(found.values()), None)
    places = [found.get(key, anywhere) for key in keys]
    if all(places):
        return [spot for spot in places if spot]
    pretended = _same_file_before(draft)
    if pretended is None:
        pretended = _unclear(draft, units, records)
    return [
        spot or Place(pretended, record.values.get("unit", "")) for spot, (_, record) in _zip(places, records)
    ]


def _zip(
    places: list[Place | None], records: Sequence[tuple[ReadSheet, Record]]
) -> list[tuple[Place | None, tuple[ReadSheet, Record]]]:
    return list(zip(places, records, strict=True))


def _all_of(
    draft: Draft, units: Units, records: Sequence[tuple[ReadSheet, Record]], unit: str
) -> list[Place]:
    number = units.find(unit)
    if number is None:
        near = units.near(unit)
        number = _doubted(draft, units, records, unit) or propose(draft, units, unit)
        if near and not draft.unit_doubt:
            draft.notes.append(f"与“{unit}”相近的已登记单位：{'、'.join(near)}")
    own = [record.values.get("unit", "") for _, record in records]
    other = Counter(text for text in own if is_value(text) and units.find(text) != number)
    if other:
        names = "、".join(f"“{text}”{count}条" for text, count in other.most_common(5))
        draft.notes.append(f"“单位”一栏另有写法（{names}），按 --unit 记入“{units.names[number]}”")
    return [Place(number, text if text in other else "") for text in own]


def _doubted(
    draft: Draft, units: Units, records: Sequence[tuple[ReadSheet, Record]], unit: str
) -> int | None:
    """A number for a unit that was typed and is likely meant to be another; None where nothing says so."""
    known = may_be_meant(unit, units.names.values())[:3]
    written = [name for name in _written_in(draft, records, unit) if name not in known][:3]
    if normal(unit).isascii():
        known = known or units.near(unit)
        draft.doubt(f"没有代码为“{unit}”的单位（{'、'.join(known) or '还没有登记单位'}）", known)
    elif known or written:
        said = [f"相近的已登记单位：{'、'.join(known)}"] if known else []
        said += [f"表中写的单位：{'、'.join(written)}"] if written else []
        draft.doubt(f"单位“{unit}”尚未登记（{'；'.join(said)}）", [*known, *written])
    else:
        return None
    number = units.add("".join(unit.split()))
    draft.new_units.append(units.names[number])
    return number


def _written_in(draft: Draft, records: Sequence[tuple[ReadSheet, Record]], unit: str) -> list[str]:
    """The other units that a workbook names as its own, or of which the one typed may be a slip.

    None where it names the one that was typed, be it in a shorter form.
    """
    above = names_above(draft.workbook, records)
    named: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    for sheet, record in records:
        own = record.values.get("unit", "")
        body = record.values.get("exercising_body", "")
        name = own if is_value(own) and not _is_section(own) else above[id(sheet)]
        bodies[normal(body if is_value(body) else "")] += 1
        if normal(name) != normal(body) or _is_one_unit(name):
            named[normal(name)] += 1
    typed = normal(unit)
    mentioned = [name for name, _ in (named + bodies).most_common() if name]
    if any(name in typed for name in mentioned if len(name) > 2):
        return []
    own_names = [name for name, _ in named.most_common() if name]
    return list(dict.fromkeys([*own_names, *may_be_meant(unit, mentioned)]))


def _is_one_unit(body: str) -> bool:
    """云泽县财政局 is one; 县级以上人民政府 and 财政主管部门 may be any."""
    name = normal(body)
    return name.endswith(_UNIT_ENDINGS) and not _ANY_UNIT.search(name)


def names_above(workbook: ReadWorkbook, records: Sequence[tuple[ReadSheet, Record]]) -> dict[int, str]:
    """Per table (by `id`), the unit that stands above the table, or that all records name as their body."""
    written = dict.fromkeys(record.values.get("exercising_body", "") for _, record in records)
    bodies = {normal(text): text for text in written if is_value(text)}
    uniform = next(iter(bodies.values())) if len(bodies) == 1 else ""
    named = {id(sheet): sheet.unit_name.strip() or unit_in_title(sheet.title) for sheet in workbook.sheets}
    elsewhere = {normal(name): name for name in named.values() if name}
    common = next(iter(elsewhere.values())) if len(elsewhere) == 1 else ""
    return {sheet: name or common or uniform for sheet, name in named.items()}


def _placed(draft: Draft, units: Units, own: str, fallback: str) -> Place | None:
    if own:
        number = units.find(own)
        if number is not None:
            return Place(number)
        if not _is_section(own):
            return Place(propose(draft, units, own))
    if not fallback:
        return None
    number = units.find(fallback)
    if number is None:
        number = propose(draft, units, fallback)
    return Place(number, own if normal(own) != normal(fallback) else "")


def _is_section(text: str) -> bool:
    """办公室 and 财务科 belong to a unit; 县政府办公室 is one."""
    name = normal(text)
    if not name.endswith(_SECTION_ENDINGS):
        return False
    return not (name.endswith("办公室") and _ORGAN_WORDS.search(name))


def propose(draft: Draft, units: Units, name: str) -> int:
    """A number for a unit that the import will create; the notes say so, and whose name it may be, too."""
    near = may_be_meant(name, [known for known in units.names.values() if known not in draft.new_units])[:3]
    number = units.add("".join(name.split()))
    draft.new_units.append(units.names[number])
    said = f"单位“{units.names[number]}”尚未登记，导入时将新建（代码 {units.codes[number]}）"
    if near:
        said += f"；与已登记的“{'”“'.join(near)}”相近，是同一个单位的，请把表中的写法改为全称，或者加 --unit"
    draft.notes.append(said)
    return number


def write_new_units(draft: Draft, units: Units) -> None:
    """Hands the proposed units to the draft."""
    columns = ("id", "code", "name", "batch_id")
    rows = [(number, units.codes[number], units.names[number], draft.batch_id) for number in units.added]
    draft.write(Action.INSERT, table_of(Unit), columns, rows)


def _same_file_before(draft: Draft) -> int | None:
    """The unit that this very file was imported for, so that importing it again needs no more words."""
    table = table_of(ImportBatch)
    query = (
        select(table.c.unit_id)
        .where(table.c.sha256 == draft.workbook.sha256, table.c.undone_at.is_(None))
        .order_by(table.c.id.desc())
        .limit(1)
    )
    number: int | None = draft.session.connection().execute(query).scalar()
    return number


def _unclear(draft: Draft, units: Units, records: Sequence[tuple[ReadSheet, Record]]) -> int:
    bodies = Counter(normal(record.values.get("exercising_body", "")) for _, record in records)
    choices = [name for name, _ in bodies.most_common(6) if is_value(name)][:5]
    in_name = unit_in_title(PurePath(draft.workbook.file_name).stem)
    draft.unit_choices = list(
        dict.fromkeys([*([in_name] if in_name else []), *choices, *list(units.names.values())[:5]])
    )
    draft.unit_missing = True
    listed = f"（例如：{'、'.join(draft.unit_choices)}）" if draft.unit_choices else ""
    draft.notes.append(f"看不出这是哪个单位的清单，导入时请加 --unit 单位名称{listed}")
    return units.add("待定单位")
