"""The county's own values over the shipped ones."""

import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from powerctl.errors import Refused
from powerctl.limits.declared import declared
from powerctl.limits.overrides import remove_limit, set_limit, what_is_set
from powerctl.limits.stored import limit_value
from powerctl.limits.values import Override, all_limits, choose, history
from powerctl.model import LimitOverride

NOTICE = "meeting.notice_days"
DOCUMENT = "清纪发〔2020〕1号"
TODAY = date(2026, 3, 1)
COUNTY_DAY = date(2020, 1, 1)


def test_without_an_override_the_shipped_value_counts(session: Session):
    """R-ZJ-02"""
    limit = limit_value(session, NOTICE, TODAY)
    assert (limit.value, limit.origin) == (2, "本系统")
    assert "诸暨" in limit.cites


def test_a_county_value_counts_from_its_day_with_its_document(session: Session):
    set_limit(session, NOTICE, "3", COUNTY_DAY, DOCUMENT)
    assert limit_value(session, NOTICE, date(2019, 12, 31)).value == 2
    limit = limit_value(session, NOTICE, COUNTY_DAY)
    assert (limit.value, limit.cites, limit.valid_from) == (3, DOCUMENT, COUNTY_DAY)


def test_the_latest_county_value_by_the_day_counts(session: Session):
    set_limit(session, NOTICE, "5", date(2022, 1, 1), DOCUMENT)
    set_limit(session, NOTICE, "3", COUNTY_DAY, DOCUMENT)
    found = [limit_value(session, NOTICE, day).value for day in (date(2021, 6, 1), date(2022, 1, 1))]
    assert found == [3, 5]


def test_a_units_value_beats_the_countys_even_when_it_is_older(session: Session):
    set_limit(session, NOTICE, "4", date(2018, 1, 1), DOCUMENT, unit_id=2)
    set_limit(session, NOTICE, "3", COUNTY_DAY, DOCUMENT)
    assert limit_value(session, NOTICE, TODAY, 2).value == 4
    assert limit_value(session, NOTICE, TODAY, 4).value == 3
    assert limit_value(session, NOTICE, TODAY).value == 3


def test_a_unit_below_takes_the_value_of_the_nearest_unit_above(session: Session):
    set_limit(session, NOTICE, "6", COUNTY_DAY, DOCUMENT, unit_id=1)
    set_limit(session, NOTICE, "4", COUNTY_DAY, DOCUMENT, unit_id=2)
    assert [limit_value(session, NOTICE, TODAY, unit).value for unit in (3, 4)] == [4, 6]


def test_an_amount_is_typed_in_yuan_and_kept_in_fen(session: Session):
    """R-HY-04"""
    limit = set_limit(session, "finance.deputy_limit", "2万元", COUNTY_DAY, DOCUMENT)
    assert (limit.value, limit.words) == (2_000_000, "20,000 元")
    assert limit.cites == f"本县自定：{DOCUMENT}"
    assert session.exec(select(LimitOverride)).one().value == "2000000"


def test_a_value_below_its_floor_is_stored_and_marked(session: Session):
    """Norms D.1: a value below its floor is itself a finding."""
    limit = set_limit(session, "meeting.quorum_personnel", "1/2", COUNTY_DAY, DOCUMENT)
    assert limit.value == Fraction(1, 2)
    assert "不得低于 2/3" in limit.beyond_floor
    assert limit_value(session, "meeting.quorum_personnel", TODAY).beyond_floor


def test_a_value_above_what_national_law_allows_is_stored_and_marked(session: Session):
    limit = set_limit(session, "publish.disclosure_working_days", "30", COUNTY_DAY, DOCUMENT)
    assert "不得高于 20 个工作日" in limit.beyond_floor


def test_a_stricter_value_is_not_marked(session: Session):
    assert not set_limit(session, "meeting.quorum_personnel", "3/4", COUNTY_DAY, DOCUMENT).beyond_floor
    assert not set_limit(session, "publish.disclosure_working_days", "10", COUNTY_DAY, DOCUMENT).beyond_floor


def test_a_value_before_the_floor_came_into_force_is_not_marked(session: Session):
    limit = set_limit(session, "meeting.quorum_personnel", "1/2", date(2012, 1, 1), DOCUMENT)
    assert not limit.beyond_floor
    assert limit_value(session, "meeting.quorum_personnel", date(2014, 1, 14)).beyond_floor


def test_the_same_day_set_again_is_replaced(session: Session):
    set_limit(session, NOTICE, "3", COUNTY_DAY, DOCUMENT)
    set_limit(session, NOTICE, "5", COUNTY_DAY, "清纪发〔2020〕9号")
    row = session.exec(select(LimitOverride)).one()
    assert (row.value, row.cites) == ("5", "清纪发〔2020〕9号")


def test_the_same_value_and_document_again_change_nothing_and_keep_the_note(session: Session):
    set_limit(session, NOTICE, "3", COUNTY_DAY, DOCUMENT, note="班子会定")
    before = what_is_set(session, NOTICE, COUNTY_DAY)
    assert before == ("3", DOCUMENT, "班子会定")
    set_limit(session, NOTICE, "3天", COUNTY_DAY, f" {DOCUMENT} ")
    assert what_is_set(session, NOTICE, COUNTY_DAY) == before
    set_limit(session, NOTICE, "4", COUNTY_DAY, DOCUMENT)
    assert what_is_set(session, NOTICE, COUNTY_DAY) == ("4", DOCUMENT, None)
    assert what_is_set(session, NOTICE, date(2021, 1, 1)) is None


@pytest.mark.parametrize("name", [NOTICE, "finance.deputy_limit", "meeting.quorum_general"])
@pytest.mark.parametrize("value", ["9" * 17, "9" * 5000, f"{'9' * 17}/{'9' * 18}"])
def test_a_number_beyond_all_measure_is_called_too_large(session: Session, name: str, value: str):
    with pytest.raises(Refused, match="数值过大") as refused:
        set_limit(session, name, value, COUNTY_DAY, DOCUMENT)
    assert len(str(refused.value)) < 100


def test_an_amount_that_only_becomes_too_large_in_fen_is_called_so_too(session: Session):
    """R-HY-04"""
    with pytest.raises(Refused, match="数值过大"):
        set_limit(session, "finance.deputy_limit", "9999999999999万元", COUNTY_DAY, DOCUMENT)
    assert set_limit(session, "finance.deputy_limit", "1000000000000", COUNTY_DAY, DOCUMENT).value == 10**14


def test_a_value_taken_back_leaves_what_counted_before(session: Session):
    set_limit(session, NOTICE, "3", COUNTY_DAY, DOCUMENT)
    assert remove_limit(session, NOTICE, COUNTY_DAY).value == 2
    with pytest.raises(Refused, match="2020-01-01"):
        remove_limit(session, NOTICE, COUNTY_DAY)


def test_an_unknown_name_is_refused_with_the_nearest_ones(session: Session):
    with pytest.raises(Refused, match=r"meeting\.notice_days"):
        set_limit(session, "meeting.notice_day", "3", COUNTY_DAY, DOCUMENT)
    with pytest.raises(Refused, match=r"risk\.product_high"):
        limit_value(session, "product_high", TODAY)


def test_a_value_that_cannot_be_read_is_refused_with_what_is_wanted(session: Session):
    with pytest.raises(Refused, match=r"三分之二.*分数"):
        set_limit(session, "meeting.quorum_general", "三分之二", COUNTY_DAY, DOCUMENT)


def test_a_value_without_a_document_is_refused_with_the_command_to_type(session: Session):
    with pytest.raises(Refused, match="依据文件") as refused:
        set_limit(session, NOTICE, "3", COUNTY_DAY, "  ")
    assert "--cites" in refused.value.hint


def test_a_unit_that_does_not_exist_is_refused(session: Session):
    with pytest.raises(Refused, match="99"):
        set_limit(session, NOTICE, "3", COUNTY_DAY, DOCUMENT, unit_id=99)


def test_the_list_shows_every_limit_with_what_counts():
    listed = all_limits(TODAY, [Override(NOTICE, None, "7", COUNTY_DAY, DOCUMENT)])
    assert [limit.name for limit in listed] == list(declared())
    by_name = {limit.name: limit for limit in listed}
    assert (by_name[NOTICE].words, by_name[NOTICE].origin) == ("7 天", "县级设定")
    unset = by_name["finance.team_limit"]
    assert (unset.value, unset.words, unset.cites, unset.origin) == (None, "未设定", "本县自定", "未设定")


def test_the_history_of_a_limit_holds_each_value_that_counted():
    own = [
        Override(NOTICE, None, "3", COUNTY_DAY, DOCUMENT),
        Override(NOTICE, 2, "5", date(2022, 1, 1), DOCUMENT),
        Override(NOTICE, None, "4", date(2023, 1, 1), DOCUMENT),
    ]
    assert [limit.words for limit in history(NOTICE, own)] == ["2 天", "3 天", "4 天"]
    assert [limit.words for limit in history(NOTICE, own, (2, None))] == ["2 天", "3 天", "5 天"]
    assert history("finance.team_limit") == []


def test_listing_limits_starts_without_the_database_library():
    """Performance.md: list and show never import SQLModel."""
    said = (
        "import sys, datetime; from powerctl.limits.values import all_limits, history;"
        "all_limits(datetime.date(2026, 1, 1)); history('meeting.notice_days');"
        "print(sorted({'sqlalchemy', 'sqlmodel', 'chinese_calendar'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


_days = st.dates(date(2015, 1, 1), date(2030, 1, 1))
_overrides = st.lists(
    st.tuples(st.sampled_from([None, 1, 2]), _days, st.integers(0, 99)),
    max_size=8,
    unique_by=lambda it: it[:2],
)


@given(_overrides, _days)
@settings(max_examples=80, deadline=None)
def test_an_override_of_a_later_day_never_changes_what_counted_before(
    found: list[tuple[int | None, date, int]], day: date
):
    limit = declared()[NOTICE]
    rows = [Override(NOTICE, unit, str(value), start, DOCUMENT) for unit, start, value in found]
    later = [row for row in rows if row.valid_from > day]
    later.append(Override(NOTICE, 2, "98", day + timedelta(days=1), DOCUMENT))
    earlier = [row for row in rows if row.valid_from <= day]
    chain = (2, 1, None)
    assert choose(limit, day, earlier + later, chain) == choose(limit, day, earlier, chain)


@given(_overrides, _days)
@settings(max_examples=80, deadline=None)
def test_the_order_in_which_overrides_are_read_does_not_matter(
    found: list[tuple[int | None, date, int]], day: date
):
    limit = declared()[NOTICE]
    rows = [Override(NOTICE, unit, str(value), start, DOCUMENT) for unit, start, value in found]
    chain = (2, 1, None)
    assert choose(limit, day, rows, chain) == choose(limit, day, rows[::-1], chain)
