"""The database lab over HTTP: with forms alone, and as the element asks."""

import re

import pytest

from literacy.labs.models import LabCompletion, LabNote
from literacy.labs.sql import plan
from literacy.labs.sql.plan import MISSIONS
from tests.browsing import words

JSON = {"Accept": "application/json"}
GAPS = {
    "count-contacts": ["*", "DISTINCT", "contacts"],
    "pick-a-country": ["(country = 'AT' OR country = 'CH')"],
    "newest-first": ["ordered_at", "DESC", "5"],
    "group-by-campaign": ["campaign_id", "DESC"],
    "average-order": ["total_eur", "AVG"],
    "join-orders": ["c.contact_id", "o.contact_id", "o.total_eur"],
    "three-reports": ["'+2 hours'", "status = 'paid'", "order_id"],
    "five-countries": ["'Germany', 'GER', 'Deutschland', '49'"],
}
TYPED = ("lost-rows", "people-not-rows")
REASONS = {"finance": ["definition", "zone"], "analytics": ["missing", "duplicate", "zone"]}


@pytest.fixture
def maya(people, signed_in):
    return signed_in(people.maya)


def reached(database, person) -> set[str]:
    with database.reading() as session:
        rows = session.query(LabCompletion).filter_by(person_id=person.id, lab="sql")
        assert all(row.how == "proved" for row in rows)
        return {row.mission for row in rows}


def as_element(browser, path, **fields):
    data = {**fields, "csrf_token": browser.form_token()}
    return browser.client.post(path, data=data, headers=JSON)


@pytest.mark.parametrize("mission", GAPS.keys() - {plan.REPORTS})
def test_filled_gaps_reach_the_goal(maya, people, database, mission) -> None:
    page = maya.post("/labs/sql/run", mission=mission, gap=GAPS[mission], follow=True)

    assert "Goal reached." in words(page)
    assert reached(database, people.maya) == {mission}


@pytest.mark.parametrize("mission", TYPED)
def test_a_typed_query_reaches_the_goal(maya, people, database, mission) -> None:
    sql = MISSIONS[mission].references[0]

    page = maya.post("/labs/sql/run", mission=mission, sql=sql, follow=True)

    assert "Goal reached." in words(page)
    assert reached(database, people.maya) == {mission}


def test_three_reports_want_the_numbers_and_then_the_reasons(maya, people, database) -> None:
    gaps = GAPS[plan.REPORTS]
    numbers = maya.post("/labs/sql/run", mission=plan.REPORTS, gap=gaps, follow=True)
    between = reached(database, people.maya)
    wrong = maya.post("/labs/sql/check", mission=plan.REPORTS, finance=["zone"])
    right = maya.post("/labs/sql/check", mission=plan.REPORTS, **REASONS, follow=True)

    assert "Now tick what parts them." in words(numbers)
    assert between == set()
    assert (wrong.status_code, "Not yet for finance and analytics" in words(wrong)) == (422, True)
    assert "Goal reached." in words(right)
    assert reached(database, people.maya) == {plan.REPORTS}


def test_reasons_without_the_numbers_reach_nothing(maya, people, database) -> None:
    answer = maya.post("/labs/sql/check", mission=plan.REPORTS, **REASONS)

    assert answer.status_code == 422
    assert reached(database, people.maya) == set()


def test_the_keys_lead_from_an_order_to_its_buyer_and_product(maya, people, database) -> None:
    number = plan.order_of(people.maya.id)
    order = maya.get(f"/labs/sql/look-around?table=orders&number={number}")
    _order, buyer, product = re.findall(r'<td class="n">([\d.]+)</td>', order.text)[:3]
    contact = maya.get(f"/labs/sql/look-around?table=contacts&number={buyer}").text
    goods = maya.get(f"/labs/sql/look-around?table=products&number={product}").text
    name = re.findall(r"<td>([^<]*)</td>", contact)[1]
    thing = re.findall(r"<td>([^<]*)</td>", goods)[0]

    page = maya.post(
        "/labs/sql/check", mission=plan.LOOK, column="contact_id",
        first_name=f" {name.upper()} ", product=thing.lower(), follow=True,
    )  # fmt: skip

    assert "Reached before." in words(page)
    assert reached(database, people.maya) == {plan.LOOK}


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("order_id", "That’s the order’s own key."),
        ("product_id", "That leads to the product."),
        ("status", "That column holds no key."),
        ("", "That column holds no key."),
        ("contact_id", "Look again for the first name and the product."),
    ],
)
def test_wrong_answers_about_the_keys_say_where_to_look(maya, people, database, column, told):
    page = maya.post(
        "/labs/sql/check", mission=plan.LOOK, column=column, first_name="Nobody", product="Air"
    )

    assert page.status_code == 422
    assert told in words(page)
    assert 'value="Nobody"' in page.text
    assert reached(database, people.maya) == set()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("table=orders&number=x", "made of digits"),
        ("table=orders&number=-1", "made of digits"),
        ("table=orders&number=1%20OR%201", "made of digits"),
        ("table=orders&number=1", "has no row with the number 1"),
        ("table=orders", "5 rows"),
        ("table=sqlite_master", "Open a table."),
    ],
)
def test_a_table_is_opened_or_it_is_said_why_not(maya, query, told) -> None:
    assert told in words(maya.get(f"/labs/sql/look-around?{query}"))


def test_a_wrong_query_is_told_what_it_did(maya, people, database) -> None:
    page = maya.post(
        "/labs/sql/run", mission="count-contacts",
        sql="SELECT COUNT(*), COUNT(email) FROM contacts", follow=True,
    )  # fmt: skip

    assert "Which word counts each address once?" in words(page)
    assert "You counted rows, not people." in words(page)
    assert "In the list of contacts:" in words(page)
    assert reached(database, people.maya) == set()


def test_a_broken_query_is_told_its_slip_and_kept(maya) -> None:
    page = maya.post(
        "/labs/sql/run", mission="lost-rows", sql="SELECT emial\nFROM contacts", follow=True
    )

    assert "Did you mean “email”?" in words(page)
    assert "SELECT emial\nFROM contacts</textarea>" in page.text


def test_an_empty_gap_is_named(maya) -> None:
    page = maya.post("/labs/sql/run", mission="count-contacts", gap=["*", " ", "contacts"])

    assert page.status_code == 422
    assert "Fill in gap 2 first." in words(page)


def test_the_last_query_is_kept_for_its_writer_alone(maya, people, signed_in) -> None:
    maya.post("/labs/sql/run", mission="people-not-rows", sql="SELECT 'hers'")

    assert "hers" in maya.get("/labs/sql/people-not-rows").text
    assert "hers" not in signed_in(people.ivan).get("/labs/sql/people-not-rows").text


def test_a_reset_forgets_the_query_and_keeps_what_was_reached(maya, people, database) -> None:
    maya.post("/labs/sql/run", mission="count-contacts", gap=GAPS["count-contacts"])

    maya.post("/labs/sql/reset", mission="count-contacts")

    page = maya.get("/labs/sql/count-contacts")
    assert "Reached before." in words(page)
    assert 'value="DISTINCT"' not in page.text
    assert reached(database, people.maya) == {"count-contacts"}


def test_a_sentence_is_kept_and_answered_with_ours(maya, people, database) -> None:
    maya.post("/labs/sql/run", mission="count-contacts", gap=GAPS["count-contacts"])
    maya.post("/labs/sql/note", mission="count-contacts", text="They signed up twice.")

    page = words(maya.get("/labs/sql/count-contacts"))

    assert "They signed up twice." in page
    assert "We would say: Each sign-up makes a row" in page
    with database.reading() as session:
        assert session.get(LabNote, (people.maya.id, "sql", "count-contacts")) is not None


def test_an_empty_sentence_is_refused(maya) -> None:
    page = maya.post("/labs/sql/note", mission="count-contacts", text="")

    assert (page.status_code, "Write one sentence first." in words(page)) == (422, True)


def test_the_element_gets_the_panel_alone(maya) -> None:
    answer = as_element(maya, "/labs/sql/run", mission="count-contacts", sql="SELECT 9e999")

    assert answer.status_code == 200
    assert set(answer.json) == {"panel"}
    assert 'data-part="result"' in answer.json["panel"]


def test_typed_markup_is_shown_as_text(maya) -> None:
    sql = "SELECT '<script>alert(1)</script>' AS \"<img src=x onerror=alert(1)>\""

    page = maya.post("/labs/sql/run", mission="lost-rows", sql=sql, follow=True).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("path", ["/labs/sql/run", "/labs/sql/check", "/labs/sql/note"])
@pytest.mark.parametrize("mission", ["no-such", "", "second-load"])
def test_another_labs_mission_is_not_there(maya, path, mission) -> None:
    assert maya.post(path, mission=mission).status_code == 404


def test_a_mission_without_a_second_half_has_nothing_to_check(maya) -> None:
    assert maya.post("/labs/sql/check", mission="lost-rows").status_code == 404


def test_follow_the_keys_runs_no_query(maya) -> None:
    page = maya.post("/labs/sql/run", mission=plan.LOOK, sql="SELECT 1")

    assert (page.status_code, "asks for no query" in words(page)) == (422, True)


def test_haste_is_refused_with_a_sentence(maya) -> None:
    answers = [
        as_element(maya, "/labs/sql/run", mission="lost-rows", sql="SELECT 1") for _n in range(11)
    ]

    assert [each.status_code for each in answers] == [200] * 10 + [429]
    assert "Wait a second" in answers[-1].json["error"]["text"]


def test_strangers_are_asked_to_sign_in(client) -> None:
    assert client.get("/labs/sql/lost-rows").status_code in (302, 303)


def test_the_list_names_all_eleven_and_says_which_are_done(maya) -> None:
    maya.post("/labs/sql/run", mission="count-contacts", gap=GAPS["count-contacts"])

    page = words(maya.get("/labs/sql"))

    assert all(mission.title in page for mission in MISSIONS.values())
    assert page.count("Goal reached") == 1
    assert page.count("To do") == 10


def test_the_tables_page_shows_columns_rows_and_where_keys_lead(maya) -> None:
    page = words(maya.get("/labs/sql/tables"))

    assert "leads to contacts" in page
    assert "Rowan lamp" in page


@pytest.mark.parametrize(
    "sql",
    ["", "-- x", "SELECT 'a\0b'", "SELECT 1 AS a, 2 AS a", "SELECT x'00ff'", "SELECT ?1",
     "SELECT 9e999, -9e999, NULL", "SELECT CAST(x'ff' AS TEXT)", "x" * 9000, "PRAGMA x", "(", ";"],
)  # fmt: skip
def test_odd_input_gets_a_page(maya, sql) -> None:
    page = maya.post("/labs/sql/run", mission="lost-rows", sql=sql, follow=True)

    assert page.status_code in (200, 422)
    assert "Something broke" not in page.text
