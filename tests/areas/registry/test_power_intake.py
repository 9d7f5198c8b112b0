"""Power inventories taken in: identity, categories, legal bases, links, and what a second import changes."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from powerctl.areas.registry.editions import find_edition
from powerctl.areas.registry.powers import edit_power, find_power, retire_power
from powerctl.model import LegalBasis, Power, Unit
from powerctl.terms import BasisKind, HolderLevel, PowerCategory
from tests.areas.workbooks import (
    a_sheet,
    a_workbook,
    counts,
    organization,
    planned,
    powers,
    take_in,
    told,
    undone,
)

PENALTY = {
    "sequence": "1",
    "name": "对违规采购的处罚",
    "sub_item": "",
    "category": "行政处罚",
    "code": "/",
    "basis_text": "【法律】《中华人民共和国政府采购法》第七十一条\n【规章】《某办法》第三条",
    "exercising_body": "青禾县财政局",
    "remit": "县级",
}
LICENCE = PENALTY | {"name": "代理记账许可", "category": "行政许可", "sequence": "2"}


def only(session: Session) -> Power:
    return session.exec(select(Power)).one()


def test_the_key_is_category_name_sub_item_and_a_code_that_is_one(session: Session) -> None:
    """R-HY-01"""
    take_in(session, powers(PENALTY, LICENCE | {"code": "XK-1", "sub_item": "1. 设立"}))
    keys = session.exec(select(Power.identity).order_by(col(Power.id))).all()
    assert keys == ["行政处罚|对违规采购的处罚", "行政许可|代理记账许可|1.设立|XK-1"]


def test_rows_of_one_key_are_both_kept_and_named(session: Session) -> None:
    plan = take_in(session, powers(PENALTY, LICENCE, PENALTY | {"sequence": "3", "remit": "市级"}))
    assert counts(plan) == (3, 3, 0, 0, 0)
    assert not plan.problems
    assert told(plan, "“权责清单”第2、4行是同名事项（行政处罚|对违规采购的处罚）")
    equals = session.exec(select(Power).where(Power.name == PENALTY["name"]).order_by(col(Power.id))).all()
    assert [(power.ordinal, power.remit) for power in equals] == [(1, "县级"), (2, "市级")]


def test_spaces_and_full_width_in_a_name_do_not_make_another_power(session: Session) -> None:
    take_in(session, powers(PENALTY | {"name": "对违规采购(一)的处罚"}))
    plan = take_in(session, powers(PENALTY | {"name": "对违规采购（一） 的处罚"}))
    assert counts(plan) == (1, 0, 1, 0, 0)
    assert only(session).name == "对违规采购（一） 的处罚"


def test_an_empty_category_is_filled_from_the_sheet_and_stays_empty_as_written(session: Session) -> None:
    sheet = a_sheet(
        "powers",
        [PENALTY | {"category": ""}],
        "行政许可（11项）",
        category="行政许可",
        unit_name="青禾县财政局",
    )
    take_in(session, a_workbook("powers", sheet))
    assert (only(session).category, only(session).category_written) == (PowerCategory.LICENCE, None)


def test_a_category_outside_the_ten_is_kept_as_written(session: Session) -> None:
    take_in(session, powers(PENALTY | {"category": "公共服务"}))
    assert (only(session).category, only(session).category_written) == (None, "公共服务")
    assert only(session).identity.startswith("公共服务|")


def test_legal_bases_stand_in_order_with_their_kinds(session: Session) -> None:
    take_in(session, powers(PENALTY))
    bases = session.exec(select(LegalBasis).order_by(col(LegalBasis.position))).all()
    assert [(basis.position, basis.kind, basis.title, basis.article) for basis in bases] == [
        (1, BasisKind.LAW, "中华人民共和国政府采购法", "第七十一条"),
        (2, BasisKind.RULE, "某办法", "第三条"),
    ]


def test_a_changed_basis_is_one_changed_record_and_replaces_the_list(session: Session) -> None:
    take_in(session, powers(PENALTY, LICENCE))
    plan = take_in(
        session, powers(PENALTY, LICENCE | {"basis_text": "【法律】《中华人民共和国会计法》第三十六条"})
    )
    assert counts(plan) == (2, 0, 1, 1, 0)
    licence = find_power(session, "代理记账许可")
    titles = session.exec(select(LegalBasis.title).where(LegalBasis.power_id == licence.id)).all()
    assert titles == ["中华人民共和国会计法"]


def test_numbers_of_legal_bases_are_not_given_out_again_by_the_import_that_replaces_them(
    session: Session,
) -> None:
    take_in(session, powers(LICENCE, PENALTY))
    before = set(session.exec(select(LegalBasis.id)).all())
    changed = PENALTY | {"basis_text": "【法律】《中华人民共和国会计法》第三十六条"}
    inspection = PENALTY | {"name": "对代理记账机构的检查", "code": ""}
    plan = take_in(session, powers(LICENCE, changed, inspection))
    assert counts(plan) == (3, 1, 1, 1, 0)
    after = session.exec(select(LegalBasis).order_by(col(LegalBasis.id))).all()
    new = [basis for basis in after if basis.id not in before]
    penalty = find_power(session, PENALTY["name"])
    added = find_power(session, "对代理记账机构的检查")
    assert [(basis.power_id, basis.position) for basis in new] == [
        (penalty.id, 1),
        (added.id, 1),
        (added.id, 2),
    ]
    assert [basis.id for basis in new] == list(range(max(before) + 1, max(before) + 4))


def test_a_basis_that_is_emptied_takes_its_rows_away(session: Session) -> None:
    """A power whose basis was taken out of the list has none any more: it may not go on passing."""
    take_in(session, powers(PENALTY))
    plan = take_in(session, powers(PENALTY | {"basis_text": ""}))
    assert counts(plan) == (1, 0, 1, 0, 0)
    assert session.exec(select(LegalBasis)).all() == []


def test_a_basis_that_is_filled_in_later_is_one_change(session: Session) -> None:
    take_in(session, powers(PENALTY | {"basis_text": ""}))
    plan = take_in(session, powers(PENALTY))
    assert counts(plan) == (1, 0, 1, 0, 0)
    assert len(session.exec(select(LegalBasis)).all()) == 2


def test_a_basis_without_rows_is_given_them_though_its_text_is_the_same(session: Session) -> None:
    take_in(session, powers(PENALTY))
    for basis in session.exec(select(LegalBasis)).all():
        session.delete(basis)
    plan = take_in(session, powers(PENALTY))
    assert counts(plan) == (1, 0, 1, 0, 0)
    assert len(session.exec(select(LegalBasis)).all()) == 2


def test_long_texts_arrive_whole(session: Session) -> None:
    duty = "依法受理、审查、决定，并将结果告知申请人。" * 40
    take_in(
        session,
        powers(PENALTY | {"responsibility": duty, "department_duty": "甲" * 41, "procedure": "乙" * 40}),
    )
    power = only(session)
    assert (power.responsibility, power.department_duty, power.procedure) == (duty, "甲" * 41, "乙" * 40)


def test_a_holder_set_by_hand_survives_the_same_words(session: Session) -> None:
    take_in(session, organization(units=[{"code": "SJJ", "name": "青禾县审计局"}]))
    row = PENALTY | {"exercising_body": "县审计机关"}
    take_in(session, powers(row), unit="青禾县财政局")
    edit_power(session, only(session), {"holder_unit": "SJJ"})
    assert counts(take_in(session, powers(row), unit="青禾县财政局")) == (1, 0, 0, 1, 0)
    take_in(session, powers(row | {"exercising_body": "某县级机关"}), unit="青禾县财政局")
    session.expire_all()
    assert only(session).holder_unit_id is None


@pytest.mark.parametrize("nothing", ["/", "无", "", "——"])
def test_a_stroke_for_nothing_is_no_value(session: Session, nothing: str) -> None:
    """Otherwise a / would pass for a written boundary."""
    take_in(session, powers(PENALTY | {"remit": nothing, "basis_text": nothing}))
    assert only(session).remit is None
    assert session.exec(select(LegalBasis)).all() == []


def test_no_fee_is_an_answer(session: Session) -> None:
    take_in(session, powers(PENALTY | {"fee": "无"}))
    assert only(session).fee == "无"


def test_flags_that_are_empty_are_not_known(session: Session) -> None:
    take_in(session, powers(PENALTY | {"is_lead": "", "has_discretion": "是", "holder_level": "内设科室"}))
    power = only(session)
    assert (power.is_lead, power.has_discretion, power.holder_level) == (None, True, HolderLevel.SECTION)


def test_columns_that_the_workbook_does_not_have_stay_as_they_are(session: Session) -> None:
    take_in(session, powers(PENALTY))
    edit_power(session, only(session), {"has_discretion": "是", "procedure": "受理、审查、决定"})
    plan = take_in(session, powers(PENALTY | {"remit": "市级"}))
    session.expire_all()
    assert counts(plan) == (1, 0, 1, 0, 0)
    power = only(session)
    assert (power.remit, power.has_discretion, power.procedure) == ("市级", True, "受理、审查、决定")


def test_the_exercising_body_that_is_a_unit_is_the_holder(session: Session) -> None:
    """R-XZ-01"""
    take_in(session, powers(PENALTY, LICENCE | {"exercising_body": "青禾县审计局"}), unit="青禾县财政局")
    holders = session.exec(select(Power.holder_unit_id).order_by(col(Power.id))).all()
    assert holders == [session.exec(select(Unit)).one().id, None]


def test_a_holder_is_linked_when_its_unit_is_registered_later(session: Session) -> None:
    take_in(session, powers(PENALTY | {"exercising_body": "青禾县审计局"}), unit="青禾县财政局")
    take_in(session, organization(units=[{"code": "SJJ", "name": "青禾县审计局"}]))
    session.expire_all()
    holder = session.exec(select(Unit).where(Unit.code == "SJJ")).one()
    assert only(session).holder_unit_id == holder.id


def test_posts_are_linked_by_title_and_the_rest_is_counted(session: Session) -> None:
    """R-FS-01"""
    take_in(
        session,
        organization(
            units=[{"code": "CZJ", "name": "青禾县财政局"}],
            posts=[{"unit": "CZJ", "title": "局长", "person": ""}],
        ),
    )
    plan = take_in(session, powers(PENALTY | {"deciding_post": "局长", "executing_post": "某科科长"}))
    power = only(session)
    assert power.deciding_post_id is not None and power.executing_post_id is None
    assert told(plan, "1 处岗位在本单位职务中找不到")


def test_what_the_edition_holds_beyond_the_workbook_stays_and_is_counted(session: Session) -> None:
    take_in(session, powers(PENALTY, LICENCE))
    plan = take_in(session, powers(LICENCE))
    assert counts(plan) == (1, 0, 0, 1, 0)
    assert told(plan, "该版本另有 1 项不在本表内")
    assert len(session.exec(select(Power)).all()) == 2


def test_a_retired_power_in_the_workbook_stays_retired(session: Session) -> None:
    take_in(session, powers(PENALTY))
    retire_power(session, only(session), on=date(2026, 2, 1), reason="下放")
    plan = planned(session, powers(PENALTY))
    assert counts(plan) == (1, 0, 0, 1, 0)
    assert told(plan, "已停用")


def test_another_edition_is_another_set_of_records(session: Session) -> None:
    """R-FS-02"""
    take_in(session, powers(PENALTY))
    plan = take_in(session, powers(PENALTY, title="青禾县财政局2026年权责清单"))
    assert counts(plan) == (1, 1, 0, 0, 0)
    assert find_edition(session, "青禾县财政局", "2026年版").name == "2026年版"


def test_who_typed_the_list_in_is_not_stored(session: Session) -> None:
    take_in(session, powers(PENALTY | {"recorder": "王某"}))
    assert "王某" not in repr(only(session).model_dump())


# ASCII letters too: a code and a name may be of either.
words = st.text(alphabet="采购处罚许可一二（）()AB１ ", min_size=1, max_size=5).filter(
    lambda text: text.strip()
)
rows = st.fixed_dictionaries(
    {
        "name": words,
        "sub_item": st.sampled_from(["", "无", "1.设立"]),
        "category": st.sampled_from(["行政处罚", "行政许可", "其他职权", "公共服务", ""]),
        "code": st.sampled_from(["", "/", "A1", "Ａ１"]),
        "basis_text": st.sampled_from(["", "【法律】《某法》第一条", "【法律】《甲法》\n【规章】《乙办法》"]),
        "remit": st.sampled_from(["", "县级", "市级", "/"]),
        "is_lead": st.sampled_from(["", "是", "否"]),
    }
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(rows, min_size=1, max_size=8), data=st.data())
def test_import_again_changes_nothing_and_one_edited_cell_is_one_change(
    county: Path, table: list[dict[str, str]], data: st.DataObject
) -> None:
    """The law of the second import, on any list: equal names, empty cells, strokes and all."""
    with undone(county) as session:
        first = take_in(session, powers(*table))
        assert first.receipt.balances and first.receipt.added == len(table)
        again = take_in(session, powers(*table))
        assert counts(again) == (len(table), 0, 0, len(table), 0)
        assert again.writes_nothing
        at = data.draw(st.integers(0, len(table) - 1))
        edited = [dict(row) for row in table]
        edited[at]["remit"] = "乡级"
        third = take_in(session, powers(*edited))
        assert counts(third) == (len(table), 0, 1, len(table) - 1, 0)
