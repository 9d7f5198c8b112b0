"""A workbook that says whose secret choice was which is refused whole, before anything of it is looked at.

The sentence names sheet and rows, never a name or a choice; nothing of the workbook is stored or logged
(R-XZ-09).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from powerctl.areas.cells import text_or_none
from powerctl.areas.identity import normal
from powerctl.errors import Refused
from powerctl.sheets.reading import ReadSheet, ReadWorkbook, Record
from powerctl.sheets.words import meeting_lines, meeting_words

_COUNTED = ("issued", "returned", "invalid", "votes_for", "against", "abstain", "teller_one", "teller_two")
_NAMES = ("present_names", "leave_names", "observer_names", "chair_written", "recorder_written")
_ABOUT_VOTES = (
    *("votes_written", "method_written", "result_written", "decided_text", "process", "note", "topics"),
    *("topic_detail", "head_reason", "for_written", "against_written", "abstain_written"),
)
_SHOWN = 8


def refuse_joined(workbook: ReadWorkbook, names: Iterable[str] = ()) -> None:
    """Raises Refused where a sheet puts names, or single choices, beside a secret ballot.

    `names`: who was there, beside those whom the workbook itself names.
    """
    known = _everybody(workbook).union(normal(name) for name in names)
    for sheet in workbook.sheets:
        if sheet.kind == "meeting_votes":
            _refuse(sheet, _joined_votes(sheet))
        elif sheet.kind in ("meeting_registers", "meeting_topics"):
            _refuse(sheet, [record for record in sheet.records if _joins(sheet, record, known)])
        _refuse(sheet, [record for record in sheet.records if _tells(record, known)])


def _refuse(sheet: ReadSheet, records: Iterable[Record]) -> None:
    rows = [str(record.row) for record in records]
    if not rows:
        return
    shown = "、".join(rows[:_SHOWN]) + ("等" if len(rows) > _SHOWN else "")
    raise Refused(
        f"工作表“{sheet.sheet}”第{shown}行在无记名票决旁写了姓名或者逐人的意见，整份文件没有导入，内容也没有留存",
        hint="无记名票决只填发出、收回、同意、反对、弃权、无效票数，删去姓名和个人意见后再导入",
    )


def _joined_votes(sheet: ReadSheet) -> list[Record]:
    whole = meeting_words.is_secret(sheet.sheet) or meeting_words.is_secret(sheet.title)
    rounds: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    secret: set[tuple[str, ...]] = set()
    for record in sheet.records:
        key = (
            *(_word(record, name) for name in ("unit", "meeting", "topic")),
            _word(record, "round") or "1",
        )
        rounds[key].append(record)
        counted = any(_word(record, name) for name in _COUNTED)
        if whole or counted or any(meeting_words.is_secret(text) for text in _about_round(record)):
            secret.add(key)
    return [
        record
        for key in rounds
        if key in secret
        for record in rounds[key]
        if _word(record, "voter_written") or _word(record, "choice")
    ]


def _about_round(record: Record) -> Iterator[str]:
    """What a row says of its round; where its method is a named one, the title of the topic says nothing."""
    is_named = meeting_words.named_method(record.values.get("method") or "") is not None
    for name, text in record.values.items():
        if not (is_named and name == "topic"):
            yield text


def _tells(record: Record, known: frozenset[str]) -> bool:
    """Whether a single cell speaks of a secret ballot and says whose choice was which."""
    return any(
        meeting_words.is_secret(text) and meeting_lines.names_beside_choices(text, known)
        for text in record.values.values()
    )


def _word(record: Record, field: str) -> str:
    return normal(text_or_none(record.values.get(field)) or "")


def _everybody(workbook: ReadWorkbook) -> frozenset[str]:
    """Every name that the workbook gives to those who were there."""
    found = set()
    for _, record in workbook.records:
        found.add(_word(record, "person_written"))
        for field in _NAMES:
            text = record.values.get(field) or ""
            found.update(normal(named.name) for named in meeting_lines.names(text))
    return frozenset(name for name in found if len(name) > 1)


def _joins(sheet: ReadSheet, record: Record, known: frozenset[str]) -> bool:
    texts = {
        name: text
        for name, text in record.values.items()
        if name in _ABOUT_VOTES or name.startswith("topic_")
    }
    whole = meeting_words.is_secret(sheet.sheet) or meeting_words.is_secret(sheet.title)
    if not whole and not any(meeting_words.is_secret(text) for text in texts.values()):
        return False
    for field in ("for_written", "against_written", "abstain_written"):
        if (text := _word(record, field)) and meeting_lines.ballots(text) is None:
            return True
    return any(meeting_lines.names_beside_choices(text, known) for text in texts.values())
