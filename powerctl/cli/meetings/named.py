"""Records that name the meeting that decided them: what is said of the meeting that the words mean."""

from typing import TYPE_CHECKING

from powerctl.cli.output import next_step, show, warn

if TYPE_CHECKING:
    from sqlmodel import Session


def which_item(db: "Session", words: str, unit_id: int) -> str:
    """The item of an agenda that words mean, as a clerk reads it; empty where none is on record."""
    if not words.strip():
        return ""
    from powerctl.areas.meetings.queries_decided import item_named

    found = db.connection().execute(item_named(words, unit_id)).first()
    return "" if found is None else f"会议 {found.number} 第 {found.position} 项 {found.title}"


def tell_item(words: str, item: str) -> None:
    """Say which item is meant, or that the words stay words."""
    if item:
        show(f"研究确定的会议：{item}")
    elif words.strip():
        warn(f"“{words.strip()}”只按文字登记，会议记录中没有这一项；会议登记后写成 会议编号#第几项")
        warn(next_step("powerctl meeting list"))
