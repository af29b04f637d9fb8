"""Every route, every role, one's own and others': made from the site's own map of addresses."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Blueprint, Flask
from itsdangerous import TimestampSigner
from sqlalchemy import func, select, text
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from literacy import app as site
from literacy.accounts.models import Membership, Person, SignInSession
from literacy.accounts.permissions import RIGHTS, Role
from literacy.certificates.models import Certificate
from literacy.content.shelf import Shelf
from literacy.glossary.models import TermRequest
from literacy.help.models import HelpCall
from literacy.lessons.models import Note
from literacy.lib.db import Database
from literacy.migrations.tables import METADATA
from literacy.progress.models import Assignment
from literacy.quizzes.models import Attempt
from literacy.review.models import ReviewAnswer
from literacy.settings import Settings
from literacy.web.access import RouteWithoutPermission
from literacy.web.security import HEADERS
from tests import make
from tests.browsing import Browser, words

SignIn = Callable[[Person], Browser]

# Open to everybody, each for a reason.
PUBLIC = {
    "static_file": "style sheets and modules",
    "health.healthz": "monitors ask it",
    "health.readyz": "load balancers ask it",
    "about.accessibility": "a promise to everybody",
    "accounts.login": "the door",
    "accounts.sign_in": "the door",
    "accounts.setup": "the one-time link of the first administrator",
    "accounts.set_up": "the one-time link of the first administrator",
    "accounts.setup_hint": "says where the link is",
    "accounts.invite": "the link in an invitation",
    "accounts.accept_invite": "the link in an invitation",
    "accounts.forgot": "a forgotten password",
    "accounts.send_reset": "a forgotten password",
    "accounts.reset": "the link in a reset mail",
    "accounts.set_password": "the link in a reset mail",
    "accounts.forgot_sent": "what happens next; it names nobody",
    "certificates.certificate": "its address is unguessable, and its owner gave it away",
    "mail.stop": "the link that each mail carries; it is signed and asks first",
    "mail.stopped": "the one click of a mail program; the address is signed",
    "accounts.logout": "the way out, also of a session that has ended already",
    "accounts.enter_demo": "the demo company's one-click doors; refused elsewhere",
    "upkeep.feed": "new and changed terms; its address is known to one person",
    "cache_lab.file": "constant bytes, so that a copy can hold nobody's data",
    "cache_lab.edge": "constant bytes, so that a copy can hold nobody's data",
    "cookie_files.dot": "the partner's picture; its address is known to one lab session",
    "cookie_files.own": "the partner's own page; its address is known to one lab session",
    "cookie_files.shop": "a shop's page; its address is known to one lab session",
    "cookie_files.pixel_call": "the partner's picture; its address is known to one lab session",
    "cookie_files.diary": "the partner's log; its address is known to one lab session",
    "cookie_files.call": "the partner's picture; its address is known to one lab session",
    "cookie_files.wipe": "deletes the partner's cookies; known to one lab session",
    "visit_lab.sale_page": "the same for everybody but for addresses; its own are unguessable",
    "visit_lab.asset": "constant bytes at an unguessable address",
    "visit_lab.partner": "constant bytes, at a site where nobody is signed in",
}
# Posted to by programs that show no form of ours, each for a reason.
WITHOUT_TOKEN = {"mail.stopped": "the one click of RFC 8058; a signed address says whose mail"}
ABSENT = {"int": 987654, "default": "no-such-thing", "path": "no/such/thing"}
# Addresses whose slug names a team.
OF_TEAMS = ("teams", "assignments", "nudges", "reports")
OF_ADMINS = ("admin", "company_", "roster")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class World:
    """The people, and one thing of each kind that belongs to Maya or to Eve."""

    people: make.People
    gone: Person
    mayas: dict[str, object]
    eves: dict[str, object]


@pytest.fixture
def world(database: Database, people: make.People, app: Flask) -> World:
    with database.transaction() as saving:
        gone = make.person(saving, "Gone Person", deactivated_at=make.NOW - timedelta(days=1))
        mayas = things(saving, app, people.maya, people.campaigns)
        eves = things(saving, app, people.eve, people.elsewhere)
    return World(people, gone, mayas, eves)


def things(session: object, app: Flask, owner: Person, team: object) -> dict[str, object]:
    """What an address may name, by the name of its part; each belongs to `owner`."""
    attempt = Attempt(
        key=f"key of {owner.id}".ljust(32, "x"), person_id=owner.id, quiz="why-caching",
        kind="full", number=1, seed=7, bank_version="1", items=["where-do-copies-live"],
        areas=["a"], right_needed=4, started_at=make.NOW,
    )  # fmt: skip
    asked = TermRequest(word=f"word {owner.id}", word_key=f"word-{owner.id}", person_id=owner.id, at=make.NOW)  # fmt: skip
    due = Assignment(team_id=team.id, module="06-caching", due_on=make.NOW.date(), set_at=make.NOW)
    reviewed = ReviewAnswer(
        key=f"review of {owner.id}", person_id=owner.id, subject="area/why-caching/a", turn=1,
        origin="review", items=["where-do-copies-live"], answer=None, correct=False,
        confidence=None, rating=1, at=make.NOW,
    )  # fmt: skip
    helper = make.person(session, f"Helper of {owner.name}")
    session.add(Membership(team_id=team.id, person_id=helper.id, since=make.NOW))
    call = HelpCall(person_id=owner.id, helper_id=helper.id, lesson="why-caching", at=make.NOW)
    make.session_token(session, owner)
    note = Note(person_id=owner.id, lesson="why-caching", anchor="p-1", created_at=make.NOW, updated_at=make.NOW)  # fmt: skip
    shown = Certificate(token=f"{owner.id}".ljust(43, "t"), person_id=owner.id, of="06-caching", title="Caching", course_version="1", earned_at=make.NOW, issued_at=make.NOW)  # fmt: skip
    session.add_all([attempt, asked, due, call, reviewed, note, shown])
    session.flush()
    held = session.scalars(select(SignInSession.id).where(SignInSession.person_id == owner.id))
    return {
        "attempt_id": attempt.id,
        "answer_id": reviewed.id,
        "request_id": asked.id,
        "assignment_id": due.id,
        "call_id": call.id,
        "note_id": note.id,
        "certificate_id": shown.id,
        "person_id": owner.id,
        "session_id": held.first(),
        "team": team.slug,
        "team_id": team.id,
    }


def rules(app: Flask) -> list[tuple[str, Rule]]:
    return [
        (method, rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def address(app: Flask, rule: Rule, named: dict[str, object]) -> str:
    """The rule's address with real things in it; what has no owner is the course's own."""
    course = {"slug": "why-caching", "item": "x", "number": 1, "name": "x", "token": "x" * 43,
              "version": "0", "path": "x", "session": "0" * 32, "rule": "no-store",
              "mission": "second-load", "lab": "cache", "about": "lesson",
              "scope": "06-caching", "kind": "exam"}  # fmt: skip
    if rule.endpoint == "bulk.export":
        course["name"] = "glossary.csv"
    if rule.endpoint.startswith("glossary"):
        course["slug"] = "cache"
    if rule.endpoint.startswith(OF_TEAMS) or rule.endpoint in ("admin.team", "admin.rename_team"):
        course["slug"] = str(named["team"])
    if rule.endpoint.startswith((*OF_TEAMS, "company_assignments")):
        course["number"] = named["assignment_id"]
    values = {
        part: named.get(part, course.get(part, stand_in(rule, part))) for part in rule.arguments
    }
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def stand_in(rule: Rule, part: str) -> object:
    """Something of the right kind that nothing is called."""
    return 1 if isinstance(rule._converters[part], IntegerConverter) else ABSENT["default"]


def call(browser: Browser, method: str, path: str) -> TestResponse:
    if method == "GET":
        return browser.get(path)
    # What a form of the page would send, so that a refusal is not for want of a field.
    fields = {"key": "k" * 32, "item": "where-do-copies-live", "dont_know": "y", "try": "1"}
    return browser.client.open(
        path,
        method=method,
        data={**fields, "csrf_token": browser.form_token()},
        # Read to its end and closed, as a server does: a file may be behind it.
        buffered=True,
    )


def store_hash(database: Database, *, without: tuple[str, ...] = ()) -> str:
    """A digest of every row of every table, to show that nothing was written."""
    digest = hashlib.sha256()
    with database.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            if table.name not in without:
                rows = connection.execute(select(table)).all()
                digest.update(repr((table.name, sorted(map(repr, rows)))).encode())
    return digest.hexdigest()


def test_only_the_named_routes_are_public(app: Flask) -> None:
    public = {name for name, view in app.view_functions.items() if view.permission is None}

    assert public <= set(PUBLIC), f"not named as public: {sorted(public - set(PUBLIC))}"


def test_a_route_without_a_permission_stops_the_start(
    settings: Settings, shelf: Shelf, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless = Blueprint("careless", __name__)
    careless.add_url_rule("/careless", "forgotten", lambda: "")
    monkeypatch.setattr(site, "BLUEPRINTS", (*site.BLUEPRINTS, careless))

    with pytest.raises(RouteWithoutPermission, match="forgotten"):
        site.create_app(settings, database=database, shelf=shelf)


@pytest.mark.parametrize("role", [*Role, "anonymous", "gone"], ids=str)
def test_each_role_reaches_what_it_may_and_nothing_else(
    app: Flask, world: World, signed_in: SignIn, database: Database, role: str
) -> None:
    actors = {
        Role.LEARNER: world.people.maya, Role.AUTHOR: world.people.ivan,
        Role.MANAGER: world.people.grace, Role.ADMIN: world.people.rosa,
    }  # fmt: skip
    actor = actors.get(role, world.gone)
    rights = RIGHTS.get(role, frozenset())
    checked = 0
    for method, rule in rules(app):
        permission = app.view_functions[rule.endpoint].permission
        if permission is None or permission in rights:
            continue
        browser = Browser(app) if role == "anonymous" else signed_in(actor)
        before = store_hash(database)

        response = call(browser, method, address(app, rule, world.mayas))

        refused = 403 if rights else 303
        assert response.status_code == refused, f"{role}: {method} {rule.rule}"
        assert not rights or "Not for your role" in words(response), rule.rule
        assert rights or response.location.startswith("/login"), rule.rule
        assert store_hash(database) == before, f"{role}: {method} {rule.rule} wrote something"
        checked += 1
    assert checked > 5


@pytest.mark.parametrize("actor", ["maya", "ivan", "grace", "rosa"])
def test_another_persons_things_look_like_things_that_are_not_there(
    app: Flask, world: World, signed_in: SignIn, database: Database, actor: str
) -> None:
    person = getattr(world.people, actor)
    checked = 0
    for method, rule in rules(app):
        permission = app.view_functions[rule.endpoint].permission
        if permission is None or permission not in RIGHTS[Role(person.role)]:
            continue
        owned = owned_parts(rule, person)
        if not owned:
            continue
        browser = signed_in(person)
        before = store_hash(database)
        others = call(browser, method, address(app, rule, world.eves))
        nobodys = call(
            browser, method, address(app, rule, {**world.eves, **dict.fromkeys(owned, 0), "team": "no-such-team"})
        )  # fmt: skip

        assert others.status_code == 404, f"{actor}: {method} {rule.rule}"
        assert without_ids(others) == without_ids(nobodys), f"{method} {rule.rule} tells more"
        assert store_hash(database) == before, f"{actor}: {method} {rule.rule} wrote something"
        checked += 1
    assert checked > 0


OWNED = {
    "answer_id",
    "attempt_id",
    "session_id",
    "assignment_id",
    "call_id",
    "note_id",
    "certificate_id",
}


def owned_parts(rule: Rule, person: Person) -> set[str]:
    """The parts of an address that name something of somebody's."""
    if rule.endpoint.startswith(OF_ADMINS) and person.role == "admin":
        return set()
    owned = OWNED & rule.arguments
    if rule.endpoint.startswith(OF_TEAMS) and "slug" in rule.arguments:
        owned.add("slug")
    return owned


def without_ids(response: TestResponse) -> str:
    """The page without the number of the request."""
    page = words(response)
    return page.replace(response.headers["X-Request-Id"], "")


def test_a_demoted_manager_loses_the_team_with_the_next_request(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(people.grace)
    assert grace.get(f"/team/{people.campaigns.slug}").status_code == 200

    with database.transaction() as saving:
        saving.get(Person, people.grace.id).role = "learner"

    assert grace.get(f"/team/{people.campaigns.slug}").status_code == 403


def test_a_deactivated_person_is_out_with_the_next_request(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    maya = signed_in(people.maya)
    assert maya.get("/").status_code == 200

    with database.transaction() as saving:
        saving.get(Person, people.maya.id).deactivated_at = make.NOW

    assert maya.get("/").location.startswith("/login")


def test_every_unsafe_request_needs_the_form_token(
    app: Flask, world: World, signed_in: SignIn, database: Database
) -> None:
    tokens = {"no token": {}, "another session's": {"csrf_token": Browser(app).form_token()}}
    actors = [world.people.maya, world.people.grace, world.people.rosa, world.people.ivan]
    for method, rule in rules(app):
        if method not in UNSAFE or rule.endpoint in WITHOUT_TOKEN:
            continue
        for actor in actors:
            browser = signed_in(actor)
            before = store_hash(database)
            for name, fields in tokens.items():
                path = address(app, rule, world.mayas)

                response = browser.client.open(path, method=method, data=fields)

                assert response.status_code == 400, f"{method} {rule.rule} with {name}"
            with_query = f"{address(app, rule, world.mayas)}?csrf_token={browser.form_token()}"
            assert browser.client.open(with_query, method=method).status_code == 400
            assert store_hash(database) == before, f"{method} {rule.rule} wrote something"


def test_reading_a_page_writes_nothing(
    app: Flask, world: World, signed_in: SignIn, database: Database
) -> None:
    for method, rule in rules(app):
        if method != "GET" or rule.rule.startswith("/labs/"):
            continue
        for actor in (world.people.maya, world.people.ivan, world.people.grace, world.people.rosa):
            browser = signed_in(actor)
            before = store_hash(database, without=("sign_in_session",))
            for _twice in range(2):
                browser.get(address(app, rule, world.mayas))

            after = store_hash(database, without=("sign_in_session",))
            assert after == before, f"GET {rule.rule} writes"


def test_no_route_breaks_for_those_who_may_use_it(
    app: Flask, world: World, signed_in: SignIn
) -> None:
    app.testing = False
    for method, rule in rules(app):
        for actor in (world.people.maya, world.people.ivan, world.people.grace, world.people.rosa):
            response = call(signed_in(actor), method, address(app, rule, world.mayas))

            assert response.status_code < 500, f"{method} {rule.rule} as {actor.name}"


def test_fields_that_no_form_has_change_nothing(
    app: Flask, world: World, signed_in: SignIn, database: Database
) -> None:
    asked = {"role": "admin", "team_id": "1", "score": "1", "passed": "true", "person_id": "1"}
    for method, rule in rules(app):
        if method not in UNSAFE or rule.endpoint.startswith(OF_ADMINS):
            continue
        browser = signed_in(world.people.maya)
        path = address(app, rule, world.mayas)
        browser.client.open(path, method=method, data={**asked, "csrf_token": browser.form_token()})
    with database.reading() as session:
        maya = session.get(Person, world.people.maya.id)
        admins = session.scalar(select(func.count()).where(Person.role == "admin"))

    assert maya.role == "learner"
    assert admins == 1


def pages(app: Flask, world: World) -> Iterator[tuple[str, str]]:
    for method, rule in rules(app):
        yield method, address(app, rule, world.mayas)
    yield "GET", "/no-such-page"
    yield "PUT", "/login"


def test_every_answer_carries_the_safety_headers(
    app: Flask, world: World, signed_in: SignIn
) -> None:
    app.testing = False
    browser = signed_in(world.people.maya)
    for method, path in pages(app, world):
        response = call(browser, method, path)

        for name, value in HEADERS.items():
            if path.startswith("/labs/") and name in LAB_MAY_DIFFER:
                continue
            assert response.headers.get(name) == value, f"{method} {path}: {name}"
        assert "Server" not in response.headers or "/" not in response.headers["Server"]
        assert response.headers["X-Request-Id"]


LAB_MAY_DIFFER = {"Content-Security-Policy"}


def test_pages_with_a_session_are_kept_nowhere(app: Flask, world: World, signed_in: SignIn) -> None:
    browser = signed_in(world.people.maya)
    for method, rule in rules(app):
        if method == "GET" and not rule.rule.startswith(("/static/", "/labs/")):
            response = browser.get(address(app, rule, world.mayas))

            assert response.headers["Cache-Control"] == "no-store", rule.rule


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b", ""])
def test_other_host_names_are_refused(app: Flask, host: str) -> None:
    response = app.test_client().get("/login", headers={"Host": host})

    assert response.status_code == 400


def test_trace_is_not_answered(app: Flask) -> None:
    assert app.test_client().open("/login", method="TRACE").status_code == 405


def test_too_much_at_once_is_refused_in_words(
    app: Flask, people: make.People, signed_in: SignIn
) -> None:
    app.testing = False
    response = signed_in(people.maya).post("/glossary/request", word="x" * (1024 * 1024 + 1))

    assert response.status_code == 413
    assert "1 MB" in words(response)


def test_a_refused_form_gives_back_what_was_typed(people: make.People, signed_in: SignIn) -> None:
    browser = signed_in(people.maya)

    response = browser.client.post("/glossary/request", data={"word": "my long thought"})

    assert response.status_code == 400
    assert "my long thought" in words(response)


@pytest.mark.parametrize("hours", [-8, 1], ids=["left open over lunch", "clock set back since"])
def test_a_form_is_taken_whatever_the_clock_says(
    people: make.People, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    browser = signed_in(people.maya)
    with monkeypatch.context() as then:
        # Flask-WTF stamps its tokens by the machine's clock, and not by ours.
        stamped = int(time.time()) + hours * 3600
        then.setattr(TimestampSigner, "get_timestamp", lambda _signer: stamped)
        token = browser.form_token()

    fields = {"word": "dark funnel", "csrf_token": token}
    response = browser.client.post("/glossary/request", data=fields)

    assert response.status_code == 303


def test_a_store_that_is_gone_is_a_kind_503(
    app: Flask, people: make.People, signed_in: SignIn, database: Database
) -> None:
    app.testing = False
    browser = signed_in(people.maya)
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE person RENAME TO person_gone"))

    response = browser.get("/glossary/")

    assert response.status_code == 503
    assert "Retry-After" in response.headers
