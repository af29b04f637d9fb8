"""What somebody has reached is decided in one place: everything else asks `mastery`."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from literacy.accounts.models import Person
from literacy.lib.db import Database
from tests import make
from tests.browsing import Browser, words
from tests.make import NOW
from tests.progress.learning import LESSONS, add_attempt, before, pass_lessons

SignIn = Callable[[Person], Browser]
PACKAGE = Path(__file__).resolve().parents[2] / "literacy"
SOURCE = "progress/mastery.py"
MODULES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in PACKAGE.rglob("*.py")
    if "migrations" not in path.parts
}
STATES = ("LessonState", "ModuleState")
STANDINGS = ("LessonStanding", "ModuleStanding", "Standing")


def from_mastery(tree: ast.AST) -> set[str]:
    """The names a module has from where states are decided."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "literacy.progress.mastery"
        for alias in node.names
    }


def states_only_looked_at(tree: ast.AST) -> set[ast.AST]:
    """Uses of a state that decide nothing: compared with, or matched against."""
    looked_at: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            looked_at |= {
                inner for side in (node.left, *node.comparators) for inner in ast.walk(side)
            }
        elif isinstance(node, ast.MatchValue):
            looked_at |= set(ast.walk(node))
    return looked_at


def uses_of_states(tree: ast.AST) -> Iterator[ast.Attribute]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in STATES
        ):
            yield node


@pytest.mark.parametrize("path", sorted(set(MODULES) - {SOURCE}))
def test_no_other_module_decides_a_state(path: str) -> None:
    tree = MODULES[path]
    decided = [
        node.lineno for node in uses_of_states(tree) if node not in states_only_looked_at(tree)
    ]
    made = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in from_mastery(tree) & {*STANDINGS, *STATES}
    ]

    assert decided == [], f"{path} gives out a state of its own"
    assert made == [], f"{path} makes a standing; only `mastery` does"


def test_the_source_itself_decides_states() -> None:
    """Were this empty, the test above could not fail."""
    tree = MODULES[SOURCE]

    assert [node for node in uses_of_states(tree) if node not in states_only_looked_at(tree)]


@pytest.mark.parametrize(
    "path",
    [
        "progress/views.py",
        "teams/views.py",
        "reminders/actions.py",
        "assignments/views/team.py",
    ],
)
def test_who_shows_a_state_asks_for_it(path: str) -> None:
    assert "mastery" in from_mastery(MODULES[path])


def test_no_table_keeps_a_state() -> None:
    """Facts are stored; `passed` of an attempt is one, for the rule of its day was applied to it."""
    columns = {
        node.target.id
        for path, tree in MODULES.items()
        if path.endswith("models.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }

    assert (
        columns & {"is_mastered", "mastered", "lesson_state", "module_state", "is_passed"} == set()
    )


def test_home_its_map_and_the_team_page_say_the_same(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:3], at=before(days=3))
        add_attempt(saving, people.maya, LESSONS[3], passed=False, at=NOW)

    home = signed_in(people.maya).get("/")
    team = words(signed_in(people.grace).get(f"/team/{people.campaigns.slug}"))

    assert "3 of 4 passed" in words(home)
    assert 'aria-label="06 Caching: 3 of 4 passed' in home.text
    assert "3 of 4" in team
