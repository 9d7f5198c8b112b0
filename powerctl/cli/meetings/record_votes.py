"""meeting record, the vote on a topic: named votes member by member, or the counts of a secret ballot.

Of a secret ballot only counts are ever asked for.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from powerctl.cli.meetings.record_topic import Guide
from powerctl.cli.questions import Back, ask, ask_text, choose, in_turn, is_yes, told, whole
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.meetings.recording import Place, Standing, TopicNow
    from powerctl.areas.meetings.tallies import Counts
    from powerctl.model import Meeting
    from powerctl.terms import Choice

_SECRET, _NO_VOTE = "无记名票决", "不表决"
_SLIPS = ("发出票数", "收回票数")
_PARTS = ("同意票", "反对票", "弃权票", "无效票")
_KEPT, _CORRECTED, _AGAIN = "保留", "更正", "作废后重新表决"


def vote(guide: Guide, now: "Standing", place: "Place") -> None:
    """A named vote, member by member, or the counts of a secret one."""
    from powerctl.terms import NamedMethod

    topic = now.topic(place.item)
    for question in topic.open_questions:
        told(f"提问没有答清，应当暂缓表决：{question}")
    for verdict in topic.verdicts:
        told(verdict)
    if not topic.verdicts and not now.head_decides:
        told(f"计票依据：{topic.base}")
    if topic.votes or topic.is_secret:
        words = (_KEPT, _AGAIN) if topic.is_secret else (_KEPT, _CORRECTED, _AGAIN)
        wish = choose(
            "这个议题已有表决", words, default=_KEPT, help="无记名票决的票数不单独更正，只能整轮作废"
        )
        if wish == _KEPT:
            return
        if wish == _AGAIN:
            _strike(guide, topic)
    methods = (*(each.value for each in NamedMethod), _SECRET, _NO_VOTE)
    usual = _SECRET if topic.is_secret or topic.is_personnel or topic.needs_ballot else methods[1]
    usual = _NO_VOTE if now.head_decides else topic.method or usual
    method = choose("表决方式", methods, default=usual, help="人事等议题可以无记名票决，只记票数")
    if method == _SECRET:
        _secret(guide, now, topic)
    elif method != _NO_VOTE:
        _named(guide, now, topic, method)


def _strike(guide: Guide, topic: "TopicNow") -> None:
    from powerctl.areas.meetings.ballots import void_round

    reason = ask("作废的理由", _needed)
    guide.write(lambda db, meeting: void_round(db, meeting, str(topic.position), reason=reason))
    told("这一轮已作废，留在记录中，重新登记一轮")


def _named(guide: Guide, now: "Standing", topic: "TopicNow", method: str) -> None:
    """Asks every voter; what it comes to grows with every answer. Back is the voter before."""
    from powerctl.areas.meetings.ballots import cast, set_round
    from powerctl.terms import Choice

    voters = now.voters(topic.position)
    if not voters:
        raise Refused("没有出席的应到成员可以表决", hint="退回第 2 步登记到会")
    if len(voters) > _MANY:
        told(f"共 {len(voters)} 人表决；其余的人意见都一样时写“其余同意”")
    cast_so_far: dict[str, Choice] = dict(topic.votes) if not topic.is_secret else {}
    at = 0
    while at < len(voters):
        voter = voters[at]
        usual = cast_so_far.get(voter.key, Choice.FOR).value
        try:
            said, rest = ask(
                f"{voter.name}（{_CHOICES}）",
                _choice,
                default=usual,
                help="其余的人意见都一样时写“其余同意”“其余反对”“其余弃权”，写 < 改前一个人的",
            )
        except Back:
            if at == 0:
                raise
            at -= 1
            continue
        for one in voters[at:] if rest else voters[at : at + 1]:
            cast_so_far[one.key] = said
        at = len(voters) if rest else at + 1
        counted = {one.key: cast_so_far[one.key] for one in voters[:at]}
        verdict = guide.verdict(topic.position, _in_favour(counted), final=at == len(voters))
        told(f"{_counted(counted)}；{verdict}")
    if not topic.votes:
        told(
            "按逐项表决登记：这一轮只表决这一项（几项一并表决的，记完后用 "
            f"meeting round 会议 {topic.position} --covers 项数 改正）"
        )
    if not is_yes("照此记录"):
        _named(guide, now, topic, method)
        return
    wanted = {one.key: cast_so_far[one.key] for one in voters}

    def act(db: "Session", meeting: "Meeting") -> None:
        for choice in Choice:
            keys = [key for key, said in wanted.items() if said is choice]
            if keys:
                cast(db, meeting, str(topic.position), keys, choice.value, method=method, replace=True)
        if not topic.votes:
            set_round(db, meeting, str(topic.position), covers=1)

    guide.write(act)


_CHOICES = "1 同意　2 反对　3 弃权"
_REST = "其余"
_MANY = 5


def _choice(text: str) -> "tuple[Choice, bool]":
    """What a voter chose, and whether all others after that one did the same. Raises Refused."""
    from powerctl.terms import Choice

    rest, word = text.startswith(_REST), text.removeprefix(_REST).lstrip("都均 ")
    words = list(Choice)
    if word in [each.value for each in words]:
        return Choice(word), rest
    if word.isdecimal() and 1 <= int(word) <= len(words):
        return words[int(word) - 1], rest
    raise Refused(f"“{text}”不在可选值之内，写序号 1 至 {len(words)}，或“其余同意”")


def _secret(guide: Guide, now: "Standing", topic: "TopicNow") -> None:
    """The counts of one round, for the topic or for each candidate; nobody's choice is asked for."""
    from powerctl.areas.meetings.named import split_names
    from powerctl.areas.meetings.tallies import tally

    told("只登记监票人、计票人签字的票数，不登记谁投了什么")
    candidates = split_names(ask_text("表决对象（多人逐一票决的用顿号隔开，只有一项的直接回车）")) or [""]
    rows: dict[str, Counts] = {}
    typed: dict[str, dict[str, str]] = {one: {} for one in candidates}
    at = 0
    while at < len(candidates):
        candidate = candidates[at]
        if candidate:
            told(f"{candidate}（第 {at + 1} 个，共 {len(candidates)} 个）：")
        try:
            counts = _counts(len(now.voters(topic.position)), typed[candidate])
        except Back:
            if at == 0:
                raise
            at -= 1
            continue
        if counts.votes_for is not None:
            told(guide.verdict(topic.position, counts.votes_for))
        rows[candidate] = counts
        at += 1
    names = in_turn([(word, _plain(f"{word}（可不填）")) for word in ("监票人", "计票人")])
    tellers = list(names.values())
    if not is_yes("照此记录（票数登记后不单独更正）"):
        _secret(guide, now, topic)
        return
    doubts: list[str] = []

    def act(db: "Session", meeting: "Meeting") -> None:
        for candidate, counts in rows.items():
            _, found = tally(db, meeting, str(topic.position), counts, candidate=candidate, tellers=tellers)
            doubts.extend(f"{candidate}：{each}" if candidate else each for each in found)

    guide.write(act)
    for doubt in doubts:
        told(doubt)


def _plain(question: str) -> Callable[[str], str]:
    return lambda known: ask_text(question, default=known)


def _counts(voters: int, typed: dict[str, str]) -> "Counts":
    """Asked again until they add up, or the clerk says that they stand so on the sheet. `typed` keeps what
    was answered, for whoever comes back."""
    from powerctl.areas.meetings.tallies import Counts

    while True:
        usual = {"发出票数": str(voters), **dict.fromkeys(_PARTS[1:], "0")}
        typed.update(in_turn([(word, _number_of(word, usual)) for word in (*_SLIPS, *_PARTS)], typed))
        numbers = [int(typed[word]) if typed[word] else None for word in (*_SLIPS, *_PARTS)]
        found = Counts(*numbers)
        total = sum(part or 0 for part in numbers[2:])
        if found.returned is None or found.votes_for is None or total == found.returned:
            return found
        told(f"同意、反对、弃权、无效票共 {total} 张，收回 {found.returned} 张，不相等")
        if is_yes("计票单上就是这样写的吗？", default=False):
            return found


def _number_of(word: str, usual: dict[str, str]) -> Callable[[str], str]:
    def put(known: str) -> str:
        number = whole(word, default=known or usual.get(word, ""))
        said = "" if number is None else str(number)
        if word == _SLIPS[0]:
            # As many come back as were given out, unless somebody says otherwise.
            usual[_SLIPS[1]] = said
        return said

    return put


def _counted(votes: "Mapping[str, Choice]") -> str:
    from powerctl.terms import Choice

    return "　".join(f"{each.value} {sum(one is each for one in votes.values())}" for each in Choice)


def _in_favour(votes: "Mapping[str, Choice]") -> int:
    from powerctl.terms import Choice

    return sum(one is Choice.FOR for one in votes.values())


def _needed(text: str) -> str:
    if not text:
        raise Refused("要写理由")
    return text
