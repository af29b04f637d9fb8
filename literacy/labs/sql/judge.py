"""Has the goal been reached? Judged by what the query returns on two databases."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from literacy.labs.sql.maker import HIDDEN, LEARNERS, databases
from literacy.labs.sql.marking import difference, same
from literacy.labs.sql.mission import Mission
from literacy.labs.sql.plan import MISSIONS
from literacy.labs.sql.room import Refusal, Result

Run = Callable[[str, str], Result | Refusal]

REACHED = "This is the answer, here and on a second copy of the shop’s database with other rows."
ONLY_HERE = (
    "Right for these rows, but not for a second copy of the database with others. Let the query "
    "find the value instead of typing it."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sentence` says what is right, or what to look at next."""

    reached: bool
    sentence: str


def judge(name: str, sql: str, given: Result, run: Run) -> Verdict:
    """`given` is what the query returned to the learner; `run` asks the other database, too."""
    mission = MISSIONS[name]
    right = _agrees(name, LEARNERS, given, ordered=mission.is_ordered)
    if not right:
        return Verdict(False, _advice(name, mission, given))
    there = run(HIDDEN, sql)
    if isinstance(there, Refusal) or not _agrees(name, HIDDEN, there, ordered=mission.is_ordered):
        return Verdict(False, ONLY_HERE)
    return Verdict(True, REACHED)


def _agrees(name: str, database: str, given: Result, *, ordered: bool) -> bool:
    return any(same(given, each, ordered=ordered) for each in _expected(name)[database])


def _advice(name: str, mission: Mission, given: Result) -> str:
    for near, result in zip(mission.near, _near_results(name), strict=True):
        if same(given, result, ordered=mission.is_ordered):
            return near.sentence
    return difference(given, _expected(name)[LEARNERS][0], ordered=mission.is_ordered)


@cache
def _expected(name: str) -> Mapping[str, tuple[Result, ...]]:
    return {
        database: tuple(answer(file, sql) for sql in MISSIONS[name].references)
        for database, file in databases().items()
    }


@cache
def _near_results(name: str) -> tuple[Result, ...]:
    return tuple(answer(databases()[LEARNERS], near.sql) for near in MISSIONS[name].near)


def answer(database: bytes, sql: str) -> Result:
    """What a query of our own returns; a learner's never runs in this process."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        cursor = connection.execute(sql)
        rows = tuple(cursor.fetchall())
        return Result(tuple(each[0] for each in cursor.description), rows, len(rows))
