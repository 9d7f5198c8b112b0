"""Help and usage errors in the clerk's language.

Typer's own words are English and not translatable, so our commands and groups lay out their
help themselves, and usage errors are put into Chinese from what the exception carries.
"""

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from powerctl.cli.folding import columns, fold, width
from powerctl.cli.output import paragraph

_PHRASES = (
    (re.compile(r"(.+) is not a valid int(?:eger)?(?: range)?\."), r"\1 不是整数"),
    (re.compile(r"(.+) is not a valid float(?: range)?\."), r"\1 不是数"),
    (re.compile(r"(.+) is not a valid boolean\..*"), r"\1 不是“是”或“否”"),
    (re.compile(r"(.+) is not one of (.+)\."), r"\1 不在可选值之内（\2）"),
    (re.compile(r"(.+) is not in the range x>=(\d+)\."), r"\1 太小，应不小于 \2"),
    (re.compile(r"(.+) is not in the range (\d+)<=x<=(\d+)\."), r"\1 不在范围之内，应为 \2 至 \3"),
    (re.compile(r"(.+) does not match the formats? (.+)\."), r"\1 不是日期，应写作 2026-01-05"),
    (re.compile(r"Path (.+) does not exist\."), r"路径 \1 不存在"),
    (re.compile(r"File (.+) does not exist\."), r"文件 \1 不存在"),
    (re.compile(r"Directory (.+) does not exist\."), r"文件夹 \1 不存在"),
    (re.compile(r"File (.+) is a directory\."), r"\1 是文件夹，不是文件"),
    (re.compile(r"No such command (.+?)\.(?: Did you mean (.+)\?)?$"), r"没有命令 \1"),
    (re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)"), r"多出的参数：\1"),
    (re.compile(r"Option (.+) requires an argument\."), r"选项 \1 后面要有值"),
    (re.compile(r"Option (.+) requires (\d+) arguments\."), r"选项 \1 后面要有 \2 个值"),
    (re.compile(r"Option (.+) does not take a value\."), r"选项 \1 不带值"),
    (re.compile(r"Missing command\."), "缺少命令"),
)


def usage_sentence(error: Any, arguments: Sequence[str]) -> str:
    """A usage error of Typer as one Chinese sentence, with the words that were typed."""
    kind = type(error).__name__
    if kind == "MissingParameter":
        return f"缺少{_called(error.param)}"
    if kind == "NoSuchOption":
        if re.fullmatch(r"-[0-9.]", error.option_name):
            given = next((word for word in arguments if word.startswith(error.option_name)), "")
            return f"“{given}”是负数，这里要写不小于 0 的数"
        near = error.possibilities or []
        return f"没有选项 {error.option_name}" + (f"，是否要用 {'、'.join(sorted(near))}" if near else "")
    sentence = _in_chinese(str(error.message))
    if kind == "BadParameter" and getattr(error, "param", None) is not None:
        return f"{_called(error.param)}：{sentence}"
    return sentence


def _in_chinese(message: str) -> str:
    for pattern, chinese in _PHRASES:
        found = pattern.fullmatch(message.strip())
        if found:
            near = found.group(2) if "Did you mean" in message else None
            sentence = found.expand(chinese) + (f"，是否要用 {near}" if near else "")
            return re.sub(r"'([^']*)'", r"“\1”", sentence).replace("”, “", "”、“")
    return message.strip()


def _called(param: Any) -> str:
    if param is None:
        return "参数"
    if param.param_type_name == "argument":
        return f"参数 {param.metavar or (param.name or '').upper()}"
    return f"选项 {param.opts[0]}"


class _Page:
    """The layout of a help page, shared by commands and groups."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(
            piece.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
            for piece in self.collect_usage_pieces(ctx)
        )
        _write(formatter, f"用法：{ctx.command_path} {pieces}".rstrip())

    def format_help_text(self: Any, ctx: Any, formatter: Any) -> None:
        if self.help:
            _write(formatter, f"\n  {self.help}")

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        arguments, options = [], []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is None:
                continue
            name, text = record
            text = _annotations(text)
            if param.param_type_name == "argument":
                arguments.append((name, text))
            else:
                options.append((name, "显示本帮助" if "--help" in param.opts else text))
        for title, rows in (("参数", arguments), ("选项", options)):
            if rows:
                write_list(formatter, title, rows)
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)
        if self.epilog:
            _write(formatter, f"\n{self.epilog}")


def _annotations(text: str) -> str:
    for english, chinese in (
        ("[required]", "［必填］"),
        ("[default: ", "［默认 "),
        ("[env var: ", "［环境变量 "),
    ):
        text = text.replace(english, chinese)
    text = re.sub(r"\[(\d+)<=x<=(\d+)\]", r"［\1 至 \2］", re.sub(r"\[x>=(\d+)\]", r"［不小于 \1］", text))
    return re.sub(r"(［[^］\[\]]*)\]", r"\1］", text)


class Command(_Page, TyperCommand):
    """A command whose help is Chinese."""


class Group(_Page, TyperGroup):
    """A group of commands whose help is Chinese."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands with the first sentence of their help."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, first_sentence(command.help or "")))
        if rows:
            write_list(formatter, "命令", rows)


def write_list(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    """A section of a help page: names and their lines, aligned by what a terminal shows."""
    widest = max(width(name) for name, _ in rows)
    formatter.write(f"\n{title}：\n")
    for name, text in rows:
        line = f"  {name}{' ' * (widest - width(name))}  {text}".rstrip()
        folded = fold(line, columns(), hang=widest + 4) if sys.stdout.isatty() else [line]
        formatter.write("\n".join(folded) + "\n")


def _write(formatter: Any, text: str) -> None:
    formatter.write(paragraph(text, sys.stdout) + "\n")


def first_sentence(text: str) -> str:
    """The first sentence of a help text, without its full stop."""
    return re.split(r"[。\n]", text.strip(), maxsplit=1)[0]


def area(help: str) -> typer.Typer:
    """A group of commands about one noun; `help` is its line in the list of commands."""
    app = typer.Typer(
        cls=Group,
        help=help,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
    )

    @app.callback()
    def _group() -> None:
        """A group stays a group even with one command in it."""

    return app


def single() -> typer.Typer:
    """One command of its own, beside the groups."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
