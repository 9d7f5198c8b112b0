"""template: blank workbooks for units to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from powerctl.cli.chinese import Command, single
from powerctl.cli.output import show
from powerctl.errors import Refused
from powerctl.sheets.kinds import WORKBOOK_KINDS

app = single()


@app.command(
    "template",
    cls=Command,
    help=f"生成空白填报表：{'；'.join(f'{name} {title}' for name, title in WORKBOOK_KINDS.items())}。",
)
def _template(
    kind: Annotated[str, typer.Argument(help="表类，见上", metavar="表类")],
    out: Annotated[Path | None, typer.Option("--output", "-o", help="存为哪个文件", metavar="文件")] = None,
) -> None:
    from powerctl.sheets.writing.template import write_template

    if kind not in WORKBOOK_KINDS:
        known = "、".join(f"{name}（{title}）" for name, title in WORKBOOK_KINDS.items())
        raise Refused(
            f"没有表类“{kind}”，可用的表类：{known}", hint="powerctl template powers -o 权责清单.xlsx"
        )
    path = out or Path(f"{WORKBOOK_KINDS[kind]}.xlsx")
    write_template(kind, path)
    show(f"已生成 {path}。填好后导入：powerctl import {path}")
