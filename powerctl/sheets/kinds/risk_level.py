"""Columns of the risk table that hold the level and what it was scored from (R-XZ-12)."""

from powerctl.sheets.kinds.kind import Column, ValueKind
from powerctl.terms import RiskLevel, ScoringMethod

LEVEL = (
    Column(
        "level",
        "风险等级",
        seen=("等级", "廉政风险点及等级"),
        likely=(
            "风险级别",
            "风险评定等级",
            "廉政风险等级",
            "风险点等级",
            "级别",
            "评定等级",
            "廉洁风险等级",
            "风险点及等级",
            "风险定级",
        ),
        value=ValueKind.TERM,
        choices=tuple(RiskLevel),
        note="班子会议研究确定的等级；没有评定的留空。",
        example="高",
        width=10,
    ),
    Column(
        "scoring_method",
        "评估方法",
        likely=("评定方法", "风险评估方法"),
        value=ValueKind.TERM,
        choices=tuple(ScoringMethod),
        note=(
            "标准计数法填后面五个“是否”，三因素乘积法填三个分值，矩阵法填可能性和严重性分值，"
            "职权类别法看“权力或业务”，自定方法写明是哪一个。"
        ),
        example="标准计数法",
        width=14,
    ),
    Column(
        "method",
        "自定评估方法",
        likely=("自定方法名称", "评估方法名称"),
        note="矩阵法、职权类别法和自定方法用：写本县登记的方法名称；只有一个时可以不填。",
        width=18,
    ),
    *(
        Column(
            field,
            heading,
            likely=likely,
            value=ValueKind.YES_NO,
            note="标准计数法用；不清楚的留空，空着表示不清楚，不表示“否”。",
            example=example,
            width=14,
        )
        for field, heading, likely, example in (
            ("controls_resources", "掌握权力或公共资源", ("是否掌握权力或公共资源",), "是"),
            ("wide_discretion", "自由裁量空间大", ("是否自由裁量空间大", "自由裁量权大"), "是"),
            (
                "needs_openness",
                "需公开、集体决策和监督",
                ("是否需公开、集体决策和监督", "需要公开、集体决策和监督"),
                "是",
            ),
            (
                "profits_indirectly",
                "不直接管人财物但可从中获利",
                ("是否不直接管人财物但可从中获利",),
                "否",
            ),
            ("frequent_cases", "属案件易发领域", ("是否属案件易发领域", "案件易发多发领域"), "否"),
        )
    ),
    *(
        Column(
            field,
            heading,
            likely=likely,
            value=ValueKind.WHOLE,
            choices=("1", "2", "3", "4", "5"),
            note="三因素乘积法用，1至5分。",
            width=10,
        )
        for field, heading, likely in (
            ("importance", "重要程度", ("职权的重要程度", "职权重要程度", "权力重要程度")),
            ("frequency", "行使频率", ("职权行使频率", "权力行使频率", "权力的行使频率")),
            ("probability", "发生几率", ("发生问题几率", "腐败现象发生几率", "问题发生几率")),
        )
    ),
    *(
        Column(
            field,
            heading,
            likely=likely,
            value=ValueKind.WHOLE,
            note="矩阵法用，写分值；本县的方法有规定的，按规定的范围打分。",
            width=10,
        )
        for field, heading, likely in (
            ("likelihood", "可能性分值", ("发生可能性分值", "可能性得分")),
            ("severity", "严重性分值", ("后果严重性分值", "严重性得分")),
        )
    ),
    Column(
        "factors",
        "其他因素分值",
        likely=("自定因素分值", "因素分值"),
        note="自定方法另有的因素，写“因素=分值”，几个用分号隔开，例如：金额=3；影响面=4。",
        width=20,
    ),
    Column(
        "likelihood_value",
        "发生可能性",
        seen=("风险发生可能性L值",),
        likely=("发生概率", "风险发生可能性", "可能性"),
        note="公开表格中的评估值，不与三因素分值混用。",
        in_template=False,
        width=10,
    ),
    Column(
        "severity_value",
        "危害程度",
        seen=("风险产生严重性C值",),
        likely=("严重程度", "严重性", "风险严重性"),
        note="公开表格中的评估值。",
        in_template=False,
        width=10,
    ),
    Column(
        "risk_value",
        "风险值",
        seen=("廉政风险值D值",),
        likely=("分值", "风险分值"),
        note="公开表格中的评估值。",
        in_template=False,
        width=10,
    ),
    Column(
        "override_reason",
        "等级调整理由",
        likely=("调整理由", "等级调整说明"),
        note="确定的等级与算出的等级不一致时填写。",
        width=20,
    ),
)
