"""What may not be read on a posted page: names of persons and their identifiers.

A page shows the surname and 某 (张三 → 张某, 欧阳修 → 欧阳某); two people who would look alike
get 甲, 乙, …. Identifiers in running text are a last net behind the columns that a builder picks.
"""

import re
from collections.abc import Callable, Iterable, Mapping

_DOUBLE_RUN = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台"
    "皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘"
    "子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐"
    "段干百里呼延东郭南门羊舌微生梁丘左丘东门西门第五"
)
_DOUBLE = frozenset(_DOUBLE_RUN[i : i + 2] for i in range(0, len(_DOUBLE_RUN), 2))
_MARKS = "甲乙丙丁戊己庚辛壬癸"
_SPACE = r"[\s\u200b\-—]*"
_ID_CARD = re.compile(rf"(?<!\d)[1-9](?:{_SPACE}\d){{16}}{_SPACE}[\dXx](?!\d)")
_MOBILE = re.compile(rf"(?<!\d)1{_SPACE}[3-9](?:{_SPACE}\d){{9}}(?!\d)")
_BANK_CARD = re.compile(rf"(?<!\d)[3-6](?:{_SPACE}\d){{14,18}}(?!\d)")
# No identifier has fewer digits than a mobile number.
_AT_LEAST = re.compile(r"(?:[^\d]*\d){11}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


def masked_name(name: str) -> str:
    """张三 → 张某, 张三丰 → 张某某, 欧阳修 → 欧阳某, 买买提·吐尔逊 → 买某某."""
    name = name.strip()
    if not name:
        return ""
    if "·" in name or "•" in name:
        return name[0] + "某某"
    surname = name[:2] if name[:2] in _DOUBLE and len(name) > 2 else name[0]
    return surname + "某" * min(max(len(name) - len(surname), 1), 2)


def masked_names(names: list[str]) -> dict[str, str]:
    """Every name with its mask; different names with one mask are told apart by 甲, 乙, …."""
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        groups.setdefault(masked_name(name), []).append(name)
    return {
        name: mask if len(same) == 1 else mask + (_MARKS[i] if i < len(_MARKS) else str(i + 1))
        for mask, same in groups.items()
        for i, name in enumerate(same)
    }


def without_identifiers(text: str) -> str:
    """A text with ID-card, mobile and bank-card numbers starred out (full-width digits included)."""
    if not _AT_LEAST.match(text):
        return text
    plain = text.translate(_FULL_WIDTH)
    hits = [found.span() for found in _ID_CARD.finditer(plain) if _is_id_card(found.group())]
    hits += [found.span() for found in _BANK_CARD.finditer(plain) if _is_bank_card(found.group())]
    hits += [found.span() for found in _MOBILE.finditer(plain)]
    for start, end in sorted(hits, reverse=True):
        if "*" not in text[start:end]:
            text = text[:start] + "*" * (end - start) + text[end:]
    return text


def _digits(text: str) -> str:
    return re.sub(r"[^\dXx]", "", text)


def _is_id_card(text: str) -> bool:
    digits = _digits(text)
    total = sum(int(d) * w for d, w in zip(digits[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == digits[17].upper()


def _is_bank_card(text: str) -> bool:
    digits = [int(d) for d in _digits(text)]
    total = sum(digits[-1::-2]) + sum(sum(divmod(2 * d, 10)) for d in digits[-2::-2])
    return total % 10 == 0


def masker(names: Iterable[str]) -> Callable[[str], str]:
    """What makes a text fit for a posted page: every known name masked, identifiers starred out.

    The longest name wins, so that 王小明 is not read as 王小.
    """
    masks = masked_names([name for name in names if len(name) > 1])
    if not masks:
        return without_identifiers
    mask_names = replacer(masks)
    return lambda text: without_identifiers(mask_names(text))


def replacer(masks: Mapping[str, str]) -> Callable[[str], str]:
    """What puts for each name in a text its mask, the longest name first; names of one letter stay.

    A page may know thousands of names: only where one of their first characters stands they are looked up,
    by their first two.
    """
    beginning: dict[str, list[str]] = {}
    for name in sorted(masks, key=len, reverse=True):
        if len(name) > 1:
            beginning.setdefault(name[:2], []).append(name)
    if not beginning:
        return lambda text: text
    first = re.compile("[" + re.escape("".join({prefix[0] for prefix in beginning})) + "]")

    def replace(text: str) -> str:
        found: list[str] = []
        place, kept = first.search(text), 0
        while place is not None:
            at = place.start()
            begun = beginning.get(text[at : at + 2], ())
            name = next((name for name in begun if text.startswith(name, at)), None)
            if name is not None:
                found += [text[kept:at], masks[name]]
                kept = at + len(name)
            place = first.search(text, kept if name is not None else at + 1)
        return "".join([*found, text[kept:]]) if found else text

    return replace
