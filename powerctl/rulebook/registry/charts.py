"""Powers run along flow charts: REG010, REG011, REG012 (R-HY-02, R-XZ-04)."""

from typing import Any

from sqlalchemy import CTE, FromClause, Select, String, and_, case, func, or_, select, true

from powerctl.areas.organization.queries import BATCH, UNIT, flag, origin, unit_key
from powerctl.areas.registry.charts.queries import (
    CHART,
    STEP,
    best_of,
    charting_units,
    charts_in_force,
    charts_of_categories,
    charts_of_powers,
    loose_charts,
)
from powerctl.areas.registry.institutions.queries import same_power
from powerctl.areas.registry.queries import POWER, units_with_rival_editions
from powerctl.areas.risk.queries import RISK_POINT, is_open
from powerctl.rulebook.question import (
    EDITION_DOUBT,
    Condition,
    LeftJoin,
    any_of,
    current_powers,
    limit,
    listed,
    of_powers,
    of_units,
    source_of,
    verdict,
)
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import NAMED_CHARTS, FlowStage, HolderLevel, PowerDomain, Severity, StepKind

_PARTS = (("conditions", "启动条件"), ("steps", "环节"), ("supervised", "监督环节"))
_NAMES = tuple(kind.value for kind in NAMED_CHARTS)
_STAGES = (("decides", FlowStage.DECISION), ("executes", FlowStage.EXECUTION), ("results", FlowStage.RESULT))
_MINIMUM = "power.chart_risk_points_min"


def flow_of_powers() -> tuple[CTE, CTE, Condition, tuple[LeftJoin, ...]]:
    """What a rule about the charts of powers joins: a power's own charts, its category's, whether some chart
    of the unit may be its as well, and the joins."""
    charts = charts_in_force()
    own, shared, loose = charts_of_powers(charts), charts_of_categories(charts), loose_charts(charts)
    doubt = any_of(loose.c.loose > 0, and_(POWER.c.category.is_(None), loose.c.shared > 0))
    joins = (
        (own, same_power(own)),
        (shared, and_(shared.c.unit_id == POWER.c.unit_id, shared.c.category == POWER.c.category)),
        (loose, loose.c.unit_id == POWER.c.unit_id),
    )
    return own, shared, doubt, joins


def _uncharted() -> Select[Any]:
    own, shared, doubt, joins = flow_of_powers()
    whole, maybe = best_of(own, shared, "whole"), best_of(own, shared, "maybe_whole")
    major = or_(
        POWER.c.domain.in_((PowerDomain.PERSONNEL, PowerDomain.FINANCE)),
        POWER.c.holder_level == HolderLevel.COLLECTIVE,
    )
    return of_powers(
        and_(whole == 0, maybe == 0, ~doubt),
        whole == 0,
        flag(major).label("major"),
        (func.coalesce(own.c.charts, 0) + func.coalesce(shared.c.charts, 0)).label("charts"),
        *(flag(best_of(own, shared, name) > 0).label(name) for name, _ in _PARTS),
        maybe.label("maybe"),
        flag(doubt).label("doubt"),
        joins=joins,
    )


def _say_uncharted(row: Any) -> str:
    sentence = "每项权力应有 1 张写明启动条件、环节和监督环节的流程图（自己的或本类别的）"
    counted = f"{sentence}，登记 {row.charts} 张"
    missing = [title for name, title in _PARTS if not getattr(row, name)]
    if row.charts:
        counted += f"，都缺{'、'.join(missing)}" if missing else "，没有一张三样齐全"
    if row.verdict == FINDING:
        return counted
    if row.maybe:
        return f"{sentence}，登记 {row.charts} 张；流程图没有写明起日，或环节没有写明是否监督环节，无法判断"
    if row.doubt:
        return f"{counted}；本单位另有流程图没有对应到权力事项或类别，或本事项没有写明类别，无法判断"
    return f"{counted}；{EDITION_DOUBT}"


def _unnamed() -> Select[Any]:
    """Unit × named chart."""
    charts, units, names = charts_in_force(), charting_units(), listed(_NAMES, "chart_kinds")
    wanted = select(units.c.unit_id, names.c.value).select_from(units.join(names, true())).cte("wanted")
    found = (
        select(
            charts.c.unit_id,
            func.coalesce(charts.c.kind, "", type_=String).label("kind"),
            func.count().label("charts"),
            func.max(charts.c.drawn).label("drawn"),
            func.max(charts.c.maybe_drawn).label("maybe_drawn"),
        )
        .group_by(charts.c.unit_id, charts.c.kind)
        .cte("charts_by_kind")
    )
    have, unsaid = found.alias("have"), found.alias("unsaid")
    drawn, maybe = func.coalesce(have.c.drawn, 0), func.coalesce(have.c.maybe_drawn, 0)
    unkinded = func.coalesce(unsaid.c.maybe_drawn, 0)
    return of_units(
        wanted,
        wanted.c.value,
        verdict(and_(drawn == 0, maybe == 0, unkinded == 0), drawn == 0),
        wanted.c.value.label("value"),
        func.coalesce(have.c.charts, 0).label("charts"),
        maybe.label("maybe"),
        joins=(
            (have, and_(have.c.unit_id == wanted.c.unit_id, have.c.kind == wanted.c.value)),
            (unsaid, and_(unsaid.c.unit_id == wanted.c.unit_id, unsaid.c.kind == "")),
        ),
    )


def _say_unnamed(row: Any) -> str:
    sentence = f"五类流程图中的“{row.value}”应有 1 张，登记 {row.charts} 张"
    if row.verdict == FINDING:
        return f"{sentence}，没有环节" if row.charts else sentence
    if row.maybe:
        return f"{sentence}；流程图没有写明起日，无法判断是否有效"
    return f"{sentence}；本单位另有流程图没有写明种类，无法判断"


def _uncovered() -> Select[Any]:
    """A row per chart that may be in force."""
    charts = charts_in_force()
    stages = _stages_by_chart()
    points = _points_by_chart()
    least, on = limit(_MINIMUM, charts.c.unit_id)
    linked = func.coalesce(points.c.points, 0)
    missing = or_(*(func.coalesce(stages.c[name], 0) == 0 for name, _ in _STAGES))
    few = func.coalesce(linked * least.c.denominator < least.c.numerator, False)
    unsaid = func.coalesce(stages.c.unsaid, 0)
    finding = or_(and_(missing, unsaid == 0), few)
    unknown = or_(missing, least.c.numerator.is_(None))
    source = (
        charts.join(CHART, CHART.c.id == charts.c.id)
        .outerjoin(UNIT, UNIT.c.id == charts.c.unit_id)
        .outerjoin(BATCH, BATCH.c.id == CHART.c.batch_id)
        .outerjoin(stages, stages.c.chart_id == charts.c.id)
        .outerjoin(points, points.c.chart_id == charts.c.id)
        .outerjoin(least, on)
    )
    return select(
        unit_key(UNIT, charts.c.unit_id).concat("/").concat(CHART.c.name).label("item"),
        charts.c.unit_id.label("unit_id"),
        verdict(finding, unknown).label("verdict"),
        CHART.c.name.label("subject"),
        origin(CHART, BATCH).label("origin"),
        *(func.coalesce(stages.c[name], 0).label(name) for name, _ in _STAGES),
        unsaid.label("unsaid"),
        linked.label("points"),
        least.c.words.label("least"),
        least.c.cites.label("cites"),
    ).select_from(source)


def _stages_by_chart() -> FromClause:
    """By chart: 1 for each stage that a step belongs to; steps of which none is said, a beginning aside."""
    unsaid = and_(STEP.c.stage.is_(None), STEP.c.kind != StepKind.START)
    return (
        select(
            STEP.c.chart_id,
            *(func.max(flag(STEP.c.stage == stage)).label(name) for name, stage in _STAGES),
            func.sum(case((unsaid, 1), else_=0)).label("unsaid"),
        )
        .group_by(STEP.c.chart_id)
        .cte("stages_by_chart")
    )


def _points_by_chart() -> FromClause:
    """By chart: open risk points that stand at one of its steps."""
    return (
        select(STEP.c.chart_id, func.count().label("points"))
        .join_from(RISK_POINT, STEP, STEP.c.id == RISK_POINT.c.step_id)
        .where(is_open(RISK_POINT))
        .group_by(STEP.c.chart_id)
        .cte("points_by_chart")
    )


def _say_uncovered(row: Any) -> str:
    have = [stage.value for name, stage in _STAGES if getattr(row, name)]
    covered = f"流程图应覆盖决策、执行、结果 {len(_STAGES)} 个阶段，已覆盖 {len(have)} 个"
    covered += f"（{'、'.join(have)}）" if have else ""
    pointed = f"关联的在控风险点应不少于 {row.least or '…'} 个，已关联 {row.points} 个"
    sentence = f"{covered}；{pointed}；{source_of(row.cites)}"
    if row.verdict == FINDING:
        return sentence
    reason = f"有 {row.unsaid} 个环节没有写明所属阶段" if row.unsaid else "限额未设定"
    return f"{sentence}；{reason}，无法判断"


REG010 = Rule(
    code="REG010",
    name="power-without-flow-chart",
    title="权力事项没有完整的流程图",
    severity=Severity.WARNING,
    cites=(
        Citation("R-HY-02", "花垣", "一·确权"),
        Citation("R-XZ-04", "秀洲", "三-(三)、四-(二)-2"),
    ),
    limits=(),
    explanation=(
        "检查每项现行权力是否有现行的流程图，写明启动条件、环节和监督环节。流程图可以是本事项自己的"
        "（关联在旧版本上也算），也可以是本单位该类别共用的。权力领域为人权、财权的，或由班子集体行使的，"
        "涉及四重一大，程度为严重；其余为一般。流程图没有写明起日、环节没有写明是否监督环节，或本单位"
        "另有流程图没有对应到事项或类别的，答“无法判断”。"
    ),
    advice="登记流程图：powerctl template charts 填好后 powerctl import，或 powerctl chart add、chart step",
    question=_uncharted,
    say=_say_uncharted,
    severity_of=lambda row: Severity.ERROR if row.major else Severity.WARNING,
    repeats=units_with_rival_editions,
    examined=current_powers,
)

REG011 = Rule(
    code="REG011",
    name="named-chart-missing",
    title="五类流程图不全",
    severity=Severity.WARNING,
    cites=(Citation("R-HY-02", "花垣", "一·确权"),),
    limits=(),
    explanation=(
        "检查每个有权力清单或流程图的单位，权力公开透明运行、重大事项决策、干部任免、重大事件处置、大额资金使用"
        "五类流程图是否各有一张现行的、有环节的。流程图没有写明起日，或有流程图没有写明种类的，答“无法判断”。"
    ),
    advice="补登所缺的流程图：powerctl template charts 填好后 powerctl import，或 powerctl chart add",
    question=_unnamed,
    say=_say_unnamed,
    repeats=never,
)

REG012 = Rule(
    code="REG012",
    name="chart-not-covering",
    title="流程图没有覆盖决策、执行、结果，或没有风险点",
    severity=Severity.WARNING,
    cites=(
        Citation("R-HY-02", "秀洲", "三-(三)"),
        Citation("R-XZ-11", "秀洲", "四-(二)-2"),
    ),
    limits=(_MINIMUM,),
    explanation=(
        "检查每张流程图的环节是否覆盖决策、执行、结果三个阶段（“开始”环节不计），并且有足够的在控风险点对应到"
        "它的环节。缺某一阶段而有环节没有写明所属阶段，或限额未设定的，答“无法判断”。"
    ),
    advice=(
        "补画所缺阶段的环节：powerctl chart step、powerctl chart step-edit；"
        "在风险点上写明关键环节：powerctl risk edit 编号 --set 关键环节=环节名称"
    ),
    question=_uncovered,
    say=_say_uncovered,
    repeats=never,
)
