"""Quantities: a limit's value as an exact pair of integers, read from text and written in words.

Stored form (limits.toml, `limit_override`): an integer, or `2/3`; money in fen. Typed form: what
a clerk writes, money in yuan (`2万元`, `20000.50`).
"""

import re
import unicodedata
from dataclasses import dataclass
from math import gcd

from powerctl.terms.sums import yuan

UNITS = {
    "days": "天",
    "working days": "个工作日",
    "months": "个月",
    "years": "年",
    "fen": "元",
    "share": "",
    "ratio": "",
    "percent": "%",
    "points": "分",
    "weight": "",
    "count": "",
    "yes or no": "",
}
_FRACTIONS = ("share", "ratio")
_SUFFIXES = {
    "days": ("日历日", "自然日", "天", "日"),
    "working days": ("个工作日", "工作日"),
    "months": ("个月", "月"),
    "years": ("年",),
    "fen": ("元整", "元", "圆"),
    "percent": ("%",),
    "points": ("分",),
    "count": ("个", "次", "项", "条", "类", "种"),
}
_WANTED = {
    "fen": "金额（元，最多两位小数），如 20000 或 2万元",
    "share": "0 到 1 之间的分数，如 2/3",
    "ratio": "大于 0 的整数或分数，如 1 或 3/2",
    "percent": "0 到 100 的整数",
    "weight": "大于 0 的整数",
    "yes or no": "是 或 否",
}
_YES_NO = {"是": "1", "否": "0"}
_LARGEST = 10**15
_MOST_DIGITS = len(str(_LARGEST))


class TooLarge(ValueError):
    """A number beyond what a limit may hold."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """numerator / denominator in lowest terms; the denominator is positive."""

    numerator: int
    denominator: int = 1

    def is_less_than(self, other: "Quantity") -> bool:
        """Compared without rounding."""
        return self.numerator * other.denominator < other.numerator * self.denominator

    @property
    def stored(self) -> str:
        """The text that the file holds: `20`, `2/3`."""
        return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"


def parse_stored(text: str, unit: str) -> Quantity:
    """The quantity of a stored text. Raises ValueError (with what is wanted) where it is none, TooLarge."""
    _refuse_huge(text)
    whole = re.fullmatch(r"\d+", text)
    parts = re.fullmatch(r"(\d+)/(\d+)", text)
    if whole:
        quantity = Quantity(int(text))
    elif parts and unit in _FRACTIONS and int(parts[2]):
        above, below = int(parts[1]), int(parts[2])
        common = gcd(above, below)
        quantity = Quantity(above // common, below // common)
    else:
        raise ValueError(wanted(unit))
    if not _fits(quantity, unit):
        raise ValueError(wanted(unit))
    return quantity


def parse_typed(text: str, unit: str) -> Quantity:
    """The quantity that a clerk typed: full-width digits, unit words and 万 are understood.

    Raises ValueError with what is wanted, TooLarge for a number that no limit may hold.
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    for suffix in _SUFFIXES.get(unit, ()):
        if plain.endswith(suffix):
            plain = plain[: -len(suffix)]
            break
    if unit == "fen":
        return parse_stored(_fen(plain), unit)
    if unit == "yes or no":
        plain = _YES_NO.get(plain, plain)
    if unit in _FRACTIONS and (share := re.fullmatch(r"(\d+)%", plain)):
        plain = f"{share[1]}/100"
    return parse_stored(plain, unit)


def in_words(quantity: Quantity | None, unit: str) -> str:
    """`2/3`, `5 个工作日`, `20,000 元`, `是`; 未设定 where there is none."""
    if quantity is None:
        return "未设定"
    if unit == "fen":
        return yuan(quantity.numerator)
    if unit == "yes or no":
        return "是" if quantity.numerator else "否"
    gap = "" if UNITS[unit] in ("", "%") else " "
    return f"{quantity.stored}{gap}{UNITS[unit]}"


def wanted(unit: str) -> str:
    """What a value of this unit looks like, for a refusal."""
    return _WANTED.get(unit, "不小于 0 的整数")


def _fen(text: str) -> str:
    times = 1
    if text.endswith("万"):
        text, times = text[:-1], 10_000
    _refuse_huge(text)
    amount = re.fullmatch(r"(\d+)(?:\.(\d{1,6}))?", text)
    if not amount:
        raise ValueError(wanted("fen"))
    scaled = int(amount[1] + (amount[2] or "").ljust(6, "0")) * times * 100
    if scaled % 1_000_000:
        raise ValueError(wanted("fen"))
    return str(scaled // 1_000_000)


def _refuse_huge(text: str) -> None:
    """Before anything is reckoned: thousands of digits are no number that Python would read."""
    if any(len(digits.lstrip("0")) > _MOST_DIGITS for digits in re.findall(r"\d+", text)):
        raise TooLarge("数值过大")


def _fits(quantity: Quantity, unit: str) -> bool:
    if quantity.numerator > _LARGEST or quantity.denominator > _LARGEST:
        raise TooLarge("数值过大")
    if unit == "share":
        return 0 < quantity.numerator <= quantity.denominator
    if unit in ("ratio", "weight"):
        return quantity.numerator > 0
    if unit == "yes or no":
        return quantity.numerator <= 1
    return unit != "percent" or quantity.numerator <= 100
