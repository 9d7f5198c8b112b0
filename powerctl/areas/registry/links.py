"""The unit and the posts that a power's words name, found later than the power was imported."""

from collections.abc import Callable

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from powerctl.areas.organization.directory import Posts, Units
from powerctl.areas.receipt import table_of
from powerctl.areas.registry.columns import WORDS_OF
from powerctl.model import Power
from powerctl.store.bulk import update_rows

_COLUMNS = ("id", "unit_id", *WORDS_OF, *WORDS_OF.values())


def relink(session: Session) -> int:
    """Fills empty links of powers whose words name a unit, or a post of their unit; how many gained one.

    A link that is there is never touched, whatever the words say.
    """
    table = table_of(Power)
    waiting = or_(
        *(and_(table.c[link].is_(None), table.c[words].is_not(None)) for link, words in WORDS_OF.items())
    )
    powers = session.connection().execute(select(*(table.c[name] for name in _COLUMNS)).where(waiting))
    find = _finder(Units.of(session), Posts.of(session))
    rows = []
    for number, unit_id, *values in powers:
        before, written = values[: len(WORDS_OF)], values[len(WORDS_OF) :]
        after = [
            find(link, unit_id, words) if held is None and words else held
            for link, held, words in zip(WORDS_OF, before, written, strict=True)
        ]
        if after != before:
            rows.append((number, *after))
    update_rows(session, table, tuple(WORDS_OF), rows)
    return len(rows)


def _finder(units: Units, posts: Posts) -> Callable[[str, int, str], int | None]:
    """What the words of a link name, each looked up once."""
    known: dict[tuple[bool, int, str], int | None] = {}

    def find(link: str, unit_id: int, words: str) -> int | None:
        is_unit = link == "holder_unit_id"
        key = (is_unit, 0 if is_unit else unit_id, words)
        if key not in known:
            known[key] = units.by_name(words) if is_unit else posts.find(unit_id, words)
        return known[key]

    return find
