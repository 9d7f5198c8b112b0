"""column: what the headings of a sender's workbooks stand for, as settled at an import."""

from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list
from powerctl.cli.output import show

app = area("列对应：各报送单位的表头当作哪一栏（导入时用 --column 指明）")
add_list(app, "column_choice", "列对应", by_unit=None)


@app.command("forget", cls=Command, help="忘掉一条列对应；以前的导入不变，下次按表头自动判断。")
def _forget(number: Annotated[int, typer.Argument(help="列对应编号", metavar="编号")]) -> None:
    from powerctl.areas.column_choices import forget_choice

    with session.writing(f"column forget {number}") as db:
        said = forget_choice(db, number)
    show(f"已忘掉第 {number} 号列对应：{said}")
