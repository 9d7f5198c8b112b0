"""Intake of a workbook of flow charts: charts, their steps, and the lines written at each step (R-HY-02).

A chart is known in its unit by name, a step in its chart by code. A chart is taken in as a whole: steps
that its sheet no longer lists go, and one step with a problem keeps its chart out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Posts, Units
from powerctl.areas.placing import place, write_new_units
from powerctl.areas.receipt import ORIGIN, Action, Draft, Outcome, Plan, finish, start, table_of
from powerctl.areas.registry.charts.graph import Edge, Step, faults_of, read_targets
from powerctl.areas.registry.charts.words import days_of
from powerctl.areas.registry.exercises.links import ListedPowers
from powerctl.areas.rows import Row, rows_of
from powerctl.model import FlowChart, FlowEdge, FlowStep, RiskPoint
from powerctl.sheets.reading import ReadWorkbook

_CHART_FIELDS = (*("kind", "category", "form", "conditions", "document", "valid_from", "valid_to", "note"),)
_STEP_FIELDS = (
    *("kind", "title", "stage", "post_written", "time_limit", "risk_written"),
    *("is_disclosed", "is_supervised", "detail"),
)
_EDGE_COLUMNS = ("id", "chart_id", "position", "from_step_id", "to_step_id", "label", "is_return", *ORIGIN)
Outcomes = dict[tuple[str, int], Outcome]


@dataclass(slots=True)
class _Chart:
    """A chart that the workbook speaks of: its row where it has one, and its steps."""

    number: int
    unit_id: int
    row: Row | None = None
    steps: list[tuple[Row, dict[str, Any]]] = field(default_factory=list)


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of flow charts. `unit`: code or name, where the sheet names none.

    What is wrong (two beginnings, a cycle without a return, a step nobody reaches, a number that no step
    has) comes back as problems with their cells. Raises Refused as `place` does.
    """
    draft = start(session, workbook, today)
    units, posts = Units.of(session), Posts.of(session)
    chart_rows, step_rows = rows_of(draft, "charts"), rows_of(draft, "steps")
    places = place(draft, units, [(row.sheet, row.record) for row in chart_rows], unit) if chart_rows else []
    write_new_units(draft, units)
    homes = [spot.unit_id for spot in places]
    outcomes: Outcomes = {}
    charts, steps = Merging(draft, table_of(FlowChart)), Merging(draft, table_of(FlowStep))
    taken = _take_charts(draft, chart_rows, homes, charts, outcomes)
    given = units.find(unit) if unit and unit.strip() else None
    _gather_steps(draft, step_rows, units, charts, taken, given)
    replaced = [chart for chart in taken.values() if chart.steps and _is_whole(chart, steps, posts)]
    for chart in taken.values():
        if chart.steps and chart not in replaced:
            _leave_out(draft, chart, charts)
    _write(draft, charts, steps, replaced, outcomes)
    touched = {chart.unit_id for chart in taken.values()}
    return finish(
        draft,
        "charts",
        [_outcome(row, outcomes) for row in (*chart_rows, *step_rows)],
        unit_id=next(iter(touched)) if len(touched) == 1 else None,
        touched_units=touched,
    )


def _outcome(row: Row, outcomes: Outcomes) -> Outcome:
    place_ = (row.sheet.sheet, row.record.row)
    return Outcome.REJECTED if row.rejected else outcomes.get(place_, Outcome.REJECTED)


def _take_charts(
    draft: Draft, rows: Sequence[Row], homes: Sequence[int], charts: Merging, outcomes: Outcomes
) -> dict[int, _Chart]:
    known = {(row["unit_id"], normal(row["name"])): number for number, row in charts.rows.items()}
    powers = ListedPowers(draft.session, set(homes))
    taken: dict[int, _Chart] = {}
    lost = 0
    for row, home in zip(rows, homes, strict=True):
        name = row.needed("name", "流程图名称")
        values = row.values(charts.table, _CHART_FIELDS)
        row.days_in_order(values)
        if row.has("power"):
            written = row.text("power") or None
            values |= {"power_written": written, "power_id": powers.find(home, written, None)}
            lost += bool(written) and values["power_id"] is None
        number = known.get((home, normal(name)))
        if number in taken:
            row.problem("name", "本单位内不重复的名称", f"本表已有同名流程图“{name}”")
        if row.rejected:
            continue
        at = (row.sheet.sheet, row.record.row)
        if number is None:
            number = charts.add(row.sheet, row.record, values | {"unit_id": home, "name": name})
            outcomes[at] = Outcome.ADDED
        else:
            _keep_link(values, charts.rows[number])
            outcomes[at] = charts.change(row.sheet, row.record, number, values)
        known[home, normal(name)] = number
        taken[number] = _Chart(number, home, row)
    if lost:
        draft.notes.append(f"{lost} 张流程图的权力事项未能关联到已登记的清单，按原文登记")
    return taken


def _keep_link(values: dict[str, Any], stored: dict[str, Any]) -> None:
    """A link that was made stands as long as the words are the same."""
    lost = "power_id" in values and values["power_id"] is None
    if lost and values["power_written"] == stored["power_written"]:
        values["power_id"] = stored["power_id"]


def _gather_steps(
    draft: Draft,
    rows: Sequence[Row],
    units: Units,
    charts: Merging,
    taken: dict[int, _Chart],
    given: int | None,
) -> None:
    """Puts every row of 环节 to its chart; an empty 所属流程图 means that of the row above."""
    named: dict[str, list[int]] = defaultdict(list)
    for number, stored in charts.rows.items():
        named[normal(stored["name"])].append(number)
    above = ("", "")
    for row in rows:
        name = row.text("chart")
        if not name and above[0] == row.sheet.sheet:
            name = above[1]
        above = (row.sheet.sheet, name)
        if not name:
            row.problem("chart", "所属流程图", "没有写明环节属于哪张流程图")
            continue
        home = units.find(row.text("unit")) if row.text("unit") else given
        found = [n for n in named[normal(name)] if home is None or charts.rows[n]["unit_id"] == home]
        ours = [n for n in found if n in taken]
        found = ours if len(ours) == 1 else found
        if len(found) != 1:
            why = f"有 {len(found)} 张流程图都叫“{name}”，请填单位名称" if found else ""
            row.problem("chart", "“流程图”表中的名称", why or f"“流程图”表和已登记的流程图中都没有“{name}”")
            continue
        (number,) = found
        chart = taken.setdefault(number, _Chart(number, charts.rows[number]["unit_id"]))
        chart.steps.append((row, {}))


def _is_whole(chart: _Chart, steps: Merging, posts: Posts) -> bool:
    """Reads the steps of a chart and checks the chart; whatever is wrong becomes a problem of its cell."""
    rows: dict[str, Row] = {}
    graph: list[Step] = []
    for row, values in chart.steps:
        code, title = row.needed("code", "环节编号"), row.needed("title", "环节名称")
        values |= {"code": code, **row.values(steps.table, _STEP_FIELDS)}
        kind = values.get("kind")
        if not row.rejected and kind is None:
            row.problem("kind", "开始、步骤、判断、结束", "缺少环节类型")
        if code and normal(code) in rows:
            first = rows[normal(code)].record.row
            row.problem("code", "本图内不重复的编号", f"环节编号“{code}”与第{first}行重复")
        if row.rejected or kind is None:
            continue
        if written := values.get("post_written"):
            values["post_id"] = posts.find(chart.unit_id, written)
        elif row.has("post_written"):
            values["post_id"] = None
        if row.has("time_limit"):
            values["time_limit_days"] = days_of(values["time_limit"])
        rows[normal(code)] = row
        graph.append(Step(code, kind, title))
    edges = _edges(chart, [step.code for step in graph])
    if any(row.rejected for row, _ in chart.steps):
        return False
    for fault in faults_of(graph, edges):
        row = rows[normal(fault.code)]
        wanted = {"next": "下一步的环节编号", "back": "前面环节的编号"}.get(fault.field, "能走通的流程")
        row.problem(fault.field, wanted, fault.message)
    return not any(row.rejected for row, _ in chart.steps)


def _edges(chart: _Chart, codes: Sequence[str]) -> list[Edge]:
    """The lines of a chart, kept at the steps they leave; a number that no step has is a problem."""
    edges: list[Edge] = []
    for row, values in chart.steps:
        own: list[Edge] = []
        for column, is_return in (("next", False), ("back", True)):
            for code, label in read_targets(row.text(column), codes):
                if code not in codes:
                    row.problem(column, "本图的环节编号", f"本图没有编号为“{code}”的环节")
                elif any(edge.target == code and edge.label == label for edge in own):
                    row.problem(
                        column, "每个去向只写一次", f"到环节“{code}”的去向写了两次，请用不同的条件区分"
                    )
                else:
                    own.append(Edge(str(values.get("code", "")), code, label, is_return))
        values["edges"] = own
        edges += own
    return edges


def _leave_out(draft: Draft, chart: _Chart, charts: Merging) -> None:
    """A chart with a wrong step is not taken in, neither are its other steps."""
    for row, _ in chart.steps:
        draft.reject(row.sheet, row.record)
    if chart.row is not None:
        draft.reject(chart.row.sheet, chart.row.record)
        charts.discard(chart.number)


def _write(
    draft: Draft, charts: Merging, steps: Merging, replaced: Iterable[_Chart], outcomes: Outcomes
) -> None:
    table, points = table_of(FlowEdge), table_of(RiskPoint)
    stored = Merging(draft, table).rows
    before: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for edge in sorted(stored.values(), key=lambda edge: int(edge["position"])):
        before[edge["chart_id"]].append(_compared(edge["from_step_id"], edge["to_step_id"], edge))
    own: dict[int, dict[str, int]] = defaultdict(dict)
    for number, step in steps.rows.items():
        own[step["chart_id"]][normal(step["code"])] = number
    gone: list[int] = []
    dropped: list[tuple[int]] = []
    lines: list[tuple[Any, ...]] = []
    for chart in replaced:
        known = dict(own[chart.number])
        listed = _take_steps(chart, steps, known, outcomes)
        absent = [number for number in known.values() if number not in listed.values()]
        gone += absent
        if absent:
            name = charts.rows[chart.number]["name"]
            draft.notes.append(f"流程图“{name}”的 {len(absent)} 个环节不在本表内，导入时撤去")
        after = [
            (listed[normal(edge.source)], listed[normal(edge.target)], edge.label, edge.is_return, row)
            for row, values in chart.steps
            for edge in values["edges"]
        ]
        old = before[chart.number]
        if [edge[:4] for edge in after] == old:
            continue
        if old:
            dropped.append((chart.number,))
        _note_changed(chart, after, old, listed, outcomes)
        for position, (source, target, label, is_return, row) in enumerate(after, 1):
            origin = (draft.batch_id, row.sheet.sheet, row.record.cell)
            lines.append(
                (draft.number(table), chart.number, position, source, target, label, is_return, *origin)
            )
    charts.finish()
    draft.write(Action.DELETE, table, ("chart_id",), dropped)
    if gone:
        linked = select(points.c.id).where(points.c.step_id.in_(gone))
        numbers = draft.session.connection().execute(linked).scalars().all()
        draft.write(Action.UPDATE, points, ("id", "step_id"), [(number, None) for number in numbers])
    draft.write(Action.DELETE, steps.table, ("id",), [(number,) for number in gone])
    steps.finish()
    draft.write(Action.INSERT, table, _EDGE_COLUMNS, lines)


def _compared(source: int, target: int, edge: dict[str, Any]) -> tuple[Any, ...]:
    return source, target, edge["label"], bool(edge["is_return"])


def _take_steps(chart: _Chart, steps: Merging, known: dict[str, int], outcomes: Outcomes) -> dict[str, int]:
    """Adds and changes the steps of a chart; code → number."""
    listed: dict[str, int] = {}
    for position, (row, values) in enumerate(chart.steps, 1):
        stored = {name: value for name, value in values.items() if name != "edges"}
        stored |= {"chart_id": chart.number, "position": position}
        at = (row.sheet.sheet, row.record.row)
        key = normal(values["code"])
        if key in known:
            listed[key] = known[key]
            outcomes[at] = steps.change(row.sheet, row.record, known[key], stored)
        else:
            listed[key] = steps.add(row.sheet, row.record, stored)
            outcomes[at] = Outcome.ADDED
    return listed


def _note_changed(
    chart: _Chart,
    after: Sequence[tuple[Any, ...]],
    before: Sequence[tuple[Any, ...]],
    listed: dict[str, int],
    outcomes: Outcomes,
) -> None:
    """A step whose lines differ has changed."""
    for row, values in chart.steps:
        number = listed[normal(values["code"])]
        at = (row.sheet.sheet, row.record.row)
        now = [edge[:4] for edge in after if edge[0] == number]
        if now != [edge for edge in before if edge[0] == number] and outcomes[at] is Outcome.UNCHANGED:
            outcomes[at] = Outcome.CHANGED
