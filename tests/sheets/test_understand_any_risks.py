"""However a risk table groups and merges its rows, each risk comes back once with what it holds."""

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from powerctl.sheets.tables import tally
from tests.sheets.drawn import read, records, sheet

FIELDS = {
    "sequence": ["序号", "序 号"],
    "section": ["科室", "股室"],
    "name": ["风险点", "风险 名称", "廉政风险点"],
    "description": ["表现形式", "廉政风险主要内容及表现形式", "风险描述"],
    "level": ["风险等级", "等级"],
    "measure": ["防控措施", "防控方法"],
    "leader": ["责任 领导", "主管领导"],
}
LEVELS = [
    ["高", "中", "低"],
    ["一级", "二级", "三级"],
    ["Ⅰ级", "Ⅱ级", "Ⅲ级"],
    ["★★★", "★★☆", "★☆☆"],
    ["A", "B", "C"],
]


@st.composite
def groups(draw):
    """Sections, each with its risks: (level, number of measures, physical rows)."""
    words = draw(st.sampled_from(LEVELS))
    one = st.tuples(st.sampled_from([*words, ""]), st.integers(1, 3), st.sampled_from([1, 1, 2, 3]))
    return draw(st.lists(st.lists(one, min_size=1, max_size=4), min_size=1, max_size=3))


@given(groups(), st.data())
@settings(max_examples=100, deadline=None)
def test_each_risk_comes_back_once(laid, data):
    """real-inventories.md 0.3, 0.4"""
    fields = data.draw(st.permutations(list(FIELDS)))
    letter = {field: get_column_letter(position + 1) for position, field in enumerate(fields)}
    number_groups = data.draw(st.booleans())
    rows = [["云岭县林业局廉政风险点一览表"], [data.draw(st.sampled_from(FIELDS[field])) for field in fields]]
    merges = [f"A1:{letter[fields[-1]]}1"]
    expected = []
    for group, risks in enumerate(laid):
        top = len(rows) + 1
        for level, count, height in risks:
            number = len(expected) + 1
            shown = not number_groups or len(rows) + 1 == top
            values = {
                "sequence": str(group + 1 if number_groups else number) if shown else "",
                "section": f"第{group}股" if len(rows) + 1 == top else "",
                "name": f"风险{number}",
                "description": f"第{number}种以权谋私的表现",
                "level": level,
                "measure": "；\n".join(f"{n + 1}.措施{number}之{n + 1}" for n in range(count)),
                "leader": "某某" if len(rows) + 1 == top else "",
            }
            first = len(rows) + 1
            rows.append([values[field] for field in fields])
            rows += [[""] * len(fields) for _ in range(height - 1)]
            for field in (
                "name",
                "description",
                "level",
                "measure",
                *(() if number_groups else ("sequence",)),
            ):
                if height > 1:
                    merges.append(f"{letter[field]}{first}:{letter[field]}{len(rows)}")
            expected.append((values["name"], f"第{group}股", level, count))
        if len(rows) > top:
            grouped = ("section", "leader", *(("sequence",) if number_groups else ()))
            merges += [f"{letter[field]}{top}:{letter[field]}{len(rows)}" for field in grouped]
    found = read(sheet(rows, tuple(merges)))
    assert (found.kind, found.unsure, found.problems) == ("risks", [], [])
    assert [
        (r.values["name"], r.values["section"], r.values.get("level", ""), len(r.parts["measures"]))
        for r in records(found)
    ] == expected
    assert {record.values["leader"] for record in records(found)} == {"某某"}
    assert tally.points(found) == len(expected)
    assert sum(tally.levels(found).values()) == sum(bool(level) for _, _, level, _ in expected)
    assert found.sheets[0].unit_name == "云岭县林业局"
