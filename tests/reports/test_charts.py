"""Charts: text stays text, numbers stand in the description, labels cannot break out."""

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.reports.charts import heat_map, level_bars, marked

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
