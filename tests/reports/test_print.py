"""Pages as they come out of a browser: page numbers, repeated headings, 落款 never alone. Needs a browser."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from powerctl.reports.blocks import Heading, Meta, Report, Sign, Table, Title
from powerctl.reports.render import to_html

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PDFTOTEXT = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(not (BROWSER and PDFTOTEXT), reason="needs a Chromium browser and pdftotext")


def report(rows: int, **changes: object) -> Report:
    values: dict[str, object] = {
        "name": "test",
        "title": "测试",
        "unit": "云泽县财政局",
        "period": "2026年版",
        "as_of": date(2026, 1, 5),
        "generated": "2026-01-05 08:00",
        "number": "CS-1",
        "head_code": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        **changes,
    }
    table = Table(
        "",
        ("序号", "事项名称", "依据"),
        (10, 40, 50),
        tuple((str(i), f"第{i}项事项", "《某某条例》第三条\n《某某办法》第四条") for i in range(1, rows + 1)),
    )
    return Report(
        Meta(**values),
        (Title(("云泽县财政局", "权力清单公示")), table, Sign("云泽县财政局", date(2026, 1, 5))),
    )  # type: ignore[arg-type]


def printed(page: Report, folder: Path) -> list[str]:
    """The text of each printed page, white space dropped."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text("".join(to_html(page)), encoding="utf-8")
    assert BROWSER and PDFTOTEXT
    subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = subprocess.run(
        [PDFTOTEXT, "-raw", str(target), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [re.sub(r"\s", "", sheet) for sheet in text.split("\f") if sheet.strip()]


@pytest.mark.parametrize("rows", [7, 8, 9, 10, 26, 40])
def test_every_page_has_its_heading_row_and_the_signature_is_never_alone(rows: int, tmp_path: Path) -> None:
    pages = printed(report(rows, official=True), tmp_path)
    everything = "".join(pages)
    for number in range(1, rows + 1):
        assert everything.count(f"第{number}项事项") == 1
    for page in pages:
        if re.search(r"第\d+项事项", page):
            assert "序号事项名称依据" in page
    assert re.search(
        r"第\d+项事项", next(page for page in pages if "2026年1月5日" in page.split("事项名称")[-1])
    )


@pytest.mark.parametrize("rows", [31, 32, 33])
def test_the_last_row_often_the_total_is_never_alone_on_a_page(rows: int, tmp_path: Path) -> None:
    one = report(rows, paper="A3 landscape")
    other = Table("", ("甲", "乙"), (50, 50), tuple((f"另{n}", "－") for n in range(8)))
    title, table, sign = one.blocks
    pages = printed(replace(one, blocks=(title, table, Heading("二、另一张表"), other, sign)), tmp_path)
    last = next(page for page in pages if f"第{rows}项事项" in page)
    assert f"第{rows - 1}项事项" in last


def test_official_pages_are_numbered_between_dashes_and_others_of_how_many(tmp_path: Path) -> None:
    official = printed(report(40, official=True), tmp_path)
    assert [bool(re.search(f"—{n}—", page)) for n, page in enumerate(official, start=1)] == [True] * len(
        official
    )
    (tmp_path / "other").mkdir()
    other = printed(report(40), tmp_path / "other")
    assert f"第2页共{len(other)}页" in other[1]


@pytest.mark.parametrize("paper", ["A4", "A3 landscape"])
def test_every_printed_page_says_unit_day_number_and_head_code(paper: str, tmp_path: Path) -> None:
    for page in printed(report(60, paper=paper), tmp_path):
        for said in ("云泽县财政局", "2026年版", "2026年1月5日", "CS-1", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
            assert said in page
