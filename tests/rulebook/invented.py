"""Small invented rules over real tables, and a county to ask them about."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, String, case, cast, func, null, select
from sqlmodel import Session

from powerctl.limits.in_force import limit_on
from powerctl.model import Edition, Power, RiskPoint, Unit
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.rulebook.run import CheckReport, run_check
from powerctl.store.create import create
from powerctl.store.transaction import reading, transaction
from powerctl.terms import Severity

UNITS = Unit.metadata.tables["unit"]
POWERS = Power.metadata.tables["power"]
POINTS = RiskPoint.metadata.tables["risk_point"]
TODAY = date(2026, 3, 1)
_MADE: list[bytes] = []


def _key(table: Any) -> Any:
    return UNITS.c.code + "/" + table.c.identity + "#" + cast(table.c.ordinal, String)


def _duty() -> Select[Any]:
    answer = case(
        (POWERS.c.responsibility.is_(None), UNKNOWN), (POWERS.c.responsibility == "无", FINDING), else_=PASSED
    )
    return select(
        _key(POWERS).label("item"),
        POWERS.c.unit_id.label("unit_id"),
        answer.label("verdict"),
        POWERS.c.name.label("subject"),
        null().label("origin"),
        POWERS.c.responsibility.label("responsibility"),
    ).join_from(POWERS, UNITS, UNITS.c.id == POWERS.c.unit_id)


def _product() -> Select[Any]:
    value = POINTS.c.importance * POINTS.c.frequency * POINTS.c.probability
    too_much = value * limit_on.c.denominator >= limit_on.c.numerator
    answer = case((too_much.is_(None), UNKNOWN), (too_much, FINDING), else_=PASSED)
    return (
        select(
            _key(POINTS).label("item"),
            POINTS.c.unit_id.label("unit_id"),
            answer.label("verdict"),
            POINTS.c.name.label("subject"),
            POINTS.c.source_cell.label("origin"),
            value.label("value"),
            limit_on.c.words.label("cut"),
            POINTS.c.importance.label("importance"),
        )
        .join_from(POINTS, UNITS, UNITS.c.id == POINTS.c.unit_id)
        .outerjoin(
            limit_on, (limit_on.c.name == "risk.product_high") & (limit_on.c.unit_id == POINTS.c.unit_id)
        )
    )


def _noted() -> Select[Any]:
    return select(
        UNITS.c.code.label("item"),
        UNITS.c.id.label("unit_id"),
        # NULL stands for a verdict that could not be computed
        case((func.length(UNITS.c.note) > 3, PASSED), (func.length(UNITS.c.note) <= 3, FINDING)).label(
            "verdict"
        ),
        UNITS.c.name.label("subject"),
        null().label("origin"),
    )


def _editions_repeat() -> Select[Any]:
    """A row when a unit has powers in two editions."""
    return (
        select(POWERS.c.unit_id)
        .group_by(POWERS.c.unit_id)
        .having(func.min(POWERS.c.edition_id) != func.max(POWERS.c.edition_id))
    )


def make_rule(code: str, question: Any, **more: Any) -> Rule:
    card: dict[str, Any] = {
        "name": f"invented-{code.lower()}",
        "title": f"试验规则 {code}",
        "severity": Severity.WARNING,
        "cites": (Citation("R-XZ-01", "秀洲", "一"),),
        "limits": (),
        "explanation": "只用于测试。",
        "advice": "补登。",
        "say": lambda row: f"{row.subject} 有误",
    }
    return Rule(code=code, question=question, **(card | more))


DUTY = make_rule("TST001", _duty, say=lambda row: f"责任事项：{row.responsibility}")
PRODUCT = make_rule(
    "TST002",
    _product,
    limits=("risk.product_high",),
    say=lambda row: f"乘积 {row.value}，分界 {row.cut}",
    severity_of=lambda row: Severity.ERROR if row.importance == 5 else Severity.INFO,
    repeats=never,
)
NOTED = make_rule("ABC001", _noted, severity=Severity.ERROR)
RULES = (DUTY, PRODUCT, NOTED)
DUTY_COUNTED_BY_ROWS = make_rule("TST001", _duty, repeats=_editions_repeat, say=DUTY.say)


def make_county(path: Path) -> Path:
    """清溪县 (1), 住建局 (2) with its office (3) below it, 白石镇 (4); one power each for 2, 3 and 4."""
    if _MADE:
        path.write_bytes(_MADE[0])
        return path
    create(path)
    with transaction(path, "测试", "unit add") as session:
        session.add(Unit(id=1, code="QX", name="清溪县", note="县一级的单位"))
        session.flush()
        session.add(Unit(id=2, code="ZJJ", name="住建局", parent_id=1))
        session.add(Unit(id=4, code="BSZ", name="白石镇", parent_id=1, note="镇"))
        session.flush()
        session.add(Unit(id=3, code="ZJJ-BGS", name="住建局办公室", parent_id=2))
        for unit_id in (2, 3, 4):
            session.add(Edition(id=unit_id, unit_id=unit_id, name="2025年版"))
        session.flush()
        for unit_id, duty in ((2, "审查材料"), (3, "无"), (4, None)):
            session.add(
                Power(
                    id=unit_id,
                    unit_id=unit_id,
                    edition_id=unit_id,
                    identity="许可一",
                    ordinal=1,
                    name="许可一",
                    responsibility=duty,
                )
            )
    _MADE.append(path.read_bytes())
    return path


def check(path: Path, *rules: Rule, as_of: date = TODAY, **more: Any) -> CheckReport:
    """One stored run, in its own transaction."""
    more.setdefault("ran_at", datetime(2026, 3, 1, 9, 30))
    with transaction(path, "测试", "check") as session:
        return run_check(session, as_of=as_of, rules=rules or RULES, **more)


def change(path: Path, *records: Any) -> None:
    """Write records as one command."""
    with transaction(path, "测试", "edit") as session:
        for record in records:
            session.merge(record)


def answers(report: CheckReport, rule: str) -> dict[str, int]:
    """Item → verdict of the outcomes of one rule."""
    return {it.outcome.item: it.outcome.verdict for it in report.outcomes if it.outcome.rule == rule}


def line(report: CheckReport, rule: str) -> tuple[int, int, int, int, int]:
    """examined, passed, findings, unknown, waived of one rule."""
    (found,) = [result for result in report.results if result.rule.code == rule]
    return found.examined, found.passed, found.findings, found.unknown, found.waived


def stored(path: Path, model: Any) -> list[Any]:
    """All rows of a table, as the file holds them."""
    table = model.metadata.tables[model.__tablename__]
    with reading(path) as session:
        return list(session.execute(select(table).order_by(table.c.id)))


def edit_power(session: Session, power_id: int, **fields: Any) -> None:
    """Change fields of one power."""
    power = session.get(Power, power_id)
    assert power is not None
    for name, value in fields.items():
        setattr(power, name, value)
    session.add(power)
    session.flush()
