"""power: the items of the power inventories."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.registry.chart import add_power_chart
from powerctl.cli.registry.clean_up import app as clean_up
from powerctl.cli.registry.power_compare import add_diff, add_overlaps
from powerctl.cli.registry.power_level import add_level
from powerctl.cli.setting import Noun, OfUnit, Settings, add_edit, add_retire, read_settings, show_added

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("权力事项：登记、查询、修改、停用，版本对照，职能交叉")
NOUN = Noun(
    "power",
    "power",
    "权力事项",
    "Power",
    "registry.powers",
    ("holder_unit", "holder_post", "deciding_post", "executing_post", "supervising_post"),
)


@app.command("add", cls=Command, help="登记一项权力；设定依据按【法律】等标记自动拆分。")
def _add(
    name: Annotated[str, typer.Argument(help="事项名称", metavar="名称")],
    unit: OfUnit,
    category: Annotated[
        str, typer.Option("--category", help="权力类别，如 行政许可、行政处罚", metavar="类别")
    ],
    edition: Annotated[
        str | None,
        typer.Option("--edition", "-e", help="清单版本；单位只有一个版本时可不写", metavar="版本"),
    ] = None,
    code: Annotated[str | None, typer.Option("--code", help="职权编码", metavar="编码")] = None,
    basis: Annotated[str | None, typer.Option("--basis", help="设定依据", metavar="文字")] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.powers import add_power

    texts = read_settings(NOUN, settings, name=name, category=category, code=code, basis_text=basis)
    with session.writing("power add") as db:
        number = add_power(db, unit, edition=edition or "", **texts).id
    show_added(NOUN, number, name)


def _edit(db: "Session", power: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.powers import edit_power

    return edit_power(db, power, texts)


def _retire(db: "Session", power: Any, on: date, reason: str) -> str:
    from powerctl.areas.registry.powers import retire_power

    retire_power(db, power, on=on, reason=reason)
    return f"已停用权力事项 {power.id} {power.name}，停用日期 {on}"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_power_chart(app, NOUN)
add_edit(app, NOUN, _edit)
add_level(app)
add_retire(app, NOUN, _retire, "停用一项权力（从哪一天起、为什么）；记录仍保留。")
add_diff(app)
add_overlaps(app)
app.add_typer(clean_up, name="clean-up")


@app.command("card", cls=Command, help="出一名领导的个人权力清单，供本人签字。")
def _card(
    person: Annotated[str, typer.Argument(help="姓名；同名的写 姓名#人员编号", metavar="姓名")],
    unit: OfUnit,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="截至日期，如 2026-01-05", metavar="日期")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--output", "-o", help="存为哪个文件；- 为屏幕", metavar="文件")
    ] = None,
) -> None:
    from powerctl.cli.report import make

    make("card", unit, as_of, None, person, None, out)
