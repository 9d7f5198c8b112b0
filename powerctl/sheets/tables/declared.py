"""Counts that a workbook declares about itself, against what was counted. Differences are noted."""

from powerctl.sheets.reading import ReadSheet
from powerctl.sheets.tables.body import Body
from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.lines import declared_count
from powerctl.sheets.words.vocabulary import whole

_NAMED_IN_A_NOTE = 5


def compare_declared(sheet: ReadSheet, body: Body, title_count: int | None) -> list[str]:
    """Notes with both figures, for the sheet's name, its title, its banners and 风险点数量."""
    notes = []
    counted = {len(sheet.records), sheet.items}
    figure = _figure(sheet)
    in_name = declared_count(sheet.sheet)
    if in_name is not None and in_name not in counted:
        notes.append(f"工作表名“{sheet.sheet}”写明{in_name}项，实际读到{figure}。")
    if title_count is not None and title_count not in {*counted, _points(sheet)}:
        notes.append(f"工作表“{sheet.sheet}”的标题写明{title_count}项，实际读到{figure}。")
    for position, (words, count, start) in enumerate(body.declared):
        end = body.declared[position + 1][2] if position + 1 < len(body.declared) else len(body.blocks)
        blocks = body.blocks[start:end]
        found = {len(blocks), sum(block.item for block in blocks)}
        if blocks and count not in found:
            notes.append(f"工作表“{sheet.sheet}”的“{words}”写明{count}项，实际读到{len(blocks)}项。")
    return notes + _compare_points(sheet)


def _figure(sheet: ReadSheet) -> str:
    if sheet.items == len(sheet.records):
        return f"{sheet.items}项"
    return f"{sheet.items}项（含子项共{len(sheet.records)}条）"


def _points(sheet: ReadSheet) -> int:
    return sum(len(record.parts.get("points", ())) for record in sheet.records)


def _compare_points(sheet: ReadSheet) -> list[str]:
    if sheet.kind != "risks":
        return []
    declared, counted, differing = 0, 0, []
    for record in sheet.records:
        number = whole(squeeze(record.values.get("point_count", "")))
        if number is None:
            continue
        points = len(record.parts.get("points", ()))
        declared += number
        counted += points
        if number != points:
            differing.append(f"第{record.row}行写明{number}个、实有{points}个")
    if not differing:
        return []
    more = f"等{len(differing)}行" if len(differing) > _NAMED_IN_A_NOTE else ""
    return [
        f"工作表“{sheet.sheet}”的“风险点数量”合计{declared}个，拆分后实有{counted}个："
        f"{'；'.join(differing[:_NAMED_IN_A_NOTE])}{more}。"
    ]
