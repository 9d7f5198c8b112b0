"""inspection: who looked at what and when."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.recorded import Document, add_changing, add_new
from powerctl.cli.setting import Noun, OfUnit, OnDay, Settings, day_or_today

app = area("监督检查：预算执行、工程招标、行政审批、物资采购等")
NOUN = Noun(
    "inspection",
    "inspection",
    "监督检查",
    "Inspection",
    "supervision.inspections",
    ("inspector", "project", "expenditure"),
)


@app.command("add", cls=Command, help="登记一次监督检查：检查什么、谁检查、结果如何。")
def _add(
    subject: Annotated[
        str, typer.Argument(help="检查内容，如 预算执行、工程建设及招标、行政审批", metavar="内容")
    ],
    unit: OfUnit,
    *,
    on: OnDay = None,
    by: Annotated[str | None, typer.Option("--by", help="检查人", metavar="姓名")] = None,
    name: Annotated[str | None, typer.Option("--name", help="检查名称", metavar="名称")] = None,
    result: Annotated[str | None, typer.Option("--result", help="检查情况", metavar="文字")] = None,
    vetoed: Annotated[
        str | None, typer.Option("--vetoed", help="是否否决：是 或 否", metavar="是或否")
    ] = None,
    document: Document = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN, unit, settings, subject=subject, inspected_on=day_or_today(on).isoformat(),
        inspector_written=by, name=name, result=result, is_vetoed=vetoed, document=document,
    )  # fmt: skip


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
