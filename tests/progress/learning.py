"""Builds small courses and what learners did in them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.content.shelf import Shelf
from literacy.labs.models import LabCompletion
from literacy.lessons.models import Reading
from literacy.progress.facts import Fact, GoalReached, Sat, Stopped
from literacy.progress.outline import CourseOutline, LessonOutline, ModuleOutline, Quiz
from literacy.quizzes.models import Attempt
from tests.make import NOW

LESSONS = ("why-caching", "cache-rules", "stale-price", "cdn-and-personalisation")
GOALS = {
    "why-caching": ("where-is-it",),
    "cache-rules": ("second-load",),
    "stale-price": ("deploy-day", "purge-the-edge"),
    "cdn-and-personalisation": ("hello-anna",),
}


def lesson(slug: str = "copies", **given: object) -> LessonOutline:
    """A written lesson of eight minutes with one lab goal and a quiz."""
    return LessonOutline(
        **{
            "id": slug,
            "slug": slug,
            "title": slug.capitalize(),
            "promise": f"After this you can explain {slug}.",
            "minutes": 8,
            "essential": False,
            "goals": (("cache", f"{slug}-goal"),),
            "quiz": Quiz(questions=5, needed=4),
            **given,
        }
    )


def module(*lessons: LessonOutline, slug: str = "06-caching", **given: object) -> ModuleOutline:
    number, _, short = slug.partition("-")
    return ModuleOutline(
        **{
            "slug": slug,
            "number": number,
            "title": f"{short.capitalize()}: a module",
            "short": short.capitalize(),
            "part": "One part",
            "strand": "technology",
            "requires": (),
            "outcome": "Explain it.",
            "lessons": lessons,
            **given,
        }
    )


def course(*modules: ModuleOutline) -> CourseOutline:
    return CourseOutline(modules)


def before(**given: float) -> datetime:
    return NOW - timedelta(**given)


def goal(slug: str = "copies", *, at: datetime = NOW) -> GoalReached:
    return GoalReached("cache", f"{slug}-goal", at)


def sat(
    slug: str = "copies",
    *,
    attempt: int = 1,
    passed: bool = True,
    at: datetime = NOW,
    **given: bool,
) -> Sat:
    return Sat(slug, attempt, at - timedelta(minutes=3), at, passed, **given)


def opened(slug: str = "copies", *, attempt: int = 9, at: datetime = NOW) -> Sat:
    return Sat(slug, attempt, at)


def stopped(slug: str = "copies", *, share: float = 0.5, at: datetime = NOW) -> Stopped:
    return Stopped(slug, "p-1", share, "phone", at)


def passed(slug: str = "copies", *, at: datetime = NOW, attempt: int = 1) -> tuple[Fact, ...]:
    return goal(slug, at=at), sat(slug, at=at, attempt=attempt)


def pass_lessons(
    session: Session,
    person: Person,
    slugs: Iterable[str],
    *,
    at: datetime = NOW,
    goals: Mapping[str, Iterable[tuple[str, str]]] | None = None,
) -> None:
    """These lessons as passed, in the store; `goals` are their labs' where they aren't of 06."""
    for slug in slugs:
        add_attempt(session, person, slug, at=at)
        named = goals[slug] if goals else [("cache", mission) for mission in GOALS[slug]]
        for lab, mission in named:
            session.add(
                LabCompletion(person_id=person.id, lab=lab, mission=mission, how="proved", at=at)
            )
    session.flush()


def add_attempt(
    session: Session,
    person: Person,
    slug: str,
    *,
    at: datetime = NOW,
    number: int = 1,
    passed: bool | None = True,
    finished: bool = True,
    kind: str = "full",
) -> Attempt:
    attempt = Attempt(
        key=f"{person.id}.{slug}.{number}",
        person_id=person.id,
        quiz=slug,
        kind=kind,
        number=number,
        seed=1,
        bank_version="v",
        items=[],
        areas=[],
        right_needed=4,
        started_at=at,
        finished_at=at if finished else None,
        right_count=(5 if passed else 2) if finished else None,
        passed=passed if finished else None,
    )
    session.add(attempt)
    session.flush()
    return attempt


def add_reading(
    session: Session,
    person: Person,
    slug: str,
    *,
    anchor: str = "",
    share: float = 0.5,
    device: str = "phone",
    at: datetime = NOW,
) -> None:
    session.add(
        Reading(
            person_id=person.id,
            lesson=slug,
            anchor=anchor,
            share=share,
            device=device,
            started_at=at,
            updated_at=at,
        )
    )
    session.flush()


A_DAY = timedelta(days=1)
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def goals_of(shelf: Shelf) -> dict[str, list[tuple[str, str]]]:
    """The lab goals of every lesson of the real course."""
    return {
        slug: [(each.lab, each.mission) for each in lesson.labs]
        for slug, lesson in shelf.catalogue.lessons.items()
    }
