"""Other large matters (其他重大事项): disposal, investment, guarantee, financing, incident."""

from powerctl.areas.kept import Kept
from powerctl.model import Undertaking

KEPT = Kept(
    model=Undertaking,
    kind="undertakings",
    columns=(
        *("number", "name", "kind", "counterparty_written", "happened_on", "done_on", "handler_written"),
        *("decision_written", "document", "note"),
    ),
    sums=("amount",),
    links={"agenda_item_id": "agenda_item"},
    key=("number",),
    needed=("name",),
    number_of=("name", "done_on", "happened_on"),
)
EDITABLE = KEPT.editable
