"""Views: what list and show read, and what any other SQLite program sees."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from powerctl.errors import Refused
from powerctl.store import views
from powerctl.store.create import create
from powerctl.store.views import VIEWS, Condition, Kind, read_condition
from powerctl.store.views.every import NOUNS, declared

POWER, RISK, UNIT, PERSON, POST = (VIEWS[n] for n in ("power", "risk_point", "unit", "person", "post"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A small county: a county office, a bureau under it with a station, and a town."""
    path = tmp_path_factory.mktemp("views") / "county.db"
    create(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN")
        _fill(db)
        db.execute("COMMIT")
    return path


@pytest.fixture
def db(filled):
    """The county, open; what a test changes is taken back."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as db:
        db.execute("BEGIN")
        yield db
        db.execute("ROLLBACK")


def _put(db, table, *rows):
    for row in rows:
        names = ", ".join(row)
        db.execute(f"INSERT INTO {table}({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def _fill(db):
    _put(
        db,
        "unit",
        {"id": 1, "code": "QL", "name": "青岭县", "kind": "县区", "parent_id": None},
        {"id": 2, "code": "QL-MZ", "name": "民政局", "kind": "政府部门", "parent_id": 1},
        {"id": 3, "code": "QL-MZ-1", "name": "救助站", "kind": "事业单位", "parent_id": 2},
        {"id": 4, "code": "QL-TW", "name": "塘湾镇", "kind": "乡镇", "parent_id": 1},
    )
    _put(
        db,
        "import_batch",
        {
            "id": 1,
            "file_name": "民政局.xls",
            "sha256": "ab",
            "kind": "powers",
            "imported_at": "2026-03-01 09:00:00.000000",
            "rows_read": 3,
            "added": 3,
            "changed": 0,
            "unchanged": 0,
            "rejected": 0,
        },
    )
    _put(
        db,
        "person",
        {"id": 1, "unit_id": 2, "name": "甲一", "number": ""},
        {"id": 2, "unit_id": 2, "name": "甲一", "number": "02"},
        {"id": 3, "unit_id": 4, "name": "乙二", "number": ""},
    )
    _put(
        db,
        "post",
        {"id": 1, "unit_id": 2, "title": "局长", "is_head": 1, "is_leadership": None, "is_key": 0},
        {"id": 2, "unit_id": 2, "title": "科长", "is_head": 0, "is_leadership": 0, "is_key": None},
    )
    _put(db, "tenure", {"id": 1, "person_id": 1, "post_id": 1, "valid_from": "2020-05-01"})
    _put(db, "duty", {"id": 1, "unit_id": 2, "person_id": 1, "area": "财务", "direct": 1})
    _put(
        db,
        "edition",
        {"id": 1, "unit_id": 2, "name": "2025年版"},
        {"id": 2, "unit_id": 4, "name": "2025年版"},
    )
    common = {"category": "行政给付", "ordinal": 1, "batch_id": 1, "source_sheet": "清单"}
    _put(
        db,
        "power",
        {
            "id": 1,
            "unit_id": 2,
            "edition_id": 1,
            "identity": "给付|临时救助",
            "name": "临时救助",
            "sub_item": "",
            "deciding_post_id": 1,
            "has_discretion": 1,
            "source_cell": "C5",
            **common,
        },
        {
            "id": 2,
            "unit_id": 2,
            "edition_id": 1,
            "identity": "给付|养老100%补贴",
            "name": "养老100%补贴",
            "sub_item": "",
            "source_cell": "C6",
            **common,
        },
        {
            "id": 3,
            "unit_id": 4,
            "edition_id": 2,
            "identity": "给付|临时救助",
            "name": "临时救助",
            "sub_item": "",
            "retired_on": "2026-02-01",
            **common,
        },
    )
    _put(
        db,
        "legal_basis",
        {"power_id": 1, "position": 2, "text": "第二条"},
        {"power_id": 1, "position": 1, "text": "第一条"},
    )
    _put(
        db,
        "risk_point",
        {
            "id": 1,
            "unit_id": 2,
            "identity": "k",
            "ordinal": 1,
            "name": "优亲厚友",
            "description": "",
            "power_id": 1,
            "level": "高",
            "importance": 5,
        },
        {
            "id": 2,
            "unit_id": 4,
            "identity": "k",
            "ordinal": 1,
            "name": "截留",
            "description": "",
            "importance": 12,
        },
    )
    _put(db, "measure", {"risk_point_id": 1, "position": 1, "text": "集体研究"})
    _put(db, "check_run", {"id": 1, "ran_at": "2026-03-02 08:00:00.000000", "as_of": "2026-03-02"})
    _put(
        db,
        "check_result",
        {
            "run_id": 1,
            "rule": "REG001",
            "examined": 3,
            "passed": 1,
            "findings": 1,
            "unknown": 1,
            "waived": 0,
        },
    )
    _put(
        db,
        "finding",
        {
            "id": 1,
            "rule": "REG001",
            "item": "QL-MZ/给付|临时救助#1",
            "unit_id": 2,
            "verdict": "问题",
            "severity": "严重",
            "subject": "临时救助",
            "message": "缺少依据",
            "advice": "补充",
            "waived": 0,
            "status": "新增",
            "first_run_id": 1,
            "last_run_id": 1,
        },
    )


def _names(db, view, *where, order=("id",)):
    return [row[0] for row in views.rows(db, view, where=where, columns=("name",), order=order)]


def _ids(db, view, *where, order=("id",)):
    return [row[0] for row in views.rows(db, view, where=where, columns=("id",), order=order)]


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_view_can_be_read_whole_and_as_a_list(db, view):
    everything = [column.key for column in view.columns]
    for row in views.rows(db, view, columns=everything):
        assert len(row) == len(everything)
    assert view.listed
    assert len(views.rows(db, view)) == views.count(db, view)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_another_program_sees_chinese_names_and_no_english_word(db, view):
    cursor = db.execute(f'SELECT * FROM "{view.sql_name}"')
    headings = [column[0] for column in cursor.description]
    assert headings == [column.heading for column in view.columns]
    assert len(set(headings)) == len(headings)
    assert not any(c.isascii() and c.isalpha() for name in (view.sql_name, *headings) for c in name)
    assert len({column.key for column in view.columns}) == len(view.columns)


def test_every_column_of_every_table_can_be_read_under_the_tables_own_heading():
    """A column that is added to a table must reach its view (a link may do so as its target's name)."""
    for table in SQLModel.metadata.tables.values():
        view = VIEWS[table.name]
        assert table.comment == view.title
        for column in table.columns:
            key = {"code": "unit_code"}.get(column.name, column.name) if table.name == "unit" else column.name
            if column.name == "id" or view.has(key):
                wanted = view.column(key).heading
                assert column.name.endswith("id") or wanted == column.comment, (table.name, column.name)
                continue
            assert column.foreign_keys, f"{table.name}.{column.name} cannot be read"
            assert view.has(column.name.removesuffix("_id")), (table.name, column.name)


def test_a_flag_says_yes_no_or_nothing(db):
    flags = ("is_head", "is_leadership", "is_key")
    assert views.rows(db, POST, columns=flags) == [("是", None, "否"), ("否", "否", None)]


def test_records_are_named_by_the_clerks_keys_not_by_numbers(db):
    columns = ("unit_code", "edition", "deciding_post", "source_file", "source_cell", "item")
    assert views.rows(db, POWER, where=[Condition("id", "=", 1)], columns=columns) == [
        ("QL-MZ", "2025年版", "局长", "民政局.xls", "C5", "QL-MZ/给付|临时救助#1")
    ]


def test_contains_takes_percent_and_underscore_as_they_stand(db):
    assert _names(db, POWER, Condition("name", "~", "救助")) == ["临时救助", "临时救助"]
    assert _names(db, POWER, Condition("name", "~", "%")) == ["养老100%补贴"]
    assert _names(db, POWER, Condition("name", "~", "_")) == []
    assert _names(db, POWER, Condition("name", "~", "\\")) == []


def test_a_value_is_bound_and_never_becomes_sql(db):
    for value in ("' OR 1=1 --", '"; DROP VIEW 权力事项一览; --', "临时救助'"):
        assert _names(db, POWER, Condition("name", "=", value)) == []
        assert _names(db, POWER, Condition("unit_code", "within", value)) == []
    assert views.count(db, POWER) == 3


def test_a_column_that_the_view_lacks_is_refused_with_those_it_has(db):
    for call in (
        lambda: views.rows(db, POWER, where=[Condition("1=1) --", "=", "x")]),
        lambda: views.rows(db, POWER, order=["id; DROP TABLE power"]),
        lambda: views.rows(db, POWER, columns=["薪酬"]),
    ):
        with pytest.raises(Refused, match="没有") as refusal:
            call()
        assert "权力类别" in refusal.value.hint


def test_a_unit_filter_takes_in_the_units_below_by_code_or_name(db):
    assert _ids(db, UNIT, Condition("unit_code", "within", "QL-MZ")) == [2, 3]
    assert _ids(db, UNIT, Condition("unit_code", "within", "青岭县")) == [1, 2, 3, 4]
    assert _ids(db, UNIT, Condition("unit_code", "within", 2)) == [2, 3]
    assert _ids(db, UNIT, Condition("unit_code", "within", "2")) == []
    assert _ids(db, POWER, Condition("unit_code", "within", "QL-TW")) == [3]


def test_a_unit_filter_ends_even_where_units_stand_in_a_ring(db):
    db.execute("UPDATE unit SET parent_id = 3 WHERE id = 2")
    assert _ids(db, UNIT, Condition("unit_code", "within", "QL-MZ")) == [2, 3]


def test_numbers_compare_as_numbers_and_days_as_days(db):
    assert _ids(db, RISK, Condition("importance", "<", "12")) == [1]
    assert _ids(db, RISK, Condition("重要程度", "≥", 12)) == [2]
    assert _ids(db, POWER, Condition("retired_on", "≤", "2026-02-01")) == [3]
    with pytest.raises(Refused, match="整数"):
        _ids(db, RISK, Condition("importance", ">", "五"))
    with pytest.raises(Refused, match="日期"):
        _ids(db, POWER, Condition("retired_on", ">", "2026年2月"))


def test_flags_are_asked_for_by_yes_no_or_emptiness(db):
    assert _ids(db, POST, Condition("is_head", "=", True)) == [1]
    assert _ids(db, POST, Condition("is_head", "=", "否")) == [2]
    assert _ids(db, POST, Condition("is_leadership", "empty")) == [1]
    with pytest.raises(Refused, match="是、否"):
        _ids(db, POST, Condition("is_head", "=", "也许"))


def test_one_of_several_values_fits(db):
    assert _ids(db, UNIT, Condition("kind", "=", ("乡镇", "县区"))) == [1, 4]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("权力类别=行政许可", Condition("权力类别", "=", "行政许可")),
        ("事项名称 ～ 救助", Condition("事项名称", "~", "救助")),
        ("重要程度>=3", Condition("重要程度", "≥", "3")),
        ("止日=空", Condition("止日", "empty")),
        ("止日!=", Condition("止日", "filled")),
        ("备注=a=b", Condition("备注", "=", "a=b")),
    ],
)
def test_a_condition_reads_as_a_clerk_types_it(text, wanted):
    assert read_condition(text) == wanted


def test_a_condition_without_a_comparison_is_refused():
    with pytest.raises(Refused, match="看不明白"):
        read_condition("行政许可")


def test_empty_values_come_last_whichever_way_a_list_is_sorted(db):
    assert _ids(db, POWER, order=("retired_on",)) == [3, 1, 2]
    assert _ids(db, POWER, order=("-retired_on",)) == [3, 1, 2]


def test_rows_that_are_equal_stand_by_their_number(db):
    assert _ids(db, POWER, order=("category",)) == [1, 2, 3]
    assert views.rows(db, POWER, order=("name",), columns=("id",), limit=2) == [(1,), (3,)]


def test_a_power_is_shown_with_its_bases_risk_points_and_findings(db):
    record = views.one(db, POWER, 1)
    assert record["事项名称"] == "临时救助"
    assert record["bases"] == 2
    assert [b.view.name for b in record.belongings] == ["legal_basis", "risk_point", "finding"]
    bases = record.belongings[0]
    text = bases.columns.index(bases.view.column("text"))
    assert [row[text] for row in bases.rows] == ["第一条", "第二条"]


def test_what_belongs_to_a_record_is_cut_but_counted(db):
    record = views.one(db, UNIT, 1, most=1)
    assert [(len(b.rows), b.total) for b in record.belongings] == [(1, 2)]


def test_the_ways_in_which_powers_belong_to_a_post_are_told_apart(db):
    db.execute("UPDATE power SET executing_post_id = 1 WHERE id = 2")
    groups = views.one(db, POST, 1).belongings
    assert [(group.key, group.title) for group in groups if group.view is POWER] == [
        ("power_by_deciding_post", "负责决策的权力事项"),
        ("power_by_executing_post", "负责执行的权力事项"),
    ]


def test_a_person_is_shown_with_tenures_and_duties_a_point_with_measures(db):
    assert [b.view.name for b in views.one(db, PERSON, 1).belongings] == ["tenure", "duty"]
    assert [b.view.name for b in views.one(db, RISK, 1).belongings] == ["measure"]


def test_a_record_is_found_by_its_name_or_its_number(db):
    assert views.number_of(db, UNIT, "QL-MZ") == 2
    assert views.number_of(db, UNIT, "塘湾镇") == 4
    assert views.number_of(db, PERSON, "02") == 2
    assert views.number_of(db, PERSON, "3") == 3


def test_a_name_that_several_carry_is_refused_with_their_numbers(db):
    with pytest.raises(Refused, match="几条人员都叫“甲一”") as refusal:
        views.number_of(db, PERSON, "甲一")
    assert "1" in refusal.value.hint
    assert "2" in refusal.value.hint


def test_a_record_that_is_not_there_is_refused_with_the_command_that_lists(db):
    with pytest.raises(Refused) as refusal:
        views.one(db, RISK, 99)
    assert "powerctl risk list" in refusal.value.hint
    with pytest.raises(Refused):
        views.number_of(db, RISK, "99")


def test_a_run_of_the_check_shows_its_sums(db):
    sums = ("rules", "examined", "passed", "findings", "unknown")
    assert views.rows(db, VIEWS["check_run"], columns=sums) == [(1, 3, 1, 1, 1)]


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Enough rows for the planner to care: 40 units with 50 powers each, bases, points and measures."""
    path = tmp_path_factory.mktemp("large") / "county.db"
    create(path)
    powers = range(1, 2001)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN")
        _put(db, "unit", *({"id": i, "code": f"U{i:02}", "name": f"单位{i}"} for i in range(1, 41)))
        _put(db, "edition", *({"id": i, "unit_id": i, "name": "2025年版"} for i in range(1, 41)))
        named = {"ordinal": 1, "name": "事项"}
        _put(
            db,
            "power",
            *(
                {
                    "id": i,
                    "unit_id": i % 40 + 1,
                    "edition_id": i % 40 + 1,
                    "identity": f"k{i}",
                    "sub_item": "",
                    **named,
                }
                for i in powers
            ),
        )
        _put(db, "legal_basis", *({"power_id": i, "position": 1, "text": "依据"} for i in powers))
        _put(
            db,
            "risk_point",
            *(
                {
                    "id": i,
                    "unit_id": i % 40 + 1,
                    "power_id": i,
                    "identity": f"k{i}",
                    "description": "",
                    **named,
                }
                for i in powers
            ),
        )
        _put(db, "measure", *({"risk_point_id": i, "position": 1, "text": "措施"} for i in powers))
        db.execute("COMMIT")
        db.execute("ANALYZE")
        yield db


def _plans(db, ask):
    asked = []
    db.set_trace_callback(asked.append)
    ask()
    db.set_trace_callback(None)
    return [row[3] for sql in asked for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]


@pytest.mark.parametrize("view", [POWER, RISK], ids=lambda view: view.name)
def test_the_first_rows_of_a_list_are_found_without_sorting_all_of_them(large, view):
    plan = _plans(large, lambda: views.rows(large, view, limit=20))
    assert plan
    assert not [step for step in plan if "TEMP B-TREE" in step]


@pytest.mark.parametrize("view", [POWER, RISK], ids=lambda view: view.name)
def test_a_record_and_what_belongs_to_it_are_found_by_indexes(large, view):
    plan = _plans(large, lambda: views.one(large, view, 1))
    # Findings are few, and are asked for by a text that no index begins with: once, to count them.
    assert len([step for step in plan if step.startswith("SCAN") and "CONSTANT" not in step]) <= 1


def test_kinds_are_the_four_that_a_page_can_show():
    assert {column.kind for view in VIEWS.values() for column in view.columns} == set(Kind)


def test_reading_by_views_loads_no_table_classes():
    code = (
        "import sys; import powerctl.store.views, powerctl.store.connection; "
        "print([m for m in ('sqlalchemy', 'sqlmodel', 'pydantic', 'alembic') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("module", NOUNS)
def test_a_views_module_declares_the_nouns_it_is_asked_for(module: str) -> None:
    assert tuple(view.name for view in declared(module)) == NOUNS[module]


def test_every_module_of_views_is_asked_for_its_nouns() -> None:
    modules = [path for path in Path(views.__path__[0]).glob("*.py") if path.stem != "__init__"]
    written = {path.stem for path in modules if "\nVIEWS = " in path.read_text("utf-8")}
    assert written == set(NOUNS)
