"""export: every list as a workbook for Excel and WPS; what has a form of its own imports back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, single
from powerctl.cli.naming import known_unit
from powerctl.cli.output import show
from powerctl.cli.saving import write_bytes
from powerctl.errors import Refused

if TYPE_CHECKING:
    import sqlite3

    from powerctl.areas.exporting import Workbook

app = single()
_READ_ONLY_FOLDER = "仅供查阅"


@app.command(
    "export",
    cls=Command,
    help="把一种台账或全部台账导出为 Excel 工作簿；权责清单、风险点等有填报表的，改好后可以再导入。",
)
def _export(
    noun: Annotated[
        str | None,
        typer.Argument(help="台账：organization、power、risk、institution、finding 等", metavar="台账"),
    ] = None,
    out: Annotated[Path | None, typer.Option("--output", "-o", help="存为哪个文件", metavar="文件")] = None,
    folder: Annotated[
        Path | None, typer.Option("--all", help="全部台账，存到这个文件夹", metavar="文件夹")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", help="只要该单位及其下级", metavar="单位")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", "-w", help="筛选条件，如 权力类别=行政许可；可写多个", metavar="条件"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="同名文件已存在时覆盖")] = False,
) -> None:
    if (noun is None) == (folder is None):
        raise Refused(
            "要写明导出哪一种台账，或者用 --all 导出全部",
            hint="powerctl export power -o 权责清单.xlsx，或 powerctl export --all 导出",
        )
    if folder is not None and (out is not None or where):
        raise Refused("--all 导出全部台账，不能与 --output、--where 同用", hint="powerctl export --all 导出")
    with session.viewing() as db:
        number = known_unit(db, unit) if unit else None
        if folder is not None:
            _all(db, folder, number, force)
        elif noun is not None:
            _one(db, noun, out, number, tuple(where or ()), force)


def _one(
    db: "sqlite3.Connection",
    noun: str,
    out: Path | None,
    unit: int | str | None,
    where: tuple[str, ...],
    force: bool,
) -> None:
    from powerctl.areas.exporting import workbook_of, write

    book = workbook_of(noun)
    path = out or Path(f"{book.title}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise Refused(
            f"只能导出为 .xlsx 文件，收到的是“{path.name}”", hint=f"改用 -o {path.with_suffix('.xlsx').name}"
        )
    _refuse_taken([path], force)
    written = write(db, book, noun=noun, unit=unit, where=where)
    write_bytes(path, [written.content])
    back = f"。改好后导入：powerctl import {path}" if book.comes_back else "（只供查阅，不能导入）"
    show(f"已导出 {written.records} 条到 {path}{back}")


def _all(db: "sqlite3.Connection", folder: Path, unit: int | str | None, force: bool) -> None:
    from powerctl.areas.exporting import how_many, workbooks, write

    books = [book for book in workbooks() if how_many(db, book, unit)]
    places = dict(zip(_places(folder, books), books, strict=True))
    _refuse_taken(list(places), force)
    records = 0
    for path, book in places.items():
        _make(path.parent)
        written = write(db, book, unit=unit)
        write_bytes(path, [written.content])
        records += written.records
    back = sum(book.comes_back for book in books)
    show(f"已导出 {len(books)} 份工作簿、{records} 条记录到 {folder}；没有记录的台账不导出")
    if back:
        show(f"其中 {back} 份带序号的可以再导入，按序号先后导入；“{_READ_ONLY_FOLDER}”中的只供查阅")


def _places(folder: Path, books: "list[Workbook]") -> list[Path]:
    """Numbered where a workbook can be imported, for the order matters then."""
    return [
        folder / f"{number:02d} {book.title}.xlsx"
        if book.comes_back
        else folder / _READ_ONLY_FOLDER / f"{book.title}.xlsx"
        for number, book in enumerate(books, start=1)
    ]


def _refuse_taken(paths: list[Path], force: bool) -> None:
    taken = [path for path in paths if path.is_file()]
    if taken and not force:
        more = f"等 {len(taken)} 个文件" if len(taken) > 1 else ""
        raise Refused(f"文件 {taken[0]} {more}已经存在，没有改动", hint="换一个位置，或者加 --force 覆盖")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise Refused(f"{folder} 是文件，不是文件夹", hint="换一个文件夹名") from None
    except OSError as error:
        raise Refused(f"建不了文件夹 {folder}", hint="换一个可写的位置") from error
