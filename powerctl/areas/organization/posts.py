"""Posts: found by unit and title; add, edit, retire (R-XZ-01)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from powerctl.areas.edits import Change, edit, needed, noted, number_of, read_values, refuse_wrong_order
from powerctl.areas.organization.directory import Posts
from powerctl.areas.organization.units import find_unit, split_place
from powerctl.errors import Refused
from powerctl.model import Post

EDITABLE = (
    *("title", "holder_level", "is_head", "is_leadership", "is_discipline_head", "is_key"),
    *("valid_from", "valid_to", "note"),
)


def post_named(session: Session, text: str, home: int | None) -> int:
    """The post of a title in the unit `home`, or 单位/title of another. Raises Refused."""
    return number_of(find_post(session, *split_place(session, text, home)))


def find_post(session: Session, unit: str, title: str) -> Post:
    """The post of a title in a unit. Raises Refused, with the titles that are known there."""
    home = find_unit(session, unit)
    posts = Posts.of(session)
    number = posts.find(number_of(home), title)
    post = session.get(Post, number) if number is not None else None
    if post is None:
        known = "、".join(posts.titles(number_of(home))[:8])
        also = f"；已登记：{known}" if known else "，该单位还没有登记职务"
        raise Refused(
            f"“{home.name}”没有职务“{title}”{also}", hint=f"powerctl post add {title} --unit {home.code}"
        )
    return post


def add_post(session: Session, unit: str, title: str, **more: str) -> Post:
    """Registers a post. Flags that are not given stay unknown. Raises Refused when the title is taken."""
    home, title = find_unit(session, unit), needed(title, "职务名称")
    if Posts.of(session).find(number_of(home), title) is not None:
        raise Refused(
            f"“{home.name}”已经登记了职务“{title}”", hint=f"powerctl post edit {title} --unit {home.code}"
        )
    post = Post(unit_id=number_of(home), title=title, **read_values(Post, more, EDITABLE))
    refuse_wrong_order(post)
    session.add(post)
    session.flush()
    return post


def change_post(session: Session, post: Post, changes: Mapping[str, str]) -> list[Change]:
    """Changes a post's fields. Raises Refused when the new title is taken."""
    if "title" in changes:
        other = Posts.of(session).find(post.unit_id, needed(changes["title"], "职务名称"))
        if other is not None and other != post.id:
            raise Refused(f"本单位已经登记了职务“{changes['title']}”", hint=f"powerctl post show {other}")
    return edit(session, post, changes, EDITABLE)


def end_post(session: Session, post: Post, *, on: date, reason: str) -> Post:
    """Ends a post on a day."""
    post.valid_to = on
    post.note = noted(post.note, f"{on.isoformat()} 撤销：{needed(reason, '撤销原因')}")
    refuse_wrong_order(post)
    session.add(post)
    session.flush()
    return post
