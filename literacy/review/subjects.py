"""What a review card is about: an objective area of a lesson, or a term of the glossary."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    AREA = "area"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Subject:
    """`name` is the permanent id of a lesson, or the slug of a term; `area` is the lesson's."""

    kind: Kind
    name: str
    area: str = ""

    @staticmethod
    def read(key: str) -> "Subject | None":
        """The subject that a stored or posted key names, or None."""
        return _read(key)

    @property
    def key(self) -> str:
        """area/cache-rules/a, or term/cdn"""
        return "/".join(filter(None, (self.kind.value, self.name, self.area)))


@lru_cache(maxsize=4096)
def _read(key: str) -> Subject | None:
    """A team's cards name the same few subjects again and again."""
    kind, _, rest = key.partition("/")
    name, _, area = rest.partition("/")
    if kind not in tuple(Kind) or not name or bool(area) is not (kind == Kind.AREA):
        return None
    return Subject(Kind(kind), name, area)


def area(lesson: str, letter: str) -> Subject:
    return Subject(Kind.AREA, lesson, letter)


def term(slug: str) -> Subject:
    return Subject(Kind.TERM, slug)
