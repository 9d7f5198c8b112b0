"""Which powers a person holds on a day by the posts held, and how powers are shared out.

R-XZ-01, R-XZ-04, R-FS-01.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlmodel import Session, col
from sqlmodel import select as choose

from powerctl.areas.organization.queries import DUTY, PERSON, POST, possibly_in_force, posts_held
from powerctl.areas.registry.queries import POWER, is_current
from powerctl.model import Power
from powerctl.terms import DutyArea, HolderLevel

ROLES = (
    ("holder_post_id", "权力主体"),
    ("deciding_post_id", "决策"),
    ("executing_post_id", "执行"),
    ("supervising_post_id", "监督"),
)


@dataclass(slots=True)
class Leader:
    """Somebody in a leadership post on the day, with posts, duties and powers.

    `posts` are (title, first day known); `duties` (area or words, direct or not recorded); `powers`
    each with the roles in which the person's posts stand there.
    """

    person_id: int
    name: str
    number: str
    unit_id: int
    is_head: bool
    posts: list[tuple[str, bool]] = field(default_factory=list)
    post_ids: set[int] = field(default_factory=set)
    duties: list[tuple[str, bool | None]] = field(default_factory=list)
    powers: list[tuple[Power, tuple[str, ...]]] = field(default_factory=list)


def leaders(session: Session, unit_ids: Iterable[int]) -> list[Leader]:
    """The heads and leadership members of some units on the day in force; heads first, then by number."""
    held = posts_held()
    query = (
        select(
            held.c.person_id, PERSON.c.name, PERSON.c.number, held.c.unit_id, held.c.post_id,
            held.c.title, held.c.is_head, held.c.is_leadership, held.c.certain,
        )
        .join_from(held, PERSON, PERSON.c.id == held.c.person_id)
        .where(held.c.unit_id.in_(list(unit_ids)))
        .order_by(held.c.unit_id, held.c.post_id)
    )  # fmt: skip
    found: dict[tuple[int, int], Leader] = {}
    leading: set[tuple[int, int]] = set()
    for row in session.connection().execute(query):
        key = (row.unit_id, row.person_id)
        leader = found.setdefault(key, Leader(row.person_id, row.name, row.number, row.unit_id, False))
        leader.posts.append((row.title, bool(row.certain)))
        leader.post_ids.add(row.post_id)
        leader.is_head = leader.is_head or bool(row.is_head)
        if row.is_head or row.is_leadership:
            leading.add(key)
    chosen = [leader for key, leader in found.items() if key in leading]
    for leader in chosen:
        leader.duties = _duties(session, leader)
        leader.powers = _powers(session, leader)
    return sorted(chosen, key=lambda leader: (leader.unit_id, not leader.is_head, leader.person_id))


def _duties(session: Session, leader: Leader) -> list[tuple[str, bool | None]]:
    query = (
        select(DUTY.c.area, DUTY.c.area_written, DUTY.c.direct)
        .where(
            DUTY.c.unit_id == leader.unit_id, DUTY.c.person_id == leader.person_id, possibly_in_force(DUTY)
        )
        .order_by(DUTY.c.id)
    )
    return [(_area(area, written), direct) for area, written, direct in session.connection().execute(query)]


def _area(area: DutyArea | None, written: str | None) -> str:
    if area is None or area is DutyArea.OTHER:
        return written or DutyArea.OTHER.value
    return area.value


def _powers(session: Session, leader: Leader) -> list[tuple[Power, tuple[str, ...]]]:
    """Powers that name one of the person's posts, and for a head those of that level that name no post."""
    named = or_(*(POWER.c[column].in_(leader.post_ids) for column, _ in ROLES))
    if leader.is_head:
        own = (POWER.c.holder_level == HolderLevel.HEAD) & POWER.c.holder_post_id.is_(None)
        named = or_(named, (POWER.c.unit_id == leader.unit_id) & own)
    powers = session.exec(choose(Power).where(is_current(POWER), named).order_by(col(Power.id))).all()
    return [(power, _roles(power, leader)) for power in powers]


def _roles(power: Power, leader: Leader) -> tuple[str, ...]:
    roles = tuple(title for column, title in ROLES if getattr(power, column) in leader.post_ids)
    return roles or ("权力主体",)


@dataclass(frozen=True, slots=True)
class Hands:
    """How one power is shared out: post titles and who holds them, by role; `clash` says who stands twice."""

    power: Power
    posts: tuple[str, str, str]
    people: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    clash: str
    missing: tuple[str, ...]


def hands(session: Session, unit_ids: Iterable[int]) -> list[Hands]:
    """The three hands (决策, 执行, 监督) of every current power of some units (R-FS-01)."""
    held = posts_held()
    holders: dict[int, list[tuple[int, str]]] = {}
    people = select(held.c.post_id, PERSON.c.id, PERSON.c.name).join_from(
        held, PERSON, PERSON.c.id == held.c.person_id
    )
    for post_id, person_id, name in session.connection().execute(people.order_by(PERSON.c.id)):
        holders.setdefault(post_id, []).append((person_id, name))
    known = session.connection().execute(select(POST.c.id, POST.c.title)).all()
    titles: dict[int, str] = {row.id: row.title for row in known}
    powers = session.exec(
        choose(Power).where(is_current(POWER), col(Power.unit_id).in_(list(unit_ids))).order_by(col(Power.id))
    ).all()
    return [_hands(power, titles, holders) for power in powers]


def _hands(power: Power, titles: dict[int, str], holders: dict[int, list[tuple[int, str]]]) -> Hands:
    ids = (power.deciding_post_id, power.executing_post_id, power.supervising_post_id)
    written = (power.deciding_post_written, power.executing_post_written, power.supervising_post_written)
    posts = tuple(titles.get(post or 0, words or "") for post, words in zip(ids, written, strict=True))
    people = [holders.get(post or 0, []) for post in ids]
    names = [title for _, title in ROLES[1:]]
    clashes = []
    for one, other in ((0, 1), (0, 2), (1, 2)):
        if ids[one] is not None and ids[one] == ids[other]:
            clashes.append(f"{names[one]}与{names[other]}同为{posts[one]}")
            continue
        both = sorted({*people[one]} & {*people[other]})
        clashes += [f"{name}兼{names[one]}与{names[other]}" for _, name in both]
    return Hands(
        power,
        (posts[0], posts[1], posts[2]),
        (
            tuple(name for _, name in people[0]),
            tuple(name for _, name in people[1]),
            tuple(name for _, name in people[2]),
        ),
        "；".join(clashes),
        tuple(name for name, post in zip(names, posts, strict=True) if not post),
    )
