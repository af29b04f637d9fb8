"""The cache lab over HTTP: its pages, its files, who may see what, and its limits."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from literacy.labs import actions, jobs, queries
from literacy.labs.cache.state import untouched
from literacy.labs.limits import EVENTS_PER_SESSION, REQUESTS_PER_SECOND
from literacy.labs.missions import MISSIONS
from literacy.labs.models import LabCompletion, LabEvent, LabNote
from tests import make
from tests.browsing import Browser, words

FILE = re.compile(r'href="(/labs/cache/(?:f|edge)/[^"]+)"')


@pytest.fixture(autouse=True)
def no_pause(app):
    app.extensions["labs"].delay = timedelta(0)


@pytest.fixture
def maya(signed_in, people) -> Browser:
    return signed_in(people.maya)


def begin(browser: Browser, mission: str = "second-load", rule: str = "no-cache") -> str:
    """Begin a run and give the address of its (first) file."""
    page = browser.post("/labs/cache/load", mission=mission, rule=rule, follow=True)
    return FILE.findall(page.get_data(as_text=True))[0]


def act(browser: Browser, action: str, mission: str, **fields: str):
    return browser.post(f"/labs/cache/{action}", mission=mission, follow=True, **fields)


def rows(database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(LabEvent))


# Pages


@pytest.mark.parametrize("mission", MISSIONS["cache"])
def test_each_mission_has_a_page_with_its_goal_and_what_is_next(maya, mission):
    page = words(maya.get(f"/labs/cache/{mission}"))

    assert MISSIONS["cache"][mission] in page
    assert "To do." in page
    assert "Next." in page


def test_the_list_of_missions_says_which_goals_are_reached(maya, people, database):
    with database.transaction() as saving:
        actions.complete(
            saving, make.viewer(people.maya), "cache", "hello-anna", how="proved", now=make.NOW
        )

    page = words(maya.get("/labs/cache"))

    assert page.count("Goal reached") == 1
    assert page.count("To do") == 4


@pytest.mark.parametrize("path", ["/labs/cache/no-such", "/labs/cache/log/no-such"])
def test_a_mission_that_is_not_there_is_not_found(maya, path):
    assert maya.get(path).status_code == 404


def test_reading_the_pages_writes_nothing(maya, database):
    for mission in MISSIONS["cache"]:
        maya.get(f"/labs/cache/{mission}")
        maya.get(f"/labs/cache/log/{mission}")

    assert rows(database) == 0


def test_the_lab_cookie_is_random_short_and_confined(maya):
    cookie = maya.get("/labs/cache/second-load").headers["Set-Cookie"]

    assert re.match(r"lab=[A-Za-z0-9_-]{22};", cookie)
    assert {"HttpOnly", "Path=/labs", "SameSite=Lax", "Max-Age=7200"} <= set(cookie.split("; "))


def test_a_cookie_that_is_no_token_is_replaced(maya):
    maya.client.set_cookie("lab", "x" * 22 + "'; drop", path="/labs")

    assert "lab=" in maya.get("/labs/cache/second-load").headers["Set-Cookie"]


# Files


@pytest.mark.parametrize(
    ("rule", "header"),
    [
        ("max-age-3600", "max-age=3600"),
        ("no-cache", "no-cache"),
        ("no-store", "no-store"),
        ("no-rule", None),
    ],
)
def test_a_file_carries_its_rule_and_no_other(maya, client, rule, header):
    address = begin(maya, rule=rule)

    response = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert response.headers.get("Cache-Control") == header
    assert response.headers["ETag"] == '"lamp-49"'
    assert response.headers["Last-Modified"] == "Fri, 01 Mar 2024 12:00:00 GMT"
    assert "Content-Encoding" not in response.headers
    assert "Set-Cookie" not in response.headers
    assert "Vary" not in response.headers
    assert len(response.data) == 40 * 1024


def test_a_file_may_be_framed_by_the_site_and_by_nobody_else(maya, client):
    policy = client.get(begin(maya)).headers["Content-Security-Policy"]

    assert "frame-ancestors 'self'" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If-None-Match": '"lamp-49"'}, 304),
        ({"If-None-Match": 'W/"lamp-49"'}, 304),
        ({"If-None-Match": '"lamp-39"'}, 200),
        ({"If-Modified-Since": "Fri, 01 Mar 2024 12:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Fri, 01 Mar 2019 12:00:00 GMT"}, 200),
        ({"If-None-Match": '"old"', "If-Modified-Since": "Fri, 01 Mar 2024 12:00:00 GMT"}, 200),
    ],
)
def test_a_question_with_a_fingerprint_gets_a_true_answer(maya, client, asked, status):
    response = client.get(begin(maya), headers=asked)

    assert response.status_code == status
    assert (len(response.data) == 0) is (status == 304)
    assert response.headers["Cache-Control"] == "no-cache"


def test_the_new_price_has_a_new_fingerprint_under_the_same_address(maya, client):
    address = begin(maya, "deploy-day")
    act(maya, "deploy", "deploy-day")

    response = client.get(address, headers={"If-None-Match": '"lamp-49"'})

    assert response.status_code == 200
    assert response.headers["ETag"] == '"lamp-39"'
    assert "€39" in response.get_data(as_text=True)


def test_two_people_get_the_same_bytes_and_no_name(maya, signed_in, people, client):
    mayas, eves = begin(maya), begin(signed_in(people.eve))

    first, second = client.get(mayas), client.get(eves)

    assert mayas != eves
    assert first.data == second.data
    differing = {"X-Request-Id"}
    assert {k: v for k, v in first.headers if k not in differing} == {
        k: v for k, v in second.headers if k not in differing
    }
    for secret in ("Maya", "maya@", mayas.split("/")[4], maya.token):
        assert secret.encode() not in first.data


def test_a_file_asks_for_no_session_and_starts_none(maya, database):
    address = begin(maya, rule="max-age-3600")

    response = maya.get(address)

    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.replace("/f/", "/edge/"),
        lambda path: path.replace("no-cache", "no-store"),
        lambda path: path.replace("no-cache", "no-cache%0d%0aSet-Cookie:%20a=b"),
        lambda path: path.replace("lamp-1", "lamp-2"),
        lambda path: path.replace("lamp-1.html", "greeting-1.html"),
        lambda path: path.replace("lamp-1.html", "..%2f..%2fme"),
        lambda path: re.sub("[0-9a-f]{32}", "0" * 32, path),
        lambda path: re.sub("[0-9a-f]{32}", "x" * 500, path),
    ],
    ids=["other door", "other rule", "newline", "other file", "greeting", "dots", "guess", "long"],
)
def test_an_address_that_the_lab_did_not_give_is_not_there(maya, client, database, change):
    address = begin(maya)
    before = rows(database)

    response = client.get(change(address))

    assert response.status_code == 404
    assert "Set-Cookie" not in response.headers
    assert rows(database) == before


def test_a_head_request_leaves_no_line(maya, client, database):
    address = begin(maya)
    before = rows(database)

    client.head(address)

    assert rows(database) == before


# The edge


def test_the_edge_says_hit_or_miss_and_how_old_its_copy_is(maya, client, clock):
    address = begin(maya, "purge-the-edge")
    miss = client.get(address)
    clock.at += timedelta(seconds=40)

    hit = client.get(address)

    assert (miss.headers["X-Lab-Edge"], miss.headers.get("Age")) == ("miss", None)
    assert (hit.headers["X-Lab-Edge"], hit.headers["Age"]) == ("hit", "40")
    assert miss.data == hit.data


def test_the_edge_answers_a_question_with_a_fingerprint_itself(maya, client):
    address = begin(maya, "hello-anna", "shared-600")
    client.get(address)

    again = client.get(address, headers={"If-None-Match": '"hello-anna"'})

    assert again.status_code == 304
    assert again.headers["X-Lab-Edge"] == "hit"
    assert again.headers["Cache-Control"] == "public, s-maxage=600, max-age=0"


@pytest.mark.parametrize("rule", ["private-600", "no-store"])
def test_the_edge_never_keeps_what_is_private(maya, client, rule):
    address = begin(maya, "hello-anna", rule)
    client.get(address)

    assert client.get(address).headers["X-Lab-Edge"] == "miss"


def test_a_tagged_link_is_a_file_of_its_own_at_the_edge(maya, client):
    address = begin(maya, "purge-the-edge")
    client.get(address)

    assert client.get(f"{address}?utm_source=mail").headers["X-Lab-Edge"] == "miss"
    assert client.get(f"{address}?utm_source=mail").headers["X-Lab-Edge"] == "hit"


# Without script, start to end


def test_the_second_load_can_be_played_with_links_and_buttons_alone(maya, people, database):
    address = begin(maya, rule="max-age-3600")
    maya.get(address)
    act(maya, "report", "second-load")
    act(maya, "report", "second-load")
    address = begin(maya, rule="no-cache")
    maya.get(address)
    act(maya, "report", "second-load")
    maya.get(address, headers={"If-None-Match": '"lamp-49"'})

    page = words(act(maya, "report", "second-load"))

    assert page.count("Done.") == 2
    assert "by your word" in page
    with database.reading() as session:
        kept = session.get(LabCompletion, (people.maya.id, "cache", "second-load"))
        assert kept.how == "proved"


def test_a_check_judges_the_record_as_it_is(maya):
    maya.get(begin(maya))

    page = words(act(maya, "check", "second-load"))

    assert page.count("To do.") == 2


def test_the_log_shows_what_arrived(maya):
    maya.get(begin(maya))

    page = words(maya.get("/labs/cache/log/second-load"))

    assert "09:00:00 Your browser GET lamp-1.html 200 OK, 40,960 bytes" in page


def test_a_script_gets_the_panel_and_the_files_to_load(maya):
    data = {"mission": "second-load", "rule": "no-store", "csrf_token": maya.form_token()}

    answer = maya.client.post(
        "/labs/cache/load", data=data, headers={"Accept": "application/json"}
    ).json

    assert answer["files"][0].endswith("/no-store/lamp-1.html")
    assert 'data-part="board"' in answer["panel"]


def test_a_refusal_reaches_a_script_as_a_sentence(maya):
    data = {"mission": "second-load", "csrf_token": maya.form_token()}

    response = maya.client.post(
        "/labs/cache/report", data=data, headers={"Accept": "application/json"}
    )

    assert response.status_code == 422
    assert response.json["error"]["text"].startswith("Load the file first")


# Whose record it is


def test_somebody_elses_lab_cookie_opens_an_empty_record(maya, signed_in, people, database):
    maya.get(begin(maya))
    stolen = maya.client.get_cookie("lab", path="/labs").value
    eve = signed_in(people.eve)
    eve.client.set_cookie("lab", stolen, path="/labs")

    page = words(eve.get("/labs/cache/log/second-load"))
    act(eve, "check", "second-load")

    assert "Nothing has arrived yet" in page
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LabCompletion)) == 0


def test_rows_name_nobody_and_no_cookie(maya, people, database):
    address = begin(maya)
    maya.get(address)
    token = maya.client.get_cookie("lab", path="/labs").value

    with database.reading() as session:
        stored = " ".join(
            f"{row.token} {row.facts}" for row in session.scalars(select(LabEvent)).all()
        )

    for secret in (token, address.split("/")[4], "Maya", "maya@"):
        assert secret not in stored


def test_a_forged_report_proves_nothing(maya, people, database):
    begin(maya, rule="max-age-3600")

    first = maya.post("/labs/cache/report", mission="second-load", bytes="0", ms="1")
    second = maya.post("/labs/cache/report", mission="second-load", bytes="0", ms="1")

    assert (first.status_code, second.status_code) == (422, 422)
    assert "never reached us" in words(first)


@pytest.mark.parametrize("field", ["ms", "bytes"])
@pytest.mark.parametrize("value", ["-1", "1e9", "99999999999", "<b>", ""])
def test_measurements_that_can_not_be_are_left_out(maya, field, value):
    maya.get(begin(maya))

    response = act(maya, "report", "second-load", **{field: value})

    assert response.status_code == 200
    assert "<b>" not in words(response)
    assert "99,999,999,999" not in words(response)


# The learner's own sentence


def test_the_learners_sentence_is_kept_for_the_learner(maya, signed_in, people, database):
    with database.transaction() as saving:
        for person in (people.maya, people.eve):
            actions.complete(
                saving, make.viewer(person), "cache", "second-load", how="proved", now=make.NOW
            )

    act(maya, "note", "second-load", text="My copy was <fresh>, so nobody was asked.")

    assert "&lt;fresh&gt;" in maya.get("/labs/cache/second-load").get_data(as_text=True)
    assert "fresh>" not in signed_in(people.eve).get("/labs/cache/second-load").get_data(
        as_text=True
    )


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Write one sentence first"), ("x" * 401, "Keep it to 400")]
)
def test_a_sentence_that_can_not_be_kept_is_refused_with_a_reason(maya, database, text, sentence):
    response = maya.post("/labs/cache/note", mission="second-load", text=text)

    assert response.status_code == 422
    assert sentence in words(response)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LabNote)) == 0


# Limits


def test_the_eleventh_request_in_a_second_waits(maya, client, clock):
    address = begin(maya)
    clock.at += timedelta(seconds=5)
    statuses = [client.get(address).status_code for _ in range(REQUESTS_PER_SECOND)]

    refused = client.get(address)

    assert set(statuses) == {200}
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    assert refused.headers["Cache-Control"] == "no-store"


def test_a_full_record_says_so_and_keeps_what_it_has(maya, client, clock, database):
    address = begin(maya)
    with database.transaction() as saving:
        key = saving.scalar(select(LabEvent.token))
        filled = [
            LabEvent(
                token=key,
                lab="cache",
                mission="second-load",
                seq=seq,
                at=clock(),
                kind="purge",
                facts={"run": 99},
            )
            for seq in range(2, EVENTS_PER_SESSION + 1)
        ]
        saving.add_all(filled)

    refused = client.get(address)

    assert refused.status_code == 429
    assert "Reset the lab" in words(refused)
    assert rows(database) == EVENTS_PER_SESSION


def test_a_reset_empties_the_record_the_copies_and_nothing_else(
    maya, signed_in, people, client, database
):
    address = begin(maya)
    eves = begin(signed_in(people.eve))
    with database.transaction() as saving:
        actions.complete(
            saving, make.viewer(people.maya), "cache", "second-load", how="proved", now=make.NOW
        )

    response = maya.post("/labs/cache/reset", mission="second-load")

    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert "lab=" in response.headers["Set-Cookie"]
    assert client.get(address).status_code == 404
    assert client.get(eves).status_code == 200
    assert "Goal" in words(maya.get("/labs/cache/second-load"))
    with database.reading() as session:
        assert queries.completed(session, make.viewer(people.maya), "cache", "second-load")


def test_a_reset_is_not_a_link(maya):
    assert maya.get("/labs/cache/reset").status_code == 404


def test_what_is_older_than_a_day_goes_with_the_next_move(maya, signed_in, people, clock, database):
    begin(maya)
    clock.at += timedelta(hours=23)
    begin(signed_in(people.eve))
    assert rows(database) == 2
    clock.at += timedelta(hours=2)

    begin(signed_in(people.maya))

    assert rows(database) == 2
    with database.reading() as session:
        oldest = session.scalar(select(func.min(LabEvent.at)))
    assert oldest == clock.at - timedelta(hours=2)


def test_tidying_deletes_old_records_and_keeps_young_ones(maya, clock, database):
    begin(maya)
    with database.transaction() as saving:
        jobs.tidy(saving, now=clock() + timedelta(hours=23))
    assert rows(database) == 1

    with database.transaction() as saving:
        jobs.tidy(saving, now=clock() + timedelta(hours=25))

    assert rows(database) == 0


# Completions


def test_a_goal_is_kept_from_the_first_time_on(people, db):
    viewer = make.viewer(people.maya)
    actions.complete(db, viewer, "cache", "hello-anna", how="proved", now=make.NOW)
    later = make.NOW + timedelta(days=1)

    actions.complete(db, viewer, "cache", "hello-anna", how="proved", now=later)

    assert queries.completions_of(db, [people.maya.id])[people.maya.id] == (
        queries.Completion("cache", "hello-anna", "proved", make.NOW),
    )


def test_completions_of_many_people_take_one_query_and_leave_others_out(people, db):
    for person in (people.maya, people.eve):
        actions.complete(db, make.viewer(person), "cache", "hello-anna", how="proved", now=make.NOW)

    found = queries.completions_of(db, [people.maya.id, people.ivan.id])

    assert set(found) == {people.maya.id}


def test_a_lesson_shows_a_mission_as_new_with_what_was_reached():
    shown = untouched("hello-anna", completed=True, note="Her page was kept for all.")

    assert shown.completed
    assert not shown.verdict.done
    assert (shown.files, shown.runs, shown.known) == ((), (), False)
