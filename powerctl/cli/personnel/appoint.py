"""appoint: appointments, their stages and recusals."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show
from powerctl.cli.personnel.frame import APPOINTMENT, CaseKey, case_words
from powerctl.cli.recorded import Document, add_changing, add_new
from powerctl.cli.setting import (
    Noun,
    OfUnit,
    OnDay,
    Settings,
    Within,
    add_retire,
    day_or_today,
    found,
    number_named,
    read_settings,
    show_changes,
)
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.terms import AppointmentStage

app = area("任免事项：提名、考察、考试、公示、任职、试用，逐环节登记")
STEP = Noun("appoint", "appointment_step", "任免环节", "AppointmentStep", "personnel.steps", ("signer",))
RECUSAL = Noun(
    "appoint", "appointment_recusal", "任免回避", "AppointmentRecusal", "personnel.recusals", ("person",)
)


@app.command("add", cls=Command, help="登记一个任免事项：一个人、一个职务，从初始提名起。")
def _add(
    person: Annotated[str, typer.Argument(help="姓名；已登记的人员自动对应", metavar="姓名")],
    unit: OfUnit,
    *,
    post: Annotated[str | None, typer.Option("--post", help="拟任职务", metavar="职务")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="任免类别，如 提拔任职、平级任职、免职", metavar="类别")
    ] = None,
    number: Annotated[
        str | None,
        typer.Option("--number", help="任免编号，一个单位内不重复；不写的自动编", metavar="编号"),
    ] = None,
    nominated: Annotated[str | None, typer.Option("--nominated", help="提名日期", metavar="日期")] = None,
    settings: Settings = None,
) -> None:
    add_new(
        APPOINTMENT, unit, settings, person_written=person, to_post_written=post, kind=kind, number=number,
        nominated_on=nominated,
    )  # fmt: skip


@app.command("step", cls=Command, help="登记一个环节：哪天完成、谁签字；没有履行的写理由。再次登记为更正。")
def _step(
    key: CaseKey,
    stage: Annotated[
        str, typer.Argument(help="环节，如 初始提名、任前考察、讨论决定、任前公示", metavar="环节")
    ],
    *,
    on: Annotated[str | None, typer.Option("--on", help="完成日期；不写为今天", metavar="日期")] = None,
    signer: Annotated[str | None, typer.Option("--signer", help="签字人", metavar="姓名")] = None,
    body: Annotated[str | None, typer.Option("--body", help="责任单位", metavar="单位")] = None,
    document: Document = None,
    result: Annotated[str | None, typer.Option("--result", help="结果", metavar="文字")] = None,
    missing: Annotated[
        str | None, typer.Option("--missing", help="没有履行的理由；写了就不记完成日期", metavar="理由")
    ] = None,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.personnel.steps import record_step

    wanted = _stage(stage)
    day = None if missing is not None and on is None else day_or_today(on).isoformat()
    texts = read_settings(
        STEP, settings, done_on=day, signer_written=signer, body_written=body, document=document,
        result=result, missing_reason=missing,
    )  # fmt: skip
    number = number_named(APPOINTMENT, key, unit)
    with session.writing(f"appoint step {number} {wanted}") as db:
        case = found(db, APPOINTMENT, number)
        step, changes = record_step(db, case, wanted, texts)
        row, words = step.id, case_words(case)
    if changes is None:
        show(f"已登记{words}的环节“{wanted}”")
        show(f"查看：powerctl appoint show {number}")
    else:
        show_changes(STEP, row or 0, wanted, changes)


@app.command("recuse", cls=Command, help="登记任免中的回避：谁、与谁什么关系、在哪个环节、是否已回避。")
def _recuse(
    key: CaseKey,
    person: Annotated[str, typer.Argument(help="回避人姓名", metavar="姓名")],
    *,
    stage: Annotated[str | None, typer.Option("--stage", help="在哪个环节回避", metavar="环节")] = None,
    relation: Annotated[str | None, typer.Option("--relation", help="回避关系", metavar="文字")] = None,
    done: Annotated[
        str | None, typer.Option("--recused", help="是否已回避：是 或 否；不清楚的不写", metavar="是或否")
    ] = None,
    on: OnDay = None,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    from powerctl.areas.personnel.recusals import add_recusal

    texts = read_settings(
        RECUSAL, settings, person_written=person, stage=stage, relation_written=relation, is_recused=done,
        recused_on=day_or_today(on).isoformat() if on else None,
    )  # fmt: skip
    number = number_named(APPOINTMENT, key, unit)
    with session.writing(f"appoint recuse {number}") as db:
        case = found(db, APPOINTMENT, number)
        add_recusal(db, case, texts)
        words = case_words(case)
    show(f"已登记{words}的任免回避")
    show(f"查看：powerctl appoint show {number}")


def _stage(text: str) -> "AppointmentStage":
    from powerctl.areas.cells import term
    from powerctl.terms import AppointmentStage

    stage = term(text, AppointmentStage)
    if not isinstance(stage, AppointmentStage):
        known = "、".join(one.value for one in AppointmentStage)
        raise Refused(f"不认识环节“{text}”；可以写：{known}", hint="powerctl appoint step --help")
    return stage


def _retire(db: "Session", case: Any, on: date, reason: str) -> str:
    from powerctl.areas.personnel.appointments import stop_appointment

    stop_appointment(db, case, on=on, reason=reason)
    return f"任免事项 {case_words(case)} 已终止"


add_list(app, APPOINTMENT.view, APPOINTMENT.what)
add_show(app, APPOINTMENT.view, APPOINTMENT.what)
add_changing(app, APPOINTMENT)
add_retire(app, APPOINTMENT, _retire, "终止一个没有任职的任免事项，写明理由；记录保留。")
