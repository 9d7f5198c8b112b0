"""The pages that can be made, by name; listed by hand."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.reports.blocks import Report
from powerctl.reports.disclosure import notice_feedback, omission_list
from powerctl.reports.finance import large_sums, returned_vouchers, spending, trades
from powerctl.reports.meetings import (
    decision_notice,
    follow_up,
    inspection_table,
    minutes,
    patterns,
    procedure_table,
    public_decisions,
    record,
    room,
    topic_register,
    vote_result,
)
from powerctl.reports.order import Order
from powerctl.reports.organization import areas_matrix
from powerctl.reports.personnel import appointment_notice, case_register, whole_process
from powerctl.reports.registry import (
    clean_up_table,
    compendium,
    discretion_table,
    exercise_register,
    flow_page,
    holder_directory,
    inventory_notice,
    power_card,
    separation_table,
)
from powerctl.reports.risk import coverage_table, summary, wall_sheet
from powerctl.reports.rulebook import findings_list, five_steps


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of page: English name, Chinese title, its line of help, whether it needs a unit, a meeting."""

    name: str
    title: str
    help: str
    needs_unit: bool
    build: Callable[[Session, Order], Report]
    needs_meeting: bool = False


PAGES = (
    Page("inventory", "权力清单公示", "一个单位的权力清单，A4，张贴或上网公示", True, inventory_notice.build),
    Page(
        "risks",
        "风险点及防控措施一览表",
        "A3 挂图：热力图、各单位等级图、全部风险点与措施",
        False,
        wall_sheet.build,
    ),
    Page(
        "risk-summary",
        "廉政风险汇总",
        "A3 横排：总数、热力图、剩余风险、两个日期之间的变化、排查缺口",
        False,
        summary.build,
    ),
    Page(
        "coverage",
        "风险排查覆盖表",
        "A3 横排：各单位按查找方法、来源、领域各查到几个风险点，缺口标明",
        False,
        coverage_table.build,
    ),
    Page(
        "findings", "问题清单", "最近一次检查的问题和无法判断的事项，附依据与来源", False, findings_list.build
    ),
    Page(
        "exercises",
        "用权情况登记表",
        "A3 横排：一个单位在一段时间内的用权记录、分月统计和没有行使的权力，个人姓名已遮盖",
        True,
        exercise_register.build,
    ),
    Page(
        "directory",
        "三级职权目录",
        "按班子集体、“一把手”、班子成员、内设科室列出权力",
        False,
        holder_directory.build,
    ),
    Page(
        "card", "领导干部个人权力清单", "一名领导一张，列现任职务行使的权力，供签字", True, power_card.build
    ),
    Page(
        "separation",
        "三权分解表",
        "每项权力由谁决策、执行、监督，重合的列在最前",
        False,
        separation_table.build,
    ),
    Page(
        "areas",
        "五个不直接分管情况表",
        "五项工作由谁分管、是否直接，一年来的空缺和重复",
        False,
        areas_matrix.build,
    ),
    Page(
        "clean-up",
        "清理前后对照表",
        "A3 横排：现行版本与上一版本逐项对照，附理由、文号和合计",
        True,
        clean_up_table.build,
    ),
    Page(
        "benchmarks",
        "行政裁量基准表",
        "A3 横排：一个单位有自由裁量权的事项逐档的情形和幅度，与权力清单一并公布",
        True,
        discretion_table.build,
    ),
    Page(
        "compendium",
        "制度汇编",
        "一个单位的制度：目录、按类别排列的文号、日期、责任部门和主要内容",
        True,
        compendium.build,
    ),
    Page(
        "flow",
        "权力运行流程图",
        "一个单位的全部流程图，附环节表；五类流程图和各项权力的流程图",
        True,
        flow_page.build,
    ),
    Page(
        "minutes",
        "会议纪要",
        "一次会议的纪要，公文格式，附出席、请假、列席和份号、密级",
        False,
        minutes.build,
        needs_meeting=True,
    ),
    Page(
        "meeting-record",
        "会议记录",
        "一次会议的记录：每名成员的意见和理由、提问与答复、记名票和票决票数",
        False,
        record.build,
        needs_meeting=True,
    ),
    Page(
        "vote-result",
        "表决结果单",
        "一次会议各项表决的票数、应到基数和算式，监票、计票、主持三人签名",
        False,
        vote_result.build,
        needs_meeting=True,
    ),
    Page(
        "decision-notice",
        "决定事项通知",
        "发给各承办单位，一个单位一份，只列本单位承办的事项和期限",
        False,
        decision_notice.build,
        needs_meeting=True,
    ),
    Page(
        "ballots",
        "表决票",
        "会前印制：须票决议题的无记名表决票，不编号，一页多张，附领取与回收单",
        False,
        room.build_ballots,
        needs_meeting=True,
    ),
    Page(
        "tally-sheet",
        "计票单",
        "会前印制：画“正”字计票用，一个议题一张",
        False,
        room.build_tally,
        needs_meeting=True,
    ),
    Page(
        "result-form",
        "表决结果报告单",
        "会前印制：写明须几票通过，当场填写宣布，三人签名",
        False,
        room.build_result,
        needs_meeting=True,
    ),
    Page(
        "public-decisions",
        "会议决策公开",
        "一个单位在一段时间内的会议决策，张贴或上网；无记名票决只写结果，不写姓名，不列有密级的会议",
        True,
        public_decisions.build,
    ),
    Page(
        "topics",
        "议决事项台账",
        "A3 横排：一段时间内的全部议题，告知、到会、表决、结果、承办和进展",
        False,
        topic_register.build,
    ),
    Page("follow-up", "决议督办表", "A3 横排：没有落实的决议，逾期的列在最前", False, follow_up.build),
    Page(
        "meeting-inspections",
        "会议督查情况",
        "A3 横排：各单位会议的督查覆盖率、督查记录、同步记录与会议记录对照",
        False,
        inspection_table.build,
    ),
    Page(
        "meeting-rules",
        "各单位议事规范情况",
        "A3 横排：各单位会议按规则逐项算出的通过、问题和无法判断",
        False,
        procedure_table.build,
    ),
    Page(
        "patterns",
        "表决和议事情况分析",
        "A3 横排：只统计记名表决，附同期其他机构的比例；不列个人，不作为认定问题的依据",
        False,
        patterns.build,
    ),
    Page(
        "whole-process",
        "干部选任全程纪实表",
        "一件任免事项一张，逐环节写明日期、签字人、材料和未履行的理由，供签字存档；写 --number 任免编号",
        False,
        whole_process.build,
    ),
    Page(
        "appointments",
        "任免事项台账",
        "A3 横排：一段时间内的任免事项，各环节日期、公示天数、试用、没有记全的环节，姓名已遮盖",
        False,
        case_register.build,
    ),
    Page(
        "spending",
        "财务支出公开",
        "A3 横排：一个单位在一段时间内的支出，按预算科目、类别、资金来源、月份合计，附明细，收款个人已遮盖",
        True,
        spending.build,
    ),
    Page(
        "large-sums",
        "大额资金使用情况",
        "A3 横排：达到大额资金起点的支出，有没有集体决策和公开记录",
        False,
        large_sums.build,
    ),
    Page(
        "returned-vouchers",
        "退回单据统计",
        "A3 横排：审签中退回的单据，按单位、审签人、理由统计次数和金额",
        False,
        returned_vouchers.build,
    ),
    Page(
        "trades",
        "公共资源交易情况",
        "A3 横排：四类交易和自行采购的方式、场所、预算、成交、节约率及其基数",
        False,
        trades.build,
    ),
    Page(
        "appointment-notice",
        "任前公示",
        "A4 公文：一次任前公示，只列规定的个人信息；用 --number 指明公示编号，不写为当日正在公示的",
        False,
        appointment_notice.build,
    ),
    Page(
        "notice-feedback",
        "公示反馈情况",
        "A3 横排：各类公示的对象、反映、核查和结论的数目，供内部掌握",
        False,
        notice_feedback.build,
    ),
    Page(
        "omissions",
        "应决未决事项清单",
        "A3 横排：支出、交易、项目、任免与会议、公开对照，两边并列，附要问的问题，供内部掌握",
        False,
        omission_list.build,
    ),
    Page("steps", "单位五步进度表", "清权、确权、亮权、制权、督权，按规则逐项算出", False, five_steps.build),
)


def page(name: str) -> Page:
    """A page by English name or Chinese title. Raises Refused for any other."""
    for each in PAGES:
        if name in (each.name, each.title):
            return each
    known = "、".join(f"{each.title}（{each.name}）" for each in PAGES)
    raise Refused(f"没有报表“{name}”，可用的报表：{known}", hint="powerctl report list")
