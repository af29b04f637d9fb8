"""A crowd as large as the site promises to serve: rows of people, teams and what they did.

Every row follows from the seed and the number of the person, so that two stores hold the same.
Values are what a store takes without conversion: times are UTC texts, lists are JSON texts.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from literacy.content.catalogue import Catalogue
from literacy.progress.models import audience_key

Row = tuple[object, ...]

TEAMS_OF_A_MANAGER = 10
QUESTIONS = 5
DRAWS = 12
HOURS = 700 * 24
"""They have been at it for almost two years."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person": ("id", "email", "name", "job", "role", "theme", "zone", "created_at"),
    "team": ("id", "slug", "name", "created_at"),
    "membership": ("team_id", "person_id", "since"),
    "management": ("team_id", "person_id", "since"),
    "assignment": (
        "id", "key", "team_id", "module", "due_on", "joiner_days", "why", "set_by", "set_at",
    ),
    "reading": ("person_id", "lesson", "anchor", "share", "device", "started_at", "updated_at"),
    "lab_completion": ("person_id", "lab", "mission", "how", "at"),
    "attempt": (
        "id", "key", "person_id", "quiz", "kind", "number", "seed", "bank_version", "items",
        "areas", "right_needed", "started_at", "finished_at", "right_count", "passed",
    ),
    "quiz_answer": (
        "id", "key", "attempt_id", "item", "item_version", "try_number", "answer", "complete",
        "dont_know", "confidence", "score", "correct", "at",
    ),
    "review_card": (
        "person_id", "subject", "turns", "first_on", "stability", "difficulty", "last_on",
        "due_on", "rating", "sure_and_wrong",
    ),
}  # fmt: skip
"""Tables in an order in which nobody refers to a row that is not there yet."""

_FIRST = ("Ada", "Ben", "Chloé", "Dele", "Elif", "Femi", "Grace", "Hana", "Inés", "Joon", "Kofi")
_LAST = ("Abara", "Berg", "Costa", "Diaz", "Egger", "Frey", "Garcia", "Haas", "Ito", "Jansen")
_SURENESS = (None, "guessing", "fairly", "certain")


@dataclass(frozen=True, slots=True)
class Size:
    people: int = 100_000
    teams: int = 2_000
    answers: int = 10_000_000

    @property
    def attempts(self) -> int:
        """For each person, on average."""
        return round(self.answers / QUESTIONS / self.people)

    @property
    def managers(self) -> int:
        return -(-self.teams // TEAMS_OF_A_MANAGER)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One draw from a bank: the items, and the texts of the items and of their areas."""

    items: tuple[str, ...]
    items_text: str
    areas_text: str


@dataclass(frozen=True, slots=True)
class Quiz:
    lesson: str
    module: str
    version: str
    areas: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]
    draws: tuple[Drawn, ...]


class Crowd:
    """The rows of a crowd of this size over this course; `until` is when they stopped."""

    def __init__(self, course: Catalogue, size: Size, *, until: datetime, seed: int = 1) -> None:
        self.size, self.seed = size, seed
        self._quizzes = _quizzes(course, seed)
        start = (until - timedelta(hours=HOURS)).replace(minute=0, second=0, microsecond=0)
        hours = [start + timedelta(hours=each) for each in range(HOURS + 1)]
        self._hours = [f"{each:%Y-%m-%d %H:%M:%S}.000000" for each in hours]
        self._due_on = (until + timedelta(days=14)).date().isoformat()

    def teams(self) -> Iterator[tuple[str, Row]]:
        """Teams, the managers who lead ten each, and what they ask for."""
        for number in range(1, self.size.managers + 1):
            yield "person", self._person(number, "manager")
        modules = list(dict.fromkeys(quiz.module for quiz in self._quizzes))
        for team in range(1, self.size.teams + 1):
            manager = 1 + (team - 1) // TEAMS_OF_A_MANAGER
            yield "team", (team, f"team-{team}", f"Team {team}", self._hours[0])
            yield "management", (team, manager, self._hours[0])
            module = modules[team % len(modules)]
            key = audience_key(team, None, module, None)
            asked = (team, key, team, module, self._due_on, 30, "", manager, self._hours[-200])
            yield "assignment", asked

    def person(self, number: int) -> Iterator[tuple[str, Row]]:
        """A learner and all she did; `number` counts from 0."""
        draw = random.Random(self.seed * 1_000_003 + number)  # noqa: S311
        person = self.size.managers + 1 + number
        yield "person", self._person(person, "learner")
        yield "membership", (1 + number % self.size.teams, person, self._hours[0])
        tries: dict[str, int] = {}
        quizzes = self._chosen(draw)
        for at, quiz in enumerate(quizzes):
            tries[quiz.lesson] = tries.get(quiz.lesson, 0) + 1
            hour = 24 + (HOURS - 48) * at // len(quizzes) + draw.randrange(12)
            first = self.size.attempts * number + at + 1
            yield from self._attempt(
                draw, person=person, id=first, quiz=quiz, number=tries[quiz.lesson], hour=hour
            )
        for lesson in tries:
            yield "reading", (person, lesson, "", 1.0, "", self._hours[0], self._hours[-1])

    def _person(self, id: int, role: str) -> Row:
        name = f"{_FIRST[id % len(_FIRST)]} {_LAST[id // 7 % len(_LAST)]} {id}"
        return (id, f"person.{id}@crowd.example", name, "", role, "auto", "", self._hours[0])

    def _chosen(self, draw: random.Random) -> Sequence[Quiz]:
        """As many attempts as each person has; whoever has been everywhere begins again."""
        order = list(self._quizzes)
        draw.shuffle(order)
        return [order[at % len(order)] for at in range(self.size.attempts)]

    def _attempt(
        self, draw: random.Random, *, person: int, id: int, quiz: Quiz, number: int, hour: int
    ) -> Iterator[tuple[str, Row]]:
        drawn = quiz.draws[draw.randrange(DRAWS)]
        right = [draw.random() < 0.8 for _item in drawn.items]
        passed, at = sum(right) >= 4, self._hours[hour]
        yield "attempt", (
            id, f"a{id:x}", person, quiz.lesson, "full", number, id, quiz.version,
            drawn.items_text, drawn.areas_text, 4, at, at, sum(right), passed,
        )  # fmt: skip
        for place, (item, correct) in enumerate(zip(drawn.items, right, strict=True)):
            answer = QUESTIONS * (id - 1) + place + 1
            sure = _SURENESS[draw.randrange(4)]
            yield "quiz_answer", (
                answer, f"q{answer:x}", id, item, 1, 1, "0", True,
                False, sure, float(correct), correct, at,
            )  # fmt: skip
        if number == 1:
            yield from self._kept(person, quiz, hour, passed=passed)

    def _kept(
        self, person: int, quiz: Quiz, hour: int, *, passed: bool
    ) -> Iterator[tuple[str, Row]]:
        at = self._hours[hour]
        day, due = at[:10], self._hours[min(hour + 40 * 24, HOURS)][:10]
        for lab, mission in quiz.goals if passed else ():
            yield "lab_completion", (person, lab, mission, "proved", at)
        for area in quiz.areas:
            subject = f"area/{quiz.lesson}/{area}"
            rating, stability = (3, 30.0) if passed else (1, 2.0)
            yield "review_card", (
                person, subject, 1, day, stability, 5.0, day, due, rating, False,
            )  # fmt: skip


def _quizzes(course: Catalogue, seed: int) -> list[Quiz]:
    draw = random.Random(seed)  # noqa: S311
    found = []
    for bank in course.banks.values():
        lesson = course.lessons[bank.lesson]
        items = sorted(bank.items)
        draws = (_drawn(course, bank.lesson, draw.sample(items, QUESTIONS)) for _ in range(DRAWS))
        goals = tuple((each.lab, each.mission) for each in lesson.labs)
        found.append(
            Quiz(lesson.id, lesson.module, bank.version, tuple(bank.areas), goals, tuple(draws))
        )
    return found


def _drawn(course: Catalogue, lesson: str, names: Sequence[str]) -> Drawn:
    bank = course.banks[lesson]
    items = [bank.items[name] for name in names]
    ids = tuple(item.common.id for item in items)
    return Drawn(ids, json.dumps(ids), json.dumps([item.common.area for item in items]))
