"""A manager's teams and what happened in them; every function starts from who is looking."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, literal, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person, Team
from literacy.accounts.permissions import Role
from literacy.accounts.viewer import Viewer
from literacy.audit.models import AuditEntry
from literacy.certificates.queries import held_by
from literacy.content.catalogue import Catalogue
from literacy.help.queries import calls_to
from literacy.lib.errors import NotFound
from literacy.progress.deadlines import Asked
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline
from literacy.progress.queries import asked_in, facts_of
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.teams.cells import Member
from literacy.teams.mixups import FirstTry, Item
from literacy.teams.person import PersonPage, person_page
from literacy.teams.signal import Area

# With its name put together the item is no key to look up: of five answers it is quicker to read
# all than to ask the index for each of a hundred questions.
_FIRST_TRIES = (
    select(Attempt.person_id, Attempt.quiz, QuizAnswer.item, QuizAnswer.answer, QuizAnswer.at)
    .join(QuizAnswer, QuizAnswer.attempt_id == Attempt.id)
    .where(
        Attempt.person_id.in_(bindparam("people", expanding=True)),
        QuizAnswer.item.concat("").in_(bindparam("items", expanding=True)),
        QuizAnswer.try_number == 1,
        QuizAnswer.complete,
    )
)


@dataclass(frozen=True, slots=True)
class ManagedTeam:
    """A team that this viewer leads: proof that somebody looked it up in her name."""

    id: int
    slug: str
    name: str
    is_only: bool


def teams_of(session: Session, viewer: Viewer) -> tuple[ManagedTeam, ...]:
    """The viewer's teams in order of name, as of this very moment."""
    return led_by(session, viewer.id)


def led_by(session: Session, person_id: int) -> tuple[ManagedTeam, ...]:
    """The same for whoever this is: for letters, which have no viewer."""
    rows = session.execute(
        select(Team.id, Team.slug, Team.name)
        .join(Management, Management.team_id == Team.id)
        .where(Management.person_id == person_id)
        .order_by(Team.name)
    ).all()
    return tuple(ManagedTeam(*row, is_only=len(rows) == 1) for row in rows)


def team_of(session: Session, viewer: Viewer, slug: str) -> ManagedTeam:
    """The viewer's team; one she does not lead is not there."""
    return named(teams_of(session, viewer), slug)


def named(teams: Iterable[ManagedTeam], slug: str) -> ManagedTeam:
    """The one of these teams; another one is not there."""
    found = [team for team in teams if team.slug == slug]
    if not found:
        raise NotFound("There is no such team among those you lead.")
    return found[0]


def members_of(
    session: Session, teams: Iterable[ManagedTeam], *, among: Iterable[int] | None = None
) -> Mapping[int, tuple[Member, ...]]:
    """The people of each team in order of name; closed accounts have left.

    Of a crowd, only those `among` these people.
    """
    members: dict[int, list[Member]] = {team.id: [] for team in teams}
    found = (
        select(Membership.team_id, Person.id, Person.name, Person.job)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id.in_(members), Person.deactivated_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    rows = session.execute(found if among is None else found.where(Person.id.in_(list(among))))
    for team, person, name, job in rows:
        members[team].append(Member(person, name, job))
    return {team: tuple(found) for team, found in members.items()}


def member_ids(session: Session, team: ManagedTeam) -> list[int]:
    """The people of a team in the same order, when there may be thousands."""
    return list(
        session.scalars(
            select(Person.id)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.team_id == team.id, Person.deactivated_at.is_(None))
            .order_by(Person.name, Person.id)
        )
    )


@dataclass(frozen=True, slots=True)
class Lead:
    """A manager of one of the viewer's own teams: somebody who sees her."""

    manager_id: int
    manager: str
    team: ManagedTeam


def leads_of(session: Session, viewer: Viewer) -> tuple[Lead, ...]:
    """Everybody who sees the viewer as a manager does, by name and team."""
    rows = session.execute(
        select(Person.id, Person.name, Team.id, Team.slug, Team.name)
        .join(Management, Management.person_id == Person.id)
        .join(Team, Team.id == Management.team_id)
        .join(Membership, Membership.team_id == Team.id)
        .where(
            Membership.person_id == viewer.id,
            Person.id != viewer.id,
            Person.role == Role.MANAGER.value,
            Person.deactivated_at.is_(None),
        )
        .order_by(Person.name, Person.id, Team.name)
    )
    return tuple(
        Lead(manager, name, ManagedTeam(team, slug, title, is_only=True))
        for manager, name, team, slug, title in rows
    )


def member_of(session: Session, team: ManagedTeam, person: int) -> Member:
    """One person of the team; who is not in it, or has left, is not there."""
    found = [member for member in members_of(session, [team])[team.id] if member.id == person]
    if not found:
        raise NotFound("There is nobody of that kind in this team.")
    return found[0]


def person_seen(
    session: Session,
    course: CourseOutline,
    team: ManagedTeam,
    member: Member,
    *,
    manager_id: int,
    today: date,
) -> PersonPage:
    """One person as this manager of this team sees her; her own page shows the same."""
    return person_page(
        course,
        member,
        mastery(course, facts_of(session, [member.id])[member.id]),
        dates_of(session, course, [team])[team.id].get(member.id, ()),
        calls=calls_to(session, manager_id, [member.id]),
        certificates=held_by(session, member.id, today=today),
        today=today,
    )


def first_tries(
    session: Session, people: Iterable[int], items: Iterable[Item]
) -> tuple[FirstTry, ...]:
    """The first answers of these people to these questions."""
    wanted = set(items)
    given = {
        "people": list(people),
        "items": [*{item for _lesson, item in wanted}, *map("/".join, wanted)],
    }
    rows = session.connection().execute(_FIRST_TRIES, given).all()
    return tuple(
        FirstTry(person, name, answer, at)
        for person, quiz, item, answer, at in rows
        if (name := _item(quiz, item)) in wanted
    )


def _item(quiz: str, item: str) -> Item:
    """The lesson and the id; a quiz that spans several lessons names both in its items."""
    lesson, slash, id_ = item.partition("/")
    return (lesson, id_) if slash else (quiz, item)


def dates_of(
    session: Session, course: CourseOutline, teams: Iterable[ManagedTeam]
) -> Mapping[int, Mapping[int, tuple[Asked, ...]]]:
    """All that each person of each of these teams is asked."""
    asked = asked_in(session, course, [team.id for team in teams])
    return {team: found.of_people for team, found in asked.items()}


@dataclass(frozen=True, slots=True)
class Look:
    """A manager looked at the needs-help signal of a team."""

    manager: str
    team: str
    at: datetime


def signal_is_on(session: Session) -> bool:
    """Whether the signal was on when it was last switched; it begins as off."""
    last = session.scalar(
        select(AuditEntry.action)
        .where(AuditEntry.action.in_(["signal.on", "signal.off"]))
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    return last == "signal.on"


def has_looked(session: Session, viewer: Viewer, team: ManagedTeam, *, since: datetime) -> bool:
    """This manager's look at this team was written down since then."""
    looked = select(AuditEntry.id).where(
        AuditEntry.subject == f"team:{team.slug}",
        AuditEntry.action == "signal.read",
        AuditEntry.actor_id == viewer.id,
        AuditEntry.at > since,
    )
    return session.scalar(looked.limit(1)) is not None


def looks_at(session: Session, viewer: Viewer, *, most: int = 10) -> tuple[Look, ...]:
    """The last looks at the signal of the viewer's own teams."""
    subjects = select((literal("team:") + Team.slug).label("subject"), Team.name).join(
        Membership, Membership.team_id == Team.id
    )
    mine = subjects.where(Membership.person_id == viewer.id).subquery()
    rows = session.execute(
        select(Person.name, mine.c.name, AuditEntry.at)
        .join(mine, mine.c.subject == AuditEntry.subject)
        .join(Person, Person.id == AuditEntry.actor_id)
        .where(AuditEntry.action == "signal.read")
        .order_by(AuditEntry.id.desc())
        .limit(most)
    )
    return tuple(Look(*row) for row in rows)


def misses_of(
    session: Session, course: Catalogue, people: Iterable[int]
) -> Mapping[int, Mapping[Area, int]]:
    """How many first tries each of these people missed, by lesson and area."""
    found: dict[int, Counter[Area]] = {person: Counter() for person in people}
    rows = session.execute(
        select(Attempt.person_id, Attempt.quiz, QuizAnswer.item)
        .join(QuizAnswer, QuizAnswer.attempt_id == Attempt.id)
        .where(
            Attempt.person_id.in_(found),
            QuizAnswer.try_number == 1,
            QuizAnswer.complete,
            QuizAnswer.correct.is_(False),
            QuizAnswer.dont_know.is_(False),
        )
    )
    for person, quiz, item in rows:
        lesson, id_ = _item(quiz, item)
        bank = course.bank_with(lesson)
        if bank and id_ in bank.items:
            found[person][lesson, bank.items[id_].common.area] += 1
    return found
