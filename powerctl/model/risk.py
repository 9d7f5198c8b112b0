"""Risk: integrity risk points and their measures (R-XZ-11, R-XZ-12, R-CC-06).

The source's own words stand beside every normal form. A level that a source does not give
stays empty.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import Origin, blank, column, key, link, needed_link, required, term, titled
from powerctl.terms import (
    FinderMethod,
    MeasureStatus,
    PowerDomain,
    RiskLevel,
    RiskList,
    RiskSource,
    RiskStatus,
    ScoringMethod,
)


class RiskPoint(Origin, table=True):
    """廉政风险点: where power can go wrong.

    `identity` is the clerk's key within a unit: list, business, name and description;
    `ordinal` tells equals apart. Factors are 1–5 as the county scores them; criteria are the
    five yes/no questions of the criteria count.
    """

    __tablename__ = "risk_point"
    __table_args__ = titled(
        "廉政风险点", UniqueConstraint("unit_id", "identity", "ordinal"), CheckConstraint("name <> ''")
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    identity: str = required("识别键")
    ordinal: int = required("同名次序")
    sequence: str | None = column("序号")
    list_kind: RiskList | None = term(RiskList, "清单归属")
    round: str | None = column("排查轮次")
    section: str | None = column("科室")
    business: str | None = column("权力或业务")
    power_id: int | None = link("power.id", "关联权力事项", index=True)
    step: str | None = column("关键环节")
    post_written: str | None = column("岗位（原文）")
    post_id: int | None = link("post.id", "岗位")
    name: str = required("风险点")
    description: str = blank("表现形式")
    category_written: str | None = column("风险类别（原文）")
    source: RiskSource | None = term(RiskSource, "风险来源")
    domain: PowerDomain | None = term(PowerDomain, "风险领域")
    finder: FinderMethod | None = term(FinderMethod, "查找方法")
    level_written: str | None = column("风险等级（原文）")
    level: RiskLevel | None = term(RiskLevel, "风险等级", index=True)
    scoring_method: ScoringMethod | None = term(ScoringMethod, "评估方法")
    importance: int | None = column("重要程度")
    frequency: int | None = column("行使频率")
    probability: int | None = column("发生几率")
    controls_resources: bool | None = column("掌握权力或公共资源")
    wide_discretion: bool | None = column("自由裁量空间大")
    needs_openness: bool | None = column("需公开、集体决策和监督")
    profits_indirectly: bool | None = column("不直接管人财物但可从中获利")
    frequent_cases: bool | None = column("属案件易发领域")
    override_reason: str | None = column("等级调整理由")
    owner_written: str | None = column("责任人（原文）", personal=True)
    owner_id: int | None = link("person.id", "责任人")
    leader_written: str | None = column("责任领导（原文）", personal=True)
    indicator: str | None = column("监测指标")
    due_written: str | None = column("时限（原文）")
    status: RiskStatus | None = term(RiskStatus, "状态")
    closed_on: date | None = column("销号日期")
    closed_reason: str | None = column("销号原因")
    note: str | None = column("备注")


class Measure(Origin, table=True):
    """防控措施 of a risk point."""

    __tablename__ = "measure"
    __table_args__ = titled(
        "防控措施", UniqueConstraint("risk_point_id", "position"), CheckConstraint("text <> ''")
    )

    id: int | None = key()
    risk_point_id: int = needed_link("risk_point.id", "廉政风险点")
    position: int = required("顺序")
    text: str = required("措施内容")
    owner_written: str | None = column("责任人（原文）", personal=True)
    due_on: date | None = column("完成期限")
    status: MeasureStatus | None = term(MeasureStatus, "落实状态")
    done_on: date | None = column("完成日期")
