"""决策事项目录: what a body must decide together, its threshold, and whether by ballot (R-XZ-05).

Units also publish the yearly list of major decisions in such a form: class, office and time of each.
"""

from powerctl.sheets.kinds.kind import Column, Reading, SheetKind, either
from powerctl.sheets.kinds.meeting_columns import day, flag, note, sequence, term, text, unit
from powerctl.terms import BodyKind, DecidingSide, MajorMatter, TopicClass

CATALOGUE_ITEMS = SheetKind(
    name="catalogue_items",
    title="决策事项目录",
    workbook="catalogues",
    columns=(
        sequence(),
        unit(),
        text("code", "事项编号", "目录编号|事项代码", "事项的编号，可以不填。", "CZJ-DE-01", 14),
        Column(
            "name",
            "事项名称",
            seen=("重大行政决策事项名称",),
            likely=either(
                "决策事项|决策事项名称|事项|重大事项名称|决策事项内容|三重一大事项|四重一大事项|重大决策事项"
                "|重大行政决策事项|集体决策事项|重大事项|事项内容|具体事项"
            ),
            required=True,
            note="必须由领导班子集体决定的事项，一行一项。",
            example="单笔20万元以上的资金支出",
            width=36,
        ),
        term(
            "body",
            "决策机构",
            BodyKind,
            "决策会议|决策形式|研究会议|决策机关|议事机构",
            "由哪个会议决定，从列表中选。",
            "党组会",
        ),
        term("side", "决策主体", DecidingSide, "党政归属|决策归属", "由党委还是政府决定。", "党委"),
        term(
            "matter",
            "四重一大类别",
            MajorMatter,
            "三重一大类别|四重一大|三重一大",
            "属于“四重一大”的填写；只实行“三重一大”的不选重大突发事件处置。",
            "大额资金使用",
        ),
        term("topic_class", "议题类别", TopicClass, "议题分类|议题类型", "从列表中选。", "财权议题"),
        text(
            "class_written",
            "事项类别",
            "事项分类|类别|决策类别|分类",
            "没有分开写“四重一大类别”和“议题类别”的，写在这里；认得出的自动归类，认不出的记入备注。",
            "",
            14,
        ),
        text(
            "threshold",
            "金额标准（元）",
            "金额标准|金额标准（万元）|标准|限额|金额起点|起点金额",
            "达到多少钱必须集体决定，写数字，也可以写“20万元”；没有金额标准的留空。",
            "200000",
            16,
        ),
        flag(
            "needs_ballot",
            "是否须票决",
            "是否票决|须票决|票决|是否无记名票决",
            "必须投票表决的填“是”。",
            "否",
        ),
        text("procedure", "履行程序要求", "程序要求|决策程序|履行程序|应履行程序", "要走哪些程序。", "", 30),
        text("basis_text", "依据", "法律政策依据|决策依据|政策依据|制定依据", "依据的文件和条款。", "", 30),
        text(
            "office_written",
            "承办单位",
            "承办科室|承办部门|责任科室|责任单位",
            "由谁承办；记入备注。",
            "",
            16,
        ),
        text(
            "deadline_written",
            "完成时限",
            "计划完成时间|完成时间|承办时间|实施计划|计划时间",
            "什么时候办完，照原表写；记入备注。",
            "",
            16,
        ),
        day("valid_from", "起日", "生效日期|施行日期", "从哪一天起必须集体决定。", "2026-01-01"),
        day("valid_to", "止日", "失效日期|停用日期", "到哪一天为止；仍然适用的留空。"),
        text("document", "文号", "依据文件|发布文号|文件", "公布目录的文件。", "青财党〔2026〕4号", 20),
        note(),
    ),
    name_field="name",
    telling=("body", "matter", "topic_class", "needs_ballot", "procedure", "threshold", "deadline_written"),
    readings=(
        Reading("编号", "sequence"),
        Reading("单位", "unit"),
        Reading("事项", "name"),
        Reading("文件", "document"),
        Reading("依据文件", "document"),
    ),
    row_by_row=True,
)
"""决策事项目录"""
