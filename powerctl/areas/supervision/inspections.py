"""Inspections (监督检查): who looked at what and when, and what was stopped (DUTY008, FIN019, R-HY-12)."""

from powerctl.areas.kept import Kept
from powerctl.model import Inspection

KEPT: Kept = Kept(
    model=Inspection,
    kind="inspections",
    columns=(
        *("number", "subject", "name", "inspected_on", "inspector_written", "inspecting_unit_written"),
        *("checked", "result", "is_vetoed", "document", "note"),
    ),
    key=("number",),
    links={"inspector_id": "inspector_written", "project_id": "project", "expenditure_id": "expenditure"},
    number_of=("subject", "name", "inspected_on", "inspector_written"),
)
EDITABLE = KEPT.editable
