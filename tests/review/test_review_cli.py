"""`literacy review rebuild`: what it prints, and that it mends what drifted."""

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from literacy.cli import literacy
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.review.models import ReviewCard
from literacy.settings import Settings
from tests import make
from tests.quizzes.banks import course
from tests.review.reviewing import Reviewing


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Reviewing:
    made = Reviewing(database, course(shelf.catalogue), people.maya)
    made.finish_quiz()
    return made


def rebuild(url: str, *more: str) -> Result:
    given = {"LITERACY_DATABASE_URL": url}
    return CliRunner().invoke(literacy, ["review", "rebuild", *more], env=given)


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_nothing_differs_where_nothing_drifted(maya: Reviewing) -> None:
    done = rebuild(url_of(maya.database))

    assert done.exit_code == 0
    assert done.output == "Made the cards of 1 person again; none differed from their answers.\n"


def test_cards_that_drifted_are_counted_and_mended_once(maya: Reviewing) -> None:
    before = maya.cards
    with maya.database.transaction() as saving:
        saving.execute(update(ReviewCard).values(difficulty=9.5))

    first, second = (rebuild(url_of(maya.database)) for _twice in range(2))

    assert "2 differed" in first.output
    assert "none differed" in second.output
    assert maya.cards == before


def test_nobody_has_cards_in_an_empty_store(database: Database) -> None:
    assert "0 people" in rebuild(url_of(database)).output


def test_a_store_without_tables_is_told_in_a_sentence(settings: Settings) -> None:
    settings.data.mkdir(parents=True, exist_ok=True)
    refused = rebuild(f"sqlite:///{settings.data / 'none.db'}")

    assert refused.exception is not None
    assert "literacy db upgrade" in str(refused.exception)


def test_more_words_than_it_takes_are_refused(database: Database) -> None:
    assert rebuild(url_of(database), "everybody").exit_code == 2
