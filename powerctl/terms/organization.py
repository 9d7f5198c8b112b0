"""Terms of who holds power."""

from enum import StrEnum


class UnitKind(StrEnum):
    """单位类型"""

    COUNTY = "县区"
    PARTY_ORGAN = "党委机关"
    GOVERNMENT_ORGAN = "政府部门"
    TOWNSHIP = "乡镇"
    SUBDISTRICT = "街道"
    INSTITUTION = "事业单位"
    ENTERPRISE = "国有企业"
    VILLAGE = "村社区"
    SECTION = "内设科室"
    OTHER = "其他"


class HolderLevel(StrEnum):
    """权力主体层级 (R-XZ-01)"""

    COLLECTIVE = "班子集体"
    HEAD = "一把手"
    LEADERSHIP = "班子成员"
    SECTION = "内设科室"


class DutyArea(StrEnum):
    """分管领域: the five areas of R-XZ-02, and the rest"""

    FINANCE = "财务"
    PERSONNEL = "组织人事"
    PROJECTS = "建设工程及招标"
    APPROVALS = "行政审批"
    PROCUREMENT = "物资采购"
    OTHER = "其他"


FIVE_AREAS = (
    DutyArea.FINANCE,
    DutyArea.PERSONNEL,
    DutyArea.PROJECTS,
    DutyArea.APPROVALS,
    DutyArea.PROCUREMENT,
)
