"""Where the cells of each sheet kind come from: the view of its noun, and what has to be looked up beside it.

Read through `sqlite3` only, so that an export starts as fast as a list.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from powerctl.areas.export_disclosure import DISCLOSURE
from powerctl.areas.export_lookups import OF_A_TOPIC, Lookups, Values
from powerctl.areas.export_meetings import named_votes, statements, tallies, topics_at_meetings
from powerctl.areas.export_money import MONEY
from powerctl.areas.export_posts import POSTS
from powerctl.areas.export_proceedings import PROCEEDINGS, earlier_item
from powerctl.areas.export_source import UNIT, Maker, Source
from powerctl.limits.declared import declared
from powerctl.limits.quantity import parse_stored
from powerctl.sheets.words.line_lists import numbered_lines
from powerctl.sheets.words.meeting_words import UNNAMED_BALLOT
from powerctl.sheets.words.vocabulary import duty_parts
from powerctl.store.views import VIEWS, Condition, each


def records(
    db: sqlite3.Connection,
    source: Source,
    fields: Sequence[str],
    where: Sequence[Condition],
    numbers: Iterator[int],
) -> Iterator[list[Any]]:
    """The cells of a sheet kind, a list a row, in the order of `fields`; `numbers` go on in each part."""
    known = Lookups(db)
    view = VIEWS[source.view]
    keys = tuple(
        dict.fromkeys(
            (
                "id",
                *(key for name in fields if view.has(key := source.renamed.get(name, name))),
                *source.reads,
            )
        )
    )
    found: Iterable[Values] = (
        dict(zip(keys, row, strict=True))
        for row in each(db, view, where=[*where, *source.only], order=source.order, columns=keys)
    )
    if source.spread is not None:
        found = source.spread(found, known)
    taken = [
        (source.made.get(name), source.renamed.get(name, name), source.awaits.get(name)) for name in fields
    ]
    for values, number in zip(found, numbers, strict=False):
        values.setdefault("sequence", number)
        cells = [maker(values, known) if maker else values.get(key) for maker, key, _ in taken]
        for at, (_, _, link) in enumerate(taken):
            if link and cells[at] is None:
                cells[at] = known.awaited.get((source.view, values["id"], link))
        yield cells


def speaks_of(source: Source, name: str) -> bool:
    """Whether a field of the sheet kind is recorded anywhere."""
    return name == "sequence" or any(
        name in part.made or name in part.gives or VIEWS[part.view].has(part.renamed.get(name, name))
        for part in source.parts
    )


def _posts(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    """One row a post and holder; a post that nobody ever held has one row."""
    for post in found:
        own = post | {"post_from": post["valid_from"], "post_to": post["valid_to"]}
        own |= dict.fromkeys(("valid_from", "valid_to", "document", "person", "number", "person_unit"))
        for tenure in known.tenures.get(post["id"], [{}]):
            home = known.unit_of_person.get(tenure.get("person_id", 0), post["unit_code"])
            yield own | {
                "person": tenure.get("person"),
                "number": tenure.get("person_number"),
                "person_unit": known.unit(home) if home != post["unit_code"] else None,
                **{key: tenure.get(key) for key in ("valid_from", "valid_to", "document")},
            }


_DUTY = ("unit_code", "person_id", "area_written", "direct", "valid_from", "valid_to", "document")


def _duties(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    """One row a duty; several that one cell named stand in one row again, in the words of that cell."""
    rows = list(found)
    together: dict[tuple[Any, ...], list[str | None]] = {}
    for row in rows:
        together.setdefault(tuple(row[key] for key in _DUTY), []).append(row["area"])
    done: set[tuple[Any, ...]] = set()
    for row in rows:
        key = tuple(row[name] for name in _DUTY)
        home = known.unit_of_person.get(row["person_id"])
        row["person_unit"] = known.unit(home) if home != row["unit_code"] else None
        if sorted(map(str, _areas(row["area_written"]))) != sorted(map(str, together[key])):
            yield row | {"area": row["area"] or row["area_written"]}
        elif key not in done:
            done.add(key)
            yield row | {"area": row["area_written"]}


def _areas(written: str | None) -> list[str | None]:
    named = [area.value if area else None for _, area in duty_parts(written or "")]
    return list(dict.fromkeys(named)) or [None]


def _by_power(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    """In the order of the powers' keys, which is the same in every file."""
    yield from sorted(
        found,
        key=lambda row: (row["unit_code"], known.powers[row["power_id"]][2], row["position"], row["id"]),
    )


def _of_point(at: int) -> Maker:
    return lambda values, known: known.points[values["risk_point_id"]][at]


def _of_power(at: int) -> Maker:
    return lambda values, known: known.powers[values["power_id"]][at]


def _key_of(link: str) -> Maker:
    """The key of the power behind a link that may be empty."""
    return lambda values, known: known.powers[values[link]][2] if values[link] is not None else None


def _other_unit(values: Values, known: Lookups) -> str | None:
    """The unit of the power that overlaps, where it is another one."""
    number = values["other_power_id"]
    code = known.powers[number][3] if number is not None else values["unit_code"]
    return known.unit(code) if code != values["unit_code"] else None


def _typed_limit(values: Values, _: Lookups) -> str:
    """The value as a clerk types it, money in yuan."""
    limit = declared().get(values["name"])
    stored: str = values["value"]
    return stored if limit is None else limit.words_of(parse_stored(stored, limit.unit))


_POSTS_WRITTEN = {
    name: f"{name}_written" for name in ("holder_post", "deciding_post", "executing_post", "supervising_post")
}
_POINT: dict[str, Maker] = {
    **UNIT,
    "business": _of_point(0),
    "description": _of_point(1),
    "point_key": _of_point(2),
}

SOURCES: dict[str, Source] = {
    "units": Source(
        "unit",
        {"code": "unit_code"},
        {"parent": lambda values, known: known.unit(values["parent_code"])},
        ("parent_code",),
        ("unit_code",),
    ),
    "people": Source("person", made=UNIT, reads=("unit_code",)),
    "posts": Source(
        "post",
        made=UNIT,
        reads=("unit_code", "valid_from", "valid_to"),
        gives=("person", "number", "person_unit", "post_from", "post_to", "document"),
        spread=_posts,
    ),
    "duties": Source(
        "duty",
        {"number": "person_number"},
        UNIT,
        (*_DUTY, "area"),
        gives=("person_unit",),
        spread=_duties,
    ),
    "powers": Source(
        "power",
        _POSTS_WRITTEN,
        {
            **UNIT,
            "category": lambda values, _: values["category_written"] or values["category"],
            "basis_article": lambda values, known: known.articles.get(values["id"]),
        },
        ("unit_code", "category_written"),
        ("unit_code", "edition_id", "id"),
    ),
    "methods": Source("risk_method", made=UNIT, reads=("unit_code",), order=("id",)),
    "method_parts": Source("risk_method_part", order=("method_id", "position")),
    "risks": Source(
        "risk_point",
        {"post": "post_written", "leader": "leader_written", "due": "due_written", "owner": "owner_written"},
        {
            **UNIT,
            "measure": lambda values, known: numbered_lines(known.measures.get(values["id"], ())),
            "factors": lambda values, known: known.factors.get(values["id"]),
        },
        ("unit_code",),
    ),
    "exercises": Source("exercise", made=UNIT, reads=("unit_code",)),
    "delegations": Source(
        "delegation", made={**UNIT, "power_key": _of_power(2)}, reads=("unit_code", "power_id")
    ),
    "scopes": Source("leader_scope", made=UNIT, reads=("unit_code",)),
    "charts": Source("flow_chart", {"power": "power_written"}, UNIT, ("unit_code",)),
    "steps": Source(
        "flow_step", made=UNIT, reads=("unit_code",), order=("unit_code", "chart_id", "position")
    ),
    "risk_reviews": Source("risk_review", made=_POINT, reads=("unit_code", "risk_point_id")),
    "assessments": Source("risk_assessment", made=_POINT, reads=("unit_code", "risk_point_id")),
    "measures": Source(
        "measure",
        made=_POINT,
        reads=("unit_code", "risk_point_id"),
        order=("unit_code", "risk_point_id", "position"),
    ),
    "institutions": Source(
        "institution",
        made={
            **UNIT,
            "governed_powers": lambda values, known: "\n".join(known.governed[0].get(values["id"], ())),
            "governed_points": lambda values, known: "\n".join(known.governed[1].get(values["id"], ())),
        },
        reads=("unit_code",),
    ),
    "institution_reviews": Source(
        "institution_review",
        made={
            **UNIT,
            "number": lambda values, known: known.institution_numbers[values["institution_id"]],
        },
        reads=("unit_code", "institution_id"),
    ),
    "compendium_entries": Source(
        "compendium_entry",
        made={
            **UNIT,
            "compendium_issued_on": lambda values, known: known.compendia[values["compendium_id"]],
            "number": lambda values, known: known.institution_numbers[values["institution_id"]],
        },
        reads=("unit_code", "compendium_id", "institution_id"),
        order=("unit_code", "compendium_id", "position", "id"),
    ),
    "leading_bodies": Source("leading_body", made=UNIT, reads=("unit_code",)),
    "discretion_benchmarks": Source(
        "discretion_benchmark",
        made={
            **UNIT,
            "sub_item": _of_power(0),
            "code": _of_power(1),
            "power_key": _of_power(2),
        },
        reads=("unit_code", "power_id", "position"),
        spread=_by_power,
    ),
    "required_institutions": Source(
        "required_institution",
        made=UNIT,
        reads=("unit_code",),
        order=("unit_code", "checklist", "position", "id"),
    ),
    "catalogue_items": Source("catalogue_item", made=UNIT, reads=("unit_code",)),
    "meetings": Source("meeting", made=UNIT, reads=("unit_code",)),
    "meeting_topics": Source(
        "agenda_item",
        made={**UNIT, "reconsiders": earlier_item},
        reads=("unit_code", "topic_id", "reconsiders_id"),
        order=("unit_code", "meeting_id", "position"),
        gives=("title", "recused_written", *OF_A_TOPIC),
        spread=topics_at_meetings,
    ),
    "meeting_attendance": Source(
        "attendance", made=UNIT, reads=("unit_code",), order=("unit_code", "meeting_id", "position")
    ),
    "meeting_statements": Source(
        "statement",
        {"topic": "agenda_item", "speaker_written": "attendance"},
        UNIT,
        ("unit_code", "agenda_item_id", "position"),
        spread=statements,
    ),
    "meeting_votes": Source(
        "named_ballot",
        {"topic": "agenda_item"},
        UNIT,
        ("unit_code", "agenda_item_id", "round"),
        gives=("voter_written", "choice", "is_written"),
        spread=named_votes,
        further=(
            Source(
                "secret_ballot",
                {"topic": "agenda_item"},
                {**UNIT, "method": lambda _values, _known: UNNAMED_BALLOT},
                ("unit_code", "agenda_item_id", "round"),
                spread=tallies,
            ),
        ),
    ),
    **PROCEEDINGS,
    "inventory_problems": Source(
        "inventory_problem",
        made={
            **UNIT,
            "power_key": _key_of("power_id"),
            "other_power_key": _key_of("other_power_id"),
            "other_unit": _other_unit,
        },
        reads=("unit_code", "power_id", "other_power_id"),
    ),
    "clean_ups": Source(
        "clean_up",
        made={
            **UNIT,
            "old_power_key": _key_of("old_power_id"),
            "new_power_key": _key_of("new_power_id"),
        },
        reads=("unit_code", "old_power_id", "new_power_id"),
    ),
    "limits": Source(
        "limit_override",
        made={**UNIT, "value": _typed_limit},
        reads=("unit_code", "name"),
        order=("name", "unit_code", "valid_from"),
    ),
    "waivers": Source("waiver", made=UNIT, reads=("unit_code",), order=("id",)),
    **MONEY,
    **POSTS,
    **DISCLOSURE,
}
"""By the name of the sheet kind."""
