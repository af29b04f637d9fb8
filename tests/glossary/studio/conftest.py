"""Ivan, his colleague Olga and Maya, at work on terms."""

import pytest

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.settings import Settings
from tests import make
from tests.glossary.studio.desk import Desk, olga


@pytest.fixture
def desk(database: Database, people: make.People, shelf: Shelf, settings: Settings) -> Desk:
    with database.transaction() as saving:
        second = olga(saving)
    return Desk(database, shelf.catalogue, people.ivan, second, people.maya, settings)
