"""Several values in one cell: taken apart where the cell says so, and never a word lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.words.numbered import split_numbered
from powerctl.sheets.words.splitting import bases, measures, measures_by_point, risk_points
from powerctl.sheets.words.vocabulary import category, day, duty_parts, level, tally


@pytest.mark.parametrize(
    "cell, items",
    [
        ("1.加强教育；\n2.完善制度。", ["加强教育", "完善制度。"]),
        ("1.加强教育; 2.完善制度;\n3.公开结果。", ["加强教育", "完善制度", "公开结果。"]),
        ("1.1 双人收件 1.2 限时转办 2.1 定期抽查", ["双人收件", "限时转办", "定期抽查"]),
        ("（一）双人收件；（二）限时转办。", ["双人收件", "限时转办。"]),
        ("①双人收件②限时转办", ["双人收件", "限时转办"]),
        ("1、双人收件 2、限时转办", ["双人收件", "限时转办"]),
        ("１．双人收件；２．限时转办", ["双人收件", "限时转办"]),
        ("一是双人收件；二是限时转办", ["双人收件", "限时转办"]),
        ("一、双人收件。\n二、限时转办。", ["双人收件。", "限时转办。"]),
        ("\n  1.双人收件；\n  2.限时转办", ["双人收件", "限时转办"]),
        ("1.双人收件：（1）登记；（2）核对。\n2.限时转办", ["双人收件：（1）登记；（2）核对。", "限时转办"]),
        ("1.双人收件\n1.限时转办\n3.抽查", ["双人收件", "限时转办", "抽查"]),
        ("防控措施：1.双人收件 2.限时转办", ["防控措施：双人收件", "限时转办"]),
        ("双人收件；\n限时转办；\n抽查。", ["双人收件", "限时转办", "抽查。"]),
        ("● 双人收件\n● 限时转办", ["双人收件", "限时转办"]),
        ("1.双人收件", ["双人收件"]),
        ("措施一：双人收件；措施二：限时转办", ["双人收件", "限时转办"]),
        ("1.支出由股长审签；2.5万元以上报班子", ["支出由股长审签；2.5万元以上报班子"]),
        ("1.填写附件2.登记表", ["填写附件2.登记表"]),
        ("第一，双人收件。第二，限时转办。", ["双人收件。", "限时转办。"]),
        ("双人收件；限时转办。", ["双人收件；限时转办。"]),
        ("双人收\n件和限\n时转办", ["双人收\n件和限\n时转办"]),
        ("参照“招标采购”部分。", ["参照“招标采购”部分。"]),
        ("", []),
        ("/", []),
    ],
)
def test_measures_are_taken_apart_as_their_cell_numbers_them(cell: str, items: list[str]) -> None:
    """R-CC-06"""
    assert measures(cell) == items


@pytest.mark.parametrize(
    "cell",
    [
        "按照第1.2条办理，投入3.5万元。",
        "2018年以来，2.5万元以上的一律上会。",
        "金额超过1.5万元；2.5万元以上报班子",
        "见附件1、附件2.登记表",
        "依据第一、二级风险分别处置",
        "一、二级风险由班子研究",
        "2019.07.26起执行",
    ],
)
def test_a_number_inside_the_text_never_parts_it(cell: str) -> None:
    assert measures(cell) == [cell]


def test_a_measure_that_opens_with_a_year_is_still_an_item() -> None:
    assert measures("1.2026年起双人收件；2.限时转办") == ["2026年起双人收件", "限时转办"]


def test_two_step_numbers_tie_measures_to_their_point() -> None:
    found = measures_by_point("1.1 双人收件 1.2 限时转办 2.1 抽查", 2)
    assert [measure.get("point") for measure in found] == ["1", "1", "2"]
    assert [measure.get("point") for measure in measures_by_point("1.收件；2.转办", 2)] == [None, None]


WORDS = st.text(alphabet="加强教育制度，公开监督“”3.5万元2018年第1.2条（试行）", min_size=1, max_size=14).map(
    str.strip
)
SAFE_WORDS = st.text(alphabet="加强教育制度公开监督，", min_size=1, max_size=12).map(
    lambda text: "办" + text + "好"
)
STYLES = st.sampled_from(
    [
        (lambda n: f"{n}.", "；\n"),
        (lambda n: f"{n}.", "； "),
        (lambda n: f"{n}、", "；"),
        (lambda n: f"（{n}）", "；"),
        (lambda n: "①②③④⑤⑥⑦"[n - 1], "\n"),
        (lambda n: f"（{'一二三四五六七'[n - 1]}）", "；\n"),
        (lambda n: f"{'一二三四五六七'[n - 1]}是", "；"),
        (lambda n: f"1.{n} ", "；"),
    ]
)


def bare(text: str) -> str:
    return re.sub(r"[\s；;，,、]", "", text)


@given(st.lists(SAFE_WORDS, min_size=2, max_size=7), STYLES)
@settings(deadline=None, max_examples=120)
def test_a_list_in_any_style_comes_apart_into_just_its_items(items: list[str], style) -> None:
    number, between = style
    cell = between.join(number(n) + item for n, item in enumerate(items, start=1))
    assert measures(cell) == items
    assert [point["name"] for point in risk_points("", cell)] == items


@given(
    st.text(alphabet="1234567890.、（）()①②一二三是级第条年万元；。，：\n 甲乙《》【】高中低★☆", max_size=40)
)
@settings(deadline=None, max_examples=300)
def test_no_cell_loses_a_word_by_being_taken_apart(cell: str) -> None:
    parts = split_numbered(cell)
    assert "".join((p.marker + p.text).replace(" ", "") for p in parts).replace("\n", "") == re.sub(
        r"\s", "", cell
    )
    if measures(cell):
        without_numbers = "".join(part.text for part in parts)
        assert bare("".join(measures(cell))) == bare(without_numbers)


@given(
    st.lists(
        st.tuples(st.sampled_from(["法律", "法规", "规章", " 法律", "行法规", "国务院决定", ""]), WORDS),
        min_size=1,
        max_size=5,
    )
)
@settings(deadline=None, max_examples=100)
def test_the_sources_of_a_basis_cell_add_up_to_the_cell(sources: list[tuple[str, str]]) -> None:
    cell = "\n".join((f"【{tag}】" if tag else "") + f"《{words}办法》第十条：甲" for tag, words in sources)
    found = bases(cell)
    again = "".join(
        (f"【{basis['kind_written']}】" if basis["kind_written"] else "") + basis["text"] for basis in found
    )
    assert re.sub(r"\s", "", again) == re.sub(r"\s", "", cell)
    assert [b["kind_written"] for b in found if b["kind_written"]] == [
        tag.strip() for tag, _ in sources if tag
    ]


def test_a_basis_has_kind_title_and_article() -> None:
    """R-HY-01"""
    cell = "【法律】《中华人民共和国某某法》（2021年修订）\n  第四十条第二款：……\n【 法规】《某某条例》第三十九至第五十条、第五十九条"
    first, second = bases(cell)
    assert (first["kind"], first["title"], first["article"]) == (
        "法律",
        "中华人民共和国某某法",
        "第四十条第二款",
    )
    assert (second["kind"], second["title"]) == ("法规", "某某条例")
    assert second["article"] == "第三十九至第五十条、第五十九条"


def test_a_year_in_brackets_is_no_tag() -> None:
    (only,) = bases("【规范性文件】《某某办法》（青政发【2021】5号）第三条")
    assert only["kind"] == "规范性文件"
    assert "【2021】" in only["text"]
    assert len(bases("【规范性文件】《某某办法》（青政发\n【2021】5号）第三条")) == 1


def test_a_slip_of_the_tag_is_understood_and_an_unknown_tag_keeps_its_words() -> None:
    slip, unknown = bases("【行法规】《甲条例》第一条\n【部令】《乙规定》第二条")
    assert (slip["kind_written"], slip["kind"]) == ("行法规", "行政法规")
    assert (unknown["kind_written"], unknown["kind"]) == ("部令", "")


def test_text_before_the_first_tag_is_a_source_without_a_kind() -> None:
    first, second = bases("第七十八条：采购代理机构……\n【规章】《甲办法》第二条")
    assert (first["kind"], first["title"], first["article"]) == ("", "", "第七十八条")
    assert second["title"] == "甲办法"


def test_untagged_titles_one_per_line_or_number_are_several_sources() -> None:
    assert [b["title"] for b in bases("《甲法》第一条\n《乙条例》第二条")] == ["甲法", "乙条例"]
    assert [b["title"] for b in bases("1.《甲法》第一条；2.《乙条例》第二条")] == ["甲法", "乙条例"]
    assert len(bases("依照《甲法》和\n《乙条例》的规定")) == 1


def test_numbers_before_the_tags_belong_to_no_source() -> None:
    assert [b["text"] for b in bases("1.【法律】《甲法》第一条\n2.【法规】《乙条例》")] == [
        "《甲法》第一条",
        "《乙条例》",
    ]


def test_a_title_may_hold_a_title() -> None:
    assert bases("【规章】《实施《甲法》办法》第二条")[0]["title"] == "实施《甲法》办法"


def names(points: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(point["name"], point["level_written"], point["level"]) for point in points]


def test_points_in_one_cell_carry_each_its_level() -> None:
    """R-XZ-11"""
    cell = "1.违规收费（高）\n2.优亲厚友[Ⅱ级]；3.拖延不办。★☆☆\n4.风险等级：低 泄露信息"
    assert names(risk_points("", cell)) == [
        ("违规收费", "高", "高"),
        ("优亲厚友", "Ⅱ级", "中"),
        ("拖延不办。", "★☆☆", "低"),
        ("泄露信息", "低", "低"),
    ]
    assert risk_points("", cell, first_is_highest=False)[1]["level"] == "中"


def test_points_may_be_labelled_and_headed_by_their_level() -> None:
    assert names(risk_points("", "风险点1：甲事（高）\n风险点2：乙事（低）")) == [
        ("甲事", "高", "高"),
        ("乙事", "低", "低"),
    ]
    assert names(risk_points("", "一级风险：甲事；三级风险：乙事")) == [
        ("甲事", "一级风险", "高"),
        ("乙事", "三级风险", "低"),
    ]


def test_a_level_given_once_holds_for_every_point_of_the_row() -> None:
    assert names(risk_points("", "1.甲事；2.乙事", "一级")) == [
        ("甲事", "一级", "高"),
        ("乙事", "一级", "高"),
    ]


def test_levels_listed_beside_the_points_go_to_each_in_order() -> None:
    assert names(risk_points("1.甲事 2.乙事", "", "高\n低")) == [("甲事", "高", "高"), ("乙事", "低", "低")]


def test_a_tally_gives_no_single_point_a_level() -> None:
    assert names(risk_points("", "1.甲事；2.乙事；3.丙事", "1中2低")) == [
        (f"{name}事", "1中2低", "") for name in "甲乙丙"
    ]


def test_a_tally_of_one_level_holds_for_all() -> None:
    assert [point["level"] for point in risk_points("", "1.甲事；2.乙事", "2低")] == ["低", "低"]


def test_several_manifestations_of_one_named_risk_stay_one_point() -> None:
    (only,) = risk_points("招标条件", "1.量身定做；2.排斥他人", "中")
    assert (only["name"], only["description"], only["level"]) == ("招标条件", "1.量身定做；2.排斥他人", "中")


@pytest.mark.parametrize("extra", [{"point_count": "2"}, {"level": "高、低"}, {"level": "1高1低"}])
def test_manifestations_are_points_where_the_row_counts_them_so(extra: dict[str, str]) -> None:
    points = risk_points("招标条件", "1.量身定做；2.排斥他人", **extra)
    assert [point["description"] for point in points] == ["量身定做", "排斥他人"]


def test_names_and_manifestations_of_one_number_belong_together() -> None:
    points = risk_points("1.甲事 2.乙事", "1.甲态 2.乙态")
    assert [(point["name"], point["description"]) for point in points] == [("甲事", "甲态"), ("乙事", "乙态")]


def test_an_unrated_point_has_no_level_but_keeps_its_stars() -> None:
    assert names(risk_points("", "参照“招标采购”部分。☆☆☆")) == [("参照“招标采购”部分。", "☆☆☆", "")]


def test_a_cross_reference_is_one_point_without_a_level() -> None:
    assert names(risk_points("", "参照“招标采购”部分。")) == [("参照“招标采购”部分。", "", "")]


def test_an_empty_row_has_no_points() -> None:
    assert risk_points("", "", "高") == []


@pytest.mark.parametrize(
    "unit",
    [
        "；1.甲",
        "，",
        " ",
        "1",
        "第一条",
        "【法律】",
        "《",
        "风险",
        "一、",
        "（1）",
        "高1",
        "\n《甲》第一条；",
        "★",
    ],
)
def test_the_longest_cell_that_a_workbook_can_hold_is_taken_apart(unit: str) -> None:
    cell = (unit * 32767)[:32767]
    assert len(measures(cell + "甲")) >= 1
    assert len(bases(cell + "甲")) >= 1
    assert len(risk_points("", cell + "甲", cell)) >= 1
    assert level(cell) is None and category(cell) is None and day(cell) is None
    tally(cell)
    duty_parts(cell)
