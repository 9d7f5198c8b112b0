"""Approval limits (审批权限): who approves up to which sum, from–to (R-HY-04)."""

from powerctl.areas.kept import Kept
from powerctl.model import ApprovalLimit

KEPT = Kept(
    model=ApprovalLimit,
    kind="approval_limits",
    columns=(
        *("role", "scope", "is_unlimited", "valid_from", "valid_to", "document", "filing_number", "filed_on"),
        *("post_written", "note"),
    ),
    sums=("amount",),
    links={"post_id": "post_written"},
    key=("role", "post_written", "scope", "valid_from"),
)
EDITABLE = KEPT.editable
