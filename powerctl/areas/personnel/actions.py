"""Other matters of persons (人事事项): hiring, training, rewards, rehiring; decided together (PER009)."""

from powerctl.areas.kept import Kept
from powerctl.model import PersonnelAction

KEPT: Kept = Kept(
    model=PersonnelAction,
    kind="personnel_actions",
    columns=(
        *("number", "name", "kind", "person_written", "people", "method", "done_on", "decision_written"),
        *("assessment_written", "is_assessment_used", "document", "note"),
    ),
    key=("number",),
    needed=("name",),
    links={"agenda_item_id": "agenda_key"},
    number_of=("name", "done_on"),
)
EDITABLE = KEPT.editable
