"""Gates before works start (开工前把关): design, budget, tender."""

from powerctl.areas.finance.shapes import Shape
from powerctl.model import ProjectGate

SHAPE = Shape(
    model=ProjectGate,
    kind="project_gates",
    columns=("gate", "signed_on", "signer_written", "is_agreed", "document", "note"),
    key=("gate",),
    needed=("gate",),
    parent="project_id",
)
EDITABLE = SHAPE.editable
