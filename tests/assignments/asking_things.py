"""Asks for things as the people of the tests would."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from literacy.assignments.actions import ask
from literacy.assignments.queries import Desk, company_desk, team_desk
from literacy.assignments.terms import Audience, Draft, Terms, Thing
from literacy.progress.models import Assignment
from tests import make
from tests.make import NOW

SOON: date = (NOW + timedelta(days=12)).date()
CACHING = Thing(module="06-caching")
ESSENTIALS = Thing(path="essentials")


def graces_desk(session: Session, people: make.People) -> Desk:
    return team_desk(session, make.viewer(people.grace), "campaigns")


def rosas_desk(people: make.People) -> Desk:
    return company_desk(make.viewer(people.rosa))


def asked(
    session: Session,
    desk: Desk,
    audience: Audience,
    thing: Thing = CACHING,
    *,
    terms: Terms | None = None,
) -> Assignment:
    """One thing asked of one audience, in twelve days unless the terms say otherwise."""
    draft = Draft((thing,), (audience,), terms or Terms(SOON, why="The winter sale"))
    return ask(session, desk, draft, now=NOW)[0]
