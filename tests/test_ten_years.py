"""Ten years of history change no page's number of statements: what is read is asked for at once."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from literacy.accounts.models import Person
from literacy.content.catalogue import Bank, Catalogue
from literacy.content.shelf import Shelf
from literacy.lessons.models import CheckAnswer, Note, Reading
from literacy.lib.db import Database
from literacy.questions.question import Question
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.review.models import ReviewAnswer, ReviewCard
from literacy.review.subjects import area, term
from tests import make
from tests.browsing import Browser
from tests.counting import statements

SignIn = Callable[[Person], Browser]
DAYS = 3650
YOUNG = 60
EVERY = 30
"""Days from one sitting of each quiz to the next."""
AT_ONCE = 8


def pages(course: Catalogue) -> tuple[str, ...]:
    """Every page on which learners meet what they did."""
    return (
        "/", "/review", "/search?q=cache", "/search/found?q=cache", "/glossary/", "/glossary/cdn",
        *(f"/lessons/{slug}" for slug in course.lessons),
        *(f"/quizzes/{slug}" for slug in course.lessons),
        "/quizzes/06-caching/exam", "/quizzes/06-caching/pretest", "/quizzes/06-caching/renewal",
        "/quizzes/course/final", "/quizzes/course/placement",
        "/attempts/1", "/me/", "/me/mail", "/me/export", "/me/certificates", "/me/progress",
        "/me/notes", "/me/notes?q=word", "/me/missed", "/me/confidence", "/me/manager",
        "/me/help?lesson=cache-rules", "/glossary/request",
    )  # fmt: skip


class Past:
    """What one learner did on the days before now, 0 being today; the same each time."""

    def __init__(self, course: Catalogue, who: Person) -> None:
        self.course, self.who = course, who
        self.banks = {course.lessons[slug].id: bank for slug, bank in course.banks.items()}
        self.subjects = [
            area(lesson.id, letter) for lesson in course.lessons.values() for letter in "ab"
        ]

    def begin(self, database: Database) -> None:
        """What there is once: readings, and a card for each area and each term."""
        with database.transaction() as saving:
            saving.execute(insert(Reading), list(self._readings()))
            saving.execute(insert(ReviewCard), list(self._cards()))

    def add(self, database: Database, days: range) -> None:
        with database.transaction() as saving:
            sittings = [each for day in days if day % EVERY == 0 for each in self._sittings(day)]
            saving.execute(insert(Attempt), [attempt for attempt, _answers in sittings])
            saving.execute(
                insert(QuizAnswer), [each for _, answers in sittings for each in answers]
            )
            saving.execute(
                insert(ReviewAnswer), [row for day in days for row in self._recalls(day)]
            )
            saving.execute(insert(CheckAnswer), [row for day in days for row in self._checks(day)])
            saving.execute(insert(Note), [self._note(day) for day in days])

    def _readings(self) -> Iterator[dict[str, Any]]:
        for lesson in self.course.lessons.values():
            yield {
                "person_id": self.who.id, "lesson": lesson.id, "share": 1.0,
                "started_at": at(DAYS), "updated_at": at(1),
            }  # fmt: skip

    def _cards(self) -> Iterator[dict[str, Any]]:
        subjects = [*self.subjects, *(term(slug) for slug in list(self.course.terms)[:200])]
        for number, subject in enumerate(subjects):
            yield {
                "person_id": self.who.id, "subject": subject.key, "turns": 80,
                "first_on": on(DAYS), "stability": 90.0, "difficulty": 5.0, "last_on": on(60),
                "due_on": on(number % 40 - 20), "rating": 3, "sure_and_wrong": False,
            }  # fmt: skip

    def _sittings(self, day: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        sitting = (DAYS - day) // EVERY + 1
        for place, (lesson, bank) in enumerate(self.banks.items()):
            questions = list(bank.items.values())[:5]
            id_ = day // EVERY * len(self.banks) + place + 1
            right = [number != id_ % 7 for number in range(5)]
            attempt = {
                "id": id_, "key": f"attempt-{id_}", "person_id": self.who.id,
                "quiz": lesson, "kind": "full", "number": sitting, "seed": id_,
                "bank_version": "1", "items": [each.common.id for each in questions],
                "areas": [each.common.area for each in questions], "right_needed": 4,
                "started_at": at(day), "finished_at": at(day), "right_count": sum(right),
                "passed": sum(right) >= 4,
            }  # fmt: skip
            answers = [
                {
                    "attempt_id": id_, "key": f"answer-{id_}-{number}", "item": each.common.id,
                    "item_version": 1, "try_number": 1, "answer": each.key() if right[number] else None, "complete": True,
                    "dont_know": not right[number], "confidence": "fairly",
                    "score": float(right[number]), "correct": right[number], "at": at(day),
                }
                for number, each in enumerate(questions)
            ]  # fmt: skip
            yield attempt, answers

    def _recalls(self, day: int) -> Iterator[dict[str, Any]]:
        for place in range(AT_ONCE):
            number = (DAYS - day) * AT_ONCE + place
            subject = self.subjects[number % len(self.subjects)]
            asked = nth(self.banks[subject.name], number)
            yield {
                "key": f"recall-{number}", "person_id": self.who.id, "subject": subject.key,
                "turn": 2 + number // len(self.subjects), "origin": "review",
                "items": [asked.common.id], "item_version": 1,
                "answer": asked.key(), "correct": True, "dont_know": False, "confidence": "fairly",
                "quick": False, "rating": 3, "at": at(day + 1),
            }  # fmt: skip

    def _checks(self, day: int) -> Iterator[dict[str, Any]]:
        asked = nth(list(self.banks.values())[day % len(self.banks)], day)
        yield {
            "person_id": self.who.id, "item": asked.common.global_id,
            "item_version": 1, "answer": asked.key(), "correct": True, "dont_know": False,
            "confidence": "certain", "at": at(day),
        }  # fmt: skip

    def _note(self, day: int) -> dict[str, Any]:
        lessons = list(self.course.lessons.values())
        return {
            "person_id": self.who.id, "lesson": lessons[day % len(lessons)].id,
            "anchor": f"p-{day}", "section": "", "quote": "q", "text": f"A word on day {day}.",
            "created_at": at(day), "updated_at": at(day),
        }  # fmt: skip


def nth(bank: Bank, number: int) -> Question:
    return list(bank.items.values())[number % len(bank.items)]


def at(day: int) -> datetime:
    return make.NOW - timedelta(days=day)


def on(day: int) -> date:
    return at(day).date()


def counted(database: Database, browser: Browser, paths: tuple[str, ...]) -> dict[str, int]:
    """How many statements each page takes, once the process has seen it."""
    found = {}
    for path in paths:
        browser.get(path)
        with statements(database) as sent:
            assert browser.get(path).status_code == 200, path
        found[path] = len(sent)
    return found


def test_ten_years_take_no_more_statements_than_two_months(
    database: Database, people: make.People, signed_in: SignIn, shelf: Shelf
) -> None:
    course, browser = shelf.catalogue, signed_in(people.maya)
    past, paths = Past(course, people.maya), pages(course)
    past.begin(database)
    past.add(database, range(YOUNG))
    young = counted(database, browser, paths)

    past.add(database, range(YOUNG, DAYS))
    old = counted(database, browser, paths)

    more = {path: (young[path], old[path]) for path in paths if old[path] > young[path]}
    assert more == {}
    with database.reading() as session:
        rows = [
            session.scalar(select(func.count()).select_from(model))
            for model in (Attempt, QuizAnswer, ReviewAnswer, CheckAnswer, Note)
        ]
    assert min(rows) > 2_000
