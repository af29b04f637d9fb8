"""Who a session belongs to, and people, teams and links as their viewer may see them."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, bindparam, cast, func, or_, select
from sqlalchemy.orm import Session

from literacy.accounts.lifetimes import IDLE, IDLE_ADMIN
from literacy.accounts.models import (
    Management,
    Membership,
    OneTimeLink,
    Person,
    SignInSession,
    Team,
)
from literacy.accounts.people import (
    PAGE_SIZE,
    Account,
    Filter,
    MailState,
    Member,
    PeoplePage,
    PersonLine,
    PersonSeen,
    SessionSeen,
    State,
    TeamLine,
    TeamSeen,
    state_of,
)
from literacy.accounts.permissions import Permission, Role
from literacy.accounts.purpose import Purpose, mail_key
from literacy.accounts.viewer import Viewer
from literacy.lib.db import Database
from literacy.lib.errors import NotFound
from literacy.lib.tokens import token_hash
from literacy.outbox.models import GLOSSARY, Edition, OutboxMessage

# Built once: this statement runs on every request of every signed-in person.
_VIEWER = (
    select(
        Person.id,
        Person.name,
        Person.email,
        Person.role,
        Person.theme,
        SignInSession.id.label("session_id"),
        SignInSession.last_seen_at,
        select(Edition.number).where(Edition.name == GLOSSARY).scalar_subquery().label("edition"),
        SignInSession.expires_at,
    )
    .join(SignInSession, SignInSession.person_id == Person.id)
    .where(
        SignInSession.token_hash == bindparam("token_hash"),
        Person.deactivated_at.is_(None),
    )
)
_STATES: dict[State, ColumnElement[bool]] = {
    State.ACTIVE: Person.deactivated_at.is_(None) & Person.password_hash.is_not(None),
    State.INVITED: Person.deactivated_at.is_(None) & Person.password_hash.is_(None),
    State.CLOSED: Person.deactivated_at.is_not(None),
}


def viewer_of_session(database: Database, token_hash: str, *, now: datetime) -> Viewer | None:
    """The person signed in with this token, unless the session ran out, idled or was ended."""
    rows = database.look_up(_VIEWER, {"token_hash": token_hash})
    if not rows:
        return None
    row = rows[0]
    role = Role(row.role)
    if row.expires_at <= now or row.last_seen_at < now - _idle(role):
        return None
    return Viewer(
        id=row.id,
        name=row.name,
        email=row.email,
        role=role,
        session_id=row.session_id,
        theme=row.theme,
        last_seen_at=row.last_seen_at,
        edition=row.edition or 0,
    )


def _idle(role: Role) -> timedelta:
    return IDLE_ADMIN if role is Role.ADMIN else IDLE


def somebody_exists(session: Session) -> bool:
    return session.scalar(select(Person.id).limit(1)) is not None


def link_owner(session: Session, purpose: Purpose, token: str, *, now: datetime) -> Member | None:
    """Whose link this is, while it is alive; a link for setting up is nobody's."""
    row = session.execute(
        select(OneTimeLink.id, Person.id, Person.name, Person.job, Person.email)
        .outerjoin(Person, Person.id == OneTimeLink.person_id)
        .where(
            OneTimeLink.token_hash == token_hash(token),
            OneTimeLink.purpose == purpose.value,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
            Person.deactivated_at.is_(None),
        )
    ).one_or_none()
    return Member(row[1] or 0, row[2] or "", row[3] or "", row[4] or "") if row else None


def person_called(session: Session, email: str) -> Person:
    """The person with this address, for the command line and the demo; raises NotFound."""
    person = session.scalar(select(Person).where(Person.email == email))
    if person is None:
        raise NotFound(f"Nobody has the address {email}.")
    return person


def account_of(session: Session, viewer: Viewer) -> Account:
    """What the viewer's own page says about her, with the names of those who manage her."""
    person = session.get_one(Person, viewer.id)
    return Account(
        name=person.name,
        email=person.email,
        job=person.job,
        role=Role(person.role),
        theme=person.theme,
        zone=person.zone,
        created_at=person.created_at,
        teams=tuple(team.name for team in _teams_of(session, Membership, person.id)),
        managers=_managers_of(session, person.id),
    )


def _managers_of(session: Session, person_id: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(Person.name)
            .join(Management, Management.person_id == Person.id)
            .join(Membership, Membership.team_id == Management.team_id)
            .where(
                Membership.person_id == person_id,
                Person.id != person_id,
                Person.role == Role.MANAGER.value,
                Person.deactivated_at.is_(None),
            )
            .distinct()
            .order_by(Person.name)
        )
    )


def sessions_of(session: Session, viewer: Viewer, *, now: datetime) -> tuple[SessionSeen, ...]:
    """Where the viewer is signed in, this browser first, then the latest."""
    rows = session.scalars(
        select(SignInSession)
        .where(
            SignInSession.person_id == viewer.id,
            SignInSession.expires_at > now,
            SignInSession.last_seen_at >= now - _idle(viewer.role),
        )
        .order_by((SignInSession.id == viewer.session_id).desc(), SignInSession.last_seen_at.desc())
    )
    return tuple(
        SessionSeen(
            id=row.id,
            device=row.device or "Unknown browser",
            since=row.created_at,
            last_seen_at=row.last_seen_at,
            is_this=row.id == viewer.session_id,
        )
        for row in rows
    )


def teams_managed_by(session: Session, viewer: Viewer) -> tuple[TeamSeen, ...]:
    """The teams the viewer manages, by name; empty once she is no manager any more."""
    if not viewer.may(Permission.LEAD):
        return ()
    return _teams_of(session, Management, viewer.id)


def members(session: Session, viewer: Viewer, team_slug: str) -> tuple[Member, ...]:
    """The people of one team, by name; raises NotFound unless the viewer manages it."""
    if team_slug not in {team.slug for team in teams_managed_by(session, viewer)}:
        raise NotFound("There is no such team.")
    return _members(session, _MEMBERS.join(Membership).join(Team).where(Team.slug == team_slug))


_MEMBERS = (
    select(Person.id, Person.name, Person.job, Person.email)
    .where(Person.deactivated_at.is_(None))
    .distinct()
    .order_by(Person.name, Person.id)
)


def _members(session: Session, statement: Select[int, str, str, str]) -> tuple[Member, ...]:
    return tuple(Member(*row) for row in session.execute(statement))


def all_teams(session: Session) -> tuple[TeamSeen, ...]:
    """Every team by name, for administrators' forms."""
    rows = session.execute(select(Team.id, Team.slug, Team.name).order_by(Team.name))
    return tuple(TeamSeen(*row) for row in rows)


def team_ids(session: Session, slugs: Collection[str]) -> list[int]:
    """The ids of these teams; raises NotFound for the first that does not exist."""
    known = {team.slug: team.id for team in all_teams(session)}
    for slug in slugs:
        if slug not in known:
            raise NotFound(f"There is no team with the slug {slug}.")
    return [known[slug] for slug in slugs]


def team_lines(session: Session) -> tuple[TeamLine, ...]:
    """Every team with its size and its managers, in three queries."""
    sizes = dict(
        session.execute(
            select(Membership.team_id, func.count())
            .join(Person)
            .where(Person.deactivated_at.is_(None))
            .group_by(Membership.team_id)
        ).all()
    )
    managers: dict[int, list[str]] = {}
    for team_id, name in session.execute(
        select(Management.team_id, Person.name)
        .join(Person)
        .where(Person.deactivated_at.is_(None))
        .order_by(Person.name)
    ):
        managers.setdefault(team_id, []).append(name)
    return tuple(
        TeamLine(team.slug, team.name, sizes.get(team.id, 0), tuple(managers.get(team.id, ())))
        for team in all_teams(session)
    )


def team_line(session: Session, slug: str) -> TeamLine:
    """One team for administrators; raises NotFound."""
    line = next((each for each in team_lines(session) if each.slug == slug), None)
    if line is None:
        raise NotFound("There is no such team.")
    return line


def people_page(session: Session, wanted: Filter, *, number: int) -> PeoplePage:
    """A page of people for administrators, in five queries however many there are."""
    statement = _filtered(wanted)
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    rows = session.execute(
        statement.order_by(func.lower(Person.name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    ids = [row.id for row in rows]
    teams, mails = _team_names(session, Membership, ids), _invitation_mails(session, ids)
    manages = _team_names(session, Management, ids)
    lines = tuple(
        PersonLine(
            id=row.id,
            name=row.name,
            email=row.email,
            job=row.job,
            role=Role(row.role),
            state=state_of(row.password_hash, row.deactivated_at),
            teams=teams.get(row.id, ()),
            manages=manages.get(row.id, ()),
            mail=mails.get(row.id),
        )
        for row in rows
    )
    return PeoplePage(people=lines, total=total, number=number)


def everybody(session: Session, wanted: Filter) -> list[PersonLine]:
    """Every page of people after the other, for the command line."""
    first = people_page(session, wanted, number=1)
    rest = (people_page(session, wanted, number=n) for n in range(2, first.count + 1))
    return [line for page in (first, *rest) for line in page.people]


def _filtered(
    wanted: Filter,
) -> Select[int, str, str, str, str, str | None, datetime | None]:
    statement = select(
        Person.id,
        Person.name,
        Person.email,
        Person.job,
        Person.role,
        Person.password_hash,
        Person.deactivated_at,
    )
    if wanted.search:
        statement = statement.where(_matches(wanted.search))
    if wanted.team:
        inside = select(Membership.person_id).join(Team).where(Team.slug == wanted.team)
        statement = statement.where(Person.id.in_(inside))
    if wanted.role:
        statement = statement.where(Person.role == wanted.role.value)
    if wanted.state:
        statement = statement.where(_STATES[wanted.state])
    return statement


def _matches(search: str) -> ColumnElement[bool]:
    # SQLite folds the case of A to Z only, so other alphabets are asked for in three cases.
    variants = {search, search.lower(), search.title(), search.upper()}
    return or_(
        *(Person.name.icontains(variant, autoescape=True) for variant in sorted(variants)),
        Person.email.icontains(search, autoescape=True),
    )


def _team_names(
    session: Session, link: type[Membership | Management], ids: Iterable[int]
) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    for person_id, name in session.execute(
        select(link.person_id, Team.name)
        .join(Team)
        .where(link.person_id.in_(ids))
        .order_by(Team.name)
    ):
        names[person_id] = (*names.get(person_id, ()), name)
    return names


def _invitation_mails(session: Session, ids: Iterable[int]) -> dict[int, MailState]:
    """What became of the latest living invitation of each person who has not come yet."""
    key = mail_key(Purpose.INVITE, 0).removesuffix("0")
    rows = session.execute(
        select(OneTimeLink.person_id, OutboxMessage.sent_at, OutboxMessage.problem)
        .join(OutboxMessage, OutboxMessage.key == key + cast(OneTimeLink.id, String))
        .where(
            OneTimeLink.person_id.in_(ids),
            OneTimeLink.purpose == Purpose.INVITE.value,
            OneTimeLink.used_at.is_(None),
        )
    )
    return {row.person_id: MailState(row.sent_at, row.problem) for row in rows}


def person_seen(session: Session, person_id: int, *, now: datetime) -> PersonSeen:
    """A person's account for administrators; raises NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("There is no such person.")
    return PersonSeen(
        id=person.id,
        name=person.name,
        email=person.email,
        job=person.job,
        role=Role(person.role),
        state=state_of(person.password_hash, person.deactivated_at),
        created_at=person.created_at,
        password_changed_at=person.password_changed_at,
        deactivated_at=person.deactivated_at,
        member_of=_teams_of(session, Membership, person.id),
        manages=_teams_of(session, Management, person.id),
        sessions=_count_sessions(session, person, now=now),
        mail=_invitation_mails(session, [person.id]).get(person.id),
    )


def _teams_of(
    session: Session, link: type[Membership] | type[Management], person_id: int
) -> tuple[TeamSeen, ...]:
    rows = session.execute(
        select(Team.id, Team.slug, Team.name)
        .join(link, link.team_id == Team.id)
        .where(link.person_id == person_id)
        .order_by(Team.name)
    )
    return tuple(TeamSeen(*row) for row in rows)


def _count_sessions(session: Session, person: Person, *, now: datetime) -> int:
    counted = session.scalar(
        select(func.count())
        .select_from(SignInSession)
        .where(
            SignInSession.person_id == person.id,
            SignInSession.expires_at > now,
            SignInSession.last_seen_at >= now - _idle(Role(person.role)),
        )
    )
    return counted or 0


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return dict(rows.all())
