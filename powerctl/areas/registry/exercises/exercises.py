"""Exercises (用权记录): record by hand, edit, link to power, person and post (R-FS-05)."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, number_of, read_values
from powerctl.areas.organization.directory import People, Posts
from powerctl.areas.organization.people import person_named
from powerctl.areas.organization.posts import post_named
from powerctl.areas.organization.units import find_unit
from powerctl.areas.registry.exercises.identity import exercise_identity
from powerctl.areas.registry.exercises.intake import DAYS, TEXTS
from powerctl.areas.registry.exercises.intake import LINKS as WORDS_OF
from powerctl.areas.registry.exercises.links import ListedPowers, person_of
from powerctl.areas.registry.powers import find_power
from powerctl.errors import Refused
from powerctl.model import Exercise, Unit

EDITABLE = (*TEXTS, *DAYS)
LINKS = ("power", "actor", "actor_post")
_IN_IDENTITY = frozenset({"number", "power_written", "exercised_on", "subject_written"})


def add_exercise(session: Session, unit: str, *, today: date, **texts: str) -> tuple[Exercise, list[str]]:
    """Records one use of a power; words are linked where exactly one record of the unit fits.

    Out: the exercise, and what could not be linked, in words. Raises Refused when nothing says what
    was done, the day lies ahead, or the case is recorded already.
    """
    home = find_unit(session, unit)
    given = {field: texts.pop(field) for field in LINKS if field in texts}
    exercise = Exercise(
        unit_id=number_of(home), identity="", ordinal=1, **read_values(Exercise, texts, EDITABLE)
    )
    _refuse_empty(exercise)
    _refuse_ahead(exercise, today)
    exercise.identity = _identity(exercise)
    if (known := _last_ordinal(session, exercise)) and exercise.number:
        raise Refused(
            f"“{home.name}”已经登记了办件 {exercise.number}（共 {known} 条）",
            hint=f"powerctl exercise show {exercise.number} --unit {home.code}",
        )
    exercise.ordinal = known + 1
    _link(session, exercise, tuple(WORDS_OF))
    session.add(exercise)
    session.flush()
    if given:
        edit(session, exercise, given, (), _resolvers(session, exercise))
    return exercise, _unlinked(exercise)


def edit_exercise(
    session: Session, exercise: Exercise, changes: Mapping[str, str], *, today: date
) -> list[Change]:
    """Changes an exercise; its key follows, and links follow the words they were made from.

    Out: what changed, before → after. Raises Refused as `add_exercise`.
    """
    texts = {field: text for field, text in changes.items() if field not in LINKS}
    links = {field: text for field, text in changes.items() if field in LINKS}
    done = edit(session, exercise, texts, EDITABLE)
    _refuse_empty(exercise)
    _refuse_ahead(exercise, today)
    changed = {change.field for change in done}
    _link(session, exercise, tuple(link for link, words in WORDS_OF.items() if words in changed))
    if _IN_IDENTITY & changed:
        exercise.identity = _identity(exercise)
        exercise.ordinal = _last_ordinal(session, exercise) + 1
    session.add(exercise)
    session.flush()
    if links:
        done += edit(session, exercise, links, (), _resolvers(session, exercise))
    return done


def _resolvers(session: Session, exercise: Exercise) -> dict[str, Callable[[str], int | None]]:
    """How links that a clerk types are read: 编号或名称 of a power; 姓名, 职务, or 单位/… of another unit."""
    home = session.get(Unit, exercise.unit_id)
    code = home.code if home else ""

    def power(text: str) -> int:
        listed = ListedPowers(session, [exercise.unit_id]).find(exercise.unit_id, text, exercise.exercised_on)
        return listed if listed is not None else number_of(find_power(session, text, unit=code))

    return {
        "power": power,
        "actor": lambda text: person_named(session, text, exercise.unit_id),
        "actor_post": lambda text: post_named(session, text, exercise.unit_id),
    }


def _link(session: Session, exercise: Exercise, links: tuple[str, ...]) -> None:
    unit_id = exercise.unit_id
    if "power_id" in links:
        powers = ListedPowers(session, [unit_id])
        exercise.power_id = powers.find(unit_id, exercise.power_written, exercise.exercised_on)
    if "actor_id" in links:
        exercise.actor_id = person_of(People.of(session), unit_id, exercise.actor_written)
    if "actor_post_id" in links:
        title = exercise.actor_post_written
        exercise.actor_post_id = Posts.of(session).find(unit_id, title) if title else None


def _unlinked(exercise: Exercise) -> list[str]:
    pairs = (
        (exercise.power_id, exercise.power_written, "权力事项", "清单中没有唯一对应的事项"),
        (exercise.actor_id, exercise.actor_written, "经办人", "本单位人员中没有唯一对应的人"),
        (exercise.actor_post_id, exercise.actor_post_written, "承办岗位", "本单位职务中没有"),
    )
    return [
        f"{heading}“{words}”先按原文登记：{why}" for link, words, heading, why in pairs if words and not link
    ]


def _refuse_empty(exercise: Exercise) -> None:
    if not any(
        (
            exercise.number,
            exercise.power_written,
            exercise.subject_written,
            exercise.situation,
            exercise.power_id,
        )
    ):
        raise Refused(
            "没有写明行使了什么权力，至少写明权力事项或办件编号", hint="powerctl exercise add --help"
        )


def _refuse_ahead(exercise: Exercise, today: date) -> None:
    if exercise.exercised_on and exercise.exercised_on > today:
        raise Refused(
            f"办理日期 {exercise.exercised_on.isoformat()} 晚于今天 {today.isoformat()}",
            hint="核对日期后重新输入",
        )


def _identity(exercise: Exercise) -> str:
    return exercise_identity(
        exercise.number, exercise.power_written, exercise.exercised_on, exercise.subject_written
    )


def _last_ordinal(session: Session, exercise: Exercise) -> int:
    """The highest order among equals of the unit, the exercise itself left out."""
    with session.no_autoflush:
        query = select(func.max(Exercise.ordinal)).where(
            Exercise.unit_id == exercise.unit_id,
            Exercise.identity == exercise.identity,
            col(Exercise.id).is_not(exercise.id),
        )
        return session.exec(query).one() or 0
