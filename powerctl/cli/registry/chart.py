"""chart: flow charts, their steps and lines, and the picture."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show, warn
from powerctl.cli.saving import form_for, write, write_bytes
from powerctl.cli.setting import (
    NeededSettings,
    Noun,
    OfUnit,
    Reason,
    Settings,
    Within,
    add_edit,
    add_retire,
    found,
    number_named,
    read_settings,
    show_added,
    show_changes,
)
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change
    from powerctl.model import FlowChart
    from powerctl.reports.order import Order

app = area("流程图：登记、环节和连线、画图、停用")
NOUN = Noun("chart", "flow_chart", "流程图", "FlowChart", "registry.charts.charts", ("power",))
_STEP = Noun("chart step", "flow_step", "环节", "FlowStep", "registry.charts.steps")

ChartKey = Annotated[str, typer.Argument(help="流程图的编号或名称", metavar="流程图")]
Code = Annotated[str, typer.Argument(help="环节编号，如 3", metavar="环节编号")]
To = Annotated[str, typer.Argument(help="到达的环节编号", metavar="到达环节")]
Out = Annotated[
    str | None,
    typer.Option("--output", "-o", help="存为 .svg、.html、.md 或 .png；不写存为 .html", metavar="文件"),
]


class Form(StrEnum):
    """How a chart is laid out."""

    SPINE = "主线式"
    LANES = "泳道式"


AsForm = Annotated[
    Form | None, typer.Option("--form", help="主线式 或 泳道式；不写按流程图的样式", metavar="样式")
]


@app.command("add", cls=Command, help="登记一张流程图；环节和连线用 chart step、chart connect 逐个加。")
def _add(
    name: Annotated[str, typer.Argument(help="流程图名称", metavar="名称")],
    unit: OfUnit,
    kind: Annotated[
        str | None, typer.Option("--kind", help="种类，如 大额资金使用、权力事项", metavar="种类")
    ] = None,
    power: Annotated[
        str | None, typer.Option("--power", help="只画一项权力的，写其编号或名称", metavar="权力事项")
    ] = None,
    category: Annotated[
        str | None, typer.Option("--category", help="一类权力共用的，写其类别", metavar="类别")
    ] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.charts.charts import add_chart

    texts = read_settings(NOUN, settings, name=name, kind=kind, power=power, category=category)
    with session.writing("chart add") as db:
        number = add_chart(db, unit, **texts).id
    show_added(NOUN, number, name)


@app.command("step", cls=Command, help="给流程图加一个环节，列在最后。")
def _step(
    chart: ChartKey,
    code: Code,
    title: Annotated[str, typer.Argument(help="环节名称", metavar="名称")],
    kind: Annotated[str, typer.Option("--kind", help="开始、步骤、判断、结束", metavar="类型")] = "步骤",
    unit: Within = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.registry.charts.steps import add_step

    texts = read_settings(_STEP, settings, code=code, title=title, kind=kind)
    number = number_named(NOUN, chart, unit)
    with session.writing(f"chart step {number}") as db:
        record = found(db, NOUN, number)
        add_step(db, record, **texts)
        _relink(db, record)
    show(f"已在流程图 {number} 登记环节 {code}：{title}")


@app.command("step-edit", cls=Command, help="修改一个环节，显示每个栏目原来和现在的内容。")
def _step_edit(chart: ChartKey, code: Code, settings: NeededSettings, unit: Within = None) -> None:
    from powerctl.areas.registry.charts.steps import edit_step, find_step

    texts = read_settings(_STEP, settings)
    number = number_named(NOUN, chart, unit)
    with session.writing(f"chart step-edit {number}") as db:
        record = found(db, NOUN, number)
        step = find_step(db, record, code)
        changes = edit_step(db, record, step, texts)
        _relink(db, record)
        known, name = step.id or 0, step.title
    show_changes(_STEP, known, name, changes)


@app.command("step-remove", cls=Command, help="撤去一个环节和它的连线；原文留在台账中。")
def _step_remove(chart: ChartKey, code: Code, reason: Reason, unit: Within = None) -> None:
    from powerctl.areas.edits import needed, noted
    from powerctl.areas.registry.charts.steps import find_step, remove_step

    number = number_named(NOUN, chart, unit)
    with session.writing(f"chart step-remove {number}") as db:
        record = found(db, NOUN, number)
        title = remove_step(db, find_step(db, record, code))
        record.note = noted(record.note, f"撤去环节“{title}”：{needed(reason, '原因')}")
        db.add(record)
        _relink(db, record)
    show(f"已从流程图 {number} 撤去环节 {code}：{title}（原因记入流程图的备注）")


@app.command("connect", cls=Command, help="画一条连线：从一个环节到下一个，或用 --return 退回前面的环节。")
def _connect(
    chart: ChartKey,
    code: Code,
    to: To,
    label: Annotated[str, typer.Option("--label", help="条件，如 同意、未超过", metavar="文字")] = "",
    is_return: Annotated[bool, typer.Option("--return", help="这是退回")] = False,
    unit: Within = None,
) -> None:
    from powerctl.areas.registry.charts.steps import connect, find_step

    number = number_named(NOUN, chart, unit)
    with session.writing(f"chart connect {number}") as db:
        record = found(db, NOUN, number)
        steps = find_step(db, record, code), find_step(db, record, to)
        connect(db, record, *steps, label=label, is_return=is_return)
        titles = [step.title for step in steps]
    how = "退回到" if is_return else "到"
    show(f"已在流程图 {number} 连线：从“{titles[0]}”{how}“{titles[1]}”" + (f"（{label}）" if label else ""))


@app.command("disconnect", cls=Command, help="撤去两个环节之间的连线；只撤一条的用 --label 指明条件。")
def _disconnect(
    chart: ChartKey,
    code: Code,
    to: To,
    label: Annotated[str | None, typer.Option("--label", help="连线上的条件", metavar="文字")] = None,
    unit: Within = None,
) -> None:
    from powerctl.areas.registry.charts.steps import disconnect, find_step

    number = number_named(NOUN, chart, unit)
    with session.writing(f"chart disconnect {number}") as db:
        record = found(db, NOUN, number)
        count = disconnect(db, record, find_step(db, record, code), find_step(db, record, to), label=label)
    show(f"已在流程图 {number} 撤去连线 {count} 条：{code} 到 {to}")


@app.command("draw", cls=Command, help="画一张流程图，存为 SVG、HTML、Markdown 或 PNG。")
def _draw(chart: ChartKey, out: Out = None, form: AsForm = None, unit: Within = None) -> None:
    number = number_named(NOUN, chart, unit)
    with session.reading() as db:
        _save(db, [found(db, NOUN, number)], out, form)


def add_power_chart(power_app: typer.Typer, power_noun: Noun) -> None:
    """Give the group of powers its `chart`: the power's own, or that of its category."""

    @power_app.command("chart", cls=Command, help="画一项权力的流程图；没有自己的，用本单位该类别的。")
    def _power_chart(
        key: Annotated[str, typer.Argument(help="权力事项的编号、编码或名称", metavar="权力事项")],
        out: Out = None,
        form: AsForm = None,
        unit: Within = None,
    ) -> None:
        from powerctl.areas.registry.charts.charts import charts_of_power

        number = number_named(power_noun, key, unit)
        with session.reading() as db:
            power = found(db, power_noun, number)
            charts, own = charts_of_power(db, power, session.today())
            if not charts:
                of = f"，本单位也没有“{power.category.value}”类的" if power.category else ""
                raise Refused(
                    f"权力事项“{power.name}”没有自己的流程图{of}",
                    hint="powerctl template charts -o 流程图.xlsx",
                )
            if not own:
                warn(
                    f"“{power.name}”没有自己的流程图，用本单位“{power.category.value}”类的：{charts[0].name}"
                )
            _save(db, charts, out, form)


def _save(db: "Session", charts: "list[FlowChart]", out: str | None, form: Form | None) -> None:
    """Draws the first of the charts and writes it; says so where there are more."""
    from powerctl.reports.registry.flow_page import chart_page, draw
    from powerctl.reports.render import to_html, to_markdown
    from powerctl.terms import ChartForm

    order = _order(db)
    drawn = draw(db, order, charts[0], ChartForm(form.value) if form else None)
    for more in charts[1:]:
        warn(f"另有流程图 {more.id} {more.name}，用 powerctl chart draw {more.id} 画")
    if drawn.warning:
        warn(drawn.warning)
    folder = Path(out) if out and Path(out).is_dir() else None
    safe = "".join(c if c.isalnum() else "_" for c in charts[0].name)[:60]
    path = Path(out) if out and not folder else (folder or Path()) / f"{safe}.html"
    chosen = form_for(path, None, "html", ("html", "svg", "md", "png"))
    if chosen == "png":
        from powerctl.reports.png import to_png

        write_bytes(path, [to_png(drawn.figure)])
    elif chosen == "svg":
        write(path, [drawn.figure.svg, "\n"])
    else:
        page = chart_page(db, order, drawn)
        write(path, to_html(page) if chosen == "html" else to_markdown(page))
    show(f"已生成 {path}（{drawn.form.value}，{drawn.paper[:2]}）")


def _order(db: "Session") -> "Order":
    from powerctl.reports.order import Order
    from powerctl.store.ledger import head_code

    return Order(
        unit=None,
        as_of=session.today(),
        generated=f"{session.now():%Y-%m-%d %H:%M}",
        head_code=head_code(db),
    )


def _relink(db: "Session", chart: "FlowChart") -> None:
    """Risk points find their steps by name: a step that came or was renamed may be one of them."""
    from powerctl.areas.risk.steps import relink

    relink(db, [chart.unit_id])


def _edit(db: "Session", chart: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.registry.charts.charts import edit_chart

    changes = edit_chart(db, chart, texts)
    _relink(db, chart)
    return changes


def _retire(db: "Session", chart: Any, on: date, reason: str) -> str:
    from powerctl.areas.registry.charts.charts import retire_chart

    retire_chart(db, chart, on=on, reason=reason)
    return f"已停用流程图 {chart.id} {chart.name}，最后一天 {on}"


add_list(app, NOUN.view, NOUN.what)
add_list(app, _STEP.view, "流程图的环节", verb="steps")
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "停用一张流程图（到哪一天止、为什么）；记录仍保留。")
