"""Records of the whole county or of one unit: a row without a unit is the county's."""

from powerctl.areas.organization.directory import Units
from powerctl.areas.rows import Row
from powerctl.errors import Refused


def home_of(units: Units, unit: str | None) -> int | None:
    """The unit that was given with the import, None where none was.

    Raises Refused for one that is not known: a record of nobody's would be the county's.
    """
    if not unit or not unit.strip():
        return None
    home = units.find(unit)
    if home is None:
        near = units.near(unit)
        also = f"；相近的有：{'、'.join(near)}" if near else ""
        raise Refused(f"没有名为或代码为“{unit.strip()}”的单位{also}", hint="powerctl unit list")
    return home


def unit_of(row: Row, units: Units, home: int | None, blank_means: str = "全县适用的留空") -> int | None:
    """The unit that a row names, or else the one given with the import; an unknown one is a problem."""
    text = row.text("unit")
    if not text:
        return home
    number = units.find(text)
    if number is None:
        near = "、".join(units.near(text))
        wanted = f"已登记的单位（相近的有：{near}）" if near else f"已登记的单位，{blank_means}"
        row.problem("unit", wanted, f"没有登记单位“{text}”")
    return number
