"""Rules about risk points and their measures."""

from powerctl.rulebook.risk.coverage import RSK001, RSK002, RSK003, RSK009
from powerctl.rulebook.risk.discretion import RSK016
from powerctl.rulebook.risk.institution import RSK013
from powerctl.rulebook.risk.key_posts import RSK015
from powerctl.rulebook.risk.level import RSK004, RSK005
from powerctl.rulebook.risk.measures import RSK007, RSK010, RSK012
from powerctl.rulebook.risk.meeting import RSK006
from powerctl.rulebook.risk.owner import RSK008
from powerctl.rulebook.risk.reviews import RSK014
from powerctl.rulebook.risk.steps import RSK011

RISK_RULES = (
    RSK001,
    RSK002,
    RSK003,
    RSK004,
    RSK005,
    RSK006,
    RSK007,
    RSK008,
    RSK009,
    RSK010,
    RSK011,
    RSK012,
    RSK013,
    RSK014,
    RSK015,
    RSK016,
)
