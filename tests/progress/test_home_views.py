"""Home as it is served: the place to continue, what is due, the first day and the last."""

from collections.abc import Callable
from typing import Any

from fsrs import Rating

from literacy.accounts.models import Membership, Person
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.progress.models import Assignment
from literacy.progress.queries import facts_of
from literacy.progress.wording import quoted
from literacy.review.actions import keep_recalls
from literacy.review.cards import Origin, Recall
from literacy.review.subjects import area
from tests import make
from tests.browsing import Browser, words
from tests.counting import statements
from tests.make import NOW
from tests.progress.learning import (
    LESSONS,
    add_attempt,
    add_reading,
    before,
    goals_of,
    pass_lessons,
)

SignIn = Callable[[Person], Browser]


def test_a_stranger_is_asked_to_sign_in(client: Any) -> None:
    assert client.get("/").location.startswith("/login")


def test_the_first_day_offers_a_lesson_and_says_how_it_works(
    people: make.People, signed_in: SignIn
) -> None:
    page = words(signed_in(people.maya).get("/"))

    assert "Start here, with 02 The click The click, step by step" in page
    assert "Start, 8 min" in page
    assert "How it works" in page


def test_home_knows_where_she_stopped(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf
) -> None:
    heading = shelf.catalogue.lessons["cache-rules"].headings[1]
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:1], at=before(days=3))
        add_reading(
            saving,
            people.maya,
            "cache-rules",
            anchor=heading.anchor,
            share=0.4,
            at=before(hours=4),
        )

    page = words(signed_in(people.maya).get("/"))

    assert f"You stopped at {quoted(heading.title)} on your phone, 4 hours ago." in page
    assert "Continue, 5 min" in page
    assert "Why keep copies at all? Passed Nov 18" in page
    assert "1 of 4 passed 19 min left" in page
    assert "58 lessons, 1 passed." in page


def test_a_place_that_has_left_the_lesson_is_still_a_place(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        add_reading(saving, people.maya, "cache-rules", anchor="gone", device="")

    assert "You stopped a moment ago." in words(signed_in(people.maya).get("/"))


def test_a_lesson_that_has_left_the_course_is_forgotten_quietly(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        add_reading(saving, people.maya, "no-such-lesson")
        add_attempt(saving, people.maya, "no-such-lesson")

    assert "Start here" in words(signed_in(people.maya).get("/"))


def test_an_open_quiz_is_continued_at_its_own_address(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        attempt = add_attempt(saving, people.maya, "why-caching", finished=False)

    page = signed_in(people.maya).get("/").text

    assert f'href="/attempts/{attempt.id}">Go on with the quiz' in page


def test_with_everything_passed_home_says_so_and_has_a_next_step(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf
) -> None:
    written = tuple(shelf.catalogue.lessons)
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, written, goals=goals_of(shelf))

    page = signed_in(people.maya).get("/")

    assert "You are up to date" in words(page)
    assert f"{58 - len(written)} others are in preparation." in words(page)
    assert 'class="button go" href="/glossary/"' in page.text


def test_modules_in_preparation_name_their_lessons_without_a_link(
    people: make.People, signed_in: SignIn
) -> None:
    page = signed_in(people.maya).get("/")

    assert "A heads-up that helps" in words(page)
    assert "/lessons/plan-for-a-peak" not in page.text


def test_nobodys_deeds_show_on_anothers_home(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.eve, LESSONS)

    assert "58 lessons, 1 passed" not in words(signed_in(people.maya).get("/"))


def test_a_deadline_of_another_team_is_not_hers(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        saving.add(
            Assignment(
                team_id=people.elsewhere.id, module="06-caching", due_on=NOW.date(), set_at=NOW
            )
        )

    assert "One deadline" in words(signed_in(people.eve).get("/"))
    assert "deadline" not in words(signed_in(people.maya).get("/"))


def test_in_two_teams_with_one_module_there_is_one_deadline(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        saving.add(Membership(team_id=people.elsewhere.id, person_id=people.maya.id, since=NOW))
        for team in (people.campaigns, people.elsewhere):
            saving.add(
                Assignment(team_id=team.id, module="06-caching", due_on=NOW.date(), set_at=NOW)
            )

    assert "One deadline" in words(signed_in(people.maya).get("/"))


def asked_by(database: Database, act: Callable[[], object]) -> int:
    with statements(database) as sent:
        act()
    return len([each for each in sent if each.startswith("SELECT")])


def test_home_takes_few_statements(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    browser = signed_in(people.maya)

    assert asked_by(database, lambda: browser.get("/")) <= 7


def test_ten_years_of_learning_take_one_statement_more_than_the_first_day(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf
) -> None:
    browser = signed_in(people.maya)
    first_day = asked_by(database, lambda: browser.get("/"))
    with database.transaction() as saving:
        for number in range(1, 11):
            for slug in shelf.catalogue.lessons:
                at = before(days=365 * (11 - number))
                add_attempt(saving, people.maya, slug, number=number, at=at)
        keep_recalls(saving, people.maya.id, ten_years(shelf))

    assert asked_by(database, lambda: browser.get("/")) == first_day + 1


def ten_years(shelf: Shelf) -> list[Recall]:
    """Every area of the course, recalled once in each month."""
    subjects = [
        area(each.id, letter) for each in shelf.catalogue.lessons.values() for letter in "ab"
    ]
    return [
        Recall(
            key=f"{subject.key}.{month}",
            subject=subject,
            origin=Origin.REVIEW,
            items=("one",),
            correct=True,
            rating=Rating.Good,
            at=before(days=30 * (120 - month)),
        )
        for month in range(1, 120)
        for subject in subjects
    ]


def finished(person: Person, slug: str, *, days: int, rating: Rating = Rating.Good) -> list[Recall]:
    """What a quiz finished so many days ago told about both areas."""
    return [
        Recall(
            key=f"{person.id}.{slug}.{letter}.{days}",
            subject=area(slug, letter),
            origin=Origin.QUIZ,
            items=("one",),
            correct=rating is not Rating.Again,
            rating=rating,
            at=before(days=days),
        )
        for letter in "ab"
    ]


def test_home_says_how_much_is_due_for_review(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        keep_recalls(saving, people.maya.id, finished(people.maya, "why-caching", days=2))

    page = signed_in(people.maya).get("/")

    assert "Five questions to review" in words(page)
    assert "Review, 2 min" in words(page)
    assert 'href="/review"' in page.text


def test_home_says_when_the_next_review_is(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        keep_recalls(saving, people.maya.id, finished(people.maya, "why-caching", days=0))

    page = words(signed_in(people.maya).get("/"))

    assert "Nothing to review today More comes tomorrow." in page


def test_who_proved_nothing_yet_reads_nothing_about_reviews(
    people: make.People, signed_in: SignIn
) -> None:
    page = words(signed_in(people.maya).get("/"))

    assert page.lower().count("review") == 1, "the menu alone says it"


def test_passed_once_stands_beside_remembered_now(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:2], at=before(days=90))
        keep_recalls(saving, people.maya.id, finished(people.maya, LESSONS[0], days=90))
        keep_recalls(saving, people.maya.id, finished(people.maya, LESSONS[1], days=1))

    page = words(signed_in(people.maya).get("/"))

    assert "Passed Aug 23 Worth a review" in page
    assert "Remembered now" in page
    assert "2 of 4 areas remembered" in page


def test_facts_of_nobody_are_empty(database: Database) -> None:
    with database.reading() as session:
        assert facts_of(session, []) == {}
