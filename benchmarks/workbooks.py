"""Generated power lists: 15 columns, six of them texts of 40–400 characters; all content invented."""

from __future__ import annotations

import random
from pathlib import Path

import xlsxwriter

HEADINGS = (
    "序号",
    "事项名称",
    "子项名称",
    "权力类型",
    "实施依据",
    "行使主体",
    "承办机构",
    "实施层级及权限",
    "部门职责",
    "责任事项内容",
    "责任事项依据",
    "追责对象范围",
    "追责情形",
    "运行程序",
    "备注",
)
_CATEGORIES = ("行政许可", "行政处罚", "行政强制", "行政检查", "行政确认", "行政奖励", "其他行政权力")
_WORDS = (
    "受理申请",
    "材料审查",
    "现场核查",
    "集体研究",
    "作出决定",
    "送达文书",
    "信息公开",
    "事后监管",
    "档案管理",
    "未按规定公示",
    "违反法定程序",
    "超越权限审批",
    "滥用自由裁量",
    "索取收受财物",
    "不履行监管职责",
    "造成严重后果",
    "主要负责人",
    "分管负责人",
    "承办机构负责人",
    "具体经办人员",
    "应当依法承担责任",
    "按照有关规定处理",
)


def text(source: random.Random, length: int) -> str:
    """Running text of about that many characters."""
    words: list[str] = []
    size = 0
    while size < length:
        word = source.choice(_WORDS)
        words.append(word)
        size += len(word) + 1
    return "，".join(words)[:length]


def rows(count: int, seed: int = 1) -> list[list[object]]:
    """That many power records."""
    source = random.Random(seed)
    found: list[list[object]] = []
    for number in range(1, count + 1):
        long = [text(source, source.randint(40, 400)) for _ in range(6)]
        found.append(
            [
                number,
                f"对第{number}类事项的{source.choice(_WORDS)}",
                "",
                source.choice(_CATEGORIES),
                f"【法律】《某某条例》第{number % 90 + 1}条：{long[0]}",
                "测试县财政局",
                f"第{number % 9 + 1}股",
                "县级",
                long[1],
                long[2],
                long[3],
                "1.具体承办人；2.内设机构负责人",
                long[4],
                long[5],
                "",
            ]
        )
    return found


def write(path: Path, count: int) -> Path:
    """A workbook of that many records under a title row."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("清单")
    sheet.write_row(0, 0, ["测试县财政局2026年权责清单"])
    sheet.write_row(1, 0, HEADINGS)
    for place, row in enumerate(rows(count), start=2):
        sheet.write_row(place, 0, row)
    book.close()
    return path
