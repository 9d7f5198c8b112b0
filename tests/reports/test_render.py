"""Pages: one self-contained file, everything escaped, the same words in every form."""

import html
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from powerctl.reports.blocks import Figure, Heading, Meta, Paragraph, Qr, Report, Sign, Table, Title, To
from powerctl.reports.charts import level_bars
from powerctl.reports.code import digest, sealed, short_code
from powerctl.reports.render import css_string, short_columns, to_html, to_markdown

HOSTILE = [
    "<b>粗</b>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "</style><script>alert(1)</script>",
    '"; } body { display: none',
    "*甲*_乙_`丙`",
    "[链](http://a.b)",
    "![图](x)",
    "# 标题",
    "1. 一",
    "| 列 |",
    "&lt;",
    "\u202e倒",
    "甲" * 200,
    "\\",
    "- 项",
    "~~删~~",
]


def meta(**changes: object) -> Meta:
    values: dict[str, object] = {
        "name": "test",
        "title": "测试",
        "unit": "财政局",
        "period": "2026年版",
        "as_of": date(2026, 1, 5),
        "generated": "2026-01-05 08:00",
        "number": "CS-U001-20260105",
        "head_code": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    }
    return Meta(**{**values, **changes})  # type: ignore[arg-type]


def page(text: str, **changes: object) -> Report:
    blocks = (
        Title((text, "第二行")),
        To(text),
        Heading(text, 1),
        Heading(text, 2),
        Paragraph(text),
        Table(text, (text, "数"), (50, 50), ((text, "1"), (text + "\n" + text, "2"))),
        level_bars(text, [(text, (1, 2, 3, 4))]),
        Sign(text, date(2026, 1, 5)),
        Qr("PC1:X:ABCD", text),
    )
    return Report(meta(unit=text, **changes), blocks)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.raw = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.raw = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.raw = False

    def handle_data(self, data: str) -> None:
        if not self.raw:
            self.words.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_html(text: str) -> None:
    parser = _Tags()
    parser.feed("".join(to_html(page(text))))
    assert not {"script", "b", "img", "iframe", "link", "a"} & set(parser.tags)
    assert not [name for name, _ in parser.attributes if name.startswith("on") or name in ("src", "href")]
    assert "".join(parser.words).count(text) >= 6


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_markdown(text: str) -> None:
    rendered = (
        MarkdownIt("commonmark")
        .enable("table")
        .enable("strikethrough")
        .render("".join(to_markdown(page(text))))
    )
    parser = _Tags()
    parser.feed(rendered)
    assert not {"script", "b", "em", "code", "a", "img", "del", "li"} & set(parser.tags)
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", "".join(parser.words))


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=40))
def test_a_css_string_holds_no_mark_that_css_or_html_reads(text: str) -> None:
    safe = css_string(text)
    assert not re.search(r"""["'<>&;{}()\n\r]""", str(safe))
    back = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found.group(1), 16)), str(safe))
    assert back == text


@pytest.mark.parametrize("changes", [{}, {"official": True}, {"paper": "A3 landscape"}])
def test_each_page_carries_what_it_is(changes: dict[str, object]) -> None:
    text = "".join(to_html(Report(meta(**changes), (Title(("测试",)),))))
    for said in (
        "财政局",
        "2026年版",
        "2026年1月5日",
        "2026-01-05 08:00",
        "CS-U001-20260105",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ):
        assert said in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert "@page" in text and 'lang="zh-CN"' in text
    assert ("— " in text) is bool(changes.get("official"))
    assert ("counter(pages)" in text) is not bool(changes.get("official"))


def test_html_and_markdown_carry_the_same_words() -> None:
    report = page("对某事项的处罚")
    words = html.unescape(re.sub(r"<(style|svg).*?</\1>|<[^>]+>", "", "".join(to_html(report)), flags=re.S))
    marked = MarkdownIt("commonmark").enable("table").render("".join(to_markdown(report)))
    other = html.unescape(re.sub(r"<[^>]+>", "", marked))
    for block in report.blocks:
        if not isinstance(block, Figure):
            assert "对某事项的处罚" in words and "对某事项的处罚" in other


def test_the_code_follows_what_the_page_says_and_not_when_it_was_printed() -> None:
    one = sealed(Report(meta(), (Paragraph("甲"),)))
    later = sealed(Report(meta(generated="2026-01-06 09:00"), (Paragraph("甲"),)))
    other = sealed(Report(meta(), (Paragraph("乙"),)))
    assert (
        digest(one.meta, one.blocks) == digest(later.meta, later.blocks) != digest(other.meta, other.blocks)
    )
    assert isinstance(one.blocks[-1], Qr)
    assert re.fullmatch(r"[0-9A-F]{4}(-[0-9A-F]{4}){3}", short_code(one.blocks[-1].payload))


def test_a_column_stands_in_the_middle_as_a_whole_or_not_at_all() -> None:
    rows = (("1", "差旅费", "盛某某"), ("2", "办公费", "云泽县云溪酒店"))
    table = Table("", ("序号", "类别", "收款方", "用途"), (5, 8, 9, 60), tuple((*row, "略") for row in rows))
    assert short_columns(table) == {0, 1}


def test_a_page_without_a_single_row_says_so() -> None:
    text = "".join(to_html(Report(meta(), (Table("表", ("甲", "乙"), (50, 50), ()),))))
    assert "（无）" in text
