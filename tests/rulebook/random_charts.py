"""Flow charts and their steps in the small random county."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from powerctl.terms import ChartKind, FlowStage, PowerCategory, StepKind

CHART_TABLES = ("flow_chart", "flow_step")

_DAYS = (None, date(2024, 3, 1), date(2025, 9, 1), date(2025, 9, 1), date(2026, 6, 1))
_ENDS = (None, None, None, date(2025, 12, 1), date(2026, 5, 1))
_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]


def charts_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Rows of the charts and steps of a county; its risk points stand at some of the steps."""
    unit = [one["id"] for one in rows["unit"]]
    powers = rows["power"]
    charts = [
        {
            "id": n, "unit_id": pick(unit[:2]), "name": f"图{n}",
            "kind": pick((ChartKind.POWER, ChartKind.POWER, *ChartKind, None)),
            "power_id": pick((*powers, {"id": None}))["id"],
            "category": pick((PowerCategory.LICENCE, PowerCategory.PENALTY, None)),
            "conditions": pick(("申请", "申请", None)), "valid_from": pick(_DAYS), "valid_to": pick(_ENDS),
        }
        for n in range(1, pick((0, 1, 3, 6)) + 1)
    ]  # fmt: skip
    steps = [
        {
            "id": 10 * chart["id"] + n, "chart_id": chart["id"], "position": n, "code": str(n), "title": f"环节{n}",
            "kind": pick((StepKind.START, StepKind.STEP, StepKind.END)), "stage": pick((*FlowStage, *FlowStage, None)),
            "is_supervised": pick((True, True, False, None)),
        }
        for chart in charts
        for n in range(1, pick((0, 2, 4)) + 1)
    ]  # fmt: skip
    for point in rows["risk_point"]:
        point["step"] = pick(("环节1", "环节2", "别的", None))
        point["step_id"] = pick((*steps, {"id": None}))["id"]
    return {"flow_chart": charts, "flow_step": steps}
