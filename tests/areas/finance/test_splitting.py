"""Splitting: groups to ask about, each by its figures; what repeats by its nature is no group (R-HY-04)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, delete, insert
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from powerctl.areas.finance.split_groups import FEW, NEAR, PAYEE, YEAR, SplitGroup, find_groups
from powerctl.model import Expenditure, LimitOverride, Unit
from powerctl.store.create import create
from powerctl.store.transaction import reading, transaction

DAY = date(2026, 3, 2)
LIMIT, TENDER, WINDOW = 1_000_000, 20_000_000, 30
EXPENDITURE = Expenditure.metadata.tables["expenditure"]
FIRST = date(2025, 6, 1)


@contextmanager
def _file_in_memory() -> Iterator[Session]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        _set_up(session)
        yield session
    engine.dispose()


@pytest.fixture
def county() -> Iterator[Session]:
    with _file_in_memory() as session:
        yield session


def _set_up(session: Session) -> None:
    tables = Unit.metadata.tables
    connection = session.connection()
    connection.execute(insert(tables["unit"]), [{"id": 1, "code": "U1", "name": "甲局"}])
    limits = {"finance.deputy_limit": LIMIT, "finance.purchase_open_tender": TENDER}
    rows = [
        {"name": name, "value": str(value), "valid_from": date(2020, 1, 1), "cites": "县发〔2020〕1号"}
        for name, value in limits.items()
    ]
    connection.execute(insert(LimitOverride.metadata.tables["limit_override"]), rows)


def _pay(session: Session, *payments: dict[str, Any]) -> None:
    usual = {
        "unit_id": 1, "ordinal": 1, "payee_key": "甲公司", "purpose": "维修", "budget_line": None, "kind": None,
        "recurrence": None, "contract": None, "voucher_serial": None, "transaction_id": None, "state": None,
    }  # fmt: skip
    rows = [{**usual, "identity": f"支{n}", **one} for n, one in enumerate(payments, 1)]
    session.connection().execute(insert(EXPENDITURE), rows)


def _groups(session: Session, signal: str = PAYEE, *, weak: bool = False) -> list[SplitGroup]:
    return [one for one in find_groups(session, DAY, weak=weak) if one.signal == signal]


def _on(days: int, fen: int = 600_000, **more: Any) -> dict[str, Any]:
    return {"paid_on": FIRST + timedelta(days=days), "amount_fen": fen, **more}


def test_payments_of_one_matter_within_the_window_are_one_group(county: Session) -> None:
    """R-HY-04: two payments on the first and the last day of the window, together over the limit."""
    _pay(county, _on(0), _on(WINDOW), _on(WINDOW + 200, 100))
    (group,) = _groups(county, weak=True)
    assert group.payments == 2 and group.total == 1_200_000 and group.bound == LIMIT
    assert group.members == ("U1/支1#1", "U1/支2#1")
    assert "用途相同的 2 笔" in group.signs


def test_one_day_beyond_the_window_they_are_none(county: Session) -> None:
    _pay(county, _on(0), _on(WINDOW + 1))
    assert not _groups(county, weak=True)


def test_together_just_at_the_limit_they_are_none(county: Session) -> None:
    _pay(county, _on(0, 500_000), _on(1, 500_000))
    assert not _groups(county, weak=True)


def test_a_payment_over_the_limit_by_itself_is_no_part(county: Session) -> None:
    """It is asked for its decision by itself (FIN002)."""
    _pay(county, _on(0, LIMIT + 1), _on(1, 500_000))
    assert not _groups(county, weak=True)


def test_windows_that_overlap_are_one_group(county: Session) -> None:
    _pay(county, *(_on(20 * n) for n in range(5)))
    (group,) = _groups(county, weak=True)
    assert group.payments == 5 and group.begins == "2025-06-01" and group.ends == "2025-08-20"


@pytest.mark.parametrize(
    "record",
    [{"recurrence": "租金"}, {"contract": "合1"}, {"kind": "工资福利"}, {"recurrence": "分期付款"}],
    ids=str,
)
def test_what_the_record_explains_is_left_out(county: Session, record: dict[str, Any]) -> None:
    _pay(county, _on(0, **record), _on(1, **record))
    assert not _groups(county, weak=True)


def test_a_blank_recurrence_explains_nothing(county: Session) -> None:
    _pay(county, _on(0, recurrence="一次性", contract=" "), _on(1, contract=""))
    assert len(_groups(county)) == 1


def test_what_repeats_every_month_alike_weighs_less_and_is_asked_for_its_record(county: Session) -> None:
    months = [{"paid_on": date(2025, month, 1), "amount_fen": 700_000} for month in range(1, 13)]
    _pay(county, *months, _on(400, 1, paid_on=date(2024, 1, 1)))
    assert not _groups(county)


def test_two_signs_ask_one_only_lists(county: Session) -> None:
    """Different purposes, a payee that is paid again later: one sign, vouchers in a row."""
    _pay(
        county,
        _on(0, purpose="甲", voucher_serial=7),
        _on(3, purpose="乙", voucher_serial=8),
        _on(150, 100, purpose="丙", voucher_serial=99),
    )
    assert not _groups(county)
    (group,) = _groups(county, weak=True)
    assert group.weight == "迹象较弱" and group.signs == ("凭证号相连 2 张",)


def test_a_year_of_one_kind_on_one_line_reaches_the_tender(county: Session) -> None:
    """R-HY-04: legal accumulation, over the year and no further."""
    pieces = [
        {"paid_on": date(2025, 1, 1) + timedelta(days=8 * n), "amount_fen": 500_000, "payee_key": f"店{n}",
         "budget_line": "材料", "kind": "物资采购"}
        for n in range(40)
    ]  # fmt: skip
    _pay(county, *pieces)
    (group,) = _groups(county, YEAR)
    assert group.payments == 40 and group.total == TENDER
    county.connection().execute(delete(EXPENDITURE).where(EXPENDITURE.c.identity == "支40"))
    assert not _groups(county, YEAR)


def test_sums_pressed_under_the_limit_are_compared_with_those_beside(county: Session) -> None:
    under = [_on(n, 990_000, payee_key=f"店{n}") for n in range(8)]
    _pay(county, *under)
    (group,) = _groups(county, NEAR)
    assert "限额以下 8 笔、以上 0 笔、再往下 0 笔" in group.signs
    beside = [_on(n, 850_000, payee_key=f"行{n}", identity=f"邻{n}") for n in range(8)]
    _pay(county, *beside)
    assert not _groups(county, NEAR)


def test_four_sums_under_the_limit_are_too_few_to_say(county: Session) -> None:
    _pay(county, *(_on(n, 990_000, payee_key=f"店{n}") for n in range(4)))
    assert not _groups(county, NEAR)
    (group,) = _groups(county, NEAR, weak=True)
    assert group.weight == FEW


def test_the_limit_of_the_day_counts(county: Session) -> None:
    """A limit that is raised from 2025-07-01 says nothing of June."""
    row = {"name": "finance.deputy_limit", "value": "9000000", "valid_from": date(2025, 7, 1), "cites": "文"}
    county.connection().execute(insert(LimitOverride.metadata.tables["limit_override"]), [row])
    _pay(county, _on(0), _on(5), _on(40, payee_key="乙"), _on(45, payee_key="乙"))
    assert [group.begins for group in _groups(county, weak=True)] == ["2025-06-01"]


_PAYMENTS = st.lists(
    st.tuples(st.integers(0, 100), st.integers(1, 12), st.sampled_from("甲乙")), min_size=1, max_size=14
)


@settings(deadline=None, max_examples=60)
@given(_PAYMENTS)
def test_groups_hold_just_the_payments_of_windows_beyond_the_limit(
    payments: list[tuple[int, int, str]],
) -> None:
    """Against the same thing said in a loop: every window from a payment on, those that overlap joined."""
    with _file_in_memory() as session:
        _pay(session, *(_on(day, part * 100_000, payee_key=payee) for day, part, payee in payments))
        found = {
            frozenset(group.members)
            for group in find_groups(session, DAY, weak=True)
            if group.signal == PAYEE
        }
        every = _looped(payments)
        strong = {group for group in every if group in found}
        assert found <= every and strong == found


def _looped(payments: list[tuple[int, int, str]]) -> set[frozenset[str]]:
    groups: set[frozenset[str]] = set()
    for payee in "甲乙":
        mine = sorted(
            (day, part, n) for n, (day, part, of) in enumerate(payments, 1) if of == payee and part <= 10
        )
        starts = []
        for day, _part, _n in mine:
            ahead = [part for other, part, _ in mine if day <= other <= day + WINDOW]
            if sum(ahead) > 10 and len(ahead) > 1:
                starts.append(day)
        spells: list[list[int]] = []
        for day in sorted(set(starts)):
            if spells and day <= spells[-1][1]:
                spells[-1][1] = day + WINDOW
            else:
                spells.append([day, day + WINDOW])
        groups |= {
            frozenset(f"U1/支{n}#1" for day, _part, n in mine if first <= day <= last)
            for first, last in spells
        }
    return groups


def test_money_is_summed_to_the_fen(tmp_path: Path) -> None:
    """One fen over the limit makes a group, in a real file too."""
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "甲", "test") as session:
        _set_up(session)
        _pay(session, _on(0, 500_000), _on(1, 500_001))
    with reading(path) as session:
        (group,) = _groups(session, weak=True)
    assert group.total == 1_000_001
