"""Risk: integrity risk points and their measures (R-XZ-11, R-XZ-12, R-CC-06).

The source's own words stand beside every normal form. A level that a source does not give
stays empty.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import (
    Origin,
    blank,
    column,
    key,
    link,
    needed_link,
    required,
    required_term,
    term,
    titled,
)
from powerctl.terms import (
    FinderMethod,
    MeasureEffect,
    MeasureStatus,
    PowerDomain,
    RiskFormula,
    RiskLevel,
    RiskList,
    RiskReviewKind,
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
    likelihood: int | None = column("发生可能性")
    severity: int | None = column("后果严重性")
    method_id: int | None = link("risk_method.id", "自定评估方法")
    step_id: int | None = link("flow_step.id", "流程图环节")
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
    risk_point_id: int = needed_link("risk_point.id", "廉政风险点", index=False)
    position: int = required("顺序")
    text: str = required("措施内容")
    owner_written: str | None = column("责任人（原文）", personal=True)
    due_on: date | None = column("完成期限")
    status: MeasureStatus | None = term(MeasureStatus, "落实状态")
    done_on: date | None = column("完成日期")
    owner_id: int | None = link("person.id", "责任人")
    effect: MeasureEffect | None = term(MeasureEffect, "防控效果")
    institution_written: str | None = column("依托制度（原文）")
    institution_id: int | None = link("institution.id", "依托制度")


class RiskReview(Origin, table=True):
    """风险检查: a regular or a spot check of one risk point; the residual level is what remains after the
    measures (R-CC-06)."""

    __tablename__ = "risk_review"
    __table_args__ = titled("风险检查")

    id: int | None = key()
    risk_point_id: int = needed_link("risk_point.id", "廉政风险点")
    kind: RiskReviewKind | None = term(RiskReviewKind, "检查类型")
    reviewed_on: date | None = column("检查日期")
    reviewer_written: str | None = column("检查人", personal=True)
    result: str | None = column("检查情况")
    residual_level: RiskLevel | None = term(RiskLevel, "剩余风险等级")
    next_due_on: date | None = column("下次检查期限")
    document: str | None = column("文号")
    note: str | None = column("备注")


class RiskMethod(Origin, table=True):
    """自定评估方法: how the county or a unit makes a level out of factors. Its factors, cut points, cells
    or words stand in rows of their own; a used method is not changed, a new one follows it (R-XZ-12)."""

    __tablename__ = "risk_method"
    __table_args__ = titled("自定评估方法", CheckConstraint("name <> ''"))

    id: int | None = key()
    unit_id: int | None = link("unit.id", "单位", index=True)
    name: str = required("方法名称", unique=True)
    formula: RiskFormula = required_term(RiskFormula, "算法")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    document: str | None = column("依据文件")
    note: str | None = column("备注")


class RiskMethodPart(Origin, table=True):
    """评估方法的一项: a factor with its weight and range, a cut point, a cell of the matrix, or a word that
    fixes a level. What a part is follows from what is filled: `factor`+`weight`, `at_least`+`level`,
    `likelihood`+`severity`+`level`, or `word`+`level`."""

    __tablename__ = "risk_method_part"
    __table_args__ = titled(
        "评估方法各项",
        UniqueConstraint("method_id", "position"),
        # A part is of one sort: were it two, emptying one of its values could make sense of it.
        CheckConstraint(
            "(factor IS NOT NULL OR weight IS NOT NULL OR least IS NOT NULL OR most IS NOT NULL) "
            "+ (at_least IS NOT NULL) + (likelihood IS NOT NULL OR severity IS NOT NULL) "
            "+ (word IS NOT NULL) <= 1 AND (level IS NULL OR "
            "factor IS NULL AND weight IS NULL AND least IS NULL AND most IS NULL)"
        ),
    )

    id: int | None = key()
    method_id: int = needed_link("risk_method.id", "自定评估方法", index=False)
    position: int = required("顺序")
    factor: str | None = column("因素")
    weight: int | None = column("权重")
    least: int | None = column("最低分")
    most: int | None = column("最高分")
    at_least: int | None = column("分数线")
    likelihood: int | None = column("发生可能性")
    severity: int | None = column("后果严重性")
    word: str | None = column("职权词")
    level: RiskLevel | None = term(RiskLevel, "风险等级")


class RiskFactor(Origin, table=True):
    """因素分值: what a point scores in a factor that only a method of the county's own has."""

    __tablename__ = "risk_factor"
    __table_args__ = titled("风险因素分值", UniqueConstraint("risk_point_id", "factor"))

    id: int | None = key()
    risk_point_id: int = needed_link("risk_point.id", "廉政风险点", index=False)
    factor: str = required("因素")
    score: int | None = column("分值")


class RiskAssessment(Origin, table=True):
    """风险评估记录: one assessment of a point, with method, factors and citations frozen as they were on
    the day, and the meeting that fixed the level (R-XZ-12)."""

    __tablename__ = "risk_assessment"
    __table_args__ = titled("风险评估记录")

    id: int | None = key()
    risk_point_id: int = needed_link("risk_point.id", "廉政风险点")
    assessed_on: date = required("评估日期")
    method: ScoringMethod = required_term(ScoringMethod, "评估方法")
    method_name: str | None = column("方法名称")
    method_frozen: str = required("方法（评估时）")
    factors_frozen: str = required("因素（评估时）")
    working: str = required("计算过程")
    score: int | None = column("得分")
    computed_level: RiskLevel | None = term(RiskLevel, "计算等级")
    fixed_level: RiskLevel | None = term(RiskLevel, "确定等级")
    fixed_on: date | None = column("确定日期")
    fixed_by_written: str | None = column("研究确定的会议（原文）")
    document: str | None = column("文号")
    note: str | None = column("备注")
