"""What of an exercise may be read on a posted page: no person's name (R-FS-05, R-XZ-17).

An organisation as subject is shown; a person is masked, also where the name stands inside the texts of
the same record.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from powerctl.model import Exercise
from powerctl.reports.masking import masked_name, masked_names, replacer, without_identifiers

_ORGANISATION = re.compile(
    "公司|企业|集团|工厂|商行|经营部|中心|合作社|学校|大学|小学|中学|幼儿园|医院|卫生院|诊所|药房|财政局|委员会|政府|办事处|"
    "机关|单位|部门|协会|学会|基金会|事务所|研究院|研究所|银行|支行|农场|养殖场|超市|酒店|饭店|宾馆|服务部|工作室|项目部|"
    "村委|居委|社区|工会|商会|(?:[局厂店厅]|.{3}[站所院队部村组社园场馆科处办委])$"
)
"""Words that no person's name holds or ends with; where that is not sure, the subject is masked."""
_SEVERAL = re.compile(r"[、，,；;/／\n]+")
_COUNTED = re.compile(r"等\s*\d*\s*[人名户]?$|[（(].*$")
_LONGEST_NAME = 15


def is_organisation(subject: str) -> bool:
    """Whether a subject is an organisation and may be named."""
    return bool(_ORGANISATION.search(_COUNTED.sub("", subject.strip())))


def people_in(exercise: Exercise) -> list[str]:
    """The persons whom a record names: who acted, who recorded, and for whom, organisations aside."""
    found = []
    for words in (exercise.actor_written, exercise.recorder_written, exercise.subject_written):
        for part in _SEVERAL.split(words or ""):
            name = _COUNTED.sub("", part.strip()).strip()
            if name and not is_organisation(name):
                found.append(name)
    return list(dict.fromkeys(found))


class ExerciseMasker:
    """Masks the records of a page: one person looks the same in all of them, two look different."""

    def __init__(self, exercises: Iterable[Exercise], roster: Callable[[str], str]) -> None:
        self._roster = roster
        names = [name for exercise in exercises for name in people_in(exercise) if len(name) <= _LONGEST_NAME]
        self._masks = masked_names(names)
        self._replaced = replacer(self._masks)

    def words(self, text: str | None) -> str:
        """A text of a record, fit for a posted page: every person whom the page's records name is masked."""
        return self._roster(self._replaced(text or ""))

    def people(self, words: str | None) -> str:
        """A cell that names persons or organisations."""
        shown = []
        for part in _parts(words):
            organisation = is_organisation(part)
            shown.append(self._roster(part) if organisation else self._person(part))
        return "、".join(shown)

    def _person(self, part: str) -> str:
        name = _COUNTED.sub("", part).strip()
        counted = re.search(r"等\s*\d*\s*[人名户]?$", part)
        return without_identifiers(self._mask(name) + (counted.group() if counted else ""))

    def _mask(self, name: str) -> str:
        return self._masks.get(name) or masked_name(name)


def _parts(words: str | None) -> Sequence[str]:
    return [part.strip() for part in _SEVERAL.split(words or "") if part.strip()]
