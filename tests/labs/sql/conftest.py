"""The two databases, and rooms to ask them in."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from literacy.labs.sql.judge import answer
from literacy.labs.sql.maker import databases
from literacy.labs.sql.room import Result, Rooms


@pytest.fixture(scope="session")
def rooms() -> Iterator[Rooms]:
    rooms = Rooms(databases)
    yield rooms
    rooms.close()


@pytest.fixture(scope="session")
def run() -> Callable[[str, str], Result]:
    """`run(LEARNERS, sql)` asks a database here, as the judge does with queries of ours."""
    return lambda name, sql: answer(databases()[name], sql)


@pytest.fixture
def reading() -> Iterator[Callable[[str, str], list[tuple[object, ...]]]]:
    """Like `run`, with rows as they are, from one connection for a test."""
    with closing(sqlite3.connect(":memory:")) as connection:

        def ask(name: str, sql: str) -> list[tuple[object, ...]]:
            connection.deserialize(databases()[name])
            return connection.execute(sql).fetchall()

        yield ask
