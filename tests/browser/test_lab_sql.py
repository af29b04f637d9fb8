"""The database lab in Chromium: every mission reached, missed, by keys alone, and without script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.labs.models import LabCompletion
from literacy.labs.sql import plan
from literacy.labs.sql.judge import answer
from literacy.labs.sql.maker import LEARNERS, databases
from literacy.labs.sql.plan import MISSIONS
from literacy.lib.db import Database
from tests.browser.conftest import NARROW
from tests.make import People

pytestmark = pytest.mark.browser

GAPS = {
    "count-contacts": ["*", "DISTINCT", "contacts"],
    "pick-a-country": ["(country = 'AT' OR country = 'CH')"],
    "newest-first": ["ordered_at", "DESC", "5"],
    "group-by-campaign": ["campaign_id", "DESC"],
    "average-order": ["total_eur", "AVG"],
    "join-orders": ["c.contact_id", "o.contact_id", "o.total_eur"],
    "five-countries": ["'Germany', 'GER', 'Deutschland', '49'"],
}
# One gap filled as many do at first, and what the lab says to it.
MISSED = {
    "count-contacts": (2, "ALL", "Which word counts each address once?"),
    "pick-a-country": (1, "country = 'AT' OR country = 'CH'", "binds before"),
    "newest-first": (2, "ASC", "These are the five oldest."),
    "group-by-campaign": (2, "ASC", "Which word puts them in order?"),
    "average-order": (2, "SUM", "are others than the goal asks for"),
    "join-orders": (2, "o.order_id", "with an order’s number"),
    "five-countries": (1, "'Germany', 'GER', 'Deutschland'", "the telephone code"),
}
TYPED = {
    "lost-rows": ("SELECT COUNT(*), SUM(total_eur) FROM orders WHERE contact_id IS NULL",
                  "These are the guests."),
    "people-not-rows": (("SELECT COUNT(*) FROM orders JOIN contacts USING (contact_id) WHERE "
                        "status = 'paid' AND email NOT LIKE '%@test.harbourfinch.example'"),
                        "You counted orders."),
}  # fmt: skip
REASONS = {
    "finance": ["Definition", "Time zone"],
    "analytics": ["Time zone", "Duplicate", "Missing"],
}


def fill(page: Any, mission: str, values: list[str]) -> None:
    for number, value in enumerate(values, start=1):
        page.locator(f"#gap-{mission}-{number}").fill(value)


def says(page: Any, text: str) -> None:
    page.locator(".verdict", has_text=text).wait_for()


def reached(database: Database, people: People) -> set[str]:
    with database.reading() as session:
        rows = session.query(LabCompletion).filter_by(person_id=people.maya.id, lab="sql")
        return {row.mission for row in rows}


def keys_of(people: People) -> tuple[int, str, str]:
    """The order to follow, and the two things its keys lead to."""
    number = plan.order_of(people.maya.id)
    found = answer(databases()[LEARNERS], plan.LOOK_ANSWER.format(number))
    return (number, *map(str, found.rows[0]))


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("mission", GAPS)
def test_gaps_reach_the_goal(
    page_as: Callable[..., Any], people: People, database: Database, mission: str, javascript: bool
) -> None:
    page = page_as(people.maya, javascript=javascript)
    page.goto(f"/labs/sql/{mission}")

    fill(page, mission, GAPS[mission])
    page.locator(f"#run-{mission}").click()

    says(page, "Goal reached.")
    expect(page.locator(".sql-rows tbody tr").first).to_be_visible()
    assert reached(database, people) == {mission}


@pytest.mark.parametrize("mission", MISSED)
def test_a_wrong_gap_misses_it(
    page_as: Callable[..., Any], people: People, database: Database, mission: str
) -> None:
    page = page_as(people.maya)
    page.goto(f"/labs/sql/{mission}")
    number, wrong, told = MISSED[mission]

    fill(page, mission, GAPS[mission])
    page.locator(f"#gap-{mission}-{number}").fill(wrong)
    page.locator(f"#run-{mission}").click()

    says(page, told)
    assert reached(database, people) == set()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("mission", TYPED)
def test_a_typed_query_misses_and_then_reaches_the_goal(
    page_as: Callable[..., Any], people: People, database: Database, mission: str, javascript: bool
) -> None:
    page = page_as(people.maya, javascript=javascript)
    page.goto(f"/labs/sql/{mission}")
    wrong, told = TYPED[mission]

    page.get_by_label("Your query").fill(wrong)
    page.get_by_role("button", name="Run").click()
    says(page, told)
    between = reached(database, people)
    page.get_by_label("Your query").fill(MISSIONS[mission].references[0])
    page.get_by_role("button", name="Run").click()
    says(page, "Goal reached.")

    assert (between, reached(database, people)) == (set(), {mission})


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_keys_are_followed_to_a_name(
    page_as: Callable[..., Any], people: People, database: Database, javascript: bool
) -> None:
    page = page_as(people.maya, javascript=javascript)
    page.goto("/labs/sql/look-around")
    number, first_name, product = keys_of(people)

    page.get_by_label("Show the row with the number").fill(str(number))
    page.get_by_role("button", name="Show").click()
    says(page, f"number {number}")
    page.get_by_label("Column that leads").select_option("product_id")
    page.get_by_label("First name").fill(first_name)
    page.get_by_label("Name of the product").fill(product)
    page.get_by_role("button", name="Check my answers").click()
    says(page, "That leads to the product.")
    between = reached(database, people)
    page.get_by_label("Column that leads").select_option("contact_id")
    page.get_by_role("button", name="Check my answers").click()
    says(page, "Goal reached." if javascript else "Reached before.")

    assert (between, reached(database, people)) == (set(), {"look-around"})


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_three_reports_and_what_parts_them(
    page_as: Callable[..., Any], people: People, database: Database, javascript: bool
) -> None:
    page = page_as(people.maya, javascript=javascript)
    page.goto("/labs/sql/three-reports")

    fill(page, "three-reports", ["'+2 hours'", "status = 'paid'", "DISTINCT order_id"])
    page.locator("#run-three-reports").click()
    says(page, "It counts a reloaded page twice")
    fill(page, "three-reports", ["'+2 hours'", "status = 'paid'", "order_id"])
    page.locator("#run-three-reports").click()
    says(page, "Now tick what parts them.")
    page.get_by_role("button", name="Check the reasons").click()
    says(page, "Not yet for finance and analytics")
    between = reached(database, people)
    for group, reasons in REASONS.items():
        for reason in reasons:
            page.locator(f"input[name={group}] + span", has_text=reason).click()
    page.get_by_role("button", name="Check the reasons").click()
    says(page, "Goal reached.")

    assert (between, reached(database, people)) == (set(), {"three-reports"})


def test_a_query_is_written_run_and_mended_by_keys_alone(
    page_as: Callable[..., Any], people: People, database: Database
) -> None:
    page = page_as(people.maya)
    page.goto("/labs/sql/lost-rows")
    page.get_by_label("Your query").focus()

    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT COUNT(*), SUM(totl_eur)\nFROM orders")
    page.keyboard.press("Control+Enter")
    says(page, "Did you mean “total_eur”?")
    focused = page.evaluate("document.activeElement.name")
    page.keyboard.press("Control+a")
    page.keyboard.type(MISSIONS["lost-rows"].references[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, "Goal reached.")

    assert focused == "sql"
    assert page.evaluate("document.activeElement.textContent") == "Run"
    assert reached(database, people) == {"lost-rows"}


def test_gaps_are_filled_and_run_by_keys_alone(
    page_as: Callable[..., Any], people: People, database: Database
) -> None:
    page = page_as(people.maya)
    page.goto("/labs/sql/count-contacts")
    page.locator("#gap-count-contacts-1").focus()

    for value in ("*", "DISTINCT"):
        page.keyboard.type(value)
        page.keyboard.press("Tab")
    page.keyboard.type("contacts")
    page.keyboard.press("Enter")
    says(page, "Goal reached.")

    assert reached(database, people) == {"count-contacts"}


def test_all_of_a_lessons_labs_work_on_one_page(
    page_as: Callable[..., Any], people: People, database: Database
) -> None:
    page = page_as(people.maya)
    page.goto("/lessons/asking-with-sql")

    for mission in ("count-contacts", "newest-first"):
        fill(page, mission, GAPS[mission])
        page.locator(f"#run-{mission}").click()
        page.locator(f"lab-sql[mission={mission}] .verdict", has_text="Goal reached.").wait_for()

    assert page.url.endswith("/lessons/asking-with-sql")
    assert reached(database, people) == {"count-contacts", "newest-first"}


def test_a_lesson_shows_the_kept_query_when_the_reader_comes_back(
    page_as: Callable[..., Any], people: People
) -> None:
    page = page_as(people.maya)
    page.goto("/lessons/asking-with-sql")
    fill(page, "count-contacts", ["*", "ALL", "contacts"])
    page.locator("#run-count-contacts").click()
    page.locator("lab-sql[mission=count-contacts] .verdict", has_text="Not yet.").wait_for()

    page.reload()

    page.locator("#gap-count-contacts-2[value=ALL]").wait_for()


def test_a_reset_empties_the_field(page_as: Callable[..., Any], people: People) -> None:
    page = page_as(people.maya)
    page.goto("/labs/sql/people-not-rows")
    page.get_by_label("Your query").fill("SELECT 1 FROM orders")
    page.keyboard.press("Control+Enter")
    says(page, "Your result has 2,636 rows")

    page.get_by_role("button", name="Reset this lab").click()
    says(page, "Write the query and run it.")

    expect(page.get_by_label("Your query")).to_have_value("")
    expect(page.locator(".sql-rows")).to_have_count(0)


def test_line_numbers_follow_the_text(page_as: Callable[..., Any], people: People) -> None:
    page = page_as(people.maya)
    page.goto("/labs/sql/people-not-rows")

    page.get_by_label("Your query").fill("SELECT 1\n" * 7)

    assert page.locator("[data-lines]").text_content().split() == list("12345678")


def test_the_result_is_announced_once(page_as: Callable[..., Any], people: People) -> None:
    page = page_as(people.maya)
    page.goto("/labs/sql/lost-rows")
    page.get_by_label("Your query").fill("SELECT city FROM contacts")
    page.keyboard.press("Control+Enter")
    says(page, "asks for 2 columns; here are 1")

    live = page.locator("lab-sql [aria-live], lab-sql [role=status], lab-sql [role=alert]")

    assert live.count() == 1
    expect(live).to_contain_text("3,300 rows")


def test_it_is_accessible_and_fits(
    page_as: Callable[..., Any],
    people: People,
    axe: Callable[..., None],
    fits: Callable[..., None],
) -> None:
    page = page_as(people.maya)
    page.goto("/labs/sql/three-reports")
    fill(page, "three-reports", ["'+2 hours'", "status = 'paid'", "order_id"])
    page.locator("#run-three-reports").click()
    says(page, "Now tick what parts them.")
    page.get_by_text("Write the whole query yourself").click()

    fits(page)
    axe(page, "lab-sql")


@pytest.mark.parametrize("path", ["/labs/sql", "/labs/sql/tables", "/labs/sql/look-around"])
def test_its_other_pages_are_accessible_and_fit(
    page_as: Callable[..., Any],
    people: People,
    axe: Callable[..., None],
    fits: Callable[..., None],
    path: str,
) -> None:
    page = page_as(people.maya, width=NARROW)

    page.goto(path)

    fits(page)
    axe(page)
