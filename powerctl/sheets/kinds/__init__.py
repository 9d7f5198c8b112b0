"""The sheet kinds that powerctl reads, one file each; listed here by hand."""

from powerctl.sheets.kinds.accounts import ACCOUNT_FIGURES, FINANCE_REPORTS
from powerctl.sheets.kinds.appointments import APPOINTMENT_KINDS, PERSONNEL_ACTIONS
from powerctl.sheets.kinds.assessments import ASSESSMENTS
from powerctl.sheets.kinds.catalogue import CATALOGUE_ITEMS
from powerctl.sheets.kinds.charts import CHARTS, STEPS
from powerctl.sheets.kinds.checklists import REQUIRED_INSTITUTIONS
from powerctl.sheets.kinds.checks import CHECK_KINDS
from powerctl.sheets.kinds.clean_up import CLEAN_UPS, INVENTORY_PROBLEMS
from powerctl.sheets.kinds.disclosure import DISCLOSURE_KINDS
from powerctl.sheets.kinds.discretion import DISCRETION_BENCHMARKS
from powerctl.sheets.kinds.exercises import DELEGATIONS, EXERCISES
from powerctl.sheets.kinds.institutions import INSTITUTION_KINDS
from powerctl.sheets.kinds.kind import EXAMPLE_MARK, Column, Reading, SheetKind, ValueKind
from powerctl.sheets.kinds.limits import LIMITS
from powerctl.sheets.kinds.matches import MATCHES
from powerctl.sheets.kinds.meeting_registers import MEETING_REGISTERS
from powerctl.sheets.kinds.meetings import MEETING_KINDS
from powerctl.sheets.kinds.methods import METHOD_PARTS, METHODS
from powerctl.sheets.kinds.organization import ORGANIZATION
from powerctl.sheets.kinds.powers import POWERS
from powerctl.sheets.kinds.proceedings import PROCEEDINGS_KINDS
from powerctl.sheets.kinds.risk_control import MEASURES, RISK_REVIEWS
from powerctl.sheets.kinds.risks import RISKS
from powerctl.sheets.kinds.scopes import SCOPES
from powerctl.sheets.kinds.spending import SPENDING_KINDS
from powerctl.sheets.kinds.trades import TRADE_KINDS
from powerctl.sheets.kinds.waivers import WAIVERS

KINDS: tuple[SheetKind, ...] = (
    POWERS,
    RISKS,
    *ORGANIZATION,
    EXERCISES,
    DELEGATIONS,
    SCOPES,
    CHARTS,
    STEPS,
    RISK_REVIEWS,
    MEASURES,
    METHODS,
    METHOD_PARTS,
    ASSESSMENTS,
    *INSTITUTION_KINDS,
    DISCRETION_BENCHMARKS,
    REQUIRED_INSTITUTIONS,
    *MEETING_KINDS,
    *PROCEEDINGS_KINDS,
    MEETING_REGISTERS,
    CATALOGUE_ITEMS,
    INVENTORY_PROBLEMS,
    CLEAN_UPS,
    LIMITS,
    WAIVERS,
    *TRADE_KINDS,
    *SPENDING_KINDS,
    ACCOUNT_FIGURES,
    FINANCE_REPORTS,
    *APPOINTMENT_KINDS,
    PERSONNEL_ACTIONS,
    *CHECK_KINDS,
    *DISCLOSURE_KINDS,
    MATCHES,
)

WORKBOOK_KINDS: dict[str, str] = {
    "organization": "单位、人员、职务和分工",
    "powers": "权责清单",
    "methods": "自定评估方法",
    "risks": "廉政风险点及防控措施",
    "exercises": "用权记录",
    "delegations": "授权委托",
    "scopes": "主要领导权责",
    "charts": "权力运行流程图",
    "risk-reviews": "风险检查",
    "measures": "防控措施落实情况",
    "assessments": "风险评估记录",
    "institutions": "制度",
    "benchmarks": "裁量基准",
    "checklists": "应有制度清单",
    "catalogues": "决策事项目录",
    "meetings": "会议和表决",
    "proceedings": "会议办理",
    "meeting-registers": "会议登记簿",
    "problems": "清单问题",
    "clean-up": "清理对照",
    "limits": "限额设定",
    "waivers": "情况说明",
    "trades": "公共资源交易",
    "spending": "支出和审签",
    "accounts": "财务公开数据",
    "finance-reports": "财务报告",
    "appointments": "干部任免",
    "personnel-actions": "人事事项",
    "checks": "监督检查",
    "open-items": "公开目录",
    "disclosure": "公开公示",
    "matches": "事项核对",
}
"""Kinds of workbook that `import` and `template` know, with the name that the clerk reads."""

__all__ = ["EXAMPLE_MARK", "KINDS", "WORKBOOK_KINDS", "Column", "Reading", "SheetKind", "ValueKind"]
