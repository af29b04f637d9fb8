"""Ivan and his colleagues with the course, for terms that come in by the hundred."""

import pytest

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.settings import Settings
from tests import make
from tests.glossary.bulk.counter import Counter


@pytest.fixture
def counter(database: Database, people: make.People, shelf: Shelf, settings: Settings) -> Counter:
    return Counter(database, shelf.catalogue, people.ivan, settings)
