"""report: pages for the board, the office and the archive."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.output import Format, FormatOption, print_rows, show
from powerctl.cli.saving import form_for, write

if TYPE_CHECKING:
    from powerctl.reports.blocks import Report

app = area("报表：权力清单公示、风险一览表、问题清单")


class PageFormat(StrEnum):
    """What a page is written as."""

    HTML = "html"
    MD = "md"


@app.command("list", cls=Command, help="列出可出的报表。")
def _list(form: FormatOption = Format.TABLE) -> None:
    from powerctl.reports.catalogue import PAGES

    rows = [(page.name, page.title, "是" if page.needs_unit else "否", page.help) for page in PAGES]
    print_rows(("name", "title", "needs_unit", "help"), ("名称", "报表", "须指明单位", "说明"), rows, form)


@app.command("make", cls=Command, help="出一份报表；不写 -o 时存到当前文件夹，写 -o - 时输出到屏幕。")
def _make(
    name: Annotated[str, typer.Argument(help="报表名称，如 权力清单公示 或 inventory", metavar="报表")],
    *,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", help="单位代码或名称；不写为全县", metavar="单位")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="截至日期，如 2026-01-05", metavar="日期")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="期间的第一天；只用于按期间出的报表", metavar="日期")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", help="只出这一人的；只用于按人出的报表", metavar="姓名")
    ] = None,
    meeting: Annotated[
        str | None, typer.Option("--meeting", help="会议编号；只用于按会议出的报表", metavar="编号")
    ] = None,
    number: Annotated[
        str | None,
        typer.Option("--number", help="公示、任免事项等的编号；只用于按一件事项出的报表", metavar="编号"),
    ] = None,
    form: Annotated[
        PageFormat, typer.Option("--format", help="html 或 md", metavar="格式")
    ] = PageFormat.HTML,
    out: Annotated[
        str | None, typer.Option("--output", "-o", help="存为哪个文件；- 为屏幕", metavar="文件")
    ] = None,
) -> None:
    make(name, unit, as_of, since, person, form, out, meeting=meeting, number=number)


def make(
    name: str,
    unit: str | None,
    as_of: str | None,
    since: str | None,
    person: str | None,
    form: PageFormat | None,
    out: str | None,
    *,
    meeting: str | None = None,
    number: str | None = None,
) -> None:
    """Makes a page and writes it where the clerk said, or into the current folder. Says which file."""
    to_screen = out == "-"
    folder = Path(out) if out and Path(out).is_dir() else None
    path = None if to_screen or folder or not out else Path(out)
    chosen = PageFormat(form_for(path, form.value if form else None, "html", ("html", "md")))
    report = build(
        name,
        unit,
        session.parse_day(as_of) or session.today(),
        since=session.parse_day(since),
        person=person,
        meeting=meeting,
        number=number,
    )
    if to_screen:
        for piece in pieces(report, chosen):
            typer.echo(piece, nl=False)
        return
    path = path or (folder or Path()) / f"{file_name(report)}.{chosen.value}"
    write(path, pieces(report, chosen))
    show(f"已生成 {path}（编号 {report.meta.number}）")


def build(
    name: str,
    unit: str | None,
    as_of: date,
    *,
    since: date | None = None,
    person: str | None = None,
    meeting: str | None = None,
    number: str | None = None,
) -> "Report":
    """The page's blocks, from one unchanging state of the file. Raises Refused as the builders do."""
    from powerctl.reports.catalogue import page
    from powerctl.reports.order import Order
    from powerctl.store.ledger import head_code

    wanted = page(name)
    with session.reading() as db:
        order = Order(
            unit=unit,
            as_of=as_of,
            generated=f"{session.now():%Y-%m-%d %H:%M}",
            head_code=head_code(db),
            since=since,
            person=person,
            meeting=meeting,
            number=number,
        )
        return wanted.build(db, order)


def pieces(report: "Report", form: PageFormat) -> Iterable[str]:
    """The page as text, in pieces."""
    from powerctl.reports.render import to_html, to_markdown

    return to_html(report) if form is PageFormat.HTML else to_markdown(report)


def file_name(report: "Report") -> str:
    """A safe file name out of title and day."""
    kept = "".join(c if c.isalnum() else "_" for c in report.meta.title)[:60]
    return f"{kept}_{report.meta.as_of:%Y%m%d}"
