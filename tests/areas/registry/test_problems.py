"""Problems of an inventory are recorded in four kinds and followed until solved; overlaps are found (R-XZ-03)."""

from datetime import date

import pytest
from sqlmodel import Session

from powerctl.areas.organization.posts import add_post
from powerctl.areas.organization.units import add_unit, find_unit
from powerctl.areas.registry.clean_up.overlaps import find_overlaps
from powerctl.areas.registry.clean_up.problems import add_problem, edit_problem, solve_problem
from powerctl.areas.registry.editions import add_edition
from powerctl.areas.registry.powers import add_power, retire_power
from powerctl.errors import Refused
from powerctl.model import InventoryProblem, Power
from powerctl.terms import PROBLEM_OF, Correction, ProblemStatus

DAY = date(2026, 3, 2)


@pytest.fixture
def units(session: Session) -> Session:
    for code, name, kind in (
        ("CGJ", "青禾县城管局", "政府部门"),
        ("JTJ", "青禾县交通局", "政府部门"),
        ("LXZ", "柳溪镇", "乡镇"),
        ("BSZ", "白沙镇", "乡镇"),
    ):
        add_unit(session, name=name, code=code, kind=kind)
        add_edition(session, code, "2026年版", in_force_from="2026-01-01")
    return session


def a_power(session: Session, unit: str, name: str, category: str = "行政处罚", **more: str) -> int:
    return int(add_power(session, unit, name, category=category, **more).id or 0)


def overlaps(session: Session, unit: str = "") -> list[tuple[tuple[int, ...], int, str]]:
    unit_id = find_unit(session, unit).id if unit else None
    return [
        (tuple(member.number for member in found.members), found.percent, found.where)
        for found in find_overlaps(session, DAY, unit_id)
    ]


def test_one_power_in_two_departments_is_found_spaces_and_brackets_aside(units: Session) -> None:
    """R-XZ-03"""
    one = a_power(units, "CGJ", "对（渣土）车辆抛洒的处罚")
    other = a_power(units, "JTJ", "对 渣土 车辆抛洒的处罚")
    a_power(units, "JTJ", "对渣土车辆抛洒的处罚", "行政检查")
    assert overlaps(units) == [((one, other), 100, "不同单位")]


def test_a_nearly_equal_name_is_found_a_telling_difference_is_none(units: Session) -> None:
    one = a_power(units, "CGJ", "对擅自在城市道路两侧堆放建筑材料行为的处罚")
    other = a_power(units, "JTJ", "对擅自在城市道路两侧堆放建筑材料的行为的处罚")
    a_power(units, "CGJ", "一级建造师注册初审", "行政许可")
    a_power(units, "JTJ", "二级建造师注册初审", "行政许可")
    ((members, percent, where),) = overlaps(units)
    assert (members, where) == ((one, other), "不同单位") and 85 <= percent < 100


def test_two_towns_with_one_power_do_not_overlap_a_town_and_a_department_do(units: Session) -> None:
    towns = [a_power(units, town, "对露天焚烧秸秆的处罚") for town in ("LXZ", "BSZ")]
    assert overlaps(units) == []
    department = a_power(units, "CGJ", "对露天焚烧秸秆的处罚")
    assert overlaps(units) == [((department, *towns), 100, "不同单位")]


def test_one_power_at_two_posts_of_a_unit_is_found(units: Session) -> None:
    for title in ("执法科科长", "审批科科长"):
        add_post(units, "CGJ", title)
    numbers = tuple(
        a_power(units, "CGJ", "占道许可", "行政许可", code=str(at), deciding_post=title)
        for at, title in enumerate(("执法科科长", "审批科科长"))
    )
    assert overlaps(units) == [(numbers, 100, "本单位不同岗位")]


def test_only_current_powers_overlap_and_only_those_of_the_unit_asked_for(units: Session) -> None:
    one = a_power(units, "CGJ", "渣土处置核准", "行政许可")
    other = a_power(units, "JTJ", "渣土处置核准", "行政许可")
    assert overlaps(units, "LXZ") == []
    assert len(overlaps(units, "JTJ")) == 1
    retire_power(units, find(units, other), on=DAY, reason="划转")
    assert overlaps(units) == [] and one


def find(session: Session, number: int) -> Power:
    return session.get_one(Power, number)


def test_a_problem_on_record_stands_beside_its_overlap(units: Session) -> None:
    one = a_power(units, "CGJ", "渣土处置核准", "行政许可")
    other = a_power(units, "JTJ", "渣土处置核准", "行政许可")
    problem = add_problem(
        units,
        "CGJ",
        "两家都在核准",
        found_on=DAY,
        correction="职能交叉",
        power=str(one),
        other_power=str(other),
    )
    assert problem.correction is Correction.DISENTANGLE
    assert [found.problems for found in find_overlaps(units, DAY)] == [(problem.id,)]


@pytest.mark.parametrize(("correction", "wrong"), list(PROBLEM_OF.items()))
def test_the_four_kinds_may_be_written_as_the_problem_or_as_what_is_done(
    correction: Correction, wrong: str, units: Session
) -> None:
    for words in (correction.value, wrong):
        assert add_problem(units, "CGJ", "问题", found_on=DAY, correction=words).correction is correction


def a_problem(session: Session) -> InventoryProblem:
    return add_problem(session, "CGJ", "超越范围处罚", found_on=DAY, correction="纠正", due_on="2026-06-30")


def test_a_problem_is_open_until_it_is_solved_with_outcome_and_document(units: Session) -> None:
    problem = a_problem(units)
    assert (problem.status, problem.found_on) == (ProblemStatus.OPEN, DAY)
    with pytest.raises(Refused, match="缺少处理结果"):
        solve_problem(units, problem, outcome=" ", on=DAY)
    solve_problem(units, problem, outcome="已纠正", document="纪要〔2026〕2号", on=date(2026, 4, 1))
    assert (problem.status, problem.solved_on, problem.document) == (
        ProblemStatus.SOLVED,
        date(2026, 4, 1),
        "纪要〔2026〕2号",
    )
    with pytest.raises(Refused, match="已于 2026-04-01 解决（已纠正）"):
        solve_problem(units, problem, outcome="又一次", on=DAY)


def test_a_problem_opened_again_has_no_day_of_its_solution(units: Session) -> None:
    problem = solve_problem(units, a_problem(units), outcome="已纠正", on=DAY)
    edit_problem(units, problem, {"status": "处理中"})
    assert (problem.status, problem.solved_on) == (ProblemStatus.RUNNING, None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": "已解决"}, "要写处理结果"),
        ({"solved_on": "2026-03-01"}, "早于发现日期"),
        ({"description": " "}, "缺少问题描述"),
        ({"correction": "随便"}, "要写：纠正、厘清、明确、强化"),
        ({"power": "1", "other_power": "1"}, "不能与它自己交叉"),
        ({"other_power": "1"}, "没有写本单位的权力事项"),
        ({"power": "2"}, "不是“青禾县城管局”的事项"),
    ],
)
def test_an_unsound_problem_is_refused(changes: dict[str, str], sentence: str, units: Session) -> None:
    a_power(units, "CGJ", "占道许可", "行政许可")
    a_power(units, "JTJ", "超限运输许可", "行政许可")
    with pytest.raises(Refused, match=sentence):
        edit_problem(units, a_problem(units), changes)
