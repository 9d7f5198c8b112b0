"""Rules about the power inventory, its benchmarks and its institutions."""

from powerctl.rulebook.registry.actors import REG007
from powerctl.rulebook.registry.basis import REG002
from powerctl.rulebook.registry.bodies import INS007
from powerctl.rulebook.registry.charts import REG010, REG011, REG012
from powerctl.rulebook.registry.checklists import INS001, INS002, INS005, INS008
from powerctl.rulebook.registry.clean_up import REG016
from powerctl.rulebook.registry.compendium import INS003
from powerctl.rulebook.registry.discretion import REG017
from powerctl.rulebook.registry.exercises import REG014
from powerctl.rulebook.registry.holder import REG003
from powerctl.rulebook.registry.institution_care import INS004, INS006
from powerctl.rulebook.registry.institutions import REG015
from powerctl.rulebook.registry.layers import REG005
from powerctl.rulebook.registry.modules import REG013
from powerctl.rulebook.registry.overlap import REG006
from powerctl.rulebook.registry.particulars import REG001, REG004, REG008
from powerctl.rulebook.registry.scopes import REG021
from powerctl.rulebook.registry.separation import REG018
from powerctl.rulebook.registry.unused import REG009

REGISTRY_RULES = (
    *(REG001, REG002, REG003, REG004, REG005, REG006, REG007, REG008, REG009),
    *(REG010, REG011, REG012, REG013),
    *(REG014, REG015, REG016, REG017, REG018, REG021),
    *(INS001, INS002, INS003, INS004, INS005, INS006, INS007, INS008),
)
