"""Progress on a terminal, for work that takes a while. Nothing is drawn in cron."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from powerctl.rulebook.rule import Rule


@contextmanager
def pulse(doing: str) -> Iterator[None]:
    """A moving bar with the time that has passed, for work whose length nobody knows."""
    with _bar(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()) as bar:
        bar.add_task(doing, total=None)
        yield


@contextmanager
def rule_bar() -> "Iterator[Callable[[Rule, int, int], None]]":
    """A bar that moves rule by rule; yields what the runner calls before each rule."""
    with _bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()) as bar:
        task = bar.add_task("检查", total=None)

        def move(rule: "Rule", done: int, total: int) -> None:
            bar.update(task, description=f"{rule.code} {rule.title}", completed=done, total=total)

        yield move


def _bar(*columns: TextColumn | BarColumn | TimeElapsedColumn | MofNCompleteColumn) -> Progress:
    return Progress(*columns, console=Console(stderr=True), transient=True)
