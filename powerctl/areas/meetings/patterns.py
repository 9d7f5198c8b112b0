"""Patterns in how bodies meet and vote: figures to ask about, never findings (docs/ethics.md).

Only named votes are counted. Every figure stands beside the same figure of the other bodies, and under a
minimum of cases nothing is said. What a figure means is for people to find out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

from sqlmodel import Session

from powerctl.areas.meetings import patterns_queries as queries
from powerctl.areas.meetings.alike_passages import Alike, Passage, find_alike, plain
from powerctl.limits.stored import limit_value
from powerctl.terms import HEAD_DECIDES, BodyKind, SecrecyLevel

UNANIMITY = (
    "一致同意本身不是违规的证据：充分酝酿、意见统一的班子也会一致同意。"
    "本表只列数字，供了解情况时参考，不作为认定问题的依据。"
)
FEW = "基数不足，不作判断"
NO_TEXT = "（有密级，不列文字）"
_SECRET = (SecrecyLevel.TOP, SecrecyLevel.HIGH, SecrecyLevel.LOW)
_DAY_MINUTES = 24 * 60

Body = tuple[int, BodyKind | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One body: `hits` out of `of` cases; `elsewhere` is the same share in all other bodies (None: no
    cases there). `enough` is False where the cases are too few to say anything; `stands_out` marks what is
    worth a question. `said` is what else belongs to the figure, in words."""

    unit: str
    body: str
    hits: int
    of: int
    elsewhere: Fraction | None
    enough: bool
    stands_out: bool
    said: str

    @property
    def share(self) -> str:
        """`hits` of `of` in words; － where there are no cases."""
        return percent(Fraction(self.hits, self.of) if self.of else None)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One question put to all bodies: what is counted (`hits` of `of`), the least number of cases."""

    key: str
    title: str
    hits: str
    of: str
    least: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything that is counted between two days; `no_day` and `invalid` meetings were left out."""

    since: date | None
    until: date
    patterns: tuple[Pattern, ...]
    alike: tuple[Alike, ...]
    alike_percent: int
    compared: int
    no_day: int
    invalid: int


@dataclass(frozen=True, slots=True)
class _Limits:
    meetings: int
    votes: int
    motions: int
    many_topics: int
    minutes: int
    percent: int
    characters: int


def find_patterns(
    session: Session, *, until: date, since: date | None = None, unit_ids: Collection[int] | None = None
) -> Patterns:
    """The patterns of meetings held between two days; lines only for some units where `unit_ids` says so.

    The other bodies of the whole county are always what a line is compared with. Reads only.
    """
    limits = _limits(session, until)
    units = dict(_rows(session, queries.units()))
    votes = queries.votes_cast(queries.named_items(since, until))
    lines = _Lines(units, unit_ids)
    found = (
        _dissent(session, votes, limits, lines),
        _turned(session, votes, limits, lines),
        _against_majority(session, votes, limits, lines),
        _pace(session, since, until, limits, lines),
        _extempore(session, since, until, limits, lines),
    )
    passages, compared = read_passages(session, since, until, unit_ids, limits.characters)
    alike: list[Alike] = []
    for of_body in passages.values():
        alike += find_alike(of_body, percent=limits.percent, least_characters=limits.characters)
    no_day, invalid = session.connection().execute(queries.left_out(since, until)).one()
    return Patterns(since, until, found, tuple(alike), limits.percent, compared, no_day, invalid)


def percent(share: Fraction | None) -> str:
    """A share as a clerk reads it, `33.3%`; － where there is none."""
    return "－" if share is None else f"{share.numerator * 100 / share.denominator:.1f}%"


class _Lines:
    """Makes the lines of one pattern out of the counts of every body."""

    def __init__(self, units: dict[int, str], wanted: Collection[int] | None) -> None:
        self.units, self.wanted = units, wanted

    def of(
        self,
        counts: dict[Body, tuple[int, int]],
        least: int,
        said: dict[Body, str],
        stands_out: "Collection[Body] | None" = None,
    ) -> tuple[Line, ...]:
        """`stands_out` names the bodies worth a question; without it, those whose share is at least double
        that of the others."""
        all_hits, all_of = (sum(count[at] for count in counts.values()) for at in (0, 1))
        lines = []
        for body, (hits, of) in counts.items():
            if self.wanted is not None and body[0] not in self.wanted:
                continue
            others = all_of - of
            elsewhere = Fraction(all_hits - hits, others) if others else None
            enough = of >= least
            marked = body in stands_out if stands_out is not None else _is_double(hits, of, elsewhere)
            name = body[1].value if body[1] is not None else "会议类型不明"
            lines.append(
                Line(
                    *(self.units.get(body[0], str(body[0])), name, hits, of, elsewhere),
                    *(enough, enough and marked, said.get(body, "")),
                )
            )
        return tuple(sorted(lines, key=lambda line: (not line.stands_out, line.unit, line.body)))


def _is_double(hits: int, of: int, elsewhere: Fraction | None) -> bool:
    return bool(hits) and elsewhere is not None and Fraction(hits, of) >= 2 * elsewhere


def _limits(session: Session, day: date) -> _Limits:
    def number(name: str) -> int:
        value = limit_value(session, f"patterns.{name}", day).value
        return int(value) if value is not None else 0

    return _Limits(
        meetings=number("least_meetings"),
        votes=number("least_votes"),
        motions=number("least_topics"),
        many_topics=number("many_topics"),
        minutes=number("minutes_per_topic"),
        percent=number("alike_percent"),
        characters=number("alike_characters"),
    )


def _dissent(session: Session, votes: Any, limits: _Limits, lines: _Lines) -> Pattern:
    counts: dict[Body, tuple[int, int]] = defaultdict(lambda: (0, 0))
    cast: dict[Body, tuple[int, int]] = defaultdict(lambda: (0, 0))
    argued: dict[Body, int] = defaultdict(int)
    for unit, kind, _, number, dissenting, spoken in _rows(session, queries.dissent_by_meeting(votes)):
        body = (unit, kind)
        counts[body] = _plus(counts[body], bool(dissenting), 1)
        cast[body] = _plus(cast[body], dissenting, number)
        argued[body] += bool(spoken)
    all_cast = _total(cast.values())
    said = {}
    for body, (against, number) in cast.items():
        others = all_cast[1] - number
        expected = (
            f"按其他机构的比例推算约 {_rounded(Fraction((all_cast[0] - against) * number, others))} 张"
            if others
            else "没有其他机构可比"
        )
        said[body] = (
            f"记名票 {number} 张，其中反对、弃权 {against} 张（{expected}）；"
            f"讨论中有不同意、暂缓或修改意见的会议 {argued[body]} 次"
        )
    never = [body for body, (hits, _) in counts.items() if not hits]
    return Pattern(
        *("dissent", "记名表决中没有出现不同意见", "有反对或弃权票的会议", "有记名表决的会议"),
        limits.meetings,
        lines.of(dict(counts), limits.meetings, said, never),
    )


def _turned(session: Session, votes: Any, limits: _Limits, lines: _Lines) -> Pattern:
    counts, said = {}, {}
    for unit, kind, of, changed, towards in _rows(session, queries.turned_by_body(votes)):
        counts[unit, kind] = (towards, of)
        said[unit, kind] = f"表决与自己先前的发言不同 {changed} 人次，其中转为与“一把手”一致 {towards} 人次"
    return Pattern(
        *("turned", "“一把手”发言后改变态度", "转为与“一把手”一致", "先发言后表决的人次"),
        limits.votes,
        lines.of(counts, limits.votes, said),
    )


def _against_majority(session: Session, votes: Any, limits: _Limits, lines: _Lines) -> Pattern:
    counts, said = {}, {}
    for unit, kind, of, apart, decided in _rows(session, queries.head_and_majority(votes)):
        counts[unit, kind] = (decided, of)
        said[unit, kind] = f"“一把手”与其他成员多数意见不同的议题 {apart} 个" + (
            "；该会议依规由行政首长作决定，与多数意见不同时应当说明理由" if kind in HEAD_DECIDES else ""
        )
    return Pattern(
        *("against-majority", "按“一把手”意见而不按多数意见决定", "按“一把手”意见决定", "可以比较的议题"),
        limits.motions,
        lines.of(counts, limits.motions, said, [body for body, (hits, _) in counts.items() if hits]),
    )


def _pace(session: Session, since: date | None, until: date, limits: _Limits, lines: _Lines) -> Pattern:
    counts: dict[Body, tuple[int, int]] = defaultdict(lambda: (0, 0))
    each: dict[Body, list[Fraction]] = defaultdict(list)
    unknown: dict[Body, int] = defaultdict(int)
    for unit, kind, begun, ended, topics in _rows(session, queries.lengths(since, until)):
        body = (unit, kind)
        minutes = minutes_between(begun, ended)
        if minutes is None:
            unknown[body] += 1
            counts[body] = _plus(counts[body], 0, 0)
            continue
        hurried = topics >= limits.many_topics and minutes < limits.minutes * topics
        counts[body] = _plus(counts[body], hurried, 1)
        each[body].append(Fraction(minutes, topics))
    said = {
        body: (
            f"每个议题用时的中位数 {_rounded(median(each[body]))} 分钟"
            if each[body]
            else "没有一次记有起止时间"
        )
        + (f"；{unknown[body]} 次会议起止时间不全，未计入" if unknown[body] else "")
        for body in counts
    }
    return Pattern(
        "pace",
        "议题多、时间短的会议",
        f"议题不少于 {limits.many_topics} 个、平均每个不足 {limits.minutes} 分钟",
        "记有起止时间的会议",
        limits.meetings,
        lines.of(dict(counts), limits.meetings, said),
    )


def _extempore(session: Session, since: date | None, until: date, limits: _Limits, lines: _Lines) -> Pattern:
    counts, said = {}, {}
    for unit, kind, of, hits, unknown in _rows(session, queries.motions(since, until)):
        counts[unit, kind] = (hits, of)
        said[unit, kind] = f"另有 {unknown} 个议题没有注明是否临时动议" if unknown else ""
    return Pattern(
        *("extempore", "临时动议所占比例", "临时动议", "注明是否临时动议的议题"),
        limits.motions,
        lines.of(counts, limits.motions, said),
    )


def read_passages(
    session: Session,
    since: date | None,
    until: date,
    unit_ids: Collection[int] | None,
    least_characters: int,
) -> tuple[dict[Body, list[Passage]], int]:
    """What was said and decided, topic by topic, of each body; and how many are long enough to compare.

    Of a meeting with a secrecy level the words are compared but not handed on.
    """
    spoken, decided = queries.spoken_and_decided(since, until, unit_ids)
    reasons: dict[int, list[str]] = defaultdict(list)
    for item, text in _rows(session, spoken):
        reasons[item].append(text)
    found: dict[Body, list[Passage]] = defaultdict(list)
    compared = 0
    for unit, kind, number, topic, day, secrecy, item, text in _rows(session, decided):
        words = "\n".join([*reasons.get(item, ()), *([text] if text else ())])
        if len(plain(words)) < least_characters:
            continue
        compared += 1
        secret = secrecy in _SECRET
        found[unit, kind].append(
            Passage(item, number, NO_TEXT if secret else topic, day, words, NO_TEXT if secret else words)
        )
    return found, compared


def minutes_between(begun: str | None, ended: str | None) -> int | None:
    """Minutes from one time of day to another, past midnight if need be; None where one is not known."""
    first, last = _minute(begun), _minute(ended)
    if first is None or last is None or first == last:
        return None
    return (last - first) % _DAY_MINUTES


def _minute(text: str | None) -> int | None:
    hour, colon, minute = (text or "").strip().partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal()):
        return None
    found = int(hour) * 60 + int(minute)
    return found if found < _DAY_MINUTES else None


def _rows(session: Session, query: Any) -> Sequence[Any]:
    return session.connection().execute(query).all()


def _plus(count: tuple[int, int], hits: int, of: int) -> tuple[int, int]:
    return count[0] + hits, count[1] + of


def _total(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    total = (0, 0)
    for count in counts:
        total = _plus(total, *count)
    return total


def _rounded(number: Fraction) -> int:
    """To the nearest whole number, halves up."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)
