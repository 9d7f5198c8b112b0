"""add, edit and retire of kept records: what was typed, against the declaration of the noun."""

import importlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.setting import (
    Edit,
    Noun,
    add_edit,
    add_retire,
    called,
    found,
    number_named,
    read_settings,
    show_added,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change
    from powerctl.areas.kept import Kept

Document = Annotated[str | None, typer.Option("--document", help="文号或材料", metavar="文号")]


def kept_of(noun: Noun) -> "Kept":
    """What the noun's record is made of, imported only when a command writes."""
    kept: Kept = importlib.import_module(f"powerctl.areas.{noun.module}").KEPT
    return kept


def in_yuan(amount: str | None) -> str | None:
    """A sum typed as an option that says 元: a bare number is yuan."""
    if amount is None or not amount.strip() or amount.strip()[-1] in "元角分整":
        return amount
    return f"{amount.strip()}元"


def name_of(record: Any) -> str:
    """What a clerk calls a record, be it only by its number, payee or role."""
    named = called(record)
    if named:
        return named
    fields = ("number", "payee_written", "fund_name", "post_written", "role", "line")
    return str(next((value for field in fields if (value := getattr(record, field, None))), ""))


def add_new(noun: Noun, unit: str | None, settings: list[str] | None, **named: str | None) -> None:
    """Adds a record of a unit, or of the county, and says so."""
    from powerctl.areas.keeping import add_kept, home_of

    texts, kept = read_settings(noun, settings, **named), kept_of(noun)
    with session.writing(f"{noun.command} add") as db:
        record = add_kept(db, kept, texts, home=home_of(db, kept, unit))
        number, name = record.id, name_of(record)
    show_added(noun, number, name)


def add_part(
    verb: str,
    noun: Noun,
    owner: Noun,
    key: str,
    unit: str | None,
    texts: Mapping[str, str],
    *,
    in_order: str = "",
    say: Callable[[Any], str] = name_of,
) -> tuple[int, str]:
    """Adds a record that is part of another, where no place is typed after the last one there.

    Out: its number, and what the other is called.
    """
    from powerctl.areas.keeping import add_kept, next_place

    kept, number = kept_of(noun), number_named(owner, key, unit)
    with session.writing(f"{verb} {number}") as db:
        whole = found(db, owner, number)
        fixed: dict[str, Any] = {}
        if in_order and not texts.get(in_order, "").strip():
            fixed[in_order] = next_place(db, kept, number, in_order)
        record = add_kept(db, kept, texts, home=whole.unit_id, owner=number, **fixed)
        return record.id, say(whole)


def edit_of(noun: Noun) -> Edit:
    """How a record of the noun is changed."""

    def edit(db: "Session", record: Any, texts: Mapping[str, str]) -> "list[Change]":
        from powerctl.areas.keeping import change_kept, home_of_record

        kept = kept_of(noun)
        return change_kept(db, kept, record, texts, home=home_of_record(db, kept, record))

    return edit


def add_changing(app: typer.Typer, noun: Noun) -> None:
    """Give a group its `edit`."""
    add_edit(app, noun, edit_of(noun))


def add_ending(app: typer.Typer, noun: Noun) -> None:
    """Give a group its `retire`: from a day on, for a reason."""

    def retire(db: "Session", record: Any, on: date, reason: str) -> str:
        from powerctl.areas.keeping import end_kept

        end_kept(db, record, on, reason)
        return f"已停用{noun.what} {record.id} {name_of(record)}，止日 {on}"

    add_retire(app, noun, retire, f"停用一条{noun.what}（写最后适用的一天、为什么）；记录仍保留。")
