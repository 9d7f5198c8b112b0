"""project: works from their decision to their start, with the gates before it."""

from typing import Annotated

import typer

from powerctl.cli.chinese import Command, area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.output import show
from powerctl.cli.recorded import add_changing, add_new, add_part, in_yuan
from powerctl.cli.setting import Key, Noun, OfUnit, Settings, Within

app = area("工程项目：立项、投资、开工前把关")
NOUN = Noun("project", "project", "工程项目", "Project", "finance.projects", ("agenda_item",))
GATE = Noun("gate", "project_gate", "开工前把关", "ProjectGate", "finance.gates")


@app.command("add", cls=Command, help="登记一个工程项目。")
def _add(
    name: Annotated[str, typer.Argument(help="项目名称", metavar="名称")],
    unit: OfUnit,
    *,
    number: Annotated[
        str | None, typer.Option("--number", help="项目编号；不写自动编", metavar="编号")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="项目类别，如 维修改造", metavar="类别")] = None,
    investment: Annotated[
        str | None, typer.Option("--investment", help="总投资（元），也可写 86万元", metavar="金额")
    ] = None,
    public: Annotated[str | None, typer.Option("--public", help="其中财政资金（元）", metavar="金额")] = None,
    approved: Annotated[str | None, typer.Option("--approved", help="立项日期", metavar="日期")] = None,
    started: Annotated[str | None, typer.Option("--started", help="开工日期", metavar="日期")] = None,
    decision: Annotated[str | None, typer.Option("--decision", help="决策依据，照写", metavar="文字")] = None,
    settings: Settings = None,
) -> None:
    add_new(
        NOUN,
        unit,
        settings,
        name=name,
        number=number,
        kind=kind,
        investment_fen=in_yuan(investment),
        public_fen=in_yuan(public),
        approved_on=approved,
        started_on=started,
        decision_written=decision,
    )


@app.command(
    "gate", cls=Command, help="登记工程开工前的一道把关：设计、预算或招标，谁签字、哪一天、是否同意。"
)
def _gate(
    key: Key,
    gate: Annotated[str, typer.Argument(help="设计、预算或招标", metavar="关口")],
    unit: Within = None,
    *,
    signer: Annotated[str | None, typer.Option("--by", help="签字人", metavar="姓名")] = None,
    on: Annotated[str | None, typer.Option("--on", help="签字日期", metavar="日期")] = None,
    agreed: Annotated[bool | None, typer.Option("--agreed/--refused", help="是否同意")] = None,
    document: Annotated[str | None, typer.Option("--document", help="看了哪些材料", metavar="材料")] = None,
) -> None:
    texts = {
        "gate": gate,
        "signed_on": on or "",
        "signer_written": signer or "",
        "is_agreed": "" if agreed is None else "是" if agreed else "否",
        "document": document or "",
    }
    _, project = add_part("project gate", GATE, NOUN, key, unit, texts)
    show(f"已登记“{project}”的{gate}把关")


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_changing(app, NOUN)
