"""Whether a table is of the work that a kind is about, told by its title, sheet name and headings.

项目, 类别, 表现形式 and 责任人 stand in tables of every trade; so do 风险点 and 职务.
"""

import re
from functools import lru_cache

from powerctl.sheets.kinds.kind import SheetKind
from powerctl.sheets.tables.headings import squeeze

# Where no heading tells the kind, what the table is called does.
_CALLED = {
    "catalogue_items": re.compile(
        "决策事项(?:目录|清单)|[三四]重一大.{0,8}(?:目录|清单|事项)|重大行政决策事项"
    ),
    "powers": re.compile(
        "权力清单|权责清单|职权清单|责任清单|权力目录|职权目录|(?:行政)?许可事项清单|行政(?:处罚|强制|检查)事项(?:清单|目录)"
        "|执法事项(?:清单|目录)|^(?:行政)?(?:权力|职权|权责)(?:事项)?名称$"
    ),
}

# One of these words must stand in the title or in a known heading.
_AT_HOME = {
    "powers": re.compile(
        "权力|职权|权责|行使|实施(?!计划|方案|时间|进度)|设定|法定|追责|问责|责任事项|责任清单|行政(?!事业|区划|编制|村|相对人)|法律(?!政策)|子项|"
        "权限|执法|审批|许可"
    ),
    "risks": re.compile("风险|廉|防控|防范"),
    "exercises": re.compile(
        "用权|权力|权责|职权|行使|行政|许可|处罚|执法|案号|案由|立案|结案|办件|办结|文书号|相对人|当事人|审批|审核|办理"
    ),
    "delegations": re.compile("委托|授权|受托"),
    "institutions": re.compile("制度|汇编"),
    "institution_reviews": re.compile("制度"),
    "compendium_entries": re.compile("汇编"),
    "leading_bodies": re.compile("机构|领导小组"),
    "discretion_benchmarks": re.compile("裁量"),
    "required_institutions": re.compile("制度|清单项"),
    "methods": re.compile("方法"),
    "method_parts": re.compile("方法"),
    "assessments": re.compile("评估"),
    "scopes": re.compile("权"),
    "meetings": re.compile("会议|召开|纪要"),
    "meeting_topics": re.compile("议题"),
    "meeting_attendance": re.compile("到会|出席|列席"),
    "meeting_statements": re.compile("发言|表态"),
    "meeting_votes": re.compile("表决|票决"),
    "meeting_registers": re.compile("会|议题|决策"),
    "topics": re.compile("议题"),
    "procedure_steps": re.compile("议题|决策环节"),
    "consultations": re.compile("酝酿"),
    "instructions": re.compile("批示"),
    "recusals": re.compile("回避"),
    "meeting_questions": re.compile("提问|质询|答复"),
    "resolutions": re.compile("决议"),
    "resolution_progress": re.compile("决议"),
    "parallel_records": re.compile("同步记录|末位表态"),
    "meeting_inspections": re.compile("会议|议题"),
    "minutes_copies": re.compile("份号|纪要"),
    "budget_steps": re.compile("预算"),
    "meeting_closings": re.compile("办结"),
    "catalogue_items": re.compile("决策|[三四]重一大|票决|议题"),
    "inventory_problems": re.compile("权力|权责|职权|清单问题"),
    "clean_ups": re.compile("清理"),
    "limits": re.compile("限额"),
    "waivers": re.compile("规则|检查对象"),
    "expenditures": re.compile(
        "支出|报销|支付|付款|凭证|开支|收款|列支|财务|账|费用|经费|审签|拨付|资金使用"
    ),
    "approval_limits": re.compile("审批"),
    "ladder_steps": re.compile("审签"),
    "sign_offs": re.compile("审签|签字"),
    "countersigns": re.compile("会签|农户|补贴|发放"),
    "countersignatures": re.compile("会签"),
    "fund_accounts": re.compile("资金|预算"),
    "account_figures": re.compile("公开项目|数据口径|财务公开"),
    "finance_reports": re.compile("财务|收支"),
    "trading_venues": re.compile("交易"),
    "projects": re.compile("工程|项目|开工|立项|建设"),
    "project_gates": re.compile("把关|关口"),
    "transactions": re.compile("采购|招标|投标|交易|成交|出让|产权|中标"),
    "bidders": re.compile("投标|报价|竞买"),
    "undertakings": re.compile("重大事项"),
}

# Such words in the title or in an unknown heading tell of another table, unless its own words
# stand there, too.
_ELSEWHERE = {
    "risks": (
        re.compile(
            "安全风险|安全生产|隐患|事故|危险源|火灾|触电|舆情|债务风险|金融风险|地质灾害|质量风险|疫情"
        ),
        re.compile("廉"),
    ),
    "exercises": (
        re.compile(
            "信访|举报|来访|线索|会议|培训|报销|支出|合同|收文|发文|公文|来文|档案|资产|车辆|维修|考勤|请假|督办|值班|"
            "任免|整改|巡察|巡视|建议|提案|谈话|慰问|物资|印章|用印|来电|热线|投诉"
        ),
        re.compile("用权|行政许可|行政处罚|行政检查|行政确认|职权|权力事项|案号|办件编号"),
    ),
    "organization": (
        re.compile(
            "测评|评议|考核|评分|得分|等次|票数|满意|公示|表彰|先进|奖励|通讯录|签到|会议|谈话|线索|信访|培训|述职|"
            "工资|津贴|报名|参会|值班|拟任|档案|报告"
        ),
        re.compile("分工"),
    ),
    # A register with topics is no sheet of ours, and a meeting is no meeting that decides.
    "meetings": (
        re.compile(
            "议题|研究|内容|摘要|结论|决策|结果|议定|签到|培训|述职|谈话|会议室|测评|评议|督办|考勤|发文|收文"
        ),
        re.compile("发言顺序|表决意见|到会身份|宣布结果"),
    ),
    "meeting-registers": (
        re.compile("签到|培训|会议室|述职|测评|督办|督查|收文|发文|来文|整改|三会一课|党课|组织生活|党日"),
        re.compile("议题\\d|决策(?:方式|结果|时间)|表决"),
    ),
    # Who owes what since when, what is let to whom, what a meeting or a journey cost: no payments.
    "spending": (
        re.compile(
            "债权|债务|债主|欠款|应收款|承租|租赁期|租期|会议名称|会期|培训(?:班)?名称|团组|出访|车牌"
        ),
        re.compile("凭证|支付|付款|报销|列支|收款|拨付|审签"),
    ),
    "catalogues": (
        re.compile("督办|整改|任务分解|收费|预算|公开(?:时限|渠道|主体)"),
        re.compile("决策事项(?:目录|清单)|[三四]重一大"),
    ),
}


# Every row that might be the header asks about all rows above it, for each kind.
_squeezed = lru_cache(maxsize=2048)(squeeze)


_OWN_SHEETS = {
    "organization": ("单位", "人员", "职务", "分工"),
    "meetings": ("会议", "议题", "到会", "发言", "表决"),
}
"""Sheets of our own workbooks, which may hold any column beside ours."""

# What only a title of the kind says; a title may well say both.
_TITLED = {
    "powers": re.compile("(?:权力|权责|职权|责任)(?:和责任)?(?:事项)?(?:清单|目录)"),
    "risks": re.compile("风险"),
    "leading_bodies": re.compile("领导和办事机构|领导机构|领导小组"),
    "catalogue_items": re.compile("决策事项.{0,4}(?:目录|清单)|[三四]重一大.{0,8}(?:目录|清单)"),
    "meeting_registers": re.compile("会议.{0,4}(?:登记|台账|记录|一览)"),
}


def is_titled(kind: SheetKind, lines: list[str]) -> bool:
    """Whether title or sheet name are those of the kind."""
    titled = _TITLED.get(kind.name)
    return titled is not None and any(titled.search(_squeezed(line)) for line in lines)


def has_titles(kind: SheetKind) -> bool:
    """Whether what a table is called can tell the kind where no heading does."""
    return kind.name in _CALLED


def is_called(kind: SheetKind, lines: list[str]) -> bool:
    """Whether title, sheet name or the heading over the names call the table one of the kind."""
    called = _CALLED.get(kind.name)
    return called is not None and any(called.search(_squeezed(line)) for line in lines)


def is_at_home(kind: SheetKind, lines: list[str], known: list[str], unknown: list[str]) -> bool:
    """Whether title and headings speak of the kind's own work. `known` and `unknown`: its headings."""
    home = _AT_HOME.get(kind.name)
    if home is not None and not any(home.search(_squeezed(line)) for line in lines + known):
        return False
    if elsewhere := _ELSEWHERE.get(kind.workbook):
        foreign, own = elsewhere
        ours = _OWN_SHEETS.get(kind.workbook, ())
        if any(own.search(_squeezed(line)) for line in lines + known) or any(line in ours for line in lines):
            return True
        return not any(foreign.search(_squeezed(line)) for line in lines + unknown)
    return True
