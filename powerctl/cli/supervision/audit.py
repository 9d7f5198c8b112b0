"""audit: audits of leaders before a post, in term, on leaving."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import Document, add_changing, add_new
from powerctl.cli.setting import Noun, OfUnit, Settings

app = area("审计：任前、任中、离任")
NOUN = Noun("audit", "audit", "审计", "Audit", "supervision.audits", ("person", "appointment"))


@app.command("add", cls=Command, help="登记对一名领导干部的审计；任前审计对应任免事项。")
def _add(
    person: Annotated[str, typer.Argument(help="审计对象姓名", metavar="姓名")],
    unit: OfUnit,
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", help="任前审计、任中审计 或 离任审计", metavar="类型")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--appointment", help="对应的任免编号", metavar="任免编号")
    ] = None,
    reported: Annotated[str | None, typer.Option("--reported", help="审计报告日期", metavar="日期")] = None,
    by: Annotated[str | None, typer.Option("--by", help="审计单位", metavar="单位")] = None,
    document: Document = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN, unit, settings, person_written=person, kind=kind, appointment=case, reported_on=reported,
        auditor_written=by, document=document,
    )  # fmt: skip


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
