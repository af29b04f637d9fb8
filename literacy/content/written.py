"""What authors wrote, with the place of every key, so that a rule can point at a line."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from markdown_it.token import Token

from literacy.content.catalogue import Heading
from literacy.content.files import Kind
from literacy.content.markup import Passage
from literacy.content.problems import Problem, Severity
from literacy.content.schema import (
    BankFile,
    ConversationEntry,
    CourseFile,
    FactEntry,
    FrontMatter,
    TermEntry,
)
from literacy.content.strict_yaml import Document, KeyPath
from literacy.questions.question import Question

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Written(Generic[Value]):
    """A checked value and where it stands; `at` is its key path in the document."""

    value: Value
    path: str
    document: Document
    at: KeyPath = ()
    overlaid: bool = False

    def line(self, *keys: str | int) -> int:
        return self.document.line((*self.at, *keys))

    def error(self, sentence: str, *keys: str | int) -> Problem:
        return Problem(self.path, self.line(*keys), sentence)

    def warning(self, sentence: str, *keys: str | int) -> Problem:
        return Problem(self.path, self.line(*keys), sentence, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Block:
    """A container of a lesson; `line` counts from 1 in the file, `inside` are its tokens."""

    name: str
    keys: Mapping[str, str]
    line: int
    source: str
    inside: Sequence[Token]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A lesson as written. Lines of `passages`, `speech` and `blocks` count in the file.

    `passages` are the prose with the words of inline code, for measuring; `speech` is prose and
    headings without any code, for judging words.
    """

    front: Written[FrontMatter]
    body: str
    body_line: int
    digest: str
    tokens: Sequence[Token]
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    speech: tuple[Passage, ...]

    @property
    def slug(self) -> str:
        return self.front.value.slug

    @property
    def anchors(self) -> frozenset[str]:
        return frozenset(anchor for each in self.headings for anchor in (each.anchor, *each.former))

    def named(self, name: str) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.name == name)

    def error(self, line: int, sentence: str) -> Problem:
        return Problem(self.front.path, line, sentence)

    def warning(self, line: int, sentence: str) -> Problem:
        return Problem(self.front.path, line, sentence, Severity.WARNING)

    def inline(self) -> Iterator[tuple[int, Token]]:
        """Every inline piece of the body with the line its paragraph starts on."""
        for token in self.tokens:
            line = self.body_line + (token.map[0] if token.map else 0)
            yield from ((line, child) for child in token.children or ())


@dataclass(frozen=True, slots=True)
class WrittenBank:
    """A bank and those of its questions that could be read, by id."""

    file: Written[BankFile]
    items: Mapping[str, Question]
    places: Mapping[str, int]
    version: str

    @property
    def lesson(self) -> str:
        return self.file.value.lesson


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that could be read, before the rules have judged it.

    `names` lead from each term's names in lower case to its slug; `order` holds the place of every
    lesson of the map, written or not; `capitals` need no explanation. `unread` names the kinds of
    which a file could not be read, so that one broken file does not make every mention an error.
    """

    course: Written[CourseFile]
    facts: Mapping[str, Written[FactEntry]]
    terms: Mapping[str, Written[TermEntry]]
    conversations: Mapping[str, Written[ConversationEntry]]
    lessons: Mapping[str, Manuscript]
    banks: Mapping[str, WrittenBank]
    figures: Mapping[str, str]
    labs: Mapping[str, Collection[str]]
    today: date
    names: dict[str, str]
    order: Mapping[str, int]
    capitals: frozenset[str] = frozenset()
    unread: frozenset[Kind] = frozenset()
