"""Everything has its line of help, generated pages are in step, and requirements have tests."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel
from typer.main import get_group

from docs.generate import pages
from powerctl.cli.main import COMMANDS, app
from powerctl.limits.declared import declared
from powerctl.reports.catalogue import PAGES
from powerctl.rulebook.catalogue import RULES
from tests.house.conftest import MODULES, ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")

EVERY_REQUIREMENT = {
    *(f"R-CC-{n:02}" for n in range(1, 15)),
    *(f"R-FS-{n:02}" for n in range(1, 12)),
    *(f"R-HY-{n:02}" for n in range(1, 14)),
    *(f"R-XZ-{n:02}" for n in range(1, 19)),
    *(f"R-ZJ-{n:02}" for n in range(1, 9)),
}
# Not built yet. This list may only shrink.
STILL_OPEN = {
    *(f"R-CC-{n:02}" for n in range(7, 15)),
    *(f"R-FS-{n:02}" for n in (8, 10, 11)),
    *(f"R-HY-{n:02}" for n in range(9, 13)),
    *(f"R-XZ-{n:02}" for n in range(13, 17)),
    *(f"R-ZJ-{n:02}" for n in range(6, 9)),
}


def _commands() -> list[tuple[str, Any]]:
    root: Any = get_group(app)
    context = root.make_context("powerctl", ["unit"], resilient_parsing=True)
    found = []
    for name in COMMANDS:
        command = root.get_command(context, name)
        found.append((name, command))
        if hasattr(command, "list_commands"):
            inner = command.make_context(name, [], parent=context, resilient_parsing=True)
            found += [
                (f"{name} {sub}", command.get_command(inner, sub)) for sub in command.list_commands(inner)
            ]
    return found


@pytest.mark.parametrize(
    ("name", "command"), _commands(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_option_has_its_line_of_help_in_chinese(name: str, command: Any) -> None:
    assert CHINESE.search(command.help or ""), f"{name} has no help"
    for param in command.params:
        if "--help" in param.opts or "--install-completion" in param.opts:
            continue
        assert CHINESE.search(getattr(param, "help", None) or ""), f"{name}: {param.name} has no help"


@pytest.mark.parametrize("table", SQLModel.metadata.tables.values(), ids=lambda table: table.name)
def test_every_table_and_column_has_a_chinese_heading(table: Any) -> None:
    assert CHINESE.search(table.comment or "")
    for column in table.columns:
        assert CHINESE.search(column.comment or ""), f"{table.name}.{column.name}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_it_asks_why_and_what_to_do(rule: Any) -> None:
    for text in (rule.title, rule.explanation, rule.advice):
        assert CHINESE.search(text)
    assert rule.cites, "a rule without a source"
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name), "the name of a rule is its bad pattern"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_its_case_file(rule: Any) -> None:
    assert (ROOT / "tests" / "rulebook" / "cases" / f"{rule.code}.toml").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_has_its_line_of_help(page: Any) -> None:
    assert CHINESE.search(page.title) and CHINESE.search(page.help)


@pytest.mark.parametrize("limit", declared().values(), ids=lambda limit: limit.name)
def test_every_limit_says_what_it_limits(limit: Any) -> None:
    assert CHINESE.search(limit.note)


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_pages_are_in_step(name: str) -> None:
    there = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert there == pages()[name], f"docs/{name} is behind: make docs"


def test_every_requirement_has_a_test_or_stands_on_the_list_of_open_ones() -> None:
    tested = set()
    for path in (ROOT / "tests").rglob("*.*"):
        if path.suffix in (".py", ".toml") and path != Path(__file__):
            tested |= set(re.findall(r"R-[A-Z]{2}-\d{2}", path.read_text(encoding="utf-8")))
    assert STILL_OPEN <= EVERY_REQUIREMENT
    untested = EVERY_REQUIREMENT - STILL_OPEN - tested
    assert not untested, f"no test names {sorted(untested)}"


def test_every_rule_cites_requirements_that_exist() -> None:
    for rule in RULES:
        for cite in rule.cites:
            assert cite.requirement in EVERY_REQUIREMENT, f"{rule.code} cites {cite.requirement}"


def test_nothing_of_a_machine_is_written_down() -> None:
    machine = re.compile(r"/(?:root|home/\w+|tmp)/|https?://[^\s)>\"']*(?:pypi|npmjs|simple)")
    for module in MODULES:
        assert not machine.search(module.path.read_text(encoding="utf-8")), module.name
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "--index" not in lock
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", line) for line in lock.splitlines() if line)
