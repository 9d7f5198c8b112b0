"""Problems of an inventory: found, recorded with one of four corrections, followed until solved (R-XZ-03)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from powerctl.areas.edits import Change, edit, needed, number_of, read_values
from powerctl.areas.organization.units import find_unit
from powerctl.areas.registry.powers import find_power
from powerctl.errors import Refused
from powerctl.model import InventoryProblem, Unit
from powerctl.terms import PROBLEM_OF, ProblemStatus

EDITABLE = (
    *("correction", "description", "found_on", "status", "owner_written", "due_on", "solved_on"),
    *("outcome", "document", "note"),
)
LINKS = ("power", "other_power")


def add_problem(
    session: Session, unit: str, description: str, *, found_on: date, **more: str
) -> InventoryProblem:
    """Records a problem of a unit's inventory; `power` and `other_power` are numbers, codes or names.

    The correction may be written as what is wrong (职能交叉 for 厘清). Raises Refused for unknown
    words, powers, and a power that is said to overlap with itself.
    """
    home = find_unit(session, unit)
    links = {field: more.pop(field) for field in LINKS if field in more}
    texts = {"description": needed(description, "问题描述"), **_worded(more)}
    problem = InventoryProblem(
        unit_id=number_of(home),
        **{
            "found_on": found_on,
            "status": ProblemStatus.OPEN,
            **read_values(InventoryProblem, texts, EDITABLE),
        },
    )
    session.add(problem)
    session.flush()
    if links:
        _edit(session, problem, links)
    _refuse_unsound(problem)
    return problem


def edit_problem(session: Session, problem: InventoryProblem, changes: Mapping[str, str]) -> list[Change]:
    """Changes a problem; a status other than 已解决 takes the day of its solution away.

    Out: what changed, before → after. Raises Refused as `add_problem`, and for 已解决 without outcome.
    """
    texts = _worded(changes)
    if "description" in texts:
        needed(texts["description"], "问题描述")
    reopened = texts.get("status", "").strip() in (ProblemStatus.OPEN, ProblemStatus.RUNNING)
    if reopened and problem.solved_on is not None:
        texts.setdefault("solved_on", "")
    done = _edit(session, problem, texts)
    _refuse_unsound(problem)
    return done


def solve_problem(
    session: Session, problem: InventoryProblem, *, outcome: str, on: date, document: str = ""
) -> InventoryProblem:
    """Closes a problem with its outcome and document. Raises Refused when it is solved already, or
    was found later than that day."""
    if problem.status is ProblemStatus.SOLVED:
        day = problem.solved_on.isoformat() if problem.solved_on else "未写日期"
        raise Refused(
            f"清单问题 {problem.id} 已于 {day} 解决（{problem.outcome or '未写结果'}）",
            hint=f"powerctl problem edit {problem.id} --set 处理结果=…",
        )
    problem.outcome = needed(outcome, "处理结果")
    problem.status, problem.solved_on = ProblemStatus.SOLVED, on
    problem.document = document.strip() or problem.document
    _refuse_unsound(problem)
    session.add(problem)
    session.flush()
    return problem


def _worded(texts: Mapping[str, str]) -> dict[str, str]:
    """The four kinds of problem count as names of what is done about them."""
    kinds = {wrong: correction.value for correction, wrong in PROBLEM_OF.items()}
    worded = dict(texts)
    if "correction" in worded:
        worded["correction"] = kinds.get(worded["correction"].strip(), worded["correction"])
    return worded


def _edit(session: Session, problem: InventoryProblem, texts: Mapping[str, str]) -> list[Change]:
    home = session.get(Unit, problem.unit_id)
    code = home.code if home else ""

    def own(text: str) -> int:
        power = find_power(session, text, unit=code)
        if power.unit_id != problem.unit_id:
            raise Refused(
                f"“{power.name}”不是“{home.name if home else ''}”的事项",
                hint=f"powerctl power show {power.id}",
            )
        return number_of(power)

    links = {"power": own, "other_power": lambda text: number_of(find_power(session, text))}
    return edit(session, problem, texts, EDITABLE, links)


def _refuse_unsound(problem: InventoryProblem) -> None:
    if problem.power_id is not None and problem.power_id == problem.other_power_id:
        raise Refused("一项权力不能与它自己交叉", hint="--other 写另一项权力的编号")
    if problem.other_power_id is not None and problem.power_id is None:
        raise Refused("写了交叉的权力事项，没有写本单位的权力事项", hint="再加上本单位的事项：--power 编号")
    if problem.status is ProblemStatus.SOLVED and not (problem.outcome or "").strip():
        raise Refused("已解决的问题要写处理结果", hint="powerctl problem solve 编号 --outcome 文字")
    if problem.found_on and problem.solved_on and problem.solved_on < problem.found_on:
        raise Refused(
            f"解决日期 {problem.solved_on.isoformat()} 早于发现日期 {problem.found_on.isoformat()}",
            hint="核对两个日期后重新输入",
        )
