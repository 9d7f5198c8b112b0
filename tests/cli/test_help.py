"""Every command loads, and says in Chinese what it does and what each word after it means."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_group

from powerctl.cli.main import COMMANDS, app
from tests.cli.conftest import Typed

PACKAGE = Path(sys.modules["powerctl"].__file__ or "").parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_OF_TYPER = re.compile(
    r"\b(Usage|Options|Arguments|Commands|Show this|required|default|TEXT|INTEGER|PATH|FLOAT|OPTIONS|ARGS|COMMAND)\b"
)


def _every_command() -> Iterator[tuple[tuple[str, ...], Any]]:
    root: Any = get_group(app)
    context = root.make_context("powerctl", ["unit"], resilient_parsing=True)
    for name in COMMANDS:
        yield from _with_those_below((name,), root.get_command(context, name), context)


def _with_those_below(
    words: tuple[str, ...], command: Any, above: Any
) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield words, command
    if hasattr(command, "list_commands"):
        inner = command.make_context(words[-1], [], parent=above, resilient_parsing=True)
        for sub in command.list_commands(inner):
            yield from _with_those_below((*words, sub), command.get_command(inner, sub), inner)


EVERY = dict(_every_command())


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_help_is_chinese_and_complete(words: tuple[str, ...], typed: Typed) -> None:
    answer = typed(*words, "--help")
    assert answer.status == 0
    assert answer.err == ""
    assert answer.out.startswith(f"用法：powerctl {' '.join(words)}")
    assert CHINESE.search(EVERY[words].help), "no line of help"
    assert not ENGLISH_OF_TYPER.search(answer.out), answer.out


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_argument_and_option_says_what_it_is(words: tuple[str, ...]) -> None:
    for param in EVERY[words].params:
        if "--help" in param.opts:
            continue
        assert param.help and CHINESE.search(param.help), f"{param.name} has no help"
        if not getattr(param, "is_flag", False):
            assert param.metavar and CHINESE.search(param.metavar), f"{param.name} has no Chinese metavar"


def test_the_root_lists_every_command_with_its_line(typed: Typed) -> None:
    answer = typed("--help")
    assert answer.status == 0
    for name, (_, line) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line)}$", answer.out, re.MULTILINE)


def test_no_command_at_all_shows_the_help(typed: Typed) -> None:
    answer = typed()
    assert answer.status == 2
    assert "用法：powerctl" in answer.out


@pytest.mark.parametrize("noun", ["unit", "person", "post", "duty", "edition", "power", "risk", "measure"])
def test_each_noun_can_be_listed_shown_added_edited_and_retired(noun: str) -> None:
    for verb in ("list", "show", "add", "edit", "retire"):
        assert (noun, verb) in EVERY


def _texts(tree: ast.AST) -> Iterator[str]:
    """String literals; what an f-string fills in stands as X."""
    inside = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value


def _hints() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for text in _texts(tree):
            for found in re.finditer(r"powerctl (?!was )(?=[a-z-])([^，。；、）”\n　]+)", text):
                yield path.name, found.group(1)


def test_every_command_that_a_message_names_exists() -> None:
    """A refusal says what to type next: that has to work."""
    wrong = []
    for place, hint in _hints():
        words = [word for word in hint.split() if word]
        while words and words[0].startswith("-"):
            words = words[2:] if words[0] in ("--db", "--today", "--actor") else words[1:]
        if not words or not re.fullmatch(r"[a-z-]+", words[0]):
            continue
        command: Any = EVERY.get((words[0],))
        for depth in range(2, len(words) + 1):
            if not hasattr(command, "list_commands"):
                break
            if tuple(words[:depth]) in EVERY:
                command = EVERY[tuple(words[:depth])]
            elif re.fullmatch(r"[a-z][a-z-]*", words[depth - 1]):
                command = None
        if command is None:
            wrong.append(f"{place}: powerctl {hint}")
            continue
        known = {name for param in command.params for name in param.opts} | {"--help"}
        wrong += [
            f"{place}: powerctl {hint}: {word}"
            for word in words
            if word.startswith("--") and re.match(r"--[a-z-]+", word).group() not in known  # type: ignore[union-attr]
        ]
    assert not wrong, "\n".join(wrong)


def test_version(typed: Typed) -> None:
    answer = typed("--version")
    assert answer.status == 0
    assert re.fullmatch(r"powerctl \d+\.\d+\.\d+\S*\n", answer.out)
