"""Projects (工程项目), with the gates before works start."""

from powerctl.areas.kept import Kept
from powerctl.model import Project

KEPT = Kept(
    model=Project,
    kind="projects",
    columns=(
        *("number", "name", "approved_on", "approval_document", "decision_written", "started_on"),
        *("completed_on", "contractor_written", "note"),
    ),
    sums=("investment", "public", "contract", "settled"),
    loose=("kind",),
    links={"agenda_item_id": "agenda_item"},
    key=("number",),
    needed=("name",),
    number_of=("name", "approved_on"),
)
EDITABLE = KEPT.editable
