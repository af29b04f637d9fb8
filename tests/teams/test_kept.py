"""What a team remembers now, as numbers of five people and more."""

from datetime import timedelta

from literacy.progress.mastery import Recalled, mastery
from literacy.review.scheduling import Memory
from literacy.teams.kept import kept
from tests.make import NOW
from tests.progress.learning import passed
from tests.teams.company import COURSE, TODAY


def standing(lesson: str = "a", *, days: int = 1) -> object:
    """Somebody who passed a lesson; its area was last recalled so many days ago."""
    last = TODAY - timedelta(days=days)
    memory = Memory(stability=20.0, difficulty=5.0, last_on=last, due_on=last + timedelta(days=20))
    return mastery(COURSE, (*passed(lesson, at=NOW), Recalled(lesson, "x", memory, False)))


def test_what_five_people_passed_is_counted_by_module() -> None:
    people = {number: standing(days=1 if number < 3 else 900) for number in range(5)}

    (found,) = kept(COURSE, people, people, on=TODAY)

    assert (found.module.slug, found.people, found.count, found.remembered) == (
        "06-caching", 5, 5, 3,
    )  # fmt: skip
    assert found.share == 60


def test_what_four_people_passed_is_not_told() -> None:
    people = {
        **{number: standing() for number in range(4)},
        **{number: mastery(COURSE, ()) for number in range(4, 9)},
    }

    assert kept(COURSE, people, people, on=TODAY) == ()


def test_only_the_people_of_the_team_count() -> None:
    everybody = {number: standing() for number in range(9)}

    assert kept(COURSE, everybody, range(4), on=TODAY) == ()
