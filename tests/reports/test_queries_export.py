"""An export of a crowd: the rows of the page in its order, and little more memory than for a few."""

import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from literacy.accounts.models import Membership, Person
from literacy.assignments.terms import Audience, Thing
from literacy.help.actions import ask_for_help
from literacy.help.queries import calls_to
from literacy.lib.db import Database
from literacy.lib.spreadsheets import Cell, csv_lines
from literacy.progress.mastery import mastery
from literacy.progress.queries import facts_of
from literacy.quizzes.models import Attempt
from literacy.reports import queries
from literacy.reports.queries import Export, rows_of
from literacy.reports.workbook import write_workbook
from literacy.teams.grid import TeamPage, team_page
from literacy.teams.lens import Lens, Show
from literacy.teams.queries import ManagedTeam, dates_of, members_of, team_of
from tests import make
from tests.assignments.asking_things import asked, graces_desk
from tests.make import NOW
from tests.progress.learning import add_attempt, course, lesson, module

TODAY = NOW.date()
TITLES = tuple(f"lesson-{number}" for number in range(4))
COURSE = course(
    module(*(lesson(title, goals=()) for title in TITLES)),
    module(lesson("later", written=False, quiz=None), slug="09-cookies"),
    module(lesson("never", written=False, quiz=None), slug="10-ads"),
)


@pytest.fixture
def seven(db: Session, people: make.People) -> Session:
    """Maya and six more, whose names, jobs and states are in three different orders."""
    jobs = ("Web", "", "Ads", "Web", "Mail", "ads")
    for number, job in enumerate(jobs):
        person = make.person(db, f"Person {number}", job=job)
        db.add(Membership(team_id=people.campaigns.id, person_id=person.id, since=NOW))
        for title in TITLES[: number * 3 % 5]:
            add_attempt(db, person, title)
    desk = graces_desk(db, people)
    late = asked(db, desk, Audience(people.campaigns.id, person.id))
    late.due_on = TODAY - timedelta(days=1)
    asked(db, desk, Audience(people.campaigns.id, people.maya.id), Thing(module="09-cookies"))
    ask_for_help(db, make.viewer(people.maya), helper_id=people.grace.id, now=NOW)
    db.flush()
    return db


def page(session: Session, people: make.People, lens: Lens) -> TeamPage:
    """The page of the screen, made of everybody at once."""
    team = team_of(session, make.viewer(people.grace), "campaigns")
    members = members_of(session, [team])[team.id]
    ids = [member.id for member in members]
    return team_page(
        COURSE,
        members,
        {person: mastery(COURSE, found) for person, found in facts_of(session, ids).items()},
        asked=dates_of(session, COURSE, [team])[team.id],
        today=TODAY,
        lens=lens,
        calls=calls_to(session, people.grace.id, ids),
    )


def exported(session: Session, people: make.People, lens: Lens) -> Iterator[tuple[object, ...]]:
    team = team_of(session, make.viewer(people.grace), "campaigns")
    return rows_of(session, Export(COURSE, team, TODAY, lens, people.grace.id))


@pytest.mark.parametrize("at_once", [1, 3])
@pytest.mark.parametrize(
    "lens",
    [
        Lens(),
        Lens(sort="job"),
        Lens(sort="06-caching"),
        Lens(Show.STARTED, "06-caching", "job"),
        Lens(Show.LATE, sort="06-caching"),
        Lens(Show.HELP),
        Lens(name="person"),
    ],
    ids=lambda lens: lens.address(),
)
def test_the_rows_are_those_of_the_page_however_few_are_read_at_once(
    lens: Lens,
    at_once: int,
    people: make.People,
    seven: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", at_once)

    rows = [(row[1], row[3], row[5]) for row in exported(seven, people, lens)]

    shown = page(seven, people, lens)
    assert rows
    assert rows == [
        (person.name, column.slug, cell.stand.value)
        for person in shown.people
        for column, cell in zip(shown.columns, person.cells, strict=True)
    ]


def test_what_nobody_can_begin_yet_is_no_column_even_if_it_was_asked(
    people: make.People, seven: Session
) -> None:
    rows = list(exported(seven, people, Lens()))

    assert {row[3] for row in rows} == {"06-caching"}
    assert len(rows) == 7


def settle(session: Session, manager: Person, count: int) -> ManagedTeam:
    """One more team of Grace's, of so many people with an attempt at every lesson each."""
    people = [make.person(session, f"Number {each} of {count}") for each in range(count)]
    made = make.team(session, f"Crowd of {count}", people, manager)
    session.execute(
        insert(Attempt), [attempt(person.id, title) for person in people for title in TITLES]
    )
    return ManagedTeam(made.id, made.slug, made.name, is_only=False)


def attempt(person: int, title: str) -> dict[str, object]:
    return {
        "key": f"{person}.{title}",
        "person_id": person,
        "quiz": title,
        "kind": "full",
        "number": 1,
        "seed": 1,
        "bank_version": "v",
        "items": [],
        "areas": [],
        "right_needed": 4,
        "started_at": NOW,
        "finished_at": NOW,
        "right_count": 5,
        "passed": True,
    }


def as_csv(rows: Iterable[Sequence[Cell]], _folder: Path) -> None:
    for _line in csv_lines(rows):
        pass


def as_workbook(rows: Iterable[Sequence[Cell]], folder: Path) -> None:
    write_workbook(folder / "crowd.xlsx", queries.COLUMNS, rows)


@pytest.mark.parametrize("write", [as_csv, as_workbook])
def test_a_person_more_takes_less_than_a_kilobyte(
    write: Callable[[Iterable[Sequence[Cell]], Path], None],
    database: Database,
    people: make.People,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 150)
    with database.transaction() as saving:
        few, many = (settle(saving, people.grace, count) for count in (300, 1200))

    def most_held(team: ManagedTeam) -> int:
        """In bytes, at any moment of one export."""
        export = Export(COURSE, team, TODAY, Lens(sort="06-caching"), people.grace.id)
        with database.reading() as session:
            tracemalloc.start()
            write(rows_of(session, export), tmp_path)
            _left, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return most

    # The first run fills what is kept for good: statements, formats, spare tuples.
    most_held(many)
    # A number and a place in the order; all that is known of somebody takes several kilobytes.
    assert most_held(many) - most_held(few) < 900 * 1024
