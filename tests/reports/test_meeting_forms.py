"""How papers of meetings stand on the page: the mark on one line, who signed and issued, marks of secrecy."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.areas.meetings.copies import issue_minutes
from powerctl.errors import Refused
from powerctl.model import AgendaItem, Meeting, SecretBallot, Topic, Unit
from powerctl.reports.blocks import Imprint, Masthead, Paragraph, Report, Roll, Slips, Table, Title
from powerctl.reports.render import mark_size, to_html, to_markdown
from powerctl.store.transaction import transaction
from powerctl.terms import Outcome, SecrecyLevel

FIRST = {"meeting": "2026-3", "unit": "U000"}
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PDFTOTEXT = shutil.which("pdftotext")
POINTS_ACROSS = 156 / 25.4 * 72
Paper = Callable[..., Report]


def head(report: Report) -> Masthead:
    return next(block for block in report.blocks if isinstance(block, Masthead))


def imprint(report: Report) -> Imprint:
    return next(block for block in report.blocks if isinstance(block, Imprint))


def change(meetings: Path, **values: object) -> None:
    with transaction(meetings, "测试", "edit") as db:
        meeting = db.get(Meeting, 1)
        assert meeting
        for name, value in values.items():
            setattr(meeting, name, value)


def printed(report: Report, folder: Path) -> list[str]:
    """The pages of a report as a browser prints them, without white space."""
    assert BROWSER and PDFTOTEXT
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text("".join(to_html(report)), encoding="utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", profile)
    subprocess.run(
        [BROWSER, *options, f"--print-to-pdf={target}", str(source)], check=True, capture_output=True
    )
    text = subprocess.run(
        [PDFTOTEXT, "-layout", str(target), "-"], check=True, capture_output=True, text=True
    ).stdout
    return text.split("\f")[:-1]


in_print = pytest.mark.skipif(not (BROWSER and PDFTOTEXT), reason="needs a Chromium browser and pdftotext")


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 60))
def test_a_mark_of_any_length_stands_within_the_type_area(characters: int) -> None:
    """R-XZ-10, norms C.1: one line of 156 mm, never larger than the usual size."""
    size = float(mark_size("县" * characters))
    assert size <= 44
    assert characters * (size * 1.08) <= POINTS_ACROSS
    assert size == 44 or characters * (size * 1.08) > POINTS_ACROSS * 0.98, "no smaller than it must be"


@in_print
def test_a_long_mark_is_printed_on_one_line(paper: Paper, meetings: Path, tmp_path: Path) -> None:
    """R-XZ-10"""
    name = "云泽县青禾街道社会治安综合治理中心"
    with transaction(meetings, "测试", "edit") as db:
        unit = db.get(Unit, 1)
        assert unit
        unit.name = name
    lines = [re.sub(r"\s", "", line) for line in printed(paper("会议纪要", **FIRST), tmp_path)[0].split("\n")]
    assert f"{name}党委常委会议纪要" in lines


def test_minutes_say_who_signed_and_issued_them_where_the_standard_puts_it(
    paper: Paper, meetings: Path
) -> None:
    """R-XZ-10, norms C.1: 签发人 beside the number, the day of signature on the line above the rule, 印发机关
    and 印发日期 in the imprint."""
    change(
        meetings,
        signer_written="高远山",
        signed_on=date(2026, 3, 12),
        issuer_written="中共云泽县委办公室",
        issued_on=date(2026, 3, 13),
    )
    report = paper("会议纪要", **FIRST)
    assert (head(report).signer, head(report).left, head(report).right) == (
        *("高远山", "中共云泽县委办公室", "2026年3月12日"),
    )
    assert ("中共云泽县委办公室", "2026年3月13日印发") in imprint(report).lines
    assert "签发人：<em>高远山</em>" in "".join(to_html(report))
    assert "签发人：高远山" in "".join(to_markdown(report))


def test_a_draft_leaves_the_day_of_issue_to_be_written_in(paper: Paper) -> None:
    """R-XZ-10: the day of printing is not the day of issue."""
    report = paper("会议纪要", **FIRST)
    assert ("云泽县", "　　　　年　　月　　日印发") in imprint(report).lines
    assert (head(report).left, head(report).right, head(report).signer) == ("云泽县", "2026年3月10日", "")
    assert "签发人" not in "".join(to_html(report))
    assert Roll("记录", "秦记录") in report.blocks


def test_minutes_of_a_closed_meeting_are_signed_and_issued_in_the_order_of_days(meetings: Path) -> None:
    """R-XZ-10"""
    change(meetings, closed_at=datetime(2026, 3, 11, 9))
    with transaction(meetings, "测试", "issue") as db:
        meeting = db.get(Meeting, 1)
        assert meeting
        changes = issue_minutes(db, meeting, {"signer_written": "高远山", "signed_on": "2026-03-12"})
        assert [change.heading for change in changes] == ["签发人", "签发日期"]
        issue_minutes(db, meeting, {"issued_on": "2026-03-12"})
        assert meeting.closed_at is not None
    for wrong in ({"signed_on": "2026-03-09"}, {"issued_on": "2026-03-11"}, {"place": "别处"}):
        with pytest.raises(Refused), transaction(meetings, "测试", "issue") as db:
            meeting = db.get(Meeting, 1)
            assert meeting
            issue_minutes(db, meeting, wrong)


def test_many_candidates_stand_in_a_table_instead_of_a_sentence_each(paper: Paper, meetings: Path) -> None:
    """R-XZ-09"""
    with transaction(meetings, "测试", "edit") as db:
        for name in ("甲一", "乙二"):
            db.add(SecretBallot(agenda_item_id=2, round=1, candidate=name, issued=7, returned=7, votes_for=7))
    report = paper("会议纪要", **FIRST)
    table = next(block for block in report.blocks if isinstance(block, Table))
    assert ("赵清河", "7", "7", "4", "3", "0", "0", "未通过，差 1 票") in table.rows and len(table.rows) == 4
    assert ("乙二", "7", "7", "7", "未登记", "未登记", "未登记", "通过") in table.rows
    text = "\n".join(block.text for block in report.blocks if isinstance(block, Paragraph))
    assert "对李大山等4个表决对象逐一采取无记名票决方式" in text
    assert "应到 9 · 回避 1（仍计入应到） · 需 5" in text and "对赵清河，" not in text


def test_every_paper_of_a_secret_meeting_bears_the_level_and_begins_with_it(
    paper: Paper, meetings: Path
) -> None:
    """R-XZ-10, norms B65"""
    change(meetings, secrecy=SecrecyLevel.LOW, secrecy_years=1)
    for name in ("会议记录", "表决结果单", "决定事项通知", "计票单", "表决结果报告单"):
        first = paper(name, **FIRST).blocks[0]
        assert isinstance(first, Title) and first.top == ("秘密★1年",), name
    ballots = paper("表决票", **FIRST).blocks
    assert "秘密★1年" in next(block for block in ballots if isinstance(block, Slips)).notes[-1]
    change(meetings, secrecy=SecrecyLevel.INTERNAL)
    assert next(b for b in paper("会议记录", **FIRST).blocks if isinstance(b, Title)).top == ()


@in_print
def test_the_record_of_a_secret_meeting_has_level_and_title_on_its_first_page(
    paper: Paper, meetings: Path, tmp_path: Path
) -> None:
    """R-XZ-10"""
    change(meetings, secrecy=SecrecyLevel.LOW, secrecy_years=1)
    first = re.sub(r"\s", "", printed(paper("会议记录", **FIRST), tmp_path)[0])
    assert "秘密★1年" in first and "云泽县党委常委会议记录" in first and "到会人员" in first


@in_print
@pytest.mark.parametrize("name", ["表决结果单", "表决结果报告单", "会议记录"])
def test_lines_to_sign_never_stand_alone_on_a_page(
    paper: Paper, meetings: Path, tmp_path: Path, name: str
) -> None:
    """R-XZ-09"""
    with transaction(meetings, "测试", "edit") as db:
        for at in range(13):
            db.add(SecretBallot(agenda_item_id=2, round=1, candidate=f"人选{at}", issued=7, returned=7))
    for page in printed(paper(name, **FIRST), tmp_path):
        above = page.split("人签名")[0]
        if "人签名" in page:
            assert len(re.sub(r"\s", "", above)) > 130, "heads of the page and something of the paper"


@in_print
@pytest.mark.parametrize("topics", range(2, 7))
def test_the_signature_of_a_public_page_never_stands_alone(
    paper: Paper, meetings: Path, tmp_path: Path, topics: int
) -> None:
    """R-XZ-17: however many short tables stand before it."""
    with transaction(meetings, "测试", "edit") as db:
        for at in range(topics):
            db.add(Topic(id=50 + at, unit_id=1, number=f"P{at}", title=f"关于第{at}项公开事项的议题"))
            db.flush()
            db.add(AgendaItem(meeting_id=2, topic_id=50 + at, position=2 + at, outcome=Outcome.PASSED))
    pages = [re.sub(r"\s", "", page) for page in printed(paper("会议决策公开", unit="U000"), tmp_path)]
    last = pages[-1]
    assert last.find("序号") in range(last.rfind("2026年6月30日")), (
        "the heading row of a table stands above it"
    )
