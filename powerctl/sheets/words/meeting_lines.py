"""Cells of registers of meetings taken apart: days and times, names with posts, head counts, vote counts,
sums of money, several topics in one cell. None where the cell does not say."""

import re
from dataclasses import dataclass
from datetime import date

from powerctl.sheets.words import meeting_words, vocabulary
from powerctl.sheets.words.numbered import split_numbered, without_separator
from powerctl.sheets.words.wording import half_width, is_blank, normal

_DAY = re.compile(r"(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?")
_CLOCK = re.compile(r"(上午|下午|中午|晚上?|早上?)?(\d{1,2})(?::|时|点)(?:(\d{1,2})分?|(半))?")
_AFTERNOON = ("下午", "晚", "晚上")
_NAME_STOPS = "、，,；;\n"
_LABEL = re.compile(
    r"^(?:应到|实到|出席|到会|参会|参加|请假|缺席|未到|列席|与会)(?:人员|成员|领导|同志|名单|人)*[:：]"
)
_AND_MORE = re.compile(r"等?(?:共|计)?\d+(?:人|名|位)(?:同志)?[。.]?$|等(?:同志|人)?[。.]?$")
_REASON = re.compile("假|病|差|学习|培训|外出|公务|参加|因|出国|开会|休养|探亲|手术|住院|事")
_NOBODY = frozenset(("", "无", "无人", "没有", "/", "0", "0人", "全到", "全体到会", "无缺席"))
_HEADS = {
    "entitled": re.compile(r"应(?:到|参会|出席)(?:会)?(?:成员|人员|人数)?[:为]?(\d{1,3})(?:人|名|位)?"),
    "present": re.compile(
        r"(?:实到|实际到会|到会|出席|参会)(?:成员|人员|人数|会)?[:为]?(\d{1,3})(?:人|名|位)?"
    ),
}
_BARE_COUNT = re.compile(r"^(?:共)?(\d{1,3})(?:人|名|位)?$")
_VOTES = re.compile(
    r"(不同意|不赞成|反对|同意|赞成|弃权|未按|无效|废票|发出|发放|收回)(?:表决票|选票|票数|票|的|人数|人)?[:为有]?"
    r"(\d{1,3})(?:票|人|张)?"
)
_VOTES_BEFORE = re.compile(r"(\d{1,3})(?:票|人|张)(不同意|不赞成|反对|同意|赞成|弃权|未按|无效)")
_WORD_OF_VOTE = {
    **dict.fromkeys(("同意", "赞成"), "votes_for"),
    **dict.fromkeys(("不同意", "不赞成", "反对"), "against"),
    **dict.fromkeys(("无效", "废票"), "invalid"),
    **dict.fromkeys(("发出", "发放"), "issued"),
    "弃权": "abstain",
    "收回": "returned",
    "未按": "not_pressed",
}
_BALLOTS = re.compile(r"^(\d{1,3})(?:票|人|张)?$")
_CHOICE = "(?:不同意|反对|赞成|同意|弃权)"
_WHO = r"(?:票|的|者|人员|人)?(?:有|为|是|:|\()"
_MONEY = re.compile(r"(?:人民币|约|共|合计|¥|￥)?(\d[\d,]*(?:\.\d+)?)(亿|千万|百万|万|千)?元?(?:整)?")
_TIMES = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "": 1}
_DECIDED = re.compile(r"(?:\n|^|[。；;])\s*(?:会议议定|会议决定|议定|决定|结论|会议认为)[:：]")


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a list, with what stands in brackets behind it."""

    name: str
    remark: str = ""

    @property
    def is_reason(self) -> bool:
        """Whether the brackets say why somebody was away, rather than a post."""
        return bool(_REASON.search(self.remark))


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes as counted; None for a number that the cell does not give."""

    votes_for: int | None = None
    against: int | None = None
    abstain: int | None = None
    invalid: int | None = None
    issued: int | None = None
    returned: int | None = None
    not_pressed: int | None = None

    @property
    def is_counted(self) -> bool:
        """Whether any of 同意, 反对, 弃权 is given."""
        return any(number is not None for number in (self.votes_for, self.against, self.abstain))


def clock(text: str) -> str | None:
    """`9:00`, `下午3时30分`, `14点半` → HH:MM."""
    found = _CLOCK.search(normal(text))
    return _clock(found) if found else None


def clocks(text: str) -> tuple[str | None, str | None]:
    """Beginning and end of `9:00-11:30`; of one time, the beginning."""
    found = [time for hit in _CLOCK.finditer(normal(text)) if (time := _clock(hit))]
    return (found[0] if found else None), (found[1] if len(found) > 1 else None)


def _clock(found: re.Match[str]) -> str | None:
    hour, minute = int(found[2]), 30 if found[4] else int(found[3] or 0)
    if found[1] in _AFTERNOON and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def day_and_time(text: str, year: int | None) -> tuple[date | None, str | None, str | None]:
    """Day, beginning and end of 会议时间; `year` counts for a day that is written without one."""
    if is_blank(text):
        return None, None, None
    if known := vocabulary.day(text):
        return known, *clocks(re.sub(r"^\s*\S+?[日号T\s]", "", text) if re.search(r"\d[:时点]", text) else "")
    written = normal(re.sub(r"(\d)\s+(\d{1,2}:)", r"\1T\2", half_width(text)))
    found = _DAY.match(written)
    if found is None or not (found[1] or year):
        return None, None, None
    try:
        day = date(int(found[1] or year or 0), int(found[2]), int(found[3]))
    except ValueError:
        return None, None, None
    return day, *clocks(written[found.end() :])


def names(text: str) -> list[Named]:
    """Who a list of names names: `张某（局长）、李某（因公出差）`; empty for 无."""
    if normal(text) in _NOBODY:
        return []
    found = []
    for part in _parts(_LABEL.sub("", text.strip())):
        name, _, remark = _AND_MORE.sub("", part).replace("(", "（").partition("（")
        name = "".join(name.split()).removesuffix("同志").strip(":：。.")
        if name and not re.search(r"\d", name) and name not in _NOBODY:
            found.append(Named(name, remark.replace(")", "）").rstrip("。").removesuffix("）").strip()))
    return found


def _parts(text: str) -> list[str]:
    """The parts of a list; what stands in brackets stays together."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth = max(0, depth + (sign in "（(") - (sign in "）)"))
        if sign in _NAME_STOPS and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    if len(parts) == 1 and depth == 0 and "（" not in text and "(" not in text:
        spaced = text.split()
        if len(spaced) > 1 and all(1 < len(word) < 5 for word in spaced):
            return spaced
    return [part.strip() for part in parts if part.strip()]


def heads(text: str, what: str) -> int | None:
    """The number of those `entitled` or `present` that a cell gives (`9人`, `应到9人、实到8人`)."""
    written = normal(text)
    if found := _HEADS[what].search(written):
        return int(found[1])
    bare = _BARE_COUNT.match(written)
    return int(bare[1]) if bare else None


def heads_said(text: str, what: str) -> int | None:
    """The same, only where the cell itself says whom it counts."""
    found = _HEADS[what].search(normal(text))
    return int(found[1]) if found else None


def votes(text: str) -> Votes:
    """`同意9票、反对0票、弃权1票`, `9票赞成`: the numbers that the text gives."""
    written = normal(text)
    counted: dict[str, int] = {}
    after = _VOTES.findall(written)
    pairs = after or [(word, number) for number, word in _VOTES_BEFORE.findall(written)]
    for word, number in pairs:
        counted.setdefault(_WORD_OF_VOTE[word], int(number))
    return Votes(**counted)


def money(text: str, heading: str = "") -> int | None:
    """A sum in fen: `12.5万元`, `125,000.00`; `heading` says 万元 where the cells are bare numbers."""
    found = _MONEY.fullmatch(normal(text))
    if found is None:
        return None
    unit = found[2] or ("" if "元" in text or "万元" not in normal(heading) else "万")
    whole, _, rest = found[1].replace(",", "").partition(".")
    scale = _TIMES[unit] * 100
    fen, left = divmod(int(whole + rest) * scale, 10 ** len(rest))
    return None if left else fen


def topics(text: str) -> list[str]:
    """The topics of a cell: numbered ones apart, else one; a lead before the first number is left out."""
    parts = split_numbered(text)
    numbered = [without_separator(part.text) for part in parts if part.marker]
    found = numbered if len(numbered) > 1 else [without_separator(part.text) for part in parts[-1:]]
    return [topic for topic in (_one_line(topic) for topic in found) if topic]


def results(text: str, count: int) -> list[str]:
    """One result for each of some topics: numbered as they are, or one that holds for all."""
    parts = [part for part in split_numbered(text) if part.marker]
    if len(parts) == count and count > 1:
        return [without_separator(part.text) for part in parts]
    return [text.strip()] * count


def with_result(topic: str) -> tuple[str, str]:
    """A topic that carries its own result (…；会议议定:原则同意…) taken apart."""
    found = _DECIDED.search(topic)
    if found is None:
        return topic, ""
    return without_separator(topic[: found.start()]).rstrip("。"), topic[found.end() :].strip()


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def names_beside_choices(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a text of a secret ballot says whose choice was which.

    In: the words about the vote, and the names of those who were there. Counts alone give False.
    """
    written = normal(text)
    rest = _VOTES_BEFORE.sub("", _VOTES.sub("", written))
    if meeting_words.is_secret(written) and re.search(rf"{_CHOICE}{_WHO}[^\d\s:]{{2}}", rest):
        return True
    for name in known:
        beside = rf"{re.escape(name)}[^,，。;；、\d]{{0,6}}?{_CHOICE}"
        after = rf"{_CHOICE}{_WHO}[^。;；\d]*?{re.escape(name)}"
        if name and (re.search(beside, written) or re.search(after, written)):
            return True
    return False


def ballots(text: str) -> int | None:
    """A bare number of votes (`9`, `9票`)."""
    found = _BALLOTS.match(normal(text))
    return int(found[1]) if found else None
