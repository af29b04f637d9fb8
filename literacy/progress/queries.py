"""What happened to whom, and what is asked of them: four statements for one person or for fifty."""

from collections.abc import Iterable, Mapping

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from literacy.accounts.models import Membership, Person
from literacy.labs.models import LabCompletion
from literacy.lessons.models import Reading
from literacy.progress.deadlines import Asked
from literacy.progress.mastery import Fact, GoalReached, Sat, Stopped
from literacy.progress.models import Assignment
from literacy.quizzes.models import Attempt

# Built once: home is the page people open most.
_PEOPLE: BindParameter[list[int]] = bindparam("people", expanding=True)
_READINGS = select(
    Reading.person_id,
    Reading.lesson,
    Reading.anchor,
    Reading.share,
    Reading.device,
    Reading.updated_at,
).where(Reading.person_id.in_(_PEOPLE))
_SITTINGS = select(
    Attempt.person_id,
    Attempt.quiz,
    Attempt.id,
    Attempt.started_at,
    Attempt.finished_at,
    Attempt.passed,
    Attempt.kind,
).where(Attempt.person_id.in_(_PEOPLE))
_GOALS = select(
    LabCompletion.person_id, LabCompletion.lab, LabCompletion.mission, LabCompletion.at
).where(LabCompletion.person_id.in_(_PEOPLE))

_Setter = aliased(Person)
_ASKED = (
    select(Assignment.module, Assignment.due_on, Assignment.why, _Setter.name)
    .outerjoin(_Setter, _Setter.id == Assignment.set_by)
    .where(
        or_(
            Assignment.person_id == bindparam("person"),
            Assignment.team_id.in_(
                select(Membership.team_id).where(Membership.person_id == bindparam("person"))
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
    for person, lesson, anchor, share, device, at in session.execute(_READINGS, wanted):
        facts[person].append(Stopped(lesson, anchor, share, device, at))
    for person, lesson, attempt, started, finished, passed, kind in session.execute(
        _SITTINGS, wanted
    ):
        practice = kind == "missed"
        facts[person].append(Sat(lesson, attempt, started, finished, bool(passed), practice))
    for person, lab, mission, at in session.execute(_GOALS, wanted):
        facts[person].append(GoalReached(lab, mission, at))
    return {person: tuple(found) for person, found in facts.items()}


def asked_of(session: Session, person: int) -> tuple[Asked, ...]:
    """What is asked of this person: by their teams and by name."""
    rows = session.execute(_ASKED, {"person": person})
    return tuple(Asked(module, due_on, why, name or "") for module, due_on, why, name in rows)
