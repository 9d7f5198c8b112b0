"""Rooms are small, names say something, and nothing below the command line knows the time or the screen."""

import ast
import re

from tests.house.conftest import MODULES, Module

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "services"}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}
SQL = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE (TABLE|VIEW|TRIGGER|TEMP)|PRAGMA)\s")
PLACES = {("Path", "home"), ("Path", "cwd"), ("os", "getcwd"), ("os", "environ"), ("os", "getenv")}


def test_rooms_are_small(module: Module) -> None:
    assert module.lines <= 400, f"{module.lines} lines; split by noun"


def test_functions_are_short(module: Module) -> None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{module}.{node.name} has {length} lines"


def test_names_say_what_is_inside(module: Module) -> None:
    words = set(re.split(r"[._]", module.name.lower()))
    assert not words & EMPTY_NAMES
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            parts = set(re.findall(r"[a-z]+", re.sub(r"([A-Z])", r"_\1", node.name).lower()))
            assert not parts & EMPTY_NAMES, f"{module}.{node.name}"


def test_nothing_below_the_command_line_knows_time_place_or_screen(module: Module) -> None:
    if module.floor >= 7 or module.name in {"powerctl.sheets.files.child", "powerctl"}:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input"}, f"{module}:{node.lineno} prints or asks"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            pair = (node.value.id, node.attr)
            assert pair not in CLOCKS, f"{module}:{node.lineno} reads the clock"
            # the child process that reads workbooks is handed the environment as it is
            if module.name != "powerctl.sheets.files.reader" or pair != ("os", "environ"):
                assert pair not in PLACES, f"{module}:{node.lineno} looks up a place"


def test_raw_sql_is_only_in_the_store(module: Module) -> None:
    if module.room == "store":
        return
    imported = module.imported
    assert "sqlalchemy.text" not in imported
    assert "sqlmodel.text" not in imported
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not SQL.match(node.value), f"{module}:{node.lineno}: SQL text outside the store"


def test_every_public_thing_says_what_it_is(module: Module) -> None:
    assert ast.get_docstring(module.tree), f"{module} has no docstring"
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}.{node.name} has no docstring"


def test_nothing_says_that_it_is_unfinished() -> None:
    mark = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b")
    for module in MODULES:
        assert not mark.search(module.path.read_text(encoding="utf-8")), module.name


def test_no_number_of_a_document_is_in_a_rule(module: Module) -> None:
    """Limits are dated data (limits.toml): a rule may count to two, its wording aside."""
    if not re.match(r"powerctl\.rulebook\.(registry|organization|risk)\.", module.name):
        return
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
        ):
            assert node.value in {0, 1, 2}, f"{module}:{node.lineno}: {node.value} belongs into limits.toml"
