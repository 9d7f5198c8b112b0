"""A copy of the clerk's workbook in which bad cells are coloured and carry a comment.

An .xlsx is changed in its parts: the sheets with bad cells, their comments, the list of styles and
the two lists that name the parts. All other parts come back byte for byte, so that formulas, widths,
pictures and whatever else a library would not understand stay as they are. A file of another form
is copied as its text in an .xlsx of its own (mark_plain.py).
"""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from powerctl.errors import NotReadable
from powerctl.sheets.files import clean, source
from powerctl.sheets.files.container import Container
from powerctl.sheets.grid import Grid, WorkbookText
from powerctl.sheets.marking.comments import Place, boxes_part, commented, place_of, words_part
from powerctl.sheets.marking.package import Package
from powerctl.sheets.marking.plain import plain_copy
from powerctl.sheets.marking.sheet import MarkedSheet
from powerctl.sheets.marking.styles import MarkedStyles
from powerctl.sheets.reading import Problem

# What a box of comment can show.
_LONGEST = 2000
Marks = dict[str, dict[Place, str]]


def marked_copy(path: Path, text: WorkbookText, problems: Iterable[Problem]) -> bytes:
    """The bytes of a copy of the workbook at `path`, each problem marked at its cell.

    `text` is what was read of the file; a problem of a whole sheet or file stands at A1. Raises
    NotReadable (CHANGED, and what reading may raise) when the file is no longer the one that was read.
    """
    marks = marks_of(text, problems)
    if text.form != "xlsx":
        return plain_copy(text, marks)
    file = source.read(path)
    if file.sha256 != text.sha256:
        raise NotReadable("CHANGED", f"“{clean.one_line(path.name)}”在导入后被改动", hint="请重新运行导入")
    return marked_bytes(file.data, marks)


def marks_of(text: WorkbookText, problems: Iterable[Problem]) -> Marks:
    """Sheet → cell → what to say there. A cell that a merged range covers is marked where it is seen."""
    grids = {grid.name: grid for grid in text.grids}
    first = next((grid for grid in text.grids if grid.visible), None)
    marks: Marks = {}
    for problem in problems:
        grid = grids.get(problem.sheet, first)
        if grid is None:
            continue
        place = _seen(grid, place_of(problem.cell) or (1, 1))
        said = marks.setdefault(grid.name, {})
        words = _words(problem)
        if words not in said.get(place, ""):
            said[place] = f"{said[place]}\n{words}" if place in said else words
    return {
        sheet: {place: words[:_LONGEST] for place, words in sorted(said.items())}
        for sheet, said in marks.items()
    }


def _words(problem: Problem) -> str:
    found = {"": "（空白）", "formula": "（没有结果的公式）"}.get(problem.found, problem.found)
    lines = [f"问题：{problem.message}"]
    if problem.cell:
        lines.append(f"写的是：{clean.one_line(found)}")
    if problem.wanted:
        lines.append(f"应为：{problem.wanted}")
    return "\n".join(lines)


def _seen(grid: Grid, place: Place) -> Place:
    row, column = place
    for merge in grid.merges:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            return merge.top, merge.left
    return place


def marked_bytes(data: bytes, marks: Marks) -> bytes:
    """An .xlsx with its cells marked. Raises NotReadable where its inside is broken."""
    package = Package(Container(data))
    styles = MarkedStyles(package.styles())
    for name, words in marks.items():
        part = package.sheet_part(name)
        if part is not None:
            _mark_sheet(package, part, words, styles)
    package.put_styles(styles.done())
    return _packed(data, package)


def _mark_sheet(package: Package, part: str, words: dict[Place, str], styles: MarkedStyles) -> None:
    sheet = MarkedSheet(part, package.bytes_of(part), words, styles.twin_of)
    comments = package.related(part, "comments")
    old = package.bytes_of(comments) if comments else None
    new = [place for place in words if place not in commented(old)]
    changed = words_part(old, words, sheet.namespace)
    if comments:
        package.put(comments, changed)
    else:
        package.add(part, "comments", changed)
    drawing = package.target(part, sheet.drawing) if sheet.drawing else None
    relation = ""
    if drawing:
        package.put(drawing, boxes_part(package.bytes_of(drawing), new))
    else:
        relation = package.add(part, "vmlDrawing", boxes_part(None, list(words)))
    package.put(part, sheet.done(relation))


def _packed(data: bytes, package: Package) -> bytes:
    """The zip once more: its parts in their order, then the new ones."""
    copy = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(copy, "w") as target:
        for entry in old.infolist():
            changed = package.changed.pop(entry.filename.lower(), None)
            content = changed[1] if changed else old.read(entry)
            target.writestr(entry, content, compress_type=entry.compress_type)
        for name, content in package.changed.values():
            made = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            target.writestr(made, content, compress_type=zipfile.ZIP_DEFLATED)
    return copy.getvalue()
