"""exercise: how powers are used, which are never used, and who acted outside the list."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import UnitFilter, add_list, add_show
from powerctl.cli.output import Format, FormatOption, print_rows, to_terminal, warn
from powerctl.cli.setting import Noun, OfUnit, Settings, add_edit, read_settings, show_added

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("用权记录：登记、查询、修改，从未行使的权力，超越清单的用权")
NOUN = Noun(
    "exercise",
    "exercise",
    "用权记录",
    "Exercise",
    "registry.exercises.exercises",
    ("power", "actor", "actor_post"),
)


@app.command("add", cls=Command, help="登记一次用权：什么权力、哪一天、谁办的、为谁、依据、过程、结果。")
def _add(
    power: Annotated[str, typer.Argument(help="权力事项的名称或职权编码", metavar="事项")],
    unit: OfUnit,
    on: Annotated[str | None, typer.Option("--on", help="办理日期；不知道就不写", metavar="日期")] = None,
    actor: Annotated[str | None, typer.Option("--by", help="经办人", metavar="姓名")] = None,
    post: Annotated[str | None, typer.Option("--post", help="承办岗位", metavar="职务")] = None,
    subject: Annotated[str | None, typer.Option("--for", help="办理对象", metavar="对象")] = None,
    number: Annotated[
        str | None, typer.Option("--number", help="办件编号、案号或文书号", metavar="编号")
    ] = None,
    result: Annotated[str | None, typer.Option("--result", help="办理结果", metavar="文字")] = None,
    *,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.exercises.exercises import add_exercise

    named = {"power_written": power, "exercised_on": on, "actor_written": actor, "number": number}
    more = {"actor_post_written": post, "subject_written": subject, "result": result}
    texts = read_settings(NOUN, settings, **named, **more)
    texts.setdefault("recorder_written", session.actor())
    texts.setdefault("recorded_on", session.today().isoformat())
    with session.writing("exercise add") as db:
        exercise, notes = add_exercise(db, unit, today=session.today(), **texts)
        added = exercise.id
    show_added(NOUN, added, power)
    for note in notes:
        warn(f"提醒：{note}")


def _edit(db: "Session", exercise: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.exercises.exercises import edit_exercise

    return edit_exercise(db, exercise, texts, today=session.today())


@app.command(
    "unused",
    cls=Command,
    help="列出一段时间内没有用权记录的现行权力，以及最近一次在哪天；结论见 powerctl check --select REG009。",
)
def _unused(
    unit: UnitFilter = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="从哪一天起；不写为限额 power.unused_months 之前", metavar="日期"),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.areas.registry.exercises.use import unused_powers

    with session.reading() as db:
        found = unused_powers(db, session.today(), unit, session.parse_day(since))
    print_rows(
        ("id", "unit", "power", "category", "last_on", "remark"),
        ("编号", "单位", "权力事项", "权力类别", "最近办理日期", "说明"),
        [(each.number, each.unit, each.name, each.category, each.last_on, each.remark) for each in found],
        form,
        title=f"{found.since} 以来没有用权记录的权力" if to_terminal() else "",
        empty=f"{found.since} 以来，现行权力都有用权记录",
    )
    if form is Format.TABLE and found:
        warn(f"共 {len(found)} 项（现行权力 {found.powers} 项），{found.since} 以来没有用权记录")


@app.command(
    "outside",
    cls=Command,
    help="列出超越清单的用权：经办人不在清单之列，也未受委托（按 REG007 判断，不保存）。",
)
def _outside(
    unit: UnitFilter = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="也列出无法判断的（对不上台账、清单没有写明岗位等）")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.rulebook.rule import FINDING, UNKNOWN
    from powerctl.rulebook.run import run_check

    with session.reading() as db:
        report = run_check(
            db,
            as_of=session.today(),
            ran_at=session.now(),
            select="REG007",
            unit_code=unit,
            store=False,
        )
    said = {FINDING: "问题", UNKNOWN: "无法判断"}
    rows = [
        (told.item, told.subject, said[told.verdict], told.message, told.origin)
        for told in (judged.outcome for judged in report.outcomes)
        if told.verdict == FINDING or unknown
    ]
    print_rows(
        ("item", "subject", "verdict", "message", "origin"),
        ("检查对象", "用权记录", "结论", "情况", "来源"),
        rows,
        form,
        title="超越清单的用权" if to_terminal() else "",
        empty="没有超越清单的用权",
    )
    if form is Format.TABLE:
        line = report.results[0]
        warn(
            f"用权记录 {line.examined} 条：在清单之内 {line.passed} 条，超越清单 {line.findings} 条，"
            f"无法判断 {line.unknown} 条" + (f"，经批准不计 {line.waived} 条" if line.waived else "")
        )


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
