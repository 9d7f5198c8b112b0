"""However a list is laid out on its sheet, exactly the records laid in come back."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from tests.sheets.drawn import read, records, sheet

SUBJECTS = [
    "采伐",
    "运输",
    "狩猎",
    "防火",
    "检疫",
    "育苗",
    "放牧",
    "开垦",
    "取水",
    "排污",
    "施工",
    "占道",
    "经营",
    "储存",
    "登记",
    "变更",
]
CATEGORIES = ["行政许可", "行政处罚", "行政检查", "其他行政权力"]
HEADINGS = {
    "sequence": ["序号", "序 号", "编号"],
    "name": ["事项名称", "职权名称", "权力\n名称", "权力事项名称"],
    "sub_item": ["子项名称", "子项"],
    "category": ["权力类型", "职权类别", "权力 类别"],
    "basis_text": ["实施依据", "设定依据", "法律依据："],
    "exercising_body": ["行使主体", "实施主体"],
    "accountability": ["追责情形", "问责情形"],
}
FOOTERS = ["备注：数据截至年底。", "注：1.一式两份。", "填表人：某某   审核人：某某", "合计"]


@dataclass(frozen=True)
class Item:
    name: str
    category: str
    sub_items: tuple[str, ...]
    height: int
    """Physical rows of each record."""
    merged: bool
    """Whether number and name are merged down, or the name repeated and the number left blank."""


@st.composite
def items(draw):
    names = draw(st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=8, unique=True))
    made = []
    for position, subject in enumerate(names):
        count = draw(st.sampled_from([0, 0, 0, 2, 3]))
        subs = tuple(f"第{n + 1}类{subject}" for n in range(count))
        category = draw(st.sampled_from(CATEGORIES))
        height = draw(st.sampled_from([1, 1, 1, 2, 7]))
        made.append(Item(f"{subject}事项{position}的管理", category, subs, height, draw(st.booleans())))
    return made


class Canvas:
    """Cells and merged ranges of one sheet, columns in the drawn order."""

    def __init__(self, fields):
        self.fields = fields
        self.rows = []
        self.merges = []
        self.hidden = []

    def line(self, *cells):
        self.rows.append([*cells, *[""] * (len(self.fields) - len(cells))])

    def merge(self, field, top, bottom):
        letter = get_column_letter(self.fields.index(field) + 1)
        self.merges.append(f"{letter}{top}:{letter}{bottom}")

    def wide(self, text):
        self.line(text)
        row = len(self.rows)
        self.merges.append(f"A{row}:{get_column_letter(len(self.fields))}{row}")

    def record(self, values, height):
        self.rows.append([values.get(field, "") for field in self.fields])
        for _ in range(height - 1):
            self.line("")
        last = len(self.rows)
        return last - height + 1, last


def lay(draw, made):
    fields = draw(st.permutations([*HEADINGS, "junk", "beside"]))
    canvas = Canvas(fields)
    for line in draw(st.lists(st.sampled_from(["附件1", "title", "unit", ""]), max_size=4, unique=True)):
        if line == "title":
            canvas.wide("云岭县林业局2025年权责清单")
        else:
            canvas.line("填报单位：云岭县林业局" if line == "unit" else line)
    headings = {field: draw(st.sampled_from(HEADINGS[field])) for field in HEADINGS}
    header = [headings.get(field, "旧依据" if field == "junk" else "") for field in fields]
    canvas.rows.append(header)
    if draw(st.booleans()):
        canvas.line(*(str(number + 1) for number in range(len(fields))))
    for number, item in enumerate(made, 1):
        put_item(draw, canvas, number, item)
        mess = draw(st.sampled_from(["", "", "", "blank", "hidden", "page"]))
        if mess == "blank":
            canvas.line("")
        elif mess == "hidden":
            canvas.record({"sequence": "9", "name": "隐藏事项", "category": "行政强制"}, 1)
            canvas.hidden.append(len(canvas.rows))
        elif mess == "page":
            canvas.rows.append(header)
    for foot in draw(st.lists(st.sampled_from(FOOTERS), max_size=3, unique=True)):
        canvas.line(foot)
    columns = [fields.index("junk") + 1]
    return sheet(
        canvas.rows, tuple(canvas.merges), hidden_rows=tuple(canvas.hidden), hidden_columns=tuple(columns)
    )


def put_item(draw, canvas, number, item):
    first, last = None, None
    for position, sub_item in enumerate(item.sub_items or ("",)):
        repeat = position == 0 or not item.merged
        values = {
            "sequence": str(number) if position == 0 else "",
            "name": item.name if repeat else "",
            "sub_item": sub_item or draw(st.sampled_from(["", "/", "无"])),
            "category": item.category,
            "basis_text": f"【法律】《{item.name}法》第{position + 1}条",
            "exercising_body": "云岭县林业局",
            "accountability": "不作为的",
            "junk": "旧文字",
            "beside": draw(st.sampled_from(["", "", "行政许可"])),
        }
        top, bottom = canvas.record(values, item.height)
        first, last = first or top, bottom
        if item.height > 1:
            for field in ("sub_item", "category", "basis_text", "exercising_body", "accountability"):
                canvas.merge(field, top, bottom)
            if not item.merged:
                canvas.merge("name", top, bottom)
                canvas.merge("sequence", top, bottom)
    if item.merged and last > first:
        canvas.merge("sequence", first, last)
        canvas.merge("name", first, last)


@given(items(), st.data())
@settings(max_examples=150, deadline=None)
def test_exactly_the_records_laid_in_come_back(made, data):
    """real-inventories.md 2"""
    found = read(lay(data.draw, made))
    assert (found.kind, found.unsure, found.problems) == ("powers", [], [])
    expected = [
        (item.name, sub_item, item.category, position == 0)
        for item in made
        for position, sub_item in enumerate(item.sub_items or ("",))
    ]
    got = [
        (r.values["name"], r.values.get("sub_item", ""), r.values["category"], r.item) for r in records(found)
    ]
    assert got == expected
    assert {record.values["exercising_body"] for record in records(found)} == {"云岭县林业局"}
    assert not any("旧" in text for record in records(found) for text in record.values.values())
