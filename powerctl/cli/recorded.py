"""add, edit and retire of the nouns of money: what was typed, against the shape of the record."""

import importlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from powerctl.cli import session
from powerctl.cli.setting import Noun, add_edit, add_retire, called, found, number_named, show_added

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change
    from powerctl.areas.finance.shapes import Shape


def shape_of(noun: Noun) -> "Shape":
    """What the noun's record is made of."""
    shape: Shape = importlib.import_module(f"powerctl.areas.{noun.module}").SHAPE
    return shape


def in_yuan(amount: str | None) -> str | None:
    """A sum typed as an option that says 元: a bare number is yuan."""
    if amount is None or not amount.strip() or amount.strip()[-1] in "元角分整":
        return amount
    return f"{amount.strip()}元"


def add_new(noun: Noun, unit: str | None, texts: Mapping[str, str]) -> None:
    """Adds a record and says so."""
    from powerctl.areas.finance.recording import add_record, home_of

    shape = shape_of(noun)
    with session.writing(f"{noun.command} add") as db:
        record: Any = add_record(db, shape, home_of(db, shape, unit), texts)
        number, name = record.id, _called(record)
    show_added(noun, number, name)


def add_child(
    noun: Noun, parent: Noun, key: str, unit: str | None, texts: Mapping[str, str], *, in_order: str = ""
) -> str:
    """Adds a record that hangs on another, perhaps after the last one there. Out: what that is called."""
    from powerctl.areas.finance.recording import add_record, next_place

    shape = shape_of(noun)
    number = number_named(parent, key, unit)
    with session.writing(f"{parent.command} {noun.command} {number}") as db:
        owner = found(db, parent, number)
        fixed = {shape.parent: number}
        if in_order:
            fixed[in_order] = next_place(db, shape, number, in_order)
        add_record(db, shape, owner.unit_id, texts, **fixed)
        return _called(owner)


def add_changing(app: typer.Typer, noun: Noun, *, parent: Noun | None = None) -> None:
    """Give a group its `edit`."""

    def edit(db: "Session", record: Any, texts: Mapping[str, str]) -> "list[Change]":
        from powerctl.areas.finance.recording import edit_record

        shape = shape_of(noun)
        owner = db.get(parent.table, getattr(record, shape.parent)) if parent else record
        return edit_record(db, shape, record, texts, getattr(owner, "unit_id", None))

    add_edit(app, noun, edit)


def add_ending(app: typer.Typer, noun: Noun) -> None:
    """Give a group its `retire`: from a day on, for a reason."""

    def retire(db: "Session", record: Any, on: date, reason: str) -> str:
        from powerctl.areas.finance.recording import end_record

        end_record(db, record, on, reason)
        return f"已停用{noun.what} {record.id} {_called(record)}，止日 {on}"

    add_retire(app, noun, retire, f"停用一条{noun.what}（写最后适用的一天、为什么）；记录仍保留。")


def _called(record: Any) -> str:
    named = called(record)
    if named:
        return named
    fields = ("number", "payee_written", "fund_name", "post_written", "role", "line")
    return str(next((value for field in fields if (value := getattr(record, field, None))), ""))
