"""The door of import: a workbook that was understood becomes a plan, and a plan becomes rows.

The only module that knows the intake of every area.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import islice
from types import MappingProxyType

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session

from powerctl.areas import limit_intake
from powerctl.areas.disclosure import intake as disclosure
from powerctl.areas.edition_links import follow_newest, follow_uses
from powerctl.areas.finance import intake as finance
from powerctl.areas.finance import intake_accounts
from powerctl.areas.kept_links import relink as relink_kept
from powerctl.areas.matching import intake as matching
from powerctl.areas.meetings import catalogue_intake, proceedings_intake, register_intake
from powerctl.areas.meetings import intake as meetings
from powerctl.areas.meetings.links import relink as relink_meetings
from powerctl.areas.organization import intake as organization
from powerctl.areas.personnel import intake as personnel_intake
from powerctl.areas.receipt import Action, Plan, Receipt, Write, next_number, table_of
from powerctl.areas.registry import intake as registry
from powerctl.areas.registry.charts import intake as chart_intake
from powerctl.areas.registry.charts.links import relink as relink_charts
from powerctl.areas.registry.clean_up import intake as clean_up_intake
from powerctl.areas.registry.clean_up import problem_intake
from powerctl.areas.registry.discretion import intake as discretion_intake
from powerctl.areas.registry.exercises import delegations, scopes
from powerctl.areas.registry.exercises import intake as exercise_intake
from powerctl.areas.registry.exercises.links import relink as relink_exercises
from powerctl.areas.registry.institutions import checklist_intake
from powerctl.areas.registry.institutions import intake as institution_intake
from powerctl.areas.registry.institutions.links import carry_measures
from powerctl.areas.registry.links import relink as relink_powers
from powerctl.areas.risk import intake as risk
from powerctl.areas.risk import intake_assessments, intake_control, intake_methods
from powerctl.areas.risk.links import relink as relink_points
from powerctl.areas.risk.steps import relink as relink_steps
from powerctl.areas.supervision import intake as supervision_intake
from powerctl.collecting import no_collecting
from powerctl.errors import Refused
from powerctl.model import ImportBatch
from powerctl.sheets.kinds import WORKBOOK_KINDS
from powerctl.sheets.reading import ReadWorkbook
from powerctl.store.bulk import insert_rows, note_sizes, update_rows

__all__ = ["Plan", "Receipt", "apply_import", "plan_import"]

_BLOCK = 2000
_MANY = 2000
_PLANNERS: dict[str, Callable[..., Plan]] = {
    "organization": organization.plan,
    "methods": intake_methods.plan,
    "risks": risk.plan,
    "exercises": exercise_intake.plan,
    "delegations": delegations.plan,
    "scopes": scopes.plan,
    "charts": chart_intake.plan,
    "institutions": institution_intake.plan,
    "benchmarks": discretion_intake.plan,
    "checklists": checklist_intake.plan,
    "problems": problem_intake.plan,
    "clean-up": clean_up_intake.plan,
    "risk-reviews": intake_control.plan_reviews,
    "measures": intake_control.plan_measures,
    "meetings": meetings.plan,
    "proceedings": proceedings_intake.plan,
    "meeting-registers": register_intake.plan,
    "catalogues": catalogue_intake.plan,
    "assessments": intake_assessments.plan,
    "limits": limit_intake.plan,
    "trades": finance.plan_trades,
    "spending": finance.plan_spending,
    "accounts": intake_accounts.plan,
    "finance-reports": finance.plan_reports,
    "appointments": personnel_intake.plan,
    "personnel-actions": personnel_intake.plan_actions,
    "checks": supervision_intake.plan,
    "open-items": disclosure.plan_open_items,
    "disclosure": disclosure.plan,
    "matches": matching.plan,
}
"""What plans the import of a kind of workbook, power lists aside: (session, workbook, *, unit, today)."""
_NOTHING_ABOVE: Mapping[str, Callable[..., Plan]] = MappingProxyType({})


def plan_import(
    session: Session,
    workbook: ReadWorkbook,
    *,
    unit: str | None,
    edition: str | None,
    today: date,
    in_force_from: date | None = None,
    above: Mapping[str, Callable[..., Plan]] = _NOTHING_ABOVE,
) -> Plan:
    """Works out what importing a workbook would do, without writing anything.

    In: the workbook as understood; the unit (code or name), the edition's name and the day from
    which it counts where the clerk gives them; the last two are of power lists only, and a note
    says so of another workbook. `above` plans kinds of workbook that need what lies above the areas
    (waivers need the rules). Out: the plan with its receipt, all problems at once and notes.
    Raises Refused for a kind that cannot be imported.
    """
    planners = {**_PLANNERS, **above}
    with no_collecting():
        if workbook.kind == "powers":
            plan = registry.plan(
                session, workbook, unit=unit, edition=edition, today=today, in_force_from=in_force_from
            )
        elif workbook.kind in planners:
            plan = planners[workbook.kind](session, workbook, unit=unit, today=today)
        else:
            raise Refused(
                f"{workbook.file_name} 中没有认得的表（能导入：{'、'.join(WORKBOOK_KINDS.values())}）",
                hint="powerctl template powers -o 权责清单.xlsx",
            )
    if plan.kind != "powers":
        given = {"--edition": bool(edition and edition.strip()), "--from": in_force_from is not None}
        plan.notes += [f"{option} 只用于权责清单，未采用" for option, is_given in given.items() if is_given]
    if plan.writes_nothing and plan.receipt.read and not plan.problems:
        plan.notes.append(_as_before(session, workbook.sha256))
    return plan


def apply_import(session: Session, plan: Plan, *, now: datetime) -> ImportBatch | None:
    """Writes a plan, in the transaction in which it was made; problems' records are left out.

    Out: the batch with its receipt; None when there was nothing to write. Raises Refused when it
    is not clear whose list it is, when the unit typed is likely a slip, or when the file was
    written to since the plan was made.
    """
    if plan.unit_missing:
        choices = f"，例如：{'、'.join(plan.unit_choices)}" if plan.unit_choices else ""
        raise Refused(
            f"看不出 {plan.file_name} 是哪个单位的清单{choices}",
            hint=f"powerctl import {plan.file_name} --unit 单位名称",
        )
    if plan.unit_doubt:
        raise Refused(
            plan.unit_doubt,
            hint=f"powerctl import {plan.file_name} --unit {(*plan.unit_choices, '单位名称')[0]}",
        )
    if plan.writes_nothing:
        return None
    if next_number(session, table_of(ImportBatch)) != plan.batch_id:
        raise Refused("准备导入期间数据库有了别的改动，请重新导入", hint=f"powerctl import {plan.file_name}")
    batch = ImportBatch(
        id=plan.batch_id,
        file_name=plan.file_name,
        sha256=plan.sha256,
        kind=plan.kind,
        imported_at=now,
        rows_read=plan.receipt.read,
        added=plan.receipt.added,
        changed=plan.receipt.changed,
        unchanged=plan.receipt.unchanged,
        rejected=plan.receipt.rejected,
        notes="\n".join(plan.notes) or None,
    )
    session.add(batch)
    session.flush()
    with no_collecting():
        for write in plan.writes:
            _execute(session, write)
    # Only now: the unit and the edition may have been written by this very plan.
    batch.unit_id, batch.edition_id = plan.unit_id, plan.edition_id
    session.add(batch)
    session.flush()
    _relink(session, plan, now)
    if plan.receipt.added >= _MANY:
        note_sizes(session)
    return batch


def _relink(session: Session, plan: Plan, now: datetime) -> None:
    """Makes links that were waiting for what this import brought, whatever came first."""
    today = plan.today or now.date()
    if plan.kind == "organization":
        relink_powers(session)
        relink_meetings(session)
    relink_kept(session, plan.kind)
    if plan.kind in ("organization", "powers"):
        relink_points(session, plan.touched_units, today)
    if plan.kind in ("organization", "powers", "delegations"):
        relink_exercises(session)
    if plan.kind in ("organization", "powers"):
        relink_charts(session)
    if plan.kind == "powers":
        follow_uses(session, plan.touched_units)
        follow_newest(session, plan.touched_units, today)
    if plan.kind in ("powers", "risks", "charts"):
        relink_steps(session, plan.touched_units)
    if plan.kind in ("risks", "measures", "institutions"):
        carry_measures(session, plan.touched_units)


def _execute(session: Session, write: Write) -> None:
    if write.action is Action.INSERT:
        insert_rows(session, write.table, write.columns, write.rows)
    elif write.action is Action.UPDATE:
        update_rows(session, write.table, write.columns[1:], write.rows)
    else:
        rows = iter(write.rows)
        statement = delete(write.table).where(write.table.columns[write.columns[0]] == bindparam("key"))
        while block := list(islice(rows, _BLOCK)):
            session.connection().execute(statement, [{"key": number} for (number,) in block])


def _as_before(session: Session, sha256: str) -> str:
    table = table_of(ImportBatch)
    query = (
        select(table.c.id).where(table.c.sha256 == sha256, table.c.undone_at.is_(None)).order_by(table.c.id)
    )
    numbers = session.connection().execute(query).scalars().all()
    if numbers:
        return f"与第 {numbers[-1]} 批相同，没有需要写入的内容"
    return "表中内容都已登记，没有需要写入的内容"
