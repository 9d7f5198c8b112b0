"""problem: what is wrong with an inventory, followed until it is solved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show
from powerctl.cli.setting import (
    Key,
    Noun,
    OfUnit,
    OnDay,
    Settings,
    add_edit,
    day_or_today,
    found,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("清单问题：超越范围、职能交叉、权责不清、履职不到位，登记并跟踪到解决")
NOUN = Noun(
    "problem",
    "inventory_problem",
    "清单问题",
    "InventoryProblem",
    "registry.clean_up.problems",
    ("power", "other_power"),
)


@app.command("add", cls=Command, help="登记一个清单问题；发现日期不写为今天。")
def _add(
    description: Annotated[str, typer.Argument(help="问题描述", metavar="描述")],
    unit: OfUnit,
    correction: Annotated[
        str,
        typer.Option(
            "--correction",
            help="纠正（超越范围）、厘清（职能交叉）、明确（权责不清）、强化（履职不到位）",
            metavar="方式",
        ),
    ],
    power: Annotated[
        str | None, typer.Option("--power", help="本单位的权力事项（编号、编码或名称）", metavar="事项")
    ] = None,
    other: Annotated[str | None, typer.Option("--other", help="与它交叉的权力事项", metavar="事项")] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="责任人", metavar="姓名")] = None,
    due: Annotated[str | None, typer.Option("--due", help="处理期限", metavar="日期")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.clean_up.problems import add_problem

    texts = read_settings(
        NOUN,
        settings,
        **{"description": description, "correction": correction, "owner_written": owner, "due_on": due},
        **{"power": power, "other_power": other},
    )
    with session.writing("problem add") as db:
        number = add_problem(db, unit, found_on=session.today(), **texts).id
    show_added(NOUN, number, description)


@app.command("solve", cls=Command, help="登记一个清单问题已经解决：结果、文号、日期。")
def _solve(
    key: Key,
    outcome: Annotated[str, typer.Option("--outcome", help="处理结果", metavar="文字")],
    document: Annotated[str | None, typer.Option("--document", help="文号", metavar="文号")] = None,
    on: OnDay = None,
) -> None:
    from powerctl.areas.registry.clean_up.problems import solve_problem

    day = day_or_today(on)
    number = number_named(NOUN, key, None)
    with session.writing(f"problem solve {number}") as db:
        solve_problem(db, found(db, NOUN, number), outcome=outcome, on=day, document=document or "")
    show(f"已登记解决：清单问题 {number}，解决日期 {day}")


def _edit(db: "Session", problem: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.clean_up.problems import edit_problem

    return edit_problem(db, problem, texts)


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
