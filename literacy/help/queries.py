"""Who may be asked, and the calls that are open; each function starts from who is looking."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from literacy.accounts.models import Management, Membership, Person, Team
from literacy.accounts.permissions import Role
from literacy.accounts.viewer import Viewer
from literacy.help.call import TOLD_FOR, Call, Ending, Helper
from literacy.help.models import HelpCall
from literacy.lib.errors import NotFound

_asker, _helper = aliased(Person), aliased(Person)
_beside = aliased(Membership)


def helpers_of(session: Session, viewer: Viewer) -> tuple[Helper, ...]:
    """The viewer's managers, then the people of her teams, each once and in order of name."""
    mine = select(Membership.team_id).where(Membership.person_id == viewer.id)
    leads = select(Management.person_id, Management.team_id, literal(1).label("leads")).where(
        Management.team_id.in_(mine)
    )
    belongs = select(Membership.person_id, Membership.team_id, literal(0)).where(
        Membership.team_id.in_(mine)
    )
    found = union_all(leads, belongs).subquery()
    rows = session.execute(
        select(Person.id, Person.name, Person.job, found.c.leads, Team.name)
        .join(found, found.c.person_id == Person.id)
        .join(Team, Team.id == found.c.team_id)
        .where(Person.id != viewer.id, Person.deactivated_at.is_(None), _may_lead(found.c.leads))
        .order_by(found.c.leads.desc(), Person.name, Person.id, Team.name)
    )
    helpers: dict[int, Helper] = {}
    for person, name, job, leading, team in rows:
        held = helpers.setdefault(person, Helper(person, name, job, bool(leading), ()))
        if held.is_manager == bool(leading):
            helpers[person] = replace(held, teams=(*held.teams, team))
    return tuple(helpers.values())


def _may_lead(leads: ColumnElement[int]) -> ColumnElement[bool]:
    """Who was a manager once and is none now leads nobody."""
    return or_(leads == 0, Person.role == Role.MANAGER.value)


def calls_seen(session: Session, viewer: Viewer, *, now: datetime) -> tuple[Call, ...]:
    """What the viewer's own page and home tell of calls, in one statement, the oldest first.

    Her own that is open or was answered these days, and those that ask her.
    """
    own = HelpCall.person_id == viewer.id
    answered = and_(own, HelpCall.ending == Ending.HELPED, HelpCall.ended_at > now - TOLD_FOR)
    asks_her = and_(HelpCall.helper_id == viewer.id, _CAN_ANSWER)
    return _calls(session, or_(answered, and_(_IS_OPEN, or_(own, asks_her))))


def own_call(session: Session, viewer: Viewer) -> Call | None:
    """The viewer's own open call; there is one at a time."""
    found = _calls(session, _IS_OPEN, HelpCall.person_id == viewer.id)
    return found[0] if found else None


def calls_to(session: Session, helper_id: int, people: Iterable[int]) -> tuple[Call, ...]:
    """What these people ask of this person now, the oldest first."""
    wanted = HelpCall.person_id.in_(list(people))
    return _calls(session, _IS_OPEN, HelpCall.helper_id == helper_id, wanted, _CAN_ANSWER)


def call_to(session: Session, viewer: Viewer, call_id: int) -> Call:
    """An open call that asks the viewer; raises NotFound for any other."""
    found = _calls(
        session,
        _IS_OPEN,
        HelpCall.id == call_id,
        HelpCall.helper_id == viewer.id,
        _CAN_ANSWER,
    )
    return _only(found)


def call_by(session: Session, viewer: Viewer, call_id: int) -> Call:
    """The viewer's own open call."""
    return _only(_calls(session, _IS_OPEN, HelpCall.id == call_id, HelpCall.person_id == viewer.id))


def asked_since(session: Session, viewer: Viewer, since: datetime) -> int:
    count = select(func.count()).where(HelpCall.person_id == viewer.id, HelpCall.at > since)
    return session.scalar(count) or 0


def _only(found: tuple[Call, ...]) -> Call:
    if not found:
        raise NotFound("There is no such call, or it is over.")
    return found[0]


def _calls(session: Session, *which: ColumnElement[bool]) -> tuple[Call, ...]:
    return tuple(Call(*tuple(row)) for row in session.execute(_CALLS.where(*which)))


def _is_near() -> ColumnElement[bool]:
    """The asker is in a team this helper leads or belongs to, today and not only back then."""
    leads = (
        select(Management.team_id)
        .where(Management.person_id == _helper.id, _helper.role == Role.MANAGER.value)
        .correlate(_helper)
    )
    belongs = select(_beside.team_id).where(_beside.person_id == _helper.id).correlate(_helper)
    return exists(
        select(Membership.team_id)
        .where(
            Membership.person_id == HelpCall.person_id,
            or_(Membership.team_id.in_(leads), Membership.team_id.in_(belongs)),
        )
        .correlate(HelpCall, _helper)
    )


_IS_OPEN = HelpCall.ended_at.is_(None)
_CAN_ANSWER = and_(_is_near(), _helper.deactivated_at.is_(None))
_CALLS = (
    select(
        HelpCall.id,
        HelpCall.person_id,
        _asker.name,
        HelpCall.helper_id,
        _helper.name,
        HelpCall.lesson,
        HelpCall.note,
        HelpCall.at,
        HelpCall.ended_at,
        _CAN_ANSWER,
    )
    .join(_asker, _asker.id == HelpCall.person_id)
    .join(_helper, _helper.id == HelpCall.helper_id)
    .where(_asker.deactivated_at.is_(None))
    .order_by(HelpCall.at, HelpCall.id)
)
