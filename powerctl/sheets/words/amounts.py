"""Sums of money as tables write them → whole fen, exactly; and the counts and rates that stand among them.

Nothing is rounded: what is no whole fen is no sum. Only the trace that binary arithmetic leaves behind a
difference (0.299999999999999 for 0.3) is taken for what the spreadsheet shows. A unit in the cell (12.5万元)
goes before that of the heading or of the table.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from powerctl.sheets.words.wording import normal
from powerctl.terms import MoneyUnit

YUAN = "元"
_FEN = 100
_MOST = 2**63 - 1
"""Fen that the file can hold."""
_OTHER_UNIT = "万元"
_LONGEST = 24
"""Figures beyond this are no sum, and would not be reckoned exactly."""
_TRACED = re.compile(r"\.\d{10,}$")
"""So many decimals nobody types: a program has reckoned them."""
_TRACE = Decimal("0.0001")
"""Fen by which such a figure may miss a whole one."""
_IN_YUAN = {
    YUAN: 1,
    "百元": 100,
    "千元": 1000,
    "万元": 10_000,
    "十万元": 100_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
}
_UNITS = {unit.value: unit for unit in MoneyUnit}
_MINUS = str.maketrans(dict.fromkeys("−–—‐‑﹣－", "-") | {"，": ",", "﹐": ","})
_FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+"
_EVERYDAY = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,2}))?", re.ASCII)
"""How most cells write a sum: no sign but minus, no more than two decimals."""
_SCALED = re.compile(rf"({_FIGURES})(十|百|千|万|十万|百万|千万|亿)?元?整?")
_POWER = re.compile(r"(\d(?:\.\d+)?)E([+-]?\d{1,2})", re.IGNORECASE)
_COINS = re.compile(r"(?:(\d+|\d{1,3}(?:,\d{3})+)元)?(?:(\d)角)?(?:(\d)分)?整?")
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|[¥￥])|(?:人民币|RMB|CNY)$", re.IGNORECASE)
_DIGITS = {
    character: at
    for characters in ("零壹贰叁肆伍陆柒捌玖", "〇一二三四五六七八九")
    for at, character in enumerate(characters)
} | {"两": 2, "貳": 2, "陸": 6, "參": 3}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_IN_WORDS = re.compile(
    r"([零〇一二三四五六七八九两壹贰貳叁參肆伍陆陸柒捌玖十拾百佰千仟万萬亿億]+)[元圆圓]"
    r"(?:([零〇一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖])角)?"
    r"零?(?:([一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖])分)?[整正]?"
)
_SIGNS = (
    re.compile(r"^-(.+)$"),
    re.compile(r"^(.+)-$"),
    re.compile(r"^\((.+)\)$"),
    re.compile(r"^[△▲](.+)$"),
    re.compile(r"^(?:红字|负|减)[:]?(.+)$"),
    re.compile(r"^(.+?)\(?红字\)?$"),
)
_NAMED_UNIT = re.compile(
    r"(?:^|[(\[:/,、;金额计价款数人民币为以]|单位)(?:单位[:为]?)?\(?(?:人民币)?((?:十|百|千|万|十万|百万|千万|亿)?元)"
    r"(?=$|[()\[\],/、;:。|]|为单位|人民币|币种|编制|填报|公开|日期|至|保留)"
)
_COUNTED = re.compile(
    r"(-?\d{1,3}(?:,\d{3})+|-?\d{1,9})(?:\.0+)?"
    r"(个|批次|人次|车次|批|人|辆|台|次|户|家|项|件|团组|团|组|套|名|场|笔|天|所|条|份|平方米|亩)(?:\(?次\)?)?"
)
_RATE = re.compile(r"(上升|增长|增加|提高|下降|减少|降低|负|[-+])?(\d+(?:\.\d+)?)%")
_DOWN = ("下降", "减少", "降低", "负", "-")


class Amount(NamedTuple):
    """A sum in fen, and the unit in which it was written."""

    fen: int
    unit: str

    @property
    def kept_unit(self) -> MoneyUnit | None:
        """The unit as records keep it; None for one that no record names (百万元)."""
        return _UNITS.get(self.unit)


@lru_cache(maxsize=65536)
def amount(text: str, unit: str = YUAN) -> Amount | None:
    """The sum that a cell writes; None for what is no sum, or no whole number of fen.

    `unit` counts where the cell has none of its own. Negative is what carries one sign of it: a minus
    before or behind, brackets, 红字; two signs are no sum.
    """
    if found := _EVERYDAY.fullmatch(text):
        cents = int(f"{found[2]}{(found[3] or '').ljust(2, '0')}") * _IN_YUAN[unit]
        return Amount(-cents if found[1] else cents, unit) if cents <= _MOST else None
    written = normal(text).translate(_MINUS)
    sign, bare = _sign(written)
    if bare is None:
        return None
    read = _plain(bare, unit) or _in_coins(bare) or _in_words(bare)
    if read is None:
        return None
    value, own = read
    fen = value * _IN_YUAN[own] * _FEN
    whole = int(fen.to_integral_value())
    exact = fen == whole or (_TRACED.search(bare) is not None and abs(fen - whole) < _TRACE)
    return Amount(sign * whole, own) if exact and whole <= _MOST else None


def names_its_unit(text: str) -> bool:
    """Whether a sum is the same whatever a table says of its unit: 1.2万元, 壹佰元整, 0."""
    here, there = amount(text, YUAN), amount(text, _OTHER_UNIT)
    return here is not None and there is not None and here.fen == there.fen


def is_written_as_sum(text: str) -> bool:
    """Whether a cell is a sum, or would be one in a larger unit: figures, not words."""
    written = normal(text).translate(_MINUS)
    _, bare = _sign(written)
    return bare is not None and (_plain(bare, YUAN) or _in_coins(bare) or _in_words(bare)) is not None


def why_no_amount(text: str, unit: str = YUAN) -> str:
    """What keeps a cell from being a sum, in words."""
    written = normal(text).translate(_MINUS)
    _, bare = _sign(written)
    found = None if bare is None else _plain(bare, unit)
    if found is not None:
        return f"“{text}”按{found[1]}换算后不是整分"
    if quantity(text) is not None:
        return f"“{text}”是数量，不是金额"
    return f"“{text}”不是金额"


def _sign(written: str) -> tuple[int, str | None]:
    """-1 for what carries a sign of minus, and the rest; None where it carries two."""
    sign, rest = 1, _CURRENCY.sub("", written)
    for _ in range(len(_SIGNS)):
        found = next((hit for pattern in _SIGNS if (hit := pattern.match(rest))), None)
        if found is None:
            return sign, rest.removeprefix("+") if sign == 1 else rest
        if sign < 0:
            return sign, None
        sign, rest = -1, _CURRENCY.sub("", found[1])
    return sign, None


def _plain(written: str, unit: str) -> tuple[Decimal, str] | None:
    if len(written) > _LONGEST:
        return None
    if found := _SCALED.fullmatch(written):
        own = f"{found[2] or ''}{YUAN}" if found[2] or written.rstrip("整").endswith(YUAN) else unit
        return (Decimal(found[1].replace(",", "")), own) if own in _IN_YUAN else None
    if found := _POWER.fullmatch(written):
        return Decimal(written), unit
    return None


def _in_coins(written: str) -> tuple[Decimal, str] | None:
    found = _COINS.fullmatch(written)
    if found is None or not any(found.groups()):
        return None
    yuan, jiao, fen = (int((part or "0").replace(",", "")) for part in found.groups())
    return Decimal(yuan * _FEN + jiao * 10 + fen) / _FEN, YUAN


def _in_words(written: str) -> tuple[Decimal, str] | None:
    found = _IN_WORDS.fullmatch(written)
    if found is None or written in _IN_YUAN:
        return None
    yuan = _number(found[1].replace("萬", "万").replace("億", "亿"))
    jiao, fen = (_DIGITS[part] if part else 0 for part in (found[2], found[3]))
    return None if yuan is None else (Decimal(yuan * _FEN + jiao * 10 + fen) / _FEN, YUAN)


def _number(words: str) -> int | None:
    """壹万贰仟零伍 → 12005; None where the words stand in no order that says a number."""
    for big, times in (("亿", 10**8), ("万", 10**4)):
        if big in words:
            before, _, after = words.partition(big)
            upper, lower = _number(before), _number(after) if after else 0
            return None if upper is None or lower is None or lower >= times else upper * times + lower
    total, digit, last = 0, None, 10_000
    for character in words:
        if character in _STEPS:
            step = _STEPS[character]
            if step >= last:
                return None
            total, last, digit = total + (1 if digit is None else digit) * step, step, None
        elif digit is None or digit == 0:
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)


@lru_cache(maxsize=4096)
def money_unit(text: str) -> str | None:
    """The unit that a heading, a title or a line names: 金额（万元）, 单位：元; None where it names none."""
    found = _NAMED_UNIT.search(normal(text))
    return found[1] if found else None


@lru_cache(maxsize=4096)
def quantity(text: str) -> tuple[int, str] | None:
    """A count with what is counted: 3批次, 1,200人; None for a bare number and for a sum."""
    found = _COUNTED.fullmatch(normal(text).translate(_MINUS))
    return (int(found[1].replace(",", "")), found[2]) if found else None


@lru_cache(maxsize=4096)
def rate(text: str) -> int | None:
    """A rate in hundredths of a percent: 12.34% → 1234, 下降3.5% → -350; None for what is none.

    A rate is no money: what is finer is rounded, and the words stay beside it.
    """
    written = normal(text).translate(_MINUS)
    sign = 1
    if len(written) > 2 and written[0] == "(" and written[-1] == ")":
        sign, written = -1, written[1:-1]
    found = _RATE.fullmatch(written)
    if found is None:
        return None
    if found[1] in _DOWN:
        sign = -sign
    return sign * round(Decimal(found[2]) * _FEN)
