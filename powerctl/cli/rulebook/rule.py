"""rule: what is checked, and why."""

from typing import Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, area
from powerctl.cli.output import Format, FormatOption, print_json, print_record, print_rows, show
from powerctl.errors import Refused

app = area("规则：查询与说明")


@app.command("list", cls=Command, help="列出全部规则。")
def _list(
    select: Annotated[
        str | None, typer.Option("--select", help="只列哪些规则，如 REG,RSK005", metavar="规则")
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.rulebook.catalogue import select_rules

    rows = [(rule.code, rule.title, rule.severity.value, rule.name) for rule in select_rules(select)]
    print_rows(("code", "title", "severity", "name"), ("规则", "内容", "程度", "英文名"), rows, form)


@app.command("show", cls=Command, help="说明一条规则：问什么、依据、限额、读取哪些数据、怎样处理。")
def _show(
    code: Annotated[str, typer.Argument(help="规则编号，如 REG002", metavar="规则")],
    form: FormatOption = Format.TABLE,
) -> None:
    from powerctl.limits.values import Override
    from powerctl.rulebook.catalogue import find_rule
    from powerctl.rulebook.explain import explain

    if not code.strip():
        raise Refused("没有写明是哪条规则，要写规则编号，如 REG002", hint="powerctl rule list")
    rule = find_rule(code)
    overrides: list[Override] = []
    if session.db_path().exists() and rule.limits:
        from powerctl.limits.stored import read_overrides

        with session.reading() as db:
            overrides = read_overrides(db)
    told = explain(rule, session.today(), overrides)
    if form is Format.JSON:
        print_json(
            {
                "code": told.code,
                "name": told.name,
                "title": told.title,
                "severity": told.severity.value,
                "explanation": told.explanation,
                "clauses": [
                    {"requirement": c.requirement, "text": c.text, "mark": c.mark} for c in told.clauses
                ],
                "limits": [{"name": x.name, "value": x.words, "cites": x.cites} for x in told.limits],
                "reads": {read.table: list(read.columns) for read in told.reads},
                "advice": told.advice,
            }
        )
        return
    varies = "，按事项而定" if told.severity_varies else ""
    if form is not Format.TABLE:
        values = [("规则", told.code), ("内容", told.title), ("程度", f"{told.severity.value}{varies}")]
        values += [("说明", told.explanation), *(("依据", clause.text) for clause in told.clauses)]
        values += [("限额", f"{limit.name} = {limit.words}（{limit.cites}）") for limit in told.limits]
        values += [("读取", f"{read.table}：{'、'.join(read.columns)}") for read in told.reads]
        print_record(told.code, [*values, ("处理", told.advice)], form)
        return
    show(f"{told.code} {told.title}（{told.severity.value}{varies}）")
    show(told.explanation)
    for clause in told.clauses:
        show(f"依据：{clause.text}")
    for limit in told.limits:
        show(f"限额：{limit.name} = {limit.words}（{limit.cites}）")
    for read in told.reads:
        show(f"读取：{read.table}：{'、'.join(read.columns)}")
    show(f"处理：{told.advice}")
