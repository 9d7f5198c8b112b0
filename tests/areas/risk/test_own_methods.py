"""Methods of the county's own: one point in Python with its working, all points in SQL, in agreement."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from powerctl.areas.risk.own_levels import (
    FACTOR,
    METHOD,
    PART,
    factor_scores,
    method_of,
    own_level,
    own_methods,
    scored,
)
from powerctl.areas.risk.own_method import OwnMethod, Part, Scored, by_own
from powerctl.areas.risk.queries import RISK_POINT
from powerctl.areas.risk.scoring import Assessment
from powerctl.model import load_all
from powerctl.terms import RiskFormula, RiskLevel, ScoringMethod

HIGH, MEDIUM, LOW = RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW
CUTS = (Part(at_least=12, level=HIGH), Part(at_least=6, level=MEDIUM), Part(at_least=1, level=LOW))
WORDS = OwnMethod(
    "职权表",
    RiskFormula.WORDS,
    (Part(word="采购", level=HIGH), Part(word="检查", level=MEDIUM), Part(word="其余", level=LOW)),
)
MATRIX = OwnMethod("矩阵", RiskFormula.MATRIX, CUTS)
CELLS = OwnMethod("格", RiskFormula.MATRIX, (Part(likelihood=4, severity=4, level=HIGH),))
SUM = OwnMethod("加权", RiskFormula.SUM, (Part("金额", 2, 1, 5), Part("重要程度", 1, 1, 5), *CUTS))
PRODUCT = OwnMethod("连乘", RiskFormula.PRODUCT, (Part("金额", 2, 1, 5), Part("重要程度", 1, 1, 5), *CUTS))


def _point(business: str | None = None, **scores: int | None) -> Scored:
    return Scored(scores, business)


@pytest.mark.parametrize(
    ("method", "point", "level"),
    [
        (WORDS, _point("政府采购检查"), HIGH),
        (WORDS, _point("日常检查"), MEDIUM),
        (WORDS, _point("档案管理"), LOW),
        (WORDS, _point("其余采购"), HIGH),
        (MATRIX, _point(发生可能性=3, 后果严重性=4), HIGH),
        (MATRIX, _point(发生可能性=2, 后果严重性=5), MEDIUM),
        (MATRIX, _point(发生可能性=0, 后果严重性=5), None),
        (CELLS, _point(发生可能性=4, 后果严重性=4), HIGH),
        (SUM, _point(金额=5, 重要程度=2), HIGH),
        (SUM, _point(金额=5, 重要程度=1), MEDIUM),
        (PRODUCT, _point(金额=2, 重要程度=3), HIGH),
        (PRODUCT, _point(金额=2, 重要程度=2), MEDIUM),
    ],
)
def test_a_method_of_the_county_gives_its_level(
    method: OwnMethod, point: Scored, level: RiskLevel | None
) -> None:
    """R-XZ-12"""
    found = by_own(method, point)
    assert (found.computable, found.level) == (True, level), found.working


@pytest.mark.parametrize(
    ("method", "point", "why"),
    [
        (WORDS, _point(None), "未填权力或业务"),
        (OwnMethod("表", RiskFormula.WORDS, WORDS.parts[:1]), _point("检查"), "不含任何一个职权词"),
        (OwnMethod("表", RiskFormula.WORDS, ()), _point("检查"), "没有登记各项"),
        (OwnMethod("表", RiskFormula.WORDS, (Part(word="采购"),)), _point("采购"), "没有填全"),
        (MATRIX, _point(发生可能性=3), "未填后果严重性"),
        (CELLS, _point(发生可能性=3, 后果严重性=4), "矩阵中没有这一格"),
        (SUM, _point(金额=6, 重要程度=1), "金额 6 不是 1 至 5 的分值"),
        (SUM, _point(重要程度=1), "未填金额"),
        (OwnMethod("缺线", RiskFormula.SUM, SUM.parts[:2]), _point(金额=1, 重要程度=1), "没有登记分数线"),
        (OwnMethod("多", RiskFormula.PRODUCT, (Part("金额", 10, 1, 5), *CUTS)), _point(金额=1), "多于 9"),
    ],
)
def test_what_is_missing_is_said_and_no_level_is_given(method: OwnMethod, point: Scored, why: str) -> None:
    """R-XZ-12"""
    found = by_own(method, point)
    assert (found.computable, found.level) == (False, None)
    assert why in found.working


def test_the_working_shows_every_factor_and_whose_cut_points_they_are() -> None:
    """R-XZ-12"""
    assert (
        "金额 5 × 2 ＋ 重要程度 2 × 1＝12；达到 12 为高、6 为中、1 为低（本县自定）"
        in by_own(SUM, _point(金额=5, 重要程度=2)).working
    )
    assert "金额 2（连乘 2 次） × 重要程度 3＝12" in by_own(PRODUCT, _point(金额=2, 重要程度=3)).working


def test_a_method_of_another_formula_than_the_way_named_is_not_computed() -> None:
    """R-XZ-12"""
    found = by_own(WORDS, _point("采购"), ScoringMethod.MATRIX)
    assert not found.computable
    assert "与登记的评估方法“可能性严重性矩阵法”不符" in found.working


def test_the_file_takes_no_part_of_two_sorts() -> None:
    """A part that is a factor and a word at once could make sense once a value of it is emptied."""
    with pytest.raises(IntegrityError):
        _computed(OwnMethod("坏", RiskFormula.SUM, (Part("金额", 1, 1, 5, word="采购"),)), None, _point())


_ENGINE = create_engine("sqlite://")
_COLUMNS = {"重要程度": "importance", "发生可能性": "likelihood", "后果严重性": "severity"}


def _computed(method: OwnMethod, way: ScoringMethod | None, point: Scored) -> tuple[Any, ...]:
    """What SQL makes of one point: the level, and the method and scores that it saw."""
    return _computed_all(method, way, [point])[0]


def _computed_all(
    method: OwnMethod, way: ScoringMethod | None, points: Sequence[Scored]
) -> list[tuple[Any, ...]]:
    load_all()
    own = own_methods()
    with _ENGINE.connect() as db:
        SQLModel.metadata.create_all(db, tables=[METHOD, PART, FACTOR, RISK_POINT])
        db.execute(insert(METHOD), {"id": 1, "name": method.name, "formula": method.formula})
        for at, part in enumerate(method.parts, 1):
            values = {name: getattr(part, name) for name in Part.__slots__}
            db.execute(insert(PART), {"id": at, "method_id": 1, "position": at, **values})
        for number, point in enumerate(points, 1):
            db.execute(insert(RISK_POINT), _row(number, way, point))
            for factor, score in point.scores.items():
                if factor not in _COLUMNS:
                    db.execute(insert(FACTOR), {"risk_point_id": number, "factor": factor, "score": score})
        query = select(
            own_level(own), own.c.name, own.c.formula, own.c.parts, factor_scores(), *RISK_POINT.c
        ).select_from(RISK_POINT.outerjoin(own, own.c.id == RISK_POINT.c.method_id))
        found = db.execute(query.order_by(RISK_POINT.c.id)).all()
        db.rollback()
    return [(row[0], method_of(row[1], row[2], row[3]), scored(row, row[4])) for row in found]


def _row(number: int, way: ScoringMethod | None, point: Scored) -> dict[str, Any]:
    known = {
        "id": number,
        "unit_id": 1,
        "identity": f"点{number}",
        "ordinal": 1,
        "name": "点",
        "description": "",
    }
    columns = {column: point.scores.get(title) for title, column in _COLUMNS.items()}
    return {**known, **columns, "method_id": 1, "scoring_method": way, "business": point.business}


def _in_sql(found: Assessment) -> str | None:
    if not found.computable:
        return None
    return found.level.value if found.level else ""


_LEVEL = st.sampled_from([HIGH, MEDIUM, LOW])
_SMALL = st.integers(0, 5)
_FACTOR = st.builds(
    Part,
    factor=st.sampled_from(["金额", "重要程度", "次数"]),
    weight=st.integers(0, 4),
    least=st.integers(0, 2),
    most=st.integers(2, 101),
)
_CUT = st.builds(Part, at_least=st.integers(0, 40), level=_LEVEL)
_CELL = st.builds(Part, likelihood=_SMALL, severity=_SMALL, level=_LEVEL)
_WORD = st.builds(Part, word=st.sampled_from(["采购", "检查", "其余", "许可", " "]), level=_LEVEL)
_HALF = st.sampled_from(
    [
        Part(),
        Part(factor="金额"),
        Part(at_least=3),
        Part(likelihood=1, level=LOW),
        Part(word="采购"),
        Part(level=HIGH),
    ]
)


def _parts(*kinds: Any) -> st.SearchStrategy[Sequence[Part]]:
    """Mostly what the formula needs; now and then something half filled or out of place."""
    whole = st.tuples(
        *(
            st.lists(
                kind,
                min_size=1,
                max_size=3,
                unique_by=lambda p: (p.factor, p.at_least, p.word, p.likelihood, p.severity),
            )
            for kind in kinds
        )
    )
    stray = st.lists(_HALF | _WORD | _CELL, max_size=1) if kinds else st.just([])
    return st.builds(
        lambda lists, more, some: [*chain(*lists), *(more if some else [])],
        whole,
        stray,
        st.sampled_from([False, False, True]),
    )


_METHODS = st.one_of(
    st.tuples(st.just(RiskFormula.PRODUCT), _parts(_FACTOR, _CUT)),
    st.tuples(st.just(RiskFormula.SUM), _parts(_FACTOR, _CUT)),
    st.tuples(st.just(RiskFormula.MATRIX), _parts(_CELL) | _parts(_CUT)),
    st.tuples(st.just(RiskFormula.WORDS), _parts(_WORD)),
    st.tuples(st.sampled_from(list(RiskFormula)), st.just([])),
)
_SCORE = st.none() | st.integers(-1, 6) | st.sampled_from([100, 101])
_SCORES = st.fixed_dictionaries(
    dict.fromkeys(("金额", "次数", "重要程度", "发生可能性", "后果严重性"), _SCORE)
)
_BUSINESS = st.sampled_from([None, "", "　", "政府采购检查", "许可", "档案", "其余事项"])
_WAY = st.sampled_from([None, *ScoringMethod])


@settings(deadline=None, max_examples=150)
@given(_METHODS, _WAY, _SCORES, _BUSINESS)
def test_the_level_in_sql_agrees_with_the_working(made: Any, way: Any, scores: Any, business: Any) -> None:
    """R-XZ-12"""
    method = OwnMethod("法", made[0], tuple(made[1]))
    chosen = way if way in (ScoringMethod.MATRIX, ScoringMethod.POWER_KIND, ScoringMethod.OWN) else None
    level, seen, point = _computed(method, way, Scored(scores, business))
    assert level == _in_sql(by_own(method, Scored(scores, business), chosen)), method.flaw
    assert by_own(seen, point, chosen).working == by_own(method, Scored(scores, business), chosen).working


_VALUES = (None, -1, 0, 1, 2, 4, 5, 6)


@pytest.mark.parametrize("method", [SUM, PRODUCT, MATRIX, CELLS], ids=lambda method: method.name)
def test_at_every_edge_of_the_range_and_of_the_cuts_sql_agrees(method: OwnMethod) -> None:
    """R-XZ-12"""
    points = [
        Scored({"金额": first, "重要程度": second, "发生可能性": first, "后果严重性": second}, None)
        for first in _VALUES
        for second in _VALUES
    ]
    computed = [level for level, _, _ in _computed_all(method, ScoringMethod.OWN, points)]
    assert computed == [_in_sql(by_own(method, point, ScoringMethod.OWN)) for point in points]
    assert method is CELLS or {"高", "中", "低", None} <= set(computed)
