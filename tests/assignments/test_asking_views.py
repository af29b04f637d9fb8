"""The pages on which managers and administrators ask, and what learners then read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from literacy.accounts.models import Person
from literacy.assignments.terms import Audience, Terms
from literacy.lib.db import Database
from literacy.progress.models import Assignment
from tests import make
from tests.assignments.asking_things import (
    ESSENTIALS,
    SOON,
    asked,
    graces_desk,
    rosas_desk,
)
from tests.browsing import Browser, words
from tests.make import NOW
from tests.progress.learning import LESSONS, pass_lessons

SignIn = Callable[[Person], Browser]
HERE = "/team/campaigns/assignments"
FIELDS = {
    "things": "module:06-caching",
    "who": "team",
    "when": "day",
    "due_on": SOON.isoformat(),
    "joiner_days": "30",
}


def rows(database: Database) -> list[Assignment]:
    with database.reading() as session:
        return list(session.scalars(select(Assignment)))


def test_what_grace_asks_reaches_mayas_home_with_name_and_reason(
    people: make.People, signed_in: SignIn
) -> None:
    response = signed_in(people.grace).post(
        f"{HERE}/new", **FIELDS, why="  The winter \t sale ", follow=True
    )

    assert "Assigned: 06 Caching, by Thursday, December 3." in words(response)
    home = words(signed_in(people.maya).get("/"))
    assert "One deadline 06 Caching by Thursday, December 3" in home
    assert "Set by Grace Lindqvist: “The winter sale.”" in home
    assert (
        "Assigned to you, due Thursday, December 3. Set by Grace Lindqvist: “The winter sale.”"
        in home
    )


def test_a_path_is_one_line_on_the_home_page(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        asked(saving, graces_desk(saving, people), Audience(people.campaigns.id), ESSENTIALS)

    home = words(signed_in(people.maya).get("/"))

    assert "One deadline The essentials by Thursday, December 3" in home
    assert "Assigned to you with “The essentials”, due Thursday, December 3." in home


def test_several_things_of_several_people_at_once(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    fields = {**FIELDS, "things": ["path:essentials", "module:09-cookies"], "who": "people"}

    signed_in(people.grace).post(f"{HERE}/new", **fields, people=people.maya.id)

    found = {(row.person_id, row.path or row.module) for row in rows(database)}
    assert found == {(people.maya.id, "essentials"), (people.maya.id, "09-cookies")}


def test_days_after_joining_need_no_day(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    fields = {**FIELDS, "when": "joining", "due_on": "", "joiner_days": "45"}

    page = signed_in(people.grace).post(f"{HERE}/new", **fields, follow=True)

    assert "06 Caching, within 45 days of joining." in words(page)
    assert [(row.due_on, row.joiner_days) for row in rows(database)] == [(None, 45)]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"things": ""}, "Choose a path or a module"),
        ({"things": "module:99-gone"}, "Choose a path or a module"),
        ({"things": "module:01-two-cultures"}, "Choose a path or a module"),
        ({"things": "06-caching"}, "Choose a path or a module"),
        ({"who": "nobody"}, "Choose to whom."),
        ({"who": "people"}, "Choose at least one person of the team."),
        ({"who": "people", "people": "987654"}, "Choose at least one person of the team."),
        ({"who": "people", "people": "x"}, "Choose at least one person of the team."),
        ({"when": "whenever"}, "Choose by when."),
        ({"due_on": ""}, "Choose a day, such as 2026-12-03."),
        ({"due_on": "soon"}, "Choose a day, such as 2026-12-03."),
        ({"due_on": "2026-11-20"}, "This day has passed."),
        ({"due_on": "2031-01-01"}, "more than two years away"),
        ({"joiner_days": ""}, "Write a number of days from 1 to 730."),
        ({"joiner_days": "0"}, "Write a number of days from 1 to 730."),
        ({"joiner_days": "731"}, "Write a number of days from 1 to 730."),
        ({"joiner_days": "９"}, "Write a number of days from 1 to 730."),
        ({"why": "x" * 201}, "Keep it under 200"),
    ],
    ids=[
        "nothing",
        "unknown",
        "not written",
        "no kind",
        "nobody",
        "no person",
        "a stranger",
        "no number",
        "no when",
        "no day",
        "no date",
        "past",
        "far",
        "no days",
        "too few",
        "too many",
        "other digits",
        "long",
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    changed: dict[str, str],
    sentence: str,
    people: make.People,
    signed_in: SignIn,
    database: Database,
) -> None:
    response = signed_in(people.grace).post(f"{HERE}/new", **{**FIELDS, **changed})

    assert response.status_code == 422
    assert sentence in words(response)
    assert rows(database) == []


def test_what_was_typed_stays_in_a_refused_form(people: make.People, signed_in: SignIn) -> None:
    fields = {**FIELDS, "due_on": "2026-11-20", "why": 'The "sale" & more', "joiner_days": "9"}

    page = signed_in(people.grace).post(f"{HERE}/new", **fields).text

    assert 'value="2026-11-20"' in page
    assert 'value="The &#34;sale&#34; &amp; more"' in page
    assert 'value="module:06-caching" checked' in page
    assert 'value="9"' in page
    assert 'aria-invalid="true"' in page


def test_the_list_says_of_whom_by_when_why_and_how_it_goes(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS)
        desk = graces_desk(saving, people)
        asked(saving, desk, Audience(people.campaigns.id))
        asked(saving, desk, Audience(people.campaigns.id, people.maya.id), ESSENTIALS)
        asked(saving, rosas_desk(people), Audience(), terms=Terms(joiner_days=60))

    page = words(signed_in(people.grace).get(HERE))

    assert "06 Caching Everyone in Campaigns: “The winter sale” In 12 days." in page
    assert "Who joins later has 30 days. Set by Grace Lindqvist on Nov 21." in page
    assert "The essentials Maya Okafor, in Campaigns" in page
    assert "Everyone with an account After joining." in page
    assert "Set by your administrators: only they can change it." in page
    assert page.count("Everybody is done") + page.count(" Done ") >= 1


def test_nothing_asked_has_a_next_step(people: make.People, signed_in: SignIn) -> None:
    page = words(signed_in(people.grace).get(HERE))

    assert "Nothing yet." in page
    assert "Assign modules" in page


def test_a_change_keeps_what_is_not_changed(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        number = asked(saving, graces_desk(saving, people), Audience(people.campaigns.id)).id
    grace = signed_in(people.grace)
    shown = grace.get(f"{HERE}/{number}").text

    later = (SOON + timedelta(days=1)).isoformat()
    done = grace.post(
        f"{HERE}/{number}", when="day", due_on=later, joiner_days="30", why="The winter sale",
        follow=True,
    )  # fmt: skip

    assert f'value="{SOON}"' in shown
    assert "Changed: 06 Caching." in words(done)
    assert [row.due_on.isoformat() for row in rows(database)] == [later]


def test_a_day_that_passed_meanwhile_may_stay_in_the_form(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    gone = NOW.date() - timedelta(days=2)
    with database.transaction() as saving:
        row = asked(saving, graces_desk(saving, people), Audience(people.campaigns.id))
        row.due_on = gone
        number = row.id
    grace = signed_in(people.grace)

    kept = grace.post(f"{HERE}/{number}", when="day", due_on=str(gone), joiner_days="30")
    moved = grace.post(
        f"{HERE}/{number}", when="day", due_on=str(gone + timedelta(days=1)), joiner_days="30"
    )

    assert kept.status_code == 303
    assert moved.status_code == 422


def test_taking_back_is_undone_with_one_button(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        number = asked(saving, graces_desk(saving, people), Audience(people.campaigns.id)).id
    grace, maya = signed_in(people.grace), signed_in(people.maya)

    gone = words(grace.post(f"{HERE}/{number}/withdrawal", follow=True))

    assert "Taken back: 06 Caching." in gone
    assert "Taken back lately" in gone
    assert "deadline" not in words(maya.get("/"))

    back = words(grace.post(f"{HERE}/{number}/return", follow=True))

    assert "Put back: 06 Caching" in back
    assert "One deadline" in words(maya.get("/"))


def test_asking_one_person_from_an_address(people: make.People, signed_in: SignIn) -> None:
    grace = signed_in(people.grace)

    hers = grace.get(f"{HERE}/new?person={people.maya.id}&module=06-caching").text
    strangers = grace.get(f"{HERE}/new?person={people.eve.id}").text

    assert f'value="{people.maya.id}" checked' in hers
    assert 'value="module:06-caching" checked' in hers
    assert "Eve Sato" not in strangers


@pytest.mark.parametrize(
    ("fields", "audience"),
    [
        ({"who": "everybody"}, (None, False)),
        ({"who": "teams", "teams": "campaigns"}, ("campaigns", False)),
        ({"who": "person", "email": " Maya@Example.com "}, (None, True)),
    ],
    ids=["everybody", "a team", "one person"],
)
def test_rosa_asks_whom_she_likes(
    fields: dict[str, str],
    audience: tuple[str | None, bool],
    people: make.People,
    signed_in: SignIn,
    database: Database,
) -> None:
    team = {"campaigns": people.campaigns.id}
    given = {**FIELDS, **fields} | ({"teams": team["campaigns"]} if "teams" in fields else {})

    page = signed_in(people.rosa).post("/admin/assignments/new", **given, follow=True)

    assert "Assigned: 06 Caching, by Thursday, December 3." in words(page)
    assert [(row.team_id, row.person_id) for row in rows(database)] == [
        (team.get(audience[0] or ""), people.maya.id if audience[1] else None)
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"who": "team"}, "Choose to whom."),
        ({"who": "teams"}, "Choose at least one team."),
        ({"who": "teams", "teams": "987654"}, "Choose at least one team."),
        ({"who": "person"}, "Write the person’s address."),
        ({"who": "person", "email": "x@y.zz"}, "Nobody with an open account has the address"),
    ],
    ids=["no audience", "no team", "unknown team", "no address", "nobody"],
)
def test_rosa_is_told_what_is_missing(
    changed: dict[str, str],
    sentence: str,
    people: make.People,
    signed_in: SignIn,
    database: Database,
) -> None:
    response = signed_in(people.rosa).post("/admin/assignments/new", **{**FIELDS, **changed})

    assert response.status_code == 422
    assert sentence in words(response)
    assert rows(database) == []


def test_rosa_sees_and_takes_back_everything(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        number = asked(saving, graces_desk(saving, people), Audience(people.campaigns.id)).id
    rosa = signed_in(people.rosa)

    assert "Everyone in Campaigns" in words(rosa.get("/admin/assignments"))
    assert rosa.get(f"/admin/assignments/{number}").status_code == 200
    taken = words(rosa.post(f"/admin/assignments/{number}/withdrawal", follow=True))
    put = words(rosa.post(f"/admin/assignments/{number}/return", follow=True))

    assert "Taken back: 06 Caching." in taken
    assert "Put back: 06 Caching" in put
