"""A manager of one team learns nothing of another: by address, filter, search, error or number."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete

from literacy.accounts.models import Management, Membership, Person
from literacy.accounts.permissions import Role
from literacy.content.shelf import Shelf
from literacy.help.models import HelpCall
from literacy.lib.db import Database
from literacy.progress.models import Assignment
from literacy.progress.outline import course_outline
from literacy.quizzes.models import QuizAnswer
from literacy.teams.queries import leads_of, member_of, person_seen, team_of
from tests import make
from tests.browsing import Browser, words
from tests.make import NOW, viewer
from tests.progress.learning import LESSONS, add_attempt, pass_lessons

SignIn = Callable[[Person], Browser]
TODAY = NOW.date()


@pytest.fixture
def nora(people: make.People, database: Database) -> Person:
    """The manager of the other team, where Eve is."""
    with database.transaction() as saving:
        made = make.person(saving, "Nora Lind", role=Role.MANAGER)
        saving.add(Management(team_id=people.elsewhere.id, person_id=made.id, since=NOW))
    return made


def plain(response: object) -> str:
    """The page without what differs with every request."""
    return words(response).replace(response.headers["X-Request-Id"], "")


def test_a_person_of_another_team_is_as_little_there_as_nobody(
    people: make.People, signed_in: SignIn
) -> None:
    grace = signed_in(people.grace)

    hers = grace.get(f"/team/campaigns/{people.eve.id}")
    nobodys = grace.get("/team/campaigns/987654")
    elsewhere = grace.get(f"/team/elsewhere/{people.eve.id}")

    assert [each.status_code for each in (hers, nobodys, elsewhere)] == [404, 404, 404]
    assert plain(hers) == plain(nobodys)
    assert "Eve" not in words(hers) + words(elsewhere)


def test_one_of_ones_own_team_is_there(people: make.People, signed_in: SignIn) -> None:
    page = words(signed_in(people.grace).get(f"/team/campaigns/{people.maya.id}"))

    assert "Maya Okafor" in page
    assert "Through the course" in page


@pytest.mark.parametrize("query", ["?q=eve", "?q=Sato", "?show=help", "?sort=job&q=e"])
def test_no_filter_shows_somebody_of_another_team(
    query: str, people: make.People, signed_in: SignIn
) -> None:
    assert "Eve Sato" not in signed_in(people.grace).get(f"/team/campaigns{query}").text


def test_a_person_in_two_teams_is_seen_by_both_managers_and_each_sees_her_own_calls(
    people: make.People, nora: Person, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        saving.add(Membership(team_id=people.elsewhere.id, person_id=people.maya.id, since=NOW))
        saving.add(HelpCall(person_id=people.maya.id, helper_id=nora.id, note="Why?", at=NOW))

    graces = words(signed_in(people.grace).get(f"/team/campaigns/{people.maya.id}"))
    noras = words(signed_in(nora).get(f"/team/elsewhere/{people.maya.id}"))

    assert "No call for help." in graces and "Why?" not in graces
    assert "Why?" in noras


def test_the_dates_of_one_team_are_not_told_to_the_manager_of_another(
    people: make.People, nora: Person, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        saving.add(Membership(team_id=people.elsewhere.id, person_id=people.maya.id, since=NOW))
        saving.add(
            Assignment(
                team_id=people.elsewhere.id,
                module="06-caching",
                due_on=(NOW + timedelta(days=5)).date(),
                why="Secret launch",
                set_by=nora.id,
                set_at=NOW,
            )
        )

    assert "Secret launch" in signed_in(nora).get(f"/team/elsewhere/{people.maya.id}").text
    assert "Secret launch" not in signed_in(people.grace).get("/team/campaigns").text
    page = signed_in(people.grace).get(f"/team/campaigns/{people.maya.id}")
    assert "Secret launch" not in page.text


def test_somebody_who_moved_keeps_her_history_and_leaves_the_old_page(
    people: make.People, nora: Person, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS, at=NOW - timedelta(days=30))
        saving.execute(delete(Membership).where(Membership.person_id == people.maya.id))
        saving.add(Membership(team_id=people.elsewhere.id, person_id=people.maya.id, since=NOW))

    old = signed_in(people.grace).get(f"/team/campaigns/{people.maya.id}")
    new = words(signed_in(nora).get(f"/team/elsewhere/{people.maya.id}"))
    grid = words(signed_in(nora).get("/team/elsewhere"))

    assert old.status_code == 404
    assert "Done Oct 22" in new
    assert "1 module passed" in grid


def test_a_manager_who_left_sees_nothing_from_that_moment(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(people.grace)
    path = f"/team/campaigns/{people.maya.id}"
    assert grace.get(path).status_code == 200

    with database.transaction() as saving:
        saving.execute(delete(Management).where(Management.person_id == people.grace.id))

    assert grace.get(path).status_code == 404
    assert grace.get("/team/campaigns/conversations/null-is-zero").status_code == 404


def test_a_closed_account_leaves_every_count(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS)
        saving.add(HelpCall(person_id=people.maya.id, helper_id=people.grace.id, at=NOW))
        other = make.person(saving, "Ben Ode")
        saving.add(Membership(team_id=people.campaigns.id, person_id=other.id, since=NOW))
        saving.get_one(Person, people.maya.id).deactivated_at = NOW
    grace = signed_in(people.grace)

    page = words(grace.get("/team/campaigns"))

    assert "One person." in page
    assert "Nobody in the team has passed a module yet" in page
    assert "Nobody asks you right now." in page
    assert grace.get(f"/team/campaigns/{people.maya.id}").status_code == 404


def test_the_learner_sees_what_her_manager_sees_made_by_one_function(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf
) -> None:
    course = course_outline(shelf.catalogue, today=TODAY)
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:2])
        saving.add(HelpCall(person_id=people.maya.id, helper_id=people.grace.id, note="?", at=NOW))
    with database.reading() as session:
        team = team_of(session, viewer(people.grace), "campaigns")
        (lead,) = leads_of(session, viewer(people.maya))
        seen = [
            person_seen(
                session,
                course,
                each,
                member_of(session, each, people.maya.id),
                manager_id=manager,
                today=TODAY,
            )
            for each, manager in ((team, people.grace.id), (lead.team, lead.manager_id))
        ]

    assert seen[0] == seen[1]


def test_both_pages_show_the_same_lines(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:2])
        saving.add(
            HelpCall(person_id=people.maya.id, helper_id=people.grace.id, note="Old?", at=NOW)
        )

    hers = signed_in(people.maya).get("/me/manager").text
    graces = signed_in(people.grace).get(f"/team/campaigns/{people.maya.id}").text

    path = _between(graces, '<ol class="person-path">', "</ol>")
    assert path and path in hers
    assert "Old?" in hers and "Old?" in graces


def _between(text: str, start: str, end: str) -> str:
    return start + text.partition(start)[2].partition(end)[0] + end


def test_the_row_of_the_grid_says_no_more_than_the_page_of_the_person(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:2])
    grace = signed_in(people.grace)

    row = _between(grace.get("/team/campaigns").text, '<td data-m="06">', "</td>")
    page = grace.get(f"/team/campaigns/{people.maya.id}").text

    assert _between(row, '<span class="cell', "</b>") in page


def test_somebody_without_a_manager_is_told_so(people: make.People, signed_in: SignIn) -> None:
    page = words(signed_in(people.ivan).get("/me/manager"))

    assert "no manager sees anything of you" in page


def mistaken(session: object, shelf: Shelf, person: Person, *, wrong: bool) -> None:
    """A first answer to a question, with the mistake or right."""
    question = shelf.catalogue.banks["cache-rules"].items["ask-first"]
    attempt = add_attempt(session, person, "cache-rules", at=NOW)
    shown = next(each for each in question.wrong_answers() if question.mark(each).misconceptions)
    answer = shown if wrong else question.key()
    mark = question.mark(answer)
    session.add(
        QuizAnswer(
            attempt_id=attempt.id, key=f"{attempt.id}.a", item="ask-first", item_version=1,
            try_number=1, answer=answer, score=mark.score, correct=mark.correct, at=NOW,
        )
    )  # fmt: skip
    session.flush()


def team_of_people(
    session: object, people: make.People, shelf: Shelf, *, wrong: int, right: int
) -> list[Person]:
    made = []
    for number in range(wrong + right):
        person = make.person(session, f"Colleague {number}")
        session.add(Membership(team_id=people.campaigns.id, person_id=person.id, since=NOW))
        mistaken(session, shelf, person, wrong=number < wrong)
        made.append(person)
    return made


TALK = "/team/campaigns/conversations/no-cache-means-no-copy"


def test_what_three_of_eight_mix_up_is_worth_a_conversation(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf
) -> None:
    with database.transaction() as saving:
        team_of_people(saving, people, shelf, wrong=3, right=5)
    grace = signed_in(people.grace)

    page, exercise = words(grace.get("/team/campaigns")), words(grace.get(TALK))

    assert "Three of your team mix up “no-cache” and “never stored”" in page
    assert "10 minutes in all" in exercise
    assert "Colleague" not in exercise


@pytest.mark.parametrize(("wrong", "right"), [(2, 6), (3, 0), (3, 1)], ids=["two", "three", "four"])
def test_fewer_people_are_never_broken_down(
    wrong: int,
    right: int,
    people: make.People,
    signed_in: SignIn,
    database: Database,
    shelf: Shelf,
) -> None:
    with database.transaction() as saving:
        saving.execute(delete(Membership))
        team_of_people(saving, people, shelf, wrong=wrong, right=right)
    grace = signed_in(people.grace)

    assert "mix up" not in words(grace.get("/team/campaigns"))
    assert grace.get(TALK).status_code == 404


def test_two_teams_that_differ_by_one_person_give_nobody_away(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf
) -> None:
    with database.transaction() as saving:
        made = team_of_people(saving, people, shelf, wrong=4, right=4)
        make.team(saving, "All but one", made[1:], people.grace)
    grace = signed_in(people.grace)

    for slug in ("campaigns", "all-but-one"):
        page = words(grace.get(f"/team/{slug}"))
        assert "mix up" not in page
        assert "never where two of your teams would give one person away" in page


def test_who_left_counts_no_more_in_what_is_mixed_up(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf
) -> None:
    with database.transaction() as saving:
        made = team_of_people(saving, people, shelf, wrong=4, right=5)
        for person in made[:2]:
            saving.get_one(Person, person.id).deactivated_at = NOW

    assert "mix up" not in words(signed_in(people.grace).get("/team/campaigns"))
