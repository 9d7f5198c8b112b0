"""Notices of appointment say what they must and nothing more; answers to notices are figures only."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.limits.calendar import LAST_KNOWN_DAY
from powerctl.model import Appointment, Notice, NoticeSubject
from powerctl.reports.blocks import Paragraph, Qr, Report, Sign
from powerctl.reports.personnel.appointment_notice import span_of
from powerctl.reports.render import to_html, to_markdown
from powerctl.store.transaction import transaction
from tests.reports.money import county, everything, made, said, tables
from tests.reports.notices import answered, appointments

_TITLE = "任前公示"


def changed(path: Path, model: type[Any], number: int, **values: Any) -> None:
    """One record edited."""
    with transaction(path, "测试", "edit") as db:
        record = db.get(model, number)
        assert record
        for name, value in values.items():
            setattr(record, name, value)


def written(report: Report) -> str:
    """Both forms of a page."""
    return "".join(to_html(report)) + "".join(to_markdown(report))


def test_a_notice_says_of_a_person_what_it_may_and_nothing_more(tmp_path: Path) -> None:
    """R-CC-05, R-XZ-17"""
    path = county(tmp_path, appointments)
    report = made(path, _TITLE, number="2026-1")
    lines = [block.text for block in report.blocks if isinstance(block, Paragraph)]
    assert lines[1] == (
        "1. 李大山，男，汉族，1975年3月生，大学学历，中共党员，现任云泽县民政局副局长，拟任云泽县民政局局长。"
    )
    assert lines[2].startswith("2. 欧阳清河，女，苗族，1980年11月生，研究生学历、硕士学位，无党派人士，")
    for hidden in ("03-12", "110101", "身份证", "某小区", "群众反映较多", "任1"):
        assert hidden not in written(report)


def test_a_notice_has_reason_basis_days_and_ways_to_respond(tmp_path: Path) -> None:
    """R-ZJ-08"""
    report = made(county(tmp_path, appointments), _TITLE, number="2026-1")
    text = said(report)
    assert text.startswith("根据《党政领导干部选拔任用工作条例》，为广泛听取意见")
    assert "公示期自2026年6月15日起至2026年6月23日止，首日计入共 6 个工作日，首日不计共 5 个工作日。" in text
    assert "提倡署实名；对反映人和反映的内容严格保密" in text
    assert "受理单位：中共云泽县委组织部干部监督室（电话、来信）" in text
    assert "受理地址：云泽县人民路1号 邮编314000" in text and "公示地点：县政府大院公开栏" in text
    paragraphs = [block for block in report.blocks if isinstance(block, Paragraph)]
    assert paragraphs[-1].text == "公示截止：2026年6月23日　受理电话：0573-83712380", "repeated at the foot"
    assert report.blocks[-2] == Sign("云泽县", date(2026, 6, 15)) and isinstance(report.blocks[-1], Qr)
    assert report.meta.official and report.meta.paper == "A4"


@pytest.mark.parametrize(
    ("begun", "ended", "with_first", "without_first", "last"),
    [
        (date(2026, 6, 15), date(2026, 6, 21), 4, 3, date(2026, 6, 18)),
        (date(2026, 6, 13), date(2026, 6, 18), 4, 4, date(2026, 6, 18)),
        (date(2026, 9, 25), date(2026, 10, 10), 6, 6, date(2026, 10, 10)),
        (date(2026, 6, 20), date(2026, 6, 21), 0, 0, None),
        (LAST_KNOWN_DAY, date(LAST_KNOWN_DAY.year + 1, 1, 9), None, None, None),
    ],
)
def test_working_days_of_a_notice_are_counted_both_ways(
    begun: date, ended: date, with_first: int | None, without_first: int | None, last: date | None
) -> None:
    """R-ZJ-08; norms D.1, 5: make-up workdays count, holidays do not"""
    span = span_of(begun, ended)
    assert (span.with_first, span.without_first) == (with_first, without_first)
    assert span.last_working_day == last


def test_a_notice_that_ends_on_a_day_off_says_on_which_working_day_it_ends(tmp_path: Path) -> None:
    """R-ZJ-08"""
    path = county(tmp_path, appointments)
    changed(path, Notice, 1, ended_on=date(2026, 6, 21))
    assert "止日不是工作日，最后一个工作日为2026年6月18日。" in said(made(path, _TITLE, number="2026-1"))
    changed(path, Notice, 1, ended_on=date(LAST_KNOWN_DAY.year + 1, 1, 9))
    assert "待当年放假安排公布后确定" in said(made(path, _TITLE, number="2026-1"))


@pytest.mark.parametrize(
    ("model", "values", "lacking"),
    [
        (Notice, {"begun_on": None}, "起日"),
        (Notice, {"ended_on": None}, "止日（自 2026-06-15 起满 5 个工作日、首日不计，最早到 2026-06-23）"),
        (Notice, {"office_phone": " "}, "受理电话"),
        (Notice, {"by_phone": None, "by_letter": None}, "反映意见的方式"),
        (Appointment, {"to_post_written": None}, "1 名对象的拟任职务"),
        (NoticeSubject, {"appointment_id": None}, "1 名对象的拟任职务"),
        (Notice, {"office_phone": "138 0013 8000"}, "手机号码"),
        (Notice, {"ended_on": date(2026, 6, 1)}, "早于起日"),
    ],
)
def test_a_notice_that_lacks_what_makes_it_one_is_refused(
    tmp_path: Path, model: type[Any], values: dict[str, Any], lacking: str
) -> None:
    """R-ZJ-08"""
    path = county(tmp_path, appointments)
    changed(path, model, 1, **values)
    with pytest.raises(Refused) as refused:
        made(path, _TITLE, number="2026-1")
    assert lacking in str(refused.value)
    assert refused.value.hint.startswith("powerctl notice ")


def test_what_is_not_on_record_of_a_person_is_told(tmp_path: Path) -> None:
    """R-XZ-17"""
    path = county(tmp_path, appointments)
    changed(path, Appointment, 1, ethnicity=None, born="见档案110101197503121234", from_post_written=None)
    text = said(made(path, _TITLE, number="2026-1"))
    assert "李大山，男，大学学历，中共党员，拟任云泽县民政局局长。（民族、出生年月、现任职务未登记）" in text
    assert "1101011975" not in text


@pytest.mark.parametrize(
    ("born", "shown"),
    [
        ("1975-03-12", "1975年3月生"),
        ("19750312", "1975年3月生"),
        ("197512", "1975年12月生"),
        ("1975.3", "1975年3月生"),
        ("1975年10月5日", "1975年10月生"),
    ],
)
def test_of_a_birthday_the_month_is_printed_and_no_day(tmp_path: Path, born: str, shown: str) -> None:
    """R-XZ-17"""
    path = county(tmp_path, appointments)
    changed(path, Appointment, 1, born=born)
    assert f"李大山，男，汉族，{shown}，大学学历" in said(made(path, _TITLE, number="2026-1"))


def test_the_notices_that_are_up_on_a_day_are_meant_where_no_number_is_said(tmp_path: Path) -> None:
    path = county(tmp_path, appointments)
    assert "2026-1" in made(path, _TITLE, unit="U000", as_of=date(2026, 6, 23)).meta.title
    for order in (
        {"unit": "U000", "as_of": date(2026, 6, 24)},
        {},
        {"number": "没有"},
        {"unit": "U002", "number": "2026-1"},
    ):
        with pytest.raises(Refused) as refused:
            made(path, _TITLE, **order)
        assert refused.value.hint.startswith("powerctl ")


def test_answers_to_notices_are_counted(tmp_path: Path) -> None:
    """R-ZJ-04: 24 subjects, 23 answers about 6 of them, 3 put off after verifying"""
    report = made(county(tmp_path, answered), "公示反馈情况")
    text = said(report)
    assert "公示 4 次（任前公示 3、中标候选人公示 1）" in text
    assert (
        "对象 24 名，收到反映 23 件次，涉及 6 人；经核查，涉及的对象 6 人（不影响 2、暂缓 3、未登记 1）"
        in text
    )
    assert "另有 1 次公示没有登记起日，不计在内" in text
    assert "核查结论 23 件次（部分属实 16、未登记 7）" in text
    assert "已办结 19、没有办结日期 4" in text
    assert "▲ 反映没有办结而公示已作结论的 1 次：2026-1。" in text
    assert "署名反映 7 件次中，已答复 1 件次" in text
    by_kind, by_notice = tables(report)
    for table in (by_kind, by_notice):
        *parts, total = table.rows
        for column in range(1, len(total)):
            if total[column].isdigit():
                assert sum(int(row[column]) for row in parts) == int(total[column])
    assert by_kind.rows[0][1:5] == ("3", "24", "23", "6")


@pytest.mark.parametrize("fill", [answered])
def test_answers_to_notices_name_nobody(tmp_path: Path, fill: Callable[[Session], None]) -> None:
    """R-ZJ-04"""
    report = made(county(tmp_path, fill), "公示反馈情况")
    for hidden in ("反映人甲", "反映的内容", "核查的情况", "某对象", "李大山"):
        assert hidden not in written(report) and hidden not in everything(report)


def test_without_notices_there_is_no_page_of_answers(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有公示记录"):
        made(county(tmp_path), "公示反馈情况")
