"""Lists of what hangs on a meeting: known by their headings, and no thieves of other tables."""

import pytest

from tests.sheets.drawn import headings_of, read, sheet
from tests.sheets.test_understand_meetings import OTHERS, REGISTERS

OWN = {
    "决议督办表": (
        "resolutions",
        "序号|会议编号|议题|决议内容|承办单位|完成期限|落实状态",
        "sequence|meeting|topic|text|implementing_written|due_on|state",
    ),
    "决议落实情况月报": (
        "resolution_progress",
        "会议编号|议题|决议|报告日期|落实情况|佐证材料",
        "meeting|topic|resolution|reported_on|text|evidence",
    ),
    "会议督查登记表": (
        "meeting_inspections",
        "单位名称|会议编号|督查日期|督查人|督查议题数|督查情况",
        "unit|meeting|inspected_on|inspector_written|topics|result",
    ),
    "纪要发放登记": (
        "minutes_copies",
        "会议编号|份号|领取人|发出日期|收回日期|备注",
        "meeting|number|recipient_written|handed_on|recalled_on|note",
    ),
    "重大决策环节登记表": (
        "procedure_steps",
        "议题名称|决策环节|开始日期|完成日期|材料名称",
        "topic|stage|begun_on|done_on|document",
    ),
    "个别酝酿登记": ("consultations", "议题|酝酿对象|酝酿日期|酝酿情况", "topic|person_written|held_on|note"),
    "领导批示登记": ("instructions", "议题|批示人|批示日期|批示内容", "topic|person_written|given_on|text"),
    "回避登记": (
        "recusals",
        "会议编号|议题|回避人员|回避原因|是否离场",
        "meeting|topic|person_written|reason|has_left",
    ),
    "会上提问和答复": (
        "meeting_questions",
        "会议编号|议题|提问人|提问内容|答复内容|是否答清",
        "meeting|topic|asked_by_written|text|answer|is_clear",
    ),
    "纪委同步记录": (
        "parallel_records",
        "会议编号|记录人|记录日期|实到人数|议题数|是否末位表态|与纪要不一致之处",
        "meeting|recorder_written|recorded_on|present|topics|head_spoke_last|differences",
    ),
    "部门预算环节": (
        "budget_steps",
        "单位名称|预算年度|环节|完成日期|文号",
        "unit|year|stage|done_on|document",
    ),
    "会议办结登记": ("meeting_closings", "会议编号|上报日期|办结时间", "meeting|reported_up_on|closed_at"),
    "议题征集表": (
        "topics",
        "议题编号|议题名称|提出人|提出日期|分管领导|议题状态",
        "number|title|proposer_written|proposed_on|in_charge_written|state",
    ),
}
FOREIGN = {
    "重点工作督办表": "序号|事项|责任单位|完成时限|落实情况|备注",
    "信访事项督查登记": "序号|信访人|督查日期|督查人|办理情况",
    "领导批示件办理登记": "序号|来文单位|文件标题|批示领导|批示内容|办理结果",
    "年度预算执行表": "科目|年度|预算数|执行数|完成比例",
    "任职回避情况表": "姓名|职务|亲属姓名|亲属职务|回避原因",
    "文件发放登记": "序号|文件名称|份数|领取人|领取日期",
    "人大代表建议答复": "序号|代表姓名|建议内容|答复内容|是否满意",
    "项目进度环节表": "项目名称|环节|开始日期|完成日期|责任人",
}


def _table(title: str, headings: str):
    names = headings.split("|")

    def cell(heading: str, number: int) -> str:
        if heading.startswith("是否"):
            return "是"
        if heading.endswith(("日期", "时间", "期限", "时限")):
            return f"2026-01-0{number}"
        return (
            str(number) if heading.endswith(("顺序", "人数", "数", "份号", "年度")) else f"{heading}{number}"
        )

    return read(sheet([[title], names, *([cell(name, number) for name in names] for number in (1, 2, 3))]))


@pytest.mark.parametrize("title", OWN)
def test_a_list_around_meetings_is_known_by_its_headings(title: str) -> None:
    kind, headings, wanted = OWN[title]
    found = _table(title, headings)
    assert (found.kind, found.unsure, [one.kind for one in found.sheets]) == ("proceedings", [], [kind])
    assert "|".join(field or "" for field in headings_of(found).values()) == wanted
    assert len(found.records) == 3


@pytest.mark.parametrize("title", [*FOREIGN, *OTHERS])
def test_a_list_of_something_else_is_left_alone(title: str) -> None:
    assert _table(title, {**FOREIGN, **OTHERS}[title]).kind != "proceedings"


@pytest.mark.parametrize("title", REGISTERS)
def test_a_register_of_meetings_stays_one(title: str) -> None:
    found = _table(title, REGISTERS[title][0])
    assert (found.kind, found.unsure) == ("meeting-registers", [])
