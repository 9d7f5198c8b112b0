"""Pages about who holds power: the personal list, the three hands, the five areas."""

from datetime import date
from pathlib import Path

import pytest

from powerctl.errors import Refused
from powerctl.model import Duty, Edition, Person, Post, Power, Tenure, Unit
from powerctl.reports.blocks import Figure, Report, Table
from powerctl.reports.catalogue import page
from powerctl.reports.order import Order
from powerctl.store.create import create
from powerctl.store.transaction import reading, transaction
from powerctl.terms import DutyArea, HolderLevel, PowerCategory, UnitKind

DAY = date(2026, 6, 30)
START = date(2024, 1, 1)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        db.add(Unit(id=1, code="U1", name="云泽县财政局", kind=UnitKind.GOVERNMENT_ORGAN))
        db.flush()
        db.add(Edition(id=1, unit_id=1, name="2026年版", in_force_from=date(2026, 1, 1)))
        for number, (name, title, head) in enumerate(
            (("陆明远", "局长", True), ("温若衡", "副局长", False), ("佟知非", "纪检组长", False)), start=1
        ):
            db.add(Person(id=number, unit_id=1, name=name, number=""))
            db.add(Post(id=number, unit_id=1, title=title, is_head=head, is_leadership=True))
            db.flush()
            db.add(Tenure(person_id=number, post_id=number, valid_from=START))
        for area, person, end in (
            (DutyArea.FINANCE, 1, None),
            (DutyArea.PERSONNEL, 2, None),
            (DutyArea.PERSONNEL, 3, None),
            (DutyArea.PROJECTS, 2, date(2026, 3, 31)),
        ):
            db.add(Duty(unit_id=1, person_id=person, area=area, direct=True, valid_from=START, valid_to=end))
        for name, posts, level in (
            ("甲事项", (1, 2, 3), HolderLevel.COLLECTIVE),
            ("乙事项", (1, 2, 1), HolderLevel.HEAD),
            ("丙事项", (2, None, 3), HolderLevel.HEAD),
        ):
            deciding, executing, supervising = posts
            db.add(
                Power(
                    unit_id=1, edition_id=1, identity=name, ordinal=1, name=name,
                    category=PowerCategory.OTHER, holder_level=level, deciding_post_id=deciding,
                    executing_post_id=executing, supervising_post_id=supervising,
                )
            )  # fmt: skip
    return path


def made(path: Path, name: str, *, unit: str | None = "U1", **more: object) -> Report:
    with reading(path) as db:
        return page(name).build(db, Order(unit, DAY, "2026-06-30 09:00", "X", **more))  # type: ignore[arg-type]


def tables(report: Report) -> list[Table]:
    return [block for block in report.blocks if isinstance(block, Table)]


def test_the_card_of_a_head_lists_the_powers_of_the_post_and_of_the_head_s_level(county: Path) -> None:
    """R-XZ-04."""
    card = made(county, "card", person="陆明远")
    listed = tables(card)[1].rows
    assert [(row[1], row[3]) for row in listed] == [
        ("甲事项", "决策"),
        ("乙事项", "决策、监督"),
        ("丙事项", "权力主体"),
    ]
    assert ("五个不直接分管", "直接分管了财务，应当调整") in tables(card)[0].rows
    assert ("本人签字", "", "") in tables(card)[2].rows


def test_the_card_of_a_deputy_leaves_out_what_only_the_head_holds(county: Path) -> None:
    """R-XZ-04."""
    listed = tables(made(county, "card", person="温若衡"))[1].rows
    assert [(row[1], row[3]) for row in listed] == [
        ("甲事项", "执行"),
        ("乙事项", "执行"),
        ("丙事项", "决策"),
    ]


def test_a_unit_s_cards_begin_with_the_head(county: Path) -> None:
    """R-XZ-04."""
    card = made(county, "card")
    names = [row[1] for table in tables(card) for row in table.rows if row[0] == "姓名"]
    assert names == ["陆明远", "温若衡", "佟知非"]


@pytest.mark.parametrize(
    ("unit", "person", "says"),
    [(None, None, "没有指明单位"), ("U1", "王五", "班子成员中没有“王五”，有：陆明远、温若衡、佟知非")],
)
def test_a_card_is_refused_with_the_names_there_are(
    county: Path, unit: str | None, person: str | None, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        made(county, "card", unit=unit, person=person)


def test_the_three_hands_balance_and_a_clash_stands_first(county: Path) -> None:
    """R-FS-01."""
    report = made(county, "separation")
    assert "三权分设 1 项，岗位或人员重合 1 项，岗位未填全 1 项（1＋1＋1＝3）" in repr(report.blocks)
    verdicts = [(row[2], row[6]) for row in tables(report)[1].rows]
    assert verdicts == [
        ("乙事项", "◆ 决策与监督同为局长"),
        ("丙事项", "未填执行岗位"),
        ("甲事项", "分设"),
    ]


def test_the_matrix_marks_the_head_the_double_and_the_gap(county: Path) -> None:
    """R-XZ-02."""
    matrix = tables(made(county, "areas"))[0].rows[0]
    assert matrix[1] == "★ 陆某某"
    assert matrix[2].startswith("◆ ")
    assert matrix[3:] == ("▨ 空缺", "▨ 空缺", "▨ 空缺")


def test_the_timeline_shows_the_day_on_which_an_area_was_left(county: Path) -> None:
    """R-XZ-02."""
    report = made(county, "areas", since=date(2026, 1, 1))
    rows = [row for row in tables(report)[1].rows if row[0] == "建设工程及招标"]
    assert [row[1:4] for row in rows] == [
        ("2026-01-01", "2026-03-31", "90"),
        ("2026-04-01", "2026-06-30", "91"),
    ]
    (picture,) = [block for block in report.blocks if isinstance(block, Figure)]
    assert "2026-04-01 至 2026-06-30 ▨ 空缺" in picture.description
    assert "陆明远" not in repr(report.blocks)


def test_a_period_that_ends_before_it_begins_is_refused(county: Path) -> None:
    with pytest.raises(Refused, match="晚于截至日期"):
        made(county, "areas", since=date(2026, 7, 1))


def test_the_directory_counts_every_power_under_its_level(county: Path) -> None:
    """R-XZ-01."""
    report = made(county, "directory")
    assert "在用权力事项 3 项，按权力主体：班子集体 1 项，一把手 2 项，班子成员 0 项，内设科室 0 项" in repr(
        report.blocks
    )
    assert [len(table.rows) for table in tables(report)] == [1, 2, 0, 0]


def test_a_power_without_a_level_is_listed_last_and_not_left_out(county: Path) -> None:
    """R-XZ-01."""
    with transaction(county, "测试", "fill") as db:
        db.add(Power(unit_id=1, edition_id=1, identity="丁事项", ordinal=1, name="丁事项"))
    assert tables(made(county, "directory"))[-1].rows[0][2] == "丁事项"
