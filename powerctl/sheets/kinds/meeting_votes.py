"""表决: a named vote is a row for each member, a secret ballot one row of counts."""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.sheets.kinds.meeting_columns import flag, meeting, sequence, text, topic, unit, whole
from powerctl.sheets.words.meeting_words import UNNAMED_BALLOT
from powerctl.terms import Choice, NamedMethod

_COUNT = "只在无记名票决时填写；每个表决对象一行，绝不写谁投了什么。"

VOTES = SheetKind(
    name="meeting_votes",
    title="表决",
    workbook="meetings",
    columns=(
        sequence(),
        unit(),
        meeting(),
        topic(),
        whole("round", "轮次", "表决轮次|第几轮|次数", "第几轮表决；不填的为第1轮。", "1"),
        Column(
            "method",
            "表决方式",
            likely=either("决策方式|投票方式|方式"),
            value=ValueKind.TERM,
            choices=(*(method.value for method in NamedMethod), UNNAMED_BALLOT),
            note="记名的每人一行；无记名票决只填票数，不写姓名和个人意见，否则整份不导入。",
            example="举手表决",
            width=14,
        ),
        Column(
            "voter_written",
            "表决人",
            likely=either("姓名|投票人|表决人姓名|成员|人员"),
            note="记名表决的写姓名，与“到会”表一致；无记名票决的留空。",
            example="高某",
            width=12,
        ),
        Column(
            "choice",
            "表决意见",
            likely=either("意见|表决|投票意见|个人意见"),
            value=ValueKind.TERM,
            choices=tuple(choice.value for choice in Choice),
            note="记名表决的从列表中选；无记名票决的留空。",
            example="同意",
            width=12,
        ),
        flag("is_written", "是否书面意见", "书面意见", "没到会、会前送来书面意见的填“是”，不算一票。", "否"),
        whole(
            "covers",
            "一并表决的事项数",
            "合并表决事项数|一次表决的事项数",
            "这一轮表决了几件事，逐项表决的写 1；不清楚的留空。",
            "1",
        ),
        text("candidate", "表决对象", "人选|拟任人选|对象|候选人", "几个人选逐一票决的，每人一行。", "", 14),
        whole("issued", "发出票数", "发出|发出表决票|发票数", _COUNT),
        whole("returned", "收回票数", "收回|收回表决票|收票数", _COUNT),
        whole("votes_for", "同意票", "同意|赞成|赞成票|同意票数", _COUNT),
        whole("against", "反对票", "反对|不同意|反对票数|不同意票", _COUNT),
        whole("abstain", "弃权票", "弃权|弃权票数", _COUNT),
        whole("invalid", "无效票", "无效|废票|无效票数", _COUNT),
        text("teller_one", "监票人", "监票|监票员", "监票的人，写姓名。", "", 12),
        text("teller_two", "计票人", "计票|计票员|唱票人", "计票的人，写姓名。", "", 12),
        text("bag", "票袋编号", "票袋|封存编号", "表决票封存在哪里。", "", 12),
        text("held_at", "表决时间", "投票时间", "写时和分，如 09:30。", "09:30", 10),
        flag("is_void", "是否作废", "作废|本轮作废", "这一轮作废、重新表决的填“是”。", "否"),
        text("reason", "作废或重新表决的理由", "作废理由|重新表决理由", "作废、重新表决的填写。", "", 22),
    ),
    name_field="topic",
    telling=("choice", "votes_for", "method"),
    readings=(Reading("编号", "sequence"), Reading("单位", "unit")),
    row_by_row=True,
    not_kept=("备注", "说明"),
)
"""表决"""
