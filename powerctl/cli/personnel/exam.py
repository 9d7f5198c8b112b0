"""exam: attempts at the exam in integrity law."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.personnel.frame import CaseKey, add_of_case
from powerctl.cli.recorded import Document, add_changing
from powerctl.cli.setting import Noun, OnDay, Settings, Within, day_or_today

app = area("廉政法规考试：首考、补考，成绩和结果")
NOUN = Noun("exam", "exam_attempt", "廉政法规考试", "ExamAttempt", "personnel.exams")


@app.command("add", cls=Command, help="登记一次廉政法规考试；补考写 --attempt 2。")
def _add(
    key: CaseKey,
    *,
    on: OnDay = None,
    score: Annotated[str | None, typer.Option("--score", help="成绩，如 85 或 59.5", metavar="分")] = None,
    mark: Annotated[str | None, typer.Option("--pass", help="当次及格分", metavar="分")] = None,
    result: Annotated[
        str | None, typer.Option("--result", help="合格、不合格 或 缺考", metavar="结果")
    ] = None,
    attempt: Annotated[int, typer.Option("--attempt", min=1, help="第几次考试，首考为 1", metavar="次")] = 1,
    document: Document = None,
    unit: Within = None,
    settings: Settings = None,
) -> None:
    add_of_case(
        NOUN, key, unit, settings, attempt=str(attempt), held_on=day_or_today(on).isoformat(),
        score_hundredths=score, pass_hundredths=mark, result=result, document=document,
    )  # fmt: skip


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
