"""The gate in front of the .xlsx reader: what is in the file, and whether it may be read at all."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps, clean, side_scan, slow_scan
from powerctl.sheets.files.advice import NO_MACROS, SMALLER_FILES
from powerctl.sheets.files.container import Container, damaged, refuse_other_packages, suspicious
from powerctl.sheets.files.sheet_facts import SheetFacts
from powerctl.sheets.files.xml_walk import walk
from powerctl.sheets.grid import cell_name

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedstrings.xml"
# Names that calamine knows; any other error value makes it give up the whole sheet.
KNOWN_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"))
NEWER_ERRORS = frozenset(
    (
        *("#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!"),
        *("#UNKNOWN!", "#EXTERNAL!", "#PYTHON!", "#ERROR!"),
    )
)


@dataclass(slots=True)
class Examined:
    """A workbook that may be read: its sheets in order and what the clerk should know about it."""

    sheets: list[SheetFacts]
    notes: list[str] = field(default_factory=list)


def examine(box: Container) -> Examined:
    """Everything the file says about itself, in one pass. Raises NotReadable."""
    refuse_other_packages(box)
    _refuse_macros(box)
    if _WORKBOOK not in box or _RELATIONS not in box:
        raise damaged("缺少工作簿目录，不是完整的 .xlsx")
    sheets = _sheets(box)
    examined = Examined([])
    for sheet in sheets:
        examined.sheets.append(_scan_sheet(box, sheet) if sheet.is_table else sheet)
    check_totals(examined.sheets)
    measured = {sheet.part.lower() for sheet in sheets if sheet.is_table}
    for part in box.names:
        if part in measured:
            continue
        if part == _STRINGS or part.rpartition("/")[2] == "sharedstrings.xml":
            _sure(side_scan.scan_strings, slow_scan.scan_strings, box, part)
        elif part.endswith((".xml", ".rels", ".vml")):
            _sure(side_scan.scan_any, slow_scan.scan_any, box, part)
    examined.notes = [*_package_notes(box), *sheet_notes(examined.sheets)]
    return examined


def _sure(fast: Callable[..., object], slow: Callable[..., object], box: Container, part: str) -> None:
    try:
        fast(box, part)
    except side_scan.Unsure:
        slow(box, part)


def _scan_sheet(box: Container, sheet: SheetFacts) -> SheetFacts:
    try:
        side_scan.scan_sheet(box, sheet)
    except side_scan.Unsure:
        sheet = SheetFacts(sheet.name, sheet.part, sheet.visible)
        slow_scan.scan_sheet(box, sheet)
    for place, text in sheet.errors.items():
        if text not in KNOWN_ERRORS and text not in NEWER_ERRORS:
            raise damaged(
                f"工作表“{sheet.name}”单元格 {cell_name(*place)} 的错误值“{clean.one_line(text)}”不认识"
            )
    return sheet


def _refuse_macros(box: Container) -> None:
    if any(name.rpartition("/")[2] == "vbaproject.bin" for name in box.names):
        raise NotReadable("MACRO", "文件含有宏（VBA）", hint=NO_MACROS)
    if any(name.startswith("xl/macrosheets/") for name in box.names):
        raise NotReadable("MACRO", "文件含有宏表", hint=NO_MACROS)
    types: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Override" and attributes.get("PartName", "").lower() == f"/{_WORKBOOK}":
            types.append(attributes.get("ContentType", ""))

    walk("[Content_Types].xml", [box.whole("[Content_Types].xml")], start)
    if any("macroenabled" in kind.lower() for kind in types):
        raise NotReadable("MACRO", "文件是启用宏的工作簿", hint=NO_MACROS)


def _sheets(box: Container) -> list[SheetFacts]:
    targets: dict[str, tuple[str, str]] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    walk(_RELATIONS, [box.whole(_RELATIONS)], relation)
    sheets: list[SheetFacts] = []

    def listed(name: str, attributes: dict[str, str]) -> None:
        if name != "sheet":
            return
        kind, target = targets.get(attributes.get("id", ""), ("", ""))
        sheet = SheetFacts(
            name=attributes.get("name", ""),
            part=posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"),
            visible=attributes.get("state", "visible") == "visible",
            is_table=kind == "worksheet",
        )
        if sheet.part not in box or box.size(sheet.part) == 0:
            raise damaged(f"工作表“{clean.one_line(sheet.name)}”的内容缺失")
        sheets.append(sheet)

    walk(_WORKBOOK, [box.whole(_WORKBOOK)], listed)
    if not sheets:
        raise damaged("一张工作表也没有")
    if len(sheets) > caps.SHEETS:
        raise NotReadable(
            "TOO_MANY_SHEETS", f"有 {len(sheets)} 张工作表，最多 {caps.SHEETS} 张", hint=SMALLER_FILES
        )
    if len({sheet.part.lower() for sheet in sheets}) < len(sheets):
        raise suspicious("DUPLICATE_PART", "两张工作表指向同一份内容")
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise suspicious("DUPLICATE_PART", "两张工作表同名")
    return sheets


def check_totals(sheets: list[SheetFacts]) -> None:
    """Raises NotReadable where all sheets together hold too much."""
    cells = sum(sheet.cells for sheet in sheets)
    if cells > caps.CELLS:
        raise NotReadable(
            "TOO_MANY_CELLS",
            f"全部工作表共有 {cells} 个有内容的单元格，最多 {caps.CELLS} 个",
            hint=SMALLER_FILES,
        )
    area = sum(sheet.last_row * sheet.last_column for sheet in sheets)
    if area > 3 * caps.AREA:
        raise NotReadable(
            "TOO_SPARSE", f"全部工作表内容稀疏，共占 {area} 格", hint="请删去表格以外的内容后另存为 .xlsx"
        )


def _package_notes(box: Container) -> list[str]:
    def has(folder: str) -> bool:
        return any(name.startswith(folder) for name in box.names)

    notes = []
    if has("xl/externallinks/"):
        notes.append("文件引用了别的工作簿：读取的是上次保存的数值，没有去打开所引用的文件。")
    if has("xl/embeddings/"):
        notes.append("文件里嵌有其他文档：没有打开，也没有读取。")
    if has("xl/activex/"):
        notes.append("文件里有 ActiveX 控件：没有运行。")
    return notes


def sheet_notes(sheets: list[SheetFacts]) -> list[str]:
    """What the clerk should know about each sheet."""
    notes = []
    for sheet in sheets:
        name = clean.one_line(sheet.name)
        if not sheet.is_table:
            notes.append(f"“{name}”是图表页或对话页，没有读取。")
        elif not sheet.visible:
            notes.append(f"工作表“{name}”是隐藏的，不作为清单读取。")
        if sheet.without_value:
            places = some_cells(sheet.without_value)
            notes.append(
                f"工作表“{name}”有 {len(sheet.without_value)} 个公式没有保存计算结果（{places}），"
                "按空白读取；请用 Excel 或 WPS 打开后另存一次。"
            )
        if sheet.errors:
            places = some_cells(list(sheet.errors))
            notes.append(f"工作表“{name}”有 {len(sheet.errors)} 个错误值单元格（{places}），按空白读取。")
        if sheet.dde:
            notes.append(
                f"工作表“{name}”有 {len(sheet.dde)} 个公式要调用别的程序（DDE，{some_cells(sheet.dde)}）："
                "没有执行，只读取保存的数值；请核实文件来源。"
            )
    return notes


def some_cells(places: list[tuple[int, int]]) -> str:
    """The first three cells by name, and whether there are more."""
    names = "、".join(cell_name(*place) for place in sorted(places)[:3])
    return f"{names} 等" if len(places) > 3 else names
