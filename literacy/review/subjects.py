"""What a review card is about: an objective area of a lesson, or a term of the glossary."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    AREA = "area"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Subject:
    """`name` is the permanent id of a lesson, or the slug of a term; `area` is the lesson's."""

    kind: Kind
    name: str
    area: str = ""

    @classmethod
    def read(cls, key: str) -> Self | None:
        """The subject that a stored or posted key names, or None."""
        kind, _, rest = key.partition("/")
        name, _, area = rest.partition("/")
        if kind not in tuple(Kind) or not name or bool(area) is not (kind == Kind.AREA):
            return None
        return cls(Kind(kind), name, area)

    @property
    def key(self) -> str:
        """area/cache-rules/a, or term/cdn"""
        return "/".join(filter(None, (self.kind.value, self.name, self.area)))


def area(lesson: str, letter: str) -> Subject:
    return Subject(Kind.AREA, lesson, letter)


def term(slug: str) -> Subject:
    return Subject(Kind.TERM, slug)
