"""What the commands of disclosure share: adding a record of a unit or of a notice, and editing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from powerctl.cli import session
from powerctl.cli.personnel_frame import kept_of
from powerctl.cli.setting import Edit, Noun, found, number_named, read_settings, show_added

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

NOTICE = Noun("notice", "notice", "公示", "Notice", "disclosure.notices", ("transaction",))


def add_of_notice(
    noun: Noun, key: str, unit: str | None, settings: list[str] | None, name: str, **named: str | None
) -> None:
    """Adds a record of a notice after the last one there, and says so."""
    from sqlmodel import col, func, select

    from powerctl.areas.edits import number_of
    from powerctl.areas.keeping import add_kept

    texts = read_settings(noun, settings, **named)
    notice = number_named(NOTICE, key, unit)
    with session.writing(f"{noun.command} add {notice}") as db:
        owner = found(db, NOTICE, notice)
        table = noun.table
        last = db.exec(select(func.max(col(table.position))).where(table.notice_id == notice)).one()
        texts.setdefault("position", str((last or 0) + 1))
        record = add_kept(db, kept_of(noun), texts, home=owner.unit_id, owner=number_of(owner))
        number = record.id
    show_added(noun, number, name or key)


def edit_of(noun: Noun) -> Edit:
    """The `edit` of a noun: a record of a unit, or of a notice."""

    def edit(db: "Session", record: Any, texts: Mapping[str, str]) -> "list[Change]":
        from powerctl.areas.keeping import change_kept

        kept = kept_of(noun)
        home = found(db, NOTICE, record.notice_id).unit_id if kept.belongs_to else record.unit_id
        return change_kept(db, kept, record, texts, home=home)

    return edit
