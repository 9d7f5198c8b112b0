"""duty: who of the leadership is in charge of what, directly or not."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.meetings.named import tell_item, which_item
from powerctl.cli.setting import (
    Noun,
    OfUnit,
    Settings,
    add_edit,
    add_retire,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("领导分工：登记、查询、修改、终止")
NOUN = Noun("duty", "duty", "分工", "Duty", "organization.duties")


@app.command("add", cls=Command, help="登记一项分工；是否直接分管没有写明的，按不知道处理。")
def _add(
    person: Annotated[str, typer.Argument(help="谁分管", metavar="姓名")],
    unit: OfUnit,
    area_name: Annotated[
        str,
        typer.Option(
            "--area",
            help="分管领域：财务、组织人事、建设工程及招标、行政审批、物资采购、其他",
            metavar="领域",
        ),
    ],
    number: Annotated[str | None, typer.Option("--number", help="人员编号，同名时用", metavar="编号")] = None,
    home: Annotated[
        str | None, typer.Option("--home", help="人员登记在另一单位时，写那个单位", metavar="单位")
    ] = None,
    direct: Annotated[
        str | None, typer.Option("--direct", help="是否直接分管：是 或 否", metavar="是否")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="起日；不知道就不写", metavar="日期")] = None,
    *,
    document: Annotated[str | None, typer.Option("--document", help="分工文件", metavar="文号")] = None,
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", help="研究确定的会议：会议编号#第几项", metavar="会议"),
    ] = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.organization.duties import add_duty

    texts = read_settings(
        NOUN,
        settings,
        area=area_name,
        direct=direct,
        valid_from=start,
        document=document,
        meeting_written=meeting,
    )
    written = texts.get("meeting_written", "")
    with session.writing("duty add") as db:
        duty = add_duty(db, unit, person, texts.pop("area"), number or "", home=home or "", **texts)
        added, said = duty.id, which_item(db, written, duty.unit_id)
    show_added(NOUN, added, f"{person} 分管 {area_name}")
    tell_item(written, said)


def _edit(db: "Session", duty: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.organization.duties import edit_duty

    changes = edit_duty(db, duty, texts)
    if any(change.field == "meeting_written" for change in changes):
        tell_item(duty.meeting_written or "", which_item(db, duty.meeting_written or "", duty.unit_id))
    return changes


def _retire(db: "Session", duty: Any, on: date, reason: str) -> str:
    from powerctl.areas.organization.duties import end_duty

    end_duty(db, duty, on=on, document=reason)
    return f"已终止分工 {duty.id} {duty.area_written or ''}，止日 {on}（{reason}）"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "终止一项分工（从哪一天起；原因或调整分工的文件记入分工文件一栏）。")
