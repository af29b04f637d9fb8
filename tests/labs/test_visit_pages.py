"""The visit inspector over HTTP: its pages, its nine files, who may see what, and its limits."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from literacy.app import create_app
from literacy.labs.models import LabCompletion, LabEvent, LabNote
from literacy.labs.visit import plan
from tests.browsing import Browser, words

PAGE = re.compile(r'href="(/labs/visit/page/[^"]+)"')
FILE = re.compile(r'(?:src|href)="([^"]*/labs/visit/[^"]+)"')
SHOP, PARTNER = "127.0.0.1:8000", "ads.localhost:8000"


@pytest.fixture(autouse=True)
def instead_of_sleeping(app, clock):
    def forward(seconds: float) -> None:
        clock.at += timedelta(seconds=seconds)

    app.extensions["visit_lab"].sleep = forward


@pytest.fixture
def maya(signed_in, people) -> Browser:
    return signed_in(people.maya)


def begin(browser: Browser, mission: str, **fields: str) -> str:
    """Begin a visit and give the address of its page."""
    page = browser.post("/labs/visit/visit", mission=mission, follow=True, **fields)
    return PAGE.findall(page.get_data(as_text=True))[0]


PLAINLY = re.compile(r"<noscript>(.*?)</noscript>")
SCRIPT = re.compile(r"<script .*?</script>")


def addresses(browser: Browser, page: str, *, scripts: bool = True) -> list[str]:
    """Every file a browser asks for to show the page, with the font that its sheet asks for."""
    html = browser.get(page, headers={"Host": SHOP}).get_data(as_text=True)
    found = FILE.findall((PLAINLY if scripts else SCRIPT).sub("", html))
    sheet = browser.get(found.pop(0))
    font = re.search(r'url\("([^"]+woff)"\)', sheet.get_data(as_text=True))
    return found + ([font[1]] if font else [])


def fetch(browser: Browser, address: str):
    """As a browser would: at the partner without the site's cookies."""
    if not address.startswith("http"):
        return browser.get(address, headers={"Host": SHOP})
    path = address.removeprefix(f"http://{PARTNER}")
    return browser.app.test_client().get(path, headers={"Host": PARTNER})


def visit(browser: Browser, mission: str, **fields: str) -> None:
    page = begin(browser, mission, **fields)
    for address in addresses(browser, page):
        fetch(browser, address)


def board(browser: Browser, mission: str) -> str:
    return words(browser.post("/labs/visit/check", mission=mission, follow=True))


def rows(database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(LabEvent))


def completed(database, person) -> set[str]:
    with database.reading() as session:
        return {
            row.mission
            for row in session.scalars(select(LabCompletion))
            if row.person_id == person.id and row.lab == "visit" and row.how == "proved"
        }


# Pages


@pytest.mark.parametrize("mission", plan.TITLES)
def test_each_mission_has_a_page_with_its_goal_and_what_is_next(maya, mission):
    page = words(maya.get(f"/labs/visit/{mission}"))

    assert plan.TITLES[mission] in page
    assert plan.GOALS[mission] in page
    assert "Next. Visit the sale page" in page


def test_the_lab_has_a_list_of_its_missions(maya):
    page = words(maya.get("/labs/visit"))

    assert all(title in page for title in plan.TITLES.values())


@pytest.mark.parametrize("path", ["no-such", "log/no-such", "panel/no-such"])
def test_a_mission_that_is_not_there_is_not_found(maya, path):
    assert maya.get(f"/labs/visit/{path}").status_code == 404


def test_reading_the_pages_writes_nothing(maya, database):
    for mission in plan.TITLES:
        maya.get(f"/labs/visit/{mission}")
        maya.get(f"/labs/visit/log/{mission}")

    assert rows(database) == 0


def test_the_lab_cookie_is_handed_out_once(maya):
    assert "lab=" in maya.get("/labs/visit/whose-files").headers["Set-Cookie"]
    assert "Set-Cookie" not in maya.get("/labs/visit/whose-files").headers


# Nine files


def test_the_page_names_eight_more_files_on_two_sites(maya):
    found = addresses(maya, begin(maya, plan.HELD))

    at_partner = [each for each in found if each.startswith(f"http://{PARTNER}/")]
    assert len(found) + 2 == 9, "and the page and its sheet"
    assert {each.rpartition("/")[2] for each in at_partner} == {plan.CHAT, plan.TAG}


def test_every_file_comes_with_its_type_and_is_kept_nowhere(maya):
    page = begin(maya, plan.WHOSE)
    for address in [page, *addresses(maya, page)]:
        response = fetch(maya, address)

        name = plan.PAGE if "/page/" in address else address.rpartition("/")[2]
        assert response.status_code == 200
        assert response.mimetype == plan.FILES[name].type
        assert response.headers["Cache-Control"] == "no-store"


def test_the_partners_files_may_be_used_and_timed_by_the_shop(maya):
    found = addresses(maya, begin(maya, plan.HELD))
    response = fetch(maya, next(each for each in found if each.endswith(plan.CHAT)))

    assert response.headers["Timing-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in response.headers


def test_the_page_loads_from_the_two_sites_and_from_no_third(maya):
    policy = maya.get(begin(maya, plan.HELD)).headers["Content-Security-Policy"]

    assert f"script-src 'self' http://{PARTNER};" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy


def test_a_file_of_the_partner_is_not_at_the_shop(maya):
    page = begin(maya, plan.HELD)
    own = page.replace("/page/", "/asset/") + f"/{plan.CHAT}"

    assert maya.get(own).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/labs/visit/page/" + "0" * 32 + "/1",
        "/labs/visit/page/not-a-session/1",
        "/labs/visit/asset/" + "0" * 32 + "/1/shop.css",
    ],
)
def test_an_address_that_nobody_opened_is_not_there(maya, address):
    assert maya.get(address).status_code == 404


def test_asking_for_the_headers_alone_is_no_visit(maya, database):
    page = begin(maya, plan.HELD)
    before = rows(database)

    maya.client.head(page)

    assert rows(database) == before


def test_asking_for_the_headers_of_a_late_file_keeps_nobody_waiting(app, maya):
    waited = []
    app.extensions["visit_lab"].sleep = waited.append
    html = maya.get(begin(maya, plan.HELD)).get_data(as_text=True)

    for address in FILE.findall(html):
        path = address.removeprefix(f"http://{PARTNER}")
        host = PARTNER if path != address else SHOP
        maya.client.head(path, headers={"Host": host})

    assert waited == []


def test_a_third_late_file_at_once_comes_in_time_and_the_visit_does_not_count(app, maya):
    stage = app.extensions["visit_lab"]
    stage.late.acquire()
    stage.late.acquire()

    visit(maya, plan.HELD)

    assert "Visit the page again" in board(maya, plan.HELD)
    stage.late.release()
    stage.late.release()


def test_files_say_the_same_to_everybody(maya, signed_in, people, client):
    page = begin(maya, plan.HELD)

    as_maya, as_nobody = maya.get(page).data, client.get(page).data

    assert as_maya == as_nobody
    assert b"Maya" not in as_maya


def test_a_browser_without_scripts_asks_for_nine_files_too(maya):
    page = begin(maya, plan.HELD)
    for address in addresses(maya, page, scripts=False):
        assert fetch(maya, address).mimetype != "text/javascript"

    shown = board(maya, plan.HELD)

    assert "Which file did the page wait for?" in shown
    assert "GET chat.css" in shown
    assert "chat.js" not in shown


# What is recorded and shown


def test_the_log_shows_what_arrived_and_no_secret(maya):
    maya.client.set_cookie("strange", "value-of-a-stranger")
    visit(maya, plan.HELD)
    log = maya.get(f"/labs/visit/log/{plan.HELD}").get_data(as_text=True)
    shown = maya.get(f"/labs/visit/{plan.HELD}").get_data(as_text=True)

    assert "sign-in, lab, 1 more" in shown
    assert "127.0.x.x" in log
    assert "127.0.0.1," not in log
    for secret in (maya.token, "value-of-a-stranger", "strange"):
        assert secret not in log + shown.replace("strangers", "")


def test_the_log_is_its_own_sessions_alone(maya, signed_in, people):
    visit(maya, plan.HELD)

    other = signed_in(people.grace)

    assert "Nothing has arrived yet" in words(other.get(f"/labs/visit/log/{plan.HELD}"))


def test_a_reset_forgets_the_visits_of_this_lab(maya, database):
    visit(maya, plan.HELD)

    maya.post("/labs/visit/reset", mission=plan.HELD)

    assert rows(database) == 0


def test_a_note_is_kept_for_its_writer(maya, database, people):
    maya.post("/labs/visit/note", mission=plan.HELD, text="The page waited for the style sheet.")

    with database.reading() as session:
        assert session.get(LabNote, (people.maya.id, "visit", plan.HELD)).text.startswith(
            "The page"
        )


def test_an_empty_note_is_refused_in_words(maya):
    response = maya.post("/labs/visit/note", mission=plan.HELD, text=" ")

    assert response.status_code == 422
    assert "Write one sentence first." in words(response)


# Missions, without script


def test_the_late_file_is_found_in_the_server_log(maya, database, people):
    visit(maya, plan.HELD)
    page = board(maya, plan.HELD)
    late = re.search(r"GET (\S+) \S+ at [\d,]+ ms in 900 ms", page)[1]

    maya.post("/labs/visit/answer", mission=plan.HELD, answer=late)

    assert completed(database, people.maya) == {plan.HELD}


def test_the_other_companys_files_are_found_by_their_site(maya, database, people):
    visit(maya, plan.WHOSE)
    theirs = re.findall(r"GET (\S+) ads\.localhost", board(maya, plan.WHOSE))

    maya.post("/labs/visit/answer", mission=plan.WHOSE, answer=theirs)

    assert completed(database, people.maya) == {plan.WHOSE}


def test_whose_server_is_found_three_times(maya, database, people):
    for _round in range(3):
        visit(maya, plan.SERVER)
        found = re.findall(
            r"GET \S+ (\S+) at [\d,]+ ms in ([\d,]+) ms (\d+)", board(maya, plan.SERVER)
        )
        site = next(site for site, took, status in found if took == "900" or status != "200")
        answer = plan.OTHER if site == PARTNER else plan.OWN
        maya.post("/labs/visit/answer", mission=plan.SERVER, answer=answer)

    assert completed(database, people.maya) == {plan.SERVER}


def test_a_visit_that_no_longer_waits_ends_sooner(maya, database, people):
    visit(maya, plan.SOONER)
    visit(maya, plan.SOONER, change="later")

    page = board(maya, plan.SOONER)

    assert "That is enough" in page
    assert completed(database, people.maya) == {plan.SOONER}


def test_a_visit_without_a_picture_does_not(maya, database, people):
    visit(maya, plan.SOONER)
    visit(maya, plan.SOONER, change="no-picture")

    assert "What did the rest wait for?" in board(maya, plan.SOONER)
    assert completed(database, people.maya) == set()


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("visit", {"mission": plan.SOONER, "change": "everything"}),
        ("answer", {"mission": plan.HELD, "answer": plan.STYLE}),
        ("measured", {"mission": plan.HELD, "report": "{}"}),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(maya, action, fields):
    response = maya.post(f"/labs/visit/{action}", **fields)

    assert response.status_code == 422
    assert "Traceback" not in words(response)


def test_haste_is_slowed_down(maya):
    codes = [maya.post("/labs/visit/visit", mission=plan.HELD).status_code for _again in range(11)]

    assert codes[-1] == 429
    assert set(codes[:-1]) == {303}


# One name only


def test_the_second_path_stands_for_the_other_company(maya):
    page = begin(maya, plan.WHOSE, second_path="yes")

    found = addresses(maya, page)

    assert any("/labs/visit/partner/" in each for each in found)
    assert not any(each.startswith("http") for each in found)
    for address in found:
        assert fetch(maya, address).status_code == 200
    assert "second path" in board(maya, plan.WHOSE)


def test_a_site_without_a_partner_begins_with_the_second_path(
    settings, database, shelf, clock, people, signed_in
):
    alone = create_app(
        replace(settings, lab_partner_origin=""), database=database, shelf=shelf, clock=clock
    )
    alone.testing = True
    browser = Browser(alone, signed_in(people.maya).token)

    found = addresses(browser, begin(browser, plan.WHOSE))

    assert any(each.startswith("/labs/visit/partner/") for each in found)
