"""init: a new county file."""

from pathlib import Path
from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, single
from powerctl.cli.output import show

init = single()


@init.command("init", cls=Command, help="新建县区数据文件，并登记县区名称。文件已存在时不覆盖。")
def _init(
    file: Annotated[
        Path | None, typer.Argument(help="数据文件；不写则用 --db 或默认位置", metavar="文件")
    ] = None,
    county: Annotated[
        str | None, typer.Option("--county", help="县区名称，如 云泽县", metavar="名称")
    ] = None,
) -> None:
    path = file or session.db_path()
    if county is None and typer.get_text_stream("stdin").isatty():
        county = typer.prompt("县区名称", default="", show_default=False, prompt_suffix="：").strip() or None
    make(path, county)
    show(f"已新建 {path}" + (f"，县区：{county}" if county else ""))
    show(f"下一步：powerctl --db {path} import 工作簿.xlsx")


def make(path: Path, county: str | None) -> None:
    """A new file with the county as its top unit. Raises Refused for a file that exists or cannot be made."""
    from powerctl.store.create import create
    from powerctl.store.transaction import transaction

    path.parent.mkdir(parents=True, exist_ok=True)
    create(path)
    if county:
        from powerctl.areas.organization.units import add_unit

        with transaction(path, session.actor(), "init") as db:
            add_unit(db, code="U000", name=county, kind="县区")
