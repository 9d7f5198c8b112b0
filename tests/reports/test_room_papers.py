"""Paper for the room: as many ballots as voters, all alike, nothing on them that tells one from another."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from powerctl.errors import Refused
from powerctl.model import Recusal, Topic
from powerctl.reports.blocks import Form, Paragraph, Report, Signatures, Slips
from powerctl.reports.render import to_html, to_markdown
from powerctl.store.transaction import transaction

FIRST = {"meeting": "2026-3", "unit": "U000"}
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PDFTOTEXT = shutil.which("pdftotext")
Paper = Callable[..., Report]


def slips(report: Report) -> Slips:
    return next(block for block in report.blocks if isinstance(block, Slips))


def test_there_is_a_ballot_for_each_voter_present_and_not_recused(paper: Paper, meetings: Path) -> None:
    """R-XZ-09: nine entitled, one on leave, one recused; the observer gets none."""
    assert slips(paper("表决票", **FIRST)).copies == 7
    with transaction(meetings, "测试", "edit") as db:
        db.add(Recusal(agenda_item_id=2, attendance_id=23))
        db.add(Recusal(agenda_item_id=2, attendance_id=28))
    fewer = paper("表决票", **FIRST)
    assert slips(fewer).copies == 6, "one of the two is on leave and was not counted anyway"
    told = next(b.text for b in fewer.blocks if isinstance(b, Paragraph) and b.text.startswith("应印"))
    assert told.startswith("应印 6 张：应到 9 人，请假、缺席 1 人，回避 2 人")


def test_all_ballots_are_alike_and_bear_no_number(paper: Paper) -> None:
    """R-XZ-09, reliability.md section 3"""
    page = "".join(to_html(paper("表决票", **FIRST)))
    found = re.findall(r'<div class="slip">.*?</table>\n.*?</div>', page, re.S)
    assert len(found) == 7 and len(set(found)) == 1
    words = re.sub(r"<[^>]*>|2026-3|2026年3月10日", "", found[0])
    assert not re.search(r"\d|票号|编号|№", words)
    for member in ("高远山", "沈未央", "许知行"):
        assert member not in page
    assert "各张完全相同" in "".join(to_markdown(paper("表决票", **FIRST)))


def test_ballots_name_those_whom_the_topic_is_about(paper: Paper, meetings: Path) -> None:
    assert [row[0] for row in slips(paper("表决票", **FIRST)).rows] == ["李大山", "赵清河"]
    with transaction(meetings, "测试", "edit") as db:
        topic = db.get(Topic, 4)
        assert topic
        topic.topic_class, topic.concerned_written = "人事议题", "甲一，乙二；丙三"  # type: ignore[assignment]
    assert [row[0] for row in slips(paper("表决票", meeting="2026-4")).rows] == ["甲一", "乙二", "丙三"]


def test_a_meeting_without_a_ballot_gets_no_paper_for_one(paper: Paper) -> None:
    for name in ("表决票", "计票单", "表决结果报告单"):
        with pytest.raises(Refused, match="没有须无记名票决的议题"):
            paper(name, meeting="2026-4")


def test_the_result_form_tells_the_votes_needed_and_has_three_lines_to_sign(paper: Paper) -> None:
    """R-XZ-09"""
    report = paper("表决结果报告单", **FIRST)
    assert any("须同意 5 票方为通过" in b.text for b in report.blocks if isinstance(b, Paragraph))
    signed = next(block for block in report.blocks if isinstance(block, Signatures))
    assert signed.labels == ("监票人签名：", "计票人签名：", "主持人签名：")


def test_the_counting_sheet_has_a_line_for_every_choice_of_every_candidate(paper: Paper) -> None:
    forms = [block for block in paper("计票单", **FIRST).blocks if isinstance(block, Form)]
    assert [form.caption for form in forms] == ["表决对象：李大山", "表决对象：赵清河", "票数"]
    assert [row[0] for row in forms[0].rows] == ["同意", "反对", "弃权", "无效"]
    assert all(not cell for row in forms[0].rows for cell in row[1:])


@pytest.mark.skipif(not (BROWSER and PDFTOTEXT), reason="needs a Chromium browser and pdftotext")
def test_printed_sheets_of_ballots_carry_neither_page_number_nor_code(paper: Paper, tmp_path: Path) -> None:
    """R-XZ-09"""
    source, target = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text("".join(to_html(paper("表决票", **FIRST))), encoding="utf-8")
    assert BROWSER and PDFTOTEXT
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", profile)
    subprocess.run(
        [BROWSER, *options, f"--print-to-pdf={target}", str(source)], check=True, capture_output=True
    )
    text = subprocess.run(
        [PDFTOTEXT, "-raw", str(target), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = [re.sub(r"\s", "", page) for page in text.split("\f")][:-1]
    ballots, cover = pages[:-1], pages[-1]
    assert [page.count("表决对象") for page in ballots] == [6, 1]
    for page in ballots:
        assert not re.search(r"第\d+页|编号|台账首码", page)
    assert "领取与回收单" in cover and "第3页共3页" in cover
