"""A body meets by rules and a catalogue of its own: MTG001, REG019, REG020 (R-XZ-05, R-XZ-18)."""

from typing import Any

from sqlalchemy import CTE, Select, and_, case, exists, func, select, union

from powerctl.areas.meetings.queries import CATALOGUE_ITEM, MEETING, is_held, may_decide
from powerctl.areas.organization.queries import (
    BATCH,
    UNIT,
    certainly_in_force,
    flag,
    origin,
    possibly_in_force,
    unit_key,
)
from powerctl.areas.registry.institutions.queries import (
    INSTITUTION,
    certainly_binds,
    possibly_binds,
    registering_units,
)
from powerctl.limits.checklists import checklist_word
from powerctl.rulebook.question import of_units
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import BodyKind, Severity

_TOPIC = "议事规则"


def _without_rules() -> Select[Any]:
    meeting_units = (
        select(MEETING.c.unit_id).where(is_held(MEETING), may_decide(MEETING)).distinct().cte("meeting_units")
    )
    named_so = select(INSTITUTION.c.id).where(
        exists().where(
            checklist_word.c.topic == _TOPIC, func.instr(INSTITUTION.c.name, checklist_word.c.word) > 0
        ),
    )
    filed_so = select(INSTITUTION.c.id).where(INSTITUTION.c.topic == _TOPIC)
    chosen = union(named_so, filed_so).cte("rules_of_procedure")
    rules = (
        select(
            INSTITUTION.c.unit_id,
            func.max(flag(certainly_binds(INSTITUTION))).label("certain"),
            func.max(flag(possibly_binds(INSTITUTION))).label("possible"),
        )
        .join_from(INSTITUTION, chosen, chosen.c.id == INSTITUTION.c.id)
        .group_by(INSTITUTION.c.unit_id)
        .cte("rules_by_unit")
    )
    registering = registering_units()
    certain, possible = func.coalesce(rules.c.certain, 0), func.coalesce(rules.c.possible, 0)
    registered = func.coalesce(registering.c.institutions, 0)
    return of_units(
        meeting_units,
        None,
        case((certain == 1, PASSED), (and_(possible == 0, registered > 0), FINDING), else_=UNKNOWN),
        possible.label("possible"),
        registered.label("registered"),
        joins=(
            (rules, rules.c.unit_id == meeting_units.c.unit_id),
            (registering, registering.c.unit_id == meeting_units.c.unit_id),
        ),
    )


def _say_without_rules(row: Any) -> str:
    wanted = "开会议事的单位应有现行的议事规则至少 1 项"
    if row.verdict == FINDING:
        return f"{wanted}，登记的 {row.registered} 项制度中有 0 项"
    if row.possible:
        return f"{wanted}；登记的议事规则没有写明施行日期或有效性，无法判断"
    return f"{wanted}；本单位没有登记任何制度，无法判断"


MTG001 = Rule(
    code="MTG001",
    name="rules-of-procedure-missing",
    title="没有议事规则",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-18", "秀洲", "四-(二)-4"),
        Citation("R-ZJ-01", "诸暨", "科学分权"),
        Citation("R-XZ-18", "陈仓", "二·四"),
    ),
    limits=(),
    explanation=(
        "检查登记了会议的每个单位是否有现行的议事规则（制度的对应清单项或名称写明议事规则）。"
        "议事规则没有施行日期或有效性，或本单位没有登记任何制度时，答“无法判断”。"
    ),
    advice="制定并登记：powerctl institution add；名称不同的写明对应清单项：powerctl institution edit",
    question=_without_rules,
    say=_say_without_rules,
    repeats=never,
)


def _two_sides() -> Select[Any]:
    line = CATALOGUE_ITEM
    matters = (
        select(
            line.c.unit_id,
            line.c.name,
            func.min(line.c.id).label("line_id"),
            func.count(func.distinct(case((certainly_in_force(line), line.c.side), else_=None))).label(
                "sides"
            ),
            func.max(flag(line.c.side.is_(None))).label("blank"),
            func.count(line.c.side.distinct()).label("possible_sides"),
        )
        .where(possibly_in_force(line))
        .group_by(line.c.unit_id, line.c.name)
        .cte("matters")
    )
    shown = line.alias("shown_line")
    answer = case(
        (matters.c.sides > 1, FINDING),
        (and_(matters.c.blank == 0, matters.c.possible_sides == 1), PASSED),
        else_=UNKNOWN,
    )
    source = (
        matters.join(shown, shown.c.id == matters.c.line_id)
        .outerjoin(UNIT, UNIT.c.id == matters.c.unit_id)
        .outerjoin(BATCH, BATCH.c.id == shown.c.batch_id)
    )
    return select(
        unit_key(UNIT, matters.c.unit_id).concat("/").concat(matters.c.name).label("item"),
        matters.c.unit_id,
        answer.label("verdict"),
        matters.c.name.label("subject"),
        origin(shown, BATCH).label("origin"),
        matters.c.sides,
        matters.c.blank,
    ).select_from(source)


def _say_two_sides(row: Any) -> str:
    wanted = "一个决策事项应由党委或政府 1 个主体决定"
    if row.verdict == FINDING:
        return f"{wanted}，现行目录中登记了 {row.sides} 个"
    doubt = "没有登记决策主体" if row.blank else "目录写有两个主体，其中有的没有写起日"
    return f"{wanted}；{doubt}，无法判断"


REG019 = Rule(
    code="REG019",
    name="matter-with-two-sides",
    title="决策事项的党政权限不清",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-05", "抚松", "科学配权·一"),),
    limits=(),
    explanation=(
        "检查现行决策事项目录中的每个事项（同一单位同名的为一个），决策主体是否只有党委或政府一个。"
        "没有登记决策主体，或两个主体中有的没有写起日时，答“无法判断”。"
    ),
    advice="明确决策主体：powerctl catalogue edit；不再适用的填写止日",
    question=_two_sides,
    say=_say_two_sides,
    repeats=never,
)


def _bodies() -> CTE:
    """Bodies that decide at meetings on record: unit_id, body."""
    return (
        select(MEETING.c.unit_id, MEETING.c.body)
        .where(
            is_held(MEETING),
            may_decide(MEETING),
            MEETING.c.body.is_not(None),
            MEETING.c.body != BodyKind.OTHER,
        )
        .distinct()
        .cte("deciding_bodies")
    )


def _without_catalogue() -> Select[Any]:
    bodies, line = _bodies(), CATALOGUE_ITEM
    certain, possible = certainly_in_force(line), possibly_in_force(line)
    of_body = (
        select(
            line.c.unit_id,
            line.c.body,
            func.sum(flag(certain)).label("certain"),
            func.sum(flag(possible)).label("possible"),
        )
        .group_by(line.c.unit_id, line.c.body)
        .cte("lines_of_bodies")
    )
    blank = of_body.alias("lines_without_body")
    keeping = select(func.count()).select_from(line).scalar_subquery()
    own = func.coalesce(of_body.c.certain, 0)
    maybe = func.coalesce(of_body.c.possible, 0) + func.coalesce(blank.c.possible, 0)
    return of_units(
        bodies,
        bodies.c.body,
        case((own > 0, PASSED), (and_(maybe == 0, keeping > 0), FINDING), else_=UNKNOWN),
        bodies.c.body.label("body"),
        maybe.label("maybe"),
        joins=(
            (of_body, and_(of_body.c.unit_id == bodies.c.unit_id, of_body.c.body == bodies.c.body)),
            (blank, and_(blank.c.unit_id == bodies.c.unit_id, blank.c.body.is_(None))),
        ),
    )


def _say_without_catalogue(row: Any) -> str:
    wanted = f"{row.body}应有现行的决策事项目录至少 1 项"
    if row.verdict == FINDING:
        return f"{wanted}，登记 0 项"
    doubt = f"有 {row.maybe} 项没有写决策机构或起日" if row.maybe else "没有登记任何决策事项目录"
    return f"{wanted}；{doubt}，无法判断"


REG020 = Rule(
    code="REG020",
    name="decision-catalogue-missing",
    title="没有决策事项目录",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-05", "抚松", "科学配权·一"),
        Citation("R-XZ-05", "诸暨", "科学分权"),
        Citation("R-XZ-05", "秀洲", "附件2 模本一 一"),
    ),
    limits=(),
    explanation=(
        "检查登记了会议的每个单位和机构类型（书记办公会、书记专题会、其他会议除外）是否有现行的决策事项目录。"
        "目录没有写决策机构或起日，或全县都没有登记目录时，答“无法判断”。"
    ),
    advice="登记目录：powerctl catalogue add，或 powerctl import 决策事项目录",
    question=_without_catalogue,
    say=_say_without_catalogue,
    repeats=never,
)
