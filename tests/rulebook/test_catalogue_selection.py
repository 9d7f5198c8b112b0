"""How a clerk picks among the rules."""

import pytest

from powerctl.errors import Refused
from powerctl.rulebook.catalogue import area_of, find_rule, select_rules
from tests.rulebook.invented import DUTY, NOTED, PRODUCT, RULES


@pytest.mark.parametrize("written", ["TST001", "tst001", " ＴＳＴ００１ ", "invented-tst001"])
def test_a_rule_is_found_by_its_code_or_name(written: str):
    assert find_rule(written, RULES) is DUTY


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (None, RULES),
        ("TST", (DUTY, PRODUCT)),
        ("abc", (NOTED,)),
        ("ABC,TST002", (PRODUCT, NOTED)),
        ("TST002，TST001", (DUTY, PRODUCT)),
        ("TST TST001、", (DUTY, PRODUCT)),
        ("invented-abc001", (NOTED,)),
    ],
)
def test_a_selection_names_areas_and_codes_and_keeps_the_catalogues_order(selection, chosen):
    assert select_rules(selection, RULES) == chosen


@pytest.mark.parametrize("selection", ["TST004", "TXT", "TST001,TST0010"])
def test_an_unknown_code_is_refused_with_the_nearest(selection: str):
    with pytest.raises(Refused, match="TST") as refused:
        select_rules(selection, RULES)
    assert refused.value.hint == "powerctl rule list"


def test_a_code_like_no_other_is_refused_with_the_areas():
    with pytest.raises(Refused, match="ABC、TST"):
        find_rule("天气", RULES)


def test_the_area_is_the_letters_of_the_code():
    assert area_of(NOTED) == "ABC"


@pytest.mark.parametrize("selection", ["", "  "])
def test_an_empty_selection_is_not_taken_for_all_rules(selection: str):
    with pytest.raises(Refused, match="没有写明是哪些规则"):
        select_rules(selection, RULES)
