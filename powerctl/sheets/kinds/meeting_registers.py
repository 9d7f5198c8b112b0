"""会议登记簿: registers of meetings as units keep and publish them, one row for a meeting or for a topic.

Topics may stand as columns (议题1 … 议题7) or numbered in one cell; who was there is a number or a list of
names. Nothing here is a choice from a list: what a cell does not say plainly is left open and told.
"""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, either
from powerctl.sheets.kinds.meeting_columns import note, sequence, text, unit

MOST_TOPICS = 12
_HAN = "一二三四五六七八九十"


def _topic_columns() -> tuple[Column, ...]:
    """议题1 … 议题12, which only published registers have."""
    return tuple(
        Column(
            f"topic_{number}",
            f"议题{number}",
            likely=(f"第{number}议题", *((f"议题{_HAN[number - 1]}",) if number <= len(_HAN) else ())),
            note="议题分列填写的登记簿才有；新登记的写在“议题”一列。",
            in_template=False,
            width=28,
        )
        for number in range(1, MOST_TOPICS + 1)
    )


MEETING_REGISTERS = SheetKind(
    name="meeting_registers",
    title="会议登记簿",
    workbook="meeting-registers",
    columns=(
        sequence(),
        unit(),
        text(
            "number",
            "会议编号",
            "会议文号|编号|纪要编号|会议纪要编号|期次|会次|会议序号|文号",
            "一个单位内不重复；不填的按日期和会议类型编。",
            "2026-05",
            14,
        ),
        text("name", "会议名称", "名称|会议主题", "写全称。", "局党组2026年第5次会议", 28),
        Column(
            "held_written",
            "会议时间",
            likely=either("会议日期|日期|时间|决策时间|召开时间|召开日期|开会时间|会议召开时间"),
            required=True,
            note="写到日，可以带时间；没有写年份的，按表题中的年份。",
            example="2026-03-05 09:00",
            width=18,
        ),
        text("place", "会议地点", "地点|召开地点", "可以不填。", "局三楼会议室", 16),
        text(
            "body_written",
            "会议类型",
            "会议性质|类型|会议类别|会议形式|会议种类|决策形式",
            "如党组会、局长办公会；不写的按会议名称认。",
            "党组会",
            12,
        ),
        text("chair_written", "主持人", "会议主持人|主持人姓名|主持", "写姓名。", "高某", 10),
        text("recorder_written", "记录人", "会议记录人|记录人姓名|记录", "写姓名。", "李某", 10),
        text(
            "entitled_written", "应到人数", "应到|应参会人数|应到会人数|应参加人数", "应到多少人。", "9", 10
        ),
        text(
            "present_written",
            "实到人数",
            "实到|到会情况|参会人数|出席人数|实到会人数|到会人数|实参会人数",
            "实到多少人；也可以写“应到9人，实到8人”。",
            "8",
            10,
        ),
        text(
            "present_names",
            "出席人员",
            "出席|参会人员|参加人员|到会人员|参会|实到人员|出席成员|参加人",
            "姓名用顿号隔开，职务写在括号里。",
            "高某（局长）、李某（副局长）",
            28,
        ),
        text(
            "leave_names",
            "请假人员",
            "请假|缺席人员|未到人员|未到|缺席|请假情况|未到人员名单及原因|缺席情况",
            "姓名用顿号隔开，原因写在括号里。",
            "周某（因公出差）",
            20,
        ),
        text(
            "observer_names",
            "列席人员",
            "列席|列席情况|列席会议人员",
            "姓名用顿号隔开。",
            "吴某（预算股股长）",
            20,
        ),
        Column(
            "topics",
            "议题",
            likely=either(
                "议题名称|会议议题|研究内容|研究事项|拟提交事项|会议内容摘要|会议内容|议题内容|讨论事项|议事内容|会议研究事项"
                "|决策事项|研究议题|内容摘要|决策内容|会议内容概要|事项"
            ),
            required=True,
            note="几个议题写在一格的，用“一、”“二、”或者“1.”“2.”分开。",
            example="关于调整部门预算的请示",
            width=40,
        ),
        *_topic_columns(),
        text(
            "topic_detail",
            "议题说明",
            "拟提交事项内容|议题具体内容|事项内容|内容",
            "议题的具体内容。",
            "",
            28,
        ),
        text(
            "class_written",
            "事项类别",
            "事项分类|议题类别|决策类别|三重一大类别|四重一大类别|类别",
            "属于哪一类。",
            "大额资金使用",
            14,
        ),
        text(
            "amount",
            "涉及金额（元）",
            "涉及金额|金额|涉及金额（万元）|金额（万元）",
            "写数字，也可以写“12.5万元”。",
            "1250000",
            14,
        ),
        text("source_written", "议题来源", "来源|动议来源|动议事由", "谁提出、经过什么程序。", "", 18),
        text("proposer_written", "提出人", "提交人|议题提出人|动议人", "写姓名。", "李某", 10),
        text("proposed_written", "提出日期", "提交时间|提出时间|动议时间", "写到日。", "2026-02-20", 14),
        text("screened_result", "议题审批", "初审意见|审批意见", "上会以前的审批意见。", "", 16),
        text("presenter_written", "汇报人", "议题汇报人|汇报单位|汇报", "写姓名。", "李某", 10),
        text("concerned_written", "涉及人员", "当事人", "与议题有利害关系的人。", "", 14),
        text(
            "method_written",
            "决策方式",
            "表决方式|表决形式|投票方式",
            "口头表决、举手表决、书面记名或者无记名。",
            "举手表决",
            14,
        ),
        text(
            "votes_written",
            "表决情况",
            "投票情况|票数|表决票数|表决情况（票）|投票结果",
            "如“同意8票、反对0票、弃权0票”；无记名的绝不写谁投了什么。",
            "同意8票、反对0票、弃权0票",
            24,
        ),
        text("for_written", "同意", "赞成|同意票|赞成票|同意票数|同意（赞成）", "同意的票数。", "", 8),
        text("against_written", "反对", "不同意|反对票|反对票数|反对（不同意）", "反对的票数。", "", 8),
        text("abstain_written", "弃权", "弃权票|弃权票数", "弃权的票数。", "", 8),
        text("not_pressed_written", "未按", "未按键|未按票数", "没有按键的人数；不计入任何一票。", "", 8),
        text(
            "result_written",
            "决策结果",
            "表决结果|通过情况|结论|会议结果|结果|两委商议结果|审议结果",
            "通过、未通过、暂缓、退回或者听取汇报。",
            "通过",
            16,
        ),
        text(
            "decided_text",
            "议定事项",
            "会议议定|会议决定|决定事项|决议内容|决策内容和结果|议定内容|会议决议|会议议定事项",
            "决定了什么。",
            "同意调整部门预算",
            32,
        ),
        text(
            "process",
            "决策过程",
            "决策过程描述|讨论情况|发言情况|会议讨论情况",
            "怎样讨论的，照登记簿写；记入会议备注。",
            "",
            28,
        ),
        text("basis_text", "决策依据", "依据|政策依据", "依据的文件；记入会议备注。", "", 20),
        text(
            "implementing_written",
            "承办单位",
            "承办部门|涉及部门|执行单位|责任单位|决策执行人|落实单位",
            "由谁落实。",
            "预算股",
            16,
        ),
        text("executed_written", "执行时间", "开始执行日期|执行日期", "开始落实的日期，写到日。", "", 14),
        note(),
    ),
    name_field="held_written",
    telling=("topics", *(f"topic_{number}" for number in range(1, MOST_TOPICS + 1))),
    readings=(
        Reading("编号", "sequence", before=("number",)),
        Reading("编号", "number"),
        Reading("编号", "sequence"),
        Reading("文号", "number"),
        Reading("名称", "name"),
        Reading("类型", "body_written"),
        Reading("时间", "held_written"),
        Reading("日期", "held_written"),
        Reading("决策时间", "held_written"),
        Reading("纪要编号", "number"),
        Reading("单位", "unit"),
        Reading("依据", "basis_text"),
        Reading("会议形式", "body_written"),
        Reading("决策形式", "body_written"),
        Reading("类别", "class_written"),
        Reading("内容摘要", "topics"),
        Reading("事项", "topics", together=("entitled_written", "present_written")),
        Reading("内容", "topic_detail"),
        Reading("会议内容", "topics"),
        Reading("决策内容", "topics"),
        Reading("会议内容摘要", "topics"),
        Reading("涉及部门", "implementing_written"),
        Reading("决策执行人", "implementing_written"),
        Reading("说明", "note"),
    ),
    row_by_row=True,
    only_read=True,
    not_kept=either(
        "纪委监督决策|纪委监督执行|决策执行概述|签字|参加人员签字|附件|纪检监察意见|公开情况|监督意见|比例|到会率|事由"
    ),
)
"""会议登记簿"""
