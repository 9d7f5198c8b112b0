"""Scope, duty and rules of use of key leaders (三个确定): add, edit, end, import (REG021, R-FS-03)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, select

from powerctl.areas.edits import Change, edit, number_of, read_values, refuse_wrong_order, shown
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Posts, Units
from powerctl.areas.organization.posts import find_post
from powerctl.areas.placing import place
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start, table_of
from powerctl.areas.rows import Row, rows_of
from powerctl.errors import Refused
from powerctl.model import LeaderScope, Post
from powerctl.sheets.reading import ReadWorkbook

EDITABLE = ("scope", "duty", "rules", "document", "valid_from", "valid_to")
_FIXED = ("scope", "duty", "rules")


def add_scope(session: Session, unit: str, title: str, **texts: str) -> LeaderScope:
    """Records what is fixed for a key leader's post. Fields not given stay empty, and are found by REG021.

    Raises Refused when nothing is fixed, or a record from the same day is there.
    """
    post = find_post(session, unit, title)
    scope = LeaderScope(post_id=number_of(post), **read_values(LeaderScope, texts, EDITABLE))
    if not any(getattr(scope, field) for field in _FIXED):
        raise Refused("权力范围、权力责任、用权规则一项也没有写", hint="powerctl scope add --help")
    refuse_wrong_order(scope)
    for known in session.exec(select(LeaderScope).where(LeaderScope.post_id == post.id)).all():
        if known.valid_from == scope.valid_from:
            raise Refused(
                f"“{post.title}”{shown(known.valid_from)}起的权责已经登记",
                hint=f"powerctl scope edit {known.id}",
            )
    session.add(scope)
    session.flush()
    return scope


def edit_scope(session: Session, scope: LeaderScope, changes: Mapping[str, str]) -> list[Change]:
    """Changes what is fixed, its document or its days. Raises Refused."""
    return edit(session, scope, changes, EDITABLE)


def end_scope(session: Session, scope: LeaderScope, *, on: date) -> LeaderScope:
    """Ends a record; `on` is its last day. Raises Refused when it has ended before."""
    if scope.valid_to is not None and scope.valid_to <= on:
        raise Refused(
            f"这条权责已于 {scope.valid_to.isoformat()} 终止", hint=f"powerctl scope show {scope.id}"
        )
    scope.valid_to = on
    refuse_wrong_order(scope)
    session.add(scope)
    session.flush()
    return scope


def title_of(session: Session, scope: LeaderScope) -> str:
    """The post's title."""
    post = session.get(Post, scope.post_id)
    return post.title if post else ""


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of leaders' scopes: known by post and first day (REG021).

    The posts must be registered; whatever cannot be taken in comes back as problems of the plan.
    """
    draft = start(session, workbook, today)
    units, posts = Units.of(session), Posts.of(session)
    places = place(draft, units, workbook.records, unit)
    unit_ids = {spot.unit_id for spot in places}
    merging = Merging(draft, table_of(LeaderScope))
    known = {(row["post_id"], row["valid_from"]): number for number, row in merging.rows.items()}
    outcomes = [
        _take(draft, row, spot.unit_id, posts, merging, known)
        for spot, row in zip(places, rows_of(draft, "scopes"), strict=True)
    ]
    merging.finish()
    one = next(iter(unit_ids)) if len(unit_ids) == 1 else None
    return finish(draft, "scopes", outcomes, unit_id=one, touched_units=unit_ids)


def _take(
    draft: Draft, row: Row, home: int, posts: Posts, merging: Merging, known: dict[tuple[Any, ...], int]
) -> Outcome:
    title = row.needed("post", "职务")
    values = row.values(merging.table, EDITABLE)
    row.days_in_order(values)
    post = posts.find(home, title) if title else None
    if title and post is None:
        listed = "、".join(posts.titles(home)[:5])
        row.problem(
            "post",
            "“职务”表中的职务名称",
            f"本单位没有登记职务“{title}”" + (f"；已登记：{listed}" if listed else ""),
        )
    if row.rejected or post is None:
        return Outcome.REJECTED
    values["post_id"] = post
    key = (post, values.get("valid_from"))
    if key in known:
        return merging.change(row.sheet, row.record, known[key], values)
    known[key] = merging.add(row.sheet, row.record, values)
    return Outcome.ADDED
