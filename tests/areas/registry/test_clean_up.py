"""The clean-up is settled item by item, kept, and obeyed the next time (R-FS-02)."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from powerctl.areas.organization.units import add_unit, find_unit
from powerctl.areas.registry.clean_up.clean_up import confirm, deny, give_reason, record, set_fate, set_reason
from powerctl.areas.registry.clean_up.comparing import Comparison
from powerctl.areas.registry.clean_up.editions import (
    compare_pair,
    find_pair,
    newest_pair,
    reasons_between,
)
from powerctl.areas.registry.editions import add_edition, change_edition, find_edition
from powerctl.areas.registry.powers import add_power, retire_power
from powerctl.errors import Refused
from powerctl.model import CleanUp, DiscretionBenchmark
from powerctl.rulebook.run import run_check
from powerctl.store.transaction import transaction
from powerctl.store.undo import undo
from powerctl.terms import Fate
from tests.areas.registry.two_editions import NEW, OLD, fill, power

DAY = date(2026, 3, 2)


def said(found: Comparison) -> dict[int, str]:
    return {item.number: line.fate.value for line in found.lines for item in (*line.old, *line.new)}


def rows(session: Session) -> list[CleanUp]:
    return list(session.exec(select(CleanUp)).all())


def test_a_doubt_confirmed_twice_becomes_a_merger(session: Session) -> None:
    pair = fill(session)
    assert {(d.old.number, d.new.number) for d in compare_pair(session, pair).doubts} == {(2, 6), (3, 6)}
    assert confirm(session, power(session, 2), power(session, 6), on=DAY)
    assert confirm(session, power(session, 3), power(session, 6), on=DAY)
    assert not confirm(session, power(session, 3), power(session, 6), on=DAY)
    found = compare_pair(session, pair)
    assert said(found) == {1: "保留", 5: "保留", 2: "合并", 3: "合并", 6: "合并", 4: "取消", 7: "新增"}
    assert found.totals.equations[0] == "清理前 4 = 保留 1 + 合并 2（并为 1 项） + 取消 1"


def test_what_was_denied_is_not_asked_again_and_can_be_taken_back(session: Session) -> None:
    pair = fill(session)
    deny(session, power(session, 2), power(session, 6), on=DAY)
    assert (2, 6) not in {(d.old.number, d.new.number) for d in compare_pair(session, pair).doubts}
    confirm(session, power(session, 2), power(session, 6), on=DAY)
    assert said(compare_pair(session, pair))[2] == "改名"
    assert len(rows(session)) == 1


def test_confirming_takes_the_place_of_a_fate_that_was_settled_alone(session: Session) -> None:
    pair = fill(session)
    set_fate(session, power(session, 2), "取消", on=DAY, reason="误")
    set_fate(session, power(session, 6), "承接", on=DAY)
    confirm(session, power(session, 2), power(session, 6), on=DAY)
    assert [(row.old_power_id, row.new_power_id, row.is_same, row.fate) for row in rows(session)] == [
        (2, 6, True, None)
    ]
    assert compare_pair(session, pair).totals.is_balanced


def test_a_fate_has_reason_document_and_the_other_unit(session: Session) -> None:
    pair = fill(session)
    set_fate(
        session,
        power(session, 4),
        "下放",
        on=DAY,
        reason="便民",
        document="青政发〔2026〕3号",
        other_unit="各乡镇",
    )
    set_fate(session, power(session, 4), "下放", on=DAY, reason="就近办理")
    kept = reasons_between(session, pair)[(4, None)]
    assert (kept.reason, kept.document, kept.other_unit) == ("就近办理", "青政发〔2026〕3号", "各乡镇")
    assert said(compare_pair(session, pair))[4] == "下放"


@pytest.mark.parametrize(
    ("number", "fate", "sentence"),
    [
        (1, "保留", "不能直接登记"),
        (1, "乱写", "可以登记的是：取消、下放、新增、承接"),
        (1, "承接", "与哪个版本对照，无法确定"),
        (5, "取消", "与哪个版本对照，无法确定"),
    ],
)
def test_a_fate_that_comes_out_of_the_comparison_or_of_the_other_side_is_refused(
    number: int, fate: str, sentence: str, session: Session
) -> None:
    fill(session)
    with pytest.raises(Refused, match=sentence):
        set_fate(session, power(session, number), fate, on=DAY)


def test_an_item_that_was_confirmed_cannot_be_cancelled_before_it_is_denied(session: Session) -> None:
    fill(session)
    confirm(session, power(session, 2), power(session, 6), on=DAY)
    with pytest.raises(Refused, match="已确认与另一事项为同一事项") as refused:
        set_fate(session, power(session, 2), "取消", on=DAY)
    assert refused.value.hint == "powerctl power clean-up deny 2 6"


def test_only_items_of_two_editions_old_before_new_are_settled(session: Session) -> None:
    fill(session)
    with pytest.raises(Refused, match="都在“2024年版”"):
        confirm(session, power(session, 1), power(session, 2), on=DAY)
    with pytest.raises(Refused, match="旧版本要写在前面"):
        confirm(session, power(session, 6), power(session, 2), on=DAY)
    add_unit(session, name="青禾县教育局", code="JYJ")
    add_edition(session, "JYJ", "甲", in_force_from="2026-01-01")
    other = add_power(session, "JYJ", "办学许可", edition="甲", category="行政许可")
    with pytest.raises(Refused, match="不是同一单位"):
        confirm(session, power(session, 1), other, on=DAY)


def test_recording_keeps_every_certain_item_once_and_the_same_again_changes_nothing(session: Session) -> None:
    pair = fill(session)
    retire_power(session, power(session, 4), on=date(2025, 12, 31), reason="依据废止")
    done = record(session, pair, on=DAY)
    assert (done.added, done.changed, done.doubts) == (3, 0, 2), "the two in doubt and their new item wait"
    confirm(session, power(session, 2), power(session, 6), on=DAY)
    confirm(session, power(session, 3), power(session, 6), on=DAY)
    done = record(session, pair, on=DAY)
    assert (done.added, done.changed, done.unchanged) == (0, 2, 3)
    assert done.without_reason == {Fate.MERGED: 2}
    assert reasons_between(session, pair)[(4, None)].reason == "依据废止", (
        "brought along by the retired power"
    )
    again = record(session, pair, on=DAY)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 5)
    assert set_reason(session, power(session, 6), reason="同一条款") == 2
    assert not record(session, pair, on=DAY).without_reason


def test_a_reason_is_given_to_all_of_one_fate_that_have_none(session: Session) -> None:
    pair = fill(session)
    deny(session, power(session, 2), power(session, 6), on=DAY)
    deny(session, power(session, 3), power(session, 6), on=DAY)
    set_fate(session, power(session, 4), "取消", on=DAY, reason="依据废止")
    record(session, pair, on=DAY)
    assert give_reason(session, pair, "取消", reason="合并执法", document="青编〔2026〕1号") == 3
    written = reasons_between(session, pair)
    assert [written[(n, None)].reason for n in (2, 3, 4)] == ["合并执法", "合并执法", "依据废止"]
    with pytest.raises(Refused, match="没有清理结果“没了”"):
        give_reason(session, pair, "没了", reason="x")
    with pytest.raises(Refused, match="没有写理由"):
        give_reason(session, pair, "取消")


def test_a_reason_without_a_record_is_refused(session: Session) -> None:
    fill(session)
    with pytest.raises(Refused, match="还没有登记清理结果"):
        set_reason(session, power(session, 1), reason="x")


def test_benchmarks_of_both_editions_are_compared(session: Session) -> None:
    """R-FS-02, R-FS-03"""
    pair = fill(session)
    for number, span in ((1, "一千元"), (5, "二千元")):
        session.add(DiscretionBenchmark(power_id=number, position=1, grade="一般", range_written=span))
    session.flush()
    assert said(compare_pair(session, pair))[1] == "裁量变更"


def test_an_edition_is_named_by_number_or_by_name_within_its_unit(session: Session) -> None:
    pair = fill(session)
    assert find_pair(session, "1", "2") == pair == find_pair(session, OLD, NEW)
    with pytest.raises(Refused, match="没有可以对照的"):
        find_pair(session, "1", "1")
    with pytest.raises(Refused, match="有：2024年版、2026年版"):
        find_pair(session, "2023年版", NEW, "CZJ")
    add_unit(session, name="青禾县教育局", code="JYJ")
    add_edition(session, "JYJ", OLD)
    with pytest.raises(Refused, match="请用 --unit"):
        find_pair(session, OLD, NEW)
    assert find_pair(session, OLD, NEW, "CZJ") == pair


def test_the_newest_pair_is_told_by_days_or_by_replacement_or_not_at_all(session: Session) -> None:
    pair = fill(session)
    unit = find_unit(session, "CZJ")
    assert newest_pair(session, unit, DAY) == pair
    with pytest.raises(Refused, match="只有 1 个清单版本"):
        newest_pair(session, unit, date(2025, 6, 1))
    change_edition(session, find_edition(session, "CZJ", OLD), {"in_force_from": ""})
    assert newest_pair(session, unit, DAY) == pair
    change_edition(session, find_edition(session, "CZJ", NEW), {"replaces": ""})
    with pytest.raises(Refused, match="先后不明"):
        newest_pair(session, unit, DAY)


def test_a_clean_up_that_was_recorded_with_reasons_passes_the_check(county: Path) -> None:
    """R-FS-02: from the clerk's commands to rule REG016, and back by undo."""

    def answer() -> tuple[int, int, int]:
        with transaction(county, "经办人", "look") as session:
            report = run_check(session, as_of=DAY, select="REG016", ran_at=datetime(2026, 3, 2), store=False)
            (result,) = report.results
            return result.examined, result.findings, result.unknown

    with transaction(county, "经办人", "fill") as session:
        pair = fill(session)
    assert answer() == (1, 0, 1)
    with transaction(county, "经办人", "power clean-up record") as session:
        for one in (2, 3):
            confirm(session, power(session, one), power(session, 6), on=DAY)
        record(session, pair, on=DAY)
    assert answer() == (1, 1, 0)
    with transaction(county, "经办人", "power clean-up reason") as session:
        give_reason(session, pair, "合并", reason="同一条款")
        give_reason(session, pair, "取消", reason="依据废止")
    assert answer() == (1, 0, 0)
    undo(county, "经办人", now=datetime(2026, 3, 2))
    assert answer() == (1, 1, 0)
