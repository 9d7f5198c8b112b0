"""Gates before works start (开工前把关): design, budget, tender."""

from powerctl.areas.kept import Kept
from powerctl.model import ProjectGate

KEPT = Kept(
    model=ProjectGate,
    kind="project_gates",
    columns=("gate", "signed_on", "signer_written", "is_agreed", "document", "note"),
    key=("gate",),
    needed=("gate",),
    belongs_to="project_id",
    named_in=("project",),
)
EDITABLE = KEPT.editable
