"""Trading venues that the county counts as such (交易场所)."""

from powerctl.areas.kept import Kept
from powerctl.model import TradingVenue

KEPT = Kept(
    model=TradingVenue,
    kind="trading_venues",
    columns=("name", "kind", "level_written", "valid_from", "valid_to", "document", "note"),
    key=("name", "kind"),
    needed=("name",),
    of_county=True,
)
EDITABLE = KEPT.editable
