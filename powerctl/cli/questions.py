"""Questions of a guided command, by keyboard alone: asked until answered, with a way back and a way out."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import typer

from powerctl.cli.output import next_step, paragraph, show
from powerctl.errors import Refused

BACK, STOP, HELP = ("<", "＜", "《"), ("停", "停止"), ("?", "？")
KEYS = "输入 < 退回上一步，输入 停 或按 Ctrl-C 先停下，输入 ? 看说明"
_Answer = TypeVar("_Answer")


class Back(Exception):
    """The clerk wants the question before."""


class Stop(Exception):
    """The clerk stops for now."""


def ask(
    question: str,
    read: Callable[[str], _Answer],
    *,
    default: str = "",
    help: str = "",
) -> _Answer:
    """One answer, read by `read`, which raises Refused for what it cannot take: then it is asked again.

    An empty answer is the default. Raises Back and Stop.
    """
    shown = f"{question}［{default}］" if default else question
    while True:
        answer: str = typer.prompt(shown, default="", show_default=False, prompt_suffix="：").strip()
        if answer in BACK:
            raise Back
        if answer in STOP:
            raise Stop
        if answer in HELP:
            show(f"  {help}" if help else f"  {KEYS}")
            continue
        try:
            return read(answer or default)
        except Refused as refusal:
            say(refusal)


def ask_text(question: str, *, default: str = "", help: str = "") -> str:
    """A text as it was typed."""
    return ask(question, str, default=default, help=help)


def choose(question: str, words: Sequence[str], *, default: str = "", help: str = "") -> str:
    """One of several words, by its number or as it is written; empty where there is no default."""
    listed = "　".join(f"{at} {word}" for at, word in enumerate(words, start=1))
    return ask(f"{question}（{listed}）", lambda text: _one_of(text, words), default=default, help=help)


def whole(question: str, *, default: str = "", help: str = "") -> int | None:
    """A whole number; None for an empty answer."""
    return ask(question, _number, default=default, help=help)


def in_turn(
    questions: Sequence[tuple[str, Callable[[str], str]]], known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Several questions one after another, each told what was answered before; back is the question before.

    Out: the answers by name. Raises Back at the first question, and Stop.
    """
    answers = dict(known or {})
    at = 0
    while at < len(questions):
        name, put = questions[at]
        try:
            answers[name] = put(answers.get(name, ""))
        except Back:
            if at == 0:
                raise
            at -= 1
        else:
            at += 1
    return answers


def is_yes(question: str, *, default: bool = True) -> bool:
    """是 or 否."""
    return choose(question, ("是", "否"), default="是" if default else "否") == "是"


def say(refusal: Refused) -> None:
    """Why an answer or a step was not taken."""
    show(f"  {refusal}")
    if refusal.hint and not refusal.hint.startswith("powerctl"):
        show(f"  {next_step(refusal.hint)}")


def heading(text: str) -> None:
    """The line above the questions of a step."""
    typer.echo("")
    show(text)


def told(text: str) -> None:
    """A line between questions."""
    typer.echo(paragraph(f"  {text}", typer.get_text_stream("stdout")))


def _one_of(text: str, words: Sequence[str]) -> str:
    if not text or text in words:
        return text
    if text.isdecimal() and 1 <= int(text) <= len(words):
        return words[int(text) - 1]
    raise Refused(f"“{text}”不在可选值之内，写序号 1 至 {len(words)}")


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 6:
        raise Refused(f"“{text}”不是整数")
    return int(text)
