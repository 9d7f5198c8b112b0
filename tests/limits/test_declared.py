"""What limits.toml ships."""

import re
from datetime import date

import pytest

from powerctl.limits.declared import DeclarationError, declared, read_declaration

DOCUMENTS = {"XZ": "秀洲意见"}


def declaring(**table: object) -> dict[str, object]:
    return {
        "documents": DOCUMENTS,
        "meeting": {"quorum_general": {"unit": "share", "note": "到会比例", **table}},
    }


def test_every_limit_tells_the_clerk_what_it_is():
    for name, limit in declared().items():
        assert re.search(r"[\u4e00-\u9fff]{4}", limit.note), name


def test_every_value_has_a_source_that_can_be_printed():
    for name, limit in declared().items():
        for dated in limit.values:
            assert dated.source.words, name


def test_every_requirement_cited_names_one_of_the_five_documents():
    cited = [dated.source for limit in declared().values() for dated in limit.values]
    assert {source.cites.split("-")[1] for source in cited if source.cites.startswith("R-")} <= {
        "HY",
        "FS",
        "ZJ",
        "CC",
        "XZ",
    }


def test_no_amount_of_money_is_shipped():
    """The sources fix no amounts: those start unset (product.md 4)."""
    amounts = [limit for limit in declared().values() if limit.unit == "fen"]
    assert len(amounts) == 10
    assert all(not limit.values and limit.county_own for limit in amounts)


def test_the_county_weighs_and_cuts_the_three_factor_product_itself():
    """R-XZ-12"""
    for short in (
        "weight_importance",
        "weight_frequency",
        "weight_probability",
        "product_high",
        "product_medium",
    ):
        limit = declared()[f"risk.{short}"]
        assert limit.county_own
        assert limit.on(date(2026, 1, 1)) is None


def test_an_article_known_from_memory_is_printed_as_unverified_and_never_as_a_citation():
    limit = declared()["supervise.rectify_months"]
    source = limit.values[0].source
    assert source.mark == "M"
    assert source.words == "待核"
    assert "巡视" not in source.words


def test_a_value_of_ours_is_printed_as_the_systems_default():
    assert declared()["risk.measures_ratio"].values[0].source.words == "本系统默认值"


def test_a_practice_of_a_county_names_its_document_section_and_requirement():
    """R-ZJ-02"""
    words = declared()["meeting.notice_days"].values[0].source.words
    assert "诸暨" in words
    assert "科学分权" in words
    assert "R-ZJ-02" in words


def test_an_article_read_only_in_part_says_so():
    assert declared()["meeting.quorum_plenum"].values[0].source.words.endswith("（未见全文）")


def test_a_value_counts_from_its_first_day_and_not_before():
    """R-XZ-07: the opinion of Xiuzhou is of 13 June 2011."""
    quorum = declared()["meeting.quorum_general"]
    assert quorum.on(date(2011, 6, 12)) is None
    first = quorum.on(date(2011, 6, 13))
    assert first is not None
    assert (first.quantity.numerator, first.quantity.denominator) == (2, 3)


def test_the_latest_of_several_dated_values_counts():
    limit = read_declaration(
        declaring(
            **{
                "2020-01-01": {"value": "3/4", "cites": "default"},
                "2011-06-13": {"value": "2/3", "cites": "R-XZ-07"},
            }
        )
    )["meeting.quorum_general"]
    found = [limit.on(day) for day in (date(2019, 12, 31), date(2020, 1, 1))]
    assert [dated.quantity.stored for dated in found if dated] == ["2/3", "3/4"]


def test_no_shipped_value_is_beyond_its_own_floor():
    for name, limit in declared().items():
        for dated in limit.values:
            floor = limit.floor_on(dated.valid_from)
            assert floor is None or not floor.is_passed_by(dated.quantity), name


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"unit": "parsecs", "county_own": True}, "unit"),
        ({"note": " ", "county_own": True}, "note"),
        ({}, "no value"),
        ({"2011-06-13": {"value": "2/3"}}, "citation"),
        ({"2011-06-13": {"value": "2/3", "cites": "R-QQ-07"}}, "QQ"),
        ({"2011-06-13": {"value": "4/3", "cites": "default"}}, "value"),
        ({"2011-06-13": {"value": "2/3", "cites": "default", "mark": "X"}}, "mark"),
        ({"someday": {"value": "2/3", "cites": "default"}}, "neither"),
        ({"2011-06-13": {"value": "2/3", "cites": "default", "sektion": "1"}}, "dated value"),
        (
            {
                "county_own": True,
                "floor": {"value": "1/2", "cites": "default", "side": "up", "from": date(2011, 1, 1)},
            },
            "side",
        ),
    ],
)
def test_a_malformed_declaration_is_told_with_the_name_of_its_limit(table: dict[str, object], said: str):
    with pytest.raises(DeclarationError, match=r"meeting\.quorum_general") as error:
        read_declaration(declaring(**table))
    assert said in str(error.value)
