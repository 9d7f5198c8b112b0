"""The house as data: every module, its floor, what it imports, how long it is."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "powerctl"
FLOORS = {
    "errors": 0,
    "terms": 0,
    "resources": 0,
    "collecting": 0,
    "model": 1,
    "sheets": 2,
    "store": 2,
    "limits": 3,
    "areas": 4,
    "rulebook": 5,
    "reports": 6,
    "cli": 7,
    "__main__": 8,
}


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    name: str
    path: Path
    tree: ast.Module
    lines: int

    @property
    def room(self) -> str:
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def floor(self) -> int:
        return FLOORS.get(self.room, 0)

    @property
    def ours(self) -> set[str]:
        """Modules of ours that this one imports, at its top and inside functions."""
        return {name for name in self.imported if name == "powerctl" or name.startswith("powerctl.")}

    @property
    def imported(self) -> set[str]:
        return {name for name, _ in self._imports(self.tree)}

    @property
    def imported_at_start(self) -> set[str]:
        """What importing the module imports: its top level, type-checking blocks left out."""
        return {name for name, top in self._imports(self.tree) if top}

    @staticmethod
    def _imports(tree: ast.Module) -> list[tuple[str, bool]]:
        top = set()
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                top.add(node)
        found = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found += [(alias.name, node in top) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.append((node.module, node in top))
                found += [(f"{node.module}.{alias.name}", node in top) for alias in node.names]
        return found

    def __str__(self) -> str:
        return self.name


def _modules() -> list[Module]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        found.append(Module(name, path, ast.parse(text), text.count("\n") + 1))
    return found


MODULES = _modules()
NAMES = {module.name for module in MODULES}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "module" in metafunc.fixturenames:
        metafunc.parametrize("module", MODULES, ids=str)
