"""The link lab over HTTP: its pages, its redirects, who may follow them, and where they never lead."""

import html
import re

import pytest
from sqlalchemy import func, select

from literacy.labs.link import plan
from literacy.labs.models import LabCompletion, LabEvent
from tests.browsing import Browser, words

LINK = re.compile(r'href="(/labs/link/(?:r|land)/[^"]+)"')
RIGHT_TAIL = "?utm_source=mail&utm_medium=email&utm_campaign=spring-sale#reviews"
FOUND, MENDED = ["keep", "drop", "keep"], ["keep", "keep", "keep"]


@pytest.fixture
def maya(signed_in, people) -> Browser:
    return signed_in(people.maya)


def link_in(response) -> str:
    return html.unescape(LINK.findall(response.get_data(as_text=True))[0])


def set_hops(browser: Browser, rules: list[str]) -> str:
    """Set the chain and give the address of its link."""
    fields = {"mission": plan.KEEP, "rule": rules, "status": ["301", "302", "302"]}
    return link_in(browser.post("/labs/link/hops", follow=True, **fields))


def build(browser: Browser, tail: str) -> str:
    return link_in(browser.post("/labs/link/build", mission=plan.LABEL, tail=tail, follow=True))


def follow(browser: Browser, address: str) -> list:
    """Each answer from the link to the page, as a browser goes."""
    answers = [browser.get(address.partition("#")[0])]
    while answers[-1].status_code in (301, 302):
        answers.append(browser.get(answers[-1].headers["Location"]))
    return answers


def completed(database, person) -> set[str]:
    with database.reading() as session:
        return {
            row.mission
            for row in session.scalars(select(LabCompletion))
            if row.person_id == person.id and row.lab == "link" and row.how == "proved"
        }


def rows(database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(LabEvent))


# Pages


@pytest.mark.parametrize("mission", plan.TITLES)
def test_each_mission_has_a_page_with_its_goal_and_what_is_next(maya, mission):
    page = words(maya.get(f"/labs/link/{mission}"))

    assert plan.TITLES[mission] in page
    assert plan.GOALS[mission] in page
    assert "Next." in page


def test_the_lab_has_a_list_of_its_missions(maya):
    page = words(maya.get("/labs/link"))

    assert all(title in page for title in plan.TITLES.values())


def test_what_is_simulated_says_so_and_what_is_real_says_so(maya):
    assert "Simulated" in words(maya.get("/labs/link/moving-day"))
    assert "Real requests" in words(maya.get("/labs/link/keep-the-tags"))


@pytest.mark.parametrize("path", ["no-such", "log/no-such", "panel/no-such"])
def test_a_mission_that_is_not_there_is_not_found(maya, path):
    assert maya.get(f"/labs/link/{path}").status_code == 404


def test_reading_the_pages_writes_nothing(maya, database):
    for mission in plan.TITLES:
        maya.get(f"/labs/link/{mission}")
        maya.get(f"/labs/link/log/{mission}")

    assert rows(database) == 0


# The chain


def test_the_chain_has_three_hops_with_their_statuses_and_is_kept_nowhere(maya):
    answers = follow(maya, set_hops(maya, FOUND))

    assert [each.status_code for each in answers] == [301, 302, 302, 200]
    assert {each.headers["Cache-Control"] for each in answers} == {"no-store"}
    assert {each.headers["Referrer-Policy"] for each in answers} == {"same-origin"}


def test_the_second_hop_loses_the_tags(maya, database, people):
    answers = follow(maya, set_hops(maya, FOUND))

    assert "No tags reached the server" in words(answers[-1])
    assert "None of the three tags arrived" in words(maya.get("/labs/link/keep-the-tags"))
    assert completed(database, people.maya) == set()


def test_one_mended_rule_brings_them_to_the_page(maya, database, people):
    answers = follow(maya, set_hops(maya, MENDED))

    assert "utm_source=flyer&utm_medium=print&utm_campaign=spring" in words(answers[-1])
    assert completed(database, people.maya) == {plan.KEEP}


def test_the_log_shows_each_hop_and_no_secret_address(maya):
    session = set_hops(maya, FOUND).split("/")[4]
    follow(maya, f"/labs/link/r/{session}/1/1?utm_source=flyer")

    log = maya.get("/labs/link/log/keep-the-tags").get_data(as_text=True)

    assert "GET hop 1?utm_source=flyer" in log
    assert "302, Location: the page" in log
    assert session not in log


@pytest.mark.parametrize("who", ["another", "nobody"])
def test_a_link_of_the_lab_works_for_its_own_session_alone(
    maya, signed_in, people, app, who, database
):
    address = set_hops(maya, MENDED)
    before = rows(database)
    other = signed_in(people.grace) if who == "another" else Browser(app)

    response = other.get(address)

    assert response.status_code == (404 if who == "another" else 303)
    assert rows(database) == before


@pytest.mark.parametrize("path", ["1/4", "1/0", "9/1", "1/x", "1/1/2"])
def test_there_are_no_other_hops(maya, path):
    session = set_hops(maya, MENDED).split("/")[4]

    assert maya.get(f"/labs/link/r/{session}/{path}").status_code == 404


HOSTILE = (
    "//evil.example",
    "https://evil.example",
    "https:///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "%2f%2fevil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "%0d%0aLocation: //evil.example",
    "@evil.example",
    "http:evil.example",
    "///evil.example",
)
FIELDS = ("url", "next", "to", "target", "redirect", "location", "utm_source", "utm_campaign")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_is_sent_gets_into_a_location(maya, hostile):
    """Every field, as query string and as form field, at every door that redirects."""
    address = set_hops(maya, MENDED)
    session = address.split("/")[4]
    asked = [
        maya.client.get(f"/labs/link/r/{session}/1/{hop}", query_string={name: hostile})
        for hop in (1, 2, 3)
        for name in (FIELDS[:1] if hop > 1 else FIELDS[-2:])
    ]
    posted = [
        maya.post("/labs/link/hops", mission=plan.KEEP, rule=[hostile] * 3, status=["301"] * 3),
        maya.post("/labs/link/build", mission=plan.LABEL, tail=hostile),
    ]

    for response in [*asked, *posted]:
        location = response.headers.get("Location", "/labs/link/")
        assert location.startswith("/labs/link/")
        assert "evil" not in location
        assert not {"alert", "data:"} & set(location.split(":"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_mission_of_any_name_leads_nowhere(maya, hostile):
    for action in ("check", "note", "reset"):
        response = maya.post(f"/labs/link/{action}", mission=hostile, text="x")

        assert response.status_code == 404


# A link of one's own


def test_the_page_shows_what_reached_the_server(maya, database, people):
    maya.post(
        "/labs/link/labels",
        mission=plan.LABEL,
        label=["query", "host", "fragment", "scheme", "path"],
    )

    follow(maya, build(maya, RIGHT_TAIL))

    assert completed(database, people.maya) == {plan.LABEL}


def test_what_is_typed_is_shown_as_text(maya):
    tail = "?utm_source='(alert)'&a=%3Cscript%3E"
    address = build(maya, tail)

    page = follow(maya, address)[-1].get_data(as_text=True)
    lab = maya.get("/labs/link/label-the-parts").get_data(as_text=True)

    assert "<script>" not in page.partition("<body")[2]
    assert "&lt;script&gt;" in lab


def test_a_link_without_a_sign_in_front_is_refused_in_words(maya):
    response = maya.post("/labs/link/build", mission=plan.LABEL, tail="utm_source=mail")

    assert response.status_code == 422
    assert "begins with ? or with #" in words(response)


# Moving day, notes, limits


def test_a_plan_in_time_is_completed(maya, database, people):
    maya.post(
        "/labs/link/plan", mission=plan.MOVE, ttl="300", lowered="mon-1000", switch="wed-0855"
    )

    assert completed(database, people.maya) == {plan.MOVE}


def test_a_late_plan_says_how_many_and_why(maya, database, people):
    page = maya.post(
        "/labs/link/plan",
        mission=plan.MOVE,
        ttl="300",
        lowered="wed-0755",
        switch="wed-0855",
        follow=True,
    )

    assert re.search(r"[\d,]+ visitors reached the old server after 09:00", words(page))
    assert completed(database, people.maya) == set()


def test_a_reset_forgets_this_lab_and_keeps_the_others(maya, database):
    maya.post("/labs/visit/visit", mission="whose-files")
    set_hops(maya, MENDED)

    maya.post("/labs/link/reset", mission=plan.KEEP)

    with database.reading() as session:
        assert set(session.scalars(select(LabEvent.lab))) == {"visit"}


def test_haste_on_the_chain_is_slowed_down(maya):
    address = set_hops(maya, MENDED)

    codes = [maya.get(address).status_code for _again in range(11)]

    assert codes[-1] == 429


def test_json_brings_the_panel_and_the_link_to_open(maya):
    answer = maya.client.post(
        "/labs/link/hops",
        data={
            "mission": plan.KEEP,
            "rule": MENDED,
            "status": ["301"] * 3,
            "csrf_token": maya.form_token(),
        },
        headers={"Accept": "application/json"},
    ).get_json()

    assert answer["files"][0].startswith("/labs/link/r/")
    assert 'data-part="verdict"' in answer["panel"]
