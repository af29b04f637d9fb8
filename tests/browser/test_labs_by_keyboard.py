"""Every goal of every lab that no other test reaches by keys is reached here by keys alone."""

import re

import pytest

from literacy.labs.models import LabCompletion
from literacy.labs.sql import plan
from literacy.labs.sql.judge import answer
from literacy.labs.sql.maker import LEARNERS, databases
from literacy.labs.sql.plan import MISSIONS
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser


class Hands:
    """A learner at a lab with a keyboard and no pointer."""

    def __init__(self, page, lab: str) -> None:
        self.page, self.lab = page, lab
        self.keys = Keyboard(page)

    def act(self, name: str) -> None:
        self.keys.use(self.page.get_by_role("button", name=name, exact=True))
        self.page.locator(f"lab-{self.lab}:not([aria-busy])").wait_for(timeout=15_000)

    def radio(self, name: str) -> None:
        self.keys.pick(self.page.get_by_role("radio", name=name))

    def tick(self, name: str) -> None:
        self.keys.pick(self.page.get_by_role("checkbox", name=name))

    def rows(self, side: str) -> dict[str, list[str]]:
        """The rows of one side of the visit inspector by file."""
        found = self.page.get_by_role("region", name=side).locator("tbody tr").all()
        cells = [row.locator("th, td").all_inner_texts() for row in found]
        return {row[0].removeprefix("GET ").split()[0]: row for row in cells}

    def board(self) -> list[str]:
        return self.page.locator(".lab-row").all_inner_texts()


@pytest.fixture
def at(page_as, people):
    """`at("cache", "deploy-day")` is Maya at that mission, without a mouse."""

    def go(lab: str, mission: str) -> Hands:
        page = page_as(people.maya)
        page.goto(f"/labs/{lab}/{mission}")
        return Hands(page, lab)

    return go


@pytest.fixture
def reached(live, people):
    """Whether Maya has proved this mission."""

    def look(lab: str, mission: str) -> bool:
        with live.database.reading() as session:
            kept = session.get(LabCompletion, (people.maya.id, lab, mission))
            return kept is not None and kept.how == "proved"

    return look


# The cache


def test_where_is_it(at, reached):
    maya = at("cache", "where-is-it")

    for _round in range(4):
        maya.act("Load the piece")
        maya.act(who_answered(maya.page))

    assert reached("cache", "where-is-it")


def who_answered(page) -> str:
    edge, origin = page.locator(".lab-run").last.locator(".lab-row").last.locator(".srv").all()
    if "hit" in edge.inner_text():
        return "The edge"
    return "The origin server" if "200 OK" in origin.inner_text() else "Your browser"


def test_deploy_day(at, reached):
    maya = at("cache", "deploy-day")

    for name in (
        "Visit as the visitor",
        "IT publishes €39",
        "Link to a new name",
        "Follow the visitor’s link",
    ):
        maya.act(name)

    assert "€39" in maya.board()[-1]
    assert reached("cache", "deploy-day")


def test_purge_the_edge(at, reached):
    maya = at("cache", "purge-the-edge")

    for name in (
        "Load the page",
        "IT publishes €39",
        "Purge the edge",
        "Send a new visitor",
        "Load the page",
    ):
        maya.act(name)

    assert reached("cache", "purge-the-edge")


def test_hello_anna(at, reached):
    maya = at("cache", "hello-anna")

    maya.radio("private, max-age=600")
    maya.act("Open as Anna")
    maya.act("Open as Ben")

    assert reached("cache", "hello-anna")


# The visit


def test_whose_files(at, reached):
    maya = at("visit", "whose-files")
    maya.act("Visit the sale page")
    received = maya.rows("What the server received")

    for name, row in received.items():
        if row[0].split()[-1].startswith("ads.localhost"):
            maya.tick(name)
    maya.act("These came from another company")

    assert reached("visit", "whose-files")


def test_whose_server(at, reached):
    maya = at("visit", "whose-server")

    for number in range(3):
        maya.act("Visit the page again" if number else "Visit the sale page")
        theirs = "ads." in faulty_site(maya.rows("What the server received"))
        maya.act("The other company’s server" if theirs else "Your own server")

    assert reached("visit", "whose-server")


def faulty_site(received: dict[str, list[str]]) -> str:
    late = [row for row in received.values() if milliseconds(row[1].partition("in ")[2]) >= 900]
    failed = [row for row in received.values() if not row[2].startswith("200")]
    return (late + failed)[0][0]


def milliseconds(text: str) -> int:
    found = re.search(r"([\d,]+) ms", text)
    return int(found[1].replace(",", "")) if found else 0


def test_forty_percent_sooner(at, reached):
    maya = at("visit", "forty-percent-sooner")

    maya.act("Visit the sale page")
    maya.radio("Stop waiting for the chat")
    maya.act("Visit the page again")

    assert reached("visit", "forty-percent-sooner")


# The link


def test_label_the_parts(at, reached):
    maya = at("link", "label-the-parts")
    parts = {
        "https": "Scheme",
        "shop.harbourfinch.example": "Host",
        "/www/table-lamps": "Path",
        "utm_source=post&from=lamps.example": "Query string",
        "prices": "Fragment",
    }

    for piece, part in parts.items():
        maya.keys.select(maya.page.get_by_label(piece, exact=True), part)
    maya.act("Check the labels")
    tail = "?utm_source=mail&utm_medium=email&utm_campaign=spring-sale#reviews"
    maya.keys.fill(maya.page.get_by_label("Build your own link"), tail)
    maya.act("Send my link")

    assert reached("link", "label-the-parts")


# The database


GAPS = {
    "pick-a-country": ["(country = 'AT' OR country = 'CH')"],
    "newest-first": ["ordered_at", "DESC", "5"],
    "group-by-campaign": ["campaign_id", "DESC"],
    "average-order": ["total_eur", "AVG"],
    "join-orders": ["c.contact_id", "o.contact_id", "o.total_eur"],
    "five-countries": ["'Germany', 'GER', 'Deutschland', '49'"],
}


@pytest.mark.parametrize("mission", GAPS)
def test_gaps(at, reached, mission):
    maya = at("sql", mission)

    fill_gaps(maya, mission, GAPS[mission])

    maya.page.locator(".verdict", has_text="Goal reached.").wait_for()
    assert reached("sql", mission)


def fill_gaps(maya: Hands, mission: str, values: list[str]) -> None:
    for number, value in enumerate(values, start=1):
        maya.keys.fill(maya.page.locator(f"#gap-{mission}-{number}"), value)
    maya.keys.use(maya.page.locator(f"#run-{mission}"))


def test_people_not_rows(at, reached):
    maya = at("sql", "people-not-rows")

    maya.keys.fill(maya.page.get_by_label("Your query"), MISSIONS["people-not-rows"].references[0])
    maya.keys.press("Control+Enter")

    maya.page.locator(".verdict", has_text="Goal reached.").wait_for()
    assert reached("sql", "people-not-rows")


def test_look_around(at, reached, people):
    maya = at("sql", "look-around")
    page, number = maya.page, plan.order_of(people.maya.id)
    found = answer(databases()[LEARNERS], plan.LOOK_ANSWER.format(number))
    first_name, product = map(str, found.rows[0])

    maya.keys.fill(page.get_by_label("Show the row with the number"), str(number))
    maya.act("Show")
    maya.keys.select(page.get_by_label("Column that leads"), "contact_id")
    maya.keys.fill(page.get_by_label("First name"), first_name)
    maya.keys.fill(page.get_by_label("Name of the product"), product)
    maya.act("Check my answers")

    page.locator(".verdict", has_text="Goal reached.").wait_for()
    assert reached("sql", "look-around")


def test_three_reports(at, reached):
    maya = at("sql", "three-reports")
    reasons = {
        "finance": ["Definition", "Time zone"],
        "analytics": ["Time zone", "Duplicate", "Missing"],
    }

    fill_gaps(maya, "three-reports", ["'+2 hours'", "status = 'paid'", "order_id"])
    maya.page.locator(".verdict", has_text="Now tick what parts them.").wait_for()
    for group, names in reasons.items():
        for name in names:
            label = maya.page.locator("label", has_text=name)
            maya.keys.pick(label.locator(f"input[name={group}]"))
    maya.act("Check the reasons")

    maya.page.locator(".verdict", has_text="Goal reached.").wait_for()
    assert reached("sql", "three-reports")


# The cookie jar


DEEDS = {
    "basket": ("Put three lamps in the basket", "vide|empty"),
    "login": ("Sign in as Camille", "Non connectée|Not signed in"),
    "language": ("Choose this language", "Basket"),
}


def test_the_badge(at, reached):
    maya = at("cookie", "the-badge")
    for deed, _sign in DEEDS.values():
        maya.act(deed)
    maya.act("Load the page")

    for role, name in what_each_holds(maya).items():
        maya.keys.select(maya.page.locator(f"select[name={role}]"), name)
    maya.act("Check my answer")

    assert reached("cookie", "the-badge")


def what_each_holds(maya: Hands) -> dict[str, str]:
    """Delete one cookie at a time, load the page, and bring back what is gone."""
    found = {}
    for name in ("lab_a", "lab_b", "lab_c", "lab_d"):
        maya.act(f"Delete {name}")
        maya.act("Load the page")
        newest = maya.page.locator(".lab-row .read:first-child").last.inner_text()
        gone = [role for role, (_deed, sign) in DEEDS.items() if re.search(sign, newest)]
        if gone:
            found[gone[0]] = name
            maya.act(DEEDS[gone[0]][0])
            maya.act("Load the page")
    return found
