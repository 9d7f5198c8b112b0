"""Rules about money, trades and works."""

from powerctl.rulebook.finance.approving import FIN001, FIN002, FIN003, FIN004
from powerctl.rulebook.finance.buying import DUTY009, FIN013, FIN014, FIN016
from powerctl.rulebook.finance.countersigning import FIN008
from powerctl.rulebook.finance.posting import FIN021
from powerctl.rulebook.finance.reporting import FIN009, FIN010, FIN011, FIN012, FIN019
from powerctl.rulebook.finance.signatures import FIN005, FIN006, FIN007
from powerctl.rulebook.finance.splitting import FIN020
from powerctl.rulebook.finance.works import FIN015, FIN017, FIN018

FINANCE_RULES = (
    FIN001, FIN002, FIN003, FIN004, FIN005, FIN006, FIN007, FIN008, FIN009, FIN010, FIN011, FIN012, FIN013,
    FIN014, FIN015, FIN016, FIN017, FIN018, FIN019, FIN020, FIN021, DUTY009,
)  # fmt: skip
