"""A finance bureau with two editions, for tests of the clean-up."""

from sqlmodel import Session

from powerctl.areas.organization.units import add_unit
from powerctl.areas.registry.clean_up.editions import EditionPair, find_pair
from powerctl.areas.registry.editions import add_edition
from powerctl.areas.registry.powers import add_power
from powerctl.model import Power

OLD, NEW = "2024年版", "2026年版"
LAW = "【法律】《中华人民共和国会计法》第四十二条"
BEFORE = (
    ("行政许可", "会计师事务所设立备案"),
    ("行政处罚", "对伪造会计凭证行为的处罚"),
    ("行政处罚", "对变造会计账簿行为的处罚"),
    ("行政检查", "财政票据监督检查"),
)
AFTER = (
    ("行政许可", "会计师事务所设立备案"),
    ("行政处罚", "对伪造、变造会计凭证、会计账簿行为的处罚"),
    ("行政给付", "困难群众补助发放"),
)


def fill(session: Session) -> EditionPair:
    """Powers 1–4 in the old edition, 5–7 in the new one."""
    add_unit(session, name="青禾县财政局", code="CZJ")
    add_edition(session, "CZJ", OLD, in_force_from="2024-01-01")
    add_edition(session, "CZJ", NEW, in_force_from="2026-01-01", replaces=OLD)
    for edition, powers in ((OLD, BEFORE), (NEW, AFTER)):
        for category, name in powers:
            add_power(session, "CZJ", name, edition=edition, category=category, basis_text=LAW)
    return find_pair(session, OLD, NEW, "CZJ")


def power(session: Session, number: int) -> Power:
    return session.get_one(Power, number)
