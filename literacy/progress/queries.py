"""What happened to whom, and what is asked of them: four statements for one person or for fifty."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from sqlalchemy import BindParameter, Table, bindparam, or_, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Membership, Person
from literacy.labs.models import LabCompletion
from literacy.lessons.models import Reading
from literacy.progress.deadlines import Asked
from literacy.progress.facts import Examined, Fact, GoalReached, Sat, Stopped
from literacy.progress.models import Assignment
from literacy.quizzes.models import Attempt
from literacy.quizzes.names import QuizKind, kind_of, scope_of

# Built once and without the ORM: home is the page people open most.
_reading = cast(Table, Reading.__table__).c
_attempt = cast(Table, Attempt.__table__).c
_goal = cast(Table, LabCompletion.__table__).c
_asked = cast(Table, Assignment.__table__).c
_member = cast(Table, Membership.__table__).c
_setter = cast(Table, Person.__table__).alias()
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

_ASKED = (
    select(_asked.module, _asked.due_on, _asked.why, _setter.c.name)
    .select_from(
        cast(Table, Assignment.__table__).outerjoin(_setter, _setter.c.id == _asked.set_by)
    )
    .where(
        or_(
            _asked.person_id == bindparam("person"),
            _asked.team_id.in_(
                select(_member.team_id).where(_member.person_id == bindparam("person"))
            ),
        )
    )
)


def facts_of(session: Session, people: Iterable[int]) -> Mapping[int, tuple[Fact, ...]]:
    """Everything that counts for these people; somebody without facts has an empty tuple."""
    wanted = {"people": list(people)}
    facts: dict[int, list[Fact]] = {person: [] for person in wanted["people"]}
    if not facts:
        return {}
    store = session.connection()
    for person, lesson, anchor, share, device, at in store.execute(_READINGS, wanted):
        facts[person].append(Stopped(lesson, anchor, share, device, at))
    for person, quiz, attempt, started, finished, passed, kind in store.execute(_SITTINGS, wanted):
        sat = Sat(quiz, attempt, started, finished, bool(passed), kind == "missed")
        facts[person].extend(_counted(sat))
    for person, lab, mission, at in store.execute(_GOALS, wanted):
        facts[person].append(GoalReached(lab, mission, at))
    return {person: tuple(found) for person, found in facts.items()}


def _counted(sat: Sat) -> Iterator[Fact]:
    """The sitting as a fact; one that decides nothing of a module or the course is none."""
    match kind_of(sat.lesson):
        case QuizKind.LESSON:
            yield sat
        case QuizKind.EXAM | QuizKind.FINAL if not sat.practice:
            of = scope_of(sat.lesson)
            yield Examined(of, sat.attempt, sat.started_at, sat.finished_at, sat.passed)


def asked_of(session: Session, person: int) -> tuple[Asked, ...]:
    """What is asked of this person: by their teams and by name."""
    rows = session.connection().execute(_ASKED, {"person": person})
    return tuple(Asked(module, due_on, why, name or "") for module, due_on, why, name in rows)
