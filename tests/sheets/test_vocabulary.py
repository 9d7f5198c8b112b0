"""Words of a cell to terms: known in every published form, and never guessed."""

import string
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.words import vocabulary as v
from powerctl.terms import (
    BasisKind,
    DutyArea,
    FinderMethod,
    HolderLevel,
    PowerCategory,
    PowerDomain,
    RiskLevel,
    RiskSource,
    UnitKind,
)

HIGH, MEDIUM, LOW = RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW


@pytest.mark.parametrize("category", PowerCategory)
def test_each_of_the_ten_categories_is_itself(category: PowerCategory) -> None:
    """R-HY-01"""
    assert v.category(category.value) is category
    assert v.category(f" {category.value[:2]}\n{category.value[2:]}　") is category


@pytest.mark.parametrize(
    "text",
    [
        "其他行政权力",
        "其他职权",
        "其他类别",
        "其它",
        "其 他\n职权",
        "其它行政权力",
        "行政征用",
        "行政调解",
        "审核转报",
        "行政指导",
        "行政规划",
    ],
)
def test_whatever_is_none_of_the_nine_is_other(text: str) -> None:
    assert v.category(text) is PowerCategory.OTHER


@pytest.mark.parametrize(
    "text",
    ["", "/", "非行政许可类审批", "行政执法义务性规定", "行政许可、行政处罚", "公共服务", "行政审批", "政务"],
)
def test_a_category_that_does_not_fold_onto_the_ten_stays_open(text: str) -> None:
    assert v.category(text) is None


@pytest.mark.parametrize(
    "title, category",
    [
        ("行政许可（11项）", PowerCategory.LICENCE),
        ("行政征收（ 1 项）", PowerCategory.LEVY),
        ("其他行政权力（3项）", PowerCategory.OTHER),
        ("某某局行政处罚事项清单", PowerCategory.PENALTY),
        ("行政许可和行政确认", None),
        ("Sheet1", None),
        ("其他说明", None),
    ],
)
def test_a_sheet_name_gives_the_category_that_it_alone_names(
    title: str, category: PowerCategory | None
) -> None:
    assert v.category_of_title(title) is category


@pytest.mark.parametrize(
    "text, level",
    [
        *[
            (t, HIGH)
            for t in (
                "高",
                "高级",
                "高等级",
                "高风险",
                "红",
                "红色",
                "★★★",
                "三星",
                "3星级",
                "（高）",
                "重大",
            )
        ],
        *[
            (t, MEDIUM)
            for t in ("中", "中级", "中等", "中风险", "黄", "黄色预警", "★★☆", "★★", "二星", "[中]")
        ],
        *[(t, LOW) for t in ("低", "低级", "低\n级", "低风险点", "蓝", "★☆☆", "★", "一星级", "风险等级：低")],
        *[
            (t, None)
            for t in (
                "",
                "/",
                "☆☆☆",
                "★★★★",
                "五星",
                "橙",
                "较大",
                "一般",
                "较高",
                "四级",
                "Ⅳ级",
                "D",
                "1",
                "中低",
            )
        ],
    ],
)
def test_a_level_in_words_stars_or_colours_has_its_own_direction(text: str, level: RiskLevel | None) -> None:
    """R-XZ-12"""
    assert v.level(text) is level
    assert v.level(text, first_is_highest=False) is level


@pytest.mark.parametrize(
    "forms",
    [
        ("一级", "二级", "三级"),
        ("Ⅰ级", "Ⅱ级", "Ⅲ级"),
        ("I级", "II级", "III级"),
        ("1级", "2级", "3级"),
        ("A", "B", "C"),
        ("A级", "B级", "C级"),
        ("Ⅰ", "Ⅱ", "Ⅲ"),
        ("一级风险", "二级风险", "三级风险"),
        ("【Ⅰ级】", "Ⅱ　级", "ＩＩＩ级"),
    ],
)
def test_a_numbered_level_follows_the_declared_direction(forms: tuple[str, ...]) -> None:
    """R-XZ-12"""
    assert [v.level(text) for text in forms] == [HIGH, MEDIUM, LOW]
    assert [v.level(text, first_is_highest=False) for text in forms] == [LOW, MEDIUM, HIGH]


def test_a_level_said_twice_counts_once_and_a_contradiction_not_at_all() -> None:
    assert v.level("高（Ⅰ级）") is HIGH
    assert v.level("高（Ⅲ级）") is None


@pytest.mark.parametrize(
    "text, counts",
    [
        ("1中2低", {"中": 1, "低": 2}),
        ("高2 中1", {"高": 2, "中": 1}),
        ("高：1，中：2", {"高": 1, "中": 2}),
        ("1个高风险、2个中风险", {"高风险": 1, "中风险": 2}),
        ("Ⅱ级3个", {"Ⅱ级": 3}),
        ("0高1低", {"低": 1}),
        ("高", None),
        ("中低", None),
        ("", None),
        ("3个措施", None),
        ("2026年", None),
    ],
)
def test_a_tally_counts_each_level_in_its_own_words(text: str, counts: dict[str, int] | None) -> None:
    assert v.tally(text) == counts


def test_levels_listed_point_by_point_keep_their_order_and_words() -> None:
    assert v.listed_levels("高、中、低") == ("高", "中", "低")
    assert v.listed_levels("1.Ⅰ级\n2.Ⅲ级") == ("Ⅰ级", "Ⅲ级")
    assert v.listed_levels("★★★\n☆☆☆") == ("★★★", "☆☆☆")
    assert v.listed_levels("高") == v.listed_levels("高、见附件") == ()


@pytest.mark.parametrize(
    "text, answer",
    [
        ("是", True),
        ("有", True),
        ("√", True),
        ("Y", True),
        ("yes", True),
        (" 是 ", True),
        ("直接分管", True),
        ("否", False),
        ("无", False),
        ("×", False),
        ("N", False),
        ("不直接分管", False),
        ("", None),
        ("/", None),
        ("1", None),
        ("待定", None),
        ("是否", None),
    ],
)
def test_a_flag_is_yes_or_no_and_an_empty_one_is_neither(text: str, answer: bool | None) -> None:
    """R-XZ-01"""
    assert v.yes_no(text) is answer


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2018年7月1日", date(2018, 7, 1)),
        ("2019年7月26日", date(2019, 7, 26)),
        ("2013.04.29", date(2013, 4, 29)),
        ("2021/3/26 15:02:26", date(2021, 3, 26)),
        ("2021/3/26 9:02", date(2021, 3, 26)),
        ("2022-04-08", date(2022, 4, 8)),
        ("2026-01-05T00:00:00", date(2026, 1, 5)),
        ("44281", date(2021, 3, 26)),
        ("44281.6265", date(2021, 3, 26)),
        ("20210326", date(2021, 3, 26)),
        ("二〇二六年三月二十一日", date(2026, 3, 21)),
        ("２０２６年３月１日（星期日）", date(2026, 3, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_in_every_form_met(text: str, expected: date) -> None:
    assert v.day(text) == expected
    assert v.why_no_day(text) == ""


@pytest.mark.parametrize(
    "text, reason",
    [
        ("2018年7月", "只有年月，没有日"),
        ("2018", "只有年份，没有月日"),
        ("9月23日", "没有年份"),
        ("9月23日下午", "没有年份"),
        ("18年7月1日", "年份不是四位"),
        ("3/26/2021", "年份写在最后，月和日分不清"),
        ("2025-02-29", "日历上没有这一天"),
        ("0202-02-02", "年份202不在1900至2200之间"),
        ("全年", "不是日期"),
        ("12345", "不是日期"),
        ("", ""),
        ("/", ""),
    ],
)
def test_what_is_no_day_is_left_open_with_a_reason(text: str, reason: str) -> None:
    assert v.day(text) is None
    assert v.why_no_day(text) == reason


@given(st.dates(date(1951, 1, 1), date(2099, 12, 31)))
@settings(deadline=None, max_examples=60)
def test_every_way_of_writing_a_day_gives_the_same_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month:02}.{day.day:02}",
        f"{day:%Y/%m/%d} 08:30:00",
        f"{day:%Y%m%d}",
        str(serial),
    ):
        assert v.day(text) == day


def test_an_open_end_is_not_a_wrong_day() -> None:
    assert v.is_open_end("至今") and v.is_open_end("") and not v.is_open_end("2026-01-01")


@pytest.mark.parametrize(
    "text, domain",
    [
        ("人权", PowerDomain.PERSONNEL),
        ("人事权", PowerDomain.PERSONNEL),
        ("事权", PowerDomain.AFFAIRS),
        ("财权", PowerDomain.FINANCE),
        ("物权", PowerDomain.ASSETS),
        ("人、财、物", None),
        ("", None),
    ],
)
def test_a_domain_is_one_of_four(text: str, domain: PowerDomain | None) -> None:
    """R-XZ-11"""
    assert v.domain(text) is domain


@pytest.mark.parametrize(
    "text, source",
    [
        ("岗位职责风险", RiskSource.POST),
        ("业务流程风险", RiskSource.FLOW),
        ("制度机制", RiskSource.INSTITUTION),
        ("机制制度风险", RiskSource.INSTITUTION),
        ("外部环境", RiskSource.ENVIRONMENT),
        ("思想道德风险", None),
        ("底线红线", None),
    ],
)
def test_a_source_is_one_of_four_and_morals_are_none_of_them(text: str, source: RiskSource | None) -> None:
    """R-XZ-11"""
    assert v.risk_source(text) is source


def test_terms_of_the_organization_are_known_by_their_usual_names() -> None:
    """R-XZ-01"""
    assert v.holder_level("“一把手”") is HolderLevel.HEAD
    assert v.holder_level("科室（站所）") is HolderLevel.SECTION
    assert v.holder_level("领导") is None
    assert v.unit_kind("政府工作部门") is UnitKind.GOVERNMENT_ORGAN
    assert v.unit_kind("村（社区）") is UnitKind.VILLAGE
    assert v.unit_kind("部门") is None
    assert v.finder("群众帮") is FinderMethod.MASSES
    assert v.finder("群众") is None


@pytest.mark.parametrize(
    "text, areas",
    [
        ("财务", (DutyArea.FINANCE,)),
        ("建设工程及招标", (DutyArea.PROJECTS,)),
        ("分管财务、干部人事工作", (DutyArea.FINANCE, DutyArea.PERSONNEL)),
        ("1.基建；2.政府采购", (DutyArea.PROJECTS, DutyArea.PROCUREMENT)),
        ("工程建设、招投标", (DutyArea.PROJECTS,)),
        ("审批和信访", (DutyArea.APPROVALS, DutyArea.OTHER)),
        ("主持全面工作", (DutyArea.OTHER,)),
        ("综合协调", ()),
        ("财务公开", ()),
        ("", ()),
    ],
)
def test_an_account_of_duties_names_its_areas(text: str, areas: tuple[DutyArea, ...]) -> None:
    """R-XZ-02"""
    assert v.duty_areas(text) == areas


def test_a_matter_of_unknown_area_stays_beside_the_known_ones() -> None:
    """R-XZ-02"""
    assert v.duty_parts("财务、综合协调") == (("财务", DutyArea.FINANCE), ("综合协调", None))


@pytest.mark.parametrize(
    "tag, kind",
    [
        ("法律", BasisKind.LAW),
        (" 法律", BasisKind.LAW),
        ("行法规", BasisKind.ADMINISTRATIVE_REGULATION),
        ("地方性法规", BasisKind.LOCAL_REGULATION),
        ("“三定”方案", BasisKind.STAFFING_PLAN),
        ("部令", None),
        ("2021", None),
    ],
)
def test_a_tag_names_a_kind_of_document(tag: str, kind: BasisKind | None) -> None:
    assert v.basis_kind(tag) is kind


@given(st.text(alphabet=string.printable + "一二三高中低级星是否无行政处罚、（）年月日", max_size=12))
@settings(deadline=None, max_examples=150)
def test_no_text_makes_a_word_list_stumble(text: str) -> None:
    for read in (v.category, v.category_of_title, v.level, v.tally, v.listed_levels, v.yes_no, v.day):
        read(text)
    for read in (v.domain, v.risk_source, v.finder, v.holder_level, v.unit_kind, v.duty_parts, v.whole):
        read(text)
    assert v.day(text) is None or not v.why_no_day(text)
