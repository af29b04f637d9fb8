"""Asking, changing what was asked, taking it back and putting it back: each noted in the log."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Team
from literacy.accounts.viewer import Viewer
from literacy.assignments.nudging import values
from literacy.assignments.queries import Desk, nudge_candidates, people_of, row_of
from literacy.assignments.terms import Audience, Draft, Terms, Thing
from literacy.audit.actions import note
from literacy.lib.errors import Invalid, NotFound
from literacy.nudges.actions import send_nudge
from literacy.progress.models import Assignment, audience_key
from literacy.progress.outline import CourseOutline
from literacy.settings import Settings
from literacy.teams.queries import ManagedTeam

PAST = "This day has passed. Choose today or a later day."
NOT_HERE = "One of these people is not in the team any more. Look again, then decide."


def ask(session: Session, desk: Desk, draft: Draft, *, now: datetime) -> tuple[Assignment, ...]:
    """Ask these audiences for these things; what was asked of them before is changed.

    Raises NotFound for somebody who is out of this desk's reach, Invalid for a day that has passed.
    """
    _check(session, desk, draft, now=now)
    return tuple(
        _ask_one(session, desk, thing, audience, draft.terms, now=now)
        for audience in draft.audiences
        for thing in draft.things
    )


def change(session: Session, desk: Desk, number: int, terms: Terms, *, now: datetime) -> Assignment:
    """Give an assignment another day, other days for joiners or another reason."""
    row = row_of(session, desk, number)
    if terms.due_on != row.due_on:
        _refuse_past(terms.due_on, now=now)
    _set(session, desk, row, terms, now=now)
    return row


def take_back(session: Session, desk: Desk, number: int, *, now: datetime) -> Assignment:
    """Ask for it no longer; nobody is late by it from now on, and what was done is kept."""
    row = row_of(session, desk, number)
    row.withdrawn_at, row.withdrawn_by = now, desk.viewer.id
    _note(session, "assignment.taken_back", desk, row, now=now)
    return row


def put_back(session: Session, desk: Desk, number: int, *, now: datetime) -> Assignment:
    """Ask for it again, by the terms it had."""
    row = row_of(session, desk, number, withdrawn=True)
    row.withdrawn_at = row.withdrawn_by = None
    _note(session, "assignment.put_back", desk, row, now=now)
    return row


def nudge(
    session: Session,
    viewer: Viewer,
    team: ManagedTeam,
    course: CourseOutline,
    *,
    people: Collection[int],
    words: str,
    settings: Settings,
    now: datetime,
) -> list[str]:
    """Nudge these people and return the names of those it reached.

    Who is finished or had a nudge is found out again here, with the store held.
    """
    found = nudge_candidates(session, team, course, now=now)
    return [
        each.name
        for each in found
        if each.id in people
        and not each.hindrance
        and send_nudge(
            session,
            viewer,
            each.id,
            team_id=team.id,
            values=values(each, manager=viewer.name, words=words),
            words=words,
            settings=settings,
            now=now,
        )
    ]


def _check(session: Session, desk: Desk, draft: Draft, *, now: datetime) -> None:
    _refuse_past(draft.terms.due_on, now=now)
    if desk.team is None:
        _refuse_unknown_teams(session, draft.audiences)
        return
    people = people_of(session, desk)
    for audience in draft.audiences:
        if audience.team_id != desk.team.id or audience.person_id not in {None, *people}:
            raise NotFound(NOT_HERE)


def _refuse_past(due_on: date | None, *, now: datetime) -> None:
    if due_on is not None and due_on < now.date():
        raise Invalid(PAST)


def _refuse_unknown_teams(session: Session, audiences: Iterable[Audience]) -> None:
    wanted = {each.team_id for each in audiences if each.team_id is not None}
    if len(session.scalars(select(Team.id).where(Team.id.in_(wanted))).all()) != len(wanted):
        raise NotFound("One of these teams does not exist any more.")


def _ask_one(
    session: Session, desk: Desk, thing: Thing, audience: Audience, terms: Terms, *, now: datetime
) -> Assignment:
    key = audience_key(
        audience.team_id, audience.person_id, thing.module or None, thing.path or None
    )
    row = session.scalar(select(Assignment).where(Assignment.key == key))
    if row is None:
        row = Assignment(
            key=key,
            team_id=audience.team_id,
            person_id=audience.person_id,
            module=thing.module or None,
            path=thing.path or None,
        )
        session.add(row)
    elif row.withdrawn_at is not None:
        # Days that count from the asking start anew only when somebody asks anew.
        row.withdrawn_at, row.withdrawn_by, row.set_at = None, None, now
    _set(session, desk, row, terms, now=now)
    return row


def _set(session: Session, desk: Desk, row: Assignment, terms: Terms, *, now: datetime) -> None:
    before = row.due_on
    row.due_on, row.joiner_days, row.why = terms.due_on, terms.joiner_days, terms.why
    row.set_by, row.set_at = desk.viewer.id, row.set_at or now
    session.flush()
    _note(session, "assignment.set", desk, row, now=now, before=before)


def _note(
    session: Session,
    action: str,
    desk: Desk,
    row: Assignment,
    *,
    now: datetime,
    before: date | None = None,
) -> None:
    note(
        session,
        action,
        actor_id=desk.viewer.id,
        subject=_subject(session, row),
        now=now,
        asked=row.module or row.path,
        due_on=row.due_on.isoformat() if row.due_on else None,
        days=row.joiner_days if row.due_on is None else None,
        before=before.isoformat() if before else None,
    )


def _subject(session: Session, row: Assignment) -> str:
    if row.person_id is not None:
        return f"person:{row.person_id}"
    if row.team_id is not None:
        return f"team:{session.get_one(Team, row.team_id).slug}"
    return "everybody"
