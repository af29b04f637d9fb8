"""What happened to whom, and what is asked of them: four statements for one person or for fifty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import BindParameter, Row, Table, bindparam, or_, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Membership, Person, Team
from literacy.labs.models import LabCompletion
from literacy.lessons.models import Reading
from literacy.progress.asking import Ask, Belonging, asked_of_one
from literacy.progress.deadlines import Asked
from literacy.progress.mastery import Fact, GoalReached, Sat, Stopped
from literacy.progress.models import Assignment
from literacy.progress.outline import CourseOutline
from literacy.quizzes.models import Attempt

# Built once and without the ORM: home is the page people open most.
_reading = cast(Table, Reading.__table__).c
_attempt = cast(Table, Attempt.__table__).c
_goal = cast(Table, LabCompletion.__table__).c
_asked = cast(Table, Assignment.__table__).c
_member = cast(Table, Membership.__table__).c
_person = cast(Table, Person.__table__).c
_setter = cast(Table, Person.__table__).alias()
_addressed = cast(Table, Person.__table__).alias()
_PEOPLE: BindParameter[list[int]] = bindparam("people", expanding=True)
_READINGS = select(
    _reading.person_id,
    _reading.lesson,
    _reading.anchor,
    _reading.share,
    _reading.device,
    _reading.updated_at,
).where(_reading.person_id.in_(_PEOPLE))
_SITTINGS = select(
    _attempt.person_id,
    _attempt.quiz,
    _attempt.id,
    _attempt.started_at,
    _attempt.finished_at,
    _attempt.passed,
    _attempt.kind,
).where(_attempt.person_id.in_(_PEOPLE))
_GOALS = select(_goal.person_id, _goal.lab, _goal.mission, _goal.at).where(
    _goal.person_id.in_(_PEOPLE)
)

_assignment = cast(Table, Assignment.__table__)
_team = cast(Table, Team.__table__).c
_ASKS = (
    select(
        _asked.id,
        _asked.module,
        _asked.path,
        _asked.due_on,
        _asked.joiner_days,
        _asked.set_at,
        _asked.why,
        _setter.c.name.label("set_by"),
        _asked.team_id,
        _asked.person_id,
        _team.name.label("team"),
        _addressed.c.name.label("person"),
    )
    .select_from(
        _assignment.outerjoin(_setter, _setter.c.id == _asked.set_by)
        .outerjoin(Team, _team.id == _asked.team_id)
        .outerjoin(_addressed, _addressed.c.id == _asked.person_id)
    )
    .where(_asked.withdrawn_at.is_(None))
    .order_by(_asked.id)
)
_ASKED_OF_ONE = _ASKS.where(
    or_(_asked.person_id.is_(None), _asked.person_id == bindparam("person")),
    or_(
        _asked.team_id.is_(None),
        _asked.team_id.in_(select(_member.team_id).where(_member.person_id == bindparam("person"))),
    ),
)
_ASKED_IN_TEAMS = _ASKS.where(
    or_(
        _asked.team_id.in_(bindparam("teams", expanding=True)),
        _asked.team_id.is_(None)
        & or_(
            _asked.person_id.is_(None),
            _asked.person_id.in_(
                select(_member.person_id).where(
                    _member.team_id.in_(bindparam("teams", expanding=True))
                )
            ),
        ),
    )
)
_BELONGING = select(_person.id, _person.created_at, _member.team_id, _member.since).select_from(
    cast(Table, Person.__table__).outerjoin(Membership, _member.person_id == _person.id)
)
_BELONGING_OF_ONE = _BELONGING.where(_person.id == bindparam("person"))
_BELONGING_IN_TEAMS = _BELONGING.where(_member.team_id.in_(bindparam("teams", expanding=True)))


def facts_of(session: Session, people: Iterable[int]) -> Mapping[int, tuple[Fact, ...]]:
    """Everything that counts for these people; somebody without facts has an empty tuple."""
    wanted = {"people": list(people)}
    facts: dict[int, list[Fact]] = {person: [] for person in wanted["people"]}
    if not facts:
        return {}
    store = session.connection()
    for person, lesson, anchor, share, device, at in store.execute(_READINGS, wanted):
        facts[person].append(Stopped(lesson, anchor, share, device, at))
    for person, lesson, attempt, started, finished, passed, kind in store.execute(
        _SITTINGS, wanted
    ):
        practice = kind == "missed"
        facts[person].append(Sat(lesson, attempt, started, finished, bool(passed), practice))
    for person, lab, mission, at in store.execute(_GOALS, wanted):
        facts[person].append(GoalReached(lab, mission, at))
    return {person: tuple(found) for person, found in facts.items()}


def asked_of(session: Session, course: CourseOutline, person: int) -> tuple[Asked, ...]:
    """What is asked of this person: by name, in their teams, and of everybody."""
    store = session.connection()
    asks = [_ask(row) for row in store.execute(_ASKED_OF_ONE, {"person": person})]
    if not asks:
        return ()
    (who,) = _belongings(store.execute(_BELONGING_OF_ONE, {"person": person})).values()
    return asked_of_one(course, asks, who)


@dataclass(frozen=True, slots=True)
class TeamAsks:
    """What holds in one team: the asks themselves, and what each of its people is asked."""

    asks: tuple[Ask, ...]
    of_people: Mapping[int, tuple[Asked, ...]]


def asked_in(
    session: Session, course: CourseOutline, teams: Iterable[int]
) -> Mapping[int, TeamAsks]:
    """What is asked in each of these teams, in two statements however many people are in them.

    What one team's manager asks of somebody is not told to another team's.
    """
    wanted = {"teams": list(teams)}
    store = session.connection()
    asks = [_ask(row) for row in store.execute(_ASKED_IN_TEAMS, wanted)]
    people = _belongings(store.execute(_BELONGING_IN_TEAMS, wanted))
    return {team: _in_team(course, asks, people.values(), team) for team in wanted["teams"]}


def _in_team(
    course: CourseOutline, asks: Iterable[Ask], people: Iterable[Belonging], team: int
) -> TeamAsks:
    here = [who for who in people if team in who.teams]
    ids = {who.person_id for who in here}
    of_team = tuple(
        ask
        for ask in asks
        if ask.team_id in (None, team) and (ask.person_id is None or ask.person_id in ids)
    )
    return TeamAsks(of_team, {who.person_id: asked_of_one(course, of_team, who) for who in here})


def _ask(row: Row[*tuple[Any, ...]]) -> Ask:
    return Ask(
        id=row.id,
        module=row.module or "",
        path=row.path or "",
        due_on=row.due_on,
        joiner_days=row.joiner_days,
        set_on=row.set_at.date(),
        why=row.why,
        set_by=row.set_by or "",
        team_id=row.team_id,
        person_id=row.person_id,
        team=row.team or "",
        person=row.person or "",
    )


def _belongings(rows: Iterable[Any]) -> dict[int, Belonging]:
    """Each person with the teams of these rows."""
    joined: dict[int, tuple[date, dict[int, date]]] = {}
    for person, created_at, team, since in rows:
        _company_on, teams = joined.setdefault(person, (created_at.date(), {}))
        if team is not None:
            teams[team] = since.date()
    return {id: Belonging(id, company_on, teams) for id, (company_on, teams) in joined.items()}
