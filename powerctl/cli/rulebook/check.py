"""check: every rule asked; passed, finding or cannot tell, with clause, origin and arithmetic."""

import json
import os
import sys
from collections import Counter
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, single
from powerctl.cli.output import Format as RowFormat
from powerctl.cli.output import print_rows, show, to_csv, to_markdown, warn, write_csv
from powerctl.cli.saving import form_for, write

if TYPE_CHECKING:
    from powerctl.rulebook.run import CheckReport

app = single()


class CheckFormat(StrEnum):
    """What a check answers with."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"


class FailOn(StrEnum):
    """From which level on the exit status is 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    UNKNOWN = "unknown"
    NEVER = "never"


_PAGES = ("html", "csv", "md", "json")
_SHOWN = {"问题": 5, "无法判断": 1}
_KEYS = (
    "rule",
    "severity",
    "verdict",
    "status",
    "unit",
    "item",
    "subject",
    "message",
    "clause",
    "origin",
    "advice",
    "waived",
)
_HEADINGS = (
    "规则",
    "程度",
    "结论",
    "状态",
    "单位",
    "检查对象",
    "事项",
    "情况",
    "依据",
    "来源",
    "处理建议",
    "情况说明",
)


@app.command(
    "check",
    cls=Command,
    help="按规则检查全部数据：每条规则检查了多少、通过多少、有何问题、什么无法判断。",
)
def _check(
    select: Annotated[
        str | None, typer.Option("--select", help="只查哪些规则，如 REG,RSK005", metavar="规则")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", help="只查该单位及其下级", metavar="单位")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="按哪一天判断；不写为今天", metavar="日期")
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on", help="达到哪一级时退出状态为 1：error、warning、info、unknown、never", metavar="程度"
        ),
    ] = FailOn.ERROR,
    wanted: Annotated[
        CheckFormat | None,
        typer.Option(
            "--format",
            help="输出格式：table、json、csv、md、html；不写则看 -o 的扩展名，默认 table",
            metavar="格式",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="存为哪个文件（html、csv、md、json）", metavar="文件"),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="逐个列出，不只列每条规则的前几个")] = False,
    save: Annotated[bool, typer.Option("--save/--no-save", help="是否保存为一次检查记录")] = True,
) -> None:
    if out is not None:
        form = CheckFormat(form_for(out, wanted.value if wanted else None, "html", _PAGES))
    else:
        form = wanted or CheckFormat.TABLE
    report, units = _run(select, unit, as_of, save=save)
    text = _page(report, units, form, unit)
    if out is not None and text is not None:
        write(out, [text])
        show(f"已生成 {out}")
    elif text is not None and form is CheckFormat.CSV:
        write_csv(text)
    elif text is not None:
        typer.echo(text, nl=False)
    elif not session.quiet():
        _tell(report, units, everything=everything)
    if _fails(report, fail_on):
        raise typer.Exit(1)


def _run(
    select: str | None, unit: str | None, as_of: str | None, *, save: bool
) -> "tuple[CheckReport, dict[int, str]]":
    from powerctl.areas.organization.units import unit_names
    from powerctl.rulebook.run import run_check
    from powerctl.store.ledger import head_code

    day = session.parse_day(as_of) or session.today()
    save = save and _writable(session.db_path())
    with session.writing("check") if save else session.reading() as db:
        with _progress() as bar:
            report = run_check(
                db,
                as_of=day,
                ran_at=session.now(),
                select=select,
                unit_code=unit,
                head_code=head_code(db),
                store=save,
                progress=bar,
            )
        return report, unit_names(db)


def _writable(path: Path) -> bool:
    """A file on a read-only stick can still be checked; the answer is then shown and not kept."""
    return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _progress() -> Any:
    if session.quiet() or not sys.stderr.isatty():
        return nullcontext(None)
    from powerctl.cli.progress import rule_bar

    return rule_bar()


def _fails(report: "CheckReport", fail_on: FailOn) -> bool:
    from powerctl.rulebook.rule import UNKNOWN
    from powerctl.terms import Severity

    if fail_on is FailOn.NEVER:
        return False
    levels = {
        FailOn.ERROR: (Severity.ERROR,),
        FailOn.WARNING: (Severity.ERROR, Severity.WARNING),
    }.get(fail_on, ())
    if report.findings(*levels):
        return True
    return fail_on is FailOn.UNKNOWN and any(
        judged.outcome.verdict == UNKNOWN and judged.waiver is None for judged in report.outcomes
    )


def _rows(report: "CheckReport", units: dict[int, str]) -> list[tuple[Any, ...]]:
    from powerctl.rulebook.explain import clause
    from powerctl.rulebook.rule import FINDING
    from powerctl.terms import Verdict

    clauses = {
        result.rule.code: "；".join(clause(cite).short for cite in result.rule.cites)
        for result in report.results
    }
    rows = []
    for judged in report.outcomes:
        found = judged.outcome
        verdict = Verdict.FINDING if found.verdict == FINDING else Verdict.UNKNOWN
        rows.append(
            (
                found.rule,
                found.severity.value,
                verdict.value,
                judged.status.value,
                units.get(found.unit_id or 0, ""),
                found.item,
                found.subject,
                found.message,
                clauses[found.rule],
                found.origin or "",
                found.advice,
                judged.waiver.document if judged.waiver else "",
            )
        )
    return rows


def _page(report: "CheckReport", units: dict[int, str], form: CheckFormat, unit: str | None) -> str | None:
    if form is CheckFormat.JSON:
        return json.dumps(_as_json(report, units), ensure_ascii=False, indent=2, default=str) + "\n"
    if form is CheckFormat.CSV:
        return to_csv(_HEADINGS, _rows(report, units))
    if form is CheckFormat.MD:
        return to_markdown(_HEADINGS, _rows(report, units))
    if form is CheckFormat.HTML:
        from powerctl.cli import report as pages

        made = pages.build("findings", unit, report.as_of)
        return "".join(pages.pieces(made, pages.PageFormat.HTML))
    return None


def _as_json(report: "CheckReport", units: dict[int, str]) -> dict[str, Any]:
    from powerctl.terms import FindingStatus

    return {
        "run": report.run_id,
        "as_of": report.as_of.isoformat(),
        "head_code": report.head_code,
        "rules": [
            {
                "rule": result.rule.code,
                "title": result.rule.title,
                "severity": result.rule.severity.value,
                "examined": result.examined,
                "passed": result.passed,
                "findings": result.findings,
                "unknown": result.unknown,
                "waived": result.waived,
            }
            for result in report.results
        ],
        "outcomes": [dict(zip(_KEYS, row, strict=True)) for row in _rows(report, units)],
        "resolved": [
            {"rule": gone.rule, "item": gone.item, "subject": gone.subject, "message": gone.message}
            for gone in report.resolved
        ],
        "new": report.count(FindingStatus.NEW),
        "persisting": report.count(FindingStatus.PERSISTING),
        "note": report.note,
    }


def _tell(report: "CheckReport", units: dict[int, str], *, everything: bool) -> None:
    from powerctl.terms import FindingStatus

    _tell_outcomes(report, units, everything=everything)
    print_rows(
        ("rule", "title", "severity", "examined", "passed", "findings", "unknown", "waived"),
        ("规则", "内容", "程度", "检查", "通过", "问题", "无法判断", "不计"),
        [
            (
                r.rule.code,
                r.rule.title,
                r.rule.severity.value,
                r.examined,
                r.passed,
                r.findings,
                r.unknown,
                r.waived,
            )
            for r in report.results
        ],
        RowFormat.TABLE,
        title="各条规则检查情况",
    )
    findings = report.findings()
    unknown = sum(result.unknown for result in report.results)
    show(
        f"截至 {report.as_of}：问题 {len(findings)} 个，无法判断 {unknown} 个；"
        f"新增 {report.count(FindingStatus.NEW)}、持续 {report.count(FindingStatus.PERSISTING)}、"
        f"已消除 {report.count(FindingStatus.RESOLVED)}"
    )
    if report.note:
        warn(report.note)
    if findings:
        show(
            "全部列出：powerctl check --all　看一条规则：powerctl rule show 规则编号　"
            "出清单：powerctl report make 问题清单"
        )


def _tell_outcomes(report: "CheckReport", units: dict[int, str], *, everything: bool) -> None:
    shown: Counter[tuple[str, str]] = Counter()
    rows = _rows(report, units)
    totals = Counter((row[0], row[2]) for row in rows)
    for row in rows:
        rule, severity, verdict, status, unit, item, subject, message, clauses, origin, advice, waived = row
        shown[rule, verdict] += 1
        if not everything and shown[rule, verdict] > _SHOWN[verdict]:
            if shown[rule, verdict] == totals[rule, verdict]:
                show(f"    …… {rule} {verdict}共 {totals[rule, verdict]} 个，以上为前 {_SHOWN[verdict]} 个")
            continue
        head = f"{rule} {verdict}（{severity}，{status}）{unit}：{subject}"
        show(head + (f"［经批准不计：{waived}］" if waived else ""))
        show(f"    {message}")
        show(f"    依据：{clauses}" + (f"　来源：{origin}" if origin else ""))
        show(f"    建议：{advice}　［{item}］")
