"""`literacy users`: what it changes, what it says, how it refuses."""

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from literacy.accounts.cli import users
from literacy.accounts.models import Person, SignInSession
from literacy.audit.models import AuditEntry
from literacy.cli import SettingsLater
from literacy.lib.db import Database
from literacy.lib.errors import DomainError
from tests import make
from tests.browsing import Browser


@pytest.fixture
def cli(tmp_path, database: Database):
    held = SettingsLater()
    held.get(
        data=tmp_path / "var",
        database_url=str(database.engine.url),
        secret_key="a key for tests only, 32 letters or more",
    )

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(users, arguments, obj=held)

    return run


def refused(result: Result) -> str:
    """The sentence with which the program ends, status 1."""
    assert isinstance(result.exception, DomainError)
    return str(result.exception)


def test_people_are_listed_by_name(people: make.People, cli) -> None:
    lines = cli("list").output.splitlines()

    assert lines[0].split() == ["eve@example.com", "Eve", "Sato", "learner", "active", "Elsewhere"]
    assert lines[-1] == "5 people"


@pytest.mark.parametrize(
    ("options", "last"),
    [
        (("--role", "admin"), "1 person"),
        (("--team", "campaigns"), "1 person"),
        (("--state", "closed"), "0 people"),
        (("--team", "no-such-team"), "0 people"),
    ],
)
def test_the_list_is_filtered(
    people: make.People, cli, options: tuple[str, ...], last: str
) -> None:
    assert cli("list", *options).output.splitlines()[-1] == last


def test_the_list_goes_on_past_one_page(people: make.People, database: Database, cli) -> None:
    with database.transaction() as saving:
        for number in range(120):
            make.person(saving, f"Person {number}")

    assert cli("list").output.splitlines()[-1] == "125 people"


def test_an_invitation_prints_a_link_that_works(people: make.People, app: Flask, cli) -> None:
    result = cli(
        "invite", "New@example.com", "--name", "New Person", "--role", "manager",
        "--team", "campaigns", "--manages", "elsewhere",
    )  # fmt: skip

    assert result.exit_code == 0
    assert "Invited New Person <new@example.com> as manager." in result.output
    path = "/invite/" + result.output.strip().rpartition("/")[2]
    assert Browser(app).get(path).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("invite", "maya@example.com", "--name", "M"), "an account for maya@example.com already"),
        (("invite", "not-an-address", "--name", "M"), "“not-an-address” is not an email address."),
        (("invite", "n@example.com", "--name", " "), "The name is empty."),
        (("invite", "n@example.com", "--name", "N", "--team", "x"), "no team with the slug x"),
        (("deactivate", "x@example.com"), "Nobody has the address x@example.com."),
        (("reactivate", "x@example.com"), "Nobody has the address"),
        (("role", "x@example.com", "admin"), "Nobody has the address"),
        (("role", "rosa@example.com", "learner"), "only administrator"),
        (("deactivate", "rosa@example.com"), "only administrator"),
        (("reset-link", "x@example.com"), "Nobody has the address"),
        (("sessions", "end", "x@example.com"), "Nobody has the address"),
    ],
)
def test_a_refusal_is_one_sentence_and_changes_nothing(
    people: make.People, database: Database, cli, arguments: tuple[str, ...], sentence: str
) -> None:
    assert sentence in refused(cli(*arguments))

    with database.reading() as session:
        assert session.scalars(select(AuditEntry)).all() == []
        assert len(session.scalars(select(Person)).all()) == 5


@pytest.mark.parametrize(
    "arguments",
    [("invite",), ("invite", "n@example.com"), ("role", "maya@example.com", "king"), ("x",)],
)
def test_wrong_usage_ends_with_status_2(cli, arguments: tuple[str, ...]) -> None:
    assert cli(*arguments).exit_code == 2


def test_an_account_is_closed_and_opened(people: make.People, cli) -> None:
    said = [
        cli(command, "maya@example.com").output
        for command in ("deactivate", "deactivate", "reactivate", "reactivate")
    ]

    assert said == [
        "Closed the account of Maya Okafor.\n",
        "Already closed: the account of Maya Okafor.\n",
        "Opened the account of Maya Okafor.\n",
        "Already open: the account of Maya Okafor.\n",
    ]


def test_a_role_is_given(people: make.People, cli) -> None:
    said = [cli("role", "MAYA@example.com", "author").output for _ in range(2)]

    assert said == ["Maya Okafor: learner → author\n", "Maya Okafor is author already.\n"]


def test_a_reset_link_sets_a_password(people: make.People, app: Flask, cli, enter) -> None:
    path = (
        "/password/reset/" + cli("reset-link", "maya@example.com").output.strip().rpartition("/")[2]
    )

    assert Browser(app).post(path, password="green ladder fish rain").status_code == 303
    assert enter("maya@example.com", "green ladder fish rain").status_code == 303


def test_sessions_are_ended(people: make.People, database: Database, cli) -> None:
    with database.transaction() as saving:
        make.session_token(saving, people.maya)
        make.session_token(saving, people.eve)

    said = [cli("sessions", "end", "maya@example.com").output for _ in range(2)]

    assert said == [
        "Ended 1 session of Maya Okafor.\n",
        "Ended 0 sessions of Maya Okafor.\n",
    ]
    with database.reading() as session:
        assert session.scalars(select(SignInSession.person_id)).all() == [people.eve.id]


def test_a_database_without_tables_gets_a_sentence(tmp_path) -> None:
    held = SettingsLater()
    held.get(data=tmp_path / "empty")

    assert "literacy db upgrade" in refused(CliRunner().invoke(users, ["list"], obj=held))


@pytest.mark.parametrize(
    "command", ["", "list", "invite", "deactivate", "reactivate", "role", "reset-link", "sessions"]
)
def test_help_says_what_a_command_does(command: str) -> None:
    result = CliRunner().invoke(users, [*command.split(), "--help"])

    assert result.exit_code == 0
    assert "Usage:" in result.output
