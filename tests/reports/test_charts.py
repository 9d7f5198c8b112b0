"""Charts: text stays text, numbers stand in the description, labels cannot break out."""

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.reports.charts import heat_map, level_bars, marked, trend_lines

LABEL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12)
SVG = "{http://www.w3.org/2000/svg}"


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(LABEL, st.tuples(*[st.integers(0, 99)] * 4)), min_size=1, max_size=6))
def test_every_number_of_a_bar_chart_stands_in_words_beside_it(
    rows: list[tuple[str, tuple[int, ...]]],
) -> None:
    figure = level_bars("各单位<风险点>", rows)
    root = ElementTree.fromstring(figure.svg)
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == "各单位<风险点>"
    described = root.findtext(f"{SVG}desc") or ""
    for _, counts in rows:
        assert f"共 {sum(counts)} 个" in described


def test_a_heat_map_shows_level_by_colour_mark_and_word() -> None:
    figure = heat_map("热力图", ["财权"], ["业务流程", "外部环境"], [[(3, "高"), (0, "")]])
    assert "▲" in figure.svg and "#b2182b" in figure.svg and "最高 高" in figure.description
    assert "外部环境 0 个" in figure.description


def test_no_level_is_said_and_not_guessed() -> None:
    assert marked("") == "－ 未定级"
    assert "未定级" in heat_map("图", ["财权"], ["业务流程"], [[(2, "")]]).description


@settings(deadline=None, max_examples=50)
@given(LABEL, LABEL)
def test_labels_are_escaped(row: str, column: str) -> None:
    figure = heat_map("图", [row + '<b>&"'], [column + "</text><script>"], [[(1, "中")]])
    root = ElementTree.fromstring(figure.svg)
    assert not list(root.iter(f"{SVG}script")) and not list(root.iter(f"{SVG}b"))


def test_lines_over_days_differ_by_dash_and_mark_and_tell_their_numbers_in_words() -> None:
    """R-ZJ-05"""
    figure = trend_lines(
        "变化<", ["2026-01-31", "2026-02-28"], [("高", [3, 4]), ("中", [4, 4]), ("低", [0, 0])]
    )
    assert "高：2026-01-31 3 个，2026-02-28 4 个" in figure.description
    dashes = {part.split('"')[1] for part in figure.svg.split("stroke-dasharray=")[1:]}
    assert len(dashes) == 3
    assert all(mark in figure.svg for mark in "▲●○")
    assert "变化&lt;" in figure.svg


def test_lines_that_end_together_have_their_names_one_under_the_other() -> None:
    figure = trend_lines("变化", ["2026-01-31"], [("高", [4]), ("中", [4])])
    places = re.findall(r'y="([\d.]+)"[^>]*>(?:高|中) 4<', figure.svg)
    assert len(places) == 2
    assert abs(float(places[0]) - float(places[1])) >= 4
