"""Signatures in columns and in rows, taken in over and over: no two share a place, whatever is written (R-CC-03)."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from powerctl.areas.organization.units import add_unit
from powerctl.model import SignOff
from powerctl.sheets.grid import WorkbookText
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from tests.areas.finance.test_spending_intake import UNIT, Rows, book, column, take

_PAYMENT = ["单据编号", "支付日期", "收款单位", "用途", "金额"]
_SIGNERS = ["分管领导签字", "纪检组长签字", "主要领导签字"]
_ROW = ["支出", "审签轮次", "审签顺序", "审签人身份", "审签人", "审签意见"]
_NUMBERS = st.sampled_from(("BX-2026-0001", "BX-2026-0002", ""))
_CELL = st.sampled_from(("", "王二", "某 2026-03-06", "退回 李一 2026-03-05"))


@st.composite
def _register(draw: st.DrawFn) -> Rows:
    signers = draw(st.lists(st.sampled_from(_SIGNERS), unique=True))
    paid = st.tuples(_NUMBERS, st.sampled_from(("100", "200")), st.tuples(*[_CELL] * len(signers)))
    rows = [
        [number, "2026-03-05", "某公司", "办公", fen, *cells]
        for number, fen, cells in draw(st.lists(paid, min_size=1, max_size=3))
    ]
    return [[*_PAYMENT, *signers], *rows]


@st.composite
def _signatures(draw: st.DrawFn) -> Rows:
    row = st.tuples(
        _NUMBERS,
        st.sampled_from(("", "1", "2", "0")),
        st.sampled_from(("", "1", "2", "3", "第2个")),
        st.sampled_from(("分管领导", "纪检组长", "一把手", "")),
        st.sampled_from(("王二", "李一", "")),
        st.sampled_from(("同意", "退回", "")),
    )
    return [_ROW, *(list(cells) for cells in draw(st.lists(row, min_size=1, max_size=5)))]


_SHEETS = st.tuples(st.none() | _register(), st.none() | _signatures()).filter(any)


def _workbook(register: Rows | None, signatures: Rows | None) -> WorkbookText:
    if register is None:
        return book(signatures or [], name="审签")
    return book(register, *((("审签", signatures),) if signatures else ()))


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(_SHEETS, min_size=1, max_size=4))
@example(
    [
        (
            [[*_PAYMENT, _SIGNERS[0]], ["BX-2026-0001", "2026-03-05", "某公司", "办公", "100", "王二"]],
            [_ROW, ["BX-2026-0001", "1", "1", "分管领导", "王二", "同意"]],
        )
    ]
).via("a signature in a column, and the same in a row of the same workbook")
def test_a_place_that_is_written_twice_is_a_problem_at_its_cell(
    books: list[tuple[Rows | None, Rows | None]],
) -> None:
    with TemporaryDirectory() as folder:
        county = Path(folder) / "county.db"
        create(county)
        with transaction(county, "经办人", "test") as db:
            add_unit(db, name=UNIT, code="U1")
        for sheets in books:
            plan = take(county, _workbook(*sheets), kind="spending")
            for problem in plan.problems:
                assert problem.cell and problem.sheet, problem
        places = Counter(column(county, SignOff, "expenditure_id", "round", "position"))
        assert not places or max(places.values()) == 1


def test_two_rows_of_one_place_name_the_row_and_the_first_is_taken(county: Path) -> None:
    """R-CC-03"""
    with transaction(county, "经办人", "test") as db:
        add_unit(db, name=UNIT, code="U1")
    register = [_PAYMENT, ["BX-2026-0001", "2026-03-05", "某公司", "办公", "100"]]
    first = ["BX-2026-0001", "1", "1", "分管领导", "王二", "同意"]
    second = ["BX-2026-0001", "1", "1", "一把手", "李一", "同意"]
    plan = take(county, book(register, ("审签", [_ROW, first, second])), kind="spending")
    ((cell, message),) = [(one.cell, one.message) for one in plan.problems]
    assert (cell, message) == ("B3", "与“审签”第2行是同一条审签")
    assert column(county, SignOff, "position", "person_written") == [(1, "王二")]
