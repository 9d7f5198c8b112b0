"""What the writing commands of every noun share: the record that is meant, `--set`, before → after."""

import difflib
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.output import show
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

Key = Annotated[
    str, typer.Argument(help="编号、代码或名称；同名的用 --unit 或编号指明", metavar="编号或名称")
]
Within = Annotated[str | None, typer.Option("--unit", "-u", help="在哪个单位中找", metavar="单位")]
OfUnit = Annotated[str, typer.Option("--unit", "-u", help="属于哪个单位（代码或名称）", metavar="单位")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="栏目=值，栏目可写中文栏目名或英文键；值写“空”为清空；可写多个", metavar="栏目=值"
    ),
]
NeededSettings = Annotated[
    list[str],
    typer.Option(
        "--set", help="栏目=值，栏目可写中文栏目名或英文键；值写“空”为清空；可写多个", metavar="栏目=值"
    ),
]
OnDay = Annotated[str | None, typer.Option("--on", help="从哪一天起；不写为今天", metavar="日期")]
Reason = Annotated[str, typer.Option("--reason", help="原因", metavar="文字")]

Edit = Callable[["Session", Any, Mapping[str, str]], "list[Change]"]
Retire = Callable[["Session", Any, date, str], str]

_EMPTY = ("", "空")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of record that can be changed: `command` is its group, `view` what it is found in.

    `module` holds EDITABLE, the fields that may be set, and `links` are those that name another record;
    `listed_by` is the verb that lists it.
    """

    command: str
    view: str
    what: str
    model: str
    module: str
    links: tuple[str, ...] = ()
    listed_by: str = "list"

    @property
    def table(self) -> Any:
        """The record's class, imported only when a command writes."""
        return getattr(importlib.import_module("powerctl.model"), self.model)

    @property
    def fields(self) -> tuple[str, ...]:
        """What `--set` may name, as English keys."""
        editable: tuple[str, ...] = importlib.import_module(f"powerctl.areas.{self.module}").EDITABLE
        return (*editable, *self.links)


def add_edit(app: typer.Typer, noun: Noun, edit: Edit) -> None:
    """Give a group its `edit`: any number of `--set 栏目=值`, answered with what changed."""

    @app.command("edit", cls=Command, help=f"修改一条{noun.what}，显示每个栏目原来和现在的内容。")
    def _edit(key: Key, settings: NeededSettings, unit: Within = None) -> None:
        texts = read_settings(noun, settings)
        number = number_named(noun, key, unit)
        with session.writing(f"{noun.command} edit {number}") as db:
            record = found(db, noun, number)
            changes = edit(db, record, texts)
            name = called(record)
        show_changes(noun, number, name, changes)


def add_retire(app: typer.Typer, noun: Noun, retire: Retire, help: str) -> None:
    """Give a group its `retire`: from a day on, for a reason. `retire` answers with a sentence."""

    @app.command("retire", cls=Command, help=help)
    def _retire(key: Key, reason: Reason, on: OnDay = None, unit: Within = None) -> None:
        day = day_or_today(on)
        number = number_named(noun, key, unit)
        with session.writing(f"{noun.command} retire {number}") as db:
            sentence = retire(db, found(db, noun, number), day, reason)
        show(sentence)


def number_named(noun: Noun, key: str, unit: str | None) -> int:
    """The number of the record that a clerk names. Raises Refused for none or several."""
    from powerctl.cli.naming import number_of
    from powerctl.store.views import VIEWS

    with session.viewing() as db:
        return number_of(db, VIEWS[noun.view], key, unit)


def found(db: "Session", noun: Noun, number: int) -> Any:
    """The record of a number. Raises Refused when it went away in the meantime."""
    record = db.get(noun.table, number)
    if record is None:
        raise Refused(f"没有编号为 {number} 的{noun.what}", hint=f"powerctl {noun.command} {noun.listed_by}")
    return record


def read_settings(noun: Noun, settings: Sequence[str] | None, **named: str | None) -> dict[str, str]:
    """`栏目=值` as field → text; `named` are values that came by options of their own.

    Raises Refused for a heading that the record lacks (with near ones), a missing value, and a
    heading that is given twice.
    """
    texts = {field: text for field, text in named.items() if text is not None}
    headings = _headings(noun)
    for written in settings or ():
        heading, equals, value = written.replace("＝", "=", 1).partition("=")
        if not equals or not heading.strip():
            raise Refused(
                f"“{written[:_LONGEST]}”不是“栏目=值”的写法", hint=f"powerctl {noun.command} edit --help"
            )
        field = headings.get(_flat(heading))
        if field is None:
            raise _unknown(noun, heading.strip(), headings)
        if field in texts:
            raise Refused(f"“{heading.strip()}”写了两次", hint="每个栏目只写一次")
        texts[field] = "" if value.strip() in _EMPTY else value
    return texts


def day_or_today(text: str | None) -> date:
    """The day of an option, or today."""
    return session.parse_day(text) or session.today()


def show_added(noun: Noun, number: int | None, name: str) -> None:
    """Says what was recorded, under which number, and how to go on."""
    show(f"已登记{noun.what} {number}：{_short(name)}")
    show(f"查看：powerctl {noun.command} show {number}")


def show_changes(noun: Noun, number: int, name: str, changes: "Sequence[Change]") -> None:
    """What a command changed, heading by heading: before → after."""
    if not changes:
        show(f"{noun.what} {number} 没有变化，未写入")
        return
    show(f"已修改{noun.what} {number}" + (f"：{_short(name)}" if name else ""))
    for change in changes:
        show(_before_and_after(change))


def _before_and_after(change: "Change") -> str:
    """`栏目：原来 → 现在`; texts of several lines stand below one another, set in."""
    before, after = str(change.before), str(change.after)
    if "\n" not in before + after:
        return f"  {change.heading}：{before} → {after}"
    inside = "\n      "
    lines = ("原来：", *before.split("\n")), ("现在：", *after.split("\n"))
    old, new = (inside.join(part) for part in lines)
    return f"  {change.heading}：\n    {old}\n    {new}"


def called(record: Any) -> str:
    """What a clerk calls a record: its name, title or text."""
    for field in ("name", "title", "text", "area_written"):
        text = getattr(record, field, None)
        if text:
            return str(text)
    return ""


def _headings(noun: Noun) -> dict[str, str]:
    """Heading or key → field; a heading also counts without its part in brackets, where that is unique."""
    from powerctl.areas.edits import heading_of

    whole: dict[str, str] = {}
    short: dict[str, list[str]] = {}
    for field in noun.fields:
        heading = heading_of(noun.table, field)
        whole.setdefault(_flat(field), field)
        whole.setdefault(_flat(heading), field)
        plain = heading.partition("（")[0]
        if field.endswith("_fen"):
            # A clerk thinks of 金额, and never of fen.
            whole[_flat(plain)] = whole[_flat(f"{plain}（元）")] = field
        short.setdefault(_flat(plain), []).append(field)
    for heading, fields in short.items():
        if len(fields) == 1:
            whole.setdefault(heading, fields[0])
    return whole


def _unknown(noun: Noun, heading: str, headings: Mapping[str, str]) -> Refused:
    from powerctl.areas.edits import heading_of

    inside = [known for known in headings if not known.isascii() and (_flat(heading) in known)]
    close = difflib.get_close_matches(_flat(heading), list(headings), n=3, cutoff=0.4)
    near = [heading_of(noun.table, headings[known]) for known in (*inside, *close)]
    listed = list(dict.fromkeys(near))[:5] or [heading_of(noun.table, field) for field in noun.fields]
    said = "相近的有" if near else "可以写"
    return Refused(
        f"{noun.what}没有可改的栏目“{heading}”；{said}：{'、'.join(listed)}",
        hint=f"powerctl {noun.command} edit 编号 --set {listed[0]}=…",
    )


def _flat(text: str) -> str:
    from powerctl.areas.identity import normal

    return normal(text).replace("“", "").replace("”", "").replace('"', "").lower()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"
