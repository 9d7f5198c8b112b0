"""What an import answers: the object of `--format json`, and the same in words."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from powerctl.cli.output import next_step, show
from powerctl.cli.output import tell as say_always
from powerctl.errors import NotReadable

if TYPE_CHECKING:
    from powerctl.areas.receipt import Plan
    from powerctl.sheets.reading import Problem, ReadSheet, ReadWorkbook

_SAMPLE = 3
_SHOWN_PROBLEMS = 50
_UNIT = "看不出是哪个单位的清单"


def as_json(
    path: Path, workbook: "ReadWorkbook", plan: "Plan | None", batch: int | None, *, unit_needed: bool
) -> dict[str, Any]:
    """The object of one file, complete also when the file was refused."""
    from powerctl.sheets.tables import tally

    receipt = plan.receipt if plan else None
    problems = [_problem(problem) for problem in (plan.problems if plan else workbook.problems)]
    if plan and plan.unit_missing and unit_needed:
        problems.append(_plain("单位名称或代码", f"{_UNIT}，请加 --unit", "、".join(plan.unit_choices)))
    data: dict[str, Any] = {
        "file": str(path),
        "kind": workbook.kind,
        "batch": batch,
        "sheets": [_sheet(sheet) for sheet in workbook.sheets],
        "records": len(workbook.records),
        "items": sum(sheet.items for sheet in workbook.sheets),
        "added": receipt.added if receipt else 0,
        "changed": receipt.changed if receipt else 0,
        "unchanged": receipt.unchanged if receipt else 0,
        "rejected": receipt.rejected if receipt else 0,
        "problems": problems,
        "notes": _notes(workbook, plan, batch),
    }
    if workbook.kind in ("powers", "risks"):
        data["first_name"], data["last_name"] = tally.first_and_last_name(workbook)
    if workbook.kind == "powers":
        data["by_category"] = tally.by_category(workbook)
    if workbook.kind == "risks":
        data["points"] = tally.points(workbook)
        data["levels"] = tally.levels(workbook)
    return data


def _notes(workbook: "ReadWorkbook", plan: "Plan | None", batch: int | None) -> list[str]:
    notes = plan.notes if plan else workbook.notes
    return notes if batch is None else [done(note) for note in notes]


def done(note: str) -> str:
    """What a plan says it will do has been done once there is a batch."""
    return note.replace("尚未登记，导入时将新建", "原来没有登记，已新建")


def unreadable(path: Path, error: NotReadable) -> dict[str, Any]:
    """The object of a file that is no readable workbook."""
    return {
        "file": str(path),
        "kind": None,
        "batch": None,
        "sheets": [],
        "records": 0,
        "items": 0,
        "added": 0,
        "changed": 0,
        "unchanged": 0,
        "rejected": 0,
        "problems": [_plain(error.hint, str(error))],
        "notes": [],
    }


def _sheet(sheet: "ReadSheet") -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "header_row": sheet.header_row,
        "columns": [
            {"column": c.column, "heading": c.heading, "field": c.field, "hidden": c.hidden}
            for c in sheet.columns
        ],
        "records": len(sheet.records),
        "items": sheet.items,
        "skipped_hidden_rows": sheet.skipped_hidden_rows,
        "skipped_hidden_columns": sheet.skipped_hidden_columns,
    }


def _problem(problem: "Problem") -> dict[str, str]:
    return {
        "sheet": problem.sheet,
        "cell": problem.cell,
        "found": "" if problem.found == "formula" else problem.found,
        "wanted": problem.wanted,
        "message": problem.message,
    }


def _plain(wanted: str, message: str, found: str = "") -> dict[str, str]:
    return {"sheet": "", "cell": "", "found": found, "wanted": wanted, "message": message}


def tell(
    path: Path,
    workbook: "ReadWorkbook",
    plan: "Plan | None",
    batch: int | None,
    *,
    dry_run: bool,
    without_bad: bool = False,
) -> None:
    """The same for a clerk: what was understood, the receipt, notes, and every problem.

    `without_bad` says that records with problems are left out and the others taken in: then each is named.
    """
    from powerctl.sheets.kinds import WORKBOOK_KINDS

    show(f"{path.name}：{WORKBOOK_KINDS.get(workbook.kind or '', '没有认出表类')}")
    for sheet in workbook.sheets:
        _tell_sheet(sheet)
    for note in _notes(workbook, plan, batch):
        show(f"  说明：{note}")
    problems = plan.problems if plan else workbook.problems
    shown = len(problems) if without_bad else _SHOWN_PROBLEMS
    for problem in problems[:shown]:
        say_always(f"  {'未采用' if without_bad else '问题'}：{_place(problem)}{problem.message}")
    if len(problems) > shown:
        say_always(f"  另有 {len(problems) - shown} 个问题，全部列出请加 --format json")
    if plan is None or (problems and not without_bad):
        say_always(f"{path.name} 未导入，共 {len(problems)} 个问题")
        print(next_step("改好后重新导入"), file=sys.stderr)
    elif plan.unit_missing and not dry_run:
        listed = f"（如：{'、'.join(plan.unit_choices)}）" if plan.unit_choices else ""
        say_always(f"{path.name} 未导入：{_UNIT}{listed}")
        print(next_step(f"powerctl import {path} --unit 单位名称"), file=sys.stderr)
    else:
        _tell_receipt(plan, batch, dry_run=dry_run)


def _tell_receipt(plan: "Plan", batch: int | None, *, dry_run: bool) -> None:
    counts = plan.receipt
    sums = (
        f"读取 {counts.read} = 新增 {counts.added} + 变更 {counts.changed} + 未变 {counts.unchanged}"
        f" + 未采用 {counts.rejected}"
    )
    if dry_run:
        show(f"  试导入（未写入）：{sums}")
    elif batch is None:
        show(f"  没有变化，未写入：{sums}")
    else:
        show(f"  已导入，第 {batch} 批：{sums}（撤回：powerctl undo --batch {batch}）")


def _tell_sheet(sheet: "ReadSheet") -> None:
    show(
        f"  工作表“{sheet.sheet}”：表头第 {sheet.header_row} 行，"
        f"记录 {len(sheet.records)} 条，事项 {sheet.items} 项"
    )
    known = [
        f"{c.column} {_flat(c.heading)}→{_field_title(sheet.kind, c.field)}" for c in sheet.columns if c.field
    ]
    if known:
        show(f"    栏目：{'；'.join(known)}")
    unread = [
        f"{c.column} {_flat(c.heading)}" for c in sheet.columns if not c.field and not c.hidden and c.heading
    ]
    if unread:
        show(f"    未采用的栏目：{'；'.join(unread)}（要采用的，加 --column 表头=栏目）")
    from powerctl.sheets.tables.tally import record_name

    names = [_flat(record_name(sheet.kind, record))[:30] for record in sheet.records[:_SAMPLE]]
    if names:
        show(f"    例：{'；'.join(names)}")


def _field_title(kind_name: str, field: str) -> str:
    from powerctl.sheets.kinds import KINDS

    kind = next(kind for kind in KINDS if kind.name == kind_name)
    return kind.column(field).heading


def _flat(text: str) -> str:
    return "".join(text.split())


def _place(problem: "Problem") -> str:
    if problem.cell and problem.cell in problem.message:
        return ""
    where = (
        f"工作表“{problem.sheet}”" if problem.sheet and f"“{problem.sheet}”" not in problem.message else ""
    )
    return f"{where}{' ' + problem.cell if problem.cell else ''}：" if where or problem.cell else ""
