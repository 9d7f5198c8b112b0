"""The joint signatures of a countersign sheet (会签)."""

from powerctl.areas.kept import Kept
from powerctl.model import Countersignature

KEPT = Kept(
    model=Countersignature,
    kind="countersignatures",
    columns=("party", "signer_written", "household_signer_written", "signed_on", "is_agreed", "note"),
    key=("party",),
    needed=("party",),
    belongs_to="sheet_id",
    named_in=("sheet",),
)
EDITABLE = KEPT.editable
