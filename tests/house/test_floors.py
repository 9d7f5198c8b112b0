"""The floors and doors of the house: imports go down, walls stand."""

from tests.house.conftest import FLOORS, MODULES, NAMES, Module

WALLS = {
    "openpyxl": "powerctl.sheets",
    "python_calamine": "powerctl.sheets",
    "xlrd": "powerctl.sheets",
    "jinja2": "powerctl.reports.render",
    "markupsafe": "powerctl.reports.render",
    "typer": "powerctl.cli",
    "rich": "powerctl.cli",
    "alembic": "powerctl.store",
}


def test_imports_go_down(module: Module) -> None:
    for target in module.ours:
        room = target.split(".")[1] if "." in target else ""
        if room not in FLOORS:
            continue
        assert FLOORS[room] <= module.floor, f"{module} imports {target}, a floor above"
        if room != module.room and FLOORS[room] == module.floor and module.floor:
            raise AssertionError(f"{module} imports {target}, another room of its own floor")


def test_sheets_know_nothing_of_the_records(module: Module) -> None:
    if module.room == "sheets":
        for target in module.ours:
            room = target.split(".")[1] if "." in target else "errors"
            assert room in {"sheets", "errors", "terms", "resources", "collecting"} or "." not in target, (
                target
            )


def test_areas_do_not_import_each_other(module: Module) -> None:
    parts = module.name.split(".")
    if parts[1:2] != ["areas"] or len(parts) < 3 or module.path.parent.name == "areas":
        return
    for target in module.ours:
        there = target.split(".")
        if there[1:2] == ["areas"] and len(there) > 2 and f"powerctl.areas.{there[2]}" in NAMES:
            folder = next(m for m in MODULES if m.name == f"powerctl.areas.{there[2]}")
            if folder.path.name != "__init__.py":
                continue
            assert there[2] in {parts[2], "organization"}, f"{module} imports {target}"


def test_walls_stand(module: Module) -> None:
    for library, room in WALLS.items():
        if any(name == library or name.startswith(library + ".") for name in module.imported):
            assert module.name == room or module.name.startswith(room + "."), f"{module} imports {library}"
    assert "click" not in module.imported, "Typer brings its own click and does not install it"


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        module.name: {
            target for target in module.imported_at_start if target in NAMES and target != module.name
        }
        for module in MODULES
    }
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name) :], name))
        if name in done:
            return
        for target in graph[name]:
            walk(target, (*way, name))
        done.add(name)

    for name in graph:
        walk(name, ())
