"""A crowd in either store: as many rows, and a site that goes on from there."""

from sqlalchemy import func, select

from literacy.accounts.models import Person
from literacy.content.shelf import Shelf
from literacy.demo.bulk import settle
from literacy.demo.crowd import COLUMNS, Crowd, Size
from literacy.lib.db import Database
from literacy.migrations.tables import METADATA
from literacy.quizzes.models import Attempt
from tests import make


def test_every_row_arrives_and_times_are_utc(database: Database, shelf: Shelf) -> None:
    crowd = Crowd(shelf.catalogue, Size(7, 2, 350), until=make.NOW)
    made = [*crowd.teams(), *(row for number in range(7) for row in crowd.person(number))]
    heard: list[int] = []

    settle(database, crowd, each=heard.append)

    assert sum(heard) == 7
    with database.reading() as session:
        for table in COLUMNS:
            rows = session.scalar(select(func.count()).select_from(METADATA.tables[table]))
            assert rows == sum(name == table for name, _row in made)
        latest = session.scalars(select(func.max(Attempt.finished_at))).one()
        assert latest is not None
        assert latest <= make.NOW


def test_the_site_goes_on_from_there(database: Database, shelf: Shelf) -> None:
    settle(database, Crowd(shelf.catalogue, Size(5, 1, 50), until=make.NOW), each=lambda _n: None)

    with database.transaction() as saving:
        newcomer = make.person(saving, "Newcomer")
        assert newcomer.id > 6
        assert saving.scalar(select(func.count()).select_from(Person)) == 7
