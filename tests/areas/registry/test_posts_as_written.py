"""Posts in a power list: the words stay, and the link is made as soon as the post is registered (R-FS-01)."""

from itertools import permutations

import pytest
from sqlmodel import Session, select

from powerctl.areas.organization.posts import add_post
from powerctl.areas.organization.units import add_unit
from powerctl.areas.registry.powers import add_power, edit_power, find_power
from powerctl.model import Post, Power
from powerctl.sheets.reading import ReadWorkbook
from tests.areas.workbooks import counts, organization, planned, powers, take_in, told

ROLES = ("holder_post", "deciding_post", "executing_post", "supervising_post")
TITLES = ("预算科科长", "分管副局长", "采购科科长", "纪检组长")
POWER = {"name": "对违规采购的处罚", "category": "行政处罚", "exercising_body": "青禾县财政局"}
LIST = powers(POWER | dict(zip(ROLES, TITLES, strict=True)))
OTHER = powers(
    {"name": "审计监督", "category": "行政检查", "exercising_body": "青禾县财政局", "deciding_post": "局长"},
    title="青禾县审计局2025年权责清单",
)
COUNTY = organization(
    units=[{"code": "CZJ", "name": "青禾县财政局"}, {"code": "SJJ", "name": "青禾县审计局"}],
    posts=[{"unit": "CZJ", "title": title, "person": ""} for title in (*TITLES, "局长")]
    + [{"unit": "SJJ", "title": "局长", "person": ""}],
)


def only(session: Session) -> Power:
    session.expire_all()
    return session.exec(select(Power)).one()


def linked(session: Session) -> dict[str, list[str | None]]:
    """By power, the titles of the four posts it is linked to, each with its unit's number."""
    session.expire_all()
    posts = {post.id: f"{post.unit_id}/{post.title}" for post in session.exec(select(Post)).all()}
    return {
        power.name: [posts.get(getattr(power, f"{role}_id")) for role in ROLES]
        for power in session.exec(select(Power)).all()
    }


def words(power: Power) -> list[str | None]:
    return [getattr(power, f"{role}_written") for role in ROLES]


def test_posts_that_nobody_has_registered_are_kept_as_written(session: Session) -> None:
    plan = take_in(session, LIST)
    assert words(only(session)) == list(TITLES)
    assert linked(session)[POWER["name"]] == [None] * 4
    assert told(plan, "4 处岗位在本单位职务中找不到，先按原文登记")


@pytest.mark.parametrize("order", list(permutations((LIST, OTHER, COUNTY))))
def test_whatever_comes_first_the_links_are_the_same_and_again_changes_nothing(
    session: Session, order: tuple[ReadWorkbook, ...]
) -> None:
    for workbook in order:
        take_in(session, workbook, unit="青禾县审计局" if workbook is OTHER else None)
    bureau = session.exec(select(Post.unit_id).where(Post.title == TITLES[0])).one()
    assert [text and text.partition("/")[2] for text in linked(session)[POWER["name"]]] == list(TITLES)
    audit = linked(session)["审计监督"][1]
    assert audit is not None and audit.endswith("/局长") and not audit.startswith(f"{bureau}/")
    for workbook in order:
        again = take_in(session, workbook, unit="青禾县审计局" if workbook is OTHER else None)
        assert again.writes_nothing
        assert not told(again, "处岗位")


def test_the_title_is_looked_for_in_the_unit_of_the_list_only(session: Session) -> None:
    take_in(session, powers(POWER | {"deciding_post": "局长"}))
    take_in(
        session,
        organization(
            units=[{"code": "SJJ", "name": "青禾县审计局"}],
            posts=[{"unit": "SJJ", "title": "局长", "person": ""}],
        ),
    )
    assert only(session).deciding_post_id is None


def test_a_later_organization_workbook_overwrites_no_link(session: Session) -> None:
    take_in(session, organization(units=[{"code": "CZJ", "name": "青禾县财政局"}]))
    take_in(session, LIST)
    acting = add_post(session, "CZJ", "代理副局长")
    edit_power(session, only(session), {"deciding_post": "代理副局长"})
    take_in(session, COUNTY)
    power = only(session)
    assert power.deciding_post_id == acting.id
    assert power.deciding_post_written == "分管副局长"
    assert None not in (power.holder_post_id, power.executing_post_id, power.supervising_post_id)


def test_a_post_set_by_hand_survives_the_same_words_and_yields_to_others(session: Session) -> None:
    take_in(session, COUNTY)
    take_in(session, LIST)
    edit_power(session, only(session), {"deciding_post": "局长"})
    by_hand = only(session).deciding_post_id
    again = take_in(session, LIST)
    assert again.writes_nothing and only(session).deciding_post_id == by_hand
    row = POWER | dict(zip(ROLES, TITLES, strict=True))
    assert counts(take_in(session, powers(row | {"remit": "县级"}))) == (1, 0, 1, 0, 0)
    assert only(session).deciding_post_id == by_hand
    take_in(session, powers(row | {"deciding_post": "纪检组长"}))
    power = only(session)
    assert power.deciding_post_id == power.supervising_post_id is not None
    take_in(session, powers(row | {"deciding_post": "分管领导"}))
    assert (only(session).deciding_post_id, only(session).deciding_post_written) == (None, "分管领导")


def test_a_post_set_by_hand_stands_where_the_cell_is_empty(session: Session) -> None:
    take_in(session, COUNTY)
    blank = powers(POWER | {"deciding_post": ""})
    take_in(session, blank)
    edit_power(session, only(session), {"deciding_post": "局长"})
    assert planned(session, blank).writes_nothing
    assert only(session).deciding_post_written is None


def test_a_link_taken_away_by_hand_takes_the_words_along_and_does_not_come_back(session: Session) -> None:
    take_in(session, LIST)
    changes = edit_power(session, only(session), {"deciding_post": ""})
    assert [(change.heading, change.before, change.after) for change in changes] == [
        ("决策岗位（原文）", "分管副局长", "空")
    ]
    take_in(session, COUNTY)
    power = only(session)
    assert (power.deciding_post_id, power.deciding_post_written) == (None, None)
    assert power.holder_post_id is not None


def test_what_is_linked_by_hand_is_not_counted_as_lost(session: Session) -> None:
    take_in(session, COUNTY)
    row = powers(POWER | {"deciding_post": "分管领导"})
    assert told(take_in(session, row), "1 处岗位")
    edit_power(session, only(session), {"deciding_post": "分管副局长"})
    assert not told(planned(session, row), "处岗位")


def test_a_power_added_by_hand_keeps_its_link_when_its_list_comes(session: Session) -> None:
    add_unit(session, code="CZJ", name="青禾县财政局")
    post = add_post(session, "CZJ", "局长")
    take_in(session, powers(POWER | {"name": "另一项"}))
    add_power(session, "CZJ", POWER["name"], category="行政处罚", deciding_post="局长")
    take_in(session, powers(POWER | {"deciding_post": "局长"}))
    assert find_power(session, POWER["name"]).deciding_post_id == post.id


@pytest.mark.parametrize("nothing", ["/", "无", "", "——"])
def test_a_stroke_names_no_post(session: Session, nothing: str) -> None:
    plan = take_in(session, powers(POWER | {"deciding_post": nothing}))
    assert only(session).deciding_post_written is None
    assert not told(plan, "处岗位")
