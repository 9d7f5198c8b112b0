"""review: regular and spot checks of risk points."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.risk.risk import NOUN as RISK
from powerctl.cli.setting import (
    Noun,
    OnDay,
    Settings,
    Within,
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

app = area("风险检查：定期和不定期检查，剩余风险")
NOUN = Noun("review", "risk_review", "风险检查", "RiskReview", "risk.reviews")


@app.command("add", cls=Command, help="登记对一个风险点的检查；剩余风险是采取措施后还剩多大的风险。")
def _add(
    point: Annotated[str, typer.Argument(help="风险点的编号或名称", metavar="风险点")],
    *,
    on: OnDay = None,
    kind: Annotated[str | None, typer.Option("--kind", help="定期 或 不定期", metavar="类型")] = None,
    by: Annotated[str | None, typer.Option("--by", help="检查人", metavar="姓名")] = None,
    result: Annotated[str | None, typer.Option("--result", help="检查情况", metavar="文字")] = None,
    residual: Annotated[str | None, typer.Option("--residual", help="剩余风险等级", metavar="等级")] = None,
    due: Annotated[str | None, typer.Option("--next", help="下次检查期限", metavar="日期")] = None,
    document: Annotated[str | None, typer.Option("--document", help="文号", metavar="文号")] = None,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.risk.reviews import add_review

    texts = read_settings(
        NOUN, settings, reviewed_on=day_or_today(on).isoformat(), kind=kind, reviewer_written=by,
        result=result, residual_level=residual, next_due_on=due, document=document,
    )  # fmt: skip
    number = number_named(RISK, point, unit)
    with session.writing(f"review add {number}") as db:
        record = found(db, RISK, number)
        added, name = add_review(db, record, today=session.today(), **texts).id, record.name
    show_added(NOUN, added, name)


def _edit(db: "Session", review: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.risk.reviews import edit_review

    return edit_review(db, review, texts, session.today())


def _retire(db: "Session", review: Any, on: date, reason: str) -> str:
    from powerctl.areas.risk.reviews import retire_review

    return f"已撤去{retire_review(db, review, on=on, reason=reason)}（原因记入风险点的备注，原文留在台账中）"


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
add_retire(app, NOUN, _retire, "撤去一条登记错了的检查（哪一天、为什么）；原文留在台账中。")
