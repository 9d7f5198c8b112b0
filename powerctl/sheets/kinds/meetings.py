"""会议, 议题, 到会, 发言, 表决: the five sheets of a workbook of meetings (R-XZ-05 … R-XZ-10).

Every sheet names its meeting by 会议编号. A named vote is a row for each member; a secret ballot is one row
of counts and names nobody.
"""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, ValueKind, either
from powerctl.sheets.kinds.meeting_columns import (
    OF_TOPICS,
    day,
    flag,
    meeting,
    note,
    sequence,
    term,
    text,
    topic,
    unit,
    whole,
)
from powerctl.sheets.kinds.meeting_votes import VOTES
from powerctl.terms import (
    AttendanceState,
    BodyKind,
    MemberRole,
    Position,
    SecrecyAuthority,
    SecrecyLevel,
)

MEETINGS = SheetKind(
    name="meetings",
    title="会议",
    workbook="meetings",
    columns=(
        sequence(),
        unit(),
        Column(
            "number",
            "会议编号",
            likely=either("编号|会议文号|会议序号|会次|会议期次"),
            required=True,
            note="一个单位内不重复，如“2026-05”；其余四张表用它指明是哪次会议。",
            example="2026-05",
            width=14,
        ),
        text("name", "会议名称", "名称|会议全称", "写全称，可以不填。", "局党组2026年第5次会议", 28),
        term(
            "body",
            "会议类型",
            BodyKind,
            "会议性质|会议类别|类型|会议种类|召开机构",
            "从列表中选；政府常务会、局长办公会由主要负责人在集体讨论基础上决定，其余按票数决定。",
            "党组会",
        ),
        day(
            "held_on", "召开日期", "会议日期|会议时间|召开时间|日期|时间", "会议召开的那一天。", "2026-03-05"
        ),
        text("begun_at", "开始时间", "会议开始时间|开始", "写时和分，如 09:00。", "09:00", 10),
        text("ended_at", "结束时间", "会议结束时间|散会时间", "写时和分，如 11:30。", "11:30", 10),
        text("place", "会议地点", "地点|召开地点", "可以不填。", "局三楼会议室", 18),
        text("chair_written", "主持人", "会议主持人|主持人姓名|主持", "写姓名，与“人员”表一致。", "高某", 12),
        text(
            "recorder_written", "记录人", "会议记录人|记录人姓名|记录", "做会议记录的人，写姓名。", "李某", 12
        ),
        whole(
            "entitled_count",
            "应到人数",
            "应到|应参会人数|应到会人数",
            "只在没有逐人填写“到会”表时填写；应到以“到会”表中的应到成员为准。",
        ),
        whole("present_count", "实到人数", "实到|实到会人数|到会人数", "只在没有逐人填写“到会”表时填写。"),
        flag("has_minutes", "是否有会议纪要", "有无纪要|会议纪要", "是否形成会议纪要。", "是"),
        text("minutes_number", "纪要编号", "纪要文号|会议纪要编号", "纪要的编号或文号。", "〔2026〕5号", 16),
        text("minutes_format", "纪要格式", "纪要样式", "统一格式的名称。", "统一格式", 14),
        text("signer_written", "签发人", "纪要签发人|签发领导", "签发纪要的人，写姓名。", "高某", 12),
        day("signed_on", "签发日期", "纪要签发日期|签发时间|成文日期", "纪要签发的那一天。", "2026-03-06"),
        text(
            "issuer_written",
            "印发机关",
            "纪要印发机关|印发单位|印发部门",
            "印发纪要的机关，通常是办公室；留空的印单位名称。",
            "青禾县财政局办公室",
            20,
        ),
        day("issued_on", "印发日期", "纪要印发日期|印发时间", "纪要印发的那一天。", "2026-03-06"),
        term(
            "secrecy",
            "密级",
            SecrecyLevel,
            "保密等级|秘密等级",
            "没有定密的留空；“内部”不是国家秘密。",
            "内部",
        ),
        term(
            "secrecy_authority",
            "定密依据",
            SecrecyAuthority,
            "定密权限|定密方式",
            "定为国家秘密的填写。",
        ),
        text("secrecy_record", "定密记录", "定密审批|定密登记", "定密审批的记录编号。", "", 16),
        whole("secrecy_years", "保密期限（年）", "保密年限|保密期限", "写年数。"),
        text("distribution", "发放范围", "纪要发放范围|印发范围", "纪要发给谁。", "党组成员", 20),
        day("reported_up_on", "结果上报日期", "上报日期|上报时间", "决策结果报上级的那一天。", "2026-03-05"),
        text("invalid_reason", "标注无效的理由", "无效理由", "会议无效的，写明为什么；有效的留空。", "", 24),
        note(),
        Column(
            "entered_on",
            "录入日期",
            value=ValueKind.DAY,
            note="什么时候记进来的；留空的按导入那一天。",
            in_template=False,
            width=14,
        ),
    ),
    name_field="number",
    telling=("held_on", "body", "chair_written"),
    readings=(
        Reading("编号", "number"),
        Reading("编号", "sequence"),
        Reading("会议文号", "number"),
        Reading("名称", "name"),
        Reading("类型", "body"),
        Reading("时间", "held_on"),
        Reading("日期", "held_on"),
        Reading("单位", "unit"),
    ),
    row_by_row=True,
)
"""会议"""

TOPICS = SheetKind(
    name="meeting_topics",
    title="议题",
    workbook="meetings",
    columns=(
        sequence(),
        unit(),
        meeting(),
        whole(
            "position",
            "顺序",
            "议题顺序|议题序号|议程顺序|次序",
            "在这次会议上第几个讨论；不填的按本表先后。",
            "1",
        ),
        Column(
            "title",
            "议题名称",
            likely=either("议题|会议议题|议题内容|研究内容|研究事项"),
            required=True,
            note="一行一个议题，写全称。",
            example="关于调整部门预算的请示",
            width=34,
        ),
        *OF_TOPICS,
        note(),
    ),
    name_field="title",
    telling=("outcome", "presenter_written", "meeting"),
    readings=(
        Reading("议题", "title"),
        Reading("编号", "sequence"),
        Reading("单位", "unit"),
        Reading("结果", "outcome"),
    ),
    row_by_row=True,
)
"""议题"""

ATTENDANCE = SheetKind(
    name="meeting_attendance",
    title="到会",
    workbook="meetings",
    columns=(
        sequence(),
        unit(),
        meeting(),
        whole("position", "排序", "座次|名次|次序", "名单中的先后；不填的按本表先后。", "1"),
        Column(
            "person_written",
            "姓名",
            likely=either("人员|人员姓名|参会人员|成员|成员姓名|到会人员"),
            required=True,
            note="一人一行，与“人员”表一致；应到成员不管到没到都要写上。",
            example="高某",
            width=12,
        ),
        text("post_written", "职务", "职务名称|岗位|身份职务", "开会那天的职务。", "局长", 18),
        term(
            "role",
            "到会身份",
            MemberRole,
            "身份|参会身份|人员类别|参会类别",
            "班子成员选“应到成员”，列席的选“列席”；应到人数按它计算。",
            "应到成员",
        ),
        term(
            "state",
            "到会情况",
            AttendanceState,
            "出席情况|参会情况|是否到会|到会状态|考勤",
            "出席、请假或者缺席；不清楚的留空。",
            "出席",
        ),
        flag("is_head", "是否“一把手”", "一把手|是否一把手|是否主要负责人", "党政主要负责人填“是”。", "是"),
        text("reason", "未到原因", "请假原因|缺席原因|请假事由|原因", "请假、缺席的填写。", "", 16),
        day("noticed_on", "告知日期", "通知日期|告知时间|通知时间", "哪一天告知本人议题。", "2026-03-02"),
        text(
            "invited_as",
            "列席身份",
            "列席缘由|邀请身份",
            "列席的填写，如“纪检监察机构”“党代表”。",
            "",
            16,
        ),
    ),
    name_field="person_written",
    telling=("state", "role"),
    readings=(Reading("编号", "sequence"), Reading("单位", "unit")),
    row_by_row=True,
)
"""到会"""

STATEMENTS = SheetKind(
    name="meeting_statements",
    title="发言",
    workbook="meetings",
    columns=(
        sequence(),
        unit(),
        meeting(),
        topic(),
        whole("position", "发言顺序", "发言次序|顺序|次序", "这个议题上第几个发言；不填的按本表先后。", "1"),
        Column(
            "speaker_written",
            "发言人",
            likely=either("姓名|发言人姓名|发言人员|发言成员"),
            required=True,
            note="写姓名，与“到会”表一致。",
            example="高某",
            width=12,
        ),
        term("opinion", "表态", Position, "意见|发言意见|态度|表态意见", "同意、不同意或者其他。", "同意"),
        text(
            "reasons",
            "理由",
            "依据和理由|发言内容|发言理由|观点和理由",
            "写明观点和依据。",
            "资金来源已落实",
            40,
        ),
        flag("is_presentation", "是否汇报方案", "是否汇报|汇报方案", "分管领导介绍方案的填“是”。", "否"),
        flag("is_after_vote", "是否表决后发言", "表决后发言|是否表决之后", "表决以后才说的填“是”。", "否"),
    ),
    name_field="speaker_written",
    telling=("opinion", "reasons"),
    readings=(Reading("编号", "sequence"), Reading("单位", "unit")),
    row_by_row=True,
)
"""发言"""

MEETING_KINDS = (MEETINGS, TOPICS, ATTENDANCE, STATEMENTS, VOTES)
