"""The register of meetings that 市场监管局 publishes: topics numbered in a cell, and topics as columns. All invented.

It says who led, how many came and what was decided, and neither who spoke nor who voted how.
"""

from pathlib import Path

from tests.county.drawing import Drawn, write_xlsx
from tests.county.people import UNITS

_GROUP = (
    "会议名称",
    "会议时间",
    "会议地点",
    "主持人",
    "应到人数",
    "实到人数",
    "出席人员",
    "请假人员",
    "列席人员",
    "会议内容摘要",
    "决策方式",
    "决策结果",
)
_GROUP_ROWS = (
    (
        "2026年第2次书记专题会",
        "3月12日上午9:00",
        "局五楼会议室",
        "权衡之",
        "",
        "实到3人",
        "权衡之、姬书简、双守约",
        "",
        "符简安（登记许可科科长）",
        "一、2026年食品安全抽检计划的酝酿\n二、快检车更新资金来源\n三、内设机构轮岗的初步意见",
        "",
        "会议听取了汇报",
    ),
    (
        "局党组2026年第7次会议",
        "6月18日下午3点半",
        "局五楼会议室",
        "权衡之",
        "应到5人",
        "实到4人",
        "权衡之（局长）、姬书简（副局长）、雷惊蛰（副局长）、双守约（纪检监察组组长）",
        "安知味（因公出差）",
        "戚寻踪（执法稽查科科长）",
        "关于快检车更新资金的议题",
        "举手表决",
        "同意4票、反对0票、弃权0票，通过",
    ),
)
_TOPIC = ("日期", "会议性质", "议题1", "议题2", "议题3", "议题4", "备注")
_TOPIC_ROWS = (
    ("2026.1.15", "书记专题会", "年度抽检计划初审", "节前市场检查安排", "", "", ""),
    ("2026.2.10", "书记专题会", "快检车更新资金初步意见", "农贸市场计量检查安排", "", "", ""),
    ("2026.4.16", "书记专题会", "内设机构轮岗酝酿", "投诉举报办理情况", "网络餐饮整治安排", "", ""),
    ("2026.6.11", "书记专题会", "上半年执法案卷评查情况", "下半年重点工作", "", "", "听取汇报"),
)


def write_register(path: Path) -> None:
    """Two sheets, each with its own headings."""
    name = UNITS["U006"][0]
    group = Drawn("会议台账")
    group.title(f"{name}2026年会议台账（上半年）", len(_GROUP))
    group.add_headings(_GROUP)
    for row in _GROUP_ROWS:
        group.add(*row)
    topics = Drawn("专题会")
    topics.title(f"{name}2026年书记专题会登记（上半年）", len(_TOPIC))
    topics.add_headings(_TOPIC)
    for line in _TOPIC_ROWS:
        topics.add(*line)
    write_xlsx(path, group, topics)
