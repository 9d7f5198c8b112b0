"""The sheets 人员, 职务 and 分工: people, posts with their holders, and duties."""

from datetime import date
from typing import Any

from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import People, Posts, Units
from powerctl.areas.organization.intake_units import Outcomes, unit_of
from powerctl.areas.receipt import Draft, Outcome, table_of
from powerctl.areas.rows import Row
from powerctl.model import Duty, Person, Post, Tenure
from powerctl.sheets.words import vocabulary
from powerctl.terms import DutyArea

_POST_FIELDS = ("holder_level", "is_head", "is_leadership", "is_discipline_head", "is_key")
_TERM_FIELDS = ("valid_from", "valid_to", "document")


def take_people(
    draft: Draft, rows: list[Row], units: Units, people: People, default: int | None, outcomes: Outcomes
) -> None:
    """Adds and changes people; two of one name in a unit need a number each."""
    table = table_of(Person)
    merging = Merging(draft, table)
    taken: dict[int, Row] = {}
    for row in rows:
        name, unit = row.needed("name", "姓名"), unit_of(row, units, default)
        values = row.values(table, ("note", "valid_from", "valid_to"))
        row.days_in_order(values)
        written = row.text("number")
        if name and unit is not None and row.rejected:
            _drop(draft, people, unit, name, written)
        if not name or unit is None or row.rejected:
            continue
        person = people.exactly(unit, name, written)
        if person is None and not written and len(people.find(unit, name)) == 1:
            person = people.find(unit, name)[0]
        if person in taken:
            first = taken[person]
            row.problem(
                "number",
                "各不相同的人员编号",
                f"与“{first.sheet.sheet}”第{first.record.row}行同单位同名，请在“人员编号”列区分",
            )
            continue
        place = (row.sheet.sheet, row.record.row)
        if person is None:
            values |= {"unit_id": unit, "name": name, "number": written}
            person = merging.add(row.sheet, row.record, values)
            people.remember(person, unit, name, written)
            outcomes[place] = Outcome.ADDED
        else:
            outcomes[place] = merging.change(row.sheet, row.record, person, values)
        taken[person] = row
    merging.finish()


def _drop(draft: Draft, people: People, unit: int, name: str, number: str) -> None:
    """A person of a rejected row: posts and duties may name them, and are left out with them."""
    if people.exactly(unit, name, number) is None:
        person = draft.number(table_of(Person))
        people.remember(person, unit, name, number)
        people.dropped.add(person)


def take_posts(
    draft: Draft,
    rows: list[Row],
    units: Units,
    people: People,
    posts: Posts,
    default: int | None,
    outcomes: Outcomes,
) -> None:
    """Adds and changes posts and tenures: one row is a post and who holds it, or a vacant post."""
    merging = Merging(draft, table_of(Post))
    terms = _Terms(Merging(draft, table_of(Tenure)), "person_id", "post_id")
    first: dict[int, Row] = {}
    held: list[tuple[Row, dict[str, Any]]] = []
    for row in rows:
        title, unit = row.needed("title", "职务名称"), unit_of(row, units, default)
        named = unit is not None and bool(row.text("person"))
        person = _person_of(row, people, units, unit) if unit is not None and named else None
        values = row.values(table_of(Post), (*_POST_FIELDS, "note")) | _days_of_post(row)
        term_values = row.values(table_of(Tenure), _TERM_FIELDS)
        row.days_in_order(term_values)
        if not title or unit is None or row.rejected:
            continue
        if person is None:
            term_values.pop("document", None)
            values = term_values | values
        post, outcome = _take_post(merging, posts, first, row, unit, title, values)
        if post is None:
            continue
        outcomes[(row.sheet.sheet, row.record.row)] = outcome
        if person is not None:
            held.append((row, {"person_id": person, "post_id": post, **term_values}))
    merging.finish()
    terms.take(held, outcomes)
    if left := terms.left_open(held, "post_id"):
        draft.notes.append(f"表中职务另有 {left} 条在任记录不在本表内，保留原样；已离任的请填免职日期")


def take_duties(
    draft: Draft, rows: list[Row], units: Units, people: People, default: int | None, outcomes: Outcomes
) -> None:
    """Adds and changes duties. A cell that names several areas is several duties; the words are kept."""
    table = table_of(Duty)
    terms = _Terms(Merging(draft, table), "unit_id", "person_id", "area")
    duties: list[tuple[Row, dict[str, Any]]] = []
    unsure = 0
    for row in rows:
        unit = unit_of(row, units, default)
        person = _person_of(row, people, units, unit) if unit is not None else None
        written = row.needed("area", "分管领域")
        values = row.values(table, ("direct", *_TERM_FIELDS, "meeting_written"))
        row.days_in_order(values)
        if row.rejected or unit is None or person is None:
            continue
        for area in areas_in(written):
            unsure += area is None
            named = {"unit_id": unit, "person_id": person, "area": area, "area_written": written}
            duties.append((row, named | values))
    if unsure:
        draft.notes.append(
            f"{unsure} 处分管内容归不到固定领域（{'、'.join(member.value for member in DutyArea)}），"
            "按原文登记，领域留空"
        )
    terms.take(duties, outcomes)
    if left := terms.left_open(duties, "unit_id"):
        draft.notes.append(f"表中单位另有 {left} 项分工不在本表内，保留原样；已调整的请填止日")


def areas_in(text: str) -> list[DutyArea | None]:
    """The areas that a cell names, each once; None stands for what is not recognised.

    财务、物资采购 are two. What is not recognised may hold one of the five, so it is kept.
    """
    return list(dict.fromkeys(area for _, area in vocabulary.duty_parts(text))) or [None]


def _days_of_post(row: Row) -> dict[str, Any]:
    """The days of the post itself, where the sheet tells them from those of who holds it."""
    table = table_of(Post)
    days: dict[str, Any] = {}
    for field, name in (("post_from", "valid_from"), ("post_to", "valid_to")):
        if row.has(field):
            text = row.text(field)
            days[name] = vocabulary.day(text) if text else None
            if text and days[name] is None:
                row.problem(field, "日期，如 2026-01-05", f"“{table.columns[name].comment}”不认识“{text}”")
    return days


def _person_of(row: Row, people: People, units: Units, home: int) -> int | None:
    """The person that a row names, of the row's unit or of the one written beside the name; nobody, or more
    than one, is a problem."""
    name, number = row.needed("person", "姓名"), row.text("number")
    if not name:
        return None
    elsewhere = units.find(row.text("person_unit")) if row.text("person_unit") else None
    unit = home if elsewhere is None else elsewhere
    found = people.find(unit, name, number)
    if len(found) > 1 and not number and row.sheet.as_written:
        # An export leaves the number empty for the one of them that has none.
        bare = people.exactly(unit, name, "")
        found = found if bare is None else [bare]
    if not found and not number:
        # Somebody seconded from another unit: taken when the county knows one person of the name.
        found = people.anywhere(name) if len(people.anywhere(name)) == 1 else []
    if len(found) == 1:
        if found[0] in people.dropped:
            row.draft.reject(row.sheet, row.record)
        return found[0]
    if found:
        row.problem("number", "人员编号", f"本单位有 {len(found)} 个“{name}”，请写人员编号")
    else:
        row.problem("person", "“人员”表中的姓名", f"“人员”表和数据库中都没有“{name}”，请先在“人员”表中登记")
    return None


def _take_post(
    merging: Merging,
    posts: Posts,
    first: dict[int, Row],
    row: Row,
    unit: int,
    title: str,
    values: dict[str, Any],
) -> tuple[int | None, Outcome]:
    """The post of a row. Later rows of a post give further holders and may not contradict the first."""
    post = posts.find(unit, title)
    if post is None:
        post = merging.add(row.sheet, row.record, values | {"unit_id": unit, "title": title})
        posts.remember(post, unit, title)
        first[post] = row
        return post, Outcome.ADDED
    if post not in first:
        first[post] = row
        return post, merging.change(row.sheet, row.record, post, values)
    known = merging.rows[post]
    for name, value in values.items():
        if name in _POST_FIELDS and value is not None and known[name] not in (None, value):
            row.problem(name, "与该职务前一行相同", f"与第{first[post].record.row}行对“{title}”的写法不一致")
            return None, Outcome.REJECTED
    more = {name: value for name, value in values.items() if value is not None and known[name] is None}
    return post, merging.change(row.sheet, row.record, post, more)


class _Terms:
    """Rows that are one thing over a time: told apart by who and what, then by their start day."""

    def __init__(self, merging: Merging, *key: str) -> None:
        self.merging = merging
        self.key = key
        self.stored: dict[tuple[Any, ...], list[int]] = {}
        self._seen: set[int] = set()
        for number, values in merging.rows.items():
            self.stored.setdefault(self._key(values), []).append(number)

    def take(self, incoming: list[tuple[Row, dict[str, Any]]], outcomes: Outcomes) -> None:
        """Adds and changes rows, and folds what becomes of them into the records' outcomes."""
        groups: dict[tuple[Any, ...], list[tuple[Row, dict[str, Any]]]] = {}
        for row, values in incoming:
            groups.setdefault(self._key(values), []).append((row, values))
        for key, group in groups.items():
            for (row, values), number in zip(group, self._paired(key, group), strict=True):
                self._take(row, values, number, outcomes)
        self.merging.finish()

    def left_open(self, incoming: list[tuple[Row, dict[str, Any]]], scope: str) -> int:
        """Stored rows without an end, of posts or units that the workbook lists, that it does not name."""
        listed = {values[scope] for _, values in incoming}
        return sum(
            row[scope] in listed
            and row["valid_to"] is None
            and number not in self._seen
            and not self.merging.is_new(number)
            for number, row in self.merging.rows.items()
        )

    def _take(self, row: Row, values: dict[str, Any], number: int | None, outcomes: Outcomes) -> None:
        place = (row.sheet.sheet, row.record.row)
        if number is None:
            self.merging.add(row.sheet, row.record, values)
            outcomes[place] = Outcome.ADDED
            return
        self._seen.add(number)
        outcome = self.merging.change(row.sheet, row.record, number, values)
        before = outcomes.get(place, Outcome.UNCHANGED)
        if before is Outcome.UNCHANGED:
            outcomes[place] = outcome

    def _paired(self, key: tuple[Any, ...], group: list[tuple[Row, dict[str, Any]]]) -> list[int | None]:
        """The stored row of each incoming one: by start day; one open row left over has its day corrected."""
        free = list(self.stored.get(key, ()))
        paired: list[int | None] = []
        for _, values in group:
            day: date | None = values.get("valid_from")
            match = [n for n in free if self.merging.rows[n]["valid_from"] == day]
            paired.append(match[0] if match else None)
            if match:
                free.remove(match[0])
        left = [index for index, number in enumerate(paired) if number is None]
        # A term that has ended stays as it is: the person came back, and that is another one.
        free = [n for n in free if self.merging.rows[n]["valid_to"] is None]
        if len(left) == 1 and len(free) == 1:
            paired[left[0]] = free[0]
        return paired

    def _key(self, values: dict[str, Any]) -> tuple[Any, ...]:
        known = tuple(values[name] for name in self.key)
        # A duty whose area is not recognised is known by its words.
        return known if values.get("area", "") is not None else (*known, normal(values["area_written"] or ""))
