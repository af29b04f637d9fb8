"""What happened to whom, and what is asked of them: four statements for one person or for fifty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Row,
    Select,
    Table,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from literacy.accounts.models import Membership, Person, Team
from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
from literacy.labs.models import LabCompletion
from literacy.lessons.models import CheckAnswer, Reading
from literacy.progress.asking import Ask, Belonging, asked_of_one
from literacy.progress.confidence import Told
from literacy.progress.deadlines import Asked
from literacy.progress.facts import Examined, Fact, GoalReached, Recalled, Sat, Stopped
from literacy.progress.mastery import Standing, mastery
from literacy.progress.memory import recalled
from literacy.progress.models import Assignment
from literacy.progress.outline import CourseOutline, course_outline
from literacy.progress.remembered import Remembered, Stamp
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.names import QuizKind, kind_of, scope_of
from literacy.review.cards import Origin
from literacy.review.models import ReviewAnswer, ReviewCard
from literacy.review.queries import cards_of, memories_of_people
from literacy.review.subjects import Kind

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
    _attempt.lesson_version,
).where(_attempt.person_id.in_(_PEOPLE))
_GOALS = select(_goal.person_id, _goal.lab, _goal.mission, _goal.at).where(
    _goal.person_id.in_(_PEOPLE)
)

_card = cast(Table, ReviewCard.__table__).c
_count = func.count()


def _stamp(person: ColumnElement[int], *facts: ColumnElement[Any]) -> Select[Any]:
    return select(person, _count, *facts).where(person.in_(_PEOPLE)).group_by(person)


_STAMPS = (
    _stamp(
        _attempt.person_id,
        func.max(_attempt.id),
        func.count(_attempt.finished_at),
        func.max(_attempt.finished_at),
        func.sum(case((_attempt.passed, 1), else_=0)),
    ),
    _stamp(_reading.person_id, func.max(_reading.updated_at), func.sum(_reading.share)),
    _stamp(_goal.person_id, func.max(_goal.at)),
    _stamp(_card.person_id, func.sum(_card.turns), func.sum(_card.stability)),
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
_AMONG: BindParameter[list[int]] = bindparam("among", expanding=True)
_ASKED_AMONG = _ASKED_IN_TEAMS.where(or_(_asked.person_id.is_(None), _asked.person_id.in_(_AMONG)))
_BELONGING_AMONG = _BELONGING_IN_TEAMS.where(_person.id.in_(_AMONG))


_PERSON: BindParameter[int] = bindparam("person")
_ONE, _NONE = literal_column("1", Integer), literal_column("0", Integer)


def _told(model: Any, *where: Any) -> Select[Any]:
    """Answers of one kind, counted by how sure somebody was; “I don't know” is counted apart."""
    gave_up = case((model.dont_know, _ONE), else_=_NONE)
    right = case((model.correct, _ONE), else_=_NONE)
    return (
        select(
            model.confidence,
            func.sum(_ONE - gave_up),
            func.sum(right * (_ONE - gave_up)),
            func.sum(gave_up),
        )
        .where(*where)
        .group_by(model.confidence)
    )


_TOLD = union_all(
    _told(
        QuizAnswer,
        QuizAnswer.attempt_id.in_(select(Attempt.id).where(Attempt.person_id == _PERSON)),
        QuizAnswer.try_number == 1,
        QuizAnswer.complete,
    ),
    _told(CheckAnswer, CheckAnswer.person_id == _PERSON),
    _told(
        ReviewAnswer,
        ReviewAnswer.person_id == _PERSON,
        ReviewAnswer.origin == Origin.REVIEW.value,
    ),
)


def told_by(session: Session, viewer: Viewer) -> tuple[Told, ...]:
    """How sure the viewer was, and how often right: quizzes, checks and reviews in one go."""
    rows = session.connection().execute(_TOLD, {"person": viewer.id})
    return tuple(Told(name, answers, right, gave_up) for name, answers, right, gave_up in rows)


def facts_of(session: Session, people: Iterable[int]) -> Mapping[int, tuple[Fact, ...]]:
    """Everything that counts for these people; somebody without facts has an empty tuple."""
    wanted = {"people": list(people)}
    facts: dict[int, list[Fact]] = {person: [] for person in wanted["people"]}
    if not facts:
        return {}
    store = session.connection()
    for person, lesson, anchor, share, device, at in store.execute(_READINGS, wanted).all():
        facts[person].append(Stopped(lesson, anchor, share, device, at))
    for person, quiz, id_, start, end, passed, kind, version in store.execute(_SITTINGS, wanted):
        sat = Sat(quiz, id_, start, end, bool(passed), kind == "missed", version)
        facts[person].extend(_counted(sat))
    for person, lab, mission, at in store.execute(_GOALS, wanted).all():
        facts[person].append(GoalReached(lab, mission, at))
    return {person: tuple(found) for person, found in facts.items()}


# What is remembered of one store is nothing to another.
_remembered: WeakKeyDictionary[Engine | Connection, Remembered] = WeakKeyDictionary()


def standings_of(
    session: Session, course: CourseOutline, people: Iterable[int]
) -> Mapping[int, Standing]:
    """Where these people stand, with what they remember now.

    A standing is worked out once and looked up again for as long as the person's facts bear the
    same stamp: counts, the newest numbers and the newest times, which the indexes hold.
    """
    remembered = _remembered.setdefault(session.get_bind(), Remembered())
    stamps = _stamps(session, list(people))
    standings = remembered.known(course, stamps)
    changed = [person for person in stamps if person not in standings]
    if changed:
        facts, memories = facts_of(session, changed), _memories(session, changed)
        found = {person: mastery(course, (*facts[person], *memories[person])) for person in changed}
        remembered.keep(course, stamps, found)
        standings.update(found)
    return standings


def _memories(session: Session, people: list[int]) -> Mapping[int, list[Recalled]]:
    """What `recalled` says of each of these people's cards."""
    found: dict[int, list[Recalled]] = {person: [] for person in people}
    for person, subject, memory, missed in memories_of_people(session, people):
        if subject.kind is Kind.AREA:
            found[person].append(Recalled(subject.name, subject.area, memory, missed))
    return found


def _stamps(session: Session, people: list[int]) -> dict[int, Stamp]:
    stamps: dict[int, Stamp] = dict.fromkeys(people, ())
    for number, statement in enumerate(_STAMPS):
        for person, *facts in session.connection().execute(statement, {"people": people}).all():
            stamps[person] += (number, *facts)
    return stamps


def standing_of(session: Session, course: Catalogue, person: int, *, now: datetime) -> Standing:
    """Where one person stands, with what she remembers now."""
    outline = course_outline(course, today=now.date())
    facts = facts_of(session, [person])[person]
    return mastery(outline, (*facts, *recalled(cards_of(session, person))))


def _counted(sat: Sat) -> tuple[Fact, ...]:
    """The sitting as a fact; one that decides nothing of a module or the course is none."""
    match kind_of(sat.lesson):
        case QuizKind.LESSON:
            return (sat,)
        case QuizKind.UPDATE:
            return (sat._replace(lesson=scope_of(sat.lesson), update=True),)
        case QuizKind.EXAM | QuizKind.FINAL if not sat.practice:
            of = scope_of(sat.lesson)
            return (Examined(of, sat.attempt, sat.started_at, sat.finished_at, sat.passed),)
        case _:
            return ()


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
    session: Session,
    course: CourseOutline,
    teams: Iterable[int],
    *,
    among: Iterable[int] | None = None,
) -> Mapping[int, TeamAsks]:
    """What is asked in each of these teams, in two statements however many people are in them.

    What one team's manager asks of somebody is not told to another team's. Of a crowd, only what
    binds those `among` these people.
    """
    wanted = {"teams": list(teams)}
    of_asks, of_people = _ASKED_IN_TEAMS, _BELONGING_IN_TEAMS
    if among is not None:
        wanted["among"] = list(among)
        of_asks, of_people = _ASKED_AMONG, _BELONGING_AMONG
    store = session.connection()
    asks = [_ask(row) for row in store.execute(of_asks, wanted)]
    people = _belongings(store.execute(of_people, wanted))
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
