"""Random workbooks of every kind: whatever of them is taken in makes a random county."""

from datetime import date, timedelta
from random import Random
from typing import Any

from powerctl.areas.identity import is_value
from powerctl.sheets.files.clean import clean
from powerctl.sheets.grid import Grid, WorkbookText
from powerctl.sheets.kinds import KINDS, WORKBOOK_KINDS, Column, SheetKind, ValueKind
from powerctl.sheets.tables.exported import GUIDE_SHEET, READ_BACK
from powerctl.sheets.words.meeting_words import UNNAMED_BALLOT
from powerctl.sheets.writing.export import Table
from powerctl.terms import Choice, NamedMethod

STRANGE = (
    "'带撇号开头",
    "=1+1",
    '=HYPERLINK("http://x")',
    "+86",
    "-5",
    "@某人",
    "001",
    "1e5",
    "2026-03-01",
    "12.0",
    "第一行\n第二行",
    "1.登记；2.复核；3.公开",
    "1.登记\n2.复核",
    "1、甲\n2、乙\n（1）丙",
    "全角ＡＢＣ１２３　空格",
    "_x0041_与_x000D_",
    "合计",
    "序号",
    "填表人：某某",
    "注：以上",
    "示例",
    'a<b>&c"',
    "甲；乙，丙、丁",
    "（未超过）；5",
    "【法律】《行政处罚法》第五条：某某\n【规章】《办法》第二条",
    "《某法》第一条；《某办法》第二条",
    "字" * 2000,
    "TRUE",
    "#REF!",
    "有｜竖线#2@2025年版",
    "财务、物资采购",
    "👩‍🌾与𠮷",
)
_SIGNS = "\n =+-@'（）；1.、ＡＢａ１，。《》<&_x%"
UNITS = ("县财政局", "县教育局", "县政府办公室")
PEOPLE = ("李一", "王二", "赵三")
TITLES = ("局长", "副局长", "财务科科长")
NAMES = ("对违法采购的处罚", "教师资格认定", "预算审核")
POINTS = ("选择性立案", "虚列支出", "选择性立案 ")
_LATE = ("", "2026-01-05", "2026-05-31")
_SUMS = ("", "0.05", "-12.5万元", "（1,250）", "壹佰元整")
POOLS = {
    "unit": (UNITS[0], UNITS[0], UNITS[0], UNITS[1]),
    "parent": UNITS[:1],
    "person": PEOPLE,
    "title": TITLES,
    "name": NAMES,
    "power": NAMES,
    "power_written": NAMES,
    "business": NAMES,
    "risk_point": POINTS,
    "chart": ("采购流程图",),
    "institution": ("采购制度", "线索管理办法"),
    "compendium": ("制度汇编",),
    "number": ("", "1", "2"),
    "edition": ("2024年版", "2025年版", ""),
    "post": TITLES,
    "meeting": ("2026-01", "2026-01", "2026-02"),
    "topic": ("1", "2"),
    "person_written": PEOPLE,
    "speaker_written": PEOPLE[:2],
    "voter_written": PEOPLE[:2],
    "recused_written": ("", "李一", "李一（亲属）、王二"),
    "catalogue_item": ("", *NAMES),
    "amount": ("", "0.05", "12.5万元", "1,250,000"),
    "threshold": ("", "200000", "20万元"),
    "begun_at": ("", "09:00"),
    "ended_at": ("", "11:30"),
    "held_at": ("", "9:30"),
    "other_power": ("", *NAMES),
    "other_unit": ("", UNITS[0], UNITS[1]),
    "old_edition": ("2024年版", "2024年版", "2025年版"),
    "new_edition": ("2025年版", "2026年版", "2026年版"),
    "old_power": ("", *NAMES),
    "new_power": ("", *NAMES),
    "resolution": ("", "1", "2"),
    "implementing_written": ("", UNITS[1], "预算股"),
    "implementing_unit": ("", "", UNITS[0]),
    "reconsiders": ("", "", "2026-01#1"),
    "year": ("2025", "2026"),
    "appointment": ("", "任1", "任1", "任2"),
    "agenda_key": ("", "2026-01/YT-1", "县财政局/2026-01/YT-2", "没有的会/1"),
    "score": ("", "59.5", "85"),
    "pass": ("", "60"),
    "closed_at": ("2026-06-01", "2026-06-02 17:30", "2026-06-02 08:00:09"),
    **dict.fromkeys(("due_on", "evaluated_on", "recorded_on", "inspected_on", "reported_up_on"), _LATE),
    **dict.fromkeys(("handed_on", "recalled_on"), _LATE),
    **dict.fromkeys(("above", "investment", "public", "contract", "settled", "budget"), _SUMS),
    **dict.fromkeys(("price", "offer", "returned", "credit"), _SUMS),
    "expenditure": ("BX-2026-0001", "BX-2026-0002"),
    "expenditure_written": ("", "BX-2026-0001"),
    "reverses": ("", "BX-2026-0001"),
    "transaction_written": ("", "CG-1"),
    "project_written": ("", "GC-1"),
    "project": ("GC-1", "GC-2"),
    "sheet": ("HQ-1", "HQ-2"),
    "gate": ("设计", "预算", "招标"),
    "party": ("发放单位", "发放单位与受益农户", "纪检机关与受益农户"),
    "amount_unit": ("", "元", "万元"),
    "period": ("", "2026年第一季度"),
    "rate": ("", "12.34", "-5"),
    "agenda_item": ("", "2026-01/YT-1"),
    "notice": ("GS-1", "GS-1", "GS-2"),
    "open_item": ("", "财务收支", "GK-1"),
    "transaction": ("", "CG-1"),
    "finance_report": ("", "没有的报告"),
    "deadline": ("", "20"),
}
OF_KIND = {
    ("units", "name"): UNITS,
    ("people", "name"): PEOPLE,
    ("people", "unit"): UNITS,
    ("risks", "name"): POINTS,
    ("charts", "name"): ("采购流程图",),
    ("institutions", "name"): ("采购制度", "线索管理办法"),
    ("institutions", "number"): ("", "青财〔2026〕1号"),
    ("institution_reviews", "number"): ("",),
    ("compendium_entries", "number"): ("",),
    ("units", "code"): ("",),
    ("risks", "factors"): ("", "金额=3；影响面=4"),
    ("risk_reviews", "business"): ("",),
    ("risk_reviews", "description"): ("",),
    ("measures", "business"): ("",),
    ("measures", "description"): ("",),
    ("measures", "status"): ("",),
    ("risks", "method"): ("", "", "本县加权法", "本县矩阵法"),
    ("assessments", "business"): ("",),
    ("assessments", "description"): ("",),
    ("assessments", "assessed_on"): ("2024-03-01", "2024-03-01", "2024-06-30"),
    ("assessments", "method"): ("自定方法", "标准计数法"),
    ("assessments", "method_name"): ("", "本县职权表"),
    ("discretion_benchmarks", "sub_item"): ("",),
    ("discretion_benchmarks", "code"): ("",),
    ("meetings", "number"): ("2026-01", "2026-02"),
    ("meeting_topics", "number"): ("", "YT-1"),
    ("catalogue_items", "code"): ("",),
    ("people", "number"): ("", "1"),
    ("posts", "number"): ("",),
    ("duties", "number"): ("",),
    ("inventory_problems", "power"): ("", *NAMES),
    ("inventory_problems", "description"): ("与别家重复", "与别家 重复", "依据已经废止"),
    ("inventory_problems", "found_on"): ("", "2026-03-02"),
    ("inventory_problems", "solved_on"): ("", "2026-03-05"),
    ("clean_ups", "fate"): ("", "改名", "取消", "新增"),
    ("topics", "number"): ("", "YT-1", "YT-2"),
    ("procedure_steps", "missing_reason"): ("",),
    ("resolutions", "position"): ("", "1", "2"),
    ("resolutions", "done_on"): ("", *_LATE),
    ("resolutions", "state"): ("", "已完成", "已完成", "落实中"),
    ("minutes_copies", "number"): ("1", "2", "3"),
    ("meeting_closings", "meeting"): ("2026-01", "2026-02"),
    ("expenditures", "number"): ("", "BX-2026-0001", "BX-2026-0002", "3"),
    ("expenditures", "voucher"): ("", "记-01", "记-02"),
    ("expenditures", "contract"): ("", "HT-1"),
    ("expenditures", "paid_on"): ("", "2026-03-05", "2026年3月"),
    ("sign_offs", "round"): ("", "1", "2"),
    ("countersigns", "number"): ("", "HQ-1", "HQ-2"),
    ("projects", "number"): ("", "GC-1", "GC-2"),
    ("transactions", "number"): ("", "CG-1", "CG-2"),
    ("transactions", "contract"): ("", "HT-1"),
    ("undertakings", "number"): ("", "ZD-1"),
    ("notices", "number"): ("GS-1", "GS-2", ""),
    ("notices", "begun_on"): ("", "2026-03-02"),
    ("notices", "ended_on"): ("", "2026-03-09"),
    ("notices", "concluded_on"): ("", "2026-03-12"),
    ("notice_subjects", "position"): ("1", "2", "3", "4"),
    ("feedback", "position"): ("1", "2", "3", "4"),
    ("feedback", "subject"): ("", "GS-1/1", "李一"),
    ("feedback", "received_on"): ("", "2026-03-03"),
    ("feedback", "verified_on"): ("", "2026-03-05"),
    ("feedback", "concluded_on"): ("", "2026-03-06"),
    ("publications", "published_on"): ("", "2026-04-10"),
    ("publications", "taken_down_on"): ("", "2026-06-10"),
    ("publications", "period_from"): ("", "2026-01-01"),
    ("publications", "period_to"): ("", "2026-03-31"),
    ("publications", "amount"): ("", "12.5万元"),
    ("open_items", "unit"): ("", *UNITS),
    ("open_items", "name"): ("财务收支", "大额资金"),
    ("matches", "left_key"): ("U001/BX-2026-0001#1", "U001/GC-1"),
    ("matches", "right_key"): ("U001/2026-01/YT-1", "U001/GS-1"),
    ("limits", "unit"): ("", *UNITS),
    ("limits", "name"): ("meeting.notice_days", "risk.product_high", "没有的限额"),
    ("limits", "value"): ("5", "7天", "0", "2/3"),
    ("appointments", "person_written"): PEOPLE,
    ("appointments", "number"): ("任1", "任2", ""),
    ("appointments", "to_post_written"): TITLES,
    ("appointments", "state"): ("", "已任职", "试用中"),
    ("appointment_steps", "begun_on"): ("",),
    ("vettings", "begun_on"): ("", "2024-12-10", "2024-12-11"),
    ("vettings", "ended_on"): ("", "2024-12-20"),
    ("exam_attempts", "attempt"): ("", "1", "2"),
    ("exam_attempts", "result"): ("", "合格"),
    ("probations", "begun_on"): ("", "2025-01-25", "2025-02-25"),
    ("probations", "due_on"): ("", "2026-02-24"),
    ("probations", "assessed_on"): ("", "2026-03-01"),
    ("audits", "problem"): ("", "12.5万元", "-3.05"),
    ("audits", "begun_on"): ("",),
    ("audits", "period_from"): ("", "2020-01-01"),
    ("audits", "period_to"): ("", "2024-12-31"),
    ("waivers", "rule"): ("REG001", "power-without-basis", "没有的规则"),
    ("waivers", "item"): ("U001/行政处罚|某处罚#1", "U001/行政处罚 |某处罚＃1"),
    ("waivers", "granted_on"): ("2025-01-01", "2026-01-01"),
    ("waivers", "withdrawn_on"): ("", "", "2026-01-01"),
}
BACKBONE = {
    "units": ("name", UNITS),
    "people": ("name", PEOPLE),
    "posts": ("title", TITLES),
    "duties": ("person", PEOPLE),
    "powers": ("name", NAMES),
    "risks": ("name", POINTS),
    "charts": ("name", ("采购流程图",)),
    "institutions": ("name", ("采购制度", "线索管理办法")),
    "meetings": ("number", ("2026-01", "2026-02")),
    "meeting_attendance": ("person_written", PEOPLE),
    "appointments": ("number", ("任1", "任2")),
    "meeting_topics": ("title", ("调整部门预算", "讨论 干部任免", "听取汇报")),
    "projects": ("number", ("GC-1",)),
    "transactions": ("number", ("CG-1",)),
    "expenditures": ("number", ("BX-2026-0001", "BX-2026-0002")),
    "countersigns": ("number", ("HQ-1",)),
    "notices": ("number", ("GS-1",)),
}
"""What other sheets name: one row for each of these, of the first unit."""
STEPS: tuple[dict[str, str], ...] = (
    {"code": "1", "kind": "开始", "next": "2", "back": "", "unit": UNITS[0], "chart": "采购流程图"},
    {
        "code": "2",
        "kind": "判断",
        "next": "3（未超过）；4（超过 限额，见《办法》）",
        "back": "",
        "chart": "采购流程图",
    },
    {"code": "3", "kind": "步骤", "next": "4", "back": "2（材料不齐）", "unit": "", "chart": "采购流程图"},
    {"code": "4", "kind": "结束", "next": "", "back": "", "unit": UNITS[0], "chart": "采购流程图"},
)
ASSESSED = {"unit": UNITS[0], "risk_point": "虚列支出", "fixed_level": "中", "fixed_on": "2025-12-31"}
METHODS: tuple[dict[str, str], ...] = (
    {"name": "本县加权法", "formula": "加权求和", "unit": ""},
    {"name": "本县矩阵法", "formula": "矩阵", "unit": UNITS[0]},
    {"name": "本县职权表", "formula": "职权类别"},
    {"name": "还没有各项的", "formula": "连乘"},
)
PARTS: tuple[dict[str, str], ...] = (
    {"method": "本县加权法", "factor": "金额", "weight": "2", "least": "1", "most": "5"},
    {"method": "本县加权法", "position": "3", "factor": "影响面", "weight": "1", "least": "0", "most": "10"},
    {"method": "本县加权法", "at_least": "12", "level": "高"},
    {"method": "本县矩阵法", "position": "2", "likelihood": "1", "severity": "0", "level": "低"},
    {"method": "本县矩阵法", "likelihood": "3", "severity": "2", "level": "中"},
    {"method": "本县职权表", "word": "处罚；=1+1", "level": "高"},
    {"method": "本县职权表", "word": "其余", "level": "低"},
)
_OVERLAP = {"power": "清理后的事项", "status": "处理中", "found_on": "2026-03-02", "solved_on": ""}
_BETWEEN = {"unit": UNITS[0], "old_edition": "2024年版", "new_edition": "2025年版"}
_SET = {"valid_from": "2026-01-01", "cites": "青禾纪发〔2026〕5号"}
_WAIVED = {
    **{"rule": "reg002", "item": "U002/行政许可|教师资格认定#1", "unit": UNITS[0], "reason": "已另行报批"},
    **{
        "document": "青禾纪函〔2026〕1号",
        "approved_by": "李一",
        "granted_on": "2026-01-01",
        "withdrawn_on": "",
    },
}
_ITEM = {"unit": UNITS[0], "meeting": "2026-01", "topic": "1"}
FIXED: dict[str, tuple[dict[str, str], ...]] = {
    "topics": ({"unit": UNITS[0], "number": "YT-9", "title": "还没有上会的议题"},),
    "procedure_steps": (
        _ITEM | {"begun_on": "", "stage": "风险评估"},
        _ITEM | {"meeting": "", "topic": "YT-9", "done_on": "", "stage": "公众参与"},
    ),
    "consultations": (_ITEM, _ITEM, _ITEM | {"meeting": "", "topic": "还没有上会的议题", "held_on": ""}),
    "instructions": (_ITEM, _ITEM | {"given_on": ""}),
    "recusals": (_ITEM | {"person_written": "王二", "seat": ""},),
    "meeting_questions": (
        _ITEM | {"text": "怎么办", "asked_by_written": "王二"},
        _ITEM | {"text": "怎么办", "asked_by_written": ""},
    ),
    "resolutions": (
        _ITEM | {"position": "4", "due_on": "", "done_on": "", "state": "未启动"},
        _ITEM | {"position": "", "implementing_unit": UNITS[1], "state": "", "done_on": "2026-05-31"},
    ),
    "resolution_progress": (_ITEM | {"resolution": "4"}, _ITEM | {"resolution": "4", "reported_on": ""}),
    "parallel_records": (_ITEM,),
    "meeting_inspections": (_ITEM, _ITEM | {"meeting": ""}),
    "minutes_copies": (_ITEM | {"number": "7", "handed_on": "2026-01-05", "recalled_on": ""},),
    "budget_steps": ({"unit": UNITS[0], "year": "2024"},),
    "meeting_closings": ({"unit": UNITS[1], "meeting": "2026-02"},),
    "powers": (
        {"unit": UNITS[0], "name": "清理前的事项", "edition": "2024年版", "in_force_from": ""},
        {"unit": UNITS[0], "name": "取消的事项", "edition": "2024年版", "in_force_from": ""},
        {"unit": UNITS[0], "name": "清理后的事项", "edition": "2025年版", "in_force_from": ""},
        {"unit": UNITS[1], "name": "别家的事项", "edition": "2025年版", "in_force_from": ""},
    ),
    "inventory_problems": (
        _OVERLAP | {"unit": UNITS[0], "other_power": "别家的事项", "other_unit": UNITS[1]},
        _OVERLAP | {"unit": UNITS[0], "other_power": "取消的事项", "other_unit": ""},
        _OVERLAP | {"unit": UNITS[0], "other_power": "取消的事项", "other_unit": ""},
        _OVERLAP | {"unit": UNITS[1], "power": "", "other_power": "", "other_unit": ""},
    ),
    "clean_ups": (
        _BETWEEN
        | {"old_power": "清理前的事项", "new_power": "清理后的事项", "is_same": "是", "fate": "改名"},
        _BETWEEN | {"old_power": "取消的事项", "new_power": "清理后的事项", "is_same": "否", "fate": ""},
        _BETWEEN | {"old_power": "取消的事项", "new_power": "", "is_same": "", "fate": "取消"},
    ),
    "limits": (
        _SET | {"name": "risk.product_high", "value": "60", "unit": ""},
        _SET | {"name": "risk.product_high", "value": "60分", "unit": UNITS[1]},
        _SET | {"name": "finance.deputy_limit", "value": "2.5万元", "unit": ""},
        _SET | {"name": "vote.majority_over", "value": "60%", "unit": ""},
        _SET | {"name": "vote.recused_in_base", "value": "否", "unit": UNITS[0]},
    ),
    "waivers": (
        _WAIVED | {"expires_on": "2026-03-31", "withdrawn_on": "2026-01-05"},
        _WAIVED | {"granted_on": "2026-01-05", "expires_on": "2026-12-31", "unit": ""},
        _WAIVED | {"item": "县财政局／财务 ＃2", "expires_on": "2026-12-31"},
    ),
}
"""What is taken in whatever else a workbook says: rows that name each other."""
_NOT_DRAWN = frozenset(
    (
        *("ordinal", "power_key", "point_key", "other_power_key", "old_power_key", "new_power_key"),
        *("method", "scoring_method", "expenditure_key", "agenda_key"),
    )
)


def _text(chance: Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(STRANGE)
    letters = [
        chance.choice((chr(chance.randrange(0x4E00, 0x9FA5)), chance.choice(_SIGNS))) for _ in range(9)
    ]
    text = clean("".join(letters[: chance.randrange(1, 10)]))
    # `/` and the like stand for an empty cell, wherever they are written.
    return text if is_value(text) else "某"


def cell(chance: Random, kind: SheetKind, column: Column) -> str:
    """What may stand in a column: known names where others refer to them, any text elsewhere."""
    pool = OF_KIND.get((kind.name, column.field))
    if pool is None and (column.field in _NOT_DRAWN or column.field == "sequence"):
        return ""
    pool = pool or POOLS.get(column.field)
    if pool is not None:
        return chance.choice(pool)
    if not column.required and chance.random() < 0.3:
        return ""
    if column.value is ValueKind.YES_NO:
        return chance.choice(("是", "否"))
    if column.value is ValueKind.DAY:
        early = column.field.endswith(("_from", "issued_on", "reviewed_on", "exercised_on"))
        first = date(2015, 1, 1) if early else date(2021, 1, 1)
        return (first + timedelta(days=chance.randrange(1800))).isoformat()
    if column.choices:
        return str(chance.choice(column.choices))
    if column.value is ValueKind.WHOLE:
        return str(chance.randrange(1, 10))
    return _text(chance)


def random_books(seed: int) -> list[WorkbookText]:
    """A workbook of each kind, in the order in which they go into an empty file."""
    chance = Random(seed)
    names = {kind.workbook for kind in KINDS if not kind.only_read}
    return [_book(chance, name) for name in WORKBOOK_KINDS if name in names]


def _book(chance: Random, workbook: str) -> WorkbookText:
    grids = []
    for kind in (kind for kind in KINDS if kind.workbook == workbook):
        field, names = BACKBONE.get(kind.name, ("", ()))
        rows = [
            _row(chance, kind, {field: name, "unit": UNITS[0], **_AT_A_MEETING.get(kind.name, {})})
            for name in names
        ]
        if kind.name == "units":
            rows = [with_values(kind, row, {"parent": UNITS[0] if at else ""}) for at, row in enumerate(rows)]
        elif kind.name == "steps":
            rows = [_row(chance, kind, step) for step in STEPS]
        elif kind.name == "meeting_votes":
            rows = [
                _row(chance, kind, _vote(chance, topic, secret=topic == secret))
                for secret in (chance.choice(("1", "2")),)
                for topic in ("1", "2", "1", "2", "1", "2")
            ]
        elif kind.name == "methods":
            rows = [_row(chance, kind, method) for method in METHODS]
        elif kind.name == "assessments":
            rows = [_row(chance, kind, ASSESSED | more) for more in ({}, {}, {"method_name": "本县加权法"})]
            rows += [rows[0], *(_row(chance, kind, {}) for _ in range(3))]
        elif kind.name == "method_parts":
            blank = tuple("" for _ in kind.columns)
            rows = [with_values(kind, blank, part) for part in PARTS]
        else:
            rows += [_row(chance, kind, {}) for _ in range(chance.randrange(1, 6))]
            rows += [_row(chance, kind, values) for values in FIXED.get(kind.name, ())]
        grids.append(grid(kind.title, [column.heading for column in kind.columns], rows))
    return WorkbookText(f"{workbook}.xlsx", "0" * 64, "xlsx", grids)


_AT_A_MEETING = {
    "meeting_attendance": {"meeting": "2026-01", "position": ""},
    "meeting_topics": {"meeting": "2026-01", "position": "", "number": "", "recused_written": "李一（亲属）"},
}


def _vote(chance: Random, topic: str, *, secret: bool) -> dict[str, str]:
    """A vote whose round is named or secret, never both."""
    said = {"unit": UNITS[0], "meeting": "2026-01", "topic": topic, "round": chance.choice(("", "1", "2"))}
    if secret:
        return said | {
            "method": UNNAMED_BALLOT,
            **dict.fromkeys(_NAMED, ""),
            "candidate": chance.choice("甲乙"),
        }
    voter = chance.choice((*PEOPLE, ""))
    choice = str(chance.choice(tuple(Choice))) if voter else ""
    method = str(chance.choice(tuple(NamedMethod)))
    return said | {**dict.fromkeys(_COUNTED, ""), "method": method, "voter_written": voter, "choice": choice}


_NAMED = ("voter_written", "choice", "is_written", "covers")
_COUNTED = (
    *("candidate", "issued", "returned", "votes_for", "against", "abstain", "invalid"),
    *("teller_one", "teller_two", "bag"),
)


def _row(chance: Random, kind: SheetKind, values: dict[str, str]) -> tuple[str, ...]:
    return with_values(kind, tuple(cell(chance, kind, column) for column in kind.columns), values)


def with_values(kind: SheetKind, row: tuple[Any, ...], values: dict[str, str]) -> tuple[Any, ...]:
    return tuple(values.get(column.field, value) for column, value in zip(kind.columns, row, strict=True))


def grid(title: str, headings: list[str], rows: list[Any]) -> Grid:
    """A sheet as an export writes it, and as reading gives it."""
    return Grid(title, [[title], [READ_BACK], headings, *([as_text(value) for value in row] for row in rows)])


def as_text(value: object) -> str:
    """A written value as reading gives it back."""
    return "" if value is None else clean(value if isinstance(value, str) else str(value))


def as_read(name: str, tables: tuple[Table, ...]) -> WorkbookText:
    """What reading an exported workbook would give, without the detour by a file."""
    grids = [grid(table.title, [c.heading for c in table.columns], list(table.rows)) for table in tables]
    return WorkbookText(f"{name}.xlsx", "1" * 64, "xlsx", [*grids, Grid(GUIDE_SHEET, [[GUIDE_SHEET]])])
