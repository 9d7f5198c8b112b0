"""The pages that can be made, by name; listed by hand."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.reports.blocks import Report
from powerctl.reports.order import Order
from powerctl.reports.organization import areas_matrix
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
    """One kind of page: English name, Chinese title, its line of help, whether it needs a unit."""

    name: str
    title: str
    help: str
    needs_unit: bool
    build: Callable[[Session, Order], Report]


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
    Page("steps", "单位五步进度表", "清权、确权、亮权、制权、督权，按规则逐项算出", False, five_steps.build),
)


def page(name: str) -> Page:
    """A page by English name or Chinese title. Raises Refused for any other."""
    for each in PAGES:
        if name in (each.name, each.title):
            return each
    known = "、".join(f"{each.title}（{each.name}）" for each in PAGES)
    raise Refused(f"没有报表“{name}”，可用的报表：{known}", hint="powerctl report list")
