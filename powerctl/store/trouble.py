"""What verify can find, and the words for it."""

from collections import Counter
from dataclasses import dataclass

MEANINGS = {
    "SCHEMA": "表结构、触发器或视图被改动",
    "CORRUPT": "文件损坏",
    "FOREIGN_KEY": "引用的记录不存在",
    "GAP": "台账缺号",
    "LINK": "防篡改链断开",
    "ENTRY": "台账内容与校验值不符",
    "UNSEALED": "其他程序改动，尚未入链",
    "OUTSIDE": "其他程序改动，尚未确认",
    "CONTEXT": "台账的登记状态被改动",
    "CLOCK": "时间倒退",
    "CONTINUITY": "改动前的内容与台账不衔接",
    "STATE": "记录与台账不符",
    "REDACT": "内容被删除而没有依法删除的记录",
    "ANCHOR": "与留存的首码不符",
}
MOST_PER_CODE = 100


@dataclass(frozen=True)
class Trouble:
    """One thing that verify found: its code (see MEANINGS) and where."""

    code: str
    detail: str

    def __str__(self) -> str:
        return f"{self.code} {MEANINGS[self.code]}：{self.detail}"


class Troubles:
    """What was found so far; of each code the first hundred, and how many more."""

    def __init__(self) -> None:
        self._found: list[Trouble] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, detail: str) -> None:
        """Note one thing."""
        self._counts[code] += 1
        if self._counts[code] <= MOST_PER_CODE:
            self._found.append(Trouble(code, detail))

    def all(self) -> list[Trouble]:
        """Everything noted, in the order found."""
        return self._found + [
            Trouble(code, f"另有 {count - MOST_PER_CODE} 处同类情况未列出")
            for code, count in self._counts.items()
            if count > MOST_PER_CODE
        ]
