"""Counts kept for speed: they are what the facts come to, and the overview tells no more."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from literacy.accounts.models import Membership, Person, Team
from literacy.cli import literacy
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.overview.counts import Overview
from literacy.overview.jobs import count_teams
from literacy.overview.models import TeamSummary
from literacy.overview.queries import counted_longest_ago, overview_page
from literacy.progress.mastery import ModuleState, mastery
from literacy.progress.outline import CourseOutline, course_outline
from literacy.progress.queries import facts_of
from tests import make
from tests.counting import statements


@pytest.fixture
def course(shelf: Shelf) -> CourseOutline:
    return course_outline(shelf.catalogue, today=make.NOW.date())


def kept(database: Database) -> Counter[tuple[str, str, str]]:
    with database.reading() as session:
        rows = session.execute(
            select(Team.name, TeamSummary).join(TeamSummary, TeamSummary.team_id == Team.id)
        ).all()
    counts: Counter[tuple[str, str, str]] = Counter()
    for name, row in rows:
        counts.update({(name, row.module, "people"): row.people})
        counts.update(
            {(name, row.module, "done"): row.done, (name, row.module, "begun"): row.begun}
        )
    return counts


def from_the_facts(database: Database, course: CourseOutline) -> Counter[tuple[str, str, str]]:
    """Person by person, module by module, without any of the counting code."""
    counts: Counter[tuple[str, str, str]] = Counter()
    with database.reading() as session:
        rows = session.execute(
            select(Team.name, Person.id)
            .join(Membership, Membership.team_id == Team.id)
            .join(Person, Person.id == Membership.person_id)
            .where(Person.deactivated_at.is_(None))
        ).all()
        for team, person in rows:
            for module in mastery(course, facts_of(session, [person])[person]).modules:
                if module.state is ModuleState.IN_PREPARATION:
                    continue
                state = "done" if module.is_done else "begun"
                is_counted = module.state is not ModuleState.NOT_STARTED
                counts.update({(team, module.slug, "people"): 1})
                counts.update({(team, module.slug, "done"): 0, (team, module.slug, "begun"): 0})
                counts.update({(team, module.slug, state): int(is_counted)})
    return counts


def look(database: Database, course: CourseOutline, search: str = "", page: int = 1) -> Overview:
    with database.reading() as session:
        return overview_page(session, course, search=search, page=page)


def test_summaries_are_what_the_facts_come_to(company: Database, course: CourseOutline) -> None:
    count_teams(company, course, now=make.NOW)

    found = kept(company)

    assert found == from_the_facts(company, course)
    assert found["Campaigns", "06-caching", "done"] > 0
    assert found["Campaigns", "06-caching", "begun"] > 0


def test_counting_again_changes_nothing(company: Database, course: CourseOutline) -> None:
    count_teams(company, course, now=make.NOW)
    before = kept(company)

    count_teams(company, course, now=make.NOW + timedelta(minutes=5))

    assert kept(company) == before


def test_who_left_leaves_the_counts(company: Database, course: CourseOutline) -> None:
    count_teams(company, course, now=make.NOW)
    before = kept(company)
    with company.transaction() as saving:
        maya = saving.scalars(select(Person).where(Person.email == "maya@example.com")).one()
        maya.deactivated_at = make.NOW

    count_teams(company, course, now=make.NOW)

    assert kept(company) == from_the_facts(company, course)
    assert kept(company)["Campaigns", "06-caching", "people"] == (
        before["Campaigns", "06-caching", "people"] - 1
    )


def test_the_oldest_counts_are_made_again_first(company: Database, course: CourseOutline) -> None:
    later = make.NOW + timedelta(hours=1)
    count_teams(company, course, now=make.NOW)
    count_teams(company, course, now=later, most=1)

    with company.reading() as session:
        order = counted_longest_ago(session)
        (newest,) = session.scalars(
            select(TeamSummary.team_id).where(TeamSummary.made_at == later).distinct()
        )

    assert order[-1] == newest
    assert look(company, course).made_at == make.NOW


def test_the_overview_adds_teams_up(company: Database, course: CourseOutline) -> None:
    count_teams(company, course, now=make.NOW)

    page, facts = look(company, course), from_the_facts(company, course)

    for total in page.totals:
        for field in ("people", "done", "begun"):
            wanted = sum(n for (_team, m, f), n in facts.items() if (m, f) == (total.module, field))
            assert getattr(total, field) == wanted
    assert [line.name for line in page.lines] == sorted(line.name for line in page.lines)


def test_a_small_team_is_not_broken_down(company: Database, course: CourseOutline) -> None:
    with company.transaction() as saving:
        team = Team(slug="two", name="A team of two", created_at=make.NOW)
        saving.add(team)
        saving.flush()
        for person in saving.scalars(select(Person.id).limit(4)):
            saving.add(Membership(team_id=team.id, person_id=person, since=make.NOW))
    count_teams(company, course, now=make.NOW)

    told = {line.name: line.is_told for line in look(company, course).lines}

    assert told["A team of two"] is False
    assert told["Campaigns"] is True


def test_a_search_takes_signs_as_they_are(company: Database, course: CourseOutline) -> None:
    assert [line.name for line in look(company, course, "camp").lines] == ["Campaigns"]
    assert look(company, course, "%").lines == ()
    assert look(company, course, page=99).lines == ()


def test_as_many_statements_for_three_teams_as_for_thirty(
    company: Database, course: CourseOutline
) -> None:
    few = asked_by(company, lambda: look(company, course))
    with company.transaction() as saving:
        for number in range(27):
            team = Team(slug=f"t{number}", name=f"Team {number}", created_at=make.NOW)
            saving.add(team)
    count_teams(company, course, now=make.NOW)

    assert asked_by(company, lambda: look(company, course)) == few


def asked_by(database: Database, act: Callable[[], object]) -> int:
    with statements(database) as sent:
        act()
    return len(sent)


def test_a_count_that_cannot_be_is_refused(company: Database) -> None:
    with company.reading() as session:
        team = session.scalars(select(Team.id)).first()
    with pytest.raises(IntegrityError), company.transaction() as saving:
        saving.add(
            TeamSummary(
                team_id=team, module="06-caching", people=2, done=2, begun=1, made_at=make.NOW
            )
        )


def test_the_command_counts_every_team(company: Database, course: CourseOutline) -> None:
    url = company.engine.url.render_as_string(hide_password=False)

    done = CliRunner().invoke(
        literacy, ["summaries", "rebuild"], env={"LITERACY_DATABASE_URL": url}
    )

    assert done.exit_code == 0, done.output
    with company.reading() as session:
        assert f"Counted {len(counted_longest_ago(session))} teams again." in done.output
    assert kept(company) == from_the_facts(company, course)
