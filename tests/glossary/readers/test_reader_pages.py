"""What a term's page and card ask of their reader."""

from collections.abc import Callable

import pytest

from literacy.accounts.models import Person
from literacy.glossary.readers.models import TermOpening, TermVote
from literacy.lib.db import Database
from tests import make
from tests.browsing import Browser, words
from tests.counting import statements

SignIn = Callable[[Person], Browser]


@pytest.mark.parametrize("path", ["/glossary/cdn", "/glossary/cdn/card"])
def test_not_clear_is_said_and_taken_back(
    people: make.People, signed_in: SignIn, database: Database, path: str
) -> None:
    maya = signed_in(people.maya)
    assert "Was this clear?" in words(maya.get(path))

    assert maya.post("/glossary/cdn/clarity", clear="no", why="Which edge?").status_code == 303
    assert "You said this isn’t clear." in words(maya.get(path))
    assert "Was this clear?" in words(signed_in(people.eve).get(path))
    maya.post("/glossary/cdn/clarity", clear="yes")

    with database.reading() as session:
        assert session.query(TermVote).count() == 0


@pytest.mark.parametrize("fields", [{}, {"clear": "perhaps"}, {"clear": ""}])
def test_a_vote_says_yes_or_no(
    people: make.People, signed_in: SignIn, fields: dict[str, str]
) -> None:
    assert signed_in(people.maya).post("/glossary/cdn/clarity", **fields).status_code == 422


def test_a_term_that_is_not_there_takes_no_votes(people: make.People, signed_in: SignIn) -> None:
    maya = signed_in(people.maya)

    assert maya.post("/glossary/no-such/clarity", clear="no").status_code == 404
    assert maya.post("/glossary/no-such/opening").status_code == 404


def test_a_long_reason_is_cut(people: make.People, signed_in: SignIn, database: Database) -> None:
    signed_in(people.maya).post("/glossary/cdn/clarity", clear="no", why="x" * 5000)

    with database.reading() as session:
        assert len(session.get(TermVote, ("cdn", people.maya.id)).why) == 200


def test_a_term_is_told_to_be_open_once_a_day_by_whoever_comes_first(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    maya, eve = signed_in(people.maya), signed_in(people.eve)
    assert "<term-opened" in maya.get("/glossary/cdn/card").get_data(as_text=True)

    assert maya.post("/glossary/cdn/opening").status_code == 204

    assert "<term-opened" not in eve.get("/glossary/cdn").get_data(as_text=True)
    with database.reading() as session:
        assert session.get(TermOpening, "cdn").days == 1
    assert set(TermOpening.__table__.columns.keys()) == {"slug", "last_on", "days"}


def test_a_card_needs_one_statement_beside_the_session_s(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    maya = signed_in(people.maya)
    maya.get("/glossary/cdn/card")

    with statements(database) as sent:
        maya.get("/glossary/cache/card")

    assert len([each for each in sent if each.startswith(("SELECT", "WITH"))]) <= 2
