"""probation: from–to, and the review at its end."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.personnel.frame import CaseKey, add_of_case
from powerctl.cli.recorded import Document, add_changing
from powerctl.cli.setting import Noun, Settings, Within

app = area("试用期：起止、期满考核、正式任职")
NOUN = Noun("probation", "probation", "试用期", "Probation", "personnel.probations")


@app.command("add", cls=Command, help="登记试用期的起止日期；考核以后用 edit 补登。")
def _add(
    key: CaseKey,
    *,
    begun: Annotated[str, typer.Option("--from", help="试用起日", metavar="日期")],
    due: Annotated[str, typer.Option("--to", help="试用期满日", metavar="日期")],
    document: Document = None,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    add_of_case(NOUN, key, unit, settings, begun_on=begun, due_on=due, document=document)


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
