"""method: methods of the county's own by which risk levels are computed."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import UnitFilter, add_list, add_show
from powerctl.cli.output import Format, FormatOption, print_rows, show
from powerctl.cli.setting import (
    Key,
    Noun,
    Settings,
    add_edit,
    add_retire,
    day_or_today,
    found,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("自定评估方法：登记、各项、采用公开方法、换用新方法")
NOUN = Noun("method", "risk_method", "自定评估方法", "RiskMethod", "risk.methods")

Since = Annotated[str | None, typer.Option("--from", help="起日；不写为今天", metavar="日期")]
Document = Annotated[str, typer.Option("--document", help="依据文件", metavar="文件")]


@app.command(
    "add", cls=Command, help="登记一个方法；各项（因素、分数线、矩阵格、职权词）随后用 method part 加。"
)
def _add(
    name: Annotated[str, typer.Argument(help="方法名称", metavar="名称")],
    formula: Annotated[
        str, typer.Option("--formula", help="算法：连乘、加权求和、矩阵、职权类别", metavar="算法")
    ],
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", help="哪个单位自定的；不写为本县", metavar="单位")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="起日", metavar="日期")] = None,
    document: Annotated[str | None, typer.Option("--document", help="依据文件", metavar="文件")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.risk.methods import add_method

    texts = read_settings(NOUN, settings, valid_from=start, document=document)
    with session.writing("method add") as db:
        number = add_method(db, name, formula, unit=unit or "", **texts).id
    show_added(NOUN, number, name)
    show(f"下一步：powerctl method part {number} --help")


@app.command(
    "part",
    cls=Command,
    help="给方法加一项：因素（--factor --weight --least --most）、分数线（--at-least --level）、"
    "矩阵格（--likelihood --severity --level）或职权词（--word --level，“其余”指其他全部）。",
)
def _part(
    key: Key,
    *,
    factor: Annotated[str | None, typer.Option("--factor", help="因素名称", metavar="因素")] = None,
    weight: Annotated[
        str | None, typer.Option("--weight", help="权重：连乘时是连乘几次，求和时是乘几", metavar="整数")
    ] = None,
    least: Annotated[str | None, typer.Option("--least", help="最低分", metavar="整数")] = None,
    most: Annotated[str | None, typer.Option("--most", help="最高分", metavar="整数")] = None,
    at_least: Annotated[str | None, typer.Option("--at-least", help="分数线", metavar="整数")] = None,
    likelihood: Annotated[str | None, typer.Option("--likelihood", help="发生可能性", metavar="整数")] = None,
    severity: Annotated[str | None, typer.Option("--severity", help="后果严重性", metavar="整数")] = None,
    word: Annotated[str | None, typer.Option("--word", help="职权词", metavar="词")] = None,
    level: Annotated[str | None, typer.Option("--level", help="等级：高、中、低", metavar="等级")] = None,
    drop: Annotated[int | None, typer.Option("--drop", help="去掉第几项", metavar="顺序")] = None,
) -> None:
    from powerctl.areas.risk.methods import add_part, drop_part, own_method

    named = {
        "factor": factor, "weight": weight, "least": least, "most": most, "at_least": at_least,
        "likelihood": likelihood, "severity": severity, "word": word, "level": level,
    }  # fmt: skip
    number = number_named(NOUN, key, None)
    with session.writing(f"method part {number}") as db:
        method = found(db, NOUN, number)
        if drop is not None:
            drop_part(db, method, drop)
        else:
            add_part(db, method, **{name: text for name, text in named.items() if text is not None})
        made = own_method(db, method)
    show(made.described())
    if made.flaw:
        show(f"还不能用：{made.flaw}")


@app.command("published", cls=Command, help="列出已收录的公开职权类别表，可用 method adopt 采用。")
def _published(form: FormatOption = Format.TABLE) -> None:
    from powerctl.areas.risk.published import published

    rows = [(table.key, table.title, table.note, table.cites) for table in published().values()]
    print_rows(("key", "title", "note", "cites"), ("名称", "方法", "内容", "出处"), rows, form)


@app.command("adopt", cls=Command, help="采用一个公开的方法，登记为本县的方法；采用前各词不作为依据。")
def _adopt(
    published: Annotated[str, typer.Argument(help="公开方法的名称，见 method published", metavar="公开方法")],
    document: Document,
    name: Annotated[str, typer.Option("--name", help="本县的方法名称", metavar="名称")] = "",
    start: Since = None,
) -> None:
    from powerctl.areas.risk.methods import adopt_method, own_method

    day = day_or_today(start)
    with session.writing("method adopt") as db:
        method = adopt_method(db, published, name, since=day, document=document)
        number, title, told = method.id, method.name, own_method(db, method).described()
    show_added(NOUN, number, title)
    show(told)
    show(f"用到风险点上：powerctl method use {number} --unit 单位")


@app.command("follow", cls=Command, help="在用的方法不改动，用它接替：照抄各项，原方法在前一天停用。")
def _follow(
    key: Key,
    name: Annotated[str, typer.Argument(help="新方法的名称", metavar="新名称")],
    document: Document,
    start: Since = None,
    move: Annotated[bool, typer.Option("--move", help="在控风险点改用新方法；不写则先改各项再用")] = False,
) -> None:
    from powerctl.areas.risk.methods import follow_method

    day = day_or_today(start)
    number = number_named(NOUN, key, None)
    with session.writing(f"method follow {number}") as db:
        made, moved = follow_method(
            db, found(db, NOUN, number), name, since=day, document=document, move=move
        )
        new = made.id
    show_added(NOUN, new, name)
    show(f"原方法 {number} 到前一天为止；改用新方法的在控风险点 {moved} 个")


@app.command(
    "use", cls=Command, help="让风险点按这个方法评估：一个风险点，或一个单位（及下级）的全部在控风险点。"
)
def _use(
    key: Key,
    point: Annotated[str | None, typer.Option("--point", help="风险点的编号或名称", metavar="风险点")] = None,
    unit: UnitFilter = None,
) -> None:
    from powerctl.areas.risk.methods import use_method
    from powerctl.cli.risk.risk_levels import points_meant

    number = number_named(NOUN, key, None)
    with session.writing(f"method use {number}") as db:
        method = found(db, NOUN, number)
        changed, title = use_method(db, method, points_meant(db, point, unit)), method.name
    show(f"按“{title}”评估的风险点增加 {changed} 个")


def _edit(db: "Session", method: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.risk.methods import edit_method

    return edit_method(db, method, texts)


def _retire(db: "Session", method: Any, on: date, reason: str) -> str:
    from powerctl.areas.risk.methods import retire_method

    retire_method(db, method, on=on, reason=reason)
    return f"已停用自定评估方法 {method.id} {method.name}，止日 {on}"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "停用一个方法（最后一天、为什么）；用它评估过的不受影响。")
