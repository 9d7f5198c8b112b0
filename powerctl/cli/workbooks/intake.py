"""import: workbooks in, with what was understood, a receipt that balances, and all problems at once."""

import contextlib
import sys
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command, single
from powerctl.cli.output import next_step, print_json, warn
from powerctl.cli.output import tell as say_always
from powerctl.cli.workbooks import marking
from powerctl.cli.workbooks.intake_reading import progress, read_workbook
from powerctl.cli.workbooks.understood import as_json, tell, unreadable
from powerctl.collecting import no_collecting
from powerctl.errors import NotReadable, Refused

if TYPE_CHECKING:
    from powerctl.areas.receipt import Plan
    from powerctl.cli.workbooks.intake_reading import Read
    from powerctl.sheets.reading import ReadWorkbook

app = single()


class ImportFormat(StrEnum):
    """What an import answers with."""

    TABLE = "table"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Wish:
    """How the files are to be taken in."""

    kind: str | None
    unit: str | None
    edition: str | None
    in_force_from: date | None
    dry_run: bool
    first_is_highest: bool
    form: ImportFormat
    columns: tuple[str, ...] = ()
    skip_bad: bool = False
    mark: Path | None = None


class _Undone(Exception):
    """Leaves the transaction without a trace: the plan had problems, or changes nothing."""


@app.command(
    "import",
    cls=Command,
    help="导入工作簿（.xlsx、.xls、.et、.ods、.csv）。先说明看懂了什么，再一次列出全部问题；有问题则整份不导入。",
)
def _import(
    files: Annotated[list[str], typer.Argument(help="工作簿，可写多个", metavar="文件…")],
    *,
    kind: Annotated[
        str | None,
        typer.Option("--as", help="指明表类，如 powers；全部表类见 powerctl template --help", metavar="表类"),
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help="清单属于哪个单位", metavar="单位")] = None,
    edition: Annotated[
        str | None, typer.Option("--edition", "-e", help="清单版本，如 2026年版", metavar="版本")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", help="清单从哪一天起施行，如 2026-01-01", metavar="日期")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看懂不看懂、会导入什么，不写入")] = False,
    first_is_lowest: Annotated[
        bool, typer.Option("--first-is-lowest", help="风险等级“一级”为最低（默认一级最高）")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            help="表头当作哪一栏，如 实施部门=行使主体、备案号=不导入；可写多个，按报送单位记住",
            metavar="表头=栏目",
        ),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="有问题的记录不采用，逐条说明，其余照常导入")
    ] = False,
    mark: Annotated[
        str | None,
        typer.Option("--mark", help="有问题时另存一份标注副本，问题单元格着色并加批注", metavar="文件"),
    ] = None,
    form: Annotated[
        ImportFormat, typer.Option("--format", help="table 或 json", metavar="格式")
    ] = ImportFormat.TABLE,
) -> None:
    wish = Wish(
        kind,
        unit,
        edition,
        session.parse_day(start),
        dry_run,
        not first_is_lowest,
        form,
        tuple(columns or ()),
        skip_bad,
        marking.target(mark, files),
    )
    if not all(file.strip() for file in files):
        raise Refused("文件名是空的，要写工作簿的文件名", hint="powerctl import 工作簿.xlsx")
    refused = [not _take_in(Path(file), wish) for file in files]
    if any(refused):
        raise typer.Exit(3)


@no_collecting()
def _take_in(path: Path, wish: Wish) -> bool:
    """One file; False when it was refused. Raises Refused for what stops the other files too."""
    try:
        read = _read(path, wish)
    except NotReadable as error:
        _tell_unreadable(path, error, wish.form)
        return False
    workbook = read.workbook
    if workbook.unsure:
        _tell_unsure(path, workbook, wish.form)
        return False
    plan, batch = None, None
    if workbook.kind is not None and wish.dry_run:
        plan = _rehearsed(workbook, wish)
    elif workbook.kind is not None:
        plan, batch = _try(path, read, wish)
        if plan.unit_missing and not plan.problems and sys.stdin.isatty() and sys.stderr.isatty():
            wish = replace(wish, unit=_ask_for_unit(path, plan))
            plan, batch = _try(path, read, wish)
    taken = _answer(path, workbook, plan, batch, wish)
    if wish.mark is not None and read.text is not None:
        problems = plan.problems if plan else workbook.problems
        marking.write(path, wish.mark, read.text, problems, beside_json=wish.form is ImportFormat.JSON)
    return taken


def _read(path: Path, wish: Wish) -> "Read":
    return read_workbook(
        path,
        wish.kind,
        wish.unit,
        wish.columns,
        first_is_highest=wish.first_is_highest,
        may_ask=wish.form is ImportFormat.TABLE,
        keep_text=wish.mark is not None,
    )


def _try(path: Path, read: "Read", wish: Wish) -> "tuple[Plan, int | None]":
    """The plan, and the batch if it could be written whole."""
    kept: list[Plan] = []
    batch: int | None = None
    with contextlib.suppress(_Undone), progress(path, "写入"):
        batch = _written(read, wish, kept)
    return kept[0], batch


def _rehearsed(workbook: "ReadWorkbook", wish: Wish) -> "Plan":
    """What the import would do, against the file as it is, or an empty one where there is none."""
    from powerctl.areas.intake import plan_import
    from powerctl.rulebook.waiver_intake import PLANNERS
    from powerctl.store.transaction import empty

    with session.reading() if session.db_path().exists() else empty() as db:
        return plan_import(
            db,
            workbook,
            unit=wish.unit,
            edition=wish.edition,
            today=session.today(),
            in_force_from=wish.in_force_from,
            above=PLANNERS,
        )


def _written(read: "Read", wish: Wish, kept: "list[Plan]") -> int | None:
    """Plans and writes inside one transaction; leaves it by _Undone where nothing may be written."""
    from powerctl.areas.column_choices import keep_choices, sender_of
    from powerctl.areas.intake import apply_import, plan_import
    from powerctl.rulebook.waiver_intake import PLANNERS

    with session.writing("import") as db:
        plan = plan_import(
            db,
            read.workbook,
            unit=wish.unit,
            edition=wish.edition,
            today=session.today(),
            in_force_from=wish.in_force_from,
            above=PLANNERS,
        )
        kept.append(plan)
        if _stops(plan, wish) or plan.unit_missing or plan.unit_doubt:
            raise _Undone
        sender = sender_of(db, read.workbook, wish.unit) if read.settled else None
        settled = keep_choices(db, sender, read.settled, today=session.today()) if sender else 0
        if settled:
            plan.notes.append(f"列对应已按报送单位“{sender}”记下，下次照此读入（powerctl column list）。")
        elif read.settled and sender is None:
            plan.notes.append("看不出是哪一个单位报送的，这次的列对应没有记下；要记下请加 --unit。")
        batch = apply_import(db, plan, now=session.now())
        if batch is None and not settled:
            raise _Undone
        return batch.id if batch else None


def _stops(plan: "Plan", wish: Wish) -> bool:
    """Whether the problems keep the file out: with --skip-bad only those that belong to no record, or
    when no record is left."""
    if not wish.skip_bad:
        return bool(plan.problems)
    all_bad = bool(plan.problems) and plan.receipt.rejected == plan.receipt.read
    return all_bad or not all(problem.cell for problem in plan.problems)


def _ask_for_unit(path: Path, plan: "Plan") -> str:
    if plan.unit_choices:
        warn(f"可选的单位如：{'、'.join(plan.unit_choices)}")
    name: str = typer.prompt(f"{path.name} 是哪个单位的清单？填单位名称或代码", err=True, prompt_suffix="：")
    return name.strip()


def _answer(path: Path, workbook: "ReadWorkbook", plan: "Plan | None", batch: int | None, wish: Wish) -> bool:
    """Prints the result; True when the file was taken in, or could be."""
    refused = plan is None or _stops(plan, wish) or (plan.unit_missing and not wish.dry_run)
    if plan is not None and plan.unit_doubt and not wish.dry_run:
        return _answer_doubt(path, workbook, plan, wish)
    if wish.form is ImportFormat.JSON:
        print_json(as_json(path, workbook, plan, batch, unit_needed=refused))
    else:
        without_bad = plan is not None and not _stops(plan, wish)
        tell(path, workbook, plan, batch, dry_run=wish.dry_run, without_bad=without_bad)
    return not refused


def _answer_doubt(path: Path, workbook: "ReadWorkbook", plan: "Plan", wish: Wish) -> bool:
    """Refuses a unit that is likely another's name, along with the problems that the workbook has."""
    from powerctl.sheets.reading import Problem

    typed, choices = wish.unit or "", plan.unit_choices
    if wish.form is ImportFormat.JSON or plan.problems:
        wanted = "、".join(choices) or "已登记的单位"
        plan.problems.append(Problem("", "", typed, wanted, plan.unit_doubt))
    if wish.form is ImportFormat.JSON:
        print_json(as_json(path, workbook, plan, None, unit_needed=True))
    elif plan.problems:
        tell(path, workbook, plan, None, dry_run=False)
    else:
        print(f"{path.name} 未导入：{plan.unit_doubt}", file=sys.stderr)
    if wish.form is not ImportFormat.JSON:
        right = f"powerctl import {path} --unit {choices[0]}" if choices else "powerctl unit list"
        print(f"下一步：{right}；确是新单位的，先登记：powerctl unit add {typed}", file=sys.stderr)
    return False


def _tell_unreadable(path: Path, error: NotReadable, form: ImportFormat) -> None:
    if form is ImportFormat.JSON:
        print_json(unreadable(path, error))
    else:
        say_always(f"{path.name or path} 未导入：{error}")
        if error.hint:
            print(next_step(error.hint), file=sys.stderr)


def _tell_unsure(path: Path, workbook: "ReadWorkbook", form: ImportFormat) -> None:
    """The kinds that the workbook may be, for the clerk to name one."""
    from powerctl.sheets.kinds import WORKBOOK_KINDS
    from powerctl.sheets.reading import Problem, ReadWorkbook

    listed = "、".join(f"{name}（{WORKBOOK_KINDS[name]}）" for name in workbook.unsure)
    sentence = f"{path.name} 可能是几种表：{listed}"
    if form is ImportFormat.JSON:
        asked = Problem("", "", listed, "--as 表类", f"{sentence}，请用 --as 指明")
        answer = ReadWorkbook(
            workbook.file_name, workbook.sha256, None, problems=[asked], notes=workbook.notes
        )
        print_json(as_json(path, answer, None, None, unit_needed=False))
    else:
        say_always(f"{path.name} 未导入：{sentence.removeprefix(path.name).strip()}")
        print(next_step(f"powerctl import {path} --as {workbook.unsure[0]}"), file=sys.stderr)
