"""Two editions compared: every item has one fate, and both sides add up (R-FS-02)."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.areas.registry.clean_up.comparing import GONE, ONE_TO_ONE, Comparison, compare
from powerctl.areas.registry.clean_up.items import Item, plain
from powerctl.areas.registry.clean_up.matches import Settled
from powerctl.areas.registry.clean_up.similar import Names
from powerctl.terms import Fate


def an_item(number: int, name: str, *bases: str, **more: Any) -> Item:
    category = more.pop("category", "行政处罚")
    sub = more.pop("sub_item", "")
    code = more.get("code", "")
    identity = "|".join(part for part in (category, name, sub, code) if part)
    given: dict[str, Any] = {
        "number": number,
        "identity": identity,
        "ordinal": 1,
        "code": "",
        "name": name,
        "sub_item": sub,
        "category": category,
        "words": plain(name),
        "part": plain(sub),
        "basis": frozenset(bases or {"会计法第四十二条"}),
    }
    return Item(**given | more)


def fates(found: Comparison) -> dict[int, str]:
    """Number → fate; old items and new items have different numbers here."""
    return {item.number: line.fate.value for line in found.lines for item in (*line.old, *line.new)}


def doubted(found: Comparison) -> set[tuple[int, int]]:
    return {(doubt.old.number, doubt.new.number) for doubt in found.doubts}


def test_an_unchanged_item_is_kept_one_without_counterpart_cancelled_or_added() -> None:
    old = [an_item(1, "对违反会计法的处罚"), an_item(2, "财政票据监督检查", category="行政检查")]
    new = [an_item(11, "对违反会计法的处罚"), an_item(12, "困难群众补助发放", category="行政给付")]
    found = compare(old, new)
    assert fates(found) == {1: "保留", 11: "保留", 2: "取消", 12: "新增"}
    assert found.totals.equations == ("清理前 2 = 保留 1 + 取消 1", "清理后 2 = 保留 1 + 新增 1")


def test_one_code_on_both_sides_is_one_item_whatever_its_words() -> None:
    old = [an_item(1, "代理记账机构设立审批", code="XK-7")]
    new = [an_item(11, "中介机构从事代理记账业务审批", code="XK-7")]
    assert fates(compare(old, new)) == {1: "改名", 11: "改名"}


def test_a_code_that_went_to_quite_another_name_is_a_doubt() -> None:
    found = compare([an_item(1, "彩票发行监督", code="7")], [an_item(11, "会计师事务所设立备案", code="7")])
    assert fates(found) == {1: "取消", 11: "新增"}
    assert doubted(found) == {(1, 11)} and found.doubts[0].why == "编码相同，名称差别大"


def test_a_code_that_stands_twice_tells_nothing() -> None:
    old = [an_item(1, "甲类检查", code="7"), an_item(2, "乙类许可", code="7")]
    new = [an_item(11, "甲类检查", code="7"), an_item(12, "丙类登记", code="8")]
    assert fates(compare(old, new)) == {1: "保留", 11: "保留", 2: "取消", 12: "新增"}


def test_a_renumbered_item_is_kept_and_the_code_told_in_the_detail() -> None:
    found = compare([an_item(1, "财政监督检查", code="A1")], [an_item(11, "财政监督检查", code="B9")])
    assert found.lines[0].fate is Fate.KEPT
    assert found.lines[0].changes == ("职权编码：A1 → B9",)


@pytest.mark.parametrize(
    ("after", "fate", "told"),
    [
        ({"basis": frozenset({"会计法第四十条"})}, "依据变更", "依据：减少 会计法第四十二条；增加 会计法第四十条"),
        ({"has_discretion": False}, "裁量变更", "自由裁量权：有 → 无"),
        ({"benchmarks": ("轻|初次|警告",)}, "裁量变更", "裁量基准：2 档 → 1 档，内容有改动"),
        ({"has_discretion": None, "benchmarks": (), "basis": frozenset()}, "保留", ""),
        ({"body": "县财政局（国资办）"}, "保留", "行使主体：县财政局 → 县财政局（国资办）"),
    ],
)  # fmt: skip
def test_what_changed_gives_the_fate_and_what_is_known_on_one_side_only_is_no_change(
    after: dict[str, Any], fate: str, told: str
) -> None:
    """R-FS-02, R-FS-03"""
    known: dict[str, Any] = {
        "has_discretion": True,
        "benchmarks": ("轻|初次|警告", "重|再犯|罚款"),
        "body": "县财政局",
    }
    found = compare(
        [an_item(1, "对违反会计法的处罚", **known)], [an_item(11, "对违反会计法的处罚", **known | after)]
    )
    assert (found.lines[0].fate.value, "；".join(found.lines[0].changes)) == (fate, told)


def test_of_several_changes_the_name_comes_first_and_all_are_told() -> None:
    old = [an_item(1, "代理记账业务审批", "甲法第一条", category="行政许可", has_discretion=True)]
    new = [an_item(11, "代理记账业务许可", "甲法第二条", category="行政许可", has_discretion=False)]
    found = compare(old, new, Settled(same=frozenset({(1, 11)})))
    assert found.lines[0].fate is Fate.RENAMED
    assert [change.partition("：")[0] for change in found.lines[0].changes] == ["名称", "依据", "自由裁量权"]


def test_equal_keys_are_told_apart_by_content_before_their_order_counts() -> None:
    old = [replace(an_item(n, "同名事项", f"某法第{n}条"), ordinal=n) for n in (1, 2, 3)]
    new = [replace(an_item(10 + n, "同名事项", f"某法第{n}条"), ordinal=n - 1) for n in (2, 3)]
    assert fates(compare(old, new)) == {1: "取消", 2: "保留", 12: "保留", 3: "保留", 13: "保留"}


def test_sub_items_that_became_one_item_are_merged_and_the_other_way_round_split() -> None:
    parts = [an_item(n, "危化品经营许可", category="行政许可", sub_item=f"{n}．第{n}类") for n in (1, 2, 3)]
    whole = an_item(11, "危化品经营许可", category="行政许可")
    found = compare(parts, [whole])
    assert found.totals.equations == ("清理前 3 = 合并 3（并为 1 项）", "清理后 1 = 合并 1（由 3 项）")
    found = compare([replace(whole, number=1)], [replace(part, number=10 + part.number) for part in parts])
    assert found.totals.equations == ("清理前 1 = 拆分 1（分为 3 项）", "清理后 3 = 拆分 3（由 1 项）")


def test_a_confirmed_second_counterpart_makes_a_merger_that_counts_on_both_sides() -> None:
    old = [
        an_item(1, "对伪造会计凭证的处罚"),
        an_item(2, "对变造会计账簿的处罚"),
        an_item(3, "票据检查", "乙法"),
    ]
    new = [an_item(11, "对伪造会计凭证的处罚"), an_item(13, "票据检查", "乙法")]
    found = compare(old, new, Settled(same=frozenset({(2, 11)})))
    assert fates(found) == {1: "合并", 2: "合并", 11: "合并", 3: "保留", 13: "保留"}
    assert found.totals.equations == (
        "清理前 3 = 保留 1 + 合并 2（并为 1 项）",
        "清理后 2 = 保留 1 + 合并 1（由 2 项）",
    )


FILLING = [
    an_item(100 + n, f"对第{n}种{word}行为的检查", f"丁法第{n}条")
    for n, word in enumerate("牧渔林农水土木石草花")
]


def test_a_slip_of_the_pen_is_one_item_a_half_alike_name_a_doubt() -> None:
    old = [an_item(1, "对未按规定保管会计资料行为的处罚"), an_item(2, "对会计凭证造假的处罚", "戊法第三条")]
    new = [
        an_item(11, "对未按规定保管会计资料的行为的处罚"),
        an_item(12, "对会计凭证和账簿造假的处罚", "戊法第三条"),
    ]
    after = [replace(item, number=item.number + 100) for item in FILLING]
    found = compare([*old, *FILLING], [*new, *after])
    assert fates(found)[1] == "改名"
    assert doubted(found) == {(2, 12)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("二级建造师资格许可", "一级建造师资格许可"), ("对已取得许可者的检查", "对未取得许可者的检查")],
)
def test_a_number_or_a_negation_is_never_taken_for_a_slip(one: str, other: str) -> None:
    found = compare([an_item(1, one), *FILLING], [an_item(11, other), *FILLING])
    assert (fates(found)[1], fates(found)[11]) == ("取消", "新增")


def test_the_only_two_items_left_with_one_legal_basis_are_a_doubt() -> None:
    found = compare([an_item(1, "烟草专卖检查", "己法第九条")], [an_item(11, "零售户抽查", "己法第九条")])
    assert doubted(found) == {(1, 11)} and found.doubts[0].why == "依据相同，名称不同"


def test_what_was_denied_is_neither_linked_nor_asked_again() -> None:
    old, new = [an_item(1, "票据监督检查")], [an_item(11, "票据监督检查")]
    found = compare(old, new, Settled(denied=frozenset({(1, 11)})))
    assert fates(found) == {1: "取消", 11: "新增"} and not found.doubts


def test_handed_down_and_taken_over_stand_only_where_they_were_settled() -> None:
    old, new = [an_item(1, "殡葬管理检查")], [an_item(11, "渔船登记", "庚法")]
    settled = Settled(old_fates={1: Fate.HANDED_DOWN}, new_fates={11: Fate.TAKEN_OVER})
    assert fates(compare(old, new, settled)) == {1: "下放", 11: "承接"}


def test_an_item_settled_as_cancelled_that_stands_in_the_new_edition_is_a_doubt() -> None:
    old, new = [an_item(1, "殡葬管理检查")], [an_item(11, "殡葬管理检查")]
    found = compare(old, new, Settled(old_fates={1: Fate.CANCELLED}))
    assert fates(found) == {1: "取消", 11: "新增"}
    assert doubted(found) == {(1, 11)} and "清理后仍有同一事项" in found.doubts[0].why


def test_an_equal_whose_fate_is_recorded_still_came_into_question() -> None:
    """R-FS-02: recording a fate must not turn what two items shared into a match of the one that is left."""
    old = [an_item(1, "对采砂的处罚", category="行政处罚"), an_item(2, "对采砂的检查")]
    new = [
        an_item(11, "对采砂的处罚", category="行政处罚"),
        an_item(12, "对采砂的检查"),
        an_item(13, "对采砂的检查", ordinal=2),
    ]
    first = compare(old, new, Settled(same=frozenset({(1, 12), (2, 11)})))
    links = frozenset((one.number, other.number) for one, other in first.links)
    assert links == {(1, 11), (1, 12), (2, 11)}
    assert fates(first)[13] == "新增"
    again = compare(old, new, Settled(same=links, new_fates={13: Fate.ADDED}))
    assert {(one.number, other.number) for one, other in again.links} == links


def test_totals_that_do_not_balance_say_which_item_has_no_fate() -> None:
    old, new = [an_item(1, "殡葬管理检查"), an_item(2, "渔船登记", "庚法")], [an_item(11, "殡葬管理检查")]
    settled = Settled(same=frozenset({(1, 11)}), old_fates={1: Fate.CANCELLED})
    found = compare(old, new, settled)
    assert not found.totals.is_balanced and found.totals.missing == (1, 0)
    assert [(each.item.number, each.why) for each in found.contradictions] == [
        (1, "登记为取消，又确认与另一事项为同一事项")
    ]
    kept = compare(old, new, Settled(old_fates={2: Fate.KEPT}))
    assert not kept.totals.is_balanced and kept.contradictions[0].item.number == 2


def test_likeness_depends_on_what_is_rare_not_on_what_every_name_has() -> None:
    items = [
        an_item(n, f"对{word}的行政处罚") for n, word in enumerate(("非法采砂", "非法采砂船", "无证行医"))
    ]
    names = Names(items)
    assert names.likeness(items[0], items[1]).name > 0.6 > 0.5 > names.likeness(items[0], items[2]).name


_WORDS = st.sampled_from(
    ("采砂", "行医", "会计凭证", "票据", "殡葬", "渔船", "烟草零售", "代理记账", "建设工程", "危化品")
)
_NAME = st.builds("对{}{}{}".format, _WORDS, _WORDS, st.sampled_from(("的处罚", "的检查", "审批", "登记")))
_DRAWN = st.builds(
    dict,
    name=_NAME,
    code=st.sampled_from(("", "", "1", "2", "3", "4", "5")),
    category=st.sampled_from(("行政处罚", "行政检查", "")),
    sub_item=st.sampled_from(("", "", "甲项", "乙项")),
    basis=st.frozensets(st.sampled_from(("甲法一条", "乙法二条", "丙法三条")), max_size=2),
    has_discretion=st.sampled_from((True, False, None)),
)  # fmt: skip


def _edition(drawn: list[dict[str, Any]], first: int) -> list[Item]:
    """Items with their ordinals, as an import numbers them."""
    seen: Counter[str] = Counter()
    items = []
    for number, values in enumerate(drawn, first):
        item = an_item(number, values["name"], **{k: v for k, v in values.items() if k != "name"})
        seen[item.identity] += 1
        items.append(replace(item, ordinal=seen[item.identity]))
    return items


@st.composite
def two_editions(draw: Any) -> tuple[list[Item], list[Item]]:
    """An edition, and another that keeps, drops, changes and adds items at random."""
    before = draw(st.lists(_DRAWN, max_size=9))
    after = []
    for values in before:
        done = draw(st.sampled_from(("keep", "keep", "drop", "rename", "basis", "free", "twice")))
        if done == "drop":
            continue
        more = {
            "rename": {"name": values["name"] + "工作"},
            "basis": {"basis": frozenset({"丁法四条"})},
            "free": {"has_discretion": True},
        }
        after.append(values | more.get(done, {}))
        if done == "twice":
            after.append(values | {"sub_item": "丙项"})
    after += draw(st.lists(_DRAWN, max_size=4))
    return _edition(before, 1), _edition(draw(st.permutations(after)), 101)


@st.composite
def settled_editions(draw: Any) -> tuple[list[Item], list[Item], Settled]:
    """Two editions, and something that was settled about them without contradiction."""
    old, new = draw(two_editions())
    ones, others = [item.number for item in old], [item.number for item in new]
    same, denied = set(), set()
    if ones and others:
        pairs = st.tuples(st.sampled_from(ones), st.sampled_from(others))
        same = set(draw(st.lists(pairs, max_size=3)))
        denied = set(draw(st.lists(pairs, max_size=3))) - same
    free_old = [one for one in ones if one not in {pair[0] for pair in same}]
    free_new = [other for other in others if other not in {pair[1] for pair in same}]
    gone = (
        draw(st.dictionaries(st.sampled_from(free_old), st.sampled_from(GONE), max_size=2))
        if free_old
        else {}
    )
    come = (
        draw(
            st.dictionaries(
                st.sampled_from(free_new), st.sampled_from((Fate.ADDED, Fate.TAKEN_OVER)), max_size=2
            )
        )
        if free_new
        else {}
    )
    return old, new, Settled(frozenset(same), frozenset(denied), gone, come)


_MANY = settings(deadline=None, max_examples=150)


@_MANY
@given(settled_editions())
def test_every_item_has_exactly_one_fate_and_both_equations_balance(case: Any) -> None:
    """R-FS-02"""
    old, new, settled = case
    found = compare(old, new, settled)
    assert sorted(item.number for line in found.lines for item in line.old) == [item.number for item in old]
    assert sorted(item.number for line in found.lines for item in line.new) == [item.number for item in new]
    assert found.totals.is_balanced
    assert sum(found.totals.old_by_fate.values()) == len(old)
    assert sum(found.totals.new_by_fate.values()) == len(new)
    for line in found.lines:
        assert (line.fate in ONE_TO_ONE) == (len(line.old) == len(line.new) == 1)
        assert (line.fate in GONE) == (not line.new)
    assert compare(old, new, settled) == found


@_MANY
@given(settled_editions())
def test_what_was_settled_is_obeyed(case: Any) -> None:
    old, new, settled = case
    found = compare(old, new, settled)
    links = {(one.number, other.number) for one, other in found.links}
    assert settled.same <= links
    assert not links & settled.denied and not doubted(found) & settled.denied
    said = fates(found)
    for number, fate in {**settled.old_fates, **settled.new_fates}.items():
        assert said[number] == fate.value


@_MANY
@given(two_editions())
def test_an_edition_compared_with_itself_is_all_kept(case: Any) -> None:
    old, _ = case
    found = compare(old, old)
    assert not found.doubts
    assert [(line.fate, line.changes) for line in found.lines] == [(Fate.KEPT, ())] * len(old)


@_MANY
@given(settled_editions())
def test_a_comparison_that_was_recorded_comes_out_the_same_again(case: Any) -> None:
    old, new, settled = case
    found = compare(old, new, settled)
    again = compare(
        old,
        new,
        Settled(
            same=frozenset((one.number, other.number) for one, other in found.links),
            denied=settled.denied,
            old_fates={line.old[0].number: line.fate for line in found.lines if not line.new}
            | settled.old_fates,
            new_fates={line.new[0].number: line.fate for line in found.lines if not line.old}
            | settled.new_fates,
        ),
    )
    assert again.lines == found.lines
