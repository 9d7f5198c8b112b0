"""Rules about the power inventory."""

from powerctl.rulebook.registry.basis import REG002
from powerctl.rulebook.registry.holder import REG003
from powerctl.rulebook.registry.layers import REG005
from powerctl.rulebook.registry.overlap import REG006
from powerctl.rulebook.registry.particulars import REG001, REG004, REG008
from powerctl.rulebook.registry.separation import REG018

REGISTRY_RULES = (REG001, REG002, REG003, REG004, REG005, REG006, REG008, REG018)
