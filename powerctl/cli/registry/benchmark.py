"""benchmark: how far discretion goes, grade by grade, for each power that has some."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show, warn
from powerctl.cli.registry.power import NOUN as POWER
from powerctl.cli.setting import (
    Noun,
    Settings,
    Within,
    add_edit,
    add_retire,
    found,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("裁量基准：登记、查询、修改、停用")
NOUN = Noun(
    "benchmark", "discretion_benchmark", "裁量基准", "DiscretionBenchmark", "registry.discretion.benchmarks"
)


@app.command("add", cls=Command, help="给一项有自由裁量权的权力加一档裁量基准，列在最后。")
def _add(
    power: Annotated[str, typer.Argument(help="权力事项的编号、编码或名称", metavar="事项")],
    grade: Annotated[
        str, typer.Option("--grade", help="裁量档次，如 一档、从轻、一般、从重", metavar="档次")
    ],
    circumstance: Annotated[str | None, typer.Option("--when", help="适用情形", metavar="文字")] = None,
    amount: Annotated[str | None, typer.Option("--range", help="裁量幅度", metavar="文字")] = None,
    start: Annotated[str | None, typer.Option("--from", help="起日", metavar="日期")] = None,
    document: Annotated[str | None, typer.Option("--document", help="基准文号", metavar="文号")] = None,
    unit: Within = None,
    *,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.discretion.benchmarks import add_benchmark

    texts = read_settings(
        NOUN,
        settings,
        grade=grade,
        circumstance=circumstance,
        range_written=amount,
        valid_from=start,
        document=document,
    )
    number = number_named(POWER, power, unit)
    with session.writing(f"benchmark add {number}") as db:
        one, doubt = add_benchmark(db, found(db, POWER, number), **texts)
        added = one.id
    show_added(NOUN, added, grade)
    if doubt:
        warn(f"提醒：{doubt}")
        show(f"填写：powerctl power edit {number} --set 是否有自由裁量权=是")


def _edit(db: "Session", one: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.discretion.benchmarks import edit_benchmark

    return edit_benchmark(db, one, texts)


def _retire(db: "Session", one: Any, on: date, reason: str) -> str:
    from powerctl.areas.registry.discretion.benchmarks import retire_benchmark

    retire_benchmark(db, one, on=on, reason=reason)
    return f"已停用裁量基准 {one.id} {one.grade}，止日 {on}"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "停用一档裁量基准（写最后适用的一天、为什么）；记录仍保留。")
