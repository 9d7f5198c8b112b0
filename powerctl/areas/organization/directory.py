"""Who is known: units, people and posts of the file, and those that a workbook is about to add.

Clerks name a unit by its code or its name, a person by unit and name (and number where two
share a name), a post by unit and title.
"""

import difflib
from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.receipt import table_of
from powerctl.model import Person, Post, Unit


class Units:
    """Units by code and by name; new ones can be proposed and get a number and a code."""

    def __init__(self, rows: Iterable[tuple[int, str, str]], next_number: int) -> None:
        self.codes: dict[int, str] = {}
        self.names: dict[int, str] = {}
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        self._used: set[str] = set()
        self._next = next_number
        self.added: list[int] = []
        self.dropped: set[int] = set()
        """Units of rejected rows: others may name them, and are then left out with them."""
        for number, code, name in rows:
            self.remember(number, code, name)

    @classmethod
    def of(cls, session: Session) -> "Units":
        """All units of the file."""
        table = table_of(Unit)
        rows = session.connection().execute(select(table.c.id, table.c.code, table.c.name)).all()
        listed = [(int(number), str(code), str(name)) for number, code, name in rows]
        return cls(listed, max((number for number, _, _ in listed), default=0) + 1)

    def remember(self, number: int, code: str, name: str) -> None:
        """Takes a unit in, or its new code and name."""
        self.forget(number)
        self.codes[number], self.names[number] = code, name
        self._by_code[normal(code)] = number
        self._used.add(normal(code))
        self._by_name[normal(name)] = number

    def forget(self, number: int) -> None:
        """Drops a unit's code and name, so that both can be given anew."""
        if number in self.codes:
            self.release(number)
            del self.codes[number]
            self._by_name.pop(normal(self.names.pop(number)), None)

    def release(self, number: int) -> None:
        """Lets another unit have a unit's code; the unit goes on with it until it is given a new one."""
        if self._by_code.get(normal(self.codes[number])) == number:
            del self._by_code[normal(self.codes[number])]

    def reserve(self, codes: Iterable[str]) -> None:
        """Codes that are never made up."""
        self._used.update(normal(code) for code in codes)

    def by_code(self, code: str) -> int | None:
        """The unit with this code."""
        return self._by_code.get(normal(code))

    def by_name(self, name: str) -> int | None:
        """The unit with this name."""
        return self._by_name.get(normal(name))

    def find(self, text: str) -> int | None:
        """The unit that a clerk means by a code or a name."""
        wanted = normal(text)
        number = self._by_code.get(wanted)
        return self._by_name.get(wanted) if number is None else number

    def near(self, text: str) -> list[str]:
        """Up to three known units whose name or code looks like the text."""
        wanted = normal(text)
        close = difflib.get_close_matches(wanted, [*self._by_name, *self._by_code], n=3, cutoff=0.5)
        inside = [name for name in self._by_name if wanted and (wanted in name or name in wanted)]
        numbers = [self.find(name) for name in dict.fromkeys([*inside, *close])]
        return [self.names[number] for number in dict.fromkeys(numbers) if number is not None][:3]

    def add(self, name: str, code: str = "") -> int:
        """A number for a unit not known yet, and a code (the next free U001, U002, …) if none is given."""
        number = self._next
        self._next += 1
        self.remember(number, code or self.free_code(), name)
        self.added.append(number)
        return number

    def free_code(self) -> str:
        """The next code of the form U001 that no unit has or had."""
        count = 1
        while f"U{count:03d}" in self._used:
            count += 1
        return f"U{count:03d}"


class People:
    """People by unit and name."""

    def __init__(self, rows: Iterable[tuple[int, int, str, str]]) -> None:
        self._by_unit: dict[tuple[int, str], dict[str, int]] = {}
        self._anywhere: dict[str, set[int]] = {}
        self.dropped: set[int] = set()
        for person, unit, name, number in rows:
            self.remember(person, unit, name, number)

    @classmethod
    def of(cls, session: Session) -> "People":
        """All people of the file."""
        table = table_of(Person)
        columns = (table.c.id, table.c.unit_id, table.c.name, table.c.number)
        rows = session.connection().execute(select(*columns)).all()
        return cls((int(p), int(u), str(name), str(number)) for p, u, name, number in rows)

    def remember(self, person: int, unit: int, name: str, number: str) -> None:
        """Takes a person in."""
        self._by_unit.setdefault((unit, normal(name)), {})[normal(number)] = person
        self._anywhere.setdefault(normal(name), set()).add(person)

    def exactly(self, unit: int, name: str, number: str) -> int | None:
        """The person with just this name and number in the unit."""
        return self._by_unit.get((unit, normal(name)), {}).get(normal(number))

    def find(self, unit: int, name: str, number: str = "") -> list[int]:
        """Persons that may be meant: one is a match; several share a name; none is unknown."""
        named = self._by_unit.get((unit, normal(name)), {})
        if normal(number):
            return [named[normal(number)]] if normal(number) in named else []
        return sorted(named.values())

    def anywhere(self, name: str) -> list[int]:
        """Persons of this name in any unit."""
        return sorted(self._anywhere.get(normal(name), ()))

    def names(self, unit: int) -> list[str]:
        """The names known in a unit."""
        return sorted({name for known, name in self._by_unit if known == unit})


class Posts:
    """Posts by unit and title."""

    def __init__(self, rows: Iterable[tuple[int, int, str]]) -> None:
        self._by_title: dict[tuple[int, str], int] = {}
        for post, unit, title in rows:
            self.remember(post, unit, title)

    @classmethod
    def of(cls, session: Session) -> "Posts":
        """All posts of the file."""
        table = table_of(Post)
        rows = session.connection().execute(select(table.c.id, table.c.unit_id, table.c.title)).all()
        return cls((int(p), int(u), str(title)) for p, u, title in rows)

    def remember(self, post: int, unit: int, title: str) -> None:
        """Takes a post in."""
        self._by_title[(unit, normal(title))] = post

    def find(self, unit: int, title: str) -> int | None:
        """The post of this title in the unit."""
        return self._by_title.get((unit, normal(title)))

    def titles(self, unit: int) -> list[str]:
        """The titles known in a unit."""
        return sorted(title for known, title in self._by_title if known == unit)
