"""Rules about the division of duties."""

from powerctl.rulebook.organization.deputy import DUTY006
from powerctl.rulebook.organization.direct_duty import DUTY001, DUTY002, DUTY003, DUTY004, DUTY005
from powerctl.rulebook.organization.division import DUTY010
from powerctl.rulebook.organization.head_acts import DUTY007, DUTY008

ORGANIZATION_RULES = (
    *(DUTY001, DUTY002, DUTY003, DUTY004, DUTY005, DUTY006),
    *(DUTY007, DUTY008, DUTY010),
)
